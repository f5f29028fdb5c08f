"""Several articles of one event: told once, each sentence traced to its article, contradictions side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from typer.testing import CliRunner, Result

from diemtin.cli import app
from diemtin.digest import Digester
from diemtin.document import Digest, Page, SummaryPiece, SummarySentence, Support
from diemtin.normalize import key, syllables
from diemtin.report.round_up import round_up_record, round_up_schema, round_up_sections
from diemtin.report.wording import Language, wording
from diemtin.roundup import RoundUp, RoundUpSentence, _standing_alone, round_up
from diemtin.summarize import Length

# Three versions of one event; it and all people are invented.
MORNING = """\
Cháy chợ Vạn Lý, 3 người chết

Rạng sáng 7/7, một vụ cháy lớn xảy ra tại chợ Vạn Lý, huyện Vạn Lý, tỉnh Đồng Cát, \
làm 3 người chết và 12 người bị thương.

Đại tá Trần Văn Khải, Giám đốc Công an tỉnh Đồng Cát, trực tiếp chỉ huy lực lượng chữa cháy tại hiện trường.

Ngọn lửa bùng phát từ khu vực bán vải lúc 2 giờ, sau đó lan sang các quầy hàng bên cạnh và thiêu rụi 40 quầy hàng.

Cơ quan điều tra đang làm rõ nguyên nhân vụ cháy.
"""
EVENING = """\
Vụ cháy chợ Vạn Lý: Số người chết tăng lên 4

Chiều 7/7, UBND huyện Vạn Lý cho biết vụ cháy xảy ra rạng sáng cùng ngày tại chợ Vạn Lý, huyện Vạn Lý, \
làm 4 người chết, 12 người bị thương đang được cấp cứu tại Bệnh viện Đa khoa tỉnh Đồng Cát.

Theo Đại tá Trần Văn Khải, ngọn lửa bùng phát từ khu vực bán vải rồi lan nhanh, thiêu rụi 40 quầy hàng.

Chủ tịch UBND tỉnh Lê Thị Mai đã đến thăm hỏi gia đình các nạn nhân và hỗ trợ mỗi gia đình 20 triệu đồng.
"""
LATER = """\
Khởi tố vụ án cháy chợ Vạn Lý

Ngày 9/7, Cơ quan Cảnh sát điều tra Công an tỉnh Đồng Cát khởi tố vụ án vi phạm quy định về phòng cháy, chữa cháy \
xảy ra tại chợ Vạn Lý, huyện Vạn Lý.

Kết quả khám nghiệm cho thấy nguyên nhân vụ cháy là do chập điện tại một quầy bán vải.

Ban quản lý chợ cho biết 40 quầy hàng bị thiêu rụi, thiệt hại ước tính khoảng 18 tỷ đồng.
"""
VERSIONS = [MORNING, EVENING, LATER]


@pytest.fixture(scope="module")
def articles(digester: Digester) -> list[Digest]:
    """The digests of the three versions."""
    return [digester(Page(f"{i}.txt", text)) for i, text in enumerate(VERSIONS, start=1)]


@pytest.fixture(scope="module")
def together(articles: list[Digest], digester: Digester) -> RoundUp:
    """All three in one."""
    return round_up(articles, digester.summarize)


def _check_traces(found: RoundUp) -> None:
    for one in found.sentences:
        text = found.digests[one.article].article.text
        assert one.sentence.sources
        assert syllables(" ".join(piece.text for piece in one.sentence.pieces)) == syllables(one.sentence.text)
        for piece in one.sentence.pieces:
            assert piece.source.of(text)[1:] == piece.text[1:]
        for number, span in one.also:
            assert number != one.article
            assert span.of(found.digests[number].article.text) in VERSIONS[number]


def test_each_sentence_is_traced_to_its_article_and_place(together: RoundUp) -> None:
    assert len({one.article for one in together.sentences}) == 3
    _check_traces(together)


def test_what_two_articles_tell_is_told_once_and_both_are_named(together: RoundUp) -> None:
    [told] = [one for one in together.sentences if "người bị thương" in one.sentence.text]
    assert {told.article, *(number for number, _ in told.also)} == {0, 1}


def test_the_same_article_twice_adds_nothing(articles: list[Digest], digester: Digester) -> None:
    once = round_up(articles[:1], digester.summarize, Length(None, 60))
    twice = round_up([articles[0], articles[0]], digester.summarize, Length(None, 60))
    assert twice.text == once.text
    assert all(one.also for one in twice.sentences)
    assert twice.disagreements == ()


def test_figures_that_differ_stand_side_by_side_each_with_its_article(together: RoundUp) -> None:
    [found] = together.disagreements
    assert found.thing == "người chết"
    assert [(figure.article, figure.value) for figure in found.figures] == [(0, 3.0), (1, 4.0)]
    for figure in found.figures:
        text = together.digests[figure.article].article.text
        assert figure.span.of(text) == f"{figure.value:.0f} người chết"
        assert figure.sentence.covers(figure.span)


def test_people_and_bodies_are_joined_across_articles(together: RoundUp) -> None:
    assert [person.name for person in together.people] == ["Trần Văn Khải", "Lê Thị Mai"]
    assert [number for number, _ in together.people[0].found] == [0, 1]
    names = [body.name for body in together.organizations]
    assert len({key(name) for name in names}) == len(names)
    assert "chợ Vạn Lý" in [place.name for place in together.locations]


@pytest.mark.parametrize("number", [1, 2, 4, 6])
def test_as_many_sentences_as_asked_for(number: int, articles: list[Digest], digester: Digester) -> None:
    assert len(round_up(articles, digester.summarize, Length(number)).sentences) == number


def test_no_article_has_more_sentences_than_it_has(articles: list[Digest], digester: Digester) -> None:
    found = round_up(articles, digester.summarize, Length(50), verbatim=True)
    assert len({(one.article, one.sentence.sources) for one in found.sentences}) == len(found.sentences)
    assert len(found.sentences) <= 10


@settings(max_examples=15, deadline=None)
@given(words=st.integers(1, 260), order=st.permutations(range(3)), verbatim=st.booleans())
def test_no_round_up_is_longer_than_asked_for_and_all_of_it_is_traced(
    words: int, order: list[int], verbatim: bool, articles: list[Digest], digester: Digester
) -> None:
    found = round_up([articles[i] for i in order], digester.summarize, Length(None, words), verbatim=verbatim)
    assert len(syllables(found.text)) <= words or (len(found.sentences) == 1 and words < 20)
    assert found.sentences
    for one in found.sentences:
        text = found.digests[one.article].article.text
        assert all(piece.source.of(text)[1:] == piece.text[1:] for piece in one.sentence.pieces)
        assert all(other != one.article for other, _ in one.also)


def test_a_short_form_of_a_name_goes_to_the_only_full_one(digester: Digester) -> None:
    short = digester(Page("b.txt", "Ông Khải cho biết vụ cháy chợ Vạn Lý bùng phát lúc 2 giờ sáng 7/7."))
    full = digester(Page("a.txt", MORNING))
    assert [person.name for person in round_up([short, full], digester.summarize).people] == ["Trần Văn Khải"]


class TestReports:
    """Text, Markdown and JSON."""

    def test_the_record_is_as_the_schema_says(self, together: RoundUp) -> None:
        Draft202012Validator.check_schema(round_up_schema())
        Draft202012Validator(round_up_schema()).validate(round_up_record(together))

    @pytest.mark.parametrize("field", ["articles", "sentences", "disagreements", "people"])
    def test_the_schema_misses_what_is_missing(self, field: str, together: RoundUp) -> None:
        record = round_up_record(together)
        del record[field]
        with pytest.raises(ValidationError, match=field):
            Draft202012Validator(round_up_schema()).validate(record)

    def test_the_schema_looks_into_the_articles(self, together: RoundUp) -> None:
        record = round_up_record(together)
        del record["articles"][1]["people"]
        with pytest.raises(ValidationError, match="people"):
            Draft202012Validator(round_up_schema()).validate(record)

    def test_indexes_lead_to_what_they_say(self, together: RoundUp) -> None:
        record = round_up_record(together)
        articles = record["articles"]
        for kind in ("people", "organizations", "locations"):
            for joint in record[kind]:
                names = [articles[one["article"]][kind][one["index"]]["name"] for one in joint["articles"]]
                assert names
        for disagreement in record["disagreements"]:
            for figure in disagreement["figures"]:
                text = articles[figure["article"]]["text"]
                assert text[figure["start"] : figure["end"]] == figure["text"]

    def test_a_reader_sees_articles_and_lines(self, together: RoundUp) -> None:
        head, summary, differ, *_ = round_up_sections(together, wording(Language.ENGLISH))
        assert head.lines[1] == "[2] Vụ cháy chợ Vạn Lý: Số người chết tăng lên 4 (2.txt)"
        assert all("[article " in line for line in summary.lines)
        assert differ.lines == ("3 người chết [article 1, line 3] ≠ 4 người chết [article 2, line 3]",)


class TestCommand:
    """`diemtin round-up`."""

    @pytest.fixture
    def files(self, tmp_path: Path) -> list[str]:
        """The three versions as files."""
        for i, text in enumerate(VERSIONS, start=1):
            (tmp_path / f"{i}.txt").write_text(text, encoding="utf-8")
        return [str(tmp_path / f"{i}.txt") for i in (1, 2, 3)]

    def _run(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["round-up", *arguments])

    def test_help_has_examples(self) -> None:
        result = self._run("--help")
        assert result.exit_code == 0
        assert "diemtin round-up morning.html" in result.stdout

    @pytest.mark.parametrize("format", ["text", "md", "json"])
    def test_each_format_is_written(self, format: str, files: list[str], tmp_path: Path) -> None:
        shown = self._run(*files, "-f", format)
        assert (shown.exit_code, shown.stderr) == (0, "")
        assert "4 người chết" in shown.stdout
        written = self._run(*files, "-f", format, "-o", str(tmp_path / "out"))
        assert (written.exit_code, written.output) == (0, "")
        assert "4 người chết" in (tmp_path / "out").read_text(encoding="utf-8")

    def test_json_has_the_length_asked_for(self, files: list[str]) -> None:
        record: dict[str, Any] = json.loads(self._run(*files, "-n", "2", "-f", "json").stdout)
        assert (record["schema"], len(record["sentences"]), len(record["articles"])) == ("diemtin.round-up/1", 2, 3)

    def test_an_article_that_cannot_be_read_is_named_and_the_others_are_rounded_up(
        self, files: list[str], tmp_path: Path
    ) -> None:
        (tmp_path / "empty.txt").write_text("", encoding="utf-8")
        result = self._run(*files, str(tmp_path / "empty.txt"), "--lang", "en")
        assert result.exit_code == 1
        [line] = result.stderr.splitlines()
        assert line.startswith(f"diemtin: {tmp_path / 'empty.txt'}: ")
        assert "Round-up of 3 articles" in result.stdout

    def test_without_any_article_there_is_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").write_text("", encoding="utf-8")
        result = self._run(str(tmp_path / "empty.txt"))
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.splitlines()[-1] == "diemtin: no article is left to round up"

    def test_a_wrong_path_is_named(self, files: list[str], tmp_path: Path) -> None:
        result = self._run(*files, str(tmp_path / "absent.txt"))
        assert result.exit_code == 2
        assert result.stderr == f"diemtin: {tmp_path / 'absent.txt'}: no such file or folder\n"


def test_a_person_is_introduced_by_the_first_sentence_that_names_them(digester: Digester) -> None:
    texts = [
        "Đại tá Trần Văn Khải, Giám đốc Công an tỉnh Đồng Cát, có mặt ở chợ.\n\nÔng Khải nói lửa đã tắt.\n",
        "Đại tá Trần Văn Khải, Giám đốc Công an tỉnh Đồng Cát, đến chợ.\n\nÔng Khải nói không còn ai ở trong.\n",
    ]
    digests = [digester(Page(f"{i}.txt", text)) for i, text in enumerate(texts)]
    named = []
    for i, digest in enumerate(digests):
        text = digest.article.text
        [span] = [s.span for s in digest.sentences if s.span.of(text).startswith("Ông Khải")]
        piece = SummaryPiece(span.of(text), span)
        named.append(RoundUpSentence(i, SummarySentence(piece.text, (span,), Support.PRINTED, (piece,)), ()))
    first, second = (one.sentence.text for one in _standing_alone(digests, named, None))
    assert "Trần Văn Khải" in first
    assert "Giám đốc" in first
    assert second == "Ông Khải nói không còn ai ở trong."
