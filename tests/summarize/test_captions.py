"""Captions that were left among the sentences are told from sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from diemtin.errors import ModelMismatch
from diemtin.summarize import Length, Request, Source, Summarizer
from diemtin.summarize.captions import CaptionModel, caption_features
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def captions() -> CaptionModel:
    return CaptionModel.load(ROOT / "models/summarizer/captions.tsv")


@pytest.mark.parametrize(
    "text",
    [
        "Hiện trường vụ tai nạn.",
        "Mô hình sân bay quốc tế Đồng Cát.",
        "Thủ tướng Trần Văn Khải tại lễ khánh thành hôm 7/7.",
        "Người dân xem đua thuyền trên sông Sa Cần.",
    ],
)
def test_what_shows_a_photo_is_a_caption(captions: CaptionModel, text: str) -> None:
    assert captions(text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 7/7, Công an tỉnh Đồng Cát tổ chức hội nghị sơ kết công tác 6 tháng đầu năm.",
        "Ông Trần Văn Khải cho biết cầu sẽ được thông xe vào cuối năm nay.",
        "Tòa án tỉnh Đồng Cát đã tuyên phạt bị cáo Lê Văn Tèo 5 năm tù.",
        "Xe tải " * 60,
    ],
)
def test_what_tells_news_is_none(captions: CaptionModel, text: str) -> None:
    assert captions(text) < 0


def test_what_opens_an_article_and_tells_nothing_is_sooner_taken_for_a_caption(captions: CaptionModel) -> None:
    shown = "Cảnh sát tìm bằng chứng ở nhà một người dân."
    assert captions.finds(shown, opens=True)
    assert not captions.finds(shown, opens=False)
    assert not captions.finds("Cảnh sát đã tìm bằng chứng ở nhà một người dân.", opens=True)


def test_numbers_are_alike() -> None:
    assert caption_features("Lũ ngày 7/7.") == caption_features("Lũ ngày 8/9.")


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "captions.tsv"
    path.write_text("tai nạn\t1.5\n", encoding="utf-8")
    with pytest.raises(ModelMismatch, match=r"captions\.tsv"):
        CaptionModel.load(path)


def test_a_caption_is_not_chosen_while_there_is_a_sentence() -> None:
    texts = ["Hiện trường vụ cháy chợ Vạn Lý.", "Lửa đã thiêu rụi hai mươi gian hàng của chợ Vạn Lý trong đêm."]
    [found] = Summarizer.load().choose(Source(texts, "Cháy chợ Vạn Lý"), Request(Length(1)))
    assert found.sentence == 1


def test_what_stands_within_a_paragraph_is_no_caption() -> None:
    texts = ["Thủ tướng Trần Văn Khải tại lễ khánh thành hôm 7/7.", "Trẻ em ở xã Hòa Lạc được tiêm phòng từ ngày mai."]
    title, request = "Thủ tướng Trần Văn Khải dự lễ khánh thành", Request(Length(1))
    summarizer = Summarizer.load()
    assert summarizer.choose(Source(texts, title), request)[0].sentence == 1
    assert summarizer.choose(Source(texts, title, apart=(False, False)), request)[0].sentence == 0


def test_the_order_in_which_features_are_added_up_decides_nothing() -> None:
    weights = {"xe": 0.1, "tải": 0.2, "đổ": -0.3, "đèo": 1e16, "dốc": -1e16, "đêm": 0.25}
    odds = {CaptionModel(weights)(" ".join(words)) for words in (sorted(weights), sorted(weights, reverse=True))}
    assert odds == {0.25}
