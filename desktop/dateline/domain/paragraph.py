"""An event in words, as it is copied and read: its notes (numbered sources), figures, locators and addresses."""

import html
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import quote, urlsplit

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Claim, Figure
from dateline.domain.event import Event, Place, Relation
from dateline.domain.source import Citation, Name, Source
from dateline.domain.value import dataclass
from dateline.domain.wording import words

LOCATORS = {
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "section": ("sec.", "secs."),
    "chapter": ("chap.", "chaps."),
    "volume": ("vol.", "vols."),
    "line": ("line", "lines"),
    "figure": ("fig.", "figs."),
    "timestamp": ("at", "at"),
}
"""CSL's labels as they are written, for one and for several."""

AUTHORS_AT_MOST = 6
"""More names than this become "and others"."""

_JOINERS = "\u200c\u200d"  # letters of Persian, Hindi and others join or part by them
_OBJECT = "\ufffc"  # stands for a picture in a text document
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode categories of what has no shape of its own, turns the direction of text or breaks lines."""

_HOST = re.compile(r"[a-z0-9._:-]+")


@dataclass(frozen=True, slots=True)
class Note:
    """A source that an event cites, its number in that event (from 1) and every place of it that is cited."""

    number: int
    source: Source
    citations: tuple[Citation, ...]

    @property
    def locators(self) -> tuple[str, ...]:
        """The distinct places in words, in order of first citation: ("para. 9", "para. 12")."""
        found = dict.fromkeys(locator_words(citation) for citation in self.citations)
        return tuple(locator for locator in found if locator)

    @property
    def quotes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(citation.quote for citation in self.citations if citation.quote))


def notes(chronology: Chronology, event: Event) -> tuple[Note, ...]:
    """Return the sources of an event in order of first citation; one that the file does not list has only its id."""
    cited: dict[str, list[Citation]] = {}
    for claim in event.claims:
        for citation in claim.cites:
            cited.setdefault(citation.source, []).append(citation)
    return tuple(
        Note(number, chronology.sources.get(id_, Source(id_)), tuple(dict.fromkeys(citations)))
        for number, (id_, citations) in enumerate(cited.items(), start=1)
    )


def marks(claim: Claim, of_event: Iterable[Note]) -> tuple[tuple[int, str], ...]:
    """Return (number of the note, locator) for each citation of a claim, each once and by number.

    The locator is empty where the event cites only one place of that source: the note itself says it then.
    """
    by_id = {note.source.id: note for note in of_event}
    found: dict[tuple[int, str], None] = {}
    for citation in claim.cites:
        note = by_id[citation.source]
        found[note.number, locator_words(citation) if len(note.locators) > 1 else ""] = None
    return tuple(sorted(found, key=lambda mark: mark[0]))


def independent(chronology: Chronology, source_ids: Iterable[str]) -> int:
    """Return how many of the sources are independent: those that go back to one and the same count once."""
    return len({_origin(chronology, id_) for id_ in source_ids})


def _origin(chronology: Chronology, source_id: str) -> str:
    seen = [source_id]
    while (source := chronology.sources.get(seen[-1])) and source.republishes:
        if source.republishes in seen:  # each republishes the other: any one of them stands for all
            return min(seen[seen.index(source.republishes) :])
        seen.append(source.republishes)
    return seen[-1]


@dataclass(frozen=True, slots=True)
class Related:
    """Another event and how it bears on this one, or this on it; `row` is None where the file has none of that id."""

    id: str
    row: int | None
    how: Relation
    is_incoming: bool


def related(chronology: Chronology, event: Event) -> tuple[Related, ...]:
    """Return what an event bears on, then what bears on it, each once, in the file's order."""
    outgoing = ((link.to, link.how, False) for link in event.relates)
    incoming = ((id_, how, True) for id_, how in chronology.incoming(event.id))
    found = dict.fromkeys((*outgoing, *incoming))
    return tuple(Related(id_, chronology.row_of(id_), how, is_incoming) for id_, how, is_incoming in found)


def other_actors(event: Event) -> tuple[str, ...]:
    """Return those who take part, without those already named as speaking."""
    speakers = [claim.by for claim in event.claims]
    # A speaker may be named with an office: "Alexei Smirnov, acting governor of Kursk".
    return tuple(actor for actor in event.actors if not any(by.startswith(actor) for by in speakers))


def coordinate_words(place: Place) -> str:
    """Return "51.19° N, 35.27° E", with the digits that the file gives; empty where it gives none."""
    if place.lat is None or place.lon is None:
        return ""
    north, east = "S" if place.lat < 0 else "N", "W" if place.lon < 0 else "E"
    return f"{_degrees(place.lat)} {north}, {_degrees(place.lon)} {east}"


def _degrees(angle: float) -> str:
    return f"{abs(angle):.6f}".rstrip("0").rstrip(".") + "°"


def authors(names: tuple[Name, ...]) -> str:
    """Return "A", "A and B", "A, B and C", or six names "and others"."""
    texts = [str(name) for name in names if str(name)]
    if len(texts) > AUTHORS_AT_MOST:
        texts = [*texts[:AUTHORS_AT_MOST], "others"]
    return " and ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))


def locator_words(citation: Citation) -> str:
    """Return where in its source a citation points: "pp. 3–5, para. 9"; empty where it does not say."""
    return ", ".join(_locator(label, value) for label, value in citation.locators)


def _locator(label: str, value: str) -> str:
    one, several = LOCATORS.get(label, (label.replace("-", " "),) * 2)
    is_range = label != "timestamp" and any(sign in value for sign in "-–,&")
    return f"{several if is_range else one} {value.replace('-', '–') if is_range else value}"


def figure_words(figure: Figure) -> tuple[str, str]:
    """Return what is counted and how much: ("North Korean troops", "about 11,000 people"); the latter may be empty."""
    amount = _amount(figure)
    unit = "" if figure.unit in figure.what.split() else figure.unit
    return figure.what, " ".join(part for part in (figure.qualifier, amount, unit if amount else "") if part)


def _amount(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if figure.value is not None:
        return number_words(figure.value)
    if low is not None and high is not None:
        return f"{number_words(low)}–{number_words(high)}"
    for bound, prefix in ((low, "at least"), (high, "at most")):
        if bound is not None:
            return number_words(bound) if figure.qualifier else f"{prefix} {number_words(bound)}"
    return ""


def number_words(value: Decimal) -> str:
    """Return a number with its thousands marked and no digit added or lost: "1,000", "0.50"."""
    return format(value, ",f")


def visible(text: str) -> str:
    """Return a text of a file on one line, with nothing in it that hides or turns the direction of what follows.

    Controls and the like become their code, e.g. "⟨U+202E⟩"; what right-to-left scripts need to join letters stays.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return "".join(_shown(letter) for letter in " ".join(text.translate(_DROPPED).split()))


_DROPPED = dict.fromkeys(map(ord, "\u00ad\ufeff"))  # soft hyphen, byte order mark


def _shown(letter: str) -> str:
    if letter in _JOINERS or (unicodedata.category(letter) not in _HIDDEN and letter != _OBJECT):
        return letter
    return f"⟨U+{ord(letter):04X}⟩"


def web_address(url: str) -> str:
    """Return an address as it goes to a browser; empty where it is not a plain http or https one.

    Not plain is what people misread: spaces, backslashes, controls, a name or password before the host. A host comes
    in ASCII; what cannot be seen in the rest comes percent-encoded.
    """
    if any(letter.isspace() or letter == "\\" or unicodedata.category(letter) == "Cc" for letter in url):
        return ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # UnicodeError is one
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or "@" in parts.netloc:
        return ""
    rest = url[url.index("//") + 2 + len(parts.netloc) :]
    hidden = (quote(letter) if unicodedata.category(letter) in _HIDDEN else letter for letter in rest)
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}{''.join(hidden)}"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the paragraph; `tag` is its element in HTML, "br" a new line, "a" an address; empty for plain."""

    text: str
    tag: str = ""


def paragraph(chronology: Chronology, row: int) -> str:
    """Return an event as plain text: what, when, who claims it and how surely, then its numbered sources."""
    return "".join("\n" if piece.tag == "br" else piece.text for piece in _pieces(chronology, chronology.event(row)))


def paragraph_html(chronology: Chronology, row: int) -> str:
    """Return the same as a piece of HTML to paste; all text of the file is escaped, only web addresses are links."""
    return f"<p>{''.join(map(_html, _pieces(chronology, chronology.event(row))))}</p>"


def _html(piece: _Piece) -> str:
    text = html.escape(piece.text)
    match piece.tag:
        case "":
            return text
        case "br":
            return "<br>\n"
        case "a":
            return f'<a href="{text}">{text}</a>'
        case tag:
            return f"<{tag}>{text}</{tag}>"


def _pieces(chronology: Chronology, event: Event) -> Iterable[_Piece]:
    all_notes = notes(chronology, event)
    yield _Piece(_sentence(event.title), "b")
    yield _Piece(f" {_date_words(event)}")
    has_one_voice = len(event.claims) == 1 and not event.claims[0].text
    if event.summary and not has_one_voice:
        yield _Piece(f" {_sentence(event.summary)}")
    for claim in event.claims:
        yield _Piece(f" {_claim_words(claim, event.summary if has_one_voice else '')}")
        for number, locator in marks(claim, all_notes):
            yield _Piece(f" [{number}, {locator}]" if locator else f" [{number}]", "sup")
    if all_notes:
        yield _Piece("", "br")
    for note in all_notes:
        yield _Piece("", "br")
        yield from _note_pieces(note)


def _date_words(event: Event) -> str:
    stated = f", stated as “{visible(event.stated)}”" if event.stated else ""
    date = words(event.when) if event.when else "undated"
    return _sentence(f"{date[:1].upper()}{date[1:]}{stated}")


def _claim_words(claim: Claim, summary: str) -> str:
    said = f", {words(claim.said)}" if claim.said else ""
    who = f"{visible(claim.by) or 'The sources themselves'} ({claim.certainty.word}{said})"
    figures = "; ".join(": ".join(filter(None, map(visible, figure_words(figure)))) for figure in claim.figures)
    said_text = " ".join(_sentence(part) for part in (claim.text or summary, figures) if part)
    return f"{who}: {said_text}" if said_text else f"{who}."


def _note_pieces(note: Note) -> Iterable[_Piece]:
    source = note.source
    issued = words(source.issued) if source.issued else ""
    facts = (authors(source.author), source.outlet, issued, *note.locators)
    yield _Piece(f"[{note.number}] {_sentence(', '.join(visible(fact) for fact in facts if fact) or source.id)}")
    if source.title:
        yield _Piece(" ")
        yield _Piece(f"“{visible(source.title)}”.", "i")
    for passage in note.quotes:
        yield _Piece(f" “{visible(passage)}”")
    if source.republishes:
        yield _Piece(" Republished, not independent.")
    if source.url:
        address = web_address(source.url)
        yield _Piece(" ")
        yield _Piece(address or visible(source.url), "a" if address else "")


def _sentence(text: str) -> str:
    text = visible(text)
    return text if text.endswith((".", "!", "?", "…", ".”", "!”", "?”")) else f"{text}."
