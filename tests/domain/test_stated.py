"""Dates as stated: what English phrases allow, and that what is not fully understood allows anything."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.edtf import parse_edtf
from dateline.domain.stated import ANYTHING, MONTHS, WEEKDAYS, allowed, coarser, contradiction

# phrase | when it was stated | dates that fit | dates that do not
CASES = """
on Tuesday | | 2024-12-17; 2024-12-16/2024-12-18; [2024-12-17,2024-12-20] | 2024-12-18; [2024-12-18..2024-12-19]
Tuesday | | 2024-12 |
Tuesday, 6 August | | 2024-08-06 | 2024-08-07; 2023-08-06
Tues. | | 2024-12-17 | 2024-12-18
on Saturday and Sunday | | 2024-12-14; 2024-12-15 | 2024-12-16
6 August | | 2024-08-06; 2023-08-06; 2024; 2024-08 | 2024-08-07; 2024-09
the 6th of August 2024 | | 2024-08-06 | 2023-08-06; 2023
August 6, 2024 | | 2024-08-06 | 2023-08-06
Sept. 18 | | 2024-09-18 | 2024-09-19
September 3 | | 2024-09-03 | 2024-09-04
2024-08-06 | | 2024-08-06 | 2024-08-07
in October | | 2024-10; 2024-10-05; 2024-09-20/2024-10-01; 2024 | 2024-11; 2024-09-30; 2024-11-01/2025-01-01
in August 2024 | | 2024-08 | 2023-08; 2024-07; 2019/2023
in early December | | [2024-12-01..2024-12-10] | 2024-12-20; 2024-11-30
in mid-October | | 2024-10-15 | 2024-10-01; 2024-10-30
at the end of October | | 2024-10-29 | 2024-10-03
between October 8 and 13 | | 2024-10-08/2024-10-13; 2024-10-10 | 2024-10-15
8-13 October | | 2024-10-10 | 2024-10-14
from 8 to 13 October 2024 | | 2024-10-10; 2024-11 | 2024-10-07
Dec. 14–15 | | 2024-12-14/2024-12-15 | 2024-12-16
9 and 11 November | | {2024-11-09,2024-11-11} | 2024-11-10
November 9 and November 11 | | {2024-11-09,2024-11-11} | 2024-11-12
in 2022 | | 2022; 2022-05-01; 2019/2023; 1900/.. | 2023; 2023/2030; 1900/1999
since 2022 | | 2022/..; 2024-12-17 | 2021; 2019/2021-12-31
before 9 August 2024 | | 2024-08-01; [..2024-08-09] | 2024-08-10
since August 2024 | | 2024-08-01; 2024-12-17 | 2024-07-31
after Thursday | | 2024-01-01; 2024-12-20 |
today | 2024-08-06 | 2024-08-06; 2024-08 | 2024-08-07
today (6 August) | | 2024-08-06 | 2024-08-07
yesterday | 2024-08-06 | 2024-08-05 | 2024-08-06
the day before yesterday | 2024-08-06 | 2024-08-04 | 2024-08-05
tomorrow | 2024-08-31 | 2024-09-01 | 2024-08-31
last week | 2024-12-16 | [2024-12-09..2024-12-15]; 2024-12-08 | 2024-12-17; 2024-12-01
last week | 2024-12-15 | 2024-12-03; 2024-12-09 | 2024-12-16
earlier this week | 2024-12-18 | 2024-12-16; 2024-12-15 | 2024-12-14; 2024-12-24
next week | 2024-12-18 | 2024-12-23 | 2024-12-18
this month | 2024-12-18 | 2024-12-01; 2024-12-31 | 2025-01-01; 2024-11-30
last month | 2024-01-31 | 2023-12-31 | 2024-01-01
next month | [2024-12-19..2024-12-22] | 2025-01-20 | 2024-12-31; 2025-02
last year | 2024 | 2023-06 | 2024
this year | 2024-02-29 | 2024-12-31 | 2025
next year | 2024-02-29 | 2025 | 2024
a day earlier | 2024-08-19 | 2024-08-18; 2024-07-01 | 2024-08-20
on Wednesday / earlier this week | 2024-12-19 | 2024-12-18; 2024-12-17 | 2024-12-24
on Saturday / on Sunday | | [2024-11-09,2024-11-10]; 2024-11-09 | 2024-11-11
Tuesday (Sep 3) | | 2024-09-03 | 2024-09-10; 2024-09-04
in the evening (October 1) | | 2024-10-01 | 2024-10-02
night of Saturday, August 10 | | 2024-08-10; 2024-08-09; 2024-08-11 | 2024-08-12
during the night (15 October) | | 2024-10-14; 2024-10-15; 2024-10-16 | 2024-10-17
Friday, about 7 a.m. | | 2024-12-20 | 2024-12-21
Saturday, 07:40-09:20 | | 2024-12-21 | 2024-12-20
Nov. 10, between 7 and 10 a.m. | | 2024-11-10 | 2024-11-11
Tuesday | | 2024-12-17T23:30:00Z; 2024-12-18T01:30:00+03:00; 2024-12-17T23:30 | 2024-12-19T12:00:00Z; 2024-12-18T01:30
"""

NOT_UNDERSTOOD = (
    "undated",
    "present tense, undated briefing",
    "reported Friday",
    "a day before the blast",
    "Monday, of 'a day earlier'",
    "for three days in a row (said on Tuesday)",
    "today (speech at the Reagan forum, Saturday)",
    "published Saturday 23 November; 'have since lost' in the December report",
    "between 28 October and 3 November",
    "in Wednesday's strike",
    "on Tuesday / no date given",
    "the next day",
    "",
)


def cases(fits: bool) -> list[tuple[str, str, str]]:
    found = []
    for line in CASES.strip().splitlines():
        phrase, issued, good, bad = (part.strip() for part in line.split("|"))
        found += [(phrase, issued, when.strip()) for when in (good if fits else bad).split(";") if when.strip()]
    return found


def judged(phrase: str, issued: str, when: str) -> str | None:
    return contradiction(parse_edtf(when), phrase, [parse_edtf(issued)] if issued else [])


@pytest.mark.parametrize(("phrase", "issued", "when"), cases(fits=True))
def test_a_date_that_the_phrase_allows_is_no_contradiction(phrase: str, issued: str, when: str) -> None:
    assert judged(phrase, issued, when) is None


@pytest.mark.parametrize(("phrase", "issued", "when"), cases(fits=False))
def test_a_date_outside_what_the_phrase_allows_is_a_contradiction(phrase: str, issued: str, when: str) -> None:
    message = judged(phrase, issued, when)

    assert message is not None
    assert when in message
    assert phrase in message


@pytest.mark.parametrize("phrase", NOT_UNDERSTOOD)
def test_a_phrase_not_fully_understood_allows_anything(phrase: str) -> None:
    assert judged(phrase, "2024-12-16", "1999-01-01") is None


@pytest.mark.parametrize("phrase", ["today", "last week", "next month", "a day earlier", "by Friday", "in the evening"])
def test_a_phrase_that_gives_no_day_allows_anything(phrase: str) -> None:
    assert allowed(phrase) == ANYTHING


@pytest.mark.parametrize("issued", ["../2024-08-06", "2024-08-06/..", "-0043-03-15", "Y12000"])
def test_a_date_that_no_calendar_can_shift_resolves_nothing(issued: str) -> None:
    assert allowed("yesterday", parse_edtf(issued)) == ANYTHING


def test_any_of_several_times_of_stating_may_be_meant() -> None:
    anchors = [parse_edtf("2024-08-06"), parse_edtf("2024-08-09")]

    assert contradiction(parse_edtf("2024-08-08"), "yesterday", anchors) is None
    assert contradiction(parse_edtf("2024-08-07"), "yesterday", iter(anchors)) is not None


def test_the_message_names_the_weekday_of_a_single_day() -> None:
    assert judged("on Tuesday", "", "2024-12-18") == "the date 2024-12-18, a Wednesday, does not fit “on Tuesday”"
    assert judged("in October", "", "2024-11") == "the date 2024-11 does not fit “in October”"


@pytest.mark.parametrize(
    ("phrase", "issued", "when", "is_coarser"),
    [
        ("in October", "", "2024-10-07", True),
        ("in early October", "", "2024-10-07", True),
        ("last week", "2024-10-14", "2024-10-08", True),
        ("in October", "", "2024-10", False),
        ("in October", "", "2024-10-07?", False),
        ("in October", "", "2024-10-07~", False),
        ("in October / on Monday", "", "2024-10-07", False),
        ("on 7 October", "", "2024-10-07", False),
        ("today", "2024-10-07", "2024-10-07", False),
        ("since 2022", "", "2024-10-07", False),
        ("one day", "", "2024-10-07", False),
        ("in the evening", "", "2024-10-07", False),
    ],
)
def test_a_day_picked_out_of_a_coarser_phrase_is_told(phrase: str, issued: str, when: str, is_coarser: bool) -> None:
    message = coarser(parse_edtf(when), phrase, [parse_edtf(issued)] if issued else [])

    assert (message is not None) == is_coarser


days = st.dates(min_value=date(1000, 1, 1))


@given(days)
def test_a_day_always_fits_its_own_weekday_month_and_number(day: date) -> None:
    when = parse_edtf(day.isoformat())
    month = MONTHS[day.month - 1]

    for phrase in (WEEKDAYS[day.weekday()], f"{day.day} {month}", f"in {month} {day.year}", f"{month[:3]} {day.day}"):
        assert allowed(phrase) not in (None, ANYTHING)
        assert contradiction(when, phrase) is None


@given(days)
def test_a_day_never_fits_another_weekday(day: date) -> None:
    when = parse_edtf(day.isoformat())

    others = [name for number, name in enumerate(WEEKDAYS) if number != day.weekday()]

    assert all(contradiction(when, f"on {name}") for name in others)
