"""Titles as texts: measured, cut to a width, never without a hedge; all of it kept, and bounded."""

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from itertools import accumulate

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
        self._ends: dict[tuple[str, str], tuple[int, array[float], float]] = {}
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
        width = self.width(text, role) if known is None else known[2]
        if width <= room:
            return text, width
        least, ends, _ = known or self._letters(text, role, width)
        ellipsis = self.width(ELLIPSIS, role)
        count = min(bisect_right(ends, room - ellipsis), len(text) - 1)
        if count < least or least >= len(text):
            return "", 0.0
        shown = text[:count].rstrip(" ,;:–-")
        return shown + ELLIPSIS, (ends[len(shown) - 1] if shown else 0.0) + ellipsis

    def elided_plainly(self, text: str, room: float, role: str) -> str:
        """The text, or as much of its beginning as fits with an ellipsis; for names, which hold no hedge."""
        if self.width(text, role) <= room:
            return text
        beginnings = range(1, len(text))  # halved: to measure each of a long text would take seconds
        count = bisect_right(beginnings, room, key=lambda letters: self.width(text[:letters] + ELLIPSIS, role))
        return text[:count].rstrip() + ELLIPSIS

    def _letters(self, text: str, role: str, width: float) -> "tuple[int, array[float], float]":
        """How many letters a title keeps at the least, where each ends, and how wide all are.

        The letters' own widths, brought to the width of the whole: to measure every beginning costs 4 us each.
        """
        if len(self._ends) >= CACHE_SIZE:
            self._ends.clear()
        letters = self._letter_widths.get(role)
        if letters is None:
            letters = self._letter_widths[role] = _LetterWidths(self.measure, role)
        least = max((match.end() for match in HEDGES.finditer(text)), default=1)
        ends = list(accumulate(map(letters.__getitem__, text)))
        ratio = width / ends[-1] if ends and ends[-1] else 1.0
        found = self._ends[text, role] = least, array("d", [end * ratio for end in ends]), width
        return found


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
