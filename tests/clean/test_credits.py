"""Authors one by one, the agency whose report it is, the section."""

from __future__ import annotations

import pytest

from diemtin.clean.credits import agency_in_prose, agency_of_line, names, section
from diemtin.document import Span


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hồng Thắm", ["Hồng Thắm"]),
        ("Hồng Thắm - Nam Phong", ["Hồng Thắm", "Nam Phong"]),
        ("Hồng Thắm, Nam Phong và Thành Đạt", ["Hồng Thắm", "Nam Phong", "Thành Đạt"]),
        ("Hồng Thắm-Nam Phong", ["Hồng Thắm", "Nam Phong"]),
        ("Jean-Paul", ["Jean-Paul"]),
        ("Nam Phong/TTXVN", ["Nam Phong"]),
        ("Nam Phong (ghi)", ["Nam Phong"]),
        ("TTXVN", []),
    ],
)
def test_authors_are_told_apart(line: str, expected: list[str]) -> None:
    assert [name.of(line) for name in names(line, Span(0, len(line)))] == expected


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Theo VOV", "VOV"),
        ("(Theo TTXVN)", "TTXVN"),
        ("Nguồn: Báo Đồng Cát", "Báo Đồng Cát"),
        ("(TTXVN)", "TTXVN"),
        ("Nam Phong (TTXVN)", None),
        ("Nam Phong/TTXVN", "TTXVN"),
        ("Theo ông Nam, việc này sẽ được xem xét kỹ lưỡng hơn trong thời gian tới đây", None),
        ("theo dõi", None),
        ("Hồng Thắm", None),
    ],
)
def test_a_line_that_credits_an_agency_is_known(line: str, agency: str | None) -> None:
    assert agency_of_line(line) == agency


@pytest.mark.parametrize(
    ("paragraphs", "agency"),
    [
        (["Đồng Cát (TTXVN) - Sáng nay, hai bên gặp nhau.", "Hết."], "TTXVN"),
        (["(Reuters 12/11) Hai bên gặp nhau.", "Hết."], "Reuters"),
        (["Hai bên gặp nhau.", "Họ sẽ gặp lại. (Theo AFP, Reuters)"], "AFP, Reuters"),
        (["Hai bên gặp nhau.", "Họ sẽ gặp lại. Theo TTXVN."], "TTXVN"),
        (["Hai bên gặp nhau (huyện Vạn Lý).", "Theo Reuters, hai bên gặp nhau."], None),
    ],
)
def test_an_agency_credited_in_the_text_is_known(paragraphs: list[str], agency: str | None) -> None:
    assert agency_in_prose(paragraphs) == agency


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Trang chủ » Tin tức - Sự kiện » Hoạt động"], "Hoạt động"),
        (["Trang chủ", "Pháp luật", "Hội nghị sơ kết"], "Pháp luật"),
        (["Bạn đang ở: Trang chủ > Thời sự > Hội nghị sơ kết…"], "Thời sự"),
        (["Trang chủ | Thời sự"], "Thời sự"),
        (["Trang chủ | Thời sự | Thể thao | Văn hóa | Video"], None),
        (["Trang chủ"], None),
        ([], None),
    ],
)
def test_the_section_is_the_last_crumb_that_is_no_title(lines: list[str], expected: str | None) -> None:
    assert section(lines, "Hội nghị sơ kết công tác") == expected
