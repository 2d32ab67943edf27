"""The sources that a report cites: numbered in order of first citation, each knowing the entries that cite it."""

from collections.abc import Iterable, Mapping

from dateline.domain.event import Event
from dateline.domain.paragraph import authors, locator_words, web_address
from dateline.domain.source import Citation, Source
from dateline.domain.value import dataclass
from dateline.domain.wording import short, words


@dataclass(frozen=True, slots=True)
class CitedIn:
    """An entry that cites the source, and where in it: "para. 9"; empty where the file says no place."""

    entry: int
    locators: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of the list; `title` may be empty where there is an outlet.

    `url` is a plain web address or empty, and `address` the same to be read; `details` are other facts, ready to print.

    `republishes` is the number of the source that this one is not independent of, else 0.
    """

    number: int
    author: str
    title: str
    outlet: str
    date: str
    details: tuple[str, ...]
    url: str
    address: str
    republishes: int
    cited_in: tuple[CitedIn, ...]


class Bibliography:
    """The sources of the events that are printed, in the order in which those cite them first."""

    def __init__(self, sources: Mapping[str, Source], events: Iterable[Event]) -> None:
        self._sources = sources
        self._cited: dict[str, list[CitedIn]] = {}
        for number, event in enumerate(events, start=1):
            for claim in event.claims:
                for cite in claim.cites:
                    self._cite(number, cite)
        self._numbers = {id_: number for number, id_ in enumerate(self._cited, start=1)}
        self.accessed = self._one_access()

    def number(self, source: str) -> int:
        """The printed number of a source that is cited."""
        return self._numbers[source]

    def lines(self) -> tuple[SourceLine, ...]:
        """The list, in order of number."""
        return tuple(self._line(id_, number) for id_, number in self._numbers.items())

    def _cite(self, entry: int, cite: Citation) -> None:
        cited = CitedIn(entry, locator_words(cite))
        places = self._cited.setdefault(cite.source, [])
        if cited not in places:
            places.append(cited)

    def _one_access(self) -> str:
        dates = {source.accessed.text if source.accessed else "" for source in self._known()}
        first = next((source.accessed for source in self._known()), None)
        return words(first) if first and len(dates) == 1 else ""

    def _known(self) -> Iterable[Source]:
        return (self._sources[id_] for id_ in self._cited if id_ in self._sources)

    def _line(self, id_: str, number: int) -> SourceLine:
        source = self._sources.get(id_, Source(id_))
        address = web_address(source.url)
        return SourceLine(
            number=number,
            author=authors(source.author),
            title=source.title or ("" if source.outlet else source.id),
            outlet=source.outlet,
            date=short(source.issued) if source.issued else "",
            details=tuple(self._details(source)),
            url=address,
            address=address,
            republishes=self._numbers.get(source.republishes, 0),
            cited_in=tuple(self._cited[id_]),
        )

    def _details(self, source: Source) -> Iterable[str]:
        if source.publisher and source.container_title and source.publisher != source.container_title:
            yield source.publisher
        yield from (f"{name.replace('-', ' ')}: {text}" for name, text in source.further)
        if source.note:
            yield source.note
        if source.url and not web_address(source.url):
            yield source.url
        if source.republishes and source.republishes not in self._numbers:
            original = self._sources.get(source.republishes)
            yield f"republishes “{original.title if original else source.republishes}”, which is not cited here"
        if source.accessed and not self.accessed:
            yield f"accessed {words(source.accessed)}"
