"""The region tree: ISO 3166 codes, names, other spellings and parents, with what a chronology adds."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property

from dateline import paths
from dateline.domain.errors import ChronologyError
from dateline.domain.folding import fold_name
from dateline.domain.value import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A node of the region tree.

    Attributes:
        code: ISO 3166-1 or -2, or a chronology's own.
        name: as displayed, in English unless a chronology names it otherwise.
        parent: code of the region it lies in; None: a root.
        also: other spellings, in any script, under which it is found.
    """

    code: str
    name: str
    parent: str | None = None
    also: tuple[str, ...] = ()


class RegionTable:
    """All regions that a chronology may name. Immutable; iterates over the codes in their order.

    Looking up a code that is not in the table raises KeyError, except in `get`, `name_of`, `in`, `find` and `nearest`.
    """

    def __init__(self, regions: Iterable[Region]) -> None:
        """Make a table of regions with distinct codes.

        Raises:
            ChronologyError: a parent is unknown or a region lies in itself.
        """
        self._regions = {region.code: region for region in sorted(regions, key=lambda region: region.code)}
        self._reject_unknown_parents()
        self._reject_cycles()

    @classmethod
    def builtin(cls) -> "RegionTable":
        """Return the table that ships with Dateline, read once: every country, and the subdivisions of some."""
        return _builtin()

    def extended(self, regions: Iterable[Region]) -> "RegionTable":
        """Return this table with a chronology's own regions, which may add to it or override it.

        An override keeps the parent where it gives none, the name where it gives a blank one, and in any case is
        still found under its former names.

        Raises:
            ChronologyError: a code is given twice, a new region has no name, a parent is unknown or a region lies in
                itself.
        """
        own: dict[str, Region] = {}
        for region in regions:
            if region.code in own:
                raise ChronologyError(f"region “{region.code}” is given twice; give each region once")
            own[region.code] = self._merged(region)
        return RegionTable((self._regions | own).values()) if own else self

    def __contains__(self, code: object) -> bool:
        return code in self._regions

    def __getitem__(self, code: str) -> Region:
        return self._regions[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._regions)

    def __len__(self) -> int:
        return len(self._regions)

    def __eq__(self, other: object) -> bool:
        return self._regions == other._regions if isinstance(other, RegionTable) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.codes)

    def get(self, code: str) -> Region | None:
        """Return the region of a code, or None."""
        return self._regions.get(code)

    def name_of(self, code: str) -> str:
        """Return the name of a region, or the code itself where the table has none of that code."""
        region = self._regions.get(code)
        return region.name if region else code

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All codes, sorted."""
        return tuple(self._regions)

    def parent_chain(self, code: str) -> tuple[str, ...]:
        """Return the code itself, its parent, and so on outward to the root."""
        chain = [code]
        while (parent := self._regions[chain[-1]].parent) is not None:
            chain.append(parent)
        return tuple(chain)

    def children(self, code: str | None) -> tuple[str, ...]:
        """Return the codes directly below a region (None: the roots), sorted by name."""
        if code is not None and code not in self._regions:
            raise KeyError(code)
        return self._children.get(code, ())

    def below(self, code: str) -> frozenset[str]:
        """Return the code itself and all codes below it."""
        found = [code]
        for outer in found:  # grows while it is walked
            found.extend(self.children(outer))
        return frozenset(found)

    def find(self, text: str) -> list[str]:
        """Return the codes of the regions with the text in their code, their name or another spelling.

        Case, accents, apostrophes and the kind of dash or space make no difference. The whole name comes before the
        beginning of a word and that before any other place; then own names before other spellings and outer regions
        before inner ones. A blank text is in every name.
        """
        sought = fold_name(text)
        ranked = []
        for place, (own, spellings) in enumerate(self._search_index):
            if sought in spellings:
                rank = _match_rank(sought, spellings)
                ranked.append((rank, _match_rank(sought, own) != rank, place))
        return [self._codes_outward_in[place] for *_, place in sorted(ranked)]

    def nearest(self, code_or_name: str) -> str | None:
        """Return the code that someone who wrote this probably meant, for “did you mean”, or None."""
        sought = fold_name(code_or_name)
        exact = self._code_by_spelling.get(sought)
        if exact is not None or len(sought) < 4:  # fewer letters resemble too much
            return exact
        import difflib  # only for what nobody knows

        codes = [code for code in map(fold_name, self._regions) if len(code) == len(sought)]
        for candidates in (codes, self._code_by_spelling):
            if similar := difflib.get_close_matches(sought, candidates, n=1, cutoff=0.75):
                return self._code_by_spelling[similar[0]]
        return None

    def _merged(self, region: Region) -> Region:
        former = self._regions.get(region.code)
        if former is None:
            if not region.name.strip():
                raise ChronologyError(f"region “{region.code}” is new and has no name; give it one")
            return region
        name = region.name if region.name.strip() else former.name
        spellings = dict.fromkeys((*region.also, former.name, *former.also))
        spellings.pop(name, None)
        return replace(region, name=name, parent=region.parent or former.parent, also=tuple(spellings))

    def _reject_unknown_parents(self) -> None:
        for region in self._regions.values():
            if region.parent is None or region.parent in self._regions:
                continue
            flat = RegionTable(replace(each, parent=None) for each in self._regions.values())
            meant = flat.nearest(region.parent)
            hint = f"; did you mean “{meant}”?" if meant else ""
            raise ChronologyError(
                f"region “{region.code}” lies in “{region.parent}”, which is not a known region{hint}"
            )

    def _reject_cycles(self) -> None:
        rooted: set[str] = set()
        for code in self._regions:
            path: dict[str, None] = {}
            outer: str | None = code
            while outer is not None and outer not in rooted:
                if outer in path:
                    way = " in ".join(f"“{step}”" for step in (*list(path)[list(path).index(outer) :], outer))
                    raise ChronologyError(f"a region cannot lie in itself: {way}")
                path[outer] = None
                outer = self._regions[outer].parent
            rooted.update(path)

    @cached_property
    def _children(self) -> dict[str | None, tuple[str, ...]]:
        children: dict[str | None, list[str]] = {}
        for region in sorted(self._regions.values(), key=lambda region: (fold_name(region.name), region.code)):
            children.setdefault(region.parent, []).append(region.code)
        return {parent: tuple(codes) for parent, codes in children.items()}

    @cached_property
    def _codes_outward_in(self) -> tuple[str, ...]:
        """All codes, countries before their subdivisions, each level sorted by name."""
        return tuple(
            sorted(self._regions, key=lambda code: (len(self.parent_chain(code)), fold_name(self[code].name), code))
        )

    @cached_property
    def _search_index(self) -> tuple[tuple[str, str], ...]:
        """Per code of `_codes_outward_in`: code and name, then those and all other spellings, folded, one a line."""
        index = []
        for code in self._codes_outward_in:
            own = f"\n{fold_name(code)}\n{fold_name(self[code].name)}\n"
            index.append((own, own + "".join(f"{fold_name(spelling)}\n" for spelling in self[code].also)))
        return tuple(index)

    @cached_property
    def _code_by_spelling(self) -> dict[str, str]:
        """Folded spelling -> code; a code goes before a name, a name before another spelling, outer before inner."""
        by_spelling = {fold_name(code): code for code in self._codes_outward_in}
        for code in self._codes_outward_in:
            by_spelling.setdefault(fold_name(self[code].name), code)
        for code in self._codes_outward_in:
            for spelling in self[code].also:
                by_spelling.setdefault(fold_name(spelling), code)
        return by_spelling


def _match_rank(sought: str, lines: str) -> int:
    """Return 0 for a whole line, 1 for the beginning of a word, 2 for another place, 3 for none."""
    if f"\n{sought}\n" in lines:
        return 0
    if f"\n{sought}" in lines or f" {sought}" in lines:
        return 1
    return 2 if sought in lines else 3


@cache
def _builtin() -> RegionTable:
    text = paths.bundled("data", "regions.tsv").read_text(encoding="utf-8")
    return RegionTable(_parsed(line) for line in text.splitlines() if not line.startswith("#"))


def _parsed(row: str) -> Region:
    code, name, parent, also = row.split("\t")
    return Region(code, name, parent or None, tuple(also.split("|")) if also else ())
