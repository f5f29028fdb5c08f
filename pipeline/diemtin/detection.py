"""Which encoding a text is in, by how Vietnamese it reads under each.

The evidence are the words with letters outside ASCII: a wrong reading of Vietnamese, and any reading of
French, gives words that Vietnamese cannot have, or hardly ever has. Each word counts as the logarithm of how
much likelier it is in Vietnamese than elsewhere, and words are taken as independent (naive Bayes). Words in
ASCII read the same under all encodings; they can only speak against Vietnamese.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from diemtin.encodings import Encoding, as_windows_1252, encodings
from diemtin.lexicon import entries
from diemtin.phonology import is_syllable

__all__ = [
    "TRIED",
    "detect",
    "examine",
    "has_suspects",
    "is_unicode",
    "likely_encoding",
    "line_encoding",
    "reads_western",
]

# What bytes may be in, besides UTF-8 and UTF-16.
TRIED = ("tcvn3", "vni", "vps", "viscii", "windows-1258")
_WORD = re.compile(r"[^\x00-@\[-`{-\x7f\s“”‘’‚„…–—]+")
_AROUND_WORDS = "«»‹›•·°©®™§¶¡¿†‡²³"
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")
_REFERENCE = re.compile("&#?[0-9a-zA-Z]{1,8};")
_WITH_REFERENCE = re.compile(r"[^\s&]{0,10}(?:&#?[0-9a-zA-Z]{1,8};[^\s&]{0,10})+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f]")
# Logarithms of odds. Of the accented words of news 98 in 100 are legal syllables, of those of French misread
# as TCVN3 9 in 100; of lower-case words in ASCII, 96 and 21 in 100.
_ILLEGAL = math.log(0.02 / 0.91)
_RAREST, _COMMONEST = 0.0, 5.0
_PLAIN, _FOREIGN, _MOST_FOREIGN = math.log(0.96 / 0.21), math.log(0.04 / 0.79), -8.0
# What the evidence must outweigh. A line of a Unicode page is hardly ever in another encoding, unless the rest
# of the page is; bytes that are not UTF-8 are in some.
_ALONE, _HARDLY_ANY = 2.5, 0.5
# No language writes what UTF-8 misread looks like, nor character references.
_BY_THEIR_FORM, _CERTAIN = ("utf-8", "character-references"), 0.5
_PAGE = 15.0
_SAMPLE = 100_000  # characters
_LONGEST_WORD = 20  # characters; of longer ones no more is looked at
_LONGEST_REMEMBERED = 40
# A letter in most encodings, but between letters or at the end of a line perhaps where a word may be broken.
_SOFT_HYPHEN = "\u00ad"
_BROKEN = re.compile(r"(?<![^\W\d_\xad])[^\W\d_]++(?:\xad++[^\W\d_]++)*+(?:\xad(?=\s*\Z))?")


def detect(content: bytes) -> Encoding | None:
    """The encoding of bytes that are not UTF-8 throughout, or None where they do not read as Vietnamese.

    `utf-8` is UTF-8 with faults in it, or with parts in something else.
    """
    text = _sample(as_windows_1252(content))
    found, gain = _best(text, [*TRIED, "utf-8"])
    return found if gain > _enough(text) else None


def has_suspects(text: str) -> bool:
    """Whether there is a word that Vietnamese cannot have and that is not certainly Unicode, or a reference."""
    if "&" in text and _REFERENCE.search(text) is not None:
        return True
    return not text.isascii() and any(map(_is_suspect, _accented(text)))


def is_unicode(word: str) -> bool:
    """Whether a word has a letter of Vietnamese that is no character of Windows-1252, so that it is Unicode already."""
    return _UNICODE.search(word) is not None


def likely_encoding(raw: str) -> Encoding | None:
    """The one encoding that all of a page seems to be in, if there is one.

    A page with more words that are certainly Unicode has none: there each line must speak for itself.
    """
    return examine(raw)[1]


def examine(raw: str, tokens: Counter[str] | None = None) -> tuple[frozenset[str], Encoding | None]:
    """What stands between two spaces of a page and `has_suspects`, and the page's `likely_encoding`.

    Args:
        raw: the page.
        tokens: what stands between its spaces, where that is known.
    """
    tokens = Counter(raw.split()) if tokens is None else tokens
    referring = {token for token in tokens if "&" in token and _REFERENCE.search(token)} if "&" in raw else set()
    wrong: Counter[str] = Counter()
    suspected, certain = set(referring), 0
    for token, count in tokens.items():
        if not token.isascii():
            suspects, sure = _judged(token) if len(token) <= _LONGEST_REMEMBERED else _judged.__wrapped__(token)
            certain += count * sure
            for word in suspects:
                suspected.add(token)
                wrong[word] += count
    if referring:
        wrong.update(_WITH_REFERENCE.findall(raw))
    if wrong.total() <= certain:
        return frozenset(suspected), None
    found, gain = _best(" ".join(wrong), list(encodings()))
    return frozenset(suspected), found if gain > _PAGE else None


def line_encoding(text: str, likely: Encoding | None = None) -> Encoding | None:
    """The encoding whose characters a line wrongly shows, or None where it is as it should be.

    Args:
        text: a line, or the part of one without a letter that is certainly Unicode.
        likely: the encoding that all of the page seems to be in; then less evidence is enough.
    """
    if likely and likely.name in _BY_THEIR_FORM and likely.read_text(text) != text:
        return likely
    if likely and _best(text, [likely.name])[1] > _enough(text):
        return likely
    if not has_suspects(_BROKEN.sub(_whole, text) if _SOFT_HYPHEN in text else text):
        return None
    found, gain = _best(text, list(encodings()))
    enough = _CERTAIN if found and found.name in _BY_THEIR_FORM else _ALONE
    return found if gain > enough else None


def _whole(match: re.Match[str]) -> str:
    """A word without its soft hyphens, where it is Vietnamese then, or the beginning of a word that the line breaks."""
    word = match.group().replace(_SOFT_HYPHEN, "")
    if word.isascii():
        return word if match.group().endswith(_SOFT_HYPHEN) or is_syllable(word) else match.group()
    return word if _weight(word) != _ILLEGAL else match.group()


def _enough(text: str) -> float:
    """The evidence that is enough where something is known to be wrong; with a word that shows it, hardly any."""
    return -_HARDLY_ANY if has_suspects(text) else _HARDLY_ANY


def reads_western(text: str) -> bool:
    """Whether bytes read as Windows-1252 are words of a Western language: nothing stands for letters but letters."""
    words = list(_accented(text))
    letters = sum(character.isalpha() for character in text)
    accented = sum(character.isalpha() and not character.isascii() for character in text)
    whole = sum(word.isalpha() for word in words)
    return not _CONTROL.search(text) and whole >= 0.9 * len(words) and accented <= 0.25 * letters


def _best(text: str, names: Sequence[str]) -> tuple[Encoding | None, float]:
    """The encoding under which a text reads most Vietnamese, and by how much more than it does as it is."""
    text = text[:_SAMPLE]
    found, most = None, -math.inf
    for name in names:
        encoding = encodings()[name]
        if encoding.pattern.search(text):
            evidence = _evidence(encoding.read_text(text))
            found, most = (encoding, evidence) if evidence > most else (found, most)
    return found, most - max(0.0, _evidence(text)) + _evidence_of_ascii(text)


def _evidence(text: str) -> float:
    return math.fsum(map(_weight, _accented(text)))


def _evidence_of_ascii(text: str) -> float:
    """At most 0, and no more against a text than a few words: markup and English stand in Vietnamese pages too."""
    words = [word for word in _WORD.findall(_REFERENCE.sub("é", text)) if word.isascii() and word.islower()]
    plain = sum(map(is_syllable, words))
    return max(_MOST_FOREIGN, min(0.0, plain * _PLAIN + (len(words) - plain) * _FOREIGN))


def _accented(text: str) -> list[str]:
    """The words of two letters and more that are not all ASCII; initials are no evidence."""
    found = (word.strip(_AROUND_WORDS)[:_LONGEST_WORD] for word in _WORD.findall(text) if not word.isascii())
    return [word for word in found if len(word) > 1 and not word.isascii()]


@lru_cache(maxsize=32768)
def _judged(token: str) -> tuple[tuple[str, ...], int]:
    """Which words between two spaces are suspects, and how many are certainly Unicode; articles share most words."""
    words = _accented(token)
    return tuple(filter(_is_suspect, words)), sum(map(is_unicode, words))


@lru_cache(maxsize=8192)
def _weight(word: str) -> float:
    is_cased = word.isupper() or word[1:].islower()
    if not is_cased or not is_syllable(word):
        return _ILLEGAL
    return _commonness().get(unicodedata.normalize("NFC", word.lower()), _RAREST)


@cache
def _commonness() -> dict[str, float]:
    """The weight of common syllables, from 5 down to 0: their frequency falls with their rank (Zipf's law)."""
    syllables = entries("common_syllables")
    steps = math.log(len(syllables))
    return {syllable: _COMMONEST * (1 - math.log(rank) / steps) for rank, syllable in enumerate(syllables, 1)}


def _is_suspect(word: str) -> bool:
    return not is_syllable(word) and not is_unicode(word)


def _sample(text: str) -> str:
    """The lines with characters outside ASCII, as many as are needed."""
    lines, size = [], 0
    for line in text.split("\n"):
        if not line.isascii() and size < _SAMPLE:
            lines.append(line)
            size += len(line)
    return "\n".join(lines)
