"""Ranks, offices and bodies that lead up to a name or follow it, and lists that share them."""

from __future__ import annotations

import pytest

from diemtin.people import find_people
from tests.conftest import marked
from tests.people.made import people_of

KHAI = ("Trần Văn Khải", "Đại tá", [("Giám đốc", "Công an tỉnh")])


@pytest.mark.parametrize(
    "source",
    [
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] - [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] chủ trì.",
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] – [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] chủ trì.",
        "[Đại tá|RANK] [Trần Văn Khải|PERSON], [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] chủ trì.",
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] ([Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION]) chủ trì.",
        "[Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION], [Đại tá|RANK] [Trần Văn Khải|PERSON] chủ trì.",
        "[Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] [Đại tá|RANK] [Trần Văn Khải|PERSON] chủ trì.",
        "[Đại tá|RANK], [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] [Trần Văn Khải|PERSON] chủ trì.",
        "Đồng chí [Đại tá|RANK] [Trần Văn Khải|PERSON] (SN 1970), [Giám đốc|POSITION] của"
        " [Công an tỉnh|ORGANIZATION] chủ trì.",
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] hiện là [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION].",
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] từng giữ chức vụ [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION].",
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] được điều động làm [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION].",
        "Đoàn do [Đại tá|RANK] [Trần Văn Khải|PERSON] làm [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION].",
        "[Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] - đồng chí [Đại tá|RANK] [Trần Văn Khải|PERSON] - chủ trì.",
        "Thôi giữ chức [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] đối với ông [Trần Văn Khải|PERSON]."
        " [Đại tá|RANK] [Khải|PERSON] phát biểu.",
        "[Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] [Trần Văn Khải|PERSON] đã đến."
        " Ngay sau đó [Đại tá|RANK] [Trần Văn Khải|PERSON] phát biểu.",
    ],
)
def test_rank_and_office_stand_before_or_behind_the_name(source: str) -> None:
    assert people_of(source) == [KHAI]


def test_several_offices_follow_one_name() -> None:
    assert people_of(
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] - [Ủy viên|POSITION] [Ban Thường vụ Tỉnh ủy|ORGANIZATION], "
        "[Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] chủ trì hội nghị."
    ) == [("Trần Văn Khải", "Đại tá", [("Ủy viên", "Ban Thường vụ Tỉnh ủy"), ("Giám đốc", "Công an tỉnh")])]


@pytest.mark.parametrize(
    "source",
    [
        "[Cao Xuân Hòe|PERSON], [Phó Tư lệnh|POSITION] kiêm [Tham mưu trưởng|POSITION] [Quân khu 10|ORGANIZATION].",
        "[Cao Xuân Hòe|PERSON] - [Phó Tư lệnh|POSITION], kiêm [Tham mưu trưởng|POSITION] [Quân khu 10|ORGANIZATION].",
        "[Cao Xuân Hòe|PERSON], [Phó Tư lệnh|POSITION] và [Tham mưu trưởng|POSITION] [Quân khu 10|ORGANIZATION].",
        "[Phó Tư lệnh|POSITION] kiêm [Tham mưu trưởng|POSITION] [Quân khu 10|ORGANIZATION] [Cao Xuân Hòe|PERSON].",
    ],
)
def test_offices_joined_by_a_word_share_the_body(source: str) -> None:
    assert people_of(source) == [
        ("Cao Xuân Hòe", None, [("Phó Tư lệnh", "Quân khu 10"), ("Tham mưu trưởng", "Quân khu 10")])
    ]


def test_offices_joined_by_a_comma_share_no_body() -> None:
    source = "[Trần Văn Khải|PERSON], [Chủ tịch|POSITION], [Bí thư|POSITION] [Huyện ủy|ORGANIZATION]."
    assert people_of(source) == [("Trần Văn Khải", None, [("Chủ tịch", None), ("Bí thư", "Huyện ủy")])]


def test_a_country_is_the_body_of_a_foreign_office() -> None:
    assert people_of("[Thủ tướng|POSITION] [Canada|LOCATION] [John Marlowe|PERSON] nói.") == [
        ("John Marlowe", None, [("Thủ tướng", "Canada")])
    ]


@pytest.mark.parametrize("mark", [";", ","])
def test_what_follows_a_name_stays_there_and_the_next_rank_goes_to_the_next_name(mark: str) -> None:
    source = (
        f"[Trần Văn Khải|PERSON], [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION]{mark} "
        "[Đại tá|RANK] [Phạm Đình Lữ|PERSON] dự."
    )
    assert people_of(source) == [
        ("Trần Văn Khải", None, [("Giám đốc", "Công an tỉnh")]),
        ("Phạm Đình Lữ", "Đại tá", []),
    ]


def test_each_of_two_officers_in_a_row_keeps_their_own() -> None:
    source = (
        "[Thiếu tướng|RANK] [Trương Bá Ngạn|PERSON] - [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION]; "
        "[Đại tá|RANK] [Nguyễn Hữu Đàm|PERSON] - [Chỉ huy trưởng|POSITION] [Bộ CHQS tỉnh|ORGANIZATION]."
    )
    assert people_of(source) == [
        ("Trương Bá Ngạn", "Thiếu tướng", [("Giám đốc", "Công an tỉnh")]),
        ("Nguyễn Hữu Đàm", "Đại tá", [("Chỉ huy trưởng", "Bộ CHQS tỉnh")]),
    ]


def test_an_office_before_a_colon_goes_to_everybody_of_the_list() -> None:
    source = (
        "Cùng dự có các đồng chí [Phó Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION]: [Đại tá|RANK] "
        "[Phạm Đình Lữ|PERSON], [Thượng tá|RANK] [Võ Thị Oanh|PERSON] và [Huỳnh Tấn Sang|PERSON]; "
        "đồng chí [Bùi Quốc Trưng|PERSON] - [Phó Trưởng ban|POSITION] [Nội chính Tỉnh ủy|ORGANIZATION]."
    )
    deputy = ("Phó Giám đốc", "Công an tỉnh")
    found = {name: (rank, offices) for name, rank, offices in people_of(source)}
    assert found["Phạm Đình Lữ"] == ("Đại tá", [deputy])
    assert found["Võ Thị Oanh"] == ("Thượng tá", [deputy])
    assert found["Huỳnh Tấn Sang"] == (None, [deputy])
    assert found["Bùi Quốc Trưng"] == (None, [("Phó Trưởng ban", "Nội chính Tỉnh ủy")])


def test_an_office_before_a_colon_ends_with_the_list() -> None:
    source = (
        "Dự có [Phó Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION]: [Phạm Đình Lữ|PERSON]. "
        "Buổi lễ do [Võ Thị Oanh|PERSON] dẫn."
    )
    assert people_of(source)[1] == ("Võ Thị Oanh", None, [])


@pytest.mark.parametrize(
    "source",
    [
        "[Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] yêu cầu [Trần Văn Khải|PERSON] báo cáo.",
        "[Trần Văn Khải|PERSON] gặp [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION].",
        "[Trần Văn Khải|PERSON] trao giấy khen. [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] cũng dự.",
        "Tại [Công an tỉnh|ORGANIZATION], [Trần Văn Khải|PERSON] phát biểu.",
    ],
)
def test_other_words_between_part_a_name_from_an_office(source: str) -> None:
    assert people_of(source) == [("Trần Văn Khải", None, [])]


@pytest.mark.parametrize(
    "source",
    [
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] (bìa phải), [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION].",
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] (SN 1970, tức [Tư Khải|PERSON]) - [Giám đốc|POSITION]"
        " [Công an tỉnh|ORGANIZATION].",
        "Nguyên [đại tá|RANK] công an [Trần Văn Khải|PERSON], [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION].",
        "[Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] ([CAT|ORGANIZATION]) [Đại tá|RANK] [Trần Văn Khải|PERSON].",
        "[Giám đốc|POSITION] đương nhiệm của [Công an tỉnh|ORGANIZATION] là [Đại tá|RANK] [Trần Văn Khải|PERSON].",
        "Ngày 7/7, [Đại tá|RANK] [Trần Văn Khải|PERSON] nói. Trước đó, ông từng giữ chức vụ [Giám đốc|POSITION]"
        " [Công an tỉnh|ORGANIZATION].",
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] quê ở [Vạn Lý|LOCATION], hiện là [Giám đốc|POSITION]"
        " [Công an tỉnh|ORGANIZATION].",
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] đã lợi dụng chức vụ [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION].",
        "Trao quyết định bổ nhiệm [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] cho [Đại tá|RANK]"
        " [Trần Văn Khải|PERSON].",
    ],
)
def test_what_stands_between_may_be_more_than_a_comma(source: str) -> None:
    found = [(name, rank.capitalize() if rank else None, offices) for name, rank, offices in people_of(source)]
    assert found == [KHAI]


@pytest.mark.parametrize(
    "source",
    [
        "Hai [tướng|RANK] [Lê Bá Nguyện|PERSON] và [Phạm Đình Lữ|PERSON] đến.",
        "Dự có các [tướng|RANK] gồm [Lê Bá Nguyện|PERSON], [Phạm Đình Lữ|PERSON].",
    ],
)
def test_a_rank_of_several_is_each_ones(source: str) -> None:
    assert people_of(source) == [("Lê Bá Nguyện", "tướng", []), ("Phạm Đình Lữ", "tướng", [])]


def test_between_two_names_commas_tie_to_the_first() -> None:
    source = (
        "Ông [Lê Bá Nguyện|PERSON], [Bí thư|POSITION] [Thành ủy|ORGANIZATION], ông [Phạm Đình Lữ|PERSON],"
        " [Chủ tịch|POSITION] [HĐND|ORGANIZATION]."
    )
    assert people_of(source) == [
        ("Lê Bá Nguyện", None, [("Bí thư", "Thành ủy")]),
        ("Phạm Đình Lữ", None, [("Chủ tịch", "HĐND")]),
    ]


def test_where_somebody_lives_does_not_part_them_from_their_office() -> None:
    source = (
        "[Lê Bá Nguyện|PERSON] (SN 1970, trú tại [phường Bắc|LOCATION], [TP Hà Lạc|LOCATION]),"
        " [nguyên Giám đốc|POSITION] [Sở Y tế|ORGANIZATION], khai nhận."
    )
    assert people_of(source) == [("Lê Bá Nguyện", None, [("nguyên Giám đốc", "Sở Y tế")])]


@pytest.mark.parametrize("between", [", ", " phụ trách nhân sự ", " nhiệm kỳ (2016-2021), ông ", " sắp nhậm chức "])
def test_an_office_before_a_name_may_be_explained(between: str) -> None:
    source = f"[Phó Giám đốc|POSITION] [Sở Y tế|ORGANIZATION]{between}[Lê Bá Nguyện|PERSON] nói."
    assert people_of(source) == [("Lê Bá Nguyện", None, [("Phó Giám đốc", "Sở Y tế")])]


def test_nothing_ties_an_office_to_a_name_of_the_next_line() -> None:
    source = "[Viettel|ORGANIZATION] có [Chủ tịch|POSITION] mới\n[Thủ tướng|POSITION] [Lê Bá Nguyện|PERSON] đã ký."
    assert people_of(source) == [("Lê Bá Nguyện", None, [("Thủ tướng", None)])]


def test_an_office_of_several_is_each_ones_beside_their_own() -> None:
    source = (
        "Dự có các đồng chí [Ủy viên|POSITION] [Ban Thường vụ Tỉnh ủy|ORGANIZATION]: [Lê Bá Nguyện|PERSON] -"
        " [Phó Chủ tịch|POSITION] [UBND tỉnh|ORGANIZATION]; [Đại tá|RANK] [Phạm Đình Lữ|PERSON] - [Giám đốc|POSITION]"
        " [Công an tỉnh|ORGANIZATION]. Ông [Cao Xuân Hòe|PERSON] vắng mặt."
    )
    committee = ("Ủy viên", "Ban Thường vụ Tỉnh ủy")
    assert [(name, set(offices)) for name, _, offices in people_of(source)] == [
        ("Lê Bá Nguyện", {committee, ("Phó Chủ tịch", "UBND tỉnh")}),
        ("Phạm Đình Lữ", {committee, ("Giám đốc", "Công an tỉnh")}),
        ("Cao Xuân Hòe", set()),
    ]


def test_two_members_of_a_list_may_have_one_office() -> None:
    source = (
        "Dự có các ông: [Cao Xuân Hòe|PERSON], [Bí thư|POSITION] [Tỉnh ủy|ORGANIZATION]; [Lê Bá Nguyện|PERSON],"
        " [Phạm Đình Lữ|PERSON], [Phó Chủ tịch|POSITION] [UBND tỉnh|ORGANIZATION]."
    )
    deputy = [("Phó Chủ tịch", "UBND tỉnh")]
    assert people_of(source) == [
        ("Cao Xuân Hòe", None, [("Bí thư", "Tỉnh ủy")]),
        ("Lê Bá Nguyện", None, deputy),
        ("Phạm Đình Lữ", None, deputy),
    ]


def test_an_office_in_brackets_is_not_the_next_persons() -> None:
    source = "Ông [Lê Khải|PERSON] nắm 4% vốn ([Giám đốc|POSITION]), ông [Đỗ Lữ|PERSON] 3%."
    assert people_of(source) == [("Lê Khải", None, []), ("Đỗ Lữ", None, [])]


def test_the_office_of_a_source_is_not_the_next_persons() -> None:
    source = "Theo vị [Trưởng|POSITION] [Công an xã|ORGANIZATION], [Lê Khải|PERSON] đã bỏ đi."
    assert people_of(source) == [("Lê Khải", None, [])]


def test_an_office_in_what_another_said_is_explained_by_the_name_after_it() -> None:
    source = "Bà [Đỗ Oanh|PERSON] nói rằng chính [Giám đốc|POSITION] [FBI|ORGANIZATION], [Lê Khải|PERSON], đã sai."
    assert people_of(source)[1] == ("Lê Khải", None, [("Giám đốc", "FBI")])


def test_an_office_follows_a_rank_and_its_service() -> None:
    source = "[Lê Khải|PERSON] (SN 1971), nguyên [Thượng tá|RANK] quân đội, chức vụ [Phó|POSITION] [Sở A|ORGANIZATION]"
    assert people_of(source) == [("Lê Khải", "Thượng tá", [("Phó", "Sở A")])]


def test_an_office_after_a_word_in_brackets_is_not_the_next_persons() -> None:
    source = (
        "Ông [Lê V.|PERSON], 52 tuổi, ở 197, [tổ 3|LOCATION] (nghề nghiệp: [Giám đốc|POSITION] [Sở A|ORGANIZATION])"
        " Bà [Đỗ L.|PERSON] là vợ."
    )
    assert people_of(source) == [("Lê V.", None, [("Giám đốc", "Sở A")]), ("Đỗ L.", None, [])]


def test_who_acts_behind_a_comma_is_not_the_named_one() -> None:
    source = "Để giúp [Bộ trưởng|POSITION] [Lê Khải|PERSON], [Thủ tướng|POSITION] cũng bổ nhiệm bà [Đỗ Oanh|PERSON]."
    assert people_of(source)[0] == ("Lê Khải", None, [("Bộ trưởng", None)])


def test_what_a_relative_is_said_to_be_is_not_the_named_one() -> None:
    source = "Chồng bà [Đỗ Oanh|PERSON] là [Trưởng phòng|POSITION] [Tham mưu|ORGANIZATION]."
    assert people_of(source) == [("Đỗ Oanh", None, [])]


@pytest.mark.parametrize("between", ["gồm các ông:", "là các ông:", "gồm:", "là:"])
def test_an_office_of_several_is_announced_by_their_honorific(between: str) -> None:
    source = f"Tỉnh có hai [phó chủ tịch|POSITION], {between} [Lê Khải|PERSON] và [Đỗ Lữ|PERSON]."
    assert [offices for _, _, offices in people_of(source)] == [[("phó chủ tịch", None)]] * 2


def test_a_career_goes_on_in_brackets_and_behind_them() -> None:
    source = (
        "Ông [Lê Khải|PERSON] ([Thứ trưởng|POSITION] [Bộ A|ORGANIZATION], luân chuyển làm [Phó Bí thư|POSITION]"
        " [Tỉnh ủy B|ORGANIZATION]), hiện giữ chức [Bí thư|POSITION] [Tỉnh ủy B|ORGANIZATION]."
    )
    assert people_of(source)[0][2] == [("Thứ trưởng", "Bộ A"), ("Phó Bí thư", "Tỉnh ủy B"), ("Bí thư", "Tỉnh ủy B")]


def test_behind_a_semicolon_degrees_do_not_part_a_rank_from_the_next_name() -> None:
    source = (
        "[Thiếu tướng|RANK] [Lê Khải|PERSON], [Cục trưởng|POSITION] [Cục A|ORGANIZATION];"
        " [Đại tá|RANK], PGS.TS [Đỗ Lữ|PERSON], [Phó Giám đốc|POSITION] [Học viện B|ORGANIZATION]."
    )
    assert people_of(source) == [
        ("Lê Khải", "Thiếu tướng", [("Cục trưởng", "Cục A")]),
        ("Đỗ Lữ", "Đại tá", [("Phó Giám đốc", "Học viện B")]),
    ]
    assert [len(person.ranks) for person in find_people(*marked(source))] == [1, 1]


def test_behind_a_semicolon_an_office_and_its_seat_lead_up_to_the_next_name() -> None:
    source = (
        "[Lê Khải|PERSON], [Thứ trưởng|POSITION] [Bộ A|ORGANIZATION];"
        " [Đại sứ|POSITION] [Nhật Bản|LOCATION] tại [Việt Nam|LOCATION] [Ito Sang|PERSON]."
    )
    assert people_of(source) == [
        ("Lê Khải", None, [("Thứ trưởng", "Bộ A")]),
        ("Ito Sang", None, [("Đại sứ", "Nhật Bản")]),
    ]


def test_what_two_are_in_brackets_both_are() -> None:
    source = "[Lê Khải|PERSON], [Đỗ Lữ|PERSON] (cùng là [cựu Phó Giám đốc|POSITION] [Sở A|ORGANIZATION]) vắng mặt."
    assert [offices for _, _, offices in people_of(source)] == [[("cựu Phó Giám đốc", "Sở A")]] * 2


@pytest.mark.parametrize(
    ("rest", "offices"),
    [("đã thôi chức", []), (", kế hoạch đã có", [("Chủ tịch", "Hội A")]), ("cho biết", [("Chủ tịch", "Hội A")])],
)
def test_who_tells_is_not_whom_it_is_told_of(rest: str, offices: list[tuple[str, str]]) -> None:
    source = f"Theo [Chủ tịch|POSITION] [Hội A|ORGANIZATION], ông [Lê Khải|PERSON] {rest}."
    assert people_of(source)[0][2] == offices


def test_an_office_of_new_holders_is_each_ones() -> None:
    source = "Hai tân [Thứ trưởng|POSITION] [Bộ A|ORGANIZATION] [Lê Khải|PERSON] và [Đỗ Lữ|PERSON] dự."
    assert [offices for _, _, offices in people_of(source)] == [[("Thứ trưởng", "Bộ A")]] * 2
