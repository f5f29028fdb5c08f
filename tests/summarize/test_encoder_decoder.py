"""Encoder-decoders of several families, tiny and with random weights: fed as each wants, and named where unusable."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from diemtin.errors import UnusableModel
from diemtin.summarize.encoder_decoder import EncoderDecoder, ModelSource, load_encoder_decoder
from tests.summarize import tiny

ARTICLE = "Công an tỉnh Đồng Cát tổ chức hội nghị sáng 7/7."
SEGMENTED = "Công_an tỉnh Đồng_Cát tổ_chức hội_nghị sáng 7/7 ."


@pytest.fixture(scope="module")
def vit5(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model like ViT5."""
    return tiny.t5(tmp_path_factory.mktemp("models") / "vit5", [ARTICLE])


@pytest.fixture(scope="module")
def bartpho(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model like BARTpho-word."""
    return tiny.bartpho_word(tmp_path_factory.mktemp("models") / "bartpho", [SEGMENTED])


def _load(folder: Path) -> EncoderDecoder:
    return load_encoder_decoder(ModelSource(str(folder)))


def _given(write: EncoderDecoder, texts: list[str]) -> list[list[int]]:
    """The tokens that the network sees of some articles."""
    seen: dict[str, Any] = {}

    class Network:
        def generate(self, **arguments: Any) -> Any:
            seen.update(arguments)
            return arguments["input_ids"]

    EncoderDecoder(Network(), write.tokenizer, write.form, write.version)(texts)
    return [list(row) for row in seen["input_ids"].tolist()]


def test_vit5_is_given_its_prefix_and_one_end_mark(vit5: Path) -> None:
    write = _load(vit5)
    assert (write.form.prefix, write.form.segmented, write.form.longest) == ("vietnews: ", False, 1024)
    [ids] = _given(write, [ARTICLE])
    assert write.tokenizer.decode(ids) == f"vietnews: {ARTICLE}</s>"


def test_a_t5_whose_configuration_states_a_prefix_is_given_that(vit5: Path, tmp_path: Path) -> None:
    shutil.copytree(vit5, tmp_path / "t5")
    config = json.loads((vit5 / "config.json").read_text(encoding="utf-8"))
    config["task_specific_params"] = {"summarization": {"prefix": "tóm tắt: "}}
    (tmp_path / "t5/config.json").write_text(json.dumps(config), encoding="utf-8")
    assert _load(tmp_path / "t5").form.prefix == "tóm tắt: "


def test_bartpho_word_is_given_words(bartpho: Path) -> None:
    write = _load(bartpho)
    assert (write.form.prefix, write.form.suffix, write.form.segmented) == ("", "", True)
    assert write.form.longest == 64
    assert write.tokens(SEGMENTED) == len(SEGMENTED.split())


def test_bartpho_syllable_is_given_the_text_as_it_is(tmp_path: Path) -> None:
    write = _load(tiny.bartpho_syllable(tmp_path / "bartpho", [ARTICLE]))
    assert (write.form.prefix, write.form.suffix, write.form.segmented) == ("", "", False)
    [ids] = _given(write, [ARTICLE])
    assert write.tokenizer.decode(ids, skip_special_tokens=True) == ARTICLE
    assert len(write([ARTICLE])) == 1


@pytest.mark.parametrize("lost", ["sentencepiece.bpe.model", "dict.txt"])
def test_half_a_tokenizer_is_told(lost: str, tmp_path: Path) -> None:
    folder = tiny.bartpho_syllable(tmp_path / "bartpho", [ARTICLE])
    (folder / lost).unlink()
    with pytest.raises(UnusableModel, match="its tokenizer"):
        _load(folder)


def test_mbart_is_told_the_language(tmp_path: Path) -> None:
    write = _load(tiny.mbart50(tmp_path / "mbart", [ARTICLE]))
    assert not write.form.segmented
    code = write.tokenizer.convert_tokens_to_ids("vi_VN")
    assert _given(write, [ARTICLE])[0][0] == code
    assert write.form.settings["forced_bos_token_id"] == code


@pytest.mark.parametrize("kind", ["vit5", "bartpho"])
def test_what_is_longer_than_the_encoder_takes_is_cut_and_generated_from(
    kind: str, request: pytest.FixtureRequest
) -> None:
    write = _load(request.getfixturevalue(kind))
    [ids] = _given(write, [f"{ARTICLE} " * 300])
    assert len(ids) == write.form.longest
    assert len(write([ARTICLE, f"{ARTICLE} " * 300])) == 2


def test_what_a_model_was_taught_it_writes_and_articles_together_are_as_alone(tmp_path: Path) -> None:
    folder = tiny.t5(tmp_path / "taught", [ARTICLE])
    tiny.taught(folder, f"vietnews: {ARTICLE}", "Công an tổ chức hội nghị.")
    write = _load(folder)
    assert write([ARTICLE]) == ["Công an tổ chức hội nghị."]
    assert write([ARTICLE, f"{ARTICLE} {ARTICLE}"])[0] == "Công an tổ chức hội nghị."
    assert write.version.name == "taught"


def test_other_weights_are_another_version(vit5: Path, tmp_path: Path) -> None:
    assert _load(vit5).version == _load(vit5).version
    assert _load(vit5).version.version != _load(tiny.t5(tmp_path / "vit5", [ARTICLE], seed=1)).version.version


def test_settings_of_transformers_are_left_as_they_were(vit5: Path) -> None:
    from transformers.utils import logging

    before = (logging.get_verbosity(), logging.is_progress_bar_enabled())
    _load(vit5)([ARTICLE])
    assert (logging.get_verbosity(), logging.is_progress_bar_enabled()) == before


@pytest.mark.parametrize("name", ["no/such/folder", "./nowhere", "/nowhere/model"])
def test_a_folder_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(UnusableModel, match="no such folder") as caught:
        load_encoder_decoder(ModelSource(name))
    assert name in str(caught.value)


def test_a_name_on_the_hub_is_not_fetched_unasked() -> None:
    with pytest.raises(UnusableModel, match="add --download"):
        load_encoder_decoder(ModelSource("nobody/no-such-model"))


def test_a_file_is_no_model(vit5: Path) -> None:
    with pytest.raises(UnusableModel, match="name the folder"):
        load_encoder_decoder(ModelSource(str(vit5 / "config.json")))


@pytest.mark.parametrize(
    ("lost", "reason"),
    [("config.json", "configuration"), ("tokenizer.json", "tokenizer"), ("model.safetensors", "weights")],
)
def test_a_file_that_is_missing_is_told(lost: str, reason: str, vit5: Path, tmp_path: Path) -> None:
    shutil.copytree(vit5, tmp_path / "model")
    (tmp_path / "model" / lost).unlink()
    with pytest.raises(UnusableModel, match=f"its {reason}") as caught:
        _load(tmp_path / "model")
    assert "\n" not in str(caught.value)


def test_weights_that_are_not_all_there_are_told(vit5: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    shutil.copytree(vit5, tmp_path / "model")
    path = tmp_path / "model/model.safetensors"
    weights = {name: weight for name, weight in load_file(path).items() if "decoder.block.0.layer.1" not in name}
    save_file(weights, path, {"format": "pt"})
    with pytest.raises(UnusableModel, match="its weights lack decoder"):
        _load(tmp_path / "model")


def test_an_encoder_alone_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "roberta"}), encoding="utf-8")
    with pytest.raises(UnusableModel, match="no encoder-decoder but roberta"):
        _load(tmp_path)


def test_a_tokenizer_of_another_model_is_told(vit5: Path, tmp_path: Path) -> None:
    shutil.copytree(vit5, tmp_path / "model")
    many = [f"tiếng{i}" for i in range(200)]
    other = tiny.t5(tmp_path / "other", [*many, ARTICLE])
    shutil.copy(other / "tokenizer.json", tmp_path / "model")
    with pytest.raises(UnusableModel, match="tokenizer knows more tokens"):
        _load(tmp_path / "model")


def test_a_library_that_is_not_installed_is_told(vit5: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(UnusableModel, match="pip install torch transformers"):
        _load(vit5)
