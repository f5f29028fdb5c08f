"""The parts of a sentence between marks, outside brackets and quotes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diemtin.summarize.layout import Layout

TEXT = st.text(st.sampled_from('aă Đ,;.()“”"–-'), max_size=60)


def test_marks_in_brackets_and_quotes_part_nothing() -> None:
    layout = Layout.of("Ông Hải (45 tuổi, trú xã An Phú), nói “vâng, đúng” – rồi đi.")
    assert [layout.part(i) for i in range(len(layout.parts))] == [
        "Ông Hải (45 tuổi, trú xã An Phú)", "nói “vâng, đúng”", "rồi đi",
    ]  # fmt: skip
    assert [layout.mark(i) for i in range(len(layout.parts))] == ["", ",", "–"]


@given(TEXT)
def test_the_parts_and_marks_are_the_whole_sentence(text: str) -> None:
    layout = Layout.of(text)
    places = [place for part in layout.parts for place in part]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, layout.end)
    assert all(not layout.closed[end] for _, end in layout.parts[:-1])
