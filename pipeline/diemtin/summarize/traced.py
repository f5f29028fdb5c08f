"""Whether a sentence of a summary that was put together from pieces is nothing but what stands in their places."""

from __future__ import annotations

import re

from diemtin.document import SummarySentence
from diemtin.normalize import CAPITALS

__all__ = ["untraced"]

_NAME = re.compile(rf"[{CAPITALS}]\w*(?: [{CAPITALS}]\w*)+")
_JOINING = " ,-()"


def untraced(sentence: SummarySentence, text: str) -> list[str]:
    """What of a sentence its pieces do not account for; nothing for one that is wholly traced.

    Each piece must read as its place in the article (its first letter's case aside), nothing but spaces, commas,
    dashes and brackets may stand between pieces, and capitalized words that follow one another must do so in the
    article too.

    Args:
        sentence: a sentence with its pieces.
        text: the article's text.
    """
    wrong, at = [], 0
    for piece in sentence.pieces:
        printed = piece.source.of(text)
        if piece.text[1:] != printed[1:] or piece.text[:1].lower() != printed[:1].lower():
            wrong.append(piece.text)
        found = sentence.text.find(piece.text, at)
        if found < 0 or sentence.text[at:found].strip(_JOINING):
            wrong.append(sentence.text[at : found if found >= 0 else None])
        at = max(at, found + len(piece.text))
    if sentence.text[at:].strip(_JOINING):
        wrong.append(sentence.text[at:])
    return wrong + [
        name for name in _NAME.findall(sentence.text) if name not in text and name[0].lower() + name[1:] not in text
    ]
