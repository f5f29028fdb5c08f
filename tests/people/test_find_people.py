"""Who is who in a whole text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diemtin.document import Label, Mention, Person, Span
from diemtin.people import find_people
from tests.conftest import marked
from tests.people.made import mentions_of, people_of

WORDS = {
    Label.PERSON: ("Lê Bá Nguyện", "Nguyện", "Phạm Đình Lữ", "Laura J. Marlowe", "Marlowe", "T.", 'Vũ "nhôm"'),
    Label.RANK: ("Đại tá", "thượng tá"),
    Label.POSITION: ("Giám đốc", "nguyên Giám đốc", "Phó Tư lệnh", "Thủ tướng"),
    Label.ORGANIZATION: ("Công an tỉnh", "Công an tỉnh Sóc Trăng", "PC02", "UBND xã"),
    Label.LOCATION: ("Sóc Trăng", "Hà Lan"),
}

BETWEEN = (
    *(" ", ", ", " - ", " (", ") ", "; ", ": ", ". ", "\n", " và ", " là ", " kiêm ", " được bổ nhiệm làm ", " tức "),
    *(", ông ", " do ", " làm ", "\nẢnh: ", " đối với ", " từ ", " lên ", " nhiệm kỳ 2016-2021 ", ", trú tại "),
)

PIECES = st.lists(
    st.tuples(
        st.sampled_from([(label, word) for label, words in WORDS.items() for word in words]), st.sampled_from(BETWEEN)
    ),
    max_size=24,
)


def test_people_come_in_the_order_of_first_mention() -> None:
    names = list(mentions_of("[Lữ|PERSON] gặp [Trần Văn Khải|PERSON], rồi [Phạm Đình Lữ|PERSON] về."))
    assert names == ["Phạm Đình Lữ", "Trần Văn Khải"]


def test_no_mention_is_lost_or_told_twice() -> None:
    text, mentions = marked(
        "[Đại tá|RANK] [Trần Văn Khải|PERSON], [Khải|PERSON], [Khải|PERSON], tức [Tư Khải|PERSON], [An|PERSON]."
    )
    people: tuple[Person, ...] = find_people(text, mentions)
    told = sorted((mention for person in people for mention in person.mentions), key=lambda m: m.span)
    assert told == [mention for mention in mentions if mention.label == "PERSON"]


def test_a_text_without_names_has_nobody() -> None:
    assert people_of("[Giám đốc|POSITION] [Công an tỉnh|ORGANIZATION] chỉ đạo.") == []


@given(PIECES)
def test_whatever_stands_together_people_are_made_of_what_is_there(pieces: list[tuple[tuple[Label, str], str]]) -> None:
    text, mentions = "", []
    for (label, word), gap in pieces:
        mentions.append(Mention(Span(len(text), len(text) + len(word)), label))
        text += word + gap
    people = find_people(text, mentions)
    named = [mention for person in people for mention in person.mentions]
    assert len(set(named)) == len(named)
    assert set(named) <= {mention for mention in mentions if mention.label is Label.PERSON}
    assert [person.mentions[0].span for person in people] == sorted(person.mentions[0].span for person in people)
    for person in people:
        assert person.name in {mention.span.of(text) for mention in person.mentions}
        assert list(person.mentions) == sorted(person.mentions, key=lambda mention: mention.span)
        assert person.rank == (person.ranks[0].mention if person.ranks else None)
        parts = [*(r.mention for r in person.ranks), *(o.position for o in person.offices), *person.references]
        assert set(parts) <= set(mentions)
