"""Entities and people on annotated articles, beside underthesea's own tagger.

python -m benchmarks.entities [FOLDER_OF_ANN_FILES]

Then the same articles as they might have been printed: headlines in capitals, all in capitals, without tone marks. Last
what other taggers of our own do, and how the number of articles tells, as `python -m models.tagger.compare` measured it
and stored it in `models/tagger/compared.json`.
"""

from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

import typer
from threadpoolctl import threadpool_limits

from benchmarks.counts import Count
from diemtin.abbreviations import find_abbreviations
from diemtin.corpora import AnnotatedArticle, AnnotatedPerson, article_of_lines, read_annotated
from diemtin.document import Label, Mention, Span
from diemtin.entities import FORMAT, EntityTagger
from diemtin.models import find_model
from diemtin.normalize import syllables
from diemtin.people import find_people
from diemtin.segment import FORMAT as SEGMENTER
from diemtin.segment import Segmenter

GOLD = Path(__file__).parents[1] / "../shared/data/gold"
COMPARED = Path(__file__).parents[1] / "models/tagger/compared.json"
_PEER_LABELS = {"PER": Label.PERSON, "LOC": Label.LOCATION, "ORG": Label.ORGANIZATION}

Tagger = Callable[[AnnotatedArticle], Iterable[Mention]]


@dataclass
class Result:
    """Counts by label, over all labels, and the processor time it took in seconds."""

    by_label: dict[Label, Count] = field(default_factory=lambda: {label: Count() for label in Label})
    micro: Count = field(default_factory=Count)
    shared: Count = field(default_factory=Count)
    seconds: float = 0.0


def measure(tagger: Tagger, articles: list[AnnotatedArticle]) -> Result:
    """Exact span and label, over all labels and over the three that underthesea has."""
    result = Result()
    for article in articles:
        start = time.process_time()
        found = {(mention.span, mention.label) for mention in tagger(article)}
        result.seconds += time.process_time() - start
        wanted = {(mention.span, mention.label) for mention in article.mentions}
        result.micro.add(set(found), set(wanted))
        for label in Label:
            result.by_label[label].add({f for f in found if f[1] is label}, {w for w in wanted if w[1] is label})
        peers = set(_PEER_LABELS.values())
        result.shared.add({f for f in found if f[1] in peers}, {w for w in wanted if w[1] in peers})
    return result


def underthesea_mentions(article: AnnotatedArticle) -> list[Mention]:
    """What underthesea's conditional random field finds, its words looked up in the text from left to right."""
    from underthesea import ner

    mentions: list[Mention] = []
    for line in article.lines:
        position = line.start
        open_label = ""
        for word, _, _, tag in ner(line.of(article.text)):
            start = article.text.find(word, position, line.end)
            if start < 0:
                open_label = ""
                continue
            position = start + len(word)
            if tag.startswith("I-") and tag[2:] == open_label and mentions:
                mentions[-1] = Mention(Span(mentions[-1].span.start, position), mentions[-1].label)
            elif tag[2:] in _PEER_LABELS:
                mentions.append(Mention(Span(start, position), _PEER_LABELS[tag[2:]]))
            open_label = tag[2:]
    return mentions


def with_headline_in_capitals(text: str) -> str:
    """The text with its first line in capitals."""
    headline, *rest = text.split("\n")
    return "\n".join([in_capitals(headline), *rest])


def in_capitals(text: str) -> str:
    """The text in capitals, each character for itself."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def without_marks(text: str) -> str:
    """The text without marks, each character for itself."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text.replace("đ", "d").replace("Đ", "D"))


def as_read(article: AnnotatedArticle) -> AnnotatedArticle:
    """The article in NFC, as every page is before it is tagged."""

    def nfc(text: str) -> str:
        return unicodedata.normalize("NFC", text)

    def moved(mention: Mention) -> Mention:
        start, end = (len(nfc(article.text[:offset])) for offset in (mention.span.start, mention.span.end))
        return Mention(Span(start, end), mention.label)

    people = [
        AnnotatedPerson(
            nfc(person.name),
            nfc(person.rank) if person.rank else None,
            tuple((nfc(office), nfc(body) if body else None) for office, body in person.offices),
        )
        for person in article.people
    ]
    return AnnotatedArticle(article.id, nfc(article.text), tuple(map(moved, article.mentions)), tuple(people))


def altered(articles: list[AnnotatedArticle], alter: Callable[[str], str]) -> list[AnnotatedArticle]:
    """The articles with their text altered, annotated at the same places."""
    return [replace(article, text=alter(article.text)) for article in articles]


def people_counts(articles: list[AnnotatedArticle], tagger: Tagger) -> tuple[Count, Count]:
    """(name, rank) pairs and (name, office, organization) triples as printed."""
    pairs, triples = Count(), Count()
    for article in articles:
        people = find_people(article.text, list(tagger(article)))

        def printed(mention: Mention | None, text: str = article.text) -> str | None:
            return mention.span.of(text) if mention else None

        pairs.add({(p.name, printed(p.rank)) for p in people}, {(p.name, p.rank) for p in article.people})
        triples.add(
            {(p.name, printed(o.position), printed(o.organization)) for p in people for o in p.offices},
            {(p.name, position, body) for p in article.people for position, body in p.offices},
        )
    return pairs, triples


def main(
    folder: Annotated[Path, typer.Argument(help="folder of .ann files")] = GOLD,
    peer: Annotated[bool, typer.Option(help="measure underthesea's tagger too")] = True,
) -> None:
    """Print precision, recall and F1 in percent."""
    articles = [as_read(article) for path in sorted(folder.glob("dev-*.ann")) for article in read_annotated(path)]
    if not articles:
        raise typer.BadParameter(f"no dev-*.ann files in {folder}")
    size = sum(len(syllables(article.text)) for article in articles)
    start = time.process_time()
    segmenter, shipped = Segmenter.load(), EntityTagger.load()
    threadpool_limits(1)  # Else numpy's threads that wait for work are counted too.
    print(f"loaded in {time.process_time() - start:.2f} s of processor time, from files of {files_size() / 1e6:.1f} MB")
    ours = pipeline(segmenter, shipped)
    print(f"{len(articles)} annotated articles, {size} syllables: precision, recall, F1 of exact span and label;")
    print("syllables a second of processor time, one thread, words and sentences included")
    report("diemtin", measure(ours, articles), size, tuple(Label))
    if peer:
        report("underthesea", measure(underthesea_mentions, articles), size, tuple(_PEER_LABELS.values()))
    for name, mentions in (("tagged mentions", ours), ("annotated mentions", lambda article: article.mentions)):
        pairs, triples = people_counts(articles, mentions)
        print(f"  people from {name:18}  (name, rank) {pairs}   (name, office, organization) {triples}")
    start = time.process_time()
    people_counts(articles, ours)
    print(f"  with people {size / (time.process_time() - start):9,.0f} syllables a second")
    for name, alter in ALTERED.items():
        result = measure(ours, altered(articles, alter))
        print(f"  {name:27} {result.micro}   {size / result.seconds:9,.0f} syllables a second")
    for line in comparison_lines(COMPARED):
        print(line)


def files_size() -> int:
    """The bytes of what segmenter and tagger are loaded from."""
    kinds = (".safetensors", ".tsv", ".json")
    folders = (find_model("segmenter", SEGMENTER).path, find_model("tagger", FORMAT).path)
    files = [path for folder in folders for path in folder.iterdir() if path.suffix in kinds and path != COMPARED]
    return sum(path.stat().st_size for path in files)


def comparison_lines(path: Path) -> Iterator[str]:
    """The stored comparison as a table: F1 of exact span and label, and syllables a second of processor time."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    yield "What was compared, trained on three quarters of the annotated articles: F1, on the other quarter and on gold"
    yield f"  {'':42} {'on':9}   all PERSON RANK  POSIT ORGAN LOCAT  syllables a second"
    for row in rows:
        figures = " ".join(f"{row[key]:5.1f}" for key in ("all", *(label.value for label in Label)))
        yield f"  {row['candidate']:42} {row['on']:9} {figures} {row['speed']:10,.0f}"


def pipeline(segmenter: Segmenter, tagger: EntityTagger) -> Tagger:
    """The mentions of an article, from its text on."""

    def found(article: AnnotatedArticle) -> tuple[Mention, ...]:
        sentences = segmenter(article_of_lines(article.id, article.text.split("\n")))
        return tagger(article.text, sentences, find_abbreviations(article.text, article.lines))

    return found


def report(name: str, result: Result, size: int, labels: Sequence[Label]) -> None:
    """A line a label, and lines for what they make together."""
    for label in labels:
        print(f"  {name:20} {label:14} {result.by_label[label]}")
    if len(labels) == len(Label):
        print(f"  {name:20} {'all five':14} {result.micro}")
    print(f"  {name:20} {'three shared':14} {result.shared}   {size / result.seconds:9,.0f} syllables a second")


ALTERED = {
    "headlines in capitals": with_headline_in_capitals,
    "all in capitals": in_capitals,
    "without tone marks": without_marks,
}

if __name__ == "__main__":
    typer.run(main)
