"""What the main-text extractor says of an HTML page, and which lines it means."""

import pytest

from diemtin.clean.lines import Line, text_lines
from diemtin.clean.main_text import extract_main_text, mark_main
from diemtin.clean.markup import html_lines
from diemtin.normalize import key

PARAGRAPHS = [
    "Sáng nay, Công an huyện Vạn Lý tổ chức hội nghị sơ kết công tác sáu tháng đầu năm với sự tham gia của hơn một "
    "trăm cán bộ và chiến sĩ đến từ các đơn vị trong toàn huyện.",
    "Theo báo cáo tại hội nghị, các đơn vị đã điều tra làm rõ bốn mươi vụ việc, thu hồi nhiều tài sản có giá trị và "
    "trả lại cho người dân trên địa bàn ngay trong tuần qua.",
]
HTML = (
    "<html><head><title>Hội nghị sơ kết ở Vạn Lý</title>"
    '<meta property="article:published_time" content="2022-11-12T09:00:00+07:00"></head>'
    "<body><nav><a href='/'>Trang chủ</a></nav><article><h1>Hội nghị sơ kết ở Vạn Lý</h1>"
    + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    + "</article><footer>Bản quyền thuộc Báo Vạn Lý</footer></body></html>"
)


def _lines(*texts: str) -> list[Line]:
    return text_lines("\n".join(texts))


def test_an_article_is_found_with_its_title_and_date() -> None:
    main = extract_main_text(HTML)
    assert main.keys is not None
    assert all(key(text) in main.keys for text in PARAGRAPHS)
    assert main.title == "Hội nghị sơ kết ở Vạn Lý"
    assert main.date == "2022-11-12T09:00:00+07:00"


def test_a_fragment_is_no_main_text() -> None:
    assert extract_main_text("<html><body><p>Tin ngắn.</p></body></html>").keys is None


@pytest.mark.parametrize(
    "raw", ["", "<", "không có thẻ nào", "\x00", "<html>", "<p>" * 20_000, "<![CDATA[", "<?xml", "\ud800"]
)
def test_a_page_that_the_extractor_cannot_read_gives_nothing(raw: str) -> None:
    assert extract_main_text(raw).keys is None


def test_lines_of_the_main_text_are_marked_whatever_their_spelling() -> None:
    keys = "\n".join(key(text) for text in ["Công an huyện Hòa Lý thông báo.", "- Hai người bị thương"])
    lines = _lines("Trang chủ", "Công an huyện Hoà  Lý thông báo.", "- Hai người bị thương", "Tin khác")
    assert [line.is_main for line in mark_main(lines, keys)] == [False, True, True, False]


def test_lines_whose_words_ran_together_are_marked() -> None:
    glued = HTML.replace("huyện Vạn", "huyệnVạn").replace("hội nghị", "hộinghị")
    keys = extract_main_text(glued).keys
    assert keys is not None
    marked = [line.text for line in mark_main(html_lines(glued), keys) if line.is_main]
    assert marked[-2:] == PARAGRAPHS


def test_marking_keeps_the_lines_as_they_are() -> None:
    lines = _lines("Một", "", "Hai")
    marked = mark_main(lines, key("Hai"))
    assert [(line.text, line.gap, line.piece) for line in marked] == [(x.text, x.gap, x.piece) for x in lines]
