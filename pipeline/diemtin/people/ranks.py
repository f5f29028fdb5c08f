"""The ranks that are stated of a person, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence

from diemtin.document import Label, Mention, RankStatus, StatedRank
from diemtin.people.chains import Chain
from diemtin.people.wording import FORMER, STEP_FROM, STEP_TO, STRIPPED

__all__ = ["stated_ranks"]

# Characters.
_WIDEST_LOOK_BACK = 40
_SAID = (
    (FORMER, RankStatus.FORMER),
    (STRIPPED, RankStatus.STRIPPED),
    (STEP_FROM, RankStatus.BEFORE),
    (STEP_TO, RankStatus.AFTER),
)


def stated_ranks(text: str, chains: Sequence[Chain]) -> tuple[StatedRank, ...]:
    """The ranks of a person's chains in the order of the text, each with what the words before it say."""
    ranks = sorted({m for chain in chains for m in chain if m.label is Label.RANK}, key=lambda rank: rank.span)
    return tuple(StatedRank(rank, _status(text, rank)) for rank in ranks)


def _status(text: str, rank: Mention) -> RankStatus:
    start = rank.span.start
    begin = max(0, start - _WIDEST_LOOK_BACK)
    return next((status for words, status in _SAID if words.search(text, begin, start)), RankStatus.STATED)
