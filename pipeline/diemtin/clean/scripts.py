"""Articles that a page holds only as JSON within its scripts, from which a browser builds what its reader sees.

Read are strings of JSON under the names of schema.org (`articleBody`, `headline`, `author`) in
`application/ld+json`, and under the usual names of content in `application/json` (`__NEXT_DATA__` and its like).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diemtin.clean.lines import Line, Role, text_lines
from diemtin.clean.markup import html_lines
from diemtin.document import BlockKind
from diemtin.normalize import Mapped, syllables

__all__ = ["script_lines"]

_SCRIPT = re.compile(
    r"""<script\b[^<>]*\btype\s*=\s*["']?application/(?:ld\+)?json\b[^<>]*>(?P<json>.*?)(?:</script\s*>|\Z)""",
    re.IGNORECASE | re.DOTALL,
)
_STRING = r'"(?P<value>(?:[^"\\]|\\.)*+)"'
_BODY = re.compile(
    rf'"(?:articleBody|content|contentHtml|contentBody|body|bodyHtml|html|detail|fullContent)"\s*:\s*{_STRING}',
    re.DOTALL,
)
_TITLE = re.compile(rf'"(?:headline|title|name)"\s*:\s*{_STRING}', re.DOTALL)
_AUTHOR = re.compile(
    rf'"author"\s*:\s*[\[{{\s]*(?:"[^"{{}}]*"\s*:\s*"[^"{{}}]*"\s*,\s*)?"name"\s*:\s*{_STRING}', re.DOTALL
)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "\n"}
_TAG = re.compile(r"<(?:p|br|div|h\d|span|table)\b[^<>]{0,500}>", re.IGNORECASE)
# Syllables: what is shorter is no article.
_SHORTEST = 40


def script_lines(raw: str) -> list[Line]:
    """The title, the text and the author of the longest article in the scripts of an HTML file, in file order.

    Every character leads back to what it was escaped as. The list is empty where no script has an article.
    """
    best: list[Line] = []
    for script in _SCRIPT.finditer(raw):
        body = max(_BODY.finditer(raw, *script.span("json")), key=lambda found: len(found["value"]), default=None)
        if body is None:
            continue
        lines = _lines(_unescaped(raw, body))
        if sum(line.length for line in lines) >= max(_SHORTEST, sum(line.length for line in best)):
            best = sorted([*_around(raw, script, body), *lines], key=lambda line: line.piece.starts[0])
    return best


def _around(raw: str, script: re.Match[str], body: re.Match[str]) -> Iterator[Line]:
    """The title that stands nearest before the text, and the author."""
    titles = list(_TITLE.finditer(raw, script.start("json"), body.start()))
    wanted: list[tuple[re.Match[str] | None, Role]] = [
        (titles[-1] if titles else None, BlockKind.TITLE),
        (_AUTHOR.search(raw, body.end(), script.end("json")), BlockKind.BYLINE),
    ]
    for match, role in wanted:
        if match and syllables(match["value"]):
            yield from (replace(line, hint=role) for line in _lines(_unescaped(raw, match)))


def _unescaped(raw: str, match: re.Match[str]) -> Mapped:
    """A JSON string's characters, each with the range that it is written in."""
    position, end = match.span("value")
    pieces: list[Mapped] = []
    for escape in _ESCAPE.finditer(raw, position, end):
        pieces.append(Mapped.of(raw, position, escape.start()))
        letters = _letters(escape.group())
        pieces.append(Mapped(letters, [escape.start()] * len(letters), [escape.end()] * len(letters)))
        position = escape.end()
    return Mapped.joined([*pieces, Mapped.of(raw, position, end)])


def _letters(escape: str) -> str:
    if escape[1] == "u" and len(escape) > 2:
        units = bytes.fromhex(escape.replace("\\u", ""))
        return units.decode("utf-16-be", "replace")
    return _PLAIN.get(escape[1], escape[1])


def _lines(text: Mapped) -> list[Line]:
    """The lines of a string, which may be HTML itself."""
    lines = html_lines(text.text) if _TAG.search(text.text) else text_lines(text.text)
    return [replace(line, piece=_through(line.piece, text)) for line in lines]


def _through(piece: Mapped, text: Mapped) -> Mapped:
    """A piece of a text whose characters have a source of their own, with that source."""
    starts = [text.starts[start] for start in piece.starts]
    return Mapped(piece.text, starts, [text.ends[end - 1] for end in piece.ends])
