"""Mentions of one person joined: short names, aliases, other prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtin.people import find_people
from tests.conftest import marked
from tests.people.made import mentions_of, people_of


def test_short_names_go_to_the_full_name_that_ends_so() -> None:
    assert mentions_of(
        "[Khải|PERSON] về. [Trần Văn Khải|PERSON] và [Phạm Đình Lữ|PERSON] họp. Ông [Lữ|PERSON] nói, "
        "ông [Văn Khải|PERSON] nghe."
    ) == {"Trần Văn Khải": ["Khải", "Trần Văn Khải", "Văn Khải"], "Phạm Đình Lữ": ["Phạm Đình Lữ", "Lữ"]}


def test_of_two_people_with_one_given_name_the_nearest_before_is_meant() -> None:
    assert mentions_of(
        "[Nguyễn Văn Hùng|PERSON] khai. [Hùng|PERSON] bỏ trốn. Sau đó [Trần Đức Hùng|PERSON] đến. "
        "[Hùng|PERSON] trình báo."
    ) == {"Nguyễn Văn Hùng": ["Nguyễn Văn Hùng", "Hùng"], "Trần Đức Hùng": ["Trần Đức Hùng", "Hùng"]}


def test_a_family_name_alone_is_nobody_known() -> None:
    assert list(mentions_of("[Lê Bá Nguyện|PERSON] nói với [Bá|PERSON].")) == ["Lê Bá Nguyện", "Bá"]


def test_a_name_with_an_initial_is_met_again_by_the_initial() -> None:
    assert mentions_of("[Lê Văn T.|PERSON] và [Đỗ Thị M.|PERSON] cãi nhau. [T|PERSON] bỏ đi, [M.|PERSON] ở lại.") == {
        "Lê Văn T.": ["Lê Văn T.", "T"],
        "Đỗ Thị M.": ["Đỗ Thị M.", "M."],
    }


@pytest.mark.parametrize("words", ["tức", "(tự", "biệt danh", ", bí danh"])
def test_an_alias_belongs_to_the_name_before_it(words: str) -> None:
    source = f'Đối tượng [Nguyễn Văn Tèo|PERSON] {words} [Tèo "sún"|PERSON] bị bắt. [Trần Đức Hùng|PERSON] trốn.'
    assert mentions_of(source)["Nguyễn Văn Tèo"] == ["Nguyễn Văn Tèo", 'Tèo "sún"']
    assert len(mentions_of(source)) == 2


def test_an_alias_that_is_met_again_is_still_the_same_person() -> None:
    source = "[Nguyễn Văn Tèo|PERSON], tức [Ba Sún|PERSON], bị bắt. [Ba Sún|PERSON] khai nhận."
    assert mentions_of(source) == {"Nguyễn Văn Tèo": ["Nguyễn Văn Tèo", "Ba Sún", "Ba Sún"]}


def test_both_spellings_of_a_tone_mark_are_one_person() -> None:
    assert len(mentions_of("[Cao Xuân Hoà|PERSON] đến. [Cao Xuân Hòa|PERSON] về. Ông [Hòa|PERSON] vui.")) == 1


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Laura J. Marlowe", "Laura Marlowe"),
        ("Đỗ Thị Thu Hoài", "Đỗ Thu Hoài"),
        ("Shinji Marlowe", "Marlowe Shinji"),
        ("Hoàng Tiến Đức", "Hoàng Đức Tiến"),
        ("Jonathan Marlowe", "Jonathan Marlove"),
        ("Jonathan Marlowe", "Marlwoe"),
        ('Phan Văn Vũ "nhôm"', "Vũ “nhôm”"),
        ("PHÙNG HỮU LẠNG", "Phùng Hữu Lạng"),
    ],
)
def test_other_prints_of_a_name_are_the_same_person(long: str, short: str) -> None:
    assert list(mentions_of(f"[{long}|PERSON] nói, [{short}|PERSON] cười.").values()) == [[long, short]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bùi Tiến Dũng", "Bùi Tiến Dụng"),
        ("Trần Văn Sơn", "Trần Phước Sơn"),
        ("Moon Jae In", "Moon Chung In"),
        ("Quang Trung", "Trung Quang"),
    ],
)
def test_names_that_are_only_alike_are_two_people(first: str, second: str) -> None:
    assert list(mentions_of(f"[{first}|PERSON] nói, [{second}|PERSON] cười.")) == [first, second]


def test_a_name_in_capitals_is_told_in_its_other_print() -> None:
    assert list(mentions_of("[PHÙNG HỮU LẠNG|PERSON] mất. [Phùng Hữu Lạng|PERSON] thọ 80.")) == ["Phùng Hữu Lạng"]


def test_the_office_before_a_short_name_tells_which_of_two_is_meant() -> None:
    assert mentions_of(
        "[Tổng thống|POSITION] [Donald Marlowe|PERSON] đến cùng phu nhân [Lea Marlowe|PERSON]. "
        "[Tổng thống|POSITION] [Marlowe|PERSON] cười. Bà [Marlowe|PERSON] cũng cười."
    ) == {"Donald Marlowe": ["Donald Marlowe", "Marlowe"], "Lea Marlowe": ["Lea Marlowe", "Marlowe"]}


@pytest.mark.parametrize("line", ["[Hồng Thắm|PERSON]", "[Hồng Thắm|PERSON] (tổng hợp)", "Ảnh: [Hồng Thắm|PERSON]"])
def test_who_signs_the_article_or_a_photo_is_nobody_in_it(line: str) -> None:
    assert list(mentions_of(f"[Trần Văn Khải|PERSON] nói.\n{line}")) == ["Trần Văn Khải"]


def test_a_name_cut_after_an_initial_is_one_person() -> None:
    assert people_of("[Trung tướng|RANK] [H.R.|PERSON]\n[Marlowe|PERSON], 54 tuổi, phát biểu.") == [
        ("Marlowe", "Trung tướng", [])
    ]


def test_a_word_before_the_family_name_is_no_part_of_a_name_printed_without_it() -> None:
    assert list(mentions_of("[Alibaba Lê Bá Nguyện|PERSON] đến. Ông [Lê Bá Nguyện|PERSON] nói.")) == ["Lê Bá Nguyện"]
    assert list(mentions_of("[Trần Lê Bá Nguyện|PERSON] đến. Ông [Lê Bá Nguyện|PERSON] nói.")) == ["Trần Lê Bá Nguyện"]


def test_of_two_spellings_the_usual_one_is_the_name() -> None:
    source = "[Sergei Marlwoe|PERSON] đến. [Sergei Marlowe|PERSON] nói. [Sergei Marlowe|PERSON] cười."
    assert list(mentions_of(source)) == ["Sergei Marlowe"]


def test_a_name_before_the_authors_is_no_half_of_theirs() -> None:
    people = people_of("Bị cáo là [Lê Văn T.|PERSON]\n[Minh Anh|PERSON]")
    assert [name for name, _, _ in people] == ["Lê Văn T."]


def test_the_first_half_of_a_name_belongs_to_its_second() -> None:
    found = mentions_of("Tướng [H.R.|PERSON]\n[McMaster|PERSON] nói rằng ông [McMaster|PERSON] sẽ đi.")
    assert found == {"McMaster": ["H.R.", "McMaster", "McMaster"]}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Lê Văn T.", "H.R.", "T.", "Minh Anh", "McMaster", "Lê Văn Tám"]),
            st.sampled_from(["\n", " nói với ", ", ", "\nẢnh: ", ". Còn "]),
        ),
        max_size=8,
    )
)
def test_names_in_any_arrangement_are_joined(pieces: list[tuple[str, str]]) -> None:
    text, mentions = marked("".join(f"[{name}|PERSON]{mark}" for name, mark in pieces) + ".")
    told = [mention for person in find_people(text, mentions) for mention in person.mentions]
    assert len(told) == len(set(told))
    assert set(told) <= set(mentions)


def test_a_name_that_is_spaced_otherwise_is_the_same_persons() -> None:
    assert mentions_of("Ông [Ê Ban YPhu|PERSON] đến, ông [ÊBan YPhu|PERSON] nói.") == {
        "Ê Ban YPhu": ["Ê Ban YPhu", "ÊBan YPhu"]
    }
