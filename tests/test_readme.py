"""What the two README files show is what the program prints."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from diemtin.cli import app

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.vi.md", "vi")])
def test_the_first_example_prints_what_is_shown(name: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"^```\n(.*?)^```$", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    command, shown = next((a, b) for a, b in pairwise(blocks) if "diemtin summarize samples/" in a)
    monkeypatch.chdir(ROOT)
    page = re.search(r"samples/\S+", command)
    assert page is not None
    printed = CliRunner().invoke(app, ["summarize", page[0], "--lang", language]).stdout.splitlines()
    lines = shown.removesuffix("- ...\n").splitlines()
    assert printed[: len(lines)] == lines
