"""What the tagger is compared with can be rebuilt; a small run of each candidate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from models.tagger import compare
from models.tagger.compare import CANDIDATES, Comparison, is_held_out
from models.tagger.silver import harvested

from diemtin.corpora import read_annotated
from tests.test_recipes import annotated, vietnews

__all__ = ["annotated", "vietnews"]


@pytest.fixture
def folder(vietnews: Path, annotated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is kept, with the annotations of the small archive in place of the real ones."""
    monkeypatch.setattr(compare, "HERE", tmp_path)
    part = annotated / "part-01.jsonl"
    part.write_text("\n".join(part.read_text(encoding="utf-8").splitlines()[:20]), encoding="utf-8")
    (tmp_path / "clusters.tsv").write_text("aaaa\thội nghị\n", encoding="utf-8")
    return tmp_path / "compared"


# A network learns nothing from twenty lines; that it is trained and measured is what is tested.
@pytest.mark.parametrize(
    ("name", "floor"),
    [("field", 50), ("field on 100 articles, without lists", 50), ("field and convolutions pooled", 0)],
)
def test_a_candidate_is_trained_once_and_measured(
    name: str, floor: int, folder: Path, vietnews: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compare.main(vietnews, folder, None, [name], silver=4)
    row = json.loads((folder / f"{name} on held-out.json").read_text(encoding="utf-8"))
    assert floor <= row["all"] <= 100
    kept = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    compare.main(vietnews, folder, None, [name], silver=4)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == kept
    assert name in capsys.readouterr().out
    stored = json.loads((folder.parent / "compared.json").read_text(encoding="utf-8"))
    assert [(entry["candidate"], entry["on"]) for entry in stored] == [(name, "held-out")]


def test_nothing_is_trained_on_what_is_held_out(folder: Path, vietnews: Path) -> None:
    folder.mkdir()
    comparison = Comparison(vietnews, folder, 4)
    assert comparison.held_out
    assert not any(is_held_out(article.id) for article in comparison.training)
    assert len(comparison.held_out) + len(comparison.training) == len(comparison.articles)


def test_an_unknown_candidate_is_named_with_those_that_there_are(folder: Path, vietnews: Path) -> None:
    with pytest.raises(typer.BadParameter, match="field"):
        compare.main(vietnews, folder, None, ["parrot"])
    assert "field" in CANDIDATES


def test_names_are_harvested_that_several_articles_have_with_one_label(tmp_path: Path) -> None:
    texts = ["ở [Vạn Lý|LOCATION], gặp [Sang|PERSON]"] * 3 + ["gặp [Sang|LOCATION] và [Oanh|PERSON]"] * 2
    path = tmp_path / "a.ann"
    path.write_text("\n".join(f"# {i} | x\n{text}\n" for i, text in enumerate(texts)), encoding="utf-8")
    found = harvested(read_annotated(path))
    assert set(found) == {"harvested LOCATION"}
    assert "Vạn Lý" in found["harvested LOCATION"]
    assert "Sang" not in found["harvested LOCATION"]
