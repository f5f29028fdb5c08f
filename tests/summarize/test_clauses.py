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
        "Theo Bộ Quốc phòng Nga, phiến quân đã phóng hơn mười rocket vào căn cứ trong đêm.",
        "Theo Công ty Đồng Cát, nhà máy đã xả nước đúng quy định trong suốt mùa mưa.",
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


def test_the_day_of_this_morning_stays() -> None:
    sentence = "Công an huyện Vạn Lý đã bắt giữ ba đối tượng sáng nay (7/7) tại bến xe khách."
    assert not any(deletion.kind is DeletionKind.BRACKETS for deletion in deletions(sentence))


@pytest.mark.parametrize(
    ("head", "stays"),
    [
        ("Ngày 25-7-1986, ", True),
        ("Ngày 7/5/1955, ", True),
        ("Sáng 7/7, ", False),
        ("Tại lễ khởi công cầu dài 2.014 m, ", False),
    ],
)
def test_a_head_that_tells_the_year_stays(head: str, stays: bool) -> None:
    sentence = f"{head}Công an huyện Vạn Lý đã bắt ba đối tượng trộm đò ở bến Sa Cần."
    assert any(deletion.start == 0 for deletion in deletions(sentence)) is not stays


@pytest.mark.parametrize(
    ("sentence", "stays"),
    [
        ("Ông Vạn (48 tuổi, ở xã Hòa Lạc) sống một mình trong căn nhà lá bên bến Sa Cần.", True),
        ("Đứa trẻ bị lạc được anh Koller (quốc tịch Đức) đưa đến trạm gác bên bến Sa Cần.", True),
        ("Ông Lê Văn Vạn (48 tuổi, ở xã Hòa Lạc) sống một mình trong căn nhà lá bên bến Sa Cần.", False),
        ("Đứa trẻ bị lạc được ông Lê Anh Vạn (48 tuổi) đưa đến trạm gác bên bến Sa Cần.", False),
        ("Ông Vạn (bìa trái) sống một mình trong căn nhà lá bên bến Sa Cần.", False),
        ("Phiên xử Lê Văn Lữ (nguyên Tổng Giám đốc công ty Đò Vạn Lý) tiếp tục trong sáng nay.", True),
        ("Phiên xử Lê Văn Lữ (Chủ tịch công ty Đò Vạn Lý) tiếp tục trong sáng nay.", True),
        ("Phiên xử Lê Văn Lữ (người lập công ty Đò Vạn Lý) tiếp tục trong sáng nay.", False),
    ],
)
def test_brackets_that_alone_tell_who_somebody_is_stay(sentence: str, stays: bool) -> None:
    assert any(deletion.kind is DeletionKind.BRACKETS for deletion in deletions(sentence)) is not stays


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Theo đó, không, ông Lê Ấn đã từ chối nhận tiền của chủ đò ở bến Sa Cần.", "không"),
        ("Nếu đủ căn cứ, cơ quan điều tra sẽ khởi tố vụ án trộm cắp tài sản.", "Nếu"),
        ('Ông Khải nói: "Chúng tôi chưa nhận được đơn, ngày mai sẽ trả lời".', "chưa"),
    ],
)
def test_what_turns_the_meaning_stays(sentence: str, word: str) -> None:
    assert all(word.casefold() in version.casefold() for version in _versions(sentence))


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
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
    ("sentence", "shorter"),
    [
        (
            "Đại tá Lê Văn Ấn, Ủy viên Ban Thường vụ Tỉnh ủy, Giám đốc Công an tỉnh chủ trì hội nghị.",
            "Đại tá Lê Văn Ấn, Giám đốc Công an tỉnh chủ trì hội nghị.",
        ),
        ("Đại tá Lê Văn Ấn, Giám đốc Công an tỉnh, người xã Hòa Lạc, chủ trì hội nghị.", None),
        ("Dự lễ có ông Lê Văn Ấn, bến đò Sa Cần, Giám đốc Công an tỉnh và dân các xã.", None),
    ],
)
def test_of_two_offices_the_first_may_go_where_few_words_are_wanted(sentence: str, shorter: str | None) -> None:
    found = [d for d in deletions(sentence) if d.kind is DeletionKind.OFFICE]
    assert [without(sentence, [d]) for d in found] == ([shorter] if shorter else [])


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        (
            "Phát biểu cùng ông Ngô Sang, bà Lê Oanh cho biết cầu sẽ xong trong năm nay.",
            "Bà Lê Oanh cho biết cầu sẽ xong trong năm nay.",
        ),
        (
            "Dự kiến đêm 25, sáng 26-12, bão sẽ đổ bộ vào các tỉnh ven biển phía nam.",
            "Bão sẽ đổ bộ vào các tỉnh ven biển phía nam.",
        ),
        (
            "Đợt thi tay nghề của các trường trong tỉnh kéo dài 21 ngày (không kể ngày 22/10 đến 11/11).",
            "Đợt thi tay nghề của các trường trong tỉnh kéo dài 21 ngày.",
        ),
        (
            "Đồng thời, chưa hiểu hết những nguy hiểm khi lũ đang lên trên sông.",
            "Chưa hiểu hết những nguy hiểm khi lũ đang lên trên sông.",
        ),
        (
            "Theo thông tin từ Công an quận Sa Cần, TP. Vạn Lý cung cấp, đơn vị vừa bắt ba người trộm xe.",
            "TP. Vạn Lý cung cấp, đơn vị vừa bắt ba người trộm xe.",
        ),
        (
            "Sáng 9/7 tại khu nhà máy Sa Cần, Bình Lạc, công nhân đã nghỉ việc vì nước ngập.",
            "Bình Lạc, công nhân đã nghỉ việc vì nước ngập.",
        ),
        (
            "Căn cứ vào diễn biến phiên xử cùng toàn bộ tài liệu, hồ sơ đã được thu thập, hội đồng đã tuyên án.",
            "Hồ sơ đã được thu thập, hội đồng đã tuyên án.",
        ),
        (
            "Sau khi cửa mở ra thì mọi người thấy, các ghế đò đã bị ai đó cưa hỏng trong đêm.",
            "Các ghế đò đã bị ai đó cưa hỏng trong đêm.",
        ),
        (
            "Sau khi về đến bến, nhớ lại chuyện cũ đã làm ông Tèo giận, Lữ cưa chân ghế đò.",
            "Nhớ lại chuyện cũ đã làm ông Tèo giận, Lữ cưa chân ghế đò.",
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
    ],
)
def test_a_claim_stays_with_its_holder(sentence: str, holder: str) -> None:
    assert all(holder in version for version in _versions(sentence))
