"""Which pages are found, under which name they are counted, and what makes two pages the same."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from diemtin.batch.inputs import Selection, content_key, count, find_pages, group_of, in_sample
from diemtin.document import Format, Page
from diemtin.errors import InputLost, PageError
from diemtin.read import read_pages

PAGE = Page("a.txt", "Tin", Format.TEXT, "1", "Tựa", "2022")


def _tree(folder: Path) -> Path:
    for name in ("b.txt", "a/z.txt", "a.txt", "a/b/c.html", "note.log", "a-b/d.jsonl", "B.TXT"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text('{"text": "Tin"}', encoding="utf-8")
    (folder / "empty").mkdir()
    return folder


def test_files_come_in_the_order_in_which_single_articles_are_read(tmp_path: Path) -> None:
    folder = _tree(tmp_path)
    found = [page.source for _, page in find_pages([folder], Selection())]
    assert found == [page.source for page in read_pages([folder])]
    assert count([folder], Selection()) == len(found) == 6


def test_the_output_is_no_input(tmp_path: Path) -> None:
    folder = _tree(tmp_path)
    selection = Selection().without([folder / "b.txt"])
    assert str(folder / "b.txt") not in [page.source for _, page in find_pages([folder], selection)]


def _not_for(folder: Path, error: OSError) -> Callable[[Path], Iterator[os.DirEntry[str]]]:
    """Lists folders but one."""
    listed = os.scandir

    def scandir(path: Path) -> Iterator[os.DirEntry[str]]:
        if Path(path) == folder:
            raise error
        return listed(path)

    return scandir


def test_a_folder_inside_that_may_not_be_read_is_an_error_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _tree(tmp_path)
    forbidden = PermissionError(errno.EACCES, "Permission denied")
    monkeypatch.setattr("os.scandir", _not_for(folder / "a", forbidden))
    found = [page for _, page in find_pages([folder], Selection())]
    assert [page.source for page in found if isinstance(page, PageError)] == [str(folder / "a")]
    assert len(found) == 5 == count([folder], Selection())
    monkeypatch.setattr("os.scandir", _not_for(folder, forbidden))
    with pytest.raises(InputLost, match="may not be read; allow it"):
        list(find_pages([folder], Selection()))


def test_a_share_whose_server_is_gone_is_a_lost_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _tree(tmp_path)
    pages = find_pages([folder], Selection())
    next(pages)
    monkeypatch.setattr("os.scandir", _not_for(folder / "a", OSError(errno.ESTALE, "Stale file handle")))

    def stale(self: Path) -> os.stat_result:
        raise OSError(errno.ESTALE, "Stale file handle", str(self))

    monkeypatch.setattr(Path, "stat", stale)
    with pytest.raises(InputLost, match="cannot be read: Stale file handle; bring it back"):
        list(pages)


def test_a_folder_that_is_the_output_is_no_input(tmp_path: Path) -> None:
    folder = _tree(tmp_path)
    selection = Selection().without([folder / "a"])
    found = [page.source for _, page in find_pages([folder], selection)]
    names = [name.removeprefix(f"{folder}/").partition(":")[0] for name in found]
    assert names == ["B.TXT", "a-b/d.jsonl", "a.txt", "b.txt"]


def test_only_files_that_are_asked_for_are_read_and_none_that_a_listing_would_not_have(tmp_path: Path) -> None:
    folder = _tree(tmp_path)
    (folder / "b.note.json").write_text("{}", encoding="utf-8")
    asked = frozenset(
        folder / name for name in ("a/z.txt", "b.txt", "b.note.json", "note.log", "a-b/d.jsonl", "gone.txt")
    )
    selection = Selection(only=asked).without([folder / "a-b"])
    found = [(group, page.source.partition(":")[0]) for group, page in find_pages([folder], selection)]
    assert found == [(str(folder / "a"), str(folder / "a/z.txt")), (str(folder), str(folder / "b.txt"))]


def test_files_that_may_still_grow_are_left_out(tmp_path: Path) -> None:
    folder = _tree(tmp_path)
    os.utime(folder / "b.txt", (0, 0))
    found = [page.source.partition(":")[0] for _, page in find_pages([folder], Selection(settled=1000))]
    assert found == [str(folder / "b.txt")]


def test_a_watched_folder_may_be_empty(tmp_path: Path) -> None:
    assert list(find_pages([tmp_path], Selection(may_be_empty=True))) == []


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    [(_, error)] = find_pages([tmp_path], Selection())
    assert isinstance(error, PageError)
    assert "no page in this folder" in error.reason


@pytest.mark.parametrize(
    "change", [{"raw": "Tin "}, {"format": Format.HTML}, {"id": None}, {"title": "1"}, {"published": ""}]
)
def test_pages_that_say_other_things_are_not_the_same(change: dict[str, str]) -> None:
    assert content_key(replace(PAGE, **change)) != content_key(PAGE)  # type: ignore[arg-type]


def test_a_page_is_the_same_wherever_it_stands() -> None:
    assert content_key(replace(PAGE, source="b.txt")) == content_key(PAGE)


def test_fields_do_not_run_together() -> None:
    assert content_key(Page("x", "ab", id="c")) != content_key(Page("x", "a", id="bc"))
    assert content_key(Page("x", "a", id=None)) != content_key(Page("x", "a", id=""))


def test_half_a_surrogate_pair_has_a_key() -> None:
    assert len(content_key(Page("\udce9", "\udce9"))) == 16


def test_a_larger_sample_holds_the_smaller() -> None:
    keys = [content_key(Page("x", str(i))) for i in range(2000)]
    small, large = ({key for key in keys if in_sample(key, share)} for share in (0.1, 0.3))
    assert small < large
    assert 120 < len(small) < 280
    assert all(in_sample(key, 1.0) for key in keys)
    assert not any(in_sample(key, 0.0) for key in keys)


@pytest.mark.parametrize(
    ("source", "group"),
    [
        ("archive/a.txt", "archive"),
        ("archive/site/2022/a.txt", "archive/site"),
        ("archive/in.jsonl:7", "archive"),
        ("https://congan.example/tin/1", "congan.example"),
        ("archive/pages.warc.gz!https://congan.example/tin/1", "congan.example"),
        ("archive/pages.zip!tin/1.html", "archive"),
        ("said by the record", "archive"),
        ("http://[/", "["),
        ("http://", "archive"),
    ],
)
def test_pages_are_counted_by_site_or_folder(source: str, group: str) -> None:
    assert group_of("archive", source) == group
