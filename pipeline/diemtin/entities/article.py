"""One article seen as a whole: what a mention in one place tells about the same words in another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from diemtin.document import Abbreviation, Label, Mention, Span
from diemtin.lexicon import honorifics
from diemtin.normalize import token_key
from diemtin.segment import Tokens

__all__ = [
    "supported",
    "with_abbreviations",
    "with_aliases",
    "with_one_label",
    "with_repeated_bodies",
    "with_repeated_names",
]

_BARE_NOUNS = frozenset(
    {"tỉnh", "huyện", "xã", "phường", "quận", "thị xã", "thị trấn", "thành phố", "TP", "địa phương"}
)
_BRACKETED = re.compile(r"[^\S\n]?\((?P<short>[^\W_]+(?:[-–&.][^\W_]+)*)\)")
_ALIAS = re.compile(r"[(,]\s*(?:tức|tự|biệt danh|bí danh|bút danh|nghệ danh)\s+(?:là\s+)?[\"“]?$", re.IGNORECASE)
_WIDEST_ALIAS = 40  # characters
_INTRODUCING = (Label.RANK, Label.POSITION, Label.LOCATION, Label.ORGANIZATION)


def supported(text: str, mentions: Sequence[Mention], longer: Sequence[Span] = ()) -> list[Mention]:
    """Without torn names, and single syllables tagged PERSON that nothing else in the article supports.

    A given name alone is supported by a full name that ends in it, by an honorific, a rank or an office right
    before it, or by a second mention; a capital after a semicolon (`đạt loại Khá`) by none of them. Where it begins a
    `longer` word (`Hải cảnh`), only what stands before it supports it.
    """
    begun = {word.start for word in longer}
    names = [mention.span.of(text).split() for mention in mentions if mention.label is Label.PERSON]
    ends = Counter(name[-1] for name in names)
    introduced = {mention.span.end for mention in mentions if mention.label in _INTRODUCING}
    return [
        mention
        for mention in mentions
        if (
            not _is_torn(text, mention, longer)
            if mention.label is not Label.PERSON
            else " " in mention.span.of(text)
            or (ends[mention.span.of(text)] > 1 and mention.span.start not in begun)
            or mention.span.start - 1 in introduced
            or _after_honorific(text, mention.span.start)
        )
    ]


def _is_torn(text: str, mention: Mention, words: Sequence[Span]) -> bool:
    """Whether a place is named by nothing but its noun, or a body by what begins inside a word in small letters."""
    printed = mention.span.of(text)
    if mention.label is Label.LOCATION:
        return printed in _BARE_NOUNS
    if mention.label is not Label.ORGANIZATION or not printed[:1].islower():
        return False
    return any(word.start < mention.span.start < word.end for word in words)


def _after_honorific(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].split()
    return bool(before) and token_key(before[-1]) in honorifics()


def with_aliases(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Make a person's name of what an alias word leads up to behind one, wherever it stands: `ông A (tự Phúc XO)`."""
    aliases = {
        mention.span.of(text)
        for person, mention in pairwise(mentions)
        if person.label is Label.PERSON
        and "\n" not in (gap := text[person.span.end : mention.span.start])
        and len(gap) <= _WIDEST_ALIAS
        and _ALIAS.search(gap)
    }
    return [
        Mention(mention.span, Label.PERSON) if mention.span.of(text) in aliases else mention for mention in mentions
    ]


def with_one_label(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give a name of several syllables that is a person in most places, or in few, one label in all."""
    labels: dict[str, Counter[Label]] = {}
    for mention in mentions:
        labels.setdefault(mention.span.of(text), Counter())[mention.label] += 1
    return [Mention(mention.span, _common(labels[mention.span.of(text)], mention, text)) for mention in mentions]


def _common(labels: Counter[Label], mention: Mention, text: str) -> Label:
    """The label of twice as many mentions, if one of the two is that of people."""
    best, count = labels.most_common(1)[0]
    about_people = " " in mention.span.of(text) and Label.PERSON in (best, mention.label)
    return best if about_people and count >= 2 * labels[mention.label] else mention.label


def with_abbreviations(
    text: str, lines: Sequence[Tokens], mentions: Sequence[Mention], abbreviations: Sequence[Abbreviation]
) -> list[Mention]:
    """Tag each short form that the text explains as what its words are, or not at all where they are nothing."""
    found = list(mentions)
    for abbreviation in abbreviations:
        short = abbreviation.short.of(text)
        whole = [mention for mention in mentions if mention.span.overlaps(abbreviation.long)]
        if not whole or _is_part(text, abbreviation.long, whole[-1].span):
            found = [kept for mention in found if (kept := _without(text, mention, short))]
        elif whole[-1].span == abbreviation.long:
            found += _tagged(lines, found, short, whole[-1].label)
    return sorted(found, key=lambda mention: mention.span)


def _is_part(text: str, long: Span, whole: Span) -> bool:
    """Whether words in small letters are explained that are only a part of what a mention names."""
    return whole != long and whole.covers(long) and text[long.start].islower()


def _without(text: str, mention: Mention, short: str) -> Mention | None:
    """The mention less a short form that it begins with."""
    printed = mention.span.of(text)
    if printed == short:
        return None
    if mention.label is Label.ORGANIZATION and printed.startswith(f"{short} "):
        return Mention(Span(mention.span.start + len(short) + 1, mention.span.end), mention.label)
    return mention


def _tagged(lines: Sequence[Tokens], mentions: Sequence[Mention], short: str, label: Label) -> list[Mention]:
    """The places of a short form where nothing is tagged yet."""
    tokens = (token for line in lines if short in line.printed for token in zip(line.bounds, line.printed, strict=True))
    places = [Span(*bounds) for bounds, printed in tokens if printed == short]
    return [Mention(place, label) for place in places if not any(place.overlaps(m.span) for m in mentions)]


def with_repeated_bodies(
    text: str, lines: Sequence[Tokens], mentions: Sequence[Mention], abbreviations: Sequence[Abbreviation] = ()
) -> list[Mention]:
    """Tag a body's short form in brackets, and the proper names of bodies and places wherever they stand.

    A proper name is one of capitals alone (`TTXVN`, `Vạn Lý`); it counts where it was never tagged as anything else.
    A short form that the text explains (`abbreviations`) is left to `with_abbreviations`.
    """
    explained = {abbreviation.short.of(text) for abbreviation in abbreviations}
    found = list(mentions)
    taken = {i for mention in mentions for i in range(mention.span.start, mention.span.end)}
    for span in _bracketed(text, mentions):
        if span.start not in taken and span.of(text) not in explained:
            found.append(Mention(span, Label.ORGANIZATION))
            taken.update(range(span.start, span.end))
    labels = _proper_names(text, found)
    names = _Names.of(labels)
    for line in lines:
        for mention in _named(line, names, labels):
            if not taken.intersection(range(mention.span.start, mention.span.end)):
                found.append(mention)
    return sorted(found, key=lambda mention: mention.span)


def _bracketed(text: str, mentions: Sequence[Mention]) -> Iterator[Span]:
    """The short forms that stand alone in brackets right after a body."""
    for mention in mentions:
        match = _BRACKETED.match(text, mention.span.end) if mention.label is Label.ORGANIZATION else None
        if match and _is_distinctive(match["short"]):
            yield Span(*match.span("short"))


def _is_distinctive(token: str) -> bool:
    """Whether a token alone can only be a name: several capitals (`TEPCO`, `PC02`, `WikiLeaks`)."""
    return token[:1].isupper() and sum(c.isupper() for c in token) >= 2


def _proper_names(text: str, mentions: Sequence[Mention]) -> dict[tuple[str, ...], Label]:
    labels: dict[tuple[str, ...], set[Label]] = {}
    for mention in mentions:
        labels.setdefault(tuple(mention.span.of(text).split()), set()).add(mention.label)
    return {
        words: next(iter(found))
        for words, found in labels.items()
        if found in ({Label.ORGANIZATION}, {Label.LOCATION})
        and (all(word[:1].isupper() for word in words) if len(words) > 1 else _is_distinctive(words[0]))
    }


@dataclass(frozen=True, slots=True)
class _Names:
    """Names, each as its tokens, that are looked for on many lines.

    Attributes:
        all: the names.
        firsts: the first token of each.
        lengths: how many tokens they have, the most first.
    """

    all: Set[tuple[str, ...]]
    firsts: Set[str]
    lengths: Sequence[int]

    @classmethod
    def of(cls, names: Iterable[tuple[str, ...]]) -> _Names:
        found = frozenset(names)
        return cls(found, {name[0] for name in found}, sorted({len(name) for name in found}, reverse=True))

    def on(self, tokens: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Where a name begins on a line, and of how many tokens the longest one there is."""
        if self.firsts.isdisjoint(tokens):
            return
        for i in (i for i, token in enumerate(tokens) if token in self.firsts):
            length = next((n for n in self.lengths if i + n <= len(tokens) and tokens[i : i + n] in self.all), 0)
            if length:
                yield i, length


def _named(line: Tokens, names: _Names, labels: Mapping[tuple[str, ...], Label]) -> Iterator[Mention]:
    """Where the names stand on a line with no capital beside them, the longest first at each token."""
    tokens, bounds = line.printed, line.bounds
    for i, length in names.on(tokens):
        # The capital of a sentence's first word is none beside a name that no other word has part in.
        before = () if i == length == 1 else tokens[max(0, i - 1) : i]
        beside = (*before, *tokens[i + length : i + length + 1])
        if not any(token[:1].isupper() for token in beside):
            yield Mention(Span(bounds[i][0], bounds[i + length - 1][1]), labels[tokens[i : i + length]])


def with_repeated_names(
    text: str, lines: Sequence[Tokens], mentions: Sequence[Mention], longer: Sequence[Span] = ()
) -> tuple[Mention, ...]:
    """Tag a person's full name wherever it stands, and the given name alone where it can only be the person.

    A name counts only where it was never tagged as anything else: `Hồ Chí Minh` names a city too. One that is a part of
    a `longer` word (`Nghị định`) is none.
    """
    labels: dict[str, set[Label]] = {}
    for mention in mentions:
        labels.setdefault(mention.span.of(text), set()).add(mention.label)
    names = {tuple(name.split()) for name, found in labels.items() if found == {Label.PERSON} and name[-1].isalnum()}
    alone = {name for name in names if len(name) == 1}
    sought = _Names.of({*names, *(name[-1:] for name in names)})
    taken = {i for mention in mentions for i in range(mention.span.start, mention.span.end)}
    ends = {word.start: word.end for word in longer}
    found = [*mentions]
    for line in lines:
        for span in _repeated(line, sought, alone):
            if ends.get(span.start, 0) <= span.end and not taken.intersection(range(span.start, span.end)):
                found.append(Mention(span, Label.PERSON))
                taken.update(range(span.start, span.end))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _repeated(line: Tokens, names: _Names, alone: Set[tuple[str, ...]]) -> Iterator[Span]:
    """Where the names stand on a line, the longest first at each token.

    Args:
        line: the line's tokens.
        names: full names and given names; the latter may be ordinary words too.
        alone: given names that stand alone elsewhere, so that one may open a sentence.
    """
    tokens, bounds = line.printed, line.bounds
    for i, length in names.on(tokens):
        if length > 1 or _stands_alone(tokens, i, may_open=tokens[i : i + 1] in alone):
            yield Span(bounds[i][0], bounds[i + length - 1][1])


def _stands_alone(tokens: Sequence[str], i: int, *, may_open: bool) -> bool:
    """Whether a capital at token `i` can only be that of a name: no capital beside it, inside a sentence."""
    before = tokens[i - 1] if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else ""
    starts_sentence = not before or (not before[-1].isalnum() and before not in {",", "(", "-", "–"})
    return (may_open or not starts_sentence) and not before[:1].isupper() and not after[:1].isupper()
