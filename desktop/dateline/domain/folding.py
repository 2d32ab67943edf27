"""Texts made alike for searching: without case, accents and typographic differences."""

import unicodedata

_APOSTROPHES = "\u2018\u2019\u02bb\u02bc\u2032\u00b4`"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_ALIKE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DASHES, "-"))


def fold(text: str) -> str:
    """Return the text as it is compared: case folded, without marks on letters, apostrophes and dashes alike."""
    if text.isascii():
        return text.replace("`", "'").lower()
    apart = text
    for _ in range(2):  # a folded letter may come apart further, and a part may fold
        apart = unicodedata.normalize("NFKD", apart.translate(_ALIKE)).casefold()
    return "".join(letter for letter in apart.translate(_ALIKE) if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a search, folded, each once."""
    return tuple(dict.fromkeys(fold(text).split()))
