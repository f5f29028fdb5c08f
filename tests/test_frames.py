"""The page frames that the line model is trained and measured on."""

from __future__ import annotations

import random
import re

import pytest
from models.structure.frames.articles import Source, source_of
from models.structure.frames.compose import compose
from models.structure.frames.page import Frame
from models.structure.frames.render import ComposedPage, render
from models.structure.frames.wording import FAMILIES, read_sections

from diemtin.clean.reading import read_lines
from diemtin.corpora import NewsArticle
from diemtin.document import BlockKind

SENTENCES = tuple(f"Công an xã Đồng Cát đã làm rõ vụ việc thứ {i} xảy ra trên địa bàn huyện." for i in range(12))
SOURCES = [
    Source(
        f"Làm rõ {i} vụ việc ở huyện Đồng Cát",
        "Công an huyện vừa làm rõ nhiều vụ việc.",
        SENTENCES,
        frozenset(),
        (),
        None,
    )
    for i in range(5)
]


def _pages(family: str, numbers: range) -> list[ComposedPage]:
    pages = []
    for number in numbers:
        chance, frame = random.Random(number), Frame(family, number)
        pages.append(render(frame, compose(frame, SOURCES[number % 5], SOURCES, chance), chance))
    return pages


@pytest.mark.parametrize("family", FAMILIES)
def test_every_line_of_a_page_is_what_it_was_composed_as(family: str) -> None:
    for page in _pages(family, range(40)):
        lines, _, _ = read_lines(page.page)
        roles = page.roles(lines)
        texts = [line.text for line, role in zip(lines, roles, strict=True) if role is BlockKind.PARAGRAPH]
        assert roles.count(BlockKind.TITLE) <= 1
        assert all("Đồng Cát" in text or "vụ việc" in text for text in texts)
        assert texts


def test_a_frame_is_always_the_same_site() -> None:
    one, two = ([page.page.raw for page in _pages("training", range(5))] for _ in range(2))
    assert one == two


def test_no_wording_of_the_held_out_frames_is_one_of_training() -> None:
    training, held_out = map(read_sections, FAMILIES)
    assert training.keys() == held_out.keys()
    for name, wordings in held_out.items():
        common = {wording for wording in wordings if re.sub(r"\{[^{}]*\}|[\W\d]", "", wording)} & set(training[name])
        assert common == set(), name


def test_an_article_ends_before_its_byline() -> None:
    body = (*SENTENCES[:5], "Túng quẫn", *SENTENCES[5:8], "Mộc Trà (tổng hợp)")
    source = source_of(NewsArticle("1", "Tựa", "Sapo.", body, ("Tang vật vụ án.", "(Ảnh: Thành Đạt)")))
    assert source is not None
    assert source.byline == "Mộc Trà (tổng hợp)"
    assert source.sentences[-1] == SENTENCES[7]
    assert [source.sentences[i] for i in source.headings] == ["Túng quẫn"]
    assert source.captions == ("Tang vật vụ án. (Ảnh: Thành Đạt)",)
