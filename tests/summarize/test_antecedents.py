"""Somebody or something that a sentence means and does not name."""

from __future__ import annotations

import pytest

from diemtin.summarize.antecedents import lacks_antecedent


@pytest.mark.parametrize(
    "text",
    [
        "Bác sĩ đã cho phép anh về nhà 20 ngày để nghỉ dưỡng.",
        "Nhiều bài hát của cô được trẻ em thuộc lòng.",
        "Đứng trước mặt bầu show, nhân vật này thẳng thừng từ chối.",
        '"Kể từ ngày hội đó, bến đã đông khách", ông Lê Ấn nói.',
        "Trạm trưởng trạm Sa Cần Lê Ấn khẳng định thông tin trên là bịa đặt.",
        "Nguyên nhân được xác định là do mâu thuẫn cũ.",
        "Chiếc đò sau đó lao lên bờ.",
        "Chỉ một ngày sau, tỉnh Đồng Cát đã cấm đò.",
        "Năm mươi năm sau, báo Sa Cần đăng lại bài này.",
        "Trong đoạn clip, con đò quay tròn giữa sông.",
        "Thay vì tuân thủ, ba người chèo đò sang bờ kia.",
        "Từ khi có dịch, sản lượng đã giảm còn một nửa.",
    ],
)
def test_what_means_something_told_before(text: str) -> None:
    assert lacks_antecedent(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bác sĩ Lê Ấn đã cho phép anh về nhà.",
        "Người đàn ông kể bác sĩ đã cho phép anh về nhà.",
        "Tèo đã bán con đò của anh.",
        "Nữ ca sĩ hát những bài của cô.",
        "Nhiều anh em trong xã cùng chèo đò.",
        "Đứng trước ông Lê Ấn, người này thẳng thừng từ chối.",
        "Sở Y tế khẳng định thông tin trên mạng là bịa đặt.",
        "Nguyên nhân vụ cháy được xác định là do mâu thuẫn cũ.",
        "Chiếc đò lao lên bờ sau đó chìm xuống sông.",
        "Ba năm sau khi khánh thành, cầu Vạn Lý đã hỏng.",
        "Trong clip của báo Sa Cần, con đò quay tròn.",
        "Thay vì tăng giá vé đò, tỉnh Đồng Cát bù lỗ.",
        "Từ khi có dịch, sản lượng lúa đã giảm còn một nửa.",
    ],
)
def test_what_names_what_it_means(text: str) -> None:
    assert not lacks_antecedent(text)
