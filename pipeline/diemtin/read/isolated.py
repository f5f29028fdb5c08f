"""Work on a hostile file in a process of its own, which is ended when it takes too long or too much memory.

Parsers of PDF, office documents and messages can be made to run for hours by a small file, and cannot be interrupted.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

from diemtin import errors
from diemtin.document import Format, Page
from diemtin.errors import PageError, TooLarge, UnreadablePage
from diemtin.read.text import LARGEST

__all__ = ["LONGEST", "MOST_MEMORY", "isolated", "serve"]

# Seconds, of which the start of the process is a tenth to a third.
LONGEST = 4.0
# Bytes of address space; not enforced on Windows, which has no such limit.
MOST_MEMORY = 1_000_000_000

Reader = Callable[[str, bytes], Page]


def isolated(read: Reader, source: str, content: bytes) -> Page:
    """The page that `read(source, content)` returns, computed in a new process.

    Args:
        read: a public function of a module; its module is imported in the new process.
        source: what errors name.
        content: the bytes of the file.

    Raises:
        PageError: what `read` raised.
        TooLarge: it took longer than `LONGEST` or more memory than `MOST_MEMORY`.
        UnreadablePage: the process broke down.
    """
    code = (
        f"from {read.__module__} import {read.__name__} as read;"
        "from diemtin.read.isolated import serve; import sys; serve(read, sys.argv[1])"
    )
    command = [sys.executable, "-c", code, json.dumps(source)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired as error:
        raise TooLarge(source, f"not read within {LONGEST:g} seconds; split it, or save it as text") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadablePage(source, f"its reader broke down (exit code {done.returncode}); save it as text") from error
    if "raw" in answer:
        return Page(source, answer["raw"], Format(answer["format"]), encoding=answer["encoding"])
    raise _error(answer["error"])(source, answer["reason"])


def _error(name: str) -> type[PageError]:
    kind: type[PageError] = getattr(errors, name)
    return kind


def serve(read: Reader, source: str) -> None:
    """The new process: `read` the bytes of standard input, print the page or the error as JSON."""
    _limit_memory()
    source = json.loads(source)
    try:
        page = read(source, sys.stdin.buffer.read())
        if len(page.raw) > LARGEST:
            raise TooLarge(source, f"{len(page.raw):,} characters of text are no single article; split the file")
        answer = {"raw": page.raw, "format": page.format, "encoding": page.encoding}
    except MemoryError:
        answer = {"error": TooLarge.__name__, "reason": f"it takes more than {MOST_MEMORY:,} bytes of memory to read"}
    except PageError as error:
        answer = {"error": type(error).__name__, "reason": error.reason}
    except Exception as error:  # what a library raises on a broken file is its own affair
        reason = f"broken or cut off ({type(error).__name__}: {error}); save it again"
        answer = {"error": UnreadablePage.__name__, "reason": " ".join(reason.split())[:300]}
    sys.stdout.write(json.dumps(answer))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
