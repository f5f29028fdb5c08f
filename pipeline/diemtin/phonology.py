"""Which syllables Vietnamese can have: a legal onset, rime and tone, spelled as Vietnamese spells them.

The inventory is that of Đoàn Thiện Thuật, *Ngữ âm tiếng Việt* (Hà Nội, 1977); that a rime closed by a stop
has only two of the six tones is in James Kirby, "Vietnamese (Hanoi Vietnamese)", *Journal of the
International Phonetic Association* 41 (2011).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from diemtin.lexicon import entries

__all__ = ["is_syllable"]

_ACUTE, _DOT_BELOW = "\u0301", "\u0323"
_TONES = ("", "\u0300", _ACUTE, "\u0303", "\u0309", _DOT_BELOW)
_STOPS = ("c", "ch", "p", "t")
_VOWELS = frozenset("aăâeêioôơuưy")
# The letters that carry the tone mark wherever they stand; of `ươ`, the second.
_MARKED_VOWELS = "ơăâêôư"
# Where print sets the mark on either vowel: `hòa` and `hoà`.
_EITHER = frozenset({"oa", "oe", "uy"})
_ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh"),
    *("p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
# `nghiêng` with each mark as a character of its own, and some to spare.
_LONGEST = 12
# `c`, `g`, `ng` are written `k`, `gh`, `ngh` before these.
_FRONT = frozenset("ieêy")
_GLIDES = ("uâ", "uê", "uơ", "uy", "oa", "oă", "oe")


def is_syllable(text: str) -> bool:
    """Whether a word, in letters of any case, is a syllable that Vietnamese could have.

    Both styles of placing the tone mark count (`hòa`, `hoà`), and `i` for `y` (`kĩ`, `kỹ`). That the
    language also uses the syllable is not asked.
    """
    return len(text) <= _LONGEST and _is_syllable(text)


@lru_cache(maxsize=8192)
def _is_syllable(text: str) -> bool:
    word = unicodedata.normalize("NFC", text.lower())
    return any(word.startswith(onset) and _fits(onset, word[len(onset) :]) for onset in _ONSETS)


def _fits(onset: str, toned: str) -> bool:
    rime = _toned_rimes().get(toned)
    if rime is None:
        return False
    if onset in ("", "qu") or not rime.startswith("yê"):
        return _may_begin(onset, rime)
    return False


def _may_begin(onset: str, rime: str) -> bool:
    """The spelling rules of `k`/`c`/`q`, `g`/`gh`, `ng`/`ngh`, `gi`, and of rimes that an onset stands for in part."""
    is_front = rime[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return is_front
    if onset in ("c", "ng"):  # `c` before the glide is written `qu`
        return not is_front and (onset == "ng" or not rime.startswith(_GLIDES))
    if onset == "g":  # `gì`, `giếng`: the `i` is that of `gi`
        return not is_front or rime[0] == "i"
    if onset == "gi":
        return rime[0] not in "iy"
    if onset == "qu":  # its `u` is the glide, so that no rime rounded already follows; but `quốc`
        return (rime[0] not in "ouôư" and rime not in ("ia", "iu") and not rime.startswith("iê")) or rime == "ôc"
    return onset != "" or not rime.startswith("iê")


@cache
def _toned_rimes() -> dict[str, str]:
    """Every rime with every tone it can have, to the rime without it."""
    return {toned: rime for rime in entries("rimes") for toned in _with_tones(rime)}


def _with_tones(rime: str) -> Iterator[str]:
    tones = (_ACUTE, _DOT_BELOW) if _coda(rime) in _STOPS else _TONES
    for place in _tone_places(rime):
        for tone in tones:
            yield unicodedata.normalize("NFC", rime[: place + 1] + tone + rime[place + 1 :])


def _coda(rime: str) -> str:
    return rime.lstrip("".join(_VOWELS))


def _tone_places(rime: str) -> list[int]:
    """Indexes of the letters that may carry the tone mark."""
    marked = next((letter for letter in _MARKED_VOWELS if letter in rime), None)
    if marked:
        return [rime.index(marked)]
    vowels = len(rime) - len(_coda(rime))
    if rime in _EITHER:
        return [0, 1]
    if _coda(rime) or vowels == 1 or rime == "uya":
        return [vowels - 1]
    return [1 if vowels == 3 else 0]
