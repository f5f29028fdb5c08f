"""What is found in an article: words, names, people, bodies, days and quantities."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from diemtin.document.article import BlockKind, DateReason
from diemtin.document.page import Span

__all__ = [
    "Abbreviation",
    "DateExpression",
    "Entity",
    "FullName",
    "Label",
    "Mention",
    "Office",
    "Person",
    "Quantity",
    "RankStatus",
    "Sentence",
    "StatedRank",
    "Tenure",
]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one block, with its words (punctuation marks are words too)."""

    span: Span
    words: tuple[Span, ...]
    block: BlockKind


class Label(StrEnum):
    """What a mention names; the labels of the annotation guide."""

    PERSON = "PERSON"
    RANK = "RANK"
    POSITION = "POSITION"
    ORGANIZATION = "ORGANIZATION"
    LOCATION = "LOCATION"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, rank, office or place where it stands in the text."""

    span: Span
    label: Label


class Tenure(StrEnum):
    """How the wording says that an office is held.

    `STATED`: without more words. `FORMER`: `nguyên`, `cựu`, `từng`, `thôi giữ`, `miễn nhiệm`, or in a career as told
    (`lần lượt giữ các chức vụ: ...`). `ACTING`: `quyền`. `NEW`: `tân`, or given by a decision that is told.
    """

    STATED = "stated"
    FORMER = "former"
    ACTING = "acting"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Office:
    """What a person is, and of what body (or country); both where they are printed."""

    position: Mention
    organization: Mention | None
    tenure: Tenure = Tenure.STATED


class RankStatus(StrEnum):
    """What is said of a rank.

    `STATED`: that the person has it. `FORMER`: that they had it (`nguyên`, `cựu`). `BEFORE`, `AFTER`: the one before
    and the one after a promotion or demotion (`từ Thượng tá lên Đại tá`). `STRIPPED`: that it is taken from them.
    """

    STATED = "stated"
    FORMER = "former"
    BEFORE = "before"
    AFTER = "after"
    STRIPPED = "stripped"


@dataclass(frozen=True, slots=True)
class StatedRank:
    """A rank where it is stated of a person, and what is said of it."""

    mention: Mention
    status: RankStatus


@dataclass(frozen=True, slots=True)
class Person:
    """One person with all mentions.

    Attributes:
        name: the fullest printed form.
        rank: the first stated rank.
        offices: what the article says that the person is, was or becomes, each once.
        mentions: where the person is named.
        ranks: all ranks that are stated of the person, in the article's order.
        references: offices that stand for the person without the name (`Thủ tướng nhấn mạnh`), where only this person
            of the article holds them.
    """

    name: str
    rank: Mention | None
    offices: tuple[Office, ...]
    mentions: tuple[Mention, ...]
    ranks: tuple[StatedRank, ...] = ()
    references: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class FullName:
    """What a short name of a body stands for, where that is certain.

    Attributes:
        text: the full name (`Công an tỉnh Sóc Trăng`).
        inferred: whether the article itself never gives this name, so that it was put together.
        evidence: where the article says what was added or what the short name means; None where a list of customary
            short names alone says it, or the page outside the article.
        masthead: where the page outside the article says what was added; counts in `Page.raw`.
    """

    text: str
    inferred: bool
    evidence: Span | None
    masthead: Span | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One organization or place with all mentions.

    Attributes:
        name: the fullest printed form.
        mentions: where it is named.
        full_name: what that form is short for; None where it is full, or where nothing is certain.
        part_of: the body that this one is a part of, as far as its own name or the words after it say so.
    """

    name: str
    mentions: tuple[Mention, ...]
    full_name: FullName | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and the words that the text itself gives for it."""

    short: Span
    long: Span


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words of the text that say when something was or will be (TIMEX3 in ISO 24617-1).

    `iso` is a day, a month (`2020-11`), a year, or an interval of two of these (`2022-01/2022-06`) by ISO 8601;
    None where it is not certain. `reason` says why it is or is not.
    """

    span: Span
    iso: str | None
    reason: DateReason


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the text with its unit: `1,2 tỷ đồng` is 1200000000 `đồng`.

    `value` is None where the number can be read in two ways; `unit` is its usual name, None where none is known.
    """

    span: Span
    value: Decimal | None
    unit: str | None
