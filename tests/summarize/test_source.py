"""What a summary is made of."""

from __future__ import annotations

from diemtin import Digester
from diemtin.corpora import article_of_lines
from diemtin.summarize.source import Source, body_of, source_of

LINES = ["Bến đò mở lại", "(SCO) - Bến đò Sa Cần mở lại từ sáng nay sau ba tháng sửa chữa. Xã Hòa Lạc đã gắn biển mới."]


def test_sentences_stand_without_the_mark_before_them_and_know_whether_they_are_lines(digester: Digester) -> None:
    article = article_of_lines("a", LINES)
    body = body_of(article, digester.segment(article))
    source = source_of(article, body)
    assert source.texts[-2:] == [
        "Bến đò Sa Cần mở lại từ sáng nay sau ba tháng sửa chữa.",
        "Xã Hòa Lạc đã gắn biển mới.",
    ]
    assert source.apart[-2:] == [False, False]


def test_fragments_are_taken_where_there_is_nothing_else(digester: Digester) -> None:
    article = article_of_lines("a", ["Đò ơi", "Bến cũ"])
    assert len(body_of(article, digester.segment(article))) == 2


def test_nothing_cuts_through_what_must_stay_whole() -> None:
    text = "Ông Lê Văn Ấn (45 tuổi, xã Hòa Lạc) đã gắn biển mới cho ba chiếc đò của xã Hòa Lạc."
    part = "Ông Lê Văn Ấn (45 tuổi, xã Hòa Lạc)"
    assert Source([text]).deletions(0)
    assert not Source([text], whole=[[(0, len(part))]]).deletions(0)
