"""Vietnamese sentences in each legacy encoding and back by detection, and sentences that must not be touched.

python -m benchmarks.encodings [--vietnews train.jsonl.xz] [--english FILE] [--french FILE] [--sentences 10000]

The files have a sentence a line, in UTF-8; without them, English and French are what the programs of the system say:
the messages of five words and more in its gettext catalogs (`--catalogs`), in an order that is drawn once for all.
What an encoding cannot write is typed as people did (`"` for `“`); sentences that it still cannot write are left out
and counted. TCVN3 is compared without the capitals that it has no codes for.
"""

from __future__ import annotations

import gettext
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from diemtin.clean.repair import Repairer
from diemtin.corpora import read_vietnews
from diemtin.detection import TRIED
from diemtin.encodings import as_windows_1252, encodings, without_lost_capitals
from diemtin.errors import UndecodablePage
from diemtin.normalize import Mapped, syllables
from diemtin.phonology import is_syllable
from diemtin.read.text import decode

VIETNEWS = Path(__file__).parents[1] / "../shared/data/vietnews/train.jsonl.xz"
CATALOGS = Path("/usr/share/locale/fr/LC_MESSAGES")
TYPED = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’", "'") | dict.fromkeys("–—", "-") | {"…": "..."})
# Common syllables are counted in other articles than the sentences are taken from.
COUNTED = slice(20_000, 50_000)
COMMON = 3000


def sentences(vietnews: Path, number: int) -> list[str]:
    """The first sentences of vietnews, composed."""
    found = (unicodedata.normalize("NFC", line) for article in read_vietnews(vietnews) for line in article.body)
    return list(islice(found, number))


def encoded(name: str, sentence: str) -> bytes | None:
    """A sentence in an encoding, or None where it has a character that cannot be written there."""
    try:
        return sentence.encode() if name == "utf-8" else encodings()[name].encode(sentence)
    except UnicodeEncodeError:
        return None


def comparable(name: str, text: str) -> str:
    """What a round trip can keep."""
    return without_lost_capitals(text) if name == "tcvn3" else text


def as_file(content: bytes) -> str:
    """Bytes as a file of its own is read."""
    try:
        return unicodedata.normalize("NFC", decode("-", content).text)
    except UndecodablePage:
        return "(refused)"


def as_line(content: bytes) -> str:
    """Bytes read as Windows-1252, as one line of a page that is Unicode otherwise."""
    return repaired(Repairer(is_needed=True, likely=None), as_windows_1252(content))


def as_page(content: bytes) -> str:
    """Bytes read as Windows-1252, as a page of nothing else."""
    page = as_windows_1252(content)
    repairer = Repairer.of(page)
    return "\n".join(repaired(repairer, line) for line in page.split("\n"))


def repaired(repairer: Repairer, line: str) -> str:
    return unicodedata.normalize("NFC", repairer(Mapped.of(line, 0, len(line)))[0].text)


def print_round_trips(name: str, lines: Sequence[str]) -> None:
    writable = [(line, content) for line in lines if (content := encoded(name, line)) is not None]
    documents = [
        ("\n".join(line for line, _ in group), b"\n".join(content for _, content in group))
        for group in (writable[i : i + 10] for i in range(0, len(writable), 10))
    ]
    is_utf8 = name == "utf-8"  # as a file it is nothing to be detected
    columns = [
        "" if is_utf8 else share(name, writable, as_file),
        "" if is_utf8 else share(name, documents, as_file),
        share(name, writable, as_line),
        share(name, documents, as_page),
    ]
    print(f"{name:14} {len(writable):6}" + "".join(f"{column:>18}" for column in columns))


def share(name: str, pairs: Sequence[tuple[str, bytes]], back: Callable[[bytes], str]) -> str:
    """How many come back identical, in percent."""
    same = sum(comparable(name, back(content)) == comparable(name, text) for text, content in pairs)
    return f"{100 * same / len(pairs):.2f}"


def print_false_conversions(name: str, lines: Sequence[str]) -> None:
    """Correct sentences that a page's line, or a file in Windows-1252, does not come back from as it was."""
    composed = [unicodedata.normalize(form, line) for form in ("NFC", "NFD") for line in lines]
    repairer = Repairer(is_needed=True, likely=None)
    changed = sum(repairer(Mapped.of(line, 0, len(line)))[1] is not None for line in composed)
    files = Counter(found for line in lines if (found := file_in_windows_1252(line)))
    print(f"{name:12} {len(lines):6} sentences, composed and decomposed: {changed} changed; as files in Windows-1252:")
    print("    " + ", ".join(f"{count} {end}" for end, count in sorted(files.items())))


def file_in_windows_1252(line: str) -> str | None:
    """How such a file is read; None for what is ASCII or cannot be written so."""
    try:
        content = line.encode("cp1252")
    except UnicodeEncodeError:
        return None
    back = as_file(content)
    return None if line.isascii() else "identical" if back == line else "refused" if back == "(refused)" else "wrong"


def messages(catalogs: Path) -> tuple[list[str], list[str]]:
    """The English messages and their French translations, each once."""
    english, french = set(), set()
    for path in sorted(catalogs.glob("*.mo")):
        with path.open("rb") as file:
            pairs = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for message, translation in pairs.items():
            english.add(message[0] if isinstance(message, tuple) else message)
            french.add(translation)
    return tuple(drawn(found) for found in (english, french))  # type: ignore[return-value]


def drawn(found: set[str]) -> list[str]:
    """The messages of some length, in an order that does not change."""
    lines = {" ".join(message.rpartition("\x04")[2].split()) for message in found}
    return sorted((line for line in lines if len(line.split()) >= 5), key=lambda line: zlib.crc32(line.encode()))


def common_syllables(vietnews: Path) -> Iterator[str]:
    """The list `lexicons/common_syllables.txt`, the commonest first."""
    counts: Counter[str] = Counter()
    for article in islice(read_vietnews(vietnews), COUNTED.start, COUNTED.stop):
        for line in article.body:
            counts.update(syllables(unicodedata.normalize("NFC", line).lower()))
    found = [(-n, word) for word, n in counts.items() if len(word) > 1 and not word.isascii() and is_syllable(word)]
    return (word for _, word in sorted(found)[:COMMON])


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz")] = VIETNEWS,
    english: Annotated[Path | None, typer.Option(help="English, a sentence a line")] = None,
    french: Annotated[Path | None, typer.Option(help="French, a sentence a line")] = None,
    catalogs: Annotated[Path, typer.Option(help="French message catalogs")] = CATALOGS,
    number: Annotated[int, typer.Option("--sentences", min=10)] = 10_000,
    count_syllables: Annotated[bool, typer.Option("--count-syllables", help="print the common syllables")] = False,
) -> None:
    """Print the share of identical round trips, in percent, and the false conversions."""
    if count_syllables:
        print("\n".join(common_syllables(vietnews)))
        return
    lines = sentences(vietnews, number)
    typed = [line.translate(TYPED) for line in lines]
    print(f"identical after detection, %; {len(lines)} sentences of vietnews train")
    heads = ("file: 1 sentence", "10 sentences", "line of a page", "page of 10")
    print(f"{'':14} {'written':>6}" + "".join(f"{head:>18}" for head in heads))
    for name in (*TRIED, "utf-8"):
        print_round_trips(name, typed)
    print_false_conversions("Vietnamese", lines)
    said = messages(catalogs)
    for language, path, own in (("English", english, said[0]), ("French", french, said[1])):
        found = path.read_text(encoding="utf-8").splitlines() if path else own
        print_false_conversions(language, found[:number])


if __name__ == "__main__":
    typer.run(main)
