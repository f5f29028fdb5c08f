"""The abstractive engine: an encoder-decoder writes, and only what the article supports of it stays.

An article that is too long for the encoder is cut to the sentences that the extractive engine ranks first. Each
sentence that is written is checked; in place of one that the article does not support comes a sentence of the
extractive engine, and the summary says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diemtin.document import (
    BlockKind,
    Digest,
    Mention,
    Sentence,
    Span,
    Summary,
    SummarySentence,
    Support,
)
from diemtin.entities import EntityTagger
from diemtin.normalize import key, syllables
from diemtin.segment import Segmenter
from diemtin.segment.detokenize import detokenize
from diemtin.segment.sentences import split_sentences
from diemtin.summarize import Summarizer
from diemtin.summarize.decontextualize import Background
from diemtin.summarize.encoder_decoder import EncoderDecoder
from diemtin.summarize.grounding import Evidence
from diemtin.summarize.layout import capital
from diemtin.summarize.ranking import ranked
from diemtin.summarize.request import Length, Request

__all__ = ["AbstractiveSummarizer"]

_ENDS = tuple('.!?…"”)')


@dataclass(frozen=True, slots=True)
class AbstractiveSummarizer:
    """Writes summaries with `write`, checks them with `segment` and `tag`, and falls back on `extract`."""

    write: EncoderDecoder
    extract: Summarizer
    segment: Segmenter
    tag: EntityTagger

    def __call__(self, digests: Sequence[Digest], request: Request) -> list[Summary]:
        """A summary of each article; the articles go through the model together.

        Args:
            digests: the articles and who is in them; summaries that they have already do not count.
            request: what summaries are wanted; `verbatim` concerns only what stands in for generated sentences.
        """
        written = self.write([self._input(digest, request.focus) for digest in digests])
        return [self._checked(digest, text, request) for digest, text in zip(digests, written, strict=True)]

    def _input(self, digest: Digest, focus: str | None) -> str:
        """The article in the form that the model wants, cut to what its encoder takes."""
        article, body = digest.article, _body(digest)
        pieces = [_segmented(article.text, s) if self.write.form.segmented else s.span.of(article.text) for s in body]
        title = article.title.of(article.text) if article.title else None
        captions = [caption.text.of(article.text) for caption in article.captions]
        texts = [sentence.span.of(article.text) for sentence in body]
        room = self.write.room
        kept: list[int] = []
        for i in ranked(self.extract, texts, title, captions, focus):
            room -= self.write.tokens(pieces[i])
            if room < 0 and kept:
                break
            kept.append(i)
        return " ".join(pieces[i] for i in sorted(kept))

    def _checked(self, digest: Digest, text: str, request: Request) -> Summary:
        """What of a written text is supported, in its order, with extractive sentences in place of the rest."""
        article, body = digest.article, _body(digest)
        evidence = Evidence.of([s.span.of(article.text) for s in body], article.text, digest.people)
        found: list[SummarySentence | None] = []
        for sentence, mentions in self._sentences(text, request.length):
            places = evidence.for_sentence(sentence, mentions)
            spans = tuple(body[i].span for i in places)
            found.append(SummarySentence(sentence, spans, Support.GENERATED) if places else None)
        if None not in found and found and len(found) >= (request.length.sentences or 1):
            return Summary(tuple(sentence for sentence in found if sentence))
        others = self.extract(article, digest.sentences, request, digest.mentions, Background.of(digest)).sentences
        return Summary(tuple(_filled(found, others, request.length)))

    def _sentences(self, text: str, length: Length) -> Iterator[tuple[str, list[Mention]]]:
        """The sentences of a written text within the wanted length, with what is named in each."""
        text = detokenize(text) if self.write.form.segmented else " ".join(text.split())
        left = length.words
        for span in split_sentences(text, Span(0, len(text)))[: length.sentences]:
            written = span.of(text)
            if left is not None:
                left -= len(syllables(written))
                if left < 0:
                    return
            written = capital(written) + ("" if written.endswith(_ENDS) else ".")
            whole = Span(0, len(written))
            [words] = self.segment.words(written, [whole])
            yield written, list(self.tag(written, [Sentence(whole, words, BlockKind.PARAGRAPH)]))


def _body(digest: Digest) -> list[Sentence]:
    """The sentences of lead and paragraphs; all where there are none."""
    found = [sentence for sentence in digest.sentences if sentence.block in (BlockKind.LEAD, BlockKind.PARAGRAPH)]
    return found or list(digest.sentences)


def _segmented(text: str, sentence: Sentence) -> str:
    return " ".join(word.of(text).replace(" ", "_") for word in sentence.words)


def _filled(
    found: Sequence[SummarySentence | None], others: Sequence[SummarySentence], length: Length
) -> Iterator[SummarySentence]:
    """What was found, with others in place of what was not, as long as they say something else and there is room.

    Where nothing was found, it is all the others.
    """
    kept = [sentence for sentence in found if sentence]
    if not kept:
        yield from (replace(sentence, support=Support.REPLACED) for sentence in others)
        return
    spare = iter([replace(sentence, support=Support.REPLACED) for sentence in others if _says_more(sentence, kept)])
    left = None if length.words is None else length.words - sum(len(syllables(sentence.text)) for sentence in kept)
    for own in [*found, *[None] * ((length.sentences or 0) - len(found))]:
        sentence = own or next(spare, None)
        if sentence and left is not None and not own:
            left -= len(syllables(sentence.text))
        if sentence and (own or left is None or left >= 0):
            yield sentence


def _says_more(sentence: SummarySentence, kept: Sequence[SummarySentence]) -> bool:
    """Whether a sentence comes from another part of the article than those that are kept."""
    taken = [source for other in kept for source in other.sources]
    return not any(source.overlaps(span) for source in sentence.sources for span in taken) and key(
        sentence.text
    ) not in {key(other.text) for other in kept}
