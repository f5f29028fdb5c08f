"""Worker processes that survive what articles do to them.

Each worker has a pipe of its own and one task at a time. Pools that share a queue between workers
(concurrent.futures, loky, pebble) fail as a whole, or wait for a lock that nobody holds any more, when a
worker is killed while it has the queue; here only the task of the worker that died is affected, and it is
known which. A worker is forked after the models are loaded where that is safe (Linux), so that all share
one copy of them; elsewhere it loads its own.
"""

from __future__ import annotations

import ctypes
import gc
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from threadpoolctl import threadpool_limits

from diemtin.batch.work import Failure, Outcome, Task, Work
from diemtin.errors import WorkersFailed

__all__ = ["FORKS", "Limits", "Pool"]

FORKS = sys.platform == "linux"
_STARTS = 3
_EXIT_OUT_OF_MEMORY = 70
_OUT_OF_MEMORY = ("MemoryError", "can't allocate memory")  # As Python and numpy say it, and as torch does.


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may take before its worker is replaced.

    Attributes:
        seconds: wall time, by the kernel's timer (Unix); 0 for no limit.
        megabytes: memory of a worker beyond the loaded models (MiB; enforced by Linux only); 0 for no limit.
        attempts: how many workers may die of an article before it is given up. One that is killed from outside
            again and again while it is at work dies a few times too, which is no fault of the article.
    """

    seconds: float = 60.0
    megabytes: int = 800
    attempts: int = 10


class Pool:
    """Digests tasks in `workers` processes. Not for use by several threads."""

    def __init__(self, load: Callable[[], Work], workers: int, limits: Limits, *, fork: bool = FORKS) -> None:
        """Start the workers.

        Args:
            load: called in each worker, gives what is done with each task. Where processes are not forked
                it must be picklable.
            workers: how many processes.
            limits: what one article may take.
            fork: whether to fork this process, which is safe while it has only one thread, or to start afresh.

        Raises:
            WorkersFailed: they end before they have begun.
        """
        self._load = load
        self._limits = limits
        self._context = get_context("fork") if fork else get_context("spawn")
        self._workers: list[_Worker] = []
        gc.freeze()  # The collector would write to, and so copy, every page of memory that the workers share.
        try:
            for _ in range(workers):
                self._workers.append(self._started())
        except BaseException:
            self.close()
            raise

    @property
    def idle(self) -> bool:
        """Whether a worker has nothing to do."""
        return any(worker.task is None for worker in self._workers)

    @property
    def busy(self) -> bool:
        """Whether a worker has something to do."""
        return any(worker.task is not None for worker in self._workers)

    def submit(self, task: Task) -> None:
        """Give a task to an idle worker; there must be one."""
        index = next(i for i, worker in enumerate(self._workers) if worker.task is None)
        self._give(index, task, attempt=1)

    def wait(self, timeout: float | None = None) -> list[tuple[Task, Outcome]]:
        """The tasks that have ended, at least one of them unless the time is up or a worker was replaced."""
        connections = {worker.connection: i for i, worker in enumerate(self._workers) if worker.task is not None}
        ended = []
        for connection in wait(list(connections), timeout):
            assert isinstance(connection, Connection)
            result = self._result(connections[connection])
            if result is not None:
                ended.append(result)
        return ended

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        gc.unfreeze()

    def _result(self, index: int) -> tuple[Task, Outcome] | None:
        """What worker `index` sends, or what its death means; None if another now tries its task again."""
        worker = self._workers[index]
        assert worker.task is not None
        task = worker.task
        try:
            outcome: Outcome = worker.connection.recv()
        except (EOFError, OSError):
            return self._buried(index, task)
        worker.task = None
        return task, outcome

    def _buried(self, index: int, task: Task) -> tuple[Task, Outcome] | None:
        worker, code = self._workers[index], self._workers[index].end()
        attempt, stage = worker.attempt, worker.stage
        self._workers[index] = self._started(replaced=index)
        if code != -_SIGALRM and attempt < self._limits.attempts:
            self._give(index, task, attempt + 1)
            return None
        return task, _death(task, stage, code, self._limits)

    def _give(self, index: int, task: Task, attempt: int) -> None:
        while True:
            try:
                return self._workers[index].give(task, attempt)
            except OSError:  # It died while it was idle, which is no fault of this task.
                self._workers[index].end()
                self._workers[index] = self._started(replaced=index)

    def _started(self, replaced: int | None = None) -> _Worker:
        others = [worker.connection for i, worker in enumerate(self._workers) if i != replaced]
        for _ in range(_STARTS):
            worker = _Worker(self._context, self._load, self._limits, others)
            if worker.begun():
                return worker
            code = worker.end()
        raise WorkersFailed("batch", f"worker processes end before they have begun ({_cause(code)})")


class _Worker:
    """One process with its pipe, the task it has, and where in the pipeline it is."""

    def __init__(
        self,
        context: ForkContext | SpawnContext,
        load: Callable[[], Work],
        limits: Limits,
        others: Sequence[Connection],
    ) -> None:
        self.connection, theirs = context.Pipe()
        self._stage = context.RawArray(ctypes.c_char, 32)
        others = [*others, self.connection] if isinstance(context, ForkContext) else []
        self.process: BaseProcess = context.Process(
            target=_serve, args=(theirs, others, load, limits, self._stage), daemon=True
        )
        self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.attempt = 0

    @property
    def stage(self) -> str | None:
        """The stage that was begun last."""
        return bytes(self._stage.value).decode() or None

    def begun(self) -> bool:
        """Wait until it is ready for tasks; False if it died instead."""
        try:
            self.connection.recv()
        except (EOFError, OSError):
            return False
        return True

    def give(self, task: Task, attempt: int) -> None:
        """Send it a task; it must be waiting for one.

        Raises:
            OSError: it is dead.
        """
        self.connection.send(task)
        self.task, self.attempt = task, attempt

    def end(self) -> int:
        """Kill it if it lives; its exit code."""
        self.connection.close()
        if self.task is not None or self.process.exitcode is None:
            self.process.join(0.2)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        return self.process.exitcode or 0


def _serve(
    connection: Connection,
    others: Sequence[Connection],
    load: Callable[[], Work],
    limits: Limits,
    stage: ctypes.Array[ctypes.c_char],
) -> None:
    """The life of a worker: until the pipe is closed, or memory has run out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent lets work in flight finish.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:  # Else the siblings would keep each other alive when the parent dies.
        other.close()
    work = load()
    threadpool_limits(1)  # The workers share the cores; more threads than cores wait for each other.
    _limit_memory(limits.megabytes)

    def on_stage(name: str) -> None:
        stage.value = name.encode()[:31]

    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            task: Task = connection.recv()
            _limit_time(limits.seconds)
            outcome = work(task, on_stage)
            _limit_time(0)
            on_stage("")
            if isinstance(outcome, Failure) and any(words in outcome.reason for words in _OUT_OF_MEMORY):
                connection.send(_out_of_memory(outcome, limits))
                sys.exit(_EXIT_OUT_OF_MEMORY)
            connection.send(outcome)


_SIGALRM: int = getattr(signal, "SIGALRM", 0)


def _limit_time(seconds: float) -> None:
    """Let the kernel end this process after so many seconds, even in a library that never returns."""
    if _SIGALRM:
        signal.signal(_SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(megabytes: int) -> None:
    """Let what is allocated beyond this fail; counted is what is private to the process (RLIMIT_DATA)."""
    if sys.platform == "linux" and megabytes:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        limit = pages * resource.getpagesize() + (megabytes << 20)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _out_of_memory(failure: Failure, limits: Limits) -> Failure:
    """The failure with what its user can change; without a limit it was the machine that had no more."""
    if not limits.megabytes:
        return failure
    reason = f"takes more than {limits.megabytes} MiB beyond the models; allow more with --memory"
    return replace(failure, error="MemoryLimit", reason=reason)


def _death(task: Task, stage: str | None, code: int, limits: Limits) -> Failure:
    if code == -_SIGALRM:
        reason = f"not done after {limits.seconds:g} seconds; allow more with --timeout"
        return Failure(task.page.source, stage, "TimeLimit", reason, task.trace)
    reason = f"ended its worker process {limits.attempts} times ({_cause(code)})"
    return Failure(task.page.source, stage, "WorkerDied", reason, task.trace)


def _cause(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    return f"{name}, perhaps for want of memory" if name in ("SIGKILL", "SIGABRT") else name
