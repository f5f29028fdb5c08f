"""How a batch is doing: a bar on a terminal, plain lines elsewhere, or JSON lines; and the summary at its end."""

from __future__ import annotations

import json
import multiprocessing
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol, cast

from diemtin.batch.flow import Ending, Step
from diemtin.batch.inputs import Selection, count
from diemtin.batch.work import Failure
from diemtin.errors import BatchError

__all__ = ["Bar", "JsonLines", "Lines", "Tally", "View", "counting", "summary_lines"]

_BETWEEN_LINES = 10.0
_BETWEEN_REFRESHES = 0.2
_MOST_GROUPS = 20
_MOST_FAILURES = 3


@dataclass(slots=True)
class Tally:
    """What has become of the pages so far.

    Attributes:
        outcomes: pages per outcome.
        groups: pages per group and outcome.
        stages: seconds spent in each stage, by all workers together.
        failures: the first few failures of this run.
        begun: when the batch began (monotonic clock).
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    groups: dict[str, Counter[str]] = field(default_factory=dict)
    stages: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def add(self, step: Step) -> None:
        """Count what a step tells of."""
        self.outcomes[step.outcome] += step.pages
        self.groups.setdefault(step.group, Counter())[step.outcome] += step.pages
        self.stages.update(step.seconds)
        if step.failure and len(self.failures) < _MOST_FAILURES:
            self.failures.append(step.failure)

    @property
    def seen(self) -> int:
        """Pages that were looked at, whatever became of them."""
        return self.outcomes.total()

    @property
    def failed(self) -> int:
        """Pages without a digest, of this run and of earlier ones."""
        return self.outcomes["failed"] + self.outcomes["failed before"]

    @property
    def worked(self) -> int:
        """Pages that this run itself digested or failed at."""
        return self.outcomes["digested"] + self.outcomes["failed"]

    @property
    def seconds(self) -> float:
        """Since the batch began."""
        return time.monotonic() - self.begun

    @property
    def rate(self) -> float:
        """Articles that this run has worked on in a second."""
        return self.worked / self.seconds if self.seconds else 0.0

    def steps(self, root: str) -> list[Step]:
        """All that was counted, in a few steps that count as much; the seconds are told under `root`."""
        counts = [
            Step(group, cast("Ending", outcome), pages=pages)
            for group, found in self.groups.items()
            for outcome, pages in found.items()
        ]
        return [*counts, Step(root, "digested", seconds=dict(self.stages), pages=0)]

    def shares(self) -> dict[str, float]:
        """The part of the workers' time that each stage took, greatest first."""
        total = self.stages.total() or 1.0
        return {stage: seconds / total for stage, seconds in self.stages.most_common()}


class View(Protocol):
    """Shows a batch while it runs."""

    def show(self, step: Step, tally: Tally, total: int | None) -> None:
        """Show that a page is done; `total` is how many there are, once that is known."""

    def close(self) -> None:
        """Leave the terminal as it was."""


class Bar:
    """A progress bar; drawn by whoever calls, for workers are forked and a thread would be in the way."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failed]}", style="red"),
            TextColumn("{task.fields[stages]}", style="dim"),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        self._task = self._bar.add_task("", total=None, rate="", failed="", stages="")
        self._bar.start()
        self._next = 0.0

    def show(self, step: Step, tally: Tally, total: int | None) -> None:  # noqa: ARG002
        """Redraw, if the last time was not just now."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _BETWEEN_REFRESHES
        self._bar.update(
            self._task,
            completed=tally.seen,
            total=total,
            refresh=True,
            rate=f"{tally.rate:.1f}/s",
            failed=f"{tally.failed:,} failed" if tally.failed else "",
            stages=_stages(tally, most=3),
        )

    def close(self) -> None:
        """Remove the bar."""
        self._bar.stop()


class Lines:
    """A line now and then."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._next = time.monotonic() + _BETWEEN_LINES

    def show(self, step: Step, tally: Tally, total: int | None) -> None:  # noqa: ARG002
        """Print a line, if the last one was a while ago."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _BETWEEN_LINES
        of = f" of {total:,}" if total else ""
        left = f", {_duration((total - tally.seen) * tally.seconds / tally.seen)} left" if total else ""
        self._say(f"{tally.seen:,}{of} articles, {tally.rate:.1f}/s, {tally.failed:,} failed{left}")

    def close(self) -> None:
        """Nothing is left behind."""


class JsonLines:
    """An event a line on standard error: each failure with its traceback, and now and then how far it has come."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _BETWEEN_LINES

    def show(self, step: Step, tally: Tally, total: int | None) -> None:
        """Log the page if it failed, and the state if that was a while ago."""
        if step.failure:
            failure = json.loads(step.failure.to_json())
            self.log("failed", failure | {"traceback": step.failure.traceback})
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _BETWEEN_LINES
            self.log("progress", _state(tally) | {"total": total})

    def close(self) -> None:
        """Nothing is left behind."""

    def log(self, event: str, fields: dict[str, Any]) -> None:
        """Write one event."""
        record = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **fields}
        line = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
        sys.stderr.write(f"{line}\n")

    def end(self, tally: Tally, errors: str, *, stopped: bool) -> None:
        """Log the summary, where the reasons of failures are, and whether the batch was stopped before its end."""
        groups = {group: dict(found) for group, found in tally.groups.items()}
        self.log("end", _state(tally) | {"groups": groups, "errors": errors, "stopped": stopped})


def summary_lines(tally: Tally) -> list[str]:
    """What a batch did, in a few lines: outcomes and speed, groups where there are several, stages, first failures."""
    outcomes = _outcomes(tally.outcomes) or "nothing to do"
    rate = f"{tally.rate:.1f} articles/s, " if tally.worked else ""
    lines = [f"{outcomes}; {rate}{_duration(tally.seconds)}"]
    if len(tally.groups) > 1:
        groups = sorted(tally.groups.items(), key=lambda item: -item[1].total())
        lines += [f"  {group}: {_outcomes(found)}" for group, found in groups[:_MOST_GROUPS]]
        if len(groups) > _MOST_GROUPS:
            lines.append(f"  and {len(groups) - _MOST_GROUPS:,} more")
    if tally.stages:
        lines.append(f"  stages: {_stages(tally, most=None)}")
    return lines + [f"  {_failure(failure)}" for failure in tally.failures]


@contextmanager
def counting(inputs: Sequence[str | Path], selection: Selection) -> Iterator[Callable[[], int | None]]:
    """Count the pages in a process of its own, for that can take long; yields what tells once it is known."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_count, args=(sender, inputs, selection), daemon=True)
    process.start()
    sender.close()
    total: int | None = None

    def known() -> int | None:
        nonlocal total
        if total is None and not receiver.closed and receiver.poll():
            try:
                total = receiver.recv()
            except EOFError:
                receiver.close()
        return total

    try:
        yield known
    finally:
        process.kill()
        process.join()


def _count(sender: Connection, inputs: Sequence[str | Path], selection: Selection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        found = count(inputs, selection)
    except (BatchError, OSError):
        found = None  # Whoever digests says what is wrong.
    with suppress(OSError):  # The batch may have ended before.
        sender.send(min(found, selection.limit) if found and selection.limit else found)


def _state(tally: Tally) -> dict[str, Any]:
    shares = {stage: round(share, 4) for stage, share in tally.shares().items()}
    return {"outcomes": dict(tally.outcomes), "rate": round(tally.rate, 2), "stages": shares}


def _failure(failure: Failure) -> str:
    named = failure.reason.startswith(failure.source)
    return failure.reason if named else f"{failure.source}: {failure.reason}"


def _outcomes(found: Counter[str]) -> str:
    return ", ".join(f"{number:,} {outcome}" for outcome, number in found.most_common())


def _stages(tally: Tally, most: int | None) -> str:
    return ", ".join(f"{stage} {share:.0%}" for stage, share in list(tally.shares().items())[:most])


def _duration(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))
