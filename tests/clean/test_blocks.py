"""Forms of lines and the blocks that they stand in."""

from diemtin.clean.blocks import asked, block_starts, form, neighbours, summaries
from diemtin.clean.kinds import own_kind
from diemtin.clean.lines import text_lines
from diemtin.document import FurnitureKind

COUNTERS = "Một hai ba bốn.\n\nThống kê truy cập\nKhách: 12\nHôm nay: 1.234\nLũy kế: 5.678.901\n\nBan biên tập"


def test_a_form_is_the_same_for_other_words_and_numbers() -> None:
    assert form("Hôm nay: 1.234") == form("Lũy kế: 56") == "w:0"
    assert form("Trang chủ » Tin tức » Xã hội") == form("Home » A » B")
    assert form("1 2 3") == form("1 2 3 4 5 6 7")
    assert form("#bão #lũ") == form("#bão #lũ #cứu_hộ"[:8])


def test_a_block_ends_at_a_blank_line_and_beside_running_text() -> None:
    lines = text_lines(COUNTERS)
    assert block_starts(lines, [True, *[False] * 5]) == [0, 1, 1, 1, 1, 5]


def test_a_block_knows_its_heading_and_its_numbers() -> None:
    lines = text_lines(COUNTERS)
    owns, forms = [own_kind(line) for line in lines], [form(line.text) for line in lines]
    found = summaries(lines, owns, forms, [0, 1, 1, 1, 1, 5])
    assert (found.opens[4], found.most[4]) == (FurnitureKind.STATISTICS, FurnitureKind.STATISTICS)
    assert (found.size[4], found.numbers[4], found.links[4]) == (4, 6, 0)


def test_certain_furniture_is_not_seen_through_running_text() -> None:
    near = neighbours([True, False, False, True], ["w:", "w", "", "0+"], [False, False, True, False])
    assert (near.above[1], near.far[1]) == (0, 1)
    assert (near.above[3], near.far[3]) == (-1, 0)
    assert (near.below[1], near.ahead[1]) == (-1, 0)


def test_lines_of_one_form_are_counted_around_each() -> None:
    near = neighbours([False] * 5, ["w:0", "w:0", "w", "w:0", ""], [False] * 5)
    assert near.alike.tolist() == [3, 3, 1, 3, 0]
    assert near.counted.tolist() == [3, 3, 3, 3, 2]


def test_answers_follow_a_question() -> None:
    lines = text_lines("Bạn thấy trang này thế nào?\nRất tốt\nTạm được\nTin khác")
    assert list(asked(lines)) == [0, 1, 2, 3]
