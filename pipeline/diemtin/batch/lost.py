"""Why an output cannot be written, in one line with what helps."""

from __future__ import annotations

import errno
import sqlite3

from diemtin.errors import OutputLost

__all__ = ["ALLOW", "not_written"]

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_MAKE_ROOM = "make room, then the same command goes on from what was committed"
ALLOW = "allow it, or name another output"


def not_written(place: str, error: OSError | sqlite3.Error) -> OutputLost:
    """What says that a file cannot be written, why, and what to do about it.

    Args:
        place: the file, where the error does not name it itself.
        error: what the system or the database said.
    """
    if isinstance(error, OSError):
        place, said = error.filename or place, error.strerror or str(error)
        remedy = _MAKE_ROOM if error.errno in _FULL else ALLOW if error.errno in _FORBIDDEN else ""
    else:
        said = str(error)
        remedy = _MAKE_ROOM if "full" in said else ALLOW if "readonly" in said else ""
    return OutputLost(str(place), f"cannot be written: {said}{'; ' if remedy else ''}{remedy}")
