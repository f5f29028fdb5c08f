"""Sentences of another language."""

from __future__ import annotations

import pytest

from diemtin.digest import Digester
from diemtin.entities.language import is_foreign, known_names
from tests.conftest import marked
from tests.entities.test_tagger import _tagged

ENGLISH = "The Ministry held a conference on Monday, chaired by Minister Tran Van Khai of the department in Laos."


@pytest.mark.parametrize(
    ("sentence", "foreign"),
    [
        (ENGLISH, True),
        ("Le ministre de la Défense a visité le port hier avec des officiers étrangers.", True),
        ("Bộ trưởng tổ chức hội nghị hôm thứ Hai.", False),
        ("Cong an tinh to chuc hoi nghi hom nay.", False),
        ("Ông Vladimir Petrov gặp Bộ trưởng Lloyd Smith của Washington Post và Facebook.", False),
        ("Facebook, Google", False),
        ("THE MINISTRY HELD A CONFERENCE ON MONDAY AND LEFT", False),
        ("", False),
    ],
)
def test_a_sentence_is_foreign_by_its_words_in_small_letters(sentence: str, foreign: bool) -> None:
    assert is_foreign(sentence.replace(",", " ,").replace(".", " .").split()) is foreign


def test_of_foreign_sentences_only_what_is_known_stays() -> None:
    text, mentions = marked(
        "[Tran Van Khai|PERSON] nói. [Minister Tran|PERSON], [Tran Van Khai|PERSON], [Laos|LOCATION], [Lào|LOCATION]"
    )
    assert [m.span.of(text) for m in known_names(text, mentions[1:], mentions[:1])] == ["Tran Van Khai", "Lào"]


def test_an_english_paragraph_has_no_absurd_names(digester: Digester) -> None:
    found = _tagged(digester, "Đại tá Trần Văn Khải chủ trì hội nghị.", ENGLISH)
    assert [name for name, _ in found] == ["Đại tá", "Trần Văn Khải"]
