"""What recurs on many pages of a site is its furniture; what an article says is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from diemtin.clean import clean
from diemtin.clean import furniture as module
from diemtin.clean.furniture import SiteFurniture, learn_furniture
from diemtin.document import Format, FurnitureKind, Page
from diemtin.errors import BatchError, EmptyArticle
from diemtin.normalize import key
from tests.clean.test_clean import ONE, THREE, TITLE, TWO

APPEAL = "Bạn đọc có thể gửi tin, bài và ý kiến về tòa soạn Báo Vạn Lý theo địa chỉ ghi ở cuối trang này."


def _page(number: int, *lines: str, format: Format = Format.TEXT) -> Page:
    shown = [f"Tin thứ {number}: {TITLE}", f"Ngày {number}, {ONE}", *lines, f"{TWO} ({number})", f"{THREE} {number}."]
    if format is Format.HTML:
        return Page(str(number), "".join(f"<p>{line}</p>" for line in shown), format)
    return Page(str(number), "\n\n".join(shown))


def _pages(format: Format = Format.TEXT) -> list[tuple[str, Page]]:
    return [("a", _page(n, APPEAL, "Ảnh: Thành Đạt", "Hồng Thắm" if n < 4 else "", format=format)) for n in range(10)]


@pytest.mark.parametrize("format", Format)
def test_lines_that_recur_are_learned_and_left_out(format: Format) -> None:
    furniture = learn_furniture(_pages(format))
    assert furniture.sites == {"a": frozenset({key(APPEAL)})}
    page = _pages(format)[0][1]
    assert APPEAL in clean(page).text
    article = clean(page, furniture.of("a"))
    assert APPEAL not in article.text
    assert ONE in article.text
    left_out = {line.source.of(page.raw): line.kind for line in article.furniture}
    assert left_out[APPEAL] is FurnitureKind.OTHER


def test_each_site_has_its_own() -> None:
    others = [("b", _page(n)) for n in range(10)]
    furniture = learn_furniture([*_pages(), *others])
    assert furniture.of("b") == furniture.of("c") == furniture.of(None) == frozenset()
    assert furniture.pages == {"a": 10, "b": 10}


def test_a_few_pages_teach_nothing() -> None:
    assert learn_furniture(_pages()[:4]).sites == {}


def test_a_line_that_says_what_it_is_stays() -> None:
    page = _page(1, "Thứ Hai, 14/11/2022", "Ảnh: Thành Đạt")
    known = frozenset({key("Thứ Hai, 14/11/2022"), key("Ảnh: Thành Đạt")})
    assert clean(page, known) == clean(page)


def test_a_page_of_nothing_else_has_no_article() -> None:
    with pytest.raises(EmptyArticle):
        clean(Page("x", APPEAL), frozenset({key(APPEAL)}))


def test_rare_lines_are_forgotten_before_memory_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_LINES", 20)
    assert learn_furniture(_pages()).of("a") == frozenset({key(APPEAL)})


def test_what_was_learned_can_be_written_and_read(tmp_path: Path) -> None:
    furniture = learn_furniture(_pages())
    path = tmp_path / "furniture.json"
    path.write_text(furniture.to_json(), encoding="utf-8")
    read = SiteFurniture.read(path)
    assert (read, read.version) == (furniture, furniture.version)
    assert SiteFurniture().version is None


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"schema": "x", "sites": {}}', '{"schema": "diemtin.furniture/1"}']
)
def test_another_file_is_refused_in_one_line(content: str, tmp_path: Path) -> None:
    path = tmp_path / "furniture.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BatchError, match=r"furniture\.json: cannot be read"):
        SiteFurniture.read(path)
