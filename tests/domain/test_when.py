import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import periods, whens

from dateline.domain.calendar import DAY, civil, instant
from dateline.domain.edtf import parse_edtf
from dateline.domain.when import FUTURE, PAST, Meeting, Precision, Span, When, WhenFlag, merged

NOT, POSSIBLY, SURELY = Meeting

# format.md's table "When: one algebra", row by row.
TABLE = {
    "2024-08-06": [("2024-08-06", SURELY), ("2024-08", SURELY), ("2024-08-06T12:00/2024-08-06T13:00", POSSIBLY)],
    "2024-10": [
        ("2024-10", SURELY),
        ("2024", SURELY),
        ("2024-10-01", POSSIBLY),
        ("2024-10-20/2024-11-20", POSSIBLY),
        ("2024-11", NOT),
    ],
    "2024-10-08/2024-10-13": [("2024-10-10", SURELY), ("2024-10-13", SURELY), ("2024-10-14", NOT)],
    "2024-08/2024-10": [
        ("2024-09", SURELY),
        ("2024-08-05", POSSIBLY),
        ("2024-08", SURELY),
        ("2024-10-30", POSSIBLY),
        ("2024-11", NOT),
    ],
    "2024-08-06/..": [("2024-08-06", SURELY), ("2030", SURELY), ("2024-08-05", NOT)],
    "2024-08-06/": [("2024-08-06", SURELY), ("2030", POSSIBLY), ("2024-08-05", NOT)],
    "../2024-11-05": [("1999", SURELY), ("2024-11-05", SURELY), ("2024-11-06", NOT)],
    "/2024-11-05": [("1999", POSSIBLY), ("2024-11-05", SURELY), ("2024-11-06", NOT)],
    "[2024-12-19..2024-12-22]": [
        ("2024-12", SURELY),
        ("2024-12-20", POSSIBLY),
        ("2024-12-20/2024-12-31", POSSIBLY),
        ("2024-12-23", NOT),
    ],
    "[2024-08-17,2024-08-18]": [("2024-08-17", POSSIBLY), ("2024-08-17/2024-08-18", SURELY)],
    "[..2024-08-09]": [("2024-08", POSSIBLY), ("../2024-08-09", SURELY), ("2024-08-10", NOT)],
    "{2024-11-09,2024-11-11}": [("2024-11-09", SURELY), ("2024-11-10", NOT)],
    "2024-12-1X": [("2024-12-10/2024-12-19", SURELY), ("2024-12-15", POSSIBLY), ("2024-12-20", NOT)],
    "2024-21": [("2024-03/2024-05", SURELY), ("2024-04", POSSIBLY), ("2024-06", NOT)],
    "2024-12-15~": [
        ("2024-12-14/2024-12-16", SURELY),
        ("2024-12-15", POSSIBLY),
        ("2024-12-16", POSSIBLY),
        ("2024-12-17", NOT),
    ],
    "2024-12-24?": [("2024-12-24", POSSIBLY), ("2024", POSSIBLY)],
}

# What follows from the table for the other forms.
BEYOND = {
    "2024-12-24?": [("2025", NOT)],
    "2024-12-15%": [("2024", POSSIBLY), ("2024-12-17", NOT)],
    "../..": [("1999", SURELY), ("-5000", SURELY)],
    "/": [("1999", POSSIBLY), ("../..", SURELY)],
    "/..": [("1999", POSSIBLY)],
    "../": [("1999", POSSIBLY)],
    "{2024-11-09..2024-11-11}": [
        ("2024-11-10", SURELY),
        ("2024-11-12", NOT),
        ("2024-11-10T12:00Z/2024-11-10T13:00Z", POSSIBLY),
    ],
    "{1760..}": [("1900", SURELY), ("1900-05", POSSIBLY), ("1759", NOT), ("1900/..", SURELY), ("1760", SURELY)],
    "{..1983}": [("1900", SURELY), ("1900-05", POSSIBLY), ("1984", NOT), ("../1900", SURELY), ("-9000", SURELY)],
    "{2024-01..2024-12}": [("2024-06", SURELY), ("2024-06-10/2024-07-20", POSSIBLY), ("2024-06-10/2024-08-02", SURELY)],
    "{2024-11-09T05:30Z..2024-11-09T05:40Z}": [("2024-11-09T05:35Z", SURELY), ("2024-11-09T05:35:10Z", POSSIBLY)],
    "[2024-01-05,2024-03-05]": [("{2024-01,2024-03}", SURELY), ("2024-01", POSSIBLY), ("2024-02", NOT)],
    "156X-12-25": [("1560/1569", SURELY), ("1565", POSSIBLY), ("1565-12", POSSIBLY), ("1565-11", NOT)],
    "XXXX-12-25": [("0000/9999", SURELY), ("2024-11", POSSIBLY), ("Y10000", NOT)],
    "{156X-12-25}": [("1560/1569", SURELY), ("1565", POSSIBLY)],
    "2024-08-17": [("{2024-08-17,2024-08-19}", SURELY), ("{2024-08-16,2024-08-18}", NOT)],
    "2024-08-17/2024-08-18": [("{2024-08-18,2024-08-20}", SURELY)],
    "2024-08-06~/2024-08-20": [
        ("2024-08-08", SURELY),
        ("2024-08-07", SURELY),
        ("2024-08-06", POSSIBLY),
        ("2024-08-04", NOT),
    ],
    "2024-08/2024-08-15": [("2024-08-15", SURELY), ("2024-08-14", POSSIBLY), ("2024-08-16/2024-08-31", NOT)],
    "2004-06~-11": [("2004-05-11/2004-07-11", SURELY), ("2004-06-11", POSSIBLY), ("2004-05-10", NOT)],
    "Y-252000000/Y-66000000": [("Y-100000000", SURELY), ("Y-65000000", NOT)],
    "Y17E8": [("2024", NOT), ("2024/..", SURELY)],
    "Y1E40": [("Y17E8/..", SURELY), ("2024", NOT)],
    "Y-1E40": [("../2024", SURELY), ("2024", NOT)],
}


def rows(table):
    return [(text, period, expected) for text, cases in table.items() for period, expected in cases]


@pytest.mark.parametrize(("text", "period", "expected"), rows(TABLE))
def test_a_date_meets_a_period_as_the_format_says(text, period, expected):
    assert parse_edtf(text).meets(parse_edtf(period)) is expected


@pytest.mark.parametrize(("text", "period", "expected"), rows(BEYOND))
def test_a_date_of_any_form_meets_a_period_in_the_same_sense(text, period, expected):
    assert parse_edtf(text).meets(parse_edtf(period)) is expected


@st.composite
def small_spans(draw):
    start, end = sorted(draw(st.tuples(*[st.integers(0, 8)] * 2)))
    if draw(st.booleans()):
        return Span(start, end + 1, start, end + 1)
    last_start = draw(st.integers(start, end))
    first_end = draw(st.integers(start, end))
    return Span(start, last_start + 1, first_end, end + 1)


def readings(span, is_interval):
    if not is_interval:
        return [(t, t) for t in range(span.start_earliest, span.end_latest)]
    return [
        (start, end)
        for start in range(span.start_earliest, span.start_latest)
        for end in range(span.end_earliest, span.end_latest)
        if start <= end
    ]


@given(small_spans(), st.integers(0, 8), st.integers(1, 4))
def test_surely_is_every_reading_and_possibly_some(span, begin, length):
    is_interval = (span.start_earliest, span.start_latest) != (span.end_earliest, span.end_latest)
    met = [start < begin + length and end >= begin for start, end in readings(span, is_interval)]

    found = span.meets(begin, begin + length)

    assert found is (SURELY if all(met) else POSSIBLY if any(met) else NOT)


@given(st.integers(1, 28), st.integers(0, 40), st.integers(0, 1500), st.integers(1, 100))
def test_a_run_of_members_meets_what_its_members_meet(first, count, begin, hours):
    start = instant(2024, 1, first)
    days = [civil(start + i * DAY) for i in range(count + 1)]
    texts = [f"{day.year}-{day.month:02}-{day.day:02}" for day in days]
    begins, ends = civil(instant(2023, 12, 30) + begin * 3600), civil(instant(2023, 12, 30) + (begin + hours) * 3600)
    period = parse_edtf("/".join(f"{t.year}-{t.month:02}-{t.day:02}T{t.hour:02}Z" for t in (begins, ends)))

    run, members = parse_edtf(f"{{{texts[0]}..{texts[-1]}}}"), parse_edtf(f"{{{','.join(texts)}}}")

    assert run.meets(period) is members.meets(period)


@given(st.integers(0, 30), st.integers(0, 20), st.integers(0, 40))
def test_a_run_of_months_meets_what_its_months_meet(count, begin, length):
    texts = [f"{2020 + i // 12}-{i % 12 + 1:02}" for i in range(count + 1)]
    start = instant(2019, 12, 25) + begin * 17 * DAY
    first, last = civil(start), civil(start + length * DAY)
    period = parse_edtf("/".join(f"{day.year}-{day.month:02}-{day.day:02}" for day in (first, last)))

    run, members = parse_edtf(f"{{{texts[0]}..{texts[-1]}}}"), parse_edtf(f"{{{','.join(texts)}}}")

    assert run.meets(period) is members.meets(period)


@given(whens(), periods())
def test_what_cannot_overlap_is_not_met_and_what_is_met_overlaps(when, period):
    meeting = when.meets(period)

    assert (meeting is not NOT) is when.overlaps(period)


@given(whens(), st.integers(1500, 3000), st.integers(0, 500), st.integers(0, 500))
def test_a_wider_period_is_met_no_less_surely(when, first, years, more):
    period, wider = parse_edtf(f"{first}/{first + years}"), parse_edtf(f"{first - more}/{first + years + more}")

    assert when.meets(period) <= when.meets(wider)


@given(whens())
def test_a_date_surely_meets_its_own_hull_unless_it_is_doubted(when):
    assert when.meets(when) is (POSSIBLY if when.is_uncertain else SURELY)
    assert when.within(when)


@given(whens())
def test_the_hull_holds_every_span_in_time_order(when):
    hull = when.hull

    assert (when.earliest, when.latest) == (hull.start_earliest, hull.end_latest)
    assert when.earliest == min(span.start_earliest for span in when.spans)
    assert when.latest == max(span.end_latest for span in when.spans)
    assert hull.start_earliest <= hull.start_latest
    assert hull.end_earliest <= hull.end_latest
    assert hull.start_earliest <= hull.end_earliest
    assert hull.start_latest <= hull.end_latest


@given(whens())
def test_no_date_begins_or_ends_at_the_sign_for_no_bound_unless_it_has_none(when):
    is_bounded = ".." not in when.text and not when.is_interval

    assert not is_bounded or (when.earliest > PAST and when.latest < FUTURE)


@pytest.mark.parametrize(
    ("text", "other", "is_within", "is_overlapping"),
    [
        ("2024-08-06", "2024-08", True, True),
        ("2024-08", "2024-08-06", False, True),
        ("2024-08-06", "2024-09", False, False),
        ("2024-08-06/..", "2024", False, True),
        ("2024-08-06/..", "2024/..", True, True),
        ("2024-12-15~", "2024-12-14/2024-12-16", True, True),
        ("2024-12-15~", "2024-12-15", False, True),
        ("[2024-08-17,2024-08-19]", "2024-08-18", False, False),
        ("2024-08-18", "[2024-08-17,2024-08-19]", True, False),
    ],
)
def test_within_asks_the_hull_and_overlaps_the_stretches(text, other, is_within, is_overlapping):
    when, beside = parse_edtf(text), parse_edtf(other)

    assert when.within(beside) is is_within
    assert when.overlaps(beside) is is_overlapping


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2024", set()),
        ("2024~", {"is_approximate"}),
        ("2024?", {"is_uncertain"}),
        ("2024%", {"is_approximate", "is_uncertain"}),
        ("2024/2025?", {"is_interval", "is_uncertain"}),
        ("2024-08-06T05:30", {"has_clock", "is_local"}),
        ("2024-08-06T05:30Z", {"has_clock"}),
        ("[2024-08-06T05,2024]", {"has_clock", "is_local"}),
    ],
)
def test_what_a_date_says_of_itself(text, names):
    when = parse_edtf(text)

    said = {
        name
        for name in ("is_interval", "is_approximate", "is_uncertain", "has_clock", "is_local")
        if getattr(when, name)
    }

    assert said == names


def test_the_written_bounds_are_those_before_about_widened_them():
    when = parse_edtf("2024-12-15~")

    assert when.written == (instant(2024, 12, 15), instant(2024, 12, 16))
    assert (when.earliest, when.latest) == (instant(2024, 12, 14), instant(2024, 12, 17))
    assert parse_edtf("2024-12").written == (instant(2024, 12), instant(2025, 1))


def test_adjacent_and_overlapping_stretches_are_one():
    assert merged([(5, 7), (0, 2), (2, 4), (6, 9)]) == ((0, 4), (5, 9))


def test_a_when_made_by_hand_needs_no_more_than_the_old_fields():
    when = When("2024", (Span(0, 1, 0, 1),), WhenFlag.DATED, Precision.YEAR)

    assert when.fraction == ""
    assert str(when) == "2024"
