"""ROUGE of round-ups on VN-MDS, 200 clusters of raw news articles with two written summaries each.

python -m benchmarks.round_up [--part all|development|measured]

VietnameseMDS (Tran et al., 2013) comes as one archive; its texts have captions and bylines run into them, and they go
in as they are. One cluster in four was used to set the few constants of the selection (`development`); the others
(`measured`) were not looked at. Each reference is compared alone, and the mean of the two is taken. Every system may
use as many syllables as the references have in the mean.
"""

from __future__ import annotations

import re
import statistics
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any

import typer

from diemtin.document import Span
from diemtin.normalize import syllables
from diemtin.rouge import Metric, rouge
from diemtin.roundup.selection import picks
from diemtin.segment.sentences import split_sentences
from diemtin.summarize import Length, Source, Summarizer

VN_MDS = Path(__file__).parents[1] / "../shared/data/vn-mds/KTLAB-200document-clusters.zip"
DEVELOPMENT = 4  # one cluster in so many


class Part(StrEnum):
    """Which clusters are measured on."""

    ALL = "all"
    DEVELOPMENT = "development"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles of one event and the summaries that people wrote of them."""

    number: int
    stories: tuple[Source, ...]
    references: tuple[str, ...]


System = Callable[[Sequence[Source]], list[str]]


def read_clusters(path: Path) -> Iterator[Cluster]:
    """The clusters of the archive by number; articles by name, with their titles, cut into sentences by our rules."""
    with zipfile.ZipFile(path) as archive:
        names = sorted(archive.namelist())

        def text(name: str) -> str:
            return archive.read(name).decode("utf-8-sig").strip()

        found = {match[1] for name in names if (match := re.match(r"clusters/cluster_(\d+)/.", name))}
        for number in sorted(found, key=int):
            folder = f"clusters/cluster_{number}/"
            bodies = [name for name in names if name.startswith(folder) and name.endswith(".body.txt")]
            stories = [_story(text(name), text(name.replace(".body.", ".info."))) for name in bodies]
            references = [text(f"{folder}cluster_{number}.ref{i}.txt") for i in (1, 2)]
            yield Cluster(int(number), tuple(stories), tuple(references))


def _story(body: str, about: str) -> Source:
    title = re.search(r"^TITLE:\s*(.*)$", about, re.MULTILINE)
    sentences = [span.of(body) for span in split_sentences(body, Span(0, len(body)))]
    return Source(sentences, title[1].replace("_", " ").strip() if title else None)


def within(sentences: Sequence[str], room: int) -> list[int]:
    """The indexes of those sentences, taken in order, that there is room for."""
    kept = []
    for i, sentence in enumerate(sentences):
        size = len(syllables(sentence))
        if size <= room:
            kept.append(i)
            room -= size
    return kept


def first_sentences(room: int) -> System:
    """The first sentence of each article, then the second of each, as long as there is room."""

    def system(stories: Sequence[Source]) -> list[str]:
        rounds = zip_longest(*(story.texts for story in stories))
        found = [text for some in rounds for text in some if text]
        return [found[i] for i in within(found, room)]

    return system


def sumy_system(name: str, room: int) -> System:
    """LexRank or TextRank of sumy over all sentences together: the best that there is room for, in their order."""
    from importlib import import_module

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    class Syllables:
        """What sumy calls to cut a sentence into words."""

        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(syllables(text))

    module = import_module(f"sumy.summarizers.{ {'LexRank': 'lex_rank', 'TextRank': 'text_rank'}[name] }")
    summarizer, tokenizer = getattr(module, f"{name}Summarizer")(), Syllables()

    def fitting(ranked: Sequence[Any]) -> list[Any]:
        """Of the sentences by rank those that there is room for; sumy takes this in place of a count."""
        return [ranked[i] for i in within([str(info.sentence) for info in ranked], room)]

    def system(stories: Sequence[Source]) -> list[str]:
        texts = [text for story in stories for text in story.texts]
        document = ObjectDocumentModel([Paragraph([Sentence(text, tokenizer) for text in texts])])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [str(sentence) for sentence in summarizer(document, fitting)]

    return system


def our_system(summarizer: Summarizer, room: int, *, verbatim: bool = False) -> System:
    """Our round-up."""

    def system(stories: Sequence[Source]) -> list[str]:
        return [pick.chosen.text for pick in picks(summarizer, stories, Length(None, room), verbatim=verbatim)]

    return system


def systems(room: int) -> dict[str, System]:
    """What is measured, by the name in the table."""
    summarizer = Summarizer.load()
    return {
        "first sentences": first_sentences(room),
        "sumy LexRank": sumy_system("LexRank", room),
        "sumy TextRank": sumy_system("TextRank", room),
        "diemtin, whole sentences": our_system(summarizer, room, verbatim=True),
        "diemtin round-up": our_system(summarizer, room),
    }


@dataclass(frozen=True, slots=True)
class Scored:
    """ROUGE-1, ROUGE-2 and ROUGE-L of one round-up in each metric, means over the references, and its syllables."""

    figures: tuple[tuple[float, float, float], ...]
    syllables: int


def scored(text: str, references: Sequence[str]) -> Scored:
    """Compare one round-up with its references, one by one."""
    figures = []
    for metric in Metric:
        found = [rouge(text, reference, metric) for reference in references]
        one, two, longest = (statistics.mean(getattr(s, part) for s in found) for part in ("one", "two", "longest"))
        figures.append((one, two, longest))
    return Scored(tuple(figures), len(syllables(text)))


def row(found: Sequence[Scored]) -> str:
    """Means in percent, as the columns of the table."""
    columns = []
    for metric in range(len(Metric)):
        means = [100 * statistics.mean(one.figures[metric][part] for one in found) for part in range(3)]
        columns.append(" / ".join(f"{mean:4.1f}" for mean in means))
    return f"{columns[0]:>20} {columns[1]:>20} {statistics.mean(one.syllables for one in found):10.1f}"


def main(
    path: Annotated[Path, typer.Argument(help="KTLAB-200document-clusters.zip")] = VN_MDS,
    part: Annotated[Part, typer.Option(help="which clusters")] = Part.ALL,
) -> None:
    """Print F1 of ROUGE-1, ROUGE-2 and ROUGE-L in both metrics against both references, and the mean length."""
    everything = list(read_clusters(path))
    room = round(statistics.mean(len(syllables(text)) for cluster in everything for text in cluster.references))
    table: dict[str, list[Scored]] = {}
    with ProcessPoolExecutor() as processes:
        for name, system in systems(room).items():
            texts = [" ".join(system(cluster.stories)) for cluster in everything]
            table[name] = list(processes.map(scored, texts, [cluster.references for cluster in everything]))
        seconds, firsts = zip(*((c.references[1], c.references[:1]) for c in everything), strict=True)
        table["one reference by the other"] = list(processes.map(scored, seconds, firsts))
    for some in [Part.ALL, Part.DEVELOPMENT, Part.MEASURED] if part is Part.ALL else [part]:
        chosen = [i for i, cluster in enumerate(everything) if _is_in(cluster, some)]
        print(f"{some.value}: {len(chosen)} clusters of VN-MDS, at most {room} syllables; R-1 / R-2 / R-L")
        print(f"{'':28} {'published metric':>20} {'syllable metric':>20} {'syllables':>10}")
        for name, found in table.items():
            print(f"{name:28} {row([found[i] for i in chosen])}")


def _is_in(cluster: Cluster, part: Part) -> bool:
    return part is Part.ALL or (cluster.number % DEVELOPMENT == 0) == (part is Part.DEVELOPMENT)


if __name__ == "__main__":
    typer.run(main)
