"""Whether each sentence of a summary says only what the span that it was taken from says."""

from __future__ import annotations

import re
from collections import Counter

from diemtin.lexicon import entries
from diemtin.normalize import CAPITALS

__all__ = ["unsupported"]

_UNIT = re.compile(r"\w+(?:[.,/:-]\w+)*")
# After the first word of a sentence, whose capital may be new.
_NAMES = re.compile(rf"(?<=\s)[{CAPITALS}]\w*(?: [{CAPITALS}]\w*)+")
_QUOTATION = re.compile(r"[\"“][^\"“”]*[\"”]")
_NEGATIONS = frozenset(entries("meaning_words")) & {"không", "chưa", "chẳng", "đừng", "chớ"}
_CONDITIONS = frozenset(entries("meaning_words")) & {"nếu"}


def unsupported(text: str, source: str) -> list[str]:
    """What of a sentence of a summary its source does not say; nothing for a faithful one.

    The words, names, numbers and dates of the text must stand in the source in the same order and letter by letter
    (the first letter's case aside); its quotations, and its capitalized words that follow one another, must stand
    there in one piece; and it must have each negation of the source before the word that is negated there, and as
    many conditions.

    Args:
        text: the sentence of the summary.
        source: the sentence of the article that it is traced to.
    """
    return [
        *_not_in_order(text, source),
        *_not_quoted(text, source),
        *_put_together(text, source),
        *_lost(text, source),
    ]


def _not_in_order(text: str, source: str) -> list[str]:
    printed = iter(_UNIT.findall(source))
    missing = []
    for i, unit in enumerate(_UNIT.findall(text)):
        known = {unit, unit[:1].lower() + unit[1:]} if i == 0 else {unit}
        if not any(found in known for found in printed):
            missing.append(unit)
            printed = iter(_UNIT.findall(source))
    return missing


def _not_quoted(text: str, source: str) -> list[str]:
    return [quotation for quotation in _QUOTATION.findall(text) if quotation not in source]


def _put_together(text: str, source: str) -> list[str]:
    """Capitalized words in a row that the source has apart: two names made one."""
    return [name for name in _NAMES.findall(text) if name not in source]


def _lost(text: str, source: str) -> list[str]:
    """Negations with what they negate, and conditions, outside brackets, that the source has and the text has not."""
    bare = re.sub(r"\([^()]*\)", " ", source)
    return [phrase.split()[0] for phrase in (_telling(bare) - _telling(text)).elements()]


def _telling(text: str) -> Counter[str]:
    """How often there is each negation with the word behind it (`không phải` with the next), and each condition."""
    words = re.findall(r"\w+", text.lower())
    found = Counter(word for word in words if word in _CONDITIONS)
    for i, word in enumerate(words):
        if word in _NEGATIONS:
            found[" ".join(words[i : i + (3 if words[i + 1 : i + 2] == ["phải"] else 2)])] += 1
    return found
