"""Every error belongs to one tree, is one line, and survives a worker process."""

import pickle
import re
from pathlib import Path

import pytest

from diemtin import errors
from diemtin.errors import (
    DiemtinError,
    EmptyArticle,
    MalformedRecord,
    ModelError,
    ModelMismatch,
    ModelNotFound,
    PageError,
    StageError,
    TooLarge,
    UndecodablePage,
    UnreadablePage,
)

PAGE_ERRORS = [UnreadablePage, UndecodablePage, MalformedRecord, EmptyArticle, TooLarge]
EXAMPLES: list[DiemtinError] = [
    *(kind("tin.txt", "hỏng") for kind in PAGE_ERRORS),
    ModelNotFound("tagger", [Path("/a"), "b"]),
    ModelMismatch("tagger", "crf/1", "crf/2"),
    StageError("tag", "tin.txt", ValueError("x")),
]


@pytest.mark.parametrize("kind", PAGE_ERRORS)
def test_a_page_error_names_the_page_and_the_reason(kind: type[PageError]) -> None:
    error = kind("tin.txt", "hỏng")
    assert (str(error), error.source, error.reason) == ("tin.txt: hỏng", "tin.txt", "hỏng")


def test_a_missing_model_names_all_places() -> None:
    error = ModelNotFound("tagger", [Path("/a"), "b"])
    assert "looked in /a, b" in str(error)
    assert error.tried == (Path("/a"), "b")


def test_a_mismatch_says_what_was_expected_and_found() -> None:
    error = ModelMismatch("tagger", "crf/1", "crf/2")
    assert str(error) == "model tagger: expected crf/1, found crf/2; rebuild it with its recipe"


def test_a_stage_error_names_stage_page_and_cause() -> None:
    error = StageError("tag", "tin.txt", ValueError("x"))
    assert str(error) == "tin.txt: the stage 'tag' failed: ValueError: x"
    assert (error.stage, error.source) == ("tag", "tin.txt")


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_every_error_is_caught_by_the_root(error: DiemtinError) -> None:
    with pytest.raises(DiemtinError) as caught:
        raise error
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_comes_whole_out_of_another_process(error: DiemtinError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


def test_the_tree_at_the_top_of_the_module_is_the_tree_of_the_classes() -> None:
    drawn = set(re.findall(r"\b[A-Z]\w+(?=\(| {2,}|\n)", (errors.__doc__ or "").split("\n\n", 1)[1]))
    assert drawn == set(errors.__all__)
    assert all(issubclass(kind, PageError) for kind in PAGE_ERRORS)
    assert issubclass(ModelNotFound, ModelError)
    assert issubclass(ModelMismatch, ModelError)
