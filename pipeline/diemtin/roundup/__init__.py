"""Several articles of one event in one digest: what they say together, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diemtin.document import Digest, Person, Span, SummarySentence
from diemtin.normalize import syllables
from diemtin.roundup.figures import Disagreement, Figure, contradictions
from diemtin.roundup.joining import JointEntity, JointPerson, join_entities, join_people
from diemtin.roundup.selection import Pick, picks
from diemtin.summarize import Length, Summarizer
from diemtin.summarize.chosen import summary_sentence
from diemtin.summarize.decontextualize import Background, standing_by_themselves
from diemtin.summarize.source import body_of, source_of

__all__ = ["Disagreement", "Figure", "JointEntity", "JointPerson", "RoundUp", "RoundUpSentence", "round_up"]

_SYLLABLES_EACH, _SYLLABLES = 60, 240  # for each article, and at most, where no length is asked for


@dataclass(frozen=True, slots=True)
class RoundUpSentence:
    """A sentence of a round-up.

    Attributes:
        article: the index of the article that it is from.
        sentence: how it reads, and its spans in that article.
        also: the index of each other article that says nearly the same, with the span of its sentence.
    """

    article: int
    sentence: SummarySentence
    also: tuple[tuple[int, Span], ...]


@dataclass(frozen=True, slots=True)
class RoundUp:
    """The articles of one event, and what they say together."""

    digests: tuple[Digest, ...]
    sentences: tuple[RoundUpSentence, ...]
    disagreements: tuple[Disagreement, ...]
    people: tuple[JointPerson, ...]
    organizations: tuple[JointEntity, ...]
    locations: tuple[JointEntity, ...]

    @property
    def text(self) -> str:
        """Its sentences as one paragraph."""
        return " ".join(found.sentence.text for found in self.sentences)


def round_up(
    digests: Sequence[Digest], summarizer: Summarizer, length: Length | None = None, *, verbatim: bool = False
) -> RoundUp:
    """Put articles of one event together.

    Args:
        digests: the articles, at least one.
        summarizer: what chooses.
        length: how many sentences, or how many syllables at most; by default 60 syllables for each article, 240 at
            most.
        verbatim: whole sentences as printed, nothing left out of them.
    """
    if length is None or length == Length():
        length = Length(None, min(_SYLLABLES, _SYLLABLES_EACH * len(digests)))
    bodies = [body_of(digest.article, digest.sentences) for digest in digests]
    stories = [
        source_of(digest.article, body, digest.mentions, digest.people)
        for digest, body in zip(digests, bodies, strict=True)
    ]
    chosen = picks(summarizer, stories, length, verbatim=verbatim)
    sentences = [_traced(pick, digests, bodies) for pick in chosen]
    return RoundUp(
        tuple(digests),
        tuple(sentences if verbatim else _standing_alone(digests, sentences, length.words)),
        contradictions(digests),
        join_people(digests),
        join_entities([digest.organizations for digest in digests]),
        join_entities([digest.locations for digest in digests]),
    )


def _traced(pick: Pick, digests: Sequence[Digest], bodies: Sequence[Sequence[Span]]) -> RoundUpSentence:
    sentence = summary_sentence(digests[pick.story].article.text, pick.chosen, bodies[pick.story][pick.chosen.sentence])
    return RoundUpSentence(pick.story, sentence, tuple((other, bodies[other][i]) for other, i in pick.also))


def _standing_alone(
    digests: Sequence[Digest], sentences: Sequence[RoundUpSentence], limit: int | None
) -> list[RoundUpSentence]:
    """The sentences with what their readers would miss put in from elsewhere in the same article, as there is room."""
    done = list(sentences)
    introduced = _introducing(digests, sentences)
    for number, digest in enumerate(digests):
        places = sorted((i for i, one in enumerate(sentences) if one.article == number), key=lambda i: _start(done[i]))
        own = [done[i].sentence for i in places]
        others = sum(len(syllables(one.sentence.text)) for one in done if one.article != number)
        room = None if limit is None else limit - others
        people = [person for person in digest.people if introduced.get((number, person), number) == number]
        background = replace(Background.of(digest), people=people)
        found = standing_by_themselves(digest.article.text, digest.mentions, background, own, room)
        for i, sentence in zip(places, found, strict=True):
            done[i] = replace(done[i], sentence=sentence)
    return done


def _introducing(digests: Sequence[Digest], sentences: Sequence[RoundUpSentence]) -> dict[tuple[int, Person], int]:
    """For each article's people the article of the first sentence that names them, which alone introduces them."""
    found: dict[tuple[int, Person], int] = {}
    for joint in join_people(digests):
        named = [one.article for one in sentences if any(_names(one, number, person) for number, person in joint.found)]
        found |= {known: named[0] for known in joint.found if named}
    return found


def _names(one: RoundUpSentence, number: int, person: Person) -> bool:
    """Whether a sentence is of an article and names a person as that article knows them."""
    return one.article == number and any(
        source.covers(mention.span) for source in one.sentence.sources for mention in person.mentions
    )


def _start(one: RoundUpSentence) -> int:
    return one.sentence.sources[0].start
