"""What a summary is made of: the sentences of an article, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diemtin.document import Article, BlockKind, Mention, Person, Sentence, Span
from diemtin.normalize import syllables
from diemtin.summarize.clauses import Deletion, deletions, short_form
from diemtin.summarize.introductions import whole_introductions
from diemtin.summarize.leaning import begins_at
from diemtin.summarize.speech import in_turns, names_speaker

__all__ = ["Source", "body_of", "source_of"]

_SHORTEST = 5  # syllables


@dataclass(frozen=True, slots=True)
class Source:
    """The sentences of an article, and what else of it a summary goes by.

    Attributes:
        texts: the sentences.
        title: the title, as context.
        captions: captions of photos, as evidence of what matters.
        whole: for each sentence, ranges of characters that may only be left out as a whole.
        apart: for each sentence, whether it is a line by itself, as captions are; each is where nothing is said.
    """

    texts: Sequence[str]
    title: str | None = None
    captions: Sequence[str] = ()
    whole: Sequence[Sequence[tuple[int, int]]] = ()
    apart: Sequence[bool] = ()

    def deletions(self, i: int) -> list[Deletion]:
        """What may be left out of sentence `i`: nothing that cuts through what must stay whole, but short forms."""
        text, whole = self.texts[i], self.whole[i] if self.whole else ()
        return [d for d in deletions(text) if not _cuts(d, whole) or short_form(text, d)]


def body_of(article: Article, sentences: Sequence[Sentence]) -> list[Span]:
    """The sentences of lead and paragraphs, without marks before them; fragments only where there is nothing else."""
    body = [sentence for sentence in sentences if sentence.block in (BlockKind.LEAD, BlockKind.PARAGRAPH)]
    found = [(sentence.span, sentence.span.of(article.text)) for sentence in body or sentences]
    whole = [span for span, text in found if _is_whole(text)]
    if whole and in_turns([text for _, text in found]):
        # A line that names a speaker is no sentence, and tells whose words the next ones are.
        whole = [span for span, text in found if _is_whole(text) or names_speaker(text)]
    return [_unmarked(article.text, span) for span in whole or [span for span, _ in found]]


def source_of(
    article: Article, body: Sequence[Span], mentions: Sequence[Mention] = (), people: Sequence[Person] = ()
) -> Source:
    """The source of a summary whose sentences stand in these places; its names are never cut."""
    text = article.text
    uncut = [*(mention.span for mention in mentions), *whole_introductions(text, mentions, people)]
    return Source(
        [span.of(text) for span in body],
        article.title.of(text) if article.title else None,
        [caption.text.of(text) for caption in article.captions],
        [_within(span, uncut) for span in body] if uncut else (),
        [_is_line(text, span) for span in body],
    )


def _cuts(deletion: Deletion, whole: Sequence[tuple[int, int]]) -> bool:
    start, end = deletion.start, deletion.end
    return any(a < end and start < b and not (start <= a and b <= end) for a, b in whole)


def _is_whole(text: str) -> bool:
    return len(syllables(text)) >= _SHORTEST and not text.endswith(":")


def _unmarked(text: str, span: Span) -> Span:
    """A sentence without the mark of an agency or of an item before it."""
    return Span(span.start + begins_at(span.of(text)), span.end)


def _within(span: Span, uncut: Sequence[Span]) -> list[tuple[int, int]]:
    return [(found.start - span.start, found.end - span.start) for found in uncut if span.covers(found)]


def _is_line(text: str, span: Span) -> bool:
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return not text[start : span.start].strip() and not text[span.end : end if end >= 0 else None].strip()
