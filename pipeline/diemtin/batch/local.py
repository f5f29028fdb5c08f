"""An archive on one machine: pages go to worker processes, results come back to one writer.

The parent process reads the pages, decides which are done already, writes results and commits; workers only
digest. At most `_WINDOW` results wait for their turn when the order of the input is kept, so that memory does
not grow with the archive.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from diemtin.batch.inputs import Selection, content_key, find_pages, in_sample
from diemtin.batch.manifest import Making, OutputFiles
from diemtin.batch.pool import FORKS, Limits, Pool
from diemtin.batch.store import Store, open_store
from diemtin.batch.work import Digested, Failure, Outcome, Task, Work, failure_of, make_work
from diemtin.digest import Digester
from diemtin.document import Page
from diemtin.errors import PageError

__all__ = ["Options", "Step", "run_batch"]

_WINDOW = 2048
_CHARACTERS = 64_000_000
Result = tuple[Task, Outcome]


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch is run; none of it changes what a digest says.

    Attributes:
        workers: how many processes digest.
        limits: what one article may take.
        ordered: whether digests are written in the order of the input.
        selection: which pages are wanted.
        retry_failed: try again what failed in earlier runs.
        restart: throw away what earlier runs wrote.
    """

    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    ordered: bool = True
    selection: Selection = field(default_factory=Selection)
    retry_failed: bool = False
    restart: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one page; a `duplicate` is left out as asked.

    Attributes:
        group: what the page is counted under.
        outcome: how it ended.
        failure: why, where it failed.
        seconds: what each stage took, where it was digested.
    """

    group: str
    outcome: Literal["digested", "failed", "digested before", "failed before", "duplicate"]
    failure: Failure | None = None
    seconds: dict[str, float] = field(default_factory=dict)


def run_batch(
    load: Callable[[], Digester],
    inputs: Sequence[str | Path],
    output: Path,
    options: Options | None = None,
    *,
    with_words: bool = False,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Step]:
    """Digest what is not yet in the output, and list what cannot be digested.

    Args:
        load: gives the pipeline; called here, and in each worker where processes are not forked.
        inputs: files, folders, or `-`.
        output: where the digests go; its ending says in which form (see `diemtin.batch.outputs`).
        options: how to run.
        with_words: add sentences and words to the digests.
        stopped: asked before each page; once it says yes, only what is in flight is finished.

    Yields:
        What became of each page, in the order in which it is written.

    Raises:
        BatchError: the batch cannot start or go on; whatever was committed stays.
        ModelError: a model is missing or was made for another version.
    """
    options = options or Options()
    digester = load()
    making = Making(digester.length.sentences, digester.length.words, with_words, digester.models)
    work = make_work(digester, with_words=with_words)
    load_work = (lambda: work) if FORKS else partial(_load_work, load, with_words)
    with open_store(
        output, making, [str(path) for path in inputs], retry_failed=options.retry_failed, restart=options.restart
    ) as store:
        pages = find_pages(inputs, options.selection.without(OutputFiles(output).all))
        pool = Pool(load_work, options.workers, options.limits)
        try:
            items = _until(stopped, _limited(_tasks(pages, store, options.selection), options.selection.limit))
            yield from _flow(items, pool, store, ordered=options.ordered)
        finally:
            pool.close()
        store.finish(complete=not stopped())


def _load_work(load: Callable[[], Digester], with_words: bool) -> Work:
    return make_work(load(), with_words=with_words)


def _tasks(pages: Iterable[tuple[str, Page | PageError]], store: Store, selection: Selection) -> Iterator[Task | Step]:
    """What is to be done, and what need not be."""
    numbers = itertools.count()
    for group, page in pages:
        key = content_key(page)
        if not in_sample(key, selection.sample):
            continue
        occurrence, first = store.journal.see(key, page.source)
        if selection.unique and first is not None:
            yield Step(group, "duplicate")
        elif (before := store.journal.outcome(key, occurrence)) is not None:
            yield Step(group, "digested before" if before == "digested" else "failed before")
        else:
            yield Task(next(numbers), page, key, occurrence, first, group)


def _limited(items: Iterator[Task | Step], limit: int | None) -> Iterator[Task | Step]:
    left = limit
    for item in items:
        if left is not None and isinstance(item, Task):
            if left == 0:
                return
            left -= 1
        yield item


def _until(stopped: Callable[[], bool], items: Iterator[Task | Step]) -> Iterator[Task | Step]:
    return itertools.takewhile(lambda _: not stopped(), items)


def _flow(items: Iterator[Task | Step], pool: Pool, store: Store, *, ordered: bool) -> Iterator[Step]:
    """Keep all workers busy; write what they have done."""
    order = _Order(ordered=ordered)
    ahead: deque[Task | Step] = deque()
    done: list[Result] = []
    exhausted = False
    while True:
        while pool.idle and order.has_room and not exhausted:
            item = ahead.popleft() if ahead else next(items, None)
            if item is None:
                exhausted = True
            elif isinstance(item, Step):
                yield item
            elif isinstance(item.page, PageError):
                order.enter(item)
                done.append((item, failure_of(item.page, item, "read")))
                break  # It is written now, lest a bad input fill the memory.
            else:
                order.enter(item)
                pool.submit(item)
        for task, outcome in order.sorted(done):
            store.add(task, outcome)
            yield _step(task, outcome)
        done = []
        if pool.busy:
            if not ahead and not exhausted and not pool.idle:
                ahead.extend(itertools.islice(items, 1))  # Read while the workers work.
            done = pool.wait(0 if pool.idle and order.has_room and not exhausted else None)
        elif exhausted:
            return


def _step(task: Task, outcome: Outcome) -> Step:
    if isinstance(outcome, Digested):
        return Step(task.group, "digested", seconds=outcome.seconds)
    return Step(task.group, "failed", failure=outcome)


class _Order:
    """Holds results back until all before them are there, within bounds."""

    def __init__(self, *, ordered: bool) -> None:
        self._ordered = ordered
        self._waiting: dict[int, Result] = {}
        self._characters = 0
        self._entered = self._left = 0

    @property
    def has_room(self) -> bool:
        """Whether another task may be begun."""
        return self._entered - self._left < _WINDOW and self._characters < _CHARACTERS

    def enter(self, task: Task) -> None:
        """Note that a task was begun; they are numbered without gaps."""
        self._entered = task.number + 1

    def sorted(self, results: Iterable[Result]) -> Iterator[Result]:
        """The results whose turn it is."""
        for task, outcome in results:
            if not self._ordered:
                self._left += 1
                yield task, outcome
                continue
            self._waiting[task.number] = task, outcome
            self._characters += _size(outcome)
        while self._left in self._waiting:
            result = self._waiting.pop(self._left)
            self._left += 1
            self._characters -= _size(result[1])
            yield result


def _size(outcome: Outcome) -> int:
    return len(outcome.line) if isinstance(outcome, Digested) else 0
