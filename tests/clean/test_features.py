"""What the line model sees of a page."""

from __future__ import annotations

import numpy as np
import pytest

from diemtin.clean.features import BITS, line_features
from diemtin.clean.layout import read_layout
from diemtin.clean.lines import text_lines

TITLE = "Hội nghị sơ kết công tác của Công an huyện Vạn Lý"
ONE = "Sáng nay, Công an huyện Vạn Lý tổ chức hội nghị sơ kết công tác sáu tháng đầu năm với hơn một trăm cán bộ."
TWO = "Theo báo cáo tại hội nghị, các đơn vị đã điều tra làm rõ bốn mươi vụ việc, thu hồi nhiều tài sản có giá trị."
SLOGAN = "Nhân dân là gốc của mọi thành công."


@pytest.mark.parametrize("texts", [["x"], ["..."], [TITLE, ONE], ["1", "2", "3", "4", "5"], [ONE * 40]])
def test_every_line_has_the_same_kinds_of_features(texts: list[str]) -> None:
    features = line_features(read_layout(text_lines("\n\n".join(texts))))
    assert features.always.shape[0] == len(texts)
    assert features.tokens.shape == features.further.shape
    for places in (features.always, features.further):
        assert not places.size or (places.min() >= 0 and places.max() < 1 << BITS)


def test_a_line_is_seen_in_its_surroundings() -> None:
    alone, below = (line_features(read_layout(text_lines(text))) for text in (f"{ONE}\n\n{TWO}", f"{TITLE}\n\n{TWO}"))
    assert (alone.always[1] != below.always[1]).any()


def test_the_same_page_is_always_seen_the_same() -> None:
    one, two = (line_features(read_layout(text_lines(f"{TITLE}\n\n{ONE}"), TITLE)) for _ in range(2))
    assert np.array_equal(one.always, two.always)
    assert np.array_equal(one.further, two.further)


def test_the_stretch_of_prose_leaves_furniture_out() -> None:
    texts = [SLOGAN, *["Trang chủ", "Từ khóa: an ninh", "Ý kiến bạn đọc (0)"] * 3, TITLE, ONE, TWO, ONE, "© Báo Vạn Lý"]
    layout = read_layout(text_lines("\n\n".join(texts)))
    assert (layout.first, layout.last) == (11, 13)


def test_a_page_without_prose_has_no_stretch_of_it() -> None:
    layout = read_layout(text_lines("Trang chủ\nTin tức\n1 2 3"))
    assert layout.last < layout.first
