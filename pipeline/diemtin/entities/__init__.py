"""People, ranks, offices, organizations and places where they stand in the text.

A conditional random field over syllables (Lafferty et al., 2001) whose features are the syllables, their
shapes, word clusters and the lists under `lexicons/`; then the article is seen as a whole, so that a name
recognized once is recognized everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from diemtin.document import Article, Mention, ModelVersion, Span
from diemtin.entities.decode import decode, with_repeated_names
from diemtin.entities.features import Clusters, token_features
from diemtin.models import find_model
from diemtin.segment import tokenize

__all__ = ["EntityTagger", "read_clusters"]

FORMAT = "diemtin.crf/1"


class _SequenceTagger(Protocol):
    def tag(self, features: list[list[str]], /) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class EntityTagger:
    """Finds the mentions of an article."""

    tagger: _SequenceTagger
    clusters: Clusters
    version: ModelVersion

    @classmethod
    def load(cls, models: Path | None = None) -> EntityTagger:
        """Load `tagger` from where models are found.

        Raises:
            ModelError: it is nowhere, or of another format.
        """
        from underthesea_core import CRFTagger

        folder = find_model("tagger", FORMAT, models)
        tagger = CRFTagger()
        tagger.load(str(folder.path / "model.crf"))
        return cls(tagger, read_clusters(folder.path / "clusters.tsv"), folder.version_for("entities"))

    def __call__(self, article: Article) -> tuple[Mention, ...]:
        """The mentions in the article's prose, in order, never overlapping."""
        return self.tag_lines(article.text, [block.span for block in article.prose])

    def tag_lines(self, text: str, lines: Sequence[Span]) -> tuple[Mention, ...]:
        """The mentions in some lines of a text; no mention crosses a line."""
        tokens = [tokenize(text, line) for line in lines]
        mentions = [mention for line in tokens if line for mention in self._tag(text, line)]
        return with_repeated_names(text, tokens, mentions)

    def _tag(self, text: str, tokens: Sequence[Span]) -> list[Mention]:
        features = token_features([token.of(text) for token in tokens], self.clusters)
        return decode(text, tokens, self.tagger.tag(features))


def read_clusters(path: Path) -> Clusters:
    """Syllables and their clusters from a file of `cluster<TAB>syllable syllable ...` lines."""
    clusters: Clusters = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cluster, _, syllables = line.partition("\t")
        clusters.update(dict.fromkeys(syllables.split(), cluster))
    return clusters
