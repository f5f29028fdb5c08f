"""The same archive through the engine for one machine and through Ray, and whether the digests are identical.

python -m benchmarks.engines [--articles 2000] [--shards 20]

The shards are JSONL, Parquet and WARC in turn. Needs the extra `ray`. Exits with 1 unless all bytes are the same.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.batch import TRAIN
from diemtin.batch import OutputFiles
from diemtin.corpora import NewsArticle, read_vietnews

Record = dict[str, str]


def write_jsonl(path: Path, records: Sequence[Record]) -> None:
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    path.with_suffix(".jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def write_parquet(path: Path, records: Sequence[Record]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(list(records)), path.with_suffix(".parquet"))


def write_warc(path: Path, records: Sequence[Record]) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.with_suffix(".warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for record in records:
            answer = StatusAndHeaders("200 OK", [("Content-Type", "text/plain; charset=utf-8")], protocol="HTTP/1.1")
            content = io.BytesIO(f"{record['title']}\n\n{record['text']}".encode())
            address = f"https://tin.example/{record['id']}"
            writer.write_record(writer.create_warc_record(address, "response", content, http_headers=answer))


def write_archive(folder: Path, articles: Sequence[NewsArticle], shards: int) -> None:
    """Shards of about the same size, in three forms."""
    folder.mkdir()
    records = [
        {"id": article.id, "title": article.title, "text": "\n".join((article.standfirst, *article.body))}
        for article in articles
    ]
    for shard in range(shards):
        write = (write_jsonl, write_parquet, write_warc)[shard % 3]
        write(folder / f"{shard:04}", records[shard::shards])


def digested(archive: Path, output: Path, *options: str) -> None:
    """Run the command and print what it takes."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "diemtin", "batch", str(archive), "-o", str(output), "--quiet", *options]
    # Ray's workers give way to all others unless told otherwise, so that a busy machine hardly lets them work.
    code = subprocess.run(command, check=False, env=os.environ | {"RAY_worker_niceness": "0"}).returncode
    lines = output.read_bytes().splitlines() if output.exists() else []
    sums = hashlib.sha256(b"\n".join(lines)).hexdigest()[:16]
    print(
        f"{output.stem:6} exit code {code}, {len(lines):,} digests, SHA-256 {sums}..., {time.monotonic() - begun:.0f} s"
    )


def main(
    articles: Annotated[int, typer.Option(min=1)] = 2000,
    shards: Annotated[int, typer.Option(min=1)] = 20,
    vietnews: Annotated[Path, typer.Option(exists=True, dir_okay=False)] = TRAIN,
) -> None:
    """Print both outputs' sums and whether they are the same."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_archive(folder / "archive", list(read_vietnews(vietnews, articles)), shards)
        outputs = folder / "local.jsonl", folder / "ray.jsonl"
        digested(folder / "archive", outputs[0])
        digested(folder / "archive", outputs[1], "--engine", "ray", "--address", "local")
        found = [[path.read_bytes() if path.exists() else None for path in (o, OutputFiles(o).errors)] for o in outputs]
    same = found[0] == found[1] and found[0][0]
    print("the same, byte for byte" if same else "NOT the same")
    if not same:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
