"""The commands batch and watch: what they write, say, and exit with."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from diemtin.cli import app
from diemtin.cli.batch import Engine, _errors_of
from diemtin.digest import Digester
from diemtin.summarize import Request
from tests.batch.fake import write_records
from tests.conftest import ROOT, SAMPLES

LINE = "Sáng 7/7, Công an tỉnh Đồng Cát tổ chức hội nghị công bố chỉ số cải cách hành chính năm 2022."


@pytest.fixture
def loaded(digester: Digester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are loaded once for all tests."""

    def cached(models: Path | None = None, request: Request | None = None) -> Digester:
        return replace(digester, request=request or Request())

    monkeypatch.setattr("diemtin.digest.load", cached)


def _run(*arguments: str | Path, input: str | None = None) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, arguments)], input=input)


def _records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.usefixtures("loaded")
class TestBatch:
    """`diemtin batch`."""

    def test_an_archive_becomes_a_digest_a_line(self, tmp_path: Path, digester: Digester) -> None:
        output = tmp_path / "out.jsonl"
        result = _run(ROOT / "samples", "-o", output, "--quiet")
        assert (result.exit_code, result.output) == (0, "")
        assert [record["source"] for record in _records(output)] == [str(path) for path in SAMPLES]
        names = ["out.jsonl", "out.jsonl.journal", "out.jsonl.manifest.json"]
        assert sorted(path.name for path in tmp_path.iterdir()) == names

    def test_a_digest_is_that_of_a_single_article(self, tmp_path: Path) -> None:
        _run(SAMPLES[0], "-o", tmp_path / "out.jsonl", "-q")
        single = CliRunner().invoke(app, ["summarize", str(SAMPLES[0]), "-f", "json"])
        assert _records(tmp_path / "out.jsonl") == [json.loads(single.stdout)]

    def test_a_bad_record_is_named_in_the_file_of_errors(self, tmp_path: Path) -> None:
        records, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        good = json.dumps({"text": LINE, "id": "tin-1", "title": "Công bố chỉ số"}, ensure_ascii=False)
        records.write_text(f'{good}\n{{"text": 7}}\n\nnonsense\n{good}\n', encoding="utf-8")
        result = _run(records, "-o", output)
        assert result.exit_code == 1
        first, *_, failure, last = result.stderr.splitlines()
        assert first.startswith("diemtin: 2 digested, 2 failed; ")
        assert failure.startswith(f"diemtin: {records}:4: not a JSON record")
        assert last == f"diemtin: 2 of 4 articles failed; the reasons are in {tmp_path / 'out.errors.jsonl'}"
        assert [(record["id"], record["title"]) for record in _records(output)] == [("tin-1", "Công bố chỉ số")] * 2
        assert [error["source"] for error in _records(tmp_path / "out.errors.jsonl")] == [
            f"{records}:2",
            f"{records}:4",
        ]

    def test_an_output_inside_the_input_is_not_read_back(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(LINE, encoding="utf-8")
        (tmp_path / "empty.txt").write_bytes(b"")
        output = tmp_path / "out.jsonl"
        for _ in range(2):
            result = _run(tmp_path, "-o", output)
            assert result.stderr.splitlines()[-1].startswith("diemtin: 1 of 2 articles failed")
            assert len(_records(output)) == 1

    def test_standard_input_is_an_archive_too(self, tmp_path: Path) -> None:
        assert _run("-", "-o", tmp_path / "out.jsonl", input=LINE).exit_code == 0
        assert _records(tmp_path / "out.jsonl")[0]["source"] == "-"

    def test_the_length_asked_for_is_the_length_given(self, tmp_path: Path) -> None:
        output = tmp_path / "out.jsonl"
        _run(SAMPLES[0], "-o", output, "-n", "1", "--with-words")
        [record] = _records(output)
        assert len(record["summary"]["sentences"]) == 1  # type: ignore[index]
        assert record["sentences"]

    def test_another_length_on_resuming_is_refused(self, tmp_path: Path) -> None:
        _run(SAMPLES[0], "-o", tmp_path / "out.jsonl")
        result = _run(SAMPLES[0], "-o", tmp_path / "out.jsonl", "-n", "1")
        assert result.exit_code == 2
        [line] = result.stderr.splitlines()
        assert "--sentences was not set, is 1" in line
        assert "--restart" in line

    def test_a_log_is_json(self, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").write_bytes(b"")
        result = _run(tmp_path / "empty.txt", "-o", tmp_path / "out.jsonl", "--log-json")
        failed, end = (json.loads(line) for line in result.stderr.splitlines())
        assert (failed["event"], failed["stage"]) == ("failed", "read")
        assert (end["event"], end["outcomes"]) == ("end", {"failed": 1})
        assert end["errors"] == str(tmp_path / "out.errors.jsonl")
        (error,) = _run(tmp_path, "-o", tmp_path / "none" / "o.jsonl", "--log-json").stderr.splitlines()
        assert "no folder" in json.loads(error)["reason"]

    def test_what_a_cluster_cannot_do_is_told(self, tmp_path: Path) -> None:
        result = _run(SAMPLES[0], "-o", tmp_path / "out.jsonl", "--engine", "ray", "--limit", "1")
        assert result.exit_code == 2
        assert "--limit" in result.stderr

    @pytest.mark.parametrize("missing", ["ray", "fsspec"])
    def test_a_cluster_without_its_extra_names_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
    ) -> None:
        found = importlib.util.find_spec
        monkeypatch.setattr("diemtin.cli.batch.find_spec", lambda name: None if name == missing else found(name))
        monkeypatch.setitem(sys.modules, "diemtin.batch.cluster", None)
        output = tmp_path / "out.jsonl"
        result = _run(SAMPLES[0], "-o", output, "--engine", "ray")
        assert (result.exit_code, result.stderr) == (
            2,
            f"diemtin: {output}: a cluster needs Ray: pip install 'diemtin[ray]'\n",
        )

    def test_a_cluster_makes_no_folder_of_its_own_accord(self, tmp_path: Path) -> None:
        pytest.importorskip("ray", reason="Ray is not installed")
        result = _run(SAMPLES[0], "-o", tmp_path / "none" / "out.jsonl", "--engine", "ray")
        assert result.exit_code == 2
        assert f"no folder {tmp_path / 'none'}; make it first" in result.stderr
        assert not (tmp_path / "none").exists()

    def test_an_address_without_a_cluster_is_told(self, tmp_path: Path) -> None:
        result = _run(SAMPLES[0], "-o", tmp_path / "out.jsonl", "--address", "auto")
        assert result.exit_code == 2
        assert "--engine ray" in result.stderr

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("", "-o", "out.jsonl"), "an empty name is no file or folder; is a variable of the shell not set?"),
            (("x" * 300, "-o", "out.jsonl"), f"{'x' * 300}: File name too long"),
            ((SAMPLES[0], "-o", ""), "-o '': names no file; name one, such as digests.jsonl"),
            ((SAMPLES[0], "-o", "/"), "-o '/': names no file; name one, such as digests.jsonl"),
        ],
    )
    def test_names_of_nothing_are_told_in_one_line(self, arguments: tuple[str | Path, ...], said: str) -> None:
        result = _run(*arguments)
        assert (result.exit_code, result.stderr) == (2, f"diemtin: {said}\n")

    def test_an_output_in_no_folder_is_told(self, tmp_path: Path) -> None:
        result = _run(SAMPLES[0], "-o", tmp_path / "none" / "out.jsonl")
        assert result.exit_code == 2
        [line] = result.stderr.splitlines()
        assert f"no folder {tmp_path / 'none'}" in line


_FAKE = """
import sys
import diemtin.digest
from tests.batch.fake import fake
diemtin.digest.load = lambda models, request: fake(length=request.length)()
from diemtin.cli import main
main()
"""


def _start(*arguments: str | Path) -> subprocess.Popen[str]:
    path = os.pathsep.join((str(ROOT), str(ROOT / "pipeline")))
    command = [sys.executable, "-c", _FAKE, *map(str, arguments)]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path}, stderr=subprocess.PIPE, text=True)


def _wait_for(path: Path, lines: int) -> None:
    deadline = time.monotonic() + 30
    while not path.exists() or len(path.read_bytes().splitlines()) < lines:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_ctrl_c_finishes_what_is_in_flight_and_can_be_resumed(tmp_path: Path) -> None:
    archive = write_records(tmp_path / "in.jsonl", (f"SLOW {i}" for i in range(30)))
    output = tmp_path / "out.jsonl"
    process = _start("batch", archive, "-o", output, "-j", "2")
    _wait_for(output, 3)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert said.splitlines()[-1] == "diemtin: stopped before the end; the same command goes on from here"
    assert 3 <= len(_records(output)) < 30
    assert _start("batch", archive, "-o", output, "-q").communicate(timeout=30)[1] == ""
    assert [record["text"] for record in _records(output)] == [f"SLOW {i}" for i in range(30)]


def test_watch_digests_what_is_there_and_what_arrives(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="watchfiles is not installed")
    folder, output = tmp_path / "in", tmp_path / "out.jsonl"
    folder.mkdir()
    process = _start("watch", folder, "-o", output)
    _wait_for(output.with_name("out.jsonl.manifest.json"), 1)
    (folder / "a.txt").write_text("Tin a", encoding="utf-8")
    _wait_for(output, 1)
    (folder / "new").mkdir()
    (folder / "note.log").write_text("no page", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Tin b", encoding="utf-8")
    (tmp_path / "b.txt").rename(folder / "b.txt")
    _wait_for(output, 2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert [record["text"] for record in _records(output)] == ["Tin a", "Tin b"]
    assert [record["source"] for record in _records(output)] == [str(folder / "a.txt"), str(folder / "b.txt")]
    assert not output.with_name("out.errors.jsonl").exists()


def test_failures_of_an_output_in_parts_are_among_the_parts() -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed")
    assert _errors_of("s3://news/digests.jsonl", Engine.RAY) == "s3://news/digests.jsonl/errors-*.jsonl"
    assert _errors_of("digests.parquet", Engine.RAY) == "digests.parquet/errors-*.jsonl"
    assert _errors_of("digests.jsonl", Engine.RAY) == "digests.errors.jsonl"
    assert _errors_of("digests.parquet", Engine.LOCAL) == "digests.parquet.errors.jsonl"
