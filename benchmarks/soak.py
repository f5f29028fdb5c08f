"""A batch whose workers are killed at random, and itself three times, beside one that is left in peace.

python -m benchmarks.soak [--articles 5000] [--seed 0]

Two articles of a hundred are broken. Exits with 1 unless both runs end with the same digests and failures.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.batch import TRAIN
from diemtin.batch import OutputFiles
from diemtin.corpora import excerpt, read_vietnews

# Between two killings of a worker, at most.
_ARTICLES_BETWEEN = 50
BROKEN = [
    "nonsense",
    '{"text": 7}',
    '{"text": ""}',
    '{"text": "Trang chủ\\nLượt xem: 42"}',
    '{"text": "x", "id": []}',
]


def write_archive(folder: Path, articles: int, syllables: int, vietnews: Path, chance: random.Random) -> int:
    """Files of 500 records, some of which are broken; how many are."""
    broken = 0
    folder.mkdir()
    for number, article in enumerate(read_vietnews(vietnews, articles)):
        with (folder / f"{number // 500:04}.jsonl").open("a", encoding="utf-8") as file:
            if chance.random() < 0.02:
                broken += 1
                file.write(chance.choice(BROKEN) + "\n")
            else:
                file.write(
                    json.dumps({"id": article.id, "text": excerpt(article, syllables)}, ensure_ascii=False) + "\n"
                )
    return broken


def batch(archive: Path, output: Path, workers: int) -> subprocess.Popen[bytes]:
    """Start the command."""
    command = [sys.executable, "-m", "diemtin", "batch", str(archive), "-o", str(output), "-j", str(workers), "-q"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def disturb(process: subprocess.Popen[bytes], until: float, chance: random.Random, longest: float) -> int:
    """Kill workers at random until a moment comes or the process ends; how many were killed.

    Args:
        process: the batch.
        until: when to end (monotonic clock).
        chance: what is random about it.
        longest: seconds between two killings at most.
    """
    killed = 0
    while process.poll() is None and time.monotonic() < until:
        time.sleep(chance.uniform(0.1, 1.0) * longest)
        workers = children(process.pid)
        if workers:
            killed += 1
            _kill(chance.choice(workers))
    return killed


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def lines(path: Path) -> list[bytes]:
    """The sorted lines of a file; none where there is no file."""
    return sorted(path.read_bytes().splitlines()) if path.exists() else []


def main(
    articles: Annotated[int, typer.Option(min=1)] = 5000,
    syllables: Annotated[int, typer.Option(min=1, help="length of an article")] = 100,
    workers: Annotated[int, typer.Option(min=1)] = 2,
    seed: int = 0,
    vietnews: Annotated[Path, typer.Option(exists=True, dir_okay=False)] = TRAIN,
) -> None:
    """Print what was killed and whether the outputs are the same."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        broken = write_archive(folder / "archive", articles, syllables, vietnews, chance)
        begun = time.monotonic()
        batch(folder / "archive", folder / "calm.jsonl", workers).wait()
        calm = time.monotonic() - begun
        killed, longest = 0, calm * _ARTICLES_BETWEEN / articles  # As many on a slow machine as on a fast one.
        for moment in _moments(calm, chance):
            process = batch(folder / "archive", folder / "soaked.jsonl", workers)
            killed += disturb(process, time.monotonic() + moment, chance, longest)
            process.kill()
            process.wait()
            print(f"the whole run killed after {moment:.0f} s, with {len(lines(folder / 'soaked.jsonl')):,} digests")
        process = batch(folder / "archive", folder / "soaked.jsonl", workers)
        killed += disturb(process, float("inf"), chance, longest)
        code = process.wait()
        found = [
            (lines(path), lines(OutputFiles(path).errors)) for path in (folder / "calm.jsonl", folder / "soaked.jsonl")
        ]
    digests, errors = len(found[0][0]), len(found[0][1])
    same = found[0] == found[1] and digests + errors == articles and errors == broken and code == 1
    print(f"{articles:,} articles, {broken} broken; {killed} workers killed; undisturbed {calm:.0f} s")
    print(f"{digests:,} digests and {errors} failures: {'the same, byte for byte' if same else 'NOT the same'}")
    if not same:
        print(f"  exit code {code}, {len(found[1][0]):,} digests and {len(found[1][1])} failures; the other failures:")
        for line in set(found[1][1]) ^ set(found[0][1]):
            print(f"  {line.decode()}")
        raise typer.Exit(1)


def _moments(calm: float, chance: random.Random) -> Iterator[float]:
    """How long each of three runs lives, so that none of them comes to the end."""
    return (chance.uniform(0.1, 0.3) * calm for _ in range(3))


if __name__ == "__main__":
    typer.run(main)
