"""From a saved page to its article: page furniture out, structure found, text normalized."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from diemtin.clean.casing import title_cased
from diemtin.clean.changes import find_changes
from diemtin.clean.collector import paused_collector
from diemtin.clean.credits import agency_in_prose, agency_of_line, names, section
from diemtin.clean.dates import completed, find_published, is_dateline, published_today
from diemtin.clean.furniture import known_lines
from diemtin.clean.kinds import byline_name, caption_parts, view_count
from diemtin.clean.lines import Line, Role
from diemtin.clean.main_text import MainText
from diemtin.clean.reading import read_lines
from diemtin.clean.structure import StructureModel
from diemtin.document import (
    Article,
    Block,
    BlockKind,
    Caption,
    DateReason,
    Furniture,
    FurnitureKind,
    Page,
    Published,
    Repair,
    Span,
)
from diemtin.errors import EmptyArticle
from diemtin.normalize import Mapped, syllables

__all__ = ["StructureModel", "clean"]


class _Part(NamedTuple):
    """A part of a line with the role it plays; a caption's line has two parts."""

    piece: Mapped
    role: Role
    encoding: str | None = None


_BESIDE_DATES = (FurnitureKind.VIEWS, FurnitureKind.CONTROLS, FurnitureKind.OTHER)
_LONGEST_DATE_LINE = 24  # syllables
_PARAGRAPHS = (BlockKind.LEAD, BlockKind.PARAGRAPH)
_CREDITED = (BlockKind.BYLINE, FurnitureKind.OTHER)
_FIRST_PARAGRAPHS = 3


def clean(page: Page, known: frozenset[str] = frozenset(), model: StructureModel | None = None) -> Article:
    """Find the article of a page.

    Args:
        page: the page.
        known: the keys of lines that are its site's furniture (see `diemtin.clean.furniture`).
        model: tells what its other lines are; the installed one where none is given.

    Raises:
        EmptyArticle: the page is blank, or nothing on it reads as an article.
        ModelError: no model is given, and none is installed.
    """
    with paused_collector():
        return _clean(page, known, model)


def _clean(page: Page, known: frozenset[str], model: StructureModel | None) -> Article:
    lines, title, declared = read_lines(page)
    if not lines:
        raise EmptyArticle(page.source, "the page is empty")
    is_known = known_lines(lines, known)
    unknown = [line for line, found in zip(lines, is_known, strict=True) if not found]
    is_article = page.id is not None or page.title is not None
    labels = iter((model or _installed_model())(unknown, title, is_article=is_article) if unknown else ())
    roles = [FurnitureKind.OTHER if found else next(labels) for found in is_known]
    if not any(role in _PARAGRAPHS for role in roles):
        raise EmptyArticle(page.source, "no article found: every line of the page is page furniture")
    parts = [part for line, role in zip(lines, roles, strict=True) for part in _parts(line, role)]
    return _assemble(page, parts, declared)


@cache
def _installed_model() -> StructureModel:
    return StructureModel.load()


def _parts(line: Line, role: Role) -> Iterator[_Part]:
    """The line as it is, or a caption and its credit apart."""
    found = caption_parts(line.text) if role is BlockKind.CAPTION else None
    if found is None:
        yield _Part(line.piece, role, line.encoding)
        return
    end, _ = found
    if end:
        yield _Part(line.piece.cut(0, end), BlockKind.CAPTION, line.encoding)
    start = end + (line.text[end : end + 1] == " ")
    yield _Part(line.piece.cut(start, len(line.text)), BlockKind.CREDIT, line.encoding)


def _assemble(page: Page, parts: Sequence[_Part], declared: MainText) -> Article:
    kept: list[Mapped] = []
    blocks: list[Block] = []
    changed: list[Block] = []  # of others every character stands for itself
    furniture: list[Furniture] = []
    repairs: list[Repair] = []
    length = 0
    for piece, role, encoding in parts:
        if isinstance(role, FurnitureKind):
            furniture.append(Furniture(piece.source(), role))
            continue
        if kept:
            kept.append(_line_break(kept[-1], piece))
            length += 1
        blocks.append(Block(Span(length, length + len(piece.text)), role))
        if encoding:
            repairs.append(Repair(blocks[-1].span, encoding))
        if not isinstance(piece.starts, range):
            changed.append(blocks[-1])
        kept.append(piece)
        length += len(piece.text)
    whole = Mapped.joined(kept)
    text, origin = whole.text, whole.origin()
    prose = [block.span.of(text) for block in blocks if block.kind in _PARAGRAPHS]
    bylines = _bylines(text, blocks)
    return Article(
        page=page,
        text=text,
        origin=origin,
        blocks=tuple(blocks),
        captions=_captions(text, blocks),
        byline=bylines[0] if bylines else None,
        published=_published(page, parts, declared.date, prose),
        views=_views(parts),
        furniture=tuple(furniture),
        repairs=tuple(repairs),
        bylines=tuple(Span(name.start, name.end) for span in bylines for name in names(text, span)),
        agency=_agency(parts, prose),
        section=_section(parts) or declared.section,
        site=declared.site,
        title_cased=_title_cased(text, blocks),
        changes=find_changes(page, text, origin, changed, repairs),
    )


def _line_break(above: Mapped, below: Mapped) -> Mapped:
    end, start = above.ends[-1], below.starts[0]
    return Mapped("\n", range(end, end + 1), range(start, start + 1))


def _captions(text: str, blocks: Sequence[Block]) -> tuple[Caption, ...]:
    """Each caption with the credit that follows it, or a photo's credit that stands alone."""
    captions: list[Caption] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.kind is BlockKind.CAPTION:
            credit = following.span if following and following.kind is BlockKind.CREDIT else None
            captions.append(Caption(block.span, _credit_name(text, credit) if credit else None))
    return tuple(captions)


def _credit_name(text: str, credit: Span) -> Span | None:
    found = caption_parts(credit.of(text))
    return Span(credit.start + found[1][0], credit.start + found[1][1]) if found else None


def _bylines(text: str, blocks: Sequence[Block]) -> list[Span]:
    """The part of each byline that names somebody."""
    found: list[Span] = []
    for block in blocks:
        if block.kind is BlockKind.BYLINE:
            start, end = byline_name(block.span.of(text)) or (0, len(block.span))
            found.append(Span(block.span.start + start, block.span.start + end))
    return found


def _title_cased(text: str, blocks: Sequence[Block]) -> str | None:
    title = next((block.span.of(text) for block in blocks if block.kind is BlockKind.TITLE), None)
    if not title or not title.isupper():
        return None
    shown = [block.span.of(text) for block in blocks if block.kind is not BlockKind.TITLE]
    return title_cased(title, shown)


def _agency(parts: Sequence[_Part], prose: Sequence[str]) -> str | None:
    """Whose report it is: by a line of its own below the first paragraph, by a byline, or in the text."""
    first = next((i for i, part in enumerate(parts) if part.role in _PARAGRAPHS), 0)
    for piece, role, _ in parts[first:]:
        if role in _CREDITED and (agency := agency_of_line(piece.text)):
            return agency
    return agency_in_prose(prose)


def _section(parts: Sequence[_Part]) -> str | None:
    title = next((part.piece.text for part in parts if part.role is BlockKind.TITLE), None)
    return section((part.piece.text for part in parts if part.role is FurnitureKind.BREADCRUMB), title)


def _published(page: Page, parts: Sequence[_Part], declared: str | None, prose: Sequence[str]) -> Published | None:
    """The date that the page prints, completed by what is stated beside it; else that alone, else one in the text."""
    stated = page.published or declared
    printed = _printed_date(parts)
    if printed:
        return completed(printed, stated)
    if stated:
        found = find_published(stated)
        return replace(found, reason=DateReason.DECLARED) if found and found.iso else _unread(stated)
    return next(filter(None, map(published_today, prose[:_FIRST_PARAGRAPHS])), None)


def _unread(stated: str) -> Published:
    """A stated date that is not certain, or that cannot be read."""
    return find_published(stated) or Published(stated, None, None, DateReason.AMBIGUOUS)


def _printed_date(parts: Sequence[_Part]) -> Published | None:
    """The page's own date line, or a date beside the view counter."""
    dateline = next((part.piece.text for part in parts if part.role is BlockKind.DATELINE), None)
    return find_published(dateline) if dateline else _date_above_prose(parts)


def _date_above_prose(parts: Sequence[_Part]) -> Published | None:
    """The date nearest above the first paragraph, on a line of buttons and counters."""
    first = next(i for i, part in enumerate(parts) if part.role in _PARAGRAPHS)
    for piece, role, _ in reversed(parts[:first]):
        if role in _BESIDE_DATES and len(syllables(piece.text)) <= _LONGEST_DATE_LINE and len(piece.text) <= 300:
            found = find_published(piece.text)
            if found and (found.reason is not DateReason.NO_YEAR or is_dateline(piece.text)):
                return found
    return None


def _views(parts: Sequence[_Part]) -> int | None:
    counters = (view_count(part.piece.text) for part in parts if part.role is FurnitureKind.VIEWS)
    return next((count for count in counters if count is not None), None)
