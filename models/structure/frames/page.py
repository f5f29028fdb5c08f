"""What composed pages are made of: lines, areas, sites, and the means to draw them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from models.structure.frames.articles import Source
from models.structure.frames.wording import Wordings, read_sections

from diemtin.clean.lines import Role

__all__ = ["Area", "Composer", "Frame", "Piece"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a page.

    Attributes:
        text: what it says.
        role: what it is.
        template: which templates of HTML it may stand in.
        is_link: whether it leads somewhere.
    """

    text: str
    role: Role
    template: str = "line"
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """Lines that stand together, and the section of names for its element."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Frame:
    """A site. All of its decisions are made by its number and what they are about."""

    family: str
    number: int

    @property
    def sections(self) -> dict[str, tuple[str, ...]]:
        """The wordings of its family."""
        return _sections(self.family)

    def random(self, about: str) -> random.Random:
        """Chance that is the same whenever the frame is asked about the same."""
        return random.Random(f"{self.family}/{self.number}/{about}")

    def chance(self, about: str, probability: float) -> bool:
        """Whether the site does something."""
        return self.random(about).random() < probability

    def pick(self, section: str, about: str = "") -> str:
        """The alternative of a section that the site always uses."""
        return self.random(f"{section}/{about}").choice(self.sections[section])

    def some(self, section: str, least: int, most: int, about: str = "") -> list[str]:
        """The alternatives of a section that the site always uses, in its order."""
        chance, choices = self.random(f"{section}/{about}"), self.sections[section]
        return chance.sample(choices, min(len(choices), chance.randint(least, most)))


@lru_cache(maxsize=2)
def _sections(family: str) -> dict[str, tuple[str, ...]]:
    return read_sections(family)


@dataclass
class Composer:
    """What one page is made from."""

    frame: Frame
    words: Wordings
    source: Source | None
    others: Sequence[Source]
    random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = self.words.random

    def site(self, section: str, role: Role, about: str = "", template: str = "line") -> Piece:
        """The line that the site always prints there."""
        return Piece(self.words.fill(self.frame.pick(section, about)), role, template)

    def wording(self, section: str, role: Role, template: str = "line", *, is_link: bool = False) -> Piece:
        """A line that differs from page to page."""
        return Piece(self.words.draw(section), role, template, is_link)

    def other(self) -> Source:
        """Another article."""
        return self.random.choice(self.others)
