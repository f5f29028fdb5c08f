"""A syllable is legal by its onset, rime and tone, as Vietnamese spells them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtin.lexicon import entries
from diemtin.phonology import is_syllable


@pytest.mark.parametrize(
    "word", "của và một Nguyễn NGHIÊNG quốc quý quyết giếng gì già yêu uyển khuỷu thuở hoà hòa".split()
)
def test_syllables_of_the_language_are_legal(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["kỹ", "kĩ", "lý", "lí", "Mỹ", "Ý", "thuỷ", "thủy", "khoẻ", "khỏe"])
def test_both_ways_of_print_are_legal(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["các", "cạc", "mít", "mịt", "sách", "sạch", "họp"])
def test_a_rime_closed_by_a_stop_has_two_tones(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["cac", "càc", "cảc", "cãc", "mìt", "sãch", "họp".replace("ọ", "ỏ")])
def test_a_rime_closed_by_a_stop_has_no_other_tone(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("kể", "cể"),
        ("ca", "ka"),
        ("ghế", "gế"),
        ("gà", "ghà"),
        ("nghe", "nge"),
        ("ngà", "nghà"),
        ("quên", "cuên"),
        ("yên", "iên"),
        ("tiên", "tyên"),
    ],
)
def test_onsets_are_spelled_by_what_follows(right: str, wrong: str) -> None:
    assert is_syllable(right)
    assert not is_syllable(wrong)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "thộ",
        "được1",
        "été",
        "Müller",
        "street",
        "C«ng",
        "tØnh",
        "hội nghị",
        "ôí",
        "tòan",
        "bb",
        "nghiêngg",
        "é" * 500,
    ],
)
def test_other_words_are_not_legal(word: str) -> None:
    assert is_syllable(word) is (word == "thộ")


def test_almost_every_common_syllable_is_legal() -> None:
    found = entries("common_syllables")
    assert len(found) == len(set(found)) == 3000
    assert all(map(is_syllable, found))


def test_no_rime_stands_twice_or_carries_a_tone() -> None:
    rimes = entries("rimes")
    assert len(set(rimes)) == len(rimes)
    tones = set("\u0300\u0301\u0303\u0309\u0323")
    assert all(tones.isdisjoint(unicodedata.normalize("NFD", rime)) for rime in rimes)


@given(st.text(max_size=20))
def test_any_text_has_an_answer(text: str) -> None:
    assert is_syllable(text) in (True, False)
