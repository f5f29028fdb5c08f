"""Lines printed in capitals alone, read as if they were printed in ordinary letters.

Headlines of official portals are often all in capitals. For each of their tokens a linear classifier over hashed
features of the syllables around it tells how an article would print it (Lita et al., *tRuEcasIng*, 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diemtin.entities.marks import may_be_syllable
from diemtin.hashing import Codes, checksum, mixed, places
from diemtin.lexicon import Matcher
from diemtin.normalize import token_key

__all__ = ["CASE_BITS", "SMALL_CAPITALIZED_CAPITALS", "Truecaser", "case_features", "case_of", "is_in_capitals"]

CASE_BITS = 20
SMALL_CAPITALIZED_CAPITALS = ("x", "X", "A")
_FEWEST = 3  # words of a line that is told to be in capitals
_PADDING = 2
_SHORTEST_FOREIGN = 3  # letters
_LONGEST_SHORT_FORM = 7  # letters; a longer one is a word
_SPOKEN = re.compile(r"[AEIOUY][^AEIOUY]|[^AEIOUY][AEIOUY]", re.IGNORECASE)
_LISTED = 20


def is_in_capitals(tokens: Sequence[str]) -> bool:
    """Whether a line is printed in capitals: all of its words but a few, and more than one or two."""
    words = [token for token in tokens if len(token) > 1 and token.isalpha()]
    return len(words) >= _FEWEST and sum(map(str.isupper, words)) >= 0.9 * len(words)


def case_features(sentences: Sequence[Sequence[str]], lists: Matcher) -> tuple[NDArray[np.int64], ...]:
    """The places of the features of all tokens of some sentences, whatever their case.

    Returns:
        Tokens x kinds of features; and for the lists that have tokens, the indexes of the tokens and the places.
    """
    edge = checksum("<s>")
    codes: list[int] = [edge] * _PADDING
    inside: list[int] = []
    listed: list[tuple[int, int]] = []
    for tokens in sentences:
        keys = [token_key(token) for token in tokens]
        for name, start, end in lists.matches(keys):
            listed += [(len(inside) + i, checksum(f"{name}{min(i - start, 2)}")) for i in range(start, end)]
        inside += range(len(codes), len(codes) + len(keys))
        codes += [*map(checksum, keys), *[edge] * _PADDING]
    column = np.array(codes, np.uint64)
    always = [places(found, kind, CASE_BITS)[inside] for kind, found in enumerate(_window(column), 1)]
    tokens_of, values = np.array(listed, np.uint64).reshape(-1, 2).T
    return np.stack(always, axis=1), tokens_of.astype(np.int64), places(values, _LISTED, CASE_BITS)


def _window(key: Codes) -> Iterator[Codes]:
    before, after = np.roll(key, 1), np.roll(key, -1)
    yield from (np.ones_like(key), key, before, after)
    yield from (mixed(before, key), mixed(key, after), mixed(before, key, after))
    yield from (mixed(np.roll(key, 2), before, key), mixed(key, after, np.roll(key, -2)))


@dataclass(frozen=True, slots=True)
class Truecaser:
    """Puts tokens into the case in which an article would print them.

    Attributes:
        weights: `2 ** CASE_BITS` places x the three cases.
        lists: lists that a token may be in.
    """

    weights: NDArray[np.float32]
    lists: Matcher

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """The sentences, those in capitals with the small letters that they would else have.

        The other sentences are evidence: a syllable inside one of them is rather printed as there.
        """
        found = [list(tokens) for tokens in sentences]
        chosen = [i for i, tokens in enumerate(found) if is_in_capitals(tokens)]
        if chosen:
            ordinary = [tokens for i, tokens in enumerate(found) if i not in set(chosen)]
            cases = iter(self.cases([found[i] for i in chosen], _evidence(ordinary)))
            for i in chosen:
                found[i] = [_printed(token, next(cases)) for token in found[i]]
                found[i][0] = found[i][0][:1].upper() + found[i][0][1:]
        return found

    def cases(
        self, sentences: Sequence[Sequence[str]], evidence: Mapping[str, NDArray[np.float32]] | None = None
    ) -> list[str]:
        """For each token one of `SMALL_CAPITALIZED_CAPITALS`; `evidence` is added to the scores of a key."""
        always, tokens, further = case_features(sentences, self.lists)
        scores = self.weights[always].sum(axis=1)
        np.add.at(scores, tokens, self.weights[further])
        if evidence:
            keys = [token_key(token) for sentence in sentences for token in sentence]
            scores += np.array([evidence.get(key, np.zeros(3)) for key in keys], np.float32)
        return [SMALL_CAPITALIZED_CAPITALS[best] for best in scores.argmax(axis=1)]


def _evidence(sentences: Sequence[Sequence[str]]) -> dict[str, NDArray[np.float32]]:
    """For each syllable inside a sentence the logarithm of how often it is in each case, with one more of each."""
    counts: dict[str, list[int]] = {}
    for tokens in sentences:
        for token in tokens[1:]:
            counts.setdefault(token_key(token), [1, 1, 1])[case_of(token)] += 1
    return {key: np.log(np.array(found, np.float32)) for key, found in counts.items()}


def case_of(token: str) -> int:
    """The index of a token's case in `SMALL_CAPITALIZED_CAPITALS`."""
    return 2 if token.isupper() and len(token) > 1 else int(token[:1].isupper())


def _printed(token: str, case: str) -> str:
    """A token in a case; what no Vietnamese syllable is and can be spoken is a foreign name: `Trump`."""
    if not token.isalpha():
        return token
    if len(token) >= _SHORTEST_FOREIGN and not may_be_syllable(token) and _SPOKEN.search(token):
        case = "X" if case == "x" or len(token) >= _LONGEST_SHORT_FORM else case
    if case == "A":
        return token
    return token.lower() if case == "x" else token[0] + token[1:].lower()
