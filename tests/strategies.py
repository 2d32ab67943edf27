"""Hypothesis strategies for dates: EDTF texts of every form that is written, and the dates they denote."""

from hypothesis import strategies as st

from dateline.domain.edtf import parse_edtf
from dateline.domain.when import When

_SIGNS = st.sampled_from(["", "", "", "?", "~", "%"])
_PLAIN_YEARS = st.integers(-9999, 9999).map(lambda year: f"-{-year:04}" if year < 0 else f"{year:04}")
_OPEN_YEARS = st.sampled_from(["202X", "15XX", "1XXX", "XXXX", "1XX3", "20X0", "-01XX", "-156X", "-1X99"])
_LONG_YEARS = st.integers(10_000, 10**12).map(str) | st.integers(10_000, 10**12).map(lambda year: f"-{year}")
_MONTHS = st.integers(1, 12).map("{:02}".format)
_DAYS = st.integers(1, 28).map("{:02}".format)
_CLOCKS = st.builds(
    "{:02}{}{}".format,
    st.integers(0, 23),
    st.sampled_from(["", ":30", ":05:59", ":05:59.25", ":00:00.000"]),
    st.sampled_from(["", "Z", "+02:00", "-0330", "+14", "+00:00"]),
)


@st.composite
def _signed(draw: st.DrawFn, *parts: st.SearchStrategy[str]) -> str:
    """The parts of a date joined by hyphens, each with a sign before it, behind it or none."""
    texts = [draw(part) for part in parts]
    return "-".join(f"{draw(_SIGNS)}{text}{draw(_SIGNS)}" for text in texts)


_PLAIN = st.one_of(
    _PLAIN_YEARS,
    st.builds("{}-{}".format, _PLAIN_YEARS, _MONTHS),
    st.builds("{}-{}-{}".format, _PLAIN_YEARS, _MONTHS, _DAYS),
)
_LONG = st.builds("Y{}{}".format, _LONG_YEARS, st.sampled_from(["", "-08", "-08-16", "-XX", "-08-1X"]))
_ESTIMATES = st.one_of(
    st.builds("{}S{}".format, _PLAIN_YEARS, st.integers(1, 5)),
    st.builds("Y{}E{}".format, st.integers(1, 99), st.integers(0, 30)),
    st.builds("Y-{}E{}S{}".format, st.integers(1, 9999), st.integers(1, 12), st.integers(1, 6)),
)
_OPEN = st.one_of(
    _OPEN_YEARS,
    st.builds("{}-{}".format, _OPEN_YEARS | _PLAIN_YEARS, st.sampled_from(["XX", "0X", "1X", "X2", "12"])),
    st.builds(
        "{}-{}-{}".format,
        _OPEN_YEARS.filter(lambda year: year.count("X") < 3) | _PLAIN_YEARS,
        st.sampled_from(["XX", "0X", "1X", "X1", "05", "12"]),
        st.sampled_from(["XX", "0X", "1X", "2X", "X5", "25"]),
    ),
)
_SEASONS = st.builds("{}-{}".format, _PLAIN_YEARS | _OPEN_YEARS, st.integers(21, 41))
_TIMES = st.builds("{}-{}-{}T{}{}".format, _PLAIN_YEARS, _MONTHS, _DAYS, _CLOCKS, _SIGNS)
_DATES = st.one_of(
    _PLAIN,
    _signed(_PLAIN_YEARS, _MONTHS),
    _signed(_PLAIN_YEARS, _MONTHS, _DAYS),
    _signed(_PLAIN_YEARS, st.sampled_from(["XX", "1X", "23", "29", "36"])),
    _SEASONS,
    _OPEN,
    st.builds("{}{}".format, _OPEN, _SIGNS),
    _LONG,
    _ESTIMATES,
    _TIMES,
)


@st.composite
def _intervals(draw: st.DrawFn) -> str:
    first, last = sorted(draw(st.tuples(*[st.integers(1000, 9990)] * 2)))
    tails = st.sampled_from(["", "-XX", "-05", "-05-1X", "-05-25", "~", "?", "-05-25%", "-12-25T05:30Z"])
    start = st.sampled_from(["", ".."]) | tails.map(f"{first}".__add__)
    end = st.sampled_from(["", ".."]) | tails.map(f"{last + 1}".__add__)
    return f"{draw(start)}/{draw(end)}"


@st.composite
def _ranges(draw: st.DrawFn) -> str:
    first, last = sorted(draw(st.tuples(*[st.integers(0, 9999)] * 2)))
    tail = draw(st.sampled_from(["", "-05", "-05-25"]))
    ends = [f"{first:04}{tail}{draw(_SIGNS)}", f"{last:04}{tail}{draw(_SIGNS)}"]
    without = draw(st.sampled_from([None, None, 0, 1]))
    if without is not None:
        ends[without] = ""
    return "..".join(ends)


@st.composite
def _sets(draw: st.DrawFn) -> str:
    members = draw(st.lists(_PLAIN | _DATES | _ranges(), min_size=1, max_size=5))
    brackets = draw(st.sampled_from(["[]", "{}"]))
    return f"{brackets[0]}{draw(st.sampled_from([',', ', '])).join(members)}{brackets[1]}"


def edtf_texts() -> st.SearchStrategy[str]:
    """EDTF texts, all valid: days and months, open digits, long years, seasons, clocks, signs, intervals, sets."""
    return st.one_of(_DATES, _intervals(), _sets())


def whens() -> st.SearchStrategy[When]:
    """The dates that `edtf_texts` denote."""
    return edtf_texts().map(parse_edtf)


def periods() -> st.SearchStrategy[When]:
    """Dates without doubt to ask for: a plain date, or an interval of two."""
    return st.one_of(_PLAIN, _intervals()).map(parse_edtf)
