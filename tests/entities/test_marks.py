"""Text typed without tone marks is read as if it had them."""

from __future__ import annotations

import numpy as np
import pytest

from diemtin.corpora import article_of_lines
from diemtin.digest import Digester
from diemtin.document import Label
from diemtin.entities.marks import MARK_BITS, MarkRestorer, bare, candidates_of, is_without_marks

BARE = (
    "Cong an tinh Soc Trang to chuc hoi nghi so ket cong tac sau thang dau nam. "
    "Dai ta Tran Van Khai, Giam doc Cong an tinh Soc Trang, chu tri hoi nghi."
)
ENGLISH = (
    "The ministry said on Monday that the two sides had agreed to strengthen their cooperation in maritime security. "
    "General Smith, commander of the fleet, told reporters that the exercise would take place in the autumn."
)
NOTHING = MarkRestorer(np.zeros(1 << MARK_BITS, np.float32))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BARE, True),
        (BARE.upper(), True),
        (ENGLISH, False),
        (BARE + " Hội nghị thành công tốt đẹp.", False),
        ("Cong an tinh Soc Trang", False),
        ("", False),
    ],
)
def test_text_without_marks_is_told(text: str, told: bool) -> None:
    assert is_without_marks([text.split()]) is told


@pytest.mark.parametrize(("word", "expected"), [("Đường", "duong"), ("HOÀ", "hoa"), ("PC02", "pc02"), ("e\u0301", "e")])
def test_bare_words_have_ascii_letters_alone(word: str, expected: str) -> None:
    assert bare(word) == expected


def test_each_token_is_a_candidate_of_itself_and_common_syllables_are_others() -> None:
    found = candidates_of([["Cong", "an", "20", "-"], ["tinh"]])
    of_token = [{found.printed[i] for i in np.flatnonzero(found.tokens == token)} for token in range(5)]
    assert {"cong", "công", "cộng"} <= of_token[0]
    assert of_token[2:4] == [{"20"}, {"-"}]
    assert {"tinh", "tỉnh", "tình"} <= of_token[4]


def test_what_is_restored_has_the_tokens_and_the_case_of_what_was_there() -> None:
    sentences = [["CONG", "An", "tinh", "A", ",", "PC02"], [], ["X"]]
    restored = NOTHING(sentences)
    assert [[bare(token) for token in tokens] for tokens in restored] == [[bare(t) for t in s] for s in sentences]
    assert [token.isupper() for token in restored[0]] == [True, False, False, True, False, True]


def test_text_without_marks_is_tagged_where_it_stands(digester: Digester) -> None:
    article = article_of_lines("test", BARE.split(". "))
    mentions = digester.tag(article.text, digester.segment(article))
    found = {(mention.span.of(article.text), mention.label) for mention in mentions}
    assert ("Tran Van Khai", Label.PERSON) in found
    assert ("Dai ta", Label.RANK) in found
    assert ("Cong an tinh Soc Trang", Label.ORGANIZATION) in found
