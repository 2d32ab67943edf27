"""What a legend has to explain: the signs, colours and forms that occur in a drawing."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dateline.domain.when import WhenFlag
from dateline.layout.inks import Ink
from dateline.layout.marks import Form, forms_of
from dateline.layout.plan import Plan


class LegendForm(StrEnum):
    """A form of drawing that needs explaining; the value is its explanation in English."""

    BRACKET = "at some time within"
    SOLID = "lasted: certain, and possible extent"
    APPROXIMATE = "about then"
    UNCERTAIN = "date is doubted"
    OPEN = "goes on, or before"
    UNKNOWN = "end not known"
    SEVERAL = "several dates"
    POSSIBLE = "possibly in the period"
    DISPUTE = "contradicts"


@dataclass(frozen=True, slots=True)
class Legend:
    """What occurs: certainties strongest first, inks in their order, forms in the order of their definition."""

    signs: tuple[int, ...]
    inks: tuple[Ink, ...]
    forms: tuple[LegendForm, ...]


def legend(plan: Plan, unit: float = 1.0) -> Legend:
    """Return the legend of a plan's events where a layout unit is `unit` seconds."""
    columns, rows = plan.chronology.columns, plan.answer.rows
    flags = int(np.bitwise_or.reduce(columns.flags[rows])) if len(rows) else 0
    dated = rows[columns.is_dated[rows]]
    forms = set(forms_of(columns, dated, unit).tolist())
    occurs = {
        LegendForm.BRACKET: Form.BRACKET in forms,
        LegendForm.SOLID: Form.BAR in forms,
        LegendForm.APPROXIMATE: bool(flags & WhenFlag.APPROXIMATE),
        LegendForm.UNCERTAIN: bool(flags & WhenFlag.UNCERTAIN),
        LegendForm.OPEN: bool(flags & (WhenFlag.START_OPEN | WhenFlag.END_OPEN)),
        LegendForm.UNKNOWN: bool(flags & (WhenFlag.START_UNKNOWN | WhenFlag.END_UNKNOWN)),
        LegendForm.SEVERAL: Form.PARTS in forms,
        LegendForm.POSSIBLE: bool(plan.answer.is_possible.any()),
        LegendForm.DISPUTE: any(plan.disputed_by(row) for row in rows[:DISPUTES_SOUGHT].tolist()),
    }
    used = np.unique(plan.ink_codes[rows]).tolist()
    signs = sorted(np.unique(columns.certainty[rows]).tolist(), reverse=True)
    return Legend(
        tuple(signs),
        tuple(plan.inks[code] for code in used if plan.inks[code].name),
        tuple(form for form in LegendForm if occurs[form]),
    )


DISPUTES_SOUGHT = 2000
"""So many events are looked at for a dispute; the rest are too many to show as curves anyway."""
