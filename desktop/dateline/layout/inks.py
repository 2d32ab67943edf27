"""What colour stands for: one ink per kind, certainty or region, with a two-letter tag for kinds."""

from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.value import dataclass
from dateline.layout.metrics import Lens, Words


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour by what it means; painting's theme turns it into one. `own` is a file's own #rrggbb, or empty.

    `index` tells inks without a colour of their own apart.
    """

    lens: Lens
    key: str
    name: str
    own: str = ""
    tag: str = ""
    index: int = 0


def inks(chronology: Chronology, lens: Lens, words: Words = Words()) -> tuple[Ink, ...]:
    """Return the inks of a lens in the order of its codes; the last is for events that have none."""
    columns = chronology.columns
    match lens:
        case Lens.KIND:
            kinds = [chronology.kinds[kind] for kind in columns.kinds]
            tags = two_letter_tags([kind.label for kind in kinds])
            found = [
                Ink(lens, kind.id, kind.label, kind.colour, tag, index)
                for index, (kind, tag) in enumerate(zip(kinds, tags, strict=True))
            ]
        case Lens.CERTAINTY:
            found = [Ink(lens, one.word, words.certainties[one], index=int(one)) for one in Certainty]
        case Lens.REGION:
            found = []
            for index, code in enumerate(columns.region_codes):
                region = chronology.regions.get(code)
                found.append(Ink(lens, code, region.name if region else code, index=index))
    return (*found, Ink(lens, "", "", index=len(found)))


def ink_codes(chronology: Chronology, lens: Lens) -> NDArray[np.integer[Any]]:
    """Return the ink of every row, as an index into `inks`; made once per chronology and lens."""
    known = _CODES.setdefault(chronology, {})
    found = known.get(lens)
    if found is None:
        codes = _ink_codes(chronology, lens)
        found = known[lens] = codes.astype(np.uint8) if int(codes.max(initial=0)) < 2**8 else codes.astype(np.int32)
    return found


_CODES: WeakKeyDictionary[Chronology, dict[Lens, NDArray[np.integer[Any]]]] = WeakKeyDictionary()


def _ink_codes(chronology: Chronology, lens: Lens) -> NDArray[np.integer[Any]]:
    columns = chronology.columns
    match lens:
        case Lens.KIND:
            return np.where(columns.kind < 0, len(columns.kinds), columns.kind)
        case Lens.CERTAINTY:
            return columns.certainty
        case Lens.REGION:
            return np.where(columns.region.first < 0, len(columns.region_codes), columns.region.first)


def two_letter_tags(names: Iterable[str]) -> list[str]:
    """Return a distinct tag per name: its first letter and the first later one that is still free, else a digit."""
    taken: set[str] = set()
    tags = []
    for name in names:
        letters = [letter for letter in name.casefold() if letter.isalnum()] or ["x"]
        free = (letters[0] + second for second in [*letters[1:], *"23456789"] if letters[0] + second not in taken)
        tag = next(free, letters[0] + "+")
        taken.add(tag)
        tags.append(tag.capitalize())
    return tags
