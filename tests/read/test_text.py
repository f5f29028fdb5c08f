"""Bytes become text in the encoding in which they read; what is no text is said to be what it is."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.detection import TRIED
from diemtin.document import Format
from diemtin.encodings import encodings
from diemtin.errors import EmptyArticle, PageError, TooLarge, UndecodablePage, UnreadablePage
from diemtin.read import text
from diemtin.read.text import decode, page_of_text

LINE = "Công an tỉnh Quảng Ngãi khởi tố vụ án, bắt giữ năm đối tượng ở huyện Bình Sơn."


def test_utf8_is_decoded_as_it_stands() -> None:
    assert decode("x", "Sóc  Trăng\r\n".encode()) == ("Sóc  Trăng\r\n", "utf-8")


def test_decomposed_text_is_not_altered_when_it_is_read() -> None:
    assert decode("x", "Tra\u0306ng".encode()).text == "Tra\u0306ng"


def test_a_byte_order_mark_is_no_character_of_the_page() -> None:
    assert decode("x", codecs.BOM_UTF8 + b"Tin").text == "Tin"


def test_an_empty_file_is_named() -> None:
    with pytest.raises(EmptyArticle, match=r"^tin\.txt: the file is empty$"):
        decode("tin.txt", b"")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%...", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00", "GZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a", "GIF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office"),
        (b"abc\x00def", "binary"),
    ],
)
def test_a_binary_file_is_called_by_its_kind(content: bytes, kind: str) -> None:
    with pytest.raises(UnreadablePage, match=kind):
        decode("x", content)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_read_with_and_without_its_mark(encoding: str) -> None:
    assert decode("x", LINE.encode(encoding)) == (LINE, "utf-16")


def test_half_a_letter_of_utf16_is_no_text() -> None:
    with pytest.raises(UnreadablePage):
        decode("x", LINE.encode("utf-16-le")[:-1])


@pytest.mark.parametrize("name", TRIED)
def test_an_old_encoding_is_found_by_how_the_text_reads(name: str) -> None:
    content = encodings()[name].encode(LINE)
    assert decode("x", content) == (LINE, name)


def test_english_between_the_lines_does_not_hide_an_old_encoding() -> None:
    page = b"<script>please wait while this page is loading; nothing else to be seen here</script>\n" * 20
    assert decode("x", page + encodings()["tcvn3"].encode(LINE)).encoding == "tcvn3"


@pytest.mark.parametrize(
    "line", ["Le président a été élu à la majorité des voix.", "Der Bürgermeister überreichte Blumen."]
)
def test_other_languages_of_the_west_are_read_as_windows_1252(line: str) -> None:
    assert decode("x", line.encode("cp1252")) == (line, "windows-1252")


@pytest.mark.parametrize(
    "content", [bytes(range(128, 256)), "Привет, мир и все люди".encode("cp1251"), b"\xff\xf8\x9f"]
)
def test_what_reads_as_nothing_is_refused_and_says_what_was_tried(content: bytes) -> None:
    with pytest.raises(UndecodablePage, match=r"tcvn3.*viscii.*iconv"):
        decode("x", content)


def test_a_line_of_old_bytes_does_not_spoil_a_page_in_utf8() -> None:
    content = f"{LINE}\n".encode() * 3 + encodings()["tcvn3"].encode(LINE)
    text, encoding = decode("x", content)
    assert encoding == "utf-8"
    assert text.split("\n") == [LINE] * 3 + [encodings()["tcvn3"].encode(LINE).decode("cp1252")]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_an_error_of_ours(content: bytes) -> None:
    try:
        text, encoding = decode("x", content)
    except PageError:
        return
    assert encoding in {*TRIED, "utf-8", "utf-16", "windows-1252"}
    assert len(text) <= len(content)


def test_text_in_an_old_encoding_says_where_it_breaks() -> None:
    with pytest.raises(UndecodablePage, match=r"byte 2.*iconv"):
        decode("x", "giá".encode("latin-1"))


def test_a_file_cut_inside_a_letter_is_refused() -> None:
    with pytest.raises(UndecodablePage):
        decode("x", "Sóc Tră".encode()[:-1])


def test_only_more_bytes_than_the_largest_page_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LARGEST", 8)
    assert decode("x", b"12345678").text == "12345678"
    with pytest.raises(TooLarge, match="9 bytes"):
        decode("x", b"123456789")


@pytest.mark.parametrize(
    "raw",
    [
        "<!DOCTYPE html><html></html>",
        "<!doctype HTML>\n<p>x",
        "\n  <html lang='vi'>",
        "<?xml version='1.0'?>\n<html>",
        "<!-- saved page --><!-- twice -->\n<html>",
        "<div class='detail'>Tin</div>",
        "<p>Tin</p>",
        "<BODY>Tin</BODY>",
    ],
)
def test_a_page_that_begins_with_markup_is_html(raw: str) -> None:
    assert page_of_text("x", raw).format is Format.HTML


@pytest.mark.parametrize(
    "raw",
    ["Tin <p>", "<Ảnh minh họa> Tin", "a < b", "<pre-release> bản thử", "<3", "", "Trang chủ\n<html>"],
)
def test_a_page_that_only_mentions_markup_is_text(raw: str) -> None:
    assert page_of_text("x", raw).format is Format.TEXT


@pytest.mark.parametrize("suffix", [".html", ".htm", ".xhtml"])
def test_the_suffix_makes_a_fragment_html(suffix: str) -> None:
    assert page_of_text("x", "Tin <b>mới</b>", suffix).format is Format.HTML


def test_a_text_file_that_holds_html_is_read_as_html() -> None:
    assert page_of_text("x.txt", "<html><p>Tin</p></html>", ".txt").format is Format.HTML


def test_hostile_comments_before_the_text_are_told_apart_in_one_pass() -> None:
    raw = "<!--" * 50_000
    page = page_of_text("x", raw)
    assert (page.format, page.raw) == (Format.TEXT, raw)
