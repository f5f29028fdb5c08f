"""The encodings in which Vietnamese was typed before Unicode, both ways, and two ways in which Unicode goes wrong.

Text in such an encoding mostly comes as the characters that Windows-1252 (or Latin-1) has for its bytes:
`C«ng an tØnh` is TCVN3 for `Công an tỉnh`. So an encoding is given here as what is to be read otherwise
than in Windows-1252, and bytes are first read in that (`as_windows_1252`). The bytes of the letters stand in
`lexicons/legacy_encodings.tsv`.

In TCVN3, capitals with a tone mark have no codes. They are typed with those of the lower-case letters in a
font that shows capitals only, and text does not tell fonts. What is certain is restored: `VIÖT NAM`
becomes `VIỆT NAM`, as all other letters of the word are capitals. `ñy ban` (`Ủy ban`) becomes `ủy ban`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from diemtin.lexicon import table
from diemtin.normalize import Mapped
from diemtin.phonology import is_syllable

__all__ = ["Encoding", "as_windows_1252", "encodings", "read_text", "without_lost_capitals"]

_COLUMNS = ("tcvn3", "vni", "vps", "viscii")
# The tone marks of Windows-1258, all combining (Python's codec `cp1258`).
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")


def _windows_1252(byte: int) -> str:
    """The character of a byte; the five that Windows-1252 leaves free are the control characters of Latin-1."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_CHARACTERS = [_windows_1252(byte) for byte in range(256)]
_TO_WINDOWS_1252 = {byte: character for byte, character in enumerate(_CHARACTERS) if ord(character) != byte}
# Both readings of a byte: that of Windows-1252 and that of Latin-1.
_BYTES = {chr(byte): byte for byte in range(256)} | {character: byte for byte, character in enumerate(_CHARACTERS)}


def as_windows_1252(content: bytes) -> str:
    """Bytes read as Windows-1252, one character a byte; never fails."""
    return content.decode("latin-1").translate(_TO_WINDOWS_1252)


@dataclass(frozen=True, slots=True)
class Encoding:
    """One encoding, as what is read otherwise than in Windows-1252.

    Attributes:
        name: how reports call it.
        pattern: the runs of characters that are read otherwise.
        reading: what such a run is; the run itself where it is nothing.
        letters: the bytes of each letter that has some; empty for what is not typed but happens to text.
    """

    name: str
    pattern: re.Pattern[str]
    reading: Callable[[str], str]
    letters: Mapping[str, bytes]

    def read(self, piece: Mapped) -> Mapped:
        """The piece in Unicode, each character mapped to all that it was read from."""
        parts, position = [], 0
        for match in self.pattern.finditer(piece.text):
            start, end = match.span()
            letters = self.reading(match.group())
            first, last = piece.starts[start], piece.ends[end - 1]
            parts += [
                piece.cut(position, start),
                Mapped(letters, [first] * len(letters), [last] * len(letters)),
            ]
            position = end
        whole = Mapped.joined([*parts, piece.cut(position, len(piece.text))])
        return Mapped(self._finished(whole.text), whole.starts, whole.ends)

    def read_text(self, text: str) -> str:
        """As `read`, without the map."""
        return self._finished(self.pattern.sub(lambda match: self.reading(match.group()), text))

    def _finished(self, text: str) -> str:
        return _with_capitals(text) if self.name == "tcvn3" else text

    def encode(self, text: str) -> bytes:
        """The bytes of a text, composed first (NFC).

        Capitals that TCVN3 has no codes for get those of their lower-case letters.

        Raises:
            UnicodeEncodeError: the encoding has no bytes for a character, or they mean another one there.
        """
        out = bytearray()
        composed = unicodedata.normalize("NFC", text)
        for i, character in enumerate(composed):
            code = self.letters.get(character) or self.letters.get(character.lower())
            if code is None:
                code = character.encode("cp1252")
                if self.read_text(as_windows_1252(code)) != character:
                    raise UnicodeEncodeError(self.name, composed, i, i + 1, "its byte is another letter's")
            out += code
        return bytes(out)


@cache
def encodings() -> dict[str, Encoding]:
    """All encodings by name: `tcvn3`, `vni`, `vps`, `viscii`, `windows-1258`, `utf-8`, `character-references`.

    The last two are UTF-8 that was read as Windows-1252 or Latin-1, and letters written as `&#7879;`.
    """
    rows = table("legacy_encodings")
    columns = {
        name: {row[0]: bytes.fromhex(row[i]) for row in rows if row[i] != "-"} for i, name in enumerate(_COLUMNS, 1)
    }
    columns["windows-1258"] = {row[0]: _windows_1258(row[0]) for row in rows}
    found = [_of_letters(name, letters) for name, letters in columns.items()]
    return {encoding.name: encoding for encoding in (*found, _misread_utf8(), _character_references())}


def read_text(name: str, content: bytes) -> str:
    """Bytes of a known encoding as text, composed (NFC)."""
    return unicodedata.normalize("NFC", encodings()[name].read_text(as_windows_1252(content)))


def _windows_1258(letter: str) -> bytes:
    """A letter in the order of the code page: the letter with its own mark, then the tone."""
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in _TONES)
    base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return (base + tone).encode("cp1258")


def _of_letters(name: str, letters: Mapping[str, bytes]) -> Encoding:
    """An encoding whose letters are one byte, or a base and the byte of its marks."""
    readings: dict[str, str] = {}
    for letter, code in letters.items():
        readings[as_windows_1252(code)] = readings[code.decode("latin-1")] = letter
        if _has_mark_in_lower_case(letter, letters):
            readings[as_windows_1252(code[:1] + letters[letter.lower()][1:])] = letter
    singles = "".join(re.escape(printed) for printed in readings if len(printed) == 1)
    bases = "".join(re.escape(base) for base in sorted({printed[0] for printed in readings if len(printed) == 2}))
    marks = "".join(re.escape(mark) for mark in sorted({printed[1] for printed in readings if len(printed) == 2}))
    pairs = f"[{bases}][{marks}]|" if bases else ""

    def reading(printed: str) -> str:
        return readings.get(printed) or "".join(readings.get(character, character) for character in printed)

    return Encoding(name, re.compile(f"{pairs}[{singles}]"), reading, letters)


def _has_mark_in_lower_case(letter: str, letters: Mapping[str, bytes]) -> bool:
    """Whether a capital may come with the mark of its lower-case letter, as in VNI (`Aù` for `AÙ`)."""
    code = letters[letter]
    return letter.isupper() and len(code) == 2 and code[1] < letters[letter.lower()][-1] == code[1] | 0x20


def _misread_utf8() -> Encoding:
    following = "".join(re.escape(character) for character, byte in _BYTES.items() if 0x80 <= byte < 0xC0)
    pattern = f"[\xc2-\xdf][{following}]|[\xe0-\xef][{following}]{{2}}|[\xf0-\xf4][{following}]{{3}}"

    def reading(printed: str) -> str:
        try:
            return bytes(_BYTES[character] for character in printed).decode()
        except UnicodeDecodeError:
            return printed

    return Encoding("utf-8", re.compile(pattern), reading, {})


def _character_references() -> Encoding:
    pattern = r"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z]{2,8});"
    return Encoding("character-references", re.compile(pattern), html.unescape, {})


def without_lost_capitals(text: str) -> str:
    """The text with those capitals in lower case that TCVN3 has no codes for: what a round trip can keep."""
    letters = encodings()["tcvn3"].letters
    composed = unicodedata.normalize("NFC", text)
    return "".join(c.lower() if c not in letters and c.lower() in letters else c for c in composed)


def _with_capitals(text: str) -> str:
    """Toned letters as capitals where the word, or the words on both sides of it, is written in capitals."""
    words = list(_WORD.finditer(text))
    styles = [_is_capitals(word.group()) for word in words]
    before = _nearest(styles)
    after = _nearest(styles[::-1])[::-1]
    out, position = [], 0
    for word, own, left, right in zip(words, styles, before, after, strict=True):
        around = {style for style in (left, right) if style is not None}
        capitals = own if own is not None else _may_be_capitals(word.group()) and around == {True}
        out += [text[position : word.start()], word.group().upper() if capitals else word.group()]
        position = word.end()
    return "".join([*out, text[position:]])


def _certain(word: str) -> str:
    """The letters of a word whose case is told by their codes."""
    letters = encodings()["tcvn3"].letters
    return "".join(c for c in word if c not in letters or c.upper() in letters)


def _is_capitals(word: str) -> bool | None:
    """Whether a syllable is written in capitals; None where that cannot be told."""
    certain = _certain(word)
    if not certain.isupper() and certain:
        return False
    return True if len(certain) > 1 and is_syllable(word) else None


def _may_be_capitals(word: str) -> bool:
    certain = _certain(word)
    return not certain or certain.isupper()


def _nearest(styles: list[bool | None]) -> list[bool | None]:
    """For each word, the style of the nearest word before it that has one."""
    found: list[bool | None] = []
    last: bool | None = None
    for style in styles:
        found.append(last)
        last = style if style is not None else last
    return found
