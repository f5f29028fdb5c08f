"""Formats that are read in a process of their own are read in this one: starting it takes longer than the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from diemtin.document import Page


def _here(read: Callable[[str, bytes], Page], source: str, content: bytes) -> Page:
    return read(source, content)


@pytest.fixture(autouse=True, scope="module")
def in_this_process() -> Iterator[None]:
    """Replace `isolated`, of which tests/read has tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("diemtin.read.isolated", _here)
        patch.setattr("diemtin.read.office.isolated", _here)
        yield
