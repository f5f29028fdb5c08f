"""Short forms that the text itself explains, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from diemtin.abbreviations import find_abbreviations
from diemtin.document import Span


def _found(text: str) -> dict[str, str]:
    return {a.short.of(text): a.long.of(text) for a in find_abbreviations(text, [Span(0, len(text))])}


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("công bố Chỉ số cải cách hành chính (CCHC) năm 2021", "CCHC", "cải cách hành chính"),
        ("trong Công an nhân dân (CAND)", "CAND", "Công an nhân dân"),
        ("Cảnh sát phòng cháy, chữa cháy (PCCC)", "PCCC", "phòng cháy, chữa cháy"),
        ("Cảnh sát phòng cháy và chữa cháy (PCCC)", "PCCC", "phòng cháy và chữa cháy"),
        ("phát triển kinh tế - xã hội (KT-XH)", "KT-XH", "kinh tế - xã hội"),
        ("phát triển kinh tế – xã hội (KT–XH)", "KT–XH", "kinh tế – xã hội"),
        ("bảo đảm trật tự, an toàn giao thông (TTATGT)", "TTATGT", "trật tự, an toàn giao thông"),
        ("Ủy ban nhân dân (UBND) tỉnh", "UBND", "Ủy ban nhân dân"),
        ("Uỷ ban nhân dân (UBND) tỉnh", "UBND", "Uỷ ban nhân dân"),
        ("Đài Truyền hình Đồng Cát (ĐTHĐC)", "ĐTHĐC", "Đài Truyền hình Đồng Cát"),
        ("Bảo hiểm xã hội (gọi tắt là BHXH)", "BHXH", "Bảo hiểm xã hội"),
        ("Bảo hiểm xã hội (viết tắt BHXH)", "BHXH", "Bảo hiểm xã hội"),
        ('Bảo hiểm xã hội ("BHXH")', "BHXH", "Bảo hiểm xã hội"),
        ("Bảo hiểm xã hội ( BHXH )", "BHXH", "Bảo hiểm xã hội"),
        ("liên hệ Phòng Cảnh sát hình sự (PC02)", "PC02", "Phòng Cảnh sát hình sự"),
        ("theo hình thức đối tác công tư (PPP)", "PPP", "đối tác công tư"),
        ("Tổng sản phẩm trên địa bàn (GRDP) tăng", "GRDP", "Tổng sản phẩm trên địa bàn"),
        ("ký Biên bản ghi nhớ (MOU)", "MOU", "Biên bản ghi nhớ"),
    ],
)
def test_a_short_form_in_brackets_stands_for_the_words_before_it(text: str, short: str, long: str) -> None:
    assert _found(text) == {short: long}


@pytest.mark.parametrize(
    "text",
    [
        "đến khám tại bệnh viện Hòa Lạc (TP.HCM)",
        "ông Nguyễn Văn Tèo (SN 1980)",
        "bà Lê Thị Mận (ngụ xã Hòa Lạc)",
        "theo quy định hiện hành (PC02)",
        "theo hình thức đối tác công (PPP)",
        "ngày mai (CCHC)",
        "cải cách, theo ông, rất hành chính. (CCHC)",
        "Đề án 06 (giai đoạn II)",
        "tập đoàn Sao Biển (Hà Nội)",
        "công nhân viên (A)",
        "(CCHC) cải cách hành chính",
        "cách hành chính (CCHC)",
    ],
)
def test_brackets_that_explain_nothing_give_nothing(text: str) -> None:
    assert _found(text) == {}


def test_a_short_form_is_told_once_where_it_was_introduced() -> None:
    text = "cải cách hành chính (CCHC) và Cải cách hành chính (CCHC)"
    [found] = find_abbreviations(text, [Span(0, len(text))])
    assert found.short.start == text.index("CCHC")


def test_several_come_in_the_order_of_the_text() -> None:
    text = "phòng cháy, chữa cháy (PCCC) và cứu nạn, cứu hộ (CNCH)"
    assert list(_found(text)) == ["PCCC", "CNCH"]


def test_words_and_short_form_stand_in_one_block() -> None:
    text = "cải cách hành chính\n(CCHC) là trọng tâm"
    assert find_abbreviations(text, [Span(0, 19), Span(20, len(text))]) == ()


def test_only_the_given_blocks_are_searched() -> None:
    text = "cải cách hành chính (CCHC)\nCông an nhân dân (CAND)"
    [found] = find_abbreviations(text, [Span(27, len(text))])
    assert found.short.of(text) == "CAND"
