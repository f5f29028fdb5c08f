"""A digester that costs nothing and does what a page tells it to."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

from diemtin.batch import Limits, Options, Step, run_batch
from diemtin.corpora import article_of_lines
from diemtin.digest import Digester
from diemtin.document import Digest, ModelVersion, Page, Summary
from diemtin.summarize import Length, Request

LIMITS = Limits(seconds=5, megabytes=0)
OPTIONS = Options(workers=2, limits=LIMITS)


class FakeDigester:
    """Its digest says nothing but the page's text."""

    def __init__(self, version: str = "1", length: Length | None = None) -> None:
        self.request = Request(length or Length())
        self.models = (ModelVersion("fake", "fake", version),)

    def __call__(self, page: Page, on_stage: Callable[[str], None]) -> Digest:
        on_stage("clean")
        on_stage("fake")
        _obey(page.raw)
        article = article_of_lines(page.source, [page.raw.strip()])
        return Digest(article, (), (), (), (), (), (), Summary(()), self.models)


def _obey(text: str) -> None:
    if "RAISE" in text:
        raise ZeroDivisionError("broken")
    if "HANG" in text:
        while True:
            pass
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "MEMORY" in text:
        bytearray(1 << 30)
    if "NOTE" in text:
        _note(Path(text.split()[1]), text)
    if "SLOW" in text:
        time.sleep(0.1)


def _note(path: Path, text: str) -> None:
    """Add to a file that this page was begun, after the process that stands for the node of Ray that it is on."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{os.environ.get('RAY_RAYLET_PID')}\t{text}\n")


def fake(version: str = "1", length: Length | None = None) -> Callable[[], Digester]:
    """What loads a fake digester."""
    return lambda: cast("Digester", FakeDigester(version, length))


def load_fake() -> Digester:
    """A fake digester, by a function that can be pickled."""
    return fake()()


def write_records(path: Path, texts: Iterable[str]) -> Path:
    """A file of records, each with its number as its id."""
    lines = (json.dumps({"id": str(i), "text": text}, ensure_ascii=False) for i, text in enumerate(texts))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def run(archive: Path, output: Path, options: Options = OPTIONS) -> list[Step]:
    """Run a batch with the fake digester."""
    return list(run_batch(fake(), [archive], output, options))


def records(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines; none where there is no file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def texts(path: Path) -> list[str]:
    """What the digests of a file say."""
    return [record["text"] for record in records(path)]
