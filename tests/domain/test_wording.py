import pytest
from hypothesis import given
from tests.strategies import whens

from dateline.domain.edtf import parse_edtf
from dateline.domain.wording import hedge, period_words, precision_words, short, words

# text, in full, short
SAID = [
    ("2024-12-17", "Tuesday, 17 December 2024", "17 Dec 2024"),
    ("2024-10", "October 2024", "Oct 2024"),
    ("2024", "2024", "2024"),
    ("0409", "409 CE", "409 CE"),
    ("0000", "1 BCE", "1 BCE"),
    ("-0043-03-15", "15 March 44 BCE", "15 Mar 44 BCE"),
    ("1582-10-15", "15 October 1582", "15 Oct 1582"),
    ("1583-01-01", "Saturday, 1 January 1583", "1 Jan 1583"),
    ("Y12000", "12,000 CE", "12,000 CE"),
    ("Y-12000-05", "May 12,001 BCE", "May 12,001 BCE"),
    ("Y-66E6", "66,000,001 BCE", "66,000,001 BCE"),
    ("Y1E50", "1 × 10⁵⁰ CE", "1 × 10⁵⁰ CE"),
    ("Y-1E50", "1 × 10⁵⁰ BCE", "1 × 10⁵⁰ BCE"),
    ("1950S2", "some year between 1900 and 1999, put at 1950", "within 1900–1999"),
    ("156X", "the 1560s", "the 1560s"),
    ("190X", "some year between 1900 and 1909", "within 1900–1909"),
    ("15XX", "some year between 1500 and 1599", "within 1500–1599"),
    ("-156X", "some year between 1570 and 1561 BCE", "within 1570–1561 BCE"),
    ("XXXX", "some year between 1 BCE and 9999", "within 1 BCE–9999"),
    ("000X", "some year between 1 BCE and 9 CE", "within 1 BCE–9 CE"),
    ("1XX3", "some year of the form 1XX3, between 1003 and 1993", "1XX3"),
    ("156X-12-25", "25 December of some year between 1560 and 1569", "25 Dec 156X"),
    ("15XX-12-XX", "some day of December of some year between 1500 and 1599", "some day of Dec 15XX"),
    ("2024-XX", "some month of 2024", "some month of 2024"),
    ("2024-XX-XX", "some day of some month of 2024", "some day of some month of 2024"),
    ("2024-12-XX", "some day of December 2024", "some day of Dec 2024"),
    ("2024-12-1X", "some day between 10 and 19 December 2024", "within 10–19 Dec 2024"),
    ("2010-01-3X", "30 or 31 January 2010", "30 or 31 Jan 2010"),
    ("2024-12-X5", "5, 15 or 25 December 2024", "5, 15 or 25 Dec 2024"),
    ("2024-XX-15", "the 15th of some month of 2024", "the 15th of some month of 2024"),
    (
        "2024-XX-X1",
        "the 1st, 11th, 21st or 31st of some month of 2024",
        "the 1st, 11th, 21st or 31st of some month of 2024",
    ),
    ("2024-XX-02", "the 2nd of some month of 2024", "the 2nd of some month of 2024"),
    ("2024-XX-03", "the 3rd of some month of 2024", "the 3rd of some month of 2024"),
    ("2024-1X", "some month between October and December 2024", "a month within Oct–Dec 2024"),
    ("1500-X2", "February or December 1500", "Feb or Dec 1500"),
    ("2024-21", "spring 2024 (northern, March to May)", "spring 2024"),
    ("2024-24", "winter 2024 (northern, December to February 2025)", "winter 2024"),
    ("2024-29", "spring 2024 (southern, September to November)", "southern spring 2024"),
    ("-0004-24", "winter 5 BCE (northern, December to February 4 BCE)", "winter 5 BCE"),
    ("2024-33", "the first quarter of 2024 (January to March)", "first quarter of 2024"),
    ("2024-39", "the last third of 2024 (September to December)", "last third of 2024"),
    ("2024-41", "the second half of 2024 (July to December)", "second half of 2024"),
    ("20XX-41", "the second half of some year between 2000 and 2099 (July to December)", "second half of 20XX"),
    ("2024-12-15~", "about 15 December 2024", "about 15 Dec 2024"),
    ("2024-12-24?", "24 December 2024 (uncertain)", "24 Dec 2024?"),
    ("2024-12-24%", "about 24 December 2024 (uncertain)", "about 24 Dec 2024?"),
    ("?2004-06-~11", "about 11 June 2004 (year uncertain, day approximate)", "about 11 Jun 2004?"),
    ("2004~-06-11", "about 11 June 2004 (year approximate)", "about 11 Jun 2004"),
    ("2004-06~-11", "about 11 June 2004 (year and month approximate)", "about 11 Jun 2004"),
    ("2004-%06", "about June 2004 (month uncertain and approximate)", "about Jun 2004?"),
    ("2001-?23", "autumn 2001 (northern, September to November) (season uncertain)", "autumn 2001?"),
    ("156X~", "about the 1560s", "about the 1560s"),
    ("2024-12-17T05:30", "Tuesday, 17 December 2024, 05:30 local time", "17 Dec 2024, 05:30 local"),
    ("2024-12-17T05:30Z", "Tuesday, 17 December 2024, 05:30 UTC", "17 Dec 2024, 05:30 UTC"),
    ("2024-12-17T05:30+03", "Tuesday, 17 December 2024, 05:30 UTC+3", "17 Dec 2024, 05:30 UTC+3"),
    ("2024-12-17T05:30-03:30", "Tuesday, 17 December 2024, 05:30 UTC-3:30", "17 Dec 2024, 05:30 UTC-3:30"),
    ("2024-12-17T05:30:15.042Z", "Tuesday, 17 December 2024, 05:30:15.042 UTC", "17 Dec 2024, 05:30:15.042 UTC"),
    ("2024-12-17T05Z", "Tuesday, 17 December 2024, between 05:00 and 06:00 UTC", "17 Dec 2024, 05–06 h UTC"),
    ("2024-12-17T05:30~", "about 17 December 2024, 05:30 local time", "about 17 Dec 2024, 05:30 local"),
    ("2024-10-08/2024-10-13", "from 8 to 13 October 2024", "8–13 Oct 2024"),
    ("2024-08-06/2024-12-31", "from 6 August to 31 December 2024", "6 Aug – 31 Dec 2024"),
    ("2024-08/2024-10", "from August to October 2024", "Aug–Oct 2024"),
    ("2024-08/2025-01", "from August 2024 to January 2025", "Aug 2024 – Jan 2025"),
    ("2022/2024", "from 2022 to 2024", "2022–2024"),
    ("2022/2024-05", "from 2022 to May 2024", "2022 – May 2024"),
    ("-0043/-0026", "from 44 to 27 BCE", "44–27 BCE"),
    ("-0043/0014", "from 44 BCE to 14 CE", "44 BCE – 14 CE"),
    ("Y-61000/Y-2000", "from 61,001 to 2001 BCE", "61,001–2001 BCE"),
    ("2024-08-06/..", "since 6 August 2024, going on", "since 6 Aug 2024"),
    ("2022/..", "since 2022, going on", "since 2022"),
    ("2024-08-06/", "from 6 August 2024, end unknown", "6 Aug 2024 – ?"),
    ("../2024-11-05", "up to 5 November 2024, without beginning", "until 5 Nov 2024"),
    ("/2024-11-05", "up to 5 November 2024, beginning unknown", "? – 5 Nov 2024"),
    ("../..", "without beginning or end", "always"),
    ("/", "beginning and end unknown", "? – ?"),
    ("/..", "going on, beginning unknown", "since ?"),
    ("../", "without beginning, end unknown", "until ?"),
    (
        "2024-08-06~/2024-08-10?",
        "from about 6 August 2024 to 10 August 2024 (uncertain)",
        "about 6 Aug 2024 – 10 Aug 2024?",
    ),
    (
        "2024-12-1X/2024-12-25",
        "from some day between 10 and 19 December 2024 to 25 December 2024",
        "within 10–19 Dec 2024 – 25 Dec 2024",
    ),
    (
        "2024-08-06T12:00/2024-08-06T13:00",
        "from 6 August 2024, 12:00 to 13:00 local time",
        "6 Aug 2024, 12:00 – 13:00 local",
    ),
    (
        "2024-08-06T12:00Z/2024-08-07T13:00Z",
        "from 6 August 2024, 12:00 UTC to 7 August 2024, 13:00 UTC",
        "6 Aug 2024, 12:00 UTC – 7 Aug 2024, 13:00 UTC",
    ),
    ("[2024-12-19..2024-12-22]", "between 19 and 22 December 2024", "within 19–22 Dec 2024"),
    ("[2024-08-17,2024-08-18]", "one of 17 and 18 August 2024", "17 or 18 Aug 2024"),
    ("[2024-08-17,2024-09-03]", "one of 17 August and 3 September 2024", "17 Aug or 3 Sep 2024"),
    ("[2023-08-17,2024-08-17]", "one of 17 August 2023 and 17 August 2024", "17 Aug 2023 or 17 Aug 2024"),
    ("[..2024-08-09]", "on or before 9 August 2024", "by 9 Aug 2024"),
    ("[..1984]", "in or before 1984", "by 1984"),
    ("[2024-08-09..]", "on or after 9 August 2024", "9 Aug 2024 or later"),
    ("[2024-08..]", "in or after August 2024", "Aug 2024 or later"),
    ("[1667,1668,1670..1672]", "one of: 1667, 1668, 1670 to 1672", "1667, 1668 or 1670–1672"),
    ("[..1760-12-03,1762]", "one of: 3 December 1760 or earlier, 1762", "3 Dec 1760 or earlier or 1762"),
    ("[1760,1762-12..]", "one of: 1760, December 1762 or later", "1760 or Dec 1762 or later"),
    ("[2024]", "2024", "2024"),
    ("{2024-11-09,2024-11-11}", "each of 9 and 11 November 2024", "9 and 11 Nov 2024"),
    ("{2024-11-09..2024-11-11}", "every day from 9 to 11 November 2024", "each day 9–11 Nov 2024"),
    ("{1760..}", "every year from 1760 on", "each year from 1760"),
    ("{..1983}", "every year up to 1983", "each year to 1983"),
    ("{1667,1668,1670..1672}", "1667, 1668 and every year from 1670 to 1672", "1667, 1668 and each year 1670–1672"),
    ("{2024-08-17~,2024-09}", "each of about 17 August 2024 and September 2024", "about 17 Aug 2024 and Sep 2024"),
    ("[Y12000,Y13000,Y14000]", "one of 12,000 CE; 13,000 CE and 14,000 CE", "12,000 CE; 13,000 CE or 14,000 CE"),
]


@pytest.mark.parametrize(("text", "full", "brief"), SAID)
def test_a_date_is_said_in_full_and_short(text, full, brief):
    when = parse_edtf(text)

    assert words(when) == full
    assert short(when) == brief


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-12-17", "on Tuesday, 17 December 2024"),
        ("2024-10", "in October 2024"),
        ("2024", "in 2024"),
        ("2024-10-08/2024-10-13", "8 to 13 October 2024"),
        ("2024-08/2024-10", "August to October 2024"),
        ("2024-21", "in spring 2024 (northern, March to May)"),
        ("156X", "in the 1560s"),
        ("15XX", "1500 to 1599"),
        ("2024-XX", "in 2024"),
        ("2024-12-XX", "in December 2024"),
        ("2024-12-1X", "10 to 19 December 2024"),
        ("1XX3", "1003 to 1993"),
        ("1950S2", "1900 to 1999"),
        ("2024-12-15~", "about 15 December 2024"),
        ("2024-12-24?", "on 24 December 2024 (uncertain)"),
        ("2024-12-17T05:30", "Tuesday, 17 December 2024, 05:30 local time"),
        ("2022/..", "since 2022"),
        ("2022/", "since 2022"),
        ("../2024-11-05", "up to 5 November 2024"),
        ("/2024-11-05", "up to 5 November 2024"),
        ("../..", "at any time"),
        ("/", "at any time"),
        ("[2024-08-17,2024-08-18]", "on 17 or 18 August 2024"),
        ("{2024-11-09,2024-11-11}", "on 9 and 11 November 2024"),
        ("[2024-12-19..2024-12-22]", "19 to 22 December 2024"),
        ("[..2024-08-09]", "on or before 9 August 2024"),
        ("{1760..}", "since 1760"),
    ],
)
def test_a_period_is_said_as_what_it_covers(text, expected):
    assert period_words(parse_edtf(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-12-17", "exact to the day"),
        ("2024-10", "known to the month"),
        ("2024-21", "known to the season"),
        ("2024", "known to the year"),
        ("202X", "known to the decade"),
        ("15XX", "known to the century"),
        ("XXXX", "year unknown"),
        ("2024-12-17T05:30", "exact to the minute, in local time"),
        ("2024-12-17T05:30:15Z", "exact to the second"),
        ("2024-12-15~", "given to the day, approximate"),
        ("2024-12-24?", "given to the day, uncertain"),
        ("2024-12~", "known to the month, approximate"),
        ("2024-08-06/2024-12-31", "beginning and end exact to the day"),
        ("2024-08-06/2024-12-XX", "beginning exact to the day, end known to the month"),
        ("2024-08-06/..", "beginning exact to the day, going on"),
        ("2024-08-06/", "beginning exact to the day, end unknown"),
        ("../2024", "without beginning, end known to the year"),
        ("/2024", "beginning unknown, end known to the year"),
        ("/..", "beginning unknown, going on"),
        ("[2024-08-17,2024-08-18]", "one of these days"),
        ("[..2024]", "one of these years"),
        ("{2024-08,2024-10}", "each of these months"),
        ("{2024-08~,2024-10}", "each of these months, approximate"),
        ("[2024]", "known to the year"),
    ],
)
def test_the_precision_is_said_in_words(text, expected):
    assert precision_words(parse_edtf(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024", ""), ("2024~", "about"), ("2024?", "?"), ("2024%", "about ?"), ("2023~/2024?", "about ?")],
)
def test_the_hedge_is_what_may_never_be_cut_off(text, expected):
    assert hedge(parse_edtf(text)) == expected


@given(whens())
def test_about_and_uncertain_are_always_said(when):
    assert ("about" in words(when)) is when.is_approximate
    assert ("about" in short(when)) is when.is_approximate
    assert ("uncertain" in words(when)) is when.is_uncertain
    assert not when.is_uncertain or "?" in short(when)


@given(whens())
def test_no_phrase_keeps_a_brace_or_a_double_space(when):
    for said in (words(when), short(when), period_words(when), precision_words(when)):
        assert said.strip() == said
        assert not {"{", "}"} & set(said)
        assert "  " not in said
