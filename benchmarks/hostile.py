"""Hostile files, read and cleaned each in a process of its own, then digested as a batch.

python -m benchmarks.hostile [--folder FOLDER]

Printed are the seconds by the clock and of the processor, the memory of the largest process, the number of pages and
how the first of them ended. Exits with 1 unless each file ends within 5 seconds (of the processor, lest other work on
the machine counts) and 1 GB with a page or a named error, and the batch names the files and digests the good page
among them. The files are made first; the largest is 200 MB. Memory is read from /proc, so that this needs Linux.
"""

from __future__ import annotations

import gzip
import json
import lzma
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from tests.read import made

LONGEST, MOST_MEMORY = 5.0, 1_000_000_000
GIGABYTE = 1_000_000_000
READ = """
import json, resource, sys, time
from diemtin.clean import clean
from diemtin.errors import DiemtinError
from diemtin.read import read_pages
ends, begun, used = [], time.perf_counter(), time.process_time()
for page in read_pages(sys.argv[1:]):
    try:
        ends.append(str(page) if isinstance(page, DiemtinError) else str(type(clean(page)).__name__))
    except DiemtinError as error:
        page = error
        ends.append(str(page))
    if isinstance(page, DiemtinError):
        ends[-1] = f"{type(page).__name__}: {page.reason}"
others = resource.getrusage(resource.RUSAGE_CHILDREN)
processor = time.process_time() - used + others.ru_utime + others.ru_stime
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
memory = 1024 * max(own, others.ru_maxrss)
print(json.dumps([time.perf_counter() - begun, processor, memory, len(ends), ends[0] if ends else "nothing"]))
"""


class Run(NamedTuple):
    """How the reading of a file ended."""

    seconds: float
    processor: float  # seconds, of all processes
    memory: int  # bytes, of the process or of one that it started, whichever was larger
    end: str


def deflated_zeros(size: int) -> bytes:
    """Raw DEFLATE of so many zeros, in multiples of 10 MB: one block over and over."""
    block = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = block.compress(bytes(10_000_000)) + block.flush(zlib.Z_FULL_FLUSH)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    return piece * (size // 10_000_000) + last.compress(b"") + last.flush()


def zip_of_zeros(names: Sequence[str], size: int) -> bytes:
    """A ZIP archive whose members are zeros; their checksums are wrong, which only who reads them to the end learns."""
    content = deflated_zeros(size)
    file, directory = bytearray(), bytearray()
    for name in (name.encode() for name in names):
        place = len(file)
        sizes = struct.pack("<IIIHH", 0, len(content), size, len(name), 0)
        file += b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + name + content
        directory += b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
        directory += struct.pack("<HHHII", 0, 0, 0, 0, place) + name
    end = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(directory), len(file), 0)
    return bytes(file + directory + b"PK\x05\x06" + end)


def gzip_of_zeros(size: int) -> bytes:
    """A GZIP file of zeros."""
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + deflated_zeros(size) + struct.pack("<II", 0, size & 0xFFFFFFFF)


def nested(levels: int) -> bytes:
    """A ZIP archive in a ZIP archive in a ZIP archive ..."""
    content: bytes | str = made.HTML
    for level in range(levels):
        content = made.zipped({f"{level}.zip" if level else "0.html": content})
    assert isinstance(content, bytes)
    return content


def entities() -> str:
    """Ten levels of entities, each ten times the one before ("billion laughs")."""
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY e0 "ha ha ha">{declared}]>'


def pdf_of_zeros(size: int) -> bytes:
    """A PDF file whose page is a stream of zeros."""
    stream = b"\x78\x9c" + deflated_zeros(size)
    file = made.simple_pdf()
    start = file.index(b"/Filter/FlateDecode", file.index(b"/Contents"))
    begin, end = file.index(b"stream\n", start) + 7, file.index(b"\nendstream", start)
    return file[:begin] + stream + file[end:]


def files() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Name and maker of each file."""
    yield "zip-of-10-GB-of-zeros.zip", lambda: zip_of_zeros([f"{n}.html" for n in range(10)], GIGABYTE)
    yield "docx-of-zeros.docx", lambda: zip_of_zeros(["[Content_Types].xml", "word/document.xml"], 4 * GIGABYTE)
    yield "gzip-of-10-GB-of-zeros.html.gz", lambda: gzip_of_zeros(10 * GIGABYTE)
    yield "jsonl-of-zeros.jsonl.gz", lambda: gzip_of_zeros(10 * GIGABYTE)
    yield "tar-of-zeros.tar.gz", lambda: gzip_of_zeros(10 * GIGABYTE)
    yield "xz-of-zeros.html.xz", lambda: lzma.compress(bytes(400_000_000), preset=0)
    yield "zstandard-of-zeros.html.zst", lambda: made.zstandard_of(bytes(1_000_000_000))
    yield "archives-in-archives.zip", lambda: nested(6)
    yield "gzip-in-gzip.html.gz", lambda: gzip.compress(gzip.compress(made.HTML.encode()))
    yield "entities.docx", lambda: made.docx("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", entities())
    yield "entities.odt", lambda: made.odt("<text:p>&e9;</text:p>", entities())
    yield "line-of-200-MB.txt", lambda: b"x" * 200_000_000
    yield "line-of-200-MB.html", lambda: b"<p>" + b"x" * 200_000_000
    yield "line-of-200-MB.jsonl", lambda: b'{"text": "' + b"x" * 200_000_000 + b'"}'
    yield "line-of-200-MB.json", lambda: b'[{"text": "' + b"x" * 200_000_000 + b'"}]'
    yield "line-of-200-MB.csv", lambda: b"text\n" + b"x" * 200_000_000
    yield "line-of-200-MB.eml", lambda: b"Subject: x\n\n" + b"x" * 200_000_000
    yield "stream-of-1-GB.pdf", lambda: pdf_of_zeros(GIGABYTE)
    yield "brackets.json", lambda: b"[" * 10_000_000
    yield "groups.rtf", lambda: b"{\\rtf1" + b"{" * 5_000_000
    yield (
        "parts.eml",
        lambda: b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(200_000)),
    )
    for name, file in made.FILES.items():
        content = file()
        yield f"cut-off-{name}", lambda content=content: content[: len(content) // 2]  # type: ignore[misc]
        yield f"empty-{name}", lambda: b""
    yield "encrypted.pdf", encrypted_pdf
    yield "encrypted.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)
    yield "picture.html", lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000)


def encrypted_pdf() -> bytes:
    """A PDF file with a password."""
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.simple_pdf())))
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def run(path: Path) -> Run:
    """Read and clean a file in a process of its own."""
    done = subprocess.run([sys.executable, "-c", READ, str(path)], check=False, capture_output=True, text=True)
    try:
        seconds, processor, memory, pages, end = json.loads(done.stdout)
    except ValueError:
        return Run(0.0, 0.0, 0, f"Traceback: exit code {done.returncode}, {done.stderr[-200:]}")
    return Run(seconds, processor, memory, f"{pages} {end}")


def batch_goes_on(folder: Path) -> bool:
    """Whether a batch of all files names each that cannot be read, and digests what can."""
    (folder / "zz-good.html").write_text(made.HTML, encoding="utf-8")
    output = folder.parent / "out.jsonl"
    command = [sys.executable, "-m", "diemtin", "batch", str(folder), "-o", str(output), "-q", "-j", "2"]
    start = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    errors = [json.loads(line) for line in output.with_name("out.errors.jsonl").read_text("utf-8").splitlines()]
    good = [json.loads(line)["source"] for line in output.read_text("utf-8").splitlines()]
    seconds = time.perf_counter() - start
    print(f"batch: exit code {done.returncode}, {len(errors)} errors, {len(good)} digests, {seconds:.0f} s")
    return done.returncode == 1 and any(source.endswith("zz-good.html") for source in good)


def main(folder: Annotated[Path | None, typer.Option(help="where to make the files")] = None) -> None:
    """Print seconds by the clock and of the processor, megabytes, pages and the end of the first, of each file."""
    failed = False
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name) / "archive"
        place.mkdir()
        for file, make in files():
            (place / file).write_bytes(make())
            ended = run(place / file)
            is_good = ended.processor < LONGEST and ended.memory < MOST_MEMORY and "Traceback" not in ended.end
            failed |= not is_good
            mark = "" if is_good else "  <-- too slow, too large, or no named error"
            used = f"{ended.seconds:5.1f} s {ended.processor:5.1f} s {ended.memory / 1e6:5.0f} MB"
            print(f"{used}  {file:32} {ended.end[:110]}{mark}", flush=True)
        failed |= not batch_goes_on(place)
    if failed:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
