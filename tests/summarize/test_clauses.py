"""What may be left out of a sentence, and what stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.summarize.clauses import Deletion, DeletionKind, deletions, remaining, without

PIECES = [
    *["Theo đó, ", "Sáng 7/7, ", "ông Khải ", "cho biết ", "không ", "(SN 1980) ", "đã bắt ", ", ", " - ", '"'],
    *["“", "”", ".", "Công an tỉnh ", "tổ chức hội nghị ", "nhằm ", "trong đó ", "\u0301", "(", ")", "\n"],
]
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60)


def _versions(sentence: str) -> set[str]:
    return {without(sentence, [deletion]) for deletion in deletions(sentence)}


@settings(max_examples=150, deadline=None)
@given(SENTENCES)
def test_a_deletion_is_inside_its_sentence_and_what_remains_is_printed_there(sentence: str) -> None:
    for deletion in deletions(sentence):
        assert 0 <= deletion.start < deletion.end <= len(sentence)
        pieces = remaining(sentence, [deletion])
        assert all(start < end for start, end in pieces)
        joined = "".join(sentence[start:end] for start, end in pieces)
        assert without(sentence, [deletion])[1:] == joined[1:] or len(pieces) > 1


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        (
            "Lê Văn Tèo (SN 1980) đã bị Công an huyện Vạn Lý bắt giữ.",
            "Lê Văn Tèo đã bị Công an huyện Vạn Lý bắt giữ.",
        ),
        (
            "Theo đó, Công an huyện Vạn Lý đã bắt giữ ba đối tượng trộm cắp.",
            "Công an huyện Vạn Lý đã bắt giữ ba đối tượng trộm cắp.",
        ),
        (
            "Hội nghị do ông Lê Ấn Ứng, nguyên Phó Giám đốc Sở, chủ trì đã bế mạc.",
            "Hội nghị do ông Lê Ấn Ứng chủ trì đã bế mạc.",
        ),
        (
            "UBND huyện Sa Cần cho biết, lũ đã cuốn trôi ba cây cầu của xã Hòa Lạc.",
            "Lũ đã cuốn trôi ba cây cầu của xã Hòa Lạc.",
        ),
        (
            "Phát biểu tại lễ khởi công, ông Lê Ấn, Chủ tịch UBND xã, cho biết cầu sẽ xong trong năm.",
            "Ông Lê Ấn, Chủ tịch UBND xã, cho biết cầu sẽ xong trong năm.",
        ),
    ],
)
def test_brackets_and_links_may_go(sentence: str, shorter: str) -> None:
    assert shorter in _versions(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Báo Sa Cần đưa tin, lũ đã cuốn trôi ba cây cầu của xã Hòa Lạc.",
        "Bộ Quốc phòng Nga cho biết, phiến quân đã phóng hơn mười rocket vào căn cứ trong đêm.",
        "Theo Bộ Quốc phòng Nga, phiến quân đã phóng hơn mười rocket vào căn cứ trong đêm.",
        "Phiến quân đã phóng hơn mười rocket vào căn cứ trong đêm, theo Sputnik.",
        "Công ty Đồng Cát cho biết, nhà máy đã xả nước đúng quy định trong suốt mùa mưa.",
    ],
)
def test_what_a_paper_a_company_and_a_body_abroad_say_stays_theirs(sentence: str) -> None:
    assert not _versions(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Chiều 13/3, ông Lê Ấn xác nhận tai nạn đã xảy ra ở ga Vạn Lý trưa cùng ngày.",
        "Ngày 7/2, Công an huyện Vạn Lý cho biết đã bắt ba đối tượng trộm cắp sáng nay.",
        "Ngày hôm sau, Công an huyện Vạn Lý đã bắt giữ ba đối tượng trộm cắp ở bến xe.",
    ],
)
def test_the_day_that_something_counts_from_stays(sentence: str) -> None:
    assert not any(deletion.start == 0 for deletion in deletions(sentence))


def test_a_passive_keeps_its_verb() -> None:
    sentence = "Sở thích hát của ông Ứng được nhiều người dân ở Vạn Lý, quê nhà ông, biết đến, khi ông hát ở hội làng."
    assert not any(found.endswith("ở Vạn Lý.") for found in _versions(sentence))


def test_the_day_of_this_morning_stays() -> None:
    sentence = "Công an huyện Vạn Lý đã bắt giữ ba đối tượng sáng nay (7/7) tại bến xe khách."
    assert not any(deletion.kind is DeletionKind.BRACKETS for deletion in deletions(sentence))


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Ban Tổ chức gồm 21 đồng chí, do Thiếu tướng Đoàn Khởi, Phó Chính ủy Quân khu, làm Trưởng ban.", "làm Trưởng"),
        ("Công an huyện Vạn Lý không bắt giữ ba đối tượng, sau khi xác minh.", "không"),
        ("Nếu đủ căn cứ, cơ quan điều tra sẽ khởi tố vụ án trộm cắp tài sản.", "Nếu"),
        ('Ông Khải nói: "Chúng tôi chưa nhận được đơn, ngày mai sẽ trả lời".', "chưa"),
    ],
)
def test_what_turns_the_meaning_stays(sentence: str, word: str) -> None:
    assert all(word.casefold() in version.casefold() for version in _versions(sentence))


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        (
            "Tàu Sa Cần được bán hồi giữa năm 2017, sau khi chủ tàu gặp ông Ngô Sang ở bến, xã Lạc, theo báo Bến Đò.",
            "Tàu Sa Cần được bán hồi giữa năm 2017, theo báo Bến Đò.",
        ),
        (
            "Tàu Sa Cần đã gặp sự cố về hệ thống điện sau khi rời bến ra biển, báo Bến Đò ngày 25/9 đưa tin.",
            "Tàu Sa Cần đã gặp sự cố về hệ thống điện, báo Bến Đò ngày 25/9 đưa tin.",
        ),
    ],
)
def test_who_answers_for_a_sentence_stays_when_what_stands_before_goes(sentence: str, shorter: str) -> None:
    versions = _versions(sentence)
    assert shorter in versions
    assert all("báo Bến Đò" in version for version in versions)


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Các đối tượng mang xe máy trộm được sang huyện Vạn Lý để tiêu thụ.", "để tiêu thụ"),
        ("Ông Lê Ấn đã phải bán xe đi đò suốt mấy năm trời, để có tiền xây dựng nhà thờ.", "để có"),
        ("Trước tình trạng này, chủ bến đò buộc phải cho khách sang sông trong đêm.", "tình trạng"),
        ("Liên quan đến đường dây trộm đò, đã có 14 người ở huyện Vạn Lý bị bắt.", "đường dây"),
        ("Nói về lý do chọn bến Sa Cần, nhóm thợ cho rằng nơi đây đã có sẵn đò.", "lý do"),
        ("Vụ thử đò được các xã ven sông đánh giá tốt (ít nhất là đối với xã Hòa Lạc).", "ít nhất"),
        ("Một thợ đò giấu tên (ở xã Hòa Lạc) đã báo việc này cho Công an huyện Vạn Lý.", "ở xã"),
    ],
)
def test_what_a_sentence_is_about_and_for_stays(sentence: str, kept: str) -> None:
    assert all(kept.casefold() in version.casefold() for version in _versions(sentence))


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        ("Nói về mùa đò năm nay, nhóm thợ cho rằng bến đã đông khách.", "Nhóm thợ cho rằng bến đã đông khách."),
        (
            "Vụ thử đò được các xã ven sông đánh giá tốt (lần thứ hai trong năm).",
            "Vụ thử đò được các xã ven sông đánh giá tốt.",
        ),
    ],
)
def test_what_only_adds_may_go(sentence: str, shorter: str) -> None:
    assert shorter in _versions(sentence)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        (
            "Việc thí điểm đi lại theo giờ ở cầu Vạn Lý nhằm giảm số xe chạy vào trung tâm thành phố.",
            "Việc thí điểm đi lại theo giờ ở cầu Vạn Lý.",
        ),
        (
            "Dự kiến đêm 25, sáng 26-12, bão sẽ đổ bộ vào các tỉnh ven biển phía nam.",
            "Dự kiến đêm 25, bão sẽ đổ bộ vào các tỉnh ven biển phía nam.",
        ),
        (
            "Phát biểu cùng ông Ngô Sang, bà Lê Oanh cho biết cầu sẽ xong trong năm nay.",
            "Bà Lê Oanh cho biết cầu sẽ xong trong năm nay.",
        ),
        (
            "Ban giám khảo của cuộc thi được công bố gồm: ông Lê Ấn, đội Sa Cần; bà Ngô Oanh, đội Vạn Lý.",
            "Ban giám khảo của cuộc thi được công bố gồm: ông Lê Ấn, đội Sa Cần.",
        ),
        (
            "Tại cơ quan điều tra, Lê Văn Tèo khai nhận, sáng 7/7 đã trộm hai xe máy.",
            "Tại cơ quan điều tra, Lê Văn Tèo khai nhận.",
        ),
        (
            "Nhà trường đã nhận được nhiều ý kiến trái chiều từ phụ huynh học sinh.",
            "Nhà trường đã nhận được nhiều ý kiến trái.",
        ),
        (
            "Vụ trộm cắp tài sản ở xã Hòa Lạc đã được điều tra triệt để.",
            "Vụ trộm cắp tài sản ở xã Hòa Lạc đã được điều tra triệt.",
        ),
        (
            "Đoàn đã đến từng hộ dân trong xã để thăm hỏi, giúp đỡ.",
            "Đoàn đã đến từng hộ dân trong xã để thăm hỏi.",
        ),
        (
            "Sau khi uống rượu ở quán nhỏ ven suối, Lê Văn Tèo và anh Tăng Đình Lữ, trú cùng xã đi về nhà.",
            "Sau khi uống rượu ở quán nhỏ ven suối, Lê Văn Tèo và anh Tăng Đình Lữ.",
        ),
        (
            "Quỹ tài trợ 50 tỷ đồng cho tỉnh, nhằm nâng cao năng lực chăm sóc, điều trị y tế và phục hồi chức năng.",
            "Quỹ tài trợ 50 tỷ đồng cho tỉnh, điều trị y tế và phục hồi chức năng.",
        ),
        (
            "Các đối tác của dự án liên kết với nhau để phát huy thế mạnh về vốn, đất… nhằm tạo lợi thế.",
            "Các đối tác của dự án liên kết với nhau để phát huy thế mạnh về vốn, đất….",
        ),
        (
            "Ông Khải cho biết tàu đã tới chỗ người bị nạn chỉ ba phút sau khi rời bến Sa Cần.",
            "Ông Khải cho biết tàu đã tới chỗ người bị nạn chỉ ba phút.",
        ),
        (
            "Công an bắt Lê Văn Tèo, trú tại thôn 4, phường Sa Cần, TP Đồng Cát đang bốc thuốc lá lậu.",
            "Công an bắt Lê Văn Tèo, phường Sa Cần, TP Đồng Cát đang bốc thuốc lá lậu.",
        ),
        (
            "Đêm 31/12, liên bộ bất ngờ công bố giá xăng dầu tại kỳ công bố ngày 1/1/2019.",
            "Đêm 31/12, liên bộ bất ngờ công bố giá xăng dầu tại kỳ công bố.",
        ),
        (
            "Rác dạt vào bãi biển dài cả chục km ở xã Hải Lạc, thị trấn Vạn Lý, xã Hòa Lạc của tỉnh Đồng Cát.",
            "Rác dạt vào bãi biển dài cả chục km ở xã Hải Lạc, xã Hòa Lạc của tỉnh Đồng Cát.",
        ),
        (
            "Chị Lữ gửi con cho bà ngoại, vừa làm đủ nghề vừa học thêm để có tiền trả nợ, theo báo Sa Cần.",
            "Chị Lữ gửi con cho bà ngoại, vừa làm đủ nghề, theo báo Sa Cần.",
        ),
        (
            "Cuộc tìm kiếm ba ngư dân xã Hòa Lạc đã bước sang ngày thứ 18.",
            "Cuộc tìm kiếm ba ngư dân xã Hòa Lạc đã bước sang.",
        ),
        (
            "Vụ va chạm giữa hai xe khách ở xã Hòa Lạc xảy ra vào chiều 12/6.",
            "Vụ va chạm giữa hai xe khách ở xã Hòa Lạc xảy ra.",
        ),
        (
            "Xã yêu cầu các hộ tự tháo dỡ công trình trái phép trước ngày 31/8.",
            "Xã yêu cầu các hộ tự tháo dỡ công trình trái phép trước.",
        ),
        (
            "Đợt thi tay nghề của các trường trong tỉnh kéo dài 21 ngày (từ 22/10 đến 11/11).",
            "Đợt thi tay nghề của các trường trong tỉnh kéo dài 21.",
        ),
        (
            "Ngành công nghệ của tỉnh tìm mọi biện pháp thông báo kịp thời cho các hộ dân ven sông.",
            "Kịp thời cho các hộ dân ven sông.",
        ),
        (
            "Truyền thông Đồng Cát thường ưu tiên đăng tải các thông tin liên quan đến việc làm của thanh niên.",
            "Liên quan đến việc làm của thanh niên.",
        ),
        (
            "Xã vận động hội viên nuôi ong, nhằm tăng thu nhập, cũng như giữ rừng đầu nguồn của huyện.",
            "Xã vận động hội viên nuôi ong, cũng như giữ rừng đầu nguồn của huyện.",
        ),
        (
            "Sáng 19/4, trung tá Ngô Sang, Trưởng Công an thị xã Vạn Lý cho biết, đơn vị vừa bắt ba người trộm xe.",
            "Sáng 19/4, trung tá Ngô Sang đơn vị vừa bắt ba người trộm xe.",
        ),
        (
            "Ông Lê Ấn, Phó Chủ tịch UBND phường 12, TP. Vạn Lý cho biết đây là khu đất công.",
            "Ông Lê Ấn, TP. Vạn Lý cho biết đây là khu đất công.",
        ),
        (
            "Tỉnh đặt 300 đĩa do nghệ nhân Lê Ấn thiết kế, thuộc xưởng Sa Cần, nhà làm gốm lâu đời nhất huyện.",
            "Tỉnh đặt 300 đĩa do nghệ nhân Lê Ấn thiết kế nhà làm gốm lâu đời nhất huyện.",
        ),
        (
            "Đó là chuyến bay đầu tiên của đội cứu hộ Vạn Lý kể từ khi sân bay mở lại.",
            "Đó là chuyến bay đầu tiên của đội cứu hộ Vạn Lý.",
        ),
        (
            "Chiếc đò chở hơn trăm người trong khi nó chỉ được thiết kế để chở 30 người.",
            "Chiếc đò chở hơn trăm người trong khi nó chỉ được thiết kế.",
        ),
        (
            "Đường mới là cơ hội để các xã vùng cao của huyện Vạn Lý bán được nông sản.",
            "Đường mới là cơ hội.",
        ),
        (
            "Cuộc gặp diễn ra trong bối cảnh lệnh ngừng bắn ở Sa Cần, do ba bên làm chứng có hiệu lực từ ngày 3/1.",
            "Cuộc gặp diễn ra trong bối cảnh lệnh ngừng bắn ở Sa Cần.",
        ),
        (
            "Xã cử người nghiên cứu máy bơm để có thể cải thiện, nâng cao hiệu quả của các trạm bơm ven sông.",
            "Xã cử người nghiên cứu máy bơm để có thể cải thiện.",
        ),
        (
            "Lê Oanh, 21 tuổi và cao 1,72 m. Cô cho biết đã học ba năm, nói thạo ba thứ tiếng của vùng cao.",
            "Lê Oanh nói thạo ba thứ tiếng của vùng cao.",
        ),
        (
            "Trong khi chủ nhà xuất hiện mờ nhạt, nguyên thủ các nước bạn, nhất là Vạn Lý, đã thắng thế ở hội nghị.",
            "Trong khi chủ nhà xuất hiện mờ nhạt, nhất là Vạn Lý, đã thắng thế ở hội nghị.",
        ),
        (
            "Xe tải chở hoa quả của xã Sa Cần chạy trên phố Đò, khi đến ngã ba thì lật giữa đường.",
            "Xe tải chở hoa quả của xã Sa Cần chạy trên phố Đò.",
        ),
        (
            "Đồng thời, chưa hiểu hết những nguy hiểm khi lũ đang lên trên sông.",
            "Chưa hiểu hết những nguy hiểm khi lũ đang lên trên sông.",
        ),
    ],
)
def test_what_a_part_needs_stays_with_it(sentence: str, wrong: str) -> None:
    assert wrong not in _versions(sentence)


def test_the_first_letter_becomes_a_capital_and_nothing_else_changes() -> None:
    sentence = "Tuy nhiên, nhiều hộ dân đã được di dời đến nơi an toàn."
    head = Deletion(0, 11, DeletionKind.HEAD)
    assert without(sentence, [head]) == "Nhiều hộ dân đã được di dời đến nơi an toàn."
    assert remaining(sentence, [head]) == [(11, len(sentence))]


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("Theo trung tá Ngô Sang, lái xe đã uống rượu là một kẻ gây hại cho cả đường phố.", "trung tá"),
        ("Theo nguồn tin của một người dân, chiếc đò thuộc sở hữu của một cán bộ huyện Vạn Lý.", "nguồn tin"),
        ("Theo báo Sa Cần, tỉnh có thể cấm xe tải đi qua cầu Vạn Lý vào ban đêm.", "Sa Cần"),
        ("Chủ tịch huyện đã bán đất công cho người nhà với giá rẻ, theo các nguồn tin am hiểu.", "nguồn tin"),
        ("Hãng tin Sa Cần dẫn lời thượng tướng Ngô Sang cho biết quân đội đã thu được một tên lửa lạ.", "Ngô Sang"),
        ("Bộ trưởng Nội vụ Ngô Sang hôm nay cho biết ít nhất mười người đã bị bắt ở Vạn Lý.", "Ngô Sang"),
        ("Lê Ấn bị nghi đã lấy trộm ba xe máy của nhà hàng xóm, theo báo Sa Cần.", "Sa Cần"),
    ],
)
def test_a_claim_stays_with_its_holder(sentence: str, holder: str) -> None:
    assert all(holder in version for version in _versions(sentence))
