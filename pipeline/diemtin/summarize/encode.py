"""What the content model sees of an article; one definition for training and for use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEATURES", "LONGEST_ARTICLE", "Encoded", "Integers", "Numbers", "encode", "pairs_of", "rows_of", "units"]

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
_UNITS_AND_GAPS = re.compile(r"(\w+)")
_DIGIT = re.compile(r"\d")
UNKNOWN = 0


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
    found = _units_of(sentences)
    words = list(map(str.lower, found.surface))
    index = {word: i for i, word in enumerate(dict.fromkeys(words))}
    kind = np.fromiter(map(index.__getitem__, words), np.int64, len(words))
    codes, pair = _pairs(kind, found.sentence, len(index))
    pairs = {code: i for i, code in enumerate(codes[1:].tolist(), start=1)}
    title_units = units(title or "")
    context = _Context.of(title_units, [units(caption) for caption in captions], index, pairs)
    features = np.empty((len(words), len(FEATURES)), dtype=np.float32)
    named = _Columns(features)
    _lexical(named, kind, pair, context)
    _surface(named, found)
    _places(named, found.sentence, sentences)
    _likeness(named, kind, found.sentence, context)
    return Encoded(
        words,
        found.spans,
        found.sentence,
        rows_of(list(index), vocabulary)[kind],
        kind,
        pair,
        features,
        rows_of(title_units, vocabulary),
        len(index),
        pairs,
    )


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of an article.

    Attributes:
        surface: as printed.
        spans, sentence: as in `Encoded`.
        initials: the first character of each.
        enclosed: whether it stands before a comma, after one, in brackets, in quotes, shape (units, 4).
    """

    surface: list[str]
    spans: Integers
    sentence: Integers
    initials: NDArray[np.str_]
    enclosed: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the title and the captions have of the article.

    Attributes:
        title: its units.
        titled, pictured: for each kind, whether the title has it, and how many captions do; one place more is empty.
        titled_pairs, pictured_pairs: for each pair, whether the title has it, or a caption.
    """

    title: Sequence[str]
    titled: Numbers
    pictured: Numbers
    titled_pairs: NDArray[np.bool_]
    pictured_pairs: NDArray[np.bool_]

    @classmethod
    def of(
        cls, title: Sequence[str], captions: Sequence[Sequence[str]], index: Mapping[str, int], pairs: Mapping[int, int]
    ) -> _Context:
        """Look for the kinds and the pairs of the article."""
        titled, pictured = np.zeros((2, len(index) + 1), dtype=np.float32)
        titled[[index[word] for word in title if word in index]] = 1
        for caption in captions:
            pictured[[index[word] for word in set(caption) if word in index]] += 1
        titled_pairs, pictured_pairs = np.zeros((2, len(pairs) + 1), dtype=bool)
        for has, texts in ((titled_pairs, [title]), (pictured_pairs, captions)):
            has[[pairs[code] for text in texts for code in pairs_of(text, index) if code in pairs]] = True
        return cls(title, titled, pictured, titled_pairs, pictured_pairs)


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


def rows_of(words: Sequence[str], vocabulary: Mapping[str, int]) -> Integers:
    """The row of each word, which is in small letters: its own, that of its shape if it has digits, or row 0."""
    shapes = [word if word.isalpha() else _DIGIT.sub("0", word) for word in words]
    return np.array([vocabulary.get(shape, UNKNOWN) for shape in shapes], dtype=np.int64)


def _units_of(sentences: Sequence[str]) -> _Units:
    text = "\n".join(sentences)
    *parts, _ = _UNITS_AND_GAPS.split(text, LONGEST_ARTICLE)
    spans = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts))).reshape(-1, 2)
    begins = np.cumsum([0, *(len(sentence) + 1 for sentence in sentences)])
    sentence = np.searchsorted(begins, spans[:, 0], "right") - 1
    within = spans - begins[sentence][:, None]
    marks = np.frombuffer(f"{text}\n".encode("utf-32-le", "surrogatepass"), "<u4")
    comma = _are(marks[spans[:, 1]], ",;")
    quotes = np.flatnonzero(_are(marks, '"“”'))
    brackets = np.flatnonzero(_are(marks[: spans.max(initial=0)], "()"))
    turns = np.unique(np.searchsorted(spans[:, 0], brackets)).tolist()
    enclosed = np.zeros((len(spans), 4), dtype=bool)
    enclosed[:, 0] = comma
    enclosed[1:, 1] = comma[:-1] & (sentence[1:] == sentence[:-1])
    enclosed[:, 2] = _in_brackets(parts[::2], within[:, 0], sentence, turns)
    before, opened = np.searchsorted(quotes, spans[:, 0]), np.searchsorted(quotes, begins[sentence])
    enclosed[:, 3] = (before - opened) % 2 == 1
    return _Units(parts[1::2], within, sentence, marks[spans[:, 0]].view("<U1"), enclosed)


def _are(marks: NDArray[np.uint32], wanted: str) -> NDArray[np.bool_]:
    """Which marks are one of those that are wanted."""
    found = np.zeros(len(marks), dtype=bool)
    for mark in wanted:
        found |= marks == ord(mark)
    return found


def _in_brackets(gaps: Sequence[str], starts: Integers, sentence: Integers, turns: Sequence[int]) -> NDArray[np.bool_]:
    """Whether each unit stands in brackets that are opened in its sentence.

    Args:
        gaps: what stands before each unit; brackets within one count together.
        starts, sentence: where each unit starts, and in which sentence.
        turns: the units that have a bracket before them.
    """
    found = np.zeros(len(gaps), dtype=bool)
    depth, within = 0, -1
    for i in turns:
        if sentence[i] != within:
            depth, within = 0, int(sentence[i])
        gap = gaps[i][max(0, len(gaps[i]) - int(starts[i])) :]
        depth = max(0, depth + gap.count("(") - gap.count(")"))
        found[i : np.searchsorted(sentence, within, "right")] = depth > 0
    return found


def _pairs(kind: Integers, sentence: Integers, kinds: int) -> tuple[Integers, Integers]:
    """The codes of the pairs of an article, 0 before them, and the number of the pair that each unit begins."""
    codes = np.full(len(kind), -1, dtype=np.int64)
    if len(kind) > 1:
        codes[:-1] = np.where(sentence[1:] == sentence[:-1], kind[:-1] * (kinds + 1) + kind[1:], -1)
    found, number = np.unique(np.append(codes, -1), return_inverse=True)
    return found, number[:-1].astype(np.int64)


def _lexical(named: _Columns, kind: Integers, pair: Integers, context: _Context) -> None:
    """How often and where else a unit and its pair stand."""
    title_pairs = context.titled_pairs[pair]
    named["in the title"] = context.titled[kind]
    named["pair in the title"] = title_pairs
    named["pair before in the title"] = np.append(False, title_pairs[:-1]) if len(kind) else 0
    named["in the captions"] = np.minimum(context.pictured[kind], 4) / 2
    named["pair in the captions"] = context.pictured_pairs[pair]
    named["occurrences"] = np.log1p(np.bincount(kind, minlength=1))[kind] - 1
    counts = np.log1p(np.bincount(pair, minlength=1))
    counts[0] = 0
    named["occurrences of the pair"] = counts[pair]
    # Kinds are numbered as they come.
    first = np.searchsorted(np.maximum.accumulate(kind), kind)
    named["first occurrence"] = first == np.arange(len(kind))
    named["where it occurs first"] = np.log1p(first) / 6


def _surface(named: _Columns, found: _Units) -> None:
    """What a unit looks like, and the marks around it."""
    named["capital"] = np.char.isupper(found.initials)
    named["number"] = np.char.isdigit(found.initials)
    named["all capitals"] = 0
    perhaps = np.flatnonzero(~np.char.islower(found.initials))
    words = [found.surface[i] for i in perhaps.tolist()]
    named.features[perhaps, _COLUMN["all capitals"]] = [len(word) > 1 and word.isupper() for word in words]
    for i, name in enumerate(("before a comma", "after a comma", "in brackets", "in quotes")):
        named[name] = found.enclosed[:, i]


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


def _likeness(named: _Columns, kind: Integers, sentence: Integers, context: _Context) -> None:
    """What a unit's sentence has in common with the title, the article and the captions."""
    count = int(sentence[-1]) + 1 if len(sentence) else 0
    has = np.zeros((count, len(context.titled)), dtype=np.float32)
    has[sentence, kind] = 1
    spread = has.sum(axis=0)
    size = np.maximum(has.sum(axis=1), 1)
    shared = has @ context.titled
    named["sentences that have it"] = np.log1p(spread)[kind] - 1
    named["share of the title in the sentence"] = (shared / max(1, len(set(context.title))))[sentence]
    named["share of the sentence in the title"] = (shared / size)[sentence]
    named["likeness of the sentence to the article"] = _cosines(has, spread, size)[sentence]
    named["likeness of the sentence to the captions"] = _cosines(has, context.pictured, size)[sentence]
    named["length of the title"] = len(context.title) / 16
    named["no title"] = not context.title


def _cosines(has: Numbers, counts: Numbers, size: Numbers) -> Numbers:
    norm = float(np.sqrt((counts * counts).sum()))
    return np.asarray(has @ counts / (np.sqrt(size) * max(norm, 1e-6)), np.float32)
