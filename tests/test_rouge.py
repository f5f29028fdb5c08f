"""ROUGE in the metric of the papers and in whole syllables."""

from __future__ import annotations

import pytest

from diemtin.rouge import Metric, Rouge, rouge

REFERENCE = "Công an tỉnh tổ chức hội nghị cải cách hành chính"


@pytest.mark.parametrize("metric", list(Metric))
def test_a_text_is_all_of_itself(metric: Metric) -> None:
    assert rouge(REFERENCE, REFERENCE, metric) == Rouge(1, 1, 1)


@pytest.mark.parametrize("metric", list(Metric))
def test_texts_with_nothing_in_common_score_nothing(metric: Metric) -> None:
    assert rouge("zzz www", REFERENCE, metric).mean == 0


@pytest.mark.parametrize("metric", list(Metric))
def test_an_empty_summary_scores_nothing(metric: Metric) -> None:
    assert rouge("", REFERENCE, metric) == Rouge(0, 0, 0)


def test_syllables_are_compared_whole_and_in_any_case() -> None:
    found = rouge("HỘI NGHỊ vui", "hội nghị buồn", Metric.SYLLABLES)
    assert found.one == pytest.approx(2 / 3)
    assert found.two == pytest.approx(1 / 2)
    assert found.longest == pytest.approx(2 / 3)


def test_syllables_that_differ_in_a_mark_differ() -> None:
    assert rouge("bán", "bạn", Metric.SYLLABLES).one == 0


def test_the_published_metric_sees_only_letters_without_marks() -> None:
    assert rouge("bán", "bạn", Metric.PUBLISHED).one == 1


def test_the_longest_common_part_keeps_the_order() -> None:
    found = rouge("ba hai một", "một hai ba", Metric.SYLLABLES)
    assert (found.one, found.two) == (1, 0)
    assert found.longest == pytest.approx(1 / 3)


def test_the_mean_is_of_the_three() -> None:
    assert Rouge(0.3, 0.6, 0.9).mean == pytest.approx(0.6)
