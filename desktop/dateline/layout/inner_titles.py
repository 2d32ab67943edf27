"""Titles inside long bars, in the part of a bar that is seen."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.layout.elider import Elider
from dateline.layout.label import LASTING, Label, Titles
from dateline.layout.marks import Form, Marks
from dateline.layout.metrics import PREFIX, TAG, TITLE_LEAST, Role

INSET = 20.0
"""From a bar's visible end to a title inside it."""
INNER_LEAST = 3 * TITLE_LEAST
"""Between its insets, a bar with a title inside is as long as this in view."""
INSIDE = 0.62
"""How much of a bar its own title may cover."""


def can_hold_title(marks: Marks) -> NDArray[np.bool_]:
    """Which marks have a body that may carry their title."""
    can: NDArray[np.bool_] = marks.form != Form.DOT
    return can


def inner_room(
    hull_left: NDArray[np.float64], hull_right: NDArray[np.float64], low: float, high: float
) -> NDArray[np.float64]:
    """How much room the part of each bar that is seen between `low` and `high` has for a title inside it."""
    room: NDArray[np.float64] = (np.minimum(hull_right, high) - INSET) - (np.maximum(hull_left, low) + INSET)
    return room


class Body(NamedTuple):
    """What of a bar does not change while it moves, for the title inside it."""

    mark: int
    left: float
    right: float
    y: float
    sign: int
    tag: str
    lead: float
    whole: str


def body_of(marks: Marks, mark: int, titles: Titles) -> Body:
    """Return the body of a mark."""
    sign = int(marks.sign[mark]) if marks.form[mark] in LASTING else -1
    tag = titles.tags[mark] if titles.tags else ""
    return Body(
        mark, float(marks.hull_left[mark]), float(marks.hull_right[mark]), float(marks.y[mark]), sign, tag,
        (PREFIX if sign >= 0 else 0.0) + (TAG if tag else 0.0), titles.of(int(marks.row[mark])),
    )  # fmt: skip


def inner_label(body: Body, low: float, high: float, elider: Elider, is_strong: bool = False) -> Label | None:
    """A title inside the part of a long bar that is seen between `low` and `high`; None where it has no room."""
    mark, left, right, y, sign, tag, lead, whole = body
    left, right = max(left, low) + INSET, min(right, high) - INSET
    if right - left < INNER_LEAST:
        return None
    role = Role.TITLE_STRONG if is_strong else Role.TITLE
    text, width = elider.cut(whole, (right - left) * INSIDE - lead, role)
    if not text:
        return None
    return Label(mark, left + lead, y, width, text, role, sign, tag, True, False, whole if text != whole else "")
