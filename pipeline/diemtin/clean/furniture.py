"""Lines that recur on many pages of one site: its furniture, learned from an archive itself.

A line counts once a page, under its key. Counts are kept in bounded memory by lossy counting (Manku and Motwani,
*Approximate Frequency Counts over Data Streams*, VLDB 2002): where there are too many different lines, those that were
seen least are forgotten, so that no line that is common can be missed while its site is not rare.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from diemtin.clean.kinds import is_name_like, own_kind
from diemtin.clean.lines import Line, text_lines
from diemtin.clean.markup import html_lines
from diemtin.document import Format, Page
from diemtin.errors import BatchError
from diemtin.normalize import key

__all__ = ["SiteFurniture", "known_lines", "learn_furniture"]

_SCHEMA = "diemtin.furniture/1"
_MOST_LINES = 400_000
_LONGEST = 300  # characters
# Stands behind the key of what may be a name; no key has one.
_NAME_MARK = "\t"
# Of its site's pages; authors' names recur too, so that a line that looks like one must be on more of them.
_FEWEST_PAGES, _SHARE, _SHARE_OF_NAMES = 5, 0.2, 0.5


@dataclass(frozen=True)
class SiteFurniture:
    """The keys of the lines that are furniture, by site.

    Attributes:
        sites: for each site (see `diemtin.batch.inputs.group_of`) the keys.
        pages: how many pages of each site were read.
    """

    sites: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)

    def of(self, site: str | None) -> frozenset[str]:
        """The keys of one site; none where it is not known."""
        return self.sites.get(site, frozenset()) if site else frozenset()

    @cached_property
    def version(self) -> str | None:
        """What tells two of them apart: 16 hexadecimal digits of a SHA-256; None where nothing was learned."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16] if self.sites else None

    def to_json(self) -> str:
        """As a file that can be read and mended by hand."""
        sites = {
            site: {"pages": self.pages.get(site, 0), "lines": sorted(lines)}
            for site, lines in sorted(self.sites.items())
        }
        return json.dumps({"schema": _SCHEMA, "sites": sites}, ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, path: Path) -> SiteFurniture:
        """What `to_json` wrote.

        Raises:
            BatchError: there is no such file, or it says something else.
        """
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            if record["schema"] != _SCHEMA:
                raise ValueError(f"its schema is {record['schema']}")
            sites = {str(site): frozenset(map(key, found["lines"])) for site, found in record["sites"].items()}
            return cls(sites, {str(site): int(found["pages"]) for site, found in record["sites"].items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BatchError(str(path), f"cannot be read ({error}); write it with diemtin furniture") from error


def known_lines(lines: Sequence[Line], known: frozenset[str]) -> list[bool]:
    """Which lines are a site's furniture; those whose own words say what they are stay, for they say something."""
    return [bool(known) and key(line.text) in known and own_kind(line) is None for line in lines]


def learn_furniture(pages: Iterable[tuple[str, Page]]) -> SiteFurniture:
    """Find the furniture of all sites.

    A line is furniture that stands on at least five pages of its site and on a fifth of them; one that may be a
    name, on half of them.

    Args:
        pages: each page after its site, in any order; a rare line may be forgotten where there are over 400,000.
    """
    counts: dict[str, Counter[str]] = {}
    pages_of: Counter[str] = Counter()
    size, least = 0, 1
    for site, page in pages:
        pages_of[site] += 1
        lines = counts.setdefault(site, Counter())
        size -= len(lines)
        lines.update(_keys(page))
        size += len(lines)
        while size > _MOST_LINES:
            counts = {name: Counter({k: n for k, n in found.items() if n > least}) for name, found in counts.items()}
            size, least = sum(map(len, counts.values())), least + 1
    sites = {site: _furniture(found, pages_of[site]) for site, found in counts.items()}
    return SiteFurniture({site: found for site, found in sites.items() if found}, dict(pages_of))


def _keys(page: Page) -> set[str]:
    lines = html_lines(page.raw) if page.format is Format.HTML else text_lines(page.raw)
    return {_counted(line) for line in lines if len(line.text) <= _LONGEST and own_kind(line) is None}


def _counted(line: Line) -> str:
    return key(line.text) + (_NAME_MARK if is_name_like(line.text) else "")


def _furniture(counts: Counter[str], pages: int) -> frozenset[str]:
    found = set()
    for line, count in counts.items():
        share = _SHARE_OF_NAMES if line.endswith(_NAME_MARK) else _SHARE
        if count >= max(_FEWEST_PAGES, share * pages):
            found.add(line.rstrip(_NAME_MARK))
    return frozenset(found)
