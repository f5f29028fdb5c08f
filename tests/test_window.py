"""What a field sees of a token and its neighbours."""

from __future__ import annotations

import numpy as np
from models.tagger.window import KINDS, seen_alone, window_features

from diemtin.entities.features import SEEN, token_features


def _seen(tokens: list[str], i: int, kind: str) -> int:
    """The place of one kind of feature of token `i`."""
    return int(window_features([(tokens, [True] * len(tokens))], {}).always[i, KINDS.index(kind)])


def test_neighbours_are_seen() -> None:
    assert _seen(["Khải", "-"], 0, "key +1") == _seen(["Oanh", "-"], 0, "key +1")
    assert _seen(["Khải", "-"], 0, "key +1") != _seen(["Khải", ","], 0, "key +1")
    assert _seen(["ông", "Khải"], 1, "key -1") != _seen(["bà", "Khải"], 1, "key -1")


def test_the_end_of_a_sentence_is_seen() -> None:
    assert _seen(["Khải"], 0, "key +1") != _seen(["Khải", "nói"], 0, "key +1")


def test_a_word_as_printed_is_seen() -> None:
    assert _seen(["Hoà"], 0, "token") != _seen(["hòa"], 0, "token")


def test_a_network_sees_the_same_of_the_token_itself() -> None:
    words = [(["Đại", "tá", "Khải"], [True, False, True]), (["ông", "Oanh", "nói"], [True] * 3)]
    window, alone = window_features(words, {"ông": "abcd"}), token_features(words, {"ông": "abcd"})
    assert [KINDS.index(kind) + 1 for kind in SEEN] == list(SEEN.values())
    assert np.array_equal(seen_alone(window).always, alone.always)
    assert np.array_equal(window.further, alone.further)
