"""Random and mutated pages through the whole pipeline: nothing but DiemtinError, none slow.

python -m benchmarks.fuzz [--inputs 2000] [--seed 0]
"""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

import diemtin
from diemtin.document import Format, Page
from diemtin.errors import DiemtinError, StageError
from diemtin.read import read_pages

SAMPLES = Path(__file__).parents[1] / "samples"
LONGEST = 5.0  # seconds of processor, which on an idle machine are those of the clock
LONG = 100_000  # characters, some fifty pages of a book; one input in fifty has so many
HOSTILE = [
    "\u0301" * 50, "<a \"", "<!--", "&#", "<div>" * 200, "(" * 100, "ông ông ông ", "Đại tá, ", ">>> ", "\u200b" * 20,
    "\ud800", "\0", "1" * 400, "a.b." * 50, "http://" + "!" * 60, "\u202e", "\r", "\x85", "Ảnh: ", "\ufb03", "각",
]  # fmt: skip


def mutated(page: str, chance: random.Random) -> str:
    """A page with pieces cut, doubled, moved and replaced."""
    text = page
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((1, 3, 20, 200, 2000)))
        piece = text[start:end]
        into = chance.choice(("", piece * 2, piece[::-1], piece.upper(), chance.choice(HOSTILE), noise(chance)))
        text = text[:start] + into + text[end:]
    return text


def noise(chance: random.Random) -> str:
    """Characters of all planes, half of them of the kinds that break things."""
    return "".join(
        chance.choice(HOSTILE)
        if chance.random() < 0.1
        else chr(chance.choice((chance.randrange(0x250), chance.randrange(0x2FFFF))))
        for _ in range(chance.randint(0, 400))
    )


def lengthened(page: str, chance: random.Random) -> str:
    """A page of `LONG` characters: one piece of it, or one hostile piece, over and over within the page."""
    start = chance.randrange(len(page) + 1)
    part = page[start : start + chance.choice((1, 20, 300))]
    piece = chance.choice((page, part, chance.choice(HOSTILE), noise(chance)))
    return page[:start] + piece * (LONG // max(1, len(piece))) + page[start:]


def fuzzed(pages: list[str], chance: random.Random) -> str:
    """One input: mostly a mutated page, sometimes noise, now and then a very long page."""
    kind = chance.random()
    if kind < 0.02:
        return lengthened(mutated(chance.choice(pages), chance), chance)
    return mutated(chance.choice(pages), chance) if kind < 0.8 else noise(chance)


def main(
    inputs: Annotated[int, typer.Option(min=1)] = 2000,
    seed: Annotated[int, typer.Option()] = 0,
) -> None:
    """Print how the inputs ended and the slowest; exit 1 if one raised anything else or took over 5 s of processor."""
    chance = random.Random(seed)
    pages = [page.raw for page in read_pages([SAMPLES]) if isinstance(page, Page)]
    digester = diemtin.load()
    ends: Counter[str] = Counter()
    slowest, slowest_input = 0.0, ""
    for _ in range(inputs):
        raw = fuzzed(pages, chance)
        start = time.process_time()
        try:
            digester(Page("fuzz", raw, chance.choice(list(Format))))
            ends["digested"] += 1
        except StageError as error:
            ends[f"stage {error.stage} failed: {error.__cause__!r}"] += 1
        except DiemtinError as error:
            ends[type(error).__name__] += 1
        seconds = time.process_time() - start
        if seconds > slowest:
            slowest, slowest_input = seconds, raw
    for end, count in ends.most_common():
        print(f"{count:6} {end}")
    print(f"slowest {slowest:.2f} s of processor, {len(slowest_input):,} characters, from {slowest_input[:40]!r}")
    if slowest > LONGEST or any(end.startswith("stage") for end in ends):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
