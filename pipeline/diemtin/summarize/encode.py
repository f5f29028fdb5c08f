"""What the content model sees of an article; one definition for training and for use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEATURES", "LONGEST_ARTICLE", "Encoded", "Integers", "Numbers", "encode", "pairs_of", "units"]

Integers = NDArray[np.int64]
Numbers = NDArray[np.float32]

LONGEST_ARTICLE = 4000  # units; what comes later is next to never in a standfirst
FEATURES = (
    "in the title",
    "pair in the title",
    "pair before in the title",
    "in the captions",
    "pair in the captions",
    "occurrences",
    "occurrences of the pair",
    "sentences that have it",
    "first occurrence",
    "where it occurs first",
    "capital",
    "capital within the sentence",
    "all capitals",
    "number",
    "place in the sentence",
    "share of the sentence before it",
    "units to the end of the sentence",
    "begins the sentence",
    "ends the sentence",
    "before a comma",
    "after a comma",
    "in brackets",
    "in quotes",
    "place of the sentence",
    "share of the article before the sentence",
    "first sentence",
    "second sentence",
    "last sentence",
    "length of the sentence",
    "share of the title in the sentence",
    "share of the sentence in the title",
    "likeness of the sentence to the article",
    "likeness of the sentence to the captions",
    "length of the article",
    "length of the title",
    "no title",
)
_UNIT = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
UNKNOWN = 0
_COMMAS, _QUOTES = ([ord(mark) for mark in marks] for marks in (",;", '"“”'))


def units(text: str) -> list[str]:
    """What ROUGE counts in the syllable metric: runs of letters and digits, in small letters."""
    return _UNIT.findall(text.lower())


@dataclass(frozen=True, slots=True)
class Encoded:
    """An article as numbers; arrays are by unit, in the order of the text.

    Attributes:
        words: the units.
        spans: for each unit, its first and last character (half-open) in its sentence, shape (units, 2).
        sentence: the index of the unit's sentence.
        vocabulary: the unit's row in the table of embeddings.
        kind: equal for equal units.
        pair: equal where the unit and the next of its sentence are equal; the last unit of a sentence has 0,
            which no pair has.
        features: `FEATURES`, shape (units, features).
        title: rows of the title's units.
        kinds: how many kinds of units there are.
        pairs: the number of each pair of kinds, for what a deletion brings together.
    """

    words: list[str]
    spans: Integers
    sentence: Integers
    vocabulary: Integers
    kind: Integers
    pair: Integers
    features: Numbers
    title: Integers
    kinds: int
    pairs: dict[int, int]

    def pair_of(self, first: int, second: int) -> int:
        """The number of the pair of two kinds; 0 if the article does not have it."""
        return self.pairs.get(first * (self.kinds + 1) + second, 0)


def encode(
    sentences: Sequence[str], title: str | None, captions: Sequence[str], vocabulary: Mapping[str, int]
) -> Encoded:
    """Encode the sentences of one article, its first `LONGEST_ARTICLE` units.

    Args:
        sentences: the article's sentences in order, its title not among them.
        title: the title, as context.
        captions: the captions of its photos, as evidence of what matters.
        vocabulary: the row of each known unit; others have row 0, numbers that of their shape.
    """
    surface, spans, sentence, enclosed = _units_of(sentences)
    words = [word.lower() for word in surface]
    index: dict[str, int] = {}
    kind = np.array([index.setdefault(word, len(index)) for word in words], dtype=np.int64)
    codes, pair = _pairs(kind, sentence, len(index))
    title_units = units(title or "")
    features = np.empty((len(words), len(FEATURES)), dtype=np.float32)
    named = _Columns(features)
    _lexical(named, kind, pair, codes, index, title_units, captions)
    _surface(named, surface, enclosed)
    _places(named, sentence, sentences)
    _likeness(named, kind, sentence, index, title_units, captions)
    return Encoded(
        words,
        spans,
        sentence,
        _rows(list(index), vocabulary)[kind],
        kind,
        pair,
        features,
        _rows(title_units, vocabulary),
        len(index),
        {code: i for i, code in enumerate(codes.tolist()) if i},
    )


class _Columns:
    """The features by their names."""

    def __init__(self, features: Numbers) -> None:
        self.features = features

    def __setitem__(self, name: str, values: Any) -> None:
        self.features[:, _COLUMN[name]] = values


_COLUMN = {name: i for i, name in enumerate(FEATURES)}


def pairs_of(words: Sequence[str], index: Mapping[str, int]) -> set[int]:
    """The codes of the pairs of neighbours that are both in `index`."""
    found = [index.get(word, -1) for word in words]
    return {a * (len(index) + 1) + b for a, b in pairwise(found) if a >= 0 and b >= 0}


def _rows(words: Sequence[str], vocabulary: Mapping[str, int]) -> Integers:
    return np.array([vocabulary.get(_DIGIT.sub("0", word), UNKNOWN) for word in words], dtype=np.int64)


def _units_of(sentences: Sequence[str]) -> tuple[list[str], Integers, Integers, NDArray[np.bool_]]:
    """Units as printed, their spans and sentences, and what stands around each (commas, brackets, quotes)."""
    text = "\n".join(sentences)
    starts = np.cumsum([0, *(len(sentence) + 1 for sentence in sentences)])
    bounds = [unit.span() for unit in islice(_UNIT.finditer(text), LONGEST_ARTICLE)]
    spans = np.array(bounds, dtype=np.int64).reshape(-1, 2)
    sentence = np.searchsorted(starts, spans[:, 0], "right") - 1
    first = starts[sentence]
    end = bounds[-1][1] + 1 if bounds else 0
    marks = np.frombuffer(text[:end].encode("utf-32-le", "surrogatepass"), np.uint32)
    comma = np.append(np.isin(marks, _COMMAS), False)[spans[:, 1]]
    quotes = np.append(0, np.cumsum(np.isin(marks, _QUOTES)))
    enclosed = np.zeros((len(spans), 4), dtype=bool)
    enclosed[:, 0] = comma
    enclosed[1:, 1] = comma[:-1] & (sentence[1:] == sentence[:-1])
    enclosed[:, 2] = _in_brackets(text, bounds, first) if "(" in text else False
    enclosed[:, 3] = (quotes[spans[:, 0]] - quotes[first]) % 2 == 1
    return [text[start:end] for start, end in bounds], spans - first[:, None], sentence, enclosed


def _in_brackets(text: str, bounds: Sequence[tuple[int, int]], firsts: Integers) -> list[bool]:
    """Whether each unit stands in brackets that are opened in its sentence, which begins at one of `firsts`."""
    found: list[bool] = []
    depth = end = 0
    for (start, after), first in zip(bounds, firsts.tolist(), strict=True):
        if first >= end:
            depth, end = 0, first
        gap = text[end:start]
        if gap != " ":
            depth = max(0, depth + gap.count("(") - gap.count(")"))
        end = after
        found.append(depth > 0)
    return found


def _pairs(kind: Integers, sentence: Integers, kinds: int) -> tuple[Integers, Integers]:
    """The codes of the pairs of an article, 0 before them, and the number of the pair that each unit begins."""
    codes = np.full(len(kind), -1, dtype=np.int64)
    if len(kind) > 1:
        codes[:-1] = np.where(sentence[1:] == sentence[:-1], kind[:-1] * (kinds + 1) + kind[1:], -1)
    found, number = np.unique(np.append(codes, -1), return_inverse=True)
    return found, number[:-1].astype(np.int64)


def _lexical(
    named: _Columns,
    kind: Integers,
    pair: Integers,
    codes: Integers,
    index: Mapping[str, int],
    title: Sequence[str],
    captions: Sequence[str],
) -> None:
    """How often and where else a unit and its pair stand."""
    in_title = np.zeros(len(index) + 1, dtype=np.float32)
    in_title[[index[word] for word in title if word in index]] = 1
    pictured = [units(caption) for caption in captions]
    in_captions = np.zeros(len(index) + 1, dtype=np.float32)
    for caption in pictured:
        in_captions[[index[word] for word in set(caption) if word in index]] += 1
    title_pairs = np.isin(codes, list(pairs_of(title, index)))[pair]
    caption_pairs = {code for caption in pictured for code in pairs_of(caption, index)}
    named["in the title"] = in_title[kind]
    named["pair in the title"] = title_pairs
    named["pair before in the title"] = np.append(False, title_pairs[:-1]) if len(kind) else 0
    named["in the captions"] = np.minimum(in_captions[kind], 4) / 2
    named["pair in the captions"] = np.isin(codes, list(caption_pairs))[pair]
    named["occurrences"] = np.log1p(np.bincount(kind, minlength=1))[kind] - 1
    counts = np.log1p(np.bincount(pair, minlength=1))
    counts[0] = 0
    named["occurrences of the pair"] = counts[pair]
    _, first, inverse = np.unique(kind, return_index=True, return_inverse=True)
    named["first occurrence"] = first[inverse] == np.arange(len(kind))
    named["where it occurs first"] = np.log1p(first[inverse]) / 6


def _surface(named: _Columns, surface: Sequence[str], enclosed: NDArray[np.bool_]) -> None:
    """What a unit looks like, and the marks around it."""
    named["capital"] = [word[0].isupper() for word in surface]
    named["all capitals"] = [len(word) > 1 and word.isupper() for word in surface]
    named["number"] = [word[0].isdigit() for word in surface]
    for i, name in enumerate(("before a comma", "after a comma", "in brackets", "in quotes")):
        named[name] = enclosed[:, i]


def _places(named: _Columns, sentence: Integers, sentences: Sequence[str]) -> None:
    """Where a unit stands in its sentence, and its sentence in the article."""
    lengths = np.bincount(sentence, minlength=1)
    starts = np.cumsum(lengths) - lengths
    place = np.arange(len(sentence)) - starts[sentence]
    length = lengths[sentence]
    begins = place == 0
    named["capital within the sentence"] = named.features[:, _COLUMN["capital"]] * ~begins
    named["place in the sentence"] = np.log1p(place) / 4
    named["share of the sentence before it"] = place / np.maximum(length, 1)
    named["units to the end of the sentence"] = np.log1p(length - place) / 4
    named["begins the sentence"] = begins
    named["ends the sentence"] = place == length - 1
    named["place of the sentence"] = np.log1p(sentence) / 3
    named["share of the article before the sentence"] = sentence / max(1, len(sentences))
    named["first sentence"] = sentence == 0
    named["second sentence"] = sentence == 1
    named["last sentence"] = sentence == len(sentences) - 1
    named["length of the sentence"] = np.log1p(length) / 4
    named["length of the article"] = np.log1p(len(sentence)) / 6


def _likeness(
    named: _Columns,
    kind: Integers,
    sentence: Integers,
    index: Mapping[str, int],
    title: Sequence[str],
    captions: Sequence[str],
) -> None:
    """What a unit's sentence has in common with the title, the article and the captions."""
    count = int(sentence[-1]) + 1 if len(sentence) else 0
    has = np.zeros((count, len(index) + 1), dtype=np.float32)
    has[sentence, kind] = 1
    spread = has.sum(axis=0)
    titled = np.zeros(len(index) + 1, dtype=np.float32)
    titled[[index[word] for word in title if word in index]] = 1
    pictured = np.zeros(len(index) + 1, dtype=np.float32)
    for caption in captions:
        pictured[[index[word] for word in set(units(caption)) if word in index]] += 1
    size = np.maximum(has.sum(axis=1), 1)
    named["sentences that have it"] = np.log1p(spread)[kind] - 1
    named["share of the title in the sentence"] = (has @ titled / max(1, len(set(title))))[sentence]
    named["share of the sentence in the title"] = (has @ titled / size)[sentence]
    named["likeness of the sentence to the article"] = _cosines(has, spread, size)[sentence]
    named["likeness of the sentence to the captions"] = _cosines(has, pictured, size)[sentence]
    named["length of the title"] = len(title) / 16
    named["no title"] = not title


def _cosines(has: Numbers, counts: Numbers, size: Numbers) -> Numbers:
    norm = float(np.sqrt((counts * counts).sum()))
    return np.asarray(has @ counts / (np.sqrt(size) * max(norm, 1e-6)), np.float32)
