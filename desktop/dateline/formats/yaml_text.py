"""YAML as a person would write it: text, lists and mappings to lines, quoted and wrapped only where that is needed.

Lists and mappings go into one line where the caller says so and there is room. What is written reads back as the
same text, by any YAML reader that leaves scalars alone.
"""

import re
from collections.abc import Iterator, Sequence

from dateline.formats.positioned_yaml import is_printable

WIDTH = 110
"""Characters that a line may have, where a word is not longer."""

_PLAIN = re.compile(r"(?!\.\.\.(?:\s|$))(?:[^\W_]|[(./$+«„“…]|-(?=[^\s\-]))[^\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Flow(dict[str, object]):
    """A mapping that is written in one line where there is room."""


def block(value: object, indent: int) -> Iterator[str]:
    """Yield the lines of a mapping's entries or a list's items, each beginning at an indent."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _entry(f"{' ' * indent}{scalar(key)}:", part, indent)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _item(item, indent)


def scalar(text: str, in_flow: bool = False) -> str:
    """Return a text as a scalar in one line: plain where that is safe, else in double quotes."""
    if _is_plain(text, in_flow):
        return text
    return f'"{"".join(_ESCAPES.get(letter) or _escaped(letter) for letter in text)}"'


def _entry(head: str, value: object, indent: int) -> Iterator[str]:
    """Yield the lines of a value after `key:`."""
    if isinstance(value, str):
        yield from _text(f"{head} ", value, indent + 2)
    elif (line := _one_line(value)) and len(head) + 1 + len(line) <= WIDTH:
        yield f"{head} {line}"
    else:
        yield head
        yield from block(value, indent + 2)


def _item(item: object, indent: int) -> Iterator[str]:
    """Yield the lines of a list's item, the first one after its dash."""
    dash = f"{' ' * indent}- "
    if isinstance(item, str):
        yield from _text(dash, item, indent + 2)
    elif (isinstance(item, Flow) or not item) and (line := _one_line(item)) and len(dash) + len(line) <= WIDTH:
        yield dash + line
    else:
        lines = block(item, indent + 2)
        yield dash + next(lines)[indent + 2 :]
        yield from lines


def _one_line(value: object) -> str:
    """Return a list or a mapping in brackets, or nothing where it is one that has lines of its own."""
    if isinstance(value, str):
        return scalar(value, in_flow=True)
    if isinstance(value, Flow):
        parts = {scalar(key, in_flow=True): _one_line(part) for key, part in value.items()}
        return "{" + ", ".join(f"{key}: {part}" for key, part in parts.items()) + "}" if all(parts.values()) else ""
    if isinstance(value, dict):
        return "" if value else "{}"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "[" + ", ".join(scalar(item, in_flow=True) for item in value) + "]"
    return ""


def _text(head: str, text: str, indent: int) -> Iterator[str]:
    """Yield the lines of a text: literal where it has lines of its own, else wrapped at single spaces."""
    if "\n" in text and _is_literal(text):
        yield head + ("|" if text.endswith("\n") else "|-")
        for line in text.removesuffix("\n").split("\n"):
            yield f"{' ' * indent}{line}" if line else ""
        return
    rest = scalar(text)
    if "  " in text or text != text.strip(" "):  # where a line ends, only one space comes back
        yield head + rest
        return
    line = head
    for word in rest.split(" "):
        if line.strip() and not line.endswith(" "):
            if len(line) + 1 + len(word) > WIDTH and line != head and _may_begin_line(word):
                yield line
                line = " " * indent
            else:
                line += " "
        line += word
    yield line


def _may_begin_line(word: str) -> bool:
    """Whether a word may go on with a text in a new line: a document's end and a comment may not."""
    return bool(word) and word[0] not in "#%-.?:&*!|>'\"@`{}[],"


def _is_plain(text: str, in_flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or text[-1] in " :" or ": " in text or " #" in text:
        return False
    if not text.isascii() and not all(map(is_printable, text)):
        return False
    return not (in_flow and re.search(r"[\[\]{},:?]", text))  # PyYAML's own scanner ends at ? there


def _is_literal(text: str) -> bool:
    lines = text.removesuffix("\n").split("\n")
    return (
        bool(lines[0] and lines[-1])  # empty lines at the end would run into those between events
        and not lines[0].startswith((" ", "\t"))
        and all(line == line.rstrip() and "\t" not in line and "\r" not in line for line in lines)
        and all(letter not in "\x85\u2028\u2029" and is_printable(letter) for letter in text)
    )


def _escaped(letter: str) -> str:
    code = ord(letter)
    if is_printable(letter) and letter not in "\x85\xa0\u2028\u2029":
        return letter
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
