"""Figures contradict each other only where the same thing is counted in sentences of one fact."""

from __future__ import annotations

import pytest

from diemtin.digest import Digester
from diemtin.document import Page
from diemtin.roundup.figures import contradictions, figures


def _found(digester: Digester, *texts: str) -> list[list[str]]:
    """The contradicting figures of some articles, as printed."""
    digests = [digester(Page(f"{i}.txt", text)) for i, text in enumerate(texts)]
    return [
        [figure.span.of(digests[figure.article].article.text) for figure in one.figures]
        for one in contradictions(digests)
    ]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (
            "Vụ lật xe tại đèo Vạn Lý làm 3 người chết.",
            "Vụ lật xe tại đèo Vạn Lý làm 4 người chết.",
            ["3 người chết", "4 người chết"],
        ),
        (
            "Vụ lật xe tại đèo Vạn Lý làm ba người chết.",
            "Vụ lật xe tại đèo Vạn Lý làm bốn người chết.",
            ["ba người chết", "bốn người chết"],
        ),
        (
            "Vụ lật xe tại đèo Vạn Lý khiến 3 người chết.",
            "Vụ lật xe tại đèo Vạn Lý làm chết 4 người.",
            ["3 người chết", "chết 4 người"],
        ),
        (
            "Lũ quét tại xã Vạn Lý cuốn trôi 1.200 ngôi nhà của người dân.",
            "Lũ quét tại xã Vạn Lý cuốn trôi 1.500 ngôi nhà của người dân.",
            ["1.200 ngôi nhà", "1.500 ngôi nhà"],
        ),
    ],
)
def test_the_same_thing_with_another_number_is_found(
    one: str, other: str, found: list[str], digester: Digester
) -> None:
    assert _found(digester, one, other) == [found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Vụ lật xe tại đèo Vạn Lý làm 3 người chết.",
            "Vụ lật xe tại đèo Vạn Lý làm ba người chết.",
            id="the same number in words",
        ),
        pytest.param(
            "Vụ lật xe tại đèo Vạn Lý làm 3 người chết.",
            "Vụ lật xe tại đèo Vạn Lý làm 9 người bị thương.",
            id="another thing",
        ),
        pytest.param(
            "Vụ lật xe tại đèo Vạn Lý làm 3 người chết.",
            "Năm ngoái, bão số 9 ở miền Trung làm 17 người chết, nhiều nhà sập.",
            id="another event",
        ),
        pytest.param(
            "Vụ lật xe tại đèo Vạn Lý lúc 3 giờ sáng ngày 7 tháng 7.",
            "Vụ lật xe tại đèo Vạn Lý lúc 4 giờ sáng ngày 8 tháng 7.",
            id="times and dates",
        ),
        pytest.param(
            "Lũ quét tại xã Vạn Lý cuốn trôi hơn 100 ngôi nhà của người dân.",
            "Lũ quét tại xã Vạn Lý cuốn trôi 112 ngôi nhà của người dân.",
            id="a rounded number",
        ),
        pytest.param(
            "Vụ lật xe tại đèo Vạn Lý làm 3 người chết.",
            "Vụ lật xe tại đèo Vạn Lý làm 3 người chết. Tối nay, vụ lật xe tại đèo Vạn Lý đã làm 4 người chết.",
            id="one article has both numbers",
        ),
        pytest.param(
            "Lũ quét tại xã Vạn Lý cuốn trôi ít nhất 100 ngôi nhà của người dân.",
            "Lũ quét tại xã Vạn Lý cuốn trôi 112 ngôi nhà của người dân.",
            id="a bound",
        ),
        pytest.param(
            "Năm 2006, vụ lật xe tại đèo Vạn Lý làm 3 người chết.",
            "Vụ lật xe tại đèo Vạn Lý làm 4 người chết.",
            id="another year",
        ),
        pytest.param(
            "Doanh thu quý của công ty Vạn Lý đạt 300 tỷ đồng, tăng mạnh.",
            "Lợi nhuận quý của công ty Vạn Lý đạt 200 tỷ đồng, tăng mạnh.",
            id="sums of money of which it is not told what they are",
        ),
        pytest.param(
            "Đoàn thanh sát kiểm tra 21 trong số các kho ở Vạn Lý.",
            "Đoàn thanh sát kiểm tra 39 trong số các kho ở Vạn Lý.",
            id="words that name nothing",
        ),
        pytest.param("Trên xe tại đèo Vạn Lý có 3 người chết, 4 người chết ở bệnh viện.", "", id="one article"),
    ],
)
def test_what_is_no_contradiction_is_none(one: str, other: str, digester: Digester) -> None:
    assert _found(digester, *filter(None, (one, other))) == []


def test_numbers_are_read_with_their_scale(digester: Digester) -> None:
    digest = digester(
        Page("a.txt", "Thiệt hại ước tính 1,5 triệu con gà và 2.300 con lợn, khoảng 18 tỷ đồng tiền giống.")
    )
    assert [figure.value for figure in figures(0, digest)] == [1_500_000.0, 2300.0, 18e9]
