"""HTML as lines whose every character knows its place in the file.

Parsers that build a tree lose the offsets that tracing needs, so the file is read as a flat run of
tokens. Each token ends at the next `<` or `>` at the latest: time is linear in the length of the file,
however broken its markup is.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import takewhile

from diemtin.clean.lines import Line, Role
from diemtin.clean.repair import Repairer
from diemtin.clean.spacing import mend_spacing
from diemtin.document import BlockKind, FurnitureKind
from diemtin.normalize import Mapped, normalize

__all__ = ["html_lines"]

_TOKEN = re.compile(
    r"""
    <!--.*?(?:-->|\Z)
  | <(?P<opaque>script|style|noscript|template|textarea|select|svg|iframe|object)\b[^<>]*>.*?(?:</(?P=opaque)\s*>|\Z)
  | <(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<attributes>(?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>
  | </?[a-zA-Z!?][^<>]*>
  | &(?P<reference>\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_APART = frozenset(["a", "span", "time"])
_NAMED = re.compile(r"""\b(?:class|id|itemprop)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_BY_TAG: dict[str, Role] = {
    "h1": BlockKind.TITLE,
    "figcaption": BlockKind.CAPTION,
    "time": BlockKind.DATELINE,
    "nav": FurnitureKind.CONTROLS,
    "footer": FurnitureKind.MASTHEAD,
    "aside": FurnitureKind.RELATED,
}
# Words that sites put into class and id names, by what stands inside. The first that fits counts.
_BY_NAME: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(rf"(?<![a-z])(?:{words})", re.IGNORECASE), role)
    for words, role in (
        (r"breadcrumb|bread-crumb|duong-?dan", FurnitureKind.BREADCRUMB),
        (
            r"related|lien-?quan|tin-?khac|other-?news|sidebar|side-bar|most-?read|xem-?nhieu|tin-?moi",
            FurnitureKind.RELATED,
        ),
        (r"comment|binh-?luan|y-?kien|phan-?hoi", FurnitureKind.COMMENTS),
        (r"tags?(?![a-z])|keywords?|tu-?khoa", FurnitureKind.TAGS),
        (r"footer|copyright|ban-?quyen|masthead", FurnitureKind.MASTHEAD),
        (r"pager|pagination|paging|phan-?trang", FurnitureKind.PAGER),
        (r"view-?count|luot-?xem|hits?(?![a-z])|counter", FurnitureKind.VIEWS),
        (r"thong-?ke|statistics?|visitors?", FurnitureKind.STATISTICS),
        (r"menu|navbar|nav(?![a-z])|share|social|toolbar|print|banner|weather|poll|thoi-?tiet", FurnitureKind.CONTROLS),
        (r"caption|chu-?thich|image-?desc|photo-?desc", BlockKind.CAPTION),
        (r"author|tac-?gia|byline|writer", BlockKind.BYLINE),
        (r"date|time(?!line)|ngay|publish", BlockKind.DATELINE),
        (r"sapo|lead(?![a-z])|chapeau|standfirst|tom-?tat|description|trich-?dan|intro", BlockKind.LEAD),
        (
            r"title-?(?:detail|news|post|article)|(?:article|news|post|detail|entry)-?_?title|headline|tieu-?de",
            BlockKind.TITLE,
        ),
    )
)
# Deeper than any page is nested on purpose; beyond, an unclosed tag is not looked for.
_DEEPEST = 256


@dataclass
class _Element:
    name: str
    hint: Role | None


@dataclass
class _Builder:
    """Collects characters into lines while the tokens go by."""

    repaired: Repairer
    lines: list[Line] = field(default_factory=list)
    open: list[_Element] = field(default_factory=list)
    pieces: list[Mapped] = field(default_factory=list)
    linked: int = 0
    in_link: int = 0
    after_image: bool = False
    hints: set[Role | None] = field(default_factory=set)
    tag: re.Match[str] | None = None

    def add(self, piece: Mapped) -> None:
        if self.tag and self.pieces and _is_glued(self.pieces[-1].text, piece.text, self.tag["name"].lower()):
            self.pieces.append(Mapped(" ", [self.tag.start()], [self.tag.end()]))
        self.tag = None
        self.pieces.append(piece)
        if self.in_link:
            self.linked += len(piece.text.strip())
        if not piece.text.isspace():
            self.hints.add(self.innermost_hint())

    def innermost_hint(self) -> Role | None:
        return next((element.hint for element in reversed(self.open[-_DEEPEST:]) if element.hint), None)

    def finish_line(self) -> None:
        pending = self.pieces[0] if len(self.pieces) == 1 else Mapped.joined(self.pieces)
        piece, encoding = self.repaired(pending)
        piece = normalize(piece)
        if piece.text:
            # An element within the line speaks for the line only if all of its text stands in such elements.
            hint = next(iter(self.hints)) if len(self.hints) == 1 else self.innermost_hint()
            links = min(1.0, self.linked / len(piece.text))
            printed = normalize(pending).text if encoding else None
            self.lines.append(Line(piece, 1, hint, None, links, self.after_image, encoding, printed))
            self.after_image = False
        self.pieces, self.linked = [], 0
        self.hints.clear()

    def start(self, name: str, attributes: str) -> None:
        if name in _BLOCKS:
            self.finish_line()
        if name == "img":
            self.after_image = True
        if name == "a":
            self.in_link = 1  # links do not nest: the one before was never closed
        if name not in _VOID and not attributes.rstrip().endswith("/"):
            self.open.append(_Element(name, _hint(name, attributes)))

    def end(self, name: str) -> None:
        if name in _BLOCKS:
            self.finish_line()
        if name == "a":
            self.in_link = 0
        for depth in range(1, min(len(self.open), _DEEPEST) + 1):
            if self.open[-depth].name == name:
                del self.open[-depth:]
                return


def _is_glued(before: str, after: str, name: str) -> bool:
    """Whether two words meet at a tag with nothing between them; style sheets keep them apart for the reader."""
    ends_word = before[-1:].islower() or (before[-1:].isdigit() and name in _APART)
    return ends_word and after[:1].isupper()


def html_lines(raw: str) -> list[Line]:
    """The visible lines of an HTML file in file order, with what the markup says of each.

    The text of `<title>` comes as a line of its own without hint; scripts, styles and the like do not
    come at all.
    """
    builder = _Builder(Repairer.of(html.unescape(raw)))
    position = 0
    for token in _TOKEN.finditer(raw):
        _add_text(builder, raw, position, token.start())
        position = token.end()
        _apply(builder, token)
    _add_text(builder, raw, position, len(raw))
    builder.finish_line()
    return mend_spacing(builder.lines, raw, set(raw.split()))


def _add_text(builder: _Builder, raw: str, start: int, end: int) -> None:
    if start < end:
        builder.add(Mapped.of(raw, start, end))


def _apply(builder: _Builder, token: re.Match[str]) -> None:
    if token["reference"]:
        _add_reference(builder, token)
    elif token["name"]:
        name = token["name"].lower()
        builder.end(name) if token["end"] else builder.start(name, token["attributes"])
        builder.tag = token


def _add_reference(builder: _Builder, token: re.Match[str]) -> None:
    """The characters of an entity, each from all of it; what is none stands for itself (`&khongco;`, `&ampfoo;`)."""
    printed, letters = token.group(), html.unescape(token.group())
    # `;` is what `&#59;` stands for, and no tail that was left as it is.
    tail = 0 if len(letters) == 1 else _common_tail(printed, letters)
    decoded, start = letters[: len(letters) - tail], token.end() - tail
    builder.add(Mapped(decoded, [token.start()] * len(decoded), [start] * len(decoded)))
    _add_text(builder, token.string, start, token.end())


def _common_tail(a: str, b: str) -> int:
    """How many characters both end in."""
    pairs = zip(reversed(a), reversed(b), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _hint(name: str, attributes: str) -> Role | None:
    if name in _BY_TAG:
        return _BY_TAG[name]
    if name in ("html", "body", "form", "table", "tbody", "tr"):
        return None
    names = " ".join("".join(found) for found in _NAMED.findall(attributes))
    return next((role for pattern, role in _BY_NAME if pattern.search(names)), None)
