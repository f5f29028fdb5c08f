"""Each form of output holds the digests, and can be cut back to what was committed."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from diemtin.batch.outputs import open_output
from diemtin.document import Digest
from diemtin.errors import OutputLost
from diemtin.report.structured import digest_schema, to_json

FORMS = ["out.jsonl", "out.csv", "out.sqlite", "out.parquet"]


def _ids(path: Path) -> list[str]:
    if path.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
        return [row["id"] for row in parquet.read_table(path).to_pylist()]
    if path.suffix == ".sqlite":
        with sqlite3.connect(path) as database:
            return [id for (id,) in database.execute("SELECT id FROM digests ORDER BY number")]
    if path.suffix == ".csv":
        return [row["id"] for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True))]
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def lines(digests: dict[str, Digest]) -> list[str]:
    """The digests of the samples as JSON."""
    return [to_json(digest, with_words=True) for digest in digests.values()]


@pytest.mark.parametrize("name", FORMS)
def test_what_was_not_committed_is_cut_off(tmp_path: Path, name: str, lines: list[str]) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    output = open_output(tmp_path / name, 0)
    for line in lines[:3]:
        output.append(line)
    position = output.sync()
    output.append(lines[3])
    output.sync()
    output.close()
    output = open_output(tmp_path / name, position)
    output.append(lines[4])
    output.sync()
    output.close()
    assert _ids(tmp_path / name) == [json.loads(lines[i])["id"] for i in (0, 1, 2, 4)]
    with pytest.raises(OutputLost, match="--restart"):
        open_output(tmp_path / name, 10**9)


def test_other_endings_are_lines_of_json(tmp_path: Path) -> None:
    output = open_output(tmp_path / "out", 0)
    output.append('{"id": "1"}')
    assert (tmp_path / "out").read_bytes() == b'{"id": "1"}\n'
    output.close()


def test_a_row_of_csv_tells_who_with_which_rank(tmp_path: Path, digests: dict[str, Digest]) -> None:
    output = open_output(tmp_path / "out.csv", 0)
    output.append(to_json(digests["01-police-conference.txt"]))
    output.close()
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["people"].startswith("Đại tá Trần Văn Khải; Đại tá Phạm Đình Lữ; ")
    assert (row["published"], row["views"]) == ("2022-07-07", "1203")


def test_tables_can_be_asked_who_holds_which_office(tmp_path: Path, digests: dict[str, Digest]) -> None:
    output = open_output(tmp_path / "out.sqlite", 0)
    for digest in digests.values():
        output.append(to_json(digest))
    output.sync()
    output.close()
    question = """
        SELECT position, organization FROM offices JOIN digests ON digest = number
        WHERE name = 'Trần Văn Khải' AND title LIKE 'Công an tỉnh Quảng Ngãi%'
    """
    with sqlite3.connect(tmp_path / "out.sqlite") as database:
        assert ("Giám đốc", "Công an tỉnh") in database.execute(question).fetchall()


def test_parquet_holds_the_whole_digest(tmp_path: Path, lines: list[str]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    output = open_output(tmp_path / "out.parquet", 0)
    for line in lines:
        output.append(line)
    output.sync()
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [_without_mark(row) for row in rows] == [json.loads(line) for line in lines]


def _without_mark(row: dict[str, Any]) -> dict[str, Any]:
    assert row.pop("duplicate_of") is None
    return row


def test_parquet_has_a_column_for_all_that_a_digest_can_hold() -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from diemtin.batch.parquet import schema

    assert set(schema().names) == set(digest_schema()["properties"])
