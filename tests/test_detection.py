"""The encoding is told by how Vietnamese a text reads, and what reads well is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.detection import TRIED, detect, has_suspects, likely_encoding, line_encoding, reads_western
from diemtin.encodings import as_windows_1252, encodings

LINE = "Công an tỉnh Quảng Ngãi khởi tố vụ án, bắt giữ năm đối tượng ở huyện Bình Sơn."
SHOWN = {name: as_windows_1252(encodings()[name].encode(LINE)) for name in TRIED} | {
    "utf-8": as_windows_1252(LINE.encode()),
    "character-references": LINE.encode("ascii", "xmlcharrefreplace").decode(),
}
UNTOUCHED = [
    LINE,
    "Ông Hà nói là bà Sáu và cô Ngà có lúa.",
    "Ngày 12/3, xã Hòa Bình có 40 m² đất, 35°C.",
    "Le thé est né où l’on a été reçu : « très bien », à Orléans.",
    "The naïve café owner’s résumé isn’t here — £5 and 20 °C.",
    "Krông Búk, Mbappé, São Paulo, Müller, Gündoğan, José.",
    'for (int i = 0; i < n; i++) { s += "é"; } // §2 µs',
    "QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    "Chúc mừng 🎉🎉 năm mới 👍",
    "R&D & AT&T &co; &amp;",
    "¡Hola, señor! ¿Cómo está usted?",
    "Hội nghị sơ kết công tác sáu th\xadáng đầu năm và cho biết nh\xad",
]


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_a_line_in_a_wrong_encoding_is_known(name: str) -> None:
    found = line_encoding(SHOWN[name])
    assert found is not None
    assert (found.name, found.read_text(SHOWN[name])) == (name, LINE)


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert line_encoding(text) is None


@pytest.mark.parametrize("text", [UNTOUCHED[0], UNTOUCHED[1], UNTOUCHED[7]])
def test_plain_unicode_takes_no_second_look(text: str) -> None:
    assert not has_suspects(text)


def test_a_short_line_is_known_only_by_its_page() -> None:
    short = "Hµ TÜnh"
    page = "\n".join([short, SHOWN["tcvn3"], SHOWN["tcvn3"]])
    likely = likely_encoding(page)
    assert likely is encodings()["tcvn3"]
    assert line_encoding("TÜnh") is None
    assert line_encoding("TÜnh", likely) is likely


def test_a_page_of_unicode_with_one_old_line_has_no_likely_encoding() -> None:
    assert likely_encoding("\n".join([LINE, SHOWN["vni"], LINE])) is None


@pytest.mark.parametrize("name", TRIED)
def test_bytes_are_known(name: str) -> None:
    assert detect(encodings()[name].encode(LINE)) is encodings()[name]


def test_french_bytes_are_no_vietnamese_and_read_western() -> None:
    text = "Le président de la République a été reçu à l'hôtel de ville."
    assert detect(text.encode("cp1252")) is None
    assert reads_western(text)


@pytest.mark.parametrize("text", [SHOWN["tcvn3"], "Ïðèâåò, ìèð", "a\x00b", "x \x81 é"])
def test_what_is_no_western_text_does_not_read_so(text: str) -> None:
    assert not reads_western(text)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=40), st.text("aeiourngtch «·µÖÜß©®&#;0\xad\x85", max_size=40)))
def test_any_line_has_an_answer(text: str) -> None:
    found = line_encoding(text)
    assert found is None or found.name in encodings()
