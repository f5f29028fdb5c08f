"""People, ranks, offices, organizations and places where they stand in the text.

A conditional random field over syllables whose features are the syllables, their shapes, word clusters and
the lists under `lexicons/`; then the article is seen as a whole, so that a name recognized once is
recognized everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path

import numpy as np

from diemtin.document import Abbreviation, Mention, ModelVersion, Sentence, Span
from diemtin.entities.article import (
    supported,
    with_abbreviations,
    with_one_label,
    with_repeated_bodies,
    with_repeated_names,
)
from diemtin.entities.decode import decode, with_parts_apart, with_whole_offices
from diemtin.entities.features import BITS, Clusters, Words, lists_with, token_features
from diemtin.entities.field import ConditionalRandomField, Field
from diemtin.lexicon import Matcher
from diemtin.models import find_model, read_arrays
from diemtin.segment import tokenize

__all__ = ["FORMAT", "EntityTagger", "read_clusters", "read_field", "words_of"]

FORMAT = "diemtin.crf/2"
# Sentences whose features are held at once.
_TOGETHER = 512


@dataclass(frozen=True, slots=True)
class EntityTagger:
    """Finds the mentions of an article."""

    field: Field
    clusters: Clusters
    version: ModelVersion
    lists: Matcher = dataclass_field(default_factory=lambda: lists_with({}))

    @classmethod
    def load(cls, models: Path | None = None) -> EntityTagger:
        """Load `tagger` from where models are found.

        Raises:
            ModelError: it is nowhere, or of another format.
        """
        folder = find_model("tagger", FORMAT, models)
        model, clusters = folder.file("model.safetensors"), folder.file("clusters.tsv")
        return cls(read_field(model), read_clusters(clusters), folder.version_for("entities"))

    def __call__(
        self, text: str, sentences: Sequence[Sentence], abbreviations: Sequence[Abbreviation] = ()
    ) -> tuple[Mention, ...]:
        """The mentions in some sentences of a text, in order; none overlaps another or crosses a sentence.

        Args:
            text: the text in which all offsets count.
            sentences: its sentences.
            abbreviations: what the text explains; a short form is tagged as its words are.
        """
        tokens = [found for sentence in sentences if (found := tokenize(text, sentence.span))]
        starts = {word.start for sentence in sentences for word in sentence.words}
        mentions = [
            mention
            for line, tags in zip(tokens, self._tags(text, tokens, starts), strict=True)
            for mention in decode(text, line, tags)
        ]
        mentions = with_one_label(text, supported(text, mentions))
        mentions = with_whole_offices(text, with_parts_apart(text, mentions))
        mentions = with_abbreviations(text, tokens, mentions, abbreviations)
        mentions = with_repeated_bodies(text, tokens, mentions, abbreviations)
        return with_repeated_names(text, tokens, mentions)

    def _tags(self, text: str, tokens: Sequence[Sequence[Span]], starts: set[int]) -> Iterator[list[str]]:
        for first in range(0, len(tokens), _TOGETHER):
            some = tokens[first : first + _TOGETHER]
            features = token_features([words_of(text, line, starts) for line in some], self.clusters, self.lists)
            yield from self.field.tag(features, [len(line) for line in some])


def words_of(text: str, tokens: Sequence[Span], starts: set[int]) -> Words:
    """The tokens of a sentence as printed, and for each whether it is at one of the `starts` of words."""
    return [token.of(text) for token in tokens], [token.start in starts for token in tokens]


def read_field(path: Path) -> ConditionalRandomField:
    """The field in a safetensors file, as the recipe writes it.

    Raises:
        ModelMismatch: it is none.
    """
    arrays = read_arrays("tagger", path, ("places", "weights", "transitions", "tags"))
    rows = np.zeros(1 << BITS, np.int32)
    rows[arrays["places"]] = np.arange(1, len(arrays["places"]) + 1)
    weights = np.concatenate([np.zeros((1, arrays["weights"].shape[1]), np.float32), arrays["weights"]])
    tags = bytes(arrays["tags"]).decode("ascii").split()
    return ConditionalRandomField(
        tuple(tags), rows, weights.astype(np.float32), arrays["transitions"].astype(np.float32)
    )


def read_clusters(path: Path) -> Clusters:
    """Syllables and their clusters from a file of `cluster<TAB>syllable syllable ...` lines."""
    clusters: Clusters = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cluster, _, syllables = line.partition("\t")
        clusters.update(dict.fromkeys(syllables.split(), cluster))
    return clusters
