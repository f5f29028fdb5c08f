"""The values that flow through the pipeline keep their promises."""

import dataclasses
import pickle

import pytest

from diemtin import document
from diemtin.document import (
    Article,
    Block,
    BlockKind,
    Origin,
    Page,
    Span,
    Summary,
    SummarySentence,
    Support,
)

ORIGIN = Origin((0, 1, 1, 6), (1, 4, 4, 7))


def _article(*blocks: Block) -> Article:
    page = Page("x", "Tin mới")
    return Article(page, "Tin mới", Origin((), ()), blocks, (), None, None, None, ())


def test_a_span_holds_its_start_but_not_its_end() -> None:
    assert Span(4, 7).of("Tin mới nhất") == "mới"
    assert len(Span(4, 7)) == 3


@pytest.mark.parametrize(
    ("inner", "covered"),
    [(Span(2, 5), True), (Span(3, 4), True), (Span(1, 5), False), (Span(2, 6), False), (Span(6, 7), False)],
)
def test_a_span_covers_what_lies_wholly_inside(inner: Span, covered: bool) -> None:
    assert Span(2, 5).covers(inner) is covered


def test_spans_stand_in_the_order_of_the_text() -> None:
    assert sorted([Span(3, 4), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(3, 4)]


@pytest.mark.parametrize(
    ("span", "source"),
    [(Span(0, 1), Span(0, 1)), (Span(1, 2), Span(1, 4)), (Span(0, 4), Span(0, 7)), (Span(2, 4), Span(1, 7))],
)
def test_the_origin_of_a_span_reaches_from_its_first_to_its_last_character(span: Span, source: Span) -> None:
    assert ORIGIN.span(span) == source


@pytest.mark.parametrize("span", [Span(0, 0), Span(3, 2), Span(-1, 2), Span(0, 5), Span(4, 5)])
def test_no_source_is_made_up(span: Span) -> None:
    with pytest.raises(ValueError, match="no source"):
        ORIGIN.span(span)


@pytest.mark.parametrize("kind", BlockKind)
def test_prose_is_what_the_article_itself_says(kind: BlockKind) -> None:
    prose = {BlockKind.TITLE, BlockKind.LEAD, BlockKind.HEADING, BlockKind.PARAGRAPH}
    assert kind.is_prose == (kind in prose)


def test_the_title_is_the_first_title_and_prose_keeps_its_order() -> None:
    byline = Block(Span(0, 1), BlockKind.BYLINE)
    title = Block(Span(1, 2), BlockKind.TITLE)
    paragraph = Block(Span(2, 3), BlockKind.PARAGRAPH)
    article = _article(byline, title, paragraph)
    assert article.title == Span(1, 2)
    assert article.prose == (title, paragraph)


def test_an_article_may_have_no_title() -> None:
    assert _article(Block(Span(0, 3), BlockKind.PARAGRAPH)).title is None


def test_a_summary_is_one_paragraph() -> None:
    sentences = tuple(SummarySentence(text, (Span(0, 1),), Support.PRINTED) for text in ("Một.", "Hai."))
    assert Summary(sentences).text == "Một. Hai."
    assert Summary(()).text == ""


@pytest.mark.parametrize(
    "name", [name for name in document.__all__ if dataclasses.is_dataclass(getattr(document, name))]
)
def test_every_value_is_frozen_and_carries_nothing_else(name: str) -> None:
    kind = getattr(document, name)
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)


def test_a_value_cannot_be_altered() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1).start = 5  # type: ignore[misc]


def test_an_article_comes_whole_out_of_another_process() -> None:
    article = _article(Block(Span(0, 3), BlockKind.TITLE))
    assert pickle.loads(pickle.dumps(article)) == article
