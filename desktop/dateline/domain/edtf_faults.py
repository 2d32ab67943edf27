"""Why a text is not a date: the sentence that names the wrong part and says what would be right."""

import re

from dateline.domain.errors import DateError

_ORDINALS = {"13": "thirteenth", "14": "fourteenth", "15": "fifteenth", "16": "sixteenth"}


def not_a_date(text: str) -> DateError:
    """The error for a text that has not the shape of one date."""
    if not text:
        return DateError("the date is empty; write one as in 2024-12-17, or leave the field out")
    for pattern, advice in _SHAPES:
        if match := re.search(pattern, text):
            wrong = match[0] if match[0].strip() else text
            return DateError(advice.format(text=text, wrong=wrong, **match.groupdict()))
    return DateError(f"“{text}” is not a date; write it as in 2024, 2024-12 or 2024-12-17")


# In the order they are tried; each pattern finds the wrong part.
_SHAPES = (
    (r"^(open|unknown)$", "“{wrong}” is no end of an interval; write .. for open, nothing for unknown"),
    (r"^(?!X)[^\W\d_]{3,}", "“{wrong}” is where a year is expected; write it in four digits, as in 2024"),
    (r"\s", "“{text}” has a space in it; leave it out"),
    (r"(?<=[\dX])[xu]+|(?<=-)[xu]+", "“{wrong}” in “{text}” is small; write a capital X for a digit that is not known"),
    (r"^y-?\d", "“{text}” begins with a small y; write a capital Y before a long year"),
    (r"\?~|~\?", "“{wrong}” are two signs in one place; write % for uncertain and approximate"),
    (r"\^.*", "“{wrong}” is no part of a date; leave it out, and write a southern season as 29 to 32"),
    (r"[()]", "“{text}” has a bracket; write the sign ?, ~ or % before the part it is about, as in 2004-~06"),
    (r"^[^\d\-XY?~%]+", "“{wrong}” is where a year is expected; write it in four digits, as in 2024"),
    (r"t(?=\d)", "“{text}” has a small t; write a capital T before the time of day"),
    (r"[^0-9X?~%\-TYESZ:+.]+", "“{wrong}” is no part of a date in “{text}”; leave it out"),
    (r"^-?[1-9]\d*E\d", "“{text}” is a power of ten without Y before it; write Y{text}"),
    (r"^Y-?0", "“{text}” is a long year that begins with 0; write years up to 9999 in four digits, without Y"),
    (r"^[?~%]?(?P<sign>-?)(?P<year>\d{5,})(?!\d)", "“{sign}{year}” has more than four digits; write Y{sign}{year}"),
    (r"^[?~%]?-?[\dX]*X[\dX]*", "“{wrong}” is no year of four digits, each 0 to 9 or X; write it as in 156X or 15XX"),
    (r"^[?~%]?-?\d{2}(?=[?~%]?$)", "“{wrong}” is no year of four digits; write a century as {wrong}XX"),
    (r"^[?~%]?-?\d{3}(?=[?~%]?$)", "“{wrong}” is no year of four digits; write a decade as {wrong}X"),
    (r"^[?~%]?-?\d{0,3}(?!\d)", "“{text}” does not begin with a year of four digits; write it as in 2024 or -0043"),
    (
        r"(?<=[\d?~%])-[?~%]?\dX?(?=-|$|[?~%])",
        "“{wrong}” is one digit; write a month or a day in two, as in 2024-08-06",
    ),
    (r"(?<=-)[?~%]?[\dX]{3,}", "“{wrong}” is longer than a month or a day; write it in two digits, as in 2024-08-06"),
    (r"-$|--", "“{wrong}” leads to no month or day in “{text}”; write 01 to 12 and 01 to 31 in two digits"),
    (r"(?<=[\dX]-)[\dX]{2}[?~%]?-.*-[?~%]?(?P<more>.*)", "“{more}” follows the day in “{text}”; leave it out"),
)


def bad_month(text: str, month: str) -> DateError:
    """The error for a month that is neither a month nor a season."""
    if "X" in month:
        return DateError(f"“{month}” can be no month in “{text}”; write 0X, 1X, XX or 01 to 12")
    plain = text.strip("?~%")
    year = plain.split("-" + month)[0].strip("?~%")
    what = f"no {_ORDINALS[month]} month" if month in _ORDINALS else f"no month “{month}”"
    return DateError(f"“{plain}” has {what}; write {year}-01 to {year}-12, or 21 to 41 for a season")


def bad_day(text: str, day: str, days: int, month: str) -> DateError:
    """The error for a day that its month lacks; `days` is how many it has at most, `month` its name."""
    if "X" in day:
        return DateError(f"“{day}” can be no day in “{text}”; {month} has {days} days")
    return DateError(f"“{day}” is no day in “{text}”; {month} has {days} days")


def not_a_clock(text: str) -> DateError:
    """The error for what follows T and has not the shape of a time of day."""
    if "z" in text:
        return DateError(f"“z” is a small letter in “T{text}”; write a capital Z for UTC")
    if match := re.search(r"Z.+", text):
        return DateError(f"“{match[0]}” has more than Z; write Z for UTC, or an offset without it, as in +02:00")
    if match := re.search(r"(?:(?<=:)|^)\d(?!\d)", text):
        return DateError(f"“{match[0]}” is one digit in “T{text}”; write hour, minute and second in two digits each")
    return DateError(f"“T{text}” is not a time of day; write it as in T05:30, T05:30:15Z or T05:30+02:00")


def bad_clock(text: str) -> DateError:
    """The error for an hour, minute or second beyond its range."""
    return DateError(f"“T{text}” is no time of day; hours go to 24, minutes and seconds to 59")
