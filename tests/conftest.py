"""The loaded pipeline, the sample pages with their digests, and text marked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import diemtin
from diemtin.corpora import unmarked
from diemtin.digest import Digester
from diemtin.document import Digest

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.suffix in (".txt", ".html"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The cluster comes last: Ray leaves threads behind, and other tests fork."""
    items.sort(key=lambda item: item.path.name == "test_cluster.py")


@pytest.fixture(scope="session")
def digester() -> Digester:
    """The pipeline with its models."""
    return diemtin.load()


@pytest.fixture(scope="session")
def digests(digester: Digester) -> dict[str, Digest]:
    """The digest of each sample, under the name of its file."""
    return {path.name: digester(diemtin.read_page(path)) for path in SAMPLES}


marked = unmarked
