"""How the cost of cleaning grows with the length of a page.

python -m benchmarks.growth [--megabytes 1,2,4,8]

The pages are articles of vietnews train one after the other, in plain text, a paragraph a line with a blank line
between. Seconds are of the processor, the least of three runs; the time that reading UTF-8 takes is included.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from diemtin.clean import clean
from diemtin.corpora import read_vietnews
from diemtin.read.text import decode, page_of_text

VIETNEWS = Path(__file__).parents[1] / "../shared/data/vietnews/train.jsonl.xz"
SIZES = "1,2,4,8"
RUNS = 3


def page_of(size: int, vietnews: Path) -> bytes:
    """Articles until there are as many bytes, cut at a line."""
    lines, length = [], 0
    for line in _lines(vietnews):
        lines.append(line)
        length += len(line.encode()) + 2
        if length >= size:
            break
    return "\n\n".join(lines).encode()


def _lines(vietnews: Path) -> Iterator[str]:
    for article in read_vietnews(vietnews):
        yield from (article.title, article.standfirst, *article.body)


def seconds(content: bytes) -> float:
    """The least time of the processor that reading and cleaning take."""
    least = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        text, encoding = decode("-", content)
        clean(page_of_text("-", text, encoding=encoding))
        least = min(least, time.process_time() - start)
    return least


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz")] = VIETNEWS,
    megabytes: Annotated[str, typer.Option(help="sizes, joined by commas")] = SIZES,
) -> None:
    """Print the seconds for each size, and those for a megabyte of it."""
    clean(page_of_text("-", "\n\n".join(["Sáng nay, Công an tỉnh Đồng Cát tổ chức hội nghị tại trụ sở."] * 3)))
    for size in map(int, megabytes.split(",")):
        taken = seconds(page_of(size * 1_000_000, vietnews))
        print(f"{size} MB: {taken:.2f} s, {taken / size:.2f} s a megabyte")


if __name__ == "__main__":
    typer.run(main)
