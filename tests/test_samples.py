"""Each sample page has the digest that stands beside it."""

from __future__ import annotations

import html
import json
from pathlib import Path

import jsonschema
import pytest

import diemtin
from diemtin.digest import Digester
from diemtin.report.structured import digest_record
from tests.conftest import ROOT

SAMPLES = ROOT / "samples"
PAGES = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html"))
SCHEMA = json.loads((ROOT / "pipeline/diemtin/report/digest.schema.json").read_text(encoding="utf-8"))


def test_there_are_twelve_pages_in_text_and_html() -> None:
    assert len(PAGES) == 12
    assert {page.suffix for page in PAGES} == {".txt", ".html"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_digest_of_a_sample_is_the_expected_one(digester: Digester, page: Path) -> None:
    """Where it should differ: python samples/update.py, and read the difference."""
    expected = json.loads(page.with_suffix(".digest.json").read_text(encoding="utf-8"))
    jsonschema.validate(expected, SCHEMA)
    found = digest_record(digester(diemtin.read_page(page))) | {"source": page.name}
    assert json.loads(json.dumps(found)) == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_sample_says_that_it_is_invented(page: Path) -> None:
    assert "hư cấu" in html.unescape(page.read_text(encoding="utf-8"))
