"""Every word of the reports, in Vietnamese and in English."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Language", "Wording", "wording"]


class Language(StrEnum):
    """The language of a report's own words; the article's words are never translated."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a report. Those with `{}` take one value."""

    summary: str
    people: str
    organizations: str
    locations: str
    abbreviations: str
    dates: str
    captions: str
    untitled: str
    published: str
    byline: str
    agency: str
    section: str
    views: str
    encoding: str
    photo: str
    line: str
    short_for: str
    inferred_from: str
    rank: str
    position: str
    former: str
    acting: str
    appointed: str
    none_found: str
    generated: str
    replaced: str
    round_up: str
    article: str
    also_in: str
    disagreements: str


_WORDINGS = {
    Language.VIETNAMESE: Wording(
        summary="Tóm tắt",
        people="Nhân vật",
        organizations="Tổ chức",
        locations="Địa danh",
        abbreviations="Chữ viết tắt",
        dates="Thời gian",
        captions="Ảnh",
        untitled="(không có tiêu đề)",
        published="Đăng: {}",
        byline="Tác giả: {}",
        agency="Hãng tin: {}",
        section="Chuyên mục: {}",
        views="Lượt xem: {}",
        encoding="Bảng mã: {}",
        photo="Ảnh: {}",
        line="dòng {}",
        short_for=" (tức {})",
        inferred_from="{}, suy ra từ {}",
        rank="{0}",
        position="{0}",
        former="trước đây",
        acting="quyền",
        appointed="mới",
        none_found="không thấy trong bài",
        generated="{}, máy viết lại",
        replaced="{}, thay cho câu máy viết mà bài không nói",
        round_up="Điểm tin từ {} bài",
        article="bài {}",
        also_in="{}; cũng ở {}",
        disagreements="Số liệu khác nhau",
    ),
    Language.ENGLISH: Wording(
        summary="Summary",
        people="People",
        organizations="Organizations",
        locations="Places",
        abbreviations="Abbreviations",
        dates="Dates",
        captions="Photos",
        untitled="(no title)",
        published="Published: {}",
        byline="By: {}",
        agency="Agency: {}",
        section="Section: {}",
        views="Views: {}",
        encoding="Encoding: {}",
        photo="Photo: {}",
        line="line {}",
        short_for=" (that is, {})",
        inferred_from="{}, inferred from {}",
        rank="{0} ({1})",
        position="{0} {1}",
        former="former",
        acting="acting",
        appointed="new",
        none_found="none in this article",
        generated="{}, generated",
        replaced="{}, in place of a generated sentence that the article does not support",
        round_up="Round-up of {} articles",
        article="article {}",
        also_in="{}; also in {}",
        disagreements="Figures that differ",
    ),
}


def wording(language: Language) -> Wording:
    """The words of reports in a language."""
    return _WORDINGS[language]
