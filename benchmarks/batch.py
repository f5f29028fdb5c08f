"""What a batch costs: rate, memory and stages by size on one core and on two; its start; a plain loop and a peer.

python -m benchmarks.batch [--articles 20000 [--articles 5000]] [--cores 1 --cores 2] [--compared 100] [--runs 3]

A batch with N workers has N cores for itself, its parent and its workers together. Rates are by the clock; on a busy
machine the processor time that an article takes tells more. The peer does less: word_tokenize and ner of underthesea,
and sumy's TextRank, on the same articles.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing import active_children
from pathlib import Path
from typing import Annotated

import typer
from threadpoolctl import threadpool_limits

import diemtin
from diemtin.batch import Options, OutputFiles, run_batch
from diemtin.batch.parquet import rows_to_table, write_part
from diemtin.batch.progress import Tally
from diemtin.corpora import NewsArticle, read_vietnews
from diemtin.digest import Digester
from diemtin.document import Page
from diemtin.read import read_pages
from diemtin.report.structured import to_json

TRAIN = Path(__file__).parents[2] / "shared/data/vietnews/train.jsonl.xz"
_BETWEEN_LOOKS = 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a batch had come: pages done, seconds by the clock, highest memory so far in MiB."""

    done: int
    wall: float
    worker: float
    parent: float
    shares: dict[str, float]


@dataclass(frozen=True, slots=True)
class Run:
    """One batch: its marks, processor seconds of all and of the parent alone, bytes of its output and journal."""

    marks: list[Mark]
    processor: float
    parent: float
    output: int
    journal: int


def write_archive(path: Path, articles: Sequence[NewsArticle], size: int) -> float:
    """A file of records, the articles over and over if there are not enough of them; their mean syllables."""
    syllables = 0
    with path.open("w", encoding="utf-8") as file:
        for number, article in enumerate(islice(cycle(articles), size)):
            record = {"id": str(number), "title": article.title, "text": "\n".join((article.standfirst, *article.body))}
            syllables += len(record["text"].split())
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return syllables / size


def run_measured(
    load: Callable[[], Digester], archive: Path, output: Path, workers: int, marks: Sequence[int] = ()
) -> Run:
    """Digest an archive on as many cores as there are workers; look at the memory of all processes every second."""
    tally, found, worker, own, next_look = Tally(), list[Mark](), 0.0, 0.0, 0.0
    before, before_parent, begun = _processor(), _parent(), time.perf_counter()
    with on_cores(workers):
        for step in run_batch(load, [archive], output, Options(workers=workers, restart=True)):
            tally.add(step)
            if time.perf_counter() > next_look or tally.worked in marks:
                next_look = time.perf_counter() + _BETWEEN_LOOKS
                worker = max([worker, *(_memory(child.pid) for child in active_children() if child.pid)])
                own = max(own, _memory(os.getpid()))
            if tally.worked in marks:
                found.append(Mark(tally.worked, time.perf_counter() - begun, worker, own, tally.shares()))
    if tally.worked not in marks:
        found.append(Mark(tally.worked, time.perf_counter() - begun, worker, own, tally.shares()))
    sizes = [path.stat().st_size for path in (output, OutputFiles(output).journal)]
    return Run(found, _processor() - before, _parent() - before_parent, *sizes)


@contextmanager
def on_cores(number: int) -> Iterator[None]:
    """Keep this process and what it starts to so many cores, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:number])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


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


def report(cores: int, run: Run) -> None:
    """Print one run: what it had done at each mark, and what it cost."""
    done = run.marks[-1].done
    print(
        f"{cores} cores, {cores} workers: {1000 * run.processor / done:.1f} ms of processor an article, "
        f"{1000 * run.parent / done:.2f} of them in the parent"
    )
    for mark in run.marks:
        shares = ", ".join(f"{stage} {share:.0%}" for stage, share in mark.shares.items() if share >= 0.01)
        print(
            f"  {mark.done:7,} articles after {mark.wall:6.1f} s, {mark.done / mark.wall:5.1f}/s; "
            f"worker {mark.worker:4.0f} MiB, parent {mark.parent:4.0f}; {shares}"
        )
    for name, number in (("a million", 1_000_000), ("ten million", 10_000_000)):
        times = number / done
        print(
            f"  {name}: {run.processor * times / 3600:.0f} core hours, {run.output * times / 1e9:.0f} GB of JSONL, "
            f"{run.journal * times / 1e6:.0f} MB of journal"
        )
    print(f"  one parent keeps up with {(run.processor - run.parent) / run.parent:.0f} workers")


def print_ratio(cores: Sequence[int], runs: Sequence[Run]) -> None:
    """Print how much faster more cores are, at the largest mark that all runs have."""
    times = [{mark.done: mark.wall for mark in run.marks} for run in runs]
    size = max(set.intersection(*map(set, times)), default=0)
    for number, seconds in zip(cores[1:], times[1:], strict=False):
        if size:
            ratio = times[0][size] / seconds[size]
            print(f"{size:,} articles: {number} cores have {ratio:.2f} times the rate of {cores[0]}")


def print_parquet(output: Path) -> None:
    """Print what a million digests take as Parquet, reckoned from the first thousand."""
    with output.open(encoding="utf-8") as file:
        lines = list(islice(file, 1000))
    part = output.with_name("part.parquet")
    write_part(part, rows_to_table(lines))
    print(f"a million digests as Parquet: {part.stat().st_size / len(lines) / 1000:.1f} GB")


def print_start(archive: Path, folder: Path, runs: int) -> None:
    """Print how long the command takes to its first digest, beside `import torch`, in turn."""
    found = []
    for number in range(runs):
        output = folder / f"start{number}.jsonl"
        command = [sys.executable, "-m", "diemtin", "batch", str(archive), "-o", str(output), "--quiet", "--limit", "1"]
        seconds = []
        for started in (command, [sys.executable, "-c", "import torch"]):
            begun = time.perf_counter()
            process = subprocess.Popen(started)
            while process.poll() is None and not (started is command and output.exists() and output.stat().st_size):
                time.sleep(0.002)
            seconds.append(time.perf_counter() - begun)
            process.wait()
        found.append(seconds)
    first, torch = (statistics.median(run[i] for run in found) for i in (0, 1))
    ratio = statistics.median(run[0] / run[1] for run in found)
    print(f"start to first digest {first:.2f} s, python -c 'import torch' {torch:.2f} s; ratio {ratio:.2f}")


def compare(archive: Path, folder: Path, runs: int) -> None:
    """Print a plain loop, the engine on one core and on two, and the peer, in turn; medians and ratios run by run."""
    pages = [page for page in read_pages([archive]) if isinstance(page, Page)]
    digester = diemtin.load()

    def plain() -> None:
        with on_cores(1):
            for page in read_pages([archive]):
                assert isinstance(page, Page)
                to_json(digester(page))

    ways: dict[str, Callable[[], object]] = {
        "plain loop": plain,
        "batch, 1 core": lambda: run_measured(lambda: digester, archive, folder / "one.jsonl", 1),
        "batch, 2 cores": lambda: run_measured(lambda: digester, archive, folder / "two.jsonl", 2),
        "underthesea, sumy": _peer(pages),
    }
    with threadpool_limits(1):  # as in the workers
        found = [{name: _timed(way) for name, way in ways.items()} for _ in range(runs)]
    for name in ways:
        wall, processor = (statistics.median(run[name][i] for run in found) for i in (0, 1))
        ratio = [statistics.median(run[name][i] / run["plain loop"][i] for run in found) for i in (0, 1)]
        print(
            f"  {name:18} {len(pages) / wall:6.1f}/s, {1000 * processor / len(pages):6.1f} ms of processor an article; "
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
    articles: Annotated[list[int], typer.Option(min=1, help="articles of each run; the last holds for more")] = [20000],  # noqa: B006
    marks: Annotated[list[int], typer.Option("--mark", min=1, help="sizes at which to look")] = [1000, 5000],  # noqa: B006
    cores: Annotated[list[int], typer.Option(min=1, help="numbers of cores")] = [1, 2],  # noqa: B006
    compared: Annotated[int, typer.Option(min=0, help="articles for the comparison; 0: none")] = 100,
    runs: Annotated[int, typer.Option(min=1, help="runs of the comparison and of the start")] = 3,
    vietnews: Annotated[Path, typer.Option(exists=True, dir_okay=False)] = TRAIN,
) -> None:
    """Print the cost of batches, then the start, then the comparison."""
    texts = list(read_vietnews(vietnews, max([*articles, compared])))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found: list[Run] = []
        for number, size in zip(cores, (*articles, *[articles[-1]] * len(cores)), strict=False):
            syllables = write_archive(folder / "archive.jsonl", texts, size)
            print(f"{size:,} articles of vietnews train, {syllables:.0f} syllables on average")
            found.append(run_measured(diemtin.load, folder / "archive.jsonl", folder / "digests.jsonl", number, marks))
            report(number, found[-1])
        print_ratio(cores, found)
        print_parquet(folder / "digests.jsonl")
        print_start(folder / "archive.jsonl", folder, runs)
        if compared:
            write_archive(folder / "archive.jsonl", texts, compared)
            print(f"{compared} articles, median of {runs} runs in turn:")
            compare(folder / "archive.jsonl", folder, runs)


if __name__ == "__main__":
    typer.run(main)
