"""What a reader of the summary alone would miss is put in, each word with its place in the article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diemtin.abbreviations import find_abbreviations
from diemtin.bodies import find_entities
from diemtin.corpora import article_of_lines, unmarked
from diemtin.digest import Digester
from diemtin.document import Label, Page, Span, SummaryPiece, SummarySentence, Support
from diemtin.normalize import syllables
from diemtin.people import find_people
from diemtin.summarize import Background, Length, Request
from diemtin.summarize.decontextualize import standing_by_themselves
from diemtin.summarize.traced import untraced

HEAD = (
    "Chủ trì hội nghị có [Đại tá|RANK] [Trần Văn Khải|PERSON], [Giám đốc|POSITION] [Công an tỉnh Sa Cần|ORGANIZATION]. "
    "Cùng dự có [Phó Chủ tịch|POSITION] [UBND xã|ORGANIZATION] [Lê Thị Oanh|PERSON] và ông [Ngô Sang|PERSON].\n"
)


def _completed(marked: str, limit: int | None = None) -> SummarySentence:
    """The last line of a marked text, chosen whole, with what is put in."""
    text, mentions = unmarked(marked)
    start = text.rindex("\n") + 1
    span = Span(start, len(text))
    abbreviations = find_abbreviations(text, [Span(0, len(text))])
    people = find_people(text, mentions)
    bodies = find_entities(text, mentions, Label.ORGANIZATION, abbreviations)
    chosen = SummarySentence(span.of(text), (span,), Support.PRINTED, (SummaryPiece(span.of(text), span),))
    [found] = standing_by_themselves(text, mentions, Background(people, bodies, abbreviations), [chosen], limit)
    assert untraced(found, text) == []
    return found


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Ông [Khải|PERSON] yêu cầu các đơn vị trực gác.",
            "Đại tá Trần Văn Khải, Giám đốc Công an tỉnh Sa Cần, yêu cầu các đơn vị trực gác.",
        ),
        (
            "Hội nghị nghe báo cáo của ông [Khải|PERSON].",
            "Hội nghị nghe báo cáo của Đại tá Trần Văn Khải, Giám đốc Công an tỉnh Sa Cần.",
        ),
        ("Bà [Oanh|PERSON] trao quà.", "Phó Chủ tịch UBND xã Lê Thị Oanh trao quà."),
        ("Chiều nay, ông [Sang|PERSON] trao quà.", "Chiều nay, ông Ngô Sang trao quà."),
        ("Luật sư [Sang|PERSON] trao quà.", "Luật sư Ngô Sang trao quà."),
        ("[Đại tá|RANK] [Khải|PERSON] trao quà.", "Đại tá Trần Văn Khải trao quà."),
        ("[Công an tỉnh|ORGANIZATION] trao quà.", "Công an tỉnh Sa Cần trao quà."),
    ],
)
def test_people_and_bodies_get_their_full_names_and_introductions(marked: str, expected: str) -> None:
    found = _completed(HEAD + marked)
    assert found.text == expected
    assert found.support is Support.COMPLETED
    assert any(piece.inserted for piece in found.pieces)


@pytest.mark.parametrize(
    "marked",
    [
        "[Đại tá|RANK] [Trần Văn Khải|PERSON] trao quà.",
        "[Giám đốc|POSITION] [Công an tỉnh Sa Cần|ORGANIZATION] [Trần Văn Khải|PERSON] trao quà.",
        "[Sang|PERSON], [Oanh|PERSON] trao quà.",
        'Người dân hô: "Ông [Khải|PERSON] muôn năm, [Công an tỉnh|ORGANIZATION] muôn năm!".',
        "[Công an tỉnh|ORGANIZATION] [Vạn Lý|LOCATION] trao quà.",
        "[Công an tỉnh|ORGANIZATION] này trao quà.",
        "Trời nắng đẹp.",
    ],
)
def test_what_is_introduced_listed_or_quoted_stays_as_printed(marked: str) -> None:
    found = _completed(HEAD + marked)
    assert found.text == unmarked(marked)[0]
    assert found.support is Support.PRINTED


def test_an_abbreviation_gets_its_words_once_and_keeps_itself_where_it_is_used_again() -> None:
    head = "Hội nghị bàn cải cách hành chính (CCHC).\n"
    assert _completed(f"{head}CCHC có tiến bộ.").text == "Cải cách hành chính có tiến bộ."
    twice = _completed(f"{head}CCHC có tiến bộ, nhưng CCHC còn chậm.").text
    assert twice == "Cải cách hành chính (CCHC) có tiến bộ, nhưng CCHC còn chậm."


def test_of_two_people_of_one_name_neither_is_named_in_full() -> None:
    head = "Tin về [Trần Văn Khải|PERSON] và [Lê Minh Khải|PERSON].\n"
    assert _completed(f"{head}Ông [Khải|PERSON] trao quà.").text == "Ông Khải trao quà."


SHIP = "{title} [Hồ Văn Thảo|PERSON] kể chuyện biển.{again}\n"


@pytest.mark.parametrize(
    ("title", "again", "marked", "expected"),
    [
        ("Thuyền trưởng", "", '"Tàu chìm hẳn", ông [Thảo|PERSON] kể.', '"Tàu chìm hẳn", thuyền trưởng Hồ Văn Thảo kể.'),
        ("Thuyền trưởng", "", "Ông [Thảo|PERSON] nghỉ.", "Thuyền trưởng Hồ Văn Thảo nghỉ."),
        (
            "Đại tá",
            " Người dân cảm ơn Đại tá và đồng đội.",
            "Chiều nay, ông [Thảo|PERSON] nghỉ.",
            "Chiều nay, Đại tá Hồ Văn Thảo nghỉ.",
        ),
        (
            "Đại tá",
            " Đại tá cũng cảm ơn. Người dân tiễn đại tá.",
            "Chiều nay, ông [Thảo|PERSON] nghỉ.",
            "Chiều nay, đại tá Hồ Văn Thảo nghỉ.",
        ),
        ("Phó Chủ tịch", "", "Chiều nay, ông [Thảo|PERSON] nghỉ.", "Chiều nay, Phó Chủ tịch Hồ Văn Thảo nghỉ."),
        ("Ths", "", "Chiều nay, ông [Thảo|PERSON] nghỉ.", "Chiều nay, Ths Hồ Văn Thảo nghỉ."),
    ],
)
def test_an_office_within_a_sentence_has_the_capital_that_the_article_gives_it_there(
    title: str, again: str, marked: str, expected: str
) -> None:
    label = "RANK" if title == "Đại tá" else "POSITION"
    assert _completed(SHIP.format(title=f"[{title}|{label}]", again=again) + marked).text == expected


@pytest.mark.parametrize(
    ("full", "marked", "expected"),
    [
        (
            "Abu al - Hadi al - Zorani",
            "Tên trùm al - [Zorani|PERSON] đã chết.",
            "Tên trùm Abu al - Hadi al - Zorani đã chết.",
        ),
        ("Karim bin Zorani", "Hoàng tử bin [Zorani|PERSON] đã chết.", "Hoàng tử Karim bin Zorani đã chết."),
        ("Karim bin Zorani", "Hoàng tử [Zorani|PERSON] đã chết.", "Hoàng tử Karim bin Zorani đã chết."),
        ("Abu al - Zorani", "Tên trùm Abu al - [Zorani|PERSON] đã chết.", "Tên trùm Abu al - Zorani đã chết."),
        ("Karim Zorani", "Hoàng tử bin [Zorani|PERSON] đã chết.", "Hoàng tử bin Zorani đã chết."),
        ("Karim Zorani", "Hoàng tử al-[Zorani|PERSON] đã chết.", "Hoàng tử al-Zorani đã chết."),
        ("Karim Zorani", "Hoàng tử [Zorani|PERSON]-Reza đã chết.", "Hoàng tử Zorani-Reza đã chết."),
        ("Karim Zorani", "Việc này do [Zorani|PERSON] làm.", "Việc này do Karim Zorani làm."),
    ],
)
def test_no_particle_of_a_short_name_is_left_before_the_full_one(full: str, marked: str, expected: str) -> None:
    assert _completed(f"Tin về [{full}|PERSON].\n{marked}").text == expected


DIRECTOR = "[Giám đốc|POSITION] [Công an tỉnh Sa Cần|ORGANIZATION] [Lê Ấn|PERSON] họp.\n"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Tỉnh bổ nhiệm ông [Lê Ấn|PERSON] làm Cục trưởng.", "Tỉnh bổ nhiệm ông Lê Ấn làm Cục trưởng."),
        ("Dân bầu ông [Ấn|PERSON] vào hội đồng.", "Dân bầu ông Lê Ấn vào hội đồng."),
        ("Ông [Lê Ấn|PERSON] từng là Phó Giám đốc Sở.", "Ông Lê Ấn từng là Phó Giám đốc Sở."),
        ("Tỉnh khen ông [Lê Ấn|PERSON] làm việc tốt.", "Tỉnh khen giám đốc Công an tỉnh Sa Cần Lê Ấn làm việc tốt."),
        ("Ông [Lê Ấn|PERSON] trao quà.", "Giám đốc Công an tỉnh Sa Cần Lê Ấn trao quà."),
    ],
)
def test_an_office_is_not_put_in_where_the_sentence_tells_one(marked: str, expected: str) -> None:
    assert _completed(DIRECTOR + marked).text == expected


@pytest.mark.parametrize(
    ("name", "marked", "expected"),
    [
        ("Nước Lào", "Đông người [Lào|PERSON] đến hội.", "Đông người Lào đến hội."),
        ("Nước Lào", "Ở [Lào|PERSON] trời nắng.", "Ở Lào trời nắng."),
        ("Ngô Anh", "Sách in bằng tiếng [Anh|PERSON] bán chạy.", "Sách in bằng tiếng Anh bán chạy."),
        ("Ngô Anh", "Sách của [Anh|PERSON] bán chạy.", "Sách của Ngô Anh bán chạy."),
    ],
)
def test_a_people_or_a_country_gets_no_other_words_of_a_name(name: str, marked: str, expected: str) -> None:
    assert _completed(f"Tin về [{name}|PERSON].\n{marked}").text == expected


@pytest.mark.parametrize(
    ("office", "expected"),
    [
        ("Phó Trưởng Phòng", "Ông Lê Ấn trao quà."),
        ("Bí thư Thành ủy Hải Phòng", "Ông Lê Ấn, Bí thư Thành ủy Hải Phòng, trao quà."),
    ],
)
def test_an_office_that_ends_before_its_department_is_not_put_in(office: str, expected: str) -> None:
    head = f"Ông [Lê Ấn|PERSON], [{office}|POSITION], đã đến.\n"
    assert _completed(f"{head}Ông [Lê Ấn|PERSON] trao quà.").text == expected


@pytest.mark.parametrize(
    ("before", "short", "is_put_in"),
    [
        ("U50", "Oanh Vạn", False),
        ("Lê", "Oanh Vạn", True),
        ("Đê Tả", "Vạn", False),
        ("Peace for", "Zorani", False),
        ("Karim bin", "Zorani", True),
    ],
)
def test_only_what_can_begin_a_name_is_put_in_before_it(before: str, short: str, is_put_in: bool) -> None:
    text = f"Sân khấu có [{before} {short}|PERSON].\n[{short}|PERSON] múa đẹp."
    assert _completed(text).text == (f"{before} {short} múa đẹp." if is_put_in else f"{short} múa đẹp.")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Ông ấy và con trai [Karim Zorani|PERSON] đi đò.\n", "Zorani lái đò."),
        ("Ông ấy và khách [Karim Zorani|PERSON] đi đò.\n", "Karim Zorani lái đò."),
        ("Khách [Karim Zorani|PERSON] đi đò.\nChủ đò là Reza C.Đ.\n", "Zorani lái đò."),
        ("Khách [Karim Zorani|PERSON] đi đò.\nChủ đò là Reza.\n", "Karim Zorani lái đò."),
    ],
)
def test_the_full_name_of_kin_and_that_of_another_with_initials_are_not_put_in(head: str, expected: str) -> None:
    assert _completed(f"{head}[Zorani|PERSON] lái đò.").text == expected


def test_nothing_is_put_in_beyond_the_limit() -> None:
    marked = f"{HEAD}Ông [Khải|PERSON] yêu cầu các đơn vị trực gác."
    size = len(syllables(_completed(marked).text))
    assert _completed(marked, size).support is Support.COMPLETED
    assert _completed(marked, size - 1).support is Support.PRINTED


def test_what_does_not_stand_in_its_place_is_untraced() -> None:
    text = "Đại tá Trần Văn Khải họp. Lê Oanh vắng."
    span = Span(0, 25)
    wrong = SummarySentence("Đại tá Trần Văn Lê họp.", (span,), Support.COMPLETED, (SummaryPiece("Trần Văn Lê", span),))
    assert untraced(wrong, text)
    joined = (SummaryPiece("Khải", Span(16, 20)), SummaryPiece("Lê", Span(26, 28)))
    assert untraced(SummarySentence("Khải Lê", (span,), Support.COMPLETED, joined), text) == ["Khải Lê"]


LINES = [
    "Công an tỉnh Sa Cần mở đợt cao điểm trấn áp tội phạm dịp cuối năm, bắt 20 đối tượng truy nã nguy hiểm.",
    "Đại tá Trần Văn Khải, Giám đốc Công an tỉnh Sa Cần, trực tiếp chỉ huy đợt cao điểm trấn áp tội phạm cuối năm.",
    "Ông Khải yêu cầu lực lượng công an các huyện tiếp tục mở đợt cao điểm trấn áp tội phạm trong dịp cuối năm.",
]


@pytest.mark.parametrize("words", [25, 30, 40, 60])
def test_the_number_of_words_holds_with_what_is_put_in(digester: Digester, words: int) -> None:
    article = article_of_lines("test", LINES)
    sentences = digester.segment(article)
    mentions = digester.tag(article.text, sentences, ())
    background = Background(
        find_people(article.text, mentions), find_entities(article.text, mentions, Label.ORGANIZATION)
    )
    found = digester.summarize(article, sentences, Request(Length(None, words)), mentions, background)
    assert len(syllables(found.text)) <= words
    assert all(untraced(sentence, article.text) == [] for sentence in found.sentences)


def test_sentences_as_printed_get_nothing(digester: Digester) -> None:
    article = article_of_lines("test", LINES)
    sentences = digester.segment(article)
    mentions = digester.tag(article.text, sentences, ())
    background = Background(find_people(article.text, mentions), ())
    found = digester.summarize(article, sentences, Request(Length(3), verbatim=True), mentions, background)
    assert [sentence.text for sentence in found.sentences] == LINES
    assert not any(piece.inserted for sentence in found.sentences for piece in sentence.pieces)


PAGE = """Công an tỉnh Sa Cần bắt nhóm trộm xe
Thứ Năm, 07/07/2022, 16:42 (GMT+7)
{first}
Vụ vây bắt ngày 6/7 kéo dài ba giờ ở xã Hòa Lạc, huyện Vạn Lý, và không ai bị thương.
Hồng Thắm
"""


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Sáng nay, nhóm trộm xe liên huyện đã bị bắt ở xã Hòa Lạc.", "Sáng nay (07/07), nhóm trộm xe"),
        ("Nhóm trộm xe bị bắt tối qua là nhóm trộm xe liên huyện.", "bị bắt tối qua (6/7) là nhóm"),
        ("Sáng nay (7/7), nhóm trộm xe liên huyện đã bị bắt ở Hòa Lạc.", "Sáng nay (7/7), nhóm"),
        ("Phiên tòa sáng mai là phiên tòa lớn nhất trong năm của tỉnh.", "Phiên tòa sáng mai là phiên tòa"),
    ],
)
def test_this_morning_gets_its_day_where_the_page_prints_it(digester: Digester, first: str, expected: str) -> None:
    request = Request(Length(2))
    digest = replace(digester, request=request)(Page("test", PAGE.format(first=first)))
    assert expected in digest.summary.text
    assert all(untraced(sentence, digest.article.text) == [] for sentence in digest.summary.sentences)
