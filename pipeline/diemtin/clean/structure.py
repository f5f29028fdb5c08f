"""What each line of a page is, found from its words and its neighbours.

A page is furniture, then a title, then prose with captions and headings in between, then a byline, then
furniture again. Lines that are certain by their own words (`diemtin.clean.kinds`) are fixed first; the
run of prose is found between them; the lines around it get their kinds from where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from diemtin.clean.kinds import caption_parts, is_name_like, own_kind
from diemtin.clean.lines import Line, Role
from diemtin.document import BlockKind, FurnitureKind
from diemtin.lexicon import entries, lexicon
from diemtin.normalize import key, syllables, token_key

__all__ = ["label_lines"]

# What ends an article for good once some of it has been read. A box of related links may stand in the
# middle of one, so it does not.
_CLOSING = frozenset(
    {
        FurnitureKind.TAGS,
        FurnitureKind.COMMENTS,
        FurnitureKind.PAGER,
        FurnitureKind.STATISTICS,
        FurnitureKind.MASTHEAD,
        BlockKind.BYLINE,
    }
)
_BULLET = re.compile(r"[•*▪●■◦»>+]\s")
_CAPTION_OPENING = re.compile(rf"(?:{'|'.join(map(re.escape, entries('caption_openings')))})\b")
_NAME_SEPARATOR = re.compile(r"\s*[-–—,&/]\s*")
# All lengths are in syllables.
_SHORTEST_OPENING = 15
_LONGEST_LEAD = 60
_LONGEST_HEADING = 14
_LONGEST_CAPTION = 45
_LONGEST_BYLINE = 8
_LONGEST_TITLE = 45
# Lines between an article and its byline below, its date above.
_FARTHEST_BYLINE = 4
_FARTHEST_DATELINE = 8


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of each line before the article's limits are.

    Attributes:
        lines: the lines of the page.
        own: what each certainly is by its own words.
        prose: which read as running text.
        signatures: which are somebody's name and nothing else.
    """

    lines: Sequence[Line]
    own: Sequence[Role | None]
    prose: Sequence[bool]
    signatures: frozenset[int]


def label_lines(lines: Sequence[Line], title: str | None = None, *, is_article: bool = False) -> list[Role]:
    """The role of each line.

    Args:
        lines: the page's lines in order.
        title: the title, where the page states it outside its text.
        is_article: the lines are known to be an article (a record's text), so that what looks like
            furniture for want of punctuation is a paragraph.

    Returns:
        One role a line; there is no prose among them where the page has no article.
    """
    own = [_own_kind(line) for line in lines]
    prose = [kind is None and _is_prose(line) for kind, line in zip(own, lines, strict=True)]
    if title:
        _spare_title(lines, prose, title)
    if is_article and not any(prose):
        prose = [kind is None for kind in own]
    if not any(prose):
        return [kind or FurnitureKind.OTHER for kind in own]
    page = _Reading(lines, own, prose, _signatures(lines, own))
    first, last = _body(page)
    title_at = _title_at(page, first, last, title)
    return _with_lead(lines, _roles(page, first, last, title_at))


def _spare_title(lines: Sequence[Line], prose: list[bool], title: str) -> None:
    """A stated title that reads as a sentence is no prose where an article follows it."""
    first = next((i for i, is_prose in enumerate(prose) if is_prose), None)
    if first is not None and key(lines[first].text) == key(title) and any(prose[first + 1 :]):
        prose[first] = False


def _roles(page: _Reading, first: int, last: int, title_at: int | None) -> list[Role]:
    roles: list[Role] = []
    for i in range(len(page.lines)):
        is_below_title = title_at is not None and title_at < i < first
        if i == title_at:
            roles.append(BlockKind.TITLE)
        elif first <= i <= last:
            roles.append(_role_inside(page, i, roles))
        elif is_below_title or last < i <= last + _FARTHEST_BYLINE:
            roles.append(_role_nearby(page, i, is_below_title=is_below_title))
        else:
            roles.append(_role_away(page.own[i], is_above_title=first - _FARTHEST_DATELINE <= i < first))
    return roles


def _own_kind(line: Line) -> Role | None:
    kind = own_kind(line)
    if kind is None and line.hint is not None and not line.is_main:
        return _hinted_kind(line, line.hint)
    is_caption = line.hint is BlockKind.CAPTION or (line.after_image and line.links < 0.5 and line.hint is None)
    if kind is None and is_caption and line.length <= _LONGEST_CAPTION and line.length >= 4:
        return BlockKind.CAPTION
    return kind


def _hinted_kind(line: Line, hint: Role) -> Role | None:
    """What the markup says, where the line could be that."""
    if hint is BlockKind.BYLINE:
        return hint if line.length <= _LONGEST_BYLINE and is_name_like(line.text) else None
    if hint in (BlockKind.TITLE, BlockKind.LEAD, BlockKind.DATELINE):
        return None
    return hint


def _is_prose(line: Line) -> bool:
    """Whether a line reads as running text: long, or a closed sentence of several words."""
    if line.hint is BlockKind.TITLE or line.links > 0.5 or (line.is_main is False and line.hint is not BlockKind.LEAD):
        return False
    words = syllables(line.text)
    if len(words) < 6 or sum(word[0].islower() for word in words) < 0.3 * len(words):
        return line.is_main is True and len(words) >= 6
    return (
        line.ends_sentence
        or len(words) >= 30
        or line.hint is BlockKind.LEAD
        or (line.is_main is True and len(words) > 20)
    )


def _signatures(lines: Sequence[Line], own: Sequence[Role | None]) -> frozenset[int]:
    """Lines that are somebody's name and nothing else: a known family name, or a photographer's of this page."""
    credits = {key(line.text[slice(*found[1])]) for line in lines if (found := caption_parts(line.text))}
    return frozenset(
        i
        for i, line in enumerate(lines)
        if own[i] is None
        and 1 <= line.length <= _LONGEST_BYLINE
        and is_name_like(line.text)
        and (line.hint is BlockKind.BYLINE or _is_known_name(line.text, credits))
    )


def _is_known_name(text: str, credits: set[str]) -> bool:
    names = [name for name in _NAME_SEPARATOR.split(text) if name]
    if any(key(name) in credits for name in names):
        return True
    is_place = any(text in lexicon(name) for name in ("provinces", "districts", "countries"))
    return not is_place and all(
        2 <= len(name.split()) <= 5 and name.split()[0] in lexicon("surnames") for name in names
    )


def _body(page: _Reading) -> tuple[int, int]:
    """The first and the last line of the article: the longest run of prose that nothing closes."""
    runs: list[tuple[int, int, int]] = []
    start = 0
    while start < len(page.lines):
        if page.prose[start]:
            last, start = _end_of_run(page, (first := start))
            size = sum(page.lines[i].length for i in range(first, last + 1) if page.prose[i])
            runs.append((size, first, last))
        else:
            start += 1
    _, first, last = max(runs, key=lambda run: (run[0], -run[1]))
    return first, last


def _end_of_run(page: _Reading, first: int) -> tuple[int, int]:
    """The last line of prose of the run that begins at `first`, and where to look for the next run."""
    last = first
    for i in range(first + 1, len(page.lines)):
        is_slogan = last == first and page.lines[first].length < _SHORTEST_OPENING
        if page.own[i] in _CLOSING or _closes_as_byline(page, i):
            return last, i
        if is_slogan and page.own[i] is BlockKind.DATELINE:
            return last, i
        if page.prose[i]:
            last = i
    return last, len(page.lines)


def _closes_as_byline(page: _Reading, i: int) -> bool:
    """A bare name on a line of its own right after prose, with no prose right after it."""
    is_name = i in page.signatures or (page.own[i] is None and _is_bare_name(page.lines[i]))
    follows_text = page.prose[i - 1] or page.own[i - 1] is BlockKind.CAPTION
    return is_name and follows_text and not any(page.prose[i + 1 : i + 3])


def _is_bare_name(line: Line) -> bool:
    return (
        1 <= line.length <= _LONGEST_BYLINE
        and not (line.text.isupper() and "." not in line.text)
        and is_name_like(line.text)
    )


def _title_at(page: _Reading, first: int, last: int, title: str | None) -> int | None:
    """Which line before the prose is the title: stated, or most like the text that follows."""
    candidates = [i for i in range(first) if page.own[i] is None and 3 <= page.lines[i].length <= _LONGEST_TITLE]
    candidates = [i for i in candidates if not is_name_like(page.lines[i].text)] or candidates
    if title:
        wanted = key(title)
        candidates = [i for i in range(first) if key(page.lines[i].text) == wanted] or candidates
    body = _pairs(" ".join(line.text for line in page.lines[first : last + 1]))
    scored = [(_title_score(page.lines[i], body, first - i), i) for i in candidates]
    return max(scored)[1] if scored else None


def _title_score(line: Line, body: set[tuple[str, str]], distance: int) -> float:
    pairs = _pairs(line.text)
    score = len(pairs & body) / len(pairs) if pairs else 0.0
    if line.hint is BlockKind.TITLE:
        score += 0.5
    if line.links > 0.5 or _BULLET.match(line.text):
        score -= 0.3
    return score + 0.3 / distance


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(map(token_key, syllables(text))))


def _role_inside(page: _Reading, i: int, before: Sequence[Role]) -> Role:
    """A line between the first and the last line of prose."""
    line, kind = page.lines[i], page.own[i]
    if page.prose[i] or kind is not None:
        return kind or BlockKind.PARAGRAPH
    if line.is_main is False or line.links > 0.5 or _BULLET.match(line.text) or before[-1] is FurnitureKind.RELATED:
        return FurnitureKind.RELATED
    if line.length <= _LONGEST_HEADING and page.prose[i + 1] and not _CAPTION_OPENING.match(line.text):
        return BlockKind.HEADING
    return BlockKind.CAPTION if line.length <= _LONGEST_CAPTION else BlockKind.PARAGRAPH


def _role_nearby(page: _Reading, i: int, *, is_below_title: bool) -> Role:
    """A line between the title and the prose, or right after the prose."""
    line, kind = page.lines[i], page.own[i]
    if kind is not None:
        return kind
    if i in page.signatures or (not is_below_title and _is_bare_name(line)):
        return BlockKind.BYLINE
    if is_below_title and line.length >= _SHORTEST_OPENING and line.links < 0.5 and line.is_main is not False:
        return BlockKind.LEAD
    return FurnitureKind.OTHER


def _role_away(kind: Role | None, *, is_above_title: bool) -> Role:
    """A line of the page's frame: what it says of an article is about another one, but for a date above the title."""
    if kind is BlockKind.DATELINE and is_above_title:
        return kind
    return kind if isinstance(kind, FurnitureKind) else FurnitureKind.OTHER


def _with_lead(lines: Sequence[Line], roles: list[Role]) -> list[Role]:
    """Call the first paragraph the lead where it is short and an article follows."""
    paragraphs = [i for i, role in enumerate(roles) if role is BlockKind.PARAGRAPH]
    if BlockKind.LEAD not in roles and BlockKind.TITLE in roles and len(paragraphs) >= 3:
        first = lines[paragraphs[0]]
        if first.hint is BlockKind.LEAD or first.length <= _LONGEST_LEAD:
            roles[paragraphs[0]] = BlockKind.LEAD
    return roles
