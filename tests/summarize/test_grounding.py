"""A generated sentence stays only if the article says all that it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.corpora import unmarked
from diemtin.people import find_people
from diemtin.summarize.grounding import Evidence

# All people and events are invented.
ARTICLE = """\
Sáng 7/7, [Đại tá|RANK] [Trần Văn Khải|PERSON], [Giám đốc|POSITION] [Công an tỉnh Đồng Cát|ORGANIZATION], chủ trì.
[Trung tá|RANK] [Lê Bá Nguyện|PERSON] cho biết vụ cháy chợ [Vạn Lý|LOCATION] làm 3 người chết và 12 người bị thương.
Cơ quan điều tra chưa khởi tố vụ án, nhưng đã triệu tập 5 chủ quầy hàng.
Chủ quầy nói: "Tôi đã ngắt điện từ chiều" và đề nghị bồi thường khoảng 200 triệu đồng.
Ban quản lý chợ đưa xe cứu hỏa đến hiện trường lúc 3 giờ."""
TEXT, MENTIONS = unmarked(ARTICLE)
LINES = TEXT.split("\n")
EVIDENCE = Evidence.of(LINES, TEXT, find_people(TEXT, MENTIONS))


def _support(marked: str) -> tuple[int, ...]:
    text, mentions = unmarked(marked)
    return EVIDENCE.for_sentence(text, mentions)


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Vụ cháy chợ [Vạn Lý|LOCATION] làm 3 người chết và 12 người bị thương.", (1,)),
        ("[Đại tá|RANK] [Trần Văn Khải|PERSON] chủ trì.", (0,)),
        ("[Giám đốc|POSITION] [Công an tỉnh Đồng Cát|ORGANIZATION] chủ trì.", (0,)),
        ("Vụ cháy chợ [Vạn Lý|LOCATION] làm 12 người bị thương và 3 người chết.", (1,)),
        ("Vụ cháy làm 3 người chết, cơ quan điều tra đã triệu tập 5 chủ quầy hàng.", (1, 2)),
        ("Cơ quan điều tra chưa khởi tố vụ án và đã triệu tập 5 chủ quầy hàng.", (2,)),
        ('Chủ quầy nói: "Tôi đã ngắt điện từ chiều".', (3,)),
    ],
)
def test_what_the_article_says_is_supported_by_the_sentences_that_say_it(
    sentence: str, places: tuple[int, ...]
) -> None:
    assert _support(sentence) == places


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Vụ cháy chợ [Vạn Phúc|LOCATION] làm 3 người chết.", id="another name"),
        pytest.param("[Trung tá|RANK] [Trần Văn Khải|PERSON] chủ trì.", id="the rank of somebody else"),
        pytest.param(
            "[Lê Bá Nguyện|PERSON], [Giám đốc|POSITION] [Công an tỉnh Đồng Cát|ORGANIZATION], cho biết vụ cháy.",
            id="the office of somebody else",
        ),
        pytest.param("[Thiếu tướng|RANK] [Trần Văn Khải|PERSON] chủ trì.", id="another rank"),
        pytest.param("[Trần Bá Nguyện|PERSON] cho biết vụ cháy làm 3 người chết.", id="two names in one"),
        pytest.param("Vụ cháy làm 4 người chết.", id="another number"),
        pytest.param("Vụ cháy làm bốn người chết.", id="another number in words"),
        pytest.param("Vụ cháy làm 12 người chết.", id="the number of something else"),
        pytest.param("Vụ cháy làm hơn 3 người chết.", id="a number made vague"),
        pytest.param("Đề nghị bồi thường 200 triệu đồng.", id="a number made certain"),
        pytest.param("Sáng 8/7, [Đại tá|RANK] [Trần Văn Khải|PERSON] chủ trì.", id="another date"),
        pytest.param("Cơ quan điều tra khởi tố vụ án.", id="a negation lost"),
        pytest.param("Cơ quan điều tra chưa triệu tập chủ quầy hàng.", id="a negation moved"),
        pytest.param('Chủ quầy nói: "Tôi ngắt điện từ chiều".', id="a quotation altered"),
        pytest.param(
            '[Trung tá|RANK] [Lê Bá Nguyện|PERSON] cho biết: "Tôi đã ngắt điện từ chiều".', id="a quotation of another"
        ),
        pytest.param("Chủ quầy triệu tập cơ quan điều tra.", id="who did what to whom"),
        pytest.param("Vụ cháy thiêu rụi 5 chủ quầy hàng.", id="a word of its own"),
        pytest.param("Và của là trong.", id="nothing said"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_the_article_does_not_say_is_not_supported(sentence: str) -> None:
    assert _support(sentence) == ()


@settings(max_examples=150)
@given(st.sampled_from(LINES), st.data())
def test_a_sentence_of_the_article_with_one_syllable_exchanged_is_not_supported(line: str, data: st.DataObject) -> None:
    syllables = line.split(" ")
    place = data.draw(st.integers(0, len(syllables) - 1))
    syllables[place] = data.draw(st.sampled_from(["Thiện", "99", "không", "Hùng", "giết"]))
    assert EVIDENCE.for_sentence(" ".join(syllables), ()) == ()


@given(st.sampled_from(LINES))
def test_each_sentence_of_the_article_is_supported_by_itself(line: str) -> None:
    assert EVIDENCE.for_sentence(line, ()) == (LINES.index(line),)


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_whatever_a_model_writes_can_be_checked(text: str) -> None:
    assert all(0 <= place < len(LINES) for place in EVIDENCE.for_sentence(text, ()))
