"""The values that flow through the pipeline, from the saved page to the digest.

All are frozen: a stage takes finished values and returns the one value that it adds.
Offsets are half-open and count Unicode code points; those of a `Span` count in `Article.text`
unless its field says otherwise.
"""

from __future__ import annotations

from diemtin.document.article import (
    Article,
    Block,
    BlockKind,
    Caption,
    Change,
    ChangeKind,
    DateReason,
    Furniture,
    FurnitureKind,
    Published,
    Repair,
)
from diemtin.document.digest import (
    Digest,
    ModelVersion,
    Summary,
    SummaryPiece,
    SummarySentence,
    Support,
)
from diemtin.document.findings import (
    Abbreviation,
    DateExpression,
    Entity,
    FullName,
    Label,
    Mention,
    Office,
    Person,
    Quantity,
    RankStatus,
    Sentence,
    StatedRank,
    Tenure,
)
from diemtin.document.page import (
    Format,
    Origin,
    Page,
    Span,
)

__all__ = [
    "Abbreviation",
    "Article",
    "Block",
    "BlockKind",
    "Caption",
    "Change",
    "ChangeKind",
    "DateExpression",
    "DateReason",
    "Digest",
    "Entity",
    "Format",
    "FullName",
    "Furniture",
    "FurnitureKind",
    "Label",
    "Mention",
    "ModelVersion",
    "Office",
    "Origin",
    "Page",
    "Person",
    "Published",
    "Quantity",
    "RankStatus",
    "Repair",
    "Sentence",
    "Span",
    "StatedRank",
    "Summary",
    "SummaryPiece",
    "SummarySentence",
    "Support",
    "Tenure",
]
