"""A sentence that says nothing without the one before it is known."""

from __future__ import annotations

import pytest

from diemtin.summarize.leaning import Leaning, begins_at, breaks_off, is_taken_back, leaning, leans_without


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
        "Bị cáo Lê Văn Tèo lĩnh ba năm tù.",
        "Vừa qua, xã Hòa Lạc đã gặt xong lúa.",
        "Bị cướp túi xách, chị Trần Thị Lữ tri hô.",
        "Công an xác định đây là một ổ nhóm lớn, chúng dùng chiêu mới.",
        "Sau cơn lũ, bà con xã Hòa Lạc đã dựng lại nhà.",
        "Sáng 7/7 đã diễn ra lễ khánh thành cầu Vạn Lý.",
        "Dù trời mưa lớn nhưng nhiều người vẫn đến xem.",
        '"Chúng tôi đã đi đò nhiều năm", ông Khải nói.',
        "Tháng trước, chị Lữ kể, cô bị trừ lương.",
        'Ông Khải nói: "Đường đã thông từ sáng."',
        'Tòa nhà "Cánh đồng xanh" Đồng Cát đã khánh thành.',
        "Dây chuyền của nhà máy thuộc loại A.B. đã chạy thử.",
        "Kiểm tra bên trong, cảnh sát phát hiện ba xe máy.",
        "Khi đang đi trên phố Đò, ông Khải bị một xe tải đâm vào.",
        "Sau ba năm xây dựng, cầu Vạn Lý đã thông xe.",
        "Thực hiện chỉ đạo của Bộ, thành phố không cộng điểm thi.",
        "Vì sao đường tắc vẫn là câu hỏi chưa có lời đáp.",
        "Sau khi xem đò nhiều khách đã mua vé.",
        "Cho rằng đò của mình bị lấy, Tèo đã báo công an.",
        "Đến năm 2030, tỉnh Đồng Cát xây dựng ba cây cầu.",
        "Các xã cũng như huyện Vạn Lý đều có bến đò.",
        "Ai lên Vạn Lý cũng biết chèo đò.",
        "Từ đây đến cuối năm, tỉnh Đồng Cát xây dựng ba cây cầu.",
        "Sức gió mạnh nhất vùng gần tâm bão số 4 mạnh cấp 10.",
        "Nhìn chung đường lên xã Hòa Lạc đã thông.",
        "Nhìn đò chìm ai nấy đều tiếc.",
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
        "Xem thêm: Cầu Vạn Lý được khánh thành sau ba năm xây dựng.",
        "Ông Đá: Cha mẹ ơi, có mấy đồng mà cũng cắt.",
        "Trong buổi tiệc, ông ngồi cạnh thủ tướng.",
        "Nhiều năm nay chúng tôi vẫn đi đò sang chợ.",
        "Tháng trước, vì thiếu mười nghìn bước, cô bị trừ lương.",
        "Theo điều tra ban đầu, từ tháng 3 đến nay, nhóm này đã trộm 12 xe máy.",
        "Đồng thời, yêu cầu này đã được gửi đi.",
        "Ta có thể ngẩng cao đầu vì các em đã sống đẹp.",
        "Hãy chuẩn bị nước ấm cho trẻ vào buổi sáng.",
        "Lúc đội nhà ghi bàn, mình mừng quá nên vớ tạm cái khăn.",
        "Vì kích thước rất nhỏ, chúng có thể bay trong không khí.",
        "Chiếc đò sau đó lao lên bờ.",
        'Thấy đò đã chìm, em nhắn cho tôi: "Anh còn giữ bài hát về bến Sa Cần không".',
        "Ông Lê Ấn cũng khẳng định đò đã cũ.",
        "Từ đây, bến Sa Cần trở thành một phố chợ.",
        "Sức gió mạnh nhất vùng gần tâm bão khiến nhiều cây đổ xuống bến.",
        "Bù lại, khách qua đò được xem hát.",
        "Đấy là chưa tính những con đò đã chìm.",
        "Lý do đơn giản là đò đã cũ.",
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
        "Cầu Vạn Lý ngày khánh thành - Ảnh; Nhất Nam. Cầu dài hai cây số.",
        "(SN 1980) đã bị Công an huyện Vạn Lý bắt giữ.",
        "* Đoàn giám sát có gặp khó khăn gì ở xã Hòa Lạc.",
        "Nói về nguyên nhân vụ việc, chị Tr.",
        "Căn hộ của chị Lữ nằm ở trung tâm TP.",
        "Việc tăng số giáo sư có giúp trường mạnh thêm?...",
        "Tặng giấy khen cho ba tập thể của xã Hòa Lạc.",
        "Trong khi bài thi thứ hai giảm từ 1 đến 1,5 điểm.",
        "Để có nước cho vụ Đông Xuân, nhất là ở các trạm bơm Sa Cần, Vạn Lý…",
        "Sáng hôm nay (23-4) tuyên bố ngừng phát thanh dọc biên giới.",
        "Đồng thời, thu thập mẫu nước ở ba xã để xét nghiệm.",
        "Cùng với đó, ra quân dọn kênh mương, trồng cây ven đường.",
        "Xử lý nghiêm, đẩy mạnh tuyên truyền, kiểm tra các chợ.",
        "Cấm xe tải đi qua cầu Vạn Lý vào buổi sáng.",
        "Cấm xe tải bắt đầu từ ngày 25/12, chiều từ 16h30 trên đường Sa Cần để phục vụ lễ hội.",
        "Một máy bay cánh quạt của huyện Vạn Lý.",
        "Khi vừa vào phố Đò được 50m thì va chạm với xe tải chạy cùng chiều.",
        "Sau một thời gian ngắn đã bong tróc, gãy nát nhiều chỗ.",
        "Vì sao hàng loạt nhà bị bỏ hoang trong khi nhiều hộ thiếu chỗ ở.",
        "Không ai có thể buồn vào một ngày đẹp như thế được!",
        "Lộ diện đường dây trộm đò ở Vạn Lý TTO - Năm ngày sau khi khởi tố vụ án.",
        "Lộ trình thay thế: đường Sa Cần → cầu Vạn Lý → Hòa Lạc.",
        "Phố đi bộ ngập trong tiếng cười khi đội nhà thắng trận - Video: NAM HÀN",
        "Chưa hiểu hết về những nguy hiểm khi lũ đang lên.",
        "Khi người xung quanh thấy đò bị sóng cuốn đã ra cứu nhưng không kịp.",
        "Đồng ý rằng đò chìm một phần là do lũ, nhưng còn có nhiều nguyên nhân khác.",
        "Đến năm 2030, xây dựng ba cây cầu qua sông Sa Cần.",
        "Nhìn con đò chìm dần giữa dòng nước lũ.",
        'Công văn nêu rõ: "Báo Sa Cần đăng bài" Giám đốc Sở bổ nhiệm sai quy định.',
    ],
)
def test_what_is_no_sentence_of_a_summary(text: str) -> None:
    assert leaning(text, 3) is Leaning.NO_SENTENCE


@pytest.mark.parametrize(
    ("head", "rest", "leans"),
    [
        ("Vì vậy, ", "Xã cho khách sang sông trong đêm.", True),
        ("Ngoài ra, ", "Xã Hòa Lạc cũng cho khách sang sông.", True),
        ("Ngoài ra, ", "Xã Hòa Lạc cho khách sang sông.", False),
        ("Ngày 7/7, ", "Xã Hòa Lạc cũng cho khách sang sông.", False),
        ("Hiện nay, ", "Xã cho khách sang sông trong đêm.", False),
        ("Ngay sau đó, ", "Xã Hòa Lạc cho khách sang sông.", True),
        ("Đồng thời, ", "Xã Hòa Lạc cho khách sang sông.", True),
        ("Cụ thể, ", "Xã Hòa Lạc cho khách sang sông.", True),
        ("Trong khi đó, ", "Xã Hòa Lạc cho khách sang sông.", False),
        ("Sau đó sáu ngày, ", "Xã Hòa Lạc cho khách sang sông.", False),
        ("", "Xã Hòa Lạc cho khách sang sông.", False),
    ],
)
def test_a_conclusion_what_comes_next_and_one_thing_more_lean_without_their_head_too(
    head: str, rest: str, leans: bool
) -> None:
    assert leans_without(head, rest) is leans


@pytest.mark.parametrize(
    ("text", "following", "taken_back"),
    [
        ("Vạn Lý nói họ rút đò vì lỗi của Sa Cần.", "Tuy nhiên Sa Cần bác bỏ cáo buộc này.", True),
        ("Nhiều người cho rằng đò an toàn hơn cầu.", "Nhưng một bài báo mới nói khác.", True),
        ("Vạn Lý nói họ rút đò vì lỗi của Sa Cần.", "Tuy nhiên, bến đò vẫn đông khách.", False),
        ("Dự kiến, cầu thông xe ngày 1/1.", "Tuy nhiên, đến trưa 1/1 cầu vẫn chưa xong.", True),
        ("Dự kiến, cầu thông xe ngày 1/1.", "Tuy nhiên, bến đò sẽ mở thêm một năm.", False),
        ("Đò Vạn Lý rất đông khách.", "Tuy nhiên, không thể phủ nhận là đò đã cũ.", False),
        ("Nhiều người cho rằng đò an toàn hơn cầu.", "Đò cũng rẻ hơn.", False),
    ],
)
def test_what_the_next_sentence_denies_is_taken_back(text: str, following: str, taken_back: bool) -> None:
    assert is_taken_back(text, following) is taken_back


def test_a_first_line_may_lack_its_full_stop() -> None:
    line = "Đường lên xã Hòa Lạc đã thông sau ba ngày hàng trăm người của các đơn vị đào đất và dời đá"
    assert leaning(line, 0) is Leaning.ALONE
    assert leaning(line, 1) is Leaning.NO_SENTENCE
    assert leaning(line.partition(" của")[0], 0) is Leaning.NO_SENTENCE


def test_a_line_that_ends_behind_an_initial_breaks_off() -> None:
    assert breaks_off("Tèo đòi mượn xe của L. thì L.")
    assert not breaks_off("Tèo đã trả xe cho anh Lữ.")
    assert not breaks_off("Lễ hội khép lại lúc 22 h tại xã Ea.")


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        ("(PLO)- ", "Sáng 7/7, cầu Vạn Lý đã thông xe."),
        ("(Dân trí) - ", "Sáng 7/7, cầu Vạn Lý đã thông xe."),
        ("TTO - ", "Sáng 7/7, cầu Vạn Lý đã thông xe."),
        ("1. ", "Ông Khải nói cầu chịu được bão."),
        ("😀 ", "Trẻ em đến xem rất đông."),
        ("", "PCI - Chỉ số năng lực cạnh tranh - của tỉnh đã tăng."),
        ("", "“Cầu đã thông”, ông Khải nói."),
        ("", "(SN 1980) đã bị bắt giữ ở xã Hòa Lạc."),
        ("", "30 hộ dân đã được di dời."),
        ("", "Vạn Lý - Đồng Cát là tuyến đường mới."),
    ],
)
def test_a_sentence_begins_behind_the_mark_of_who_reports_it(mark: str, sentence: str) -> None:
    assert begins_at(mark + sentence) == len(mark)
