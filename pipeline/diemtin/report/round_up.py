"""Round-ups as text, Markdown and JSON, in the form that `round-up.schema.json` describes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from diemtin.document import Span
from diemtin.normalize import key
from diemtin.report.readable import Section, described, origin, places
from diemtin.report.structured import Record, digest_record, digest_schema, summary_sentence_record
from diemtin.report.wording import Wording
from diemtin.roundup import Disagreement, JointEntity, JointPerson, RoundUp, RoundUpSentence

__all__ = ["SCHEMA", "round_up_record", "round_up_schema", "round_up_sections", "to_json"]

SCHEMA = "diemtin.round-up/1"


def to_json(found: RoundUp, *, indent: int | None = None) -> str:
    """A round-up as one JSON object."""
    return json.dumps(round_up_record(found), ensure_ascii=False, indent=indent)


def round_up_record(found: RoundUp) -> Record:
    """A round-up as the object that `to_json` writes."""
    return {
        "schema": SCHEMA,
        "text": found.text,
        "articles": [digest_record(digest) for digest in found.digests],
        "sentences": [_sentence(found, sentence) for sentence in found.sentences],
        "disagreements": [_disagreement(found, one) for one in found.disagreements],
        "people": [_joint(person, [d.people for d in found.digests]) for person in found.people],
        "organizations": [_joint(body, [d.organizations for d in found.digests]) for body in found.organizations],
        "locations": [_joint(place, [d.locations for d in found.digests]) for place in found.locations],
    }


def round_up_schema() -> Record:
    """The JSON Schema (draft 2020-12) of a round-up, with that of the digests in it."""
    schema: Record = json.loads((files("diemtin.report") / "round-up.schema.json").read_text(encoding="utf-8"))
    schema["$defs"]["digest"] = digest_schema()
    return schema


def round_up_sections(found: RoundUp, words: Wording) -> list[Section]:
    """A round-up for people: its articles, what they say, where their figures differ, who and what is in them."""
    head = tuple(f"[{i}] {_title(found, i - 1, words)}" for i in range(1, len(found.digests) + 1))
    sections = [
        Section(words.round_up.format(len(found.digests)), head),
        Section(words.summary, tuple(_summary_line(found, sentence, words) for sentence in found.sentences)),
    ]
    if found.disagreements:
        lines = tuple(_disagreement_line(found, one, words) for one in found.disagreements)
        sections.append(Section(words.disagreements, lines))
    entities = ((words.organizations, found.organizations), (words.locations, found.locations))
    return [
        *sections,
        Section(words.people, tuple(_person_line(found, p, words) for p in found.people) or (words.none_found,)),
        *(
            Section(heading, tuple(_entity_line(found, e, words) for e in joint) or (words.none_found,))
            for heading, joint in entities
        ),
    ]


def _sentence(found: RoundUp, sentence: RoundUpSentence) -> Record:
    article = found.digests[sentence.article].article
    also = [{"article": number, "start": span.start, "end": span.end} for number, span in sentence.also]
    return {
        "article": sentence.article,
        "sentence": summary_sentence_record(article, sentence.sentence),
        "also": also,
    }


def _disagreement(found: RoundUp, one: Disagreement) -> Record:
    return {
        "thing": one.thing,
        "figures": [
            {
                "article": figure.article,
                "text": figure.span.of(found.digests[figure.article].article.text),
                "start": figure.span.start,
                "end": figure.span.end,
                "value": figure.value,
                "sentence": [figure.sentence.start, figure.sentence.end],
            }
            for figure in one.figures
        ],
    }


def _joint(joint: JointPerson | JointEntity, of_articles: Sequence[Sequence[Any]]) -> Record:
    """The name, and for each article the index in its list."""
    return {
        "name": joint.name,
        "articles": [{"article": number, "index": of_articles[number].index(one)} for number, one in joint.found],
    }


def _title(found: RoundUp, number: int, words: Wording) -> str:
    article = found.digests[number].article
    title = article.title.of(article.text) if article.title else words.untitled
    return f"{title} ({article.page.source})"


def _summary_line(found: RoundUp, sentence: RoundUpSentence, words: Wording) -> str:
    article = found.digests[sentence.article].article
    where = f"{_article(sentence.article, words)}, {origin(article, sentence.sentence, words)}"
    if sentence.also:
        where = words.also_in.format(where, "; ".join(_place(found, n, [span], words) for n, span in sentence.also))
    return f"{sentence.sentence.text} [{where}]"


def _disagreement_line(found: RoundUp, one: Disagreement, words: Wording) -> str:
    return " ≠ ".join(
        f"{figure.span.of(found.digests[figure.article].article.text)} "
        f"[{_place(found, figure.article, [figure.span], words)}]"
        for figure in one.figures
    )


def _person_line(found: RoundUp, person: JointPerson, words: Wording) -> str:
    """What the articles say that a person is; what they word differently stands side by side."""
    said: dict[str, tuple[str, list[str]]] = {}
    for number, one in person.found:
        text = described(found.digests[number].article, one, words)
        where = _place(found, number, [mention.span for mention in one.mentions], words)
        said.setdefault(key(text), (text, []))[1].append(where)
    return "; ".join(f"{text} [{'; '.join(where)}]" for text, where in said.values())


def _entity_line(found: RoundUp, entity: JointEntity, words: Wording) -> str:
    where = (_place(found, number, [m.span for m in one.mentions], words) for number, one in entity.found)
    return f"{entity.name} [{'; '.join(where)}]"


def _place(found: RoundUp, number: int, spans: Sequence[Span], words: Wording) -> str:
    return f"{_article(number, words)}, {places(found.digests[number].article, spans, words)}"


def _article(number: int, words: Wording) -> str:
    return words.article.format(number + 1)
