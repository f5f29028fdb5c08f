"""A batch that leaves out what was learned of its sites: resumable, and told in its manifest."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from diemtin.cli import app
from tests.batch.fake import records
from tests.clean.test_clean import ONE, THREE, TITLE, TWO
from tests.clean.test_furniture import APPEAL


def _archive(folder: Path) -> Path:
    site = folder / "archive" / "vanly"
    site.mkdir(parents=True)
    for n in range(6):
        lines = [f"Tin thứ {n}: {TITLE}", f"Ngày {n}, {ONE}", APPEAL, f"{TWO} ({n})", f"{THREE} {n}."]
        (site / f"{n}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return folder / "archive"


def _run(*arguments: str | Path) -> int:
    return CliRunner().invoke(app, [str(argument) for argument in arguments]).exit_code


def test_learned_lines_are_left_out_and_a_resumed_run_gives_the_same_bytes(tmp_path: Path) -> None:
    archive, learned = _archive(tmp_path), tmp_path / "furniture.json"
    assert _run("furniture", archive, "-o", learned) == 0
    assert list(json.loads(learned.read_text(encoding="utf-8"))["sites"]) == [str(archive / "vanly")]
    whole, parts = tmp_path / "whole.jsonl", tmp_path / "parts.jsonl"
    options = ("--furniture", learned, "-j", "1", "-q")
    assert _run("batch", archive, "-o", whole, *options) == 0
    assert not any(APPEAL in record["text"] for record in records(whole))
    assert [made["stage"] for made in records(whole)[0]["models"]].count("furniture") == 1
    for _ in range(3):
        assert _run("batch", archive, "-o", parts, *options, "--limit", "2") == 0
    assert parts.read_bytes() == whole.read_bytes()


def test_an_output_is_not_gone_on_with_other_furniture(tmp_path: Path) -> None:
    archive, learned = _archive(tmp_path), tmp_path / "furniture.json"
    assert _run("furniture", archive, "-o", learned) == 0
    output = tmp_path / "out.jsonl"
    assert _run("batch", archive, "-o", output, "-j", "1", "-q", "--limit", "1") == 0
    assert _run("batch", archive, "-o", output, "-j", "1", "-q", "--furniture", learned) == 2
