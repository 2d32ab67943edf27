"""The chronology format itself: `NAME.dateline.yaml` to a `Chronology`, and what a bad part of a file costs.

The good part of a file opens and the rest is among the findings, by the rules that `fields` states. Only where nothing
can be opened is a `ChronologyError` raised: not a regular file, too large, not UTF-8, not YAML, not a chronology, or
nested, aliased or tagged beyond what the format allows.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.errors import ChronologyError
from dateline.domain.event import Event
from dateline.domain.finding import Level
from dateline.domain.region import Region
from dateline.domain.source import Source
from dateline.formats import fields
from dateline.formats.files import Cancelled, decoded, read_bytes
from dateline.formats.own_regions import fitting
from dateline.formats.positioned_yaml import Document, Mark, Node
from dateline.formats.report import Report, shortened
from dateline.formats.writer import dumps, write

__all__ = ["dumps", "read", "read_text", "write"]

Progress = Callable[[int, int], None]

PROGRESS_STEP = 1000
"""Events, sources, kinds and regions between two calls of `progress` and `cancelled`."""

_LISTS = frozenset(entry.key for entry in fields.LISTS)
_KEYS = ("dateline", *(entry.key for entry in fields.HEADER), *(entry.key for entry in fields.LISTS))


def read(path: Path | str, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Chronology:
    """Return the chronology in a file.

    Args:
        path: the file.
        progress: called now and then with (characters read, characters in all), last with both the same.
        cancelled: asked as often whether to stop.

    Raises:
        Cancelled: `cancelled` said so.
        ChronologyError: nothing can be opened.
    """
    path = Path(path)
    return read_data(read_bytes(path), path, progress, cancelled)


def read_data(
    data: bytes, path: Path, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> Chronology:
    """Return the chronology that a file with these bytes holds; see `read`."""
    return replace(_read(data, str(path), progress, cancelled), path=path)


def read_text(text: str, name: str = "") -> Chronology:
    """Return the chronology in a text; `name` stands in front of places in messages.

    Raises:
        ChronologyError: nothing can be opened.
    """
    return _read(text.encode(errors="surrogatepass"), name, None, None)


def _read(data: bytes, name: str, progress: Progress | None, cancelled: Callable[[], bool] | None) -> Chronology:
    total = len(decoded(data, name))
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise ChronologyError("the file is empty", name)
    reader = _Reader(name)
    document = Document(data, name)
    with _no_search_for_cycles():
        for count, (key, node, is_item) in enumerate(document.entries(_LISTS), 1):
            reader.take(key, node, is_item, document.take_problems())
            if count % PROGRESS_STEP == 0:
                if cancelled is not None and cancelled():
                    raise Cancelled(name)
                if progress is not None:
                    progress(min(node[1].index, total), total)
        chronology = reader.chronology()
    if progress is not None:
        progress(total, total)
    return chronology


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Switch Python's cycle collector off for a while: reading makes no cycles, and looking for them costs a third."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Reader:
    """Takes a file's entries one after the other and makes the chronology of them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._report = Report()
        self._header: dict[str, Any] = {}
        self._first_marks: dict[str, Mark] = {}
        self._doubled: Mark | None = None
        self._left_out = 0
        self._events: list[Event | None] = []  # None: left out after all
        self._event_lines: dict[str, int] = {}
        self._sources: dict[str, Source] = {}
        self._source_lines: dict[str, int] = {}
        self._kinds: dict[str, Kind] = {}
        self._kind_marks: dict[str, Mark] = {}
        self._regions: list[tuple[Region, Mark]] = []
        self._references: list[tuple[int | str, str, str, Mark]] = []  # row or source id, kind, word, place
        self._report.known["event"] = self._event_lines
        self._report.known["source"] = self._sources

    def take(self, key: str, node: Node, is_item: bool, problems: list[tuple[Mark, str]]) -> None:
        """Take one entry of the root, or one item of one of its lists."""
        if self._is_doubled(key, node):
            self._left_out += key == "events" and is_item
        elif key == "events" and is_item:
            self._take_event(node, problems)
        else:
            for mark, message in problems:
                self._report.tell(mark, message)
            if is_item:
                self._take_item(key, node)
            else:
                self._take_header(key, node)

    def chronology(self) -> Chronology:
        """Return what was read, when all was taken.

        Raises:
            ChronologyError: it was not a chronology.
        """
        if "dateline" not in self._first_marks:
            hint = self._report.hint("dateline", self._first_marks)
            wrong = f" (“{hint.split('“')[1].split('”')[0]}” is not that)" if hint else ""
            raise ChronologyError(f"not a chronology: “dateline: {fields.VERSION}” is missing{wrong}", self._name)
        self._report.event = ""
        for entry in fields.HEADER:
            if entry.is_required and entry.key not in self._first_marks:
                self._report.tell(self._first_marks["dateline"], f"the chronology needs “{entry.key}”")
        own = fitting(self._regions, self._report)
        self._report.regions = self._report.regions.extended(own)
        self._report.known["region"] = self._report.regions
        self._resolve()
        self._tell_misspelt_kinds()
        events = [event for event in self._events if event is not None]
        return Chronology.from_events(
            events,
            **self._header,
            kinds=self._kinds.values(),
            sources=self._sources.values(),
            regions=self._report.regions,
            own_regions=own,
            findings=self._report.findings(),
            left_out=self._left_out + len(self._events) - len(events),
            source_lines=self._source_lines,
        )

    def _is_doubled(self, key: str, node: Node) -> bool:
        mark = node[2]
        first = self._first_marks.setdefault(key, mark)
        if first is mark:
            return False
        if self._doubled is not mark:
            self._doubled = mark
            self._report.event = ""
            self._report.tell(
                mark, f"“{shortened(key)}” is given twice, first in line {first.line + 1}; the second is left out"
            )
        return True

    def _take_header(self, key: str, node: Node) -> None:
        self._report.event = ""
        mark = node[1]
        if key == "dateline":
            self._check_version(node)
        elif entry := next((entry for entry in fields.HEADER if entry.key == key), None):
            place = self._report.place()
            value = None
            if node[0] == "":
                self._report.tell(mark, f"“{key}” is empty; give it a value or leave the key out", Level.WARNING)
            else:
                value = entry.type.read(node, self._report)
            if value is not None:
                self._header[entry.name] = value
            elif node[0] != "":
                self._report.explain(place, f"“{key}” is not used")
        elif key in _LISTS:
            self._take_no_list(key, node)
        else:
            hint = self._report.hint(key, _KEYS) or f"; allowed are {', '.join(_KEYS)}"
            self._report.tell(node[2], f"unknown key “{shortened(key)}”{hint}")

    def _take_no_list(self, key: str, node: Node) -> None:
        """Report a list's key with something else; an empty value is an empty list."""
        if node[0] == "":
            self._report.tell(node[1], f"“{key}” is empty; give it a value or leave the key out", Level.WARNING)
            return
        self._report.tell(node[1], f"“{key}” is not used: it is a list; write each entry after “- ”")
        if key == "events":
            self._left_out += len(node[0]) if isinstance(node[0], dict) else 1

    def _check_version(self, node: Node) -> None:
        version = node[0]
        where = f"{self._name}:{node[1].line + 1}:{node[1].column + 1}"
        if not isinstance(version, str) or not version.isdecimal():
            raise ChronologyError(f"“dateline” gives the format's version; write “dateline: {fields.VERSION}”", where)
        if version != fields.VERSION:
            raise ChronologyError(
                f"the file is of version {shortened(version)}; this program reads version {fields.VERSION}", where
            )

    def _take_item(self, key: str, node: Node) -> None:
        self._report.event = ""
        place = self._report.place()
        match key:
            case "sources":
                taken = self._take_source(node)
            case "kinds":
                taken = self._take_kind(node)
            case _:
                taken = self._take_region(node)
        if not taken:
            self._report.explain(place, f"this {key.removesuffix('s')} is left out")

    def _take_source(self, node: Node) -> bool:
        source = fields.SOURCE_RECORD.read(node, self._report)
        references = self._take_references()
        if source is None:
            return False
        if source.id in self._sources:
            line = self._source_lines[source.id]
            self._report.lose(_id_mark(node), f"the id “{source.id}” is already used in line {line}")
            return False
        self._sources[source.id] = source
        self._source_lines[source.id] = node[1].line + 1
        self._references += ((source.id, *reference) for reference in references)
        return True

    def _take_kind(self, node: Node) -> bool:
        kind = fields.KIND.read(node, self._report)
        if kind is None:
            return False
        if kind.id in self._kinds:
            self._report.lose(_id_mark(node), f"the kind “{kind.id}” is given twice")
            return False
        self._kinds[kind.id] = kind
        return True

    def _take_region(self, node: Node) -> bool:
        region = fields.REGION_RECORD.read(node, self._report)
        if region is not None:
            self._regions.append((region, node[1]))
        return region is not None

    def _take_event(self, node: Node, problems: list[tuple[Mark, str]]) -> None:
        report = self._report
        event_id = _text_of(node, "id")
        report.event = event_id
        before, place = report.losses, report.place()
        for mark, message in problems:
            report.lose(mark, message)
        event = fields.EVENT_RECORD.read(node, report)
        references = self._take_references()
        if event_id in self._event_lines:
            report.lose(_id_mark(node), f"the id is already used in line {self._event_lines[event_id]}")
        elif event_id:
            self._event_lines[event_id] = node[1].line + 1
        if report.losses != before:
            self._events.append(None)
            report.explain(place, _left_out(event_id))
            return
        if event.kind and event.kind not in self._kind_marks:
            self._kind_marks[event.kind] = _mark_of(node, "kind")
        self._references += ((len(self._events), *reference) for reference in references)
        self._events.append(event)

    def _take_references(self) -> list[tuple[str, str, Mark]]:
        pending = self._report.pending
        if pending:
            self._report.pending = []
        return pending

    def _resolve(self) -> None:
        """Report what refers to nothing in the whole file."""
        for place, kind, word, mark in self._references:
            if word in self._report.known[kind]:
                continue
            if isinstance(place, str):
                self._drop_republished(place, word, mark)
            elif kind == "event":
                self._drop_link(place, word, mark)
            elif (event := self._events[place]) is not None or kind == "source":
                self._drop_event(place, event, kind, word, mark)

    def _drop_republished(self, source_id: str, word: str, mark: Mark) -> None:
        hint = self._report.hint(word, self._sources)
        self._report.event = ""
        self._report.tell(mark, f"“republishes” is not used: “{shortened(word)}” is not among the sources{hint}")
        source = self._sources[source_id]
        further = (*source.further, ("republishes", word))
        self._sources[source_id] = replace(source, republishes="", further=further)

    def _drop_link(self, row: int, word: str, mark: Mark) -> None:
        event = self._events[row]
        if event is None:
            return
        self._report.event = event.id
        hint = self._report.hint(word, self._event_lines)
        self._report.tell(mark, f"this relation is left out: “{shortened(word)}” is not among the events{hint}")
        self._events[row] = replace(event, relates=tuple(link for link in event.relates if link.to != word))

    def _drop_event(self, row: int, event: Event | None, kind: str, word: str, mark: Mark) -> None:
        if event is None:
            return
        self._report.event = event.id
        if kind == "region":
            message = f"“{shortened(word)}” is not a known region{self._report.region_hint(word)}"
        else:
            message = f"“{shortened(word)}” is not among the sources{self._report.hint(word, self._sources)}"
        self._report.tell(mark, f"{_left_out(event.id)}: {message}")
        self._events[row] = None

    def _tell_misspelt_kinds(self) -> None:
        """Warn of a kind that is not among those listed and looks like one of them."""
        self._report.event = ""
        for kind, mark in self._kind_marks.items():
            if kind not in self._kinds and (hint := self._report.hint(kind, self._kinds)):
                self._report.tell(mark, f"the kind “{kind}” is not among those listed{hint}", Level.WARNING)


def _left_out(event_id: str) -> str:
    return f"event “{shortened(event_id)}” is left out" if event_id else "this event is left out"


def _text_of(node: Node, key: str) -> str:
    """Return the text of a mapping's key, or nothing."""
    pairs = node[0]
    value = pairs[key][0] if isinstance(pairs, dict) and key in pairs else ""
    return value if isinstance(value, str) else ""


def _mark_of(node: Node, key: str) -> Mark:
    """Return where the value of a mapping's key stands."""
    pairs = node[0]
    return pairs[key][1] if isinstance(pairs, dict) and key in pairs else node[1]


def _id_mark(node: Node) -> Mark:
    return _mark_of(node, "id")
