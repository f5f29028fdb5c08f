"""What a sentence is by those around it."""

from __future__ import annotations

import pytest

from diemtin import Digester
from diemtin.summarize.leaning import Leaning
from diemtin.summarize.source import Source
from diemtin.summarize.surroundings import fitness_in

TOLD = "Bến đò Sa Cần đã mở lại từ sáng nay sau ba tháng sửa chữa."


@pytest.mark.parametrize(
    ("source", "i", "found"),
    [
        (Source([TOLD]), 0, Leaning.ALONE),
        (Source([TOLD, "Lão Hạc: “Đò mới.", "Khách đông lắm.", "Ai cũng vui”."]), 2, Leaning.NO_SENTENCE),
        (Source(["Dự kiến bến đò mở lại hôm nay.", "Tuy nhiên, bến vẫn chưa có biển mới."]), 0, Leaning.NO_SENTENCE),
        (Source([TOLD], title="Bến đò Sa Cần mở lại từ sáng nay sau ba tháng sửa chữa"), 0, Leaning.CAPTION),
    ],
)
def test_what_a_sentence_is(source: Source, i: int, found: Leaning, digester: Digester) -> None:
    assert fitness_in(source, digester.summarize.captions)(i) is found
