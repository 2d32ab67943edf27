"""What the words of a table mean: kinds, certainties, regions, sources and names, each distinct cell looked at once."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Kind
from dateline.domain.claim import Certainty
from dateline.domain.columns import Ragged, Vocabulary
from dateline.domain.folding import fold, fold_name
from dateline.domain.region import Region, RegionTable
from dateline.domain.value import dataclass
from dateline.formats.report import Report, listed, shortened
from dateline.formats.table_text import cell_text
from dateline.formats.values import ID_PATTERN

CHOICES = 1000
"""Kinds, and regions of its own, that a table may have; a column with more is kept as a further field."""

_ID_LENGTH = 80
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_BETWEEN_ADDRESSES = re.compile(r";\s+|;(?=[a-z]+://)|;$", re.IGNORECASE)
_CERTAINTIES = {certainty.word: certainty for certainty in sorted(Certainty, reverse=True)}


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What distinct cells stand for: codes into `words` per cell, and the cells that stand for nothing that is known.

    `faults` says why by the cell's code: its rows are left out. `doubts` says what is strange and costs nothing.
    """

    codes: list[list[int]]
    words: tuple[str, ...]
    faults: dict[int, str] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)

    def single(self, cell_codes: NDArray[np.int32], none: int) -> NDArray[np.int32]:
        """Return each row's first code, or `none`."""
        return np.array([codes[0] if codes else none for codes in self.codes], np.int32)[cell_codes]

    def ragged(self, cell_codes: NDArray[np.int32]) -> Ragged:
        """Return the codes of each row."""
        counts_by_cell = np.array([len(codes) for codes in self.codes], np.int64)
        values_by_cell = np.array([code for codes in self.codes for code in codes], np.int32)
        counts = counts_by_cell[cell_codes]
        offsets = np.zeros(len(cell_codes) + 1, np.int64)
        np.cumsum(counts, out=offsets[1:])
        shifts = (np.cumsum(counts_by_cell) - counts_by_cell)[cell_codes] - offsets[:-1]
        return Ragged(offsets, values_by_cell[np.repeat(shifts, counts) + np.arange(offsets[-1])])


def names(cells: Sequence[bytes]) -> Meaning:
    """Return what cells with names separated by semicolons stand for."""
    vocabulary = Vocabulary()
    return Meaning([vocabulary.codes(name_list(cell_text(cell))) for cell in cells], vocabulary.words)


def name_list(text: str) -> list[str]:
    """Return the names in a cell, each once."""
    return list(dict.fromkeys(name for part in text.split(";") if (name := part.strip())))


def certainties(cells: Sequence[bytes], report: Report) -> Meaning:
    """Return the certainties that cells name; the codes are their values, an empty cell's is UNKNOWN's."""
    codes, faults = [], {}
    for place, cell in enumerate(cells):
        text = cell_text(cell).strip()
        found = _CERTAINTIES.get(text.casefold()) if text else Certainty.UNKNOWN
        codes.append([int(Certainty.UNKNOWN if found is None else found)])
        if found is None:
            hint = report.hint(text, _CERTAINTIES) or f"; allowed are {listed(_CERTAINTIES)}"
            faults[place] = f"“{shortened(text)}” is not a certainty{hint}"
    return Meaning(codes, tuple(certainty.word for certainty in Certainty), faults)


def kinds(cells: Sequence[bytes]) -> tuple[Meaning, tuple[Kind, ...]]:
    """Return the kinds that cells name: an id is one, any other text becomes one by its words and keeps its name."""
    vocabulary, made = Vocabulary(), dict[str, Kind]()
    codes: list[list[int]] = []
    for cell in cells:
        text = " ".join(cell_text(cell).split())
        if not text:
            codes.append([])
            continue
        kind = _slug(text) or f"kind-{len(made) + 1}"
        made.setdefault(kind, Kind(kind, "" if kind == text else text))
        codes.append([vocabulary.code(kind)])
    return Meaning(codes, vocabulary.words), tuple(made.values())


class Regions:
    """The regions that cells name, by code or by a spelling of the built-in table.

    A name that is not there becomes a region of the table's own, with its rows, and is told: no row is placed where it
    may not be, and none is lost.
    """

    def __init__(self, report: Report) -> None:
        self._table = RegionTable.builtin()
        self._report = report
        self._codes: dict[str, str] = {}
        self.own: dict[str, Region] = {}

    def of(self, cells: Sequence[bytes]) -> Meaning:
        """Return what cells with regions separated by semicolons stand for."""
        vocabulary, codes, doubts = Vocabulary(), [], {}
        for place, cell in enumerate(cells):
            before = len(self.own)
            codes.append(vocabulary.codes([self._code(name) for name in name_list(cell_text(cell))]))
            if len(self.own) > before:
                doubts[place] = "; ".join(self._doubt(region) for region in list(self.own.values())[before:])
            if len(self.own) > CHOICES:
                break
        return Meaning(codes, vocabulary.words, doubts=doubts)

    def _code(self, name: str) -> str:
        code = self._codes.get(name)
        if code is None:
            code = name if name in self._table else self._spellings.get(fold_name(name))
            self._codes[name] = code = code or self._own(name)
        return code

    def _own(self, name: str) -> str:
        stem = f"X-{_slug(name).upper()}".rstrip("-")
        code = _free(stem if stem != "X" else f"X-{len(self.own) + 1}", {*self.own, *self._table})
        self.own[code] = Region(code, name)
        self._spellings[fold_name(name)] = code
        return code

    def _doubt(self, region: Region) -> str:
        hint = self._report.region_hint(region.name)
        return f"“{shortened(region.name)}” is not a known region and stands as one of this table's own{hint}"

    @cached_property
    def _spellings(self) -> dict[str, str]:
        by_spelling = {fold_name(code): code for code in self._table}
        outward_in = sorted(self._table, key=lambda code: (len(self._table.parent_chain(code)), code))
        spellings: tuple[Callable[[Region], Iterable[str]], ...] = (
            lambda region: [region.name],
            lambda region: region.also,
        )
        for spelled in spellings:
            for code in outward_in:
                for spelling in spelled(self._table[code]):
                    by_spelling.setdefault(fold_name(spelling), code)
        return by_spelling


def sources(cells: Sequence[bytes]) -> tuple[Meaning, tuple[str, ...]]:
    """Return the sources that cells name, as ids, with each one's text: an address, or a title in free words."""
    texts: dict[str, int] = {}
    codes = [[texts.setdefault(text, len(texts)) for text in source_list(cell_text(cell))] for cell in cells]
    return Meaning(codes, tuple(_source_ids(texts))), tuple(texts)


def source_list(text: str) -> list[str]:
    """Return the sources in a cell, each once; a semicolon inside an address is part of it."""
    if "://" not in text:
        return name_list(text)
    return list(dict.fromkeys(name for part in _BETWEEN_ADDRESSES.split(text) if (name := part.strip())))


def is_address(text: str) -> bool:
    """Say whether a source's text is an address on the web."""
    return _ADDRESS.fullmatch(text) is not None


def _source_ids(texts: Iterable[str]) -> list[str]:
    taken: dict[str, int] = {}
    ids = []
    for text in texts:
        stem = _slug(text.partition("://")[2] if is_address(text) else text) or "source"
        count = taken[stem] = taken.get(stem, 0) + 1
        found = stem if count == 1 else f"{stem}-{count}"
        while count > 1 and found in taken:
            count = taken[stem] = taken[stem] + 1
            found = f"{stem}-{count}"
        taken.setdefault(found, 1)
        ids.append(found)
    return ids


def _slug(text: str) -> str:
    if re.fullmatch(ID_PATTERN, text):
        return text
    return re.sub("[^a-z0-9]+", "-", fold(text))[:_ID_LENGTH].strip("-")


def _free(stem: str, taken: Iterable[str]) -> str:
    taken, found, count = frozenset(taken), stem, 1
    while found in taken:
        count += 1
        found = f"{stem}-{count}"
    return found
