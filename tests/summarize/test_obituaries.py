"""Notices of a death."""

from __future__ import annotations

import pytest

from diemtin.summarize.clauses import deletions, without
from diemtin.summarize.obituaries import announces_a_death, tells_a_death

NOTICE = (
    "Đảng ủy xã Hòa Lạc và gia đình vô cùng thương tiếc báo tin: đồng chí Đại tá LÊ ẤN, nguyên Chính ủy Trung đoàn 9; "
    "sinh ngày 1/2/1940; quê quán: xã Sa Cần, huyện Vạn Lý; trú tại số 2 phố Đò, đã từ trần hồi 4 giờ ngày 18/1/2024."
)


def test_a_notice_may_do_without_who_mourns_and_the_life() -> None:
    left_out = [d for d in deletions(NOTICE) if "báo tin" in NOTICE[d.start : d.end] or d.end - d.start > 60]
    assert without(NOTICE, left_out) == (
        "Đồng chí Đại tá LÊ ẤN, nguyên Chính ủy Trung đoàn 9, đã từ trần hồi 4 giờ ngày 18/1/2024."
    )


@pytest.mark.parametrize(
    ("text", "announces", "tells"),
    [
        (NOTICE, True, True),
        ("Đồng chí Đại tá LÊ ẤN đã từ trần hồi 4 giờ ngày 18/1/2024.", False, True),
        ("Đồng chí Lê Ấn nhập ngũ tháng 4/1957, được phong quân hàm Thiếu tướng năm 1990.", False, False),
    ],
)
def test_what_tells_a_death(text: str, announces: bool, tells: bool) -> None:
    assert announces_a_death(text) is announces
    assert tells_a_death(text) is tells
