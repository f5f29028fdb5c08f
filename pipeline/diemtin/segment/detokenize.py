"""Text as it is printed, from words apart by spaces with `_` between their syllables."""

from __future__ import annotations

import re

__all__ = ["detokenize"]


def detokenize(sentence: str) -> str:
    """Undo the word segmentation of vietnews: `Công_an tỉnh , ( CAND )` is `Công an tỉnh, (CAND)`."""
    text = sentence.replace("_", " ")
    text = re.sub(r" ([,.;:!?%)\]”…])", r"\1", text)
    text = re.sub(r"([(\[“]) ", r"\1", text)
    text = re.sub(r"(\d) ?/ ?(\d)", r"\1/\2", text)
    text = re.sub(r"(\d{4}) - (\d{4})", r"\1-\2", text)
    return _with_paired_quotes(text).strip()


def _with_paired_quotes(text: str) -> str:
    first, *parts = text.split('"')
    out = first
    for i, part in enumerate(parts):
        opens = i % 2 == 0
        out = f'{out.rstrip(" ")}{" " if opens and out.endswith(" ") else ""}"{part.lstrip(" ") if opens else part}'
    return out
