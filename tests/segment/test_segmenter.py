"""Sentences and words stand exactly where they are printed."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from diemtin.clean import clean
from diemtin.document import BlockKind, Page, Span
from diemtin.errors import ModelMismatch
from diemtin.segment import FORMAT, Segmenter, split_sentences, tokenize

PIECES = [
    *["Công an", "huyện", "Vạn", "TP.", "Th.s", "T.", "1.203", "15h30", "2021-2030", "12/11", "v.v.", "a@b.vn", "đ/c."],
    *[
        "www.tin.example/a?b",
        ".",
        "...",
        "…",
        "!",
        "?",
        "“",
        "”",
        '"',
        "(",
        ")",
        " ",
        " ",
        "\n",
        ",",
        ";",
        "-",
        "_",
        "e\u0301",
    ],
]
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))

fast = settings(max_examples=200, deadline=None)


@pytest.fixture(scope="module")
def words() -> Segmenter:
    return Segmenter.load()


def _sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)))]


def _tokens(text: str) -> list[str]:
    return [span.of(text) for span in tokenize(text, Span(0, len(text)))]


def _assert_cover(text: str, within: Span, spans: list[Span]) -> None:
    """The spans are in order, apart, inside, and hold every character that is no space."""
    ends = [within.start, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), within.end]
    assert all(len(span) > 0 for span in spans)
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    assert not "".join(text[end:start] for end, start in zip(ends, starts, strict=True)).strip()


def _within(text: str, ends: tuple[float, float]) -> Span:
    start, end = sorted(round(share * len(text)) for share in ends)
    return Span(start, end)


SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1)) | st.just((0.0, 1.0))


@fast
@given(TEXTS, SHARES)
def test_sentences_hold_all_that_is_printed(text: str, ends: tuple[float, float]) -> None:
    within = _within(text, ends)
    sentences = split_sentences(text, within)
    _assert_cover(text, within, sentences)
    assert all(span.of(text) == span.of(text).strip() for span in sentences)


@fast
@given(TEXTS, SHARES)
def test_tokens_hold_all_that_is_printed(text: str, ends: tuple[float, float]) -> None:
    within = _within(text, ends)
    tokens = tokenize(text, within)
    _assert_cover(text, within, tokens)
    assert not any(character.isspace() for span in tokens for character in span.of(text))


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_words_are_whole_tokens_joined(words: Segmenter, text: str) -> None:
    within = Span(0, len(text))
    found = next(words.words(text, [within]))
    tokens = tokenize(text, within)
    _assert_cover(text, within, list(found))
    assert {word.start for word in found} <= {token.start for token in tokens}
    assert {word.end for word in found} <= {token.end for token in tokens}


@pytest.mark.parametrize(
    "text",
    [
        "Ông Mẫn về sống tại TP. Hồ Chí Minh từ năm ngoái.",
        "Th.s Lê Thu Trà trình bày báo cáo.",
        "Th.S. Lê Thu Trà trình bày báo cáo.",
        "PGS.TS. Lê Thu Trà trình bày báo cáo.",
        "PGS. TS. Lê Thu Trà trình bày báo cáo.",
        "Cơ quan điều tra bắt Lê Văn T. khai nhận hành vi.",
        "Công an bắt Lê Văn T. (28 tuổi) trong đêm.",
        "Công an bắt Lê Văn T. Nguyễn Thị H. và một người khác.",
        "Giá mỗi cân là 1.203 đồng tại chợ.",
        "Vụ việc xảy ra lúc 15h30 tại đ/c. Mẫn.",
        "Rau, quả, v.v. Được bán tại chợ.",
        "Chờ... rồi ông đi.",
        "Đò, ghe, xuồng... đã về bến.",
        "Ông nói: “Tốt lắm!” rồi đi.",
        "Xem tại www.vanly.example/Tin nhé.",
        "Các xã P. Đồng và Q. Cát dự họp.",
        "1. Tổ chức hội nghị.",
    ],
)
def test_a_period_inside_a_sentence_ends_none(text: str) -> None:
    assert _sentences(text) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Ông Mẫn sống tại TP. Hồ Chí Minh.", "Bà Trà ở quê."],
        ["Công an bắt Lê Văn T.", "Theo điều tra, T. khai nhận."],
        ["Đoàn đến châu Á.", "Đội tuyển thắng."],
        ["Vụ cháy xảy ra lúc 15h30.", "Sau đó lực lượng chức năng có mặt."],
        ["Giá là 1.203.", "Hôm qua là 1.198."],
        ["Ông nói: “Tốt lắm.”", "Rồi ông đi."],
        ['Ông nói: "Tốt lắm."', "Rồi ông đi."],
        ["Việc đã xong (hôm qua.)", "Rồi ông đi."],
        ["Chờ đã...", "Rồi sao?", "Đi!", "Nào."],
        ["Chờ đã…", "Rồi ông đi."],
        ["Thật ư?!", "Đúng."],
        ["Đã xong.", "“Tốt lắm”, ông nói."],
        ["Đã xong.", "(Tin của báo)"],
        ["Đã xong.", "- Mục hai."],
        ["Đã xong.", "12 người bị thương."],
        ["Đã xong.", "Ở đó có lửa.", "Ý ông là vậy.", "Đó là hết."],
        ["Diện tích là 5 ha.", "Ông Mẫn về."],
        ["Xe chạy năm 2021.", "Ông Mẫn lái."],
    ],
)
def test_a_sentence_ends_where_its_reader_pauses(sentences: list[str]) -> None:
    assert _sentences(" ".join(sentences)) == sentences


def test_a_line_end_ends_a_sentence_without_a_period() -> None:
    assert _sentences("Hội nghị sơ kết\nSáng nay\n\n tại huyện") == ["Hội nghị sơ kết", "Sáng nay", "tại huyện"]


@pytest.mark.parametrize("text", ["", "  ", "\n\n"])
def test_a_blank_text_has_no_sentences_and_no_tokens(text: str) -> None:
    assert _sentences(text) == _tokens(text) == []


def test_nothing_outside_the_range_is_read() -> None:
    text = "Một. Hai. Ba. Bốn."
    assert [span.of(text) for span in split_sentences(text, Span(5, 13))] == ["Hai.", "Ba."]
    assert [span.of(text) for span in tokenize(text, Span(5, 8))] == ["Hai"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Công an tỉnh.", ["Công", "an", "tỉnh", "."]),
        ("TP. Hồ Chí Minh", ["TP.", "Hồ", "Chí", "Minh"]),
        ("Lê Văn T. khai", ["Lê", "Văn", "T.", "khai"]),
        ("Đông Nam Á.", ["Đông", "Nam", "Á", "."]),
        ("Lê Thị Ng. khai", ["Lê", "Thị", "Ng.", "khai"]),
        ("PGS.TS.Lê Văn Sang", ["PGS.TS.", "Lê", "Văn", "Sang"]),
        ("PGS.TS Lê Văn Sang", ["PGS.TS", "Lê", "Văn", "Sang"]),
        ("PGS.TS. Lê", ["PGS.TS.", "Lê"]),
        ("giá 1.203,5 đồng", ["giá", "1.203,5", "đồng"]),
        ("ngày 12/11/2022, 15:30", ["ngày", "12/11/2022", ",", "15:30"]),
        ("giai đoạn 2021-2030.", ["giai", "đoạn", "2021", "-", "2030", "."]),
        ("“Tốt” (hai)", ["“", "Tốt", "”", "(", "hai", ")"]),
        ("a@vanly.example, www.vanly.example/a", ["a@vanly.example", ",", "www.vanly.example/a"]),
        ("chờ... đã…", ["chờ", "...", "đã", "…"]),
        ("U23, PC45, 38kg", ["U23", ",", "PC45", ",", "38kg"]),
        ("15h30.", ["15h30", "."]),
        ("86,19%", ["86,19", "%"]),
        ("25 . 000 hộ . 12 người", ["25 . 000", "hộ", ".", "12", "người"]),
    ],
)
def test_tokens_are_syllables_numbers_and_marks(text: str, tokens: list[str]) -> None:
    assert _tokens(text) == tokens


@pytest.mark.parametrize(
    "text", ["." * 10_000, "a." * 50_000, "1.2" * 40_000, "a@" * 50_000, "A.B" * 30_000, '."' * 50_000]
)
def test_hostile_text_is_cut_to_its_end(text: str) -> None:
    within = Span(0, len(text))
    _assert_cover(text, within, split_sentences(text, within))
    _assert_cover(text, within, tokenize(text, within))


def test_syllables_of_one_word_are_one_word(words: Segmenter) -> None:
    text = "Hội nghị được tổ chức tại thành phố."
    found = [span.of(text) for span in next(words.words(text, [Span(0, len(text))]))]
    assert found == ["Hội nghị", "được", "tổ chức", "tại", "thành phố", "."]


@pytest.mark.parametrize(("one", "other"), [("chìa khóa", "chìa khoá"), ("phiên tòa", "phiên toà"), ("kỹ sư", "kĩ sư")])
def test_a_word_is_one_however_its_tone_mark_and_its_i_are_printed(words: Segmenter, one: str, other: str) -> None:
    for word in (one, other):
        text = f"Ông Mẫn nói về {word} này."
        assert word in [span.of(text) for span in next(words.words(text, [Span(0, len(text))]))]


def test_words_are_found_in_the_middle_of_a_text(words: Segmenter) -> None:
    text = "Một. Hội nghị kết thúc. Hai."
    assert next(words.words(text, [Span(5, 23)]))[0] == Span(5, 13)
    assert next(words.words(text, [Span(4, 5)])) == ()


def test_each_sentence_of_an_article_knows_its_block(words: Segmenter) -> None:
    body = "Sáng nay, huyện Vạn Lý tổ chức hội nghị sơ kết công tác sáu tháng đầu năm. Nhiều cán bộ đã dự họp."
    article = clean(Page("x", f"Hội nghị sơ kết của huyện Vạn Lý\n\n{body}\n\nQuang cảnh. Ảnh: Thành Đạt\n\n{body}"))
    sentences = words(article)
    first, *others = [sentence.block for sentence in sentences]
    assert first is BlockKind.TITLE
    assert len(others) == 4
    assert set(others) <= {BlockKind.LEAD, BlockKind.PARAGRAPH}
    for sentence in sentences:
        assert sentence.block is next(block.kind for block in article.blocks if block.span.covers(sentence.span))
    assert not any("Ảnh" in sentence.span.of(article.text) for sentence in sentences)
    for sentence in sentences:
        _assert_cover(article.text, sentence.span, list(sentence.words))


def test_the_segmenter_says_what_it_is(words: Segmenter) -> None:
    assert (words.version.stage, words.version.name) == ("segment", "segmenter")
    assert words.version.version[0].isdigit()


def test_what_is_no_model_file_is_named_as_such(tmp_path: Path) -> None:
    folder = tmp_path / "segmenter"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({"format": FORMAT, "version": "1"}), encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"no safetensors")
    with pytest.raises(ModelMismatch, match="safetensors"):
        Segmenter.load(tmp_path)
    save_file({"other": np.zeros(4, np.float32)}, folder / "model.safetensors")
    with pytest.raises(ModelMismatch, match="weights"):
        Segmenter.load(tmp_path)
    weights, hashes, members = np.zeros(4, np.float16), np.zeros(0, np.uint64), np.zeros(0, np.uint8)
    save_file({"weights": weights, "hashes": hashes, "members": members}, folder / "model.safetensors")
    with pytest.raises(ModelMismatch, match=r"network\.safetensors"):
        Segmenter.load(tmp_path)


def test_many_sentences_have_the_words_that_each_has_alone(words: Segmenter) -> None:
    text = "Hội nghị được tổ chức tại thành phố. Công an tỉnh dự họp.\n" * 300
    sentences = split_sentences(text, Span(0, len(text)))
    together = list(words.words(text, sentences))
    assert len(sentences) == 600
    assert [next(words.words(text, [sentence])) for sentence in sentences[:2]] == together[:2]
    assert [len(found) for found in together] == [len(together[0]), len(together[1])] * 300
