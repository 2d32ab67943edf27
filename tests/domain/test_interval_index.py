"""The interval index: the format's table of meetings, and agreement with When.meets row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.columns import Columns
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.interval_index import IntervalIndex
from dateline.domain.when import Meeting

TABLE = """
2024-08-06 | 2024-08-06; 2024-08; 2024-08-06T12:00/2024-08-06T13:00 | surely; surely; possibly
2024-10 | 2024-10; 2024; 2024-10-01; 2024-10-20/2024-11-20; 2024-11 | surely; surely; possibly; possibly; not
2024-10-08/2024-10-13 | 2024-10-10; 2024-10-13; 2024-10-14 | surely; surely; not
2024-08/2024-10 | 2024-09; 2024-08-05; 2024-08; 2024-10-30; 2024-11 | surely; possibly; surely; possibly; not
2024-08-06/.. | 2024-08-06; 2030; 2024-08-05 | surely; surely; not
2024-08-06/ | 2024-08-06; 2030; 2024-08-05 | surely; possibly; not
../2024-11-05 | 1999; 2024-11-05; 2024-11-06 | surely; surely; not
/2024-11-05 | 1999; 2024-11-05; 2024-11-06 | possibly; surely; not
[2024-12-19..2024-12-22] | 2024-12; 2024-12-20; 2024-12-20/2024-12-31; 2024-12-23 | surely; possibly; possibly; not
[2024-08-17,2024-08-18] | 2024-08-17; 2024-08-17/2024-08-18 | possibly; surely
[2024-08-17,2024-08-20] | 2024-08-17; 2024-08-18; 2024-08-17/2024-08-20 | possibly; not; surely
[..2024-08-09] | 2024-08; ../2024-08-09; 2024-08-10 | possibly; surely; not
{2024-11-09,2024-11-11} | 2024-11-09; 2024-11-10 | surely; not
2024-12-1X | 2024-12-10/2024-12-19; 2024-12-15; 2024-12-20 | surely; possibly; not
2024-21 | 2024-03/2024-05; 2024-04; 2024-06 | surely; possibly; not
2024-12-15~ | 2024-12-14/2024-12-16; 2024-12-15; 2024-12-16; 2024-12-17 | surely; possibly; possibly; not
2024-12-24? | 2024-12-24; 2024 | possibly; possibly
"""


def cases() -> list[tuple[str, str, str]]:
    found = []
    for line in TABLE.strip().splitlines():
        when, periods, words = (part.strip() for part in line.split(" | "))
        found += [
            (when, period.strip(), word.strip())
            for period, word in zip(periods.split(";"), words.split(";"), strict=True)
        ]
    return found


WHENS = (*dict.fromkeys(when for when, *_ in cases()), "{2024-11-01..2024-11-05}", "[2024-11-01,2024-12-24?]", "-0043")
PERIODS = (*dict.fromkeys(period for _, period, _ in cases()), "[2024-08,2024-12]", "{2024-11-02,2024-11-03,2024-12}")


def meetings(texts: list[str], period: str) -> list[Meeting]:
    events = [Event(f"e{row}", "E", when=parse_edtf(text) if text else None) for row, text in enumerate(texts)]
    surely, possibly = IntervalIndex.of(Columns.from_events(events)).meeting(parse_edtf(period))
    assert not (surely & ~possibly).any()
    return [Meeting(int(sure) + int(possible)) for sure, possible in zip(surely, possibly, strict=True)]


@pytest.mark.parametrize(("when", "period", "word"), cases())
def test_the_index_answers_as_the_table_of_the_format(when: str, period: str, word: str) -> None:
    assert meetings([when], period) == [Meeting[word.upper()]]


@given(st.lists(st.sampled_from(WHENS), max_size=8), st.sampled_from(PERIODS))
def test_the_index_agrees_with_each_date_asked_alone(texts: list[str], period: str) -> None:
    asked = [parse_edtf(text).meets(parse_edtf(period)) for text in texts]

    assert meetings(texts, period) == asked


@pytest.mark.parametrize("period", ["2024", "../..", "2024/.."])
def test_an_undated_event_meets_no_period(period: str) -> None:
    assert meetings(["", "2024-08-06"], period) == [Meeting.NOT, Meeting.SURELY]
