"""What the tagger sees of each token; one definition for training and for use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from diemtin.lexicon import LEXICON_NAMES, Matcher, entries, lexicon
from diemtin.normalize import token_key

__all__ = ["Clusters", "token_features"]

Clusters = dict[str, str]

_EDGE = "<s>"
_PADDING = 2


def token_features(tokens: Sequence[str], begins: Sequence[bool], clusters: Clusters) -> list[list[str]]:
    """Feature strings for each token of one sentence.

    Args:
        tokens: the tokens as printed.
        begins: for each token, whether a word begins there.
        clusters: for frequent syllables as printed, the cluster of words used alike.

    Returns:
        One list of feature strings a token.
    """
    keys = [token_key(token) for token in tokens]
    shapes = [_shape(token) for token in tokens]
    views = _Views(
        _padded([*tokens]),
        _padded(keys),
        _padded(shapes),
        _padded([clusters.get(token) or clusters.get(token.lower(), "-") for token in tokens]),
        _padded(_words(keys, begins)),
        [[], *_listed(keys, tokens), []],
    )
    runs = _runs(keys, shapes)
    return [_own_features(views, i + _PADDING) + _listed_features(views, i + 1) + runs[i] for i in range(len(tokens))]


@dataclass(frozen=True, slots=True)
class _Views:
    """The tokens of a sentence seen in several ways, with edges around them."""

    tokens: list[str]
    keys: list[str]
    shapes: list[str]
    groups: list[str]
    words: list[str]
    listed: list[list[str]]


def _padded(values: list[str]) -> list[str]:
    return [_EDGE] * _PADDING + values + [_EDGE] * _PADDING


def _own_features(views: _Views, i: int) -> list[str]:
    token, keys, shapes, groups, words = views.tokens[i], views.keys, views.shapes, views.groups, views.words
    return [
        "b",
        f"w={token}",
        f"p={token[:3]}",
        f"e={token[-3:]}",
        f"k={keys[i]}",
        f"k-1={keys[i - 1]}",
        f"k-2={keys[i - 2]}",
        f"k+1={keys[i + 1]}",
        f"k+2={keys[i + 2]}",
        f"k-1,0={keys[i - 1]} {keys[i]}",
        f"k0,1={keys[i]} {keys[i + 1]}",
        f"k-2,-1={keys[i - 2]} {keys[i - 1]}",
        f"s={shapes[i]}",
        f"s-1,0,1={shapes[i - 1]} {shapes[i]} {shapes[i + 1]}",
        f"s0,k-1={shapes[i]} {keys[i - 1]}",
        f"s0,k+1={shapes[i]} {keys[i + 1]}",
        f"g={groups[i]}",
        f"g2={groups[i][:2]}",
        f"g-1={groups[i - 1]}",
        f"g+1={groups[i + 1]}",
        f"s0,g-1={shapes[i]} {groups[i - 1]}",
        f"v={words[i]}",
        f"v-1={words[i - 1]}",
        f"v+1={words[i + 1]}",
        f"i-1,0,1={words[i - 1][:1]} {words[i][:1]} {words[i + 1][:1]}",
    ]


def _listed_features(views: _Views, i: int) -> list[str]:
    """The lists over a token, the one before and the one after; `i` counts with one edge before."""
    return [
        *views.listed[i],
        *(f"-1{name}" for name in views.listed[i - 1]),
        *(f"+1{name}" for name in views.listed[i + 1]),
    ]


def _words(keys: Sequence[str], begins: Sequence[bool]) -> list[str]:
    """For each token whether it begins its word (B) or goes on with it (I), and the word's key."""
    starts = [i for i, begin in enumerate(begins) if begin or i == 0]
    words: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(keys)], strict=True):
        word = "_".join(keys[start:end])
        words += [f"B {word}"] + [f"I {word}"] * (end - start - 1)
    return words


def _listed(keys: Sequence[str], tokens: Sequence[str]) -> list[list[str]]:
    """Which lists have an entry over each token, and whether the entry begins there."""
    found: list[list[str]] = [[] for _ in keys]
    for name, start, end in _matcher().matches(keys):
        case = "A" if tokens[start][:1].isupper() else "a"
        found[start].append(f"{name}=B{case}")
        for i in range(start + 1, end):
            found[i].append(f"{name}=I{case}")
    return found


@cache
def _matcher() -> Matcher:
    return Matcher.of({name: lexicon(name) for name in LEXICON_NAMES})


def _runs(keys: Sequence[str], shapes: Sequence[str]) -> list[list[str]]:
    """For each token of a run of capitalized tokens: what stands before and after the run, and where in it."""
    features: list[list[str]] = [[] for _ in keys]
    start = 0
    while start < len(keys):
        end = start
        while end < len(keys) and shapes[end][0] in "XIA":
            end += 1
        if end > start:
            before = keys[start - 1] if start else _EDGE
            after = keys[end] if end < len(keys) else _EDGE
            length = min(end - start, 6)
            honorific = "h" if before in _HONORIFICS else ""
            for i in range(start, end):
                place = f"{min(i - start, 4)}/{length}"
                features[i] += [
                    f"rb={before}",
                    f"ra={after}",
                    f"rp={place}",
                    f"rh={honorific}{place}",
                    f"rf={keys[start]}",
                ]
        start = max(end, start + 1)
    return features


_HONORIFICS = frozenset(map(token_key, entries("honorifics")))


@lru_cache(maxsize=65536)
def _shape(token: str) -> str:
    """X capitalized, A all capitals, I an initial, x small, d number, m mixed with digits, else the mark itself."""
    if not any(c.isalnum() for c in token):
        return token[:1]
    if token[0].isdigit():
        return "d" if not any(c.isalpha() for c in token) else "dm"
    if len(token.rstrip(".")) == 1 and token.isupper():
        return "I"
    if any(c.isdigit() for c in token):
        return "Am" if token[0].isupper() else "xm"
    if token.isupper():
        return "A"
    return "X" if token[0].isupper() else "x"
