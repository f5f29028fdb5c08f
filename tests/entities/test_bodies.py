"""Where the names of bodies begin and end."""

from __future__ import annotations

import pytest

from diemtin.entities.bodies import with_long_names, with_units_of_heads, with_whole_bodies
from tests.conftest import marked

PROJECTS = "Ban QLDA đầu tư xây dựng các công trình giao thông tỉnh"


@pytest.mark.parametrize(
    ("source", "mentions"),
    [
        ("[trưởng ban|POSITION] TNXP [Trung ương Đoàn|ORGANIZATION]", ["trưởng ban", "TNXP Trung ương Đoàn"]),
        ("[trưởng ban|POSITION] của [Trung ương Đoàn|ORGANIZATION]", ["trưởng ban", "Trung ương Đoàn"]),
        ("đoàn TNXP [Trung ương Đoàn|ORGANIZATION]", ["Trung ương Đoàn"]),
        ("kiêm [CEO công ty Vạn Lý|ORGANIZATION]", ["CEO", "công ty Vạn Lý"]),
        ("[Cục Hàng không - tại 9 Lê Khải|ORGANIZATION]", ["Cục Hàng không"]),
        ("[TAND cấp cao tại Vạn Lý|ORGANIZATION]", ["TAND cấp cao tại Vạn Lý"]),
        ("[Công ty Vạn Lý|ORGANIZATION]", ["Công ty Vạn Lý"]),
        ("cơ quan điều tra [Bộ Công an|ORGANIZATION]", ["cơ quan điều tra Bộ Công an"]),
        ("Ban giám đốc [Sở Y tế|ORGANIZATION]", ["Ban giám đốc Sở Y tế"]),
        ("lãnh đạo [Sở Y tế|ORGANIZATION]", ["Sở Y tế"]),
        ("[phó giám đốc|POSITION], thủ trưởng [Cơ quan A|ORGANIZATION]", ["phó giám đốc", "thủ trưởng", "Cơ quan A"]),
        ("đã [báo Công an huyện Vạn Lý|ORGANIZATION]", ["Công an huyện Vạn Lý"]),
        ("theo [báo Công an nhân dân|ORGANIZATION]", ["báo Công an nhân dân"]),
        ("[Trung đoàn|ORGANIZATION] công binh hải quân 83 họp", ["Trung đoàn công binh hải quân 83"]),
        ("[Ban QLDA đầu tư|ORGANIZATION] xây dựng các công trình giao thông tỉnh họp", [PROJECTS]),
        ("[Trung đoàn|ORGANIZATION] ra quân ngày 3", ["Trung đoàn"]),
        ("[NXB Vạn Lý tổ chức hội thảo|ORGANIZATION]", ["NXB Vạn Lý"]),
        ("[ban tổ chức lễ hội Vạn Lý|ORGANIZATION]", ["ban tổ chức lễ hội Vạn Lý"]),
        ("[đại biểu|POSITION] [Quốc hội TP. Vạn Lý|ORGANIZATION]", ["đại biểu", "Quốc hội", "TP. Vạn Lý"]),
        ("[Chủ tịch|POSITION] [Quốc hội Lào|ORGANIZATION]", ["Chủ tịch", "Quốc hội Lào"]),
    ],
)
def test_a_body_begins_and_ends_where_its_name_does(source: str, mentions: list[str]) -> None:
    text, tagged = marked(source)
    assert [mention.span.of(text) for mention in with_whole_bodies(text, tagged)] == mentions


@pytest.mark.parametrize(
    ("source", "mentions"),
    [
        ("[Trưởng ban Thư ký|POSITION] [Hội đồng thi|ORGANIZATION]", ["Trưởng ban", "Thư ký Hội đồng thi"]),
        ("[nguyên Phó trưởng phòng chính trị|POSITION] nói", ["nguyên Phó trưởng phòng", "chính trị"]),
        (
            "[Phó Trưởng ban Thường trực|POSITION] [Ban Nội chính|ORGANIZATION]",
            ["Phó Trưởng ban Thường trực", "Ban Nội chính"],
        ),
        ("[Giám đốc|POSITION] [Sở Y tế|ORGANIZATION]", ["Giám đốc", "Sở Y tế"]),
        ("[Trưởng phòng|POSITION], [Sở Y tế|ORGANIZATION]", ["Trưởng phòng", "Sở Y tế"]),
    ],
)
def test_an_office_gives_back_the_unit_that_it_has_swallowed(source: str, mentions: list[str]) -> None:
    text, tagged = marked(source)
    assert [mention.span.of(text) for mention in with_units_of_heads(text, tagged)] == mentions


@pytest.mark.parametrize(
    ("source", "bodies"),
    [
        ("[Cục Xuất bản|ORGANIZATION], In và [Phát hành|ORGANIZATION] họp", ["Cục Xuất bản, In và Phát hành"]),
        ("[Trưởng phòng|POSITION] Tuần tra, kiểm soát giao thông", ["Trưởng phòng", "Tuần tra, kiểm soát giao thông"]),
        (
            "[Phòng Kiểm tra|ORGANIZATION], xử lý vi phạm [Sở Y tế|ORGANIZATION]",
            ["Phòng Kiểm tra, xử lý vi phạm Sở Y tế"],
        ),
        ("[Quân chủng phòng không|ORGANIZATION] - không quân họp", ["Quân chủng phòng không - không quân"]),
        ("[Sở Văn hoá|ORGANIZATION], Thể thao và Du lịch họp", ["Sở Văn hoá, Thể thao và Du lịch"]),
        ("công tác phòng, chống thiên tai của [Sở Y tế|ORGANIZATION]", ["Sở Y tế"]),
        ("[Sở Y tế|ORGANIZATION], [Sở Tài chính|ORGANIZATION] họp", ["Sở Y tế", "Sở Tài chính"]),
    ],
)
def test_a_listed_name_with_commas_is_whole(source: str, bodies: list[str]) -> None:
    text, tagged = marked(source)
    found = with_long_names(text, tagged)
    assert [mention.span.of(text) for mention in found] == bodies
