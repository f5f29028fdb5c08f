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
        "Sáng sớm, dân làng kéo nhau đến xem con đò gãy này.",
        "Trạm trưởng trạm Sa Cần Lê Ấn sẽ trả lời về lĩnh vực này.",
        "Sáng sớm, cảnh sát mời người phụ nữ 40 tuổi này về trụ sở.",
        "Sáng sớm, mưa đổ xuống bến đò mà đơn vị này trông coi.",
        "Hậu quả, ba con đò chìm.",
        "Tuyên bố của lãnh đạo xã được đưa ra sau khi đò chìm.",
        "Sở cũng yêu cầu các bến đóng cửa.",
        '"Ba con đò đã chìm", tài liệu cho hay.',
        "Cú va chạm khiến tài xế chết tại chỗ, 2 người còn lại bị thương.",
        "Theo thông tin ban đầu, vào khoảng 2h sáng cùng ngày, đò rời bến.",
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
        "Sáng sớm, dân làng vớt một con đò và cho rằng con đò gãy này đã cũ.",
        "Sáng sớm, dân huyện Vạn Lý mong chính quyền địa phương này xây cầu.",
        "Đò chìm giữa dòng, ông Lê Ấn đã kể về vụ việc này.",
        "Sáng sớm, dân làng đã mở cửa bến đò trong dịp lễ này.",
        "Sáng sớm, một cô gái đến trình báo và công an đã giữ người phụ nữ này.",
        "Sáng sớm, công an xã cho biết đơn vị này đã phạt ba chủ đò.",
        "Sáng sớm, bến đò phát bài hát Chiều này bên sông.",
        "Hậu quả của trận lũ là ba con đò chìm.",
        "Tuyên bố chung Vạn Lý được đưa ra hôm 7/7.",
        "Sở Y tế cũng yêu cầu các bến đóng cửa.",
        '"Ba con đò đã chìm", tài liệu của huyện Vạn Lý cho hay.',
        "Trong nhóm chèo đò, 2 người còn lại bị thương.",
        "Cú va chạm khiến Lê Văn T. chết tại chỗ, 2 người còn lại bị thương.",
        "Sáng 7/7, bến mở cửa cho dân làng, và đến trưa cùng ngày đã đóng.",
    ],
)
def test_what_names_what_it_means(text: str) -> None:
    assert not lacks_antecedent(text)
