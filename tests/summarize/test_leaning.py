"""A sentence that says nothing without the one before it is known."""

from __future__ import annotations

import pytest

from diemtin.summarize.leaning import Leaning, leaning


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 7/7, Công an tỉnh Đồng Cát họp bàn công tác.",
        "Ông Trần Văn Khải cho biết đường đã thông.",
        "Theo ông Khải, đường đã thông.",
        "Đến thời điểm này, toàn tỉnh đã gặt xong lúa.",
        "Nghi phạm Lê Văn Tèo đã bị bắt.",
        'Vụ án "Cánh đồng xanh" đã khép lại.',
        '"Đường đã thông từ sáng", ông Trần Văn Khải nói.',
        "Người trên 60 tuổi được khám miễn phí.",
    ],
)
def test_what_stands_alone(text: str) -> None:
    assert leaning(text, 3) is Leaning.ALONE


@pytest.mark.parametrize(
    "text",
    [
        "Tuy nhiên, đường vẫn tắc.",
        "Ông cho biết đường đã thông.",
        "Theo ông, đường đã thông.",
        "Anh này khai đã trộm ba xe máy.",
        "Hai đối tượng trên đã bị bắt.",
        "Bốn bị cáo còn lại lĩnh từ 3 đến 5 năm tù.",
        "Chiều cùng ngày, nước đã rút.",
        "Nạn nhân được đưa đi cấp cứu.",
        "Họ đã dựng nhà bên suối.",
    ],
)
def test_what_leans_on_the_sentence_before(text: str) -> None:
    assert leaning(text, 3) is Leaning.AFTER_THE_ONE_BEFORE


@pytest.mark.parametrize(
    "text",
    [
        '"Đường đã thông từ sáng nay."',
        'Ông Khải nói: "Đường đã thông.',
        "Vì sao đường tắc?",
        "Các đơn vị dẫn đầu gồm:",
        "- hỗ trợ 20 hộ nghèo;",
        "Đường đã thông sau ba ngày",
        'Chưa ai rõ về hàng "làm tại Hòa Lạc"',
        "Cầu Vạn Lý ngày khánh thành (Ảnh: Nhất Nam).",
    ],
)
def test_what_is_no_sentence_of_a_summary(text: str) -> None:
    assert leaning(text, 3) is Leaning.NO_SENTENCE


def test_a_first_line_may_lack_its_full_stop() -> None:
    line = "Đường lên xã Hòa Lạc đã thông sau ba ngày hàng trăm người đào đất và dời đá"
    assert leaning(line, 0) is Leaning.ALONE
    assert leaning(line, 1) is Leaning.NO_SENTENCE
