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

from diemtin.document import Abbreviation, Mention, ModelVersion, Sentence, Span
from diemtin.entities.decode import decode, supported, with_abbreviations, with_repeated_names, with_whole_offices
from diemtin.entities.features import Clusters, token_features
from diemtin.models import find_model
from diemtin.segment import tokenize

__all__ = ["EntityTagger", "featurize", "read_clusters"]

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
        model, clusters = folder.file("model.crf"), folder.file("clusters.tsv")
        tagger = CRFTagger()
        tagger.load(str(model))
        return cls(tagger, read_clusters(clusters), folder.version_for("entities"))

    def __call__(
        self, text: str, sentences: Sequence[Sentence], abbreviations: Sequence[Abbreviation] = ()
    ) -> tuple[Mention, ...]:
        """The mentions in some sentences of a text, in order; none overlaps another or crosses a sentence.

        Args:
            text: the text in which all offsets count.
            sentences: its sentences.
            abbreviations: what the text explains; a short form is tagged as its words are.
        """
        tokens: list[list[Span]] = []
        mentions: list[Mention] = []
        for sentence in sentences:
            found, features = featurize(text, sentence, self.clusters)
            tokens.append(found)
            mentions += decode(text, found, self.tagger.tag(features)) if found else []
        mentions = with_whole_offices(text, supported(text, mentions))
        mentions = with_abbreviations(text, tokens, mentions, abbreviations)
        return with_repeated_names(text, tokens, mentions)


def featurize(text: str, sentence: Sentence, clusters: Clusters) -> tuple[list[Span], list[list[str]]]:
    """The tokens of a sentence and what the field sees of each, in training as in use."""
    tokens = tokenize(text, sentence.span)
    starts = {word.start for word in sentence.words}
    begins = [token.start in starts for token in tokens]
    return tokens, token_features([token.of(text) for token in tokens], begins, clusters) if tokens else []


def read_clusters(path: Path) -> Clusters:
    """Syllables and their clusters from a file of `cluster<TAB>syllable syllable ...` lines."""
    clusters: Clusters = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cluster, _, syllables = line.partition("\t")
        clusters.update(dict.fromkeys(syllables.split(), cluster))
    return clusters
