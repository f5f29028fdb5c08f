"""Composed pages as files: plain text and HTML, with where each line of the page stands in them."""

from __future__ import annotations

import bisect
import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.entities import codepoint2name

from models.structure.frames.page import Area, Frame, Piece

from diemtin.clean.lines import Line, Role
from diemtin.document import BlockKind, Format, FurnitureKind, Page

__all__ = ["ComposedPage", "render"]


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """A page and what its lines are.

    Attributes:
        page: the page.
        starts: where in its characters each composed line begins, rising.
        pieces: the composed lines.
    """

    page: Page
    starts: tuple[int, ...]
    pieces: tuple[Piece, ...]

    def piece(self, line: Line) -> Piece:
        """The composed line that a line read from the page is, or is part of."""
        return self.pieces[max(0, bisect.bisect_right(self.starts, line.piece.starts[0]) - 1)]

    def roles(self, lines: Sequence[Line]) -> list[Role]:
        """What each line read from the page is."""
        return [self.piece(line).role for line in lines]


def render(frame: Frame, areas: Sequence[Area], chance: random.Random, source: str = "composed") -> ComposedPage:
    """The page as its site prints it, or as a browser saves it as text."""
    is_text = frame.chance("text", 0.5)
    writer = _Writer(frame, chance)
    if is_text:
        _write_text(writer, areas)
    else:
        _write_html(writer, areas)
    raw = "".join(writer.out)
    return ComposedPage(
        Page(source, raw, Format.TEXT if is_text else Format.HTML), tuple(writer.starts), tuple(writer.pieces)
    )


@dataclass
class _Writer:
    """What is written so far."""

    frame: Frame
    random: random.Random
    out: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def begin(self, piece: Piece) -> None:
        self.starts.append(self.length)
        self.pieces.append(piece)


_IN_TEXT = frozenset({BlockKind.TITLE, BlockKind.LEAD, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.HEADING})


def _write_text(writer: _Writer, areas: Sequence[Area]) -> None:
    frame = writer.frame
    policy = frame.random("blank lines").choice(["none", "areas", "article", "article", "article", "all", "mixed"])
    newline = "\r\n" if frame.chance("crlf", 0.15) else "\n"
    indent = frame.random("indent").choice(["", "", "", "    ", "\t", "\u00a0\u00a0\u00a0", "  "])
    width = frame.random("width").choice([0] * 12 + [70, 90])
    for area in areas:
        for piece in area.pieces:
            is_prose = piece.role in _IN_TEXT
            for _ in range(_blank_lines(writer, policy, is_prose=is_prose)):
                writer.add(writer.random.choice(["", "", "", " ", "\u00a0"]) + newline)
            writer.begin(piece)
            text = piece.text
            if width and piece.role is BlockKind.PARAGRAPH:
                text = newline.join(_wrapped(text, width))
            writer.add((indent if is_prose else "") + text + writer.random.choice(["", "", "", " "]) + newline)
        if policy in ("areas", "article", "all"):
            for _ in range(writer.random.choice([1, 1, 2, 3])):
                writer.add(newline)


def _blank_lines(writer: _Writer, policy: str, *, is_prose: bool) -> int:
    if policy == "all":
        return 1
    if policy == "article":
        return writer.random.choice([1, 1, 1, 1, 2, 3]) if is_prose else writer.random.choice([0] * 9 + [1])
    if policy == "mixed":
        return writer.random.choice([0, 0, 1, 2])
    return 0


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _write_html(writer: _Writer, areas: Sequence[Area]) -> None:
    frame = writer.frame
    before, after = frame.pick("html head").split("…")
    title = next((p.text for area in areas for p in area.pieces if p.role is BlockKind.TITLE), "")
    words = _filled(writer, frame.pick("title tag"), title)
    head, tail = before.split("{}")
    writer.add(head)
    writer.begin(Piece(words, FurnitureKind.OTHER))
    writer.add(_escaped(writer, words))
    writer.add(_with_metadata(writer, tail, title))
    for i, area in enumerate(areas):
        section = "html article" if area.name == "article" else "html box"
        opening, closing = frame.pick(section, area.name if frame.chance("alike", 0.5) else f"{area.name}{i}").split(
            "…"
        )
        if area.name:
            writer.add(opening.replace("{}", _class(frame, area.name, str(i))) + "\n")
        for piece in area.pieces:
            _write_piece(writer, piece, area.name)
        if area.name:
            writer.add(closing + "\n")
    writer.add(after)


def _filled(writer: _Writer, template: str, title: str) -> str:
    frame = writer.frame
    site = re.sub(r"\{[^{}]*\}", "Sơn Hà", frame.pick("site"))
    return template.replace("{title}", title).replace("{site}", site).replace("{section}", frame.pick("section"))


def _with_metadata(writer: _Writer, tail: str, title: str) -> str:
    """What follows the title; on some sites with Open Graph properties."""
    if not writer.frame.chance("open graph", 0.3) or "</head>" not in tail or not title:
        return tail
    tags = f'<meta property="og:type" content="article"><meta property="og:title" content="{html.escape(title)}">'
    return tail.replace("</head>", tags + "</head>", 1)


def _class(frame: Frame, name: str, about: str) -> str:
    """A name for an element: one that says what it holds, or one that does not."""
    tells = frame.chance("telling names", 0.6) and frame.chance(f"telling {name}", 0.75)
    section = name if tells and name in frame.sections else "odd"
    return re.sub(r"\{\w+\}", str(frame.random(about).randint(1, 40)), frame.pick(section, about))


def _write_piece(writer: _Writer, piece: Piece, area: str) -> None:
    frame = writer.frame
    about = "" if frame.chance("one template", 0.7) else area
    before, after = frame.pick(f"html {piece.template}", about).split("{}")
    kind = {"title": "title class", "lead": "lead class", "caption": "caption class"}.get(
        piece.template, {"byline": "author class", "dateline": "date class"}.get(piece.template, "odd")
    )
    name = _class(frame, kind, piece.template)
    before = re.sub(r"\{[a-z ]+$|\{[a-z ]+\}", name, before)
    text = _escaped(writer, piece.text)
    if piece.is_link and "<a" not in before and frame.chance(f"link {piece.role}", 0.8):
        text = f'<a href="/x/{writer.random.randint(1, 9999)}">{text}</a>'
    elif piece.role is BlockKind.PARAGRAPH:
        text = _with_markup(writer, text)
    writer.begin(piece)
    writer.add(before + text + after + writer.random.choice(["\n", "\n", "", "\n\n"]))


def _with_markup(writer: _Writer, text: str) -> str:
    """A paragraph, now and then with a few words marked or linked."""
    chance = writer.random
    words = text.split(" ")
    if chance.random() > 0.1 or len(words) < 10 or "<" in text:
        return text
    start = chance.randrange(len(words) - 4)
    tag = chance.choice(["b", "strong", "a", "em", "span"])
    opening = '<a href="/y">' if tag == "a" else f"<{tag}>"
    marked = [*words[:start], opening + words[start], *words[start + 1 : start + 3], words[start + 3] + f"</{tag}>"]
    return " ".join([*marked, *words[start + 4 :]])


def _escaped(writer: _Writer, text: str) -> str:
    style = writer.frame.random("entities").choice(["raw"] * 7 + ["named", "numeric", "both"])
    text = html.escape(text, quote=style != "raw")
    if style in ("named", "both"):
        text = "".join(f"&{codepoint2name[ord(c)]};" if ord(c) > 127 and ord(c) in codepoint2name else c for c in text)
    if style in ("numeric", "both"):
        text = "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in text)
    return text
