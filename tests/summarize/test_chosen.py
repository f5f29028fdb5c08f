"""How what was chosen is printed."""

from __future__ import annotations

import numpy as np
import pytest

from diemtin.document import Support
from diemtin.summarize.candidates import Version
from diemtin.summarize.chosen import checked
from diemtin.summarize.source import Source

NAMED = "Phòng Cảnh sát giao thông (CSGT) đã lập tổ tuần tra ở bến đò Sa Cần từ tháng trước."
AGAIN = "Lực lượng CSGT đã nhắc nhở ba chủ đò ở xã Hòa Lạc."
OTHER = "Các chủ đò ở xã Hòa Lạc đã mua đủ áo phao cho khách."


def _printed(*texts: str, whole: tuple[int, int] | None = None, verbatim: bool = False) -> list[str]:
    source = Source(texts, whole=[[whole] if whole else [], *([] for _ in texts[1:])])
    versions = [Version(i, (), np.arange(1)) for i in range(len(texts))]
    return [found.text for found in checked(source, versions, verbatim=verbatim)]


@pytest.mark.parametrize(("second", "stays"), [(AGAIN, True), (OTHER, False)])
def test_a_short_form_in_brackets_stays_where_the_summary_uses_it(second: str, stays: bool) -> None:
    first, _ = _printed(NAMED, second)
    assert ("(CSGT)" in first) is stays


def test_a_short_form_goes_from_within_a_name_too_and_never_from_a_sentence_as_printed() -> None:
    end = NAMED.index(" đã")
    assert _printed(NAMED, OTHER, whole=(0, end))[0] == NAMED.replace(" (CSGT)", "")
    assert _printed(NAMED, OTHER, verbatim=True)[0] == NAMED


def test_what_is_left_whole_is_said_to_be_printed() -> None:
    [found] = checked(Source([OTHER]), [Version(0, (), np.arange(1))])
    assert (found.text, found.support, found.pieces) == (OTHER, Support.PRINTED, ((0, len(OTHER)),))
