"""Sentences that are somebody's own words without showing it.

They stand within a long quotation, in a dialogue or an interview, below a speaker's name, or between two sentences
that give one's view.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from diemtin.normalize import CAPITALS

__all__ = ["in_dialogue", "in_interview", "in_turns", "in_view", "names_speaker", "within_quotations"]

_OPENING = re.compile(r"(?:(?<=[\s(:])|^)[\"“](?=\s?[^\s\"“”.,;:)–-])")
# Some sites print a space before it: `không phải phía trước ", ông nói`, `để xử lý "- bà Oanh cho biết`.
_CLOSING = re.compile(r"(?<=\S)[\"”](?=$|[\s.,;:!?…)–-])|(?<=\s)[\"”](?=[.,;:!?…)]|\s?[–-] )|(?<=\s)”")
_LONGEST_QUOTATION = 10  # sentences
_UNOPENED = 3  # sentences before a closing mark that has no opening one
_SAYS = re.compile(
    r"\b(?:cho rằng|nhận định|phân tích|cho biết|cho hay|nói(?! chung| riêng)|khẳng định|chia sẻ|nhấn mạnh|giải thích|"
    r"kể(?! từ| đến| tới| cả| trên)|bày tỏ|đề xuất|đề nghị|bức xúc|trả lời|"
    r"[Tt]heo (?:ông|bà|anh|chị|TS|PGS|GS|luật sư|bác sĩ)|"
    r"(?i:ông|bà|thủ tướng|bộ trưởng|chủ tịch|bí thư|giám đốc|lãnh đạo)(?: \w+){0,4} yêu cầu)\b"
)
# Who has just been quoted: `", TS Ca nói`.
_QUOTED = re.compile(
    rf"[\"”]\s?[,.]?\s?[–-]?\s?(?:[^\s\"“”]+ ){{0,3}}?(?P<name>[{CAPITALS}]\w*(?: [{CAPITALS}]\w*)*) (?:\w+ )?"
    r"(?:nói|cho biết|cho hay|nhấn mạnh|khẳng định|nhận định|phân tích|chia sẻ|giải thích)\b"
)
# What an expert judges or asks for.
_JUDGED = re.compile(
    r"\b(?:có quyền|có thể|phải|nên|cần|sẽ|yêu cầu|nguyên nhân|khiến|dẫn đến|hình thành)\b", re.IGNORECASE
)
_LONGEST_VIEW = 15  # sentences
_ASKED = re.compile(r"(?:[*–-]|PV|P\.V|Phóng viên|Hỏi)\s?:?\s.*\?[\"”]?$")
_FEWEST_QUESTIONS = 2
_NAME = re.compile(rf"\w[ (][{CAPITALS}]\w")
_NAMES_SPEAKER = re.compile(rf".+\b[{CAPITALS}]\w+[^:\"“”]{{0,80}}?{_SAYS.pattern}")
_SPEAKER = re.compile(r"(?P<name>(?:[^\s:\"“]+ ){0,4}[^\s:\"“]+) ?: ")
_FEWEST_TURNS = 2  # of each of two speakers
# `* Ông Lê Ấn (giám đốc bến Sa Cần):`, a line by itself above what the speaker says.
_ABOVE_WORDS = re.compile(
    rf"(?:[*•–-]\s*)?(?:(?:Ông|Bà|Anh|Chị|Luật sư|Bác sĩ|LS|BS|ThS|TS|PGS|GS)[. ]\s?)+(?:[{CAPITALS}][\w.]*\s?){{1,6}}"
    r"(?:(?:\(|, |[–-] )[^:\"“”]*)?:$"
)
_FEWEST_LINES = 2  # that name a speaker


def within_quotations(texts: Sequence[str]) -> list[int]:
    """The sentences between the one that opens a quotation and the one that closes it; they have no marks.

    Args:
        texts: the sentences of an article in order.
    """
    found: list[int] = []
    opened: int | None = None
    for i, text in enumerate(texts):
        if '"' not in text and "“" not in text and "”" not in text:
            continue
        opening, closing = _OPENING.findall(text), _CLOSING.findall(text)
        if len(closing) > len(opening):
            found += _quoted_before(texts, i, opened)
        if len(opening) > len(closing):
            opened = i
        elif opening or closing:
            opened = None
    return found


def _quoted_before(texts: Sequence[str], end: int, opened: int | None) -> range:
    """The sentences before the one that closes a quotation; without an opening mark, few and back to a speaker."""
    if opened is not None:
        return range(opened + 1, end) if end - opened <= _LONGEST_QUOTATION else range(0)
    start = end
    while start and end - start < _UNOPENED and not _SAYS.search(texts[start - 1]):
        start -= 1
    return range(start, end)


def in_view(texts: Sequence[str]) -> list[int]:
    """The judgements between a sentence that names a speaker and one that quotes the same speaker.

    Args:
        texts: the sentences of an article in order.
    """
    found: list[int] = []
    for i, text in enumerate(texts):
        quoted = _QUOTED.search(text) if '"' in text or "”" in text else None
        if quoted:
            since = _since_named(texts, i, quoted["name"].split()[-1])
            found += [j for j in since if _JUDGED.search(texts[j]) and not _SAYS.search(texts[j])]
    return found


def _since_named(texts: Sequence[str], end: int, name: str) -> range:
    """The sentences before `end` back to the one in which `name` last speaks; none where another one spoke since."""
    for j in range(end - 1, max(-1, end - 1 - _LONGEST_VIEW), -1):
        if _SAYS.search(texts[j]) and _NAME.search(texts[j]):
            return range(j + 1, end) if re.search(rf"\b{re.escape(name)}\b", texts[j]) else range(0)
    return range(0)


def in_interview(texts: Sequence[str]) -> list[int]:
    """The answers of an interview: all that stands behind its first question and names no speaker.

    Args:
        texts: the sentences of an article in order.
    """
    asked = [i for i, text in enumerate(texts) if text.endswith(("?", '?"', "?”")) and _ASKED.match(text)]
    if len(asked) < _FEWEST_QUESTIONS:
        return []
    return [i for i in range(asked[0], len(texts)) if not _NAMES_SPEAKER.match(texts[i])]


def names_speaker(text: str) -> bool:
    """Whether a line only names who says what stands below it."""
    return text.endswith(":") and bool(_ABOVE_WORDS.match(text)) and not _SAYS.search(text)


def in_turns(texts: Sequence[str]) -> list[int]:
    """All that stands below the first of the lines that name a speaker, where several have their say in turn.

    Where nothing stands above them, speech is all that there is to tell, and none is found.

    Args:
        texts: the sentences of an article in order.
    """
    named = [i for i, text in enumerate(texts) if names_speaker(text)]
    is_part = len(named) >= _FEWEST_LINES and named[0] > 0
    return [i for i in range(named[0], len(texts)) if i not in named] if is_part else []


def in_dialogue(texts: Sequence[str]) -> list[int]:
    """The lines of a dialogue that go on with what the speaker above has begun, and so do not name the speaker.

    Args:
        texts: the sentences of an article in order.
    """
    names = [match["name"] if (match := _SPEAKER.match(text)) else None for text in texts]
    turns = Counter(name for name in names if name)
    speakers = {name for name, count in turns.items() if count >= _FEWEST_TURNS}
    return list(_continued(names, speakers)) if len(speakers) > 1 else []


def _continued(names: Sequence[str | None], speakers: set[str]) -> Iterator[int]:
    is_begun = False
    for i, name in enumerate(names):
        is_begun = is_begun or name in speakers
        if is_begun and name not in speakers:
            yield i
