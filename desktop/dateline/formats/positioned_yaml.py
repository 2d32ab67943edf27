"""YAML that knows line and column: a document's entries as text, lists and mappings, read one after the other.

Every scalar stays the text that the file shows; nothing becomes a number, a truth or a date. What makes YAML dangerous
or ambiguous is refused: anchors, aliases, tags, keys that are not text, several documents, nesting beyond DEPTH_LIMIT.

The reader stands on PyYAML's event stream, libyaml's where it is there (430,000 events in 0.6 s; the parser written in
Python gives the same answers and takes some twenty times as long). A node is a plain tuple: a class of our own costs
as much again as the stream.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from dateline.domain.errors import ChronologyError

DEPTH_LIMIT = 12
"""Lists and mappings that may stand in one another, the document's own mapping included."""
TOO_DEEP = f"nested too deeply; at most {DEPTH_LIMIT} levels are allowed"


class Mark(Protocol):
    """Where something stands: `line` and `column` count from 0, in characters; so does `index`, from the start."""

    line: int
    column: int
    index: int


Value: TypeAlias = "str | list[Node] | dict[str, Node]"
Node: TypeAlias = "tuple[Value, Mark, Mark]"
"""A value, where it starts, and where its key starts (of an item of a list: where the item starts)."""

_LAYOUT_HINT = "check the indent, quotes and brackets of this line and the one above"
_HINTS = {
    "mapping values are not allowed": "a value that holds “: ” needs quotes, and a key stands at its own indent",
    "tab character": "use spaces, not tabs, to indent",
    "could not find expected ':'": "every line is “key: value”, “- item” or goes on with the text above at a deeper "
    "indent",
    "expected ',' or '}'": "a “{” is not closed, or a value in it needs quotes",
    "expected ',' or ']'": "a “[” is not closed, or a value in it needs quotes",
    "unexpected end of stream": "a quote is opened here and not closed",
    "unknown escape character": "in double quotes write a backslash as “\\\\”, or use single quotes",
    "did not find expected": _LAYOUT_HINT,
    "expected <": _LAYOUT_HINT,
    "alphabetic or numeric character": "a value that begins with “*” or “&” needs quotes",
}
"""What to do about it, by words of the message in which either parser says what it met."""


class Document:
    """The entries of a document whose root is a mapping, parsed while they are asked for."""

    def __init__(self, data: bytes | str, name: str) -> None:
        """Begin to read.

        Args:
            data: the file's text, or the same as UTF-8 bytes, without a byte order mark.
            name: the file's name for messages.
        """
        self._problems: list[tuple[Mark, str]] = []
        self._name = name
        self._data = data
        self._next = self._event_source(data)

    def entries(self, unrolled: frozenset[str]) -> Iterator[tuple[str, Node, bool]]:
        """Yield each entry of the root mapping as its key, its node and False, in the file's order.

        A list whose key is in `unrolled` is yielded item by item, so that it never stands in memory as a whole: as
        key, item and True. The item's second mark is then that of the key.

        Raises:
            ChronologyError: not YAML, a root that is not a mapping, or something that the format refuses.
        """
        try:
            yield from self._root_entries(unrolled)
        except yaml.YAMLError as error:
            raise self._explained(error) from error

    def take_problems(self) -> list[tuple[Mark, str]]:
        """Return, once, the doubled keys of the entry yielded last, as (place, sentence); the first value stands."""
        problems = self._problems
        if problems:
            self._problems = []
        return problems

    def _event_source(self, data: bytes | str) -> Callable[[], Any]:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        try:
            next_event: Callable[[], Any] = loader(data).get_event  # Any: the stubs know no event's fields
        except yaml.YAMLError as error:  # the Python parser looks at the first characters at once
            raise self._explained(error) from error
        return next_event

    def _root_entries(self, unrolled: frozenset[str]) -> Iterator[tuple[str, Node, bool]]:
        self._next()  # the stream's start
        event = self._next()
        if event.__class__ is StreamEndEvent:
            raise ChronologyError("the file is empty", self._name)
        root = self._next()
        self._refuse_extras(root)
        if root.__class__ is not MappingStartEvent:
            what = "a list" if root.__class__ is SequenceStartEvent else "a text"
            raise self._refused(root.start_mark, f"the file is {what}, not “key: value” entries")
        while (event := self._next()).__class__ is not MappingEndEvent:
            self._refuse_key(event)
            key, value = event.value, self._next()
            if key in unrolled and value.__class__ is SequenceStartEvent:
                self._refuse_extras(value)
                while (item := self._next()).__class__ is not SequenceEndEvent:
                    yield key, self._node(item, event.start_mark, 3), True
            else:
                yield key, self._node(value, event.start_mark, 2), False
        self._finish()

    def _finish(self) -> None:
        for expected in (DocumentEndEvent, StreamEndEvent):
            event = self._next()
            if event.__class__ is not expected:
                raise self._refused(event.start_mark, "a second document begins here; a file holds one")

    def _node(self, event: Any, key_mark: Mark, depth: int) -> Node:
        """Build the node that an event begins; `depth` is that of the list or mapping it would be."""
        kind = event.__class__
        if event.__class__ is AliasEvent or event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        if kind is ScalarEvent:
            return event.value, event.start_mark, key_mark
        if depth > DEPTH_LIMIT:
            raise self._refused(event.start_mark, TOO_DEEP)
        value = self._mapping(depth + 1) if kind is MappingStartEvent else self._sequence(depth + 1)
        return value, event.start_mark, key_mark

    def _sequence(self, depth: int) -> "list[Node]":
        next_event = self._next
        items: list[Node] = []
        while (event := next_event()).__class__ is not SequenceEndEvent:
            items.append(self._node(event, event.start_mark, depth))
        return items

    def _mapping(self, depth: int) -> "dict[str, Node]":
        next_event = self._next
        pairs: dict[str, Node] = {}
        while (event := next_event()).__class__ is not MappingEndEvent:
            if event.__class__ is not ScalarEvent or event.anchor is not None or event.tag is not None:
                self._refuse_key(event)
            key = event.value
            mark = event.start_mark
            event = next_event()
            kind = event.__class__
            # Nine of ten values are plain texts; a call for each would cost a tenth of all reading.
            if kind is ScalarEvent and event.anchor is None and event.tag is None:
                node: Node = (event.value, event.start_mark, mark)
            else:
                node = self._node(event, mark, depth)
            if key not in pairs:
                pairs[key] = node
            else:
                first = pairs[key][2].line + 1
                self._problems.append((mark, f"“{key}” is given twice, first in line {first}; give it once"))
        return pairs

    def _refuse_key(self, event: Any) -> None:
        self._refuse_extras(event)
        mark: Mark = event.start_mark
        if event.__class__ is not ScalarEvent:
            raise self._refused(mark, "a key is a word; a value that begins with “{” or “[” needs quotes")

    def _refuse_extras(self, event: Any) -> None:
        mark: Mark = event.start_mark
        if event.__class__ is AliasEvent:
            raise self._refused(
                mark, f"“*{event.anchor}” is an alias, which is not allowed; repeat the text, or quote it"
            )
        if getattr(event, "anchor", None) is not None:
            raise self._refused(
                mark, f"“&{event.anchor}” is an anchor, which is not allowed; a text with “&” needs quotes"
            )
        if getattr(event, "tag", None) is not None:
            raise self._refused(
                mark, f"“{event.tag}” is a tag, which is not allowed; a text with “!” in front needs quotes"
            )

    def _refused(self, mark: Mark, message: str) -> ChronologyError:
        return ChronologyError(message, f"{self._name}:{mark.line + 1}:{mark.column + 1}")

    def _explained(self, error: yaml.YAMLError) -> ChronologyError:
        if isinstance(error, yaml.reader.ReaderError):
            return self._explained_character(error)
        problem = getattr(error, "problem", None) or str(error)
        mark = getattr(error, "problem_mark", None)
        if "end of stream" in problem:  # where the quote began, not the end of the file
            mark = getattr(error, "context_mark", None) or mark
        hint = next((hint for words, hint in _HINTS.items() if words in problem), problem)
        if "cannot start any token" in problem and mark is not None:
            letter = self._text().split("\n")[mark.line][mark.column]
            hint = _HINTS["tab character"] if letter == "\t" else f"a value that begins with “{letter}” needs quotes"
        where = f"{self._name}:{mark.line + 1}:{mark.column + 1}" if mark is not None else self._name
        if "nesting depth" in problem:  # libyaml reads ahead, and gives up at 1,000 levels before we see the first 13
            return ChronologyError(TOO_DEEP, where)
        return ChronologyError(f"not YAML: {hint}", where)

    def _text(self) -> str:
        return self._data if isinstance(self._data, str) else self._data.decode(errors="replace")

    def _explained_character(self, error: "yaml.reader.ReaderError") -> ChronologyError:
        """Say where the first character stands that YAML does not allow; the parsers count in different units."""
        text = self._text()
        offset = next((place for place, letter in enumerate(text) if not is_printable(letter)), 0)
        line_start = text.rfind("\n", 0, offset) + 1
        line = text.count("\n", 0, offset) + 1
        where = f"{self._name}:{line}:{offset - line_start + 1}"
        code = f"U+{ord(text[offset]):04X}" if text else str(error)
        return ChronologyError(f"the control character {code} is not allowed in YAML; remove it", where)


def is_printable(letter: str) -> bool:
    """Whether YAML 1.1 lets a character stand in a file as it is."""
    return (
        " " <= letter <= "~"
        or letter in "\t\n\r\x85"
        or "\xa0" <= letter <= "\ud7ff"
        or ("\ue000" <= letter <= "\ufffd" and letter != "\ufeff")
        or letter >= "\U00010000"
    )


def bare(node: Node) -> object:
    """Return a node without places: text, lists and dictionaries."""
    value = node[0]
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [bare(item) for item in value]
    return {key: bare(item) for key, item in value.items()}


def one_line(node: Node) -> str:
    """Return a node as a text: its own, or JSON of a list or a mapping."""
    value = node[0]
    return value if isinstance(value, str) else json.dumps(bare(node), ensure_ascii=False)
