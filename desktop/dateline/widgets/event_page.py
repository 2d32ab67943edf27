"""An event as a page: what, when and how exactly, who claims it, what stands against it, and its numbered sources."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextDocument

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Claim
from dateline.domain.event import Event, Relation
from dateline.domain.paragraph import (
    Note,
    Related,
    authors,
    coordinate_words,
    figure_words,
    independent,
    marks,
    notes,
    other_actors,
    related,
    visible,
)
from dateline.domain.wording import precision_words, short, words
from dateline.models.event_model import certainty_word
from dateline.painting.theme import Theme
from dateline.widgets.page import HANG, SMALL, TITLE, Measure, Page, Tone

SUPERIOR = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class EventPage(Page):
    """One event. Texts of the file pass through `visible` and are written as text."""

    def __init__(self, document: QTextDocument, theme: Theme, measure: Measure, chronology: Chronology) -> None:
        super().__init__(document, theme, measure)
        self._chronology = chronology

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("EventPage", text)

    def write(self, event: Event) -> None:
        """Write the whole event."""
        found = notes(self._chronology, event)
        has_one_voice = len(event.claims) == 1 and not event.claims[0].text
        relations = related(self._chronology, event)
        self._head(event)
        self._dating(event)
        if event.summary and not has_one_voice:
            self.block(above=12)
            self.text(visible(event.summary))
        self._claims(event, found, event.summary if has_one_voice else "")
        self._against([each for each in relations if each.how is Relation.DISPUTES])
        self._sources(event, found)
        self._related([each for each in relations if each.how is not Relation.DISPUTES])
        self._further(event)

    def kicker(self, event: Event) -> str:
        """Kind and regions in short: "Statement · Kursk Oblast"; either may be missing."""
        kind = self._chronology.kinds.get(event.kind)
        regions = ", ".join(self._region_chain(code)[0] for code in event.regions)
        return " · ".join(visible(part) for part in (kind.label if kind else event.kind, regions) if part)

    # what and when

    def _head(self, event: Event) -> None:
        self.block(size=TITLE, level=1)
        self.text(visible(event.title), TITLE, bold=True)
        self.block(above=8)
        if event.when is None:
            self.text(self.tr("No date"), bold=True)
        else:
            date = words(event.when)
            self.text(date[:1].upper() + date[1:], bold=True)
            self.aside(precision_words(event.when))
        self._where(event)

    def _where(self, event: Event) -> None:
        chains = [self._region_chain(code) for code in event.regions]
        regions = visible("; ".join(", ".join(chain) for chain in chains)) or self.tr("Place unknown")
        if event.place is None:
            self.soft(regions, left=0)
            return
        self.block(above=3)
        is_region = [event.place.name] == [chain[0] for chain in chains]
        self.text(regions if is_region else visible(event.place.name))
        self.aside(coordinate_words(event.place))
        if not is_region:
            self.soft(regions, left=0)

    def _region_chain(self, code: str) -> Sequence[str]:
        regions = self._chronology.regions
        return [regions[each].name for each in regions.parent_chain(code)] if code in regions else [code]

    def _dating(self, event: Event) -> None:
        if not event.stated and not event.basis:
            return
        with self.box():
            if event.stated:
                self.block()
                self.text(self.tr("Stated as “{text}”").format(text=visible(event.stated)))
            if event.basis:
                self.soft(visible(event.basis), left=0)

    # who claims it, and what stands against it

    def _claims(self, event: Event, found: Sequence[Note], summary: str) -> None:
        if event.claims:
            self.heading(self.tr("What is claimed"), self._source_count(found))
        for number, claim in enumerate(event.claims):
            with self.target(f"claim:{number}"):
                self._claim(claim, found, visible(claim.text or summary), above=9 if number else 5)

    def _claim(self, claim: Claim, found: Sequence[Note], text: str, above: float) -> None:
        said = f", {short(claim.said)}" if claim.said else ""
        self.block(above=above, left=HANG, hang=True)
        self.sign(claim.certainty.word)
        self.text(visible(claim.by) or self.tr("The sources themselves"), bold=True)
        self.aside(f"{certainty_word(claim.certainty)}{said}")
        if text:
            self.block(above=1, left=HANG)
            self.text(text)
        self._superiors(claim, found)
        for what, amount in map(figure_words, claim.figures):
            self.block(left=HANG)
            self.text(visible(what) + (": " if amount else ""), tone=Tone.SOFT)
            self.text(visible(amount))

    def _superiors(self, claim: Claim, found: Sequence[Note]) -> None:
        for number, locator in marks(claim, found):
            href, tip = f"source:{number}", self._note_name(found[number - 1])
            self.link(f"\u202f{str(number).translate(SUPERIOR)}", href, tip=tip, bold=True)
            if locator:
                self.link(f"\u202f{visible(locator)}", href, SMALL, tip=tip)
                self.text(" ")

    def _source_count(self, found: Sequence[Note]) -> str:
        apart = independent(self._chronology, (note.source.id for note in found))
        if len(found) < 2:
            return self.tr("1 source") if found else self.tr("no source")
        text = self.tr("{count} sources") if apart == len(found) else self.tr("{count} sources, {apart} independent")
        return text.format(count=len(found), apart=apart)

    def _against(self, disputes: Sequence[Related]) -> None:
        if disputes:
            self.heading(self.tr("Against it"), tone=Tone.DISPUTE)
        for each in disputes:
            self.block(above=4, left=HANG, hang=True)
            self.sign("dispute")
            self._event_link(each, self.tr("disputes this") if each.is_incoming else self.tr("disputed by this"))

    # what it rests on

    def _sources(self, event: Event, found: Sequence[Note]) -> None:
        if found:
            self.heading(self.tr("Sources"))
        claims = {
            number: place
            for place in reversed(range(len(event.claims)))
            for number, _ in marks(event.claims[place], found)
        }
        for note in found:
            with self.target(f"source:{note.number}"):
                self._note(note, claims[note.number], found)

    def _note(self, note: Note, claim: int, found: Sequence[Note]) -> None:
        source = note.source
        self.block(above=5 if note.number == 1 else 8, left=HANG, hang=True)
        self.link(str(note.number), f"claim:{claim}", SMALL, tip=self.tr("Back to the claim"), bold=True)
        self.text(f"\t{self._note_name(note)}")
        title = f"“{visible(source.title)}”" if source.title and source.outlet else ""
        if by := ", ".join(filter(None, (visible(authors(source.author)), title))):
            self.soft(by)
        for passage in note.quotes:
            self.block(left=HANG)
            self.text(f"“{visible(passage)}”", italic=True)
        if details := " · ".join(self._details(note, found)):
            self.soft(details)
        if source.url:
            self.address(source.url)

    def _note_name(self, note: Note) -> str:
        source = note.source
        name = visible(source.outlet) or (f"“{visible(source.title)}”" if source.title else visible(source.id))
        issued = short(source.issued) if source.issued else self.tr("no date")
        locators = (visible(locator).replace(" ", "\u00a0") for locator in note.locators)
        return ", ".join((name, issued, *locators))

    def _details(self, note: Note, found: Sequence[Note]) -> Iterator[str]:
        source = note.source
        if source.republishes:
            number = next((str(each.number) for each in found if each.source.id == source.republishes), "")
            original = self._chronology.sources.get(source.republishes)
            name = number or visible((original.outlet if original else "") or source.republishes)
            yield self.tr("via {source}, not independent").format(source=name)
        yield from (f"{visible(name.replace('-', ' '))}: {visible(text)}" for name, text in source.further)
        if source.note:
            yield visible(source.note)
        if source.accessed:
            yield self.tr("accessed {date}").format(date=words(source.accessed))

    # what else

    def _related(self, relations: Sequence[Related]) -> None:
        if relations:
            self.heading(self.tr("Related"))
        said = [self._relation_word(each) for each in relations]
        for each, word in zip(relations, said, strict=True):
            self.label(word, said)
            self._event_link(each)

    def _event_link(self, each: Related, *further: str) -> None:
        if each.row is None:
            self.text(visible(each.id))
            self.aside(self.tr("not in this file"))
            return
        event = self._chronology.event(each.row)
        self.link(visible(event.title), f"event:{each.row}")
        self.aside(", ".join((short(event.when) if event.when else self.tr("no date"), *further)))

    def _relation_word(self, each: Related) -> str:
        match each.how, each.is_incoming:
            case Relation.CONFIRMS, is_incoming:
                return self.tr("confirmed by") if is_incoming else self.tr("confirms")
            case Relation.UPDATES, is_incoming:
                return self.tr("updated by") if is_incoming else self.tr("updates")
            case _, is_incoming:
                return self.tr("led to") if is_incoming else self.tr("caused by")

    def _further(self, event: Event) -> None:
        if actors := [visible(actor) for actor in other_actors(event)]:
            self.heading(self.tr("Involved"))
            self.block(above=4)
            self.text(", ".join(actors))
        if event.further:
            self.heading(self.tr("Also in the file"))
        names = [visible(name.replace("_", " ")) for name, _ in event.further]
        for name, (_, text) in zip(names, event.further, strict=True):
            self.label(name, names)
            self.text(visible(text))
