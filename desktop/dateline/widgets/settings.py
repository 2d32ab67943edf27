"""What the program remembers: the window, recent files and, per file, filter, view and layout; outside the files."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QCryptographicHash, QSettings

from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import DateError
from dateline.domain.query import Query
from dateline.domain.value import dataclass
from dateline.layout.metrics import ROW_HEIGHTS, Collapsed, Grouping, Lens
from dateline.models.document import Appearance

RECENT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class FileState:
    """How a file was last looked at; None where nothing is remembered."""

    query: Query = Query()
    stretch: tuple[int, float] | None = None  # first second seen, seconds seen
    appearance: Appearance = Appearance()
    event: str = ""


class Settings:
    """The one table of remembered things. A damaged or foreign value is ignored, never an error."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Dateline", "Dateline")

    # recent files

    @property
    def recent(self) -> list[Path]:
        """Files opened lately that are still there, newest first."""
        return [path for path in map(Path, self._texts("recent")) if path.is_file()]

    def remember_opened(self, path: Path) -> None:
        kept = [str(path), *(str(each) for each in self.recent if each != path)]
        self._store.setValue("recent", kept[:RECENT_LIMIT])

    def forget_recent(self) -> None:
        """Leave no trace of the files that were opened, nor of what was looked for in them."""
        for key in ("recent", "files"):
            self._store.remove(key)

    # window

    def bytes(self, key: str) -> QByteArray | None:
        value = self._store.value(f"window/{key}")
        return value if isinstance(value, QByteArray) else None

    def set_bytes(self, key: str, value: QByteArray) -> None:
        self._store.setValue(f"window/{key}", value)

    def flag(self, key: str, default: bool) -> bool:
        return str(self._store.value(f"window/{key}", default)).lower() == "true"

    def set_flag(self, key: str, value: bool) -> None:
        self._store.setValue(f"window/{key}", value)

    def text(self, key: str, default: str = "") -> str:
        return str(self._store.value(f"window/{key}", default))

    def set_text(self, key: str, value: str) -> None:
        self._store.setValue(f"window/{key}", value)

    def shortcut(self, command: str) -> str | None:
        """A rebound key of a command; None where it keeps its own."""
        value = self._store.value(f"keys/{command}")
        return None if value is None else str(value)

    def set_shortcut(self, command: str, keys: str | None) -> None:
        """Remember a command's own key, "" for none at all; None: it keeps its usual one."""
        if keys is None:
            self._store.remove(f"keys/{command}")
        else:
            self._store.setValue(f"keys/{command}", keys)

    # per file

    def file_state(self, path: Path) -> FileState:
        group = _group(path)
        state = FileState(event=self._text(f"{group}/event"))
        state = replace(state, query=self._query(group), appearance=self._appearance(group))
        try:
            start, length = int(self._text(f"{group}/start")), float(self._text(f"{group}/length"))
        except ValueError:
            return state
        return replace(state, stretch=(start, length)) if 0 < length < float("inf") else state

    def set_file_state(self, path: Path, state: FileState) -> None:
        group, query, appearance = _group(path), state.query, state.appearance
        values: dict[str, Any] = {
            "path": str(path),
            "regions": sorted(query.regions),
            "regions_alone": sorted(query.regions_alone),
            "kinds": sorted(query.kinds),
            "certainties": sorted(certainty.word for certainty in query.certainties),
            "period": str(query.period or ""),
            "text": query.text,
            "grouping": appearance.grouping.value,
            "lens": appearance.lens.value,
            "tags": appearance.has_tags,
            "row_height": appearance.row_height,
            "collapsed": sorted(grouping.value for grouping in appearance.collapsed.groupings),
            "collapsed_but": sorted(f"{grouping.value}/{key}" for grouping, key in appearance.collapsed.exceptions),
            "event": state.event,
        }
        if state.stretch is not None:
            values |= {"start": str(state.stretch[0]), "length": repr(state.stretch[1])}
        for key, value in values.items():
            self._store.setValue(f"{group}/{key}", value)

    def _query(self, group: str) -> Query:
        words = {certainty.word: certainty for certainty in Certainty}
        period = None
        try:
            if text := self._text(f"{group}/period"):
                period = parse_edtf(text)
        except DateError:
            period = None  # a settings file changed by hand: no filter rather than no start
        return Query(
            regions=frozenset(self._texts(f"{group}/regions")),
            regions_alone=frozenset(self._texts(f"{group}/regions_alone")),
            kinds=frozenset(self._texts(f"{group}/kinds")),
            certainties=frozenset(words[word] for word in self._texts(f"{group}/certainties") if word in words),
            period=period,
            text=self._text(f"{group}/text"),
        )

    def _appearance(self, group: str) -> Appearance:
        plain = Appearance()
        grouping = self._text(f"{group}/grouping")
        lens = self._text(f"{group}/lens")
        return Appearance(
            grouping=Grouping(grouping) if grouping in set(Grouping) else plain.grouping,
            lens=Lens(lens) if lens in set(Lens) else plain.lens,
            has_tags=self._text(f"{group}/tags") == "true",
            row_height=self._row_height(group, plain.row_height),
            collapsed=self._collapsed(group),
        )

    def _row_height(self, group: str, usual: float) -> float:
        try:
            height = float(str(self._store.value(f"{group}/row_height", usual)))
        except ValueError:
            return usual
        return height if height in ROW_HEIGHTS else usual

    def _collapsed(self, group: str) -> Collapsed:
        groupings = (Grouping(word) for word in self._texts(f"{group}/collapsed") if word in set(Grouping))
        pairs = (text.partition("/") for text in self._texts(f"{group}/collapsed_but"))
        exceptions = ((Grouping(word), key) for word, _, key in pairs if word in set(Grouping))
        return Collapsed(frozenset(groupings), frozenset(exceptions))

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else ""

    def _texts(self, key: str) -> list[str]:
        value = self._store.value(key)  # an INI file gives one text for a list of one
        if isinstance(value, str):
            return [value] if value else []
        return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _group(path: Path) -> str:
    return "files/" + digest(str(path))[:16]


def digest(text: str) -> str:
    """Return a long number that tells this text from others, in hexadecimal digits.

    Qt's: Python's loads OpenSSL, which takes 5 ms of a start.
    """
    data = text.encode("utf-8", "surrogateescape")
    return bytes(QCryptographicHash.hash(data, QCryptographicHash.Algorithm.Sha256).toHex().data()).decode("ascii")
