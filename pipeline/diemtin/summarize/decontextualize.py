"""Sentences made to stand alone by what the article says elsewhere ("decontextualization", Choi et al., TACL 2021).

The first mention of a person in a summary gets the full name, and where nothing introduces the person there, the words
that introduce them elsewhere; a body's short name and an abbreviation that the article explains get their full
words once; `sáng nay` gets its day where that is certain. What is put in is copied from one place of the article
and leads back to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diemtin.document import (
    Abbreviation,
    BlockKind,
    DateExpression,
    Digest,
    Entity,
    Label,
    Mention,
    Person,
    Span,
    SummaryPiece,
    SummarySentence,
    Support,
)
from diemtin.lexicon import lexicon
from diemtin.normalize import CAPITALS, key, syllables, token_key
from diemtin.phonology import is_syllable
from diemtin.summarize.introductions import (
    has_new_capital,
    introduction,
    led_up_to,
    tells_an_office,
    within_sentence,
)
from diemtin.summarize.layout import capital
from diemtin.summarize.traced import untraced

__all__ = ["Background", "standing_by_themselves"]

_ROOM = 30  # syllables that may be added where nothing else limits the length
_LOOKED_BACK = 12  # characters
_COUNTED = re.compile(r"\b(?:nay|qua)$", re.IGNORECASE)
_DATED = re.compile(r"[\s,]*(?:\(|ngày\b|\d)")
_DAY_AND_MONTH = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})(?!\d)")
_LIST = re.compile(r", | và |; ")
# A short name of a body that ends in one of these lacks the name of its place.
_OPEN_ENDS = tuple(f" {key(word)}" for word in ("tỉnh", "thành phố", "TP", "huyện", "quận", "thị xã", "phường", "xã"))
_AFTER_BODY = re.compile(
    rf"(?:,? (?=[{CAPITALS}])| (?:tỉnh|huyện|thành phố|TP|quận|thị xã)\b|, (?:tỉnh|huyện|TP|thành phố)|"
    r" (?:này|đó|trên|ấy)\b)"
)
# What belongs to the name behind it (`al - Masri`, `bin Salman`); without `do`, which is mostly Vietnamese.
_PARTICLE = re.compile(
    r"(?:\w ?- ?|\b(?:abd|abu|al|ben|bin|bint|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ul|van|von) )$",
    re.IGNORECASE,
)
# `người Đức`, `tiếng Anh`: a people or a country, however much it looks like somebody's given name.
_OF_A_PEOPLE = re.compile(
    r"\b(?:người|tiếng|nước|dân tộc|quân đội|chính phủ|quốc hội|đội|đội tuyển|hãng|tập đoàn|công ty|đảng) $",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"(?:nước|người|tiếng|đội|hãng|đảng|dân|robot|tàu|xe|sông|núi|đảo|cầu|bão|phim)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")  # `U50 Thanh Vạn` is no name
# `con trai Lý Vạn An` is hardly the `An` that the article tells of.
_KIN = re.compile(
    r"\b(?:con trai|con gái|con|vợ|chồng|em trai|em gái|anh trai|chị gái|cha|bố|mẹ) $",
    re.IGNORECASE,
)
# `ông Sa C.Đ.` and, as if its dot ended the sentence, `Vạn`: a name of which more stands before it.
_INITIALS = re.compile(rf"(?<!\w)(?:[{CAPITALS}]\.)+\s+$")
_WORD_BEFORE = re.compile(r"(?<!\S)\S+ $")


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of an article beside its sentences and mentions.

    Attributes:
        people: who is named in it.
        organizations: bodies that are named in it.
        abbreviations: short forms that it explains.
        dates: its expressions of time.
        datelines: where the day of publication is printed.
        published: that day as `YYYY-MM-DD`.
    """

    people: Sequence[Person] = ()
    organizations: Sequence[Entity] = ()
    abbreviations: Sequence[Abbreviation] = ()
    dates: Sequence[DateExpression] = ()
    datelines: Sequence[Span] = ()
    published: str | None = None

    @classmethod
    def of(cls, digest: Digest) -> Background:
        """What a digest knows."""
        article = digest.article
        datelines = [block.span for block in article.blocks if block.kind is BlockKind.DATELINE]
        published = article.published.iso if article.published else None
        return cls(digest.people, digest.organizations, digest.abbreviations, digest.dates, datelines, published)


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """`[start, end)` of the article's text becomes what stands in `source`, with marks before and after it.

    The first letter is made small where `is_small` says so and the sentence does not begin with it.
    """

    start: int
    end: int
    source: Span
    mark: str = ""
    opening: str = ""
    is_small: bool = False


def standing_by_themselves(
    text: str,
    mentions: Sequence[Mention],
    background: Background,
    summary: Sequence[SummarySentence],
    limit: int | None,
) -> tuple[SummarySentence, ...]:
    """The sentences of a summary with what is missing for a reader who sees nothing else.

    Args:
        text: the article's text, in which all offsets count.
        mentions: its names in order.
        background: people, organizations and abbreviations of the article.
        summary: the sentences chosen, each of pieces of one sentence.
        limit: syllables that the summary may have; None for no limit but that little is added.
    """
    room = _ROOM if limit is None else limit - sum(len(syllables(sentence.text)) for sentence in summary)
    editor = _Editor(text, mentions, background, summary)
    found = []
    for sentence in summary:
        done: list[_Edit] = []
        for edit in sorted(editor.edits(sentence)):
            cost = len(syllables(edit.source.of(text))) - len(syllables(text[edit.start : edit.end]))
            if cost <= room and not (done and edit.start < done[-1].end):
                room -= max(0, cost)
                done.append(edit)
        found.append(_edited(text, sentence, done))
    return tuple(found)


class _Editor:
    """What is to be put into one sentence after another, each thing once."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], background: Background, summary: Sequence[SummarySentence]
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.background = background
        self.printed = " ".join(sentence.text for sentence in summary)
        self.whole = key(self.printed)
        self.told: set[str] = set()
        self._person_of = {mention: person for person in background.people for mention in person.mentions}
        self._entity_of = {mention: body for body in background.organizations for mention in body.mentions}

    def edits(self, sentence: SummarySentence) -> Iterator[_Edit]:
        """The edits of the next sentence."""
        open_to = [span for source in sentence.sources for span in _unquoted(self.text, source)]
        for i, mention in enumerate(self.mentions):
            if not any(span.covers(mention.span) for span in open_to):
                self._note(mention, sentence)
            elif mention in self._person_of:
                yield from self._person(i, self._person_of[mention], open_to)
            elif mention in self._entity_of:
                yield from self._body(mention, self._entity_of[mention])
        for abbreviation in self.background.abbreviations:
            yield from self._abbreviation(abbreviation, open_to)
        for date in self.background.dates:
            yield from self._date(date, open_to)

    def _note(self, mention: Mention, sentence: SummarySentence) -> None:
        """Remember who is named where nothing can be put in."""
        if mention in self._person_of and any(source.covers(mention.span) for source in sentence.sources):
            self.told.add(key(self._person_of[mention].name))

    def _person(self, i: int, person: Person, open_to: Sequence[Span]) -> Iterator[_Edit]:
        name = key(person.name)
        if name in self.told:
            return
        self.told.add(name)
        span = self.mentions[i].span
        if self._listed(span):
            return
        source = next(found for found in open_to if found.covers(span))
        whole = _with_particles(self.text, source, span, name)
        if whole is None:
            return
        edit = self._introduction(i, person, source) if whole == span else None
        yield from self._full_name(whole, person) if edit is None else [edit]

    def _introduction(self, i: int, person: Person, source: Span) -> _Edit | None:
        """The words that introduce a person elsewhere, where they fit in."""
        span = self.mentions[i].span
        introduced = led_up_to(self.text, self.mentions, i)
        found = None if introduced else introduction(self.text, self.mentions, person)
        start = None if found is None else found.replaces_from(self.text, source.start, span)
        mark = None if found is None else found.closing(self.text, span.end, source.end)
        if found is None or start is None or mark is None:
            return None
        if tells_an_office(self.text, self.mentions, found, span, source.end):
            return None
        goes_on = self.text[start].islower() or within_sentence(self.text, start)
        is_small = goes_on and has_new_capital(self.text, self.mentions, found)
        return _Edit(start, span.end, found.span, mark, is_small=is_small)

    def _full_name(self, span: Span, person: Person) -> Iterator[_Edit]:
        """The words of the name before the given name, from where the whole name is printed."""
        short, full = key(span.of(self.text)), key(person.name)
        others = [other for other in self.background.people if key(other.name).endswith(short)]
        if not full.endswith(f" {short}") or len(others) > 1 or self._is_of_a_people(span, person):
            return
        for mention in person.mentions:
            words = mention.span.of(self.text).split(" ")
            lacking = " ".join(words[: len(words) - len(short.split())])
            if key(" ".join(words)) == full and _begins_a_name(words, lacking) and not self._is_of_kin(mention):
                yield _Edit(span.start, span.start, Span(mention.span.start, mention.span.start + len(lacking)))
                return

    def _is_of_kin(self, mention: Mention) -> bool:
        start = mention.span.start
        return bool(_KIN.search(self.text, max(0, start - _LOOKED_BACK), start))

    def _is_of_a_people(self, span: Span, person: Person) -> bool:
        line = self.text.rfind("\n", 0, span.start) + 1
        return bool(_NO_NAME.match(person.name) or _OF_A_PEOPLE.search(self.text, line, span.start))

    def _listed(self, span: Span) -> bool:
        """Whether the name stands in a row (`Chương, Hiến và Tài`), out of which it would stick if it were longer."""
        return any(
            other.label is Label.PERSON
            and (
                _LIST.fullmatch(self.text, span.end, other.span.start)
                or _LIST.fullmatch(self.text, other.span.end, span.start)
            )
            for other in self.mentions
        )

    def _body(self, mention: Mention, body: Entity) -> Iterator[_Edit]:
        """The place that the short name of a body lacks."""
        short = key(mention.span.of(self.text))
        fuller = {
            key(other.span.of(self.text)): other
            for other in reversed(self.mentions)
            if other.label is Label.ORGANIZATION and key(other.span.of(self.text)).startswith(f"{short} ")
        }
        if short in self.told or key(body.name) in self.whole or len(fuller) != 1 or not short.endswith(_OPEN_ENDS):
            return
        self.told.add(short)
        [(full, other)] = fuller.items()
        if full != key(body.name) or _AFTER_BODY.match(self.text, mention.span.end):
            return
        start = other.span.start + len(" ".join(other.span.of(self.text).split(" ")[: len(short.split())])) + 1
        yield _Edit(mention.span.end, mention.span.end, Span(start, other.span.end))

    def _abbreviation(self, abbreviation: Abbreviation, open_to: Sequence[Span]) -> Iterator[_Edit]:
        """The words for a short form where it stands first, with the short form in brackets if it stands again."""
        short, long = abbreviation.short.of(self.text), abbreviation.long.of(self.text)
        if short in self.told or key(long) in self.whole:
            return
        alone = re.compile(rf"(?<![\w&.(/-]){re.escape(short)}(?![\w&)/-])")
        for source in open_to:
            match = alone.search(self.text, source.start, source.end)
            if match:
                self.told.add(short)
                again = len(alone.findall(self.printed)) > 1
                explained = self.text[abbreviation.long.end : abbreviation.short.end + 1]
                both = again and explained == f" ({short})"
                end = abbreviation.short.end + 1 if both else abbreviation.long.end
                yield _Edit(*match.span(), Span(abbreviation.long.start, end))
                return

    def _date(self, date: DateExpression, open_to: Sequence[Span]) -> Iterator[_Edit]:
        """The day and month in brackets after `sáng nay`, `hôm qua`, where the article prints them somewhere."""
        end = date.span.end
        if not date.iso or date.iso in self.told or not _COUNTED.search(date.span.of(self.text)):
            return
        source = next((span for span in open_to if span.covers(date.span)), None)
        if source is None or _DATED.match(self.text, end):
            return
        printed = [(span, self.background.published) for span in self.background.datelines]
        printed += [(other.span, other.iso) for other in self.background.dates]
        for place, iso in printed:
            found = _DAY_AND_MONTH.search(self.text, place.start, place.end)
            if found and iso == date.iso == f"{date.iso[:5]}{int(found[2]):02}-{int(found[1]):02}":
                self.told.add(date.iso)
                yield _Edit(end, end, Span(found.start(), found.end()), ")", "(")
                return


def _begins_a_name(words: Sequence[str], lacking: str) -> bool:
    """Whether what a name lacks is part of one: no number or small word, and of a Vietnamese one the family name."""
    is_vietnamese = all(map(is_syllable, words))
    return (
        not _DIGIT.search(lacking)
        and not any(word[:1].islower() and not _PARTICLE.fullmatch(f"{word} ") for word in lacking.split())
        and (not is_vietnamese or token_key(words[0]) in lexicon("surnames").entries)
    )


def _with_particles(text: str, source: Span, name: Span, full: str) -> Span | None:
    """A short name from where words of the full one lead up to it; None where more is joined to it than these.

    Args:
        text: the article's text.
        source: the part of the sentence that it stands in.
        name: its place.
        full: the key of the full name.
    """
    has_initials = _INITIALS.search(text, max(0, name.start - _LOOKED_BACK), name.start)
    if has_initials or text[name.end : source.end].startswith("-"):
        return None
    start = name.start
    lacking = full.removesuffix(key(name.of(text))).split() if full.endswith(f" {key(name.of(text))}") else []
    while lacking and (word := _WORD_BEFORE.search(text[source.start : start])) and key(word.group()) == lacking[-1]:
        start -= len(word.group())
        lacking.pop()
    return None if _PARTICLE.search(text[source.start : start]) else Span(start, name.end)


def _unquoted(text: str, source: Span) -> Iterator[Span]:
    """The parts of a piece outside quotation marks."""
    start, inside = source.start, False
    for match in re.finditer(r"[\"“”]", source.of(text)):
        at = source.start + match.start()
        if not inside:
            yield Span(start, at)
        inside = match.group() == "“" or (match.group() == '"' and not inside)
        start = at + 1
    if not inside:
        yield Span(start, source.end)


def _edited(text: str, sentence: SummarySentence, edits: Sequence[_Edit]) -> SummarySentence:
    """The sentence with what was put in, unless the result is not supported."""
    if not edits:
        return sentence
    printed, pieces = "", list[SummaryPiece]()
    for source in sentence.sources:
        at = source.start
        for edit in edits:
            if not source.start <= edit.start <= edit.end <= source.end:
                continue
            printed = _append(printed, pieces, text, Span(at, edit.start), inserted=False)
            printed = f"{printed} {edit.opening}" if edit.opening else printed
            printed = _append(printed, pieces, text, edit.source, inserted=True, is_small=edit.is_small) + edit.mark
            at = edit.end
        printed = _append(printed, pieces, text, Span(at, source.end), inserted=False)
    own = tuple(piece.source for piece in pieces if not piece.inserted)
    made = SummarySentence(printed, own, Support.COMPLETED, tuple(pieces))
    return sentence if not own or untraced(made, text) else made


def _append(
    printed: str, pieces: list[SummaryPiece], text: str, span: Span, *, inserted: bool, is_small: bool = False
) -> str:
    """The text so far with a piece more, which is noted; its first letter is a capital at the beginning."""
    piece = span.of(text)
    span = Span(span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip()))
    piece = piece.strip()
    if not piece:
        return printed
    if not printed:
        piece = capital(piece)
    elif is_small:
        piece = piece[:1].lower() + piece[1:]
    pieces.append(SummaryPiece(piece, span, inserted))
    joined = not printed or piece[0] in ",.;:!?…)”" or printed[-1] in "(“"
    return f"{printed}{piece}" if joined else f"{printed} {piece}"
