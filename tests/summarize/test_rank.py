"""The ranking model: how it is found and what it prefers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diemtin.document import ModelVersion
from diemtin.errors import ModelError, ModelMismatch, ModelNotFound
from diemtin.summarize.features import FEATURES
from diemtin.summarize.rank import FORMAT, Ranker

SENTENCES = [
    "Sáng 7/7, Công an tỉnh Đồng Cát tổ chức hội nghị công bố chỉ số cải cách hành chính năm 2022 của các đơn vị.",
    "Ngoài ra còn có nhiều hoạt động khác.",
    "Trời nắng.",
]
TITLE = "Công an tỉnh Đồng Cát công bố chỉ số cải cách hành chính"


def _write(folder: Path, **changes: object) -> Path:
    config: dict[str, object] = {
        "format": FORMAT,
        "version": "9",
        "brevity": 0.25,
        "free_length": 7,
        "weights": dict.fromkeys(FEATURES, 0.5),
    }
    (folder / "ranker").mkdir()
    (folder / "ranker/config.json").write_text(json.dumps(config | changes), encoding="utf-8")
    return folder


def test_the_sentence_that_says_what_the_title_says_comes_first() -> None:
    scores = Ranker.load().scores(SENTENCES, TITLE)
    assert len(scores) == 3
    assert scores[0] == max(scores)


def test_the_score_is_the_weighted_sum_of_the_features() -> None:
    weights = tuple(2.0 if name == "position from 0" else 1.0 if name == "question" else 0.0 for name in FEATURES)
    ranker = Ranker(weights, 0.0, 0, ModelVersion("summarize", "ranker", "0"))
    assert ranker.scores(["Ai đến?", "Anh đến?", "Tôi đến."], None) == [3.0, 1.0, 0.0]


def test_what_the_folder_says_is_what_is_loaded(tmp_path: Path) -> None:
    ranker = Ranker.load(_write(tmp_path))
    assert (ranker.brevity, ranker.free_length) == (0.25, 7)
    assert ranker.version == ModelVersion("summarize", "ranker", "9")


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "diemtin.linear-ranker/0"},
        {"weights": dict.fromkeys(FEATURES[1:], 0.5)},
        {"weights": dict.fromkeys(reversed(FEATURES), 0.5)},
    ],
)
def test_a_model_of_another_make_is_refused(changes: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch, match="ranker"):
        Ranker.load(_write(tmp_path, **changes))


@pytest.mark.parametrize("field", ["weights", "brevity", "free_length"])
def test_a_model_with_a_part_missing_is_refused_by_name(field: str, tmp_path: Path) -> None:
    folder = _write(tmp_path)
    path = folder / "ranker/config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    del config[field]
    path.write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError, match="ranker"):
        Ranker.load(folder)


def test_a_model_that_is_nowhere_is_named_with_the_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diemtin.models.places", lambda explicit=None: (tmp_path / "one", tmp_path / "two"))
    with pytest.raises(ModelNotFound, match=r"ranker.*one.*two.*DIEMTIN_MODELS"):
        Ranker.load()
