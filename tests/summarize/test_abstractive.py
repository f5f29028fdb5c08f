"""The abstractive engine: what a model writes stays where the article says it, and nothing else does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

import diemtin
from diemtin.cli import app
from diemtin.digest import Digester
from diemtin.document import Digest, ModelVersion, Page, Summary, Support
from diemtin.errors import EmptyArticle, StageError
from diemtin.normalize import syllables
from diemtin.report.readable import digest_sections, plain_text
from diemtin.report.structured import digest_record, digest_schema
from diemtin.report.wording import Language, wording
from diemtin.summarize import HEADLINE, Length, Request
from diemtin.summarize.abstractive import AbstractiveSummarizer
from diemtin.summarize.encoder_decoder import EncoderDecoder, Form
from tests.summarize import tiny

# The event and all people are invented.
PAGE = """\
Khống chế vụ cháy chợ Vạn Lý

Rạng sáng 7/7, lực lượng chức năng tỉnh Đồng Cát đã khống chế vụ cháy tại chợ Vạn Lý, huyện Vạn Lý.

Đại tá Trần Văn Khải, Giám đốc Công an tỉnh Đồng Cát, trực tiếp chỉ huy lực lượng chữa cháy tại hiện trường.

Vụ cháy thiêu rụi 12 quầy hàng, không có thiệt hại về người.

Cơ quan điều tra đang làm rõ nguyên nhân vụ cháy và thống kê thiệt hại của các hộ kinh doanh.
"""
LEAD = "Rạng sáng 7/7, lực lượng chức năng tỉnh Đồng Cát đã khống chế vụ cháy tại chợ Vạn Lý."
TRUE = "Đại tá Trần Văn Khải trực tiếp chỉ huy lực lượng chữa cháy."
FALSE = "Thượng tá Trần Văn Khải trực tiếp chỉ huy lực lượng chữa cháy."
INVENTED = "Vụ cháy thiêu rụi 120 quầy hàng tại chợ Vạn Phúc."


class Scripted(EncoderDecoder):
    """Writes what it is told to and remembers what it was given."""

    def __init__(self, *written: str, segmented: bool = False, room: int = 500) -> None:
        super().__init__(None, None, Form("", "", segmented, room + 1, {}), ModelVersion("summarize", "scripted", "1"))
        object.__setattr__(self, "script", list(written))
        object.__setattr__(self, "given", [])

    script: list[str]
    given: list[str]

    @property
    def room(self) -> int:
        return self.form.longest - 1

    def tokens(self, text: str) -> int:
        return len(text.split())

    def __call__(self, articles: Sequence[str]) -> list[str]:
        self.given.extend(articles)
        return [self.script[i % len(self.script)] for i in range(len(articles))]


def _with(digester: Digester, write: EncoderDecoder, request: Request | None = None) -> Digester:
    engine = AbstractiveSummarizer(write, digester.summarize, digester.segment, digester.tag)
    return replace(digester, abstractive=engine, request=request or Request())


def _digest(digester: Digester, *written: str, request: Request | None = None) -> Digest:
    return _with(digester, Scripted(*written), request)(Page("tin.txt", PAGE))


def _supports(summary: Summary) -> list[str]:
    return [sentence.support.value for sentence in summary.sentences]


def test_what_the_article_says_stays_and_is_traced_to_where_it_says_so(digester: Digester) -> None:
    digest = _digest(digester, f"{LEAD} {TRUE}")
    assert digest.summary.text == f"{LEAD} {TRUE}"
    assert _supports(digest.summary) == ["generated", "generated"]
    [[first], [second]] = [sentence.sources for sentence in digest.summary.sentences]
    assert first.of(digest.article.text).startswith("Rạng sáng 7/7")
    assert second.of(digest.article.text).startswith("Đại tá Trần Văn Khải, Giám đốc")


@pytest.mark.parametrize("wrong", [FALSE, INVENTED, "Quốc hội họp phiên bất thường."])
def test_what_it_does_not_say_is_replaced_by_an_extract_and_told(digester: Digester, wrong: str) -> None:
    digest = _digest(digester, f"{TRUE} {wrong}")
    assert wrong not in digest.summary.text
    assert _supports(digest.summary) == ["generated", "replaced"]
    text = digest.article.text
    [source, *_] = digest.summary.sentences[1].sources
    assert source.of(text)[1:].rstrip(".,") in digest.summary.text
    report = plain_text(digest_sections(digest, wording(Language.ENGLISH)))
    assert "generated]" in report
    assert "in place of a generated sentence that the article does not support]" in report


def test_where_all_is_invented_the_summary_is_the_extract(digester: Digester) -> None:
    extract = replace(digester, request=Request())(Page("tin.txt", PAGE)).summary
    found = _digest(digester, INVENTED, FALSE).summary
    assert found.text == extract.text
    assert set(_supports(found)) == {"replaced"}


@pytest.mark.parametrize("written", ["", "   ", "và của", ".", "\n\n", "▁<pad>"])
def test_a_model_that_writes_nothing_gives_the_extract(digester: Digester, written: str) -> None:
    assert set(_supports(_digest(digester, written).summary)) == {"replaced"}


@pytest.mark.parametrize(
    "length", [Length(1), Length(2), Length(3), Length(None, 20), Length(None, 40), Length(2, 40), HEADLINE]
)
@pytest.mark.parametrize("written", [f"{LEAD} {TRUE}", f"{INVENTED} {TRUE}", INVENTED, f"{TRUE} {FALSE} {LEAD}"])
def test_a_summary_is_as_long_as_asked_for(digester: Digester, length: Length, written: str) -> None:
    found = _digest(digester, written, request=Request(length)).summary
    if length.sentences and length.words is None:
        assert len(found.sentences) == length.sentences
    if length.words:
        assert 0 < len(syllables(found.text)) <= length.words
        assert len(found.sentences) <= (length.sentences or 9)


def test_a_model_of_words_is_given_words_and_what_it_writes_is_printed_without(digester: Digester) -> None:
    write = Scripted("Đại_tá Trần_Văn_Khải trực_tiếp chỉ_huy lực_lượng chữa_cháy .", segmented=True)
    digest = _with(digester, write)(Page("tin.txt", PAGE))
    assert "Trần_Văn_Khải ," in write.given[0]
    assert digest.summary.sentences[0].text == TRUE
    assert digest.summary.sentences[0].support is Support.GENERATED


def test_a_long_article_is_cut_to_whole_sentences_in_their_order(digester: Digester) -> None:
    write = Scripted("", room=50)
    _with(digester, write)(Page("tin.txt", PAGE))
    [given_] = write.given
    assert len(given_.split()) <= 50
    assert given_.startswith("Rạng sáng 7/7")
    sentences = [line for line in PAGE.splitlines()[1:] if line]
    assert [line for line in sentences if line in given_] == given_.replace(". ", ".\n").split("\n")


def test_a_focus_decides_what_a_cut_article_keeps(digester: Digester) -> None:
    write = Scripted("", room=30)
    _with(digester, write, Request(focus="nguyên nhân"))(Page("tin.txt", PAGE))
    assert "nguyên nhân" in write.given[0]


def test_several_articles_go_through_the_model_together(digester: Digester) -> None:
    write = Scripted(TRUE)
    pages = [Page(f"{i}.txt", PAGE) for i in range(3)]
    bad = EmptyArticle("trống.txt", "no article")
    results = list(_with(digester, write).many([pages[0], bad, *pages[1:]]))
    assert [r.summary.text if isinstance(r, Digest) else r for r in results] == [TRUE, bad, TRUE, TRUE]
    assert len(write.given) == 3


def test_an_article_that_the_model_fails_on_is_named_and_the_others_are_digested(digester: Digester) -> None:
    class Failing(Scripted):
        def __call__(self, articles: Sequence[str]) -> list[str]:
            if any("Vạn Hạnh" in article for article in articles):
                raise RuntimeError("out of memory")
            return super().__call__(articles)

    pages = [Page("a.txt", PAGE), Page("b.txt", PAGE.replace("Vạn Lý", "Vạn Hạnh")), Page("c.txt", PAGE)]
    first, failed, last = _with(digester, Failing(TRUE)).many(pages)
    assert isinstance(first, Digest)
    assert isinstance(last, Digest)
    assert isinstance(failed, StageError)
    assert (failed.stage, failed.source) == ("summarize", "b.txt")


def test_the_digest_is_as_the_schema_says_and_names_the_model(digester: Digester) -> None:
    record = digest_record(_digest(digester, f"{TRUE} {INVENTED}"))
    Draft202012Validator(digest_schema()).validate(record)
    assert {"stage": "summarize", "name": "scripted", "version": "1"} in record["models"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*PAGE.split(), "Hùng", "120", "không", ".", ",", '"']), max_size=40))
def test_every_syllable_of_whatever_is_written_is_traced(digester: Digester, words: list[str]) -> None:
    digest = _digest(digester, " ".join(words))
    text = digest.article.text
    joining = set("và của là thì mà ở tại trong về với để theo khi này đó cũng như những các sự việc cho rằng".split())
    for sentence in digest.summary.sentences:
        source = {s.lower() for span in sentence.sources for s in syllables(span.of(text))}
        assert {s.lower() for s in syllables(sentence.text)} <= source | joining


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that was taught one true sentence of the page, and an invented one."""
    folder = tiny.t5(tmp_path_factory.mktemp("models") / "vit5", [PAGE, TRUE, INVENTED])
    body = " ".join(line for line in PAGE.splitlines()[1:] if line)
    tiny.taught(folder, f"vietnews: {body}", f"{TRUE} {INVENTED}")
    return folder


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The page as a file."""
    path = tmp_path / "tin.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


class TestCommands:
    """`diemtin summarize` and `diemtin batch` with `--engine abstractive`."""

    def _run(self, *arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    def test_what_a_model_invents_is_replaced(self, model: Path, page: Path) -> None:
        result = self._run("summarize", page, "--engine", "abstractive", "--model", model, "-f", "json")
        assert (result.exit_code, result.stderr) == (0, "")
        sentences = json.loads(result.stdout)["summary"]["sentences"]
        assert [sentence["support"] for sentence in sentences] == ["generated", "replaced"]
        assert sentences[0]["text"] == TRUE

    def test_a_batch_is_digested_as_single_articles_are(self, model: Path, page: Path, tmp_path: Path) -> None:
        options = ("--engine", "abstractive", "--model", model)
        result = self._run("batch", page, "-o", tmp_path / "out.jsonl", "-j", "1", "-q", *options)
        assert (result.exit_code, result.output) == (0, "")
        single = self._run("summarize", page, "-f", "json", *options)
        assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8")) == json.loads(single.stdout)

    def test_random_weights_invent_and_the_extract_is_given(self, page: Path, tmp_path: Path) -> None:
        model = tiny.bartpho_word(tmp_path / "bartpho", [PAGE])
        result = self._run("summarize", page, "--engine", "abstractive", "--model", model, "-f", "json")
        assert result.exit_code == 0
        sentences = json.loads(result.stdout)["summary"]["sentences"]
        assert {sentence["support"] for sentence in sentences} == {"replaced"}

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (["--engine", "abstractive"], "needs --model"),
            (["--model", "x"], "--model and --download are for --engine abstractive"),
            (["--download"], "--model and --download are for --engine abstractive"),
            (["--engine", "abstractive", "--model", "x", "--verbatim"], "--verbatim is for"),
        ],
    )
    @pytest.mark.parametrize("command", ["summarize", "batch"])
    def test_options_that_do_not_go_together_are_wrong_usage(
        self, command: str, options: list[str], told: str, page: Path, tmp_path: Path
    ) -> None:
        output = ["-o", str(tmp_path / "out.jsonl")] if command == "batch" else []
        result = self._run(command, page, *output, *options)
        assert result.exit_code == 2
        [line] = result.stderr.splitlines()
        assert told in line

    @pytest.mark.parametrize("command", ["summarize", "batch"])
    def test_a_model_that_is_not_there_is_one_line(self, command: str, page: Path, tmp_path: Path) -> None:
        output = ["-o", str(tmp_path / "out.jsonl")] if command == "batch" else []
        result = self._run(command, page, *output, "--engine", "abstractive", "--model", tmp_path / "absent")
        assert result.exit_code == 1
        [line] = result.stderr.splitlines()
        assert line.startswith(f"diemtin: model {tmp_path / 'absent'}: no such folder")


def test_the_engine_is_not_imported_where_nobody_asks_for_it() -> None:
    assert diemtin.load().abstractive is None
