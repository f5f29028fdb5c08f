"""Whatever is repaired reads as it was meant to, and every character of it still leads to its place."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diemtin.clean import clean
from diemtin.detection import TRIED
from diemtin.document import Article, ChangeKind, Format, Page, Span
from diemtin.encodings import as_windows_1252, encodings, without_lost_capitals
from diemtin.phonology import is_syllable
from diemtin.read.pdf import read_pdf
from tests.offsets.made import (
    FORMS,
    TITLES,
    Form,
    News,
    assert_says,
    assert_traced,
    html_of,
    lines_of,
    news,
    pages_of,
    printed,
    quick,
    typed,
    well_printed,
)
from tests.read.made import Run, pdf, set_lines

_forms = st.sampled_from(FORMS)
_PARAGRAPH = 70  # characters; titles, dates and captions are shorter
_WORD = re.compile(r"\S+")


def _page(lines: Sequence[str], format: Format = Format.TEXT) -> Page:
    return Page("a", html_of(lines) if format is Format.HTML else "\n\n".join(lines), format)


def _shown(name: str, text: str) -> str:
    """A line in this encoding as a page in Unicode shows it."""
    if name == "latin-1":
        return text.encode().decode("latin-1")
    return as_windows_1252(text.encode() if name == "utf-8" else encodings()[name].encode(text))


def _assert_comes_back(article: Article, lines: Sequence[str]) -> None:
    """As `assert_says`, but for capitals that TCVN3 has no codes for."""
    assert_traced(article)
    back = " ".join(line.text for line in lines_of(article.page))
    assert without_lost_capitals(back) == without_lost_capitals(" ".join(lines))


def _words(article: Article, part: Span) -> list[str]:
    """The words of a part of the article as its page has them."""
    words = _WORD.finditer(article.text, part.start, part.end)
    spans = [Span(match.start(), match.end()) for match in words]
    return [article.origin.span(span).of(article.page.raw) for span in spans]


_WRONG = [*TRIED, "utf-8", "latin-1"]


@pytest.mark.parametrize("name", _WRONG)
@quick
@given(item=typed, format=st.sampled_from(Format), data=st.data())
def test_a_paragraph_in_a_wrong_encoding(name: str, item: News, format: Format, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([n for n, line in enumerate(item.lines) if len(line) > _PARAGRAPH]))
    lines = [_shown(name, line) if n == place else line for n, line in enumerate(item.lines)]
    article = clean(_page(lines, format))
    _assert_comes_back(article, item.lines)
    [repair] = article.repairs
    assert repair.encoding == name.replace("latin-1", "utf-8")
    words = [_shown(name, word) for word in item.lines[place].split(" ")]
    shown = list(map(html.escape, words)) if format is Format.HTML else words
    assert _words(article, repair.span) == shown


@pytest.mark.parametrize("name", _WRONG)
@quick
@given(item=typed, format=st.sampled_from(Format))
def test_a_page_that_is_all_in_a_wrong_encoding(name: str, item: News, format: Format) -> None:
    article = clean(_page([_shown(name, line) for line in item.lines], format))
    _assert_comes_back(article, item.lines)
    assert {repair.encoding for repair in article.repairs} == {name.replace("latin-1", "utf-8")}


@pytest.mark.parametrize("name", TRIED)
@quick
@given(item=typed, is_html=st.booleans())
def test_a_file_in_an_old_encoding(name: str, item: News, is_html: bool) -> None:
    text = html_of(item.lines) if is_html else "\n\n".join(item.lines)
    [page] = pages_of("a", encodings()[name].encode(text))
    assert page.encoding == name
    assert without_lost_capitals(page.raw) == without_lost_capitals(text)
    assert name == "tcvn3" or page.raw == text
    _assert_comes_back(clean(page), item.lines)


def _references(text: str, style: str) -> str:
    """The letters outside ASCII by their names or numbers."""
    forms = {"decimal": "&#{:d};", "hexadecimal": "&#x{:x};", "capital": "&#X{:X};"}
    if style in forms:
        return "".join(forms[style].format(ord(c)) if c > "\x7f" else c for c in text)
    names = html.entities.codepoint2name
    return "".join(f"&{names.get(ord(c), f'#{ord(c)}')};" if c > "\x7f" else c for c in text)


_STYLES = st.sampled_from(["decimal", "hexadecimal", "capital", "name"])


@quick
@given(item=news, style=_STYLES, which=st.integers(1, 7), form=_forms)
def test_letters_of_a_page_written_as_references(item: News, style: str, which: int, form: Form) -> None:
    raw = html_of([unicodedata.normalize(form, line) for line in item.lines])
    words = [_references(part, style) if n % which == 0 else part for n, part in enumerate(re.split(r"(\s+)", raw))]
    article = clean(Page("a", "".join(words), Format.HTML))
    assert_says(article, item.read)
    assert article.repairs == ()


@quick
@given(item=well_printed, style=_STYLES, which=st.integers(1, 3), form=_forms)
def test_lines_of_a_text_written_as_references(item: News, style: str, which: int, form: Form) -> None:
    lines = [unicodedata.normalize(form, line) for line in item.lines]
    written = [_references(line, style) if n % which == 0 else line for n, line in enumerate(lines)]
    article = clean(_page(written))
    assert_says(article, item.lines)
    assert {repair.encoding for repair in article.repairs} == {"character-references"}


@quick
@given(item=well_printed, style=_STYLES, which=st.integers(2, 3))
def test_references_beside_letters_in_a_line(item: News, style: str, which: int) -> None:
    """The first words are enough to know them by; those that are alone between letters are read too."""
    lines = [f"Công an tỉnh Đồng Cát cho biết: {line}" for line in item.lines if len(line) > _PARAGRAPH]
    written = [
        " ".join(
            _references(word, style) if n < 7 or n % which == 0 else word for n, word in enumerate(line.split(" "))
        )
        for line in lines
    ]
    assert_says(clean(_page(written)), lines)


@quick
@given(
    item=well_printed,
    forms=st.lists(st.sampled_from(FORMS), min_size=1, max_size=5),
    format=st.sampled_from(Format),
)
def test_decomposed_letters(item: News, forms: list[Form], format: Format) -> None:
    page = _page([printed(line, [" "], forms) for line in item.lines], format)
    article = clean(page)
    assert_says(article, item.lines)
    assert {change.kind for change in article.changes} <= {ChangeKind.COMPOSED}
    shown = _words(article, Span(0, len(article.text)))
    assert [unicodedata.normalize("NFC", word) for word in shown] == article.text.split()


_ODD = [" ", "  ", "\u00a0", "\t", "\u2009", "\u3000", " \u00a0 ", "\u202f", "\u1680"]


@quick
@given(
    item=well_printed, spaces=st.lists(st.sampled_from(_ODD), min_size=1, max_size=6), format=st.sampled_from(Format)
)
def test_runs_of_spaces(item: News, spaces: list[str], format: Format) -> None:
    article = clean(_page([printed(line, spaces, ["NFC"]) for line in item.lines], format))
    assert_says(article, item.lines)
    assert article.changes == ()


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a text where what the page shows tells that it was wrapped; else the text."""
    lines = set_lines(text, width)
    inside = sum(line[0].islower() for line in lines[1:])
    return lines if len(lines) >= 3 and 3 * inside >= len(lines) - 1 else [text]


@quick
@given(item=well_printed, width=st.integers(34, 110), form=_forms, newline=st.sampled_from(["\n", "\r\n"]))
def test_wrapped_lines(item: News, width: int, form: Form, newline: str) -> None:
    lines = [newline.join(_wrapped(line, width)) for line in item.lines]
    article = clean(Page("a", unicodedata.normalize(form, (newline * 2).join(lines))))
    assert_says(article, item.lines)
    told = [change for change in article.changes if change.kind is ChangeKind.JOINED]
    assert len(told) == sum(line.count("\n") for line in lines)


_LONG_ENOUGH = 50  # characters, of a line that was broken


@st.composite
def _broken(draw: st.DrawFn, text: str, hyphen: str) -> str:
    """A text with one of its syllables broken where no syllable ends."""
    words = [match for match in re.finditer(r"(?<=\s)[^\W\d_]{3,}(?=\s)", text) if match.start() > _LONG_ENOUGH]
    places = [
        (match.start() + cut)
        for match in words
        for cut in range(1, len(match.group()))
        if match.group().islower() and not all(map(is_syllable, (match.group()[:cut], match.group()[cut:])))
    ]
    place = draw(st.sampled_from(places))
    return f"{text[:place]}{hyphen}\n{text[place:]}"


@quick
@given(item=well_printed, hyphen=st.sampled_from("-\u00ad"), form=_forms, data=st.data())
def test_a_word_broken_at_the_end_of_a_line(item: News, hyphen: str, form: Form, data: st.DataObject) -> None:
    lines = [data.draw(_broken(line, hyphen)) if len(line) > _PARAGRAPH else line for line in item.lines]
    article = clean(_page([unicodedata.normalize(form, line) for line in lines]))
    assert_says(article, item.lines)
    told = [change for change in article.changes if change.kind is not ChangeKind.COMPOSED]
    assert {change.kind for change in told} <= {ChangeKind.DEHYPHENATED, ChangeKind.JOINED}


def _can_part(before: str, after: str) -> bool:
    """Whether only one reading of the two without a space is Vietnamese: a small letter before a capital."""
    word = before + after
    is_joint = before.islower() and len(before) > 1 and after[:1].isupper() and after[1:].islower()
    return is_joint and not word.isascii() and all(map(is_syllable, (before, after))) and not is_syllable(word)


def _glued(text: str, step: int) -> str:
    """A text without every so manieth of the spaces that can be put back."""
    parts: list[str] = []
    number = 0
    for before, after in pairwise(text.split(" ")):
        number += _can_part(before, after)
        parts += [before, "" if _can_part(before, after) and number % step == 0 else " "]
    return "".join([*parts, text.rpartition(" ")[2]])


@quick
@given(item=well_printed, step=st.integers(1, 3), form=_forms, format=st.sampled_from(Format))
def test_glued_words(item: News, step: int, form: Form, format: Format) -> None:
    lines = [unicodedata.normalize(form, _glued(line, step)) for line in item.lines]
    article = clean(_page(lines, format))
    assert_says(article, item.lines)
    told = [change for change in article.changes if change.kind is not ChangeKind.COMPOSED]
    assert {change.kind for change in told} <= {ChangeKind.PARTED}
    # Of a line that is left out nothing is told.
    kept = [(line, printed) for line, printed in zip(item.lines, lines, strict=True) if line in article.text]
    assert len(told) == sum(line.count(" ") - printed.count(" ") for line, printed in kept)


_TORN = re.compile(r"(?=[^\W\d_]{3})(?:Sáng|Ngày|Đến)\b")


@quick
@given(item=well_printed, tear=st.sampled_from([" ", "\n", "  ", "\n\n"]), form=_forms)
def test_a_drop_capital(item: News, tear: str, form: Form) -> None:
    lines = [f"{line[0]}{tear}{line[1:]}" if _TORN.match(line) else line for line in item.lines]
    article = clean(_page([unicodedata.normalize(form, line) for line in lines]))
    assert_says(article, item.lines)


@quick
@given(item=well_printed, is_glued=st.booleans(), high=st.sampled_from([1, 2, 3]))
def test_a_drop_capital_and_glued_words_of_a_pdf(item: News, is_glued: bool, high: int) -> None:
    runs: list[Run] = [(40.0, 800.0, 18.0, item.title)]
    y = 760.0
    for line in item.lines[1:]:
        is_torn = _TORN.match(line) is not None
        set_in = set_lines(_glued(line, 1) if is_glued else line, 80)
        if is_torn:
            runs.append((40.0, y - 13.0 * (min(high, len(set_in)) - 1), 12.0 * high + 4, line[0]))
        for n, text in enumerate(set_in):
            is_beside = is_torn and n < high
            runs.append((40.0 + is_beside * (6.0 * high + 4), y, 10.0, text[1:] if is_torn and not n else text))
            y -= 13.0
        y -= 40.0
    assume(y > 20.0)
    assert_says(clean(read_pdf("a", pdf([runs]))), item.lines)


_HEADLINES = st.sampled_from(TITLES)


@quick
@given(title=_HEADLINES, item=well_printed, format=st.sampled_from(Format), form=_forms)
def test_a_title_in_capitals(title: str, item: News, format: Format, form: Form) -> None:
    lines = [title.upper(), *item.lines[1:], f"Theo đó, {title[0].lower()}{title[1:]} trong ngày 7/7."]
    page = _page([unicodedata.normalize(form, line) for line in lines], format)
    article = clean(replace(page, title=title.upper()))
    assert_says(article, lines)
    assert article.title is not None
    assert article.title.of(article.text) == title.upper()
    assert article.title_cased == title
