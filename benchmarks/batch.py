"""What a batch costs: rate, memory and stages by size; and the engine beside a plain loop and a peer.

python -m benchmarks.batch [--articles 1000 --articles 5000 --articles 20000] [--workers 1 --workers 2]

The peer does less: word_tokenize and ner of underthesea, and sumy's TextRank, on the same articles.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing import active_children
from pathlib import Path
from typing import Annotated

import typer

import diemtin
from diemtin.batch import Options, OutputFiles, run_batch
from diemtin.batch.progress import Tally
from diemtin.corpora import NewsArticle, read_vietnews
from diemtin.digest import Digester
from diemtin.document import Page
from diemtin.read import read_pages
from diemtin.report.structured import to_json

TRAIN = Path(__file__).parents[2] / "shared/data/vietnews/train.jsonl.xz"
_BETWEEN_LOOKS = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """One batch: seconds by the wall and of processor time, of the parent alone too; memory in MiB over time."""

    tally: Tally
    wall: float
    processor: float
    parent: float
    workers: tuple[float, ...]
    own: tuple[float, ...]
    output: int
    journal: int


def write_archive(path: Path, articles: Sequence[NewsArticle], size: int) -> None:
    """A file of records, the articles over and over if there are not enough of them."""
    with path.open("w", encoding="utf-8") as file:
        for number, article in enumerate(islice(cycle(articles), size)):
            record = {"id": str(number), "title": article.title, "text": "\n".join((article.standfirst, *article.body))}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def run_measured(load: Callable[[], Digester], archive: Path, output: Path, workers: int) -> Run:
    """Digest an archive and look at the memory of all processes every second."""
    tally, looks, own, next_look = Tally(), list[float](), list[float](), 0.0
    before, before_parent, begun = _processor(), _parent(), time.perf_counter()
    for step in run_batch(load, [archive], output, Options(workers=workers, restart=True)):
        tally.add(step)
        if time.perf_counter() > next_look:
            next_look = time.perf_counter() + _BETWEEN_LOOKS
            looks.append(max((_memory(child.pid) for child in active_children() if child.pid), default=0.0))
            own.append(_memory(os.getpid()))
    files = OutputFiles(output)
    return Run(
        tally,
        time.perf_counter() - begun,
        _processor() - before,
        _parent() - before_parent,
        tuple(looks),
        tuple(own),
        output.stat().st_size,
        files.journal.stat().st_size,
    )


def _memory(pid: int) -> float:
    """Resident memory in MiB, with what is shared; 0 if the process is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / (1 << 20)


def _processor() -> float:
    return sum(_seconds(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _parent() -> float:
    return _seconds(resource.RUSAGE_SELF)


def _seconds(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def report(size: int, workers: int, run: Run) -> None:
    """Print one run."""
    quarter = max(1, len(run.workers) // 4)
    first, last = (max(looks) for looks in (run.workers[:quarter], run.workers[-quarter:]))
    done = run.tally.worked
    print(
        f"{size:7,} articles, {workers} workers: {done / run.wall:6.1f}/s, "
        f"{1000 * run.processor / done:5.1f} ms of processor each ({1000 * run.parent / done:4.2f} in the parent); "
        f"worker {first:4.0f} MiB in the first quarter, {last:4.0f} in the last; parent {max(run.own):4.0f} MiB"
    )
    print("        " + ", ".join(f"{stage} {share:.0%}" for stage, share in run.tally.shares().items()))
    million = 1_000_000 / done
    print(
        f"        a million: {run.processor * million / 3600:.1f} core hours, "
        f"{run.output * million / 1e9:.1f} GB of JSONL, {run.journal * million / 1e6:.0f} MB of journal"
    )


def compare(archive: Path, folder: Path, runs: int) -> None:
    """Print a plain loop, the engine with one and two workers, and the peer, in turn; medians and ratios run by run."""
    pages = [page for page in read_pages([archive]) if isinstance(page, Page)]
    digester = diemtin.load()

    def plain() -> None:
        for page in read_pages([archive]):
            assert isinstance(page, Page)
            to_json(digester(page))

    ways: dict[str, Callable[[], object]] = {
        "plain loop": plain,
        "batch, 1 worker": lambda: run_measured(lambda: digester, archive, folder / "one.jsonl", 1),
        "batch, 2 workers": lambda: run_measured(lambda: digester, archive, folder / "two.jsonl", 2),
        "underthesea, sumy": _peer(pages),
    }
    found = [{name: _timed(way) for name, way in ways.items()} for _ in range(runs)]
    for name in ways:
        wall, processor = (statistics.median(run[name][i] for run in found) for i in (0, 1))
        ratio = [statistics.median(run[name][i] / run["plain loop"][i] for run in found) for i in (0, 1)]
        print(
            f"  {name:18} {len(pages) / wall:6.1f}/s, {1000 * processor / len(pages):6.1f} ms of processor each; "
            f"of the plain loop's: wall {ratio[0]:5.2f}, processor {ratio[1]:5.2f}"
        )


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    begun, before = time.perf_counter(), _processor()
    work()
    return time.perf_counter() - begun, _processor() - before


def _peer(pages: Sequence[Page]) -> Callable[[], None]:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.text_rank import TextRankSummarizer
    from underthesea import ner, sent_tokenize, word_tokenize

    class Words:
        """What sumy calls to cut a sentence into words."""

        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(word_tokenize(text))

    summarize = TextRankSummarizer()

    def work() -> None:
        for page in pages:
            sentences = sent_tokenize(page.raw)
            for sentence in sentences:
                ner(sentence)
            document = ObjectDocumentModel([Paragraph([Sentence(sentence, Words()) for sentence in sentences])])
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                summarize(document, 2)

    ner(pages[0].raw[:100])  # What is loaded at the first call is not counted.
    return work


def main(
    articles: Annotated[list[int], typer.Option(min=1, help="sizes of archives")] = [1000, 5000, 20000],  # noqa: B006
    workers: Annotated[list[int], typer.Option(min=1, help="numbers of workers")] = [1, 2],  # noqa: B006
    compared: Annotated[int, typer.Option(min=0, help="articles for the comparison; 0: none")] = 200,
    runs: Annotated[int, typer.Option(min=1, help="runs of the comparison")] = 3,
    vietnews: Annotated[Path, typer.Option(exists=True, dir_okay=False)] = TRAIN,
) -> None:
    """Print the cost of batches, then the comparison."""
    texts = list(read_vietnews(vietnews, max([*articles, compared])))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in articles:
            write_archive(folder / "archive.jsonl", texts, size)
            for number in workers:
                report(
                    size, number, run_measured(diemtin.load, folder / "archive.jsonl", folder / "digests.jsonl", number)
                )
        if compared:
            write_archive(folder / "archive.jsonl", texts, compared)
            print(f"{compared} articles, median of {runs} runs in turn:")
            compare(folder / "archive.jsonl", folder, runs)


if __name__ == "__main__":
    typer.run(main)
