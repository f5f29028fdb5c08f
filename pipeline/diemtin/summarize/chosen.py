"""A sentence that was chosen, and how it is printed: each is checked against what it was taken from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diemtin.document import Span, SummaryPiece, SummarySentence, Support
from diemtin.normalize import CAPITALS
from diemtin.summarize.candidates import Version
from diemtin.summarize.clauses import Deletion, remaining, without
from diemtin.summarize.faithful import unsupported
from diemtin.summarize.layout import capital

__all__ = ["Chosen", "as_printed", "checked", "summary_sentence"]

_SHORT_FORM = re.compile(rf" \(([{CAPITALS}][\w&-]*)\)")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence of a summary: the index of its source, the ranges of characters that stay, how it reads."""

    sentence: int
    pieces: tuple[tuple[int, int], ...]
    text: str
    support: Support


def checked(texts: Sequence[str], versions: Sequence[Version]) -> tuple[Chosen, ...]:
    """Versions of sentences that make a summary, each as printed if not all that it says is supported.

    Args:
        texts: all sentences of the article.
        versions: those that were chosen.
    """
    return tuple(_checked(texts, *version) for version in _explained(texts, versions))


def as_printed(texts: Sequence[str], sentence: int, support: Support = Support.PRINTED) -> Chosen:
    """A sentence with nothing left out."""
    text = texts[sentence]
    return Chosen(sentence, ((0, len(text)),), text, support)


def summary_sentence(text: str, found: Chosen, span: Span) -> SummarySentence:
    """The sentence with the places of its pieces; `span` is where it stands in the text."""
    sources = tuple(Span(span.start + start, span.start + end) for start, end in found.pieces)
    first, *rest = sources
    opening = SummaryPiece(capital(first.of(text)) if found.support is Support.SHORTENED else first.of(text), first)
    return SummarySentence(
        found.text, sources, found.support, (opening, *(SummaryPiece(source.of(text), source) for source in rest))
    )


def _explained(texts: Sequence[str], chosen: Sequence[Version]) -> list[tuple[int, tuple[Deletion, ...]]]:
    """The versions, with a short form in brackets left in where the summary uses it."""
    summary = " ".join(without(texts[v.sentence], list(v.left_out)) for v in chosen)
    used = set(re.findall(r"\w[\w&-]*", summary))
    found = []
    for version in chosen:
        text = texts[version.sentence]
        explains = [_SHORT_FORM.fullmatch(text, d.start, d.end) for d in version.left_out]
        left_out = zip(version.left_out, explains, strict=True)
        found.append((version.sentence, tuple(d for d, short in left_out if not (short and short[1] in used))))
    return found


def _checked(texts: Sequence[str], sentence: int, left_out: tuple[Deletion, ...]) -> Chosen:
    if not left_out:
        return as_printed(texts, sentence)
    source = texts[sentence]
    text = without(source, list(left_out))
    if unsupported(text, source):
        return as_printed(texts, sentence, Support.RESTORED)
    return Chosen(sentence, tuple(remaining(source, list(left_out))), text, Support.SHORTENED)
