"""What was changed is told with its place; what was torn, wrapped or glued is whole again, and traced."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.clean import clean
from diemtin.clean.casing import title_cased
from diemtin.clean.lines import text_lines
from diemtin.clean.spacing import glued_words
from diemtin.document import Article, Format, Page
from diemtin.errors import EmptyArticle
from tests.clean.test_clean import ONE, THREE, TITLE, TWO


def _changes(article: Article) -> list[tuple[str, str, str]]:
    raw, text = article.page.raw, article.text
    return [(change.kind.value, change.span.of(text), change.source.of(raw)) for change in article.changes]


def _article(first: str, format: Format = Format.TEXT) -> Article:
    if format is Format.HTML:
        return clean(Page("x", f"<html><body><h1>{TITLE}</h1><p>{first}</p><p>{TWO}</p></body></html>", format))
    return clean(Page("x", f"{TITLE}\n\n{first}\n\n{TWO}\n\n{THREE}"))


def test_nothing_is_told_of_a_page_that_is_as_it_should_be() -> None:
    assert _article(f"  {ONE.replace(' ', '  ')}\t").changes == ()
    assert _article(ONE.replace(" ", "&nbsp;").replace("an", "<b>an</b>"), Format.HTML).changes == ()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (ONE.replace("Công", "Cô\u200bng"), ("invisible", "", "\u200b")),
        (ONE.replace("trăm", unicodedata.normalize("NFD", "trăm")), ("composed", "ă", "a\u0306")),
        (ONE.replace(" công tác ", " công\ntác "), ("joined", " ", "\n")),
        (f"S áng{ONE[4:]}", ("drop-capital", "", " ")),
        (f"S\nang{ONE[4:]}".replace("ang", "áng"), ("drop-capital", "", "\n")),
        (ONE.replace("tổ chức hội", "tổ chứcHội"), ("parted", " ", "H")),
        (ONE.replace("chức hội nghị", "chức hộinghị"), ("parted", " ", "n")),
    ],
)
def test_a_change_is_told_with_its_place(printed: str, expected: tuple[str, str, str]) -> None:
    assert _changes(_article(printed)) == [expected]


def test_a_change_in_html_is_told_too() -> None:
    assert _changes(_article(ONE.replace("Công", "Cô&#8203;ng"), Format.HTML)) == [("invisible", "", "&#8203;")]


def _wrapped(text: str, width: int) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize("width", [34, 60, 80])
def test_a_wrapped_paragraph_is_whole_again_whatever_its_lines_begin_with(width: int) -> None:
    text = f"{ONE} Đại tá Trần Văn Khải, Giám đốc Công an tỉnh Đồng Cát, chủ trì. {TWO} {THREE}"
    assert [line.text for line in text_lines(_wrapped(text, width))] == [text]


def test_a_list_of_headlines_is_not_one_line() -> None:
    headlines = [
        "Đồng Cát ra mắt mô hình camera an ninh ở các thôn",
        "Vạn Lý: bắt hai đối tượng trộm cắp tài sản trong đêm",
        "Hội thi nấu ăn của hội phụ nữ công an huyện Vạn Lý",
        "Trao tặng nhà tình nghĩa cho gia đình có công ở xã",
    ]
    assert [line.text for line in text_lines("\n".join(headlines))] == headlines


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Đoàn công tác của bộ đã đến thăm và làm việc với ngh-\niệp đoàn", "với nghiệp đoàn"),
        ("Đoàn công tác của bộ đã đến thăm thủ đô nước Cô-lôm-\nbi-a", "nước Cô-lôm-bi-a"),
        ("Đoàn công tác của bộ đã đến thăm và làm việc với nghi\u00ad\nệp đoàn", "với nghiệp đoàn"),
    ],
)
def test_a_word_broken_at_a_hyphen_is_whole_again(raw: str, text: str) -> None:
    [line] = text_lines(raw)
    assert line.text.endswith(text)


@pytest.mark.parametrize("line", ["Ý kiến của dân", "Ở đây có nước", "H đi chợ", "A lô", "Ô tô của ông"])
def test_a_capital_that_is_a_word_stands_alone(line: str) -> None:
    assert text_lines(line)[0].text == line


def test_a_headline_whose_words_run_together_is_in_the_article() -> None:
    lines = ["Bắt nghi phạm trộm cắp ở huyện Vạn Lý", ONE, TWO]
    title, *paragraphs = printed = [
        line.replace("huyện Vạn", "huyệnVạn").replace("hội nghị", "hộinghị") for line in lines
    ]
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = clean(Page("x", f"<html><body><h1>{title}</h1>{body}</body></html>", Format.HTML))
    assert [block.kind.value for block in article.blocks] == ["title", "lead", "paragraph"]
    assert article.text.split("\n") == lines
    assert [article.origin.span(block.span).of(article.page.raw) for block in article.blocks] == printed


def test_a_headline_with_a_capital_torn_off_is_in_the_article() -> None:
    title, lead, paragraph = "S áng nay bắt hai nghi phạm ở Vạn Lý", ONE.replace("Sáng", "S áng"), TWO
    page = Page("x", f"<html><body><h1>{title}</h1><p>{lead}</p><p>{paragraph}</p></body></html>", Format.HTML)
    article = clean(page)
    assert article.title is not None
    assert article.title.of(article.text) == "Sáng nay bắt hai nghi phạm ở Vạn Lý"
    assert article.origin.span(article.title).of(page.raw) == title


def test_a_stated_title_whose_words_run_together_is_the_title() -> None:
    title = "HuyệnVạn Lý vào hè"
    article = clean(Page("x", "\n\n".join([title, TITLE, ONE, TWO]), title=title))
    assert article.title is not None
    assert article.title.of(article.text) == "Huyện Vạn Lý vào hè"


@pytest.mark.parametrize("word", ["VietNamNet", "YouTube", "môtô", "UBND", "thủđô", "Malaixia", "München", "préféré"])
def test_names_and_foreign_words_are_not_parted(word: str) -> None:
    assert glued_words([word] if word != "thủđô" else []) == {}


def test_a_title_in_capitals_is_cased_as_the_article_has_its_words() -> None:
    title = "UBND TỈNH ĐỒNG CÁT TẶNG BẰNG KHEN ĐẠI TÁ TRẦN VĂN KHẢI"
    paragraphs = [
        "Sáng nay, UBND tỉnh Đồng Cát đã tặng bằng khen.",
        "Cùng dự có Đại tá Trần Văn Khải ở Đồng Cát.",
    ]
    assert title_cased(title, paragraphs) == "UBND tỉnh Đồng Cát tặng bằng khen Đại tá Trần Văn Khải"
    assert title_cased("Công an tỉnh Đồng Cát", paragraphs) is None


PIECES = [
    "H ội",
    "tổ chứcHội",
    "Cô\u200bng",
    "a\u0301n",
    "ngh-\niệp",
    "\n",
    "\n\n",
    " ",
    "N\ngày",
    ONE,
    TWO,
    "\u00ad\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), st.sampled_from(Format))
def test_changes_lie_within_text_and_page_in_order(raw: str, format: Format) -> None:
    try:
        article = clean(Page("x", f"{ONE}\n\n{raw}\n\n{TWO}", format))
    except EmptyArticle:
        return
    end = 0
    for change in article.changes:
        assert end <= change.span.start <= change.span.end <= len(article.text)
        assert 0 <= change.source.start < change.source.end <= len(article.page.raw)
        end = change.span.end
    starts = list(article.origin.starts)
    assert starts == sorted(starts)
