"""People and bodies of several articles joined: who and what the articles have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diemtin.document import Digest, Entity, Person
from diemtin.normalize import key

__all__ = ["JointEntity", "JointPerson", "join_entities", "join_people"]


@dataclass(frozen=True, slots=True)
class JointPerson:
    """A person as one or more articles know them; `found` has the index of the article with each."""

    name: str
    found: tuple[tuple[int, Person], ...]


@dataclass(frozen=True, slots=True)
class JointEntity:
    """An organization or a place as one or more articles know it; `found` has the index of the article with each."""

    name: str
    found: tuple[tuple[int, Entity], ...]


def join_people(digests: Sequence[Digest]) -> tuple[JointPerson, ...]:
    """The people of all articles, those with the same full name as one, in order of first mention.

    A name of one syllable, or the end of a longer one, is the only person with a full name that ends so, if there is
    but one in all articles together.
    """
    everybody = [(number, person) for number, digest in enumerate(digests) for person in digest.people]
    full = {key(person.name) for _, person in everybody}
    groups: dict[str, list[tuple[int, Person]]] = {}
    for number, person in everybody:
        groups.setdefault(_full_name(key(person.name), full), []).append((number, person))
    return tuple(JointPerson(_longest(p.name for _, p in found), tuple(found)) for found in groups.values())


def _full_name(name: str, full: set[str]) -> str:
    longer = [other for other in full if other.endswith(f" {name}")]
    longest = [other for other in longer if not any(another.endswith(f" {other}") for another in longer)]
    return longest[0] if len(longest) == 1 else name


def join_entities(found: Sequence[Sequence[Entity]]) -> tuple[JointEntity, ...]:
    """The bodies or places of all articles, those that are called the same in full as one, in order of first mention.

    Args:
        found: those of each article.
    """
    groups: dict[str, list[tuple[int, Entity]]] = {}
    for number, entities in enumerate(found):
        for entity in entities:
            name = entity.full_name.text if entity.full_name else entity.name
            groups.setdefault(key(name), []).append((number, entity))
    return tuple(
        JointEntity(
            _longest(entity.full_name.text if entity.full_name else entity.name for _, entity in group), tuple(group)
        )
        for group in groups.values()
    )


def _longest(names: Iterable[str]) -> str:
    return max(names, key=len)
