"""Unicode text put in order, with the way back, and the key under which spellings are equal.

The text keeps what was printed: only what a reader cannot see is changed (composition, invisible
characters, kinds and runs of spaces). Spellings that differ in print but not in meaning (`hòa`/`hoà`,
`kỹ`/`kĩ`, curly and straight quotes) are compared through `key`.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache

from diemtin.document import Origin, Span

__all__ = [
    "CAPITALS",
    "Mapped",
    "first_syllable",
    "is_invisible",
    "key",
    "lowered_in_place",
    "normalize",
    "syllables",
    "token_key",
]

# Every capital of Latin, Greek and Cyrillic letters, for a character class of a regular expression. A range such
# as `À-Ỹ` has small letters in it: from U+0100 on, and so in most of Vietnamese, the two cases alternate.
CAPITALS = "".join(letter for letter in map(chr, range(0x1F00)) if letter.isupper())

# Soft hyphen, zero-width and joining marks, bidirectional controls, byte-order mark, C0 and C1 controls
# other than white space.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
_INVISIBLE_RUN = re.compile(f"[{_INVISIBLE}]+")
# No script stacks more than 30 marks on a letter (Stream-Safe Text, UAX #15); composing longer runs takes
# quadratic time, so what is beyond is dropped with the invisible characters.
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_EXCESS_MARKS = re.compile(f"[{_MARKS}]{{31,}}")
# Letters of which only marks that follow them make others; and one with its marks.
_LATIN = re.compile("[\x00-\u033f\u1e00-\u1eff\u2002-\u20cf]*")
_LATIN_CLUSTER = re.compile("[^\u0300-\u033f]?[\u0300-\u033f]+")
# From so many characters on, numpy joins their places faster.
_LONG = 1000
_LONGEST_REMEMBERED = 100  # characters
# What a text without any of it need not be looked at for: invisible characters, marks, and spaces but the plain one.
_SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SPECIAL = re.compile(f"[{_INVISIBLE}{_MARKS}{_SPACES}]")
# White space other than one plain space between two words.
_SPACE_RUN = re.compile(r"\s{2,}|[^\S ]|^ | $")
_LETTERS = re.compile(r"[^\W_]+")
_SYLLABLE = re.compile(r"[^\W_]+(?:[.,/:][0-9]+)*")

# The five tone marks of Vietnamese as combining characters: grave, acute, tilde, hook above, dot below.
_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}
_FOLDED = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
# Where `i` and `y` spell the same sound: the whole rime after these onsets, or the whole syllable.
_I_OR_Y = re.compile(r"((?:qu|[hklmstv])?)y([1-5]?)")


class Mapped:
    """A text under construction whose every character knows its range in the raw text.

    Attributes:
        text: the characters.
        starts: for each character, where its raw range begins; a `range` where nothing was changed, which takes
            neither time nor memory.
        ends: for each character, where its raw range ends.
    """

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends

    @classmethod
    def of(cls, raw: str, start: int, end: int) -> Mapped:
        """The characters `raw[start:end]`, each mapped to itself."""
        return cls(raw[start:end], range(start, end), range(start + 1, end + 1))

    @classmethod
    def joined(cls, pieces: Sequence[Mapped]) -> Mapped:
        """Pieces one after another."""
        text = "".join(piece.text for piece in pieces)
        return cls(text, _joined([piece.starts for piece in pieces]), _joined([piece.ends for piece in pieces]))

    def origin(self) -> Origin:
        """The finished map."""
        return Origin(self.starts, self.ends)

    def cut(self, start: int, end: int) -> Mapped:
        """The part `[start, end)`."""
        return Mapped(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def source(self) -> Span:
        """The raw range behind the whole text, which must not be empty."""
        return Span(self.starts[0], self.ends[-1])


def _joined(parts: Sequence[Sequence[int]]) -> array[int]:
    places = array("i")
    lengths = list(map(len, parts))
    if sum(lengths) < _LONG:
        for part in parts:
            places.extend(part)
        return places
    import numpy as np

    ends = np.cumsum(lengths)
    firsts = np.array([part[0] if part else 0 for part in parts]) - (ends - lengths)
    found = np.repeat(firsts.astype(np.intc), lengths)
    found += np.arange(len(found), dtype=np.intc)
    for part, end in zip(parts, ends.tolist(), strict=True):
        if not isinstance(part, range):
            found[end - len(part) : end] = part
    places.frombytes(found.data.cast("B"))
    return places


def normalize(piece: Mapped) -> Mapped:
    """Compose, drop what is invisible, make each run of white space one space, trim both ends.

    Letters are composed to NFC (Unicode Standard Annex #15). Normalizing again changes nothing.
    """
    return piece if _is_plain(piece.text) else _single_spaces(_composed(_visible(piece)))


def _is_plain(text: str) -> bool:
    is_spaced = text[:1] == " " or text[-1:] == " " or "  " in text
    return not is_spaced and _SPECIAL.search(text) is None and unicodedata.is_normalized("NFC", text)


def _visible(piece: Mapped) -> Mapped:
    """Without invisible characters, and of an endless run of marks only the last thirty."""
    piece = _without(piece, [run.span() for run in _INVISIBLE_RUN.finditer(piece.text)])
    return _without(piece, [(run.start(), run.end() - 30) for run in _EXCESS_MARKS.finditer(piece.text)])


def _without(piece: Mapped, ranges: Sequence[tuple[int, int]]) -> Mapped:
    if not ranges:
        return piece
    edges = [0, *(edge for span in ranges for edge in span), len(piece.text)]
    return Mapped.joined([piece.cut(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)])


def _composed(piece: Mapped) -> Mapped:
    if unicodedata.is_normalized("NFC", piece.text):
        return piece
    parts, position = [], 0
    for start, end in _changing_clusters(piece.text):
        letters = unicodedata.normalize("NFC", piece.text[start:end])
        starts, ends = [piece.starts[start]] * len(letters), [piece.ends[end - 1]] * len(letters)
        parts += [piece.cut(position, start), Mapped(letters, starts, ends)]
        position = end
    return Mapped.joined([*parts, piece.cut(position, len(piece.text))])


def _changing_clusters(text: str) -> list[tuple[int, int]]:
    """Those ranges that composing may change."""
    if _LATIN.fullmatch(text):
        return [match.span() for match in _LATIN_CLUSTER.finditer(text)]
    clusters = _clusters(text)
    return [(i, j) for i, j in clusters if j > i + 1 or not unicodedata.is_normalized("NFC", text[i:j])]


def _clusters(text: str) -> list[tuple[int, int]]:
    """Ranges that compose independently of one another."""
    clusters: list[tuple[int, int]] = []
    for i, character in enumerate(text):
        if clusters and (unicodedata.combining(character) or _composes(text, clusters[-1][0], i)):
            clusters[-1] = (clusters[-1][0], i + 1)
        else:
            clusters.append((i, i + 1))
    return clusters


def _composes(text: str, start: int, end: int) -> bool:
    """Whether `text[end]`, a starter, composes with what stands before it (Hangul, Indic vowel signs)."""
    before, character = text[start:end], text[end]
    if character < "\u0300" or len(before) > 4:
        return False
    return not unicodedata.is_normalized("NFC", unicodedata.normalize("NFC", before) + character)


def _single_spaces(piece: Mapped) -> Mapped:
    if " ".join(piece.text.split()) == piece.text:
        return piece
    kept: list[Mapped] = []
    start = 0
    for run in _SPACE_RUN.finditer(piece.text):
        kept.append(piece.cut(start, run.start()))
        if run.start() > 0 and run.end() < len(piece.text):
            kept.append(Mapped(" ", [piece.starts[run.start()]], [piece.ends[run.end() - 1]]))
        start = run.end()
    return Mapped.joined([*kept, piece.cut(start, len(piece.text))])


def is_invisible(character: str) -> bool:
    """Whether a character is one that `normalize` drops."""
    return _INVISIBLE_RUN.match(character) is not None


def lowered_in_place(text: str) -> str:
    """In lower case, of the same length: letters whose lower case is longer stay as they are."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def syllables(text: str) -> list[str]:
    """The syllables (and numbers) of a text in order, without punctuation."""
    return _SYLLABLE.findall(text)


def first_syllable(text: str) -> str | None:
    """The first of the `syllables` of a text."""
    found = _SYLLABLE.search(text)
    return found.group() if found else None


def key(text: str) -> str:
    """The form under which two spellings of the same words are equal; never printed.

    Case, quotes, dashes and runs of spaces are folded; each syllable's tone stands behind it, so that
    `hòa` and `hoà` meet; `y` becomes `i` where both spell one sound (`kỹ`, `kĩ`).
    """
    return _remembered_key(text) if len(text) <= _LONGEST_REMEMBERED else _key(text)


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFC", _INVISIBLE_RUN.sub("", text)).translate(_FOLDED).casefold()
    return " ".join(_LETTERS.sub(_key_of_match, folded).split())


@lru_cache(maxsize=8192)
def _remembered_key(text: str) -> str:
    """The key of the names of an article, which are compared again and again."""
    return _key(text)


@lru_cache(maxsize=8192)
def token_key(token: str) -> str:
    """The key of a single token, remembered: few tokens make up most of any text."""
    return key(token)


def _key_of_match(match: re.Match[str]) -> str:
    return _syllable_key(match.group())


@lru_cache(maxsize=8192)
def _syllable_key(syllable: str) -> str:
    letters, tone = [], ""
    for character in unicodedata.normalize("NFD", syllable):
        if character in _TONES:
            tone = _TONES[character]
        else:
            letters.append(character)
    spelled = unicodedata.normalize("NFC", "".join(letters)) + tone
    return _I_OR_Y.sub(r"\1i\2", spelled) if _I_OR_Y.fullmatch(spelled) else spelled
