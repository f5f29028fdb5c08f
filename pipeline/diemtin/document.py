"""The values that flow through the pipeline, from the saved page to the digest.

All are frozen: a stage takes finished values and returns the one value that it adds.
Offsets are half-open and count Unicode code points; those of a `Span` count in `Article.text`
unless its field says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

__all__ = [
    "Abbreviation",
    "Article",
    "Block",
    "BlockKind",
    "Caption",
    "Change",
    "ChangeKind",
    "DateExpression",
    "DateReason",
    "Digest",
    "Entity",
    "Format",
    "FullName",
    "Furniture",
    "FurnitureKind",
    "Label",
    "Mention",
    "ModelVersion",
    "Office",
    "Origin",
    "Page",
    "Person",
    "Published",
    "Quantity",
    "RankStatus",
    "Repair",
    "Sentence",
    "Span",
    "StatedRank",
    "Summary",
    "SummaryPiece",
    "SummarySentence",
    "Support",
    "Tenure",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `[start, end)` of code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


class Format(StrEnum):
    """What the characters of a page are written in."""

    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Page:
    """One saved page as it was decoded; `raw` is never altered.

    `source` names where it came from (a path, `-`, or what its record says). `id`, `title` and
    `published` are what a record states about itself; a page from a file states nothing. `encoding` is
    what its bytes were found to be in. `site` is what a batch counts it under (see `diemtin.batch.inputs.group_of`).
    """

    source: str
    raw: str
    format: Format = Format.TEXT
    id: str | None = None
    title: str | None = None
    published: str | None = None
    encoding: str = "utf-8"
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """For each character of a text, the range of characters of `Page.raw` it was made from.

    The sequences are never changed; where many, they are arrays of four bytes a number.
    """

    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, span: Span) -> Span:
        """The range of `Page.raw` behind a non-empty span of the text.

        Raises:
            ValueError: the span is empty or reaches outside the text.
        """
        if not 0 <= span.start < span.end <= len(self.starts):
            raise ValueError(f"no source for {span} in a text of {len(self.starts)} characters")
        return Span(self.starts[span.start], self.ends[span.end - 1])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the text with its unit: `1,2 tỷ đồng` is 1200000000 `đồng`.

    `value` is None where the number can be read in two ways; `unit` is its usual name, None where none is known.
    """

    span: Span
    value: Decimal | None
    unit: str | None


class BlockKind(StrEnum):
    """What a block of an article is. Only the `PROSE` kinds go on to the later stages."""

    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    DATELINE = "dateline"

    @property
    def is_prose(self) -> bool:
        """Whether the block is the article's own running text (its title included)."""
        return self in _PROSE


_PROSE = frozenset({BlockKind.TITLE, BlockKind.LEAD, BlockKind.HEADING, BlockKind.PARAGRAPH})


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the article with its kind."""

    span: Span
    kind: BlockKind


class FurnitureKind(StrEnum):
    """Why a line of the page is not part of the article: what it is for, whatever it looks like.

    `VIEWS` counts the readers of this article, `STATISTICS` the visitors of the site. A `BREADCRUMB` says in which
    section the article stands, a `PAGER` leads to the next part of a list, `CONTROLS` are all else that is pressed:
    menus, buttons, log-ins, searches, languages. `RELATED` names other pages: articles, videos, documents, other sites,
    with their headings, dates and leads. `TAGS` are the article's subjects; `COMMENTS` what readers write, and the form
    for it. The `MASTHEAD` says who publishes the site: its name, slogan, licence, editors, address and rights. `OTHER`
    is what is none of these: advertisements, polls, ratings, weather, rates, clocks, hotlines, notices.
    """

    VIEWS = "views"
    BREADCRUMB = "breadcrumb"
    CONTROLS = "controls"
    RELATED = "related"
    TAGS = "tags"
    COMMENTS = "comments"
    PAGER = "pager"
    STATISTICS = "statistics"
    MASTHEAD = "masthead"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line of the page that the article leaves out. `source` counts in `Page.raw`."""

    source: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Caption:
    """A photo's caption and, where it is printed, who took the photo."""

    text: Span
    credit: Span | None


class DateReason(StrEnum):
    """Why a date is certain, or why it is not.

    Certain: day, month and year are `PRINTED`; the markup or a record has `DECLARED` it; only one year has that
    `WEEKDAY`; the text calls it `TODAY`; of the years that could be meant one is by far the `NEAREST` to
    publication; it is a past day of the `SAME_YEAR`, which print leaves out; it is counted from publication
    (`RELATIVE`).

    Not certain: the calendar has `NO_SUCH_DAY`; its day was another weekday (`WRONG_WEEKDAY`); its year is not
    printed (`NO_YEAR`); when the page was published is not known (`UNDATED`); it fits several dates (`AMBIGUOUS`);
    it counts from when somebody spoke (`QUOTED`); it is of the `LUNAR` calendar; it is `APPROXIMATE`.
    """

    PRINTED = "printed"
    DECLARED = "declared"
    WEEKDAY = "weekday"
    TODAY = "today"
    NEAREST = "nearest"
    SAME_YEAR = "same-year"
    RELATIVE = "relative"
    NO_SUCH_DAY = "no-such-day"
    WRONG_WEEKDAY = "wrong-weekday"
    NO_YEAR = "no-year"
    UNDATED = "undated"
    AMBIGUOUS = "ambiguous"
    QUOTED = "quoted"
    LUNAR = "lunar"
    APPROXIMATE = "approximate"


@dataclass(frozen=True, slots=True)
class Published:
    """When the page says it was published.

    Attributes:
        text: as printed.
        iso: the day as `YYYY-MM-DD`, only where that is certain.
        time: the time as `HH:MM` or `HH:MM:SS`, with `+HH:MM` or `Z` where a zone is stated.
        reason: why the day is certain or not.
    """

    text: str
    iso: str | None
    time: str | None
    reason: DateReason


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
class Repair:
    """A line of the article whose characters on the page were those of a wrong encoding, and of which."""

    span: Span
    encoding: str


class ChangeKind(StrEnum):
    """How the text differs from the page.

    Characters that cannot be seen are left out (`INVISIBLE`); letters and their marks are `COMPOSED`; a break in a
    paragraph is `JOINED` with a space; a word broken at a hyphen is whole again (`DEHYPHENATED`), or one torn from
    its `DROP_CAPITAL`; two words without a space are `PARTED`; a line in a wrong `ENCODING` is read aright.
    """

    INVISIBLE = "invisible"
    COMPOSED = "composed"
    JOINED = "joined"
    DEHYPHENATED = "dehyphenated"
    DROP_CAPITAL = "drop-capital"
    PARTED = "parted"
    ENCODING = "encoding"


@dataclass(frozen=True, slots=True)
class Change:
    """A place where the text is not as the page has it.

    `span` is empty where something was left out; `source` counts in `Page.raw`.
    """

    kind: ChangeKind
    span: Span
    source: Span


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page: what its reader saw, without the page's furniture.

    `text` is the blocks in page order, one a line, normalized; `origin` leads each of its characters
    back to `page.raw`. `repairs` are the blocks that the page shows in a wrong encoding. `byline` is all that names
    the authors, `bylines` are they one by one; `agency` is whose report it is, as printed; `section` and `site` are
    what breadcrumbs or markup say. `title_cased` is a title that is printed in capitals as a sentence would have it;
    `changes` are what of the text is not as the page has it.
    """

    page: Page
    text: str
    origin: Origin
    blocks: tuple[Block, ...]
    captions: tuple[Caption, ...]
    byline: Span | None
    published: Published | None
    views: int | None
    furniture: tuple[Furniture, ...]
    repairs: tuple[Repair, ...] = ()
    bylines: tuple[Span, ...] = ()
    agency: str | None = None
    section: str | None = None
    site: str | None = None
    title_cased: str | None = None
    changes: tuple[Change, ...] = ()

    @property
    def title(self) -> Span | None:
        """The title, if the page has one."""
        return next((block.span for block in self.blocks if block.kind is BlockKind.TITLE), None)

    @property
    def prose(self) -> tuple[Block, ...]:
        """The blocks that are the article's own running text, in order."""
        return tuple(block for block in self.blocks if block.kind.is_prose)


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


class Support(StrEnum):
    """What the check of a sentence of the summary against its source found.

    `PRINTED`: the sentence as printed. `SHORTENED`: parts are left out, and all that stays is supported.
    `RESTORED`: a shorter version was not supported, so it is the sentence as printed. `COMPLETED`: words from
    elsewhere in the article are put in (and parts may be left out), and all that stands there is supported.
    `GENERATED`: the abstractive engine's own sentence; the article supports all that it says.
    `REPLACED`: a sentence of the extractive engine, in place of a generated one that the article does not support.
    """

    PRINTED = "printed"
    SHORTENED = "shortened"
    RESTORED = "restored"
    GENERATED = "generated"
    REPLACED = "replaced"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class SummaryPiece:
    """A part of a sentence of a summary and where the article prints it; the case of its first letter may differ.

    `inserted`: it does not stand in the sentence that was chosen but elsewhere in the article.
    """

    text: str
    source: Span
    inserted: bool = False


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the summary and the spans of the sentence that it was taken from, in its order.

    Its words are those of its pieces, and only its first letter may have become a capital. Between pieces stand
    spaces, commas, dashes and brackets. Where nothing is inserted, the pieces are the spans. A generated sentence has
    no pieces; its spans are the sentences of the article that support it, two at most.
    """

    text: str
    sources: tuple[Span, ...]
    support: Support
    pieces: tuple[SummaryPiece, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences chosen, in the order of the article."""

    sentences: tuple[SummarySentence, ...]

    @property
    def text(self) -> str:
        """The summary as one paragraph."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """What made a part of the digest."""

    stage: str
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Digest:
    """All that the pipeline found in one article."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    abbreviations: tuple[Abbreviation, ...]
    people: tuple[Person, ...]
    organizations: tuple[Entity, ...]
    locations: tuple[Entity, ...]
    summary: Summary
    models: tuple[ModelVersion, ...]
    dates: tuple[DateExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
