"""The sentences of several articles of one event that together say most of what their standfirsts would.

Coverage of weighted units and pairs of units under a limit of length is monotone and submodular, so that choosing by
gain and cost comes near the best (Lin and Bilmes, NAACL 2010; ACL 2011). The weight of a unit is the probability that
at least one standfirst has it, more where more of the articles have it; what is covered gains nothing, from whichever
article it came, so that nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from diemtin.normalize import syllables
from diemtin.summarize import Chosen, Length, Request, Source, Summarizer
from diemtin.summarize.encode import Numbers, encode
from diemtin.summarize.leaning import Leaning, leaning
from diemtin.summarize.select import Candidate

__all__ = ["Pick", "picks"]

_AGREEMENT = 0.5  # power of the share of articles that have a unit
_COST = 0.5  # power of the length in the worth of a sentence
_PAIR = 0.25  # worth of a pair of neighbours beside that of a unit
_LATENESS = 0.1  # how much each sentence before it takes from a sentence's worth
_ALIKE = 0.6  # share of a sentence's units that another article's sentence has if it says the same
_SHORTEST = 5  # syllables
_SYLLABLES = 120  # for each sentence, where only the number of sentences is limited


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence that was chosen.

    Attributes:
        story: the index of its article.
        chosen: the sentence there, and what stays of it.
        also: the other articles that have a sentence like it, with that sentence's index.
        place: where in an article such things are told, from 0 to 1.
    """

    story: int
    chosen: Chosen
    also: tuple[tuple[int, int], ...]
    place: float


@dataclass(frozen=True, slots=True)
class _Offer:
    """A version of a sentence, its syllables, its units, and its units and pairs."""

    story: int
    chosen: Chosen
    size: int
    words: frozenset[str]
    said: frozenset[Hashable]


def picks(summarizer: Summarizer, stories: Sequence[Source], length: Length, *, verbatim: bool = False) -> list[Pick]:
    """The sentences of a round-up, in the order in which the articles tell such things.

    Args:
        summarizer: whose models say what a standfirst has, and which parts of a sentence may be left out.
        stories: the articles.
        length: how many sentences, or how many syllables at most; one of the two must be stated. Where every sentence
            is longer, it is the shortest.
        verbatim: whole sentences as printed.
    """
    weights, offers = _weights_and_offers(summarizer, stories, length, verbatim=verbatim)
    if length.words is not None and offers and all(offer.size > length.words for offer in offers):
        offers, length = [min(offers, key=lambda offer: offer.size)], Length(1)
    chosen = _greedy(offers, weights, length)
    found = [_pick(offer, stories) for offer in chosen]
    return sorted(found, key=lambda pick: (pick.place, pick.story, pick.chosen.sentence))


def _weights_and_offers(
    summarizer: Summarizer, stories: Sequence[Source], length: Length, *, verbatim: bool
) -> tuple[dict[Hashable, float], list[_Offer]]:
    """What each unit and pair is worth, and all versions of sentences that can be had."""
    expected: list[dict[Hashable, float]] = []
    offers: list[_Offer] = []
    request = Request(Length(None, length.words or _SYLLABLES * (length.sentences or 1)), verbatim=verbatim)
    for number, story in enumerate(stories):
        article = encode(story.texts, story.title, story.captions, summarizer.vocabulary)
        found = summarizer.field(story, request)
        if found is None:
            expected.append({})
            continue
        worth: dict[Hashable, float] = {
            word: float(found.content.unit[kind]) for word, kind in zip(article.words, article.kind, strict=True)
        }
        for i in np.flatnonzero(article.pair).tolist():
            worth[article.words[i], article.words[i + 1]] = _PAIR * float(found.content.pair[article.pair[i]])
        expected.append(worth)
        for i, version in enumerate(found.versions.found):
            [chosen] = found.chosen(Candidate((i,), 0.0, 0.0, 0.0, 0.0))
            words = [article.words[row] for row in version.rows]
            size = len(syllables(chosen.text))
            offers.append(_Offer(number, chosen, size, frozenset(words), frozenset([*words, *pairwise(words)])))
    whole = [offer for offer in offers if offer.size >= _SHORTEST] or offers
    return _joint(expected), [offer for offer in whole if _alone(offer)] or whole


def _joint(expected: Sequence[Mapping[Hashable, float]]) -> dict[Hashable, float]:
    """The probability that one standfirst at least has a unit, by how many of the articles have it."""
    found = {}
    for unit in {unit for worth in expected for unit in worth}:
        chances = np.array([worth.get(unit, 0.0) for worth in expected])
        share = sum(unit in worth for worth in expected) / len(expected)
        found[unit] = float((1 - np.prod(1 - chances)) * share**_AGREEMENT)
    return found


def _alone(offer: _Offer) -> bool:
    """Whether a version can be read without the sentence before it."""
    return leaning(offer.chosen.text, offer.chosen.sentence) is Leaning.ALONE


def _greedy(offers: Sequence[_Offer], weights: Mapping[Hashable, float], length: Length) -> list[_Offer]:
    """The versions with the highest gain for their length, one after the other, while there is room."""
    index = {unit: i for i, unit in enumerate(weights)}
    says = np.zeros((len(offers), len(index)), dtype=np.float32)
    for row, offer in enumerate(offers):
        says[row, [index[unit] for unit in offer.said if unit in index]] = 1
    left = np.array(list(weights.values()), dtype=np.float32)
    sizes = np.array([offer.size for offer in offers], dtype=np.float32)
    places = np.array([offer.chosen.sentence for offer in offers], dtype=np.float32)
    cost = sizes**_COST * (1 + _LATENESS * places)
    free = np.ones(len(offers), dtype=bool)
    chosen: list[_Offer] = []
    room = length.words
    while length.sentences is None or len(chosen) < length.sentences:
        fits = free if room is None else free & (sizes <= room)
        if not fits.any() or not left.any():
            break
        best = int(np.argmax(np.where(fits, _gains(says, left) / cost, -1)))
        chosen.append(offers[best])
        room = None if room is None else room - offers[best].size
        left = np.where(says[best] > 0, np.float32(0), left)
        free &= np.array([not _same(offer, offers[best]) and not _alike(offer, offers[best]) for offer in offers])
    return chosen


def _gains(says: Numbers, left: Numbers) -> Numbers:
    found: Numbers = says @ left
    return found


def _same(offer: _Offer, other: _Offer) -> bool:
    return offer.story == other.story and offer.chosen.sentence == other.chosen.sentence


def _alike(offer: _Offer, other: _Offer) -> bool:
    """Whether two articles say the same with these."""
    return offer.story != other.story and _share(offer.words, other.words) >= _ALIKE


def _pick(offer: _Offer, stories: Sequence[Source]) -> Pick:
    """A version with the sentences of other articles that say the same, and where such things are told."""
    sentence = offer.chosen.sentence
    said = _units(stories[offer.story].texts[sentence])
    also = []
    for number, story in enumerate(stories):
        shares = [_share(said, _units(text)) for text in story.texts] if number != offer.story else []
        if shares and max(shares) >= _ALIKE:
            also.append((number, int(np.argmax(shares))))
    told = [(offer.story, sentence), *also]
    place = float(np.mean([i / len(stories[number].texts) for number, i in told]))
    return Pick(offer.story, offer.chosen, tuple(also), place)


def _units(text: str) -> frozenset[str]:
    return frozenset(syllable.lower() for syllable in syllables(text))


def _share(said: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter of two sentences the other has, if they are of like length."""
    smaller, larger = sorted((len(said), len(other)))
    return len(said & other) / smaller if smaller and larger <= 2 * smaller else 0.0
