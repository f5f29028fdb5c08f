"""What of an article is not as the page has it: read off the map from its characters to those of the page.

Kinds and runs of spaces, markup and character references are not told: no reader sees them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence

from diemtin.document import Block, Change, ChangeKind, Format, Origin, Page, Repair, Span
from diemtin.normalize import is_invisible

__all__ = ["find_changes"]

_MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_HYPHENS = "-\u00ad"


def find_changes(
    page: Page, text: str, origin: Origin, blocks: Sequence[Block], repairs: Sequence[Repair]
) -> tuple[Change, ...]:
    """The changes in the order of the text; those of one kind that follow one another in a block are one.

    Args:
        page: the page.
        text: the article's text.
        origin: the map from it to the page.
        blocks: its lines, those at least of which a character does not stand for itself.
        repairs: those of them that the page shows in a wrong encoding, about which nothing more is told.
    """
    repaired = {repair.span for repair in repairs}
    changes: list[Change] = []
    for block in blocks:
        span = block.span
        source = origin.span(span)
        if span in repaired:
            changes.append(Change(ChangeKind.ENCODING, span, source))
        elif source.of(page.raw) != span.of(text):
            changes += _merged(_in_block(page, text, origin, span))
    return tuple(changes)


def _in_block(page: Page, text: str, origin: Origin, span: Span) -> Iterator[Change]:
    is_html = page.format is Format.HTML
    starts, ends = origin.starts[span.start : span.end], origin.ends[span.start : span.end]
    end = starts[0]
    for i, (character, start, following) in enumerate(zip(span.of(text), starts, ends, strict=True), span.start):
        if start > end and (kind := _left_out(page.raw[end:start], is_html=is_html, is_first=i == span.start + 1)):
            yield Change(kind, Span(i, i), Span(end, start))
        end = following
        printed = page.raw[start:end]
        if printed != character and (kind := _changed(printed, character, is_html=is_html)):
            yield Change(kind, Span(i, i + 1), Span(start, end))


def _left_out(printed: str, *, is_html: bool, is_first: bool) -> ChangeKind | None:
    """What the characters are that stand between two of the text and are not in it."""
    shown = html.unescape(_MARKUP.sub("", printed)) if is_html else printed
    if not is_html and _BREAK.search(shown):
        is_hyphen = any(hyphen in shown for hyphen in _HYPHENS)
        return ChangeKind.DEHYPHENATED if is_hyphen else ChangeKind.DROP_CAPITAL if is_first else ChangeKind.JOINED
    if is_first and shown.isspace():
        return ChangeKind.DROP_CAPITAL
    return ChangeKind.INVISIBLE if any(map(is_invisible, shown)) else None


def _changed(printed: str, character: str, *, is_html: bool) -> ChangeKind | None:
    shown = html.unescape(printed) if is_html else printed
    if character == " ":
        if not is_html and _BREAK.search(shown):
            return ChangeKind.JOINED
        return ChangeKind.PARTED if shown and not shown.isspace() and "<" not in shown else None
    if shown == character:
        return None
    return ChangeKind.COMPOSED if unicodedata.normalize("NFC", shown) == character else ChangeKind.INVISIBLE


def _merged(changes: Iterator[Change]) -> list[Change]:
    """Runs of composed letters as one: a decomposed line is one change."""
    merged: list[Change] = []
    for change in changes:
        last = merged[-1] if merged else None
        if last and last.kind is change.kind is ChangeKind.COMPOSED:
            merged[-1] = Change(
                change.kind, Span(last.span.start, change.span.end), Span(last.source.start, change.source.end)
            )
        else:
            merged.append(change)
    return merged
