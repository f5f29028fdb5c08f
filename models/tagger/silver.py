"""Articles of vietnews train that a tagger labels, and the names that it finds again and again in them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from diemtin.abbreviations import find_abbreviations
from diemtin.corpora import AnnotatedArticle, article_of_lines, excerpt, read_vietnews
from diemtin.document import Label, Mention
from diemtin.entities import EntityTagger
from diemtin.lexicon import Lexicon
from diemtin.normalize import token_key
from diemtin.segment import Segmenter

__all__ = ["excerpts", "harvested", "labelled", "mentions_of"]

# Official news is a fifth of vietnews; here it is half.
_OFFICIAL = re.compile(r"Công an|UBND|HĐND|Tỉnh (?:ủy|uỷ)|Biên phòng|Thiếu tướng|Đại tá|Quân khu|Bộ CHQS")
_NAMED = (Label.PERSON, Label.ORGANIZATION, Label.LOCATION)
DOCUMENTS, SHARE = 3, 0.9


def excerpts(vietnews: Path, number: int, without: set[str], limit: int | None = None) -> Iterator[tuple[str, str]]:
    """Ids and texts of so many articles, half of them official news, but of none of the ids `without`."""
    wanted = {True: number // 2, False: number - number // 2}
    for article in read_vietnews(vietnews, limit):
        if f"train-{article.id}" not in without:
            text = excerpt(article)
            official = bool(_OFFICIAL.search(text))
            if wanted[official]:
                wanted[official] -= 1
                yield f"train-{article.id}", text


def mentions_of(tagger: EntityTagger, segmenter: Segmenter, article: AnnotatedArticle) -> tuple[Mention, ...]:
    """What the tagger finds in an article whose lines are its paragraphs."""
    sentences = segmenter(article_of_lines(article.id, article.text.split("\n")))
    return tagger(article.text, sentences, find_abbreviations(article.text, article.lines))


def labelled(
    texts: Iterable[tuple[str, str]], tagger: EntityTagger, segmenter: Segmenter
) -> Iterator[AnnotatedArticle]:
    """The texts with the mentions that a tagger finds."""
    for name, text in texts:
        article = AnnotatedArticle(name, text, (), ())
        yield AnnotatedArticle(name, text, mentions_of(tagger, segmenter, article), ())


def harvested(articles: Iterable[AnnotatedArticle]) -> dict[str, Lexicon]:
    """Names by label that stand in several articles and nearly always have that label."""
    labels: dict[tuple[str, ...], Counter[Label]] = defaultdict(Counter)
    for article in articles:
        found = {(tuple(map(token_key, m.span.of(article.text).split())), m.label) for m in article.mentions}
        for keys, label in found:
            labels[keys][label] += 1
    phrases: dict[str, list[str]] = {f"harvested {label}": [] for label in _NAMED}
    for keys, counts in labels.items():
        label, count = counts.most_common(1)[0]
        if label in _NAMED and count >= DOCUMENTS and count >= SHARE * counts.total():
            phrases[f"harvested {label}"].append(" ".join(keys))
    return {name: Lexicon.of(found) for name, found in phrases.items() if found}
