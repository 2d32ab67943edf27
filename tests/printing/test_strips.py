import pytest

from dateline.domain.calendar import instant
from dateline.domain.chronology import Chronology
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.query import Query, ask
from dateline.printing.strips import STRIPS_AT_MOST, Strip, strips


def chronology(*dates: str, period: str = "") -> Chronology:
    events = [Event(f"e{n}", f"E{n}", when=parse_edtf(date) if date else None) for n, date in enumerate(dates)]
    return Chronology.from_events(events, period=parse_edtf(period) if period else None)


def cut(found: Chronology, query: Query = Query()) -> list[Strip]:
    return strips(found, ask(found, query), query)


def days(month: int, count: int = 28) -> list[str]:
    return [f"2024-{month:02}-{day:02}" for day in range(1, count + 1)]


def test_few_events_make_one_strip_from_first_to_last():
    (strip,) = cut(chronology("2024-08-06", "2024-08-10"))

    assert (strip.earliest, strip.latest) == (instant(2024, 8, 6), instant(2024, 8, 11))
    assert strip.answer.rows.tolist() == [0, 1]


def test_many_events_are_cut_at_months_and_none_is_lost():
    found = cut(chronology(*days(8), *days(9), *days(10)))

    assert [(strip.earliest, strip.latest) for strip in found] == [
        (instant(2024, month), instant(2024, month + 1)) for month in (8, 9, 10)
    ]
    assert sorted(row for strip in found for row in strip.answer.rows.tolist()) == list(range(84))


def test_a_wider_page_takes_more_events_in_a_strip():
    found = chronology(*days(8), *days(9), *days(10))

    assert len(strips(found, ask(found, Query()), Query(), per_strip=100)) == 1


def test_the_first_and_the_last_strip_reach_no_further_than_the_months_of_the_events():
    found = cut(chronology(*days(8), *days(9), *days(10), *days(11)))

    assert [(strip.earliest, strip.latest) for strip in found] == [
        (instant(2024, 8), instant(2024, 9)),
        (instant(2024, 9), instant(2024, 11)),
        (instant(2024, 11), instant(2024, 12)),
    ]


def test_an_event_that_lasts_is_in_every_strip_that_it_meets():
    found = cut(chronology(*days(8), *days(9), *days(10), "2024-08-20/2024-09-05"))

    assert [84 in strip.answer.rows for strip in found] == [True, True, False]


def test_undated_events_go_with_the_last_strip():
    found = cut(chronology(*days(8), *days(9), *days(10), ""))

    assert [84 in strip.answer.rows for strip in found] == [False, False, True]


def test_a_chronology_without_dates_has_no_strips():
    assert cut(chronology("", "")) == []
    assert cut(chronology()) == []


def test_the_file_s_period_bounds_the_figure_as_far_as_there_are_events():
    (strip,) = cut(chronology("1999-01-01", "2024-08-06", "2024-09-01", period="2024-08/2024-12"))

    assert (strip.earliest, strip.latest) == (instant(2024, 8, 1), instant(2024, 9, 2))


def test_an_asked_period_comes_before_the_file_s():
    found = chronology(*days(8), *days(9), period="2024-08")

    (strip,) = cut(found, Query(period=parse_edtf("2024-09-05/2024-09-08")))

    assert (strip.earliest, strip.latest) == (instant(2024, 9, 5), instant(2024, 9, 9))


def test_dates_without_bounds_still_make_a_strip():
    (strip,) = cut(chronology("2024-08-06/..", "[..2024-08-09]"))

    assert strip.earliest < instant(2024, 8, 6) < strip.latest


@pytest.mark.parametrize("step", [1, 40, 3000, 9_000_000])
def test_no_stretch_of_time_makes_too_many_strips_and_every_event_is_in_one(step):
    dates = [f"Y{10_000 + step * n}" for n in range(300)]

    found = cut(chronology(*dates))

    assert 1 < len(found) <= STRIPS_AT_MOST
    assert {row for strip in found for row in strip.answer.rows.tolist()} == set(range(300))
