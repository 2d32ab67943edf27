"""The report: everything that goes on the printed pages, in words and in order, as plain values."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict

import dateline
from dateline.domain.chronology import Chronology
from dateline.domain.event import Event
from dateline.domain.query import Answer, Query, parts
from dateline.domain.value import dataclass
from dateline.printing.bibliography import Bibliography, SourceLine
from dateline.printing.chapters import headings
from dateline.printing.entry import Entry, Numbering, entry_of

ZERO_WIDTH_SPACE = "\u200b"
UNSETTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls but the line feed, and lone surrogates."""

LONG_WORD = re.compile(r"[^\W_]{41,}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """Consecutive entries under one heading, e.g. "August 2024"."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the pages say. Every text is ready to be set; nothing in it is markup.

    `possibly` counts the shown events that meet the asked period in some readings of their date only.
    `period` is the stretch of time that the file is about, in words. `accessed` is set where all sources were looked
    up on the same date, which then stands only once.
    """

    title: str
    description: str
    language: str
    filters: tuple[str, ...]
    shown: int
    total: int
    count: str
    chapters: tuple[Chapter, ...]
    sources: tuple[SourceLine, ...]
    accessed: str = ""
    period: str = ""
    file: str = ""
    version: str = dateline.__version__

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in their printed order."""
        return tuple(entry for chapter in self.chapters for entry in chapter.entries)

    def json(self) -> str:
        """The report as the template reads it; the same report gives the same text."""
        return json.dumps(cleaned(asdict(self)), ensure_ascii=False, separators=(",", ":"))


def report(chronology: Chronology, answer: Answer, query: Query, colours: Mapping[str, str] | None = None) -> Report:
    """Return what is printed of a chronology when `answer` is what `query` gave.

    Args:
        colours: kind id -> "#rrggbb", as the figure shows them; a kind without one is printed in ink.
    """
    rows = [int(row) for row in answer.rows]
    events = [chronology.event(row) for row in rows]
    possible = [bool(flag) for flag in answer.is_possible]
    bibliography = Bibliography(chronology.sources, events)
    numbering = Numbering(chronology, {event.id: number for number, event in enumerate(events, start=1)})
    entries = tuple(
        entry_of(event, numbering, bibliography, colours or {}, is_possible=is_possible)
        for event, is_possible in zip(events, possible, strict=True)
    )
    return Report(
        title=chronology.title or (chronology.path.name if chronology.path else "Untitled chronology"),
        description=chronology.description,
        language=chronology.language,
        filters=parts(query, chronology),
        shown=len(rows),
        total=answer.total,
        count=count_in_words(len(rows), answer.total, answer.possibly),
        chapters=chaptered(events, entries),
        sources=bibliography.lines(),
        accessed=bibliography.accessed,
        period=numbering.words(chronology.period) if chronology.period else "",
        file=chronology.path.name if chronology.path else "",
    )


def count_in_words(shown: int, total: int, possibly: int = 0) -> str:
    """Return "118 of 166 events, 3 of them possibly"."""
    noun = "event" if total == 1 else "events"
    whole = f"{shown:,} of {total:,} {noun}"
    return f"{whole}, {possibly:,} of them possibly" if possibly else whole


def chaptered(events: Iterable[Event], entries: tuple[Entry, ...]) -> tuple[Chapter, ...]:
    """Return the entries in their order, cut where the heading changes; a heading that returns says "continued"."""
    chapters: list[tuple[str, list[Entry]]] = []
    for heading, entry in zip(headings([event.when for event in events]), entries, strict=True):
        if not chapters or chapters[-1][0] != heading:
            chapters.append((heading, []))
        chapters[-1][1].append(entry)
    seen: set[str] = set()
    result = []
    for heading, members in chapters:
        result.append(Chapter(f"{heading}, continued" if heading in seen else heading, tuple(members)))
        seen.add(heading)
    return tuple(result)


def cleaned(value: object) -> object:
    """Return nested plain values with every text fit to be set; what stands under "url" keeps its letters exactly."""
    if isinstance(value, str):
        return breakable(clean(value))
    if isinstance(value, dict):
        return {key: clean(item) if key == "url" else cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(item) for item in value]
    return value


def clean(text: str) -> str:
    """Return a text composed (NFC), its line ends as "\\n", other controls as spaces.

    Composed, because a font that has "й" may lack its parts; without controls, because no font has those.
    """
    return UNSETTABLE.sub(" ", unicodedata.normalize("NFC", text.replace("\r\n", "\n"))).strip()


def breakable(text: str) -> str:
    """Return a text whose words of more than 40 letters may be broken every 20, so that none runs off the page."""
    return LONG_WORD.sub(lambda word: ZERO_WIDTH_SPACE.join(re.findall(".{1,20}", word[0])), text)
