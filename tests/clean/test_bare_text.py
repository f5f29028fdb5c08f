"""Pages that are nothing but a list or verse; what looks like one and is none."""

from __future__ import annotations

import pytest

from diemtin.clean import clean
from diemtin.document import BlockKind, Page
from diemtin.errors import EmptyArticle

POEM = """Mùa thu biên giới

Nắng vàng rơi trên lối nhỏ
Gió đưa hương lúa qua đồi
Người lính đứng canh lặng lẽ
Nghe rừng hát khúc xa xôi

* * *

Mẹ ở quê nhà có nhớ
Đêm nay trăng sáng lưng trời"""
LIST = """Các tuyến đường cấm xe tải dịp Tết
1. Đường ven sông, đoạn từ cầu Vạn Lý đến chợ Mới
2. Đường tránh thị trấn An Phú
3. Quốc lộ 1, đoạn qua xã Tân Hòa"""
MENU = "Thời sự\nThế giới\nKinh doanh\nGiải trí\nThể thao\nPháp luật"
TEASERS = """Xe khách lao xuống vực làm bốn người bị thương nặng
Giá lúa đồng bằng tăng trở lại sau hai tháng giảm
Chủ tịch tỉnh yêu cầu làm rõ vụ phá rừng ở Vạn Lý
Bắt nhóm trộm cắp xe máy liên tỉnh trong đêm giao thừa"""


def _kinds(raw: str) -> list[tuple[BlockKind, str]]:
    article = clean(Page("x", raw))
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def test_a_poem_is_an_article_of_its_lines() -> None:
    title, *verses = [line for line in POEM.splitlines() if line and "*" not in line]
    assert _kinds(POEM) == [(BlockKind.TITLE, title), *((BlockKind.PARAGRAPH, verse) for verse in verses)]


def test_a_list_is_an_article_of_its_items() -> None:
    title, *items = LIST.splitlines()
    assert _kinds(LIST) == [(BlockKind.TITLE, title), *((BlockKind.PARAGRAPH, item) for item in items)]


def test_a_list_without_a_title_has_none() -> None:
    items = LIST.splitlines()[1:]
    assert _kinds("\n".join(items)) == [(BlockKind.PARAGRAPH, item) for item in items]


@pytest.mark.parametrize("raw", [MENU, TEASERS, f"Trang chủ\n{LIST}\nLiên hệ"])
def test_menus_and_teasers_and_what_stands_among_furniture_are_none(raw: str) -> None:
    with pytest.raises(EmptyArticle):
        clean(Page("x", raw))
