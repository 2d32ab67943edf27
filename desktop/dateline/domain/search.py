"""Free text search: which events contain all words, and where a text matches."""

import unicodedata
from collections.abc import Iterator
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.folding import fold, words_of

__all__ = ["BLOCK", "blocks", "find", "fold", "keep", "spans", "text_mask"]

Mask = NDArray[np.bool_]

BLOCK = 32768
"""Rows looked through between two answers: some 10 ms of a large table."""

_LAST: WeakKeyDictionary[Chronology, tuple[tuple[str, ...], Mask]] = WeakKeyDictionary()


def find(chronology: Chronology, text: str) -> NDArray[np.int64]:
    """Return rows, in chronological order, whose event contains every word of the text; all rows for a blank text.

    Looked through are title, summary, claims and who makes them, actors, place and the names of the regions.
    """
    return chronology.columns.rows(text_mask(chronology, text))


def text_mask(chronology: Chronology, text: str) -> Mask:
    """Return which rows contain every word of the text; read-only. The last answer is kept."""
    words = words_of(text)
    kept = _LAST.get(chronology)
    if kept is None or kept[0] != words:
        mask = np.ones(len(chronology), np.bool_)
        for start, block in blocks(chronology, text):
            mask[start : start + len(block)] = block
        keep(chronology, text, mask)
        return mask
    return kept[1]


def keep(chronology: Chronology, text: str, mask: Mask) -> None:
    """Let `text_mask` know an answer that was found block by block; the mask becomes read-only."""
    mask.setflags(write=False)
    _LAST[chronology] = words_of(text), mask


def blocks(chronology: Chronology, text: str) -> Iterator[tuple[int, Mask]]:
    """Yield which rows contain every word of the text, for some rows after the other: (first of them, truths)."""
    words = sorted(words_of(text), key=len, reverse=True)  # a long word is rare, and without it the rest is not sought
    in_regions = [_in_region_named(word, chronology) for word in words]
    for start in range(0, len(chronology), BLOCK):
        stop = min(start + BLOCK, len(chronology))
        found = np.ones(stop - start, np.bool_)
        for word, in_region in zip(words, in_regions, strict=True):
            if found.any():
                held = chronology.records.holding(word, start, stop)
                found &= held if in_region is None else held | in_region[start:stop]
        yield start, found


def _in_region_named(word: str, chronology: Chronology) -> Mask | None:
    """Which rows lie in a region that a word names; None where no region is called so."""
    regions = (chronology.regions.get(code) for code in chronology.columns.region_codes)
    wanted = [region is not None and word in fold(region.name) for region in regions]
    return chronology.columns.region.any_of(np.array(wanted, np.bool_)) if any(wanted) else None


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """Return where the words of a search match a text: [start, end) in its characters, apart and in order."""
    letters: list[str] = []
    origins: list[tuple[int, int]] = []
    for start, end in _letters(text):
        for part in fold(text[start:end]):
            letters.append(part)
            origins.append((start, end))
    folded = "".join(letters)
    matches = sorted(match for word in words_of(query) for match in _matches(folded, word))
    return _merged([(origins[start][0], origins[end - 1][1]) for start, end in matches])


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """The places of letters, each with the marks that follow it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.combining(text[place]):
            yield start, place
            start = place


def _matches(folded: str, word: str) -> list[tuple[int, int]]:
    found = []
    place = folded.find(word)
    while place >= 0:
        found.append((place, place + len(word)))
        place = folded.find(word, place + len(word))
    return found


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
