"""What a sentence is by those around it: somebody's words, the rest of another one, the title, a caption."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import cache

from diemtin.normalize import token_key
from diemtin.summarize.captions import CaptionModel
from diemtin.summarize.layout import UNIT
from diemtin.summarize.leaning import Leaning, breaks_off, is_taken_back
from diemtin.summarize.source import Source
from diemtin.summarize.speech import in_dialogue, in_interview, in_turns, in_view, within_quotations

__all__ = ["fitness_in"]

# A sentence of which so much stands in a title of at least so many words repeats it.
_OF_TITLE, _LEAST_TITLE = 0.85, 5


def fitness_in(source: Source, captions: CaptionModel) -> Callable[[int], Leaning]:
    """For each sentence, by its index, what it is by those around it; each is looked at once."""
    texts, apart = source.texts, source.apart
    spoken = {*within_quotations(texts), *in_dialogue(texts), *in_view(texts)}
    answers = {*in_interview(texts), *in_turns(texts)}
    heads = _keys(source.title) if source.title else set[str]()

    @cache
    def fitness(i: int) -> Leaning:
        taken_back = i + 1 < len(texts) and is_taken_back(texts[i], texts[i + 1])
        if i in spoken or (i and breaks_off(texts[i - 1])) or taken_back:
            return Leaning.NO_SENTENCE
        is_caption = (not apart or apart[i]) and captions.finds(texts[i], opens=i == 0)
        # An answer and the title are whole sentences, and better than pieces where there is nothing else.
        return Leaning.CAPTION if is_caption or i in answers or _is_title(texts[i], heads) else Leaning.ALONE

    return fitness


def _is_title(text: str, title: Set[str]) -> bool:
    """Whether a sentence says hardly more than the title; `title` has its keys."""
    words = _keys(text)
    return len(title) >= _LEAST_TITLE and len(words & title) >= _OF_TITLE * len(words)


def _keys(text: str) -> set[str]:
    return set(map(token_key, UNIT.findall(text)))
