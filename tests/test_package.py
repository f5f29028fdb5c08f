"""The package as it is installed: light to import, complete, at home outside the checkout."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import shutil
import site
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

import diemtin
from tests.conftest import ROOT

_HEAVY = ("torch", "transformers", "underthesea", "trafilatura", "sklearn", "numpy")
_LIGHTLY = f"""
import sys
import diemtin, diemtin.cli
for arguments in (["--version"], ["--help"], ["summarize", "--help"], ["batch", "--help"]):
    try:
        diemtin.cli.app(arguments)
    except SystemExit as exited:
        assert not exited.code, exited.code
found = set({_HEAVY}) & {{name.split(".")[0] for name in sys.modules}}
assert not found, found
"""


def _run(*command: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT / "pipeline"), "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_what_reads_html_is_required_by_name() -> None:
    # jusText names it by an extra of lxml, which older installers do not find: a new environment read no HTML then.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert any(requirement.startswith("lxml_html_clean") for requirement in project["dependencies"])


def test_version_and_help_import_no_heavy_library() -> None:
    result = _run(sys.executable, "-c", _LIGHTLY)
    assert result.returncode == 0, result.stderr


def test_text_is_digested_without_torch_and_the_libraries_of_html(tmp_path: Path) -> None:
    code = (
        "import sys, diemtin; diemtin.load()(diemtin.read_page(sys.argv[1]));"
        "print(sorted({'torch', 'transformers', 'underthesea', 'trafilatura', 'sklearn'} & set(sys.modules)))"
    )
    result = _run(sys.executable, "-c", code, ROOT / "samples/01-police-conference.txt", cwd=tmp_path)
    assert (result.returncode, result.stdout.strip()) == (0, "[]"), result.stderr


@pytest.mark.parametrize("name", diemtin.__all__)
def test_public_names_can_be_imported(name: str) -> None:
    assert getattr(diemtin, name) is not None
    assert name in dir(diemtin)


def test_public_names_are_sorted_and_told_once() -> None:
    assert sorted(set(diemtin.__all__)) == list(diemtin.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        diemtin.nonsense  # noqa: B018


def _modules() -> list[str]:
    return [found.name for found in pkgutil.walk_packages(diemtin.__path__, "diemtin.") if "__main__" not in found.name]


@pytest.mark.parametrize("module", _modules())
def test_each_module_has_all_that_it_promises(module: str) -> None:
    found = importlib.import_module(module)
    assert [name for name in found.__all__ if not hasattr(found, name)] == []


def test_python_m_diemtin_is_the_command() -> None:
    result = _run(sys.executable, "-m", "diemtin", "--version")
    assert (result.returncode, result.stdout) == (0, f"diemtin {diemtin.__version__}\n")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with nothing in it but the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    built = _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env/bin/python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    done = _run(*pip, "install", "--no-deps", "--no-index", "--quiet", wheel, PYTHONPATH="")
    assert done.returncode == 0, done.stderr
    return folder / "env"


def _own_and_borrowed(installed: Path) -> str:
    """A path on which the wheel comes before the libraries of the environment of the tests."""
    [own] = (installed / "lib").glob("python*/site-packages")
    return os.pathsep.join([str(own), *site.getsitepackages()])


def test_the_wheel_is_whole(installed: Path) -> None:
    [own] = (installed / "lib").glob("python*/site-packages/diemtin")
    for name in (
        "py.typed",
        "report/digest.schema.json",
        "lexicons/ranks.tsv",
        "_models/tagger/model.safetensors",
        "_models/structure/model.safetensors",
    ):
        assert (own / name).is_file(), name
    assert not list(own.rglob("recipe.py"))
    assert not [*own.rglob("annotations"), *own.rglob("frames")]


def test_no_text_of_a_corpus_or_for_training_is_in_the_wheel(installed: Path) -> None:
    assert not [*installed.rglob("*.ann"), *installed.rglob("*.jsonl"), *installed.rglob("*.xz")]


def test_the_wheel_digests_a_page_far_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "samples/01-police-conference.txt", tmp_path / "page.txt")
    path = _own_and_borrowed(installed)
    where = _run(
        installed / "bin/python", "-c", "import diemtin; print(diemtin.__file__)", cwd=tmp_path, PYTHONPATH=path
    )
    assert Path(where.stdout.strip()).is_relative_to(installed), where.stderr
    command = (installed / "bin/diemtin", "summarize", "page.txt", "--format", "json")
    result = _run(*command, cwd=tmp_path, PYTHONPATH=path, DIEMTIN_MODELS="")
    assert result.returncode == 0, result.stderr
    record = json.loads(result.stdout)
    assert record["summary"]["text"]
    assert "Trần Văn Khải" in {person["name"] for person in record["people"]}
