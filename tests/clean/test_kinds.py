"""Lines that say by their own words what they are."""

import pytest

from diemtin.clean.kinds import byline_name, caption_parts, is_name_like, own_kind, view_count
from diemtin.clean.lines import Line
from diemtin.document import BlockKind, FurnitureKind
from diemtin.normalize import Mapped


def _line(text: str) -> Line:
    return Line(Mapped.of(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Lượt xem: 423", 423),
        ("Lượt xem: 1.203", 1203),
        ("Lượt xem: 11,457,288", 11457288),
        ("Số lượt đọc: 7", 7),
        ("Đã xem: 15", 15),
        ("1.203 lượt xem", 1203),
        ("Views: 88", 88),
        ("88 views", 88),
        ("Xem: (12)", 12),
        ("Lượt xem:", None),
        ("Xem tiếp", None),
        ("12 lượt", None),
    ],
)
def test_a_counter_is_read_with_its_thousands(text: str, count: int | None) -> None:
    assert view_count(text) == count


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lượt xem: 423", FurnitureKind.VIEWS),
        ("Thứ Năm, 07/07/2022, 16:42 (GMT+7)     Lượt xem: 1.203", FurnitureKind.VIEWS),
        ("Trang chủ » Tin tức » Hoạt động", FurnitureKind.BREADCRUMB),
        ("Bạn đang ở đây: Tin tức", FurnitureKind.BREADCRUMB),
        ("Thống kê truy cập", FurnitureKind.STATISTICS),
        ("• Đang online: 49", FurnitureKind.STATISTICS),
        ("• Tất cả: 11,457,288", FurnitureKind.STATISTICS),
        ("1 2 3 4 5  ...", FurnitureKind.PAGER),
        ("Trang tiếp »", FurnitureKind.PAGER),
        ("Từ khóa: an ninh, giao thông", FurnitureKind.TAGS),
        ("Từ khoá:", FurnitureKind.TAGS),
        ("Ý kiến bạn đọc (0)", FurnitureKind.COMMENTS),
        ("Gửi bình luận của bạn", FurnitureKind.COMMENTS),
        ("Họ và tên: *", FurnitureKind.COMMENTS),
        ("Các tin khác", FurnitureKind.RELATED),
        ("CÁC TIN KHÁC:", FurnitureKind.RELATED),
        ("Tin liên quan", FurnitureKind.RELATED),
        ("Phim tư liệu", FurnitureKind.RELATED),
        (">> Xe khách lao xuống vực", FurnitureKind.RELATED),
        ("Cơ quan chủ quản: Công an tỉnh Đồng Cát", FurnitureKind.MASTHEAD),
        ("© 2022 Báo Đồng Cát", FurnitureKind.MASTHEAD),
        ("Chia sẻ", FurnitureKind.CONTROLS),
        ("In trang  |  Gửi email  |  Chia sẻ", FurnitureKind.CONTROLS),
        ("• • •", FurnitureKind.OTHER),
        ("______", FurnitureKind.OTHER),
        ("12/11/2022", BlockKind.DATELINE),
        ("Bài, ảnh: Hồng Thắm", BlockKind.BYLINE),
        ("Tin: Nam Phong", BlockKind.BYLINE),
        ("Quang cảnh hội nghị. Ảnh: Thành Đạt", BlockKind.CAPTION),
        ("Ảnh: Thành Đạt", BlockKind.CAPTION),
    ],
)
def test_a_line_of_its_own_kind(text: str, kind: BlockKind | FurnitureKind) -> None:
    assert own_kind(_line(text)) is kind


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 12/11, Công an huyện Vạn Lý tổ chức hội nghị.",
        "Video ghi lại vụ việc đã có hơn 12.000 lượt xem.",
        "Địa phương dẫn đầu là huyện Vạn Lý.",
        "Hồng Thắm",
        "Trang trại cháy trong đêm",
        "Chia sẻ khó khăn với người dân vùng lũ",
        "Thời tiết xấu làm ba tàu cá gặp nạn ngoài khơi tỉnh Đồng Cát trong đêm qua",
        "Liên quan vụ án, công an bắt thêm hai người",
    ],
)
def test_words_of_an_article_are_left_to_their_neighbours(text: str) -> None:
    assert own_kind(_line(text)) is None


@pytest.mark.parametrize("opening", ["Từ khóa: ", "Bài, ảnh: ", "1 ", "» "])
def test_no_long_line_is_furniture(opening: str) -> None:
    assert own_kind(_line(opening + "a " * 100_000)) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bài, ảnh: Hồng Thắm", "Hồng Thắm"),
        ("Tin, ảnh: Nam Phong - Thu Trà", "Nam Phong - Thu Trà"),
        ("Tin và ảnh: Nam Phong", "Nam Phong"),
        ("BÀI, ẢNH: NAM PHONG", "NAM PHONG"),
        ("Tác giả: Nam Phong", "Nam Phong"),
        ("Nguồn: Báo Đồng Cát", "Báo Đồng Cát"),
        ("Tin ảnh: Nam Phong", None),
        ("Hồng Thắm", None),
        ("Ảnh: Thành Đạt", None),
        ("Tin: một câu dài mà không ai có thể đọc thành tên của một người nào cả", None),
    ],
)
def test_a_byline_gives_its_name(text: str, name: str | None) -> None:
    found = byline_name(text)
    assert (text[slice(*found)] if found else None) == name


@pytest.mark.parametrize(
    ("text", "caption", "name"),
    [
        ("Quang cảnh hội nghị. Ảnh: Thành Đạt", "Quang cảnh hội nghị.", "Thành Đạt"),
        ("Quang cảnh hội nghị (Ảnh: Thành Đạt)", "Quang cảnh hội nghị", "Thành Đạt"),
        ("Quang cảnh hội nghị. (Ảnh: Thành Đạt).", "Quang cảnh hội nghị.", "Thành Đạt"),
        ("Quang cảnh hội nghị - Ảnh: Thành Đạt", "Quang cảnh hội nghị", "Thành Đạt"),
        ("Quang cảnh hội nghị. Nguồn ảnh: TTXVM", "Quang cảnh hội nghị.", "TTXVM"),
        ("Ảnh: Thành Đạt", "", "Thành Đạt"),
        ("Xe chữa cháy. Ảnh minh họa", "Xe chữa cháy.", "Ảnh minh họa"),
        ("Xe chữa cháy (ảnh tư liệu)", "Xe chữa cháy", "ảnh tư liệu"),
    ],
)
def test_a_caption_and_its_photographer_come_apart(text: str, caption: str, name: str) -> None:
    found = caption_parts(text)
    assert found is not None
    end, named = found
    assert (text[:end], text[slice(*named)]) == (caption, name)


@pytest.mark.parametrize(
    "text",
    ["Quang cảnh hội nghị.", "Anh chụp ảnh gửi công an.", "từ " * 80 + "Ảnh: Thành Đạt", "Ảnh: " + "ai đó " * 8],
)
def test_a_line_that_names_no_photo_has_no_credit(text: str) -> None:
    assert caption_parts(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Hồng Thắm",
        "Nam Phong - Thu Trà",
        "N.P",
        "Lê Văn T.",
        "Nam Phong và Thu Trà",
        "NAM PHONG",
        "Nam Phong (Báo Đồng Cát)",
    ],
)
def test_capitalized_words_alone_are_a_name(text: str) -> None:
    assert is_name_like(text)


@pytest.mark.parametrize("text", ["Hội nghị sơ kết", "Quý 2", "nam phong", "", "...", "Ông " * 20])
def test_other_words_are_no_name(text: str) -> None:
    assert not is_name_like(text)
