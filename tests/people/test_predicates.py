"""Offices that a sentence says somebody holds, held or is to hold."""

from __future__ import annotations

import pytest

from tests.people.made import people_of


def test_a_career_is_the_subjects() -> None:
    source = (
        "Ông [Lê Bá Nguyện|PERSON] sinh năm 1960. Ông lần lượt giữ các chức vụ: [Phó Trưởng|POSITION]"
        " [Công an huyện|ORGANIZATION], [Trưởng|POSITION] [Công an thành phố|ORGANIZATION].\n"
        "* Từ tháng 6/2001 đến tháng 5/2005: [Phó Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION]."
    )
    assert people_of(source) == [
        (
            "Lê Bá Nguyện",
            None,
            [
                ("Phó Trưởng", "Công an huyện"),
                ("Trưởng", "Công an thành phố"),
                ("Phó Giám đốc", "Công an tỉnh"),
            ],
        )
    ]


def test_an_office_that_several_are_said_to_hold_is_each_ones() -> None:
    source = "[Lê Bá Nguyện|PERSON] và [Phạm Đình Lữ|PERSON] đều là [Phó Giám đốc|POSITION] [Sở Y tế|ORGANIZATION]."
    office = [("Phó Giám đốc", "Sở Y tế")]
    assert people_of(source) == [("Lê Bá Nguyện", None, office), ("Phạm Đình Lữ", None, office)]


@pytest.mark.parametrize(
    "source",
    [
        "[Trần Văn Khải|PERSON] giao [Giám đốc|POSITION] [Sở Y tế|ORGANIZATION] kiểm tra.",
        "[Trần Văn Khải|PERSON] ký quyết định cách chức [Giám đốc|POSITION] [Sở Y tế|ORGANIZATION].",
        "[Trần Văn Khải|PERSON] chưa từng là [Giám đốc|POSITION] [Sở Y tế|ORGANIZATION].",
        "Trợ lý của bà [Trần Văn Khải|PERSON] làm việc với [Giám đốc|POSITION] [Sở Y tế|ORGANIZATION].",
        "[Giám đốc|POSITION] [Sở Y tế|ORGANIZATION] tặng quà cho [Trần Văn Khải|PERSON].",
    ],
)
def test_an_office_given_asked_or_denied_is_not_the_subjects(source: str) -> None:
    assert people_of(source) == [("Trần Văn Khải", None, [])]


def test_who_is_appointed_holds_the_office_and_not_who_appoints() -> None:
    source = (
        "[Phạm Đình Lữ|PERSON] được [Bộ trưởng|POSITION] [Trần Văn Khải|PERSON] bổ nhiệm làm [Giám đốc|POSITION]"
        " [Sở Y tế|ORGANIZATION]."
    )
    assert people_of(source) == [
        ("Phạm Đình Lữ", None, [("Giám đốc", "Sở Y tế")]),
        ("Trần Văn Khải", None, [("Bộ trưởng", None)]),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "[Lê Bá Nguyện|PERSON] sẽ đề cử giám đốc tài chính làm [Bộ trưởng|POSITION] [Hải quân|ORGANIZATION].",
        "Ông [Lê Bá Nguyện|PERSON] cho biết quỹ do [Thứ trưởng|POSITION] [Bộ Y tế|ORGANIZATION] làm"
        " [Chủ tịch|POSITION].",
        "Bạn của [Thủ tướng|POSITION] là ông [Lê Bá Nguyện|PERSON].",
        "Tuyên bố của [Ngoại trưởng|POSITION] [Hòa Lạc|LOCATION], [Lê Bá Nguyện|PERSON] đáp lại.",
    ],
)
def test_an_office_that_another_holds_is_not_the_subjects(source: str) -> None:
    assert people_of(source) == [("Lê Bá Nguyện", None, [])]


def test_what_two_are_said_to_become_both_become() -> None:
    source = "[Lê Bá Nguyện|PERSON] và [Phạm Đình Lữ|PERSON] trở thành [ủy viên|POSITION] [Quân ủy|ORGANIZATION]."
    assert [offices for _, _, offices in people_of(source)] == [[("ủy viên", "Quân ủy")]] * 2


def test_what_two_are_said_to_become_is_not_the_last_ones_alone() -> None:
    source = (
        "[Lê Bá Nguyện|PERSON] biết [Phạm Đình Lữ|PERSON], và sau này hai ông đều giữ chức [Chủ tịch|POSITION]"
        " [Hội Y học|ORGANIZATION]."
    )
    assert [offices for _, _, offices in people_of(source)] == [[], []]


def test_offices_of_a_body_are_listed_behind_it() -> None:
    source = (
        "Ông [Lê Khải|PERSON] từng trải qua nhiều chức vụ quan trọng của [tỉnh A|LOCATION] như [Giám đốc|POSITION]"
        " [Sở B|ORGANIZATION], [Phó Chủ tịch|POSITION] [UBND tỉnh|ORGANIZATION]."
    )
    assert people_of(source)[0][2] == [("Giám đốc", "Sở B"), ("Phó Chủ tịch", "UBND tỉnh")]


def test_a_rank_that_somebody_bears_is_theirs() -> None:
    source = "Anh [Lê Khải|PERSON] công tác tại [Phòng A|ORGANIZATION], mang hàm [Đại úy|RANK]."
    assert people_of(source) == [("Lê Khải", "Đại úy", [])]


def test_offices_at_the_grass_roots_are_listed() -> None:
    source = "Ông [Lê Khải|PERSON] kinh qua nhiều vị trí ở cơ sở như [Giám đốc|POSITION] [Sở A|ORGANIZATION]."
    assert people_of(source)[0][2] == [("Giám đốc", "Sở A")]
