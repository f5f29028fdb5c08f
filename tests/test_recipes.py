"""The recipes of the models, run small: what they write can be loaded and does its work."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import lzma
import sys
from pathlib import Path
from types import ModuleType

import pytest
import typer
from models.segmenter import compare

from diemtin.clean import StructureModel
from diemtin.clean.lines import text_lines
from diemtin.corpora import article_of_lines, excerpt, read_vietnews
from diemtin.digest import Digester
from diemtin.document import Label, Span
from diemtin.entities import EntityTagger
from diemtin.segment import Segmenter
from diemtin.summarize import Length, Request, Source, Summarizer
from tests.conftest import ROOT, marked

NUMBER = 30
EPOCHS = 60  # of a network that sees so few articles
FAMILY = ("Trần", "Lê", "Phạm", "Đỗ", "Bùi", "Ngô")
GIVEN = ("Khải", "Lữ", "Oanh", "Sang", "Trưng")
PLACE = ("Đồng Cát", "Vạn Lý", "Sa Cần", "Hòa Lạc")


def _lines(i: int) -> list[str]:
    """Title, standfirst and body of an invented article, marked and as printed."""
    name = f"{FAMILY[i % 6]} Văn {GIVEN[i % 5]}"
    body = f"Công an tỉnh {PLACE[i % 4]}"
    who = f"[Đại tá|RANK] [{name}|PERSON], [Giám đốc|POSITION] [{body}|ORGANIZATION]"
    return [
        f"[{body}|ORGANIZATION] họp bàn công tác năm {2000 + i}",
        f"Sáng nay, [{body}|ORGANIZATION] tổ chức hội nghị bàn công tác năm {2000 + i} của toàn tỉnh.",
        f"{who}, chủ trì hội nghị bàn công tác năm {2000 + i} của toàn tỉnh.",
        "Trời hôm ấy nắng đẹp và rất nhiều người dân đã đến xem.",
        f"Ông [{GIVEN[i % 5]}|PERSON] yêu cầu các đơn vị hoàn thành nhiệm vụ đúng hạn.",
    ]


def _recipe(name: str, file: str = "recipe") -> ModuleType:
    path = ROOT / "models" / name / f"{file}.py"
    spec = importlib.util.spec_from_file_location(f"{name}_{file}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def vietnews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive of invented articles in the manner of vietnews."""
    path = tmp_path_factory.mktemp("vietnews") / "train.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for i in range(NUMBER):
            title, standfirst, *body = (_segmented(marked(line)[0]) for line in _lines(i))
            record = {"id": f"{i:06}", "title": title, "sapo": standfirst, "body": body, "captions": []}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def _segmented(line: str) -> str:
    return line.replace(",", " ,").replace(".", " .").replace("hội nghị", "hội_nghị").replace("Công an", "Công_an")


@pytest.fixture
def annotated(vietnews: Path, tmp_path: Path) -> Path:
    """The annotations of the archive, without its text."""
    folder = tmp_path / "annotations"
    folder.mkdir()
    with (folder / "part-01.jsonl").open("w", encoding="utf-8") as file:
        for i, article in enumerate(read_vietnews(vietnews)):
            text, mentions = marked("\n".join(_lines(i)))
            assert text == excerpt(article)
            record = {
                "id": f"train-{article.id}",
                "sha256": hashlib.sha256(text.encode()).hexdigest()[:16],
                "mentions": [[m.span.start, m.span.end, m.label.value] for m in mentions],
            }
            file.write(json.dumps(record) + "\n")
    return folder


def test_the_tagger_that_is_written_finds_what_was_annotated_in_articles_and_invented_passages(
    vietnews: Path, annotated: Path, digester: Digester, tmp_path: Path
) -> None:
    invented = tmp_path / "invented"
    invented.mkdir()
    passages = [f"# tin-{i} | invented\nMèo [Miu Miu|PERSON] ngủ ở [đảo Kẹo|LOCATION].\n" for i in range(NUMBER)]
    (invented / "a.ann").write_text("\n".join(passages), encoding="utf-8")
    _recipe("tagger").main(vietnews, annotated, invented, None, 0, 0, EPOCHS, False, tmp_path / "tagger")
    tagger = EntityTagger.load(tmp_path)
    article = article_of_lines(
        "test",
        ["Đại tá Ngô Văn Oanh, Giám đốc Công an tỉnh Sa Cần, chủ trì hội nghị.", "Mèo Miu Miu ngủ ở đảo Kẹo."],
    )
    found = tagger(article.text, digester.segment(article))
    assert [(m.span.of(article.text), m.label) for m in found] == [
        ("Đại tá", Label.RANK),
        ("Ngô Văn Oanh", Label.PERSON),
        ("Giám đốc", Label.POSITION),
        ("Công an tỉnh Sa Cần", Label.ORGANIZATION),
        ("Miu Miu", Label.PERSON),
        ("đảo Kẹo", Label.LOCATION),
    ]
    assert tagger.clusters


def test_the_lists_of_places_are_those_that_their_recipe_writes(tmp_path: Path) -> None:
    _recipe("tagger", "places").main(tmp_path)
    lexicons = ROOT / "pipeline/diemtin/lexicons"
    assert {path.name for path in tmp_path.iterdir()} == {"provinces.txt", "districts.txt", "communes.txt"}
    for path in tmp_path.iterdir():
        assert path.read_text(encoding="utf-8") == (lexicons / path.name).read_text(encoding="utf-8")


def test_clusters_that_are_there_are_kept_where_that_is_asked_for(
    vietnews: Path, annotated: Path, tmp_path: Path
) -> None:
    (tmp_path / "tagger").mkdir()
    (tmp_path / "tagger/clusters.tsv").write_text("aaaa\thội nghị\n", encoding="utf-8")
    _recipe("tagger").main(vietnews, annotated, tmp_path / "none", 5, 5, 5, 1, True, tmp_path / "tagger")
    assert EntityTagger.load(tmp_path).clusters == {"hội": "aaaa", "nghị": "aaaa"}


def test_annotations_of_another_text_are_refused(vietnews: Path, annotated: Path, tmp_path: Path) -> None:
    path = annotated / "part-01.jsonl"
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(first) | {"sha256": "0" * 16}
    path.write_text("\n".join([json.dumps(record), *rest]), encoding="utf-8")
    with pytest.raises(ValueError, match="train-000000"):
        _recipe("tagger").main(vietnews, annotated, tmp_path / "none", None, 0, 0, 1, False, tmp_path / "tagger")


def test_the_segmenter_that_is_written_joins_what_was_joined_by_hand(vietnews: Path, tmp_path: Path) -> None:
    words = ["Mèo mun", "ngủ", "ở", "hội nghị", ".", "Mun", "mèo", "ngủ", "."]
    rows = [f"{i}\t{word}\t{word}\tX" for i, word in enumerate(words, 1)]
    treebank = tmp_path / "train.conllu"
    treebank.write_text("# text = Mèo mun ...\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    _recipe("segmenter").main(vietnews, treebank, NUMBER, tmp_path / "segmenter", tmp_path / "checkpoints", False)
    segmenter = Segmenter.load(tmp_path)
    text = "Mèo mun họp hội nghị."
    [found] = segmenter.words(text, [Span(0, len(text))])
    assert [word.of(text) for word in found] == ["Mèo mun", "họp", "hội nghị", "."]


def test_the_parts_of_the_segmenter_are_compared_by_cross_validation(
    vietnews: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "\n".join(f"{i}\t{word}\t{word}\tX" for i, word in enumerate(("Mèo mun", "ngủ", "."), 1))
    apart = "\n".join(f"{i}\t{word}\t{word}\tX" for i, word in enumerate(("Mèo", "mun", "ngủ", "."), 1))
    treebank = tmp_path / "train.conllu"
    treebank.write_text("\n\n".join([*[rows] * 9, apart]) + "\n\n", encoding="utf-8")
    compare.main(vietnews, treebank, NUMBER, tmp_path / "checkpoints", False)
    head, *rows_printed = capsys.readouterr().out.splitlines()
    assert head == "20 gaps of repeated pairs; 10 of pairs both joined and apart; 1 unlike the pair's majority"
    figures = {row[:44].strip(): row[44:].split() for row in rows_printed if not row.startswith("  ")}
    assert float(figures["linear model and network"][2]) >= 90
    assert "network" in figures
    assert "linear, not adapted to the treebank" in figures
    assert "  gaps that are wrong, by what the other folds have of the pair: always otherwise 1" in rows_printed


def test_words_that_differ_from_their_print_in_spaces_alone_are_found_in_it() -> None:
    tokens, joins = _recipe("segmenter").tokens_and_joins(["Công_an", "họp", "ngày", "25", "/", "2", ",", "15", "h"])
    assert tokens == ["Công", "an", "họp", "ngày", "25/2", ",", "15", "h"]
    assert joins == [True, False, False, False, False, False, False]


def test_the_summarizer_that_is_written_makes_summaries(vietnews: Path, tmp_path: Path) -> None:
    recipe = _recipe("summarizer")
    recipe.main(vietnews, NUMBER, tmp_path / "summarizer", tmp_path / "checkpoints", False)
    written = (tmp_path / "summarizer/model.safetensors").read_bytes()
    summarizer = Summarizer.load(tmp_path)
    assert summarizer.choice.any()
    title, _, *body = (marked(line)[0] for line in _lines(3))
    found = summarizer.choose(Source(body, title), Request(Length(sentences=1)))
    assert len(found) == 1
    assert found[0].text in body
    recipe.main(vietnews, NUMBER, tmp_path / "summarizer", tmp_path / "checkpoints", True)
    assert (tmp_path / "summarizer/model.safetensors").read_bytes() == written
    recipe.main(vietnews, NUMBER, tmp_path / "summarizer", tmp_path / "further", False, True)
    assert (tmp_path / "summarizer/model.safetensors").read_bytes() == written
    with pytest.raises(ValueError, match="other settings"):
        recipe.main(vietnews, NUMBER - 1, tmp_path / "summarizer", tmp_path / "checkpoints", True)


def test_the_line_model_that_is_written_tells_an_article_from_its_page(vietnews: Path, tmp_path: Path) -> None:
    recipe = _recipe("structure")
    recipe.main(vietnews, None, NUMBER, 2, 60, 20, tmp_path / "structure")
    title, lead, *body = (marked(line)[0] for line in _lines(7))
    page = ["Trang chủ | Tin tức | Liên hệ", title, "Thứ Hai, 14/11/2022", lead, *body * 2, "Tin khác", "1 2 3 ..."]
    roles = StructureModel.load(tmp_path)(text_lines("\n\n".join(page)))
    assert [role.value for role in roles[1:4]] == ["title", "dateline", "lead"]
    assert {role.value for role in roles[5:-3]} == {"paragraph"}
    assert roles[-1].value == "pager"


def test_the_line_model_is_not_trained_on_what_it_is_measured_on(vietnews: Path, tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match="held out"):
        _recipe("structure").main(vietnews, None, NUMBER, 3, 60, 20, tmp_path / "structure")
