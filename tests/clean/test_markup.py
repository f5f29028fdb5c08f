"""HTML becomes its visible lines, each character with its place in the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.clean.markup import html_lines
from diemtin.document import BlockKind, FurnitureKind, Span

PIECES = [
    *["<b>", "</b>", "<a href='x>y'>", "<p>", "<!--", "-->", "<script>", "</script>", "<br/>", "<", ">", '"', "'"],
    *[
        "&amp;",
        "&lt",
        "&#7855;",
        "&nbsp;",
        "&#",
        "&",
        ";",
        "&khong;",
        "</",
        "<!",
        "tin",
        " ",
        "\n",
        "e\u0301",
        "\u200b",
    ],
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def _texts(raw: str) -> list[str]:
    return [line.text for line in html_lines(raw)]


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("<p>Một</p><p>Hai</p>", ["Một", "Hai"]),
        ("<p>Một<p>Hai", ["Một", "Hai"]),
        ("Một<br>Hai<BR/>Ba", ["Một", "Hai", "Ba"]),
        ("<ul><li>Một<li>Hai</ul>Ba", ["Một", "Hai", "Ba"]),
        ("<td>Một</td><td>Hai</td>", ["Một", "Hai"]),
        ("<title>Một</title><body>Hai", ["Một", "Hai"]),
        ("<p>Công <b>an</b>\n  <i>huyện</i></p>", ["Công an huyện"]),
        ("Vạn<b> Lý", ["Vạn Lý"]),
        ("V<span>ạ</span>n", ["Vạn"]),
        ("Một</div></b>Hai", ["Một", "Hai"]),
        ("", []),
        ("<p> &nbsp; </p>", []),
    ],
)
def test_blocks_end_lines_and_inline_tags_do_not(raw: str, texts: list[str]) -> None:
    assert _texts(raw) == texts


@pytest.mark.parametrize(
    "raw",
    [
        "<script>var a = '<p>xấu</p>';</script>Tốt",
        "<SCRIPT type='x'>xấu</Script >Tốt",
        "<style>p > b {xấu}</style>Tốt",
        "<noscript>xấu</noscript>Tốt",
        "<template><p>xấu</p></template>Tốt",
        "<svg><text>xấu</text></svg>Tốt",
        "<!-- xấu <p>xấu</p> -->Tốt",
        "<!-- xấu > xấu --->Tốt",
        "Tốt<!-- xấu",
        "Tốt<script>xấu",
        "<!DOCTYPE html xấu>Tốt",
        "<?xml xấu?>Tốt",
        "<![CDATA[xấu]]>Tốt",
        "<textarea>xấu</textarea>Tốt",
        "<select><option>xấu</select>Tốt",
        "<a title='xấu'>Tốt",
        '<a title="x > xấu">Tốt</a>',
        "<a title='x > xấu' class=b>Tốt</a>",
        "<img alt='xấu > xấu'/>Tốt",
        '<a title="it\'s > xấu">Tốt</a>',
    ],
)
def test_what_no_reader_sees_is_no_text(raw: str) -> None:
    assert _texts(raw) == ["Tốt"]


@pytest.mark.parametrize(
    "raw", ["a < b", "a <3 b", "5 > 4", "a & b", "R&D;", "&;", "&#;", "&#x;", "< p >", "giá<100", "&khongco; b"]
)
def test_signs_that_are_no_markup_are_text(raw: str) -> None:
    assert _texts(raw) == [raw]


@pytest.mark.parametrize(
    ("entity", "letters"),
    [
        ("&amp;", "&"),
        ("&amp", "&"),
        ("&lt;", "<"),
        ("&quot;", '"'),
        ("&aacute;", "á"),
        ("&#7855;", "ắ"),
        ("&#x1EAF;", "ắ"),
        ("&#X1eaf", "ắ"),
        ("&#0;", "\ufffd"),
        ("&#xD800;", "\ufffd"),
        ("&#9999999;", "\ufffd"),
        ("&hellip;", "…"),
        ("&fjlig;", "fj"),
    ],
)
def test_an_entity_leads_back_to_all_its_characters(entity: str, letters: str) -> None:
    (line,) = html_lines(f"<p>a{entity}-b</p>")
    assert line.text == f"a{letters}-b"
    origin = line.piece.origin()
    for i in range(1, 1 + len(letters)):
        assert origin.span(Span(i, i + 1)) == Span(4, 4 + len(entity))
    assert origin.span(Span(0, 1)) == Span(3, 4)


def test_each_character_of_what_is_no_entity_leads_back_to_itself() -> None:
    (line,) = html_lines("a &khongco; b")
    assert list(line.piece.starts) == list(range(13))


def test_a_letter_composed_of_entities_leads_back_to_all_of_them() -> None:
    (line,) = html_lines("x&#101;&#x301;y")
    assert line.text == "xéy"
    assert line.piece.origin().span(Span(1, 2)) == Span(1, 14)


def test_an_entity_is_read_once() -> None:
    assert _texts("&amp;lt;b&amp;gt;") == ["&lt;b&gt;"]


def test_a_word_leads_back_across_inline_tags() -> None:
    raw = "<p>Công <b>an</b> huyện</p>"
    (line,) = html_lines(raw)
    assert line.piece.source().of(raw) == "Công <b>an</b> huyện"
    assert line.piece.origin().span(Span(5, 7)).of(raw) == "an"


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("<h1>Tin</h1>", BlockKind.TITLE),
        ("<h1><a href='/'>Tin</a></h1>", BlockKind.TITLE),
        ("<figure><figcaption>Tin</figcaption></figure>", BlockKind.CAPTION),
        ("<p class='caption'>Tin</p>", BlockKind.CAPTION),
        ("<p class=sapo>Tin</p>", BlockKind.LEAD),
        ('<div class="main-detail article-title">Tin</div>', BlockKind.TITLE),
        ("<div class='author'>Tin</div>", BlockKind.BYLINE),
        ("<span itemprop='datePublished'>Tin</span>", BlockKind.DATELINE),
        ("<time>Tin</time>", BlockKind.DATELINE),
        ("<p><span class='author'>Tin</span></p>", BlockKind.BYLINE),
        ("<nav><ul><li>Tin</ul></nav>", FurnitureKind.CONTROLS),
        ("<footer><p>Tin</p></footer>", FurnitureKind.MASTHEAD),
        ("<aside>Tin</aside>", FurnitureKind.RELATED),
        ("<div id='tin-lien-quan'><p>Tin</p></div>", FurnitureKind.RELATED),
        ("<div id=comments><p>Tin</p></div>", FurnitureKind.COMMENTS),
        ("<ul class='breadcrumb'><li>Tin</ul>", FurnitureKind.BREADCRUMB),
        ("<p class='tags'>Tin</p>", FurnitureKind.TAGS),
        ("<p>Tin</p>", None),
        ("<body class='footer'><p>Tin</p>", None),
        ("<p title='footer'>Tin</p>", None),
        ("<p class='stage'>Tin</p>", None),
        ("<aside>x</aside><p>Tin</p>", None),
        ("<img class='caption'><p>Tin</p>", None),
        ("<div class='footer'/><p>Tin</p>", None),
    ],
)
def test_the_markup_around_a_line_says_what_it_is(raw: str, hint: BlockKind | FurnitureKind | None) -> None:
    assert html_lines(raw)[-1].hint is hint


def test_the_nearest_markup_counts() -> None:
    assert html_lines("<aside><p class='caption'>Tin</p></aside>")[0].hint is BlockKind.CAPTION


def test_unclosed_tags_end_with_what_holds_them() -> None:
    assert html_lines("<div><aside><b>Một</div><p>Hai")[-1].hint is None


def test_link_text_is_weighed() -> None:
    lines = html_lines("<p><a>Một</a></p><p>Hai <a>ba</a> bốn</p><p>Năm</p>")
    assert [round(line.links, 1) for line in lines] == [1.0, 0.2, 0.0]


def test_only_the_line_after_a_picture_stands_after_it() -> None:
    lines = html_lines("<p>Một</p><img src=x><p>Hai</p><p>Ba</p>")
    assert [line.after_image for line in lines] == [False, True, False]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=40), MARKUP))
def test_any_text_is_read_and_every_line_reads_the_same_again_at_its_place(raw: str) -> None:
    end = 0
    for line in html_lines(raw):
        source = line.piece.source()
        assert end <= source.start < source.end <= len(raw)
        end = source.end
        assert " ".join(_texts(source.of(raw))) == line.text


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ('<a "' * 50_000, 1),
        ("<a '" * 50_000, 1),
        ("<!--" * 50_000, 0),
        ("&#" * 100_000, 1),
        ("&a" * 100_000, 1),
        ("<" * 200_000, 1),
        ("<a " * 66_000, 1),
        ("<p class=" * 20_000, 1),
        ("<script>" * 25_000, 0),
        ("<script" * 25_000, 1),
        ("</p>" * 50_000, 0),
        ("<div>" * 50_000 + "</div>" * 50_000, 0),
        ("<div>" * 50_000 + "Tin", 1),
        ("<div>x" * 3_000, 3_000),
        ("<b>" * 30_000 + "Tin" + "</i>" * 30_000, 1),
        ("<br>x" * 40_000, 40_000),
        ("e\u0301" * 100_000, 1),
        ("a" + "\u0301" * 200_000, 1),
        ("&#769;" * 33_000, 1),
    ],
)
def test_hostile_markup_is_read_to_its_end(raw: str, texts: int) -> None:
    assert len(html_lines(raw)) == texts
