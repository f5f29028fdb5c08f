"""A page as its reader sees it: areas of lines, each with what it is.

A frame is a site: a number from which all that its pages have in common follows. What differs from page to
page is drawn anew.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from models.structure.frames.articles import Source, some_day
from models.structure.frames.boxes import ads, banner, box, boxes, controls, cut, lines, list_of, menu
from models.structure.frames.page import Area, Composer, Frame, Piece
from models.structure.frames.wording import Wordings

from diemtin.document import BlockKind, FurnitureKind
from diemtin.lexicon import entries

__all__ = ["compose"]


def compose(frame: Frame, source: Source | None, others: Sequence[Source], chance: random.Random) -> list[Area]:
    """The page of an article on a site; without one, a page of nothing but furniture."""
    if source and chance.random() < 0.12:
        source = _with_official_title(source, chance)
    titles = _titles(source, others, chance)
    words = Wordings(frame.sections, chance, titles)
    words.published = (source and source.day) or some_day(chance)
    page = Composer(frame, words, source, others)
    if source and chance.random() < 0.05:
        return [_bare(page, source)]
    areas: list[Area] = []
    if not frame.chance("no top", 0.15):
        areas += _top(page)
    if frame.chance("left", 0.35):
        areas += boxes(page, "left", 1, 5)
    areas += _main(page, source) if source else [list_of(page, "most read heading", "front") for _ in range(4)]
    if frame.chance("right", 0.6):
        areas += boxes(page, "right", 1, 7)
    if not frame.chance("no bottom", 0.12):
        areas += _bottom(page)
    return [area for area in areas if area.pieces]


def _with_official_title(source: Source, chance: random.Random) -> Source:
    """Official titles begin as captions do (`Hội nghị ...`, `Đoàn ...`), which the titles of newspapers rarely do."""
    opening = chance.choice(entries("caption_openings"))
    return replace(source, title=f"{opening} {source.title[:1].lower()}{source.title[1:]}")


def _titles(source: Source | None, others: Sequence[Source], chance: random.Random) -> Callable[[], str]:
    def title() -> str:
        if source and chance.random() < 0.02:
            return source.title
        return chance.choice(others).title

    return title


def _bare(page: Composer, source: Source) -> Area:
    """An article and nothing else, as in a record."""
    body = list(_body(page, source))
    if page.random.random() < 0.6:
        body = [piece for piece in body if piece.role in (BlockKind.LEAD, BlockKind.PARAGRAPH, BlockKind.HEADING)]
    if page.random.random() < 0.3:
        body = [piece for piece in body if piece.role is BlockKind.PARAGRAPH][: page.random.randint(1, 3)]
    title = [Piece(source.title, BlockKind.TITLE, "title")] if page.random.random() < 0.8 else []
    return Area("article", (*title, *body))


def _top(page: Composer) -> Iterator[Area]:
    frame = page.frame
    makers: dict[str, tuple[float, Callable[[Composer], Area]]] = {
        "language": (0.35, lambda page: controls(page, "language", 1, 3)),
        "login": (0.3, lambda page: controls(page, "login", 1, 3)),
        "site": (0.75, banner),
        "menu": (0.85, menu),
        "clock": (0.3, lambda page: Area("date class", (page.site("clock", FurnitureKind.OTHER),))),
        "search": (0.3, lambda page: controls(page, "search", 1, 2)),
        "ad": (0.08, ads),
        "hotline": (0.1, lambda page: lines(page, "hotline", "other class", FurnitureKind.OTHER, 1, 2)),
        "notice": (0.08, lambda page: lines(page, "notice", "other class", FurnitureKind.OTHER, 1, 1)),
        "ticker": (0.1, lambda page: list_of(page, "most read heading", "ticker")),
    }
    names = [name for name, (probability, _) in makers.items() if frame.chance(f"top {name}", probability)]
    frame.random("top").shuffle(names) if frame.chance("mixed top", 0.5) else None
    for name in names:
        yield makers[name][1](page)


def _main(page: Composer, source: Source) -> list[Area]:
    head = list(_head(page, source))
    body = list(_body(page, source))
    byline = list(_byline(page, source))
    article = Area("article", (*body, *byline))
    return [*head, article, *_tail(page)]


def _head(page: Composer, source: Source) -> Iterator[Area]:
    frame = page.frame
    makers: dict[str, tuple[float, Callable[[], Area]]] = {
        "breadcrumb": (0.55, lambda: Area("breadcrumb class", tuple(_breadcrumb(page, source)))),
        "kicker": (0.12, lambda: Area("breadcrumb class", (page.site("kicker", FurnitureKind.BREADCRUMB),))),
        "title": (1.0, lambda: Area("", (Piece(_title(page, source), BlockKind.TITLE, "title"),))),
        "dateline": (0.75, lambda: Area("date class", (_dateline(page),))),
        "views": (0.3, lambda: Area("views class", (page.site("views", FurnitureKind.VIEWS, "head"),))),
        "controls": (0.45, lambda: controls(page, "controls", 1, 6)),
        "byline above": (
            0.18,
            lambda: Area("author class", (page.site("byline above", BlockKind.BYLINE, template="byline"),)),
        ),
    }
    names = [name for name, (probability, _) in makers.items() if frame.chance(f"head {name}", probability)]
    jitter = frame.random("head order")
    places = {name: i + jitter.gauss(0, 0.9) * (name != "breadcrumb") for i, name in enumerate(names)}
    if "dateline" in places and frame.chance("date first", 0.25):
        places["dateline"] = places["title"] - 0.1
    for name in sorted(names, key=lambda name: places[name]):
        yield makers[name][1]()


def _title(page: Composer, source: Source) -> str:
    return source.title.upper() if page.frame.chance("capital titles", 0.12) else source.title


def _breadcrumb(page: Composer, source: Source) -> Iterator[Piece]:
    frame = page.frame
    path = page.words.fill(frame.pick("breadcrumb"))
    if frame.chance("path to the title", 0.08):
        path = f"{path} » {source.title}"
    if frame.chance("path apart", 0.12):
        for step in path.replace(">", "»").split("»"):
            yield Piece(step.strip() or path, FurnitureKind.BREADCRUMB, "item", True)
    else:
        yield Piece(path, FurnitureKind.BREADCRUMB, "line", True)


def _dateline(page: Composer) -> Piece:
    section = "dateline with name" if page.frame.chance("name beside the date", 0.1) else "dateline"
    return page.site(section, BlockKind.DATELINE, template="dateline")


def _body(page: Composer, source: Source) -> Iterator[Piece]:
    """Lead, paragraphs and what stands between them."""
    frame, chance = page.frame, page.random
    paragraphs = list(_paragraphs(page, source))
    if frame.chance("closing mark", 0.08) and paragraphs[-1].text.endswith("."):
        paragraphs[-1] = Piece(f"{paragraphs[-1].text}/.", BlockKind.PARAGRAPH, "paragraph")
    if source.lead and not frame.chance("no lead", 0.08):
        prefix = page.words.draw("lead prefix") if frame.chance("prefix", 0.2) else ""
        lead = source.lead.rstrip(".") if frame.chance("open leads", 0.1) else source.lead
        paragraphs.insert(0, Piece(prefix + lead, BlockKind.LEAD, "lead"))
    inserted: dict[int, list[Piece]] = {}
    for caption in _captions(page, source):
        inserted.setdefault(_place(len(paragraphs), chance), []).extend(caption)
    if frame.chance("related inside", 0.22):
        inserted.setdefault(chance.randint(1, len(paragraphs)), []).extend(_inside(page))
    if frame.chance("titles of photos", 0.04):
        inserted.setdefault(1, []).insert(0, Piece(f"{source.title} - Ảnh 1.", FurnitureKind.OTHER))
    if frame.chance("ad inside", 0.05):
        inserted.setdefault(chance.randint(1, len(paragraphs)), []).append(page.site("ad heading", FurnitureKind.OTHER))
    for i, piece in enumerate([*paragraphs, None]):
        yield from inserted.get(i, ())
        if piece:
            yield piece


def _place(length: int, chance: random.Random) -> int:
    """Before which paragraph a photo stands."""
    places = [0, 1, 1, 1, length, length, *range(1, length + 1)]
    return int(chance.choice(places))


def _paragraphs(page: Composer, source: Source) -> Iterator[Piece]:
    """Sentences joined to paragraphs, headings, and now and then a list."""
    chance, together = page.random, page.frame.random("paragraphs").choice([1.2, 2.0, 3.0, 4.5])
    has_headings = chance.random() < 0.2
    sentences: list[str] = []
    left = chance.randint(12, 60) if chance.random() < 0.85 else chance.randint(1, 5)
    listed = chance.randint(2, 12) if chance.random() < 0.12 else left
    mark = chance.choice(["- ", "+ ", "• ", "* ", "- "])
    for i, sentence in enumerate(source.sentences[:left]):
        if listed <= i < listed + 4 and i not in source.headings and sentence.endswith("."):
            if sentences:
                yield Piece(" ".join(sentences), BlockKind.PARAGRAPH, "paragraph")
                sentences = []
            yield Piece(f"{mark}{sentence[:-1]}{chance.choice('.;.')}", BlockKind.PARAGRAPH, "paragraph")
            continue
        is_full = len(sentences) >= 1 and chance.random() < 1 / together
        if sentences and (i in source.headings or is_full):
            yield Piece(" ".join(sentences), BlockKind.PARAGRAPH, "paragraph")
            sentences = []
            if has_headings and i not in source.headings and chance.random() < 0.25:
                yield page.wording("heading", BlockKind.HEADING, "heading")
        if i in source.headings:
            yield Piece(sentence, BlockKind.HEADING, "heading")
        else:
            sentences.append(sentence)
    if sentences:
        yield Piece(" ".join(sentences), BlockKind.PARAGRAPH, "paragraph")


def _captions(page: Composer, source: Source) -> Iterator[list[Piece]]:
    frame, chance = page.frame, page.random
    texts = list(source.captions[: chance.randint(0, 4)])
    if not texts and chance.random() < 0.5:
        texts = [page.words.draw("photo subject") for _ in range(chance.randint(1, 2))]
    for text in texts:
        pieces = (
            [Piece(page.words.draw("photo placeholder"), FurnitureKind.OTHER)] if frame.chance("[photo]", 0.06) else []
        )
        has_credit = "ảnh" in text.casefold()[-40:]
        if has_credit:
            pieces.append(Piece(text, BlockKind.CAPTION, "caption"))
        elif frame.chance("credit apart", 0.07):
            pieces.append(Piece(text, BlockKind.CAPTION, "caption"))
            pieces.append(page.site("credit", BlockKind.CREDIT, template="byline"))
        elif chance.random() < 0.04:
            pieces.append(page.wording("credit", BlockKind.CREDIT, "caption"))
        else:
            template = frame.pick("caption") if chance.random() < 0.85 else chance.choice(frame.sections["caption"])
            pieces.append(Piece(page.words.fill(template, caption=text.rstrip(". ")), BlockKind.CAPTION, "caption"))
        yield pieces


def _inside(page: Composer) -> list[Piece]:
    """Links to other articles in the middle of this one."""
    role, chance = FurnitureKind.RELATED, page.random
    if page.frame.chance("teaser inside", 0.2):
        other = page.other()
        teaser = [Piece(other.title, role, "item", True), Piece(cut(other.lead or other.title, chance), role)]
        return [teaser[0], *teaser] if page.frame.chance("teaser twice", 0.5) else teaser
    if page.frame.chance("box inside", 0.4):
        box = list_of(page, "related heading", "inside").pieces[: chance.randint(2, 4)]
        return [piece for piece in box if len(piece.text.split()) < 30]
    return [page.wording("inside related", role, is_link=True) for _ in range(chance.choice([1, 1, 1, 2]))]


def _byline(page: Composer, source: Source) -> Iterator[Piece]:
    frame = page.frame
    if source.byline and page.random.random() < 0.5:
        yield Piece(source.byline, BlockKind.BYLINE, "byline")
    elif frame.chance("byline", 0.68):
        section = (
            frame.pick("byline")
            if frame.chance("one form of bylines", 0.6)
            else page.random.choice(frame.sections["byline"])
        )
        yield Piece(page.words.fill(section), BlockKind.BYLINE, "byline")
        if page.random.random() < 0.05:
            yield page.wording("byline", BlockKind.BYLINE, "byline")


def _tail(page: Composer) -> Iterator[Area]:
    frame = page.frame
    makers: dict[str, tuple[float, Callable[[], Area]]] = {
        "end controls": (0.35, lambda: controls(page, "end controls", 1, 4)),
        "controls": (0.15, lambda: controls(page, "controls", 1, 6)),
        "rating": (0.12, lambda: lines(page, "rating", "other class", FurnitureKind.OTHER, 1, 3)),
        "tags": (0.35, lambda: _tags(page)),
        "views": (0.12, lambda: Area("views class", (page.site("views", FurnitureKind.VIEWS, "tail"),))),
        "comments": (0.35, lambda: _comments(page)),
        "related": (0.75, lambda: list_of(page, "related heading", "tail 1")),
        "second related": (0.35, lambda: list_of(page, "related heading", "tail 2")),
        "most read": (0.2, lambda: list_of(page, "most read heading", "tail 3")),
        "pager": (0.3, lambda: lines(page, "pager", "pager class", FurnitureKind.PAGER, 1, 3)),
        "notice": (0.08, lambda: lines(page, "notice", "other class", FurnitureKind.OTHER, 1, 2)),
        "ads": (0.08, lambda: ads(page)),
    }
    names = [name for name, (probability, _) in makers.items() if frame.chance(f"tail {name}", probability)]
    jitter = frame.random("tail order")
    places = {name: i + jitter.gauss(0, 1.5) for i, name in enumerate(names)}
    for name in sorted(names, key=lambda name: places[name]):
        yield makers[name][1]()


def _tags(page: Composer) -> Area:
    frame, role = page.frame, FurnitureKind.TAGS
    text = page.words.fill(frame.pick("tags"))
    if frame.chance("tags apart", 0.4):
        tags = [Piece(tag, role, "item", True) for tag in page.words.several("tag", 1, 6)]
        return Area("tags class", (Piece(text.split(":")[0], role), *tags))
    return Area("tags class", (Piece(text, role),))


def _comments(page: Composer) -> Area:
    frame, role, chance = page.frame, FurnitureKind.COMMENTS, page.random
    pieces = [page.site("comment heading", role, template="box heading")]
    form = [Piece(page.words.fill(text), role) for text in frame.some("comment form", 0, 8)]
    comments: list[Piece] = []
    author, tail = frame.pick("comment author"), frame.pick("comment tail")
    for _ in range(chance.choice([0, 0, 1, 2, 3, 5])):
        text = " ".join(page.words.several("comment", 1, 2))
        name = page.words.fill(author)
        if frame.chance("author beside", 0.25):
            comments.append(Piece(f"{name} {text}", role, "paragraph"))
        else:
            comments += [Piece(name, role), Piece(text, role, "paragraph")]
        if frame.chance("comment tail", 0.5):
            comments.append(Piece(page.words.fill(tail), role))
    parts = [form, comments] if frame.chance("form first", 0.5) else [comments, form]
    return Area("comments class", (*pieces, *parts[0], *parts[1]))


def _bottom(page: Composer) -> Iterator[Area]:
    frame = page.frame
    if frame.chance("bottom menu", 0.3):
        yield menu(page, "bottom menu")
    if frame.chance("bottom statistics", 0.15):
        yield box(page, "statistics", "bottom")
    if frame.chance("bottom site", 0.3):
        yield Area("masthead class", (page.site("site", FurnitureKind.MASTHEAD),))
    texts = [page.words.fill(text) for text in frame.some("masthead", 1, 9)]
    pieces = [Piece(text, FurnitureKind.MASTHEAD) for text in texts]
    if frame.chance("masthead joined", 0.2):
        pieces = [Piece(" ".join(texts), FurnitureKind.MASTHEAD)]
    yield Area("masthead class", tuple(pieces))
    if frame.chance("after the masthead", 0.12):
        yield controls(page, "end controls", 1, 2)
