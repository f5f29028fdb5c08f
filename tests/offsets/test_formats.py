"""News that is put into a file of any format comes back whole, and every character of it leads to its place."""

from __future__ import annotations

import base64
import csv
import io
import json
import quopri
from collections.abc import Callable, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtin.clean import clean
from diemtin.encodings import encodings
from diemtin.read import Columns
from tests.offsets.made import (
    FORMS,
    Form,
    News,
    as_read,
    assert_says,
    html_of,
    news,
    pages_of,
    printed,
    quick,
    typed,
    well_printed,
)
from tests.read.made import Run, docx, odt, pdf, rtf, set_lines


@st.composite
def _runs(draw: st.DrawFn, text: str) -> list[str]:
    """A text cut into runs anywhere, as word processors do."""
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=4)))
    return [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]


def _docx_run(text: str) -> str:
    """`\\t` has an element of its own."""
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t"))
    return f"<w:r><w:rPr><w:b/></w:rPr>{'<w:tab/>'.join(parts)}</w:r>"


def _docx_line(runs: Sequence[str]) -> str:
    return f"<w:p>{''.join(map(_docx_run, runs))}</w:p>"


def _docx_cell(runs: Sequence[str]) -> str:
    return f"<w:tbl><w:tr><w:tc>{_docx_line(runs)}</w:tc></w:tr></w:tbl>"


def _odt_run(text: str) -> str:
    spaced = escape(text).replace("\t", "<text:tab/>").replace("  ", ' <text:s text:c="1"/>')
    return f"<text:span>{spaced}</text:span>"


def _odt_line(runs: Sequence[str]) -> str:
    return f"<text:p>{''.join(map(_odt_run, runs))}</text:p>"


def _odt_heading(runs: Sequence[str]) -> str:
    return f"<text:h>{''.join(map(_odt_run, runs))}<text:note><text:p>1</text:p></text:note></text:h>"


def _rtf_run(text: str) -> str:
    signs = {"{": "\\{", "}": "\\}", "\\": "\\\\", "\t": "\\tab "}
    return "{\\b " + "".join(signs.get(c, c) if c < "\x80" else f"\\u{_signed(c)}?" for c in text) + "}"


def _signed(character: str) -> int:
    return ord(character) - (ord(character) >> 15 << 16)


def _rtf_line(runs: Sequence[str]) -> str:
    return "".join(map(_rtf_run, runs)) + "\\par\n"


_DOCUMENTS = {
    "a.docx": (docx, (_docx_line, _docx_cell)),
    "a.odt": (odt, (_odt_line, _odt_heading)),
    "a.rtf": (rtf, (_rtf_line,)),
}


@pytest.mark.parametrize("name", _DOCUMENTS)
@quick
@given(news=news, data=st.data())
def test_a_document_gives_its_paragraphs(name: str, news: News, data: st.DataObject) -> None:
    pack, forms = _DOCUMENTS[name]
    body = "".join(data.draw(st.sampled_from(forms))(data.draw(_runs(line))) for line in news.lines)
    [page] = pages_of(name, pack(body))
    assert page.raw.removesuffix("\n") == "\n".join(news.lines)
    assert_says(clean(page), news.read)


@quick
@given(typed)
def test_an_old_rtf_in_the_code_page_of_vietnam_reads_the_same(news: News) -> None:
    written = [encodings()["windows-1258"].encode(line) for line in news.lines]
    body = "\\par\n".join("".join(chr(b) if b < 0x80 else f"\\'{b:02x}" for b in line) for line in written)
    [page] = pages_of("a.rtf", rtf(body))
    assert_says(clean(page), news.read)


@st.composite
def _laid_out(draw: st.DrawFn, lines: Sequence[str]) -> list[list[Run]]:
    """Sheets of one or two columns under a title, paragraphs apart by a gap; drawn in the order of reading or not."""
    columns, size, most = (
        draw(st.sampled_from([1, 2])),
        draw(st.sampled_from([9.0, 10.0, 11.5])),
        draw(st.integers(20, 46)),
    )
    width = int((515 if columns == 1 else 245) / size * 2)
    body = [line for text in lines[1:] for line in [*set_lines(text, width), ""]]
    sheets = [
        _sheet(body[first : first + columns * most], columns, size) for first in range(0, len(body), columns * most)
    ]
    sheets[0] = [(40.0, 790.0 - 22 * n, 18.0, line) for n, line in enumerate(set_lines(lines[0], 56))] + sheets[0]
    return [draw(st.permutations(sheet)) if draw(st.booleans()) else sheet for sheet in sheets if sheet]


def _sheet(lines: Sequence[str], columns: int, size: float) -> list[Run]:
    """Columns of about the same height; a single line beside a column would not be taken for one."""
    height = (len(lines) + columns - 1) // columns
    if sum(map(bool, lines[height:])) < 2 or sum(map(bool, lines[:height])) < 2:
        height = len(lines)
    places = [(40 + 270.0 * (n // height), 740 - 14.0 * (n % height)) for n in range(len(lines))]
    return [(x, y, size, line) for (x, y), line in zip(places, lines, strict=True) if line]


@quick
@given(news=well_printed, form=st.sampled_from(FORMS), data=st.data())
def test_a_pdf_gives_its_text_in_the_order_of_reading(news: News, form: Form, data: st.DataObject) -> None:
    lines = [printed(line, [" "], [form]) for line in news.lines]
    [page] = pages_of("a.pdf", pdf(data.draw(_laid_out(lines))))
    assert page.raw.split() == " ".join(lines).split()
    assert_says(clean(page), news.read)


_TRANSFERS: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
    "8bit": bytes,
}


def _part(kind: str, charset: str, transfer: str, content: bytes, more: str = "") -> bytes:
    head = f'Content-Type: {kind}; charset="{charset}"\nContent-Transfer-Encoding: {transfer}\n{more}\n'
    return head.encode() + _TRANSFERS[transfer](content)


def _multipart(kind: str, parts: Sequence[bytes], boundary: str) -> bytes:
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'.encode()
    return head + b"".join(b"--%s\n%s\n" % (boundary.encode(), part) for part in parts) + f"--{boundary}--\n".encode()


def _message(kind: str, body: bytes, other: bytes) -> bytes:
    """A body alone, beside its plain form, among attachments, or with the pictures of a page that was saved."""
    attached = _part("text/html", "utf-8", "base64", b"<p>nothing</p>", "Content-Disposition: attachment\n")
    picture = b"Content-Type: image/png\nContent-Location: https://baomau.example/a.png\n\nx"
    inside = {
        "alone": lambda: body,
        "alternative": lambda: _multipart("alternative", [other, body], "=_1"),
        "mixed": lambda: _multipart("mixed", [_multipart("alternative", [other, body], "=_1"), attached], "=_2"),
        "related": lambda: _multipart("related", [body, picture], "=_3"),
    }
    return b"MIME-Version: 1.0\nFrom: toasoan@baomau.example\n" + inside[kind]()


@quick
@given(
    news=news,
    kind=st.sampled_from(["alone", "alternative", "mixed", "related"]),
    charset=st.sampled_from(["utf-8", "utf-16"]),
    transfer=st.sampled_from(sorted(_TRANSFERS)),
    is_html=st.booleans(),
)
def test_a_message_gives_the_part_that_is_the_article(
    news: News, kind: str, charset: str, transfer: str, is_html: bool
) -> None:
    charset = "utf-8" if transfer != "base64" else charset
    body = html_of(news.lines) if is_html else "\n\n".join(news.lines)
    content = body.encode(charset)
    part = _part("text/html" if is_html else "text/plain", charset, transfer, content)
    [page] = pages_of(
        "a.eml", _message(kind, part, _part("text/plain", "utf-8", "8bit", b"") if is_html else picture())
    )
    [alone] = pages_of("a.html" if is_html else "a.txt", content)
    assert (page.raw, page.format, page.encoding) == (alone.raw, alone.format, alone.encoding)
    assert_says(clean(page), news.read)


def picture() -> bytes:
    """A part that is no text."""
    return b"Content-Type: image/png\n\nx"


@st.composite
def _records(draw: st.DrawFn) -> list[dict[str, str]]:
    """Records whose titles stand apart, or begin their texts, or are not there."""
    found = []
    for number, item in enumerate(draw(st.lists(news, min_size=1, max_size=3))):
        lines = draw(st.sampled_from([item.lines, item.lines[1:]]))
        record = {"text": draw(st.sampled_from(["\n", "\n\n", "\r\n\r\n"])).join(lines), "id": str(number)}
        if lines[0] != item.title:
            record["title"] = item.title
        found.append(record)
    return found


def _raw(record: dict[str, str]) -> str:
    """What offsets count in, as the README says: the text, with a title that it does not begin with before it."""
    return f"{record['title']}\n\n{record['text']}" if "title" in record else record["text"]


def _assert_records(
    name: str, content: bytes, records: Sequence[dict[str, str]], columns: Columns | None = None
) -> None:
    pages = pages_of(name, content, columns)
    assert [(page.raw, page.id, page.title) for page in pages] == [
        (_raw(record), record["id"], record.get("title")) for record in records
    ]
    for page, record in zip(pages, records, strict=True):
        assert_says(clean(page), [line for line in map(as_read, _raw(record).splitlines()) if line])


@quick
@given(_records(), st.booleans(), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_lines_of_json_give_a_page_each(records: list[dict[str, str]], ascii: bool, newline: str) -> None:
    content = newline.join(json.dumps(record, ensure_ascii=ascii) for record in records)
    _assert_records("a.jsonl", content.encode(), records)


@quick
@given(_records(), st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_an_array_of_json_gives_a_page_each(
    records: list[dict[str, str]], ascii: bool, indent: str | int | None
) -> None:
    _assert_records("a.json", json.dumps(records, ensure_ascii=ascii, indent=indent).encode(), records)


_FIELDS = ["text", "id", "title"]
_NAMES = [_FIELDS, ["Nội dung", "Mã", "Tiêu đề"], ["x1", "x2", "x3"]]


@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[str], list[str], Columns | None]:
    """The order of columns, what they are called, and what must be said to understand it."""
    order = draw(st.permutations([*_FIELDS, "ghi chú"]))
    called = draw(st.sampled_from(_NAMES))
    columns = Columns(*called) if called == _NAMES[2] else None
    return order, [dict(zip(_FIELDS, called, strict=True)).get(field, field) for field in order], columns


@quick
@given(
    records=_records(),
    table=_tables(),
    delimiter=st.sampled_from(",;\t"),
    newline=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_a_table_gives_a_page_a_row(
    records: list[dict[str, str]],
    table: tuple[list[str], list[str], Columns | None],
    delimiter: str,
    newline: str,
    mark: str,
) -> None:
    order, called, columns = table
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator=newline)
    writer.writerows([called, *([record.get(field, "") for field in order] for record in records)])
    _assert_records("a.csv", (mark + file.getvalue()).encode(), records, columns)


@quick
@given(_records(), _tables(), st.sampled_from([1, 64]))
def test_a_parquet_file_gives_a_page_a_row(
    records: list[dict[str, str]], table: tuple[list[str], list[str], Columns | None], rows: int
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    order, called, columns = table
    file = io.BytesIO()
    cells = {name: [record.get(field) for record in records] for field, name in zip(order, called, strict=True)}
    types = pa.schema([(name, pa.string()) for name in called])
    pq.write_table(pa.table(cells, types), file, row_group_size=rows)
    _assert_records("a.parquet", file.getvalue(), records, columns)
