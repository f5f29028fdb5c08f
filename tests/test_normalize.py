"""Normalized text keeps its words and knows where they came from; keys fold what spells alike."""

import re
import unicodedata
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.document import Span
from diemtin.normalize import CAPITALS, Mapped, key, normalize, syllables

WORDS = ["Công", "an", "huyện", "Hoà", "Thúy", "Đặng", "kỹ", "Ủy", "1.203", "nghĩa;", "“Rẻ”", "(TTXVN)", "-"]
PIECES = [
    *WORDS,
    *(unicodedata.normalize("NFD", word) for word in WORDS),
    *["\u00a0", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u202a", "\r\n", "\n", "\t", " ", "  ", "\u2003", "\x85"],
    *["\u0301", "\u0323", "\u031b", "\u0309", "\u0334", "e", "\u1100", "\u1161", "\u11a8", "\u09c7", "\u09be"],
    *["\u2126", "\u1fef", "\ufb1d", "\x00", "\ud800"],
]
TEXTS = st.one_of(st.text(max_size=24), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
SYLLABLES = st.sampled_from(["hoà", "hòa", "thuỷ", "KỸ", "qúy", "Nguyễn", "Đắk", "lý", "2021", "a", "ỳ"])

fast = settings(max_examples=150, deadline=None)


def _normalized(text: str) -> Mapped:
    return normalize(Mapped.of(text, 0, len(text)))


def _spans(piece: Mapped) -> list[Span]:
    """The spans that cut no cluster of letter and marks and have no space at an end."""
    starts, text = piece.starts, piece.text
    cuts = [i for i in range(len(text) + 1) if i in (0, len(text)) or starts[i - 1] != starts[i]]
    return [Span(i, j) for i, j in combinations(cuts, 2) if text[i] != " " and text[j - 1] != " "]


@fast
@given(TEXTS)
def test_every_span_reads_the_same_again_at_its_place_in_the_raw_text(raw: str) -> None:
    piece = _normalized(raw)
    origin = piece.origin()
    for span in _spans(piece):
        source = origin.span(span)
        assert normalize(Mapped.of(raw, source.start, source.end)).text == span.of(piece.text)


@fast
@given(TEXTS)
def test_normalizing_again_changes_nothing(raw: str) -> None:
    once = _normalized(raw).text
    assert _normalized(once).text == once


@fast
@given(TEXTS)
def test_the_result_is_composed_and_singly_spaced(raw: str) -> None:
    text = _normalized(raw).text
    assert unicodedata.is_normalized("NFC", text)
    assert text == " ".join(text.split())


@fast
@given(TEXTS)
def test_places_in_the_raw_text_never_go_back(raw: str) -> None:
    piece = _normalized(raw)
    assert len(piece.starts) == len(piece.ends) == len(piece.text)
    assert list(piece.starts) == sorted(piece.starts)
    assert list(piece.ends) == sorted(piece.ends)
    assert all(0 <= start < end <= len(raw) for start, end in zip(piece.starts, piece.ends, strict=True))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Công\u00a0 \tan\r\nhuyện", "Công an huyện"),
        ("\ufeff Sóc Trăng \u200b", "Sóc Trăng"),
        ("Sóc\u200b Tră\u00adng", "Sóc Trăng"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Nguye\u0303\u200d\u0302n", "Nguyẽ\u0302n"),
        ("so\u031b\u0301m", "sớm"),
        ("đi\x00ện\x07", "điện"),
        (" \u3000\n", ""),
        ("\u200b", ""),
    ],
)
def test_only_what_a_reader_cannot_see_is_changed(raw: str, text: str) -> None:
    assert _normalized(raw).text == text


@pytest.mark.parametrize("text", ["hoà", "hòa", "kĩ thuật", "“ngoặc”", "‘đơn’", "a – b — c", "Thuỷ Uỷ", "Ａ ½ ①"])
def test_what_is_printed_stays_as_it_is(text: str) -> None:
    assert _normalized(text).text == text


def test_a_composed_letter_leads_back_to_the_letter_and_its_marks() -> None:
    piece = _normalized("xe\u0302\u0301p")
    assert piece.text == "xếp"
    assert piece.origin().span(Span(1, 2)) == Span(1, 4)


def test_a_space_leads_back_to_the_whole_run_of_spaces() -> None:
    piece = _normalized("a \u00a0\r\nb")
    assert piece.origin().span(Span(1, 2)) == Span(1, 5)


def test_an_invisible_character_inside_a_word_stays_inside_its_range() -> None:
    piece = _normalized("ba\u200bn")
    assert piece.origin().span(Span(0, 3)) == Span(0, 4)


def test_a_piece_from_the_middle_counts_in_the_whole_raw_text() -> None:
    piece = normalize(Mapped.of("xx  ba  yy", 2, 8))
    assert (piece.text, piece.source()) == ("ba", Span(4, 6))


def test_joined_pieces_keep_their_places() -> None:
    raw = "một hai ba"
    piece = Mapped.joined([Mapped.of(raw, 8, 10), Mapped.of(raw, 0, 3)])
    assert piece.text == "bamột"
    assert piece.cut(2, 5).source() == Span(0, 3)


def test_letters_under_endless_marks_keep_at_most_thirty() -> None:
    text = _normalized("a" + "\u0301" * 100_000 + "b").text
    assert text.startswith("á")
    assert text.endswith("b")
    assert len(text) == 31


def test_endless_marks_cut_by_an_invisible_character_are_still_stable() -> None:
    once = _normalized("a" + "\u0334" * 20 + "\u200b" + "\u0334" * 20).text
    assert _normalized(once).text == once


def test_a_span_amid_endless_marks_reads_the_same_again() -> None:
    raw = "a" + "\u0334" * 40 + "b"
    piece = _normalized(raw)
    span = Span(5, len(piece.text))
    source = piece.origin().span(span)
    assert normalize(Mapped.of(raw, source.start, source.end)).text == span.of(piece.text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CÔNG AN", "công an"),
        ("Đặng", "đặng"),
        ("hòa", "hoà"),
        ("Hòa", "HOÀ"),
        ("thủy", "thuỷ"),
        ("Ủy ban", "Uỷ ban"),
        ("Thượng úy", "Thượng uý"),
        ("khỏe", "khoẻ"),
        ("quý", "quí"),
        ("kỹ", "kĩ"),
        ("Mỹ", "Mĩ"),
        ("lý do", "lí do"),
        ("“hòa”", '"hòa"'),
        ("‘anh’", "'anh'"),
        ("2021–2030", "2021-2030"),
        ("a — b", "a - b"),
        ("Hà  Nội\u00a0", "Hà Nội"),
        ("ho\u200ba\u0300", "hoà"),
        ("tie\u0302\u0301ng", "tiếng"),
    ],
)
def test_spellings_of_the_same_words_meet(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thúy", "thúi"),
        ("hoa", "hòa"),
        ("bán", "bạn"),
        ("dân", "đân"),
        ("tai", "tay"),
        ("cân", "cần"),
        ("mua", "mưa"),
        ("Hà Nội", "Hànội"),
        ("1.203", "1203"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@fast
@given(st.lists(SYLLABLES, min_size=1, max_size=6), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_and_composition_never_part_two_spellings(words: list[str], change: Callable[[str], str]) -> None:
    text = " ".join(words)
    assert key(unicodedata.normalize("NFD", change(text))) == key(text)


@fast
@given(TEXTS)
def test_a_text_has_the_key_of_its_normalized_form(raw: str) -> None:
    assert key(raw) == key(_normalized(raw).text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công an, tỉnh.", ["Công", "an", "tỉnh"]),
        ("lúc 15:30 ngày 12/11/2022", ["lúc", "15:30", "ngày", "12/11/2022"]),
        ("giá 1.203,5 đồng", ["giá", "1.203,5", "đồng"]),
        ("… — !", []),
    ],
)
def test_syllables_leave_punctuation_out_and_numbers_whole(text: str, expected: list[str]) -> None:
    assert syllables(text) == expected


VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"


@pytest.mark.parametrize("letter", VIETNAMESE)
def test_capitals_and_small_letters_are_told_apart(letter: str) -> None:
    assert re.fullmatch(f"[{CAPITALS}]", letter.upper())
    assert not re.fullmatch(f"[{CAPITALS}]", letter)


@fast
@given(st.characters(max_codepoint=0x1EFF))
def test_nothing_but_a_capital_is_taken_for_one(character: str) -> None:
    assert bool(re.fullmatch(f"[{CAPITALS}]", character)) is character.isupper()
