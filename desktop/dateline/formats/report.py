"""What a reader has to say about a file: findings with their places, near misses, and what they cost an event."""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import replace

from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import DateError
from dateline.domain.finding import Finding, Level
from dateline.domain.region import RegionTable
from dateline.domain.when import When
from dateline.formats.positioned_yaml import Mark

FINDING_LIMIT = 1000
"""Findings that are listed; one more says how many there are beyond."""

_COMPARISON_LIMIT = 100_000
"""Words looked at for near misses in all: one comparison costs some 10 us."""


class Report:
    """Collects findings while a file is read, and what later entries may still make known.

    Attributes:
        losses: how many defects cost the value they stand in; whoever reads a value compares before and after.
        event: id of the event that is being read, for its findings.
        regions: the codes that may be named.
        pending: (kind, word, place) of references to what is not known yet.
        known: per kind ("source", "event", "region") the ids met so far.
    """

    def __init__(self) -> None:
        self.losses = 0
        self.event = ""
        self.regions = RegionTable.builtin()
        self.known: dict[str, Collection[str]] = {"source": {}, "event": {}, "region": self.regions}
        self.pending: list[tuple[str, str, Mark]] = []
        self._findings: list[Finding] = []
        self._unlisted = 0
        self._comparisons = 0
        self._dates: dict[str, When | DateError] = {}

    def lose(self, mark: Mark, message: str) -> None:
        """Report a defect that costs the value it stands in."""
        self.losses += 1
        self.tell(mark, message)

    def tell(self, mark: Mark, message: str, level: Level = Level.ERROR) -> None:
        """Report something that costs nothing."""
        if len(self._findings) < FINDING_LIMIT:
            self._findings.append(Finding(level, message, mark.line + 1, mark.column + 1, event=self.event))
        else:
            self._unlisted += 1

    def place(self) -> int:
        """Return where the next finding will stand, for `explain`."""
        return len(self._findings)

    def explain(self, place: int, cost: str) -> None:
        """Say in front of every finding since a place what it costs."""
        for number in range(place, len(self._findings)):
            finding = self._findings[number]
            self._findings[number] = replace(finding, message=f"{cost}: {finding.message}")

    def findings(self) -> tuple[Finding, ...]:
        """Return what was reported in the file's order, and how much more there was."""
        listed = sorted(self._findings, key=lambda finding: (finding.line, finding.column))
        if self._unlisted:
            listed.append(Finding(Level.ERROR, f"{self._unlisted:,} more findings are not listed"))
        return tuple(listed)

    def date(self, text: str) -> When | DateError:
        """Return the date of an EDTF text, or why it is none. Each distinct text is parsed once."""
        date = self._dates.get(text)
        if date is None:
            try:
                date = parse_edtf(text)
            except DateError as error:
                date = error
            self._dates[text] = date
        return date

    def hint(self, word: str, choices: Collection[str]) -> str:
        """Return “; did you mean …?” with the nearest choice, or nothing."""
        near = self._nearest(word, choices)
        return f"; did you mean “{near}”?" if near else ""

    def region_hint(self, word: str) -> str:
        """Return the same for a region's code or name."""
        self._comparisons += len(self.regions)
        near = self.regions.nearest(word) if self._comparisons <= _COMPARISON_LIMIT else None
        return f"; did you mean “{near}”?" if near else ""

    def _nearest(self, word: str, choices: Collection[str]) -> str:
        self._comparisons += len(choices)
        if self._comparisons > _COMPARISON_LIMIT or len(word) > 100:
            return ""
        by_folded = {folded_word(choice): choice for choice in choices}
        folded = folded_word(word)
        near = [folded] if folded in by_folded else difflib.get_close_matches(folded, by_folded, n=1, cutoff=0.7)
        return by_folded[near[0]] if near else ""


def folded_word(word: str) -> str:
    """Return a key, id or code as it is compared with others."""
    return word.casefold().replace("_", "-").replace(" ", "-").strip("-")


def listed(words: Iterable[str], limit: int = 12) -> str:
    """Return words in a row for a message, cut where there are many."""
    words = list(words)
    return ", ".join(words[:limit]) + (", …" if len(words) > limit else "")


def shortened(text: str, limit: int = 60) -> str:
    """Return a text as it is quoted in a message: one line of bounded length."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
