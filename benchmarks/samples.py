"""The sample pages against their truth, which was written by reading them: python -m benchmarks.samples."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import diemtin
from benchmarks.counts import Count
from diemtin.report.structured import digest_record

SAMPLES = Path(__file__).parents[1] / "samples"
FIELDS = ("title", "byline", "views", "date", "time", "captions", "beginning", "end", "furniture")


def folded(text: str | None) -> str | None:
    """NFC without zero-width spaces, runs of white space as one space."""
    return None if text is None else " ".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())


def structure(record: dict[str, Any], truth: dict[str, Any]) -> dict[str, bool]:
    """Which parts of the page were recognized exactly."""
    prose = [b for b in record["blocks"] if b["kind"] in ("lead", "heading", "paragraph")]
    first, last = (record["text"][b["start"] : b["end"]] for b in (prose[0], prose[-1]))
    iso, published = (truth["published"] or {}).get("iso"), record["published"] or {}
    return {
        "title": record["title"] == folded(truth["title"]),
        "byline": record["byline"] == folded(truth["byline"]),
        "views": record["views"] == truth["views"],
        "date": published.get("iso") == (iso[:10] if iso else None),
        "time": (published.get("time") or "")[:5] == (iso or "")[11:],
        "captions": [(c["text"], c["credit"]) for c in record["captions"]]
        == [(folded(c["text"]), folded(c["credit"])) for c in truth["captions"]],
        "beginning": first.startswith(folded(truth["first_article_words"]) or ""),
        "end": last.endswith(folded(truth["last_article_words"]) or ""),
        "furniture": not any((folded(line) or "") in record["text"] for line in truth["furniture"]),
    }


def main() -> None:
    """Print what was recognized on how many pages, and precision, recall and F1 of what was found on them."""
    digester = diemtin.load()
    right = dict.fromkeys(FIELDS, 0)
    counts = {name: Count() for name in ("people", "ranks", "offices", "organizations", "locations", "abbreviations")}
    truths = sorted(SAMPLES.glob("*.truth.json"))
    for path in truths:
        truth = json.loads(path.read_text("utf-8"))
        stem = path.name.removesuffix(".truth.json")
        page = next(
            SAMPLES / f"{stem}{suffix}" for suffix in (".txt", ".html") if (SAMPLES / f"{stem}{suffix}").exists()
        )
        record = digest_record(digester(diemtin.read_page(page)))
        for field, holds in structure(record, truth).items():
            right[field] += holds
        for name, count in counts.items():
            count.add(_facts(name, record, record["mentions"]), _facts(name, truth, None))
    print(f"{len(truths)} sample pages; pages on which each part is exact:")
    print("  " + ", ".join(f"{field} {number}" for field, number in right.items()))
    print("precision, recall, F1 of what is printed in them:")
    for name, count in counts.items():
        print(f"  {name:14} {count}")


def _facts(name: str, record: dict[str, Any], mentions: list[dict[str, Any]] | None) -> set[object]:
    """What a digest (with mentions) or a truth (without) says, as a set of strings and pairs."""
    if name == "people":
        return {folded(person["name"]) for person in record["people"]}
    if name == "ranks":
        return {(folded(person["name"]), folded(person["rank"])) for person in record["people"]}
    if name == "offices":
        return {
            (folded(person["name"]), folded(office["position"]), folded(office["organization"]))
            for person in record["people"]
            for office in person["offices"]
        }
    if name == "abbreviations":
        return {(folded(found["short"]), folded(found["long"])) for found in record["abbreviations"]}
    if mentions is None:
        return {folded(text) for text in record[name]}
    label = "ORGANIZATION" if name == "organizations" else "LOCATION"
    return {mention["text"] for mention in mentions if mention["label"] == label}


if __name__ == "__main__":
    main()
