"""Full names of countries, and bodies named for them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from diemtin.document import Label
from diemtin.entities.countries import country_at_end, with_foreign_bodies, with_whole_countries
from tests.conftest import marked


@pytest.mark.parametrize(
    ("source", "bodies"),
    [
        ("Hải cảnh [Trung Quốc|LOCATION] đến", ["Hải cảnh Trung Quốc"]),
        ("[Hải|PERSON] cảnh [Trung Quốc|LOCATION] đến", ["Hải cảnh Trung Quốc"]),
        ("ông [Hải|PERSON] gặp cảnh sát biển [Nhật Bản|LOCATION]", ["cảnh sát biển Nhật Bản"]),
        ("cảnh sát biển [Nhật Bản|LOCATION] đến", ["cảnh sát biển Nhật Bản"]),
        ("[Phó Tư lệnh|POSITION] lính dù [Nga|LOCATION] đến", ["lính dù Nga"]),
        ("cảnh sát [tỉnh Vạn Lý|LOCATION] đến", []),
        ("cảnh sát ở [Pháp|LOCATION] đến", []),
        ("[Quân đội|ORGANIZATION] [Nga|LOCATION] đến", []),
    ],
)
def test_a_force_and_its_country_are_one_body(source: str, bodies: list[str]) -> None:
    text, mentions = marked(source)
    found = with_foreign_bodies(text, mentions)
    assert [mention.span.of(text) for mention in found if mention not in mentions] == bodies
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


LAOS = "nước Cộng hòa Dân chủ Nhân dân Lào"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("thăm [nước Cộng hòa Dân chủ Nhân|LOCATION] dân [Lào|LOCATION] hôm nay", LAOS),
        ("thăm [nước Cộng hòa Dân chủ|LOCATION] Nhân dân Lào hôm nay", LAOS),
        ("thăm [nước Cộng hòa Dân chủ Nhân dân Lào|ORGANIZATION] hôm nay", LAOS),
        ("[Vương quốc|LOCATION] Campuchia", "Vương quốc Campuchia"),
        ("Các Tiểu vương quốc [Ả Rập Thống nhất|LOCATION]", "Ả Rập Thống nhất"),
        ("[Cộng hòa Vạn Lý|LOCATION] họp", "Cộng hòa Vạn Lý"),
    ],
)
def test_the_full_name_of_a_state_is_one_place(source: str, name: str) -> None:
    text, mentions = marked(source)
    assert name in [m.span.of(text) for m in with_whole_countries(text, mentions)]


def test_a_state_in_the_name_of_a_body_stays_there() -> None:
    text, mentions = marked("[Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam|ORGANIZATION] họp")
    assert with_whole_countries(text, mentions) == list(mentions)


def test_what_nothing_was_tagged_of_is_left_alone() -> None:
    text, mentions = marked("Vương quốc Anh rút lui, [Lê Sang|PERSON] nói")
    assert [m.label for m in with_whole_countries(text, mentions)] == [Label.PERSON]


@pytest.mark.parametrize(
    ("words", "length"), [("Quốc phòng Hàn Quốc", 2), ("Tư pháp Mỹ", 1), ("Mỹ", 0), ("Lê Sang", 0)]
)
def test_a_country_at_the_end_leaves_something_before_it(words: str, length: int) -> None:
    assert country_at_end(words.split()) == length
