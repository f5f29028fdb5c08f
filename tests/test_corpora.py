"""Reading the corpora that models are built from."""

from __future__ import annotations

import hashlib
import json
import lzma
from pathlib import Path

import pytest

from diemtin.corpora import (
    AnnotatedPerson,
    NewsArticle,
    article_of_lines,
    detokenize,
    excerpt,
    read_annotated,
    read_offsets,
    read_vietnews,
)
from diemtin.document import BlockKind, Label, Span
from tests.conftest import ROOT

GOLD = ROOT.parent / "shared/data/gold"
ANNOTATED = """# tin-1 | invented
[Đại tá|RANK] [Trần Văn Khải|PERSON], [Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION], đến [Huế|LOCATION].
Ông [Khải|PERSON] vui.
@ Trần Văn Khải | Đại tá | Giám đốc @ Công an tỉnh; Ủy viên @ -
@ Lê Mận | - | -

# tin-2 | invented
Không có ai.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three articles in the manner of vietnews."""
    path = tmp_path / "train.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for number in range(3):
            record = {
                "id": str(number),
                "title": "Công_an tỉnh họp",
                "sapo": "Sáng nay , hội_nghị ( HN ) đã họp .",
                "body": [f"Câu số {number} .", ""],
                "captions": ["Quang_cảnh .", ""],
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def test_articles_are_read_as_they_were_printed(archive: Path) -> None:
    first = next(read_vietnews(archive))
    assert first == NewsArticle(
        "0", "Công an tỉnh họp", "Sáng nay, hội nghị (HN) đã họp.", ("Câu số 0.",), ("Quang cảnh.",)
    )


@pytest.mark.parametrize(("limit", "number"), [(None, 3), (2, 2), (0, 0), (9, 3)])
def test_no_more_articles_are_read_than_asked_for(limit: int | None, number: int, archive: Path) -> None:
    assert [article.id for article in read_vietnews(archive, limit)] == [str(i) for i in range(number)]


@pytest.mark.parametrize(
    ("segmented", "printed"),
    [
        ("Công_an tỉnh , ( CAND ) họp .", "Công an tỉnh, (CAND) họp."),
        ('Ông nói : " Rất vui " .', 'Ông nói: "Rất vui".'),
        ('" Đẹp " và " vui "', '"Đẹp" và "vui"'),
        ("ngày 25 / 2", "ngày 25/2"),
        ("giai_đoạn 2021 - 2030", "giai đoạn 2021-2030"),
        ("đạt 86 % …", "đạt 86%…"),
        ("“ Rẻ ” quá !", "“Rẻ” quá!"),
        ("", ""),
    ],
)
def test_word_segmentation_is_undone(segmented: str, printed: str) -> None:
    assert detokenize(segmented) == printed


def test_an_excerpt_ends_with_the_line_that_fills_it() -> None:
    article = NewsArticle("1", "một hai", "ba bốn năm", ("sáu bảy", "tám chín"), ())
    assert excerpt(article, 6) == "một hai\nba bốn năm\nsáu bảy"
    assert excerpt(article) == "một hai\nba bốn năm\nsáu bảy\ntám chín"


def test_an_excerpt_has_no_empty_lines() -> None:
    assert excerpt(NewsArticle("1", "một hai", "", ("ba",), ())) == "một hai\nba"


def test_annotations_are_read_with_their_offsets(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(ANNOTATED, encoding="utf-8")
    first, second = read_annotated(tmp_path / "a.ann")
    assert (first.id, second.id) == ("tin-1", "tin-2")
    assert first.text == "Đại tá Trần Văn Khải, Giám đốc Công an tỉnh, đến Huế.\nÔng Khải vui."
    assert [(m.span.of(first.text), m.label) for m in first.mentions] == [
        ("Đại tá", Label.RANK),
        ("Trần Văn Khải", Label.PERSON),
        ("Giám đốc", Label.POSITION),
        ("Công an tỉnh", Label.ORGANIZATION),
        ("Huế", Label.LOCATION),
        ("Khải", Label.PERSON),
    ]
    assert [span.of(first.text) for span in first.lines] == first.text.split("\n")
    assert (second.text, second.mentions, second.people) == ("Không có ai.", (), ())


def test_people_are_read_with_rank_and_offices(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(ANNOTATED, encoding="utf-8")
    first, _ = read_annotated(tmp_path / "a.ann")
    assert first.people == (
        AnnotatedPerson("Trần Văn Khải", "Đại tá", (("Giám đốc", "Công an tỉnh"), ("Ủy viên", None))),
        AnnotatedPerson("Lê Mận", None, ()),
    )


def test_lines_make_an_article_whose_offsets_are_those_of_the_page() -> None:
    article = article_of_lines("a", ["Một.", "", "Hai."], "Tên")
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks] == [
        (BlockKind.TITLE, "Tên"),
        (BlockKind.PARAGRAPH, "Một."),
        (BlockKind.PARAGRAPH, "Hai."),
    ]
    assert article.origin.span(Span(4, 8)) == Span(4, 8)
    assert article.title == Span(0, 3)


@pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared/data/gold, which is no part of the repository")
def test_the_gold_annotations_change_no_character_of_their_text() -> None:
    for path in sorted(GOLD.glob("*.ann")):
        source = path.with_suffix(".src").read_text(encoding="utf-8")
        for article in read_annotated(path):
            assert article.mentions
            assert article.text in source


def test_annotations_by_offsets_are_read_with_their_text_and_people(tmp_path: Path) -> None:
    text = "Đại tá Lê Khải họp\nGiám đốc Sở Y tế Lê Khải nói."
    record = {
        "id": "7",
        "title": "Đại_tá Lê_Khải họp",
        "sapo": "Giám_đốc Sở Y_tế Lê_Khải nói .",
        "body": [],
        "captions": [],
    }
    with lzma.open(tmp_path / "train.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
    annotation = {
        "id": "train-7",
        "sha256": hashlib.sha256(text.encode()).hexdigest()[:16],
        "mentions": [[0, 6, "RANK"], [7, 14, "PERSON"]],
        "people": [{"name": [7, 14], "rank": [0, 6], "offices": [[[19, 27], [28, 35]], [[19, 27], None]]}],
    }
    (tmp_path / "part-01.jsonl").write_text(json.dumps(annotation) + "\n", encoding="utf-8")
    [article] = read_offsets(tmp_path, tmp_path / "train.jsonl.xz")
    assert article.text == text
    assert article.people == (AnnotatedPerson("Lê Khải", "Đại tá", (("Giám đốc", "Sở Y tế"), ("Giám đốc", None))),)
    (tmp_path / "part-01.jsonl").write_text(json.dumps(annotation | {"sha256": "0"}) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="train-7"):
        list(read_offsets(tmp_path, tmp_path / "train.jsonl.xz"))
