"""What the lines of held-out pages are, beside trafilatura and jusText: python -m benchmarks.clean.

Pages: articles of vietnews train that the line model was not trained on, on frames of a family whose wordings,
templates and names none of the training pages used (`models/structure/frames`), half of them plain text.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from models.structure.frames.articles import read_held_out
from models.structure.frames.compose import compose
from models.structure.frames.page import Frame
from models.structure.frames.render import ComposedPage, render

from benchmarks.counts import Count
from diemtin.clean import StructureModel, clean
from diemtin.clean.lines import Line, Role
from diemtin.clean.reading import read_lines
from diemtin.document import BlockKind, Format, FurnitureKind, Page
from diemtin.errors import EmptyArticle
from diemtin.normalize import syllables, token_key
from diemtin.read import read_page

ROOT = Path(__file__).parents[1]
WRITTEN = Path(__file__).parent / "pages"
TRAIN = ROOT.parent / "shared/data/vietnews/train.jsonl.xz"
FRAMES = 150
SEED = 7
ROLES: dict[str, Role] = {role.value: role for kinds in (BlockKind, FurnitureKind) for role in kinds}
PROSE = (BlockKind.TITLE, BlockKind.LEAD, BlockKind.HEADING, BlockKind.PARAGRAPH)
BODY = PROSE[1:]


@dataclass
class Figures:
    """Counts over all pages.

    Attributes:
        article: syllables of title, lead, headings and paragraphs, against all other lines.
        kinds: lines of each kind.
        parts: pages on which all lines of a kind are found, and nothing else as that kind.
        pages: how many pages there are.
        empty: how many of them were said to have no article.
    """

    article: Count = field(default_factory=Count)
    kinds: dict[Role, Count] = field(default_factory=dict)
    parts: Counter[Role] = field(default_factory=Counter)
    pages: int = 0
    empty: int = 0

    def add(self, lines: Sequence[Line], found: Sequence[Role], truth: Sequence[Role]) -> None:
        """Compare the roles of the lines of a page."""
        self.pages += 1
        self.empty += not any(role in BODY for role in found)
        for line, role, wanted in zip(lines, found, truth, strict=True):
            is_found, is_wanted = role in PROSE, wanted in PROSE
            self.article.right += line.length * (is_found and is_wanted)
            self.article.found += line.length * is_found
            self.article.wanted += line.length * is_wanted
            for kind in {role, wanted}:
                count = self.kinds.setdefault(kind, Count())
                count.right += role is wanted
                count.found += role is kind
                count.wanted += wanted is kind
        for kind in BlockKind:
            self.parts[kind] += [role is kind for role in found] == [role is kind for role in truth]


def held_out_pages(vietnews: Path, number: int) -> Iterator[ComposedPage]:
    """Pages on held-out frames, each of another article."""
    sources = list(read_held_out(vietnews))
    chance = random.Random(SEED)
    for i in range(number):
        frame = Frame("held_out", chance.randrange(FRAMES))
        yield render(frame, compose(frame, sources[i % len(sources)], sources, chance), chance, f"page {i}")


def written_figures(model: StructureModel) -> Figures:
    """Of the pages that were written by hand."""
    figures = Figures()
    for path in sorted(WRITTEN.glob("*.roles")):
        page = read_page(next(page for page in WRITTEN.glob(f"{path.stem}.*") if page.suffix != ".roles"))
        lines, title, _ = read_lines(page)
        figures.add(lines, model(lines, title), [ROLES[value] for value in path.read_text("utf-8").split()])
    return figures


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four syllables, as the article-extraction benchmark of Scrapinghub counts them."""
    keys = [token_key(word) for word in syllables(text)]
    return Counter(zip(*(keys[i:] for i in range(4)), strict=False))


def compare(count: Count, found: str, wanted: str) -> None:
    """Count the shingles of a text that was found and of the one that was wanted."""
    one, two = shingles(found), shingles(wanted)
    count.right += sum((one & two).values())
    count.found += sum(one.values())
    count.wanted += sum(two.values())


def print_figures(name: str, figures: Figures) -> None:
    """Print the counts over some pages."""
    lines = sum(count.wanted for count in figures.kinds.values())
    right = sum(count.right for count in figures.kinds.values())
    print(f"{figures.pages} {name} pages, {lines} lines; {figures.empty} are taken for pages without article")
    print("precision, recall, F1")
    print(f"  article text against all else, by syllables: {figures.article}")
    print(
        f"  all kinds of lines, micro-F1 (each line has one kind: the share that is right): {100 * right / lines:.1f}"
    )
    for kind, count in sorted(figures.kinds.items(), key=lambda pair: -pair[1].wanted):
        print(f"    {kind.value:12} {count}  {count.wanted:6} lines")
    print("share of pages on which a kind is exactly right:")
    print("  " + ", ".join(f"{kind.value} {100 * figures.parts[kind] / figures.pages:.1f}" for kind in BlockKind))


def diemtin_text(page: Page, model: StructureModel) -> str:
    try:
        article = clean(page, model=model)
    except EmptyArticle:
        return ""
    return "\n".join(block.span.of(article.text) for block in article.blocks if block.kind in BODY)


def trafilatura_text(page: Page) -> str:
    import trafilatura

    return trafilatura.extract(page.raw, include_comments=False) or ""


def justext_text(page: Page) -> str:
    import justext

    paragraphs = justext.justext(page.raw.encode("utf-8"), justext.get_stoplist("Vietnamese"), encoding="utf-8")
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz")] = TRAIN,
    number: Annotated[int, typer.Option("--pages", help="how many pages to compose")] = 300,
    models: Annotated[Path | None, typer.Option(help="a folder of models to look in first")] = None,
    peers: Annotated[bool, typer.Option(help="compare with trafilatura and jusText on the HTML pages")] = True,
) -> None:
    """Print how well the lines of held-out pages are told apart."""
    model, figures = StructureModel.load(models), Figures()
    systems: dict[str, Callable[[Page], str]] = {"diemtin": lambda page: diemtin_text(page, model)}
    if peers:
        systems |= {"trafilatura": trafilatura_text, "jusText": justext_text}
    texts = {name: Count() for name in systems}
    pages = 0
    for composed in held_out_pages(vietnews, number):
        lines, title, _ = read_lines(composed.page)
        truth = composed.roles(lines)
        figures.add(lines, model(lines, title), truth)
        if composed.page.format is Format.HTML:
            pages += 1
            wanted = "\n".join(line.text for line, role in zip(lines, truth, strict=True) if role in BODY)
            for name, text in systems.items():
                compare(texts[name], text(composed.page), wanted)
    print_figures("held-out", figures)
    print_figures("hand-written", written_figures(model))
    print(f"lead, headings and paragraphs on the {pages} HTML pages, by runs of four syllables:")
    for name, count in texts.items():
        print(f"  {name:12} {count}")


if __name__ == "__main__":
    typer.run(main)
