"""A folder of Parquet files with one schema; needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diemtin.errors import BatchError, OutputLost

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ParquetParts", "rows_to_table", "schema", "write_part"]


def schema() -> pa.Schema:
    """The columns of a digest, those included that only some have."""
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        {
            "schema": text,
            "id": text,
            "source": text,
            **_page(),
            **_article(),
            **_findings(),
            "summary": _summary(),
            "models": _structs(stage=text, name=text, version=text),
            "sentences": _ranges(words=pa.list_(_span())),
            "duplicate_of": text,
        }
    )


def _page() -> dict[str, pa.DataType]:
    """What the page says of itself."""
    import pyarrow as pa

    text = pa.string()
    return {
        "encoding": pa.struct({"bytes": text, "repaired": _structs(encoding=text, start=pa.int32(), end=pa.int32())}),
        "title": text,
        "title_cased": text,
        "published": pa.struct({"text": text, "iso": text, "time": text, "reason": text}),
        "byline": text,
        "bylines": _texts(),
        "agency": text,
        "section": text,
        "site": text,
        "views": pa.int64(),
    }


def _article() -> dict[str, pa.DataType]:
    """The text, and what became of the lines of the page."""
    import pyarrow as pa

    text = pa.string()
    placed = _structs(kind=text, start=pa.int32(), end=pa.int32(), page=_span())
    return {
        "captions": _structs(text=text, credit=text),
        "text": text,
        "blocks": placed,
        "changes": placed,
        "furniture": _structs(kind=text, page=_span()),
    }


def _findings() -> dict[str, pa.DataType]:
    """What was found in the text."""
    import pyarrow as pa

    text = pa.string()
    return {
        "mentions": _structs(text=text, label=text, start=pa.int32(), end=pa.int32()),
        "people": pa.list_(_person()),
        "organizations": pa.list_(_body()),
        "locations": _structs(name=text, mentions=_span()),
        "abbreviations": _structs(short=text, long=text),
        "dates": _texts(iso=text, reason=text),
        "quantities": _texts(value=text, unit=text),
    }


def _summary() -> pa.DataType:
    import pyarrow as pa

    text, spans = pa.string(), pa.list_(_span())
    pieces = _texts(inserted=pa.bool_())
    sentences = _structs(text=text, sources=spans, page=spans, support=text, pieces=pieces)
    return pa.struct({"text": text, "sentences": sentences})


def _span() -> pa.DataType:
    import pyarrow as pa

    return pa.list_(pa.int32())


def _structs(**fields: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    return pa.list_(pa.struct(fields))


def _ranges(**further: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    return _structs(start=pa.int32(), end=pa.int32(), **further)


def _texts(**further: pa.DataType) -> pa.DataType:
    """Texts with their places."""
    import pyarrow as pa

    return _structs(text=pa.string(), start=pa.int32(), end=pa.int32(), **further)


def _person() -> pa.DataType:
    import pyarrow as pa

    integer, text = pa.int32(), pa.string()
    return pa.struct(
        {
            "name": text,
            "rank": text,
            "rank_info": pa.struct({"name": text, "grade": integer, "forces": pa.list_(text), "english": text}),
            "ranks": pa.list_(pa.struct({"mention": integer, "status": text})),
            "offices": pa.list_(pa.struct({"position": text, "organization": text, "tenure": text})),
            "mentions": pa.list_(integer),
            "references": pa.list_(integer),
        }
    )


def _body() -> pa.DataType:
    import pyarrow as pa

    text, span = pa.string(), pa.list_(pa.int32())
    full_name = pa.struct({"name": text, "inferred": pa.bool_(), "evidence": span, "page": span})
    return pa.struct({"name": text, "mentions": span, "resolved": full_name, "part_of": text})


def rows_to_table(lines: list[str]) -> pa.Table:
    """Digests as JSON into a table of that schema; half surrogates become escapes, for Parquet stores UTF-8."""
    import pyarrow as pa

    return pa.Table.from_pylist([_decoded(line) for line in lines], schema())


def _decoded(line: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(line)
    record["source"] = record["source"].encode("utf-8", "backslashreplace").decode()
    return record


class ParquetParts:
    """Parts `part-000000.parquet`, each of which appears under its name only when it is whole; counts parts."""

    rows_per_commit = 1000
    seconds_per_commit = 3600.0  # Each time makes a part.

    def __init__(self, folder: Path, position: int) -> None:
        if find_spec("pyarrow") is None:
            raise BatchError(str(folder), "Parquet needs pyarrow: pip install 'diemtin[parquet]'")
        self._folder = folder
        self._position = position
        self._waiting: list[str] = []
        folder.mkdir(exist_ok=True)
        found = sorted(folder.glob("part-*.parquet"))
        if len(found) < position:
            reason = f"has {len(found)} parts where {position} were written; start over with --restart"
            raise OutputLost(str(folder), reason)
        for path in [*found[position:], *folder.glob("*.unfinished")]:
            path.unlink()

    def append(self, line: str) -> None:
        """Keep a digest for the next part."""
        self._waiting.append(line)

    def sync(self) -> int:
        """Write what was kept as one part; the number of parts."""
        if self._waiting:
            path = self._folder / f"part-{self._position:06}.parquet"
            write_part(path, rows_to_table(self._waiting))
            self._waiting.clear()
            self._position += 1
        return self._position

    def close(self) -> None:
        """Nothing is open between parts."""


def write_part(path: Path, table: pa.Table) -> None:
    """Write one file under another name, synchronize it, and give it its name."""
    import pyarrow.parquet as pq

    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
