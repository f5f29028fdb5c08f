"""People of marked texts."""

from __future__ import annotations

from diemtin.people import find_people
from tests.conftest import marked

Named = tuple[str, str | None, list[tuple[str, str | None]]]


def people_of(source: str) -> list[Named]:
    """Name, rank and offices of each person of a marked text."""
    text, mentions = marked(source)
    return [
        (
            person.name,
            person.rank.span.of(text) if person.rank else None,
            [
                (office.position.span.of(text), office.organization.span.of(text) if office.organization else None)
                for office in person.offices
            ],
        )
        for person in find_people(text, mentions)
    ]


def mentions_of(source: str) -> dict[str, list[str]]:
    """The mentions of each person of a marked text, under the name."""
    text, mentions = marked(source)
    return {person.name: [m.span.of(text) for m in person.mentions] for person in find_people(text, mentions)}
