"""The main text and the metadata of an HTML page, as trafilatura finds them."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace

from diemtin.clean.lines import Line
from diemtin.normalize import key

__all__ = ["MainText", "extract_main_text", "mark_main"]

# Below this many characters the extractor has found a fragment, not an article.
_SHORTEST = 200


@dataclass(frozen=True, slots=True)
class MainText:
    """What trafilatura returned; None for what it did not find.

    Attributes:
        keys: the extracted text under `normalize.key`, lines joined by newlines.
        title: the page's title.
        date: the date that the markup declares, as `YYYY-MM-DD`, with the time that stands behind it.
        section: the section that the metadata name.
        site: the site's own name.
    """

    keys: str | None = None
    title: str | None = None
    date: str | None = None
    section: str | None = None
    site: str | None = None


def extract_main_text(raw: str) -> MainText:
    """Run trafilatura on an HTML page; a page that it cannot read gives nothing but None."""
    import trafilatura
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            raw,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # its parsers raise many kinds on hostile markup; the page is then read without it
        logging.getLogger(__name__).info("trafilatura failed: %s", error)
        found = None
    if not isinstance(found, Document):
        return MainText()
    text = found.text or ""
    keys = "\n".join(key(line) for line in text.splitlines()) if len(text) >= _SHORTEST else None
    section = next(iter(found.categories or ()), None)
    return MainText(keys, found.title, _with_time(raw, found.date), section, found.sitename)


def _with_time(raw: str, date: str | None) -> str | None:
    """The date as the page's metadata declare it with its time; trafilatura leaves that out."""
    if date is None:
        return None
    stamp = rf"{re.escape(date)}[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
    name = r"(?:date-?published|published|pubdate|datetime|datecreated|dc\.date|publish-?date)"
    pattern = rf"{name}[^<>{{}}]{{0,80}}?({stamp})|({stamp})[\"'][^<>{{}}]{{0,80}}?{name}"
    match = re.search(pattern, raw, re.IGNORECASE)
    return match[1] or match[2] if match else date


def mark_main(lines: list[Line], keys: str) -> list[Line]:
    """The lines, each with whether its text is part of the extracted main text."""
    return [replace(line, is_main=key(line.printed or line.text).strip("- ") in keys) for line in lines]
