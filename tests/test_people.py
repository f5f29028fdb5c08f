"""Mentions become people: who is who, with which rank, holding which office of which body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtin.document import Label, Mention, Person, RankStatus, Span, Tenure
from diemtin.people import find_people
from tests.conftest import marked

Named = tuple[str, str | None, list[tuple[str, str | None]]]


def _people(source: str) -> list[Named]:
    """Name, rank and offices of each person of a marked text."""
    text, mentions = marked(source)
    return [
        (
            person.name,
            person.rank.span.of(text) if person.rank else None,
            [
                (office.position.span.of(text), office.organization.span.of(text) if office.organization else None)
                for office in person.offices
            ],
        )
        for person in find_people(text, mentions)
    ]


def _mentions(source: str) -> dict[str, list[str]]:
    """The mentions of each person of a marked text, under the name."""
    text, mentions = marked(source)
    return {person.name: [m.span.of(text) for m in person.mentions] for person in find_people(text, mentions)}


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
    assert _people(source) == [KHAI]


def test_several_offices_follow_one_name() -> None:
    assert _people(
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
    assert _people(source) == [
        ("Cao Xuân Hòe", None, [("Phó Tư lệnh", "Quân khu 10"), ("Tham mưu trưởng", "Quân khu 10")])
    ]


def test_offices_joined_by_a_comma_share_no_body() -> None:
    source = "[Trần Văn Khải|PERSON], [Chủ tịch|POSITION], [Bí thư|POSITION] [Huyện ủy|ORGANIZATION]."
    assert _people(source) == [("Trần Văn Khải", None, [("Chủ tịch", None), ("Bí thư", "Huyện ủy")])]


def test_a_former_office_keeps_its_word() -> None:
    source = "[Lâm Chí Thuần|PERSON], [nguyên Giám đốc|POSITION] [Ban Quản lý dự án|ORGANIZATION], khai nhận."
    assert _people(source) == [("Lâm Chí Thuần", None, [("nguyên Giám đốc", "Ban Quản lý dự án")])]


def test_a_country_is_the_body_of_a_foreign_office() -> None:
    assert _people("[Thủ tướng|POSITION] [Canada|LOCATION] [John Marlowe|PERSON] nói.") == [
        ("John Marlowe", None, [("Thủ tướng", "Canada")])
    ]


@pytest.mark.parametrize("mark", [";", ","])
def test_what_follows_a_name_stays_there_and_the_next_rank_goes_to_the_next_name(mark: str) -> None:
    source = (
        f"[Trần Văn Khải|PERSON], [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION]{mark} "
        "[Đại tá|RANK] [Phạm Đình Lữ|PERSON] dự."
    )
    assert _people(source) == [
        ("Trần Văn Khải", None, [("Giám đốc", "Công an tỉnh")]),
        ("Phạm Đình Lữ", "Đại tá", []),
    ]


def test_each_of_two_officers_in_a_row_keeps_their_own() -> None:
    source = (
        "[Thiếu tướng|RANK] [Trương Bá Ngạn|PERSON] - [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION]; "
        "[Đại tá|RANK] [Nguyễn Hữu Đàm|PERSON] - [Chỉ huy trưởng|POSITION] [Bộ CHQS tỉnh|ORGANIZATION]."
    )
    assert _people(source) == [
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
    found = {name: (rank, offices) for name, rank, offices in _people(source)}
    assert found["Phạm Đình Lữ"] == ("Đại tá", [deputy])
    assert found["Võ Thị Oanh"] == ("Thượng tá", [deputy])
    assert found["Huỳnh Tấn Sang"] == (None, [deputy])
    assert found["Bùi Quốc Trưng"] == (None, [("Phó Trưởng ban", "Nội chính Tỉnh ủy")])


def test_an_office_before_a_colon_ends_with_the_list() -> None:
    source = (
        "Dự có [Phó Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION]: [Phạm Đình Lữ|PERSON]. "
        "Buổi lễ do [Võ Thị Oanh|PERSON] dẫn."
    )
    assert _people(source)[1] == ("Võ Thị Oanh", None, [])


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
    assert _people(source) == [("Trần Văn Khải", None, [])]


def test_the_same_office_is_told_once_with_its_fullest_body() -> None:
    source = (
        "[Giám đốc|POSITION] [Trần Văn Khải|PERSON] đến. [Trần Văn Khải|PERSON], [Giám đốc|POSITION] "
        "[Công an tỉnh|ORGANIZATION], nói. [Trần Văn Khải|PERSON] - [giám đốc|POSITION] "
        "[Công an tỉnh Quảng Ngãi|ORGANIZATION] - kết luận."
    )
    assert _people(source) == [("Trần Văn Khải", None, [("giám đốc", "Công an tỉnh Quảng Ngãi")])]


def test_initials_of_an_office_are_that_office() -> None:
    assert _people(
        "[Tổng thống|POSITION] [Hòa Lạc|LOCATION] [Lê Mùa|PERSON] đã đến. Sau đó [TT|POSITION] [Lê Mùa|PERSON] nói."
    ) == [("Lê Mùa", None, [("Tổng thống", "Hòa Lạc")])]


def test_an_office_that_somebody_no_longer_holds_is_not_theirs() -> None:
    assert _people("[Trần Văn Khải|PERSON] không còn là [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION].") == [
        ("Trần Văn Khải", None, [])
    ]


def test_of_two_ranks_the_first_stated_counts() -> None:
    source = "[Trung tá|RANK] [Lê Bá Nguyện|PERSON] nay là [Thượng tá|RANK] [Lê Bá Nguyện|PERSON]."
    assert _people(source) == [("Lê Bá Nguyện", "Trung tá", [])]


def test_short_names_go_to_the_full_name_that_ends_so() -> None:
    assert _mentions(
        "[Khải|PERSON] về. [Trần Văn Khải|PERSON] và [Phạm Đình Lữ|PERSON] họp. Ông [Lữ|PERSON] nói, "
        "ông [Văn Khải|PERSON] nghe."
    ) == {"Trần Văn Khải": ["Khải", "Trần Văn Khải", "Văn Khải"], "Phạm Đình Lữ": ["Phạm Đình Lữ", "Lữ"]}


def test_of_two_people_with_one_given_name_the_nearest_before_is_meant() -> None:
    assert _mentions(
        "[Nguyễn Văn Hùng|PERSON] khai. [Hùng|PERSON] bỏ trốn. Sau đó [Trần Đức Hùng|PERSON] đến. "
        "[Hùng|PERSON] trình báo."
    ) == {"Nguyễn Văn Hùng": ["Nguyễn Văn Hùng", "Hùng"], "Trần Đức Hùng": ["Trần Đức Hùng", "Hùng"]}


def test_a_family_name_alone_is_nobody_known() -> None:
    assert list(_mentions("[Lê Bá Nguyện|PERSON] nói với [Bá|PERSON].")) == ["Lê Bá Nguyện", "Bá"]


def test_a_name_with_an_initial_is_met_again_by_the_initial() -> None:
    assert _mentions("[Lê Văn T.|PERSON] và [Đỗ Thị M.|PERSON] cãi nhau. [T|PERSON] bỏ đi, [M.|PERSON] ở lại.") == {
        "Lê Văn T.": ["Lê Văn T.", "T"],
        "Đỗ Thị M.": ["Đỗ Thị M.", "M."],
    }


@pytest.mark.parametrize("words", ["tức", "(tự", "biệt danh", ", bí danh"])
def test_an_alias_belongs_to_the_name_before_it(words: str) -> None:
    source = f'Đối tượng [Nguyễn Văn Tèo|PERSON] {words} [Tèo "sún"|PERSON] bị bắt. [Trần Đức Hùng|PERSON] trốn.'
    assert _mentions(source)["Nguyễn Văn Tèo"] == ["Nguyễn Văn Tèo", 'Tèo "sún"']
    assert len(_mentions(source)) == 2


def test_an_alias_that_is_met_again_is_still_the_same_person() -> None:
    source = "[Nguyễn Văn Tèo|PERSON], tức [Ba Sún|PERSON], bị bắt. [Ba Sún|PERSON] khai nhận."
    assert _mentions(source) == {"Nguyễn Văn Tèo": ["Nguyễn Văn Tèo", "Ba Sún", "Ba Sún"]}


def test_both_spellings_of_a_tone_mark_are_one_person() -> None:
    assert len(_mentions("[Cao Xuân Hoà|PERSON] đến. [Cao Xuân Hòa|PERSON] về. Ông [Hòa|PERSON] vui.")) == 1


def test_people_come_in_the_order_of_first_mention() -> None:
    names = list(_mentions("[Lữ|PERSON] gặp [Trần Văn Khải|PERSON], rồi [Phạm Đình Lữ|PERSON] về."))
    assert names == ["Phạm Đình Lữ", "Trần Văn Khải"]


def test_no_mention_is_lost_or_told_twice() -> None:
    text, mentions = marked(
        "[Đại tá|RANK] [Trần Văn Khải|PERSON], [Khải|PERSON], [Khải|PERSON], tức [Tư Khải|PERSON], [An|PERSON]."
    )
    people: tuple[Person, ...] = find_people(text, mentions)
    told = sorted((mention for person in people for mention in person.mentions), key=lambda m: m.span)
    assert told == [mention for mention in mentions if mention.label == "PERSON"]


def test_a_text_without_names_has_nobody() -> None:
    assert _people("[Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] chỉ đạo.") == []


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
    found = [(name, rank.capitalize() if rank else None, offices) for name, rank, offices in _people(source)]
    assert found == [KHAI]


def test_a_career_is_the_subjects() -> None:
    source = (
        "Ông [Lê Bá Nguyện|PERSON] sinh năm 1960. Ông lần lượt giữ các chức vụ: [Phó Trưởng|POSITION]"
        " [Công an huyện|ORGANIZATION], [Trưởng|POSITION] [Công an thành phố|ORGANIZATION].\n"
        "* Từ tháng 6/2001 đến tháng 5/2005: [Phó Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION]."
    )
    assert _people(source) == [
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


@pytest.mark.parametrize(
    "source",
    [
        "Hai [tướng|RANK] [Lê Bá Nguyện|PERSON] và [Phạm Đình Lữ|PERSON] đến.",
        "Dự có các [tướng|RANK] gồm [Lê Bá Nguyện|PERSON], [Phạm Đình Lữ|PERSON].",
    ],
)
def test_a_rank_of_several_is_each_ones(source: str) -> None:
    assert _people(source) == [("Lê Bá Nguyện", "tướng", []), ("Phạm Đình Lữ", "tướng", [])]


def test_an_office_that_several_are_said_to_hold_is_each_ones() -> None:
    source = "[Lê Bá Nguyện|PERSON] và [Phạm Đình Lữ|PERSON] đều là [Phó Giám đốc|POSITION] [Sở Y tế|ORGANIZATION]."
    office = [("Phó Giám đốc", "Sở Y tế")]
    assert _people(source) == [("Lê Bá Nguyện", None, office), ("Phạm Đình Lữ", None, office)]


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
    assert _people(source) == [("Trần Văn Khải", None, [])]


def test_who_is_appointed_holds_the_office_and_not_who_appoints() -> None:
    source = (
        "[Phạm Đình Lữ|PERSON] được [Bộ trưởng|POSITION] [Trần Văn Khải|PERSON] bổ nhiệm làm [Giám đốc|POSITION]"
        " [Sở Y tế|ORGANIZATION]."
    )
    assert _people(source) == [
        ("Phạm Đình Lữ", None, [("Giám đốc", "Sở Y tế")]),
        ("Trần Văn Khải", None, [("Bộ trưởng", None)]),
    ]


def test_between_two_names_commas_tie_to_the_first() -> None:
    source = (
        "Ông [Lê Bá Nguyện|PERSON], [Bí thư|POSITION] [Thành ủy|ORGANIZATION], ông [Phạm Đình Lữ|PERSON],"
        " [Chủ tịch|POSITION] [HĐND|ORGANIZATION]."
    )
    assert _people(source) == [
        ("Lê Bá Nguyện", None, [("Bí thư", "Thành ủy")]),
        ("Phạm Đình Lữ", None, [("Chủ tịch", "HĐND")]),
    ]


def test_an_office_without_its_body_takes_the_one_it_has_elsewhere() -> None:
    source = (
        "[Thủ tướng|POSITION] [Lê Bá Nguyện|PERSON] đến. [Thủ tướng|POSITION] [Hòa Lạc|LOCATION] nhấn mạnh hợp tác."
    )
    assert _people(source) == [("Lê Bá Nguyện", None, [("Thủ tướng", "Hòa Lạc")])]


def test_of_two_holders_none_is_certain() -> None:
    source = (
        "[Thủ tướng|POSITION] [Lê Bá Nguyện|PERSON] gặp [Thủ tướng|POSITION] [Cao Xuân Hòe|PERSON]. "
        "[Thủ tướng|POSITION] [Hòa Lạc|LOCATION] nhấn mạnh hợp tác."
    )
    assert [offices for _, _, offices in _people(source)] == [[("Thủ tướng", None)], [("Thủ tướng", None)]]


def test_an_office_no_longer_held_is_the_same_office() -> None:
    source = (
        "[Lê Bá Nguyện|PERSON], [nguyên Giám đốc|POSITION] [Sở Y tế|ORGANIZATION]. Với cương vị [Giám đốc|POSITION]"
        " [Sở Y tế|ORGANIZATION], ông [Nguyện|PERSON] đã sai."
    )
    assert _people(source) == [("Lê Bá Nguyện", None, [("nguyên Giám đốc", "Sở Y tế")])]


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
    assert list(_mentions(f"[{long}|PERSON] nói, [{short}|PERSON] cười.").values()) == [[long, short]]


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
    assert list(_mentions(f"[{first}|PERSON] nói, [{second}|PERSON] cười.")) == [first, second]


def test_a_name_in_capitals_is_told_in_its_other_print() -> None:
    assert list(_mentions("[PHÙNG HỮU LẠNG|PERSON] mất. [Phùng Hữu Lạng|PERSON] thọ 80.")) == ["Phùng Hữu Lạng"]


def test_the_office_before_a_short_name_tells_which_of_two_is_meant() -> None:
    assert _mentions(
        "[Tổng thống|POSITION] [Donald Marlowe|PERSON] đến cùng phu nhân [Lea Marlowe|PERSON]. "
        "[Tổng thống|POSITION] [Marlowe|PERSON] cười. Bà [Marlowe|PERSON] cũng cười."
    ) == {"Donald Marlowe": ["Donald Marlowe", "Marlowe"], "Lea Marlowe": ["Lea Marlowe", "Marlowe"]}


@pytest.mark.parametrize("line", ["[Hồng Thắm|PERSON]", "[Hồng Thắm|PERSON] (tổng hợp)", "Ảnh: [Hồng Thắm|PERSON]"])
def test_who_signs_the_article_or_a_photo_is_nobody_in_it(line: str) -> None:
    assert list(_mentions(f"[Trần Văn Khải|PERSON] nói.\n{line}")) == ["Trần Văn Khải"]


def test_a_name_cut_after_an_initial_is_one_person() -> None:
    assert _people("[Trung tướng|RANK] [H.R.|PERSON]\n[Marlowe|PERSON], 54 tuổi, phát biểu.") == [
        ("Marlowe", "Trung tướng", [])
    ]


@pytest.mark.parametrize(
    ("source", "ranks"),
    [
        (
            "Đồng chí [Lê Bá Nguyện|PERSON] được thăng cấp bậc hàm từ [Thượng tá|RANK] lên [Đại tá|RANK].",
            [("Thượng tá", RankStatus.BEFORE), ("Đại tá", RankStatus.AFTER)],
        ),
        (
            "Quyết định thăng cấp từ [Thượng tá|RANK] lên [Đại tá|RANK] đối với đồng chí [Lê Bá Nguyện|PERSON].",
            [("Thượng tá", RankStatus.BEFORE), ("Đại tá", RankStatus.AFTER)],
        ),
        (
            "Trao quyết định thăng quân hàm [Đại tá|RANK] cho [Thượng tá|RANK] [Lê Bá Nguyện|PERSON].",
            [("Đại tá", RankStatus.AFTER), ("Thượng tá", RankStatus.STATED)],
        ),
        (
            "[Trung tá|RANK] [Lê Bá Nguyện|PERSON] bị giáng cấp bậc hàm từ [Trung tá|RANK] xuống [Thiếu tá|RANK].",
            [
                ("Trung tá", RankStatus.STATED),
                ("Trung tá", RankStatus.BEFORE),
                ("Thiếu tá", RankStatus.AFTER),
            ],
        ),
        ("[Lê Bá Nguyện|PERSON], cựu [đại tá|RANK] công an.", [("đại tá", RankStatus.FORMER)]),
        ("[Lê Bá Nguyện|PERSON] bị tước quân hàm [đại tá|RANK].", [("đại tá", RankStatus.STRIPPED)]),
    ],
)
def test_ranks_tell_their_order_and_what_happened(source: str, ranks: list[tuple[str, RankStatus]]) -> None:
    text, mentions = marked(source)
    [person] = find_people(text, mentions)
    assert [(rank.mention.span.of(text), rank.status) for rank in person.ranks] == ranks
    assert person.rank == person.ranks[0].mention


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
    assert _people(source) == [("Lê Bá Nguyện", "Đại tá", offices)]


def test_where_somebody_lives_does_not_part_them_from_their_office() -> None:
    source = (
        "[Lê Bá Nguyện|PERSON] (SN 1970, trú tại [phường Bắc|LOCATION], [TP Hà Lạc|LOCATION]),"
        " [nguyên Giám đốc|POSITION] [Sở Y tế|ORGANIZATION], khai nhận."
    )
    assert _people(source) == [("Lê Bá Nguyện", None, [("nguyên Giám đốc", "Sở Y tế")])]


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
    assert _people(source) == [("Lê Bá Nguyện", None, [])]


def test_what_two_are_said_to_become_both_become() -> None:
    source = "[Lê Bá Nguyện|PERSON] và [Phạm Đình Lữ|PERSON] trở thành [ủy viên|POSITION] [Quân ủy|ORGANIZATION]."
    assert [offices for _, _, offices in _people(source)] == [[("ủy viên", "Quân ủy")]] * 2


@pytest.mark.parametrize("between", [", ", " phụ trách nhân sự ", " nhiệm kỳ (2016-2021), ông ", " sắp nhậm chức "])
def test_an_office_before_a_name_may_be_explained(between: str) -> None:
    source = f"[Phó Giám đốc|POSITION] [Sở Y tế|ORGANIZATION]{between}[Lê Bá Nguyện|PERSON] nói."
    assert _people(source) == [("Lê Bá Nguyện", None, [("Phó Giám đốc", "Sở Y tế")])]


def test_nothing_ties_an_office_to_a_name_of_the_next_line() -> None:
    source = "[Viettel|ORGANIZATION] có [Chủ tịch|POSITION] mới\n[Thủ tướng|POSITION] [Lê Bá Nguyện|PERSON] đã ký."
    assert _people(source) == [("Lê Bá Nguyện", None, [("Thủ tướng", None)])]


def test_a_word_before_the_family_name_is_no_part_of_a_name_printed_without_it() -> None:
    assert list(_mentions("[Alibaba Lê Bá Nguyện|PERSON] đến. Ông [Lê Bá Nguyện|PERSON] nói.")) == ["Lê Bá Nguyện"]
    assert list(_mentions("[Trần Lê Bá Nguyện|PERSON] đến. Ông [Lê Bá Nguyện|PERSON] nói.")) == ["Trần Lê Bá Nguyện"]


def test_an_office_of_several_is_each_ones_beside_their_own() -> None:
    source = (
        "Dự có các đồng chí [Ủy viên|POSITION] [Ban Thường vụ Tỉnh ủy|ORGANIZATION]: [Lê Bá Nguyện|PERSON] -"
        " [Phó Chủ tịch|POSITION] [UBND tỉnh|ORGANIZATION]; [Đại tá|RANK] [Phạm Đình Lữ|PERSON] - [Giám đốc|POSITION]"
        " [Công an tỉnh|ORGANIZATION]. Ông [Cao Xuân Hòe|PERSON] vắng mặt."
    )
    committee = ("Ủy viên", "Ban Thường vụ Tỉnh ủy")
    assert [(name, set(offices)) for name, _, offices in _people(source)] == [
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
    assert _people(source) == [
        ("Cao Xuân Hòe", None, [("Bí thư", "Tỉnh ủy")]),
        ("Lê Bá Nguyện", None, deputy),
        ("Phạm Đình Lữ", None, deputy),
    ]


def test_offices_of_command_share_their_unit() -> None:
    source = "[Lê Bá Nguyện|PERSON], [Phó Tư lệnh|POSITION], [Tham mưu trưởng|POSITION] [Quân khu 10|ORGANIZATION]."
    assert _people(source) == [
        ("Lê Bá Nguyện", None, [("Phó Tư lệnh", "Quân khu 10"), ("Tham mưu trưởng", "Quân khu 10")])
    ]


def test_two_who_lead_one_unit_share_it() -> None:
    source = (
        "[Lê Bá Nguyện|PERSON], [Đồn trưởng|POSITION] và [Thiếu tá|RANK] [Phạm Đình Lữ|PERSON],"
        " [Chính trị viên|POSITION] [Đồn Biên phòng Nậm Khẩu|ORGANIZATION]; đồng chí [Cao Xuân Hòe|PERSON],"
        " [Bí thư|POSITION] và [Trần Văn Khải|PERSON], [Giám đốc|POSITION] [Sở Y tế|ORGANIZATION]."
    )
    assert [offices for _, _, offices in _people(source)] == [
        [("Đồn trưởng", "Đồn Biên phòng Nậm Khẩu")],
        [("Chính trị viên", "Đồn Biên phòng Nậm Khẩu")],
        [("Bí thư", None)],
        [("Giám đốc", "Sở Y tế")],
    ]


def test_a_foreign_office_alone_is_not_a_vietnamese_ones() -> None:
    source = (
        "[Thủ tướng|POSITION] [Lê Bá Nguyện|PERSON] thăm [Hà Lan|LOCATION]. [Thủ tướng|POSITION] [Hà Lan|LOCATION] đón."
    )
    assert _people(source) == [("Lê Bá Nguyện", None, [("Thủ tướng", None)])]


def test_of_two_spellings_the_usual_one_is_the_name() -> None:
    source = "[Sergei Marlwoe|PERSON] đến. [Sergei Marlowe|PERSON] nói. [Sergei Marlowe|PERSON] cười."
    assert list(_mentions(source)) == ["Sergei Marlowe"]


WORDS = {
    Label.PERSON: ("Lê Bá Nguyện", "Nguyện", "Phạm Đình Lữ", "Laura J. Marlowe", "Marlowe", "T.", 'Vũ "nhôm"'),
    Label.RANK: ("Đại tá", "thượng tá"),
    Label.POSITION: ("Giám đốc", "nguyên Giám đốc", "Phó Tư lệnh", "Thủ tướng"),
    Label.ORGANIZATION: ("Công an tỉnh", "Công an tỉnh Sóc Trăng", "PC02", "UBND xã"),
    Label.LOCATION: ("Sóc Trăng", "Hà Lan"),
}
BETWEEN = (
    *(" ", ", ", " - ", " (", ") ", "; ", ": ", ". ", "\n", " và ", " là ", " kiêm ", " được bổ nhiệm làm ", " tức "),
    *(", ông ", " do ", " làm ", "\nẢnh: ", " đối với ", " từ ", " lên ", " nhiệm kỳ 2016-2021 ", ", trú tại "),
)
PIECES = st.lists(
    st.tuples(
        st.sampled_from([(label, word) for label, words in WORDS.items() for word in words]), st.sampled_from(BETWEEN)
    ),
    max_size=24,
)


@given(PIECES)
def test_whatever_stands_together_people_are_made_of_what_is_there(pieces: list[tuple[tuple[Label, str], str]]) -> None:
    text, mentions = "", []
    for (label, word), gap in pieces:
        mentions.append(Mention(Span(len(text), len(text) + len(word)), label))
        text += word + gap
    people = find_people(text, mentions)
    named = [mention for person in people for mention in person.mentions]
    assert len(set(named)) == len(named)
    assert set(named) <= {mention for mention in mentions if mention.label is Label.PERSON}
    assert [person.mentions[0].span for person in people] == sorted(person.mentions[0].span for person in people)
    for person in people:
        assert person.name in {mention.span.of(text) for mention in person.mentions}
        assert list(person.mentions) == sorted(person.mentions, key=lambda mention: mention.span)
        assert person.rank == (person.ranks[0].mention if person.ranks else None)
        parts = [*(r.mention for r in person.ranks), *(o.position for o in person.offices), *person.references]
        assert set(parts) <= set(mentions)


def test_what_two_are_said_to_become_is_not_the_last_ones_alone() -> None:
    source = (
        "[Lê Bá Nguyện|PERSON] biết [Phạm Đình Lữ|PERSON], và sau này hai ông đều giữ chức [Chủ tịch|POSITION]"
        " [Hội Y học|ORGANIZATION]."
    )
    assert [offices for _, _, offices in _people(source)] == [[], []]


def test_a_name_before_the_authors_is_no_half_of_theirs() -> None:
    people = _people("Bị cáo là [Lê Văn T.|PERSON]\n[Minh Anh|PERSON]")
    assert [name for name, _, _ in people] == ["Lê Văn T."]


def test_the_first_half_of_a_name_belongs_to_its_second() -> None:
    found = _mentions("Tướng [H.R.|PERSON]\n[McMaster|PERSON] nói rằng ông [McMaster|PERSON] sẽ đi.")
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
