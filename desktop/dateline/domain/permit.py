"""The days that a phrase about a date allows."""

from dateline.domain.calendar import DAY, civil, day_number, days_in_month, weekday
from dateline.domain.value import dataclass
from dateline.domain.when import FUTURE, PAST, When

_LONGEST_WALK = 1500
"""Days: a date that spans more has every weekday and every day of the year, so only its bounds can be wrong."""
_COARSE = 5
"""From more days than these a single one was picked by someone, who should say on what basis."""


@dataclass(frozen=True, slots=True)
class Permit:
    """The days that a phrase allows: those with one of the weekdays, months, days and years (empty: any) in its bounds.

    `earliest` and `latest` (exclusive) are instants. `slack` days to either side of the
    date are looked at too, where a phrase speaks of a night or a clock stands in another zone.
    """

    weekdays: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    earliest: int = PAST
    latest: int = FUTURE
    slack: int = 0

    def allows(self, when: When) -> bool:
        """Say whether the date has a reading that the phrase allows."""
        return any(self._allows_some(*stretch) for stretch in when.stretches())

    @property
    def is_coarse(self) -> bool:
        """Whether it limits the date, but to no single day."""
        is_limited = bool(self.months or self.years or self.days or (self.earliest > PAST and self.latest < FUTURE))
        is_week_or_more = self.latest - self.earliest > _COARSE * DAY
        return is_limited and is_week_or_more and not self.weekdays and (not self.days or len(self.days) > _COARSE)

    def bounding(self, side: str) -> "Permit":
        """Return what "since" or "before" such days allows: all after the first or before the last of them."""
        earliest, latest = self.earliest, self.latest
        if len(self.years) == 1 and not self.weekdays:
            (year,) = self.years
            months, days = self.months or {1, 12}, self.days or {1, 31}
            last = min(max(days), days_in_month(year, max(months)))
            earliest = day_number(year, min(months), min(days)) * DAY
            latest = (day_number(year, max(months), last) + 1) * DAY
        return Permit(earliest=earliest) if side in ("since", "from", "after") else Permit(latest=latest)

    def _allows_some(self, earliest: int, latest: int) -> bool:
        earliest = max(earliest - self.slack * DAY, self.earliest, PAST)
        latest = min(latest + self.slack * DAY, self.latest, FUTURE)
        if earliest >= latest:
            return False
        if earliest == PAST or latest == FUTURE or latest - earliest > _LONGEST_WALK * DAY:
            return not self.years or self._covers_year(earliest, latest)
        return any(self._allows_day(day * DAY) for day in range(earliest // DAY, (latest - 1) // DAY + 1))

    def _covers_year(self, earliest: int, latest: int) -> bool:
        return any(earliest < day_number(y + 1) * DAY and latest > day_number(y) * DAY for y in self.years)

    def _allows_day(self, instant: int) -> bool:
        year, month, day, *_ = civil(instant)
        return (
            (not self.weekdays or weekday(instant) in self.weekdays)
            and (not self.months or month in self.months)
            and (not self.days or day in self.days)
            and (not self.years or year in self.years)
        )


ANYTHING = Permit()
