"""News as it is printed, made up of Vietnamese phrases and syllables, and what must hold of any article of it."""

from __future__ import annotations

import html
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, groupby, pairwise
from typing import Literal

from hypothesis import Phase, settings
from hypothesis import strategies as st

from diemtin.clean import clean
from diemtin.clean.lines import Line, text_lines
from diemtin.clean.markup import html_lines
from diemtin.detection import is_unicode
from diemtin.document import Article, Block, BlockKind, Change, ChangeKind, Format, Page, Span
from diemtin.encodings import Encoding, encodings
from diemtin.lexicon import entries
from diemtin.normalize import Mapped, normalize
from diemtin.read import Columns, read_stream

# Drawn news is readable as it is; to make it smaller takes minutes.
quick = settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))

TITLES = [
    "Công an tỉnh Đồng Cát công bố chỉ số cải cách hành chính",
    "Bắt giữ nhóm đối tượng trộm cắp tài sản ở huyện Vạn Lý",
    "Ủy ban nhân dân huyện Vạn Lý khen thưởng 12 tập thể",
]
_OPENINGS = [
    *("Sáng 7/7", "Ngày 12-11-2021", "Theo báo cáo tại hội nghị", "Đến nay", "Trong 6 tháng đầu năm 2022", "Hôm qua"),
    *("Phát biểu kết luận", "Trước đó", "Qua kiểm tra 1.203 cơ sở", "Ở cơ sở", "Ý kiến tại hội nghị", "Ủng hộ đề xuất"),
]
_BODIES = ["Công an huyện Vạn Lý", "Ủy ban nhân dân tỉnh Đồng Cát", "các đơn vị", "lực lượng chức năng", "Đội 3"]
_RANKS = ["Đại tá", "Thiếu tá", "đồng chí", "ông", "bà"]
_SURNAMES, _MIDDLES = ["Nguyễn", "Trần", "Phạm", "Đỗ", "Hoàng", "Lê"], ["Văn", "Thị", "Đình", "Quốc", "Bá"]
_GIVEN = ["Khải", "Lữ", "Ngọc", "Hòa", "Thủy", "Dũng", "Quỳnh", "Yến"]
_PREDICATES = [
    "đã tổ chức hội nghị sơ kết công tác sáu tháng đầu năm",
    "đã điều tra, làm rõ 40 vụ việc, thu hồi tài sản trị giá 1,2 tỷ đồng",
    "yêu cầu các đơn vị tiếp tục nâng cao hiệu quả công tác được giao",
    "cho biết số vụ tai nạn giảm 15,5% so với cùng kỳ năm trước",
    "kêu gọi người dân “nêu cao cảnh giác” trước thủ đoạn lừa đảo",
]
_SYLLABLES = [word for word in entries("common_syllables")[:400] if len(word) > 1]

names = st.builds(" ".join, st.tuples(*map(st.sampled_from, (_RANKS, _SURNAMES, _MIDDLES, _GIVEN))))
_loose = st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=8).map(" ".join)
sentences = st.builds(
    "{}, {} {}, {}.".format,
    st.sampled_from(_OPENINGS),
    st.sampled_from(_BODIES) | names,
    st.sampled_from(_PREDICATES),
    _loose | st.sampled_from(_PREDICATES),
)
paragraphs = st.lists(sentences, min_size=1, max_size=3).map(" ".join)


@dataclass(frozen=True, slots=True)
class News:
    """An article, its lines in the order of the page: the title, the paragraphs."""

    lines: tuple[str, ...]

    @property
    def title(self) -> str:
        """The first line."""
        return self.lines[0]

    @property
    def read(self) -> tuple[str, ...]:
        """The lines as they should be read: composed, each run of spaces one space."""
        return tuple(map(as_read, self.lines))


_TAG = re.compile("<[^<>]*>")
_WORDS = re.compile(r"[^ \t\r\n]+|[ \t\r\n]+")
# Between two words a page may have any of these; what is invisible stands beside a space.
_SPACES = [" ", "  ", "\u00a0", "\t", "\u2009", "\u3000", " \u200b", "\ufeff ", "\u00a0 \u00a0"]
Form = Literal["NFC", "NFD"]
FORMS: list[Form] = ["NFC", "NFD"]
_FORMS: list[tuple[Form, ...]] = [("NFC",), ("NFD",), ("NFC", "NFD")]
_spaces = st.just([" "]) | st.lists(st.sampled_from(_SPACES), min_size=1, max_size=5)


def printed(text: str, spaces: Sequence[str], forms: Sequence[Form]) -> str:
    """The words of a text in these normal forms in turn, with these spaces between them in turn."""
    words = [unicodedata.normalize(form, word) for form, word in zip(cycle(forms), text.split(" "), strict=False)]
    return "".join(part for pair in zip(words, cycle(spaces), strict=False) for part in pair)[
        : -len(_last(words, spaces))
    ]


def _last(words: Sequence[str], spaces: Sequence[str]) -> str:
    return spaces[(len(words) - 1) % len(spaces)]


def as_read(text: str) -> str:
    """A line as the product promises to read it."""
    return normalize(Mapped.of(text, 0, len(text))).text


# What old encodings have no codes for is typed so.
_TYPED = str.maketrans({"“": '"', "”": '"'})
_PRINTED = [(), ("Thứ Năm, 07/07/2022, 16:42 (GMT+7)",)]
_SHOWN = [(), ("Quang cảnh hội nghị. Ảnh: Thành Đạt",)]
_SIGNED = [(), ("Hồng Thắm",), ("Bài, ảnh: Hồng Thắm - Nam Phong",)]
well_printed = st.builds(
    lambda title, date, body, photo, byline: News((title, *date, *body[:1], *photo, *body[1:], *byline)),
    st.sampled_from(TITLES),
    st.sampled_from(_PRINTED),
    st.lists(paragraphs, min_size=3, max_size=6),
    st.sampled_from(_SHOWN),
    st.sampled_from(_SIGNED),
)
"""News in composed letters with single spaces."""

typed = well_printed.map(lambda plain: News(tuple(line.translate(_TYPED) for line in plain.lines)))
"""The same with the signs of a typewriter."""

news = st.builds(
    lambda plain, spaces, forms: News(tuple(printed(line, spaces, forms) for line in plain.lines)),
    well_printed,
    _spaces,
    st.sampled_from(_FORMS),
)
"""News in either normal form or both, with whatever stands for a space."""


def html_of(lines: Sequence[str]) -> str:
    """A page with a title and paragraphs."""
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines[1:])
    return f"<!DOCTYPE html>\n<html><body><h1>{html.escape(lines[0])}</h1>\n{body}</body></html>"


def pages_of(name: str, content: bytes, columns: Columns | None = None) -> list[Page]:
    """All pages of a file of this name, none of which may be an error."""
    found = list(read_stream(name, io.BytesIO(content), columns))
    assert all(isinstance(page, Page) for page in found), found
    return [page for page in found if isinstance(page, Page)]


def assert_says(article: Article, lines: Sequence[str]) -> None:
    """The page has these lines, as they should be read, once each and in this order; the article traces each."""
    assert_traced(article)
    assert " ".join(line.text for line in lines_of(article.page)) == " ".join(lines)
    assert article.prose


def lines_of(page: Page) -> list[Line]:
    """What can be seen on a page, from its beginning to its end."""
    return html_lines(page.raw) if page.format is Format.HTML else text_lines(page.raw)


def assert_traced(article: Article) -> None:
    """Every span leads into the page, in order, and to what it says; another reading says the same."""
    _assert_map_is_sound(article)
    _assert_each_line_is_kept_or_left_out(article)
    _assert_names_lie_in_lines(article)
    for block in article.blocks:
        assert seen(article, block) == block.span.of(article.text)
    assert clean(article.page) == article


def _assert_map_is_sound(article: Article) -> None:
    origin, text = article.origin, article.text
    ranges = [Span(start, end) for start, end in zip(origin.starts, origin.ends, strict=True)]
    assert len(ranges) == len(text)
    assert text == "\n".join(block.span.of(text) for block in article.blocks)
    assert all(0 <= span.start <= span.end <= len(article.page.raw) for span in ranges)
    for before, after in pairwise(ranges):
        # Letters that one cluster was composed to, or one reference or legacy code stands for, share its range.
        assert before == after or before.end <= after.start or _is_put_in(before, after)


def _is_put_in(before: Span, after: Span) -> bool:
    return not len(before) or not len(after)


def _assert_each_line_is_kept_or_left_out(article: Article) -> None:
    """Once, and in the order of the page; a caption and its credit are two blocks of one line."""
    blocks = [(article.origin.span(block.span), block.span.of(article.text)) for block in article.blocks]
    parts = sorted([*blocks, *((line.source, None) for line in article.furniture)], key=lambda part: part[0])
    assert [part for part in parts if part[1] is not None] == blocks
    for line in lines_of(article.page):
        source, texts = line.piece.source(), []
        while parts and source.covers(parts[0][0]):
            place, text = parts.pop(0)
            texts.append(line.text if text is None else text)
            assert text is not None or place == source
        assert "".join(texts).replace(" ", "") == line.text.replace(" ", "")
    assert not parts


def _assert_names_lie_in_lines(article: Article) -> None:
    by_kind = {kind: [block.span for block in article.blocks if block.kind is kind] for kind in BlockKind}
    for name in (*article.bylines, *filter(None, [article.byline])):
        assert any(line.covers(name) for line in by_kind[BlockKind.BYLINE])
    for caption in article.captions:
        assert caption.text in (*by_kind[BlockKind.CAPTION], *by_kind[BlockKind.CREDIT])
        assert caption.credit is None or any(line.covers(caption.credit) for line in by_kind[BlockKind.CREDIT])
    assert article.title is None or article.title in by_kind[BlockKind.TITLE]


def seen(article: Article, block: Block) -> str:
    """What the page says at the place of a block, read on its own; in plain text with the changes that are told."""
    source = article.origin.span(block.span)
    wrong = next((repair.encoding for repair in article.repairs if repair.span == block.span), None)
    if wrong:
        printed = source.of(article.page.raw)
        shown = html.unescape(_TAG.sub("", printed)) if article.page.format is Format.HTML else printed
        return as_read(_repaired(shown, encodings()[wrong]))
    if article.page.format is Format.HTML:
        return " ".join(line.text for line in html_lines(source.of(article.page.raw)))
    changes = [change for change in article.changes if block.span.covers(change.span) and source.covers(change.source)]
    return as_read(_retold(article, source, changes))


def _repaired(text: str, encoding: Encoding) -> str:
    """Text read in an encoding, but for the words that are Unicode already."""
    if encoding.name == "character-references":
        return encoding.read_text(text)
    parts = [(is_right, "".join(words)) for is_right, words in groupby(_WORDS.findall(text), is_unicode)]
    return "".join(part if is_right else encoding.read_text(part) for is_right, part in parts)


def _retold(article: Article, source: Span, changes: Sequence[Change]) -> str:
    """The page with the changes made; a space that parts two words is put in before its source."""
    raw, parts, position = article.page.raw, [], source.start
    for change in changes:
        parts += [raw[position : change.source.start], change.span.of(article.text)]
        position = change.source.start if change.kind is ChangeKind.PARTED else change.source.end
    return "".join([*parts, raw[position : source.end]])
