"""Python's garbage collector, out of the way of a burst of objects that need none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["paused_collector"]


@contextmanager
def paused_collector() -> Iterator[None]:
    """Leave the collector of cycles off while one page is worked on, and then as it was.

    It looks at all young objects at every few hundred more, and now and then at all that there are, and finds nothing:
    lines, spans and readings hold no cycles, so that counting references frees them. On a page of megabytes that
    takes a fifth of the time. One collector serves all threads; pauses that overlap end with the first one.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
