"""The lists are whole, and their entries are found in running text whatever their spelling."""

import pytest

from diemtin.lexicon import (
    LEXICON_NAMES,
    Force,
    Lexicon,
    Matcher,
    english_position,
    entries,
    lexicon,
    rank_of,
    ranks,
    table,
)
from diemtin.normalize import key, syllables

PLACES = Lexicon.of(["Vạn", "Vạn Lý", "Vạn Lý Hòa", "Sa Cần"])


def _keys(text: str) -> list[str]:
    return [key(word) for word in syllables(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("huyện Vạn Lý Hòa", [(1, 4)]),
        ("huyện Vạn Lý Sơn", [(1, 3)]),
        ("VẠN LÍ HOÀ", [(0, 3)]),
        ("Vạn Vạn Lý Sa Cần", [(0, 1), (1, 3), (3, 5)]),
        ("Sa mạc", []),
        ("Lý Vạn Sa", [(1, 2)]),
        ("", []),
    ],
)
def test_the_longest_entry_counts_and_none_overlap(text: str, found: list[tuple[int, int]]) -> None:
    assert list(Matcher.of({"places": PLACES}).matches(_keys(text))) == [("places", *place) for place in found]


def test_entries_of_two_lists_may_overlap() -> None:
    matcher = Matcher.of({"places": PLACES, "names": Lexicon.of(["Lý Hòa", "Vạn"])})
    found = set(matcher.matches(_keys("huyện Vạn Lý Hòa")))
    assert found == {("places", 1, 4), ("names", 1, 2), ("names", 2, 4)}


@pytest.mark.parametrize("phrase", ["Vạn Lý", "vạn lí", "Sa  Cần"])
def test_a_whole_entry_is_contained(phrase: str) -> None:
    assert phrase in PLACES


@pytest.mark.parametrize("phrase", ["Lý", "Sa", "Vạn Lý Sơn", "Van Ly", ""])
def test_a_part_of_an_entry_is_not_contained(phrase: str) -> None:
    assert phrase not in PLACES


@pytest.mark.parametrize("name", LEXICON_NAMES)
def test_every_list_has_entries_that_it_finds(name: str) -> None:
    phrases = [rank.name for rank in ranks()] if name == "ranks" else entries(name)
    assert phrases
    assert all(phrase in lexicon(name) for phrase in phrases)


@pytest.mark.parametrize("name", [name for name in LEXICON_NAMES if name != "ranks"])
def test_no_entry_stands_twice_or_has_spaces_around(name: str) -> None:
    phrases = entries(name)
    assert len(set(phrases)) == len(phrases)
    assert all(phrase == phrase.strip() for phrase in phrases)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("ranks", "đại uý"),
        ("ranks", "THƯỢNG TÁ"),
        ("ranks", "Chuẩn Đô đốc"),
        ("positions", "Giám đốc"),
        ("provinces", "Sóc Trăng"),
        ("countries", "Việt Nam"),
        ("surnames", "Nguyễn"),
    ],
)
def test_what_every_reader_knows_is_listed(name: str, phrase: str) -> None:
    assert phrase in lexicon(name)


def test_comments_are_no_entries() -> None:
    assert not any(phrase.startswith("#") for phrase in entries("surnames"))


def test_rows_of_a_table_are_as_long_as_each_other() -> None:
    assert {len(row) for row in table("ranks")} == {4}


def test_ranks_rise_within_each_force() -> None:
    for force in Force:
        own = [rank for rank in ranks() if force in rank.forces]
        assert own
        assert own == sorted(own)


def test_every_rank_has_its_own_name_and_an_english_one() -> None:
    assert len({key(rank.name) for rank in ranks()}) == len(ranks())
    assert all(rank.english for rank in ranks())


@pytest.mark.parametrize(
    ("lower", "higher"),
    [("Thượng tá", "Đại tá"), ("Thiếu tá", "Trung tá"), ("Đại tá", "Thiếu tướng"), ("Đại úy", "Thiếu tá")],
)
def test_ranks_stand_in_the_order_of_service(lower: str, higher: str) -> None:
    low, high = rank_of(lower), rank_of(higher)
    assert low is not None
    assert high is not None
    assert low < high
    assert high > low
    assert not low >= high


def test_ranks_of_two_forces_may_be_equal_in_standing() -> None:
    general, admiral = rank_of("Thiếu tướng"), rank_of("Chuẩn Đô đốc")
    assert general is not None
    assert admiral is not None
    assert general <= admiral <= general
    assert general != admiral


@pytest.mark.parametrize("printed", ["Đại uý", "đại úy", "ĐẠI ÚY"])
def test_a_rank_is_known_in_each_spelling(printed: str) -> None:
    rank = rank_of(printed)
    assert rank is not None
    assert (rank.name, rank.english, Force.POLICE in rank.forces) == ("Đại úy", "Captain", True)


@pytest.mark.parametrize("printed", ["tướng", "Giám đốc", ""])
def test_what_is_no_certain_rank_is_none(printed: str) -> None:
    assert rank_of(printed) is None


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        entries("no such list")


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("Giám đốc", "Director"),
        ("phó giám đốc", "Deputy Director"),
        ("Phó Chủ tịch", "Vice Chairperson"),
        ("Phó Bí thư Thường trực", "Standing Deputy Secretary"),
        ("nguyên Phó Trưởng phòng", "former Deputy Head of Division"),
        ("Quyền Cục trưởng", "acting Director General"),
        ("Uỷ viên", "Member"),
        ("Chính uỷ", "Political Commissar"),
        ("Viện trưởng", None),
        ("Phó", None),
        ("nguyên", None),
        ("", None),
    ],
)
def test_an_office_has_its_english_whatever_its_spelling(printed: str, english: str | None) -> None:
    assert english_position(printed) == english


def test_only_offices_that_are_known_have_english() -> None:
    positions = lexicon("positions")
    assert [position for position, _ in table("english_positions") if position not in positions] == []
