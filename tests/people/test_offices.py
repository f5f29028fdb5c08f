"""Offices told once with their bodies, and offices alone."""

from __future__ import annotations

from diemtin.document import Tenure
from diemtin.people import find_people
from tests.conftest import marked
from tests.people.made import people_of


def test_a_former_office_keeps_its_word() -> None:
    source = "[Lâm Chí Thuần|PERSON], [nguyên Giám đốc|POSITION] [Ban Quản lý dự án|ORGANIZATION], khai nhận."
    assert people_of(source) == [("Lâm Chí Thuần", None, [("nguyên Giám đốc", "Ban Quản lý dự án")])]


def test_the_same_office_is_told_once_with_its_fullest_body() -> None:
    source = (
        "[Giám đốc|POSITION] [Trần Văn Khải|PERSON] đến. [Trần Văn Khải|PERSON], [Giám đốc|POSITION] "
        "[Công an tỉnh|ORGANIZATION], nói. [Trần Văn Khải|PERSON] - [giám đốc|POSITION] "
        "[Công an tỉnh Quảng Ngãi|ORGANIZATION] - kết luận."
    )
    assert people_of(source) == [("Trần Văn Khải", None, [("giám đốc", "Công an tỉnh Quảng Ngãi")])]


def test_initials_of_an_office_are_that_office() -> None:
    assert people_of(
        "[Tổng thống|POSITION] [Hòa Lạc|LOCATION] [Lê Mùa|PERSON] đã đến. Sau đó [TT|POSITION] [Lê Mùa|PERSON] nói."
    ) == [("Lê Mùa", None, [("Tổng thống", "Hòa Lạc")])]


def test_an_office_that_somebody_no_longer_holds_is_not_theirs() -> None:
    assert people_of("[Trần Văn Khải|PERSON] không còn là [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION].") == [
        ("Trần Văn Khải", None, [])
    ]


def test_an_office_without_its_body_takes_the_one_it_has_elsewhere() -> None:
    source = (
        "[Thủ tướng|POSITION] [Lê Bá Nguyện|PERSON] đến. [Thủ tướng|POSITION] [Hòa Lạc|LOCATION] nhấn mạnh hợp tác."
    )
    assert people_of(source) == [("Lê Bá Nguyện", None, [("Thủ tướng", "Hòa Lạc")])]


def test_of_two_holders_none_is_certain() -> None:
    source = (
        "[Thủ tướng|POSITION] [Lê Bá Nguyện|PERSON] gặp [Thủ tướng|POSITION] [Cao Xuân Hòe|PERSON]. "
        "[Thủ tướng|POSITION] [Hòa Lạc|LOCATION] nhấn mạnh hợp tác."
    )
    assert [offices for _, _, offices in people_of(source)] == [[("Thủ tướng", None)], [("Thủ tướng", None)]]


def test_an_office_no_longer_held_is_the_same_office() -> None:
    source = (
        "[Lê Bá Nguyện|PERSON], [nguyên Giám đốc|POSITION] [Sở Y tế|ORGANIZATION]. Với cương vị [Giám đốc|POSITION]"
        " [Sở Y tế|ORGANIZATION], ông [Nguyện|PERSON] đã sai."
    )
    assert people_of(source) == [("Lê Bá Nguyện", None, [("nguyên Giám đốc", "Sở Y tế")])]


def test_an_office_tells_whether_it_is_still_held() -> None:
    text, mentions = marked(
        "[nguyên Giám đốc|POSITION] [Sở Y tế|ORGANIZATION] [Lê Bá Nguyện|PERSON], từng là [Chủ tịch|POSITION]"
        " [Hội Y học|ORGANIZATION]. Tân [Giám đốc|POSITION] [Phạm Đình Lữ|PERSON] và [Quyền Chủ tịch|POSITION]"
        " [Trần Văn Khải|PERSON], [Bí thư|POSITION] [Đảng ủy|ORGANIZATION]. Miễn nhiệm chức vụ [Trưởng ban|POSITION]"
        " [Pháp chế|ORGANIZATION] đối với ông [Cao Xuân Hòe|PERSON]."
    )
    found = {
        f"{person.name}: {office.position.span.of(text)}": office.tenure
        for person in find_people(text, mentions)
        for office in person.offices
    }
    assert found == {
        "Lê Bá Nguyện: nguyên Giám đốc": Tenure.FORMER,
        "Lê Bá Nguyện: Chủ tịch": Tenure.FORMER,
        "Phạm Đình Lữ: Giám đốc": Tenure.NEW,
        "Trần Văn Khải: Quyền Chủ tịch": Tenure.ACTING,
        "Trần Văn Khải: Bí thư": Tenure.STATED,
        "Cao Xuân Hòe: Trưởng ban": Tenure.FORMER,
    }


def test_an_office_alone_refers_to_the_one_who_holds_it() -> None:
    text, mentions = marked(
        "[Thủ tướng|POSITION] [Lê Bá Nguyện|PERSON] đến. [Thủ tướng|POSITION] nhấn mạnh hợp tác. Ông ứng cử chức"
        " [Thủ tướng|POSITION]. Các [Thủ tướng|POSITION] trước đó vắng mặt."
    )
    [person] = find_people(text, mentions)
    assert [mention.span.start for mention in person.references] == [text.index("Thủ tướng nhấn mạnh")]


def test_a_body_may_stand_before_who_leads_it() -> None:
    source = (
        "[Ban Tổ chức lễ tang|ORGANIZATION] do [Đại tá|RANK] [Lê Bá Nguyện|PERSON], [Phó Chính ủy|POSITION]"
        " [Quân khu 10|ORGANIZATION], làm [Trưởng ban|POSITION]."
    )
    offices = [("Phó Chính ủy", "Quân khu 10"), ("Trưởng ban", "Ban Tổ chức lễ tang")]
    assert people_of(source) == [("Lê Bá Nguyện", "Đại tá", offices)]


def test_offices_of_command_share_their_unit() -> None:
    source = "[Lê Bá Nguyện|PERSON], [Phó Tư lệnh|POSITION], [Tham mưu trưởng|POSITION] [Quân khu 10|ORGANIZATION]."
    assert people_of(source) == [
        ("Lê Bá Nguyện", None, [("Phó Tư lệnh", "Quân khu 10"), ("Tham mưu trưởng", "Quân khu 10")])
    ]


def test_two_who_lead_one_unit_share_it() -> None:
    source = (
        "[Lê Bá Nguyện|PERSON], [Đồn trưởng|POSITION] và [Thiếu tá|RANK] [Phạm Đình Lữ|PERSON],"
        " [Chính trị viên|POSITION] [Đồn Biên phòng Nậm Khẩu|ORGANIZATION]; đồng chí [Cao Xuân Hòe|PERSON],"
        " [Bí thư|POSITION] và [Trần Văn Khải|PERSON], [Giám đốc|POSITION] [Sở Y tế|ORGANIZATION]."
    )
    assert [offices for _, _, offices in people_of(source)] == [
        [("Đồn trưởng", "Đồn Biên phòng Nậm Khẩu")],
        [("Chính trị viên", "Đồn Biên phòng Nậm Khẩu")],
        [("Bí thư", None)],
        [("Giám đốc", "Sở Y tế")],
    ]


def test_a_foreign_office_alone_is_not_a_vietnamese_ones() -> None:
    source = (
        "[Thủ tướng|POSITION] [Lê Bá Nguyện|PERSON] thăm [Hà Lan|LOCATION]. [Thủ tướng|POSITION] [Hà Lan|LOCATION] đón."
    )
    assert people_of(source) == [("Lê Bá Nguyện", None, [("Thủ tướng", None)])]


def test_a_director_is_not_the_partys() -> None:
    source = "[Lê Khải|PERSON], [Giám đốc|POSITION] kiêm [Bí thư|POSITION] [Đảng ủy Học viện A|ORGANIZATION]."
    assert people_of(source)[0][2] == [("Giám đốc", None), ("Bí thư", "Đảng ủy Học viện A")]
    source = "[Lê Khải|PERSON], [Phó Bí thư|POSITION] kiêm [Bí thư|POSITION] [Đảng ủy Học viện A|ORGANIZATION]."
    assert people_of(source)[0][2][0] == ("Phó Bí thư", "Đảng ủy Học viện A")


def test_an_office_takes_the_unit_behind_a_comma_whose_kind_it_names() -> None:
    source = "Bà [Đỗ Oanh|PERSON] - [Phó Ban Thường trực|POSITION], [Ban Tổ chức Tỉnh ủy|ORGANIZATION], nói."
    assert people_of(source)[0][2] == [("Phó Ban Thường trực", "Ban Tổ chức Tỉnh ủy")]
    source = "Bà [Đỗ Oanh|PERSON], [Phó Giám đốc|POSITION], [Ban Tổ chức Tỉnh ủy|ORGANIZATION] họp."
    assert people_of(source)[0][2] == [("Phó Giám đốc", None)]


def test_a_level_inside_the_name_of_a_body_makes_no_other_body() -> None:
    source = (
        "[Lê Khải|PERSON], [Bí thư|POSITION] [Huyện ủy Vạn Lý|ORGANIZATION].\n"
        "[Lê Khải|PERSON], [Bí thư|POSITION] [Huyện ủy huyện Vạn Lý|ORGANIZATION]."
    )
    assert [office for office, _ in people_of(source)[0][2]] == ["Bí thư"]


def test_who_leads_a_body_leads_the_one_of_the_offices_kind() -> None:
    source = (
        "[Ban Tổ chức lễ tang|ORGANIZATION] ông [Lê Khải|PERSON], [nguyên Thứ trưởng|POSITION] [Bộ A|ORGANIZATION],"
        " do [Đại tướng|RANK] [Đỗ Lữ|PERSON] làm [Trưởng ban|POSITION]."
    )
    assert people_of(source)[1] == ("Đỗ Lữ", "Đại tướng", [("Trưởng ban", "Ban Tổ chức lễ tang")])


def test_two_who_lead_one_unit_share_it_across_dashes() -> None:
    source = (
        "[Lê Khải|PERSON] - [Chỉ huy trưởng|POSITION], [Trung tá|RANK] [Đỗ Lữ|PERSON] - [Chính trị viên|POSITION]"
        " [đảo A|LOCATION]."
    )
    assert people_of(source) == [
        ("Lê Khải", None, [("Chỉ huy trưởng", "đảo A")]),
        ("Đỗ Lữ", "Trung tá", [("Chính trị viên", "đảo A")]),
    ]


def test_a_customary_short_form_is_no_other_body() -> None:
    source = (
        "[Lê Khải|PERSON], [Giám đốc|POSITION] [Sở GD-ĐT|ORGANIZATION].\n"
        "[Lê Khải|PERSON], [Giám đốc|POSITION] [Sở Giáo dục và Đào tạo|ORGANIZATION]."
    )
    assert people_of(source)[0][2] == [("Giám đốc", "Sở Giáo dục và Đào tạo")]
