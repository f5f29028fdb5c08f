"""Digests as JSON: complete, traceable, and as the schema says."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

import diemtin
from diemtin.clean import clean
from diemtin.digest import Digester
from diemtin.document import Digest, Page
from diemtin.report.structured import (
    article_record,
    digest_record,
    digest_schema,
    sentence_records,
    to_json,
)

NAME = "01-police-conference.txt"
LINE = "Sáng 7/7, Công an tỉnh Đồng Cát tổ chức hội nghị công bố chỉ số cải cách hành chính năm 2022."


@pytest.fixture
def record(digests: dict[str, Digest]) -> dict[str, Any]:
    """What is written of a sample."""
    return digest_record(digests[NAME], with_words=True)


def test_the_schema_is_one_itself() -> None:
    Draft202012Validator.check_schema(digest_schema())


@pytest.mark.parametrize("field", ["text", "summary", "people", "models", "blocks"])
def test_the_schema_misses_what_is_missing(field: str, record: dict[str, Any]) -> None:
    del record[field]
    with pytest.raises(ValidationError, match=field):
        Draft202012Validator(digest_schema()).validate(record)


def test_the_schema_refuses_what_it_does_not_know(record: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="invention"):
        Draft202012Validator(digest_schema()).validate(record | {"invention": 1})


def test_what_is_written_is_read_back_the_same(digests: dict[str, Digest], record: dict[str, Any]) -> None:
    assert json.loads(to_json(digests[NAME], with_words=True)) == record
    assert json.loads(to_json(digests[NAME], with_words=True, indent=2)) == record


def test_without_indent_a_digest_is_one_line_in_plain_letters(digests: dict[str, Digest]) -> None:
    line = to_json(digests[NAME])
    assert "\n" not in line
    assert "Trần Văn Khải" in line


def test_offsets_lead_to_what_they_say(record: dict[str, Any]) -> None:
    text = record["text"]
    for mention in record["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    for sentence in record["summary"]["sentences"]:
        assert all(text[start:end][1:] in sentence["text"] for start, end in sentence["sources"])
    for sentence in record["sentences"]:
        assert all(sentence["start"] <= start < end <= sentence["end"] for start, end in sentence["words"])


def test_offsets_of_the_page_lead_to_the_saved_page(record: dict[str, Any], digests: dict[str, Digest]) -> None:
    raw = digests[NAME].article.page.raw
    for sentence in record["summary"]["sentences"]:
        printed = " ".join(raw[start:end] for start, end in sentence["page"])
        assert re.findall(r"\w+", printed.casefold()) == re.findall(r"\w+", sentence["text"].casefold())
    counter = next(line for line in record["furniture"] if line["kind"] == "views")
    assert "Lượt xem" in raw[slice(*counter["page"])]


def test_people_and_bodies_point_at_their_mentions(record: dict[str, Any]) -> None:
    khai = next(person for person in record["people"] if person["name"] == "Trần Văn Khải")
    assert khai["rank"] == "Đại tá"
    assert {"position": "Giám đốc", "organization": "Công an tỉnh", "tenure": "stated"} in khai["offices"]
    assert khai["rank_info"]["english"] == "Colonel"
    assert {(record["mentions"][rank["mention"]]["text"], rank["status"]) for rank in khai["ranks"]} == {
        ("Đại tá", "stated")
    }
    assert {record["mentions"][i]["text"] for i in khai["mentions"]} == {"Trần Văn Khải", "Khải"}
    for body in record["organizations"]:
        assert body["name"] in {record["mentions"][i]["text"] for i in body["mentions"]}
    standing = next(body for body in record["organizations"] if body["name"] == "Ban Thường vụ Tỉnh ủy")
    assert standing["resolved"]["name"] == "Ban Thường vụ Tỉnh ủy Quảng Ngãi"
    assert standing["resolved"]["inferred"]
    assert record["text"][slice(*standing["resolved"]["evidence"])] == "Quảng Ngãi"
    assert standing["part_of"] == "Tỉnh ủy Quảng Ngãi"


def test_the_head_of_the_article_is_told(record: dict[str, Any]) -> None:
    assert record["title"] == "Công an tỉnh Quảng Ngãi sơ kết công tác 6 tháng đầu năm 2022"
    assert record["published"]["iso"] == "2022-07-07"
    assert (record["byline"], record["views"]) == ("Hồng Thắm", 1203)
    assert {caption["credit"] for caption in record["captions"]} == {"Thành Đạt"}


def test_a_page_that_says_nothing_of_itself_has_nulls(digester: Digester) -> None:
    record = digest_record(digester(Page("bare.txt", LINE)))
    assert [record[field] for field in ("title", "published", "byline", "views")] == [None] * 4
    assert record["captions"] == []
    Draft202012Validator(digest_schema()).validate(record)


def test_the_id_is_what_the_record_says_else_the_digest_of_the_page() -> None:
    assert article_record(clean(Page("a", LINE, id="tin-7")))["id"] == "tin-7"
    bare = article_record(clean(Page("a", LINE)))["id"]
    assert bare == hashlib.sha256(LINE.encode()).hexdigest()[:16]
    assert bare == article_record(clean(Page("b", LINE)))["id"]


def test_half_a_surrogate_does_not_keep_a_digest_from_being_written(digester: Digester) -> None:
    digest = digester(Page("a", f"{LINE} Trời \ud800 nắng đẹp cả ngày hôm nay."))
    assert json.loads(to_json(digest))["text"].startswith("Sáng 7/7")


def test_words_are_told_as_offsets(digester: Digester) -> None:
    article = clean(Page("a", LINE))
    [sentence] = sentence_records(digester.segment(article))
    words = [article.text[start:end] for start, end in sentence["words"]]
    assert "hội nghị" in words
    assert words[-1] == "."


def test_to_json_is_public() -> None:
    assert diemtin.to_json is to_json
