"""Shards of an archive in a folder or an object store: JSONL, Parquet, WARC, or single pages; read through fsspec."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any

import fsspec
from fsspec.core import url_to_fs

from diemtin.document import Page
from diemtin.errors import InputLost, PageError, UnreadablePage
from diemtin.read import SUFFIXES
from diemtin.read.records import read_record
from diemtin.read.text import decode, page_of_text

__all__ = ["Shard", "find_shards", "read_shard"]

_RECORDS = (".jsonl", ".ndjson", ".jsonl.gz")
_WARC = (".warc", ".warc.gz")
_ENDINGS = (*SUFFIXES, *_RECORDS, ".parquet", *_WARC)


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of the archive; `key` changes with its address, size and date."""

    address: str
    key: str


def find_shards(inputs: Sequence[str]) -> list[Shard]:
    """All shards under folders or addresses such as `s3://bucket/archive`, in the order of their names.

    Raises:
        InputLost: an input is not there, or has no shard in it.
    """
    return [shard for root in inputs for shard in _under(root)]


def read_shard(shard: Shard) -> Iterator[Page | PageError]:
    """The pages of a shard in order, with errors in the place of what cannot be read."""
    address = shard.address
    try:
        with fsspec.open(address, "rb", compression="gzip" if address.endswith(".jsonl.gz") else None) as file:
            if address.endswith(_RECORDS):
                yield from _records(address, file)
            elif address.endswith(".parquet"):
                yield from _rows(address, file)
            elif address.endswith(_WARC):
                yield from _responses(address, file)
            else:
                yield _page(address, file.read(), address[address.rfind(".") :].lower())
    except (OSError, ValueError) as error:
        yield UnreadablePage(address, f"cannot be read: {error}")


def _under(root: str) -> list[Shard]:
    files, path = url_to_fs(root)
    if not files.exists(path):
        raise InputLost(root, "no such file or folder")
    found = files.find(path, detail=True) if files.isdir(path) else {path: files.info(path)}
    shards = [
        Shard(name if "file" in files.protocol else files.unstrip_protocol(name), _key(name, about))
        for name, about in sorted(found.items())
        if name.lower().endswith(_ENDINGS)
    ]
    if not shards:
        raise InputLost(root, f"no shard in this folder; looked for {', '.join(sorted(set(_ENDINGS)))}")
    return shards


def _key(name: str, about: dict[str, Any]) -> str:
    stamp = next((about[field] for field in ("ETag", "etag", "mtime", "LastModified", "updated") if field in about), "")
    return hashlib.sha256(f"{name}\n{about.get('size')}\n{stamp}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _records(address: str, file: IO[bytes]) -> Iterator[Page | PageError]:
    for number, line in enumerate(file, 1):
        if line.strip():
            yield _record(f"{address}:{number}", line)


def _rows(address: str, file: IO[bytes]) -> Iterator[Page | PageError]:
    """Rows with the columns of a record; other columns are left out."""
    import pyarrow.parquet as pq

    table = pq.ParquetFile(file)
    columns = [name for name in ("text", "id", "title", "published", "source") if name in table.schema_arrow.names]
    number = 0
    for rows in table.iter_batches(batch_size=256, columns=columns):
        for row in rows.to_pylist():
            number += 1
            yield _record(f"{address}:{number}", json.dumps(row, default=str).encode())


def _responses(address: str, file: IO[bytes]) -> Iterator[Page | PageError]:
    """The HTML and text pages of a WARC file (ISO 28500) that were answered with 200, by their addresses."""
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(file):
        heads = record.http_headers
        if record.rec_type != "response" or heads is None or heads.get_statuscode() != "200":
            continue
        kind = (heads.get_header("Content-Type") or "").lower()
        if kind.startswith(("text/", "application/xhtml")):
            source = record.rec_headers.get_header("WARC-Target-URI") or address
            yield _page(source, record.content_stream().read(), ".html" if "html" in kind else "")


def _record(place: str, line: bytes) -> Page | PageError:
    try:
        text, encoding = decode(place, line)
        return replace(read_record(place, text), encoding=encoding)
    except PageError as error:
        return error


def _page(source: str, content: bytes, suffix: str) -> Page | PageError:
    try:
        text, encoding = decode(source, content)
        return page_of_text(source, text, suffix, encoding)
    except PageError as error:
        return error
