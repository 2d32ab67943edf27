"""Which titles show, where and how far: beside their marks, never over one another, a hedge never cut off."""

from collections.abc import Iterable, Mapping
from itertools import compress, repeat

import numpy as np
from numpy.typing import NDArray

from dateline.layout.inner_titles import INNER_LEAST, body_of, can_hold_title, inner_label, inner_room
from dateline.layout.label import LASTING, Label, Titles
from dateline.layout.marks import Form, Marks
from dateline.layout.metrics import (
    PREFIX,
    TAG,
    TITLE_CLEARANCE,
    TITLE_GAP,
    TITLE_LEAST,
    TITLE_MOST,
    TITLE_REACH,
    Role,
)

EDGE = 4.0
MUCH = 0.55
"""A title cut to less of its width is better off on the other side of its mark."""


class _Beside:
    """The room beside the marks of each row, in the order of rows and then of time; parallel arrays.

    A title may stand right of its mark up to the next one, or left of it up to what stands right of the former. So
    what shows depends on nothing but a mark and its two neighbours, and does not change while one pans.
    """

    def __init__(
        self,
        marks: Marks,
        edges: tuple[float, float],
        told: tuple[float, float],
        barriers: Mapping[int, NDArray[np.float64]],
    ) -> None:
        self.order = np.lexsort((marks.left, marks.y))
        left, right, y = marks.left[self.order], marks.right[self.order], marks.y[self.order]
        self.goes_on = np.append(y[1:] == y[:-1], False)
        self.is_first = np.append(True, ~self.goes_on[:-1])[: len(y)]
        low, high = edges
        following = np.where(self.goes_on, np.append(left[1:], 0.0) - TITLE_CLEARANCE, high)
        former = np.where(self.is_first, low, np.append(0.0, right[:-1])[: len(y)] + TITLE_GAP)
        for lane, barrier in barriers.items():
            own = marks.lane[self.order] == lane
            after = np.append(barrier[:, 0], np.inf)[np.searchsorted(barrier[:, 0], right[own])]
            following[own] = np.minimum(following[own], after - TITLE_GAP)
            before = np.append(-np.inf, barrier[:, 1])[np.searchsorted(barrier[:, 1], left[own])]
            former[own] = np.maximum(former[own], before + TITLE_GAP)
        self.begin, self.end = right + TITLE_GAP, left - TITLE_GAP
        self.right_end, self.left_end = np.minimum(following, high), np.maximum(former, low)
        self.is_in_view = (right > low) & (left < high)
        self.is_told = (right > told[0]) & (left < told[1])


def labels(
    marks: Marks,
    width: float,
    titles: Titles,
    barriers: Mapping[int, NDArray[np.float64]] | None = None,
    *,
    is_endless: bool = False,
) -> tuple[tuple[Label, ...], dict[int, Label]]:
    """Place the titles of marks, at most one per mark: in a view `width` wide, or as if it had no edges (`is_endless`).

    As if it had none, marks near its edges get no titles: those would depend on marks beyond them.

    Also returns, by mark, what may stand right of it where the title left of it has no room at a view's edge.
    `barriers` are, per lane, (left, right) x where no title may go.
    """
    if not len(marks):
        return (), {}
    edges = (-np.inf, np.inf) if is_endless else (EDGE, width - EDGE)
    told = (TITLE_REACH, width - TITLE_REACH) if is_endless else edges
    return _Writer(marks, titles, _Beside(marks, edges, told, barriers or {}), edges).all()


class _Writer:
    """Decides for all marks at once who stands right, left or inside, and writes the titles."""

    def __init__(self, marks: Marks, titles: Titles, beside: _Beside, edges: tuple[float, float]) -> None:
        self.marks, self.titles, self.beside, self.edges = marks, titles, beside, edges
        order = beside.order
        self.is_lasting = ((marks.form == Form.BRACKET) | (marks.form == Form.BAR))[order]
        self.lead = np.where(self.is_lasting, PREFIX, 0.0)
        if titles.tags:
            self.lead += np.array([TAG if tag else 0.0 for tag in titles.tags])[order]
        self.width = marks.title_width[order]
        self.needed = self.width + self.lead

    def all(self) -> tuple[tuple[Label, ...], dict[int, Label]]:
        beside = self.beside
        room = beside.right_end - beside.begin
        most = np.minimum(room, TITLE_MOST) + 0.01
        is_right = (room >= TITLE_LEAST) & beside.is_in_view
        is_whole = is_right & (self.needed <= most)
        ends = np.where(is_whole, beside.begin + self.needed, -np.inf)
        shown = np.where(is_whole, self.needed, 0.0)
        cut = (is_right & ~is_whole).nonzero()[0]
        texts = self._cut(cut, (most - self.lead)[cut])
        widths = np.array([width for _, _, width in texts])
        has_text = widths > 0.0
        cut, texts, widths = cut[has_text], [each for each in texts if each[1]], widths[has_text]
        shown[cut] = widths + self.lead[cut]
        ends[cut] = beside.begin[cut] + shown[cut]
        told = beside.is_told[cut]
        cut, texts = cut[told], list(compress(texts, told.tolist()))
        is_inside = self._inside(shown > 0.0)
        is_left = self._left(ends, shown, is_inside)
        made = self._whole((is_whole & ~is_left & beside.is_told).nonzero()[0], beside.begin)
        spare = {}
        for label, is_spare in zip(self._shortened(cut, texts), is_left[cut].tolist(), strict=True):
            if is_spare:
                spare[label.mark] = label
            else:
                made.append(label)
        made += self._whole((is_left & beside.is_told).nonzero()[0], beside.end - self.needed, is_before=True)
        return (*made, *self._inside_labels(is_inside.nonzero()[0])), spare

    def _inside(self, has_title: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which long bars without room beside them carry their title."""
        low, high = max(self.edges[0] - EDGE, -1e9), min(self.edges[1] + EDGE, 1e9)
        extent = inner_room(self.marks.hull_left, self.marks.hull_right, low, high)[self.beside.order]
        inside: NDArray[np.bool_] = (
            ~has_title & can_hold_title(self.marks)[self.beside.order] & self.beside.is_in_view
            & (extent >= INNER_LEAST)
        )  # fmt: skip
        return inside

    def _left(
        self, ends: NDArray[np.float64], shown: NDArray[np.float64], is_inside: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Which titles are much cut, or found no room, and stand left of their mark whole."""
        beside = self.beside
        former = np.where(beside.is_first, -np.inf, np.append(-np.inf, ends[:-1])[: len(ends)] + TITLE_CLEARANCE)
        room = beside.end - np.maximum(beside.left_end, former)
        is_left: NDArray[np.bool_] = (
            (shown - self.lead < MUCH * self.needed) & ~is_inside & beside.is_in_view
            & (self.needed <= np.minimum(room, TITLE_MOST))
        )  # fmt: skip
        return is_left

    def _inside_labels(self, places: NDArray[np.int64]) -> list[Label]:
        if not np.isfinite(self.edges[0]):
            return []  # where they stand depends on what of the bar is seen: see `inner_label`
        low, high = self.edges[0] - EDGE, self.edges[1] + EDGE
        found = (
            inner_label(body_of(self.marks, mark, self.titles), low, high, self.titles.elider)
            for mark in self.beside.order[places].tolist()
        )
        return [label for label in found if label is not None]

    def _cut(self, places: NDArray[np.int64], rooms: NDArray[np.float64]) -> list[tuple[str, str, float]]:
        """The titles, what is shown of each in its room, and how wide that is."""
        rows, of, cut = self.marks.row[self.beside.order[places]].tolist(), self.titles.of, self.titles.elider.cut
        wholes = map(of, rows)
        return [(whole, *cut(whole, room)) for whole, room in zip(wholes, rooms.tolist(), strict=True)]

    def _whole(self, places: NDArray[np.int64], begins: NDArray[np.float64], is_before: bool = False) -> list[Label]:
        texts = map(self.titles.of, self.marks.row[self.beside.order[places]].tolist())
        return self._labels(places, begins[places], texts, self.width[places].tolist(), repeat(""), is_before)

    def _shortened(self, places: NDArray[np.int64], texts: list[tuple[str, str, float]]) -> list[Label]:
        wholes, shown, widths = zip(*texts, strict=True) if texts else ((), (), ())
        return self._labels(places, self.beside.begin[places], shown, widths, wholes, False)

    def _labels(
        self, places: NDArray[np.int64], begins: NDArray[np.float64], texts: Iterable[str], widths: Iterable[float],
        wholes: Iterable[str], is_before: bool,
    ) -> list[Label]:  # fmt: skip
        """Make the labels of many marks at once: one by one they take three times as long."""
        marks = self.beside.order[places]
        signs = np.where(self.is_lasting[places], self.marks.sign[marks].astype(np.int64), -1)
        x = begins + self.lead[places]
        if is_before:
            x -= np.where(signs >= 0, PREFIX, 0.0)
        tags: Iterable[str] = [self.titles.tags[mark] for mark in marks.tolist()] if self.titles.tags else repeat("")
        return list(map(
            Label, marks.tolist(), x.tolist(), self.marks.y[marks].tolist(), widths, texts, repeat(Role.TITLE),
            signs.tolist(), tags, repeat(False), repeat(is_before), wholes,
        ))  # fmt: skip


def over_neighbours(
    marks: Marks, mark: int, former: Label | None, low: float, high: float, titles: Titles
) -> Label | None:
    """The whole strong title of a mark, right or left of it whatever stands there, kept between `low` and `high`.

    `former` is its title among the others: what stood left stays left where it fits. None where neither side has room
    for all that a title may not lose.
    """
    if (former is None or former.is_inside) and marks.form[mark] != Form.DOT:
        inner = inner_label(body_of(marks, mark, titles), low, high, titles.elider, is_strong=True)
        if inner is not None:
            return inner
    low, high = low + EDGE, high - EDGE
    whole = titles.of(int(marks.row[mark]))
    sign = int(marks.sign[mark]) if marks.form[mark] in LASTING else -1
    tag = titles.tags[mark] if titles.tags else ""
    lead = (PREFIX if sign >= 0 else 0.0) + (TAG if tag else 0.0)
    begin, end = max(float(marks.right[mark]) + TITLE_GAP, low), min(float(marks.left[mark]) - TITLE_GAP, high)
    room = max(high - begin, end - low) - lead  # too long for either side: cut, but never over its own mark
    text, width = titles.elider.cut(whole, room, Role.TITLE_STRONG)
    if not text:
        return None
    has_left, has_right = end - low >= width + lead, high - begin >= width + lead
    is_before = has_left and (not has_right or (former is not None and former.is_before))
    begin = end - width - lead if is_before else begin
    x = begin + lead - (PREFIX if is_before and sign >= 0 else 0.0)
    return Label(
        mark, x, float(marks.y[mark]), width, text, Role.TITLE_STRONG, sign, tag, False, is_before,
        whole if text != whole else "",
    )  # fmt: skip


def cut_at(label: Label, high: float, titles: Titles, marks: Marks) -> Label | None:
    """A title as it shows where the view ends at `high`; None where too little of it would be left."""
    mark, x, y, _, text, role, sign, tag, is_inside, is_before, whole = label
    right = label.right
    if right <= high:
        return label
    if is_before:
        return label if right < high + TITLE_LEAST and marks.left[mark] < high else None
    whole = whole or text
    text, width = titles.elider.cut(whole, high - x, role) if high - label.left >= TITLE_LEAST else ("", 0.0)
    if not text:
        return None
    return Label(mark, x, y, width, text, role, sign, tag, is_inside, is_before, whole)
