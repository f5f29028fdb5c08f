"""Page furniture that comes in boxes and bars: menus, buttons, lists of articles, polls, counters, advertisements."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from models.structure.frames.page import Area, Composer, Piece

from diemtin.clean.lines import Role
from diemtin.document import FurnitureKind

__all__ = ["ads", "banner", "box", "boxes", "controls", "cut", "joined", "lines", "list_of", "menu"]

OTHER, RELATED = FurnitureKind.OTHER, FurnitureKind.RELATED


def controls(page: Composer, section: str, least: int, most: int) -> Area:
    """Buttons and links that lead nowhere else."""
    texts = page.frame.some(section, least, most)
    pieces = [Piece(page.words.fill(text), FurnitureKind.CONTROLS, is_link=True) for text in texts]
    return Area("controls class", tuple(joined(page, pieces, section)))


def joined(page: Composer, pieces: list[Piece], about: str, probability: float = 0.4) -> list[Piece]:
    """The lines as one, where the site prints them so."""
    if len(pieces) < 2 or not page.frame.chance(f"joined {about}", probability):
        return pieces
    separator = page.frame.pick("menu separator", about)
    return [Piece(separator.join(piece.text for piece in pieces), pieces[0].role, "line", True)]


def banner(page: Composer) -> Area:
    """The site's name, and its slogan."""
    pieces = [page.site("site", FurnitureKind.MASTHEAD)]
    if page.frame.chance("slogan", 0.35):
        pieces.append(page.site("slogan", FurnitureKind.MASTHEAD))
    return Area("menu class", tuple(pieces))


def menu(page: Composer, about: str = "menu") -> Area:
    """The sections of the site."""
    entries = [page.words.fill(entry) for entry in page.frame.some("menu", 3, 18, about)]
    if page.frame.chance(f"{about} root", 0.7):
        entries.insert(0, page.frame.sections["menu"][0])
    if page.frame.chance(f"{about} capitals", 0.2):
        entries = [entry.upper() for entry in entries]
    pieces = [Piece(entry, FurnitureKind.CONTROLS, "item", True) for entry in entries]
    return Area("menu class", tuple(joined(page, pieces, about)))


def ads(page: Composer) -> Area:
    """Advertisements, or where they were."""
    pieces = [page.wording("ad", FurnitureKind.OTHER, is_link=True) for _ in range(page.random.randint(0, 2))]
    if page.frame.chance("ad heading", 0.6):
        pieces.insert(0, page.site("ad heading", FurnitureKind.OTHER, template="box heading"))
    return Area("other class", tuple(pieces))


def lines(page: Composer, section: str, name: str, role: Role, least: int, most: int) -> Area:
    """Lines of one section, always the same."""
    texts = [page.words.fill(text) for text in page.frame.some(section, least, most)]
    return Area(name, tuple(Piece(text, role) for text in texts))


def list_of(page: Composer, heading: str, about: str) -> Area:
    """Links to other articles: titles, some lists with dates, some with leads."""
    frame, role = page.frame, FurnitureKind.RELATED
    form = frame.random(f"list {about}")
    bullet = form.choice(["", "", page.frame.pick("bullet", about)])
    dated, ago, has_leads = form.random() < 0.35, form.random() < 0.12, form.random() < 0.13
    number = page.random.randint(2, 4) if has_leads else page.random.randint(2, 9)
    pieces = [page.site(heading, role, about, "box heading")] if form.random() < 0.9 else []
    for i in range(number):
        other = page.other()
        title = page.words.titles() if page.random.random() < 0.5 else other.title
        mark = f"{i + 1}. " if bullet == "o " else bullet
        text = f"{mark}{title}" + (page.words.fill(page.frame.pick("dated", about)) if dated else "")
        pieces.append(Piece(text, role, "item", True))
        if ago:
            pieces.append(page.wording("ago", role))
        if has_leads and other.lead:
            pieces.append(Piece(cut(other.lead, page.random), role, "line", frame.chance(f"linked lead {about}", 0.3)))
            if frame.chance(f"more {about}", 0.3):
                pieces.append(Piece(frame.pick("more", about), role, "line", True))
    if form.random() < 0.15:
        pieces.append(Piece(frame.pick("more", about), role, "line", True))
    return Area("related class", tuple(pieces))


def cut(lead: str, chance: random.Random) -> str:
    """A lead, now and then cut short."""
    words = lead.split()
    return (
        lead
        if chance.random() < 0.6 or len(words) < 15
        else " ".join(words[: len(words) // 2]) + chance.choice(["...", "…", " [...]"])
    )


def box(page: Composer, name: str, about: str) -> Area:
    """One of the boxes beside or below an article."""
    return _MAKERS.get(name, _plain(name))(page, about)


def _filled(
    page: Composer, section: str, role: Role, least: int, most: int, about: str, *, is_link: bool = False
) -> list[Piece]:
    texts = [page.words.fill(text) for text in page.frame.some(section, least, most, about)]
    return [Piece(text, role, "item" if is_link else "line", is_link) for text in texts]


def _headed(page: Composer, heading: str, pieces: Sequence[Piece], element: str, about: str) -> Area:
    """Lines below a heading, which some sites leave out."""
    has_heading = page.frame.chance(f"{about} {heading}", 0.92)
    first = [page.site(heading, pieces[0].role, about, "box heading")] if has_heading and pieces else []
    return Area(element, (*first, *pieces))


def _poll(page: Composer, about: str) -> Area:
    options = joined(page, _filled(page, "poll option", OTHER, 2, 5, about), "poll", 0.3)
    buttons = _filled(page, "poll button", OTHER, 1, 2, about)
    lines = [page.site("poll question", OTHER), *options, *buttons]
    return _headed(page, "poll heading", lines, "other class", about)


def _videos(page: Composer, about: str) -> Area:
    videos = [page.wording("video", RELATED, "item", is_link=True) for _ in range(page.random.randint(1, 6))]
    return _headed(page, "video heading", _with_bullets(page, videos, "video", 0.4), "related class", about)


def _documents(page: Composer, about: str) -> Area:
    documents = [page.wording("document", RELATED, "item", is_link=True) for _ in range(page.random.randint(2, 6))]
    return _headed(page, "document heading", documents, "related class", about)


def _links(page: Composer, about: str) -> Area:
    links = _filled(page, "link", RELATED, 1, 6, about, is_link=True)
    return _headed(page, "link heading", links, "related class", about)


def _statistics(page: Composer, about: str) -> Area:
    role = FurnitureKind.STATISTICS
    lines = _with_bullets(page, _filled(page, "statistics", role, 1, 6, about), "statistics", 0.4)
    if page.frame.chance("statistics apart", 0.15):
        lines = [Piece(part, role) for piece in lines for part in piece.text.split(": ") if part]
    return _headed(page, "statistics heading", lines, "statistics class", about)


def _with_bullets(page: Composer, pieces: list[Piece], about: str, probability: float) -> list[Piece]:
    if not page.frame.chance(f"{about} bullets", probability):
        return pieces
    bullet = page.frame.pick("bullet", about)
    return [Piece(bullet + piece.text, piece.role, piece.template, piece.is_link) for piece in pieces]


def _plain(name: str) -> Callable[[Composer, str], Area]:
    """A box of lines that are neither links nor counts."""

    def maker(page: Composer, about: str) -> Area:
        return _headed(page, f"{name} heading", _filled(page, name, OTHER, 2, 6, about), "other class", about)

    return maker


_MAKERS: dict[str, Callable[[Composer, str], Area]] = {
    "poll": _poll,
    "video": _videos,
    "documents": _documents,
    "menu": menu,
    "ads": lambda page, _: ads(page),
    "links": _links,
    "statistics": _statistics,
    "most read": lambda page, about: list_of(page, "most read heading", about),
    "related": lambda page, about: list_of(page, "related heading", about),
    "hotline": lambda page, about: Area("other class", tuple(_filled(page, "hotline", OTHER, 1, 3, about))),
    "notice": lambda page, about: Area("other class", tuple(_filled(page, "notice", OTHER, 1, 2, about))),
    "slogan": lambda page, _: Area("other class", (page.site("slogan", FurnitureKind.MASTHEAD),)),
    "login": lambda page, _: controls(page, "login", 2, 5),
}
BOXES = (
    *("poll", "video", "documents", "menu", "ads", "links", "statistics", "most read", "most read", "related"),
    *("hotline", "notice", "weather", "rates", "login", "most read", "video", "statistics", "documents", "slogan"),
)


def boxes(page: Composer, about: str, least: int, most: int) -> Iterator[Area]:
    """The boxes of one column."""
    chance = page.frame.random(f"boxes {about}")
    for i, name in enumerate(chance.sample(BOXES, chance.randint(least, most))):
        yield box(page, name, f"{about} {i}")
