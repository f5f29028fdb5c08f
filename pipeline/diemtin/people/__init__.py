"""Who is who: mentions of one person joined, with the ranks and offices that the text gives them.

Ranks and offices are attached by the syntax of official Vietnamese: a chain of rank, office and body right
before the name (`Giám đốc Công an tỉnh, Đại tá Nguyễn Văn A`) or right after it (`Đại tá Nguyễn Văn A -
Ủy viên ..., Giám đốc ...`), held together by nothing but commas, dashes, brackets and a few words; one chain
for a list of people; or what a sentence says that its subject is, was or becomes.
"""

from __future__ import annotations

from collections.abc import Sequence

from diemtin.document import Label, Mention, Office, Person
from diemtin.people.chains import Chain, after, before, shared
from diemtin.people.names import Draft, find_aliases, join
from diemtin.people.offices import Bodies, distinct, joint_bodies, led_bodies, offices_of, references
from diemtin.people.predicates import predicated
from diemtin.people.ranks import stated_ranks

__all__ = ["find_people"]


def find_people(text: str, mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """Join the PERSON mentions of one article to people, in order of first mention.

    A name that only signs the article or a photo is nobody.

    Args:
        text: the article's text, in which the mentions' offsets count.
        mentions: all mentions in order.
    """
    drafts = join(text, mentions)
    links = _links(text, mentions, {m for d in drafts for m in d.mentions})
    bodies = Bodies.of(text, mentions)
    chains = [[chain for m in draft.mentions for chain in links.get(m, [])] for draft in drafts]
    led = joint_bodies(text, mentions) | led_bodies(text, mentions)
    offices = [[office for chain in own for office in offices_of(text, chain, led)] for own in chains]
    bound = {m for own in chains for chain in own for m in chain}
    alone: list[list[Office]] = [[] for _ in drafts]
    for place, office in references(bodies, mentions, [draft.name for draft in drafts], offices, bound):
        alone[place].append(office)
    return tuple(
        _person(text, draft, own, distinct(bodies, held, further), further)
        for draft, own, held, further in zip(drafts, chains, offices, alone, strict=True)
    )


def _links(text: str, mentions: Sequence[Mention], named: set[Mention]) -> dict[Mention, list[Chain]]:
    """The chains that are stated of each mention of a person."""
    links: dict[Mention, list[Chain]] = {}
    aliases = find_aliases(text, [m for m in mentions if m.label is Label.PERSON])

    def link(mention: Mention, chain: Chain) -> None:
        if chain and mention in named:
            links.setdefault(mention, []).append(chain)

    begins: dict[Mention, int] = {}
    for i, mention in enumerate(mentions):
        if mention.label is Label.PERSON:
            chain = before(text, mentions, i)
            link(mention, chain)
            if mention not in aliases:
                begins[mention] = (chain[0] if chain else mention).span.start
                link(mention, after(text, mentions, i, aliases))
    for members, chain in shared(text, mentions, aliases):
        for member in members:
            link(member, chain)
    bound = {m for chains in links.values() for chain in chains for m in chain}
    free = {m for m in mentions if m.label in (Label.RANK, Label.POSITION)} - bound
    for subject, chain in predicated(text, mentions, begins, free):
        link(subject, chain)
    return links


def _person(
    text: str, draft: Draft, chains: Sequence[Chain], offices: tuple[Office, ...], alone: Sequence[Office]
) -> Person:
    ranks = stated_ranks(text, chains)
    return Person(
        draft.name,
        ranks[0].mention if ranks else None,
        offices,
        tuple(draft.mentions),
        ranks,
        tuple(office.position for office in alone),
    )
