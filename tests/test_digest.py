"""The whole flow: every word of a digest can be traced, and whatever goes wrong is named."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import diemtin
from diemtin.digest import Digester
from diemtin.document import BlockKind, Digest, Format, Label, Page
from diemtin.errors import DiemtinError, EmptyArticle, StageError, UnreadablePage
from diemtin.normalize import Mapped, normalize, syllables
from diemtin.report.structured import digest_schema, to_json
from diemtin.summarize import Length, Request
from tests.conftest import ROOT, SAMPLES

NAMES = [path.name for path in SAMPLES]
SEED = ROOT.parent / "shared/seeds/000_fb130d90e9a579b1.txt"
PAGE = Page(
    "page.txt",
    "Công an tỉnh Đồng Cát họp bàn cải cách hành chính\n\nSáng 7/7, Công an tỉnh Đồng Cát tổ chức hội nghị công bố "
    "chỉ số cải cách hành chính năm 2022. Đại tá Trần Văn Khải, Giám đốc Công an tỉnh, chủ trì hội nghị.\n",
)


@pytest.mark.parametrize("name", NAMES)
def test_all_that_a_digest_says_stands_in_the_text(name: str, digests: dict[str, Digest]) -> None:
    digest = digests[name]
    text, mentions = digest.article.text, digest.mentions
    by_label = {label: {m for m in mentions if m.label is label} for label in Label}
    for person in digest.people:
        assert set(person.mentions) <= by_label[Label.PERSON]
        assert person.name in {m.span.of(text) for m in person.mentions}
        assert person.rank is None or person.rank in by_label[Label.RANK]
        assert {office.position for office in person.offices} <= by_label[Label.POSITION]
    for label, entities in ((Label.ORGANIZATION, digest.organizations), (Label.LOCATION, digest.locations)):
        assert {m for entity in entities for m in entity.mentions} == by_label[label]
        assert all(entity.name in {m.span.of(text) for m in entity.mentions} for entity in entities)
    for sentence in digest.summary.sentences:
        pieces = " ".join(piece.source.of(text) for piece in sentence.pieces)
        assert sentence.sources == tuple(piece.source for piece in sentence.pieces if not piece.inserted)
        assert re.findall(r"\w+", sentence.text.casefold()) == re.findall(r"\w+", pieces.casefold())


@pytest.mark.parametrize("name", NAMES)
def test_every_person_mention_is_told_of_exactly_one_person(name: str, digests: dict[str, Digest]) -> None:
    told = [mention for person in digests[name].people for mention in person.mentions]
    assert sorted(m.span for m in told) == [m.span for m in digests[name].mentions if m.label is Label.PERSON]


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".txt")])
def test_all_that_a_digest_says_stands_on_the_saved_page(name: str, digests: dict[str, Digest]) -> None:
    article = digests[name].article
    spans = [mention.span for mention in digests[name].mentions]
    spans += [source for sentence in digests[name].summary.sentences for source in sentence.sources]
    for span in spans:
        source = article.origin.span(span)
        assert normalize(Mapped.of(article.page.raw, source.start, source.end)).text == span.of(article.text)


@pytest.mark.parametrize("name", NAMES)
def test_words_of_html_begin_and_end_where_the_page_has_them(name: str, digests: dict[str, Digest]) -> None:
    article = digests[name].article
    ascii_mentions = [m for m in digests[name].mentions if m.span.of(article.text)[0].isascii()]
    assert ascii_mentions
    for mention in ascii_mentions:
        source = article.origin.span(mention.span)
        assert article.page.raw[source.start] == mention.span.of(article.text)[0]


@pytest.mark.parametrize("with_words", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_json_is_what_the_schema_says(name: str, with_words: bool, digests: dict[str, Digest]) -> None:
    record = json.loads(to_json(digests[name], with_words=with_words))
    Draft202012Validator(digest_schema()).validate(record)
    assert ("sentences" in record) is with_words


def test_titles_captions_and_bylines_are_never_in_the_summary(digests: dict[str, Digest]) -> None:
    for digest in digests.values():
        left_out = [
            block.span for block in digest.article.blocks if block.kind not in (BlockKind.LEAD, BlockKind.PARAGRAPH)
        ]
        sources = [source for sentence in digest.summary.sentences for source in sentence.sources]
        assert not any(span.start < source.end and source.start < span.end for span in left_out for source in sources)


def test_the_same_page_gives_the_same_digest(digester: Digester) -> None:
    assert digester(PAGE) == digester(PAGE)


def test_a_small_page_is_digested_in_full(digester: Digester) -> None:
    digest = digester(PAGE)
    text = digest.article.text
    [khai] = digest.people
    assert khai.name == "Trần Văn Khải"
    assert khai.rank is not None
    assert khai.rank.span.of(text) == "Đại tá"
    [office] = khai.offices
    assert office.position.span.of(text) == "Giám đốc"
    assert office.organization is not None
    assert office.organization.span.of(text) == "Công an tỉnh"
    assert [body.name for body in digest.organizations] == ["Công an tỉnh Đồng Cát"]
    assert "Công an tỉnh Đồng Cát tổ chức hội nghị" in digest.summary.text


def test_the_minutes_of_the_date_are_no_view_count(digester: Digester) -> None:
    title, rest = PAGE.raw.split("\n", 1)
    page = replace(PAGE, raw=f"{title}\nThứ Năm, 07/07/2022, 16:42    Lượt xem: 1.203\n{rest}")
    assert digester(page).article.views == 1203


def test_a_digest_says_what_made_it(digester: Digester) -> None:
    assert [made.stage for made in digester(PAGE).models] == ["clean", "segment", "entities", "summarize"]


def test_the_length_of_the_summary_is_that_of_the_digester(digester: Digester) -> None:
    assert len(replace(digester, request=Request(Length(1)))(PAGE).summary.sentences) == 1


@pytest.mark.parametrize("raw", ["", " \n\t\u200b\n", "Lượt xem: 42\n\nTrang chủ\n1 2 3 4 5 ...\n"])
def test_a_page_without_an_article_is_named(raw: str, digester: Digester) -> None:
    with pytest.raises(EmptyArticle, match=r"^bare\.txt: "):
        digester(Page("bare.txt", raw))


def _fail(*_: object, **__: object) -> None:
    raise KeyError("broken")


@pytest.mark.parametrize(
    ("stage", "attribute"),
    [
        ("clean", "clean"),
        ("abbreviations", "find_abbreviations"),
        ("people", "find_people"),
        ("bodies", "find_entities"),
    ],
)
def test_a_stage_that_fails_is_named_with_page_and_cause(
    stage: str, attribute: str, digester: Digester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"diemtin.digest.{attribute}", _fail)
    with pytest.raises(StageError, match=r"page\.txt.*broken") as caught:
        digester(PAGE)
    assert caught.value.stage == stage
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize(
    ("stage", "field"),
    [("clean", "structure"), ("segment", "segment"), ("entities", "tag"), ("summarize", "summarize")],
)
def test_a_model_that_fails_is_named_with_page_and_cause(stage: str, field: str, digester: Digester) -> None:
    changes: dict[str, Any] = {field: _fail}
    broken = replace(digester, **changes)
    with pytest.raises(StageError, match=f"page.txt.*'{stage}'.*broken"):
        broken(PAGE)


def test_many_pages_come_in_order_and_failures_in_their_place(digester: Digester) -> None:
    unreadable = UnreadablePage("bad.txt", "no such file")
    results = list(digester.many([PAGE, unreadable, Page("bare.txt", ""), replace(PAGE, source="last.txt")]))
    assert [type(result) for result in results] == [Digest, UnreadablePage, EmptyArticle, Digest]
    assert results[1] is unreadable
    assert isinstance(results[3], Digest)
    assert results[3].article.page.source == "last.txt"


def test_many_reads_no_further_than_it_has_digested(digester: Digester) -> None:
    read = []

    def pages() -> Iterator[Page]:
        for number in range(9):
            read.append(number)
            yield replace(PAGE, source=str(number))

    results = digester.many(pages())
    next(results)
    assert read == [0]


def test_two_stages_of_one_article_do_not_leak_into_the_next(digester: Digester) -> None:
    other = Page("other.txt", PAGE.raw.replace("Trần Văn Khải", "Lê Bá Nguyện"))
    first, _, again = digester.many([PAGE, other, PAGE])
    assert first == again


@pytest.fixture(scope="module")
def digest(digester: Digester) -> Digest:
    """The digest of the seed article."""
    return digester(diemtin.read_page(SEED))


@pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/seeds, which is no part of the repository")
class TestSeedArticle:
    """The article that the project was made for, to the letter."""

    def test_the_one_person_has_rank_and_offices(self, digest: Digest) -> None:
        text = digest.article.text
        [person] = digest.people
        assert person.name == "Nguyễn Minh Ngọc"
        assert person.rank is not None
        assert person.rank.span.of(text) == "Đại tá"
        assert len(person.mentions) == 2
        offices = [
            (office.position.span.of(text), office.organization.span.of(text) if office.organization else None)
            for office in person.offices
        ]
        assert offices == [("Ủy viên", "Ban Thường vụ Tỉnh ủy"), ("Giám đốc", "Công an tỉnh")]

    def test_who_stands_only_in_a_side_box_is_nobody(self, digest: Digest) -> None:
        assert "Lâm Tấn Hòa" in digest.article.page.raw
        assert "Lâm Tấn Hòa" not in digest.article.text

    def test_abbreviations_are_explained(self, digest: Digest) -> None:
        text = digest.article.text
        assert {a.short.of(text): a.long.of(text) for a in digest.abbreviations} == {
            "CCHC": "cải cách hành chính",
            "CAND": "Công an nhân dân",
        }

    def test_the_police_of_the_province_is_one_body(self, digest: Digest) -> None:
        [body] = [entity for entity in digest.organizations if entity.name == "Công an tỉnh Sóc Trăng"]
        assert "Công an tỉnh" in {mention.span.of(digest.article.text) for mention in body.mentions}

    def test_the_summary_is_short_and_names_what_matters(self, digest: Digest) -> None:
        summary = digest.summary.text
        assert len(syllables(summary)) <= 90
        assert all(words in summary for words in ("Hội nghị", "Công an tỉnh Sóc Trăng", "Chỉ số", "2021"))

    def test_title_byline_views_and_caption_are_found(self, digest: Digest) -> None:
        article = digest.article
        assert article.title is not None
        assert article.title.of(article.text) == "Công bố chỉ số cải cách hành chính trong Công an tỉnh Sóc Trăng"
        assert article.byline is not None
        assert article.byline.of(article.text) == "Tuyết Nhung"
        assert article.views == 423
        [caption] = article.captions
        assert caption.text.of(article.text) == "Quang cảnh hội nghị tại điểm cầu Công an tỉnh Sóc Trăng."
        assert caption.credit is not None
        assert caption.credit.of(article.text) == "anh Tuấn"


RAWS = [diemtin.read_page(path) for path in SAMPLES]
NOISE = [
    *["\n", "\n\n", "\u200b", "\u00a0", "\u0301", "\ud800", "\x00", "\u202e", "𐀀", "(", '"', ".", "…"],
    *["<", "</div>", "&#x0;", "&nbsp;", "<table>", "<!--", "<script>"],
    *["A B C D", "Ảnh: ", "Lượt xem: 1", "[Ảnh]", "- ", ": ", "Đại tá "],
]


def _mutated(raw: str, seed: int) -> str:
    """A page with pieces cut out, moved and put in."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 12)):
        i, j = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
        j = min(j, i + chance.choice([1, 20, 400, 4000]))
        piece = chance.choice(["", chance.choice(NOISE) * chance.choice([1, 1, 3, 60]), raw[i:j] * 2, raw[i:j][::-1]])
        raw = raw[:i] + piece + raw[j:]
    return raw


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.builds(lambda page, seed: replace(page, raw=_mutated(page.raw, seed)), st.sampled_from(RAWS), st.integers()),
        st.builds(Page, st.just("random"), st.text(max_size=300), st.sampled_from(Format)),
        st.builds(
            lambda parts, form: Page("random", "".join(parts), form),
            st.lists(st.one_of(st.sampled_from(NOISE), st.text(max_size=9)), max_size=40),
            st.sampled_from(Format),
        ),
    )
)
def test_no_page_whatever_raises_anything_but_what_is_named(digester: Digester, page: Page) -> None:
    try:
        digest = digester(page)
    except StageError:
        raise
    except DiemtinError:
        return
    text = digest.article.text
    assert digest.summary.sentences
    for sentence in digest.summary.sentences:
        pieces = " ".join(piece.source.of(text) for piece in sentence.pieces)
        assert sentence.sources == tuple(piece.source for piece in sentence.pieces if not piece.inserted)
        assert re.findall(r"\w+", sentence.text.casefold()) == re.findall(r"\w+", pieces.casefold())
    Draft202012Validator(digest_schema()).validate(json.loads(to_json(digest, with_words=True)))
