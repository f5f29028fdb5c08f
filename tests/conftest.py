"""The loaded pipeline, the sample pages with their digests, and text marked by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import diemtin
from diemtin.digest import Digester
from diemtin.document import Digest, Label, Mention, Span

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.suffix in (".txt", ".html"))
_MARKED = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")


@pytest.fixture(scope="session")
def digester() -> Digester:
    """The pipeline with its models."""
    return diemtin.load()


@pytest.fixture(scope="session")
def digests(digester: Digester) -> dict[str, Digest]:
    """The digest of each sample, under the name of its file."""
    return {path.name: digester(diemtin.read_page(path)) for path in SAMPLES}


def marked(source: str) -> tuple[str, tuple[Mention, ...]]:
    """Text and mentions of `[Đại tá|RANK] [Trần Văn Khải|PERSON] chủ trì`."""
    text, position, mentions = "", 0, []
    for match in _MARKED.finditer(source):
        text += source[position : match.start()]
        mentions.append(Mention(Span(len(text), len(text) + len(match[1])), Label(match[2])))
        text += match[1]
        position = match.end()
    return text + source[position:], tuple(mentions)
