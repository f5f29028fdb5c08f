"""What is done with one page of an archive, and the two ways in which that ends."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from diemtin.batch.near import signature
from diemtin.digest import Digester
from diemtin.document import Page
from diemtin.errors import DiemtinError, PageError, StageError
from diemtin.report.structured import digest_record

__all__ = ["Digested", "Failure", "Outcome", "Task", "Work", "failure_of", "load_work_of", "make_work"]

READ, REPORT = "read", "report"


@dataclass(frozen=True, slots=True)
class Task:
    """One page of the archive, or why it could not be read.

    Attributes:
        number: its place among the pages that are not yet done, from 0.
        page: what to digest.
        key: the hash of the page's content.
        occurrence: how many pages of the same content came before it.
        duplicate_of: the source of the first page that says the same, or None.
        group: what the page is counted under.
    """

    number: int
    page: Page | PageError
    key: bytes
    occurrence: int = 0
    duplicate_of: str | None = None
    group: str = ""

    @property
    def trace(self) -> str:
        """What the page is called in errors and logs: the same in every run."""
        return self.key.hex()[:16]


@dataclass(frozen=True, slots=True)
class Digested:
    """A digest as one line of JSON, the seconds that each stage took, and its signature where that is wanted."""

    line: str
    seconds: dict[str, float] = field(default_factory=dict)
    signature: bytes | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no digest; `error` is the kind, `reason` one line."""

    source: str
    stage: str | None
    error: str
    reason: str
    trace: str
    traceback: str | None = None

    def to_json(self) -> str:
        """A line of the file of errors."""
        record = {name: getattr(self, name) for name in ("source", "stage", "error", "reason", "trace")}
        return json.dumps(record, ensure_ascii=False)


Outcome = Digested | Failure
OnStage = Callable[[str], None]
Work = Callable[[Task, OnStage], Outcome]


def make_work(digester: Digester, *, with_words: bool = False, signed: bool = False) -> Work:
    """What a worker does with a task: digest the page, note the time of each stage, turn errors into failures.

    Args:
        digester: the pipeline.
        with_words: add sentences and words.
        signed: add the signature by which near-duplicates are found (see `diemtin.batch.near`).
    """

    def work(task: Task, on_stage: OnStage) -> Outcome:
        if isinstance(task.page, PageError):
            return failure_of(task.page, task, READ)
        watch = _Stopwatch(on_stage)
        try:
            digest = digester(replace(task.page, site=task.group), watch)
            watch(REPORT)
            record = digest_record(digest, with_words=with_words)
            if task.duplicate_of is not None:
                record["duplicate_of"] = task.duplicate_of
            line = json.dumps(record, ensure_ascii=False, check_circular=False)
            minima = signature(digest.article.text) if signed else None
        except Exception as error:
            return failure_of(error, task, watch.stage)
        return Digested(line, watch.stop(), minima)

    return work


def load_work_of(load: Callable[[], Digester], with_words: bool, signed: bool = False) -> Work:
    """What loads the pipeline in a process that was not forked; `partial` of it can be pickled."""
    return make_work(load(), with_words=with_words, signed=signed)


def failure_of(error: Exception, task: Task, stage: str | None) -> Failure:
    """The failure that an exception means for a task; what is no `DiemtinError` also shows where it was raised."""
    reason = error.reason if isinstance(error, PageError) else str(error)
    if not isinstance(error, DiemtinError):
        reason = f"{task.page.source}: {type(error).__name__}: {error}"
    inner = error.__cause__ if isinstance(error, StageError) else error
    frames = None if inner is None or isinstance(inner, DiemtinError) else "".join(traceback.format_exception(inner))
    stage = error.stage if isinstance(error, StageError) else stage
    return Failure(task.page.source, stage, type(error).__name__, " ".join(reason.split()), task.trace, frames)


class _Stopwatch:
    """Seconds spent in each stage, told of every stage as it begins."""

    def __init__(self, on_stage: OnStage) -> None:
        self._on_stage = on_stage
        self._begun = time.perf_counter()
        self._seconds: dict[str, float] = {}
        self.stage: str | None = None

    def __call__(self, stage: str) -> None:
        self._note()
        self.stage = stage
        self._on_stage(stage)

    def stop(self) -> dict[str, float]:
        """The seconds of all stages."""
        self._note()
        return self._seconds

    def _note(self) -> None:
        now = time.perf_counter()
        if self.stage is not None:
            self._seconds[self.stage] = self._seconds.get(self.stage, 0.0) + now - self._begun
        self._begun = now
