"""The length, the layout and the focus that the user asks for hold, whatever is summarized."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diemtin.digest import Digester
from diemtin.document import Digest, Page
from diemtin.normalize import key, syllables
from diemtin.summarize import HEADLINE, Length, Request, Source
from diemtin.summarize.traced import untraced

NEWS = (
    "Công an tỉnh Sa Cần mở đợt cao điểm trấn áp tội phạm dịp cuối năm, bắt 20 đối tượng truy nã nguy hiểm. "
    "Đại tá Trần Văn Khải, Giám đốc Công an tỉnh Sa Cần, trực tiếp chỉ huy đợt cao điểm. "
    "Ông Khải yêu cầu lực lượng công an các huyện tiếp tục tuần tra, kiểm soát trong dịp cuối năm.\n"
    "Ngành y tế tỉnh Sa Cần tiêm phòng cúm cho 3.000 trẻ em ở các xã vùng cao trong tháng 12.\n"
)
ONE = "Chiều 3/8, xã Hòa Lạc khánh thành cây cầu mới bắc qua sông Vạn Lý dài 120 m.\n"
LIST = "Các đơn vị được khen thưởng gồm:\n" + "".join(
    f"- Đội công tác số {i} của huyện Vạn Lý;\n" for i in range(1, 12)
)
INTERVIEW = (
    "Ông Lê Ấn, Chủ tịch UBND xã Hòa Lạc, trả lời phóng viên về cây cầu mới bắc qua sông Vạn Lý.\n"
    "Phóng viên: Vì sao cầu làm chậm?\n"
    '- "Vì mưa lũ kéo dài nên chúng tôi phải dừng thi công ba tháng".\n'
    "Phóng viên: Khi nào cầu thông xe?\n"
    "- Cuối tháng này xe máy sẽ đi được qua cầu, còn ô tô phải chờ đến sang năm.\n"
)
POEM = (
    "Bài thơ về bến sông của ông Lê Ấn đã được in trong tập thơ mới của tỉnh Sa Cần ra mắt hôm nay.\n"
    "Chiều về trên bến Sa Cần\nSông trôi lặng lẽ, mây vần núi xa\n"
    "Ai qua Hòa Lạc quê nhà\nNhớ người gánh lúa, nhớ tà áo bay\n"
)
LONG = "\n".join(f"{NEWS}Ngày thứ {i}, toàn tỉnh có thêm {i} vụ việc được làm rõ ở xã Hòa Lạc." for i in range(220))
ARTICLES = {"news": NEWS, "one": ONE, "list": LIST, "interview": INTERVIEW, "poem": POEM, "long": LONG}


def _digest(digester: Digester, article: str, request: Request) -> Digest:
    return replace(digester, request=request)(Page("test", f"Tin xã Hòa Lạc và tỉnh Sa Cần\n{ARTICLES[article]}"))


@pytest.mark.parametrize("article", ARTICLES)
def test_whatever_is_summarized_gives_a_summary_that_leads_back_to_it(digester: Digester, article: str) -> None:
    digest = _digest(digester, article, Request())
    assert 1 <= len(digest.summary.sentences) <= 3
    assert all(untraced(sentence, digest.article.text) == [] for sentence in digest.summary.sentences)


@pytest.mark.parametrize("article", ["news", "interview", "long"])
@pytest.mark.parametrize("words", [20, 35])
def test_words_are_never_exceeded(digester: Digester, article: str, words: int) -> None:
    assert len(syllables(_digest(digester, article, Request(Length(None, words))).summary.text)) <= words


@pytest.mark.parametrize("article", ["interview", "list"])
def test_a_headline_is_one_sentence_of_at_most_fifteen_syllables(digester: Digester, article: str) -> None:
    [sentence] = _digest(digester, article, Request(HEADLINE)).summary.sentences
    assert len(syllables(sentence.text)) <= 15


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("article", ["news", "interview", "long"])
def test_as_many_sentences_as_asked_for(digester: Digester, article: str, number: int) -> None:
    assert len(_digest(digester, article, Request(Length(number))).summary.sentences) == number


def test_the_focus_changes_the_choice(digester: Digester) -> None:
    plain = _digest(digester, "news", Request(Length(1))).summary.text
    focused = _digest(digester, "news", Request(Length(1), focus="tiêm phòng")).summary.text
    assert key("tiêm phòng") in key(focused)
    assert plain != focused


@pytest.mark.parametrize("article", ARTICLES)
def test_sentences_as_printed_have_nothing_left_out_or_put_in(digester: Digester, article: str) -> None:
    digest = _digest(digester, article, Request(verbatim=True))
    assert all(sentence.text in digest.article.text for sentence in digest.summary.sentences)


def test_a_question_is_no_summary_of_an_interview(digester: Digester) -> None:
    assert "?" not in _digest(digester, "interview", Request()).summary.text


@pytest.mark.parametrize(("request_", "number"), [(Request(HEADLINE), 1), (Request(Length(3)), 3)])
def test_lines_of_verse_are_chosen_as_they_are(digester: Digester, request_: Request, number: int) -> None:
    lines = POEM.splitlines()[1:]
    found = digester.summarize.choose(Source(lines), request_)
    assert len(found) == number
    assert all(chosen.text in lines for chosen in found)


def test_of_two_offices_one_goes_only_where_few_words_are_wanted(digester: Digester) -> None:
    source = Source(["Đại tá Lê Văn Ấn, Ủy viên Ban Thường vụ Tỉnh ủy, Giám đốc Công an tỉnh chủ trì hội nghị."])
    [headline] = digester.summarize.choose(source, Request(HEADLINE))
    [usual] = digester.summarize.choose(source, Request())
    assert headline.text == "Đại tá Lê Văn Ấn, Giám đốc Công an tỉnh chủ trì hội nghị."
    assert usual.text == source.texts[0]
