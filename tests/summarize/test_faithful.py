"""A sentence of a summary that says what its source does not is found out."""

from __future__ import annotations

import pytest

from diemtin.summarize.faithful import unsupported

SOURCE = 'Sáng 7/7, Đại tá Trần Văn Khải (SN 1970) nói "không bỏ sót" và chưa công bố 1.203 vụ việc.'


@pytest.mark.parametrize(
    "text",
    [
        SOURCE,
        'Đại tá Trần Văn Khải nói "không bỏ sót" và chưa công bố 1.203 vụ việc.',
        'Đại tá Trần Văn Khải (SN 1970) nói "không bỏ sót" và chưa công bố vụ việc.',
    ],
)
def test_what_is_printed_in_order_is_supported(text: str) -> None:
    assert unsupported(text, SOURCE) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (SOURCE.replace("Khải", "Khai"), "Khai"),
        (SOURCE.replace("1.203", "1.204"), "1.204"),
        (SOURCE.replace("7/7", "8/7"), "8/7"),
        (SOURCE.replace("Đại tá", "Thượng tá"), "Thượng"),
        (SOURCE.replace("chưa công bố", "công bố"), "chưa"),
        (SOURCE.replace('"không bỏ sót"', '"không sót"'), '"không sót"'),
        ("Khải Trần Văn nói.", "Trần"),
        (SOURCE.replace(" (SN 1970) nói", " Ủy viên"), "Trần Văn Khải Ủy"),
        (SOURCE.replace(" (SN 1970) nói", " Ấn"), "Trần Văn Khải Ấn"),
    ],
)
def test_what_is_not_printed_or_is_lost_is_named(text: str, wrong: str) -> None:
    assert wrong in unsupported(text, SOURCE)


def test_small_letters_with_marks_do_not_make_a_name() -> None:
    source = "Đoàn ở Huế, mới ở Vinh về, đã họp."
    assert unsupported("Đoàn ở Huế đã họp.", source) == []


def test_a_negation_stays_before_what_it_denies() -> None:
    source = "Ông Khải không nhận tiền, ông Lữ không phải người đưa tin, chưa ai bị bắt."
    assert unsupported("Ông Khải không nhận tiền, chưa ai bị bắt.", source) == ["không"]
    assert unsupported("Ông Khải nhận tiền, ông Lữ không phải người đưa tin, chưa ai bị bắt.", source) == ["không"]
    moved = "Ông Khải không nói, đoàn đã về nhà."
    assert unsupported("Ông Khải không về nhà.", moved) == ["không"]
    assert unsupported("Ông không phải người.", "Ông không phải bác sĩ, là người.") == ["không"]
