"""Files as they arrive in a folder; needs the extra `watch` (watchfiles)."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from diemtin.batch.inputs import Selection
from diemtin.errors import BatchError, InputLost
from diemtin.read import SUFFIXES

__all__ = ["arrivals"]

_POLL_MS = 250
# Of each file its size and time of change when it was last looked at, and since when it has had these.
_Unsettled = dict[Path, tuple[tuple[int, int], float]]


def arrivals(
    folder: Path, selection: Selection, stopped: Callable[[], bool], settle: float = 1.0
) -> Iterator[Selection]:
    """What to read of a folder: first all that is there, then what is new in it or changed, as often as there is some.

    Args:
        folder: what to watch, with all that is in it.
        selection: what is wanted at all.
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
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # It tells of Ctrl-C, which its caller does.
    changes = watch(
        folder,
        watch_filter=None,
        rust_timeout=_POLL_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
        debounce=_POLL_MS,
    )
    next(changes)  # Watching begins before the folder is read, so that nothing slips in between.
    unsettled = {path: ((-1, -1), time.monotonic()) for path in _young(folder, settle)}
    yield replace(selection, settled=settle, may_be_empty=True)
    for found in changes:
        if stopped():
            return
        if not folder.exists():
            raise InputLost(str(folder), "is no longer there; bring it back and run the same command again")
        for _, name in found:
            path = folder / os.path.relpath(name, folder)
            if path.suffix.lower() in SUFFIXES:
                unsettled[path] = ((-1, -1), time.monotonic())
        ready = _settled(unsettled, settle)
        if ready:
            yield replace(selection, only=frozenset(ready), may_be_empty=True)


def _young(folder: Path, settle: float) -> Iterator[Path]:
    """The files that may be half written when watching begins."""
    for place, _, names in os.walk(folder):
        for path in (Path(place) / name for name in names):
            try:
                if time.time() - path.stat().st_mtime < settle:
                    yield path
            except OSError:
                continue  # It is gone.


def _settled(unsettled: _Unsettled, settle: float) -> list[Path]:
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
