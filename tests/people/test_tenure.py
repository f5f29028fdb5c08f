"""Whether an office is held, was held, or is given: by its words, and by the list or decision that it stands in."""

from __future__ import annotations

import pytest

from diemtin.document import Label, Tenure
from diemtin.people.tenure import tenure
from tests.conftest import marked


def _tenures(source: str) -> list[Tenure]:
    text, mentions = marked(source)
    return [tenure(text, mention) for mention in mentions if mention.label is Label.POSITION]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[nguyên Giám đốc|POSITION] Lê Bá Nguyện", Tenure.FORMER),
        ("ông Nguyện thôi giữ chức [Chủ tịch|POSITION]", Tenure.FORMER),
        ("[Quyền Cục trưởng|POSITION] Trần Văn Khải", Tenure.ACTING),
        ("tân [Giám đốc|POSITION] Phạm Đình Lữ", Tenure.NEW),
        ("ông Lữ, [Giám đốc|POSITION]", Tenure.STATED),
        ("ông Lữ với tư cách [Giám đốc|POSITION]", Tenure.STATED),
        ("ông Lữ được bổ nhiệm làm [Giám đốc|POSITION]", Tenure.STATED),
    ],
)
def test_the_words_of_an_office_say_how_it_is_held(source: str, expected: Tenure) -> None:
    assert _tenures(source) == [expected]


@pytest.mark.parametrize(
    "opening",
    [
        "Đồng chí từng giữ các chức vụ:",
        "Ông lần lượt đảm nhiệm nhiều cương vị:",
        "Ông từng giữ chức",
        "Ông từng trải qua các chức vụ chủ chốt của tỉnh Vạn Lý như",
        "Ông Khải đã từng kinh qua các chức vụ",
        "Bà từng được phân công giữ các chức vụ quan trọng như",
    ],
)
def test_all_offices_of_a_career_are_past(opening: str) -> None:
    source = f"{opening} [Trưởng|POSITION] Công an huyện, [Trưởng phòng|POSITION] Tham mưu; [Phó Giám đốc|POSITION]."
    assert _tenures(source) == [Tenure.FORMER] * 3


@pytest.mark.parametrize("turn", ["; hiện là", "; từ tháng 6/2020 được bổ nhiệm làm", ". Ông Khải,", "\nÔng Khải,"])
def test_a_career_ends_where_today_begins(turn: str) -> None:
    source = f"Ông từng giữ các chức vụ: [Trưởng phòng|POSITION] Tham mưu{turn} [Giám đốc|POSITION] Công an tỉnh."
    assert _tenures(source) == [Tenure.FORMER, Tenure.STATED]


def test_a_decision_gives_an_office() -> None:
    source = (
        "Trung tướng trao quyết định điều động Trung tá Phan Trọng Hiệp, [Phó Trưởng phòng|POSITION] Kỹ thuật, giữ "
        "chức [Trưởng|POSITION] Công an thị xã Hồng Lộc."
    )
    assert _tenures(source) == [Tenure.STATED, Tenure.NEW]


@pytest.mark.parametrize(
    "source",
    [
        "Trước đó, tỉnh có quyết định bổ nhiệm ông Khải làm [Giám đốc|POSITION].",
        "Năm 2015, ông ký quyết định bổ nhiệm ông Khải làm [Giám đốc|POSITION].",
        "Tỉnh ủy thống nhất giới thiệu ông Khải để bầu giữ chức [Chủ tịch|POSITION].",
    ],
)
def test_a_decision_of_another_time_or_a_proposal_gives_none(source: str) -> None:
    assert _tenures(source) == [Tenure.STATED]


def test_each_office_that_a_decision_gives_is_new() -> None:
    source = (
        "Công bố Quyết định điều động ông Khải giữ chức vụ [Trưởng phòng|POSITION]; bổ nhiệm bà Oanh giữ chức vụ"
        " [Chánh Văn phòng|POSITION]."
    )
    assert _tenures(source) == [Tenure.NEW, Tenure.NEW]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ông từng là [Thứ trưởng|POSITION] Bộ A, [Bí thư|POSITION] Tỉnh ủy B.", [Tenure.FORMER, Tenure.FORMER]),
        ("Ông từng là [Thứ trưởng|POSITION] Bộ A, hiện là [Bí thư|POSITION] Tỉnh ủy.", [Tenure.FORMER, Tenure.STATED]),
        ("Ông từng là [Thứ trưởng|POSITION] Bộ A; bà Oanh, [Bí thư|POSITION] B.", [Tenure.FORMER, Tenure.STATED]),
    ],
)
def test_offices_that_somebody_once_held_are_former_up_to_what_they_are_today(
    source: str, expected: list[Tenure]
) -> None:
    assert _tenures(source) == expected
