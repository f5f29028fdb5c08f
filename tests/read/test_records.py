"""Each record in JSON, a line or an element of an array, is a page or the reason why it is none."""

import codecs
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from diemtin.document import Format, Page
from diemtin.errors import EmptyArticle, MalformedRecord, PageError, TooLarge, UndecodablePage
from diemtin.read import records, streams, text
from diemtin.read.records import Columns, read_array, read_lines, read_record


def _record(**fields: object) -> str:
    return json.dumps({"text": "Sáng nay có tin.", **fields}, ensure_ascii=False)


def _written(folder: Path, *lines: str | bytes) -> Path:
    path = folder / "tin.jsonl"
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines) + b"\n")
    return path


def read_records(path: Path) -> Iterator[Page | PageError]:
    with path.open("rb") as file:
        yield from read_lines(str(path), file)


def _array(content: str | bytes) -> list[Page | PageError]:
    """The pages and errors of a JSON file."""
    stream = io.BufferedReader(io.BytesIO(content.encode() if isinstance(content, str) else content))
    try:
        return list(read_array("tin.json", stream))
    except PageError as error:
        return [error]


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


def test_an_empty_file_is_named_and_one_of_blank_lines_has_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    path.touch()
    [error] = read_records(path)
    assert isinstance(error, EmptyArticle)
    path.write_text("\n\n", encoding="utf-8")
    assert list(read_records(path)) == []


def test_one_line_too_large_is_one_error_and_the_next_line_keeps_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "LARGEST", 100)
    monkeypatch.setattr(streams, "LARGEST", 100)
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


def test_an_array_gives_its_records_by_their_numbers() -> None:
    first, second = _array(f"\ufeff [\n {_record(id=1)} ,\n{_record(source='x')}]\n")
    assert isinstance(first, Page)
    assert (first.source, first.id) == ("tin.json:1", "1")
    assert isinstance(second, Page)
    assert second.source == "x"


def test_a_record_over_several_lines_stands_alone() -> None:
    assert _array(json.dumps({"text": "Tin", "id": 7}, indent=2)) == [Page("tin.json", "Tin", id="7")]


def test_an_array_may_be_longer_than_what_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_BLOCK", 7)
    found = _array(json.dumps([{"text": "ạ" * size} for size in (1, 50, 0, 300)], ensure_ascii=False, indent=1))
    assert [len(page.raw) for page in found if isinstance(page, Page)] == [1, 50, 0, 300]


def test_a_bad_element_hides_no_other() -> None:
    found = _array(f'[{{"id": 1}}, 5, [], {_record(id=4)}]')
    assert [type(page) for page in found] == [MalformedRecord, MalformedRecord, MalformedRecord, Page]
    assert [page.source for page in found] == [f"tin.json:{number}" for number in (1, 2, 3, 4)]


def test_an_array_cut_off_gives_what_stands_before() -> None:
    stream = io.BufferedReader(io.BytesIO(f'[{_record()}, {{"text": "b'.encode()))
    pages = read_array("tin.json", stream)
    assert isinstance(next(pages), Page)
    with pytest.raises(MalformedRecord, match="cut off"):
        next(pages)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("", MalformedRecord),
        ("[" * 100_000, MalformedRecord),
        ('{"text": ' + "[" * 100_000, MalformedRecord),
        ('[{"text": "\xe9"}]'.encode("latin-1"), UndecodablePage),
        ("7", MalformedRecord),
    ],
)
def test_broken_json_is_named(content: str | bytes, kind: type[PageError]) -> None:
    assert [type(page) for page in _array(content)] == [kind]


def test_an_element_too_large_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_BLOCK", 8)
    monkeypatch.setattr(records, "LARGEST", 100)
    assert [type(page) for page in _array('[{"text": "' + "a" * 1000 + '"}]')] == [TooLarge]


def test_names_of_fields_can_be_given() -> None:
    columns = Columns.parse("text=Lời, id = số")
    page = read_record("f:1", '{"text": "không", "lời": "Tin", "số": "7"}', columns)
    assert (page.raw, page.id) == ("Tin", "7")


def test_names_of_fields_are_guessed_in_both_languages() -> None:
    page = read_record("f:1", '{"Nội dung": "Sáng nay", "tieu_de": "Tin", "url": "u", "date": 2022}')
    assert page == Page("u", "Tin\n\nSáng nay", title="Tin")


@pytest.mark.parametrize("wrong", ["text", "text=", "=a", "author=a", "text=a,text=b", "text=a,"])
def test_columns_that_make_no_sense_are_named(wrong: str) -> None:
    with pytest.raises(ValueError, match="FIELD=NAME"):
        Columns.parse(wrong)
