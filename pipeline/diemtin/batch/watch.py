"""Files as they arrive in a folder; needs the extra `watch` (watchfiles)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from diemtin.errors import BatchError, InputLost
from diemtin.read import SUFFIXES

__all__ = ["arrivals"]

_POLL_MS = 250


def arrivals(folder: Path, stopped: Callable[[], bool], settle: float = 1.0) -> Iterator[list[Path]]:
    """First the folder itself, then the files that are new in it or changed, as often as there are some.

    Args:
        folder: what to watch, with all that is in it.
        stopped: asked several times a second.
        settle: seconds for which a file must stay as it is before it counts as written.

    Raises:
        InputLost: the folder is gone.
        BatchError: the extra is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError as error:
        raise BatchError(str(folder), "watching needs watchfiles: pip install 'diemtin[watch]'") from error
    changes = watch(
        folder,
        watch_filter=None,
        rust_timeout=_POLL_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
        debounce=_POLL_MS,
    )
    next(changes)  # Watching begins before the folder is read, so that nothing slips in between.
    yield [folder]
    unsettled: dict[Path, tuple[tuple[int, int], float]] = {}
    for found in changes:
        if stopped():
            return
        if not folder.exists():
            raise InputLost(str(folder), "is no longer there")
        for _, name in found:
            path = Path(name)
            if path.suffix.lower() in SUFFIXES:
                unsettled[path] = ((-1, -1), time.monotonic())
        ready = _settled(unsettled, settle)
        if ready:
            yield ready


def _settled(unsettled: dict[Path, tuple[tuple[int, int], float]], settle: float) -> list[Path]:
    """Take out the files that have not changed for a while, and those that are gone."""
    ready = []
    for path, (before, since) in list(unsettled.items()):
        try:
            status = path.stat()
        except OSError:
            del unsettled[path]
            continue
        now = (status.st_size, status.st_mtime_ns)
        if now != before:
            unsettled[path] = now, time.monotonic()
        elif time.monotonic() - since >= settle:
            del unsettled[path]
            ready.append(path)
    return sorted(ready)
