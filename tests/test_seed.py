"""The article that the project was created from: people, abbreviations and bodies must be right on it."""

from __future__ import annotations

import pytest

import diemtin
from diemtin.digest import Digester
from diemtin.document import Digest
from tests.conftest import ROOT

SEED = ROOT.parent / "shared/seeds/000_fb130d90e9a579b1.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not part of this repository")


@pytest.fixture(scope="module")
def seed(digester: Digester) -> Digest:
    """Its digest."""
    return digester(diemtin.read_page(SEED))


def test_the_one_person_has_rank_offices_and_both_mentions(seed: Digest) -> None:
    text = seed.article.text
    [person] = seed.people
    assert person.name == "Nguyễn Minh Ngọc"
    assert person.rank is not None
    assert person.rank.span.of(text) == "Đại tá"
    assert {
        (o.position.span.of(text), o.organization.span.of(text) if o.organization else None) for o in person.offices
    } == {("Ủy viên", "Ban Thường vụ Tỉnh ủy"), ("Giám đốc", "Công an tỉnh")}
    assert [mention.span.of(text) for mention in person.mentions] == ["Nguyễn Minh Ngọc"] * 2


def test_abbreviations_are_explained(seed: Digest) -> None:
    text = seed.article.text
    explained = {found.short.of(text): found.long.of(text) for found in seed.abbreviations}
    assert explained == {"CCHC": "cải cách hành chính", "CAND": "Công an nhân dân"}


def test_the_police_of_the_province_are_one_body_under_the_full_name(seed: Digest) -> None:
    text = seed.article.text
    police = next(body for body in seed.organizations if body.name == "Công an tỉnh Sóc Trăng")
    assert "Công an tỉnh" in {mention.span.of(text) for mention in police.mentions}
    assert "Công an tỉnh" not in {body.name for body in seed.organizations}
