"""What is doubtful in a chronology that is well formed: findings of named checks, which its file may justify."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from dateline.domain.calendar import DAY
from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.event import Event, Relation
from dateline.domain.finding import Finding, Level
from dateline.domain.folding import fold
from dateline.domain.source import Source
from dateline.domain.stated import coarser, contradiction
from dateline.domain.when import When

_JUSTIFIED = re.compile(r"#\s*justified:\s*(?P<check>[a-z-]+)\s*:\s*(?P<reason>.*)$")
_COMMENT = re.compile(r"^\s*#\s*(?P<text>.*)$")
_OPPOSED = frozenset(((Relation.CONFIRMS, Relation.DISPUTES), (Relation.DISPUTES, Relation.CONFIRMS)))
_ONE_WAY = frozenset((Relation.CAUSED_BY, Relation.UPDATES))


def check(chronology: Chronology, text: str | None = None) -> list[Finding]:
    """Return the reader's findings and those of all checks, by line.

    A comment "# justified: CHECK: reason" in the lines of an event, source or region turns the warnings of that check
    there into notes; it may go on in the comment lines below it.

    Args:
        text: the text of the chronology's file; without it, no justification is seen and regions have no line.
    """
    lines = (text or "").splitlines()
    region_lines = _region_lines(lines)
    findings = list(chronology.findings)
    for find in _CHECKS:
        findings += find(chronology)
    findings += _unreachable_regions(chronology, region_lines)
    starts = {event.line for event in _events(chronology)} | set(chronology.source_lines.values())
    reasons = _justifications(lines, sorted(starts | set(region_lines.values()) - {0}))
    return sorted((_justified(found, *reasons) for found in findings), key=lambda found: (found.line, found.column))


def independent(source_ids: tuple[str, ...], sources: Mapping[str, Source]) -> frozenset[str]:
    """Return the ids of the works that sources go back to: one that republishes another counts as that other."""
    return frozenset(_origin(source_id, sources) for source_id in source_ids)


def _origin(source_id: str, sources: Mapping[str, Source]) -> str:
    passed = [source_id]
    while (source := sources.get(passed[-1])) is not None and source.republishes:
        if source.republishes in passed:
            return min(passed[passed.index(source.republishes) :])
        passed.append(source.republishes)
    return passed[-1]


def _events(chronology: Chronology) -> Iterator[Event]:
    return (chronology.event(row) for row in range(len(chronology)))


def _warning(event: Event, check_name: str, message: str) -> Finding:
    return Finding(Level.WARNING, message, line=event.line, check=check_name, event=event.id)


def _without_source(chronology: Chronology) -> Iterator[Finding]:
    for event in _events(chronology):
        if not event.claims:
            yield _warning(event, "no-source", f"event “{event.id}” has no claim and so rests on no source")
        for claim in event.claims:
            if not claim.cites:
                whose = f"the claim of {claim.by}" if claim.by else "a claim"
                yield _warning(event, "no-source", f"{whose} in event “{event.id}” cites no source")


def _uncited_sources(chronology: Chronology) -> Iterator[Finding]:
    used = {chronology.columns.source_ids[code] for code in set(chronology.columns.source.values.tolist())}
    used |= {chronology.sources[source_id].republishes for source_id in used if source_id in chronology.sources}
    for source_id in chronology.sources:
        if source_id not in used:
            line = chronology.source_lines.get(source_id, 0)
            yield Finding(Level.WARNING, f"source “{source_id}” is never cited", line=line, check="uncited-source")


def _single_source(chronology: Chronology) -> Iterator[Finding]:
    for event in _events(chronology):
        origins = independent(event.sources, chronology.sources)
        if event.certainty is Certainty.CONFIRMED and len(origins) == 1:
            copies = [f"“{source}”" for source in event.sources if source not in origins]
            further = f"; {' and '.join(copies)} {'repeats' if len(copies) == 1 else 'repeat'} it" if copies else ""
            message = f"event “{event.id}” is marked confirmed but rests on “{min(origins)}” alone{further}"
            yield _warning(event, "single-source", message)


def _stated_mismatches(chronology: Chronology) -> Iterator[Finding]:
    if chronology.language.partition("-")[0].lower() not in ("", "en"):
        return
    for event in _events(chronology):
        if event.when is None or not event.stated:
            continue
        anchors = _anchors(event, chronology)
        message = contradiction(event.when, event.stated, anchors)
        if message is None and not event.basis:
            message = coarser(event.when, event.stated, anchors)
        if message is not None:
            yield _warning(event, "stated-mismatch", f"in event “{event.id}”, {message}")


def _anchors(event: Event, chronology: Chronology) -> list[When]:
    """Return when the event may have been stated: when it was said, and when its sources were issued."""
    issued = (chronology.sources[source].issued for source in event.sources if source in chronology.sources)
    known = dict.fromkeys(when for when in (*(claim.said for claim in event.claims), *issued) if when is not None)
    return list(known)


def _after_sources(chronology: Chronology) -> Iterator[Finding]:
    for event in _events(chronology):
        cited = [chronology.sources.get(source) for source in event.sources]
        known = [when for source in cited if source and (when := source.issued or source.accessed)]
        if event.when is None or not known or len(known) < len(cited):
            continue
        if event.when.earliest >= max(when.latest for when in known):
            message = f"event “{event.id}” ({event.when}) lies after every source that reports it was issued"
            yield _warning(event, "after-sources", message)


def _relation_conflicts(chronology: Chronology) -> Iterator[Finding]:
    for event in _events(chronology):
        for link in event.relates:
            if link.to == event.id:
                yield _warning(event, "self-relation", f"event “{event.id}” relates to itself")
        for one, other in combinations(dict.fromkeys(event.relates), 2):
            if one.to == other.to and (one.how, other.how) in _OPPOSED:
                message = f"event “{event.id}” both confirms and disputes “{one.to}”"
                yield _warning(event, "relation-conflict", message)
        for back, how_back in chronology.incoming(event.id):
            for link in event.relates:
                if link.to == back != event.id and _conflicts(link.how, how_back, is_first=event.id < back):
                    message = f"event “{event.id}” {_verb(link.how)} “{back}”, which in turn {_verb(how_back)} it"
                    yield _warning(event, "relation-conflict", message)


def _conflicts(how: Relation, how_back: Relation, *, is_first: bool) -> bool:
    """Say whether two relations in opposite directions conflict, telling each pair once."""
    if how == how_back:
        return how in _ONE_WAY and is_first
    return (how, how_back) == (Relation.CONFIRMS, Relation.DISPUTES)


def _verb(how: Relation) -> str:
    return "is caused by" if how is Relation.CAUSED_BY else how.value


def _duplicate_titles(chronology: Chronology) -> Iterator[Finding]:
    first: dict[tuple[str, int | None], Event] = {}
    for event in _events(chronology):
        day = event.when.earliest // DAY if event.when is not None else None
        earlier = first.setdefault((" ".join(fold(event.title).split()), day), event)
        if earlier is not event:
            message = f"event “{event.id}” has the same title and day as “{earlier.id}”"
            yield _warning(event, "duplicate-title", message)


def _unreachable_regions(chronology: Chronology, lines: Mapping[str, int]) -> Iterator[Finding]:
    used = frozenset(chronology.region_index.places)
    for region in chronology.own_regions:
        line = lines.get(region.code, 0)
        if region.parent is not None and region.parent not in chronology.regions:
            message = f"region “{region.code}” lies in “{region.parent}”, which is not a known region"
            yield Finding(Level.WARNING, message, line=line, check="unreachable-region")
        elif region.code not in used:
            message = f"region “{region.code}” is defined, but no event lies in it"
            yield Finding(Level.NOTE, message, line=line, check="unreachable-region")


_CHECKS: tuple[Callable[[Chronology], Iterator[Finding]], ...] = (
    _without_source,
    _uncited_sources,
    _single_source,
    _stated_mismatches,
    _after_sources,
    _relation_conflicts,
    _duplicate_titles,
)


def _region_lines(lines: list[str]) -> dict[str, int]:
    """Return the line on which the file defines each region, by its code."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if match := re.match(r"""\s*-\s+\{?\s*(?:.*[,{]\s*)?code:\s*["']?([\w-]+)""", line):
            found.setdefault(match[1], number)
    return found


def _justifications(lines: list[str], starts: list[int]) -> tuple[dict[tuple[int, str], str], list[int]]:
    """Return the reasons given, by the line of the item they stand in and the check, with those lines."""
    reasons: dict[tuple[int, str], str] = {}
    current: tuple[int, str] | None = None
    for number, line in enumerate(lines, 1):
        if match := _JUSTIFIED.search(line):
            current = (_item_line(number, starts), match["check"])
            reasons[current] = match["reason"].strip()
        elif current is not None and (comment := _COMMENT.match(line)):
            reasons[current] = f"{reasons[current]} {comment['text'].strip()}".strip()
        else:
            current = None
    return reasons, starts


def _item_line(line: int, starts: list[int]) -> int:
    place = bisect_right(starts, line)
    return starts[place - 1] if place else 0


def _justified(found: Finding, reasons: Mapping[tuple[int, str], str], starts: list[int]) -> Finding:
    reason = reasons.get((_item_line(found.line, starts), found.check))
    if found.level is not Level.WARNING or not found.line or not found.check or reason is None:
        return found
    return replace(found, level=Level.NOTE, message=f"{found.message} (justified: {reason.rstrip('.')})")
