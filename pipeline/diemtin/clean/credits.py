"""Who wrote an article, whose report it is, and in which section it stands, as its lines say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from diemtin.document import Span
from diemtin.lexicon import entries
from diemtin.normalize import key, syllables

__all__ = ["agency_in_prose", "agency_of_line", "names", "section"]

_AGENCIES = frozenset(map(key, entries("news_agencies")))
_NOTE = re.compile(r"\s*\((?:thực hiện|ghi|lược ghi|tổng hợp|biên dịch|dịch|theo [^()]*|t/h)\)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[,;&/|()]\s*|\s+và\s+|(?<=\w)[–—](?=\w)")
_TRIMMED = " .*:-–—"
# A line that says whose report the article is, and nothing else.
_SOURCE_LINE = re.compile(
    r"\W*(?:theo|nguồn(?: tin)?\s*:?)\s+(?P<name>(?:báo |trang |thông tấn xã )?[^\W\d_][^()\n]{1,60}?)\W*",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[\s(]*(?P<name>[^\W\d_][^()\n]{0,40}?)[\s).]*")
# `Hà Nội (TTXVN 12/11) - Chiều nay ...`
_OPENING = re.compile(
    r"(?:[^\W\d_][\w .,]{0,40})?\((?P<name>[^()\d]{2,40}?)(?:[\s,]+(?:ngày\s+)?[\d/-]+)?\)\s*[-–—:.,]?\s"
)
_ENDING = re.compile(
    r"\(\s*(?:theo\s+)?(?P<name>[^()]{2,40})\)[\s.]*$|[.!?…”\"]\s+theo\s+(?P<last>[^().]{2,40})[\s.]*$", re.I
)
# What an ending without brackets has.
_BY = re.compile(r"\stheo\s", re.IGNORECASE)
_CRUMBS = re.compile(r"\s*(?:»|>|›|/|→|::)\s*")
# Menus are printed so too; they are longer than paths.
_WEAK_CRUMBS = re.compile(r"\s*[|•·]\s*|\s+[-–]\s+")
_MOST_WEAK_CRUMBS = 3
_HERE = re.compile(r"(?:bạn đang (?:ở|xem)(?: đây)?|bạn ở đây|you are here)\s*:?\s*", re.IGNORECASE)
_HOME = frozenset(map(key, ["Trang chủ", "Trang nhất", "Home", "Trang đầu", "Mục lục", "Menu"]))
_LONGEST_NAME = 8  # syllables
_LONGEST_CREDIT = 120


def names(line: str, span: Span) -> Iterator[Span]:
    """The authors within the part of a byline that names them; agencies and notes such as `(ghi)` are none."""
    note = _NOTE.search(line, span.start, span.end)
    end = note.start() if note else span.end
    start = span.start
    for gap in [*_BETWEEN.finditer(line, span.start, end), None]:
        stop = gap.start() if gap else end
        yield from _without_hyphen(line, _trimmed(line, start, stop))
        start = gap.end() if gap else end


def _trimmed(line: str, start: int, end: int) -> Span:
    piece = line[start:end]
    return Span(start + len(piece) - len(piece.lstrip(_TRIMMED)), end - len(piece) + len(piece.rstrip(_TRIMMED)))


def _without_hyphen(line: str, span: Span) -> Iterator[Span]:
    """`Hồng Thắm-Nam Phong` is two authors, `Jean-Paul` one."""
    name = span.of(line)
    first, hyphen, second = name.partition("-")
    if hyphen and " " in first and " " in second:
        yield Span(span.start, span.start + len(first))
        yield from _without_hyphen(line, Span(span.start + len(first) + 1, span.end))
    elif name and key(name) not in _AGENCIES and any(character.isalpha() for character in name):
        yield span


def agency_of_line(line: str) -> str | None:
    """The source that a line names and nothing else (`Theo VOV`, `Nguồn: Báo Nhân Dân`, `(TTXVN)`)."""
    if len(line) > _LONGEST_CREDIT:
        return None
    match = _SOURCE_LINE.fullmatch(line)
    if match and match["name"][0].isupper() and len(syllables(match["name"])) <= _LONGEST_NAME:
        return match["name"]
    alone = _ALONE.fullmatch(line)
    return _known(alone["name"]) if alone else None


def agency_in_prose(paragraphs: Sequence[str]) -> str | None:
    """The agency that an article's first paragraphs begin with, or that its last ones end with, in brackets."""
    for paragraph in paragraphs[:3]:
        match = _OPENING.match(paragraph)
        if match and _known(match["name"]):
            return match["name"].strip()
    for paragraph in reversed(paragraphs):
        ending = paragraph[-_LONGEST_CREDIT:]
        match = _ENDING.search(ending) if ")" in ending or _BY.search(ending) else None
        if match and (name := _known(match["name"] or match["last"])):
            return name
    return None


def _known(name: str) -> str | None:
    """A name, as printed, each part of which is an agency's; perhaps with its author (`Nam Phong/TTXVN`)."""
    name = name.strip(_TRIMMED)
    if key(name) in _AGENCIES:
        return name
    parts = [part.strip() for part in re.split(r"\s*[/,]\s*|\s+[-–]\s+", name)]
    found = [part for part in parts if key(part) in _AGENCIES]
    return ", ".join(found) if found else None


def section(breadcrumbs: Iterable[str], title: str | None) -> str | None:
    """The innermost section that breadcrumbs lead to: the last that is neither the home page nor the title."""
    found = None
    for line in breadcrumbs:
        for crumb in _crumbs(_HERE.sub("", line)):
            name = crumb.strip(" .:-–")
            if syllables(name) and key(name) not in _HOME and not _is_title(name, title):
                found = name
    return found


def _crumbs(path: str) -> list[str]:
    crumbs = _CRUMBS.split(path)
    if len(crumbs) > 1:
        return crumbs
    weak = _WEAK_CRUMBS.split(path)
    return weak if len(weak) <= _MOST_WEAK_CRUMBS else []


def _is_title(name: str, title: str | None) -> bool:
    return title is not None and key(title).startswith(key(name.rstrip(" .…")))
