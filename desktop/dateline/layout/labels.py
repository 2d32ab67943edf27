"""Which titles show, where and how far: beside their marks, never over one another, a hedge never cut off."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.layout.marks import Form, Marks
from dateline.layout.metrics import PREFIX, TAG, TITLE_CLEARANCE, TITLE_GAP, TITLE_LEAST, Measure, Role

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


@dataclass(frozen=True, slots=True)
class Label:
    """A title as shown: `text` begins at `x` and is `width` wide, on the row whose middle is `y`.

    `mark` is its index in the scene's marks. `sign` is the certainty to draw before it (-1: none, the mark shows it),
    at `x - PREFIX`, after the `tag` where there is one. `is_inside`: it stands on its own bar, on a patch of ground.
    """

    mark: int
    x: float
    y: float
    width: float
    text: str
    role: Role = Role.TITLE
    sign: int = -1
    tag: str = ""
    is_inside: bool = False

    @property
    def left(self) -> float:
        """Where it begins, sign and tag included."""
        return self.x - (PREFIX if self.sign >= 0 else 0.0) - (TAG if self.tag else 0.0)

    @property
    def right(self) -> float:
        return self.x + self.width


class Elider:
    """Titles cut to a width, measured once each; the cache is bounded."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._widths: dict[tuple[str, str], float] = {}
        self._cut: dict[tuple[str, str, int], str] = {}

    def width(self, text: str, role: str = Role.TITLE) -> float:
        """The width of a text in layout units."""
        found = self._widths.get((text, role))
        if found is None:
            if len(self._widths) >= CACHE_SIZE * 4:
                self._widths.clear()
            found = self._widths[text, role] = self._measure(text, role)
        return found

    def elided(self, text: str, room: float, role: str = Role.TITLE) -> str:
        """The text, or as much of its beginning as fits with an ellipsis; empty where a hedge would be lost."""
        if self.width(text, role) <= room:
            return text
        key = (text, role, int(room))
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) >= CACHE_SIZE:
                self._cut.clear()
            found = self._cut[key] = self._shortened(text, float(int(room)), role)
        return found

    def elided_plainly(self, text: str, room: float, role: str) -> str:
        """The text, or as much of its beginning as fits with an ellipsis; for names, which hold no hedge."""
        if self.width(text, role) <= room:
            return text
        fitting = (n for n in range(len(text) - 1, 0, -1) if self.width(text[:n] + ELLIPSIS, role) <= room)
        return text[: next(fitting, 0)].rstrip() + ELLIPSIS

    def _shortened(self, text: str, room: float, role: str) -> str:
        least = max((match.end() for match in HEDGES.finditer(text)), default=1)
        if least >= len(text):
            return ""
        low, high = least, len(text) - 1
        if self._measure(text[:least].rstrip() + ELLIPSIS, role) > room:
            return ""
        while low < high:
            middle = (low + high + 1) // 2
            if self._measure(text[:middle].rstrip() + ELLIPSIS, role) <= room:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip(" ,;:–-") + ELLIPSIS


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What decides who gets a title first: parallel to the marks."""

    is_selected: NDArray[np.bool_]
    is_hit: NDArray[np.bool_]
    sources: NDArray[np.int64]


class _Shelf:
    """The gaps between the marks of each row: gap i lies between mark order[i] and the next of its row."""

    def __init__(self, marks: Marks, width: float) -> None:
        self.order = np.lexsort((marks.left, marks.y))
        left, right, y = marks.left[self.order], marks.right[self.order], marks.y[self.order]
        goes_on = np.append(y[1:] == y[:-1], False)
        self.right_end = np.where(goes_on, np.append(left[1:], 0.0) - TITLE_CLEARANCE, width - 4.0)
        self.right_end = np.minimum(self.right_end, width - 4.0)
        self.left_end = np.maximum(np.where(np.append(False, goes_on[:-1]), np.append(0.0, right[:-1]) + 6.0, 4.0), 4.0)
        self.begin = right + TITLE_GAP
        self.end = left - TITLE_GAP
        self.taken = np.zeros(len(self.order) + 1, np.bool_)


def labels(
    marks: Marks,
    wanted: Wanted,
    width: float,
    title_of: Callable[[int], str],
    elider: Elider,
    tag_of: Callable[[int], str],
) -> tuple[Label, ...]:
    """Place the titles of marks in a view `width` wide, the most wanted first; at most one per mark."""
    shelf = _Shelf(marks, width)
    order = shelf.order
    roomy = (shelf.right_end - shelf.begin >= TITLE_LEAST) | (marks.form[order] != Form.DOT)
    roomy |= shelf.end - shelf.left_end >= TITLE_LEAST
    extent = marks.hull_right - marks.hull_left
    rank = np.lexsort((-extent[order], -wanted.sources[order], ~wanted.is_hit[order], ~wanted.is_selected[order]))
    writer = _Writer(marks, wanted, width, title_of, elider, tag_of, shelf)
    late: list[int] = []
    for place in rank[roomy[rank]].tolist():
        if not writer.place(place):
            late.append(place)
    for place in late:
        writer.place_left(place)
    return tuple(writer.made)


class _Writer:
    """Places one title after the other and keeps account of the gaps."""

    def __init__(
        self,
        marks: Marks,
        wanted: Wanted,
        width: float,
        title_of: Callable[[int], str],
        elider: Elider,
        tag_of: Callable[[int], str],
        shelf: _Shelf,
    ) -> None:
        self.marks, self.wanted, self.width, self.shelf = marks, wanted, width, shelf
        self.title_of, self.elider, self.tag_of = title_of, elider, tag_of
        self.made: list[Label] = []

    def place(self, place: int) -> bool:
        """Put a title right of its mark, or into its long bar; say whether there was room."""
        mark = int(self.shelf.order[place])
        begin, end = float(self.shelf.begin[place]), float(self.shelf.right_end[place])
        is_selected = bool(self.wanted.is_selected[mark])
        if is_selected and self._is_better_left(place, mark) and self.place_left(place):
            return True
        if not self.shelf.taken[place + 1] and end - begin >= TITLE_LEAST and self._write(mark, begin, end):
            self.shelf.taken[place + 1] = True
            return True
        if self.marks.form[mark] in (Form.BRACKET, Form.BAR):
            left = max(float(self.marks.hull_left[mark]), 0.0) + 8.0
            right = min(float(self.marks.hull_right[mark]), self.width) - 8.0
            return right - left >= 2 * TITLE_LEAST and self._write(mark, left, right, is_inside=True)
        return False

    def place_left(self, place: int) -> bool:
        """Put a whole title left of its mark where nothing else stands."""
        mark = int(self.shelf.order[place])
        begin, end = float(self.shelf.left_end[place]), float(self.shelf.end[place])
        is_first = place == 0 or self.marks.y[self.shelf.order[place - 1]] != self.marks.y[mark]
        if not is_first and self.shelf.taken[place]:
            return False
        role = self._role(mark)
        needed = self.elider.width(self.title_of(int(self.marks.row[mark])), role) + self._lead(mark)
        if needed > end - begin:
            return False
        if not is_first:
            self.shelf.taken[place] = True
        return self._write(mark, end - needed, end)

    def _is_better_left(self, place: int, mark: int) -> bool:
        shelf = self.shelf
        needed = self.elider.width(self.title_of(int(self.marks.row[mark])), self._role(mark)) + self._lead(mark)
        return bool(needed > shelf.right_end[place] - shelf.begin[place])

    def _role(self, mark: int) -> Role:
        return Role.TITLE_STRONG if self.wanted.is_selected[mark] else Role.TITLE

    def _lead(self, mark: int) -> float:
        is_signed = self.marks.form[mark] in (Form.BRACKET, Form.BAR)
        return (PREFIX if is_signed else 0.0) + (TAG if self.tag_of(mark) else 0.0)

    def _write(self, mark: int, begin: float, end: float, is_inside: bool = False) -> bool:
        role, lead, tag = self._role(mark), self._lead(mark), self.tag_of(mark)
        text = self.elider.elided(self.title_of(int(self.marks.row[mark])), end - begin - lead, role)
        if not text:
            return False
        is_signed = self.marks.form[mark] in (Form.BRACKET, Form.BAR)
        sign = int(self.marks.sign[mark]) if is_signed else -1
        width = self.elider.width(text, role)
        y = float(self.marks.y[mark])
        self.made.append(Label(mark, begin + lead, y, width, text, role, sign, tag, is_inside))
        return True
