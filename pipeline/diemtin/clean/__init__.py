"""From a saved page to its article: page furniture out, structure found, text normalized."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from diemtin.clean.dates import find_published
from diemtin.clean.kinds import byline_name, caption_parts, view_count
from diemtin.clean.lines import Line, Role, text_lines
from diemtin.clean.main_text import extract_main_text, mark_main
from diemtin.clean.markup import html_lines
from diemtin.clean.structure import label_lines
from diemtin.document import (
    Article,
    Block,
    BlockKind,
    Caption,
    Format,
    Furniture,
    FurnitureKind,
    Page,
    Published,
    Repair,
    Span,
)
from diemtin.errors import EmptyArticle
from diemtin.normalize import Mapped, key, syllables

__all__ = ["clean"]


class _Part(NamedTuple):
    """A part of a line with the role it plays; a caption's line has two parts."""

    piece: Mapped
    role: Role
    encoding: str | None = None


_BESIDE_DATES = (FurnitureKind.VIEWS, FurnitureKind.CONTROLS, FurnitureKind.OTHER)
_LONGEST_DATE_LINE = 24  # syllables


def clean(page: Page) -> Article:
    """Find the article of a page.

    Raises:
        EmptyArticle: the page is blank, or nothing on it reads as an article.
    """
    lines, title, date = _read_lines(page)
    if not lines:
        raise EmptyArticle(page.source, "the page is empty")
    roles = label_lines(lines, title, is_article=page.id is not None or page.title is not None)
    if not any(isinstance(role, BlockKind) and role.is_prose for role in roles):
        raise EmptyArticle(page.source, "no article found: every line of the page is page furniture")
    parts = [part for line, role in zip(lines, roles, strict=True) for part in _parts(line, role)]
    return _assemble(page, parts, date)


def _read_lines(page: Page) -> tuple[list[Line], str | None, str | None]:
    """The lines, the title stated outside the text, and the date declared in the markup."""
    if page.format is Format.TEXT:
        lines = text_lines(page.raw)
        return lines, _repaired_title(lines, page.title), None
    lines = html_lines(page.raw)
    main = extract_main_text(page.raw) if lines else None
    if main is None:
        return lines, _repaired_title(lines, page.title), None
    if main.keys is not None:
        lines = _trusted(mark_main(lines, main.keys))
    return lines, _repaired_title(lines, page.title or main.title), main.date


def _repaired_title(lines: Sequence[Line], title: str | None) -> str | None:
    """A title stated in a wrong encoding, as the line that repeats it reads."""
    if title is None or all(line.printed is None for line in lines):
        return title
    stated = key(title)
    return next((line.text for line in lines if line.printed and key(line.printed) == stated), title)


def _trusted(lines: list[Line]) -> list[Line]:
    """Take back an extraction that matches next to nothing of the page's lines."""
    matched = sum(line.length for line in lines if line.is_main)
    if matched >= 40:
        return lines
    return [replace(line, is_main=None) for line in lines]


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


def _assemble(page: Page, parts: Sequence[_Part], date: str | None) -> Article:
    kept: list[Mapped] = []
    blocks: list[Block] = []
    furniture: list[Furniture] = []
    repairs: list[Repair] = []
    length = 0
    for piece, role, encoding in parts:
        if isinstance(role, FurnitureKind):
            furniture.append(Furniture(piece.source(), role))
            continue
        if kept:
            kept.append(Mapped("\n", [kept[-1].ends[-1]], [piece.starts[0]]))
            length += 1
        blocks.append(Block(Span(length, length + len(piece.text)), role))
        if encoding:
            repairs.append(Repair(blocks[-1].span, encoding))
        kept.append(piece)
        length += len(piece.text)
    whole = Mapped.joined(kept)
    text = whole.text
    return Article(
        page=page,
        text=text,
        origin=whole.origin(),
        blocks=tuple(blocks),
        captions=_captions(text, blocks),
        byline=_byline(text, blocks),
        published=_published(page, parts, date),
        views=_views(parts),
        furniture=tuple(furniture),
        repairs=tuple(repairs),
    )


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


def _byline(text: str, blocks: Sequence[Block]) -> Span | None:
    for block in blocks:
        if block.kind is BlockKind.BYLINE:
            found = byline_name(block.span.of(text))
            start, end = found or (0, len(block.span))
            return Span(block.span.start + start, block.span.start + end)
    return None


def _published(page: Page, parts: Sequence[_Part], date: str | None) -> Published | None:
    """The page's own date line, or a date beside the view counter, then what its record or markup declares."""
    for piece, role, _ in parts:
        if role is BlockKind.DATELINE:
            return find_published(piece.text)
    if page.published:
        return find_published(page.published) or Published(page.published, None)
    beside = _date_above_prose(parts)
    return beside or (Published(date, date) if date else None)


def _date_above_prose(parts: Sequence[_Part]) -> Published | None:
    """The date nearest above the first paragraph, on a line of buttons and counters."""
    first = next(i for i, part in enumerate(parts) if part.role in (BlockKind.LEAD, BlockKind.PARAGRAPH))
    for piece, role, _ in reversed(parts[:first]):
        if role in _BESIDE_DATES and len(syllables(piece.text)) <= _LONGEST_DATE_LINE and len(piece.text) <= 300:
            found = find_published(piece.text)
            if found:
                return found
    return None


def _views(parts: Sequence[_Part]) -> int | None:
    counters = (view_count(part.piece.text) for part in parts if part.role is FurnitureKind.VIEWS)
    return next((count for count in counters if count is not None), None)
