"""Digests for people: on a terminal, in a text file, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from diemtin.document import (
    Article,
    BlockKind,
    DateReason,
    Digest,
    Entity,
    FullName,
    Office,
    Person,
    Sentence,
    Span,
    SummarySentence,
    Support,
    Tenure,
)
from diemtin.lexicon import english_position, rank_of
from diemtin.normalize import token_key
from diemtin.report.wording import Wording

__all__ = [
    "Section",
    "article_markdown",
    "article_text",
    "described",
    "digest_sections",
    "entity_sections",
    "markdown",
    "origin",
    "places",
    "plain_text",
    "segmented_text",
]


_SAYS_TENURE = frozenset(map(token_key, ("nguyên", "cựu", "quyền", "nguyen", "cuu", "quyen")))
_TIMESTAMP = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?=\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the lines under it; the first section of a report is its head, under the title.

    The lines are a list, unless they are `prose`.
    """

    heading: str
    lines: tuple[str, ...]
    prose: bool = False


def digest_sections(
    digest: Digest, words: Wording, *, paragraph: bool = False, summarized: bool = True
) -> list[Section]:
    """The whole digest: head, summary with its places in the page, people, bodies, places.

    Args:
        digest: what to show.
        words: the report's own words.
        paragraph: the summary as one paragraph, not a sentence a line.
        summarized: whether the summary is shown.
    """
    article = digest.article
    title = article.title.of(article.text) if article.title else words.untitled
    summary = tuple(f"{sentence.text} [{origin(article, sentence, words)}]" for sentence in digest.summary.sentences)
    return [
        Section(title, tuple(_head(article, words))),
        *([Section(words.summary, (" ".join(summary),) if paragraph else summary, paragraph)] if summarized else []),
        *entity_sections(digest, words),
        *_date_sections(digest, words),
    ]


def entity_sections(digest: Digest, words: Wording) -> list[Section]:
    """People with ranks and offices, organizations, places, abbreviations."""
    article = digest.article
    sections = [
        Section(words.people, tuple(_person(article, person, words) for person in digest.people)),
        Section(words.organizations, tuple(_entity(article, entity, words) for entity in digest.organizations)),
        Section(words.locations, tuple(_entity(article, entity, words) for entity in digest.locations)),
    ]
    found = tuple(f"{a.short.of(article.text)} = {a.long.of(article.text)}" for a in digest.abbreviations)
    sections += [Section(words.abbreviations, found)] if found else []
    return [section if section.lines else Section(section.heading, (words.none_found,)) for section in sections]


def _date_sections(digest: Digest, words: Wording) -> list[Section]:
    """What days are meant where the text does not print them in full; no section where it does."""
    article = digest.article
    spans: dict[str, list[Span]] = {}
    for date in digest.dates:
        if date.iso and date.reason is not DateReason.PRINTED:
            spans.setdefault(f"{date.span.of(article.text)} = {date.iso.replace('/', ' – ')}", []).append(date.span)
    lines = tuple(f"{line} [{places(article, found, words)}]" for line, found in spans.items())
    return [Section(words.dates, lines)] if lines else []


def plain_text(sections: Sequence[Section], style: Callable[[str], str] = str) -> str:
    """Sections under one another, lines as a list; `style` is put on each heading."""
    return "\n\n".join(
        "\n".join(
            [style(section.heading), *(line if i == 0 or section.prose else f"- {line}" for line in section.lines)]
        )
        for i, section in enumerate(sections)
    )


def markdown(sections: Sequence[Section]) -> str:
    """Sections as Markdown, the first as the title."""
    return "\n\n".join(
        "\n".join([f"{'#' if i == 0 else '##'} {_escaped(section.heading)}", "", *_markdown_lines(section, i)])
        for i, section in enumerate(sections)
    )


def article_text(article: Article, words: Wording) -> str:
    """The clean article: title, date and byline, paragraphs; captions in brackets where they stand."""
    lines = []
    for block in article.blocks:
        text = block.span.of(article.text)
        if block.kind is BlockKind.CAPTION:
            lines.append(f"[{words.photo.format(text)}]")
        elif block.kind is not BlockKind.CREDIT:
            lines.append(text)
    return "\n\n".join(lines)


def article_markdown(article: Article, words: Wording) -> str:
    """The clean article as Markdown: the title as heading, captions in italics."""
    lines = []
    for block in article.blocks:
        text = _escaped(block.span.of(article.text))
        if block.kind is BlockKind.TITLE:
            lines.append(f"# {text}")
        elif block.kind is BlockKind.HEADING:
            lines.append(f"## {text}")
        elif block.kind is BlockKind.CAPTION:
            lines.append(f"*{words.photo.format(text)}*")
        elif block.kind is not BlockKind.CREDIT:
            lines.append(f"**{text}**" if block.kind is BlockKind.LEAD else text)
    return "\n\n".join(lines)


def segmented_text(text: str, sentences: Sequence[Sentence]) -> str:
    """A sentence a line, words apart by spaces, the syllables of one word joined by `_`."""
    return "\n".join(" ".join(word.of(text).replace(" ", "_") for word in sentence.words) for sentence in sentences)


def _head(article: Article, words: Wording) -> Iterator[str]:
    if article.published:
        yield words.published.format(_TIMESTAMP.sub(r"\g<day> ", article.published.text))
    if article.byline:
        yield words.byline.format(article.byline.of(article.text))
    if article.agency:
        yield words.agency.format(article.agency)
    if article.section:
        yield words.section.format(article.section)
    if article.views is not None:
        yield words.views.format(article.views)
    found = dict.fromkeys([article.page.encoding, *(repair.encoding for repair in article.repairs)])
    if list(found) != ["utf-8"] or article.repairs:
        yield words.encoding.format(", ".join(found))


def _person(article: Article, person: Person, words: Wording) -> str:
    spans = [mention.span for mention in person.mentions]
    return f"{described(article, person, words)} [{places(article, spans, words)}]"


def described(article: Article, person: Person, words: Wording) -> str:
    """A person with rank and offices as the article gives them."""
    text = article.text
    name = f"{_rank(person.rank.span.of(text), words)} {person.name}" if person.rank else person.name
    return ", ".join([name, *(_office(text, office, words) for office in person.offices)])


def _office(text: str, office: Office, words: Wording) -> str:
    """An office with its body, and that it is a past, an acting or a new one where its own words do not say so."""
    position = office.position.span.of(text)
    held = f"{position} {office.organization.span.of(text)}" if office.organization else position
    notes = {Tenure.FORMER: words.former, Tenure.ACTING: words.acting, Tenure.NEW: words.appointed}
    said = token_key(position.split(maxsplit=1)[0]) in _SAYS_TENURE
    note = "" if said else notes.get(office.tenure, "")
    about = words.position.format(note, english_position(position) or "").strip()
    return f"{held} ({about})" if about else held


def _rank(printed: str, words: Wording) -> str:
    known = rank_of(printed)
    return words.rank.format(printed, known.english) if known else printed


def _entity(article: Article, entity: Entity, words: Wording) -> str:
    full = words.short_for.format(_full_name(article, entity.full_name, words)) if entity.full_name else ""
    return f"{entity.name}{full} [{places(article, [mention.span for mention in entity.mentions], words)}]"


def _full_name(article: Article, full: FullName, words: Wording) -> str:
    """What a name is short for, and where that was taken from if the article never says so."""
    page = article.origin.span(full.evidence) if full.evidence else full.masthead
    if page is None or not full.inferred:
        return full.text
    line = article.page.raw.count("\n", 0, page.start) + 1
    return words.inferred_from.format(full.text, words.line.format(line))


def origin(article: Article, sentence: SummarySentence, words: Wording) -> str:
    """Where a sentence of the summary is from, and whether a model of the user's had to do with it."""
    where = places(article, sentence.sources, words)
    notes = {Support.GENERATED: words.generated, Support.REPLACED: words.replaced}
    return notes.get(sentence.support, "{}").format(where)


def places(article: Article, spans: Sequence[Span], words: Wording) -> str:
    """The lines of the saved file on which the spans stand."""
    lines = sorted({_line(article, span) for span in spans})
    return words.line.format(", ".join(map(str, lines)))


def _line(article: Article, span: Span) -> int:
    return article.page.raw.count("\n", 0, article.origin.span(span).start) + 1


def _markdown_lines(section: Section, i: int) -> Iterator[str]:
    for line in section.lines:
        if section.prose:
            yield _escaped(line)
        else:
            yield f"{_escaped(line)}  " if i == 0 else f"- {_escaped(line)}"


def _escaped(line: str) -> str:
    """The characters that Markdown would read as markup, escaped."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#|" else c for c in line)
