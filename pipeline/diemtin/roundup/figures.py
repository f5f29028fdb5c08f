"""Figures on which articles of one event contradict each other: the same thing counted, and another number.

Told only where it is all but certain: a number with its unit and what is said of it (`3 người chết`), in sentences that
have much else in common and no other year, where each article has but one number of the thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from diemtin.document import BlockKind, Digest, Sentence, Span
from diemtin.lexicon import entries
from diemtin.normalize import key, syllables

__all__ = ["Disagreement", "Figure", "contradictions", "figures"]

_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_IN_WORDS = {
    key(word): value
    for value, word in enumerate("một hai ba bốn năm sáu bảy tám chín mười".split(), start=1)
    if word not in ("một", "năm")  # `một` is more often an article, `năm` a year
}
_SCALES = {key(word): value for word, value in (("nghìn", 1e3), ("ngàn", 1e3), ("triệu", 1e6), ("tỷ", 1e9))}
# Before a number that counts nothing, and after one.
_NAMED = frozenset(
    map(
        key,
        "ngày tháng năm quý lúc số điều khoản thứ lần kỳ khóa lớp tổ quận phường đường quốc lộ km hạng nhóm chương "
        "điểm mùng hồi khoá tuổi sn từ đến".split(),
    )
)
_TIMES = frozenset(map(key, "giờ h phút giây ngày tháng năm tuổi quý tuần lần thứ".split()))
# The last syllables of what makes a number a bound (`ít nhất`, `tối thiểu`) or a guess.
_AT_LEAST = frozenset(map(key, ("hơn", "trên", "nhất", "thiểu")))
_AT_MOST = frozenset(map(key, ("gần", "dưới", "đa")))
_ABOUT = frozenset(map(key, ("khoảng", "chừng", "độ")))
_ABOUT_AS_MUCH = 0.25
# What is said of things before they are counted (`làm chết 3 người`); other words there say too little.
_DONE_TO = frozenset(
    map(
        key,
        "chết, làm chết, bị thương, thiệt mạng, tử vong, mất tích, thiêu rụi, cuốn trôi, bắt giữ, bắt, khởi tố, "
        "cứu, cứu sống, giải cứu, cấp cứu, sơ tán, thu giữ, phá hủy, làm sập, làm hư hỏng".split(", "),
    )
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COMMON = 3  # syllables, besides the thing itself, that two sentences of one fact have in common
_SHARE = 0.3  # of the shorter sentence's syllables


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something.

    Attributes:
        article: the index of the article.
        sentence: the sentence that states it.
        span: the number, what stands before it (`ít nhất`, `hơn`) left out, with what it counts.
        value: the number.
        least: the smallest number that the wording allows.
        most: the largest.
    """

    article: int
    sentence: Span
    span: Span
    value: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is counted, and the figures of the articles, no two with the same number."""

    thing: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    thing: frozenset[str]
    figure: Figure
    around: frozenset[str]
    years: frozenset[str]


def contradictions(digests: Sequence[Digest]) -> tuple[Disagreement, ...]:
    """The figures on which two articles at least disagree, in the order of the first article that has them."""
    found = [counted for number, digest in enumerate(digests) for counted in _counted(number, digest)]
    groups: dict[frozenset[str], list[Figure]] = {}
    for one, other in combinations(found, 2):
        if one.thing == other.thing and _contradict(one, other, found):
            groups.setdefault(one.thing, []).extend([one.figure, other.figure])
    return tuple(_disagreement(digests, some) for some in groups.values())


def figures(number: int, digest: Digest) -> list[Figure]:
    """All figures of an article whose thing is certain, in order."""
    return [counted.figure for counted in _counted(number, digest)]


def _contradict(one: _Counted, other: _Counted, found: Sequence[_Counted]) -> bool:
    """Whether two figures are of one fact and cannot both be right."""
    a, b = one.figure, other.figure
    if a.article == b.article or (a.least <= b.most and b.least <= a.most):
        return False
    common = (one.around & other.around) - one.thing
    if (
        one.years != other.years
        or len(common) < _COMMON
        or len(common) < _SHARE * min(len(one.around), len(other.around))
    ):
        return False
    return all(
        third.figure.value == mine.value
        for third in found
        for mine in (a, b)
        if third.thing == one.thing and third.figure.article == mine.article
    )


def _disagreement(digests: Sequence[Digest], found: Sequence[Figure]) -> Disagreement:
    """Each article's figures once, with the words of the first for the thing."""
    once = {(figure.article, figure.value): figure for figure in reversed(found)}
    ordered = sorted(once.values(), key=lambda figure: (figure.article, figure.span))
    first = ordered[0]
    printed = first.span.of(digests[first.article].article.text)
    return Disagreement(_without_number(printed), tuple(ordered))


def _without_number(printed: str) -> str:
    words = [word for word in printed.split() if not _DIGITS.fullmatch(word) and key(word) not in _IN_WORDS]
    return " ".join(words)


def _counted(number: int, digest: Digest) -> Iterator[_Counted]:
    text = digest.article.text
    for sentence in digest.sentences:
        if sentence.block in (BlockKind.LEAD, BlockKind.PARAGRAPH):
            printed = sentence.span.of(text)
            around = frozenset(part for part in key(printed).split() if part[:1].isalpha())
            years = frozenset(_YEAR.findall(printed))
            for span, value, thing in _numbers(text, sentence):
                before = _before(text, sentence, span)
                figure = Figure(number, sentence.span, span, value, *_range(value, before))
                yield _Counted(thing, figure, around, years)


def _numbers(text: str, sentence: Sentence) -> Iterator[tuple[Span, float, frozenset[str]]]:
    """Numbers that count something: with what they count, their value, and the keys of unit and head."""
    words = sentence.words
    for i, word in enumerate(words):
        read = _value(text, words, i)
        if read is None or (i and key(words[i - 1].of(text)) in _NAMED):
            continue
        value, after = read
        if after >= len(words) or not _is_word(words[after].of(text)) or _is_time(words[after].of(text)):
            continue
        unit = words[after]
        if after + 1 < len(words) and _is_word(words[after + 1].of(text)):
            head, span = words[after + 1], Span(word.start, words[after + 1].end)
        elif i and key(words[i - 1].of(text)) in _DONE_TO:
            head, span = words[i - 1], Span(words[i - 1].start, unit.end)
        else:
            continue
        yield span, value, frozenset((key(unit.of(text)), key(head.of(text))))


def _value(text: str, words: Sequence[Span], i: int) -> tuple[float, int] | None:
    """The number that word `i` begins, and the index of the word after it."""
    printed = words[i].of(text)
    if _DIGITS.fullmatch(printed):
        value = float(printed.replace(".", "").replace(",", "."))
    elif key(printed) in _IN_WORDS:
        value = float(_IN_WORDS[key(printed)])
    else:
        return None
    after = i + 1
    if after < len(words) and (scale := _SCALES.get(key(words[after].of(text)))):
        return value * scale, after + 1
    return value, after


def _is_word(printed: str) -> bool:
    """Whether a word names a thing, or says something of it."""
    return printed[:1].isalpha() and printed[:1].islower() and key(printed) not in _saying_nothing()


@cache
def _saying_nothing() -> frozenset[str]:
    # `người` is on the list of what says nothing of an article, and what is counted most of all.
    return frozenset(map(key, [*entries("function_words"), *entries("meaning_words")])) - {key("người"), key("con")}


def _is_time(printed: str) -> bool:
    return key(printed).split()[0] in _TIMES


def _before(text: str, sentence: Sentence, span: Span) -> str:
    before = syllables(text[sentence.span.start : span.start])
    return key(before[-1]) if before else ""


def _range(value: float, before: str) -> tuple[float, float]:
    if before in _AT_LEAST:
        return value, value * (1 + _ABOUT_AS_MUCH)
    if before in _AT_MOST:
        return value * (1 - _ABOUT_AS_MUCH), value
    if before in _ABOUT:
        return value * (1 - _ABOUT_AS_MUCH), value * (1 + _ABOUT_AS_MUCH)
    return value, value
