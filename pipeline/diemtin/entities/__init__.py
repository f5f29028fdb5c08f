"""People, ranks, offices, organizations and places where they stand in the text.

A small convolutional network over syllables, their shapes, word clusters and the lists under `lexicons/`; then the
article is seen as a whole, so that a name recognized once is recognized everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from diemtin.document import Abbreviation, Mention, ModelVersion, Sentence
from diemtin.entities.article import (
    supported,
    with_abbreviations,
    with_aliases,
    with_one_label,
    with_repeated_bodies,
    with_repeated_names,
)
from diemtin.entities.bodies import with_long_names, with_units_of_heads, with_whole_bodies
from diemtin.entities.capitals import Truecaser
from diemtin.entities.convolutions import Convolutions
from diemtin.entities.countries import with_foreign_bodies, with_whole_countries
from diemtin.entities.decode import (
    decode,
    with_joined_places,
    with_parts_apart,
    with_whole_offices,
)
from diemtin.entities.features import Clusters, Words, lists_with, token_features
from diemtin.entities.language import is_foreign, known_names
from diemtin.entities.marks import MarkRestorer, is_without_marks
from diemtin.entities.namesakes import with_namesakes
from diemtin.field import Features, Field
from diemtin.lexicon import Matcher
from diemtin.models import find_model, read_arrays
from diemtin.segment import Tokens, tokens_of

__all__ = ["FORMAT", "EntityTagger", "read_clusters", "read_network", "read_quantized", "words_of"]

FORMAT = "diemtin.tagger/4"
# Sentences whose features are held at once.
_TOGETHER = 512


@dataclass(frozen=True, slots=True)
class EntityTagger:
    """Finds the mentions of an article.

    Attributes:
        field: gives the tokens of sentences their tags.
        clusters: of frequent syllables.
        version: what a digest says of the model.
        lists: names and words that are looked up.
        truecaser: reads lines in capitals.
        marks: reads articles without tone marks.
        features: what the field is told of the tokens of sentences.
    """

    field: Field
    clusters: Clusters
    version: ModelVersion
    lists: Matcher = dataclass_field(default_factory=lambda: lists_with({}))
    truecaser: Truecaser | None = None
    marks: MarkRestorer | None = None
    features: Callable[[Sequence[Words], Clusters, Matcher], Features] = token_features

    @classmethod
    def load(cls, models: Path | None = None) -> EntityTagger:
        """Load `tagger` from where models are found.

        Raises:
            ModelError: it is nowhere, or of another format.
        """
        folder = find_model("tagger", FORMAT, models)
        network = read_network(folder.file("model.safetensors"))
        clusters, lists = read_clusters(folder.file("clusters.tsv")), lists_with({})
        truecaser = Truecaser(read_quantized(folder.file("case.safetensors")), lists)
        marks = MarkRestorer(read_quantized(folder.file("marks.safetensors")))
        return cls(network, clusters, folder.version_for("entities"), lists, truecaser, marks)

    def __call__(
        self, text: str, sentences: Sequence[Sentence], abbreviations: Sequence[Abbreviation] = ()
    ) -> tuple[Mention, ...]:
        """The mentions in some sentences of a text, in order; none overlaps another or crosses a sentence.

        Args:
            text: the text in which all offsets count.
            sentences: its sentences.
            abbreviations: what the text explains; a short form is tagged as its words are.
        """
        tokens = [found for sentence in sentences if (found := tokens_of(text, sentence.span)).bounds]
        words = [word for sentence in sentences for word in sentence.words]
        longer = [word for word in words if " " in word.of(text)]
        mentions = self._decoded(text, tokens, {word.start for word in words})
        mentions = with_one_label(text, with_aliases(text, supported(text, mentions, longer)))
        mentions = with_whole_countries(text, with_namesakes(text, mentions))
        mentions = with_joined_places(text, with_parts_apart(text, mentions))
        mentions = with_units_of_heads(text, with_whole_offices(text, with_foreign_bodies(text, mentions)))
        mentions = with_long_names(text, with_whole_bodies(text, mentions))
        mentions = with_abbreviations(text, tokens, mentions, abbreviations)
        mentions = with_repeated_bodies(text, tokens, mentions, abbreviations)
        return with_repeated_names(text, tokens, mentions, longer)

    def _decoded(self, text: str, tokens: Sequence[Tokens], starts: set[int]) -> list[Mention]:
        """The mentions that the tags make, of sentences in another language only those that are certain."""
        found: dict[bool, list[Mention]] = {False: [], True: []}
        for line, tags in zip(tokens, self._tags(tokens, starts), strict=True):
            mentions = decode(text, line, tags)
            if mentions:
                found[is_foreign(line.printed)] += mentions
        known = known_names(text, found[True], found[False])
        return sorted([*found[False], *known], key=lambda mention: mention.span)

    def _tags(self, tokens: Sequence[Tokens], starts: set[int]) -> Iterator[list[str]]:
        words = [words_of(line, starts) for line in tokens]
        read = self._read([printed for printed, _ in words])
        words = [(ordinary, begins) for ordinary, (_, begins) in zip(read, words, strict=True)]
        for first in range(0, len(words), _TOGETHER):
            some = words[first : first + _TOGETHER]
            features = self.features(some, self.clusters, self.lists)
            yield from self.field.tag(features, [len(printed) for printed, _ in some])

    def _read(self, sentences: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
        """The sentences as ordinary print has them: with tone marks, and not in capitals alone."""
        if self.marks and is_without_marks(sentences):
            sentences = self.marks(sentences)
        return self.truecaser(sentences) if self.truecaser else sentences


def words_of(tokens: Tokens, starts: set[int]) -> Words:
    """The tokens of a sentence as printed, and for each whether it is at one of the `starts` of words."""
    return tokens.printed, [start in starts for start, _ in tokens.bounds]


def read_network(path: Path) -> Convolutions:
    """The network in a safetensors file, as the recipe writes it.

    Raises:
        ModelMismatch: it is none.
    """
    arrays = read_arrays("tagger", path, ("scales", "transitions", "tags", "output.weights", "output.bias"))
    return Convolutions.of(arrays)


def read_quantized(path: Path) -> NDArray[np.float32]:
    """A table of weights that a file has as bytes and the weight that 1 stands for."""
    arrays = read_arrays("tagger", path, ("weights", "scale"))
    return arrays["weights"].astype(np.float32) * arrays["scale"].astype(np.float32)


def read_clusters(path: Path) -> Clusters:
    """Syllables and their clusters from a file of `cluster<TAB>syllable syllable ...` lines."""
    clusters: Clusters = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cluster, _, syllables = line.partition("\t")
        clusters.update(dict.fromkeys(syllables.split(), cluster))
    return clusters
