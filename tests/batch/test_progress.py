"""What a user sees of a batch."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from diemtin.batch import Selection, Step
from diemtin.batch.progress import Bar, JsonLines, Lines, Tally, counting, summary_lines
from diemtin.batch.work import Failure

FAILURE = Failure("a.txt", "clean", "StageError", "broken", "abc", "Traceback ...")
STEPS = [
    Step("a", "digested", seconds={"clean": 3.0, "people": 1.0}),
    Step("a", "failed", FAILURE),
    Step("b", "digested before"),
    Step("b", "failed before"),
    Step("b", "duplicate"),
]


@pytest.fixture
def tally() -> Tally:
    """All steps counted."""
    tally = Tally()
    for step in STEPS:
        tally.add(step)
    return tally


def test_each_outcome_is_counted(tally: Tally) -> None:
    assert (tally.seen, tally.worked, tally.failed) == (5, 2, 2)
    assert tally.shares() == {"clean": 0.75, "people": 0.25}


def test_the_summary_counts_per_outcome_and_group(tally: Tally) -> None:
    first, *groups, stages, failure = summary_lines(tally)
    assert first.startswith("1 digested, 1 failed, 1 digested before, 1 failed before, 1 duplicate; ")
    assert groups == ["  b: 1 digested before, 1 failed before, 1 duplicate", "  a: 1 digested, 1 failed"]
    assert stages == "  stages: clean 75%, people 25%"
    assert failure == "  a.txt: broken"


def test_only_the_first_failures_are_told() -> None:
    tally = Tally()
    for _ in range(50):
        tally.add(STEPS[1])
    assert len(summary_lines(tally)) < 6


def test_a_long_list_of_groups_is_cut() -> None:
    tally = Tally()
    for i in range(50):
        tally.add(Step(str(i), "digested"))
    assert summary_lines(tally)[-1] == "  and 30 more"


def test_lines_tell_how_far_it_has_come(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    lines = Lines(said.append)
    lines.show(STEPS[0], tally, 10)
    assert said == []
    monkeypatch.setattr(lines, "_next", 0.0)
    lines.show(STEPS[0], tally, 10)
    [line] = said
    assert line.startswith("5 of 10 articles, ")
    assert line.endswith(" left")


def test_json_lines_tell_of_failures_and_the_end(tally: Tally, capsys: pytest.CaptureFixture[str]) -> None:
    log = JsonLines()
    for step in STEPS:
        log.show(step, tally, None)
    log.end(tally, "out.errors.jsonl", stopped=False)
    failed, end = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (failed["event"], failed["trace"], failed["traceback"]) == ("failed", "abc", "Traceback ...")
    assert end["groups"] == {
        "a": {"digested": 1, "failed": 1},
        "b": {"digested before": 1, "failed before": 1, "duplicate": 1},
    }


def test_a_bar_is_drawn_and_taken_away(tally: Tally, capsys: pytest.CaptureFixture[str]) -> None:
    bar = Bar()
    bar.show(STEPS[0], tally, None)
    bar.show(STEPS[0], tally, 10)
    bar.close()
    assert capsys.readouterr().out == ""


def test_pages_are_counted_beside_the_work(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tin", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    with counting([tmp_path], Selection()) as total:
        while (found := total()) is None:
            pass
    assert found == 3


def test_a_folder_that_cannot_be_counted_is_no_trouble(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with counting([tmp_path / ("x" * 300)], Selection()) as total:
        for child in multiprocessing.active_children():
            child.join()
        assert total() is None
    assert capfd.readouterr().err == ""
