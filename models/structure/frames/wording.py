"""The wordings that frames are made of, and what is made up to fill them."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from diemtin.lexicon import entries

__all__ = ["FAMILIES", "Wordings", "read_sections"]

HERE = Path(__file__).parent
FAMILIES = ("training", "held_out")
_SLOT = re.compile(r"\{([^{}]+)\}")
_GIVEN = (
    "Anh Bình Châu Chi Cường Cẩm Diệp Dung Dũng Duy Giang Hà Hải Hạnh Hiền Hiếu Hoa Hòa Hoàng Hồng Huệ Hùng Hương Huy"
    " Khang Khánh Khôi Kiên Lâm Lan Liên Linh Loan Long Lộc Mai Mạnh Minh My Nam Nga Ngân Nghĩa Ngọc Nguyên Nhàn Nhi"
    " Nhung Oanh Phong Phúc Phương Quân Quang Quỳnh Sáng Sơn Tài Tâm Thành Thảo Thắng Thắm Thịnh Thu Thủy Thúy Tiến"
    " Toàn Trang Trí Trung Tú Tuấn Tùng Tuyết Uyên Vân Vi Vinh Vũ Xuân Yến"
).split()
_MIDDLE = (
    "Văn Thị Đức Ngọc Minh Thanh Hữu Quang Xuân Đình Công Thu Kim Bích Mạnh Gia Hồng Trọng Khắc Thế Duy Tuấn".split()
)
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_SHORT_WEEKDAYS = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "CN")


def read_sections(family: str) -> dict[str, tuple[str, ...]]:
    """The sections of `training.txt` or `held_out.txt`: name, alternatives. Spaces at the ends of lines count."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (HERE / f"{family}.txt").read_text(encoding="utf-8").split("\n"):
        if line.startswith("== "):
            lines = sections.setdefault(line[3:], [])
        elif line:
            lines.append(line)
    return {name: tuple(lines) for name, lines in sections.items()}


@cache
def _entries(name: str) -> tuple[str, ...]:
    return tuple(entries(name))


@dataclass
class Wordings:
    """Draws from one family of wordings; one made for each page.

    Attributes:
        sections: name to alternatives.
        random: where all chance comes from.
        titles: gives the title of another article.
        published: the day of the page.
    """

    sections: dict[str, tuple[str, ...]]
    random: random.Random
    titles: Callable[[], str]
    published: datetime.date = field(default_factory=lambda: datetime.date(2020, 1, 1))

    def draw(self, section: str, **given: str) -> str:
        """One of the section's alternatives, filled."""
        return self.fill(self.random.choice(self.sections[section]), **given)

    def several(self, section: str, least: int, most: int) -> list[str]:
        """Some of the alternatives in any order, each once, filled."""
        choices = self.sections[section]
        number = min(len(choices), self.random.randint(least, most))
        return [self.fill(choice) for choice in self.random.sample(choices, number)]

    def fill(self, template: str, **given: str) -> str:
        """The template with what is given, or else something made up, in each slot."""
        return _SLOT.sub(lambda slot: given[slot[1]] if slot[1] in given else self._slot(slot[1]), template)

    def _slot(self, name: str) -> str:
        if name in _MADE_UP:
            return _MADE_UP[name](self)
        if name.lower() != name and name.lower() in _MADE_UP:
            return _MADE_UP[name.lower()](self).upper()
        if name in self.sections:
            return self.draw(name)
        if name.lower() in self.sections:
            return self.draw(name.lower()).upper()
        raise KeyError(name)


def _name(words: Wordings) -> str:
    chance = words.random
    return f"{chance.choice(entries('surnames'))} {chance.choice(_MIDDLE)} {chance.choice(_GIVEN)}"


def _short_name(words: Wordings) -> str:
    first = words.random.choice(_GIVEN if words.random.random() < 0.7 else _entries("surnames"))
    return f"{first} {words.random.choice(_GIVEN)}"


def _initials(words: Wordings) -> str:
    letters = [words.random.choice("ABCDĐGHKLMNPQTVX") for _ in range(words.random.randint(2, 3))]
    return words.random.choice([".", ". ", ""]).join(letters) + words.random.choice([".", ""])


def _date(words: Wordings) -> str:
    day = _near(words)
    mark = words.random.choice("///-.")
    return (
        f"{day.day:02}{mark}{day.month:02}{mark}{day.year}"
        if words.random.random() < 0.7
        else (f"{day.day}{mark}{day.month}{mark}{day.year}")
    )


def _near(words: Wordings) -> datetime.date:
    return words.published - datetime.timedelta(days=int(words.random.expovariate(0.1)))


def _long_date(words: Wordings) -> str:
    day = _near(words)
    return f"ngày {day.day} tháng {day.month} năm {day.year}"


def _time(words: Wordings) -> str:
    hour, minute = words.random.randint(0, 23), words.random.randint(0, 59)
    return f"{hour:02}{words.random.choice('::::h')}{minute:02}"


def _count(words: Wordings) -> str:
    number = int(10 ** words.random.uniform(0, 7.3))
    return words.random.choice([f"{number}", f"{number:,}", f"{number:,}".replace(",", ".")])


def _phone(words: Wordings) -> str:
    digits = "".join(words.random.choices("0123456789", k=7))
    form = words.random.choice(["(0{}) {}.{}", "0{}.{}{}", "0{} {} {}", "1900{}{}{}", "0{}-{}{}"])
    return form.format(words.random.randint(20, 299), digits[:4], digits[4:])


def _tag_list(words: Wordings) -> str:
    return words.random.choice([", ", ", ", "   ", "; ", " · "]).join(words.several("tag", 1, 5))


def _of(name: str) -> Callable[[Wordings], str]:
    return lambda words: words.random.choice(_entries(name))


_MADE_UP: dict[str, Callable[[Wordings], str]] = {
    "name": _name,
    "short name": _short_name,
    "given": lambda words: words.random.choice(_GIVEN),
    "initials": _initials,
    "date": _date,
    "long date": _long_date,
    "day month": lambda words: words.fill("{date}")[:5].strip("/.-"),
    "time": _time,
    "weekday": lambda words: words.random.choice(
        words.random.choice([_WEEKDAYS, _WEEKDAYS, [day.upper() for day in _WEEKDAYS], _SHORT_WEEKDAYS])
    ),
    "year": lambda words: str(_near(words).year),
    "count": _count,
    "digit": lambda words: str(words.random.randint(0, 9)),
    "two": lambda words: str(words.random.randint(10, 99)),
    "number": lambda words: str(words.random.randint(1, 9999)),
    "phone": _phone,
    "province": _of("provinces"),
    "district": _of("districts"),
    "title": lambda words: words.titles(),
    "tag list": _tag_list,
}
