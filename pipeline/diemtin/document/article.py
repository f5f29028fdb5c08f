"""The article of a page: its blocks, what stands around them, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diemtin.document.page import Origin, Page, Span

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Caption",
    "Change",
    "ChangeKind",
    "DateReason",
    "Furniture",
    "FurnitureKind",
    "Published",
    "Repair",
]


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
