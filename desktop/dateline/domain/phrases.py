"""The English of dates: every phrase that `wording` puts together, in one place, in a long and a short style."""

from dateline.domain.calendar import MONTHS
from dateline.domain.value import dataclass

SEASON_NAMES = (
    *("spring", "summer", "autumn", "winter") * 3,
    *("first quarter", "second quarter", "third quarter", "fourth quarter"),
    *("first third", "second third", "last third"),
    *("first half", "second half"),
)
"""By season code, from 21."""

HEMISPHERES = ("northern", "northern", "southern")
"""By block of four season codes, from 21; the codes 21 to 24 name none and are read as northern."""

UNITS = ("", "millennium", "century", "decade", "year", "season", "month", "day", "hour", "minute", "second")
"""By Precision."""
PLURALS = ("", "millennia", "centuries", "decades", "years", "seasons", "months", "days", "hours", "minutes", "seconds")

PARTS = ("year", "month", "day")
"""The parts that a sign may be about."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one style; what fills the braces is a name or a phrase itself."""

    months: tuple[str, ...] = MONTHS
    weekday: str = "{weekday}, {day}"
    clock: str = "{day}, {clock}"
    hour: str = "between {hour}:00 and {next}:00"
    utc: str = " UTC"
    offset: str = " UTC{offset}"
    local: str = " local time"
    season: str = "{name} {year} ({hemisphere}, {first} to {last})"
    part: str = "the {name} of {year} ({first} to {last})"
    decade: str = "the {year}s"
    years: str = "some year between {first} and {last}"
    years_like: str = "some year of the form {mask}, between {first} and {last}"
    years_of: str = "some year between {first} and {last}"
    estimate: str = "some year between {first} and {last}, put at {year}"
    of_years: str = "{part} of {year}"
    some_month: str = "some month of {year}"
    months_between: str = "some month between {first} and {last}"
    some_day: str = "some day of {month}"
    days_between: str = "some day between {first} and {last} {month}"
    day_of: str = "{day} of {month}"
    about: str = "about {date}"
    doubt: str = "{date} ({doubts})"
    both: str = "from {first} to {last}"
    both_close: str = "from {first} to {last}"
    going_on: str = "since {first}, going on"
    end_unknown: str = "from {first}, end unknown"
    no_beginning: str = "up to {last}, without beginning"
    beginning_unknown: str = "up to {last}, beginning unknown"
    always: str = "without beginning or end"
    unknown: str = "beginning and end unknown"
    unknown_going_on: str = "going on, beginning unknown"
    ever_end_unknown: str = "without beginning, end unknown"
    one_of: str = "one of {dates}"
    one_of_last: str = " and "
    one_of_ranges: str = "one of: {dates}"
    one_of_ranges_last: str = ", "
    between: str = "between {first} and {last}"
    on_or_before: str = "on or before {last}"
    in_or_before: str = "in or before {last}"
    on_or_after: str = "on or after {first}"
    in_or_after: str = "in or after {first}"
    among: str = "{first} to {last}"
    among_after: str = "{first} or later"
    among_before: str = "{last} or earlier"
    each: str = "each of {dates}"
    every: str = "every {unit} from {first} to {last}"
    every_from: str = "every {unit} from {first} on"
    every_to: str = "every {unit} up to {last}"


LONG = Phrases()
SHORT = Phrases(
    months=tuple(name[:3] for name in MONTHS),
    weekday="{day}",
    hour="{hour}–{next} h",
    local=" local",
    season="{hemisphere} {name} {year}",
    part="{name} of {year}",
    years="within {first}–{last}",
    years_like="{mask}",
    years_of="{mask}",
    estimate="within {first}–{last}",
    of_years="{part} {year}",
    months_between="a month within {first}–{last}",
    days_between="within {first}–{last} {month}",
    doubt="{date}?",
    both="{first} – {last}",
    both_close="{first}–{last}",
    going_on="since {first}",
    end_unknown="{first} – ?",
    no_beginning="until {last}",
    beginning_unknown="? – {last}",
    always="always",
    unknown="? – ?",
    unknown_going_on="since ?",
    ever_end_unknown="until ?",
    one_of="{dates}",
    one_of_last=" or ",
    one_of_ranges="{dates}",
    one_of_ranges_last=" or ",
    between="within {first}–{last}",
    on_or_before="by {last}",
    in_or_before="by {last}",
    on_or_after="{first} or later",
    in_or_after="{first} or later",
    among="{first}–{last}",
    each="{dates}",
    every="each {unit} {first}–{last}",
    every_from="each {unit} from {first}",
    every_to="each {unit} to {last}",
)
PERIOD = Phrases(
    years="{first} to {last}",
    years_like="{first} to {last}",
    years_of="{first} to {last}",
    estimate="{first} to {last}",
    some_month="{year}",
    months_between="{first} to {last}",
    some_day="{month}",
    days_between="{first} to {last} {month}",
    both="{first} to {last}",
    both_close="{first} to {last}",
    going_on="since {first}",
    end_unknown="since {first}",
    no_beginning="up to {last}",
    beginning_unknown="up to {last}",
    always="at any time",
    unknown="at any time",
    unknown_going_on="at any time",
    ever_end_unknown="at any time",
    one_of="{dates}",
    one_of_last=" or ",
    one_of_ranges="{dates}",
    one_of_ranges_last=" or ",
    between="{first} to {last}",
    each="{dates}",
    every="{first} to {last}",
    every_from="since {first}",
    every_to="up to {last}",
)
"""For a period that is asked for: what it covers, whether or not something lasts as long."""
