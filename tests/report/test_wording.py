"""The words of reports, in both languages."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from diemtin.report.wording import Language, wording


def test_nothing_is_left_in_the_other_language() -> None:
    vietnamese, english = asdict(wording(Language.VIETNAMESE)), asdict(wording(Language.ENGLISH))
    assert not [name for name in vietnamese if vietnamese[name] == english[name]]


@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_missing(language: Language) -> None:
    assert all(asdict(wording(language)).values())


@pytest.mark.parametrize("language", list(Language))
def test_what_takes_a_value_shows_it(language: Language) -> None:
    words = wording(language)
    for template in (words.published, words.byline, words.agency, words.section, words.views, words.photo, words.line):
        assert template.format("số 7").count("số 7") == 1
        assert "{" not in template.format("số 7")


def test_each_language_has_its_own_words() -> None:
    assert wording(Language.ENGLISH).summary == "Summary"
    assert wording(Language.VIETNAMESE).summary == "Tóm tắt"
