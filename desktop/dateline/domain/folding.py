"""Texts made alike for searching: without case, accents and typographic differences."""

import unicodedata

_DROPPED = "'`\u2018\u2019\u02b9\u02ba\u02bb\u02bc\u2032\u2033\u00ad"
"""Apostrophes, primes, and the soft hyphen."""
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_WHOLE = "\u00f8\u0142\u0111\u0131\u0259", "oldia"
"""ø ł đ ı ə do not come apart into a letter and a mark, and what is written for them."""
_ALIKE = dict.fromkeys(_DROPPED, "") | dict.fromkeys(_DASHES, "-") | dict(zip(*_WHOLE, strict=True))
_IN_TEXTS = str.maketrans(_ALIKE)
_IN_NAMES = str.maketrans(
    _ALIKE | dict.fromkeys('.,()"\u201c\u201d\u201e', "") | dict.fromkeys(f"-\u00b7/_{_DASHES}", " ")
)


def fold(text: str) -> str:
    """Return the text as it is compared: case folded, without apostrophes and marks on letters, dashes alike.

    Cyrillic й and ї stay apart from и and і, as their readers have it; ё becomes е, as it is mostly written.
    """
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    return _folded(text, _IN_TEXTS)


def fold_name(text: str) -> str:
    """Return a name as it is compared: folded, without full stops, commas, brackets and quotes, dashes as spaces."""
    folded = text.lower().translate(_IN_NAMES) if text.isascii() else _folded(text, _IN_NAMES)
    return " ".join(folded.split())


def _folded(text: str, alike: dict[int, str]) -> str:
    # An acute accent standing alone would come apart into a space. Taken apart twice: “ℂ” is a capital only
    # afterwards, and folding case may join letters again.
    apart = unicodedata.normalize("NFKD", text.replace("\u00b4", "")).casefold()
    apart = unicodedata.normalize("NFKD", apart).replace("\u0438\u0306", "\u0439").replace("\u0456\u0308", "\u0457")
    apart = apart.translate(alike)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a search, folded, each once."""
    return tuple(dict.fromkeys(fold(text).split()))
