"""A model is the first of its name on the way, and only where its format is known."""

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

import diemtin
from diemtin.document import ModelVersion
from diemtin.errors import ModelMismatch, ModelNotFound
from diemtin.models import find_model, places, read_arrays

CHECKOUT = Path(diemtin.__file__).resolve().parents[2] / "models"


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIEMTIN_MODELS", raising=False)


def _model(folder: Path, content: str | bytes | None = None, name: str = "toy") -> Path:
    config = folder / name / "config.json"
    config.parent.mkdir(parents=True)
    if content is None:
        content = json.dumps({"format": "toy/1", "version": folder.name})
    config.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_the_model_says_what_it_is(tmp_path: Path) -> None:
    found = find_model("toy", "toy/1", _model(tmp_path / "a"))
    assert found.path == tmp_path / "a" / "toy"
    assert found.version_for("tag") == ModelVersion("tag", "toy", "a")


def test_an_explicit_folder_counts_before_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMTIN_MODELS", str(_model(tmp_path / "b")))
    assert find_model("toy", "toy/1").version == "b"
    assert find_model("toy", "toy/1", _model(tmp_path / "a")).version == "a"


def test_the_variable_counts_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMTIN_MODELS", str(_model(tmp_path / "b", name="tagger")))
    assert find_model("tagger", "toy/1").path == tmp_path / "b" / "tagger"


def test_a_folder_without_the_model_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMTIN_MODELS", str(_model(tmp_path / "b")))
    (tmp_path / "a" / "toy").mkdir(parents=True)
    assert find_model("toy", "toy/1", tmp_path / "a").version == "b"


def test_places_stand_in_the_order_in_which_they_are_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = Path(diemtin.__file__).resolve().parent
    assert places() == (package / "_models", CHECKOUT)
    monkeypatch.setenv("DIEMTIN_MODELS", str(tmp_path))
    assert places(tmp_path / "a") == (tmp_path / "a", tmp_path, package / "_models", CHECKOUT)


def test_an_empty_variable_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMTIN_MODELS", "")
    assert len(places()) == 2


def test_a_model_that_is_nowhere_names_every_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMTIN_MODELS", str(tmp_path / "b"))
    with pytest.raises(ModelNotFound) as error:
        find_model("toy", "toy/1", tmp_path / "a")
    tried = [place / "toy" for place in places(tmp_path / "a")]
    assert error.value.tried == tuple(tried)
    assert all(str(place) in str(error.value) for place in tried)
    assert "DIEMTIN_MODELS" in str(error.value)


def test_a_model_of_another_format_is_refused(tmp_path: Path) -> None:
    folder = _model(tmp_path / "a", '{"format": "toy/2", "version": "1"}')
    with pytest.raises(ModelMismatch, match="expected toy/1, found toy/2") as error:
        find_model("toy", "toy/1", folder)
    assert (error.value.name, error.value.expected, error.value.found) == ("toy", "toy/1", "toy/2")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"12",
        b'"toy/1"',
        b"{}",
        b'{"format": "toy/1"}',
        b'{"version": "1"}',
    ],
)
def test_a_broken_config_is_a_mismatch(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ModelMismatch, match=r"unreadable config\.json"):
        find_model("toy", "toy/1", _model(tmp_path / "a", content))


@pytest.mark.parametrize("name", ["structure", "tagger", "summarizer"])
def test_the_checkout_has_the_models_of_the_pipeline(name: str) -> None:
    config = json.loads((CHECKOUT / name / "config.json").read_text(encoding="utf-8"))
    assert find_model(name, config["format"]).path == CHECKOUT / name


def test_arrays_that_a_model_lacks_are_named(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    save_file({"weights": np.zeros(3, np.float32)}, path)
    assert list(read_arrays("tagger", path, ["weights"])) == ["weights"]
    with pytest.raises(ModelMismatch, match="with tags"):
        read_arrays("tagger", path, ["weights", "tags"])
    path.write_bytes(b"no safetensors")
    with pytest.raises(ModelMismatch, match="a safetensors file"):
        read_arrays("tagger", path, ["weights"])
