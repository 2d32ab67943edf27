"""The time of day in an EDTF text: hours, minutes, seconds and their fraction, and the zone."""

import re

from dateline.domain import edtf_faults as faults
from dateline.domain.errors import DateError
from dateline.domain.value import dataclass

_CLOCK = re.compile(
    r"(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<fraction>\d+))?)?)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; minute and second are None where the text stops before; zone is "", "Z" or "+hh:mm"."""

    hour: int
    minute: int | None = None
    second: int | None = None
    fraction: str = ""
    zone: str = ""

    def __str__(self) -> str:
        parts = [f"{part:02}" for part in (self.hour, self.minute, self.second) if part is not None]
        return ":".join(parts) + (f".{self.fraction}" if self.fraction else "") + self.zone

    @property
    def offset(self) -> int:
        """Seconds that its zone is ahead of UTC; 0 where it has none."""
        if len(self.zone) < 6:
            return 0
        return int(self.zone[0] + "1") * (int(self.zone[1:3]) * 3600 + int(self.zone[4:6]) * 60)


def parse_clock(text: str) -> Clock:
    """The time of day that follows T.

    Raises:
        DateError: it is none; the message names the wrong part.
    """
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise faults.not_a_clock(text)
    hour = int(match["hour"])
    minute, second = (None if match[key] is None else int(match[key]) for key in ("minute", "second"))
    clock = Clock(hour, minute, second, match["fraction"] or "", _zone(match["zone"] or ""))
    if hour > 24 or (minute or 0) > 59 or (second or 0) > 60:
        raise faults.bad_clock(text)
    if hour == 24 and (minute or second or clock.fraction.strip("0")):
        raise DateError(f"“T{text}” passes the end of the day, 24:00:00; write 00 as the hour of the next day")
    if second == 60 and (hour * 60 + (minute or 0) - clock.offset // 60) % 1440 != 1439:
        raise DateError(f"“{text}” has a second “60”; a leap second ends a day of UTC, at 23:59:60")
    return clock


def _zone(text: str) -> str:
    if text in ("", "Z"):
        return text
    hours, minutes = int(text[1:3]), int(text[-2:]) if len(text) > 3 else 0
    ahead = (hours * 60 + minutes) * (1 if text[0] == "+" else -1)
    if minutes > 59 or not -720 <= ahead <= 840:
        raise DateError(f"“{text}” is no offset from UTC; write -12:00 to +14:00")
    if text[0] == "-" and not ahead:
        raise DateError(f"“{text}” is not an offset; write Z or +00:00 for UTC")
    return f"{text[0]}{hours:02}:{minutes:02}" if ahead else "Z"
