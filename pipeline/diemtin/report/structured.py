"""Digests as JSON, in the form that `digest.schema.json` describes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from importlib.resources import files
from typing import Any

from diemtin.document import (
    Article,
    Caption,
    Digest,
    Entity,
    FullName,
    Mention,
    Person,
    Published,
    Sentence,
    Span,
    SummaryPiece,
    SummarySentence,
)
from diemtin.lexicon import Rank, rank_of

__all__ = [
    "SCHEMA",
    "article_id",
    "article_record",
    "digest_record",
    "digest_schema",
    "sentence_records",
    "summary_sentence_record",
    "to_json",
]

SCHEMA = "diemtin.digest/1"

Record = dict[str, Any]


def to_json(digest: Digest, *, with_words: bool = False, indent: int | None = None) -> str:
    """The digest as one JSON object.

    Args:
        digest: what to write.
        with_words: add `sentences` with the offsets of their words.
        indent: spaces by which to indent; None for one line.
    """
    return json.dumps(digest_record(digest, with_words=with_words), ensure_ascii=False, indent=indent)


def digest_record(digest: Digest, *, with_words: bool = False) -> Record:
    """The digest as the object that `to_json` writes."""
    text = digest.article.text
    index = {mention: i for i, mention in enumerate(digest.mentions)}
    record = article_record(digest.article)
    record |= {
        "mentions": [_mention(text, mention) for mention in digest.mentions],
        "people": [_person(text, person, index) for person in digest.people],
        "organizations": [_body(digest.article, entity, index) for entity in digest.organizations],
        "locations": [_entity(entity, index) for entity in digest.locations],
        "abbreviations": [
            {"short": found.short.of(text), "long": found.long.of(text)} for found in digest.abbreviations
        ],
        "dates": [_range(text, date.span) | {"iso": date.iso, "reason": date.reason.value} for date in digest.dates],
        "quantities": [
            _range(text, found.span) | {"value": _decimal(found.value), "unit": found.unit}
            for found in digest.quantities
        ],
        "summary": {
            "text": digest.summary.text,
            "sentences": [summary_sentence_record(digest.article, sentence) for sentence in digest.summary.sentences],
        },
        "models": [{"stage": made.stage, "name": made.name, "version": made.version} for made in digest.models],
    }
    return record | {"sentences": sentence_records(digest.sentences)} if with_words else record


def article_record(article: Article) -> Record:
    """The part of a digest that the clean-up alone gives."""
    text = article.text
    return {
        "schema": SCHEMA,
        "id": article_id(article),
        "source": article.page.source,
        "encoding": {
            "bytes": article.page.encoding,
            "repaired": [
                {"encoding": repair.encoding, "start": repair.span.start, "end": repair.span.end}
                for repair in article.repairs
            ],
        },
        "title": article.title.of(text) if article.title else None,
        "title_cased": article.title_cased,
        "published": _published(article.published) if article.published else None,
        "byline": article.byline.of(text) if article.byline else None,
        "bylines": [_range(text, name) for name in article.bylines],
        "agency": article.agency,
        "section": article.section,
        "site": article.site,
        "views": article.views,
        "captions": [_caption(text, caption) for caption in article.captions],
        "text": text,
        "blocks": [
            {
                "kind": block.kind.value,
                "start": block.span.start,
                "end": block.span.end,
                "page": _page(article, block.span),
            }
            for block in article.blocks
        ],
        "changes": [
            {
                "kind": change.kind.value,
                "start": change.span.start,
                "end": change.span.end,
                "page": _pair(change.source),
            }
            for change in article.changes
        ],
        "furniture": [{"kind": line.kind.value, "page": _pair(line.source)} for line in article.furniture],
    }


def article_id(article: Article) -> str:
    """What the record says, else the first 16 hexadecimal digits of the SHA-256 of the page's text."""
    page = article.page
    return page.id or hashlib.sha256(page.raw.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sentence_records(sentences: Sequence[Sentence]) -> list[Record]:
    """Sentences and their words as offsets."""
    return [
        {"start": sentence.span.start, "end": sentence.span.end, "words": [_pair(word) for word in sentence.words]}
        for sentence in sentences
    ]


def digest_schema() -> Record:
    """The JSON Schema (draft 2020-12) of a digest."""
    schema: Record = json.loads((files("diemtin.report") / "digest.schema.json").read_text(encoding="utf-8"))
    return schema


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _page(article: Article, span: Span) -> list[int]:
    return _pair(article.origin.span(span))


def _caption(text: str, caption: Caption) -> Record:
    return {"text": caption.text.of(text), "credit": caption.credit.of(text) if caption.credit else None}


def _published(published: Published) -> Record:
    return {
        "text": published.text,
        "iso": published.iso,
        "time": published.time,
        "reason": published.reason.value,
    }


def _range(text: str, span: Span) -> Record:
    return {"text": span.of(text), "start": span.start, "end": span.end}


def _decimal(value: Decimal | None) -> str | None:
    """All digits of a number and no more: `1200000000`, `86.19`."""
    return None if value is None else f"{value.normalize():f}"


def _mention(text: str, mention: Mention) -> Record:
    span = mention.span
    return {"text": span.of(text), "label": mention.label.value, "start": span.start, "end": span.end}


def _person(text: str, person: Person, index: dict[Mention, int]) -> Record:
    rank = person.rank.span.of(text) if person.rank else None
    return {
        "name": person.name,
        "rank": rank,
        "rank_info": _rank_info(rank_of(rank)) if rank else None,
        "ranks": [{"mention": index[stated.mention], "status": stated.status.value} for stated in person.ranks],
        "offices": [
            {
                "position": office.position.span.of(text),
                "organization": office.organization.span.of(text) if office.organization else None,
                "tenure": office.tenure.value,
            }
            for office in person.offices
        ],
        "mentions": [index[mention] for mention in person.mentions],
        "references": [index[mention] for mention in person.references],
    }


def _rank_info(rank: Rank | None) -> Record | None:
    if rank is None:
        return None
    return {"name": rank.name, "grade": rank.grade, "forces": [f.value for f in rank.forces], "english": rank.english}


def _entity(entity: Entity, index: dict[Mention, int]) -> Record:
    return {"name": entity.name, "mentions": [index[mention] for mention in entity.mentions]}


def _piece(piece: SummaryPiece) -> Record:
    return {
        "text": piece.text,
        "start": piece.source.start,
        "end": piece.source.end,
        "inserted": piece.inserted,
    }


def _full_name(article: Article, full: FullName) -> Record:
    page = article.origin.span(full.evidence) if full.evidence else full.masthead
    return {
        "name": full.text,
        "inferred": full.inferred,
        "evidence": _pair(full.evidence) if full.evidence else None,
        "page": _pair(page) if page else None,
    }


def _body(article: Article, entity: Entity, index: dict[Mention, int]) -> Record:
    resolved = _full_name(article, entity.full_name) if entity.full_name else None
    return _entity(entity, index) | {"resolved": resolved, "part_of": entity.part_of}


def summary_sentence_record(article: Article, sentence: SummarySentence) -> Record:
    """A sentence of a summary with its spans in the article's text and in the page."""
    return {
        "text": sentence.text,
        "sources": [_pair(source) for source in sentence.sources],
        "page": [_page(article, source) for source in sentence.sources],
        "support": sentence.support.value,
        "pieces": [_piece(piece) for piece in sentence.pieces],
    }
