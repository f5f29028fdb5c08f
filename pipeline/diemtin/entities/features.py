"""What the tagger sees of each token; one definition for training and for use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from diemtin.lexicon import LEXICON_NAMES, lexicon
from diemtin.normalize import key

__all__ = ["Clusters", "token_features"]

Clusters = dict[str, str]

_HONORIFICS = frozenset(
    [
        "ông",
        "bà",
        "anh",
        "chị",
        "em",
        "cô",
        "chú",
        "bác",
        "cụ",
        "đồng",
        "chí",
        "đ/c",
        "tướng",
        "thầy",
        "cháu",
        "bé",
        "nữ",
        "ngài",
    ]
)
_EDGE = "<s>"


def token_features(tokens: Sequence[str], clusters: Clusters) -> list[list[str]]:
    """Feature strings for each token of one line.

    Args:
        tokens: the tokens as printed.
        clusters: for frequent syllables as printed, the cluster of words used alike.

    Returns:
        One list of feature strings a token.
    """
    keys = [_key(token) for token in tokens]
    shapes = [_shape(token) for token in tokens]
    groups = [clusters.get(token) or clusters.get(token.lower(), "-") for token in tokens]
    listed = _listed(keys, tokens)
    runs = _runs(keys, shapes)
    return [_features(i, tokens, keys, shapes, groups, listed) + runs[i] for i in range(len(tokens))]


def _features(
    i: int,
    tokens: Sequence[str],
    keys: Sequence[str],
    shapes: Sequence[str],
    groups: Sequence[str],
    listed: Sequence[Sequence[str]],
) -> list[str]:
    size = len(tokens)
    one, two = (keys[i - 1] if i > 0 else _EDGE), (keys[i - 2] if i > 1 else _EDGE)
    next_one, next_two = (keys[i + 1] if i + 1 < size else _EDGE), (keys[i + 2] if i + 2 < size else _EDGE)
    shape, before, after = shapes[i], (shapes[i - 1] if i else _EDGE), (shapes[i + 1] if i + 1 < size else _EDGE)
    group_before, group_after = (groups[i - 1] if i else _EDGE), (groups[i + 1] if i + 1 < size else _EDGE)
    features = [
        "b",
        f"w={tokens[i]}",
        f"k={keys[i]}",
        f"k-1={one}",
        f"k-2={two}",
        f"k+1={next_one}",
        f"k+2={next_two}",
        f"k-1,0={one} {keys[i]}",
        f"k0,1={keys[i]} {next_one}",
        f"k-2,-1={two} {one}",
        f"s={shape}",
        f"s-1,0,1={before} {shape} {after}",
        f"s0,k-1={shape} {one}",
        f"s0,k+1={shape} {next_one}",
        f"g={groups[i]}",
        f"g-1={group_before}",
        f"g+1={group_after}",
        f"g2={groups[i][:2]}",
        f"s,g-1={shape} {group_before}",
        f"p={tokens[i][:3]}",
        f"e={tokens[i][-3:]}",
    ]
    features += listed[i]
    if i:
        features += [f"-1{name}" for name in listed[i - 1]]
    if i + 1 < size:
        features += [f"+1{name}" for name in listed[i + 1]]
    return features


def _listed(keys: Sequence[str], tokens: Sequence[str]) -> list[list[str]]:
    """Which lists have an entry over each token, and whether the entry begins there."""
    found: list[list[str]] = [[] for _ in keys]
    for name in LEXICON_NAMES:
        for start, end in lexicon(name).matches(keys):
            case = "A" if tokens[start][:1].isupper() else "a"
            found[start].append(f"{name}=B{case}")
            for i in range(start + 1, end):
                found[i].append(f"{name}=I{case}")
    return found


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
            honorific = "h" if before in _HONORIFIC_KEYS else ""
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


@lru_cache(maxsize=65536)
def _key(token: str) -> str:
    return key(token)


_HONORIFIC_KEYS = frozenset(map(_key, _HONORIFICS))
_ROMAN = re.compile(r"[IVX]+")


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
