"""The folder of parts that a cluster writes, on any file system that fsspec knows.

Of each shard there is a part with its digests, one with its failures, and last a record that says that the shard is
done; each is written under another name and appears whole or not at all.
"""

from __future__ import annotations

import json
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from diemtin.batch.shards import Shard, file_system_of

__all__ = ["Parts", "Record"]

# What became of the pages of a shard: its address, its key, and steps as `diemtin.batch.flow.Step` has them.
Record = dict[str, Any]


class Parts:
    """The parts of one output."""

    def __init__(self, folder: str, suffix: str) -> None:
        self._files, self._folder = file_system_of(folder)
        self._suffix = suffix

    def digests(self, key: str) -> str:
        """Where the digests of a shard are."""
        return f"{self._folder}/part-{key}{self._suffix}"

    def errors(self, key: str) -> str:
        """Where its failures are."""
        return f"{self._folder}/errors-{key}.jsonl"

    def records(self) -> dict[str, Record]:
        """The records of all shards that are done, under the keys of the shards."""
        if not self._files.exists(self._folder):
            return {}
        self._files.invalidate_cache(self._folder)
        names = [path for path in self._files.ls(self._folder, detail=False) if self._is_record(path)]
        found = (json.loads(self._files.cat_file(name)) for name in sorted(names))
        return {record["key"]: record for record in found}

    def read(self, name: str) -> str | None:
        """What a file of the folder says; None if it is not there."""
        path = f"{self._folder}/{name}"
        return self._files.cat_file(path).decode() if self._files.exists(path) else None

    def lines(self, path: str) -> Iterator[str]:
        """The lines of a part, one at a time."""
        with self._files.open(path, "rb") as file:
            for line in file:
                yield line.decode().rstrip("\n")

    def finish(self, shard: Shard, digests: Path | None, errors: Path, record: Record) -> None:
        """Bring what was made of a shard to the folder, and last its record.

        Args:
            shard: which is done.
            digests: a local file; None where no page of the shard could be digested.
            errors: a local file.
            record: what became of its pages.
        """
        if digests:
            self._put(digests, self.digests(shard.key))
        self._put(errors, self.errors(shard.key))
        text = json.dumps({"shard": shard.address, "key": shard.key} | record, ensure_ascii=False)
        self.write(f"done-{shard.key}.json", text)

    def write(self, name: str, text: str) -> None:
        """Write a file of the folder, whole or not at all."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "whole"
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
            self._put(path, f"{self._folder}/{name}")

    def forget(self, keys: Iterable[str]) -> None:
        """Have shards done again: first their records go, then what was made of them."""
        for key in keys:
            for path in (f"{self._folder}/done-{key}.json", self.digests(key), self.errors(key)):
                if self._files.exists(path):
                    self._files.rm(path)

    def clear(self) -> None:
        """Delete the folder."""
        if self._files.exists(self._folder):
            self._files.rm(self._folder, recursive=True)

    def _put(self, path: Path, target: str) -> None:
        """Bring a local file there under another name, then give it its name."""
        unfinished = f"{target}.{uuid.uuid4().hex}.unfinished"
        self._files.makedirs(self._folder, exist_ok=True)
        self._files.put_file(str(path), unfinished)
        self._files.mv(unfinished, target)

    @staticmethod
    def _is_record(path: str) -> bool:
        name = path.rpartition("/")[2]
        return name.startswith("done-") and name.endswith(".json")
