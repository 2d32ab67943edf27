import pytest

from dateline.domain.edtf import parse_edtf
from dateline.printing.chapters import headings, ordinal, year_words


@pytest.mark.parametrize(
    ("date", "heading"),
    [
        ("2024-12-17", "December 2024"),
        ("2024-12", "December 2024"),
        ("2024-08-06/..", "August 2024"),
        ("2024", "2024"),
        ("2024-21", "Spring 2024"),
        ("2024-33", "2024"),
        ("199X", "1990s"),
        ("19XX", "20th century"),
        ("[..2024-11-05]", "Beginning not known"),
        ("/2024-11-05", "Beginning not known"),
        ("-0043-03-15", "March 44 BCE"),
    ],
)
def test_a_heading_is_never_finer_than_the_date(date, heading):
    assert headings([parse_edtf(date)]) == [heading]


def test_what_has_no_date_is_undated():
    assert headings([None]) == ["Undated"]


def test_many_months_with_few_events_give_way_to_years():
    dates = [parse_edtf(f"{year}-{month:02}") for year in (2020, 2021, 2022, 2023) for month in range(1, 13)]

    assert list(dict.fromkeys(headings(dates))) == ["2020", "2021", "2022", "2023"]


def test_many_years_give_way_to_centuries_and_these_to_millennia():
    centuries = [parse_edtf(f"{year:04}") for year in range(1500, 2000, 7)]
    millennia = [parse_edtf(f"-{year:04}") for year in range(9900, 100, -100)]

    assert headings(centuries)[0] == "16th century"
    assert headings(millennia)[0] == "10th millennium BCE"


def test_deep_time_stands_under_one_heading():
    dates = [parse_edtf(f"Y-{million}000000") for million in range(1, 80)]

    assert set(headings(dates)) == {"Before 10,000 BCE"}


def test_ordinals_end_as_they_are_spoken():
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 102)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd",
    ]  # fmt: skip


def test_astronomical_years_before_1_are_told_as_bce():
    assert [year_words(year) for year in (1, 0, -43)] == ["1", "1 BCE", "44 BCE"]
