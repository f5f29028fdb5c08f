"""From a tag for each token to mentions, and from one line's mentions to the whole article's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from diemtin.document import Abbreviation, Label, Mention, Span
from diemtin.lexicon import entries
from diemtin.normalize import token_key

__all__ = ["decode", "supported", "with_abbreviations", "with_repeated_names", "with_whole_offices"]

_HONORIFICS = frozenset(map(token_key, entries("honorifics")))
_ACADEMIC_TITLES = frozenset(map(token_key, entries("academic_titles")))
_INTRODUCING = (Label.RANK, Label.POSITION, Label.LOCATION, Label.ORGANIZATION)
_STANDING = re.compile(r"(?P<office>[Tt]hường trực)(?:\s+|$)")
_JOINT = re.compile(r"\s+kiêm\s+")
_LOOSE_ENDS = ",;:-–—\"“”'‘’"
_QUOTES = frozenset("\"“”'‘’")


def decode(text: str, tokens: Sequence[Span], tags: Sequence[str]) -> list[Mention]:
    """Join `B-`, `I-` and `O` tags to mentions; marks at a mention's edges fall off, and degrees before a name."""
    mentions: list[Mention] = []
    printed = [token.of(text) for token in tokens]
    for first, last, label in _chunks(tags):
        start, end = _trimmed(printed, first, last)
        while label == Label.PERSON and start < end - 1 and token_key(printed[start].rstrip(".")) in _ACADEMIC_TITLES:
            start, end = _trimmed(printed, start + 1, end)
        if start < end:
            mentions.append(Mention(Span(tokens[start].start, tokens[end - 1].end), Label(label)))
    return mentions


def _trimmed(tokens: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Without the marks at both edges; a pair of quotes around a nickname stays (`Vũ "nhôm"`)."""
    while start < end and tokens[start] in _LOOSE_ENDS:
        start += 1
    while start < end and tokens[end - 1] in _LOOSE_ENDS:
        if tokens[end - 1] in _QUOTES and any(token in _QUOTES for token in tokens[start : end - 1]):
            break
        end -= 1
    return start, end


def with_whole_offices(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Put each office's words together: `Phó Chủ tịch` + `Thường trực HĐND`, `Phó Tư lệnh kiêm Tham mưu trưởng`."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        match = _STANDING.match(text, mention.span.start, mention.span.end)
        if match and before and before.label is Label.POSITION and before.span.end + 1 == mention.span.start:
            found[-1] = Mention(Span(before.span.start, match.end("office")), Label.POSITION)
            if match.end() < mention.span.end:
                found.append(Mention(Span(match.end(), mention.span.end), mention.label))
        elif mention.label is Label.POSITION:
            found += _parted(text, mention)
        else:
            found.append(mention)
    return found


def _parted(text: str, office: Mention) -> Iterator[Mention]:
    start = office.span.start
    for joint in [*_JOINT.finditer(text, office.span.start, office.span.end), None]:
        yield Mention(Span(start, joint.start() if joint else office.span.end), office.label)
        start = joint.end() if joint else start


def _chunks(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        goes_on = tag.startswith("I-") and tag[2:] == label
        if label and not goes_on:
            yield start, i, label
            label = ""
        if tag != "O" and not goes_on:
            start, label = i, tag[2:]


def supported(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Without single syllables tagged PERSON that nothing else in the article supports.

    A given name alone is supported by a full name that ends in it, by an honorific, a rank or an office right
    before it, or by a second mention; a capital after a semicolon (`đạt loại Khá`) by none of them.
    """
    names = [mention.span.of(text).split() for mention in mentions if mention.label is Label.PERSON]
    ends = Counter(name[-1] for name in names)
    introduced = {mention.span.end for mention in mentions if mention.label in _INTRODUCING}
    return [
        mention
        for mention in mentions
        if mention.label is not Label.PERSON
        or " " in mention.span.of(text)
        or ends[mention.span.of(text)] > 1
        or mention.span.start - 1 in introduced
        or _after_honorific(text, mention.span.start)
    ]


def _after_honorific(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].split()
    return bool(before) and token_key(before[-1]) in _HONORIFICS


def with_abbreviations(
    text: str, lines: Sequence[Sequence[Span]], mentions: Sequence[Mention], abbreviations: Sequence[Abbreviation]
) -> list[Mention]:
    """Tag each short form that the text explains as what its words are, or not at all where they are nothing."""
    found = list(mentions)
    for abbreviation in abbreviations:
        short = abbreviation.short.of(text)
        whole = [mention for mention in mentions if mention.span.overlaps(abbreviation.long)]
        if not whole:
            found = [kept for mention in found if (kept := _without(text, mention, short))]
        elif whole[-1].span == abbreviation.long:
            found += _tagged(text, lines, found, short, whole[-1].label)
    return sorted(found, key=lambda mention: mention.span)


def _without(text: str, mention: Mention, short: str) -> Mention | None:
    """The mention less a short form that it begins with."""
    printed = mention.span.of(text)
    if printed == short:
        return None
    if mention.label is Label.ORGANIZATION and printed.startswith(f"{short} "):
        return Mention(Span(mention.span.start + len(short) + 1, mention.span.end), mention.label)
    return mention


def _tagged(
    text: str, lines: Sequence[Sequence[Span]], mentions: Sequence[Mention], short: str, label: Label
) -> list[Mention]:
    """The places of a short form where nothing is tagged yet."""
    places = [token for line in lines for token in line if token.of(text) == short]
    return [Mention(place, label) for place in places if not any(place.overlaps(m.span) for m in mentions)]


def with_repeated_names(text: str, lines: Sequence[Sequence[Span]], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Tag a person's full name wherever it stands, and the given name alone where it can only be the person.

    A name counts only where it was never tagged as anything else: `Hồ Chí Minh` names a city too.
    """
    labels: dict[str, set[Label]] = {}
    for mention in mentions:
        labels.setdefault(mention.span.of(text), set()).add(mention.label)
    names = {tuple(name.split()) for name, found in labels.items() if found == {Label.PERSON}}
    full = {name for name in names if len(name) > 1}
    alone = names - full
    short = {name[-1:] for name in full} | alone
    taken = {i for mention in mentions for i in range(mention.span.start, mention.span.end)}
    found = [*mentions]
    for line in lines:
        for span in _repeated(text, line, full, short, alone):
            if not taken.intersection(range(span.start, span.end)):
                found.append(Mention(span, Label.PERSON))
                taken.update(range(span.start, span.end))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _repeated(
    text: str,
    line: Sequence[Span],
    full: set[tuple[str, ...]],
    short: set[tuple[str, ...]],
    alone: set[tuple[str, ...]],
) -> Iterator[Span]:
    """Where the names stand on a line, the longest first at each token.

    Args:
        text: the text.
        line: the line's tokens.
        full: names of several tokens.
        short: given names, which may be ordinary words too.
        alone: given names that stand alone elsewhere, so that one may open a sentence.
    """
    tokens = tuple(token.of(text) for token in line)
    lengths = sorted({len(name) for name in full}, reverse=True)
    firsts = {name[0] for name in full | short}
    for i in (i for i, token in enumerate(tokens) if token in firsts):
        length = next((n for n in lengths if i + n <= len(tokens) and tokens[i : i + n] in full), 0)
        if not length and tokens[i : i + 1] in short and _stands_alone(tokens, i, may_open=tokens[i : i + 1] in alone):
            length = 1
        if length:
            yield Span(line[i].start, line[i + length - 1].end)


def _stands_alone(tokens: Sequence[str], i: int, *, may_open: bool) -> bool:
    """Whether a capital at token `i` can only be that of a name: no capital beside it, inside a sentence."""
    before = tokens[i - 1] if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else ""
    starts_sentence = not before or (not before[-1].isalnum() and before not in {",", "(", "-", "–"})
    return (may_open or not starts_sentence) and not before[:1].isupper() and not after[:1].isupper()
