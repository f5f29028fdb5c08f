"""Tables with named columns (RFC 4180 and what spreadsheets make of it), a page a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import IO

from diemtin.document import Page
from diemtin.errors import MalformedRecord, PageError, TooLarge
from diemtin.read.records import Columns, fold, page_of_record
from diemtin.read.streams import lines
from diemtin.read.text import LARGEST, decode

__all__ = ["read_table"]

_FIELDS = ("text", "id", "title", "published", "source")
# Spreadsheets write semicolons where the comma is the decimal sign, as in Vietnam.
_DELIMITERS = "\t,;"
_LONGEST_ROW = 50_000  # lines


def read_table(source: str, file: IO[bytes], columns: Columns | None = None) -> Iterator[Page | PageError]:
    """The pages of a table, read row by row; a bad row comes as its error, under the line on which it begins.

    The first row names the columns; its text tells what separates them.

    Raises:
        PageError: the first row cannot be read or names no column of text.
    """
    csv.field_size_limit(LARGEST)  # of the process, and 131,072 unless set: less than a page of HTML
    rows = _Decoded(source, lines(source, file))
    header, delimiter = _header(source, next(rows, ""), columns or Columns())
    table = csv.reader(rows, delimiter=delimiter)
    while True:
        place = rows.begin_row()
        try:
            row = next(table)
            if row:
                yield replace(page_of_record(place, _record(header, row)), encoding=rows.encoding)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"no row of a table ({error}): perhaps a quotation mark is never closed; the rest is not read"
            raise TooLarge(place, reason) from error
        except PageError as error:
            yield error


class _Decoded(Iterator[str]):
    """Lines as text, counted. A row may have several."""

    def __init__(self, source: str, lines: Iterator[bytes]) -> None:
        self._number = self._begin = 0
        self.encoding = "utf-8"  # of the line last read
        self._source = source
        self._lines = lines

    def begin_row(self) -> str:
        """Where the next row begins."""
        self._begin = self._number
        return f"{self._source}:{self._number + 1}"

    def __next__(self) -> str:
        line = next(self._lines)
        self._number += 1
        if self._number - self._begin > _LONGEST_ROW:
            raise csv.Error(f"over {_LONGEST_ROW:,} lines")
        text, self.encoding = decode(f"{self._source}:{self._number}", line)
        return text


def _header(source: str, line: str, columns: Columns) -> tuple[dict[str, int], str]:
    """Where each field stands, and the character between columns."""
    for delimiter in _DELIMITERS:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        names = {fold(cell): str(index) for index, cell in reversed(list(enumerate(cells)))}
        found = {field: int(index) for field in _FIELDS if (index := columns.find(field, names)) is not None}
        if "text" in found:
            return found, delimiter
    reason = f"no column of text among {line.strip()[:200]!r}; name it with --columns text=NAME"
    raise MalformedRecord(source, reason)


def _record(header: dict[str, int], row: Sequence[str]) -> dict[str, str | None]:
    """The fields of a row; an empty cell says nothing, and a row cut short lacks what is cut off."""
    return {field: row[index] or None for field, index in header.items() if index < len(row)}
