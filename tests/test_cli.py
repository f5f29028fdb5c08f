"""The command: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import diemtin
from diemtin.cli import app, main
from diemtin.digest import Digester
from diemtin.read import read_pages
from diemtin.summarize import Request
from tests.conftest import ROOT, SAMPLES

COMMANDS = ["summarize", "entities", "segment", "clean", "batch"]
ONE_PAGE = COMMANDS[:-1]
SAMPLE = ROOT / "samples/01-police-conference.txt"
LINE = "Sáng 7/7, Công an tỉnh Đồng Cát tổ chức hội nghị công bố chỉ số cải cách hành chính năm 2022."
BAD_PAGES = {
    "empty.txt": b"",
    "binary.txt": b"%PDF-1.7\x00\x01",
    "zeros.html": b"text\x00text",
    "latin.txt": "Hội nghị công an".encode("utf-16-le") + b"\xff\xfe\xe9",
    "windows.txt": "é à ù ç".encode("cp1252"),
    "furniture.txt": "Trang chủ\nLượt xem: 42\n1 2 3 4 5 ...\n".encode(),
    "blank.html": b"<html><body><script>1</script></body></html>",
}


@pytest.fixture(autouse=True)
def loaded(digester: Digester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are loaded once for all tests, unless a test names a folder of models."""
    load = diemtin.load

    def cached(models: Path | None = None, request: Request | None = None) -> Digester:
        if models:
            return load(models, request)
        return replace(digester, request=request or Request())

    monkeypatch.setattr("diemtin.digest.load", cached)


def _run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=input)


def _errors(result: Result) -> list[str]:
    return result.stderr.splitlines()


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder of files that cannot be digested."""
    for name, content in BAD_PAGES.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("command", [[], *([command] for command in [*COMMANDS, "watch"])])
def test_help_has_an_example(command: list[str]) -> None:
    result = _run(*command, "--help")
    assert result.exit_code == 0
    assert re.search(rf"diemtin {' '.join(command)}.*\.(html|txt|jsonl)|diemtin batch archive", result.stdout)


def test_help_names_every_command() -> None:
    stdout = _run("--help").stdout
    assert all(command in stdout for command in COMMANDS)


def test_the_version_is_printed() -> None:
    result = _run("--version")
    assert (result.exit_code, result.stdout) == (0, f"diemtin {diemtin.__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["summarize"],
        ["summarize", str(SAMPLE), "--sentences", "0"],
        ["summarize", str(SAMPLE), "--sentences", "many"],
        ["summarize", str(SAMPLE), "--words", "0"],
        ["summarize", str(SAMPLE), "--format", "pdf"],
        ["summarize", str(SAMPLE), "--lang", "fr"],
        ["summarize", str(SAMPLE), "--models", "no-such-folder"],
        ["batch", str(SAMPLE)],
    ],
)
def test_wrong_usage_is_told_and_exits_with_2(arguments: list[str]) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_path_is_named_on_one_line(command: str, tmp_path: Path) -> None:
    output = ["-o", str(tmp_path / "out.jsonl")] if command == "batch" else []
    result = _run(command, SAMPLE, tmp_path / "absent.txt", *output)
    assert result.exit_code == 2
    assert _errors(result) == [f"diemtin: {tmp_path / 'absent.txt'}: no such file or folder"]
    assert result.stdout == ""


@pytest.mark.parametrize("command", ONE_PAGE)
@pytest.mark.parametrize("format", ["text", "json", "md"])
@pytest.mark.parametrize("page", [SAMPLES[0], SAMPLES[1]], ids=lambda path: path.name)
def test_each_command_writes_each_format(command: str, format: str, page: Path) -> None:
    result = _run(command, page, "--format", format)
    assert (result.exit_code, result.stderr) == (0, "")
    if format == "json":
        assert json.loads(result.stdout)["source"] == str(page)
    assert len(result.stdout) > 200


def test_the_summary_in_text_tells_who_and_what() -> None:
    stdout = _run("summarize", SAMPLE).stdout
    assert stdout.startswith("Công an tỉnh Quảng Ngãi sơ kết công tác 6 tháng đầu năm 2022\n")
    assert re.search(r"Tóm tắt\n- .*Công an tỉnh Quảng Ngãi tổ chức", stdout)
    assert "Đại tá Trần Văn Khải, Ủy viên Ban Thường vụ Tỉnh ủy, Giám đốc Công an tỉnh" in stdout
    assert "Lượt xem: 1203" in stdout


def test_the_summary_in_markdown_has_headings() -> None:
    stdout = _run("summarize", SAMPLE, "-f", "md").stdout
    assert stdout.startswith("# Công an tỉnh Quảng Ngãi")
    assert "\n## Tóm tắt\n" in stdout


@pytest.mark.parametrize("command", ["summarize", "entities"])
def test_the_report_speaks_the_language_asked_for(command: str) -> None:
    english, vietnamese = (_run(command, SAMPLE, "--lang", language).stdout for language in ("en", "vi"))
    assert "People" in english
    assert "Nhân vật" in vietnamese
    assert "Nhân vật" not in english
    assert "Đại tá (Colonel) Trần Văn Khải" in english


def test_the_clean_article_speaks_the_language_asked_for() -> None:
    assert "[Photo: Quang cảnh hội nghị" in _run("clean", SAMPLE, "--lang", "en").stdout
    assert "[Ảnh: Quang cảnh hội nghị" in _run("clean", SAMPLE).stdout


def test_entities_tell_no_summary() -> None:
    stdout = _run("entities", SAMPLE).stdout
    assert "Nhân vật" in stdout
    assert "Tóm tắt" not in stdout


def test_segment_writes_a_sentence_a_line() -> None:
    assert any(line.endswith(" chủ_trì hội_nghị .") for line in _run("segment", SAMPLE).stdout.splitlines())


def test_clean_leaves_the_furniture_out() -> None:
    stdout = _run("clean", SAMPLE).stdout
    assert "Quang cảnh hội nghị" in stdout
    assert "Thăm dò ý kiến" not in stdout


@pytest.mark.parametrize(
    ("options", "sentences"),
    [(["--sentences", "2"], 2), (["--sentences", "1"], 1), (["-n", "4"], 4), (["-n", "3", "--words", "500"], 3)],
)
def test_the_length_asked_for_is_the_length_given(options: list[str], sentences: int) -> None:
    record = json.loads(_run("summarize", SAMPLE, "-f", "json", *options).stdout)
    assert len(record["summary"]["sentences"]) == sentences


def test_words_limit_the_summary() -> None:
    record = json.loads(_run("summarize", SAMPLE, "-f", "json", "--words", "60").stdout)
    assert 0 < len(record["summary"]["text"].split()) <= 60


def test_words_are_added_to_json_where_they_are_asked_for() -> None:
    assert "sentences" not in json.loads(_run("summarize", SAMPLE, "-f", "json").stdout)
    assert json.loads(_run("summarize", SAMPLE, "-f", "json", "--with-words").stdout)["sentences"]


@pytest.mark.parametrize("command", ONE_PAGE)
def test_the_output_goes_to_the_file_and_nothing_to_the_terminal(command: str, tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    result = _run(command, SAMPLE, "-f", "json", "-o", output)
    assert (result.exit_code, result.output) == (0, "")
    assert json.loads(output.read_text(encoding="utf-8"))["source"] == str(SAMPLE)
    assert list(tmp_path.iterdir()) == [output]


def test_a_file_has_no_codes_of_the_terminal(tmp_path: Path) -> None:
    output = tmp_path / "out.txt"
    _run("summarize", SAMPLE, "-o", output)
    assert "\x1b" not in output.read_text(encoding="utf-8")


def test_standard_input_is_a_page_too() -> None:
    result = _run("summarize", "-", "-f", "json", input=SAMPLE.read_bytes())
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert record["source"] == "-"
    assert record["people"]


def test_html_is_known_on_standard_input() -> None:
    result = _run("clean", "-", input=f"<html><body><article><p>{LINE}</p></article></body></html>")
    assert result.stdout.strip() == LINE


def test_empty_standard_input_is_named() -> None:
    result = _run("summarize", "-", input="")
    assert result.exit_code == 1
    assert _errors(result) == ["diemtin: -: the file is empty"]


def test_several_files_are_written_in_order() -> None:
    result = _run("summarize", *SAMPLES[:3], "-f", "json")
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == [str(path) for path in SAMPLES[:3]]


def test_several_reports_stand_apart() -> None:
    stdout = _run("clean", SAMPLES[0], SAMPLES[2]).stdout
    one, other = (_run("clean", path).stdout for path in (SAMPLES[0], SAMPLES[2]))
    assert stdout == f"{one}\n{other}"


def test_a_folder_is_read_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LINE, encoding="utf-8")
    (tmp_path / "notes.log").write_text("no page", encoding="utf-8")
    result = _run("clean", tmp_path, "-f", "json")
    sources = [json.loads(line)["source"] for line in result.stdout.splitlines()]
    assert sources == [str(tmp_path / name) for name in ("a.txt", "b.txt", "c/d.txt")]


def test_a_folder_without_pages_is_named(tmp_path: Path) -> None:
    result = _run("clean", tmp_path)
    assert result.exit_code == 1
    [line] = _errors(result)
    assert str(tmp_path) in line


@pytest.mark.parametrize("name", sorted(BAD_PAGES))
@pytest.mark.parametrize("command", ONE_PAGE)
def test_a_page_that_cannot_be_digested_is_one_line_with_its_reason(command: str, name: str, bad: Path) -> None:
    result = _run(command, bad / name)
    assert result.exit_code == 1
    assert result.stdout == ""
    [line] = _errors(result)
    assert line.startswith(f"diemtin: {bad / name}: ")
    assert len(line) > len(f"diemtin: {bad / name}: ") + 10
    assert "Traceback" not in line


def test_a_bad_page_does_not_hide_the_good_ones(bad: Path) -> None:
    result = _run("summarize", SAMPLES[0], bad / "empty.txt", SAMPLES[2], "-f", "json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert len(_errors(result)) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(LINE, encoding="utf-8")
    path.chmod(0)
    result = _run("clean", path)
    assert result.exit_code == 1
    assert str(path) in _errors(result)[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_output_that_cannot_be_written_is_wrong_usage(command: str, tmp_path: Path) -> None:
    output = tmp_path / "nowhere/out.json"
    result = _run(command, SAMPLE, "-o", output)
    assert result.exit_code == 2
    [line] = _errors(result)
    assert "nowhere" in line
    assert "cannot be written" in line


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_as_output_is_wrong_usage(command: str, tmp_path: Path) -> None:
    result = _run(command, SAMPLE, "-o", tmp_path)
    assert result.exit_code == 2
    [line] = _errors(result)
    assert "cannot be written" in line


def test_a_report_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise ZeroDivisionError("broken")

    monkeypatch.setattr("diemtin.report.readable.plain_text", fail)
    result = _run("summarize", SAMPLE)
    assert result.exit_code == 1
    [line] = _errors(result)
    assert str(SAMPLE) in line
    assert "broken" in line


@pytest.mark.parametrize("command", ["summarize", "entities", "batch"])
def test_models_that_are_of_another_make_are_named(command: str, tmp_path: Path) -> None:
    (tmp_path / "tagger").mkdir()
    (tmp_path / "tagger/config.json").write_text('{"format": "other/9", "version": "1"}', encoding="utf-8")
    output = ["-o", str(tmp_path / "out.jsonl")] if command == "batch" else []
    result = _run(command, SAMPLE, "--models", tmp_path, *output)
    assert result.exit_code == 1
    [line] = _errors(result)
    assert "tagger" in line
    assert "other/9" in line


def test_models_with_a_file_missing_are_named(tmp_path: Path) -> None:
    (tmp_path / "tagger").mkdir()
    (tmp_path / "tagger/config.json").write_bytes((ROOT / "models/tagger/config.json").read_bytes())
    result = _run("summarize", SAMPLE, "--models", tmp_path)
    assert result.exit_code == 1
    [line] = _errors(result)
    assert "tagger" in line


def test_a_closed_pipe_is_no_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def closed() -> None:
        raise BrokenPipeError

    monkeypatch.setattr("diemtin.cli.app", closed)
    monkeypatch.setattr("sys.stderr", open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    with pytest.raises(SystemExit) as exited:
        main()
    assert exited.value.code == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", [*COMMANDS, "round-up", "furniture"])
def test_a_page_is_never_overwritten_by_what_is_made_of_it(command: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(LINE, encoding="utf-8")
    arguments = ["--restart"] if command == "batch" else []
    for inputs in (page, tmp_path):
        result = _run(command, inputs, "-o", page, *arguments)
        assert result.exit_code == 2
        assert "would be lost" in _errors(result)[0]
    assert page.read_text(encoding="utf-8") == LINE
    assert list(tmp_path.iterdir()) == [page]


@pytest.mark.parametrize("output", ["-", "digests.xlsx"])
def test_a_batch_names_outputs_that_it_does_not_write(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = _run("batch", SAMPLE, "-o", output, "--quiet")
    assert (result.exit_code, len(_errors(result)), list(tmp_path.iterdir())) == (2, 1, [])


def test_another_output_in_the_archive_does_not_read_the_first(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(LINE, encoding="utf-8")
    for name in ("one.jsonl", "other.jsonl"):
        assert _run("batch", tmp_path, "-o", tmp_path / name, "--quiet").exit_code == 0
    assert len((tmp_path / "other.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_what_is_no_regular_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    output = tmp_path / "null"
    output.symlink_to(os.devnull)
    assert _run("clean", SAMPLE, "-o", output).exit_code == 0
    assert output.is_symlink()
    assert not Path(os.devnull).is_file()


def test_nothing_unfinished_is_left_behind(tmp_path: Path) -> None:
    assert _run("clean", SAMPLE, "-o", tmp_path / "out.txt").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize("length", ["--sentences", "--words"])
def test_a_headline_takes_no_other_length(length: str) -> None:
    result = _run("summarize", SAMPLE, "--style", "headline", length, "3")
    assert result.exit_code == 2
    assert "--style headline" in _errors(result)[0]


def test_closed_standard_input_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diemtin.read.sys.stdin", None)
    [error] = read_pages(["-"])
    assert "standard input is closed" in str(error)


def test_a_lead_is_a_paragraph_and_entities_are_lists() -> None:
    lead = _run("summarize", SAMPLE, "--style", "lead").stdout
    assert "\n- " not in lead.split("Tóm tắt", 1)[1].split("Nhân vật")[0]
    entities = _run("entities", SAMPLE, "--format", "md").stdout
    assert entities.startswith("# Công an tỉnh")
    assert "## Nhân vật\n\n- " in entities


def test_a_past_office_is_not_shown_as_a_present_one(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "Hội nghị cán bộ\n\nSáng 6/5, ông Kiều Văn Thạc, Phó Chủ tịch UBND tỉnh Lạng Hồ, dự hội nghị.\n\n"
        "Ông Thạc sinh năm 1974; từng là Giám đốc Sở Nội vụ tỉnh Lạng Hồ.\n",
        encoding="utf-8",
    )
    assert "Giám đốc Sở Nội vụ tỉnh Lạng Hồ (trước đây)" in _run("entities", page).stdout
    assert "Giám đốc Sở Nội vụ tỉnh Lạng Hồ (former Director)" in _run("entities", page, "--lang", "en").stdout
