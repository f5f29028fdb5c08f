"""Reports for people: what stands in them and where."""

from __future__ import annotations

import re

import pytest

from diemtin.clean import clean
from diemtin.digest import Digester
from diemtin.document import Digest, Page
from diemtin.report.readable import (
    Section,
    article_markdown,
    article_text,
    digest_sections,
    entity_sections,
    markdown,
    plain_text,
    segmented_text,
)
from diemtin.report.wording import Language, wording

VI, EN = wording(Language.VIETNAMESE), wording(Language.ENGLISH)
PAGE = Page(
    "page.txt",
    "Công an tỉnh Đồng Cát họp bàn cải cách hành chính\n"
    "Thứ Năm, 07/07/2022, 16:42 (GMT+7)    Lượt xem: 1.203\n\n"
    "Sáng 7/7, Công an tỉnh Đồng Cát tổ chức hội nghị công bố chỉ số cải cách hành chính (CCHC) năm 2022.\n\n"
    "Quang cảnh hội nghị. Ảnh: Thành Đạt\n\n"
    "Đại tá Trần Văn Khải, Giám đốc Công an tỉnh, chủ trì hội nghị và phát biểu chỉ đạo.\n\n"
    "Hồng Thắm\n",
)


@pytest.fixture(scope="module")
def digest(digester: Digester) -> Digest:
    """The digest of the page above."""
    return digester(PAGE)


def _lines(sections: list[Section], heading: str) -> tuple[str, ...]:
    return next(section.lines for section in sections if section.heading == heading)


def test_the_head_tells_title_date_byline_and_views(digest: Digest) -> None:
    head = digest_sections(digest, VI)[0]
    assert head.heading == "Công an tỉnh Đồng Cát họp bàn cải cách hành chính"
    assert head.lines == ("Đăng: Thứ Năm, 07/07/2022, 16:42 (GMT+7)", "Tác giả: Hồng Thắm", "Lượt xem: 1203")


def test_a_person_is_told_with_rank_office_and_line_of_the_saved_page(digest: Digest) -> None:
    assert _lines(entity_sections(digest, VI), "Nhân vật") == ("Đại tá Trần Văn Khải, Giám đốc Công an tỉnh [dòng 8]",)


def test_a_body_is_told_with_all_its_lines(digest: Digest) -> None:
    assert "Công an tỉnh Đồng Cát [dòng 1, 4, 8]" in _lines(entity_sections(digest, VI), "Tổ chức")


def test_lines_count_as_an_editor_counts_them(digest: Digest) -> None:
    raw = PAGE.raw.split("\n")
    for line in _lines(digest_sections(digest, EN), "Summary"):
        match = re.fullmatch(r"(.*) \[line (\d+)\]", line)
        assert match
        printed = raw[int(match[2]) - 1]
        assert [word for word in match[1].split() if word not in printed] == []


def test_abbreviations_are_told_with_their_words(digest: Digest) -> None:
    assert _lines(entity_sections(digest, VI), "Chữ viết tắt") == ("CCHC = cải cách hành chính",)


def test_what_is_not_there_is_said(digester: Digester) -> None:
    found = digester(Page("page.txt", "Sáng nay trời nắng đẹp và nhiều người dân đã đi chơi từ rất sớm."))
    sections = digest_sections(found, EN)
    assert sections[0].heading == "(no title)"
    assert _lines(sections, "People") == ("none in this article",)
    assert "Abbreviations" not in {section.heading for section in sections}


def test_headings_are_in_the_language_and_the_article_is_not_translated(digest: Digest) -> None:
    english, vietnamese = plain_text(digest_sections(digest, EN)), plain_text(digest_sections(digest, VI))
    assert "Summary" in english
    assert "Tóm tắt" in vietnamese
    assert "Tóm tắt" not in english
    assert "Đại tá (Colonel) Trần Văn Khải, Giám đốc Công an tỉnh (Director)" in english
    assert "Đại tá Trần Văn Khải, Giám đốc Công an tỉnh" in vietnamese


def test_what_is_inferred_of_a_short_name_is_told_with_its_line(digester: Digester) -> None:
    page = Page(
        "page.txt",
        "Hội nghị công bố chỉ số cải cách hành chính\n\nSáng 7/7, tại tỉnh Sóc Trăng đã diễn ra hội nghị.\n\n"
        "Đại tá Trần Văn Khải, Giám đốc Công an tỉnh, chủ trì hội nghị và phát biểu chỉ đạo.\n",
    )
    found = entity_sections(digester(page), VI)
    assert "Công an tỉnh (tức Công an tỉnh Sóc Trăng, suy ra từ dòng 3) [dòng 5]" in _lines(found, "Tổ chức")
    found = entity_sections(digester(page), EN)
    told = "Công an tỉnh (that is, Công an tỉnh Sóc Trăng, inferred from line 3) [line 5]"
    assert told in _lines(found, "Organizations")


def test_plain_text_lists_lines_under_styled_headings() -> None:
    sections = [Section("Đầu", ("a",)), Section("Hai", ("b", "c"))]
    assert plain_text(sections, lambda heading: f"<{heading}>") == "<Đầu>\na\n\n<Hai>\n- b\n- c"


def test_markdown_has_one_title_and_escapes_what_is_no_markup() -> None:
    found = markdown([Section("Tin *mới*", ("a",)), Section("Hai", ("b_c [dòng 1]",))])
    assert found == "# Tin \\*mới\\*\n\na  \n\n## Hai\n\n- b\\_c \\[dòng 1\\]"


def test_the_clean_article_reads_from_title_to_byline_without_furniture() -> None:
    found = article_text(clean(PAGE), VI)
    assert found.startswith("Công an tỉnh Đồng Cát họp bàn")
    assert "[Ảnh: Quang cảnh hội nghị.]" in found
    assert found.endswith("Hồng Thắm")
    assert "Lượt xem" not in found
    assert "Thành Đạt" not in found


def test_the_clean_article_in_markdown_has_its_title_as_heading() -> None:
    found = article_markdown(clean(PAGE), EN)
    assert found.startswith("# Công an tỉnh Đồng Cát họp bàn cải cách hành chính\n\n")
    assert "*Photo: Quang cảnh hội nghị.*" in found


def test_segmented_text_has_a_sentence_a_line_and_joined_syllables(digester: Digester) -> None:
    article = clean(Page("a", "Hội nghị bế mạc lúc 17 giờ chiều hôm qua. Đại biểu ra về trong niềm vui chung."))
    first, second = segmented_text(article.text, digester.segment(article)).split("\n")
    assert first.startswith("Hội_nghị ")
    assert second.endswith(" .")
    assert f"{first} {second}".replace("_", " ").replace(" .", ".") == article.text
