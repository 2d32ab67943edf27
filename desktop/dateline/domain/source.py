"""A source (a work) and a citation (a pointer from a claim into it)."""

from dateline.domain.value import dataclass
from dateline.domain.when import When


@dataclass(frozen=True, slots=True)
class Name:
    """A person or body as CSL names it: `literal`, or `family` with `given`."""

    literal: str = ""
    family: str = ""
    given: str = ""

    def __str__(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True)
class Source:
    """A work that claims rest on, in the terms of CSL.

    `further` holds the other CSL variables of the file as (name, text) pairs, in the file's order; nothing is dropped.
    """

    id: str
    type: str = ""
    title: str = ""
    container_title: str = ""
    publisher: str = ""
    author: tuple[Name, ...] = ()
    issued: When | None = None
    accessed: When | None = None
    url: str = ""
    language: str = ""
    note: str = ""
    republishes: str = ""
    further: tuple[tuple[str, str], ...] = ()

    @property
    def outlet(self) -> str:
        """Who put it out: the newspaper or magazine, else the publisher; may be empty."""
        return self.container_title or self.publisher


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer from a claim into a source; `locators` are (CSL label, value) pairs, e.g. ("paragraph", "9")."""

    source: str
    locators: tuple[tuple[str, str], ...] = ()
    quote: str = ""
