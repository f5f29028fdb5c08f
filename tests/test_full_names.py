"""Short names of bodies: what they stand for, how that is known, and what they are parts of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtin.abbreviations import find_abbreviations
from diemtin.bodies import find_entities
from diemtin.clean import clean
from diemtin.document import Entity, Label, Mention, Page, Span
from diemtin.full_names import published_by, with_full_names
from tests.conftest import marked

Found = tuple[str, bool, str | None] | None


def _bodies(source: str) -> dict[str, Entity]:
    text, mentions = marked(source)
    abbreviations = find_abbreviations(text, [Span(0, len(text))])
    bodies = find_entities(text, mentions, Label.ORGANIZATION, abbreviations)
    return {body.name: body for body in with_full_names(text, mentions, bodies, abbreviations)}


def _full(source: str, name: str) -> Found:
    """What a body of a marked text is short for, whether that is inferred, and the words that are evidence."""
    full = _bodies(source)[name].full_name
    return (full.text, full.inferred, full.evidence.of(marked(source)[0]) if full.evidence else None) if full else None


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Công an tỉnh", "Công an tỉnh Sóc Trăng"),
        ("Tỉnh ủy", "Tỉnh ủy Sóc Trăng"),
        ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy Sóc Trăng"),
        ("Bộ CHQS tỉnh", "Bộ Chỉ huy quân sự tỉnh Sóc Trăng"),
        ("PC02", "Phòng Cảnh sát hình sự Công an tỉnh Sóc Trăng"),
    ],
)
@pytest.mark.parametrize("place", ["[tỉnh Sóc Trăng|LOCATION]", "[Sóc Trăng|LOCATION]", "Sóc Trăng"])
def test_a_short_name_takes_the_one_place_of_its_level(short: str, full: str, place: str) -> None:
    assert _full(f"Tin từ {place}: [{short}|ORGANIZATION] họp.", short) == (full, True, "Sóc Trăng")


@pytest.mark.parametrize(
    ("office", "name", "full"),
    [
        ("Trưởng phòng", "Tham mưu", "Phòng Tham mưu"),
        ("nguyên Phó Trưởng phòng", "Tổ chức cán bộ", "Phòng Tổ chức cán bộ"),
        ("cựu Phó phòng", "Kỹ thuật", "Phòng Kỹ thuật"),
        ("Phó Cục trưởng", "Hàng hải", "Cục Hàng hải"),
        ("Bộ trưởng", "Công an", "Bộ Công an"),
    ],
)
def test_a_unit_named_behind_the_office_of_its_head_gets_its_noun(office: str, name: str, full: str) -> None:
    source = f"Thượng tá A, [{office}|POSITION] [{name}|ORGANIZATION], nói."
    assert _full(source, name) == (full, True, office)


def test_the_noun_is_followed_by_the_place() -> None:
    source = "Ông A, [Trưởng ban|POSITION] [Dân vận Tỉnh ủy|ORGANIZATION] [Sóc Trăng|LOCATION]."
    assert _full(source, "Dân vận Tỉnh ủy") == ("Ban Dân vận Tỉnh ủy Sóc Trăng", True, "Sóc Trăng")


@pytest.mark.parametrize(
    "source",
    [
        "[Trưởng phòng|POSITION] [Công an tỉnh|ORGANIZATION]",
        "[Trưởng phòng|POSITION], [Kỹ thuật|ORGANIZATION]",
        "[Giám đốc|POSITION] [Kỹ thuật|ORGANIZATION]",
        "[Trưởng phòng|POSITION] [Kỹ thuật|ORGANIZATION], rồi [Kỹ thuật|ORGANIZATION]",
    ],
)
def test_what_names_itself_or_stands_elsewhere_gets_no_noun(source: str) -> None:
    assert all(body.full_name is None for body in _bodies(source).values())


def test_each_level_has_its_own_place() -> None:
    source = "[Công an huyện|ORGANIZATION], [Công an xã|ORGANIZATION] đến [xã Bảo Sơn, huyện Lục Nam|LOCATION]."
    assert _full(source, "Công an huyện") == ("Công an huyện Lục Nam", True, "Lục Nam")
    assert _full(source, "Công an xã") == ("Công an xã Bảo Sơn", True, "Bảo Sơn")


@pytest.mark.parametrize(
    "source",
    [
        "[Công an tỉnh|ORGANIZATION] họp.",
        "Từ [Sóc Trăng|LOCATION] đến [Bạc Liêu|LOCATION]: [Công an tỉnh|ORGANIZATION] họp.",
        "[Công an tỉnh|ORGANIZATION] bắt một người quê ở [tỉnh Sóc Trăng|LOCATION].",
        "[Công an tỉnh|ORGANIZATION] họp với [Công an huyện Vạn Lý|ORGANIZATION] ở [Hà Nội|LOCATION].",
    ],
)
def test_without_one_certain_place_nothing_is_added(source: str) -> None:
    assert _full(source, "Công an tỉnh") is None


@pytest.mark.parametrize(
    ("source", "full"),
    [
        ("[Công an thành phố|ORGANIZATION] họp. Lãnh đạo [Đà Nẵng|LOCATION] dự.", "Công an thành phố Đà Nẵng"),
        ("[UBND TP|ORGANIZATION] họp, theo báo [Hà Nội|LOCATION].", "Ủy ban nhân dân thành phố Hà Nội"),
    ],
)
def test_a_city_of_a_provinces_level_needs_no_noun(source: str, full: str) -> None:
    body = next(iter(_bodies(source).values()))
    assert body.full_name
    assert (body.full_name.text, body.full_name.inferred) == (full, True)


@pytest.mark.parametrize(
    "source",
    [
        "[Công an thành phố|ORGANIZATION] họp ở [tỉnh Sóc Trăng|LOCATION], đoàn từ [Hà Nội|LOCATION] vào.",
        "[Công an thành phố|ORGANIZATION] họp, đoàn từ [Hà Nội|LOCATION] vào [Huế|LOCATION].",
        "[Công an thành phố|ORGANIZATION] học theo [Hồ Chí Minh|PERSON].",
    ],
)
def test_a_city_that_is_not_certain_is_not_added(source: str) -> None:
    assert _full(source, "Công an thành phố") is None


def test_all_of_a_province_is_no_body_that_lacks_its_place() -> None:
    assert _full("[Công an toàn tỉnh|ORGANIZATION] ở [Sóc Trăng|LOCATION].", "Công an toàn tỉnh") is None


def test_a_number_of_a_unit_whose_province_is_unknown_is_the_unit() -> None:
    assert _full("[PC45|ORGANIZATION] vào cuộc.", "PC45") == ("Phòng Cảnh sát hình sự", True, None)


def test_a_number_takes_the_police_that_the_article_names() -> None:
    source = "[Công an TP Hà Nội|ORGANIZATION] giao [PC 02|ORGANIZATION] điều tra."
    assert _full(source, "PC 02") == ("Phòng Cảnh sát hình sự Công an thành phố Hà Nội", True, "Công an TP Hà Nội")


def test_a_number_of_the_ministry_is_a_department_of_it() -> None:
    assert _full("[C02|ORGANIZATION] vào cuộc.", "C02") == ("Cục Cảnh sát hình sự Bộ Công an", True, None)


def test_what_the_text_explains_is_not_inferred() -> None:
    source = "Công tác phòng cháy chữa cháy (PCCC): [Đội Cảnh sát PCCC|ORGANIZATION] ra quân."
    assert _full(source, "Đội Cảnh sát PCCC") == ("Đội Cảnh sát phòng cháy chữa cháy", False, "phòng cháy chữa cháy")


def test_customary_abbreviations_need_no_evidence() -> None:
    source = "[UBND xã Tân Lập|ORGANIZATION] họp."
    assert _full(source, "UBND xã Tân Lập") == ("Ủy ban nhân dân xã Tân Lập", True, None)


def test_a_full_name_is_short_for_nothing() -> None:
    assert _full("[Công an tỉnh Sóc Trăng|ORGANIZATION] họp.", "Công an tỉnh Sóc Trăng") is None


@pytest.mark.parametrize(
    ("source", "part", "whole"),
    [
        (
            "[Phòng Cảnh sát hình sự Công an tỉnh Sóc Trăng|ORGANIZATION] họp.",
            "Phòng Cảnh sát hình sự Công an tỉnh Sóc Trăng",
            "Công an tỉnh Sóc Trăng",
        ),
        (
            "[Phòng Cảnh sát hình sự|ORGANIZATION], [Công an tỉnh|ORGANIZATION].",
            "Phòng Cảnh sát hình sự",
            "Công an tỉnh",
        ),
        (
            "Ở [Sóc Trăng|LOCATION], [Đội Cảnh sát giao thông|ORGANIZATION] - [Công an huyện Vạn Lý|ORGANIZATION].",
            "Đội Cảnh sát giao thông",
            "Công an huyện Vạn Lý",
        ),
        ("[Bộ Tư lệnh Quân khu 7|ORGANIZATION] họp.", "Bộ Tư lệnh Quân khu 7", "Quân khu 7"),
        (
            "Tại [Sóc Trăng|LOCATION], [Ban Thường vụ Tỉnh ủy|ORGANIZATION].",
            "Ban Thường vụ Tỉnh ủy",
            "Tỉnh ủy Sóc Trăng",
        ),
        ("[Bộ Công an|ORGANIZATION] họp.", "Bộ Công an", None),
        ("[Báo Công an nhân dân|ORGANIZATION] viết.", "Báo Công an nhân dân", None),
        ("[Sở Y tế|ORGANIZATION], [Công an tỉnh|ORGANIZATION] họp.", "Sở Y tế", None),
    ],
)
def test_a_part_tells_its_whole(source: str, part: str, whole: str | None) -> None:
    assert _bodies(source)[part].part_of == whole


PORTAL = "CỔNG THÔNG TIN ĐIỆN TỬ CÔNG AN TỈNH SÓC TRĂNG\n\nHội nghị công bố chỉ số năm 2022\n\n"
PROSE = "Sáng 7/7, Công an tỉnh đã tổ chức hội nghị công bố chỉ số cải cách hành chính năm 2022 ở hội trường lớn.\n"


def test_the_page_says_whose_police_are_meant_where_the_article_does_not() -> None:
    article = clean(Page("page.txt", PORTAL + PROSE))
    start = article.text.index("Công an tỉnh")
    police = [Mention(Span(start, start + 12), Label.ORGANIZATION)]
    bodies = find_entities(article.text, police, Label.ORGANIZATION)
    [body] = with_full_names(article.text, police, bodies, (), published_by(article))
    assert body.full_name is not None
    assert (body.full_name.text, body.full_name.inferred, body.full_name.evidence) == (
        "Công an tỉnh Sóc Trăng",
        True,
        None,
    )
    assert body.full_name.masthead is not None
    assert body.full_name.masthead.of(article.page.raw) == "SÓC TRĂNG"


def test_who_publishes_decides_nothing_where_the_article_names_another_province() -> None:
    article = clean(Page("page.txt", PORTAL + PROSE + "\nĐoàn công tác đến từ tỉnh Bạc Liêu và tỉnh Cà Mau cùng dự.\n"))
    start = article.text.index("Công an tỉnh")
    police = [Mention(Span(start, start + 12), Label.ORGANIZATION)]
    bodies = find_entities(article.text, police, Label.ORGANIZATION)
    [body] = with_full_names(article.text, police, bodies, (), published_by(article))
    assert body.full_name is None


NAMES = (
    "Công an tỉnh",
    "PC02",
    "C02",
    "UBND TP",
    "Tỉnh ủy",
    "Bộ CHQS tỉnh",
    "Đội CSGT Công an huyện",
    "Công an tỉnh Cà Mau",
)
PLACES = ("Sóc Trăng", "tỉnh Bạc Liêu", "huyện Vạn Lý", "TP Hà Nội", "xã Bảo Sơn, huyện Lục Nam")


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just(Label.ORGANIZATION), st.sampled_from(NAMES)),
            st.tuples(st.just(Label.LOCATION), st.sampled_from(PLACES)),
        ),
        max_size=12,
    ),
    st.sampled_from((", ", " ở ", " - ", ". ", "\n", " quê ở ")),
)
def test_whatever_is_named_evidence_stands_in_the_text_and_in_the_name(
    parts: list[tuple[Label, str]], gap: str
) -> None:
    text, mentions = "", []
    for label, word in parts:
        mentions.append(Mention(Span(len(text), len(text) + len(word)), label))
        text += word + gap
    bodies = find_entities(text, mentions, Label.ORGANIZATION)
    found = with_full_names(text, mentions, bodies)
    assert [(body.name, body.mentions) for body in found] == [(body.name, body.mentions) for body in bodies]
    for body in found:
        if body.full_name and body.full_name.evidence:
            assert body.full_name.evidence.of(text)
            assert body.full_name.evidence.of(text).split()[-1] in body.full_name.text
        assert body.full_name is None or body.full_name.text != body.name
        assert body.part_of != body.name


def test_a_numbered_unit_behind_the_office_of_its_head_is_the_unit() -> None:
    assert _full("A, [Trưởng phòng|POSITION] [PC02|ORGANIZATION], nói.", "PC02") == (
        "Phòng Cảnh sát hình sự",
        True,
        None,
    )
