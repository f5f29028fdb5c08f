"""Articles to put into frames: what each of their lines is, as far as the corpora tell."""

from __future__ import annotations

import datetime
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diemtin.clean.kinds import caption_parts, is_name_like
from diemtin.corpora import NewsArticle, detokenize, read_vietnews

__all__ = ["Source", "read_held_out", "read_mds", "read_sources", "some_day", "source_of"]

_ENDS = re.compile(r"[.!?…:;]['\"”’)\]]*$")
_FOLDER = re.compile(r"clusters/cluster_\d+/(\d+)\.info\.txt")


@dataclass(frozen=True, slots=True)
class Source:
    """An article before it is laid out.

    Attributes:
        title: the headline.
        lead: the standfirst.
        sentences: its text, a sentence or a heading each.
        headings: which of the sentences are headings.
        captions: of its photos.
        byline: as the text ends with it; None where it does not.
        day: when it was published, where that is known.
    """

    title: str
    lead: str
    sentences: tuple[str, ...]
    headings: frozenset[int]
    captions: tuple[str, ...]
    byline: str | None
    day: datetime.date | None = None


# Numbers in vietnews train: even ones are for training, these odd ones are held out.
HELD_OUT_FIRST, HELD_OUT_STEP = 7, 200


def read_sources(vietnews: Path, mds: Path | None = None, limit: int | None = None, step: int = 30) -> Iterator[Source]:
    """Articles to train on: every `step`th of vietnews train, which must be even, and those of VN-MDS."""
    yield from filter(None, map(source_of, read_vietnews(vietnews, limit, 0, step)))
    if mds:
        yield from read_mds(mds)


def read_held_out(vietnews: Path, limit: int | None = None) -> Iterator[Source]:
    """Articles to measure on, none of which `read_sources` reads."""
    yield from filter(None, map(source_of, read_vietnews(vietnews, limit, HELD_OUT_FIRST, HELD_OUT_STEP)))


def source_of(article: NewsArticle) -> Source | None:
    """An article of vietnews; None where too little of it is text."""
    sentences, byline = _without_byline(list(article.body))
    kept, headings = [], set()
    for sentence in sentences:
        length = len(sentence.split())
        if _ENDS.search(sentence) or length > 25:
            kept.append(sentence)
        elif length <= 6 and kept:  # longer lines without a full stop are links to other articles as often as headings
            headings.add(len(kept))
            kept.append(sentence)
    headings.discard(len(kept) - 1)
    if len(kept) - len(headings) < 3 or not article.title:
        return None
    return Source(
        article.title, article.standfirst, tuple(kept), frozenset(headings), _captions(article.captions), byline
    )


def _without_byline(sentences: list[str]) -> tuple[list[str], str | None]:
    """The text and the byline that it ends with."""
    if sentences and len(sentences[-1].split()) <= 8 and not _ENDS.search(sentences[-1].rstrip(")")):
        last = sentences[-1]
        bare = re.sub(r"\(.*?\)|[Tt]heo|[Tt]ổng hợp", "", last)
        if is_name_like(bare):
            return sentences[:-1], last.replace("t / h", "t/h")
        return sentences[:-1], None
    return sentences, None


def _captions(captions: tuple[str, ...]) -> tuple[str, ...]:
    """Captions with the photographers that were cut from them put back."""
    joined: list[str] = []
    for caption in captions:
        if caption.startswith("(") and joined and caption_parts(caption):
            joined[-1] = f"{joined[-1]} {caption.rstrip('.')}"
        elif caption[:1].isupper() and 2 <= len(caption.split()) <= 45:
            joined.append(caption)
    return tuple(dict.fromkeys(joined))


def read_mds(path: Path) -> Iterator[Source]:
    """The articles of VietnameseMDS (Tran et al., 2013) whose text no caption was run into."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        for name in sorted(names):
            body = name.replace(".info.txt", ".body.tok.txt")
            if _FOLDER.fullmatch(name) and body in names:
                source = _mds_source(archive.read(name).decode("utf-8"), archive.read(body).decode("utf-8"))
                if source:
                    yield source


def _mds_source(info: str, body: str) -> Source | None:
    fields = dict(line.split(": ", 1) for line in info.splitlines() if ": " in line)
    sentences = [detokenize(" ".join(line.split())) for line in body.splitlines() if line.strip()]
    if "Ảnh" in body or "ảnh :" in body or len(sentences) < 6 or "TITLE" not in fields:
        return None
    sentences, byline = _without_byline(sentences)
    title, lead = (detokenize(" ".join(fields.get(name, "").split())) for name in ("TITLE", "SUMMARY"))
    if not all(_ENDS.search(sentence) or len(sentence.split()) > 15 for sentence in sentences):
        return None
    day = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})", fields.get("TIME", ""))
    published = datetime.date(int(day[3]), int(day[2]), int(day[1])) if day else None
    return Source(title, lead, tuple(sentences), frozenset(), (), byline, published)


def some_day(chance: random.Random) -> datetime.date:
    """A day on which articles were published."""
    return datetime.date(1999, 1, 1) + datetime.timedelta(days=int(chance.random() ** 0.5 * 9800))
