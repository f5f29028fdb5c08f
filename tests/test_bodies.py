"""Organizations and places: mentions of one joined under its fullest name."""

from __future__ import annotations

import pytest

from diemtin.abbreviations import find_abbreviations
from diemtin.bodies import find_entities
from diemtin.document import Label, Span
from tests.conftest import marked


def _entities(source: str, label: Label = Label.ORGANIZATION) -> dict[str, list[str]]:
    """The mentions of each body of a marked text, under its name."""
    text, mentions = marked(source)
    abbreviations = find_abbreviations(text, [Span(0, len(text))])
    found = find_entities(text, mentions, label, abbreviations)
    return {entity.name: [mention.span.of(text) for mention in entity.mentions] for entity in found}


def test_a_short_form_goes_to_the_full_name_before_it() -> None:
    assert _entities(
        "[Công an tỉnh Sóc Trăng|ORGANIZATION] họp. [Công an tỉnh|ORGANIZATION] báo cáo [Tỉnh ủy|ORGANIZATION]."
    ) == {"Công an tỉnh Sóc Trăng": ["Công an tỉnh Sóc Trăng", "Công an tỉnh"], "Tỉnh ủy": ["Tỉnh ủy"]}


def test_a_short_form_goes_to_the_full_name_after_it_where_none_is_before() -> None:
    assert _entities("[Công an huyện|ORGANIZATION] nói. [Công an huyện Vạn Lý|ORGANIZATION] làm.") == {
        "Công an huyện Vạn Lý": ["Công an huyện", "Công an huyện Vạn Lý"]
    }


def test_of_two_full_names_the_one_last_named_is_meant() -> None:
    assert _entities(
        "[Công an huyện Vạn Lý|ORGANIZATION] đến. [Công an huyện|ORGANIZATION] ở lại. "
        "[Công an huyện Sa Cần|ORGANIZATION] đến. [Công an huyện|ORGANIZATION] cũng ở lại."
    ) == {
        "Công an huyện Vạn Lý": ["Công an huyện Vạn Lý", "Công an huyện"],
        "Công an huyện Sa Cần": ["Công an huyện Sa Cần", "Công an huyện"],
    }


def test_another_level_is_another_body() -> None:
    assert len(_entities("[Công an tỉnh Sóc Trăng|ORGANIZATION] và [Công an huyện|ORGANIZATION] phối hợp.")) == 2


def test_a_body_of_another_place_is_another_body() -> None:
    assert len(_entities("[Công an tỉnh Sóc Trăng|ORGANIZATION], [Công an tỉnh Bạc Liêu|ORGANIZATION].")) == 2


def test_a_whole_name_is_not_swallowed_by_a_longer_one() -> None:
    assert len(_entities("[Quân khu 5|ORGANIZATION] và [Quân khu 5 Đặc biệt|ORGANIZATION].")) == 2


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("HĐND huyện", "Hội đồng nhân dân huyện"),
        ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("Công an TP Đà Nẵng", "Công an thành phố Đà Nẵng"),
        ("Uỷ ban nhân dân xã Hòa Lạc", "Ủy ban nhân dân xã Hoà Lạc"),
        ("Công an TX Sa Cần", "Công an thị xã Sa Cần"),
    ],
)
def test_customary_abbreviations_and_spellings_are_one_body(short: str, long: str) -> None:
    found = _entities(f"[{short}|ORGANIZATION] họp. [{long}|ORGANIZATION] kết luận.")
    assert list(found.values()) == [[short, long]]


def test_the_fullest_printed_form_is_the_name() -> None:
    assert list(_entities("[UBND tỉnh|ORGANIZATION], [Ủy ban nhân dân tỉnh Đồng Cát|ORGANIZATION].")) == [
        "Ủy ban nhân dân tỉnh Đồng Cát"
    ]


def test_an_abbreviation_goes_to_the_words_that_the_text_gives_for_it() -> None:
    assert _entities(
        "[Ngân hàng Chính sách xã hội|ORGANIZATION] (NHCSXH) cho vay; [NHCSXH|ORGANIZATION] cũng miễn lãi."
    ) == {"Ngân hàng Chính sách xã hội": ["Ngân hàng Chính sách xã hội", "NHCSXH"]}


def test_an_explained_abbreviation_inside_a_name_is_spelled_out() -> None:
    found = _entities(
        "Công tác phòng cháy chữa cháy (PCCC): [Phòng Cảnh sát PCCC|ORGANIZATION], "
        "[Phòng Cảnh sát phòng cháy chữa cháy|ORGANIZATION]."
    )
    assert len(found) == 1


def test_places_are_joined_by_the_same_rules() -> None:
    assert _entities("[TP Đông Hà|LOCATION] và [thành phố Đông Hà|LOCATION], [Lào|LOCATION].", Label.LOCATION) == {
        "thành phố Đông Hà": ["TP Đông Hà", "thành phố Đông Hà"],
        "Lào": ["Lào"],
    }


def test_only_the_label_that_is_asked_for_is_joined() -> None:
    source = "[Công an tỉnh|ORGANIZATION] tại [tỉnh Sóc Trăng|LOCATION], [Đại tá|RANK] [Lê Khải|PERSON]."
    assert list(_entities(source, Label.LOCATION)) == ["tỉnh Sóc Trăng"]
    assert list(_entities(source)) == ["Công an tỉnh"]


def test_bodies_come_in_the_order_of_first_mention() -> None:
    assert list(_entities("[Tỉnh ủy|ORGANIZATION], [Bộ Công an|ORGANIZATION], [Tỉnh ủy|ORGANIZATION].")) == [
        "Tỉnh ủy",
        "Bộ Công an",
    ]
