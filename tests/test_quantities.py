"""Numbers and money are read as values, where they have only one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.dates import find_dates
from diemtin.document import Span
from diemtin.quantities import Notation, find_quantities, read_number


def _found(text: str) -> list[tuple[str, str | None, str | None]]:
    blocks = [Span(0, len(text))]
    found = find_quantities(text, blocks, find_dates(text, blocks, None))
    return [(q.span.of(text), None if q.value is None else f"{q.value.normalize():f}", q.unit) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hơn 1,2 tỷ đồng", [("1,2 tỷ đồng", "1200000000", "đồng")]),
        ("3 triệu USD", [("3 triệu USD", "3000000", "USD")]),
        ("đạt 15%", [("15%", "15", "%")]),
        ("đạt 86,19%, tăng 3,5 phần trăm", [("86,19%", "86.19", "%"), ("3,5 phần trăm", "3.5", "%")]),
        ("rộng 2 ha", [("2 ha", "2", "ha")]),
        ("700.000 đ; 8.500.000đ", [("700.000 đ", "700000", "đồng"), ("8.500.000đ", "8500000", "đồng")]),
        ("2 tỷ 300 triệu đồng", [("2 tỷ 300 triệu đồng", "2300000000", "đồng")]),
        ("2 triệu rưỡi", [("2 triệu rưỡi", "2500000", None)]),
        ("12 nghìn tỷ đồng", [("12 nghìn tỷ đồng", "12000000000000", "đồng")]),
        ("từ 3 đến 5 triệu đồng", [("3", "3000000", "đồng"), ("5 triệu đồng", "5000000", "đồng")]),
        ("10-15% số hộ", [("10", "10", "%"), ("15%", "15", "%")]),
        ("$3 triệu", [("$3 triệu", "3000000", "USD")]),
        ("giá 25.000 đồng/kg", [("25.000 đồng/kg", "25000", "đồng/kg")]),
        ("82.540 cây", [("82.540", "82540", None)]),
        ("82,540 tấn", [("82,540 tấn", None, "tấn")]),
        ("82,540 of 1,203,000 tấn", [("82,540", "82540", None), ("1,203,000 tấn", "1203000", "tấn")]),
        ("0,540 ha", [("0,540 ha", "0.54", "ha")]),
        ("42 cán bộ, chiến sĩ", [("42 cán bộ", "42", "cán bộ")]),
    ],
)
def test_a_quantity_has_its_value_and_unit(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ngày 12 tháng 11 năm 2021, 6 tháng đầu năm",
        "412/478 vụ",
        "Tiểu đoàn 897 năm 2023",
        "Điều 123 Bộ luật, phòng 5 người",
        "lúc 15 giờ 30 phút ngày 2/8",
        "Quyết định 1203/QĐ",
        "số 27 ngõ 9",
        "21 đồng chí, 5 đồng phạm",
    ],
)
def test_dates_and_names_are_no_quantities(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("printed", "english", "vietnamese", "value"),
    [
        ("1.203,5", False, False, "1203.5"),
        ("1,203.5", False, False, "1203.5"),
        ("82.540", False, True, "82540"),
        ("82.540", True, False, None),
        ("82,540", True, False, "82540"),
        ("82,540", True, True, None),
        ("3.5", False, False, "3.5"),
        ("1.203.000", True, False, "1203000"),
    ],
)
def test_points_and_commas_are_read_by_the_notation_of_the_article(
    printed: str, english: bool, vietnamese: bool, value: str | None
) -> None:
    found = read_number(printed, Notation(vietnamese, english))
    assert found == (None if value is None else Decimal(value))


@settings(deadline=None)
@given(st.text("0123456789 .,-–%$đồngtỷriệuhakm/từến", max_size=60))
def test_any_text_gives_quantities_within_it_in_order(text: str) -> None:
    end = 0
    for quantity in find_quantities(text, [Span(0, len(text))]):
        assert end <= quantity.span.start < quantity.span.end <= len(text)
        end = quantity.span.end
