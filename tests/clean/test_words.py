"""The syllables of a line, long or short."""

import pytest

from diemtin.clean.words import LONGEST_WHOLE, read_words
from diemtin.normalize import syllables, token_key

SENTENCE = "Sáng 12-11, Công an tỉnh Đồng Cát tổ chức hội nghị (sơ kết 1,5 năm)."


def test_a_line_has_its_syllables_their_keys_and_beginnings() -> None:
    words = read_words(SENTENCE)
    assert words.keys == tuple(map(token_key, syllables(SENTENCE)))
    assert words.length == len(words.keys) == 16
    assert words.digits == 3 / 16
    assert words.lower == 9 / 16


def test_of_a_long_line_the_ends_are_kept() -> None:
    text = " ".join(["đầu", *["giữa"] * 3 * LONGEST_WHOLE, "cuối"])
    words = read_words(text)
    assert words.length == 3 * LONGEST_WHOLE + 2
    assert len(words.keys) <= LONGEST_WHOLE
    assert (words.keys[0], words.keys[-1]) == (token_key("đầu"), token_key("cuối"))


@pytest.mark.parametrize("text", ["", "…", "-" * 2000, "a" * 2000, "a " * 1000])
def test_any_line_can_be_read(text: str) -> None:
    assert read_words(text).length == len(syllables(text))


def test_it_is_the_same_where_the_tokens_are_known() -> None:
    for text in (SENTENCE, " ".join([SENTENCE] * 9), " ".join([SENTENCE] * 90)):
        assert read_words(text, text.split()) == read_words(text)
