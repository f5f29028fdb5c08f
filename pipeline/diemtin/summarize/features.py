"""What the ranker sees of each sentence; one definition for training and for use."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from diemtin.lexicon import entries
from diemtin.normalize import key, syllables

__all__ = ["FEATURES", "content_keys", "sentence_features"]

_POSITIONS = (0, 1, 2, 3, 5, 9)
_LENGTHS = (0, 10, 16, 22, 28, 35, 45, 60, 80)
FEATURES = (
    *(f"position from {start}" for start in _POSITIONS),
    "relative position",
    *(f"length from {start}" for start in _LENGTHS),
    "share of the title",
    "share of the title's pairs",
    "likeness to the whole",
    "likeness to the captions",
    "mean likeness to the others",
    "numbers",
    "capitals",
    "direct speech",
    "question",
    "leans on the sentence before",
    "reports",
)
_FUNCTION_WORDS = frozenset(map(key, entries("function_words")))
_LEANING = re.compile(rf"[\"“(]*(?:{'|'.join(map(re.escape, entries('leaning_openings')))})\b")
_REPORTING = re.compile(
    r"\b(?:cho biết|cho hay|khẳng định|nhấn mạnh|nói|chia sẻ|thông tin|phát biểu|trả lời|cho rằng)\b"
)


def sentence_features(sentences: Sequence[str], title: str | None, captions: Sequence[str] = ()) -> list[list[float]]:
    """The values of `FEATURES` for each sentence of one article.

    Args:
        sentences: the article's sentences in order, its title not among them.
        title: the title, as context.
        captions: the captions of its photos, as evidence of what matters.
    """
    keys = [content_keys(sentence) for sentence in sentences]
    title_keys = content_keys(title or "")
    whole = Counter(found for sentence in keys for found in set(sentence))
    pictured = Counter(found for caption in captions for found in set(content_keys(caption)))
    likeness = _mean_likeness([set(found) for found in keys], whole)
    return [
        [
            *_bins(i, _POSITIONS),
            i / max(1, len(sentences) - 1),
            *_bins(len(syllables(sentence)), _LENGTHS),
            _share(title_keys, keys[i]),
            _share(_pairs(title_keys), _pairs(keys[i])),
            _cosine(Counter(keys[i]), whole),
            _cosine(Counter(keys[i]), pictured),
            likeness[i],
            *_surface(sentence),
        ]
        for i, sentence in enumerate(sentences)
    ]


def content_keys(text: str) -> list[str]:
    """The keys of the syllables of a text, without function words."""
    return [found for found in map(_key, syllables(text)) if found not in _FUNCTION_WORDS]


@lru_cache(maxsize=65536)
def _key(syllable: str) -> str:
    return key(syllable)


def _bins(value: int, starts: Sequence[int]) -> list[float]:
    """One for the last bin that begins at or below `value`, zero for the others."""
    found = max(n for n, start in enumerate(starts) if value >= start)
    return [float(n == found) for n in range(len(starts))]


def _pairs(keys: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(keys)]


def _share(wanted: Sequence[str], having: Sequence[str]) -> float:
    return len(set(wanted) & set(having)) / len(set(wanted)) if wanted else 0.0


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    norm = math.sqrt(sum(n * n for n in a.values())) * math.sqrt(sum(n * n for n in b.values()))
    return sum(n * b[found] for found, n in a.items()) / norm if norm else 0.0


def _mean_likeness(sets: Sequence[set[str]], counts: Counter[str]) -> list[float]:
    """For each sentence, the share of the other sentences that have a syllable of it, averaged."""
    others = max(1, len(sets) - 1)
    return [sum(counts[found] - 1 for found in one) / (len(one) * others) if one else 0.0 for one in sets]


def _surface(sentence: str) -> list[float]:
    words = sentence.split()
    return [
        min(1.0, sum(word[:1].isdigit() for word in words) / 4),
        sum(word[:1].isupper() for word in words) / max(1, len(words)),
        float(sentence.count('"') + sentence.count("“") > 0),
        float(sentence.rstrip('"”').endswith("?")),
        float(_LEANING.match(sentence) is not None),
        float(_REPORTING.search(sentence) is not None),
    ]
