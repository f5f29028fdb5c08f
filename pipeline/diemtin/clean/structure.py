"""What each line of a page is, by a linear-chain conditional random field over the lines.

A page is furniture, then an article with furniture in between, then furniture again. The field's states say
both what a line is and in which of these parts it stands; what cannot follow what is forbidden, and what a
line certainly is by its own words (`diemtin.clean.kinds`) is fixed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from diemtin.clean.bare_text import bare_text
from diemtin.clean.features import BITS, line_features
from diemtin.clean.kinds import is_name_like
from diemtin.clean.layout import Layout, read_layout
from diemtin.clean.lines import Line, Role
from diemtin.document import BlockKind, FurnitureKind, ModelVersion
from diemtin.errors import ModelMismatch
from diemtin.field import ConditionalRandomField, best_paths, read_field
from diemtin.lexicon import lexicon
from diemtin.models import find_model
from diemtin.normalize import syllables, token_key

__all__ = ["FORMAT", "StructureModel", "states_of"]

FORMAT = "diemtin.structure/1"
# The parts of a page in their order; the title is where the article begins.
_BEFORE, _TITLE, _INSIDE, _AFTER = "before", "title", "inside", "after"
_FOLLOWING = {
    _BEFORE: (_BEFORE, _TITLE, _INSIDE),
    _TITLE: (_INSIDE, _AFTER),
    _INSIDE: (_INSIDE, _AFTER),
    _AFTER: (_AFTER,),
}
_ROLES: dict[str, Role] = {role.value: role for kinds in (BlockKind, FurnitureKind) for role in kinds}
_TEXT: frozenset[Role] = frozenset({BlockKind.LEAD, BlockKind.PARAGRAPH})
# What a line that is nothing but a date can be: the article's date, or part of some furniture.
_DATED: frozenset[Role] = frozenset({BlockKind.DATELINE, *FurnitureKind})
# Who counts the readers of an article and who those of the site may say so in the same words.
_COUNTING: frozenset[Role] = frozenset({FurnitureKind.VIEWS, FurnitureKind.STATISTICS})
_ANYTHING: frozenset[Role] = frozenset(_ROLES.values())
_FURNITURE: frozenset[Role] = frozenset(FurnitureKind)
_BELOW_PICTURE: frozenset[Role] = _FURNITURE | {BlockKind.CAPTION, BlockKind.CREDIT}
# What a line such as `Bài, ảnh: X` can be; one that names a source may as well stand below a photo.
_SIGNED: frozenset[Role] = _FURNITURE | {BlockKind.BYLINE}
_SOURCE = "nguồn"
_NO_TITLE = _ANYTHING - {BlockKind.TITLE}
_SHORTEST_TITLE = 2  # syllables
_LINKED = 0.5
_BULLETS = "•▪●■◦›»>·"
# Prose that is found to be an article even where the field sees none: syllables, the share of the page's, and the
# share of prose among the lines from its first to its last.
_PLAIN, _SHARE_OF_PAGE, _DENSE = 100, 0.3, 0.67
_NEVER = -1e4
_UNTITLED = -6.0
# What buttons below a name can outweigh only if the name does not read as one.
_LIKELY = 4.0
_FULL_NAME = range(2, 6)  # syllables
# Pages of more lines are decoded in pieces: those around the ends of the article, and the lines between.
_LONGEST = 1200
_AROUND = 300
_PIECE = 200


@dataclass(frozen=True, slots=True)
class StructureModel:
    """Tells what the lines of a page are."""

    field: ConditionalRandomField
    version: ModelVersion

    @classmethod
    def load(cls, models: Path | None = None) -> StructureModel:
        """Load `structure` from where models are found.

        Raises:
            ModelError: it is nowhere, or of another format.
        """
        folder = find_model("structure", FORMAT, models)
        field = read_field("structure", folder.file("model.safetensors"), BITS)
        unknown = [tag for tag in field.tags if not _is_state(tag)]
        if unknown:
            raise ModelMismatch("structure", "states such as inside:paragraph", ", ".join(unknown))
        return cls(field, folder.version_for("clean"))

    def __call__(self, lines: Sequence[Line], title: str | None = None, *, is_article: bool = False) -> list[Role]:
        """The role of each line.

        Args:
            lines: the page's lines in order, at least one.
            title: the title, where the page states it outside its text.
            is_article: the lines are known to be an article (a record's text): it has some text, and the
                stated title is its title.

        Returns:
            One role a line; all are furniture where the page has no article.
        """
        layout = read_layout(lines, title)
        scores = self.field.scores(line_features(layout)) + self._certain(layout, is_article=is_article)
        roles = self._decoded(layout, scores)
        if _TEXT.intersection(roles):
            return roles
        if is_article:
            return list(_as_text(layout))
        text = _plain_text(layout)
        if text is None:
            return bare_text(layout) or [r if isinstance(r, FurnitureKind) else FurnitureKind.OTHER for r in roles]
        scores[text] += _bias(self.field.tags, _TEXT)
        return self._decoded(layout, scores)

    def _decoded(self, layout: Layout, scores: NDArray[np.float32]) -> list[Role]:
        return [_role(self.field.tags[tag]) for tag in self._decode(layout, scores)]

    def _certain(self, layout: Layout, *, is_article: bool) -> NDArray[np.float32]:
        """Lines x states: what forbids a line to be what it certainly is not."""
        scores = np.zeros((len(layout.lines), len(self.field.tags)), np.float32)
        stated = _title_at(layout)
        for i, (line, reading) in enumerate(zip(layout.lines, layout.readings, strict=True)):
            is_title = i == stated and is_article
            allowed = _allowed(line, reading.own) if not is_title else frozenset({BlockKind.TITLE})
            if allowed is not _ANYTHING:
                scores[i] = _bias(self.field.tags, allowed)
            elif i == stated and line.hint is BlockKind.TITLE:
                scores[i] = _leaning(self.field.tags, BlockKind.TITLE)
            elif _is_signature(layout, i):
                scores[i] = _leaning(self.field.tags, BlockKind.BYLINE)
        return scores

    def _decode(self, layout: Layout, scores: NDArray[np.float32]) -> Iterator[int]:
        transitions = self.field.transitions + _forbidden(self.field.tags)
        scores = scores.copy()
        scores[0] += _beginnings(self.field.tags)
        if len(scores) <= _LONGEST:
            yield from best_paths(scores, transitions, [len(scores)])[0]
            return
        lengths: list[int] = []
        for part, start, end in _pieces(layout):
            lengths.append(end - start)
            if part:
                scores[start:end] += [0 if tag.startswith(part) else _NEVER for tag in self.field.tags]
        for path in best_paths(scores, transitions, lengths):
            yield from path


def states_of(roles: Sequence[Role]) -> list[str]:
    """The states of the lines of a page of which these are the roles, as the field learns them."""
    blocks = [i for i, role in enumerate(roles) if isinstance(role, BlockKind)]
    title = next((i for i in blocks if roles[i] is BlockKind.TITLE), None)
    first = title if title is not None else next(iter(blocks), len(roles))
    last = blocks[-1] if blocks else -1
    return [_state(role, i, title, first, last) for i, role in enumerate(roles)]


def _state(role: Role, i: int, title: int | None, first: int, last: int) -> str:
    if i == title:
        return f"{_TITLE}:{role.value}"
    part = _BEFORE if i < first else _AFTER if i > last else _INSIDE
    return f"{part}:{role.value}"


@cache
def _role(state: str) -> Role:
    return _ROLES[state.partition(":")[2]]


def _is_state(tag: str) -> bool:
    part, _, value = tag.partition(":")
    return part in _FOLLOWING and value in _ROLES


def _allowed(line: Line, own: Role | None) -> frozenset[Role]:
    """What a line can be for all that its own words say."""
    if own is FurnitureKind.VIEWS:
        return _COUNTING
    if own is BlockKind.DATELINE:
        return _DATED
    if own is BlockKind.BYLINE and not line.text.casefold().startswith(_SOURCE):
        return _SIGNED
    if isinstance(line.hint, FurnitureKind) and line.links > _LINKED:
        return _FURNITURE
    if line.hint is BlockKind.CAPTION and line.after_image:
        return _BELOW_PICTURE
    return _NO_TITLE if line.length < _SHORTEST_TITLE or line.text[0] in _BULLETS else _ANYTHING


@cache
def _bias(tags: tuple[str, ...], allowed: frozenset[Role]) -> NDArray[np.float32]:
    """For each state what its score loses where only some roles are allowed."""
    return np.array([0 if _role(tag) in allowed else _NEVER for tag in tags], np.float32)


@cache
def _leaning(tags: tuple[str, ...], role: Role) -> NDArray[np.float32]:
    """For each state what its score gains where a line is most likely of one role."""
    return np.array([_LIKELY if _role(tag) is role else 0 for tag in tags], np.float32)


def _is_signature(layout: Layout, i: int) -> bool:
    """Whether a line above the text is a full Vietnamese name and nothing else, right below the date."""
    if not 0 < i < layout.first or layout.readings[i - 1].own is not BlockKind.DATELINE:
        return False
    line, reading = layout.lines[i], layout.readings[i]
    is_name = reading.own is None and line.length in _FULL_NAME and is_name_like(line.text)
    return is_name and not line.text.isupper() and reading.keys[0] in lexicon("surnames").entries


@cache
def _forbidden(tags: tuple[str, ...]) -> NDArray[np.float32]:
    """Tag x following tag: what never follows each other, and what an article without title costs."""
    return np.array([[_cost(before, after) for after in tags] for before in tags], np.float32)


def _cost(before: str, after: str) -> float:
    """An article begins and ends with lines of its own; furniture that stands between them is inside."""
    part, following = before.partition(":")[0], after.partition(":")[0]
    is_begun, is_ended = (part, following) == (_BEFORE, _INSIDE), (part, following) == (_INSIDE, _AFTER)
    if following not in _FOLLOWING[part] or (is_begun and not _is_own(after)) or (is_ended and not _is_own(before)):
        return _NEVER
    return _UNTITLED if is_begun else 0


@cache
def _beginnings(tags: tuple[str, ...]) -> NDArray[np.float32]:
    """For each state what it costs to begin a page with it."""
    return np.array([_cost(f"{_BEFORE}:{FurnitureKind.OTHER.value}", tag) for tag in tags], np.float32)


def _is_own(state: str) -> bool:
    return isinstance(_role(state), BlockKind)


def _pieces(layout: Layout) -> Iterator[tuple[str | None, int, int]]:
    """A long page in pieces: the part that all of a piece is in, or None around the ends of the article."""
    size = len(layout.lines)
    start, end = max(0, layout.first - _AROUND), min(size, layout.last + 1 + _AROUND)
    inner, outer = min(layout.first + _AROUND, end), max(layout.last + 1 - _AROUND, start)
    yield from _cut(_BEFORE, 0, start)
    if inner < outer:
        yield None, start, inner
        yield from _cut(_INSIDE, inner, outer)
        yield None, outer, end
    else:
        yield None, start, end
    yield from _cut(_AFTER, end, size)


def _cut(part: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for first in range(start, end, _PIECE):
        yield part, first, min(first + _PIECE, end)


def _title_at(layout: Layout) -> int | None:
    """The first line that is the stated title."""
    if not layout.title:
        return None
    keys = (" ".join(map(token_key, syllables(line.text[:600]))) for line in layout.lines)
    return next((i for i, key in enumerate(keys) if key == layout.title), None)


def _plain_text(layout: Layout) -> int | None:
    """Where a stretch of lines begins that reads as an article for its density and length; no row of teasers does."""
    stretch = range(layout.first, layout.last + 1)
    prose = [layout.lines[i].length for i in stretch if layout.readings[i].is_prose]
    size = sum(line.length for line in layout.lines)
    is_long = sum(prose) >= _PLAIN or sum(prose) >= _SHARE_OF_PAGE * size
    return layout.first if is_long and len(prose) >= _DENSE * len(stretch) and prose else None


def _as_text(layout: Layout) -> Iterator[Role]:
    """The lines of an article that does not look like one."""
    title = _title_at(layout)
    for i, reading in enumerate(layout.readings):
        yield BlockKind.TITLE if i == title and len(layout.lines) > 1 else reading.own or BlockKind.PARAGRAPH
