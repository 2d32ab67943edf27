"""Titles as texts: measured, cut to a width, never without a hedge; all of it kept, and bounded."""

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from dateline.layout.metrics import Measure, Role

HEDGES = re.compile(
    r"\b(about|around|approximately|approx|circa|ca|almost|nearly|some|several|estimated?|estimates|roughly|up to"
    r"|at least|at most|more than|less than|over|under|claim(?:s|ed|ing)?|alleg(?:es|ed|edly|ing)|report(?:s|ed|edly)?"
    r"|says?|said|may|might|could|would|possibly|probably|perhaps|likely|apparently|unconfirmed|disput(?:es|ed)"
    r"|den(?:y|ies|ied)|retract(?:s|ed)|uncertain|unclear|if|not|no|never"
    r"|около|примерно|якобы|возможно|вероятно|приблизно|близько|нібито|можливо)\b\.?",
    re.IGNORECASE,
)
"""Words without which a title would say more than is known."""
ELLIPSIS = "…"
CACHE_SIZE = 8192


class Elider:
    """Titles cut to a width, measured once each; the cache is bounded."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self._widths: defaultdict[str, dict[str, float]] = defaultdict(dict)  # by role and text
        self._ends: dict[tuple[str, str], _Letters] = {}
        self._letter_widths: dict[str, _LetterWidths] = {}  # bounded by the letters of all scripts

    def width(self, text: str, role: str = Role.TITLE) -> float:
        """The width of a text in layout units."""
        widths = self._widths[role]
        found = widths.get(text)
        if found is None:
            if len(widths) >= CACHE_SIZE * 4:
                widths.clear()
            found = widths[text] = self.measure(text, role)
        return found

    def elided(self, text: str, room: float, role: str = Role.TITLE) -> str:
        """The text, or as much of its beginning as fits with an ellipsis; empty where a hedge would be lost."""
        return self.cut(text, room, role)[0]

    def cut(self, text: str, room: float, role: str = Role.TITLE) -> tuple[str, float]:
        """What `elided` shows, and how wide that is."""
        known = self._ends.get((text, role))
        width = self.width(text, role) if known is None else known.width
        if width <= room:
            return text, width
        letters = known or self._letters(text, role, width)
        ellipsis = self.width(ELLIPSIS, role)
        count = min(bisect_right(letters.about, room - ellipsis), len(text) - 1)
        while letters.least <= count < len(text) and letters.least < len(text):
            shown = text[:count].rstrip(" ,;:–-")
            width = self._end(letters, shown, role) + ellipsis
            if width <= room:
                return shown + ELLIPSIS, width
            count = len(shown) - 1
        return "", 0.0

    def _end(self, letters: "_Letters", shown: str, role: str) -> float:
        """Where a beginning ends to a hair: a picture of the whole is cut there, amid no letter."""
        if not shown:
            return 0.0
        place = len(shown) - 1
        if letters.measured[place] < 0.0:
            letters.measured[place] = self.measure(shown, role)
        return letters.measured[place]

    def elided_plainly(self, text: str, room: float, role: str) -> str:
        """The text, or as much of its beginning as fits with an ellipsis; for names, which hold no hedge."""
        if self.width(text, role) <= room:
            return text
        beginnings = range(1, len(text))  # halved: to measure each of a long text would take seconds
        count = bisect_right(beginnings, room, key=lambda letters: self.width(text[:letters] + ELLIPSIS, role))
        return text[:count].rstrip() + ELLIPSIS

    def _letters(self, text: str, role: str, width: float) -> "_Letters":
        """What is known of a title's letters; where they end about is what their own widths tell.

        To measure every beginning would cost 4 us each: only those that are shown are measured.
        """
        if len(self._ends) >= CACHE_SIZE:
            self._ends.clear()
        widths = self._letter_widths.get(role)
        if widths is None:
            widths = self._letter_widths[role] = _LetterWidths(self.measure, role)
        least = max((match.end() for match in HEDGES.finditer(text)), default=1)
        ends = list(accumulate(map(widths.__getitem__, text)))
        ratio = width / ends[-1] if ends and ends[-1] else 1.0
        about = array("f", [end * ratio for end in ends])
        found = self._ends[text, role] = _Letters(least, about, array("f", [-1.0]) * len(text), width)
        return found


class _Letters(NamedTuple):
    """How many letters a title keeps at the least, where each ends about and to a hair (-1: not measured), and all."""

    least: int
    about: "array[float]"
    measured: "array[float]"
    width: float


class _LetterWidths(dict[str, float]):
    """The widths of letters in one role, measured when first needed."""

    def __init__(self, measure: Measure, role: str) -> None:
        super().__init__()
        self._measure, self._role = measure, role

    def __missing__(self, letter: str) -> float:
        found = self[letter] = self._measure(letter, self._role)
        return found


class RowTitles(dict[int, str]):
    """The titles of a chronology's rows, looked up once each; bounded."""

    def __init__(self, title_of: Callable[[int], str]) -> None:
        super().__init__()
        self._title_of = title_of

    def __missing__(self, row: int) -> str:
        if len(self) >= CACHE_SIZE * 2:
            self.clear()
        found = self[row] = self._title_of(row)
        return found
