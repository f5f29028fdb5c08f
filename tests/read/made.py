"""Files of every format, made in memory; `PARAGRAPHS` is what most of them say."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from email.message import EmailMessage
from xml.sax.saxutils import escape

TITLE = "Công an tỉnh Đồng Cát công bố chỉ số cải cách hành chính"
PARAGRAPHS = [
    TITLE,
    "Sáng 7/7, Công an tỉnh Đồng Cát tổ chức hội nghị công bố chỉ số cải cách hành chính năm 2022.",
    "Đại tá Trần Văn Khải, Giám đốc Công an tỉnh, chủ trì hội nghị.",
]
HTML = f"<!DOCTYPE html><html><body><h1>{TITLE}</h1><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></body></html>"

# A run of text: left edge and baseline in points, size, characters.
Run = tuple[float, float, float, str]


def pdf(pages: Iterable[Iterable[Run]], trailer: bytes = b"") -> bytes:
    """A PDF file whose characters are half as wide as they are high; nothing is embedded but the way to Unicode."""
    characters: dict[str, int] = {}
    streams = []
    for page in pages:
        shown = [
            f"BT /F {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm <{''.join(_code(c, characters) for c in text)}> Tj ET"
            for x, y, size, text in page
        ]
        streams.append(zlib.compress("\n".join(shown).encode()))
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(streams)))
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(streams)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/A/Flags 4/Ascent 800/Descent -200"
        b"/FontBBox[0 -200 1000 800]>>/DW 500>>",
        _stream(_to_unicode(characters), b""),
    ]
    for number, content in enumerate(streams):
        resources = f"/Resources<</Font<</F 3 0 R>>>>/MediaBox[0 0 595 842]/Contents {7 + 2 * number} 0 R"
        objects += [f"<</Type/Page/Parent 2 0 R{resources}>>".encode(), _stream(content, b"/Filter/FlateDecode")]
    return _with_table(objects, trailer)


def _code(character: str, characters: dict[str, int]) -> str:
    return f"{characters.setdefault(character, len(characters) + 1):04x}"


def _to_unicode(characters: Mapping[str, int]) -> bytes:
    pairs = "\n".join(f"<{code:04x}> <{c.encode('utf-16-be').hex()}>" for c, code in characters.items())
    return (
        f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(characters)} beginbfchar\n{pairs}\nendbfchar endcmap"
    ).encode()


def _stream(content: bytes, entries: bytes) -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def _with_table(objects: list[bytes], trailer: bytes) -> bytes:
    file = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(file))
    return file + head + table + end


def set_lines(text: str, width: int) -> list[str]:
    """The lines of a text, broken at `width` characters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def columns(paragraphs: Iterable[str], *, by_rows: bool) -> list[Run]:
    """Two columns under a title, drawn column by column, or across both row by row as some programs do."""
    runs: list[Run] = [(40, 780, 18, line) for line in [TITLE]]
    lines = [(14.0 * (n == 0), line) for text in paragraphs for n, line in enumerate(set_lines(text, 44))]
    half = (len(lines) + 1) // 2
    body = [
        (40 + 270 * (n // half) + indent, 740 - 13.0 * (n % half), 10.0, line) for n, (indent, line) in enumerate(lines)
    ]
    return runs + (sorted(body, key=lambda run: (-run[1], run[0])) if by_rows else body)


def simple_pdf() -> bytes:
    """`PARAGRAPHS`, a line each."""
    return pdf([[(40, 780 - 40 * n, 10, text) for n, text in enumerate(PARAGRAPHS)]])


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A ZIP archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(members: Mapping[str, bytes | str]) -> bytes:
    """A TAR archive."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def docx(body: str | None = None, before: str = "") -> bytes:
    """A DOCX document; `before` stands before the root of its XML."""
    if body is None:
        body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in PARAGRAPHS)
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    other = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    root = f'<w:document xmlns:w="{word}" xmlns:mc="{other}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": f"<?xml version='1.0'?>{before}{root}"})


def odt(body: str | None = None, before: str = "", manifest: str = "<manifest/>") -> bytes:
    """An ODT document."""
    if body is None:
        body = "".join(f"<text:p>{escape(text)}</text:p>" for text in PARAGRAPHS)
    namespaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "text")
    )
    content = f"<?xml version='1.0'?>{before}<office:document-content {namespaces}>{body}</office:document-content>"
    mimetype = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest})


def rtf(body: str | None = None) -> bytes:
    """An RTF document as Word writes it, letters outside ASCII by their numbers."""
    if body is None:
        numbers = ["".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in text) for text in PARAGRAPHS]
        body = "\n".join(f"{text}\\par" for text in numbers)
    return ("{\\rtf1\\ansi\\ansicpg1258\\deff0{\\fonttbl{\\f0 Arial;}}\\f0 " + body + "}").encode()


def message(*, html: bool = True) -> bytes:
    """An e-mail with text, and with HTML as its better form."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "toasoan@baomau.example", TITLE
    mail.set_content("\n\n".join(PARAGRAPHS), charset="utf-8", cte="quoted-printable")
    if html:
        mail.add_alternative(HTML, subtype="html", cte="base64")
    mail.add_attachment(b"<p>nothing</p>", maintype="text", subtype="html", filename="a.html")
    return mail.as_bytes()


def warc() -> bytes:
    """A web archive with a page, a picture, a page that is not there, and the request of the first."""
    return b"".join(
        warc_record(kind, f"https://baomau.example/{name}", http.encode())
        for kind, name, http in [
            ("request", "tin.html", "GET /tin.html HTTP/1.1\r\n\r\n"),
            ("response", "a.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            ("response", "b.html", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>không có</p>"),
            ("response", "tin.html", f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{HTML}"),
        ]
    )


def warc_record(kind: str, url: str, block: bytes) -> bytes:
    """A record of a web archive: what was asked, or what a server answered."""
    type = f"application/http; msgtype={kind}"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2022-07-07T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: {type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def zstandard_of(content: bytes) -> bytes:
    """The same, compressed."""
    import zstandard

    return zstandard.compress(content)


TABLE = f'id,title,text\n1,{TITLE},"{PARAGRAPHS[1]}\n{PARAGRAPHS[2]}"\n'
RECORD = {"text": "\n".join(PARAGRAPHS), "id": "1"}


# Under the names that they usually have; each holds one page.
def parquet() -> bytes:
    """One row of Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([RECORD]), file)
    return file.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "a.txt": lambda: "\n".join(PARAGRAPHS).encode(),
    "a.html": HTML.encode,
    "a.pdf": simple_pdf,
    "a.docx": docx,
    "a.odt": odt,
    "a.rtf": rtf,
    "a.eml": message,
    "a.jsonl": lambda: json.dumps(RECORD).encode(),
    "a.json": lambda: json.dumps([RECORD], indent=1).encode(),
    "a.csv": TABLE.encode,
    "a.parquet": parquet,
    "a.txt.gz": lambda: gzip.compress("\n".join(PARAGRAPHS).encode()),
    "a.html.xz": lambda: lzma.compress(HTML.encode()),
    "a.html.zst": lambda: zstandard_of(HTML.encode()),
    "a.zip": lambda: zipped({"tin/a.html": HTML, "tin/a.png": "x"}),
    "a.tar": lambda: tarred({"tin/a.html": HTML, "tin/a.png": "x"}),
    "a.tar.gz": lambda: gzip.compress(tarred({"tin/a.html": HTML})),
    "a.tar.xz": lambda: lzma.compress(tarred({"tin/a.html": HTML})),
    "a.tar.zst": lambda: zstandard_of(tarred({"tin/a.html": HTML})),
    "a.warc": warc,
    "a.warc.gz": lambda: gzip.compress(warc()),
}
