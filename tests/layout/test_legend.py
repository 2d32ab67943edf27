"""The legend: what occurs among the events and nothing else, set out in lines that keep to their width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.calendar import DAY
from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import Query
from dateline.layout.inks import Ink
from dateline.layout.legend import (
    FEW_INKS,
    LINE,
    Legend,
    LegendForm,
    LegendWords,
    in_flow,
    in_groups,
    legend,
)
from dateline.layout.metrics import Lens, Options, Role

FORM = LegendForm
HOUR = 3600.0
WORDS = LegendWords()


def measured(text: str, role: str) -> float:
    assert role == Role.SMALL
    return 6.0 * len(text)


def kinds(count: int) -> tuple[Ink, ...]:
    return tuple(Ink(Lens.KIND, f"k{number}", f"Kind {number}", index=number) for number in range(count))


ALL = Legend(tuple(range(6)), kinds(4), tuple(LegendForm))


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2024-10"], {FORM.BRACKET}),
        (["[2024-12-19..2024-12-22]"], {FORM.BRACKET}),
        (["2024-08-06/2024-08-20"], {FORM.LASTED}),
        (["2024-08/2024-10"], {FORM.PARTLY}),
        (["2024-08/2024-08"], {FORM.PARTLY}),
        (["2024-08-06/2024-08-20?"], {FORM.PARTLY, FORM.DOUBTED}),
        (["2024-08-06/.."], {FORM.GOES_ON}),
        (["../2024-08-06"], {FORM.GOES_ON}),
        (["[..2024-08-09]"], {FORM.ONE_BOUND}),
        (["[2024-08-09..]"], {FORM.ONE_BOUND}),
        (["2024-08-06/"], {FORM.END_UNKNOWN}),
        (["/2024-08-06"], {FORM.END_UNKNOWN}),
        (["2024-12-15~"], {FORM.ABOUT}),
        (["2024-12-24?"], {FORM.DOUBTED}),
        (["{2024-08-01,2024-08-06}"], {FORM.SEVERAL}),
        (["[2024-08-01,2024-08-06]"], {FORM.ONE_OF}),
        (["2024-08-06"], set()),
        (["2024-08-06", "2024-08"], {FORM.EXACT, FORM.BRACKET}),
        ([""], set()),
    ],
    ids=lambda value: " and ".join(value) if isinstance(value, list) else "",  # a set has no one order
)
def test_each_form_of_a_date_has_its_entry(plan_of, dates, expected):
    explained = legend(plan_of(dates), DAY / 4)

    assert set(explained.forms) == expected


def test_forms_stand_in_one_order_whatever_the_file_has_first(plan_of):
    dates = ["[2024-08-01,2024-08-06]", "2024-12-15~", "2024-10", "2024-08-06"]

    explained = legend(plan_of(dates), DAY / 4)

    assert explained.forms == (FORM.EXACT, FORM.BRACKET, FORM.ABOUT, FORM.ONE_OF)


def test_a_day_is_a_sign_from_afar_and_an_extent_where_its_hours_show(plan_of):
    plan = plan_of(["2024-08-06"])

    assert legend(plan, DAY / 4).forms == ()
    assert legend(plan, DAY / 200).forms == (FORM.BRACKET,)


def test_a_bar_is_hatched_where_the_day_of_its_ends_is_wide_enough_to_show(plan_of):
    plan = plan_of(["2024-08-06/2024-08-20"])

    assert legend(plan, DAY / 4).forms == (FORM.LASTED,)
    assert legend(plan, HOUR).forms == (FORM.PARTLY,)


def test_only_what_passes_the_filter_is_explained(plan_of):
    dates = ["2024-08-06", "2024-10"]

    sure = legend(plan_of(dates, query=Query(period=parse_edtf("2024-08-06"))), DAY / 4)
    possible = legend(plan_of(dates, query=Query(period=parse_edtf("2024-10-01"))), DAY / 4)

    assert sure.forms == ()
    assert possible.forms == (FORM.BRACKET, FORM.POSSIBLE)


def test_a_dispute_is_explained_where_both_events_are_shown_and_dated(plan_of, events_of):
    claim, answer = events_of(0, "2024-08-06"), events_of(1, "2024-08-07", disputes="e0", kind="statement")

    assert legend(plan_of([claim, answer]), DAY / 4).forms == (FORM.DISPUTE,)
    assert legend(plan_of([claim, answer], query=Query(kinds=frozenset({"statement"}))), DAY / 4).forms == ()
    assert legend(plan_of([events_of(0, ""), answer]), DAY / 4).forms == ()


def test_signs_are_those_drawn_strongest_first_and_colours_have_names(plan_of, events_of):
    events = [
        events_of(0, "2024-08-06", certainty=Certainty.DISPUTED, kind="aid"),
        events_of(1, "", certainty=Certainty.CONFIRMED, kind=""),
    ]

    explained = legend(plan_of(events), DAY / 4)

    assert explained.signs == (Certainty.CONFIRMED, Certainty.DISPUTED)
    assert [ink.name for ink in explained.inks] == ["Aid"]
    assert legend(plan_of([])) == Legend((), (), ())


def test_where_colour_is_certainty_a_sign_bears_its_own_and_no_colour_stands_alone(plan_of, events_of):
    plan = plan_of([events_of(0, "2024-08-06")], options=Options(lens=Lens.CERTAINTY))

    caption = in_groups(legend(plan, DAY / 4), WORDS, 500.0, measured)

    assert [(entry.text, entry.ink and entry.ink.key) for entry in caption.entries] == [("reported", "reported")]


def test_every_sign_and_form_has_words_of_its_own():
    assert set(WORDS.forms) == set(LegendForm)
    assert set(WORDS.signs) == set(Certainty)
    assert len(set(WORDS.forms.values())) == len(LegendForm)


def test_signs_colours_and_forms_each_begin_a_line():
    caption = in_groups(ALL, WORDS, 5000.0, measured)

    assert [entry.text for entry in caption.entries if entry.x == 0.0] == ["disputed", "Kind 0", "exact date"]
    assert caption.height == 3 * LINE


@given(st.floats(40.0, 3000.0), st.integers(1, 3), st.integers(0, 40))
def test_running_lines_keep_to_width_and_number_and_say_how_many_are_left_out(width, most, colours):
    explained = Legend(tuple(range(6)), kinds(colours), tuple(LegendForm))

    caption = in_flow(explained, WORDS, width, measured, most)

    lines = {entry.y: entry for entry in caption.entries}  # the last of each
    shown = [entry for entry in caption.entries if entry.lead]
    assert caption.height == len(lines) * LINE <= most * LINE
    assert all(end.text_x + measured(end.text, Role.SMALL) <= width or end.x == 0.0 for end in lines.values())
    assert len(shown) + len(caption.left_out) == 6 + colours + len(LegendForm)
    assert [entry.text for entry in caption.entries if not entry.lead] == [
        f"+{len(caption.left_out)} more" for _ in range(bool(caption.left_out))
    ]


def test_many_colours_do_not_push_the_forms_out():
    few = Legend((), kinds(FEW_INKS), tuple(LegendForm))
    many = Legend((), kinds(FEW_INKS + 1), tuple(LegendForm))

    assert in_flow(few, WORDS, 700.0, measured, 2).entries[0].ink is not None
    assert in_flow(many, WORDS, 700.0, measured, 2).entries[0].form is FORM.EXACT


def test_a_legend_of_nothing_takes_no_room():
    caption = in_flow(Legend((), (), ()), WORDS, 300.0, measured, 2)

    assert (caption.entries, caption.height, caption.left_out) == ((), 0.0, ())
