"""A page in an archive is the page that it is as a file of its own: the same characters, the same article."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtin.clean import clean
from diemtin.document import Page
from tests.offsets.made import News, assert_says, assert_traced, html_of, news, pages_of, quick
from tests.read.made import docx, odt, rtf, tarred, warc_record, zipped, zstandard_of


def _text(item: News) -> bytes:
    return "\n\n".join(item.lines).encode()


def _utf16(item: News) -> bytes:
    return "\r\n\r\n".join(item.lines).encode("utf-16")


def _html(item: News) -> bytes:
    return html_of(item.lines).encode()


def _docx(item: News) -> bytes:
    return docx("".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in item.lines))


def _odt(item: News) -> bytes:
    return odt("".join(f"<text:p>{escape(line)}</text:p>" for line in item.lines))


def _rtf(item: News) -> bytes:
    return rtf(
        "".join(
            "".join(f"\\u{ord(c)}?" if c > "\x7f" or c == "\t" else c for c in line) + "\\par " for line in item.read
        )
    )


def _message(item: News) -> bytes:
    head = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return head + _html(item)


def _records(item: News) -> bytes:
    records = [{"title": item.title, "text": "\n".join(item.lines[1:])}, {"text": "\n\n".join(item.lines)}]
    return "\n".join(map(json.dumps, records)).encode()


_PAGES: dict[str, Callable[[News], bytes]] = {
    ".txt": _text,
    ".text": _utf16,
    ".html": _html,
    ".docx": _docx,
    ".odt": _odt,
    ".rtf": _rtf,
    ".eml": _message,
    ".jsonl": _records,
}


@st.composite
def _folders(draw: st.DrawFn) -> dict[str, bytes]:
    """Files of several formats under their names, some in folders."""
    files: dict[str, bytes] = {}
    for number, item in enumerate(draw(st.lists(news, min_size=1, max_size=3))):
        suffix = draw(st.sampled_from(sorted(_PAGES)))
        folder = draw(st.sampled_from(["", "tin/", "báo/2022/thời sự/"]))
        files[f"{folder}{number}{suffix}"] = _PAGES[suffix](item)
    return files


def _stored(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def _pax(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), 1.5
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


_ARCHIVES: dict[str, Callable[[Mapping[str, bytes]], bytes]] = {
    "a.zip": zipped,
    "stored.zip": _stored,
    "a.tar": tarred,
    "pax.tar": _pax,
}
_COMPRESSED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".zst": zstandard_of,
    ".members.gz": lambda content: gzip.compress(content[:99]) + gzip.compress(content[99:]),
}


def _alone(page: Page, container: str) -> Page:
    """The page as if it did not lie in the container."""
    return replace(page, source=page.source.removeprefix(f"{container}!"))


@pytest.mark.parametrize("archive", _ARCHIVES)
@quick
@given(files=_folders(), compression=st.sampled_from(sorted(_COMPRESSED)))
def test_pages_of_an_archive_are_those_of_its_files(archive: str, files: dict[str, bytes], compression: str) -> None:
    name = archive + compression
    packed = pages_of(name, _COMPRESSED[compression](_ARCHIVES[archive](files)))
    single = [page for file, content in files.items() for page in pages_of(file, content)]
    assert [_alone(page, name) for page in packed] == single
    for page, alone in zip(packed, single, strict=True):
        article = clean(page)
        assert_traced(article)
        assert replace(article, page=alone) == clean(alone)


@quick
@given(item=news, suffix=st.sampled_from(sorted(_PAGES)), compression=st.sampled_from([".gz", ".xz", ".zst"]))
def test_a_compressed_page_is_the_page(item: News, suffix: str, compression: str) -> None:
    content = _PAGES[suffix](item)
    single = pages_of(f"a{suffix}", content)
    packed = pages_of(f"a{suffix}{compression}", _COMPRESSED[compression](content))
    assert [page.raw for page in packed] == [page.raw for page in single]
    for page in packed:
        assert_says(clean(page), item.read)


_CHARSETS = ["utf-8", "utf-16", "iso-8859-1", ""]


def _answer(kind: str, charset: str, content: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}{f'; charset={charset}' if charset else ''}\r\n\r\n"
    return head.encode() + content


@quick
@given(
    items=st.lists(news, min_size=1, max_size=3),
    charset=st.sampled_from(_CHARSETS),
    is_compressed=st.booleans(),
    is_html=st.booleans(),
)
def test_pages_of_a_web_archive_are_those_that_the_server_sent(
    items: list[News], charset: str, is_compressed: bool, is_html: bool
) -> None:
    sent = [
        (_html(item) if is_html else _text(item)).decode().encode(charset.replace("iso-8859-1", "") or "utf-8")
        for item in items
    ]
    kind = "text/html" if is_html else "text/plain"
    urls = [f"https://baomau.example/tin/{number}" for number in range(len(items))]
    records = [
        warc_record(what, url, content)
        for url, body in zip(urls, sent, strict=True)
        for what, content in [("request", b"GET /tin HTTP/1.1\r\n\r\n"), ("response", _answer(kind, charset, body))]
    ]
    content = b"".join(map(gzip.compress, records) if is_compressed else records)
    packed = pages_of("a.warc", content)
    single = [
        page
        for url, body in zip(urls, sent, strict=True)
        for page in pages_of(url + (".html" if is_html else ""), body)
    ]
    assert [page.source for page in packed] == [f"a.warc!{url}" for url in urls]
    for page, alone, item in zip(packed, single, items, strict=True):
        assert (page.raw, page.format, page.encoding) == (alone.raw, alone.format, alone.encoding)
        assert_says(clean(page), item.read)
