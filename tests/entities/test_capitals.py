"""Lines in capitals are read as if they were printed in ordinary letters."""

from __future__ import annotations

import numpy as np
import pytest

from diemtin.corpora import article_of_lines
from diemtin.digest import Digester
from diemtin.document import Label
from diemtin.entities import EntityTagger
from diemtin.entities.capitals import CASE_BITS, Truecaser, case_features, is_in_capitals
from diemtin.lexicon import Lexicon, Matcher

LISTS = Matcher.of({"names": Lexicon.of(["Vạn Lý"])})
NOTHING = Truecaser(np.zeros((1 << CASE_BITS, 3), np.float32), LISTS)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("CÔNG AN TỈNH VẠN LÝ HỌP", True),
        ("CÔNG AN TỈNH VẠN LÝ HỌP - 2024 , 2025", True),
        ("Công an tỉnh Vạn Lý họp", False),
        ("UBND TP HCM", True),
        ("UBND họp", False),
        ("CSGT", False),
        ("", False),
        ("- - 12 %", False),
    ],
)
def test_lines_in_capitals_are_told(line: str, told: bool) -> None:
    assert is_in_capitals(line.split()) is told


def test_case_makes_no_difference_to_what_is_seen() -> None:
    for small, capital in zip(
        case_features([["vạn", "lý", "họp"]], LISTS), case_features([["VẠN", "LÝ", "HỌP"]], LISTS), strict=True
    ):
        assert np.array_equal(small, capital)


def test_ordinary_lines_stay_as_they_are() -> None:
    lines = [["Công", "an", "TP.HCM", "họp"], ["UBND"], []]
    assert NOTHING(lines) == lines


def test_the_ordinary_lines_of_an_article_tell_how_its_headline_would_be_printed() -> None:
    headline, body = "GẶP ÔNG KHẢI Ở HUẾ".split(), "Hôm qua ông Khải ở Huế gặp UBND .".split()
    assert NOTHING([headline, body])[0] == ["Gặp", "ông", "Khải", "ở", "Huế"]


def test_marks_numbers_and_what_is_mixed_stay() -> None:
    assert NOTHING([["HỌP", "BÀN", "NGÀY", "20", "Ở", "PC02", "!"]])[0] == [
        "Họp",
        "bàn",
        "ngày",
        "20",
        "ở",
        "PC02",
        "!",
    ]


def _tagged(digester: Digester, *lines: str) -> list[tuple[str, Label]]:
    article = article_of_lines("test", lines)
    return [(m.span.of(article.text), m.label) for m in digester.tag(article.text, digester.segment(article))]


def test_a_word_that_is_no_syllable_of_vietnamese_is_a_name() -> None:
    assert NOTHING([["ÔNG", "TRUMP", "ĐẾN", "ROSENSTEIN", "CÙNG", "CSGT"]]) == [
        ["Ông", "Trump", "đến", "Rosenstein", "cùng", "csgt"]
    ]


def test_a_headline_in_capitals_is_tagged_like_any_other(digester: Digester) -> None:
    found = _tagged(digester, "ĐẠI TÁ TRẦN VĂN KHẢI, GIÁM ĐỐC CÔNG AN TỈNH SÓC TRĂNG, CHỦ TRÌ HỘI NGHỊ")
    assert found == [
        ("ĐẠI TÁ", Label.RANK),
        ("TRẦN VĂN KHẢI", Label.PERSON),
        ("GIÁM ĐỐC", Label.POSITION),
        ("CÔNG AN TỈNH SÓC TRĂNG", Label.ORGANIZATION),
    ]


def test_without_a_truecaser_a_tagger_reads_what_is_printed(digester: Digester) -> None:
    tagger = digester.tag
    assert isinstance(tagger, EntityTagger)
    plain = EntityTagger(tagger.field, tagger.clusters, tagger.version)
    article = article_of_lines("test", ["Đại tá Trần Văn Khải họp."])
    assert plain(article.text, digester.segment(article)) == tagger(article.text, digester.segment(article))
