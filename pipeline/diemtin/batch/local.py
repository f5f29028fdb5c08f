"""An archive on one machine: pages go to worker processes, results come back to one writer.

The parent process reads the pages, decides which are done already, writes results and commits; workers only
digest.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from diemtin.batch.flow import Step, flow
from diemtin.batch.inputs import Selection, content_key, find_pages, in_sample
from diemtin.batch.manifest import Making, OutputFiles
from diemtin.batch.pool import FORKS, Limits, Pool
from diemtin.batch.store import Store, open_store
from diemtin.batch.work import Task, Work, load_work_of, make_work
from diemtin.digest import Digester
from diemtin.document import Page
from diemtin.errors import BatchError, InputLost, PageError, WorkersFailed

__all__ = ["Options", "run_batch"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch is run; none of it but the marks of duplicates changes what a digest says.

    Attributes:
        workers: how many processes digest.
        limits: what one article may take.
        ordered: whether digests are written in the order of the input.
        selection: which pages are wanted.
        near_duplicates: whether articles that say nearly the same as an earlier one are marked, or left out if the
            selection is `unique`.
        retry_failed: try again what failed in earlier runs.
        restart: throw away what earlier runs wrote.
    """

    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    ordered: bool = True
    selection: Selection = field(default_factory=Selection)
    near_duplicates: bool = False
    retry_failed: bool = False
    restart: bool = False


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
    if options.near_duplicates and find_spec("rensa") is None:
        raise BatchError(str(output), "finding near-duplicates needs rensa: pip install 'diemtin[dedup]'")
    digester = load()
    making = Making(digester.request, with_words, digester.models, options.near_duplicates)
    work = make_work(digester, with_words=with_words, signed=options.near_duplicates)
    load_work = (lambda: work) if FORKS else partial(load_work_of, load, with_words, options.near_duplicates)
    store_of_output = open_store(
        output,
        making,
        [str(path) for path in inputs],
        retry_failed=options.retry_failed,
        restart=options.restart,
        unique=options.selection.unique,
    )
    with store_of_output as store:
        pages = find_pages(inputs, options.selection.without(OutputFiles(output).all))
        items = _limited(_tasks(pages, store, options.selection), options.selection.limit)
        try:
            yield from _digest(itertools.takewhile(lambda _: not stopped(), items), load_work, store, options)
        except (InputLost, WorkersFailed):
            store.finish(complete=False)
            raise
        store.finish(complete=not stopped())


def _digest(
    items: Iterator[Task | Step], load_work: Callable[[], Work], store: Store, options: Options
) -> Iterator[Step]:
    pool = Pool(load_work, options.workers, options.limits)
    try:
        yield from flow(items, pool, store.add, ordered=options.ordered)
    finally:
        pool.close()


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
