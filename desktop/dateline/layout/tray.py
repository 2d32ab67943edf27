"""The tray: the undated events in one line at the lower edge."""

from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np

from dateline.layout.label import Label
from dateline.layout.metrics import PREFIX, TAG, Role
from dateline.layout.plan import Plan
from dateline.layout.scene import Tray

TRAY_HEIGHT = 34.0
TRAY_TITLE = 220.0
TRAY_LEAST = 60.0
TRIED = 200
"""Mostly only the first few have room."""
TRAY_GAP = 28.0
"""Around what says how many more there are."""
NO_TRAY = Tray(0.0, 0.0, "", "", (), (), (), "", np.empty(0, np.int64))

_TRAYS: WeakKeyDictionary[Plan, tuple[tuple[float, float], Tray]] = WeakKeyDictionary()


def tray_of(plan: Plan, width: float, height: float) -> Tray:
    """The undated events in one line at the lower edge; kept, as each step asks for it several times."""
    found = _TRAYS.get(plan)
    if found is None or found[0] != (width, height):
        found = _TRAYS[plan] = (width, height), _tray_of(plan, width, height)
    return found[1]


def _tray_of(plan: Plan, width: float, height: float) -> Tray:
    words, count = plan.options.words, len(plan.undated)
    if not count:
        return replace(NO_TRAY, top=height)
    made: list[Label] = []
    rows: list[int] = []
    x, y = 8.0, height - TRAY_HEIGHT / 2
    for_more = plan.elider.width(words.more.format(n=f"{count:,}"), Role.SMALL) + TRAY_GAP
    for row in map(int, plan.undated[:TRIED]):
        rest = width - x - (for_more if len(made) + 1 < count else 8.0)
        room = min(TRAY_TITLE, rest - PREFIX)
        if room <= TRAY_LEAST:
            break
        text = plan.elider.elided(plan.chronology.title_of(row), room)
        if not text:  # a hedge would be lost: there may be room for others
            continue
        sign = int(plan.chronology.columns.certainty[row])
        label = Label(len(made), x + PREFIX, y, plan.elider.width(text), text, sign=sign)
        made.append(label)
        rows.append(row)
        x = label.right + TAG
    hidden = count - len(made)
    more = words.more.format(n=f"{hidden:,}") if hidden else ""
    inks = tuple(int(plan.ink_codes[row]) for row in rows)
    return Tray(
        height - TRAY_HEIGHT, TRAY_HEIGHT, words.undated, words.counted(count),
        tuple(made), tuple(rows), inks, more, plan.undated,
    )  # fmt: skip
