"""Sentences and words, with exact offsets.

Sentences are cut by rules of Vietnamese news print. Words are found by underthesea's conditional random
field; its files are read where the package has them and its features are computed by `underthesea_core`,
so that the package's own import (torch, transformers, seconds) is not needed.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from diemtin.document import Article, ModelVersion, Sentence, Span
from diemtin.errors import ModelNotFound
from diemtin.lexicon import entries

__all__ = ["Segmenter", "split_sentences", "tokenize"]

_BOUNDARY = re.compile(r"(?P<end>(?<![.!?…])[.!?…]++[\"'”’)\]»]*)(?P<space>\s+)|(?P<break>\n)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]+$")
_STARTS_SENTENCE = re.compile(r"[\"'“‘(\[«–—-]*\s?(?:[^\W\d_a-z]|\d)")
_ABBREVIATIONS = frozenset(entries("abbreviations"))
_INITIAL = re.compile(r"(?:[^\W\d_a-z]\.)+")
# After an initial such as `Lê Văn T.` a capital starts a new sentence only where it opens one of these.
_OPENERS = frozenset(entries("sentence_openers"))
_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”]+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|\d+(?:[.,/:-]\d+)*(?![^\W_])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:[-'’./&_][^\W_]+)*"
    r"|\.{2,}|-{2,}"
    r"|[^\w\s]|_"
)
_YEARS = re.compile(r"\d{4}-\d{4}")


class _Featurizer(Protocol):
    def process(self, sequences: list[list[list[str]]], /) -> list[list[list[str]]]: ...


class _Tagger(Protocol):
    def tag(self, features: list[list[str]], /) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Segmenter:
    """Cuts articles into sentences and words."""

    featurizer: _Featurizer
    tagger: _Tagger
    version: ModelVersion

    @classmethod
    def load(cls) -> Segmenter:
        """Load the word segmentation model of the installed underthesea.

        Raises:
            ModelNotFound: underthesea is not installed, or lays its model out in another way.
        """
        folder = _model_folder()
        import joblib
        from underthesea_core import CRFFeaturizer, CRFTagger

        tagger = CRFTagger()
        tagger.load(str(folder / "models.bin"))
        featurizer = CRFFeaturizer(joblib.load(folder / "features.bin"), joblib.load(folder / "dictionary.bin"))
        return cls(
            featurizer, tagger, ModelVersion("segment", "underthesea", importlib.metadata.version("underthesea"))
        )

    def __call__(self, article: Article) -> tuple[Sentence, ...]:
        """The sentences of the article's prose, in order, none of them across two blocks."""
        return tuple(
            Sentence(span, self.words(article.text, span), block.kind)
            for block in article.prose
            for span in split_sentences(article.text, block.span)
        )

    def words(self, text: str, sentence: Span) -> tuple[Span, ...]:
        """The words of one sentence; punctuation marks are words."""
        tokens = tokenize(text, sentence)
        if not tokens:
            return ()
        features = self.featurizer.process([[[token.of(text)] for token in tokens]])[0]
        words: list[Span] = []
        for token, tag in zip(tokens, self.tagger.tag(features), strict=True):
            if words and tag == "I-W":
                words[-1] = Span(words[-1].start, token.end)
            else:
                words.append(token)
        return tuple(words)


def _model_folder() -> Path:
    spec = importlib.util.find_spec("underthesea")
    roots = [Path(root) for root in spec.submodule_search_locations or ()] if spec else []
    places = [root / "pipeline/word_tokenize/models" for root in roots]
    folders = sorted(
        folder for place in places for folder in place.glob("ws_crf_*") if (folder / "models.bin").exists()
    )
    if not folders:
        raise ModelNotFound("underthesea word segmentation", places or ["the installed packages"])
    return folders[-1]


def split_sentences(text: str, within: Span) -> list[Span]:
    """The sentences of `text[within]`, trimmed and not empty.

    A period ends no sentence after an abbreviation (`TP.`, `Th.s.`), within a number, after a name's
    initial that goes on, or before a small letter; quotes and brackets that close stay with their sentence.
    """
    sentences: list[Span] = []
    start = within.start
    for match in _BOUNDARY.finditer(text, within.start, within.end):
        if match["break"] or _is_boundary(text, start, match, within.end):
            end = match.start() if match["break"] else match.end("end")
            _append_trimmed(sentences, text, start, end)
            start = match.end()
    _append_trimmed(sentences, text, start, within.end)
    return sentences


def _append_trimmed(sentences: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start < end:
        sentences.append(Span(start, end))


def _is_boundary(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    following = text[match.end() : min(limit, match.end() + 24)]
    if not _STARTS_SENTENCE.match(following):
        return False
    if match["end"] != ".":
        return True
    last = _LAST_WORD.search(text, max(start, match.start() - 24), match.start())
    word = last.group() + "." if last else "."
    if word.casefold() in _ABBREVIATIONS:
        return False
    if _INITIAL.fullmatch(word):
        opener = following.split(maxsplit=1)[0] if following.split() else ""
        return opener.strip("\"'“”‘’(),").casefold() in _OPENERS
    return not (word[:-1].isdigit() and start == match.start() - len(word) + 1 and len(word) <= 3)


def tokenize(text: str, within: Span) -> list[Span]:
    """The tokens of `text[within]` in underthesea's manner: syllables, numbers, marks.

    A span of years such as `2021-2030` is three tokens, an abbreviation keeps its period.
    """
    tokens: list[Span] = []
    for match in _TOKEN.finditer(text, within.start, within.end):
        if _YEARS.fullmatch(match.group()):
            middle = match.start() + 4
            tokens += [Span(match.start(), middle), Span(middle, middle + 1), Span(middle + 1, match.end())]
        elif match.group() == "." and tokens and _is_abbreviation(text, tokens[-1], match.start()):
            tokens[-1] = Span(tokens[-1].start, match.end())
        else:
            tokens.append(Span(*match.span()))
    return tokens


def _is_abbreviation(text: str, token: Span, period: int) -> bool:
    if token.end != period:
        return False
    word = token.of(text) + "."
    return word.casefold() in _ABBREVIATIONS or bool(_INITIAL.fullmatch(word))
