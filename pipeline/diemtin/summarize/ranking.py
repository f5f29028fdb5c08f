"""All sentences of an article by what they promise, for what can take only some of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diemtin.normalize import key
from diemtin.summarize import Summarizer
from diemtin.summarize.candidates import Version, Versions, expected_rouge
from diemtin.summarize.encode import encode

__all__ = ["ranked"]


def ranked(
    summarizer: Summarizer, texts: Sequence[str], title: str | None, captions: Sequence[str], focus: str | None = None
) -> list[int]:
    """The indexes of all sentences, those with the highest expected ROUGE against the standfirst first.

    Args:
        summarizer: whose model of content ranks.
        texts: the sentences.
        title: the title, as context.
        captions: captions of photos, as evidence of what matters.
        focus: words that sentences should have; those that have them come first.
    """
    article = encode(texts, title, captions, summarizer.vocabulary)
    worth = dict.fromkeys(range(len(texts)), 0.0)
    if article.words:
        content = summarizer.content(article)
        sentences = np.unique(article.sentence).tolist()
        found = [Version(i, (), np.flatnonzero(article.sentence == i)) for i in sentences]
        whole = Versions.of(found, article, content)
        value = expected_rouge(whole.units @ content.unit, whole.sizes, content.length)
        value = value + expected_rouge(whole.pairs @ content.pair, whole.sizes - 1, content.length - 1)
        worth |= dict(zip(sentences, value.tolist(), strict=True))
    asked_for = key(focus) if focus else ""
    return sorted(worth, key=lambda i: (asked_for not in key(texts[i]) if focus else False, -worth[i], i))
