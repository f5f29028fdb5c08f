"""What a line is by where it stands: title, lead, paragraphs, captions, headings, byline, furniture."""

from dataclasses import replace

import pytest

from diemtin.clean.lines import Line, text_lines
from diemtin.clean.structure import label_lines
from diemtin.document import BlockKind, FurnitureKind

TITLE = "Hội nghị sơ kết công tác của Công an huyện Vạn Lý"
ONE = "Sáng nay, Công an huyện Vạn Lý tổ chức hội nghị sơ kết công tác sáu tháng đầu năm với hơn một trăm cán bộ."
TWO = "Theo báo cáo tại hội nghị, các đơn vị đã điều tra làm rõ bốn mươi vụ việc, thu hồi nhiều tài sản có giá trị."
THREE = "Phát biểu kết luận, lãnh đạo huyện Vạn Lý yêu cầu các đơn vị tiếp tục nâng cao hiệu quả công tác được giao."


def _lines(*texts: str) -> list[Line]:
    lines = text_lines("\n\n".join(texts))
    assert len(lines) == len(texts)
    return lines


def _roles(*texts: str, title: str | None = None, is_article: bool = False) -> list[str]:
    return [role.value for role in label_lines(_lines(*texts), title, is_article=is_article)]


def test_the_parts_of_a_page_are_told_apart() -> None:
    page = {
        "Trang chủ » Tin tức": "breadcrumb",
        TITLE: "title",
        "Thứ Hai, 14/11/2022": "dateline",
        "Lượt xem: 1.203": "views",
        ONE: "lead",
        "Quang cảnh hội nghị. Ảnh: Thành Đạt": "caption",
        TWO: "paragraph",
        "Kết quả nổi bật": "heading",
        THREE: "paragraph",
        "Hồng Thắm": "byline",
        "Các tin khác": "related",
        "• Xe khách lao xuống vực": "other",
        "1 2 3 4 5 ...": "pager",
    }
    assert dict(zip(page, _roles(*page), strict=True)) == page


def test_a_page_of_nothing_but_furniture_has_no_prose() -> None:
    assert _roles("Trang chủ", "Xe khách lao xuống vực", "1 2 3") == ["breadcrumb", "other", "pager"]


def test_a_record_of_plain_words_is_an_article() -> None:
    texts = ("Xe khách lao xuống vực", "Hai người bị thương")
    assert _roles(*texts, is_article=True) == ["paragraph", "paragraph"]


def test_a_page_without_a_title_has_none() -> None:
    assert _roles(ONE, TWO) == ["paragraph", "paragraph"]


def test_the_title_is_the_line_most_like_the_text_below() -> None:
    roles = _roles("Cổng thông tin điện tử tỉnh", TITLE, "Cỡ chữ của bài viết này", ONE, TWO)
    assert roles[:3] == ["other", "title", "other"]


@pytest.mark.parametrize("title", ["Vạn Lý vào hè", "VẠN LÝ VÀO HÈ", "Vạn  Lí vào hè"])
def test_a_stated_title_is_the_title_however_it_is_spelled(title: str) -> None:
    assert _roles("Vạn Lý vào hè", TITLE, ONE, TWO, title=title)[0] == "title"


def test_a_stated_title_that_is_a_whole_sentence_is_the_title() -> None:
    title = "Vì sao giá lúa ở huyện Vạn Lý tăng mạnh trong tháng qua?"
    assert _roles(title, ONE, TWO, THREE, title=title)[0] == "title"


def test_a_short_first_paragraph_of_a_longer_article_is_the_lead() -> None:
    assert _roles(TITLE, ONE, TWO, THREE) == ["title", "lead", "paragraph", "paragraph"]


def test_a_long_first_paragraph_is_no_lead() -> None:
    long = " ".join([ONE, TWO, THREE])
    assert _roles(TITLE, long, TWO, THREE) == ["title", "paragraph", "paragraph", "paragraph"]


def test_a_short_article_has_no_lead() -> None:
    assert _roles(TITLE, ONE, TWO) == ["title", "paragraph", "paragraph"]


def test_an_open_line_below_the_title_is_the_lead() -> None:
    lead = "Công an huyện Vạn Lý vừa tổ chức hội nghị sơ kết công tác với nhiều kết quả đáng khích lệ"
    assert _roles(TITLE, lead, ONE, TWO, THREE) == ["title", "lead", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize("name", ["Hồng Thắm", "Nam Phong - Thu Trà", "N.P", "Lê Văn Mẫn", "Bài, ảnh: Hồng Thắm"])
def test_a_byline_after_the_last_paragraph_is_no_prose(name: str) -> None:
    assert _roles(TITLE, ONE, TWO, name)[-1] == "byline"


def test_what_follows_a_byline_is_no_article() -> None:
    roles = _roles(TITLE, ONE, TWO, "Hồng Thắm", "Phim tư liệu", "Phát biểu của đồng chí Mẫn", "Thống kê truy cập")
    assert roles[3:] == ["byline", "related", "other", "statistics"]


def test_an_article_below_another_byline_is_left_out() -> None:
    other = "Một vụ tai nạn xảy ra trên đèo Cát Sơn làm hai người bị thương nhẹ."
    assert _roles(TITLE, ONE, TWO, THREE, "Bài, ảnh: Hồng Thắm", other)[-1] == "other"


@pytest.mark.parametrize("closing", ["Từ khóa: an ninh", "Ý kiến bạn đọc (0)", "1 2 3", "© Báo Vạn Lý"])
def test_prose_after_the_end_of_the_page_is_no_article(closing: str) -> None:
    roles = _roles(TITLE, ONE, TWO, THREE, closing, "Mời bạn đọc cho biết ý kiến về giao diện mới của trang này.")
    assert roles[-1] == "other"


def test_a_box_of_related_links_does_not_end_the_article() -> None:
    roles = _roles(TITLE, ONE, "Tin liên quan", "Xe khách lao xuống vực ở đèo Cát Sơn", TWO, THREE)
    assert roles == ["title", "lead", "related", "related", "paragraph", "paragraph"]


@pytest.mark.parametrize("text", ["Quang cảnh hội nghị", "Các đại biểu dự hội nghị", "Người dân xem triển lãm"])
def test_a_short_open_line_that_shows_something_is_a_caption(text: str) -> None:
    assert _roles(TITLE, ONE, text, TWO)[2] == "caption"


@pytest.mark.parametrize("text", ["Kết quả nổi bật", "Nhiệm vụ sáu tháng cuối năm"])
def test_a_short_open_line_before_a_paragraph_is_a_heading(text: str) -> None:
    assert _roles(TITLE, ONE, text, TWO)[2] == "heading"


def test_a_line_in_a_row_of_short_lines_is_a_caption() -> None:
    assert _roles(TITLE, ONE, "Kết quả nổi bật", "Nhiệm vụ cuối năm", TWO)[2:4] == ["caption", "heading"]


@pytest.mark.parametrize("date", ["Thứ Hai, 14/11/2022", "14/11/2022", "14/11/2022 08:30"])
def test_the_date_below_the_title_is_the_dateline(date: str) -> None:
    assert _roles(TITLE, date, ONE, TWO)[1] == "dateline"


def test_the_date_above_the_title_is_the_dateline() -> None:
    assert _roles("Thứ Hai, 14/11/2022", TITLE, ONE, TWO)[0] == "dateline"


def test_the_date_of_another_article_is_no_dateline() -> None:
    roles = _roles(TITLE, ONE, TWO, "Hồng Thắm", "Tin khác", *["Xe lao xuống vực"] * 4, "Thứ Hai, 07/11/2022")
    assert roles[-1] == "other"


def test_a_slogan_above_the_title_is_no_paragraph() -> None:
    slogan = "Nhân dân là gốc của mọi thành công."
    roles = _roles(slogan, "Thứ Hai, 14/11/2022", TITLE, ONE, TWO, THREE)
    assert roles == ["other", "dateline", "title", "lead", "paragraph", "paragraph"]


def test_link_text_is_no_paragraph() -> None:
    lines = _lines(TITLE, ONE, TWO, THREE)
    lines[-1] = replace(lines[-1], links=0.9)
    assert label_lines(lines)[-1] is FurnitureKind.OTHER


def test_what_the_extractor_left_out_is_no_paragraph() -> None:
    lines = [replace(line, is_main=line.text != TWO) for line in _lines(TITLE, ONE, TWO, THREE)]
    assert label_lines(lines)[2] is FurnitureKind.RELATED


def test_a_short_line_after_a_picture_is_its_caption() -> None:
    lines = _lines(TITLE, ONE, "Hội trường huyện trong ngày", TWO)
    lines[2] = replace(lines[2], after_image=True)
    assert label_lines(lines)[2] is BlockKind.CAPTION


@pytest.mark.parametrize("kind", [FurnitureKind.RELATED, FurnitureKind.COMMENTS, FurnitureKind.MASTHEAD])
def test_prose_that_the_markup_calls_furniture_is_furniture(kind: FurnitureKind) -> None:
    lines = _lines(TITLE, ONE, TWO, THREE)
    lines[3] = replace(lines[3], hint=kind)
    assert label_lines(lines)[3] is kind


def test_prose_of_the_main_text_is_prose_whatever_the_markup_calls_it() -> None:
    lines = [replace(line, hint=FurnitureKind.RELATED, is_main=True) for line in _lines(ONE, TWO)]
    assert label_lines(lines) == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_sentence_that_the_markup_calls_a_byline_is_no_byline() -> None:
    lines = _lines(TITLE, ONE, TWO)
    lines[1] = replace(lines[1], hint=BlockKind.BYLINE)
    assert label_lines(lines)[1] is BlockKind.PARAGRAPH
