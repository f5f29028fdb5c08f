"""Paths of all kinds become pages in the order named, and errors take the place of what cannot be read."""

import io
import json
import sys
from pathlib import Path

import pytest

from diemtin.document import Format, Page
from diemtin.errors import EmptyArticle, MalformedRecord, PageError, TooLarge, UnreadablePage
from diemtin.read import count_pages, list_files, read_page, read_pages, text


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name, content in {
        "b.txt": "Tin b",
        "a.html": "<p>Tin a</p>",
        "c/b.HTM": "<p>Tin c/b</p>",
        "c/a.txt": "Tin c/a",
        "c/notes.md": "không phải tin",
        "d.jsonl": "\n".join(json.dumps({"text": f"Tin d{i}"}) for i in range(2)),
        "picture.jpg": "x",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def _standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))


def _raws(found: list[Page | PageError]) -> list[str]:
    return [page.raw if isinstance(page, Page) else type(page).__name__ for page in found]


def test_a_file_becomes_one_page_that_names_it(archive: Path) -> None:
    assert read_page(archive / "b.txt") == Page(str(archive / "b.txt"), "Tin b")


def test_line_ends_of_a_file_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a\r\nb\rc\n")
    assert read_page(str(tmp_path / "a.txt")).raw == "a\r\nb\rc\n"


def test_a_suffix_in_capitals_is_known(archive: Path) -> None:
    assert read_page(archive / "c/b.HTM").format is Format.HTML


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePage, match="no such file"):
        read_page(tmp_path / "none.txt")


def test_a_folder_is_no_single_page(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePage):
        read_page(tmp_path)


def test_an_empty_file_is_an_empty_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(EmptyArticle):
        read_page(tmp_path / "a.txt")


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LARGEST", 4)
    (tmp_path / "a.txt").write_text("12345", encoding="utf-8")
    with pytest.raises(TooLarge):
        read_page(tmp_path / "a.txt")


def test_a_message_tells_what_its_text_is_in(tmp_path: Path) -> None:
    head = b"MIME-Version: 1.0\nContent-Type: text/plain; charset=windows-1258\n\n"
    (tmp_path / "a.eml").write_bytes(head + "Công an huyê\u0323n".encode("cp1258"))
    page = read_page(tmp_path / "a.eml")
    assert (page.raw, page.encoding) == ("Công an huyê\u0323n", "windows-1258")


def test_standard_input_is_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    _standard_input(monkeypatch, "\ufeff<p>Tin</p>".encode())
    assert read_page("-") == Page("-", "<p>Tin</p>", Format.HTML)


def test_standard_input_without_a_byte_comes_as_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    _standard_input(monkeypatch, b"")
    (error,) = read_pages(["-"])
    assert isinstance(error, EmptyArticle)
    assert error.source == "-"


def test_a_folder_is_read_by_name_and_with_its_folders(archive: Path) -> None:
    assert _raws(list(read_pages([archive]))) == [
        "<p>Tin a</p>",
        "Tin b",
        "Tin c/a",
        "<p>Tin c/b</p>",
        "Tin d0",
        "Tin d1",
    ]


def test_paths_are_read_in_the_order_they_are_named(archive: Path) -> None:
    assert _raws(list(read_pages([archive / "d.jsonl", str(archive / "b.txt"), archive / "a.html"]))) == [
        "Tin d0",
        "Tin d1",
        "Tin b",
        "<p>Tin a</p>",
    ]


def test_a_file_named_outright_is_read_whatever_its_suffix(archive: Path) -> None:
    assert _raws(list(read_pages([archive / "c/notes.md"]))) == ["không phải tin"]


def test_a_folder_without_pages_comes_as_its_error(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    (error,) = read_pages([tmp_path])
    assert isinstance(error, UnreadablePage)
    assert ".html" in error.reason
    assert error.source == str(tmp_path)


def test_an_error_stands_in_the_place_of_what_cannot_be_read(archive: Path) -> None:
    (archive / "ba.txt").write_bytes(b"%PDF-1.4")
    found = list(read_pages([archive / "none.txt", archive]))
    assert _raws(found)[:4] == ["UnreadablePage", "<p>Tin a</p>", "Tin b", "UnreadablePage"]
    assert len(found) == 8


def test_an_error_among_the_paths_is_passed_on(archive: Path) -> None:
    error = MalformedRecord("list:1", "x")
    assert next(iter(read_pages([error, archive / "b.txt"]))) is error


def test_a_folder_whose_name_looks_like_a_page_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    (tmp_path / "a.txt" / "b.txt").write_text("Tin b", encoding="utf-8")
    assert _raws(list(read_pages([tmp_path]))) == ["Tin b"]


def test_files_are_listed_as_they_are_read(archive: Path) -> None:
    names = [file.name for file in list_files([archive]) if isinstance(file, Path)]
    assert names == ["a.html", "b.txt", "a.txt", "b.HTM", "d.jsonl"]


def test_as_many_pages_are_counted_as_are_read(archive: Path, tmp_path: Path) -> None:
    (archive / "d.jsonl").write_text('{"text": "a"}\n\n{\n \n{"text": "b"}', encoding="utf-8")
    (archive / "e.ndjson").touch()
    paths: list[str | Path | PageError] = [
        archive,
        archive / "none.jsonl",
        archive / "none.txt",
        EmptyArticle("x", "y"),
    ]
    assert count_pages(paths) == len(list(read_pages(paths))) == 11
