"""Whose report a sentence is, and which claims stay with their holder."""

from __future__ import annotations

import pytest

from diemtin.summarize.attributions import end_of_frame, holders_behind, is_claim, is_report
from diemtin.summarize.layout import Layout

FRAME = "Công an tỉnh Đồng Cát cho biết, "


def test_what_a_body_reports_may_do_without_its_frame() -> None:
    text = f"{FRAME}lực lượng chức năng đã bắt giữ hai đối tượng vận chuyển ma túy trên Quốc lộ 1."
    assert end_of_frame(Layout.of(text)) == len(FRAME)


@pytest.mark.parametrize(
    "text",
    [
        f"{FRAME}hai đối tượng có thể đã bỏ trốn sang nước láng giềng trong đêm.",
        "Công an tỉnh dẫn lời nhân chứng cho biết, chiếc xe đã lao xuống vực lúc rạng sáng.",
        "Sở Y tế tìm mọi biện pháp thông báo kịp thời cho người dân trong vùng dịch.",
        "Công an tỉnh Đồng Cát thông báo ai là nạn nhân của hai nghi phạm thì đến trình báo.",
    ],
)
def test_a_guess_a_saying_of_others_and_a_noun_keep_it(text: str) -> None:
    assert end_of_frame(Layout.of(text)) is None


def test_a_report_may_stand_at_the_end() -> None:
    assert is_report("theo Công an tỉnh Đồng Cát")
    assert not is_report("gây thiệt hại lớn")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Xe tải có thể đã mất phanh khi xuống dốc, theo Sở Giao thông vận tải.", True),
        ("Hai người bị nghi trộm cắp tài sản, theo Sở Giao thông vận tải.", True),
        ("Xe tải đã mất phanh khi xuống dốc, theo ông Trần Văn Hải.", True),
        ("Nghi phạm đã bị bắt tại bến xe, theo Sở Giao thông vận tải.", False),
        ("Lực lượng chức năng đã bắt nghi can tại bến xe, theo Sở Giao thông vận tải.", False),
    ],
)
def test_a_guess_blame_and_an_opinion_are_claims(text: str, claim: bool) -> None:
    assert is_claim(Layout.of(text), 1) is claim


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Cầu đã sập, sau khi lũ về, theo báo Sa Cần.", [2]),
        ("Cầu đã sập, sau khi lũ về, Nhật báo Sa Cần hôm 7/7 đưa tin.", [2]),
        ("Cầu đã sập, sau khi lũ về, theo Sở Giao thông vận tải.", []),
        ("Cầu đã sập, sau khi lũ về, khiến hai xã bị chia cắt.", []),
    ],
)
def test_who_answers_for_a_sentence_may_stand_behind_what_it_adds(text: str, holders: list[int]) -> None:
    assert holders_behind(Layout.of(text), 1) == holders
