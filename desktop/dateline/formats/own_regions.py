"""A chronology's own regions: which of them fit the built-in table, and what is wrong with the others."""

from collections.abc import Iterable

from dateline.domain.region import Region
from dateline.formats.positioned_yaml import Mark
from dateline.formats.report import Report


def fitting(given: Iterable[tuple[Region, Mark]], report: Report) -> tuple[Region, ...]:
    """Return the regions that extend the built-in table; the others are reported and left out."""
    own: dict[str, tuple[Region, Mark]] = {}
    for region, mark in given:
        if region.code in own:
            _leave_out(report, mark, f"“{region.code}” is given twice")
        elif not region.name.strip() and region.code not in report.regions:
            _leave_out(report, mark, f"“{region.code}” is new and needs a “name”")
        else:
            own[region.code] = (region, mark)
    while unfit := [code for code in own if _lacks_parent(own, code, report) or _lies_in_itself(own, code)]:
        for code in unfit:
            region, mark = own[code]
            hint = report.region_hint(region.parent or "")
            unknown = f"its parent “{region.parent}” is not a known region{hint}"
            _leave_out(report, mark, unknown if _lacks_parent(own, code, report) else f"“{code}” lies in itself")
        own = {code: entry for code, entry in own.items() if code not in unfit}
    return tuple(region for region, _ in own.values())


def _leave_out(report: Report, mark: Mark, message: str) -> None:
    report.lose(mark, f"this region is left out: {message}")


def _lacks_parent(own: dict[str, tuple[Region, Mark]], code: str, report: Report) -> bool:
    parent = own[code][0].parent
    return parent is not None and parent not in own and parent not in report.regions


def _lies_in_itself(own: dict[str, tuple[Region, Mark]], code: str) -> bool:
    """Whether a region's way outward comes back to it. A built-in region lies in built-in ones only."""
    passed: set[str] = set()
    outer: str | None = code
    while outer in own and outer not in passed:
        passed.add(outer)
        outer = own[outer][0].parent
    return outer == code
