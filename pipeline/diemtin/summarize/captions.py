"""Whether a sentence reads like the caption of a photo that was left among the sentences of an article."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from diemtin.errors import ModelMismatch
from diemtin.summarize.phrases import says_something

__all__ = ["LONGEST_CAPTION", "CaptionModel", "caption_features"]

LONGEST_CAPTION = 40  # units
_UNIT = re.compile(r"\w+(?:[.,/:-]\w+)*|[,:;\"“]")
_DIGIT = re.compile(r"\d")
_BIAS = "bias"
# What captions hardly have: marks of tense, and verbs of saying and of what happened.
_TELLING = re.compile(
    r"\b(?:đã|đang|sẽ|vừa|từng|là|có|phải|không|chưa|cũng|vẫn|còn|cần|muốn|cho biết|cho hay|nói|tuyên bố|khẳng định|"
    r"yêu cầu|đề nghị|cho rằng|nhấn mạnh|thông báo|chỉ đạo|quyết định|xảy ra|diễn ra|khiến|làm|gây|đưa tin|phát hiện|"
    r"bắt đầu|nhận|đạt|tăng|giảm|tổ chức|thực hiện|dự kiến|kéo dài|trở thành|chia sẻ|cáo buộc|kêu gọi|cảnh báo|"
    r"nhận định|tiết lộ|thừa nhận|viết|hy vọng)\b",
    re.IGNORECASE,
)
_SHORT = 24  # units
_OPENING, _VERBLESS, _ANYWHERE = -2.6, -1.5, 0.0  # log-odds above which it is taken for a caption
_LENGTHS = 3  # units to a feature of length


def caption_features(sentence: str) -> set[str]:
    """Its units in small letters, each digit as 0; its pairs of neighbours, both ends included; its length."""
    words = [_DIGIT.sub("0", unit.lower()) for unit in _UNIT.findall(sentence)]
    pairs = {f"{first} {second}" for first, second in pairwise(["<", *words, ">"])}
    return {_BIAS, f"length {len(words) // _LENGTHS}", *words, *pairs}


@dataclass(frozen=True, slots=True)
class CaptionModel:
    """Logistic regression over the words of a sentence: captions of vietnews against sentences of its bodies.

    A few bodies have captions among their sentences, so that what is taken for one is nearly always right.
    """

    weights: Mapping[str, float]

    @classmethod
    def load(cls, path: Path) -> CaptionModel:
        """Read a weight and its feature a line, parted by a tab.

        Raises:
            ModelMismatch: a line is something else.
        """
        rows = [line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        try:
            return cls({feature: float(weight) for weight, _, feature in rows})
        except ValueError as error:
            raise ModelMismatch("summarizer", f"{path.name} with a weight and a feature a line", str(error)) from error

    def __call__(self, sentence: str) -> float:
        """The log-odds of a sentence being a caption; minus infinity for one that is too long to be weighed."""
        if sentence.count(" ") >= LONGEST_CAPTION:
            return -math.inf
        # Exact, so that the order of a set, which another process has otherwise, decides nothing.
        return math.fsum(map(self.weights.__getitem__, self.weights.keys() & caption_features(sentence)))

    def finds(self, sentence: str, *, opens: bool) -> bool:
        """Whether a line is taken for a caption.

        Photos mostly stand at the top: a line that `opens` the article and tells nothing is one at lower odds, and so
        is one that has no verb at all.
        """
        odds = self(sentence)
        if odds <= min(_OPENING, _VERBLESS, _ANYWHERE):
            return False
        least = _ANYWHERE
        if opens and sentence.count(" ") < _SHORT and not _TELLING.search(sentence):
            least = _OPENING
        elif not says_something(sentence):
            least = _VERBLESS
        return odds > least
