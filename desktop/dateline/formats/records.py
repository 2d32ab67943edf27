"""A record: a mapping with named fields, some of them required, and what becomes of keys that it does not know."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dateline.domain.errors import ChronologyError
from dateline.domain.finding import Level
from dateline.formats.positioned_yaml import Mark, Node, one_line
from dateline.formats.report import Report, listed, shortened
from dateline.formats.values import TEXT, Schema, Type

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record.

    Attributes:
        attribute: the name in the domain's value; empty: the key's, with underscores.
        is_kept: a defect costs the field alone, not the record; its text is then kept among the extras.
        is_always: written even where the value is empty.
        help: one sentence for the schema.
    """

    key: str
    type: Type
    help: str = ""
    attribute: str = ""
    is_required: bool = False
    is_kept: bool = False
    is_always: bool = False

    @property
    def name(self) -> str:
        return self.attribute or self.key.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Extras:
    """Keys beyond the fields, kept as (key, text) pairs in one attribute; `is_open` keeps unknown ones too."""

    attribute: str
    types: Mapping[str, Type] = field(default_factory=dict)
    is_open: bool = False


@dataclass(frozen=True)
class Record:
    """A mapping.

    Attributes:
        what: what one is called in messages, with its article.
        make: makes the domain's value of the values, or reports a loss where they do not fit together.
        extras: keys beyond the fields; they are written after the field `extras_after`, or last.
        rules: what the schema says beyond the fields; `make` holds the same.
        is_flow: written in one line where there is room.
    """

    what: str
    fields: tuple[Field, ...]
    make: Callable[[Values, Mark, Report], Any]
    extras: Extras | None = None
    extras_after: str = ""
    rules: Schema = field(default_factory=dict)
    is_flow: bool = False

    def read(self, node: Node, report: Report) -> Any:
        pairs, mark, _ = node
        if not isinstance(pairs, dict):
            report.lose(mark, f"{self.what} is wanted here, as “key: value” entries, not {_shape(node)}")
            return None
        before = report.losses
        values = self._values(pairs, report)
        for key in self._required:
            if key not in pairs or pairs[key][0] == "":
                report.lose(mark, f"{self.what} needs “{key}”")
        return None if report.losses != before else self.make(values, mark, report)

    def schema(self) -> Schema:
        extras = self.extras.types if self.extras else {}
        properties = {entry.key: _described(entry.type.schema(), entry.help) for entry in self.fields}
        schema: Schema = {
            "type": "object",
            "properties": properties | {key: kind.schema() for key, kind in extras.items() if key not in properties},
            "additionalProperties": False,
        }
        if self._required:
            schema["required"] = list(self._required)
        return schema | self.rules

    def plain(self, value: Any) -> dict[str, object]:
        written: dict[str, object] = {}
        for entry in self.fields:
            part = getattr(value, entry.name)
            if entry.is_always or (part is not None and part not in ("", ())):
                written[entry.key] = entry.type.plain(part)
            if entry.key == self.extras_after:
                self._write_extras(value, written)
        if not self.extras_after:
            self._write_extras(value, written)
        return written

    def _values(self, pairs: "dict[str, Node]", report: Report) -> Values:
        values: Values = {}
        find = self._entries.get
        for key, node in pairs.items():
            found = find(key)
            if found is None:
                self._take_extra(key, node, values, report)
            elif node[0] == "":
                report.tell(node[1], f"“{key}” is empty; give it a value or leave the key out", Level.WARNING)
            elif found[2]:
                self._take_kept(key, node, values, report)
            elif (value := found[1](node, report)) is not None:
                values[found[0]] = value
        return values

    def _take_kept(self, key: str, node: Node, values: Values, report: Report) -> None:
        name, read, _ = self._entries[key]
        before, place = report.losses, report.place()
        value = read(node, report)
        if report.losses == before:
            values[name] = value
        else:
            report.losses = before
            report.explain(place, f"“{key}” is not used")
            self._keep(key, node, values)

    def _take_extra(self, key: str, node: Node, values: Values, report: Report) -> None:
        kind = self.extras.types.get(key) if self.extras else None
        if kind is TEXT and node[0] and isinstance(node[0], str):  # all but all there is
            self._keep(key, node, values)
        elif kind is None:
            self._take_stranger(key, node, values, report)
        elif node[0] == "":
            report.tell(node[1], f"“{key}” is empty; give it a value or leave the key out", Level.WARNING)
        else:
            before = report.losses
            kind.read(node, report)
            if self.extras and self.extras.is_open:  # it stays, as the file has it
                report.losses = before
            self._keep(key, node, values)

    def _take_stranger(self, key: str, node: Node, values: Values, report: Report) -> None:
        mark = node[2]
        if key == "<<":
            report.lose(mark, "“<<” is a merge key, which is not allowed; repeat the entries")
            return
        message = f"unknown key “{shortened(key)}”{self._advice(key, report)}"
        if self.extras and self.extras.is_open:
            report.tell(mark, message)
            self._keep(key, node, values)
        else:
            report.lose(mark, message)

    def _advice(self, key: str, report: Report) -> str:
        if re.fullmatch("[0-9]{3}", key):
            return "; a comma in {…} ends the value, so write the number without commas"
        keys = [entry.key for entry in self.fields]
        return report.hint(key, [*keys, *(self.extras.types if self.extras else ())]) or f"; allowed are {listed(keys)}"

    def _keep(self, key: str, node: Node, values: Values) -> None:
        if self.extras:
            values[self.extras.attribute] = (*values.get(self.extras.attribute, ()), (key, one_line(node)))

    def _write_extras(self, value: Any, written: dict[str, object]) -> None:
        if self.extras is None:
            return
        for key, text in getattr(value, self.extras.attribute):
            if key in written:
                raise ChronologyError(f"{self.what} has two values for “{key}”; only one can be written")
            written[key] = _structured(text) if self.extras.types.get(key, TEXT) is not TEXT else text

    @cached_property
    def _entries(self) -> dict[str, tuple[str, Callable[[Node, Report], Any], bool]]:
        return {entry.key: (entry.name, entry.type.read, entry.is_kept) for entry in self.fields}

    @cached_property
    def _required(self) -> tuple[str, ...]:
        return tuple(entry.key for entry in self.fields if entry.is_required)


def _shape(node: Node) -> str:
    return "a list" if isinstance(node[0], list) else f"“{shortened(one_line(node))}”"


def _described(schema: Schema, text: str) -> Schema:
    return schema | {"description": text} if text else schema


def _structured(text: str) -> object:
    """Return the list that an extra's text stands for, or the text."""
    if not text.startswith("["):
        return text
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    # Only what comes back as the same text is written as a list.
    return value if json.dumps(value, ensure_ascii=False) == text and _is_plain(value) else text


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_is_plain, value))
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    return isinstance(value, str)
