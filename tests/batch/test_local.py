"""An archive becomes digests: each once, in order, resumable; nothing that one article does stops it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from diemtin.batch import Limits, OutputFiles, Selection, Step, run_batch
from diemtin.batch.journal import Journal
from diemtin.batch.pool import Pool
from diemtin.errors import InputLost, OutputLost, SettingsChanged, WorkersFailed
from diemtin.summarize import Length
from tests.batch.fake import LIMITS, OPTIONS, fake, records, run, texts, write_records
from tests.conftest import ROOT


def _counts(steps: list[Step]) -> dict[str, int]:
    return dict(Counter(step.outcome for step in steps))


def _errors(output: Path) -> list[dict[str, str]]:
    return records(OutputFiles(output).errors)


def test_digests_come_in_the_order_of_the_input(tmp_path: Path) -> None:
    said = [f"SLOW {i}" if i == 3 else f"Tin {i}" for i in range(40)]
    archive = write_records(tmp_path / "in.jsonl", said)
    assert _counts(run(archive, tmp_path / "out.jsonl")) == {"digested": 40}
    assert texts(tmp_path / "out.jsonl") == said
    assert not OutputFiles(tmp_path / "out.jsonl").errors.exists()


def test_digests_come_as_they_are_made_where_order_does_not_matter(tmp_path: Path) -> None:
    archive = write_records(tmp_path / "in.jsonl", ["SLOW 0", *(f"Tin {i}" for i in range(20))])
    run(archive, tmp_path / "out.jsonl", replace(OPTIONS, ordered=False))
    said = texts(tmp_path / "out.jsonl")
    assert len(said) == 21
    assert said[0] != "SLOW 0"


def test_each_failure_is_listed_with_stage_reason_and_trace(tmp_path: Path) -> None:
    archive = write_records(tmp_path / "in.jsonl", ["Tin 0", "RAISE", "KILL", "HANG", "Tin 4"])
    with archive.open("a") as file:
        file.write("nonsense\n")
    output = tmp_path / "out.jsonl"
    steps = run(archive, output, replace(OPTIONS, limits=Limits(seconds=0.3, megabytes=0)))
    assert _counts(steps) == {"digested": 2, "failed": 4}
    assert texts(output) == ["Tin 0", "Tin 4"]
    found = _errors(output)
    assert [(error["error"], error["stage"]) for error in found] == [
        ("ZeroDivisionError", "fake"),
        ("WorkerDied", "fake"),
        ("TimeLimit", "fake"),
        ("MalformedRecord", "read"),
    ]
    assert [error["source"] for error in found] == [f"{archive}:{line}" for line in (2, 3, 4, 6)]
    assert "broken" in found[0]["reason"]
    assert "SIGKILL" in found[1]["reason"]
    assert found[2]["reason"] == "not done after 0.3 seconds; allow more with --timeout"
    assert len({error["trace"] for error in found}) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces the limit")
def test_an_article_that_takes_too_much_memory_fails_alone(tmp_path: Path) -> None:
    archive = write_records(tmp_path / "in.jsonl", ["Tin 0", "MEMORY", "Tin 2"])
    run(archive, tmp_path / "out.jsonl", replace(OPTIONS, limits=Limits(seconds=5, megabytes=200)))
    assert texts(tmp_path / "out.jsonl") == ["Tin 0", "Tin 2"]
    [failure] = _errors(tmp_path / "out.jsonl")
    assert failure["error"] == "MemoryLimit"
    assert failure["reason"] == "takes more than 200 MiB beyond the models; allow more with --memory"


def test_a_second_run_digests_nothing_twice(tmp_path: Path) -> None:
    archive = write_records(tmp_path / "in.jsonl", ["Tin 0", "RAISE", "Tin 2", "Tin 0"])
    output = tmp_path / "out.jsonl"
    run(archive, output)
    before = output.read_bytes(), OutputFiles(output).errors.read_bytes()
    assert _counts(run(archive, output)) == {"digested before": 3, "failed before": 1}
    assert (output.read_bytes(), OutputFiles(output).errors.read_bytes()) == before


def test_what_is_new_is_added_wherever_it_stands(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run(write_records(tmp_path / "in.jsonl", ["Tin 0", "Tin 1"]), output)
    moved = tmp_path / "moved"
    moved.mkdir()
    archive = write_records(moved / "in.jsonl", ["Tin 0", "Tin 1", "Tin 2"])
    assert _counts(run(archive, output)) == {"digested before": 2, "digested": 1}
    assert texts(output) == ["Tin 0", "Tin 1", "Tin 2"]


def test_a_stopped_run_is_continued_where_it_stopped(tmp_path: Path) -> None:
    said = [f"Tin {i}" for i in range(300)]
    archive = write_records(tmp_path / "in.jsonl", said)
    output, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    steps: list[Step] = []
    for step in run_batch(fake(), [archive], output, OPTIONS, stopped=lambda: len(steps) >= 50):
        steps.append(step)
    assert 50 <= len(steps) < 300
    assert len(texts(output)) == len(steps)
    run(archive, output)
    run(archive, whole)
    assert output.read_bytes() == whole.read_bytes()


def test_what_was_written_but_not_committed_is_done_again(tmp_path: Path) -> None:
    archive = write_records(tmp_path / "in.jsonl", [f"Tin {i}" for i in range(5)])
    output = tmp_path / "out.jsonl"
    run(archive, output, replace(OPTIONS, selection=Selection(limit=3)))
    with output.open("a") as file:
        file.write('{"half a dige')
    run(archive, output)
    assert texts(output) == [f"Tin {i}" for i in range(5)]


def test_failures_are_tried_again_when_asked_for(tmp_path: Path) -> None:
    archive = write_records(tmp_path / "in.jsonl", ["Tin 0", "RAISE"])
    output = tmp_path / "out.jsonl"
    run(archive, output)
    assert _counts(run(archive, output, replace(OPTIONS, retry_failed=True))) == {"digested before": 1, "failed": 1}
    assert len(_errors(output)) == 1


def test_a_file_that_was_mended_is_no_longer_listed(tmp_path: Path) -> None:
    archive, output = tmp_path / "in", tmp_path / "out.jsonl"
    archive.mkdir()
    (archive / "a.txt").write_bytes(b"")
    run(archive, output)
    assert len(_errors(output)) == 1
    (archive / "a.txt").write_text("Tin", encoding="utf-8")
    assert _counts(run(archive, output)) == {"digested": 1}
    assert _errors(output) == []


def test_other_settings_or_models_are_refused_with_a_remedy(tmp_path: Path) -> None:
    archive, output = write_records(tmp_path / "in.jsonl", ["Tin"]), tmp_path / "out.jsonl"
    run(archive, output)
    before = output.read_bytes()
    for load, named in ((fake(length=Length(5)), "sentences was"), (fake(version="2"), "fake 1, is fake 2")):
        with pytest.raises(SettingsChanged, match=named) as caught:
            list(run_batch(load, [archive], output, OPTIONS))
        assert "--restart" in str(caught.value)
    assert output.read_bytes() == before
    list(run_batch(fake(version="2"), [archive], output, replace(OPTIONS, restart=True)))
    assert records(output)[0]["models"][0]["version"] == "2"


def test_a_file_that_no_batch_wrote_is_not_overwritten(tmp_path: Path) -> None:
    archive, output = write_records(tmp_path / "in.jsonl", ["Tin"]), tmp_path / "out.jsonl"
    output.write_text("mine\n", encoding="utf-8")
    with pytest.raises(OutputLost, match="--restart"):
        run(archive, output)
    assert output.read_text(encoding="utf-8") == "mine\n"


def test_an_output_that_was_cut_is_refused(tmp_path: Path) -> None:
    archive, output = write_records(tmp_path / "in.jsonl", ["Tin"]), tmp_path / "out.jsonl"
    run(archive, output)
    output.write_bytes(b"")
    with pytest.raises(OutputLost, match="not as the last run left it"):
        run(archive, output)


def test_two_runs_do_not_write_to_one_output(tmp_path: Path) -> None:
    archive, output = write_records(tmp_path / "in.jsonl", ["Tin 0", "Tin 1"]), tmp_path / "out.jsonl"
    steps = run_batch(fake(), [archive], output, OPTIONS)
    next(steps)
    with pytest.raises(OutputLost, match="another run"):
        run(archive, output)
    list(steps)
    assert len(texts(output)) == 2


def test_exact_duplicates_are_marked(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    archive.mkdir()
    for name in "abc":
        (archive / f"{name}.txt").write_text("Tin", encoding="utf-8")
    output = tmp_path / "out.jsonl"
    run(archive, output)
    assert [record.get("duplicate_of") for record in records(output)] == [None, *[str(archive / "a.txt")] * 2]


def test_exact_duplicates_are_left_out_when_asked_for(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    archive.mkdir()
    for name in "abc":
        (archive / f"{name}.txt").write_text("Tin", encoding="utf-8")
    steps = run(archive, tmp_path / "out.jsonl", replace(OPTIONS, selection=Selection(unique=True)))
    assert _counts(steps) == {"digested": 1, "duplicate": 2}


def test_a_limit_takes_the_next_articles(tmp_path: Path) -> None:
    archive, output = write_records(tmp_path / "in.jsonl", map(str, range(5))), tmp_path / "out.jsonl"
    for _ in range(3):
        run(archive, output, replace(OPTIONS, selection=Selection(limit=2)))
    assert texts(output) == ["0", "1", "2", "3", "4"]


def test_since_looks_at_the_files_dates(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    archive.mkdir()
    for name, day in (("old", 1), ("new", 9)):
        (archive / f"{name}.txt").write_text(name, encoding="utf-8")
        os.utime(archive / f"{name}.txt", (0, datetime(2022, 7, day).timestamp()))
    selection = Selection(since=datetime(2022, 7, 5))
    run(archive, tmp_path / "out.jsonl", replace(OPTIONS, selection=selection))
    assert texts(tmp_path / "out.jsonl") == ["new"]


def test_a_lost_input_folder_stops_the_run_and_is_named(tmp_path: Path) -> None:
    archive, output = tmp_path / "in", tmp_path / "out.jsonl"
    archive.mkdir()
    for i in range(50):
        (archive / f"{i:02}.txt").write_text(f"Tin {i}", encoding="utf-8")
    steps = run_batch(fake(), [archive], output, OPTIONS)
    next(steps)
    archive.rename(tmp_path / "gone")
    with pytest.raises(InputLost, match="no longer there"):
        list(steps)
    (tmp_path / "gone").rename(archive)
    run(archive, output)
    assert len(set(texts(output))) == 50
    assert _errors(output) == []


@contextmanager
def _little_room(bytes: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as if the disk were full."""
    resource = pytest.importorskip("resource", reason="no limits on this system")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.sqlite", "out.parquet"])
def test_a_full_disk_stops_the_run_and_is_named(tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    archive = write_records(tmp_path / "in.jsonl", (random.Random(i).randbytes(400).hex() for i in range(120)))
    with _little_room(40_000), pytest.raises(OutputLost, match="cannot be written"):
        run(archive, tmp_path / name)
    assert _counts(run(archive, tmp_path / name)).get("failed") is None


def test_a_disk_that_failures_fill_stops_the_run_and_is_named_with_the_remedy(tmp_path: Path) -> None:
    archive = write_records(tmp_path / f"{'x' * 200}.jsonl", (f"RAISE {i}" for i in range(95)))
    output = tmp_path / "out.jsonl"
    with _little_room(40_000), pytest.raises(OutputLost, match="make room") as caught:
        run(archive, output)
    assert caught.value.place == str(OutputFiles(output).errors)
    assert _counts(run(archive, output)) == {"failed": 95}
    assert len(_errors(output)) == 95


def test_failures_of_two_outputs_in_one_folder_are_kept_apart(tmp_path: Path) -> None:
    archive = write_records(tmp_path / "in.jsonl", ["RAISE", "Tin"])
    for name in ("out.jsonl", "out.csv", "out.sqlite"):
        run(archive, tmp_path / name)
    good = write_records(tmp_path / "good.jsonl", ["Tin"])
    run(good, tmp_path / "out.db")
    assert [len(_errors(tmp_path / name)) for name in ("out.jsonl", "out.csv", "out.sqlite", "out.db")] == [1, 1, 1, 0]


@pytest.mark.parametrize("name", ["out.jsonl", "out.sqlite"])
def test_slow_work_is_committed_before_there_are_many_digests(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diemtin.batch.outputs._Lines.seconds_per_commit", 0.0)
    monkeypatch.setattr("diemtin.batch.outputs._Sqlite.seconds_per_commit", 0.0)
    archive = write_records(tmp_path / "in.jsonl", [f"Tin {i}" for i in range(5)])
    steps = run_batch(fake(), [archive], tmp_path / name, OPTIONS)
    for _ in range(3):
        next(steps)
    del steps  # As if it were killed.
    assert _counts(run(archive, tmp_path / name))["digested before"] >= 2


def test_what_is_done_when_the_input_is_lost_is_kept(tmp_path: Path) -> None:
    archive, output = tmp_path / "in", tmp_path / "out.jsonl"
    archive.mkdir()
    for i in range(30):
        (archive / f"{i:02}.txt").write_text(f"Tin {i}", encoding="utf-8")
    steps = run_batch(fake(), [archive], output, OPTIONS)
    next(steps)
    archive.rename(tmp_path / "gone")
    with pytest.raises(InputLost):
        list(steps)
    done = len(texts(output))
    (tmp_path / "gone").rename(archive)
    assert _counts(run(archive, output))["digested before"] == done > 0


def test_a_full_folder_for_temporary_files_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "temporary"))
    journal = Journal(tmp_path / "journal")
    journal._database.execute("PRAGMA query_only = ON")
    with pytest.raises(OutputLost, match=r"temporary files in .*temporary: cannot be written"):
        journal.see(b"key", "a.txt")
    journal.close()


def test_workers_that_cannot_start_are_named() -> None:
    def broken() -> object:
        raise RuntimeError("no model")

    with pytest.raises(WorkersFailed, match="before they have begun"):
        Pool(broken, 1, LIMITS)  # type: ignore[arg-type]


def test_a_worker_that_was_killed_from_outside_is_replaced(tmp_path: Path) -> None:
    archive, output = write_records(tmp_path / "in.jsonl", (f"SLOW {i}" for i in range(12))), tmp_path / "out.jsonl"
    killed = 0
    for _ in run_batch(fake(), [archive], output, OPTIONS):
        for pid in _children():
            if killed < 6:
                killed += 1
                os.kill(pid, signal.SIGKILL)
                break
    assert killed == 6
    assert texts(output) == [f"SLOW {i}" for i in range(12)]


def _children() -> list[int]:
    import multiprocessing

    return [child.pid for child in multiprocessing.active_children() if child.pid]


_SOAK = """
import sys
from pathlib import Path
from tests.batch.fake import run
run(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_run_killed_at_random_gives_what_an_undisturbed_one_gives(tmp_path: Path) -> None:
    chance = random.Random(7)
    said = [chance.choice(("RAISE", "KILL")) + str(i) if chance.random() < 0.02 else f"Tin {i}" for i in range(400)]
    said[100] = said[200] = "SLOW"
    archive = write_records(tmp_path / "in.jsonl", said)
    output, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    command = [sys.executable, "-c", _SOAK, str(archive)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "pipeline")))}
    for _ in range(3):
        process = subprocess.Popen([*command, str(output)], env=environment)
        deadline = time.monotonic() + 20
        size = output.stat().st_size if output.exists() else 0
        while process.poll() is None and time.monotonic() < deadline:
            if output.exists() and output.stat().st_size > size + chance.randrange(100, 20_000):
                break
            time.sleep(0.002)
        process.kill()
        process.wait()
    run(archive, output)
    run(archive, whole)
    assert output.read_bytes() == whole.read_bytes()
    assert sorted(_errors(output), key=str) == sorted(_errors(whole), key=str)
    assert len(_errors(output)) == sum(text.startswith(("RAISE", "KILL")) for text in said)
