"""Sentences of another language in a Vietnamese article, in which the tagger knows nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diemtin.document import Label, Mention
from diemtin.entities.marks import may_be_syllable
from diemtin.lexicon import lexicon

__all__ = ["is_foreign", "known_names"]

_FEWEST = 5  # words in small letters
_SHARE = 0.6


def is_foreign(tokens: Sequence[str]) -> bool:
    """Whether a sentence is in another language: too few of its words in small letters could be Vietnamese.

    Names, which are foreign in Vietnamese sentences too, and sentences in capitals say nothing.
    """
    words = [token for token in tokens if token.islower() and token.isalpha()]
    return len(words) >= _FEWEST and sum(map(may_be_syllable, words)) < _SHARE * len(words)


def known_names(text: str, foreign: Iterable[Mention], others: Iterable[Mention]) -> list[Mention]:
    """Of the mentions in foreign sentences those that are certain.

    Args:
        text: the text.
        foreign: what was tagged in them.
        others: what was tagged in the Vietnamese sentences; the same words there are as certain as these.
    """
    known = {(mention.span.of(text), mention.label) for mention in others}
    return [m for m in foreign if (m.span.of(text), m.label) in known or _is_listed(m, text)]


def _is_listed(mention: Mention, text: str) -> bool:
    name = mention.span.of(text)
    return mention.label is Label.LOCATION and (name in lexicon("countries") or name in lexicon("provinces"))
