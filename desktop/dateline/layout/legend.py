"""What a legend has to explain: the signs, colours and forms that occur in a drawing, set out in lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from dateline.domain.claim import Certainty
from dateline.domain.value import dataclass
from dateline.domain.when import FUTURE, PAST, WhenFlag
from dateline.layout.inks import Ink
from dateline.layout.marks import Form, forms_of
from dateline.layout.metrics import MARK, Lens, Measure, Role
from dateline.layout.plan import Plan
from dateline.layout.shapes import HATCH_SEEN, shapes

LINE = 20.0
SAMPLE = 26.0
"""The width of a form's sample, unless it is a mere sign."""
SWATCH = 10.0
GAP = 18.0
"""Between two entries."""
FEW_INKS = 12
"""More colours than these fill the lines alone, so they come last."""


class LegendForm(StrEnum):
    """A form of drawing that needs explaining, the rarest last; the value is the name of its sample."""

    EXACT = "exact"
    BRACKET = "bracket"
    LASTED = "lasted"
    PARTLY = "partly"
    POSSIBLE = "possible"
    DISPUTE = "dispute"
    DOUBTED = "doubted"
    ABOUT = "about"
    GOES_ON = "goes-on"
    ONE_BOUND = "one-bound"
    END_UNKNOWN = "end-unknown"
    SEVERAL = "several"
    ONE_OF = "one-of"

    @property
    def width(self) -> float:
        """The width of its sample in a legend."""
        return {LegendForm.EXACT: MARK, LegendForm.POSSIBLE: MARK, LegendForm.DOUBTED: 2 * MARK}.get(self, SAMPLE)


ENGLISH_FORMS = {
    LegendForm.EXACT: "exact date",
    LegendForm.BRACKET: "some time within",
    LegendForm.LASTED: "lasted",
    LegendForm.PARTLY: "surely solid, perhaps hatched",
    LegendForm.POSSIBLE: "possibly in the period",
    LegendForm.DISPUTE: "dispute",
    LegendForm.DOUBTED: "date doubted",
    LegendForm.ABOUT: "about then",
    LegendForm.GOES_ON: "goes on, or began before",
    LegendForm.ONE_BOUND: "some time before, or after",
    LegendForm.END_UNKNOWN: "how far is not known",
    LegendForm.SEVERAL: "on each date",
    LegendForm.ONE_OF: "on one of the dates",
}


@dataclass(frozen=True, slots=True)
class LegendWords:
    """What a legend says of signs and forms; `{n}` in `more` stands for a count. Widgets hand in translations."""

    signs: Mapping[Certainty, str] = field(
        default_factory=lambda: MappingProxyType({certainty: certainty.word for certainty in Certainty})
    )
    forms: Mapping[LegendForm, str] = field(default_factory=lambda: MappingProxyType(ENGLISH_FORMS))
    more: str = "+{n} more"


@dataclass(frozen=True, slots=True)
class Legend:
    """What occurs: certainties strongest first, inks in their order, forms in the order of their definition."""

    signs: tuple[int, ...]
    inks: tuple[Ink, ...]
    forms: tuple[LegendForm, ...]


def legend(plan: Plan, unit: float = 1.0) -> Legend:
    """Return the legend of a plan's events where a layout unit is `unit` seconds."""
    columns, rows = plan.chronology.columns, plan.answer.rows
    used = np.flatnonzero(np.bincount(plan.ink_codes[rows], minlength=1)).tolist() if len(rows) else []
    signs = np.flatnonzero(np.bincount(columns.certainty[rows], minlength=1)).tolist() if len(rows) else []
    return Legend(
        tuple(reversed(signs)),
        tuple(plan.inks[code] for code in used if plan.inks[code].name),
        _forms(plan, unit),
    )


def _forms(plan: Plan, unit: float) -> tuple[LegendForm, ...]:
    columns, answer = plan.chronology.columns, plan.answer
    dated = answer.rows[: answer.surely + answer.possibly]
    examples = shapes(plan.chronology).among(dated)
    drawn = forms_of(columns, examples, unit)
    is_dot = drawn == Form.DOT
    found = _extents(plan, examples[~is_dot], drawn[~is_dot], unit)
    if found and is_dot.any():  # dots alone need no explaining
        found.add(LegendForm.EXACT)
    if (columns.flags[examples] & np.uint16(WhenFlag.UNCERTAIN)).any():
        found.add(LegendForm.DOUBTED)
    if answer.possibly:
        found.add(LegendForm.POSSIBLE)
    if _has_dispute(plan, dated):
        found.add(LegendForm.DISPUTE)
    return tuple(form for form in LegendForm if form in found)


def _extents(plan: Plan, rows: NDArray[np.int64], drawn: NDArray[np.uint8], unit: float) -> set[LegendForm]:
    """The forms among events that are no dots."""
    columns = plan.chronology.columns
    flags, start, end = columns.flags[rows], columns.start_earliest[rows], columns.end_latest[rows]

    def has(flag: WhenFlag) -> NDArray[np.bool_]:
        mask: NDArray[np.bool_] = (flags & np.uint16(flag)) != 0
        return mask

    is_bar, is_bracket, is_several = drawn == Form.BAR, drawn == Form.BRACKET, drawn == Form.PARTS
    is_open, is_unknown = _open_or_unknown(flags)
    is_hatched = is_bar & ~is_unknown & _is_hatched(plan, rows, flags, unit)
    is_about = ~is_several & has(WhenFlag.APPROXIMATE)
    is_unbound = is_bracket & ((start <= PAST) | (end >= FUTURE))
    masks = {
        LegendForm.BRACKET: is_bracket & ~is_about & ~is_unbound,
        LegendForm.LASTED: is_bar & ~is_hatched & ~is_open & ~is_unknown,
        LegendForm.PARTLY: is_hatched,
        LegendForm.GOES_ON: is_bar & is_open,
        LegendForm.ONE_BOUND: is_unbound,
        LegendForm.END_UNKNOWN: is_unknown,
        LegendForm.ABOUT: is_about,
        LegendForm.SEVERAL: is_several & has(WhenFlag.EACH),
        LegendForm.ONE_OF: is_several & ~has(WhenFlag.EACH),
    }
    return {form for form, mask in masks.items() if mask.any()}


def _open_or_unknown(flags: NDArray[np.uint16]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    opened = np.uint16(WhenFlag.START_OPEN | WhenFlag.END_OPEN)
    unknown = np.uint16(WhenFlag.START_UNKNOWN | WhenFlag.END_UNKNOWN)
    return (flags & opened) != 0, (flags & unknown) != 0


def _is_hatched(plan: Plan, rows: NDArray[np.int64], flags: NDArray[np.uint16], unit: float) -> NDArray[np.bool_]:
    """Which bars show a stretch that they cover only perhaps."""
    columns = plan.chronology.columns
    sure_from, sure_to = columns.start_latest[rows], columns.end_earliest[rows]
    before = sure_from - columns.start_earliest[rows] > HATCH_SEEN * unit
    after = columns.end_latest[rows] - sure_to > HATCH_SEEN * unit
    is_doubted = (flags & np.uint16(WhenFlag.UNCERTAIN)) != 0
    hatched: NDArray[np.bool_] = before | after | (sure_from >= sure_to) | is_doubted
    return hatched


def _has_dispute(plan: Plan, dated: NDArray[np.int64]) -> bool:
    """Whether a dispute can show: both events are among the rows."""
    disputed = [other for row in plan.disputes.among(dated) for other in plan.disputed_by(row) if other != row]
    if not disputed:
        return False
    is_shown = np.zeros(len(plan.chronology), np.bool_)
    is_shown[dated] = True
    return bool(is_shown[disputed].any())


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample at `x`, centred on `y`, and its text at `text_x`: of a form, a certainty (in an ink) or an ink.

    An entry without a sample only counts what is left out.
    """

    text: str
    lead: float
    form: LegendForm | None = None
    sign: int = -1
    ink: Ink | None = None
    x: float = 0.0
    y: float = 0.0

    @property
    def text_x(self) -> float:
        return self.x + self.lead


@dataclass(frozen=True, slots=True)
class Caption:
    """A legend set out: its entries from (0, 0), its height, and the texts of those that found no room."""

    entries: tuple[Entry, ...]
    height: float
    left_out: tuple[str, ...] = ()


def groups_of(explained: Legend, words: LegendWords) -> tuple[tuple[Entry, ...], ...]:
    """Return the entries of signs, inks and forms, unplaced; where colour is certainty, a sign bears its own."""
    is_certainty = any(ink.lens is Lens.CERTAINTY for ink in explained.inks)
    own = {ink.index: ink for ink in explained.inks} if is_certainty else {}
    signs = (Entry(words.signs[Certainty(sign)], MARK + 6.0, sign=sign, ink=own.get(sign)) for sign in explained.signs)
    inks = (Entry(ink.name, SWATCH + 6.0, ink=ink) for ink in explained.inks if not is_certainty)
    forms = (Entry(words.forms[form], form.width + 6.0, form=form) for form in explained.forms)
    return tuple(signs), tuple(inks), tuple(forms)


def in_groups(explained: Legend, words: LegendWords, width: float, measure: Measure) -> Caption:
    """Set a legend out in lines at most `width` wide; signs, inks and forms each begin one."""
    placed: list[Entry] = []
    y = 0.0
    for group in groups_of(explained, words):
        lines = _lines(group, width, measure)
        placed += _placed(lines, y, measure)
        y += LINE * len(lines)
    return Caption(tuple(placed), y)


def in_flow(explained: Legend, words: LegendWords, width: float, measure: Measure, most_lines: int) -> Caption:
    """Set a legend out in a few running lines; what finds no room is counted at their end."""
    signs, inks, forms = groups_of(explained, words)
    entries = [*signs, *inks, *forms] if len(inks) <= FEW_INKS else [*signs, *forms, *inks]
    lines = _lines(entries, width, measure)
    kept = sum(len(line) for line in lines[:most_lines])
    while len(lines) > most_lines and kept:
        kept -= 1
        count = Entry(words.more.format(n=len(entries) - kept), 0.0)
        lines = _lines([*entries[:kept], count], width, measure)
    left_out = tuple(entry.text for entry in entries[kept:])
    return Caption(tuple(_placed(lines, 0.0, measure)), LINE * len(lines), left_out)


def _lines(entries: Iterable[Entry], width: float, measure: Measure) -> list[list[Entry]]:
    lines: list[list[Entry]] = []
    x = 0.0
    for entry in entries:
        length = entry.lead + measure(entry.text, Role.SMALL)
        if not lines or x + length > width:
            lines.append([])
            x = 0.0
        lines[-1].append(entry)
        x += length + GAP
    return lines


def _placed(lines: Sequence[Sequence[Entry]], top: float, measure: Measure) -> Iterator[Entry]:
    for number, line in enumerate(lines):
        x, y = 0.0, top + (number + 0.5) * LINE
        for entry in line:
            yield replace(entry, x=x, y=y)
            x += entry.lead + measure(entry.text, Role.SMALL) + GAP
