"""Many articles: each in order, each failure named, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from diemtin.batch import Outcome, errors_path, run_batch
from diemtin.digest import Digester
from diemtin.document import Page, Span
from diemtin.errors import MalformedRecord, PageError
from diemtin.segment import Segmenter

LINE = "Sáng 7/7, Công an tỉnh Đồng Cát tổ chức hội nghị công bố chỉ số cải cách hành chính năm 2022."


def _pages(number: int) -> list[Page | PageError]:
    return [Page(f"{i}.txt", f"{LINE} Có {i} đơn vị đạt kết quả tốt trong năm.", id=str(i)) for i in range(number)]


def _run(digester: Digester, pages: list[Page | PageError], output: Path) -> list[Outcome]:
    return list(run_batch(digester, pages, output))


def _records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_digests_come_one_a_line_in_order(digester: Digester, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    assert _run(digester, _pages(5), output)[-1] == Outcome(5, 0)
    assert [record["id"] for record in _records(output)] == ["0", "1", "2", "3", "4"]


def test_where_all_succeed_there_is_no_file_of_errors(digester: Digester, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    errors_path(output).write_text("left from before\n", encoding="utf-8")
    _run(digester, _pages(1), output)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl"]


def test_one_bad_record_in_the_middle_stops_nothing_and_is_named(digester: Digester, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    pages = _pages(4)
    pages[1:2] = [MalformedRecord("archive.jsonl:2", "not a JSON record"), Page("bare.txt", "")]
    assert _run(digester, pages, output)[-1] == Outcome(3, 2)
    assert [record["id"] for record in _records(output)] == ["0", "2", "3"]
    bad, bare = _records(errors_path(output))
    assert bad == {
        "source": "archive.jsonl:2",
        "stage": "read",
        "error": "MalformedRecord",
        "reason": "not a JSON record",
    }
    assert (bare["source"], bare["error"]) == ("bare.txt", "EmptyArticle")


def test_an_article_that_breaks_a_stage_is_the_only_one_lost(
    digester: Digester, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Segmenter.words

    def fragile(self: Segmenter, text: str, sentences: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
        if "Có 1 đơn vị" in text:
            raise ZeroDivisionError("broken")
        return words(self, text, sentences)

    monkeypatch.setattr(Segmenter, "words", fragile)
    output = tmp_path / "out.jsonl"
    assert _run(digester, _pages(3), output)[-1] == Outcome(2, 1)
    assert [record["id"] for record in _records(output)] == ["0", "2"]
    [failure] = _records(errors_path(output))
    assert (failure["source"], failure["stage"], failure["error"]) == ("1.txt", "segment", "StageError")
    assert "ZeroDivisionError: broken" in str(failure["reason"])


def test_a_failure_of_the_joining_of_bodies_is_the_only_one_lost(
    digester: Digester, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from diemtin.bodies import find_entities

    def fragile(text: str, *rest: object) -> object:
        if "Có 1 đơn vị" in text:
            raise ZeroDivisionError("broken")
        return find_entities(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("diemtin.digest.find_entities", fragile)
    assert _run(digester, _pages(3), tmp_path / "out.jsonl")[-1] == Outcome(2, 1)


def test_each_result_is_written_before_the_next_page_is_read(digester: Digester, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    written = []

    def pages() -> Iterator[Page | PageError]:
        for page in _pages(3):
            written.append(len(_records(output)))
            yield page

    assert list(run_batch(digester, pages(), output)) == [Outcome(1, 0), Outcome(2, 0), Outcome(3, 0)]
    assert written == [0, 1, 2]


def test_no_pages_give_an_empty_file(digester: Digester, tmp_path: Path) -> None:
    assert _run(digester, [], tmp_path / "out.jsonl") == []
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_words_are_written_where_they_are_asked_for(digester: Digester, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    list(run_batch(digester, _pages(1), output, with_words=True))
    assert _records(output)[0]["sentences"]


def test_a_name_that_is_no_unicode_can_be_written(digester: Digester, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    assert _run(digester, [Page("\udce9.txt", LINE), Page("\udce9.txt", "")], output)[-1] == Outcome(1, 1)
    assert _records(output)[0]["source"] == _records(errors_path(output))[0]["source"] == "\udce9.txt"


def test_an_output_that_cannot_be_written_is_an_error_of_the_system(digester: Digester, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        _run(digester, _pages(1), tmp_path / "nowhere/out.jsonl")


@pytest.mark.parametrize(("name", "errors"), [("d.jsonl", "d.errors.jsonl"), ("d", "d.errors.jsonl")])
def test_errors_stand_beside_the_output(name: str, errors: str) -> None:
    assert errors_path(Path("folder") / name) == Path("folder") / errors


def test_an_outcome_counts_what_was_looked_at() -> None:
    assert Outcome(3, 2).done == 5
