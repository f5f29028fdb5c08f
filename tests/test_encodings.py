"""Each encoding reads back what it writes, keeps every place, and says what it cannot write."""

import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.detection import TRIED
from diemtin.encodings import as_windows_1252, encodings, read_text, without_lost_capitals
from diemtin.lexicon import table
from diemtin.normalize import Mapped

LETTERS = [row[0] for row in table("legacy_encodings")]
LINE = "Ủy ban nhân dân tỉnh Đắk Nông họp với 12 xã ở vùng lũ, (kỳ thứ 7)."
CAPITALS = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
WRITTEN = {
    "tcvn3": "C«ng an tØnh",
    "vni": "Coâng an tænh",
    "vps": "Công an tÌnh",
    "viscii": "Công an tïnh",
    "windows-1258": "Công an tiÒnh",
}


def test_there_are_the_134_letters_outside_ascii() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 134
    assert all(len(unicodedata.normalize("NFC", letter)) == 1 for letter in LETTERS)


@pytest.mark.parametrize("name", TRIED)
def test_text_looks_as_it_does_on_a_page(name: str) -> None:
    assert as_windows_1252(encodings()[name].encode("Công an tỉnh")) == WRITTEN[name]
    assert encodings()[name].read_text(WRITTEN[name]) == "Công an tỉnh"


@pytest.mark.parametrize("name", [name for name in TRIED if name != "tcvn3"])
def test_every_letter_comes_back(name: str) -> None:
    text = " ".join(LETTERS)
    assert read_text(name, encodings()[name].encode(text)) == text


def test_tcvn3_brings_every_letter_back_but_capitals_without_a_code() -> None:
    text = " ".join(LETTERS)
    back = read_text("tcvn3", encodings()["tcvn3"].encode(text))
    assert back == without_lost_capitals(text)
    assert {a for a, b in zip(text, back, strict=True) if a != b} == {c for c in LETTERS if c.isupper()} - set(
        "ĂÂÊÔƠƯĐ"
    )


@pytest.mark.parametrize("name", TRIED)
def test_a_line_and_a_heading_come_back(name: str) -> None:
    for text in (LINE, CAPITALS):
        back = read_text(name, encodings()[name].encode(unicodedata.normalize("NFD", text)))
        assert back == (text if name != "tcvn3" or text.isupper() else "ủy" + text[2:])


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("VIÖT NAM", "VIỆT NAM"),
        ("Hµ NéI", "HÀ NỘI"),
        ("Hµ Néi", "Hà Nội"),
        ("HéI NGHÞ ë HUÕ", "HỘI NGHỊ Ở HUẾ"),
        ("ñy ban", "ủy ban"),
        ("UBND tØnh", "UBND tỉnh"),
    ],
)
def test_tcvn3_capitals_are_restored_where_they_are_certain(printed: str, read: str) -> None:
    assert encodings()["tcvn3"].read_text(printed) == read


def test_a_mark_in_lower_case_after_a_capital_is_read_in_vni() -> None:
    assert encodings()["vni"].read_text("Aán ÑOÄNG UÛy") == "Ấn ĐỘNG Ủy"


def test_misread_utf8_is_read_from_windows_1252_and_from_latin_1() -> None:
    read = encodings()["utf-8"].read_text
    assert read(as_windows_1252(f"“{LINE}”".encode())) == read(f"“{LINE}”".encode().decode("latin-1")) == f"“{LINE}”"
    assert read("Ã và â€ ") == "Ã và â€ "


def test_character_references_are_read() -> None:
    assert (
        encodings()["character-references"].read_text("Vi&#7879;t &ocirc;&#x1B0;; &khong; R&D")
        == "Việt ôư; &khong; R&D"
    )


@pytest.mark.parametrize(
    ("name", "text"), [("viscii", "“"), ("tcvn3", "a·b"), ("vni", "Köln"), ("vps", "漢"), ("windows-1258", "ß漢")]
)
def test_what_cannot_be_written_is_refused(name: str, text: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        encodings()[name].encode(text)


@pytest.mark.parametrize(("name", "charset"), [("viscii", "VISCII"), ("tcvn3", "TCVN5712-1")])
def test_tables_agree_with_glibc(name: str, charset: str) -> None:
    iconv = shutil.which("iconv")
    if iconv is None or charset not in subprocess.run([iconv, "-l"], capture_output=True, text=True, check=True).stdout:
        pytest.skip("no iconv with this charset")
    for letter, code in encodings()[name].letters.items():
        done = subprocess.run([iconv, "-f", charset, "-t", "UTF-8"], input=code, capture_output=True, check=True)
        assert unicodedata.normalize("NFC", done.stdout.decode()) == letter


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(encodings())), st.lists(st.sampled_from([*"aoêôùøìÌÒòÃ¡ºá»‡&#7;. AÖö", "\xad", "\x85", "ế"]))
)
def test_each_character_keeps_the_place_it_was_read_from(name: str, characters: list[str]) -> None:
    printed = "".join(characters)
    piece = encodings()[name].read(Mapped.of(printed, 0, len(printed)))
    assert piece.text == encodings()[name].read_text(printed)
    assert len(piece.text) == len(piece.starts) == len(piece.ends)
    assert list(piece.starts) == sorted(piece.starts)
    assert all(start < end <= len(printed) for start, end in zip(piece.starts, piece.ends, strict=True))
