"""Free text search: which events contain all words, and where a text matches."""

import unicodedata
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.folding import fold, words_of

__all__ = ["find", "fold", "spans", "text_mask"]


def find(chronology: Chronology, text: str) -> NDArray[np.int64]:
    """Return rows, in chronological order, whose event contains every word of the text; all rows for a blank text.

    Looked through are title, summary, claims and who makes them, actors, place and the names of the regions.
    """
    return chronology.columns.rows(text_mask(chronology, text))


def text_mask(chronology: Chronology, text: str) -> NDArray[np.bool_]:
    """Return which rows contain every word of the text."""
    mask = np.ones(len(chronology), np.bool_)
    for word in words_of(text):
        mask &= np.array([word in folded for folded in chronology.texts], np.bool_)
    return mask


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
