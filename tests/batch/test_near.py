"""Articles that say nearly the same are found, and no others."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from diemtin.batch import Selection, Step
from diemtin.batch.near import NearDuplicates, signature
from diemtin.errors import SettingsChanged
from tests.batch.fake import OPTIONS, records, run, texts, write_records

pytest.importorskip("rensa", reason="rensa is not installed")


def _article(seed: int, changed: int = 0) -> str:
    """Three hundred syllables; the last `changed` are others."""
    chance = random.Random(seed)
    said = [str(chance.randrange(10_000)) for _ in range(300)]
    return " ".join([*said[: 300 - changed], *(f"x{i}" for i in range(changed))])


def test_only_what_is_nearly_the_same_is_found() -> None:
    near = NearDuplicates(sqlite3.connect(":memory:"))
    assert near.original("a", signature(_article(1))) is None
    assert near.original("b", signature(_article(1, changed=5))) == "a"
    assert near.original("c", signature(_article(1).upper())) == "a"
    assert near.original("d", signature(_article(1, changed=150))) is None
    assert near.original("e", signature(_article(2))) is None
    assert near.original("f", signature("")) is None


def test_it_is_found_again_from_the_disk() -> None:
    database = sqlite3.connect(":memory:")
    near = NearDuplicates(database)
    near.original("a", signature(_article(1)))
    for statement, values in near.changes():
        database.execute(statement, values)
    near.committed()
    assert near.changes() == []
    assert near.original("b", signature(_article(1, changed=5))) == "a"
    assert NearDuplicates(database).original("b", signature(_article(1, changed=5))) == "a"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An article, two that are nearly the same, and another."""
    return write_records(tmp_path / "in.jsonl", [_article(1), _article(1, 4), _article(2), _article(1, 6)])


def _run(archive: Path, output: Path, selection: Selection) -> list[Step]:
    return run(archive, output, replace(OPTIONS, selection=selection, near_duplicates=True))


def test_near_duplicates_are_marked_in_one_run_and_over_several(archive: Path, tmp_path: Path) -> None:
    whole, resumed = tmp_path / "whole.jsonl", tmp_path / "resumed.jsonl"
    _run(archive, whole, Selection())
    assert [record.get("duplicate_of") for record in records(whole)] == [None, f"{archive}:1", None, f"{archive}:1"]
    for _ in range(4):
        _run(archive, resumed, Selection(limit=1))
    assert resumed.read_bytes() == whole.read_bytes()
    with pytest.raises(SettingsChanged, match="near-duplicates was True"):
        run(archive, whole)


def test_near_duplicates_are_left_out_when_asked_for(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    steps = _run(archive, output, Selection(unique=True))
    assert [step.outcome for step in steps] == ["digested", "duplicate", "digested", "duplicate"]
    assert texts(output) == [_article(1), _article(2)]
