"""What summary is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["HEADLINE", "Length", "Request"]


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be; where nothing is said, the model decides (one to three sentences).

    Attributes:
        sentences: how many sentences, exactly, as long as the article has them and `words` allows them.
        words: how many syllables at most. An article whose every sentence is longer is summarized by its shortest.
    """

    sentences: int | None = None
    words: int | None = None

    def __post_init__(self) -> None:
        if any(number is not None and number < 1 for number in (self.sentences, self.words)):
            raise ValueError("a summary has at least one sentence and one word")


@dataclass(frozen=True, slots=True)
class Request:
    """What summary is wanted.

    Attributes:
        length: how long it may be.
        focus: words that each of its sentences should have; ignored where no sentence has them.
        verbatim: whole sentences as printed, nothing left out.
    """

    length: Length = field(default_factory=Length)
    focus: str | None = None
    verbatim: bool = False


HEADLINE = Length(1, 15)
