"""Places and bodies that are named as people are."""

from __future__ import annotations

import pytest

from diemtin.document import Label
from diemtin.entities.namesakes import with_namesakes
from tests.conftest import marked


def _found(source: str) -> list[tuple[str, Label]]:
    text, mentions = marked(source)
    return [(m.span.of(text), m.label) for m in with_namesakes(text, mentions)]


@pytest.mark.parametrize(
    ("source", "name", "label"),
    [
        ("Nhà ở đường [Lê Văn Khải|PERSON].", "đường Lê Văn Khải", Label.LOCATION),
        ("Vay ở phòng giao dịch [Lê Văn Khải|PERSON].", "phòng giao dịch Lê Văn Khải", Label.ORGANIZATION),
        ("Họp ở [trường tiểu học|ORGANIZATION] [Lê Oanh|PERSON].", "trường tiểu học Lê Oanh", Label.ORGANIZATION),
        ("Đến [Văn phòng Luật sư|ORGANIZATION] [Lê Oanh|PERSON].", "Văn phòng Luật sư Lê Oanh", Label.ORGANIZATION),
    ],
)
def test_what_a_noun_right_before_says_is_no_person(source: str, name: str, label: Label) -> None:
    assert _found(source) == [(name, label)]


@pytest.mark.parametrize("noun", ["Nhận giải thưởng", "Đóng tàu khu trục", "Đưa chiếc USS"])
def test_awards_and_ships_are_nobody(noun: str) -> None:
    assert _found(f"{noun} [Lê Văn Khải|PERSON].") == []


@pytest.mark.parametrize(
    "source",
    [
        "Con đường [Lê Văn Khải|PERSON] đã chọn.",
        "Chủ tịch thành phố [Lê Văn Khải|PERSON] nói.",
        "[Hiệu trưởng|POSITION] [Trường Vạn Lý|ORGANIZATION] [Lê Khải|PERSON] nói.",
        "[Lê Khải|PERSON] ở [phường 3|LOCATION].",
    ],
)
def test_people_stay_people(source: str) -> None:
    text, mentions = marked(source)
    assert with_namesakes(text, mentions) == list(mentions)


def test_a_name_that_ends_that_of_a_place_is_the_place() -> None:
    source = "[Trạm trưởng|POSITION] [Biên phòng|ORGANIZATION] [Hữu Cát|PERSON] nói ở [cửa khẩu Hữu Cát|LOCATION]."
    assert _found(source)[1:] == [
        ("Biên phòng Hữu Cát", Label.ORGANIZATION),
        ("cửa khẩu Hữu Cát", Label.LOCATION),
    ]
    assert _found("[tỉnh Svay Cat|LOCATION] và [Svay Cat|PERSON]")[1] == ("Svay Cat", Label.LOCATION)


@pytest.mark.parametrize("person", ["ông [Hữu Cát|PERSON]", "[Đại tá|RANK] [Hữu Cát|PERSON]"])
def test_who_is_introduced_is_a_person_whatever_has_the_name(person: str) -> None:
    text, mentions = marked(f"Ở [cửa khẩu Hữu Cát|LOCATION], {person} nói.")
    assert with_namesakes(text, mentions) == list(mentions)


def test_who_has_a_family_name_and_is_named_more_often_than_the_place_is_a_person() -> None:
    text, mentions = marked("[Lê Khải|PERSON] đến, [Lê Khải|PERSON] xem [công ty Lê Khải|ORGANIZATION].")
    assert with_namesakes(text, mentions) == list(mentions)
