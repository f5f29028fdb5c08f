"""Ranks in their order, and what is said of each."""

from __future__ import annotations

import pytest

from diemtin.document import RankStatus
from diemtin.people import find_people
from tests.conftest import marked
from tests.people.made import people_of


def test_of_two_ranks_the_first_stated_counts() -> None:
    source = "[Trung tá|RANK] [Lê Bá Nguyện|PERSON] nay là [Thượng tá|RANK] [Lê Bá Nguyện|PERSON]."
    assert people_of(source) == [("Lê Bá Nguyện", "Trung tá", [])]


@pytest.mark.parametrize(
    ("source", "ranks"),
    [
        (
            "Đồng chí [Lê Bá Nguyện|PERSON] được thăng cấp bậc hàm từ [Thượng tá|RANK] lên [Đại tá|RANK].",
            [("Thượng tá", RankStatus.BEFORE), ("Đại tá", RankStatus.AFTER)],
        ),
        (
            "Quyết định thăng cấp từ [Thượng tá|RANK] lên [Đại tá|RANK] đối với đồng chí [Lê Bá Nguyện|PERSON].",
            [("Thượng tá", RankStatus.BEFORE), ("Đại tá", RankStatus.AFTER)],
        ),
        (
            "Trao quyết định thăng quân hàm [Đại tá|RANK] cho [Thượng tá|RANK] [Lê Bá Nguyện|PERSON].",
            [("Đại tá", RankStatus.AFTER), ("Thượng tá", RankStatus.STATED)],
        ),
        (
            "[Trung tá|RANK] [Lê Bá Nguyện|PERSON] bị giáng cấp bậc hàm từ [Trung tá|RANK] xuống [Thiếu tá|RANK].",
            [
                ("Trung tá", RankStatus.STATED),
                ("Trung tá", RankStatus.BEFORE),
                ("Thiếu tá", RankStatus.AFTER),
            ],
        ),
        ("[Lê Bá Nguyện|PERSON], cựu [đại tá|RANK] công an.", [("đại tá", RankStatus.FORMER)]),
        ("[Lê Bá Nguyện|PERSON] bị tước quân hàm [đại tá|RANK].", [("đại tá", RankStatus.STRIPPED)]),
    ],
)
def test_ranks_tell_their_order_and_what_happened(source: str, ranks: list[tuple[str, RankStatus]]) -> None:
    text, mentions = marked(source)
    [person] = find_people(text, mentions)
    assert [(rank.mention.span.of(text), rank.status) for rank in person.ranks] == ranks
    assert person.rank == person.ranks[0].mention
