"""Every format gives its article whatever the file is called; a broken or hostile one gives its error, and no more."""

from __future__ import annotations

import gzip
import io
import lzma
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diemtin.clean import clean
from diemtin.document import Page
from diemtin.errors import EmptyArticle, MissingLibrary, PageError, TooLarge, UnreadablePage
from diemtin.read import archives, count_pages, list_files, read_page, read_pages, streams
from tests.read.made import FILES, HTML, PARAGRAPHS, TITLE, tarred, zipped

# Read in a process of their own, which takes its time to start.
_SLOW = {"a.pdf", "a.docx", "a.odt", "a.rtf", "a.eml"}
_QUICK = sorted(set(FILES) - _SLOW)


def _read(folder: Path, name: str, content: bytes) -> list[Page | PageError]:
    path = folder / name
    path.write_bytes(content)
    return list(read_pages([path]))


def _one(found: list[Page | PageError]) -> Page:
    [page] = found
    assert isinstance(page, Page), page
    return page


def _error(found: list[Page | PageError]) -> PageError:
    [error] = found
    assert isinstance(error, PageError), error
    assert "\n" not in str(error)
    return error


@pytest.mark.parametrize("name", FILES)
def test_each_format_gives_the_article(name: str, tmp_path: Path) -> None:
    page = _one(_read(tmp_path, name, FILES[name]()))
    assert page.source.startswith(str(tmp_path / name))
    article = clean(page)
    assert [line for line in PARAGRAPHS if line not in article.text] == []


@pytest.mark.parametrize("name", sorted(set(FILES) - {"a.csv", "a.txt"}))
def test_a_file_is_read_as_what_it_is_and_not_as_what_it_is_called(name: str, tmp_path: Path) -> None:
    expected = _one(_read(tmp_path, name, FILES[name]()))
    for wrong in ("b.txt",) if name in _SLOW else ("b.txt", "b.pdf", "b.zip", "b"):
        assert _one(_read(tmp_path, wrong, FILES[name]())).raw == expected.raw


@pytest.mark.parametrize("wrong", ["a.pdf", "a.doc", "a.zip", "a.json", "a.csv", "a.gz", "a.docx"])
def test_html_is_html_under_any_name(wrong: str, tmp_path: Path) -> None:
    assert _one(_read(tmp_path, wrong, HTML.encode())).raw == HTML


@pytest.mark.parametrize("name", _QUICK)
def test_standard_input_takes_all_that_a_file_can_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "a.csv":
        pytest.skip("a table is only known by its name")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILES[name]())))
    assert TITLE in _one(list(read_pages(["-"]))).raw


def test_a_folder_of_every_format_is_read_in_order_and_goes_on_after_each_broken_file(tmp_path: Path) -> None:
    for name in _QUICK:
        (tmp_path / name).write_bytes(FILES[name]())
        (tmp_path / f"0{name}").write_bytes(FILES[name]()[: len(FILES[name]()) // 3] if name != "a.txt" else b"")
    found = list(read_pages([tmp_path]))
    good = {page.source for page in found if isinstance(page, Page) and TITLE in page.raw}
    assert [name for name in _QUICK if not any(source.startswith(str(tmp_path / name)) for source in good)] == []
    assert sum(isinstance(page, PageError) for page in found) >= 11


def test_notes_beside_a_page_are_no_page(tmp_path: Path) -> None:
    for name in ("a.html", "a.json", "a.truth.json", "b.json"):
        (tmp_path / name).touch()
    assert [file.name for file in list_files([tmp_path]) if isinstance(file, Path)] == ["a.html", "b.json"]


@pytest.mark.parametrize("name", FILES)
def test_pages_are_counted_where_that_is_cheap(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    single = {"a.txt", "a.html", "a.jsonl"} | _SLOW
    assert count_pages([tmp_path / name]) == (1 if name in single else None)


def test_a_single_page_of_an_archive_can_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(FILES["a.zip"]())
    assert read_page(tmp_path / "a.zip").raw == HTML
    (tmp_path / "a.zip").write_bytes(zipped({"a.html": HTML, "b.html": HTML}))
    with pytest.raises(UnreadablePage, match="several pages"):
        read_page(tmp_path / "a.zip")


@pytest.mark.parametrize("name", sorted({*FILES, "a.mht", "a.doc"}))
def test_an_empty_file_is_named(name: str, tmp_path: Path) -> None:
    assert isinstance(_error(_read(tmp_path, name, b"")), EmptyArticle)


@pytest.mark.parametrize(
    ("name", "modules", "extra"),
    [
        ("a.html.zst", ["zstandard"], "archives"),
        ("a.warc", ["warcio.archiveiterator"], "archives"),
        ("a.parquet", ["pyarrow.parquet"], "parquet"),
    ],
)
def test_a_missing_extra_is_named_with_its_command(
    name: str, modules: list[str], extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = FILES[name]()
    for module in modules:
        monkeypatch.setitem(sys.modules, module, None)
    error = _error(_read(tmp_path, name, content))
    assert isinstance(error, MissingLibrary)
    assert f"pip install 'diemtin[{extra}]'" in error.reason


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("pdf", "pdfminer", "pdf"), ("rtf", "striprtf", "office"), ("odt", "defusedxml", "office")],
)
def test_a_missing_extra_is_named_from_the_process_of_its_own(
    name: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / module).mkdir()
    (tmp_path / module / "__init__.py").write_text("raise ImportError", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path(streams.__file__).parents[2]}")
    error = _error(_read(tmp_path, "a", FILES[f"a.{name}"]()))
    assert isinstance(error, MissingLibrary)
    assert f"pip install 'diemtin[{extra}]'" in error.reason


class TestArchives:
    """What a page in an archive is called, which are read, and what is refused."""

    def test_a_page_is_called_by_its_archive_and_its_name(self, tmp_path: Path) -> None:
        for name, pack in (("a.zip", zipped), ("a.tar", tarred)):
            content = pack(
                {"tin/b.html": HTML, "tin/a.txt": "Tin a", "__MACOSX/._b.html": b"\0", "c.jsonl": '{"text":"c"}\n{'}
            )
            found = _read(tmp_path, name, content)
            path = tmp_path / name
            assert [page.source for page in found] == [
                f"{path}!tin/b.html",
                f"{path}!tin/a.txt",
                f"{path}!c.jsonl:1",
                f"{path}!c.jsonl:2",
            ]

    def test_archives_in_archives_are_refused_and_the_others_read(self, tmp_path: Path) -> None:
        members: dict[str, bytes | str] = {
            "a.zip": FILES["a.zip"](),
            "b.html.gz": gzip.compress(b"x"),
            "c.html": HTML,
            "d.docx": FILES["a.docx"](),
        }
        for pack, name in ((zipped, "a.zip"), (tarred, "a.tar")):
            first, second, third, fourth = _read(tmp_path, name, pack(members))
            assert isinstance(first, UnreadablePage)
            assert "unpack" in first.reason
            assert isinstance(second, UnreadablePage)
            assert isinstance(third, Page)
            assert isinstance(fourth, Page)
        assert "unpack" in _error(_read(tmp_path, "a.gz", gzip.compress(gzip.compress(b"x")))).reason

    def test_an_archive_without_pages_is_named(self, tmp_path: Path) -> None:
        for content in (zipped({"a.png": "x"}), tarred({"a.png": "x"}), zipped({})):
            assert "no page in this archive" in _error(_read(tmp_path, "a.zip", content)).reason

    def test_an_encrypted_member_is_named(self, tmp_path: Path) -> None:
        content = bytearray(zipped({"a.html": HTML}))
        directory = content.rindex(b"PK\x01\x02")
        content[6] |= 1
        content[directory + 8] |= 1
        assert "encrypted" in _error(_read(tmp_path, "a.zip", bytes(content))).reason

    def test_what_is_no_file_is_left_out_of_a_tar(self, tmp_path: Path) -> None:
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode="w") as archive:
            for kind in (tarfile.SYMTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE):
                info = tarfile.TarInfo("a.html")
                info.type, info.linkname = kind, "/etc/passwd"
                archive.addfile(info)
        assert "no page" in _error(_read(tmp_path, "a.tar", file.getvalue())).reason

    def test_streams_in_a_row_are_one_file(self, tmp_path: Path) -> None:
        both = HTML[:100].encode(), HTML[100:].encode()
        assert _one(_read(tmp_path, "a.xz", b"".join(map(lzma.compress, both)))).raw == HTML
        assert _one(_read(tmp_path, "a.gz", b"".join(map(gzip.compress, both)))).raw == HTML


def _zeros(size: int) -> bytes:
    """A GZIP file of at least as many zeros."""
    return gzip.compress(bytes(10_000_000), 1) * (1 + size // 10_000_000)


class TestBombs:
    """Small files that would become large."""

    def test_a_zip_of_zeros_is_named_and_the_next_member_read(self, tmp_path: Path) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("a.html", bytes(100_000_000))
            archive.writestr("b.jsonl", bytes(100_000_000))
            archive.writestr("c.html", HTML)
        large, zeros, page = _read(tmp_path, "a.zip", file.getvalue())
        assert isinstance(large, TooLarge)
        assert isinstance(zeros, TooLarge)
        assert isinstance(page, Page)

    def test_a_zip_that_lies_about_its_sizes_is_named(self, tmp_path: Path) -> None:
        content = bytearray(zipped({"a.html": bytes(30_000_000)}))
        directory = content.rindex(b"PK\x01\x02")
        for place in (22, directory + 24):
            content[place : place + 4] = (1000).to_bytes(4, "little")
        assert isinstance(_error(_read(tmp_path, "a.zip", bytes(content))), PageError)

    @pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE])
    def test_a_compressed_tar_without_end_is_stopped(
        self, kind: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(archives, "SKIPPED", 30_000_000)
        info = tarfile.TarInfo("a.html")
        info.type, info.size = kind, 1 << 30
        found = _read(tmp_path, "a.tar.gz", gzip.compress(info.tobuf(tarfile.GNU_FORMAT)) + _zeros(60_000_000))
        assert {type(page) for page in found} == {TooLarge}

    @pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.json.gz", "a.eml.gz"])
    def test_zeros_under_any_name_are_named(self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(streams, "SKIPPED", 30_000_000)
        found = _read(tmp_path, name, _zeros(90_000_000))
        assert found
        assert all(isinstance(page, TooLarge) for page in found)

    def test_a_dictionary_that_claims_all_memory_is_refused(self, tmp_path: Path) -> None:
        filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1_500_000_000}]
        content = bytearray(lzma.compress(HTML.encode()))
        assert filters  # the header is written by hand: making such a file takes the memory that reading it does
        content[16] = 39  # 3 GiB, in the units of the format
        content[20:24] = zlib.crc32(content[12:20]).to_bytes(4, "little")
        assert "memory" in _error(_read(tmp_path, "a.html.xz", bytes(content))).reason.lower()


def _broken(name: str) -> st.SearchStrategy[bytes]:
    """The file cut off, or with some bytes changed."""
    content = FILES[name]()
    place = st.integers(0, len(content) - 1)
    cut = place.map(lambda end: content[:end])
    return cut | st.lists(st.tuples(place, st.binary(min_size=1, max_size=8)), min_size=1, max_size=6).map(
        lambda changes: _changed(content, changes)
    )


def _changed(content: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    changed = bytearray(content)
    for place, piece in changes:
        changed[place : place + len(piece)] = piece
    return bytes(changed)


_SETTINGS = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@pytest.mark.parametrize("name", _QUICK)
@settings(max_examples=40, **_SETTINGS)  # type: ignore[arg-type]
@given(data=st.data())
def test_a_broken_file_gives_pages_or_errors(name: str, tmp_path: Path, data: st.DataObject) -> None:
    for page in _read(tmp_path, name, data.draw(_broken(name))):
        assert isinstance(page, Page | PageError)


@pytest.mark.parametrize("name", sorted(_SLOW))
@settings(max_examples=4, **_SETTINGS)  # type: ignore[arg-type]
@given(data=st.data())
def test_a_broken_file_read_apart_gives_pages_or_errors(name: str, tmp_path: Path, data: st.DataObject) -> None:
    for page in _read(tmp_path, name, data.draw(_broken(name))):
        assert isinstance(page, Page | PageError)


_MAGIC = [
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"WARC/1.0\r\n",
    b"[{",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    bytes(257) + b"ustar",
]


@settings(max_examples=100, **_SETTINGS)  # type: ignore[arg-type]
@given(content=st.binary(max_size=600), magic=st.sampled_from([b"", *_MAGIC]), name=st.sampled_from(_QUICK))
def test_random_bytes_give_pages_or_errors(content: bytes, magic: bytes, name: str, tmp_path: Path) -> None:
    for page in _read(tmp_path, name, magic + content):
        assert isinstance(page, Page | PageError)
