"""Which titles show, where and how far: beside their marks, never over one another, a hedge never cut off."""

import re
from collections.abc import Callable, Mapping, Sequence
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
EDGE = 4.0
INSET = 20.0
"""From a bar's visible end to a title inside it."""
INSIDE = 0.62
"""How much of a bar its own title may cover."""
MUCH = 0.55
"""A title cut to less of its width is better off on the other side of its mark."""


@dataclass(frozen=True, slots=True)
class Label:
    """A title as shown: `text` begins at `x` and is `width` wide, on the row whose middle is `y`.

    `mark` is its index in the scene's marks. `sign` is the certainty to draw between mark and title (-1: none, the mark
    shows it), PREFIX wide, and `tag` what to put before it, TAG wide. `is_inside`: it stands on its own bar, on a patch
    of ground; `is_before`: left of its mark, so that the sign follows the title.
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
    is_before: bool = False

    @property
    def left(self) -> float:
        """Where it begins, sign and tag included."""
        return self.x - (PREFIX if self.sign >= 0 and not self.is_before else 0.0) - (TAG if self.tag else 0.0)

    @property
    def right(self) -> float:
        """Where it ends, sign included."""
        return self.x + self.width + (PREFIX if self.sign >= 0 and self.is_before else 0.0)


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


@dataclass(frozen=True, slots=True, eq=False)
class Titles:
    """Where titles come from: of a chronology's row, cut by an elider, with a tag per mark (or none at all)."""

    of: Callable[[int], str]
    elider: Elider
    tags: Sequence[str] = ()


class _Shelf:
    """The gaps between the marks of each row: gap i lies left of mark order[i], gap i + 1 right of it."""

    def __init__(self, marks: Marks, width: float, barriers: Mapping[int, NDArray[np.float64]]) -> None:
        self.order = np.lexsort((marks.left, marks.y))
        left, right, y = marks.left[self.order], marks.right[self.order], marks.y[self.order]
        goes_on = np.append(y[1:] == y[:-1], False)
        self.is_first = np.append(True, ~goes_on[:-1])
        following = np.where(goes_on, np.append(left[1:], 0.0) - TITLE_CLEARANCE, width - EDGE)
        former = np.where(self.is_first, EDGE, np.append(0.0, right[:-1]) + TITLE_GAP)
        for lane, barrier in barriers.items():
            own = marks.lane[self.order] == lane
            after = np.append(barrier[:, 0], np.inf)[np.searchsorted(barrier[:, 0], right[own])]
            following[own] = np.minimum(following[own], after - TITLE_GAP)
            before = np.append(-np.inf, barrier[:, 1])[np.searchsorted(barrier[:, 1], left[own])]
            former[own] = np.maximum(former[own], before + TITLE_GAP)
        self.right_end = np.minimum(following, width - EDGE)
        self.left_end = np.maximum(former, EDGE)
        self.begin, self.end = right + TITLE_GAP, left - TITLE_GAP
        self.is_in_view = (right > EDGE) & (left < width - EDGE)
        self.goes_on = goes_on

    def close_right(self, place: int, end: float) -> None:
        """The title right of a mark ends here: what may stand left of the next one begins later."""
        if self.goes_on[place]:
            self.left_end[place + 1] = end + TITLE_CLEARANCE

    def close_left(self, place: int, begin: float) -> None:
        """The title left of a mark begins here: what may stand right of the former one ends earlier."""
        if not self.is_first[place]:
            self.right_end[place - 1] = begin - TITLE_CLEARANCE

    def open_right(self, place: int) -> None:
        """The title right of a mark is gone."""
        if self.goes_on[place]:
            self.left_end[place + 1] = max(float(self.begin[place]), EDGE)


def labels(
    marks: Marks,
    wanted: Wanted,
    width: float,
    titles: Titles,
    barriers: Mapping[int, NDArray[np.float64]] | None = None,
) -> tuple[Label, ...]:
    """Place the titles of marks in a view `width` wide, the most wanted first; at most one per mark.

    `barriers` are, per lane, (left, right) x where no title may go.
    """
    shelf = _Shelf(marks, width, barriers or {})
    order = shelf.order
    has_room = (shelf.right_end - shelf.begin >= TITLE_LEAST) | (marks.form[order] != Form.DOT)
    has_room |= shelf.end - shelf.left_end >= TITLE_LEAST
    extent = marks.hull_right - marks.hull_left
    rank = np.lexsort((-extent[order], -wanted.sources[order], ~wanted.is_hit[order], ~wanted.is_selected[order]))
    writer = _Writer(marks, wanted, width, titles, shelf)
    ranked = rank[(has_room & shelf.is_in_view)[rank]].tolist()
    for place in ranked:
        writer.place(place)
    for place in ranked:
        writer.improve(place)
    return tuple(writer.made.values())


class _Writer:
    """Places one title after the other and keeps account of the gaps."""

    def __init__(self, marks: Marks, wanted: Wanted, width: float, titles: Titles, shelf: _Shelf) -> None:
        self.marks, self.wanted, self.width, self.titles, self.shelf = marks, wanted, width, titles, shelf
        self.made: dict[int, Label] = {}
        is_lasting = (marks.form == Form.BRACKET) | (marks.form == Form.BAR)
        self._lasting: list[bool] = is_lasting.tolist()
        self._rows: list[int] = marks.row.tolist()
        self._order: list[int] = shelf.order.tolist()
        self._selected: list[bool] = wanted.is_selected.tolist()

    def place(self, place: int) -> None:
        """Put a title right of its mark, a selected one where there is more room, or into a long bar."""
        mark = self._order[place]
        begin, end = float(self.shelf.begin[place]), float(self.shelf.right_end[place])
        if self._selected[mark] and self._needed(mark) > end - begin and self._place_left(place):
            return
        if end - begin >= TITLE_LEAST and self._write(mark, begin, end):
            self.shelf.close_right(place, self.made[mark].right)
        elif self._lasting[mark]:
            left = max(float(self.marks.hull_left[mark]), 0.0) + INSET
            right = min(float(self.marks.hull_right[mark]), self.width) - INSET
            if right - left >= 3 * TITLE_LEAST:
                self._write(mark, left, left + (right - left) * INSIDE, is_inside=True)

    def improve(self, place: int) -> None:
        """Move a title that is much cut, or found no room, to the left of its mark if it fits there whole."""
        mark = self._order[place]
        made = self.made.get(mark)
        if made is not None and (made.is_inside or made.width >= MUCH * self._needed(mark)):
            return
        if self._place_left(place) and made is not None:
            self.shelf.open_right(place)

    def _place_left(self, place: int) -> bool:
        mark = self._order[place]
        begin, end = float(self.shelf.left_end[place]), float(self.shelf.end[place])
        needed = self._needed(mark)
        if needed > end - begin:
            return False
        self.shelf.close_left(place, end - needed)
        return self._write(mark, end - needed, end, is_before=True)

    def _title(self, mark: int) -> str:
        return self.titles.of(self._rows[mark])

    def _tag(self, mark: int) -> str:
        return self.titles.tags[mark] if self.titles.tags else ""

    def _needed(self, mark: int) -> float:
        """The width of the whole title with what stands before it."""
        return self.titles.elider.width(self._title(mark), self._role(mark)) + self._lead(mark)

    def _role(self, mark: int) -> Role:
        return Role.TITLE_STRONG if self._selected[mark] else Role.TITLE

    def _lead(self, mark: int) -> float:
        return (PREFIX if self._lasting[mark] else 0.0) + (TAG if self._tag(mark) else 0.0)

    def _write(self, mark: int, begin: float, end: float, *, is_inside: bool = False, is_before: bool = False) -> bool:
        role, lead = self._role(mark), self._lead(mark)
        text = self.titles.elider.elided(self._title(mark), end - begin - lead + 0.01, role)
        if not text:
            return False
        sign = int(self.marks.sign[mark]) if self._lasting[mark] else -1
        width = self.titles.elider.width(text, role)
        y = float(self.marks.y[mark])
        x = begin + lead - (PREFIX if is_before and sign >= 0 else 0.0)
        self.made[mark] = Label(mark, x, y, width, text, role, sign, self._tag(mark), is_inside, is_before)
        return True
