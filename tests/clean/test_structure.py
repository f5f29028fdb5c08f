"""What a line is by where it stands: title, lead, paragraphs, captions, headings, byline, furniture."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from diemtin.clean.lines import Line, Role, text_lines
from diemtin.clean.markup import html_lines
from diemtin.clean.structure import StructureModel, states_of
from diemtin.document import BlockKind, FurnitureKind
from diemtin.errors import ModelMismatch, ModelNotFound
from tests.conftest import ROOT

TITLE = "Hội nghị sơ kết công tác của Công an huyện Vạn Lý"
ONE = "Sáng nay, Công an huyện Vạn Lý tổ chức hội nghị sơ kết công tác sáu tháng đầu năm với hơn một trăm cán bộ."
TWO = "Theo báo cáo tại hội nghị, các đơn vị đã điều tra làm rõ bốn mươi vụ việc, thu hồi nhiều tài sản có giá trị."
THREE = "Phát biểu kết luận, lãnh đạo huyện Vạn Lý yêu cầu các đơn vị tiếp tục nâng cao hiệu quả công tác được giao."
FOUR = "Dịp này, Công an huyện Vạn Lý khen thưởng mười tập thể và hai mươi cá nhân có thành tích trong công tác."
BEFORE = {
    "CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN VẠN LÝ": "masthead",
    "Đăng nhập | Đăng ký | RSS | English": "controls",
    "Trang chủ » Tin tức » An ninh trật tự": "breadcrumb",
}
AFTER = {
    "Từ khóa: an ninh, hội nghị": "tags",
    "Các tin khác": "related",
    "• Xe khách lao xuống vực (11/11/2022)": "related",
    "• Giá lúa tăng trở lại (10/11/2022)": "related",
    "1 2 3 4 5 ... Tiếp": "pager",
    "Thống kê truy cập": "statistics",
    "Đang online: 49": "statistics",
    "Cơ quan chủ quản: UBND huyện Vạn Lý": "masthead",
}
MODEL = StructureModel.load()
PROSE = {"title", "lead", "heading", "paragraph"}


def _lines(*texts: str) -> list[Line]:
    lines = text_lines("\n\n".join(texts))
    assert len(lines) == len(texts)
    return lines


def _roles(*texts: str, title: str | None = None, is_article: bool = False) -> list[str]:
    return [role.value for role in MODEL(_lines(*texts), title, is_article=is_article)]


def _inside(*texts: str) -> list[str]:
    """The roles of lines on a page with furniture above and below."""
    return _roles(*BEFORE, *texts, *AFTER)[len(BEFORE) : -len(AFTER)]


def test_the_parts_of_a_page_are_told_apart() -> None:
    article = {
        TITLE: "title",
        "Thứ Hai, 14/11/2022": "dateline",
        "Lượt xem: 1.203": "views",
        ONE: "lead",
        "Quang cảnh hội nghị. Ảnh: Thành Đạt": "caption",
        TWO: "paragraph",
        "Kết quả nổi bật": "heading",
        THREE: "paragraph",
        FOUR: "paragraph",
        "Hồng Thắm": "byline",
    }
    page = BEFORE | article | AFTER
    assert dict(zip(page, _roles(*page), strict=True)) == page


def test_a_page_of_nothing_but_furniture_has_no_text() -> None:
    assert not PROSE & {*_roles(*BEFORE, *AFTER)}


def test_a_record_of_plain_words_is_an_article() -> None:
    assert _roles("Xe lao xuống vực", "Hai người bị thương", is_article=True) == ["paragraph", "paragraph"]


def test_an_article_without_its_page_is_one_too() -> None:
    assert _roles(TITLE, ONE, TWO, THREE)[0] == "title"
    assert PROSE.issuperset(_roles(TITLE, ONE, TWO, THREE))


@pytest.mark.parametrize("title", ["Vạn Lý vào hè", "VẠN LÝ VÀO HÈ", "Vạn  Lí vào hè"])
def test_the_title_that_a_record_states_is_the_title_however_it_is_spelled(title: str) -> None:
    assert _roles("Vạn Lý vào hè", TITLE, ONE, TWO, title=title, is_article=True)[0] == "title"


def test_a_stated_title_that_is_a_whole_sentence_is_the_title() -> None:
    title = "Vì sao giá lúa ở huyện Vạn Lý tăng mạnh trong tháng qua?"
    assert _roles(title, ONE, TWO, THREE, title=title, is_article=True)[0] == "title"


def test_a_title_in_capitals_is_the_title() -> None:
    assert _inside(TITLE.upper(), ONE, TWO, THREE)[0] == "title"


@pytest.mark.parametrize(
    "name",
    ["Hồng Thắm", "Nam Phong - Thu Trà", "Lê Văn Mẫn", "Bài, ảnh: Hồng Thắm", "Theo TTXVN", "Hồng Thắm (tổng hợp)"],
)
def test_a_byline_after_the_last_paragraph_is_no_prose(name: str) -> None:
    assert _inside(TITLE, ONE, TWO, THREE, name)[-1] == "byline"


@pytest.mark.parametrize("name", ["Hồng Thắm", "Tác giả: Lê Văn Mẫn"])
def test_a_byline_below_the_title_is_no_prose(name: str) -> None:
    assert _inside(TITLE, name, ONE, TWO, THREE)[1] == "byline"


def test_a_box_of_related_links_does_not_end_the_article() -> None:
    roles = _inside(TITLE, ONE, "Tin liên quan", "Xe khách lao xuống vực ở đèo Cát Sơn", TWO, THREE, FOUR)
    assert roles[2:4] == ["related", "related"]
    assert PROSE.issuperset(roles[:2] + roles[4:])


@pytest.mark.parametrize("text", ["Quang cảnh hội nghị. Ảnh: Thành Đạt", "Các đại biểu dự hội nghị (Ảnh: H.T)"])
def test_a_caption_is_no_prose(text: str) -> None:
    assert _inside(TITLE, ONE, text, TWO, THREE)[2] == "caption"


@pytest.mark.parametrize("date", ["Thứ Hai, 14/11/2022", "14/11/2022 08:30", "Cập nhật: 14/11/2022"])
def test_the_date_beside_the_title_is_the_dateline(date: str) -> None:
    assert _inside(TITLE, date, ONE, TWO, THREE)[1] == "dateline"
    assert _inside(date, TITLE, ONE, TWO, THREE)[0] == "dateline"


def test_comments_of_readers_are_no_text() -> None:
    comments = ["Ý kiến bạn đọc (2)", "Lão Hạc", "Hoan hô các anh công an huyện, mong xử thật nghiêm.", "Trả lời"]
    roles = _roles(*BEFORE, TITLE, ONE, TWO, THREE, FOUR, "Hồng Thắm", *comments, *AFTER)
    assert {*roles[-len(AFTER) - 4 : -len(AFTER)]} == {"comments"}


def test_what_the_markup_says_is_heard() -> None:
    lead = "Công an huyện Vạn Lý vừa tổ chức hội nghị sơ kết công tác với nhiều kết quả đáng khích lệ."
    page = (
        f"<nav><a href='/'>Trang chủ</a></nav><h1>{TITLE}</h1><p class='sapo'>{lead}</p><p>{ONE}</p><p>{TWO}</p>"
        "<figure><img src=x><figcaption>Hội trường huyện trong ngày</figcaption></figure>"
        f"<p>{THREE}</p><aside><h3>Tin khác</h3><a href='/x'>Xe khách lao xuống vực trên đèo Cát Sơn.</a></aside>"
    )
    found = [role.value for role in MODEL(html_lines(page), TITLE)]
    assert found[1:7] == ["title", "lead", "paragraph", "paragraph", "caption", "paragraph"]
    assert not PROSE & {*found[7:]}


def test_a_heading_that_is_the_stated_title_is_the_title_of_a_bare_page() -> None:
    page = (
        "<h1>Công an bắt nghi phạm</h1><p>Ngày 7/7, Công an huyện Vạn Lý đã bắt giữ Lê Văn Tèo (30 tuổi) về hành vi "
        "trộm cắp đò ở bến Sa Cần.</p><p>Tại cơ quan điều tra, Tèo khai nhận đã trộm ba chiếc đò trong tháng 6.</p>"
    )
    assert MODEL(html_lines(page), "Công an bắt nghi phạm")[0].value == "title"


@pytest.mark.parametrize("buttons", [["Chia sẻ bài viết lên Facebook", "Tweet", "0 bình luận"], ["In trang", "Zalo"]])
def test_a_name_right_below_the_date_signs_the_article(buttons: list[str]) -> None:
    found = _inside(TITLE, "(Cập nhật: 10:15, 03/08/2022)", "Nguyễn Đông Hải", *buttons, ONE, TWO, THREE)
    assert found[:3] == ["title", "dateline", "byline"]
    assert not {"byline", *PROSE} & {*found[3:-3]}


LINES = [*BEFORE, *AFTER, TITLE, ONE, TWO, THREE, "Hồng Thắm", "14/11/2022", "Lượt xem: 7", "Kết quả", "x", "..."]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25), st.booleans())
def test_any_page_is_furniture_around_one_article(texts: list[str], is_article: bool) -> None:
    roles = MODEL(text_lines("\n\n".join(texts)), is_article=is_article)
    assert len(roles) == len(texts)
    assert roles.count(BlockKind.TITLE) <= 1
    if is_article:
        assert any(role in (BlockKind.LEAD, BlockKind.PARAGRAPH, BlockKind.HEADING) for role in roles) or all(
            isinstance(role, FurnitureKind) or role is BlockKind.DATELINE for role in roles
        )


def test_a_counter_is_a_counter_wherever_it_stands() -> None:
    assert _roles(TITLE, ONE, "Lượt xem: 7", TWO, THREE)[2] == "views"


def test_a_page_of_thousands_of_lines_is_read_like_a_short_one() -> None:
    paragraphs = [ONE, TWO, THREE, FOUR] * 500
    roles = _roles(*BEFORE, TITLE, *paragraphs, "Hồng Thắm", *AFTER, *["Xe khách lao xuống vực"] * 2000)
    first = len(BEFORE)
    assert roles[first] == "title"
    assert PROSE.issuperset(roles[first : first + 2001])
    assert not PROSE & {*roles[:first], *roles[first + 2002 :]}


def test_states_tell_where_in_the_page_a_line_stands() -> None:
    roles: list[Role] = [FurnitureKind.VIEWS, BlockKind.DATELINE, BlockKind.TITLE, BlockKind.LEAD, FurnitureKind.VIEWS]
    assert states_of([*roles, BlockKind.BYLINE, FurnitureKind.TAGS]) == [
        *("before:views", "before:dateline", "title:title", "inside:lead", "inside:views"),
        *("inside:byline", "after:tags"),
    ]
    assert states_of([FurnitureKind.TAGS]) == ["before:tags"]


def test_a_missing_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diemtin.models.places", lambda explicit=None: (tmp_path,))
    with pytest.raises(ModelNotFound, match="structure"):
        StructureModel.load(tmp_path)


def test_a_model_of_another_format_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "structure"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({"format": "other/1", "version": "1"}), encoding="utf-8")
    with pytest.raises(ModelMismatch, match="other/1"):
        StructureModel.load(tmp_path)


def test_a_model_with_unknown_states_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "structure"
    folder.mkdir()
    (folder / "config.json").write_bytes((ROOT / "models/structure/config.json").read_bytes())
    arrays = load_file(ROOT / "models/structure/model.safetensors")
    names = bytes(arrays["tags"]).replace(b"paragraph", b"telegram")
    save_file(arrays | {"tags": np.frombuffer(names, np.uint8)}, folder / "model.safetensors")
    with pytest.raises(ModelMismatch, match="telegram"):
        StructureModel.load(tmp_path)
