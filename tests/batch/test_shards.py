"""Shards of every kind are found and read."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from diemtin.batch.inputs import Selection, find_pages
from diemtin.batch.shards import Shard, find_shards, read_shard
from diemtin.document import Format, Page
from diemtin.errors import BatchError, InputLost, MalformedRecord, PageError, UnreadablePage
from tests.read.made import FILES

pytest.importorskip("fsspec", reason="fsspec is not installed")


def _read(path: Path | str) -> list[Page | PageError]:
    return list(read_shard(Shard(str(path), "", str(path), "")))


def test_shards_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a/c.parquet", "a.warc.gz", "note.log"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    names = [Path(shard.address).name for shard in find_shards([str(tmp_path)])]
    assert names == ["c.parquet", "a.warc.gz", "b.jsonl"]


def test_pages_are_those_that_one_machine_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, make in (FILES | {"a.json": FILES["a.html"]}).items():
        (tmp_path / "in/a-b" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in/a-b" / name).write_bytes(make())
    (tmp_path / "in/a").mkdir()
    (tmp_path / "in/a/b.txt").write_text("Tin", encoding="utf-8")
    found = [page for shard in find_shards(["in"]) for page in read_shard(shard)]
    assert found == [page for _, page in find_pages(["in"], Selection())]


def test_what_is_written_is_no_shard(tmp_path: Path) -> None:
    for name in ("a.jsonl", "out.jsonl", "out.jsonl.parts/part-1.jsonl", "out.jsonl.other"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    leave_out = [str(tmp_path / name) for name in ("out.jsonl", "out.jsonl.parts")]
    assert [Path(shard.address).name for shard in find_shards([str(tmp_path)], leave_out)] == ["a.jsonl"]


def test_an_address_that_nothing_reads_is_told_in_one_line() -> None:
    with pytest.raises(BatchError, match=r"no such address can be read: .*; install the driver"):
        find_shards(["nonsense://bucket/archive"])


def test_a_shard_that_two_inputs_hold_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"")
    (tmp_path / "b.jsonl").write_bytes(b"")
    found = find_shards([str(tmp_path / "b.jsonl"), str(tmp_path)])
    assert [Path(shard.address).name for shard in found] == ["b.jsonl", "a.jsonl"]


def test_a_shard_that_changes_is_another(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"1")
    [before] = find_shards([str(tmp_path)])
    assert find_shards([str(tmp_path)]) == [before]
    (tmp_path / "a.jsonl").write_bytes(b"12")
    assert find_shards([str(tmp_path)]) != [before]


@pytest.mark.parametrize("name", ["", "absent"])
def test_a_folder_without_shards_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputLost, match=str(tmp_path)):
        find_shards([str(tmp_path / name)])


@pytest.mark.parametrize("pack", [lambda content: content, gzip.compress], ids=["plain", "gzip"])
def test_records(tmp_path: Path, pack: object) -> None:
    content = b'{"text": "Tin", "id": 1}\n\nnonsense\n'
    path = tmp_path / ("a.jsonl" if pack is not gzip.compress else "a.jsonl.gz")
    path.write_bytes(pack(content))  # type: ignore[operator]
    page, error = _read(path)
    assert page == Page(f"{path}:1", "Tin", id="1")
    assert isinstance(error, MalformedRecord)
    assert error.source == f"{path}:3"


def test_rows_of_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    rows: list[dict[str, object]] = [
        {"text": "Tin", "title": "Tựa", "published": date(2022, 7, 7), "other": 1},
        {"text": None, "title": None, "published": None, "other": 2},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    page, error = _read(tmp_path / "a.parquet")
    assert isinstance(page, Page)
    assert (page.raw, page.published) == ("Tựa\n\nTin", "2022-07-07")
    assert isinstance(error, MalformedRecord)


def test_pages_of_warc(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="warcio is not installed")
    answers = [("200 OK", "text/html"), ("404 No", "text/html"), ("200 OK", "image/png")]
    warc = b"".join(_response(f"https://tin.example/{i}", *answer) for i, answer in enumerate(answers))
    (tmp_path / "a.warc.gz").write_bytes(warc)
    source = f"{tmp_path / 'a.warc.gz'}!https://tin.example/0"
    assert _read(tmp_path / "a.warc.gz") == [Page(source, "<p>Tin</p>", Format.HTML)]


def _response(address: str, status: str, kind: str) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n<p>Tin</p>"
    heads = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(f"{heads}{answer}\r\n\r\n".encode())


def test_single_pages_and_object_stores() -> None:
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe_file("/archive/a.html", b"<p>Tin</p>")
    files.pipe_file("/archive/b.jsonl", json.dumps({"text": "Tin"}).encode())
    shards = find_shards(["memory://archive"])
    pages = [page for shard in shards for page in read_shard(shard)]
    assert [(page.source, page.raw) for page in pages if isinstance(page, Page)] == [
        ("memory:///archive/a.html", "<p>Tin</p>"),
        ("memory:///archive/b.jsonl:1", "Tin"),
    ]


def test_a_broken_shard_is_an_error(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    [error] = _read(tmp_path / "a.parquet")
    assert isinstance(error, UnreadablePage)
