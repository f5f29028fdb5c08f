"""A whole page becomes its article, every character of which leads back to the page."""

import html
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from diemtin.clean import clean
from diemtin.clean.markup import html_lines
from diemtin.document import Article, BlockKind, Format, FurnitureKind, Page, Span
from diemtin.errors import DiemtinError, EmptyArticle
from diemtin.normalize import Mapped, normalize
from diemtin.read import read_page

SEED = Path(__file__).parents[3] / "shared/seeds/000_fb130d90e9a579b1.txt"

TITLE = "Hội nghị sơ kết công tác của Công an huyện Vạn Lý"
ONE = "Sáng nay, Công an huyện Vạn Lý tổ chức hội nghị sơ kết công tác sáu tháng đầu năm với hơn một trăm cán bộ."
TWO = "Theo báo cáo tại hội nghị, các đơn vị đã điều tra làm rõ bốn mươi vụ việc, thu hồi nhiều tài sản có giá trị."
THREE = "Phát biểu kết luận, lãnh đạo huyện Vạn Lý yêu cầu các đơn vị tiếp tục nâng cao hiệu quả công tác được giao."

FURNITURE = [
    "Trang chủ » Tin tức",
    "Lượt xem: 1.203",
    "Thứ Hai, 14/11/2022, 08:30",
    "Các tin khác",
    "1 2 3 ...",
    "• Đang online: 49",
    "Từ khóa: an ninh",
]
LINES = [
    *FURNITURE,
    *[TITLE, ONE, TWO, THREE, "Kết quả nổi bật", "Hồng Thắm", "Bài, ảnh: Hồng Thắm", "Các đại biểu dự hội nghị"],
    *["Quang cảnh hội nghị. Ảnh: Thành Đạt", "Quang cảnh hội nghị\u00a0(Ảnh:\u00a0Thành Đạt)", "Ảnh: Thành Đạt"],
    *[ONE[:70], ONE[70:], "", "\u200b", "a\u0301 \u0301b.", "¤ \ufb1d \u2126"],
]
GAPS = ["\n", "\r\n", "\n\n", " \t\n", "\u00a0\n\ufeff", "\u2028", "\r"]
WORDS = [*ONE.split(), *TITLE.split(), *"Ảnh: Thành Đạt (Ảnh 12/11/2022 . ... “ ” < > & ; Tin: Lượt xem: 5".split()]
INLINE = [
    "<b>",
    "</b>",
    "<a href='/?a>b'>",
    "</a>",
    "<!-- x -->",
    "<i",
    "<span class='author'>",
    "</span>",
    "<img src=x>",
]
ENTITIES = ["&nbsp;", "&amp;", "&lt;b&gt;", "&#7855;", "&#x301;", "&aacute;", "&khongco;", "&#8203;", "&#", "&quot;"]
BLOCKS = ["<p>", "</p>", "<br>", "<div class='sapo'>", "</div>", "<h1>", "</h1>", "<li>", "<td>", "<script>x</script>"]

fast = settings(max_examples=150, deadline=None)


def _composition(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from([text, unicodedata.normalize("NFD", text)])


TEXT_PAGES = st.lists(
    st.tuples(st.sampled_from(LINES).flatmap(_composition), st.sampled_from(GAPS)).map("".join), max_size=14
).map(lambda lines: ONE + "\n\n" + "".join(lines))
HTML_PAGES = st.lists(st.sampled_from(WORDS + INLINE + ENTITIES + BLOCKS + LINES + [" ", "\n", " "]), max_size=60).map(
    lambda pieces: f"<html><body><h1>{TITLE}</h1><p>{ONE}</p>" + " ".join(pieces) + f"<p>{TWO}</p>"
)
ANY_TEXT = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(LINES + WORDS + INLINE + BLOCKS)).map("".join))


def _article(*lines: str, title: str | None = None, published: str | None = None) -> Article:
    return clean(Page("x", "\n\n".join(lines), title=title, published=published))


def _html(body: str, head: str = "") -> Article:
    return clean(Page("x", f"<html><head>{head}</head><body>{body}</body></html>", Format.HTML))


def _cleaned(page: Page) -> Article | None:
    """The article, or None where the page is refused in the way that is promised."""
    try:
        return clean(page)
    except DiemtinError:
        return None


def _blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(article.text)) for block in article.blocks]


def _source(article: Article, span: Span) -> str:
    return article.origin.span(span).of(article.page.raw)


def _assert_consistent(article: Article) -> None:
    text = article.text
    assert len(article.origin.starts) == len(article.origin.ends) == len(text)
    assert text == "\n".join(block.span.of(text) for block in article.blocks)
    assert unicodedata.is_normalized("NFC", text)
    for block in article.blocks:
        assert block.span.of(text) == " ".join(block.span.of(text).split()) != ""
    for block, following in pairwise(article.blocks):
        assert article.origin.span(block.span).end <= article.origin.span(following.span).start
    kinds = {block.span: block.kind for block in article.blocks}
    for caption in article.captions:
        assert kinds[caption.text] in (BlockKind.CAPTION, BlockKind.CREDIT)
    if article.byline:
        assert any(block.span.covers(article.byline) for block in article.blocks if block.kind is BlockKind.BYLINE)
    for line in article.furniture:
        assert line.source.of(article.page.raw).strip()


@fast
@given(TEXT_PAGES)
def test_every_block_of_a_text_page_reads_the_same_again_at_its_place(raw: str) -> None:
    article = _cleaned(Page("x", raw))
    assume(article)
    assert article
    _assert_consistent(article)
    for block in article.blocks:
        source = article.origin.span(block.span)
        assert normalize(Mapped.of(raw, source.start, source.end)).text == block.span.of(article.text)


@fast
@given(HTML_PAGES)
@example(f"<p>{ONE}</p><p>Toàn cảnh &khongco; Ảnh: Thành Đạt</p><p>{TWO}</p>")
def test_every_block_of_an_html_page_reads_the_same_again_at_its_place(raw: str) -> None:
    article = _cleaned(Page("x", raw, Format.HTML))
    assume(article)
    assert article
    _assert_consistent(article)
    for block in article.blocks:
        lines = html_lines(_source(article, block.span))
        assert " ".join(line.text for line in lines) == block.span.of(article.text)


@fast
@given(ANY_TEXT, st.sampled_from(Format), st.sampled_from([None, "", "7"]), st.sampled_from([None, "", TITLE]))
def test_a_page_of_any_text_is_cleaned_or_refused(raw: str, format: Format, id: str | None, title: str | None) -> None:
    article = _cleaned(Page("x", raw, format, id=id, title=title))
    if article:
        assert article.prose
        _assert_consistent(article)


@pytest.mark.parametrize("raw", ["", "\n", " \u00a0\u200b\ufeff\r\n"])
@pytest.mark.parametrize("format", Format)
def test_a_blank_page_is_refused(raw: str, format: Format) -> None:
    with pytest.raises(EmptyArticle, match="the page is empty"):
        clean(Page("x", raw, format))


def test_a_page_of_nothing_but_furniture_is_refused() -> None:
    with pytest.raises(EmptyArticle, match="page furniture"):
        _article(*FURNITURE)


@pytest.mark.parametrize(
    "raw", ['<a "' * 50_000, "<!--" * 50_000, "&#" * 100_000, "<div>" * 50_000, "a" * 200_000, "<p>" * 60_000 + ONE]
)
@pytest.mark.parametrize("format", Format)
def test_a_hostile_page_is_cleaned_or_refused(raw: str, format: Format) -> None:
    article = _cleaned(Page("x", raw, format))
    assert article is None or article.prose


def test_what_a_page_says_around_its_text_is_found() -> None:
    article = _article(
        "Lượt xem: 1.203", TITLE, "Thứ Hai, 14/11/2022", ONE, "Quang cảnh hội nghị. Ảnh: Thành Đạt", TWO, THREE,
        "Bài, ảnh: Hồng Thắm", "Các tin khác", "• Xe khách lao xuống vực",
    )  # fmt: skip
    assert _blocks(article) == [
        ("title", TITLE),
        ("dateline", "Thứ Hai, 14/11/2022"),
        ("lead", ONE),
        ("caption", "Quang cảnh hội nghị."),
        ("credit", "Ảnh: Thành Đạt"),
        ("paragraph", TWO),
        ("paragraph", THREE),
        ("byline", "Bài, ảnh: Hồng Thắm"),
    ]
    assert article.title is not None
    assert article.title.of(article.text) == TITLE
    assert article.byline is not None
    assert article.byline.of(article.text) == "Hồng Thắm"
    assert article.published is not None
    assert article.published.iso == "2022-11-14"
    assert article.views == 1203
    assert [(line.kind, line.source.of(article.page.raw)) for line in article.furniture] == [
        (FurnitureKind.VIEWS, "Lượt xem: 1.203"),
        (FurnitureKind.RELATED, "Các tin khác"),
        (FurnitureKind.RELATED, "• Xe khách lao xuống vực"),
    ]


def test_only_running_text_is_prose() -> None:
    article = _article(TITLE, ONE, "Quang cảnh hội nghị. Ảnh: Thành Đạt", TWO, "Hồng Thắm")
    assert [block.span.of(article.text) for block in article.prose] == [TITLE, ONE, TWO]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Quang cảnh hội nghị. Ảnh: Thành Đạt", "Quang cảnh hội nghị.", "Thành Đạt"),
        ("Quang cảnh hội nghị (Ảnh: Thành Đạt)", "Quang cảnh hội nghị", "Thành Đạt"),
        ("Quang cảnh hội nghị", "Quang cảnh hội nghị", None),
    ],
)
def test_a_caption_comes_with_its_photographer(line: str, caption: str, credit: str | None) -> None:
    article = _article(TITLE, ONE, line, TWO)
    (found,) = article.captions
    assert found.text.of(article.text) == caption
    assert (found.credit.of(article.text) if found.credit else None) == credit


def test_the_credit_of_one_photo_is_not_given_to_another() -> None:
    article = _article(TITLE, ONE, "Các đại biểu dự hội nghị", TWO, "Quang cảnh hội nghị. Ảnh: Thành Đạt", THREE)
    assert [caption.credit is None for caption in article.captions] == [True, False]


@pytest.mark.parametrize("line", ["Thứ Hai, 14/11/2022", "14/11/2022", "Cập nhật: 14/11/2022", "Ngày đăng 14-11-2022"])
def test_the_printed_date_counts_before_the_stated_one(line: str) -> None:
    published = _article(TITLE, line, ONE, TWO, published="2020-01-01").published
    assert published is not None
    assert published.iso == "2022-11-14"


def test_a_date_beside_the_counter_is_found() -> None:
    published = _article(TITLE, "Thứ Hai, 14/11/2022   Lượt xem: 1.203", ONE, TWO).published
    assert published is not None
    assert published.iso == "2022-11-14"


def test_a_date_in_the_text_is_not_when_it_was_published() -> None:
    assert _article(TITLE, ONE, "Hội nghị kết thúc vào ngày 14/11/2022 tại trụ sở Công an huyện.").published is None


def test_the_stated_date_is_kept_where_it_cannot_be_read() -> None:
    published = _article(TITLE, ONE, TWO, published="hôm qua").published
    assert published is not None
    assert (published.text, published.iso) == ("hôm qua", None)


def test_no_counter_gives_no_views() -> None:
    assert _article(TITLE, ONE, TWO).views is None


def test_the_title_that_a_record_states_is_the_title() -> None:
    article = _article("Vạn Lý vào hè", TITLE, ONE, TWO, title="Vạn Lý vào hè")
    assert article.title is not None
    assert article.title.of(article.text) == "Vạn Lý vào hè"


def test_an_html_page_gives_its_article() -> None:
    article = _html(
        f"<nav><a href='/'>Trang chủ</a></nav><h1>{TITLE}</h1><p>{ONE}</p><figure><img src=x>"
        f"<figcaption>Quang cảnh hội nghị ở huyện</figcaption></figure><p>{html.escape(TWO)}</p><p>{THREE}</p>"
        f"<p><b>Nam Phong</b></p><aside><p><a href='/x'>Xe khách lao xuống vực trên đèo Cát Sơn.</a></p></aside>"
        "<footer>Báo Vạn Lý</footer>"
    )
    assert _blocks(article) == [
        ("title", TITLE),
        ("lead", ONE),
        ("caption", "Quang cảnh hội nghị ở huyện"),
        ("paragraph", TWO),
        ("paragraph", THREE),
        ("byline", "Nam Phong"),
    ]


def test_a_word_of_an_html_article_leads_to_its_markup() -> None:
    article = _html(f"<h1>{TITLE}</h1><p>{ONE}</p><p>R<b>&amp;</b>D v&#224; {TWO}</p>")
    start = article.text.index("R&D và")
    assert _source(article, Span(start, start + 6)) == "R<b>&amp;</b>D v&#224;"


def test_scripts_and_comments_are_nowhere_in_the_article() -> None:
    article = _html(f"<p>{ONE}<script>var xấu = '{TWO}';</script></p><!-- {THREE} --><style>xấu</style><p>{THREE}</p>")
    assert [text for _, text in _blocks(article)] == [ONE, THREE]


def test_the_date_that_the_markup_declares_is_found() -> None:
    head = '<meta property="article:published_time" content="2022-11-14T09:00:00+07:00">'
    published = _html(f"<h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>", head).published
    assert published is not None
    assert published.iso is not None
    assert published.iso.startswith("2022-11-14")


@pytest.mark.skipif(not SEED.is_file(), reason="needs the seed articles in ../shared/seeds")
def test_the_seed_article_comes_without_its_page() -> None:
    article = clean(read_page(SEED))
    assert article.title is not None
    assert article.byline is not None
    (caption,) = article.captions
    assert caption.credit is not None
    assert article.title.of(article.text) == "Công bố chỉ số cải cách hành chính trong Công an tỉnh Sóc Trăng"
    assert article.views == 423
    assert caption.text.of(article.text) == "Quang cảnh hội nghị tại điểm cầu Công an tỉnh Sóc Trăng."
    assert caption.credit.of(article.text) == "anh Tuấn"
    assert article.byline.of(article.text) == "Tuyết Nhung"
    assert "Phim tư liệu" not in article.text
    assert "Lâm Tấn Hòa" not in article.text
    _assert_consistent(article)


def test_the_time_and_the_reason_come_with_the_date() -> None:
    published = _article(TITLE, "Thứ Hai, 14/11/2022, 08:30 (GMT+7)", ONE, TWO).published
    assert published is not None
    assert (published.time, published.reason.value) == ("08:30+07:00", "printed")


def test_the_markup_gives_year_and_time_to_a_short_date_line() -> None:
    head = '<meta property="article:published_time" content="2022-11-14T09:00:00+07:00">'
    published = _html(f"<h1>{TITLE}</h1><p>Thứ Hai, 14-11</p><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>", head).published
    assert published is not None
    assert (published.text, published.iso, published.time) == ("Thứ Hai, 14-11", "2022-11-14", "09:00:00+07:00")
    assert published.reason.value == "declared"


def test_a_text_that_calls_a_date_today_was_published_then() -> None:
    published = _article(TITLE, f"Sáng nay (14/11/2022), tại huyện. {ONE}", TWO).published
    assert published is not None
    assert (published.iso, published.reason.value) == ("2022-11-14", "today")


def test_authors_agency_section_and_site_are_found() -> None:
    article = _article(
        "Trang chủ » Thời sự » Chính trị", TITLE, ONE, TWO, f"{THREE} (Theo TTXVN)", "Bài, ảnh: Hồng Thắm - Nam Phong"
    )
    assert [name.of(article.text) for name in article.bylines] == ["Hồng Thắm", "Nam Phong"]
    assert (article.agency, article.section, article.site) == ("TTXVN", "Chính trị", None)
    head = '<meta property="og:site_name" content="Báo Vạn Lý"><meta property="article:section" content="Pháp luật">'
    declared = _html(f"<h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>", head)
    assert (declared.section, declared.site) == ("Pháp luật", "Báo Vạn Lý")
