"""The trained tagger, on cases that are clear."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from diemtin.corpora import article_of_lines
from diemtin.digest import Digester
from diemtin.document import Digest, Label
from diemtin.entities import EntityTagger, read_clusters
from diemtin.errors import ModelError, ModelNotFound

FILES = {"model.safetensors", "clusters.tsv", "case.safetensors", "marks.safetensors"}
CLEAR = "Đại tá Trần Văn Khải - Ủy viên Ban Thường vụ Tỉnh ủy, Giám đốc Công an tỉnh Sóc Trăng chủ trì hội nghị."


def _tagged(digester: Digester, *lines: str) -> list[tuple[str, Label]]:
    article = article_of_lines("test", lines)
    return [(m.span.of(article.text), m.label) for m in digester.tag(article.text, digester.segment(article))]


def test_a_sentence_of_official_news_is_tagged_in_full(digester: Digester) -> None:
    assert _tagged(digester, CLEAR) == [
        ("Đại tá", Label.RANK),
        ("Trần Văn Khải", Label.PERSON),
        ("Ủy viên", Label.POSITION),
        ("Ban Thường vụ Tỉnh ủy", Label.ORGANIZATION),
        ("Giám đốc", Label.POSITION),
        ("Công an tỉnh Sóc Trăng", Label.ORGANIZATION),
    ]


def test_places_are_tagged(digester: Digester) -> None:
    found = _tagged(digester, "Vụ việc xảy ra tại xã Bảo Sơn, huyện Lục Nam, tỉnh Bắc Giang.")
    assert ("tỉnh Bắc Giang", Label.LOCATION) in found


@pytest.mark.parametrize("line", ["Trời nắng đẹp.", "Nhiều người dân đã đến xem.", "…", "- - -", "12345"])
def test_where_nobody_is_named_nothing_is_tagged(line: str, digester: Digester) -> None:
    assert _tagged(digester, line) == []


def test_a_name_tagged_once_is_tagged_everywhere(digester: Digester) -> None:
    found = _tagged(digester, CLEAR, "Sau đó Trần Văn Khải ra về.")
    assert found.count(("Trần Văn Khải", Label.PERSON)) == 2


def test_no_sentences_have_no_mentions(digester: Digester) -> None:
    assert digester.tag("", ()) == ()


def test_mentions_are_in_order_inside_one_sentence_each_and_have_no_loose_ends(digests: dict[str, Digest]) -> None:
    for digest in digests.values():
        text = digest.article.text
        assert all(a.span.end <= b.span.start for a, b in pairwise(digest.mentions))
        for mention in digest.mentions:
            printed = mention.span.of(text)
            assert any(sentence.span.covers(mention.span) for sentence in digest.sentences)
            assert printed == printed.strip(" ,;:\n")


def test_most_people_of_the_samples_are_found(digests: dict[str, Digest]) -> None:
    wanted = found = 0
    for name, digest in digests.items():
        path = Path(__file__).parents[2] / "samples" / f"{Path(name).stem}.truth.json"
        people = {person["name"] for person in json.loads(path.read_text(encoding="utf-8"))["people"]}
        wanted += len(people)
        found += len(people & {person.name for person in digest.people})
    assert found / wanted > 0.8


def test_clusters_are_read_by_syllable(tmp_path: Path) -> None:
    path = tmp_path / "clusters.tsv"
    path.write_text("aaAB\tcông an\nabCD\ttỉnh\n", encoding="utf-8")
    assert read_clusters(path) == {"công": "aaAB", "an": "aaAB", "tỉnh": "abCD"}


def test_a_tagger_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tagger").mkdir()
    (tmp_path / "tagger/config.json").write_text('{"format": "other/1", "version": "1"}', encoding="utf-8")
    with pytest.raises(ModelError, match="tagger"):
        EntityTagger.load(tmp_path)


def test_a_tagger_that_is_nowhere_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diemtin.models.places", lambda explicit=None: (tmp_path,))
    with pytest.raises(ModelNotFound, match="tagger"):
        EntityTagger.load()


@pytest.mark.parametrize("missing", sorted(FILES))
def test_a_tagger_with_a_file_missing_is_a_model_error(missing: str, tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "models/tagger"
    (tmp_path / "tagger").mkdir()
    for name in {"config.json", *FILES} - {missing}:
        (tmp_path / "tagger" / name).write_bytes((source / name).read_bytes())
    with pytest.raises(ModelError, match="tagger"):
        EntityTagger.load(tmp_path)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Ngoại trưởng Antony Blinken gặp ông Emmanuel Macron tại Paris."], ["Antony Blinken", "Emmanuel Macron"]),
        (["Ông Kim Jong-un và bà Ursula von der Leyen gặp nhau."], ["Kim Jong-un", "Ursula von der Leyen"]),
        (["Bà H'Yim Kđoh, Phó Chủ tịch UBND tỉnh Đắk Lắk, dự."], ["H'Yim Kđoh"]),
    ],
)
def test_foreign_names_and_those_of_minorities_are_whole(
    lines: list[str], names: list[str], digester: Digester
) -> None:
    assert [name for name, label in _tagged(digester, *lines) if label is Label.PERSON] == names


def test_an_english_paragraph_changes_nothing_about_the_others(digester: Digester) -> None:
    english = "The two sides agreed to hold regular consultations on defence, security and maritime affairs."
    found = _tagged(digester, CLEAR, english, CLEAR)
    assert [name for name, _ in found if name in CLEAR] == [name for name, _ in _tagged(digester, CLEAR)] * 2


@pytest.mark.parametrize("lines", [["", CLEAR], [CLEAR, "", ""], [" ", CLEAR]])
def test_empty_paragraphs_are_passed_over(lines: list[str], digester: Digester) -> None:
    assert _tagged(digester, *lines) == _tagged(digester, CLEAR)


def test_a_book_of_one_hundred_thousand_syllables_is_tagged_like_its_sentences(digester: Digester) -> None:
    lines = [CLEAR.replace("Khải", name) for name in ("Khải", "Lữ", "Oanh")] * 1400
    assert sum(len(line.split()) for line in lines) > 100_000
    article = article_of_lines("test", lines)
    mentions = digester.tag(article.text, digester.segment(article))
    assert len(mentions) == len(lines) * len(_tagged(digester, CLEAR))


def test_one_sentence_of_many_syllables_is_tagged(digester: Digester) -> None:
    line = "Đại tá Trần Văn Khải, " * 3000
    assert [label for _, label in _tagged(digester, line)] == [Label.RANK, Label.PERSON] * 3000
