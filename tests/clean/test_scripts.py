"""Articles that only a page's scripts hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.clean import clean
from diemtin.clean.scripts import script_lines
from diemtin.document import BlockKind, Format, Page

TITLE = "Hội nghị sơ kết công tác của Công an huyện Vạn Lý"
ONE = "Sáng nay, Công an huyện Vạn Lý tổ chức hội nghị sơ kết công tác sáu tháng đầu năm với hơn một trăm cán bộ."
TWO = (
    'Theo báo cáo, "các đơn vị" đã điều tra làm rõ bốn mươi vụ việc 😀, thu hồi nhiều tài sản có giá trị cho người dân.'
)
THREE = "Phát biểu kết luận, lãnh đạo huyện Vạn Lý yêu cầu các đơn vị tiếp tục nâng cao hiệu quả công tác được giao."


def _page(value: object, kind: str = "application/ld+json", visible: str = "Đang tải", *, ascii: bool = True) -> Page:
    script = json.dumps(value, ensure_ascii=ascii)
    body = f'<body><div id="__next">{visible}</div><script type="{kind}">{script}</script></body>'
    return Page("x", f"<html><head><title>{TITLE} - Báo Vạn Lý</title></head>{body}</html>", Format.HTML)


def _news(body: str) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": TITLE, "articleBody": body, "author": {"name": "Hồng Thắm"}}


@pytest.mark.parametrize("ascii", [True, False])
def test_the_text_in_a_script_is_read_where_the_page_shows_none(*, ascii: bool) -> None:
    article = clean(_page(_news("\n".join([ONE, TWO, THREE])), ascii=ascii))
    prose = [block.span.of(article.text) for block in article.blocks if block.kind is not BlockKind.BYLINE]
    assert prose[-3:] == [ONE, TWO, THREE]
    assert article.byline is not None
    assert article.byline.of(article.text) == "Hồng Thắm"
    block = next(block for block in article.blocks if block.span.of(article.text) == TWO)
    source = article.origin.span(block.span).of(article.page.raw)
    assert json.loads(f'"{source}"') == TWO


def test_text_in_a_script_may_be_html() -> None:
    lines = script_lines(
        _page({"props": {"title": TITLE, "content": f"<p>{ONE}</p><p>{TWO}</p>"}}, "application/json").raw
    )
    assert [line.text for line in lines] == [TITLE, ONE, TWO]


def test_a_page_that_shows_its_text_is_read_as_it_is_shown() -> None:
    shown = f"<h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    article = clean(_page(_news(" ".join([ONE, TWO, THREE])), visible=shown))
    assert article.text.count("bốn mươi vụ việc") == 1


@pytest.mark.parametrize(
    "script", ["", "{", '{"articleBody": "', '{"articleBody": 7}', '{"articleBody": "\\u12"}', "[]"]
)
def test_a_script_without_an_article_gives_no_lines(script: str) -> None:
    assert script_lines(f'<script type="application/ld+json">{script}</script>') == []


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=40).filter(lambda text: "<" not in text), st.booleans())
def test_every_character_leads_to_what_it_was_escaped_as(text: str, ascii: bool) -> None:
    body = f"{ONE}\n{text}\n{TWO}"
    raw = _page(_news(body), ascii=ascii).raw
    for line in script_lines(raw):
        for character, start, end in zip(line.text, line.piece.starts, line.piece.ends, strict=True):
            source = raw[start:end]
            assert character in source or character == " " or "\\" in source or len(source) > 1
    assert [line.text for line in script_lines(raw)][1] == ONE


@pytest.mark.parametrize("piece", ['<script type="application/json">', '"author":{', '"articleBody":"', "\\"])
def test_hostile_scripts_are_read_in_linear_time(piece: str) -> None:
    raw = '<script type="application/ld+json">' + piece * 40_000
    assert script_lines(raw) == []
