"""Shards of an archive in a folder or an object store, read through fsspec: any file that holds pages is one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec
from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from diemtin.document import Page
from diemtin.errors import BatchError, InputLost, PageError, UnreadablePage
from diemtin.read import SUFFIXES, Columns, read_stream
from diemtin.read.listing import pages_among

__all__ = ["Shard", "file_system_of", "find_shards", "read_shard"]


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of the archive.

    Attributes:
        address: where it is, for all nodes.
        key: changes with its address, size and date.
        name: what its pages are named after, as one machine would.
        root: the input that it was found in.
    """

    address: str
    key: str
    name: str
    root: str


def file_system_of(address: str) -> tuple[AbstractFileSystem, str]:
    """The file system that an address is on, and what it is called there.

    Raises:
        BatchError: nothing is installed that reads such addresses, or nothing reads them.
    """
    try:
        files, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        remedy = "install the driver of fsspec for it on every node"
        raise BatchError(address, f"no such address can be read: {error}; {remedy}") from error
    return files, str(path)


def find_shards(inputs: Sequence[str], leave_out: Sequence[str] = ()) -> list[Shard]:
    """All shards under folders or addresses such as `s3://bucket/archive`, in the order in which one machine reads.

    Args:
        inputs: folders, files or addresses; a shard that two of them hold is found once.
        leave_out: files and folders that are no input, such as the output itself.

    Raises:
        InputLost: an input is not there, or has no shard in it.
    """
    own = [file_system_of(place)[1] for place in leave_out]
    found: dict[str, Shard] = {}
    for shard in (shard for root in inputs for shard in _under(root, own)):
        found.setdefault(shard.key, shard)
    return list(found.values())


def read_shard(shard: Shard, columns: Columns | None = None) -> Iterator[Page | PageError]:
    """The pages of a shard in order, with errors in the place of what cannot be read.

    Args:
        shard: what to read.
        columns: what fields of records and columns of tables are called, where that is not to be guessed.
    """
    try:
        with fsspec.open(shard.address, "rb") as file:
            yield from read_stream(shard.name, file, columns)
    except OSError as error:
        yield UnreadablePage(shard.name, error.strerror or str(error))


def _under(root: str, leave_out: Sequence[str]) -> list[Shard]:
    files, path = file_system_of(root)
    if not files.exists(path):
        raise InputLost(root, "no such file or folder")
    found = files.find(path, detail=True) if files.isdir(path) else {path: files.info(path)}
    kept = {name: about for name, about in found.items() if not _lies_in(name, leave_out)}
    names = _pages(kept) if files.isdir(path) else list(kept)
    if not names:
        raise InputLost(root, f"no page in this folder; looked for {', '.join(sorted(SUFFIXES))}")
    if "file" in files.protocol:
        called = {name: str(Path(root) / PurePosixPath(name).relative_to(path)) for name in names}
        return [Shard(name, _key(name, found[name]), called[name], root) for name in names]
    addresses = {name: files.unstrip_protocol(name) for name in names}
    return [Shard(addresses[name], _key(name, found[name]), addresses[name], root) for name in names]


def _lies_in(name: str, folders: Sequence[str]) -> bool:
    return any(name == folder or name.startswith(f"{folder}/") for folder in folders)


def _pages(found: dict[str, Any]) -> list[str]:
    """The names of pages among those of all files, folder by folder as `diemtin.batch.inputs` has them."""
    names = sorted(found, key=lambda name: PurePosixPath(name).parts)
    inside: dict[PurePosixPath, list[str]] = {}
    for path in map(PurePosixPath, names):
        inside.setdefault(path.parent, []).append(path.name)
    wanted = {folder / name for folder, within in inside.items() for name in pages_among(within)}
    return [name for name in names if PurePosixPath(name) in wanted]


def _key(name: str, about: dict[str, Any]) -> str:
    stamp = next((about[field] for field in ("ETag", "etag", "mtime", "LastModified", "updated") if field in about), "")
    return hashlib.sha256(f"{name}\n{about.get('size')}\n{stamp}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
