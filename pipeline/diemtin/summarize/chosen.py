"""A sentence that was chosen, and how it is printed: each is checked against what it was taken from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diemtin.document import Span, SummaryPiece, SummarySentence, Support
from diemtin.summarize.candidates import Version
from diemtin.summarize.clauses import Deletion, remaining, short_form, without
from diemtin.summarize.faithful import unsupported
from diemtin.summarize.layout import capital
from diemtin.summarize.source import Source

__all__ = ["Chosen", "as_printed", "checked", "summary_sentence"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence of a summary: the index of its source, the ranges of characters that stay, how it reads."""

    sentence: int
    pieces: tuple[tuple[int, int], ...]
    text: str
    support: Support


def checked(source: Source, versions: Sequence[Version], *, verbatim: bool = False) -> tuple[Chosen, ...]:
    """Versions of sentences that make a summary, each as printed if not all that it says is supported.

    A short form in brackets stays where the summary uses it, and nowhere else.
    """
    if verbatim:
        return tuple(as_printed(source.texts, version.sentence) for version in versions)
    return tuple(_checked(source.texts, *version) for version in _explained(source, versions))


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


def _explained(source: Source, versions: Sequence[Version]) -> list[tuple[int, tuple[Deletion, ...]]]:
    """What is left out of each version, short forms in brackets included that the summary does not use."""
    short = [_short_forms(source, version.sentence) for version in versions]
    gone = [{*version.left_out, *forms} for version, forms in zip(versions, short, strict=True)]
    said = [without(source.texts[v.sentence], sorted(left_out)) for v, left_out in zip(versions, gone, strict=True)]
    used = set(re.findall(r"\w[\w&-]*", " ".join(said)))
    needed = [{d for d, form in forms.items() if form in used} for forms in short]
    return [
        (version.sentence, tuple(sorted(left_out - kept)))
        for version, left_out, kept in zip(versions, gone, needed, strict=True)
    ]


def _short_forms(source: Source, i: int) -> dict[Deletion, str]:
    """The brackets of sentence `i` that have a short form alone, and that form."""
    found = {d: short_form(source.texts[i], d) for d in source.deletions(i)}
    return {d: form for d, form in found.items() if form}


def _checked(texts: Sequence[str], sentence: int, left_out: tuple[Deletion, ...]) -> Chosen:
    if not left_out:
        return as_printed(texts, sentence)
    source = texts[sentence]
    text = without(source, list(left_out))
    if unsupported(text, source):
        return as_printed(texts, sentence, Support.RESTORED)
    return Chosen(sentence, tuple(remaining(source, list(left_out))), text, Support.SHORTENED)
