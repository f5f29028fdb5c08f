"""From tags to mentions whose edges are those of the annotation guide."""

from __future__ import annotations

import pytest

from diemtin.document import Span
from diemtin.entities.decode import (
    decode,
    with_joined_places,
    with_parts_apart,
    with_whole_offices,
)
from diemtin.segment import tokenize, tokens_of
from tests.conftest import marked


def _decoded(text: str, tags: str) -> list[tuple[str, str]]:
    mentions = decode(text, tokens_of(text, Span(0, len(text))), tags.split())
    return [(mention.span.of(text), mention.label.value) for mention in mentions]


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


@pytest.mark.parametrize(
    ("text", "tags", "names"),
    [
        ("bà Ursula von der Leyen nói", "O B-PERSON O O O O", ["Ursula von der Leyen"]),
        ("ông Ahmed bin Ali Said nói", "O B-PERSON O B-PERSON I-PERSON O", ["Ahmed bin Ali Said"]),
        ("bà Lula da Silva nói", "O B-PERSON O B-PERSON O", ["Lula da Silva"]),
        ("ông Sang van nài", "O B-PERSON O O", ["Sang"]),
        ("ông Sang de Paris", "O B-PERSON O B-LOCATION", ["Sang", "Paris"]),
    ],
)
def test_a_name_goes_on_after_its_particles(text: str, tags: str, names: list[str]) -> None:
    assert [name for name, _ in _decoded(text, tags)] == names


@pytest.mark.parametrize("mark", ["'", '"', "“", "-"])
def test_a_mark_alone_is_no_mention(mark: str) -> None:
    assert _decoded(f"nói {mark} rồi", "O B-PERSON O") == []


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("[Bộ trưởng|POSITION] [Quốc phòng Hàn Quốc|ORGANIZATION]", ["Quốc phòng", "Hàn Quốc"]),
        ("[quyền Thứ trưởng|POSITION] [Tư pháp Mỹ|ORGANIZATION]", ["Tư pháp", "Mỹ"]),
        ("[Bộ trưởng|POSITION] [Bộ Quốc phòng Mỹ|ORGANIZATION]", ["Bộ Quốc phòng Mỹ"]),
        ("[Bộ trưởng|POSITION] [Tư pháp|ORGANIZATION]", ["Tư pháp"]),
        ("[Chủ tịch|POSITION] [EC Ursula von der Leyen|ORGANIZATION]", ["EC", "Ursula von der Leyen"]),
        ("[Chủ tịch|POSITION] [CLB Manchester United|ORGANIZATION]", ["CLB Manchester United"]),
        ("[Chủ tịch|POSITION] [Quốc hội Lào|ORGANIZATION]", ["Quốc hội Lào"]),
        (
            "[Chánh án|POSITION] [TAND tối cao Lê Văn Sang|ORGANIZATION], ông [Lê Văn Sang|PERSON]",
            ["TAND tối cao", "Lê Văn Sang"],
        ),
        ("[Chánh án|POSITION] [TAND tối cao Lê Văn Sang|ORGANIZATION] họp", ["TAND tối cao Lê Văn Sang"]),
        ("đến [Trường Lê Văn Sang|ORGANIZATION], ông [Lê Văn Sang|PERSON]", ["Trường Lê Văn Sang"]),
    ],
)
def test_a_body_stands_apart_from_the_country_or_the_person_after_it(source: str, parts: list[str]) -> None:
    text, mentions = marked(source)
    found = [mention.span.of(text) for mention in with_parts_apart(text, mentions)]
    assert [name for name in found[-len(parts) - 1 :] if name in parts][: len(parts)] == parts


@pytest.mark.parametrize(
    ("source", "offices"),
    [
        ("[Phó Chủ tịch|POSITION] [Thường trực HĐND tỉnh|ORGANIZATION]", ["Phó Chủ tịch Thường trực", "HĐND tỉnh"]),
        ("[Phó Trưởng ban|POSITION] [Thường trực|POSITION] họp", ["Phó Trưởng ban Thường trực"]),
        ("[Phó Tư lệnh kiêm Tham mưu trưởng|POSITION] họp", ["Phó Tư lệnh", "Tham mưu trưởng"]),
        ("[Thường trực Tỉnh ủy|ORGANIZATION] họp", ["Thường trực Tỉnh ủy"]),
        ("[Thiếu tướng|RANK], [Phó Giáo sư|POSITION], Tiến sĩ [Lê Sang|PERSON]", ["Thiếu tướng", "Lê Sang"]),
    ],
)
def test_the_words_of_an_office_are_put_together(source: str, offices: list[str]) -> None:
    text, mentions = marked(source)
    assert [mention.span.of(text) for mention in with_whole_offices(text, mentions)] == offices


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("[cao tốc Vạn Lý|LOCATION] - [Sa Cần|LOCATION]", ["cao tốc Vạn Lý - Sa Cần"]),
        ("[ngã tư Trần Khải|LOCATION] – [Lê Oanh|LOCATION]", ["ngã tư Trần Khải – Lê Oanh"]),
        ("[tỉnh Bà Rịa|LOCATION] - [Vũng Tàu|LOCATION]", ["tỉnh Bà Rịa - Vũng Tàu"]),
        ("[Bà Rịa|LOCATION] - [Vũng Tàu|LOCATION]", ["Bà Rịa - Vũng Tàu"]),
        ("[phường Xuân Hương|LOCATION] - [Đà Lạt|LOCATION]", ["phường Xuân Hương - Đà Lạt"]),
        ("[Mỹ|LOCATION] - [Triều Tiên|LOCATION]", ["Mỹ", "Triều Tiên"]),
        ("[cao tốc Vạn Lý|LOCATION], [Sa Cần|LOCATION]", ["cao tốc Vạn Lý", "Sa Cần"]),
    ],
)
def test_places_with_a_dash_are_one_where_they_are_one_name(source: str, places: list[str]) -> None:
    text, mentions = marked(source)
    assert [mention.span.of(text) for mention in with_joined_places(text, mentions)] == places


def test_initials_in_a_row_are_one_person() -> None:
    text = "cô Ng. Th. L. khai"
    assert _decoded(text, "O B-PERSON B-PERSON I-PERSON O") == [("Ng. Th. L.", "PERSON")]


def test_a_word_of_the_body_before_a_name_goes_back_to_it() -> None:
    text, mentions = marked("[Trung ương|ORGANIZATION] [Đoàn Lê Văn Khải|PERSON] và [Lê Văn Khải|PERSON]")
    assert [m.span.of(text) for m in with_parts_apart(text, mentions)] == [
        "Trung ương Đoàn",
        "Lê Văn Khải",
        "Lê Văn Khải",
    ]
