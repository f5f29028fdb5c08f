"""One article seen as a whole."""

from __future__ import annotations

from itertools import pairwise

import pytest

from diemtin.document import Abbreviation, Label, Mention, Span
from diemtin.entities.article import (
    supported,
    with_abbreviations,
    with_aliases,
    with_one_label,
    with_repeated_bodies,
    with_repeated_names,
)
from diemtin.segment import Tokens, tokens_of
from tests.conftest import marked


def _lines(text: str) -> list[Tokens]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append(tokens_of(text, Span(start, start + len(line))))
        start += len(line) + 1
    return found


def _names(source: str) -> list[tuple[str, int]]:
    """The people of a marked text after names are repeated, with their places."""
    text, mentions = marked(source)
    found = with_repeated_names(text, _lines(text), mentions)
    return [(m.span.of(text), m.span.start) for m in found if m.label is Label.PERSON]


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


def test_a_short_form_of_a_part_of_a_body_is_none() -> None:
    source = "[Đội chữa cháy và cứu nạn, cứu hộ|ORGANIZATION] ([CNCH|ORGANIZATION]) họp."
    assert _with_short_form(source, "CNCH", "cứu nạn, cứu hộ") == ["Đội chữa cháy và cứu nạn, cứu hộ"]


@pytest.mark.parametrize(
    ("source", "labels"),
    [
        ("[Lê Văn Sang|PERSON] và [Lê Văn Sang|PERSON], [Lê Văn Sang|LOCATION]", "PPP"),
        ("[Lê Văn Sang|PERSON] và [Lê Văn Sang|LOCATION]", "PL"),
        ("[Sang|PERSON] và [Sang|PERSON], [Sang|LOCATION]", "PPL"),
        ("[Nhà Trắng|ORGANIZATION] và [Nhà Trắng|ORGANIZATION], [Nhà Trắng|LOCATION]", "OOL"),
    ],
)
def test_a_name_that_is_nearly_always_a_person_is_always_one(source: str, labels: str) -> None:
    text, mentions = marked(source)
    assert "".join(mention.label[0] for mention in with_one_label(text, mentions)) == labels


def _bodies(source: str) -> list[str]:
    """What is tagged beyond the marks of a text when bodies and places are repeated."""
    text, mentions = marked(source)
    return [m.span.of(text) for m in with_repeated_bodies(text, _lines(text), mentions) if m not in mentions]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("[Ngân hàng Biển Xanh|ORGANIZATION] (BXB) họp.\nTheo BXB, trời đẹp.", ["BXB", "BXB"]),
        ("[Phòng Cảnh sát hình sự|ORGANIZATION] (PC02) họp.", ["PC02"]),
        ("[Ngân hàng Biển Xanh|ORGANIZATION] (ngoài cùng) họp.", []),
        ("[Lê Văn Sang|PERSON] (CSGT) họp.", []),
        ("theo [BiXa|ORGANIZATION] và BiXa", ["BiXa"]),
        ("ở [Vạn Lý|LOCATION], rồi Vạn Lý nữa", ["Vạn Lý"]),
        ("ở [Vạn Lý|LOCATION], rồi Trần Vạn Lý nữa", []),
        ("ở [Vạn Lý|LOCATION], rồi Vạn Lý Sơn nữa", []),
        ("ở [Vạn Lý|LOCATION], rồi gặp [Vạn Lý|PERSON] và Vạn Lý nữa", []),
        ("ở [Sa|LOCATION], rồi Sa nữa", []),
    ],
)
def test_bodies_and_places_are_tagged_wherever_their_proper_names_stand(source: str, found: list[str]) -> None:
    assert _bodies(source) == found


def test_a_short_form_of_a_part_of_a_name_is_no_body() -> None:
    text, mentions = marked("[Đội cứu nạn, cứu hộ|ORGANIZATION] (CNCH) họp.")
    explained = [Abbreviation(Span(text.index("CNCH"), text.index("CNCH") + 4), Span(4, 19))]
    assert with_repeated_bodies(text, _lines(text), mentions, explained) == list(mentions)


def test_without_mentions_nothing_is_added() -> None:
    text = "Trời nắng."
    none: list[Mention] = []
    assert with_repeated_names(text, _lines(text), none) == ()


def test_a_given_name_that_begins_a_longer_word_is_none() -> None:
    text, mentions = marked("[Trần Văn Nghị|PERSON] đến. Theo Nghị định mới, gặp Nghị ở đó.")
    word = Span(text.index("Nghị định"), text.index("Nghị định") + len("Nghị định"))
    found = with_repeated_names(text, _lines(text), mentions, [word])
    assert [m.span.start for m in found] == [0, text.index("Nghị ở")]


def test_a_syllable_tagged_twice_in_longer_words_is_nobody() -> None:
    text, mentions = marked("[Nghị|PERSON] định mới, theo [Nghị|PERSON] định")
    words = [Span(m.span.start, m.span.start + len("Nghị định")) for m in mentions]
    assert supported(text, mentions, words) == []
    assert supported(text, mentions) == list(mentions)


@pytest.mark.parametrize("word", ["tự", "tức", "biệt danh", "bút danh"])
def test_an_alias_is_a_person_wherever_it_stands(word: str) -> None:
    text, mentions = marked(
        f"[Khải XO|ORGANIZATION] nói. Ông [Trần Văn Khải|PERSON] (SN 1983, {word} [Khải XO|ORGANIZATION]) đến."
    )
    assert {m.label for m in with_aliases(text, mentions)} == {Label.PERSON}


def test_a_body_behind_a_person_is_no_alias() -> None:
    text, mentions = marked(
        "Ông [Trần Văn Khải|PERSON] ([Công ty Vạn Lý|ORGANIZATION]) đến, tự [Công ty Vạn Lý|ORGANIZATION] làm."
    )
    assert with_aliases(text, mentions) == list(mentions)


def test_a_mark_that_ends_a_nickname_names_nobody() -> None:
    assert _names('[Vũ " nhôm "|PERSON] đến. Anh nói " rồi đi.') == [('Vũ " nhôm "', 0)]


def test_bare_nouns_of_places_and_torn_words_are_no_names() -> None:
    text, mentions = marked("Bí thư [tỉnh|LOCATION] quản [lý đầu tư|ORGANIZATION] ở [tỉnh Vạn Lý|LOCATION]")
    words = [Span(text.index("quản lý"), text.index("quản lý") + len("quản lý"))]
    assert [m.span.of(text) for m in supported(text, mentions, words)] == ["tỉnh Vạn Lý"]
