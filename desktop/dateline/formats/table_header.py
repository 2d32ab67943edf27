"""The header of a table: which delimiter it has, and which of its columns gives which part of an event."""

import codecs
from collections.abc import Mapping

from dateline.domain.errors import ChronologyError
from dateline.domain.value import dataclass
from dateline.formats.report import listed
from dateline.formats.table_text import Grid, cell_text

DELIMITERS = (b",", b";", b"\t")

ROLES: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title",),
    "start": ("start", "when", "date"),
    "end": ("end",),
    "stated": ("stated",),
    "basis": ("basis",),
    "region": ("region", "regions"),
    "place": ("place",),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "longitude"),
    "kind": ("kind",),
    "certainty": ("certainty",),
    "speaker": ("speaker", "speakers", "by"),
    "actor": ("actor", "actors"),
    "source": ("source", "sources"),
    "summary": ("summary",),
}
"""What a column may give, and the names that it may have for that, the usual one first; case makes no difference."""

_WIDE_MARKS = {codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32"} | {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table.

    Attributes:
        names: as the header has them; a nameless one is "column 3".
        roles: what is taken from which column.
        delimiter: the byte between cells.
        start: where the rows begin, in bytes of the file.
        line: the 1-based line where they begin.
        doubts: sentences on what is strange and costs nothing.
    """

    names: tuple[str, ...]
    roles: Mapping[str, int]
    delimiter: bytes
    start: int
    line: int
    doubts: tuple[str, ...] = ()

    @property
    def further(self) -> tuple[tuple[int, str], ...]:
        """The columns that give no part of an event, with their names."""
        taken = set(self.roles.values())
        return tuple((column, name) for column, name in enumerate(self.names) if column not in taken)


def header_of(data: bytes, name: str) -> Header:
    """Return the header that a table begins with.

    Args:
        data: the file's beginning, with the whole header; the whole file where it is short.
        name: stands in front of places in messages.

    Raises:
        ChronologyError: there is none, it is not UTF-8, or no column gives the titles.
    """
    _refuse_wide(data, name)
    begin = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    line = 1
    while data[begin : begin + 1] in (b"\n", b"\r"):
        line += data[begin : begin + 1] == b"\n"
        begin += 1
    if begin == len(data):
        raise ChronologyError("the file is empty", name)
    candidates, faults = [], []
    for delimiter in DELIMITERS:
        try:
            candidates.append(_parsed(data, begin, line, delimiter, name))
        except ChronologyError as error:
            faults.append(error)  # quoted cells, as read with a delimiter that does not part them
    if not candidates:
        raise faults[0]
    header = max(candidates, key=lambda each: (len(each.roles), len(each.names)))
    if "title" not in header.roles:
        raise ChronologyError(
            f"a table of events needs a column “title”; this one has {listed(header.names, 20)}", f"{name}:{line}"
        )
    return header


def _parsed(data: bytes, begin: int, line: int, delimiter: bytes, name: str) -> Header:
    row = Grid(delimiter, 0, name).row(data, begin, is_last=True)
    if isinstance(row, str) or row is None:
        raise ChronologyError(f"the header cannot be read: {row}", f"{name}:{line}")
    cells, end = row
    try:
        texts = [" ".join(cell_text(data[first:last]).split()) for first, last in cells]
    except UnicodeDecodeError as error:
        raise ChronologyError(
            f"the file is not UTF-8: the header has a byte 0x{error.object[error.start]:02X}; save it as UTF-8",
            f"{name}:{line}",
        ) from error
    names = tuple(text or f"column {place}" for place, text in enumerate(texts, 1))
    lines = line + data.count(b"\n", begin, end) + (b"\n" not in data[begin:end])
    return _header(names, delimiter, end, lines)


def _header(names: tuple[str, ...], delimiter: bytes, start: int, line: int) -> Header:
    folded = [name.casefold() for name in names]
    roles: dict[str, int] = {}
    doubts = []
    for role, spellings in ROLES.items():
        found = [place for spelling in spellings for place, name in enumerate(folded) if name == spelling]
        if found:
            roles[role] = found[0]
        doubts += [
            f"the column “{names[place]}” is kept as a further field, since “{names[found[0]]}” gives the same"
            for place in found[1:]
        ]
    return Header(names, roles, delimiter, start, line, tuple(doubts))


def _refuse_wide(data: bytes, name: str) -> None:
    for mark, encoding in _WIDE_MARKS.items():
        if data.startswith(mark):
            raise ChronologyError(f"the file is {encoding}; save it as UTF-8", name)
    beginning = data[:200]
    if beginning.count(0) * 5 >= len(beginning) > 0:
        looks_wide = beginning.count(0) <= 0.6 * len(beginning)
        raise ChronologyError(
            "the file looks like UTF-16; save it as UTF-8" if looks_wide else "the file is not text", name
        )
