"""Many articles: a digest a line as it is made, and every failure named with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from diemtin.digest import Digester
from diemtin.document import Digest, Page
from diemtin.errors import DiemtinError, PageError, StageError
from diemtin.report.structured import to_json

__all__ = ["Outcome", "errors_path", "run_batch"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a batch has come."""

    digested: int
    failed: int

    @property
    def done(self) -> int:
        """Articles that were looked at."""
        return self.digested + self.failed


def errors_path(output: Path) -> Path:
    """Where the failures of a batch go: `digests.jsonl` has its `digests.errors.jsonl`."""
    return output.with_name(f"{output.stem}.errors.jsonl")


def run_batch(
    digester: Digester, pages: Iterable[Page | PageError], output: Path, *, with_words: bool = False
) -> Iterator[Outcome]:
    """Digest pages in order and write each result before the next page is read.

    Args:
        digester: the pipeline.
        pages: what to digest, with the errors of what could not be read in its place.
        output: a JSON digest a line; what was there before is replaced.
        with_words: add sentences and words to the digests.

    Yields:
        How far it has come, after each article.

    Raises:
        OSError: an output cannot be written.
    """
    digested = failed = 0
    failures = errors_path(output)
    failures.unlink(missing_ok=True)
    with ExitStack() as stack:
        digests = stack.enter_context(_writable(output))
        errors: IO[str] | None = None
        for result in digester.many(pages):
            if isinstance(result, Digest):
                digested += 1
                print(to_json(result, with_words=with_words), file=digests, flush=True)
            else:
                failed += 1
                errors = errors or stack.enter_context(_writable(failures))
                print(json.dumps(_failure(result), ensure_ascii=False), file=errors, flush=True)
            yield Outcome(digested, failed)


def _failure(error: DiemtinError) -> dict[str, str | None]:
    source = error.source if isinstance(error, PageError | StageError) else None
    stage = error.stage if isinstance(error, StageError) else "read" if isinstance(error, PageError) else None
    reason = error.reason if isinstance(error, PageError) else str(error)
    return {"source": source, "stage": stage, "error": type(error).__name__, "reason": reason}


def _writable(path: Path) -> IO[str]:
    """Half surrogates, which names of files can hold, are written as the escapes that JSON has for them."""
    return path.open("w", encoding="utf-8", errors="backslashreplace")
