"""Pages to the workers and results back, in order where that is wanted, in bounded memory.

At most `_WINDOW` results, or `_CHARACTERS` of them, wait for their turn.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from diemtin.batch.pool import Pool
from diemtin.batch.work import Digested, Failure, Outcome, Task, failure_of
from diemtin.errors import PageError

__all__ = ["Ending", "Step", "flow"]

_WINDOW = 2048
_CHARACTERS = 64_000_000
Result = tuple[Task, Outcome]
Ending = Literal["digested", "failed", "digested before", "failed before", "duplicate"]


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one page; a `duplicate` is left out as asked.

    Attributes:
        group: what the page is counted under.
        outcome: how it ended.
        failure: why, where it failed.
        seconds: what each stage took, where it was digested.
        pages: how many pages it tells of; a cluster tells of a whole shard at once.
    """

    group: str
    outcome: Ending
    failure: Failure | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    pages: int = 1


def flow(
    items: Iterator[Task | Step], pool: Pool, add: Callable[[Task, Outcome], bool], *, ordered: bool
) -> Iterator[Step]:
    """Keep all workers busy and hand on what they have done.

    Args:
        items: what is to be done, numbered without gaps, and what need not be.
        pool: who does it.
        add: takes each result; False if it is left out as a duplicate.
        ordered: whether results are taken in the order of the tasks.
    """
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
            yield _step(task, outcome) if add(task, outcome) else Step(task.group, "duplicate")
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
