"""What one line is by its own words: the certain cases, in patterns.

Where a line's words do not settle it, its neighbours do: see `diemtin.clean.structure`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diemtin.clean.dates import is_dateline
from diemtin.clean.lines import Line, Role
from diemtin.clean.words import LONGEST_WHOLE
from diemtin.document import BlockKind, FurnitureKind
from diemtin.lexicon import entries, table
from diemtin.normalize import first_syllable, key, syllables, token_key

__all__ = ["byline_name", "caption_parts", "is_name_like", "own_kind", "view_count"]

_NUMBER = r"\d{1,3}(?:[.,]\d{3})+|\d+"
_LABELLED_VIEWS = re.compile(
    rf"(?:(?:tổng\s+)?(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc|truy cập bài)|đã\s+(?:xem|đọc)|views?|hits?|xem)"
    rf"\s*[:\-]?\s*\(?({_NUMBER})\)?",
    re.IGNORECASE,
)
# Not the minutes of a time that a label without a number follows.
_COUNTED_VIEWS = re.compile(rf"(?<![\d:h/.-])({_NUMBER})\s+(?:(?:lượt|lần)\s+(?:xem|đọc)|views?\b)", re.IGNORECASE)
# All patterns at once; the name of the group that fits leads to the kind.
_FURNITURE_KINDS = tuple(FurnitureKind(kind) for kind, _ in table("page_furniture"))
_FURNITURE = re.compile(
    "|".join(f"(?P<k{i}>{pattern})" for i, (_, pattern) in enumerate(table("page_furniture"))), re.IGNORECASE
)
# Those of them that fit lines of any length.
_LONG_FURNITURE = re.compile(
    "|".join(
        f"(?P<k{i}>{pattern})"
        for i, (_, pattern) in enumerate(table("page_furniture"))
        if re.search(r"\.(?:\*|\{\d,\d{3}\})", pattern)
    ),
    re.IGNORECASE,
)
_MEDIA = r"(?:\s*(?:,|và|&|\+|-|–|/)\s*(?:tin|bài|ảnh|clip|video))"
_BYLINE = re.compile(
    r"(?:(?:tin|bài|bài viết|thực hiện|tác giả|người viết|nhóm pv|biên tập|nguồn tin|nguồn)"
    rf"{_MEDIA}*\s*[:：]|(?:tin|bài){_MEDIA}+\s+)\s*(?P<name>.{{2,80}})",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:[\s.,;(\[|–-]*\(?\b(?:[Nn]guồn\s+)?(?:Ảnh|ảnh|ẢNH|Photo|Video|Hình ảnh|Ảnh minh họa|Ảnh tư liệu)\s*[:：]\s*"
    r"|[\s.,;]*\(\s*(?:Ảnh|ảnh)\s*[–-]?\s*)(?P<name>[^:]{1,80}?)\s*[)\].]*\s*$"
)
_ILLUSTRATION = re.compile(
    r"\s*[(.\[–-]?\s*\(?"
    r"(?P<name>[Ảả]nh (?:minh họa|minh hoạ|tư liệu|chụp màn hình|cắt từ clip)[^.:]{0,40}?)[).\]]*\s*$"
)
# What the latter has; the former has a colon or a bracket.
_ILLUSTRATED = re.compile(r"[Ảả]nh (?:minh|tư|chụp|cắt)")
_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"\d\s?[/.‐‑‒–—−-]\s?\d{1,2}(?!\d)|tháng\s+\d|\d\s+(?:[A-Z][a-z]{2})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS_BESIDE_DATE = 12
# What only the foot of a page says, wherever it stands in a line.
_COPYRIGHT = tuple(phrase.casefold() for phrase in entries("page_copyright"))
# A word within each of them, which a line that has the phrase has as a whole word.
_COPYRIGHT_KEYS = frozenset(token_key(syllables(phrase)[1:-1][0]) for phrase in _COPYRIGHT)
# Buttons and menus, as they stand on a line alone or one after another.
_CONTROLS = frozenset(tuple(key(phrase).split()) for phrase in entries("page_controls"))
_CONTROL_BEGINNINGS = frozenset(control[0] for control in _CONTROLS)
_CONTROL_ENDINGS = frozenset(control[-1] for control in _CONTROLS)
_LONGEST_CONTROL = max(map(len, _CONTROLS))
_NAME_WORD = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:\.[^\W\d_a-z][^\W\d_]*){0,3}\.?")
_NAME_LINK = re.compile(r"\s*(?:[-–,&/|]|\bvà\b|\(|\))\s*|\s+")
_BULLETS = "•*-–—·»>▪●■◦+|:[] \t"
# All lengths are in syllables, but that of a line: nothing longer is furniture, and patterns are kept away
# from hostile lines.
_LONGEST_COUNTER = 20
_LONGEST_CAPTION = 70
_LONGEST_DATELINE = 24
_LONGEST_BYLINE = 20
_LONGEST_FURNITURE = 90
_LONGEST_PHRASE = 24
_LONGEST_LINE = 600
_LONGEST_WORD, _LONGEST_BEGINNING = 40, 120  # characters


def view_count(text: str) -> int | None:
    """The number of readers that a short line states, if it states one."""
    folded = text.casefold()
    if not any(word in folded for word in ("xem", "đọc", "truy cập bài", "view", "hit")):
        return None
    match = _LABELLED_VIEWS.search(text) or _COUNTED_VIEWS.search(text)
    return int(re.sub(r"\D", "", match[1])) if match else None


def own_kind(line: Line) -> Role | None:
    """What the line certainly is, whatever stands around it; None where its words do not settle it."""
    if len(line.text) > _LONGEST_LINE:
        return None
    if not line.length:
        return FurnitureKind.OTHER
    text = line.text.strip(_BULLETS)
    # A date alone is made of what pagers are made of, so it comes first.
    if line.length <= _LONGEST_DATELINE and _may_be_dateline(text) and is_dateline(text):
        return BlockKind.DATELINE
    furniture = _furniture_kind(line, text)
    if furniture:
        return furniture
    if line.length <= _LONGEST_BYLINE and byline_name(text) is not None:
        return BlockKind.BYLINE
    return BlockKind.CAPTION if caption_parts(line.text) else None


def _furniture_kind(line: Line, text: str) -> FurnitureKind | None:
    is_count = line.length <= _LONGEST_COUNTER and _DIGIT.search(text) and not line.text.endswith(".")
    if is_count and view_count(text) is not None:
        return FurnitureKind.VIEWS
    if line.length > _LONGEST_FURNITURE:
        return None
    patterns = _FURNITURE if line.length <= _LONGEST_PHRASE else _LONG_FURNITURE
    match = patterns.fullmatch(text) or (patterns.fullmatch(line.text) if text != line.text else None)
    if match and match.lastgroup:
        return _FURNITURE_KINDS[int(match.lastgroup[1:])]
    if _is_copyright(line):
        return FurnitureKind.MASTHEAD
    return FurnitureKind.CONTROLS if _is_controls(line, text) else None


def _is_copyright(line: Line) -> bool:
    if line.length <= LONGEST_WHOLE and _COPYRIGHT_KEYS.isdisjoint(line.words.keys):
        return False
    folded = line.text.casefold()
    return any(phrase in folded for phrase in _COPYRIGHT)


def _is_controls(line: Line, text: str) -> bool:
    """Whether a line, without its bullets, is nothing but buttons and menu entries."""
    if line.length <= LONGEST_WHOLE and line.words.keys[-1] not in _CONTROL_ENDINGS:
        return False
    first = first_syllable(text[:_LONGEST_WORD])
    if first is None or token_key(first) not in _CONTROL_BEGINNINGS:
        return False
    if not _control_at(syllables(text[:_LONGEST_BEGINNING]), 0):
        return False
    words = syllables(text)
    position = 0
    while position < len(words):
        length = _control_at(words, position)
        if not length:
            return False
        position += length
    return True


def _control_at(words: Sequence[str], position: int) -> int:
    """How many of the words from a position on are a button; 0 where they begin with none."""
    keys = tuple(map(token_key, words[position : position + _LONGEST_CONTROL]))
    return next((n for n in range(len(keys), 0, -1) if keys[:n] in _CONTROLS), 0)


def byline_name(text: str) -> tuple[int, int] | None:
    """Where the name stands on a line that is marked as a byline (`Bài, ảnh: X`), else None."""
    match = _BYLINE.fullmatch(text)
    if not match or len(syllables(match["name"])) > 12 or text.casefold().startswith(("ảnh", "video")):
        return None
    return match.span("name")


def caption_parts(text: str) -> tuple[int, tuple[int, int]] | None:
    """For a caption with its photo's source: where the caption ends, and the range of the source's name.

    Returns None for a line that names no photo.
    """
    if len(text) > _LONGEST_LINE or not _may_name_photos(text) or len(syllables(text)) > _LONGEST_CAPTION:
        return None
    match = _ILLUSTRATION.search(text) or _CREDIT.search(text)
    if not match or len(syllables(match["name"])) > 10:
        return None
    end = len(text[: match.start()].rstrip())
    return end + (text[end : end + 1] == "."), match.span("name")


def _may_be_dateline(text: str) -> bool:
    """Whether it is worth while to read a line as a date: a day and a month, and few words beside them."""
    return bool(_DIGIT.search(text) and _DAY.search(text)) and len(_WORD.findall(text)) <= _MOST_WORDS_BESIDE_DATE


def _may_name_photos(text: str) -> bool:
    """Whether it is worth while to look for a photo's source; most lines have none of the words for it."""
    if ":" not in text and "(" not in text and "：" not in text:
        return ("ảnh " in text or "Ảnh " in text) and _ILLUSTRATED.search(text) is not None
    return "ảnh" in text or "Ảnh" in text or "ẢNH" in text or "hoto" in text or "ideo" in text


def is_name_like(text: str) -> bool:
    """Whether a short line is nothing but one or a few names, each word of it capitalized."""
    words = [word for word in _NAME_LINK.split(text.rstrip(" .*")) if word]
    return 1 <= len(words) <= 12 and all(_NAME_WORD.fullmatch(word) and not word.islower() for word in words)
