"""The types of value that a field may have: how each is read from YAML, described by JSON Schema and written again.

`read` returns None after it has reported a loss. `plain` gives text, lists and dictionaries, as a node without places.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol

from dateline.domain.errors import DateError
from dateline.domain.value import dataclass
from dateline.domain.when import When
from dateline.formats.positioned_yaml import Node, one_line
from dateline.formats.report import Report, listed, shortened

Schema = dict[str, Any]

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_NUMBER_LENGTH = 400
"""Characters of a number; the smallest float has 326 in digits."""
SCALAR = ["string", "number", "boolean"]
"""What other YAML readers make of a text without quotes."""


class Type(Protocol):
    """What a field may hold."""

    def read(self, node: Node, report: Report) -> Any:
        """Return the value of a node, or None with the loss reported."""

    def schema(self) -> Schema:
        """Return the JSON Schema of a node."""

    def plain(self, value: Any) -> object:
        """Return a value as it is written."""


@dataclass(frozen=True, slots=True)
class Text:
    """Any text; with a `pattern`, one that matches it as a whole; `what` names that in messages."""

    what: str = "text"
    pattern: str = ""
    example: str = ""

    def read(self, node: Node, report: Report) -> str | None:
        value = node[0]
        if value.__class__ is not str:
            not_text(node, report, self.what)
            return None
        if self.pattern and not re.fullmatch(self.pattern, value):
            report.lose(node[1], f"“{shortened(value)}” is not {self.what}{self._advice(value)}")
            return None
        return value

    def schema(self) -> Schema:
        if not self.pattern:
            return {"type": SCALAR, "minLength": 1}
        return {"type": ["string", "integer"], "minimum": 0, "pattern": f"^({self.pattern})$"}

    def plain(self, value: str) -> str:
        return value

    def _advice(self, value: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")
        if self.pattern == ID_PATTERN and slug:
            return f"; write “{slug}”"
        return f"; write it as in {self.example}" if self.example else ""


ID_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
TEXT = Text()
ID = Text("an id (lower-case words and hyphens)", ID_PATTERN)


@dataclass(frozen=True, slots=True)
class Word:
    """One of some words; `values` maps each to what it stands for."""

    what: str
    values: Mapping[str, Any]

    def read(self, node: Node, report: Report) -> Any:
        value = node[0]
        if value.__class__ is not str:
            not_text(node, report, self.what)
            return None
        meant = self.values.get(value)
        if meant is None:
            hint = report.hint(value, self.values) or f"; allowed are {listed(self.values)}"
            report.lose(node[1], f"“{shortened(value)}” is not {self.what}{hint}")
        return meant

    def schema(self) -> Schema:
        return {"enum": list(self.values)}

    def plain(self, value: Any) -> str:
        return next(word for word, meant in self.values.items() if meant == value)


def words_of(what: str, members: type[Enum]) -> Word:
    """Return the type whose words are an enumeration's names in lower case."""
    return Word(what, {member.name.lower(): member for member in reversed(list(members))})


@dataclass(frozen=True, slots=True)
class Date:
    """A date in EDTF."""

    def read(self, node: Node, report: Report) -> When | None:
        value = node[0]
        if value.__class__ is not str:
            report.lose(node[1], f"a date in brackets needs quotes; write {_unbracketed(node)}")
            return None
        date = report.date(value)
        if isinstance(date, DateError):
            report.lose(node[1], date.message)
            return None
        return date

    def schema(self) -> Schema:
        pattern = r"^(?=.*([0-9X]{4}|Y))[0-9XYEST:Z.,/~?%+\-\[\]{} ]+$"
        return {"type": ["string", "integer"], "format": "edtf", "pattern": pattern}

    def plain(self, value: When) -> str:
        return value.text


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number, kept to its last digit; with bounds, degrees as a float."""

    low: int | None = None
    high: int | None = None

    def read(self, node: Node, report: Report) -> Decimal | float | None:
        value = node[0]
        if not isinstance(value, str):
            not_text(node, report, "a number")
            return None
        if len(value) > _NUMBER_LENGTH or not _NUMBER.fullmatch(value):
            report.lose(node[1], f"“{shortened(value)}” is not a number{_number_advice(value)}")
            return None
        if self.low is None or self.high is None:
            return Decimal(value)
        if not self.low <= float(value) <= self.high:
            report.lose(node[1], f"{value} is out of range; allowed are {self.low} to {self.high} degrees")
        return float(value)

    def schema(self) -> Schema:
        number: Schema = {"type": "number"}
        if self.low is not None:
            number |= {"minimum": self.low, "maximum": self.high}
        return {"anyOf": [number, {"type": "string", "pattern": f"^{_NUMBER.pattern}$"}]}

    def plain(self, value: Decimal | float) -> str:
        return format(Decimal(repr(value)) if isinstance(value, float) else value, "f")


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of a source, event or region; whether there is one shows when the whole file is read."""

    kind: str
    pattern: str

    def read(self, node: Node, report: Report) -> str | None:
        value = node[0]
        if not isinstance(value, str):
            not_text(node, report, f"the id of one {self.kind}")
            return None
        if value not in report.known[self.kind]:
            report.pending.append((self.kind, value, node[1]))
        return value

    def schema(self) -> Schema:
        return {"type": ["string", "integer"], "minLength": 1}

    def plain(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class Many:
    """A list. Where `is_partial`, an item with a defect is left out alone."""

    of: Type
    is_partial: bool = False

    def read(self, node: Node, report: Report) -> tuple[Any, ...] | None:
        items, mark, _ = node
        if items.__class__ is not list:
            example = f"; write [{shortened(items)}]" if isinstance(items, str) else "; write each item after “- ”"
            report.lose(mark, f"a list is wanted here{example}")
            return None
        read = self.of.read
        before, place = report.losses, report.place()
        values = []
        for item in items:
            if item[0] == "":
                report.lose(item[1], "an item of this list is empty; give it a value or take it out")
                continue
            value = read(item, report)
            if value is not None:
                values.append(value)
        if self.is_partial and report.losses != before:
            report.losses = before
            report.explain(place, "this entry is left out")
        return tuple(values)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.of.schema()}

    def plain(self, value: tuple[Any, ...]) -> list[object]:
        return [self.of.plain(item) for item in value]


def not_text(node: Node, report: Report, what: str) -> None:
    """Report a list or a mapping where a text is wanted."""
    found = "a list" if isinstance(node[0], list) else "a mapping"
    report.lose(node[1], f"{what} is wanted here, not {found}; a text that begins with “[” or “{{” needs quotes")


def _number_advice(value: str) -> str:
    bare = re.sub(r"[\s_,'’]", "", value)
    if _NUMBER.fullmatch(bare) and len(bare) <= _NUMBER_LENGTH:
        return f"; write {bare}"
    return "; write digits alone, as in 11000 or 51.19"


def _unbracketed(node: Node) -> str:
    """Return the quoted date that someone meant who forgot the quotes."""
    value = node[0]
    inside = ",".join(one_line(item) for item in value) if isinstance(value, list) else ",".join(value)
    return f'"[{shortened(inside)}]"' if isinstance(value, list) else f'"{{{shortened(inside)}}}"'
