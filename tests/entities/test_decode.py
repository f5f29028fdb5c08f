"""From tags to mentions, and from one sentence to the whole article."""

from __future__ import annotations

from itertools import pairwise

import pytest

from diemtin.document import Abbreviation, Label, Mention, Span
from diemtin.entities.article import supported, with_abbreviations, with_repeated_names
from diemtin.entities.decode import decode, with_whole_offices
from diemtin.segment import tokenize
from tests.conftest import marked


def _decoded(text: str, tags: str) -> list[tuple[str, str]]:
    mentions = decode(text, tokenize(text, Span(0, len(text))), tags.split())
    return [(mention.span.of(text), mention.label.value) for mention in mentions]


def _lines(text: str) -> list[list[Span]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append(tokenize(text, Span(start, start + len(line))))
        start += len(line) + 1
    return found


def _names(source: str) -> list[tuple[str, int]]:
    """The people of a marked text after names are repeated, with their places."""
    text, mentions = marked(source)
    found = with_repeated_names(text, _lines(text), mentions)
    return [(m.span.of(text), m.span.start) for m in found if m.label is Label.PERSON]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-RANK I-RANK B-PERSON I-PERSON", [("Đại tá", "RANK"), ("Văn Khải", "PERSON")]),
        ("O O B-PERSON I-PERSON", [("Văn Khải", "PERSON")]),
        ("O O B-PERSON B-PERSON", [("Văn", "PERSON"), ("Khải", "PERSON")]),
        ("O O I-PERSON I-PERSON", [("Văn Khải", "PERSON")]),
        ("B-RANK I-PERSON I-PERSON I-PERSON", [("Đại", "RANK"), ("tá Văn Khải", "PERSON")]),
        ("B-RANK O B-RANK O", [("Đại", "RANK"), ("Văn", "RANK")]),
        ("O O O O", []),
    ],
)
def test_tags_are_joined_to_mentions(tags: str, expected: list[tuple[str, str]]) -> None:
    assert _decoded("Đại tá Văn Khải", tags) == expected


def test_marks_at_the_edges_fall_off() -> None:
    assert _decoded('"Văn Khải", -', "B-PERSON I-PERSON I-PERSON I-PERSON I-PERSON I-PERSON") == [
        ("Văn Khải", "PERSON")
    ]


@pytest.mark.parametrize("title", ["TS", "PGS.TS.", "Th.s", "GS. TS."])
def test_degrees_before_a_name_are_no_part_of_it(title: str) -> None:
    text = f"{title} Văn Khải"
    tags = " ".join(["B-PERSON"] + ["I-PERSON"] * (len(tokenize(text, Span(0, len(text)))) - 1))
    assert _decoded(text, tags) == [("Văn Khải", "PERSON")]


def test_a_name_that_is_nothing_but_a_degree_stays() -> None:
    assert _decoded("gặp TS ở", "O B-PERSON O") == [("TS", "PERSON")]


def test_a_mention_of_nothing_but_marks_is_none() -> None:
    assert _decoded("- ,", "B-PERSON I-PERSON") == []


@pytest.mark.parametrize("text", ['Vũ "nhôm"', "Vũ “nhôm”"])
def test_quotes_around_a_nickname_stay(text: str) -> None:
    assert _decoded(text, "B-PERSON I-PERSON I-PERSON I-PERSON") == [(text, "PERSON")]


def test_a_full_name_is_tagged_wherever_it_stands() -> None:
    assert _names("[Trần Văn Khải|PERSON] đến.\nTrần Văn Khải nói, rồi Trần Văn Khải về.") == [
        ("Trần Văn Khải", 0),
        ("Trần Văn Khải", 19),
        ("Trần Văn Khải", 42),
    ]


def test_the_given_name_is_tagged_inside_a_sentence() -> None:
    assert [name for name, _ in _names("[Trần Văn Khải|PERSON] đến.\nMọi người gặp Khải vui vẻ.")] == [
        "Trần Văn Khải",
        "Khải",
    ]


@pytest.mark.parametrize(
    "line",
    ["Bình thường thôi.", 'Anh nói: "Bình tĩnh lại".', "Ông đi Thái Bình chơi.", "Xã Bình Minh vui.", "hòa bình đến."],
)
def test_a_given_name_that_may_be_a_word_or_part_of_a_name_is_not(line: str) -> None:
    assert [name for name, _ in _names(f"[Trần Văn Bình|PERSON] đến.\n{line}")] == ["Trần Văn Bình"]


def test_a_name_that_names_something_else_too_is_not_repeated() -> None:
    source = "[Hà Lạc Long|PERSON] đến [Hà Lạc Long|LOCATION].\nMọi người ở Hà Lạc Long."
    assert len(_names(source)) == 1


def test_what_is_tagged_already_is_not_tagged_again() -> None:
    source = "[Trần Văn Khải|PERSON] đến [đường Trần Văn Khải|LOCATION] chơi."
    assert [name for name, _ in _names(source)] == ["Trần Văn Khải"]


def test_a_name_never_reaches_across_two_lines() -> None:
    assert len(_names("[Trần Văn Khải|PERSON] đến.\nông Trần Văn\nKhải")) == 1


def test_mentions_stay_in_order_and_never_overlap() -> None:
    text, mentions = marked("ông Khải gặp [Trần Văn Khải|PERSON] ở [Huế|LOCATION], rồi Trần Văn Khải về.")
    found = with_repeated_names(text, _lines(text), mentions)
    assert [m.span.of(text) for m in found] == ["Khải", "Trần Văn Khải", "Huế", "Trần Văn Khải"]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("source", "stays"),
    [
        ("xếp loại Tốt; [Khá|PERSON] thì ít.", False),
        ("ông [Khá|PERSON] nói.", True),
        ("[Đại tá|RANK] [Khá|PERSON] nói.", True),
        ("[Giám đốc|POSITION] [Khá|PERSON] nói.", True),
        ("[Ngô Văn Khá|PERSON] đến; [Khá|PERSON] nói.", True),
        ("gặp [Ngô Khá|PERSON].", True),
    ],
)
def test_a_lone_syllable_is_a_person_only_where_something_supports_it(source: str, stays: bool) -> None:
    text, mentions = marked(source)
    assert (mentions[-1] in supported(text, mentions)) is stays


def _with_short_form(source: str, short: str, long: str) -> list[str]:
    text, mentions = marked(source)
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in (short, long)]
    found = with_abbreviations(text, _lines(text), mentions, [Abbreviation(*spans)])
    return [mention.span.of(text) for mention in found]


def test_a_short_form_of_a_body_is_a_body() -> None:
    source = "[Ngân hàng Biển Xanh|ORGANIZATION] (NHBX) họp. NHBX vui."
    assert _with_short_form(source, "NHBX", "Ngân hàng Biển Xanh") == ["Ngân hàng Biển Xanh", "NHBX", "NHBX"]


def test_a_short_form_of_ordinary_words_is_none() -> None:
    source = "cải cách hành chính ([CCHC|ORGANIZATION]) ở [CCHC Công an tỉnh|ORGANIZATION]."
    assert _with_short_form(source, "CCHC", "cải cách hành chính") == ["Công an tỉnh"]


@pytest.mark.parametrize(
    ("source", "offices"),
    [
        ("[Phó Chủ tịch|POSITION] [Thường trực HĐND tỉnh|ORGANIZATION]", ["Phó Chủ tịch Thường trực", "HĐND tỉnh"]),
        ("[Phó Trưởng ban|POSITION] [Thường trực|POSITION] họp", ["Phó Trưởng ban Thường trực"]),
        ("[Phó Tư lệnh kiêm Tham mưu trưởng|POSITION] họp", ["Phó Tư lệnh", "Tham mưu trưởng"]),
        ("[Thường trực Tỉnh ủy|ORGANIZATION] họp", ["Thường trực Tỉnh ủy"]),
    ],
)
def test_the_words_of_an_office_are_put_together(source: str, offices: list[str]) -> None:
    text, mentions = marked(source)
    assert [mention.span.of(text) for mention in with_whole_offices(text, mentions)] == offices


def test_without_mentions_nothing_is_added() -> None:
    text = "Trời nắng."
    none: list[Mention] = []
    assert with_repeated_names(text, _lines(text), none) == ()
