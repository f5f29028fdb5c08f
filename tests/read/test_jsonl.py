"""Each line of a .jsonl file is a page or the reason why it is none."""

import codecs
import json
from pathlib import Path

import pytest

from diemtin.document import Format, Page
from diemtin.errors import MalformedRecord, PageError, TooLarge, UndecodablePage, UnreadablePage
from diemtin.read import jsonl, text
from diemtin.read.jsonl import read_record, read_records


def _record(**fields: object) -> str:
    return json.dumps({"text": "Sáng nay có tin.", **fields}, ensure_ascii=False)


def _written(folder: Path, *lines: str | bytes) -> Path:
    path = folder / "tin.jsonl"
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines) + b"\n")
    return path


def _pages(path: Path) -> list[Page]:
    found = list(read_records(path))
    assert all(isinstance(page, Page) for page in found)
    return [page for page in found if isinstance(page, Page)]


def test_a_record_keeps_what_it_states_about_itself() -> None:
    page = read_record("f:1", _record(id="7", title="Tin", published="2022-11-12", source="http://baomau.example/7"))
    assert page == Page(
        source="http://baomau.example/7",
        raw="Tin\n\nSáng nay có tin.",
        format=Format.TEXT,
        id="7",
        title="Tin",
        published="2022-11-12",
    )


def test_a_record_without_a_source_is_called_by_its_line() -> None:
    assert read_record("f:3", _record()).source == "f:3"


def test_fields_that_are_null_are_missing() -> None:
    page = read_record("f:1", _record(id=None, title=None, published=None, source=None))
    assert page == Page("f:1", "Sáng nay có tin.")


@pytest.mark.parametrize(
    ("given", "id"), [(7, "7"), (0, "0"), (-3, "-3"), (12345678901234567890, "12345678901234567890")]
)
def test_an_id_may_be_a_number(given: int, id: str) -> None:
    assert read_record("f:1", _record(id=given)).id == id


@pytest.mark.parametrize("title", ["Có tin", " Có tin "])
def test_a_title_that_is_not_in_the_text_is_put_before_it(title: str) -> None:
    assert read_record("f:1", _record(title=title)).raw == f"{title}\n\nSáng nay có tin."


@pytest.mark.parametrize("body", ["Có tin\n\nSáng nay.", "\n  Có tin\nSáng nay."])
def test_a_title_that_the_text_begins_with_is_not_doubled(body: str) -> None:
    assert read_record("f:1", json.dumps({"text": body, "title": "Có tin"})).raw == body


def test_unknown_fields_are_left_alone() -> None:
    assert read_record("f:1", _record(tags=["a"], author={"name": "An"})).raw == "Sáng nay có tin."


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "không phải JSON",
        "[]",
        '"text"',
        "null",
        "12",
        "{}",
        '{"text": null}',
        '{"text": 5}',
        '{"text": ["a"]}',
        '{"text": "a", "title": 5}',
        '{"text": "a", "id": 1.5}',
        '{"text": "a", "id": ["a"]}',
        '{"text": "a", "published": 20221112}',
        '{"text": "a", "source": {}}',
        '{"text": "a"} {"text": "b"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_record_says_where_it_stands(line: str) -> None:
    with pytest.raises(MalformedRecord, match=r"^tin\.jsonl:4: ") as error:
        read_record("tin.jsonl:4", line)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("field", ["id", "title", "published", "source"])
def test_half_a_surrogate_pair_in_a_field_is_refused(field: str) -> None:
    with pytest.raises(MalformedRecord, match=f'"{field}"'):
        read_record("f:1", f'{{"text": "a", "{field}": "x\\ud83dy"}}')


def test_a_whole_surrogate_pair_is_one_character() -> None:
    assert read_record("f:1", '{"text": "a\\ud83d\\ude00b"}').raw == "a\U0001f600b"


def test_a_bad_line_hides_no_good_one(tmp_path: Path) -> None:
    path = _written(tmp_path, _record(id=1), '{"text": ', _record(id=3))
    first, bad, last = read_records(path)
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert (first.id, last.id) == ("1", "3")
    assert isinstance(bad, MalformedRecord)
    assert bad.source == f"{path}:2"


def test_a_line_in_another_encoding_hides_no_other(tmp_path: Path) -> None:
    path = _written(tmp_path, _record(id=1), b'{"text": "\xe1\xba"}', _record(id=3))
    kinds = [type(found) for found in read_records(path)]
    assert kinds == [Page, UndecodablePage, Page]


def test_blank_lines_are_no_records_but_are_counted(tmp_path: Path) -> None:
    path = _written(tmp_path, "", _record(), "  ", _record())
    assert [page.source for page in _pages(path)] == [f"{path}:2", f"{path}:4"]


def test_lines_may_end_as_on_windows_and_the_file_begin_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_bytes(codecs.BOM_UTF8 + f"{_record(id=1)}\r\n{_record(id=2)}".encode())
    assert [page.id for page in _pages(path)] == ["1", "2"]


def test_a_line_separator_inside_a_text_does_not_end_the_record(tmp_path: Path) -> None:
    path = _written(tmp_path, _record(text="một\u2028hai\x85ba"))
    assert [page.raw for page in _pages(path)] == ["một\u2028hai\x85ba"]


def test_an_empty_file_has_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    path.touch()
    assert list(read_records(path)) == []


def test_a_missing_file_comes_as_its_error(tmp_path: Path) -> None:
    (error,) = read_records(tmp_path / "none.jsonl")
    assert isinstance(error, UnreadablePage)
    assert error.source == str(tmp_path / "none.jsonl")


def test_one_line_too_large_is_one_error_and_the_next_line_keeps_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "LARGEST", 100)
    monkeypatch.setattr(jsonl, "LARGEST", 100)
    path = _written(tmp_path, _record(text="a" * 350), _record(text="b"))
    large, page = read_records(path)
    assert isinstance(large, TooLarge)
    assert isinstance(page, Page)
    assert page.source == f"{path}:2"


def test_a_line_is_read_only_when_it_is_asked_for(tmp_path: Path) -> None:
    path = _written(tmp_path, _record(id=1), "{")
    pages = read_records(path)
    first = next(pages)
    assert isinstance(first, Page)
    assert isinstance(next(pages), PageError)
