"""Lines in a wrong encoding are put right where they stand, whatever the rest of the page is in."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.clean import clean
from diemtin.clean.lines import text_lines
from diemtin.clean.markup import html_lines
from diemtin.clean.repair import Repairer
from diemtin.detection import TRIED
from diemtin.document import Format, Page, Repair, Span
from diemtin.encodings import as_windows_1252, encodings
from diemtin.normalize import Mapped

TITLE = "Bắt giữ nhóm đối tượng trộm cắp tài sản ở huyện"
LINES = [
    "Sáng nay, Công an tỉnh Quảng Ngãi khởi tố vụ án, bắt giữ năm đối tượng ở huyện Bình Sơn.",
    "Theo điều tra ban đầu, các đối tượng đã gây ra nhiều vụ trộm cắp tài sản của người dân trong huyện.",
    "Hiện cơ quan điều tra đang tiếp tục làm rõ hành vi của từng người để xử lý theo quy định của pháp luật.",
]
CAPTION = "Các đối tượng tại cơ quan điều tra. Ảnh: Thành Đạt"


def _shown(name: str, text: str) -> str:
    return as_windows_1252(text.encode() if name == "utf-8" else encodings()[name].encode(text))


@pytest.mark.parametrize("name", [*TRIED, "utf-8"])
def test_one_line_of_a_unicode_page_is_repaired_and_reported(name: str) -> None:
    raw = "\n\n".join([TITLE, LINES[0], _shown(name, LINES[1]), LINES[2]])
    article = clean(Page("x", raw))
    start = article.text.index(LINES[1])
    assert article.repairs == (Repair(Span(start, start + len(LINES[1])), name),)
    assert article.origin.span(article.repairs[0].span).of(raw) == _shown(name, LINES[1])
    word = Span(start + LINES[1].index("tượng"), start + LINES[1].index("tượng") + 5)
    assert article.origin.span(word).of(raw) == _shown(name, "tượng")


@pytest.mark.parametrize("name", [*TRIED, "utf-8"])
@pytest.mark.parametrize("html", [False, True])
def test_a_whole_page_reads_as_its_unicode_twin(name: str, html: bool) -> None:
    lines = [TITLE, *LINES, CAPTION.replace("Ảnh", "ảnh"), "Lượt xem: 1.203"]
    raw = "".join(f"<p>{line}</p>\n" for line in lines) if html else "\n\n".join(lines)
    form = Format.HTML if html else Format.TEXT
    article, twin = clean(Page("x", _shown(name, raw), form)), clean(Page("x", raw, form))
    assert article.text == twin.text
    assert (article.blocks, article.views) == (twin.blocks, twin.views)
    assert {repair.encoding for repair in article.repairs} == {name}


def test_an_old_caption_beside_a_unicode_word_is_repaired() -> None:
    (line,) = text_lines(f"Chú thích của ảnh được đăng: {_shown('tcvn3', LINES[0])}")
    assert line.text == f"Chú thích của ảnh được đăng: {LINES[0]}"
    assert line.encoding == "tcvn3"


def test_latin_1_misread_utf8_is_not_cut_at_a_next_line_character() -> None:
    raw = f"Nguyễn Thị Yến, {LINES[0]}".encode().decode("latin-1")
    assert "\x85" in raw
    (line,) = text_lines(raw)
    assert line.text == f"Nguyễn Thị Yến, {LINES[0]}"


def test_references_in_a_text_file_are_read() -> None:
    (line,) = text_lines(LINES[0].encode("ascii", "xmlcharrefreplace").decode())
    assert (line.text, line.encoding) == (LINES[0], "character-references")


def test_references_in_html_are_no_fault() -> None:
    (line,) = html_lines(f"<p>{LINES[0].encode('ascii', 'xmlcharrefreplace').decode()}</p>")
    assert (line.text, line.encoding) == (LINES[0], None)


def test_a_title_stated_in_a_wrong_encoding_is_found() -> None:
    lines = [_shown("tcvn3", text) for text in (TITLE, *LINES)]
    article = clean(Page("x", "\n\n".join(lines), title=lines[0]))
    assert article.title is not None
    assert article.title.of(article.text) == TITLE


def test_a_page_without_fault_is_not_changed() -> None:
    for form in ("NFC", "NFD"):
        raw = unicodedata.normalize(form, "\n".join([TITLE, *LINES, CAPTION]))
        assert not Repairer.of(raw).is_needed
        assert clean(Page("x", raw)).repairs == ()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *LINES[0].split(),
                *_shown("tcvn3", LINES[1]).split(),
                *_shown("vni", LINES[2]).split(),
                "&#7879;",
                "\xad",
                "été",
                "Ã¡",
            ]
        ),
        max_size=14,
    )
)
def test_every_character_keeps_its_place(words: list[str]) -> None:
    raw = " ".join(words)
    piece, encoding = Repairer.of(raw)(Mapped.of(raw, 0, len(raw)))
    assert encoding is not None or piece.text == raw
    assert len(piece.text) == len(piece.starts) == len(piece.ends)
    assert list(piece.starts) == sorted(piece.starts)
    assert list(piece.ends) == sorted(piece.ends)
    assert not piece.text or (piece.starts[0], piece.ends[-1]) == (0, len(raw))
