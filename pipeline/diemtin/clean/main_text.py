"""The main text and the metadata of an HTML page, as trafilatura finds them."""

from __future__ import annotations

import logging
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
        author: the author named in the metadata.
        date: the date that the markup declares, as `YYYY-MM-DD`.
    """

    keys: str | None
    title: str | None
    author: str | None
    date: str | None


def extract_main_text(raw: str) -> MainText:
    """Run trafilatura on an HTML page; a page that it cannot read gives four times None."""
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
        return MainText(None, None, None, None)
    text = found.text or ""
    keys = "\n".join(key(line) for line in text.splitlines()) if len(text) >= _SHORTEST else None
    return MainText(keys, found.title, found.author, found.date)


def mark_main(lines: list[Line], keys: str) -> list[Line]:
    """The lines, each with whether its text is part of the extracted main text."""
    return [replace(line, is_main=key(line.printed or line.text).strip("- ") in keys) for line in lines]
