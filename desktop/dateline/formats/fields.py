"""The one table of the format: every key, its type, and what it makes. Validator, schema and writer follow from it.

What a defect costs (nothing is guessed, and nothing goes unreported):

- An event is left out whole by an unreadable date, a missing or doubled id, a missing title, a wrong type, an unknown
  word, region or source, a key given twice, and an unknown key inside a claim, figure or citation: without the part,
  it would say something else.
- `place` and single entries of `relates` are left out alone; the event says the same without them. The text of a bad
  `place` is kept in the event's `further`.
- An unknown key of an event or a source is kept in its `further`.
- A source is left out only where it has no usable id. Any other field of it with a defect is kept as text in its
  `further`. Kinds and regions with a defect are left out one by one.
- An empty value counts as not given, with a warning.
"""

from decimal import Decimal
from typing import Any

from dateline.domain.chronology import Kind
from dateline.domain.claim import Attribution, Certainty, Claim, Figure
from dateline.domain.event import Event, Link, Place, Relation
from dateline.domain.region import Region
from dateline.domain.source import Citation, Name, Source
from dateline.formats import csl
from dateline.formats.positioned_yaml import Mark
from dateline.formats.records import Extras, Field, Record, Values
from dateline.formats.report import Report
from dateline.formats.values import ID, ID_PATTERN, TEXT, Date, Many, Number, Reference, Text, Word, words_of

VERSION = "1"

DATE = Date()
LANGUAGE = Text("a language code", "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", "en or pt-BR")
COLOUR = Text("a colour", "#[0-9A-Fa-f]{6}", "#4477aa, in quotes")
CODE = Text("a region code", "[A-Z0-9]+(-[A-Z0-9]+)*", "UA-59")
SOURCE = Reference("source", ID_PATTERN)
EVENT = Reference("event", ID_PATTERN)
REGION = Reference("region", CODE.pattern)
CERTAINTY = words_of("a certainty", Certainty)
TEXTS = Many(TEXT)


def _make_name(values: Values, mark: Mark, report: Report) -> Name | None:
    if ("literal" in values) == ("family" in values):
        report.lose(mark, "a name has either “literal”, or “family” with “given”")
        return None
    if "literal" in values and "given" in values:
        report.lose(mark, "“given” goes with “family”; write the whole name in “literal”, or split it")
        return None
    return Name(**values)


NAME = Record(
    "a name",
    (Field("literal", TEXT, "A body, or a name as a whole."), Field("family", TEXT), Field("given", TEXT)),
    _make_name,
    rules={
        "oneOf": [{"required": ["literal"]}, {"required": ["family"]}],
        "not": {"required": ["literal", "given"]},
    },
    is_flow=True,
)
NAMES = Many(NAME)


def _make_figure(values: Values, mark: Mark, report: Report) -> Figure | None:
    low: Decimal | None = values.get("low")
    high: Decimal | None = values.get("high")
    if "value" in values and (low is not None or high is not None):
        report.lose(mark, "a figure has either “value”, or “low” and “high”")
    elif low is not None and high is not None and low > high:
        report.lose(mark, f"“low” ({low:f}) is more than “high” ({high:f}); swap them")
    else:
        return Figure(**values)
    return None


FIGURE = Record(
    "a figure",
    (
        Field("what", TEXT, "What is counted or measured.", is_required=True),
        Field("value", Number()),
        Field("low", Number()),
        Field("high", Number()),
        Field("unit", TEXT),
        Field("qualifier", TEXT, "about, at least, several hundred, …"),
    ),
    _make_figure,
    rules={"not": {"anyOf": [{"required": ["value", "low"]}, {"required": ["value", "high"]}]}},
    is_flow=True,
)

CITATION = Record(
    "a citation",
    (Field("source", SOURCE, "Id of a source.", is_required=True), Field("quote", TEXT, "The source's own words.")),
    lambda values, mark, report: Citation(**values),
    extras=Extras("locators", dict.fromkeys(csl.LOCATORS, TEXT)),
    extras_after="source",
    is_flow=True,
)


def _make_claim(values: Values, mark: Mark, report: Report) -> Claim:
    by, said = values.pop("by", ""), values.pop("said", None)
    return Claim(Attribution(by, said), **values)


CLAIM = Record(
    "a claim",
    (
        Field("by", TEXT, "Who says so; omitted: the sources themselves, uncontested."),
        Field("text", TEXT, "What is claimed; omitted: the event's summary."),
        Field("certainty", CERTAINTY, is_always=True),
        Field("said", DATE, "When it was claimed; omitted: when the sources were issued."),
        Field("figures", Many(FIGURE)),
        Field("cites", Many(CITATION)),
    ),
    _make_claim,
)


def _make_place(values: Values, mark: Mark, report: Report) -> Place | None:
    if ("lat" in values) != ("lon" in values):
        report.lose(mark, "“lat” and “lon” go together; give both or neither")
        return None
    return Place(**values)


PLACE = Record(
    "a place",
    (
        Field("name", TEXT, is_required=True),
        Field("lat", Number(-90, 90), "Degrees north (WGS 84)."),
        Field("lon", Number(-180, 180), "Degrees east (WGS 84)."),
    ),
    _make_place,
    rules={"dependentRequired": {"lat": ["lon"], "lon": ["lat"]}},
    is_flow=True,
)

LINK = Record(
    "a relation",
    (
        Field("to", EVENT, "Id of another event.", is_required=True),
        Field("how", Word("a relation", {how.value: how for how in Relation}), is_required=True),
    ),
    lambda values, mark, report: Link(**values),
    is_flow=True,
)


def _make_event(values: Values, mark: Mark, report: Report) -> Event:
    return Event(line=mark.line + 1, **values)


EVENT_RECORD = Record(
    "an event",
    (
        Field("id", ID, "Stable and unique.", is_required=True),
        Field("title", TEXT, is_required=True),
        Field("summary", TEXT),
        Field("when", DATE, "EDTF (ISO 8601-2), levels 0 to 2; omitted: undated."),
        Field("stated", TEXT, "How the source gives the date."),
        Field("basis", TEXT, "Why the date is read so."),
        Field("kind", ID),
        Field("regions", Many(REGION), "ISO 3166-1 or -2 codes, or the file's own; omitted: place unknown."),
        Field("place", PLACE, is_kept=True),
        Field("actors", TEXTS),
        Field("claims", Many(CLAIM)),
        Field("relates", Many(LINK, is_partial=True)),
    ),
    _make_event,
    extras=Extras("further", is_open=True),
)


def _variables() -> dict[str, Any]:
    return {
        **dict.fromkeys(csl.TEXT_VARIABLES, TEXT),
        **dict.fromkeys(csl.NAME_VARIABLES, NAMES),
        **dict.fromkeys(csl.DATE_VARIABLES, DATE),
    }


SOURCE_RECORD = Record(
    "a source",
    (
        Field("id", ID, is_required=True),
        Field("type", Word("a CSL type of work", {word: word for word in csl.TYPES}), is_kept=True),
        Field("title", TEXT, is_kept=True),
        Field("container-title", TEXT, "The newspaper, journal or site.", is_kept=True),
        Field("publisher", TEXT, is_kept=True),
        Field("author", NAMES, is_kept=True),
        Field("issued", DATE, "EDTF.", is_kept=True),
        Field("accessed", DATE, "EDTF.", is_kept=True),
        Field("URL", TEXT, attribute="url", is_kept=True),
        Field("language", LANGUAGE, is_kept=True),
        Field("note", TEXT, is_kept=True),
        Field("republishes", SOURCE, "Id of the source that it is not independent of.", is_kept=True),
    ),
    lambda values, mark, report: Source(**values),
    extras=Extras("further", _variables(), is_open=True),
)

KIND = Record(
    "a kind",
    (Field("id", ID, is_required=True), Field("name", TEXT), Field("colour", COLOUR)),
    lambda values, mark, report: Kind(**values),
    is_flow=True,
)

REGION_RECORD = Record(
    "a region",
    (
        Field("code", CODE, is_required=True),
        Field("name", TEXT),
        Field("also", TEXTS, "Other spellings, in any script."),
        Field("parent", CODE, "Code of the region it lies in."),
    ),
    lambda values, mark, report: Region(values.pop("code"), values.pop("name", ""), **values),
    is_flow=True,
)

HEADER = (
    Field("title", TEXT, is_required=True),
    Field("description", TEXT),
    Field("language", LANGUAGE, "BCP 47."),
    Field("period", DATE, "EDTF; what the file is about. Events may lie outside."),
)
"""The single values of a file, after `dateline`, its version."""

LISTS = (
    Field("regions", Many(REGION_RECORD), "What the built-in table lacks or names otherwise.", attribute="own_regions"),
    Field("kinds", Many(KIND), "Display name and colour per kind of event."),
    Field("sources", Many(SOURCE_RECORD), "Works, in the terms of CSL."),
    Field("events", Many(EVENT_RECORD)),
)
"""The lists of a file, in the order in which they are written."""
