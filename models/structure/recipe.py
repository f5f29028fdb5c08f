"""Rebuild this model with one command.

    python models/structure/recipe.py --vietnews PATH/train.jsonl.xz --mds PATH/KTLAB-200document-clusters.zip

Articles of vietnews train and of VN-MDS are put into generated page frames (`frames/`), half of them plain text
and half HTML; a conditional random field learns what each line of these pages is. Frames of the family
`held_out` and the articles that `frames.articles.read_held_out` reads are left to `benchmarks/clean.py`.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from safetensors.numpy import save_file

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))  # `frames` is imported from the root of the checkout, as the benchmarks do

from models.structure.frames.articles import Source, read_sources  # noqa: E402
from models.structure.frames.compose import compose  # noqa: E402
from models.structure.frames.page import Frame  # noqa: E402
from models.structure.frames.render import ComposedPage, render  # noqa: E402

from diemtin import __version__  # noqa: E402
from diemtin.clean.features import line_features  # noqa: E402
from diemtin.clean.layout import read_layout  # noqa: E402
from diemtin.clean.reading import read_lines  # noqa: E402
from diemtin.clean.structure import FORMAT, states_of  # noqa: E402
from diemtin.field import Features, field_arrays  # noqa: E402

FRAMES = 600
L1, L2, ITERATIONS = 0.2, 0.1, 70
SEED = 2021


def pages(sources: Sequence[Source], number: int) -> Iterator[ComposedPage]:
    """Pages on frames of the training family, every article in turn; a few have no article."""
    chance = random.Random(SEED)
    for i in range(number):
        frame = Frame("training", chance.randrange(FRAMES))
        source = None if chance.random() < 0.02 else sources[i % len(sources)]
        yield render(frame, compose(frame, source, sources, chance), chance)


def examples(composed: ComposedPage, chance: random.Random) -> tuple[Features, list[str]] | None:
    """The features and states of the lines of a page, now and then with less known of it."""
    lines, title, _ = read_lines(composed.page)
    if not lines:
        return None
    if chance.random() < 0.25:
        lines = [replace(line, hint=None) for line in lines]
    if chance.random() < 0.25:
        lines = [replace(line, is_main=None) for line in lines]
    if chance.random() < 0.3:
        title = None
    return line_features(read_layout(lines, title)), states_of(composed.roles(lines))


def attributes(features: Features, chance: random.Random) -> list[list[str]]:
    """The places of the features of each line as python-crfsuite wants them.

    A new site has other words, so of each page some words are hidden wherever they stand, and of some pages all.
    """
    found = [[str(place) for place in row] for row in features.always.tolist()]
    hidden = 1.0 if chance.random() < 0.1 else chance.uniform(0, 0.6)
    seen = {place for place in sorted(set(features.further.tolist())) if chance.random() >= hidden}
    for token, place in zip(features.tokens.tolist(), features.further.tolist(), strict=True):
        if place in seen:
            found[token].append(str(place))
    return found


def train(composed: Iterator[ComposedPage], path: Path, iterations: int) -> tuple[int, int]:
    """Fit the field with python-crfsuite and write its weights; returns the numbers of pages and lines."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": iterations, "feature.possible_transitions": True})
    chance = random.Random(SEED)
    number = size = 0
    for page in composed:
        found = examples(page, chance)
        if found:
            trainer.append(attributes(found[0], chance), found[1])
            number, size = number + 1, size + len(found[1])
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(str(Path(folder) / "model.crf"))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(Path(folder) / "model.crf"))
        info = tagger.info()
        save_file(field_arrays(info.state_features, info.transitions, tagger.labels()), path)
    return number, size


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz", exists=True, dir_okay=False)],
    mds: Annotated[Path | None, typer.Option(help="zip file of VN-MDS", exists=True, dir_okay=False)] = None,
    limit: Annotated[int | None, typer.Option(help="read only so many articles of vietnews")] = None,
    step: Annotated[int, typer.Option(help="of these, every so many-th; an even number")] = 30,
    number: Annotated[int, typer.Option("--pages", help="how many pages to compose")] = 1500,
    iterations: Annotated[int, typer.Option(help="iterations of L-BFGS")] = ITERATIONS,
    output: Annotated[Path, typer.Option(help="the folder to write to")] = HERE,
) -> None:
    """Build model.safetensors and config.json."""
    if step % 2:
        raise typer.BadParameter("odd steps reach articles that are held out", param_hint="--step")
    output.mkdir(parents=True, exist_ok=True)
    sources = list(read_sources(vietnews, mds, limit, step))
    size, lines = train(pages(sources, number), output / "model.safetensors", iterations)
    trained_on = f"{size} composed pages of {len(sources)} articles on {FRAMES} frames, {lines} lines"
    config = {"format": FORMAT, "version": __version__, "trained_on": trained_on}
    (output / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    typer.echo(f"wrote {output / 'model.safetensors'}: trained on {trained_on}")


if __name__ == "__main__":
    typer.run(main)
