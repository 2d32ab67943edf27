"""Texts made alike for searching: without case, accents and typographic differences."""

import unicodedata
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_APOSTROPHES = "\u2018\u2019\u02bb\u02bc\u2032\u00b4`"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_ALIKE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DASHES, "-"))
_SEPARATOR = "\n"


def fold(text: str) -> str:
    """Return the text as it is compared: case folded, without marks on letters, apostrophes and dashes alike."""
    if text.isascii():
        return text.replace("`", "'").lower()
    apart = unicodedata.normalize("NFKD", text.translate(_ALIKE).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_ALIKE)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a search, folded, each once."""
    return tuple(dict.fromkeys(fold(text).split()))


class FoldedTexts:
    """Many texts folded into one string, so that a word is sought at the speed of `str.find`."""

    def __init__(self, texts: Iterable[str]) -> None:
        folded = [fold(text).replace(_SEPARATOR, " ") for text in texts]
        self._joined = _SEPARATOR.join(folded) + _SEPARATOR
        self._ends = np.cumsum([len(text) + 1 for text in folded], dtype=np.int64)

    def __len__(self) -> int:
        return len(self._ends)

    def containing(self, word: str) -> NDArray[np.bool_]:
        """Return which texts contain a folded word without spaces."""
        found = np.zeros(len(self), np.bool_)
        ends = self._ends
        place = self._joined.find(word)
        while place >= 0:
            row = int(np.searchsorted(ends, place, side="right"))
            if row >= len(self):
                break
            found[row] = True
            place = self._joined.find(word, int(ends[row]))
        return found
