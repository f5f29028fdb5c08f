"""Which claims stay with their holder."""

from __future__ import annotations

import pytest

from diemtin.summarize.attributions import is_claim
from diemtin.summarize.layout import Layout


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Theo Sở Giao thông vận tải, xe tải có thể đã mất phanh khi xuống dốc.", True),
        ("Theo Sở Giao thông vận tải, hai người bị nghi trộm cắp tài sản.", True),
        ("Theo ông Trần Văn Hải, xe tải đã mất phanh khi xuống dốc.", True),
        ("Theo Bộ Quốc phòng Nga, phiến quân đã phóng hơn mười rocket vào căn cứ.", True),
        ("Theo nguồn tin của Công an tỉnh, chiếc xe đã lao xuống vực lúc rạng sáng.", True),
        ("Theo Sở Giao thông vận tải, nghi phạm đã bị bắt tại bến xe.", False),
        ("Theo Sở Giao thông vận tải, lực lượng chức năng đã bắt nghi can tại bến xe.", False),
    ],
)
def test_a_guess_blame_and_an_opinion_are_claims(text: str, claim: bool) -> None:
    assert is_claim(Layout.of(text), 0) is claim
