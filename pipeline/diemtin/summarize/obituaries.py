"""Notices of a death: what they may do without, and that a summary of one tells the death."""

from __future__ import annotations

import re

__all__ = ["announces_a_death", "frame_of_notice", "life_in_notice", "tells_a_death"]

_DEATH = re.compile(r"\b(?:từ trần|tạ thế|qua đời|hy sinh|hi sinh|mất (?:hồi|lúc|ngày|vào))\b")
_MOURNS = re.compile(r"thương tiếc|đau buồn|đau xót")
_FRAME = re.compile(rf"[^:;]*\b(?:{_MOURNS.pattern})\b[^:;]*\b(?:báo tin|thông báo|cho biết|báo)(?: rằng)? ?: ")
_LIFE = re.compile(
    r"; (?:sinh|quê|nguyên quán|trú|ngụ|thường trú|nơi|hộ khẩu)\b.*?"
    r"(?=, (?:đã |vừa )?(?:từ trần|tạ thế|qua đời|mất|hy sinh|hi sinh)\b)"
)


def announces_a_death(text: str) -> bool:
    """Whether a sentence is the one in which those who mourn tell who died."""
    return bool(_MOURNS.search(text) and _FRAME.match(text) and _DEATH.search(text))


def tells_a_death(text: str) -> bool:
    """Whether a sentence says that somebody died."""
    return bool(_DEATH.search(text))


def frame_of_notice(text: str) -> tuple[int, int] | None:
    """Who mourns, up to the colon, as a range of characters."""
    found = _FRAME.match(text)
    return found.span() if found and _DEATH.search(text, found.end()) else None


def life_in_notice(text: str) -> tuple[int, int] | None:
    """Birth, home and address between the name and the death, as a range of characters."""
    found = _LIFE.search(text) if announces_a_death(text) else None
    return found.span() if found else None
