"""Records in JSON: a line each, an array of them, or one alone; and what a record says about its page."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import count
from typing import IO, Any, TextIO

from diemtin.document import Page
from diemtin.errors import EmptyArticle, MalformedRecord, PageError, TooLarge, UndecodablePage
from diemtin.read.streams import lines
from diemtin.read.text import LARGEST, decode

__all__ = ["Columns", "page_of_record", "read_array", "read_lines", "read_record"]

_BLOCK = 1 << 16  # characters


@dataclass(frozen=True, slots=True)
class Columns:
    """What the fields of records, or the columns of a table, are called; those that are None are guessed.

    A name is guessed from the lists below, the first that is there; case and spaces around it do not count.
    """

    text: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None

    @classmethod
    def parse(cls, description: str) -> Columns:
        """Columns from `text=noi_dung,title=tieu_de`.

        Raises:
            ValueError: no pairs of that form, or an unknown or repeated field; its text says which.
        """
        known = [field.name for field in fields(cls)]
        named: dict[str, str] = {}
        for pair in description.split(","):
            field, equals, name = (part.strip() for part in pair.partition("="))
            if field not in known or not equals or not name or field in named:
                raise ValueError(f"'{pair}' is not FIELD=NAME with a FIELD, once each, of {', '.join(known)}")
            named[field] = name
        return cls(**named)

    def find(self, field: str, names: Mapping[str, str]) -> str | None:
        """What `field` is called among `names` (folded name to the name as it is); None if nothing fits."""
        stated: str | None = getattr(self, field)
        guesses = (stated,) if stated else _GUESSES[field]
        return next((names[folded] for guess in guesses if (folded := fold(guess)) in names), None)


_GUESSES = {
    "text": ("text", "content", "body", "article", "noi_dung", "nội dung", "noi dung", "noidung", "van_ban", "văn bản"),
    "id": ("id", "ma", "mã", "ma_bai", "mã bài"),
    "title": ("title", "headline", "tieu_de", "tiêu đề", "tieu de", "tieude"),
    "published": ("published", "date", "published_at", "ngay_dang", "ngày đăng", "ngay dang", "ngay", "ngày"),
    "source": ("source", "url", "link", "nguon", "nguồn"),
}


def fold(name: str) -> str:
    """The form in which names of columns are compared."""
    return name.strip().casefold()


def read_lines(source: str, file: IO[bytes], columns: Columns | None = None) -> Iterator[Page | PageError]:
    """The pages of a `.jsonl` file, read line by line; a bad line comes as its error."""
    number = 0
    for number, line in enumerate(lines(source, file), 1):
        if line.strip():
            yield _record_or_error(f"{source}:{number}", line, columns)
    if not number:
        yield EmptyArticle(source, "the file is empty")


def _record_or_error(place: str, line: bytes, columns: Columns | None) -> Page | PageError:
    try:
        text, encoding = decode(place, line)
        return replace(read_record(place, text, columns), encoding=encoding)
    except PageError as error:
        return error


def read_record(place: str, line: str, columns: Columns | None = None) -> Page:
    """The page of one record (see `page_of_record`), which is one JSON object.

    Raises:
        MalformedRecord: not JSON, no object, no `text`, or a field that is not a string.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise MalformedRecord(place, f"not a JSON record: {error}") from error
    return page_of_record(place, record, columns)


def read_array(source: str, file: IO[bytes], columns: Columns | None = None) -> Iterator[Page | PageError]:
    """The pages of a JSON array of records, read one by one, or the page of one record over several lines.

    Raises:
        PageError: the JSON is broken or not UTF-8 (RFC 8259); what comes after is lost.
    """
    text = io.TextIOWrapper(file, "utf-8-sig")
    try:
        yield from _elements(_Scanner(source, text), columns)
    finally:
        text.detach()


def _elements(scanner: _Scanner, columns: Columns | None) -> Iterator[Page | PageError]:
    if scanner.character() != "[":
        yield page_of_record(scanner.source, scanner.value(), columns)
        return
    scanner.step()
    for number in count(1):
        if scanner.character() == "]":
            return
        record = scanner.value()
        try:
            yield page_of_record(f"{scanner.source}:{number}", record, columns)
        except PageError as error:
            yield error
        if scanner.character() == ",":
            scanner.step()


@dataclass
class _Scanner:
    """Reads JSON values from a text of any length; holds no more than one of them."""

    source: str
    file: TextIO
    buffer: str = ""
    position: int = 0

    def character(self) -> str:
        """The next character that is no space, which stays; none at the end."""
        for _ in range(LARGEST // _BLOCK):
            self.position += len(self.buffer) - self.position - len(self.buffer[self.position :].lstrip(" \t\r\n"))
            if self.position < len(self.buffer) or not self._read():
                break
        return self.buffer[self.position : self.position + 1]

    def step(self) -> None:
        """Pass over one character."""
        self.position += 1

    def value(self) -> object:
        """The next value. It is tried again with twice the text until it is whole, in linear time altogether."""
        while True:
            try:
                value, self.position = json.JSONDecoder().raw_decode(self.buffer, self.position)
                return value
            except (ValueError, RecursionError) as error:
                if len(self.buffer) - self.position > LARGEST:
                    reason = f"a record of over {LARGEST:,} characters, or broken JSON; the rest is not read"
                    raise TooLarge(self.source, reason) from error
                if not self._read():
                    raise MalformedRecord(
                        self.source, f"not JSON, or cut off; the rest is not read: {error}"
                    ) from error

    def _read(self) -> bool:
        rest = self.buffer[self.position :]
        try:
            piece = self.file.read(max(_BLOCK, len(rest)))
        except UnicodeDecodeError as error:
            raise UndecodablePage(self.source, "JSON that is not UTF-8; convert it first") from error
        self.buffer, self.position = rest + piece, 0
        return bool(piece)


def page_of_record(place: str, record: object, columns: Columns | None = None) -> Page:
    """The page of one record.

    A title that the text does not begin with is put before it, followed by a blank line, so that it too
    can be traced: offsets count in that joined text.

    Args:
        place: file and line, for errors and where the record names no source.
        record: what JSON or a table gives.
        columns: what the fields are called.

    Raises:
        MalformedRecord: no object, no text, or a field that is not a string.
    """
    names = _names(record) if isinstance(record, dict) else {}
    columns = columns or Columns()
    title, text, id, published, source = (
        _string(place, record, columns.find(field, names)) for field in ("title", "text", "id", "published", "source")
    )
    if text is None:
        form = '{"text": "...", "id"?, "title"?, "published"?, "source"?}'
        raise MalformedRecord(place, f"a record is {form}; with other names say --columns text=NAME")
    raw = f"{title}\n\n{text}" if title and not text.lstrip().startswith(title.strip()) else text
    return Page(source=source or place, raw=raw, id=id, title=title, published=published)


def _names(record: dict[str, object]) -> dict[str, str]:
    """Folded names of fields to the names as they are; a guess must be text, a standard name must be right."""
    return {fold(name): name for name, value in record.items() if isinstance(value, str) or name in _GUESSES}


def _string(place: str, record: Any, field: str | None) -> str | None:
    value = record.get(field) if field else None
    if isinstance(value, int) and not isinstance(value, bool) and field == "id":
        return str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedRecord(place, f'"{field}" must be a string')
    if field != "text" and any("\ud800" <= c <= "\udfff" for c in value):
        raise MalformedRecord(place, f'"{field}" has half of a surrogate pair')
    return value
