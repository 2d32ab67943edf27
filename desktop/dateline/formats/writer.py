"""A `Chronology` as text in the chronology format, in the format's order of keys and made to be edited by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.domain.chronology import Chronology
from dateline.domain.errors import ChronologyError
from dateline.domain.finding import Level
from dateline.formats import fields
from dateline.formats.files import replace_file
from dateline.formats.records import Record
from dateline.formats.values import Many
from dateline.formats.yaml_text import Flow, block


def write(chronology: Chronology, path: Path | str) -> None:
    """Write a chronology to a file; an old one is replaced whole or not at all. Its comments are not kept.

    Raises:
        ChronologyError: the file cannot be written, or it is the one the chronology was read from and holds
            something that could not be read and would be lost.
    """
    path = Path(path)
    if chronology.path is not None and _is_same(chronology.path, path):
        errors = sum(finding.level is Level.ERROR for finding in chronology.findings)
        if errors or chronology.left_out:
            raise ChronologyError(
                "the file has errors, and writing would lose what could not be read; mend it or choose another name",
                str(path),
            )
    replace_file(path, dumps(chronology))


def dumps(chronology: Chronology) -> str:
    """Return a chronology as text; reading it gives the same again.

    Raises:
        ChronologyError: an event or a source has a further field of the same name as one of its own.
    """
    return "\n".join(_lines(chronology)) + "\n"


def _lines(chronology: Chronology) -> Iterator[str]:
    yield f"dateline: {fields.VERSION}"
    header = {
        entry.key: entry.type.plain(value)
        for entry in fields.HEADER
        if (value := getattr(chronology, entry.name)) or entry.is_required
    }
    yield from block(header, 0)
    for entry in fields.LISTS:
        values = _listed(chronology, entry.key)
        record = entry.type.of if isinstance(entry.type, Many) else None
        if not values or not isinstance(record, Record):
            continue
        yield ""
        yield f"{entry.key}:"
        for number, value in enumerate(values):
            if number and not record.is_flow:
                yield ""
            yield from block([shaped(record, value)], 2)


def _listed(chronology: Chronology, key: str) -> list[Any]:
    match key:
        case "regions":
            return list(chronology.own_regions)
        case "kinds":
            kinds = list(chronology.kinds.values())
            used = dict.fromkeys(event.kind for event in _events(chronology) if event.kind)
            # Kinds without name and colour that follow from the events need no mention.
            follow = [kind.id for kind in kinds] == list(used) and not any(kind.name or kind.colour for kind in kinds)
            return [] if follow else kinds
        case "sources":
            return list(chronology.sources.values())
        case _:
            return list(_events(chronology))


def _events(chronology: Chronology) -> Iterator[Any]:
    return map(chronology.event, range(len(chronology)))


def shaped(record: Record, value: Any) -> dict[str, object]:
    """Return a record's value as it is written, its parts marked as to what goes into one line."""
    return _marked(record, record.plain(value))


def _marked(record: Record, plain: dict[str, object]) -> dict[str, object]:
    types = {entry.key: entry.type for entry in record.fields}
    marked: dict[str, object] = Flow() if record.is_flow else {}
    for key, part in plain.items():
        kind = types.get(key)
        inner = kind.of if isinstance(kind, Many) else kind
        if isinstance(inner, Record) and isinstance(part, list):
            part = [_marked(inner, item) for item in part]
        elif isinstance(inner, Record) and isinstance(part, dict):
            part = _marked(inner, part)
        elif isinstance(part, list) and key not in types:
            part = [Flow(item) if isinstance(item, dict) else item for item in part]
        marked[key] = part
    return marked


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
