"""The summary: as long as asked for, in the article's own words and order."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from diemtin.digest import Digester
from diemtin.document import Article, Block, BlockKind, Caption, Digest, Origin, Page, Span
from diemtin.errors import ModelMismatch
from diemtin.models import find_model
from diemtin.normalize import key, syllables
from diemtin.summarize import FORMAT, Length, Request, Source, Summarizer

K = BlockKind
ARTICLE = [
    (K.TITLE, "Công an tỉnh Đồng Cát công bố chỉ số cải cách hành chính"),
    (K.LEAD, "Sáng 7/7, Công an tỉnh Đồng Cát tổ chức hội nghị công bố chỉ số cải cách hành chính năm 2022."),
    (K.PARAGRAPH, "Đại tá Trần Văn Khải chủ trì hội nghị. Cùng dự có lãnh đạo các phòng và công an các huyện."),
    (K.CAPTION, "Quang cảnh hội nghị công bố chỉ số cải cách hành chính của Công an tỉnh Đồng Cát."),
    (K.CREDIT, "Ảnh: Thành Đạt"),
    (K.HEADING, "Chỉ số cải cách hành chính của Công an tỉnh Đồng Cát tăng cao"),
    (K.PARAGRAPH, "Theo báo cáo, 17 đơn vị đạt kết quả tốt. Sáu đơn vị được xếp loại hoàn thành nhiệm vụ năm 2022."),
    (K.PARAGRAPH, "Hội nghị cũng trao giấy khen tặng nhiều tập thể và cá nhân. Trời hôm ấy nắng đẹp."),
    (K.BYLINE, "Hồng Thắm"),
]


def _article(parts: list[tuple[BlockKind, str]]) -> Article:
    text = "\n".join(line for _, line in parts)
    blocks, start = [], 0
    for kind, line in parts:
        blocks.append(Block(Span(start, start + len(line)), kind))
        start += len(line) + 1
    captions = tuple(Caption(block.span, None) for block in blocks if block.kind is K.CAPTION)
    origin = Origin(tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    return Article(Page("test", text), text, origin, tuple(blocks), captions, None, None, None, ())


def _summary(digester: Digester, parts: list[tuple[BlockKind, str]], length: Length) -> list[str]:
    article = _article(parts)
    found = digester.summarize(article, digester.segment(article), Request(length, verbatim=True))
    return [sentence.text for sentence in found.sentences]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 7])
def test_as_many_sentences_as_asked_for(digester: Digester, number: int) -> None:
    assert len(_summary(digester, ARTICLE, Length(number))) == number


def test_an_article_with_fewer_sentences_gives_all_it_has(digester: Digester) -> None:
    assert len(_summary(digester, ARTICLE, Length(50))) == 7


def test_the_model_decides_the_length_where_nothing_is_said(digester: Digester) -> None:
    sentences = _summary(digester, ARTICLE, Length())
    assert 1 <= len(sentences) <= 3
    assert len(syllables(" ".join(sentences))) <= 90


@pytest.mark.parametrize("words", range(5, 120, 9))
def test_the_number_of_words_is_never_exceeded(digester: Digester, words: int) -> None:
    sentences = _summary(digester, ARTICLE, Length(None, words))
    assert sentences
    assert sum(len(syllables(sentence)) for sentence in sentences) <= words


def test_where_every_sentence_is_too_long_the_shortest_is_given(digester: Digester) -> None:
    assert _summary(digester, ARTICLE, Length(None, 1)) == ["Trời hôm ấy nắng đẹp."]


def test_both_limits_hold_together(digester: Digester) -> None:
    sentences = _summary(digester, ARTICLE, Length(2, 30))
    assert 1 <= len(sentences) <= 2
    assert sum(len(syllables(sentence)) for sentence in sentences) <= 30


def test_more_words_are_used_where_they_are_allowed(digester: Digester) -> None:
    few, many = (_summary(digester, ARTICLE, Length(None, words)) for words in (25, 60))
    assert len(syllables(" ".join(many))) > len(syllables(" ".join(few)))


@pytest.mark.parametrize("kind", [K.TITLE, K.CAPTION, K.CREDIT, K.HEADING, K.BYLINE])
def test_only_running_text_is_chosen(digester: Digester, kind: BlockKind) -> None:
    sentences = _summary(digester, ARTICLE, Length(50))
    assert not {line for found, line in ARTICLE if found is kind} & set(sentences)


def test_sentences_stand_in_the_order_of_the_article_and_as_printed(digester: Digester) -> None:
    article = _article(ARTICLE)
    found = digester.summarize(article, digester.segment(article), Request(Length(4), verbatim=True))
    starts = [sentence.sources[0].start for sentence in found.sentences]
    assert starts == sorted(starts)
    assert all(s.text == " ".join(span.of(article.text) for span in s.sources) for s in found.sentences)
    assert found.text == " ".join(s.text for s in found.sentences)


def test_the_news_itself_is_chosen_first(digester: Digester) -> None:
    assert _summary(digester, ARTICLE, Length(1)) == [ARTICLE[1][1]]


def test_the_same_sentence_is_not_told_twice(digester: Digester) -> None:
    lead = ARTICLE[1][1]
    parts = [*ARTICLE[:2], (K.PARAGRAPH, lead), *ARTICLE[2:]]
    assert len(set(_summary(digester, parts, Length(2)))) == 2


def test_an_article_of_one_sentence_is_its_own_summary(digester: Digester) -> None:
    line = "Chiều 3/8, xã Hòa Lạc khánh thành cây cầu mới."
    assert _summary(digester, [(K.PARAGRAPH, line)], Length(3)) == [line]


def test_a_fragment_is_chosen_only_where_there_is_nothing_else(digester: Digester) -> None:
    line = "Chiều 3/8, xã Hòa Lạc khánh thành cây cầu mới."
    assert _summary(digester, [(K.PARAGRAPH, "Rất vui."), (K.PARAGRAPH, line)], Length(2)) == [line]
    assert _summary(digester, [(K.PARAGRAPH, "Rất vui.")], Length(2)) == ["Rất vui."]


def test_a_sentence_that_announces_a_list_is_not_chosen(digester: Digester) -> None:
    parts = [(K.PARAGRAPH, "Các đơn vị dẫn đầu của tỉnh Đồng Cát gồm có:"), *ARTICLE[1:3]]
    assert not any(sentence.endswith(":") for sentence in _summary(digester, parts, Length(50)))


def test_a_line_that_repeats_the_title_is_not_told(digester: Digester) -> None:
    line = "Công an tỉnh Đồng Cát công bố các chỉ số cải cách hành chính."
    parts = [ARTICLE[0], (K.PARAGRAPH, line), *ARTICLE[1:]]
    assert line not in _summary(digester, parts, Length(3))
    assert _summary(digester, parts[:2], Length(3)) == [line]


def test_no_sentences_make_an_empty_summary(digester: Digester) -> None:
    article = _article([(K.CAPTION, "Quang cảnh hội nghị.")])
    assert digester.summarize(article, (), Request()).sentences == ()
    assert digester.summarize(article, (), Request()).text == ""


@pytest.mark.parametrize(("sentences", "words"), [(0, None), (-1, None), (None, 0), (2, -5)])
def test_a_length_of_nothing_is_refused(sentences: int | None, words: int | None) -> None:
    with pytest.raises(ValueError, match="summary"):
        Length(sentences, words)


WORDS = ["Công", "an", "tỉnh", "họp", "bàn", "2021", "cải", "cách", "mưa", "nắng"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join), min_size=1, max_size=14)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(1, 40), st.one_of(st.none(), st.integers(1, 20)))
def test_limits_hold_for_any_sentences(digester: Digester, texts: list[str], words: int, sentences: int | None) -> None:
    chosen = digester.summarize.choose(Source(texts), Request(Length(sentences, words), verbatim=True))
    sizes = [len(text.split()) for text in texts]
    indexes = [found.sentence for found in chosen]
    assert indexes == sorted(set(indexes))
    assert chosen
    if min(sizes) <= words:
        assert sum(sizes[i] for i in indexes) <= words
    assert sentences is None or len(chosen) <= sentences


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(1, 20))
def test_the_number_of_sentences_is_exact_for_any_sentences(digester: Digester, texts: list[str], number: int) -> None:
    assert len(digester.summarize.choose(Source(texts, "họp bàn"), Request(Length(number)))) == min(
        number, len(set(map(key, texts)))
    )


# In a process of its own, because what is tested for would not end, or fill the memory.
_LONG_ARTICLE = """
import resource, sys
from diemtin.summarize import Length, Request, Source, Summarizer
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
texts = [f"Đơn vị thứ {i} của tỉnh hoàn thành kế hoạch{' năm' * (i * 7 % 40)}." for i in range(60)]
sentences, words = (int(number) or None for number in sys.argv[1:])
assert Summarizer.load().choose(Source(texts), Request(Length(sentences, words)))
"""


@pytest.mark.parametrize(("sentences", "words"), [(2, 0), (20, 0), (50, 0), (0, 100), (0, 400)])
def test_a_long_article_is_summarized_in_good_time(sentences: int, words: int) -> None:
    command = [sys.executable, "-c", _LONG_ARTICLE, str(sentences), str(words)]
    assert subprocess.run(command, check=False, timeout=10, stderr=subprocess.DEVNULL).returncode == 0


def test_each_sentence_of_a_summary_is_pieces_of_one_sentence(digests: dict[str, Digest]) -> None:
    for digest in digests.values():
        assert digest.summary.sentences
        for found in digest.summary.sentences:
            [whole] = [sentence.span for sentence in digest.sentences if sentence.span.covers(found.sources[0])]
            assert all(whole.covers(source) for source in found.sources)
            assert list(found.sources) == sorted(found.sources)


def test_a_choice_of_other_features_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "summarizer"
    shutil.copytree(find_model("summarizer", FORMAT).path, folder)
    stored = load_file(folder / "model.safetensors")
    save_file(stored | {"choice.weight": stored["choice.weight"][:-1]}, folder / "model.safetensors")
    with pytest.raises(ModelMismatch, match="choice"):
        Summarizer.load(tmp_path)
