"""Broken files: each has its clear message at the right place, and what is good in it opens."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.domain.chronology import Chronology
from dateline.domain.errors import ChronologyError
from dateline.formats import dateline_yaml, positioned_yaml


@dataclass(frozen=True)
class Case:
    """A broken file: where it is broken, words of the message, and how many of its events open (None: it does not)."""

    name: str
    text: str | bytes
    where: str  # line:column; empty: of no place
    message: str
    kept: int | None = None


def event(lines: str) -> str:
    """A file whose first event begins in line 6, at column 5, and is followed by a good one."""
    head = "dateline: 1\ntitle: T\nsources:\n  - {id: page}\nevents:\n"
    return f"{head}  - {lines}\n  - id: good\n    title: Good\n"


def claim(lines: str) -> str:
    """The same with a claim that begins in line 9, at column 9."""
    return event(f"id: bad\n    title: Bad\n    claims:\n      - {lines}")


def header(lines: str) -> str:
    """A file with something in the header, from line 3 on, and a good event."""
    return f"dateline: 1\ntitle: T\n{lines}\nevents:\n  - {{id: good, title: Good}}\n"


NESTED = "[" * 500

UNOPENED = [
    Case("nothing", "", "", "the file is empty"),
    Case("spaces", " \n\n  \n", "", "the file is empty"),
    Case("only-a-comment", "# nothing here\n", "", "the file is empty"),
    Case("only-a-mark", b"\xef\xbb\xbf", "", "the file is empty"),
    Case("utf-16-le", "dateline: 1".encode("utf-16"), "", "the file is UTF-16; save it as UTF-8"),
    Case("utf-16-be", b"\xfe\xff" + "dateline: 1".encode("utf-16-be"), "", "the file is UTF-16; save it as UTF-8"),
    Case("utf-32", "dateline: 1".encode("utf-32"), "", "the file is UTF-32; save it as UTF-8"),
    Case("utf-16-without-mark", "dateline: 1".encode("utf-16-le"), "1:2", "looks like UTF-16"),
    Case("latin-1", "dateline: 1\ntitle: Café".encode("latin-1"), "2:11", "byte 0xE9 is out of place"),
    Case("cut-in-a-letter", "dateline: 1\ntitle: К".encode()[:-1], "2:8", "not UTF-8"),
    Case("bad-byte-after-mark", b"\xef\xbb\xbfdateline: \xff", "1:11", "byte 0xFF"),
    Case("nul", "dateline: 1\ntitle: a\0b", "2:9", "it holds a NUL byte"),
    Case("zeros", b"\0" * 1_000_000, "1:1", "it holds a NUL byte"),
    Case("zip", b"PK\x03\x04\x14\x00\x06\x00", "1:6", "it holds a NUL byte"),
    Case("control-character", "dateline: 1\ntitle: a\x07b", "2:9", "control character U+0007"),
    Case("text", "Dear Sir or Madam", "1:1", "the file is a text, not “key: value” entries"),
    Case("list", "- id: x\n- id: y", "1:1", "the file is a list"),
    Case("csv", "id,title\n1,Fall of the wall\n", "1:1", "the file is a text"),
    Case("json-cut", '{"dateline": 1, "title": "T', "1:26", "a quote is opened here and not closed"),
    Case("other-yaml", "name: build\non: push\n", "", "“dateline: 1” is missing"),
    Case("misspelt-version-key", "datelin: 1\ntitle: T", "", "“dateline: 1” is missing (“datelin” is not that)"),
    Case("version-2", "dateline: 2\ntitle: T", "1:11", "of version 2; this program reads version 1"),
    Case("version-word", "dateline: yes", "1:11", "write “dateline: 1”"),
    Case("version-list", "dateline: [1]", "1:11", "write “dateline: 1”"),
    Case("version-empty", "dateline:\ntitle: T", "1:10", "write “dateline: 1”"),
    Case("tab-indent", "dateline: 1\nevents:\n\t- id: x", "3:1", "use spaces, not tabs"),
    Case("tab-in-mapping", "dateline: 1\nevents:\n  - id: x\n\ttitle: T", "4:1", "use spaces, not tabs"),
    Case("colon-in-value", "dateline: 1\ntitle: Kursk: the incursion", "2:13", "a value that holds “: ” needs quotes"),
    Case("open-quote", 'dateline: 1\ntitle: "T\n', "2:8", "a quote is opened here and not closed"),
    Case("open-bracket", "dateline: 1\nregions: [a, b\nevents: x", "3:7", "a “[” is not closed"),
    Case("open-brace", "dateline: 1\nkinds: {a: b\nevents: x", "3:7", "a “{” is not closed"),
    Case("at-sign", "dateline: 1\ntitle: @home", "2:8", "begins with “@”"),
    Case("bad-escape", 'dateline: 1\ntitle: "C:\\Temp"', "2:11", "in double quotes write a backslash as"),
    Case("bad-indent", "title: 1\n  dateline: 1", "2:11", "a value that holds “: ” needs quotes"),
    Case("unindented-text", "dateline: 1\ntitle: T\nmore of it\nevents:\n", "4:1", "every line is “key: value”"),
    Case("outdented-event", "dateline: 1\nevents:\n  - id: a\n - id: b\n", "4:2", "check the indent"),
    Case("alias", "dateline: 1\ntitle: *x", "2:8", "“*x” is an alias, which is not allowed"),
    Case("anchor", "dateline: 1\ntitle: &x T", "2:8", "“&x” is an anchor"),
    Case("anchored-key", "dateline: 1\n&x title: T", "2:1", "“&x” is an anchor"),
    Case("anchored-event", "dateline: 1\nevents:\n  - &x {id: a}\n  - *x", "3:5", "“&x” is an anchor"),
    Case("anchored-list", "dateline: 1\nevents: &x\n  - id: a", "2:9", "“&x” is an anchor"),
    Case(
        "billion-laughs",
        "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "1:4",
        "“&a” is an anchor",
    ),
    Case("tag", "dateline: 1\ntitle: !!python/object:os.system T", "2:8", "is a tag, which is not allowed"),
    Case("exclamation", "dateline: 1\ntitle: !important", "2:8", "is a tag, which is not allowed"),
    Case("tagged-root", "!!map {dateline: 1}", "1:1", "is a tag"),
    Case("list-as-key", "dateline: 1\n? [a, b]\n: c", "2:3", "a key is a word"),
    Case("template-braces", "dateline: 1\ntitle: {{ title }}", "2:9", "a key is a word"),
    Case("two-documents", "dateline: 1\n---\ndateline: 1\n", "2:1", "a second document begins here"),
    Case("deep-list", f"dateline: 1\nevents: {NESTED}", "2:20", "nested too deeply; at most 12 levels"),
    Case("deep-mapping", "dateline: 1\nevents: " + "{a: " * 50_000, "2:53", "nested too deeply"),
    Case("deep-dashes", "dateline: 1\nevents:\n  " + "- " * 5_000, "3:25", "nested too deeply"),
]

OPENED = [
    # the header
    Case("no-title", "dateline: 1\nevents:\n  - {id: good, title: Good}", "1:1", "the chronology needs “title”", 1),
    Case("title-list", "dateline: 1\ntitle: [draft]", "2:8", "“title” is not used", 0),
    Case("unknown-root-key", header("evnets: []"), "3:1", "unknown key “evnets”; did you mean “events”?", 1),
    Case("strange-root-key", header("zzz: 1"), "3:1", "unknown key “zzz”; allowed are dateline, title", 1),
    Case("merge-key-at-root", header("<<: {a: b}"), "3:1", "unknown key “<<”", 1),
    Case("bad-period", header("period: 2024-13"), "3:9", "“period” is not used: ", 1),
    Case("bad-language", header("language: English!"), "3:11", "“English!” is not a language code", 1),
    Case("doubled-title", header("title: U"), "3:1", "“title” is given twice, first in line 2", 1),
    Case("doubled-events", header("") + "events:\n  - {id: more, title: More}\n", "6:1", "the second is left out", 1),
    Case("empty-description", header("description:"), "3:13", "“description” is empty", 1),
    Case("events-mapping", "dateline: 1\ntitle: T\nevents:\n  a: {title: A}", "4:3", "it is a list; write each", 0),
    Case("events-text", "dateline: 1\ntitle: T\nevents: none", "3:9", "“events” is not used: it is a list", 0),
    Case("events-empty", "dateline: 1\ntitle: T\nevents:", "3:8", "“events” is empty", 0),
    # regions, kinds, sources
    Case("region-without-code", header("regions: [{name: X}]"), "3:11", "left out: a region needs “code”", 1),
    Case("region-lower-case", header("regions: [{code: xx-1, name: X}]"), "3:18", "“xx-1” is not a region code", 1),
    Case("region-without-name", header("regions: [{code: QX}]"), "3:11", "“QX” is new and needs a “name”", 1),
    Case("region-orphan", header("regions: [{code: QX, name: X, parent: RU-KRX}]"), "3:11", "is not a known region", 1),
    Case("region-in-itself", header("regions: [{code: QX, name: X, parent: QX}]"), "3:11", "“QX” lies in itself", 1),
    Case(
        "regions-in-a-ring",
        header("regions: [{code: QX, name: X, parent: QY}, {code: QY, name: Y, parent: QX}]"),
        "3:44",
        "“QY” lies in itself",
        1,
    ),
    Case(
        "region-twice", header("regions: [{code: QX, name: X}, {code: QX, name: Y}]"), "3:32", "“QX” is given twice", 1
    ),
    Case("kind-as-text", header("kinds: [combat]"), "3:9", "left out: a kind is wanted here", 1),
    Case("kind-colour", header("kinds: [{id: a, colour: red}]"), "3:25", "“red” is not a colour", 1),
    Case("kind-twice", header("kinds: [{id: a}, {id: a}]"), "3:23", "the kind “a” is given twice", 1),
    Case("source-without-id", header("sources: [{title: X}]"), "3:11", "this source is left out: a source needs", 1),
    Case("source-id", header("sources: [{id: First Report}]"), "3:16", "write “first-report”", 1),
    Case("source-twice", header("sources: [{id: a}, {id: a}]"), "3:25", "the id “a” is already used in line 3", 1),
    Case("source-type", header("sources: [{id: a, type: artcle}]"), "3:25", "did you mean “article”?", 1),
    Case("source-date", header("sources: [{id: a, issued: 2024-02-30}]"), "3:27", "“issued” is not used: ", 1),
    Case("source-key", header("sources: [{id: a, url: x}]"), "3:19", "unknown key “url”; did you mean “URL”?", 1),
    Case("source-author-text", header("sources: [{id: a, author: Jane}]"), "3:27", "write [Jane]", 1),
    Case("source-name-both", header("sources: [{id: a, author: [{literal: A, family: B}]}]"), "3:28", "either", 1),
    Case("source-name-given", header("sources: [{id: a, author: [{literal: A, given: B}]}]"), "3:28", "“given”", 1),
    Case("source-name-suffix", header("sources: [{id: a, editor: [{family: A, suffix: Jr}]}]"), "3:40", "suffix", 1),
    Case("source-event-date", header("sources: [{id: a, event-date: soon}]"), "3:31", "soon", 1),
    Case("source-copy-of", header("sources: [{id: aa, republishes: ab}]"), "3:33", "is not among the sources", 1),
    Case("source-key-twice", header("sources: [{id: a, note: x, note: y}]"), "3:28", "“note” is given twice", 1),
    # events
    Case("event-text", event("nothing"), "6:5", "this event is left out: an event is wanted here", 1),
    Case("event-list", event("[id, bad]"), "6:5", "as “key: value” entries, not a list", 1),
    Case("no-id", event("title: Bad"), "6:5", "this event is left out: an event needs “id”", 1),
    Case("empty-id", event("id:\n    title: Bad"), "6:5", "an event needs “id”", 1),
    Case("bad-id", event("id: Bad Event\n    title: Bad"), "6:9", "is not an id (lower-case words", 1),
    Case("id-list", event("id: [a]\n    title: Bad"), "6:9", "is wanted here, not a list", 1),
    Case("no-event-title", event("id: bad"), "6:5", "event “bad” is left out: an event needs “title”", 1),
    Case("same-id", event("id: good\n    title: A"), "8:9", "the id is already used in line 6", 1),
    Case("key-twice", event("id: bad\n    title: A\n    title: B"), "8:5", "“title” is given twice", 1),
    Case("merge-key", event("id: bad\n    title: A\n    <<: {kind: x}"), "8:5", "“<<” is a merge key", 1),
    Case("thirteenth-month", event("id: bad\n    title: A\n    when: 2024-13"), "8:11", "2024-13", 1),
    Case("thirtieth-february", event("id: bad\n    title: A\n    when: 2024-02-30"), "8:11", "2024-02-30", 1),
    Case("date-in-words", event("id: bad\n    title: A\n    when: last Tuesday"), "8:11", "“last” is where", 1),
    Case("date-unquoted-set", event("id: bad\n    title: A\n    when: [2024-12-19..2024-12-22]"), "8:11", '"[2024', 1),
    Case("date-unquoted-each", event("id: bad\n    title: A\n    when: {2024,2025}"), "8:11", '"{2024,2025}"', 1),
    Case("title-mapping", event("id: bad\n    title: {a: b}"), "7:12", "text is wanted here, not a mapping", 1),
    Case("kind-word", event("id: bad\n    title: A\n    kind: Big Battle"), "8:11", "write “big-battle”", 1),
    Case("regions-text", event("id: bad\n    title: A\n    regions: RU"), "8:14", "write [RU]", 1),
    Case("region-unknown", event("id: bad\n    title: A\n    regions: [RU-KRX]"), "8:15", "is not a known region", 1),
    Case("region-by-name", event("id: bad\n    title: A\n    regions: [Ukraine]"), "8:15", "did you mean “UA”?", 1),
    Case("region-empty", event("id: bad\n    title: A\n    regions: ['']"), "8:15", "an item of this list is empty", 1),
    Case("actors-mapping", event("id: bad\n    title: A\n    actors: {a: b}"), "8:13", "write each item after “- ”", 1),
    Case("claims-mapping", event("id: bad\n    title: A\n    claims: {by: b}"), "8:13", "a list is wanted here", 1),
    Case("certainty", claim("certainty: claimd"), "9:20", "is not a certainty; did you mean “claimed”?", 1),
    Case("certainty-strange", claim("certainty: 100"), "9:20", "allowed are confirmed, reported, claimed", 1),
    Case("certainty-list", claim("certainty: [claimed]"), "9:20", "a certainty is wanted here, not a list", 1),
    Case("claim-key", claim("certanity: claimed"), "9:9", "unknown key “certanity”; did you mean “certainty”?", 1),
    Case("claim-said", claim("said: 32 May"), "9:15", "32 May", 1),
    Case("figure-without-what", claim("figures: [{value: 3}]"), "9:19", "a figure needs “what”", 1),
    Case("figure-underscore", claim("figures: [{what: a, value: 11_000}]"), "9:36", "not a number; write 11000", 1),
    Case("figure-comma", claim("figures: [{what: a, value: 11,000}]"), "9:39", "write the number without commas", 1),
    Case("figure-comma-quoted", claim("figures: [{what: a, value: '11,000'}]"), "9:36", "write 11000", 1),
    Case("figure-words", claim("figures: [{what: a, value: many}]"), "9:36", "write digits alone", 1),
    Case("figure-infinite", claim("figures: [{what: a, value: .inf}]"), "9:36", "not a number", 1),
    Case("figure-endless", claim("figures: [{what: a, value: " + "9" * 5000 + "}]"), "9:36", "not a number", 1),
    Case("figure-list", claim("figures: [{what: a, value: [1]}]"), "9:36", "a number is wanted here, not a list", 1),
    Case("figure-both", claim("figures: [{what: a, value: 1, low: 0}]"), "9:19", "either “value”, or “low”", 1),
    Case("figure-swapped", claim("figures: [{what: a, low: 3, high: 2}]"), "9:19", "swap them", 1),
    Case("cite-unknown", claim("cites: [{source: pge}]"), "9:26", "not among the sources; did you mean “page”?", 1),
    Case("cite-without-source", claim("cites: [{page: 3}]"), "9:17", "a citation needs “source”", 1),
    Case("cite-text", claim("cites: [page]"), "9:17", "a citation is wanted here", 1),
    Case("cite-list", claim("cites: [{source: [page]}]"), "9:26", "the id of one source is wanted here", 1),
    Case("cite-locator", claim("cites: [{source: page, paragaph: 3}]"), "9:32", "did you mean “paragraph”?", 1),
    # what costs a part of an event only
    Case("unknown-key", event("id: bad\n    title: A\n    sumary: x"), "8:5", "did you mean “summary”?", 2),
    Case("empty-value", event("id: bad\n    title: A\n    when:"), "8:10", "“when” is empty", 2),
    Case("place-text", event("id: bad\n    title: A\n    place: Sudzha"), "8:12", "“place” is not used", 2),
    Case("place-half", event("id: bad\n    title: A\n    place: {name: P, lat: 1}"), "8:12", "go together", 2),
    Case("place-off", event("id: bad\n    title: A\n    place: {name: P, lat: 91, lon: 0}"), "8:27", "-90 to 90", 2),
    Case("relation", event("id: bad\n    title: A\n    relates: [{to: god, how: updates}]"), "8:20", "“good”?", 2),
    Case("relation-how", event("id: bad\n    title: A\n    relates: [{to: good, how: denies}]"), "8:31", "disputes", 2),
]


EVENTS_GIVEN = {"title-list": 0, "events-empty": 0, "doubled-events": 2}
"""How many events a file has that is not made by one of the helpers above."""


def where_of(error: ChronologyError) -> str:
    return error.where.removeprefix("bad.yaml").removeprefix(":")


def read(text: str | bytes, folder: Path) -> Chronology:
    """Read as a user's file, whose name in messages is then shortened."""
    path = folder / "bad.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        return dateline_yaml.read(path)
    except ChronologyError as error:
        raise type(error)(error.message, error.where.replace(str(path), "bad.yaml")) from error


@pytest.mark.parametrize("case", UNOPENED, ids=lambda case: case.name)
def test_a_file_that_cannot_be_opened_says_why_and_where(case: Case, tmp_path: Path) -> None:
    with pytest.raises(ChronologyError) as caught:
        read(case.text, tmp_path)

    assert case.message in caught.value.message
    assert where_of(caught.value) == case.where


def test_more_levels_than_libyaml_reads_are_too_many_for_us_too(tmp_path: Path) -> None:
    with pytest.raises(ChronologyError, match="nested too deeply; at most 12 levels") as caught:
        read("dateline: 1\nevents: " + "[" * 100_000, tmp_path)

    assert where_of(caught.value).startswith("2:")


@pytest.mark.parametrize("case", OPENED, ids=lambda case: case.name)
def test_a_file_with_a_defect_opens_and_tells_it_with_its_place(case: Case, tmp_path: Path) -> None:
    chronology = read(case.text, tmp_path)

    told = [(f"{finding.line}:{finding.column}", finding.message) for finding in chronology.findings]
    assert [message for where, message in told if where == case.where and case.message in message], told
    assert len(chronology) == case.kept


@pytest.mark.parametrize("case", OPENED, ids=lambda case: case.name)
def test_every_event_of_a_file_is_either_shown_or_counted_as_left_out(case: Case, tmp_path: Path) -> None:
    given = EVENTS_GIVEN.get(case.name, 2 if "id: page" in str(case.text) else 1)

    chronology = read(case.text, tmp_path)

    assert len(chronology) + chronology.left_out == given


WORDED_OTHERWISE = {"bad-escape"}  # one column further


@pytest.mark.parametrize("case", UNOPENED + OPENED, ids=lambda case: case.name)
def test_without_libyaml_a_broken_file_gets_the_same_answer(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if isinstance(case.text, bytes) or len(case.text) > 20_000 or case.name in WORDED_OTHERWISE:
        pytest.skip("refused before YAML is parsed, or YAML's own words differ")
    expected = answer(case.text)

    monkeypatch.delattr(positioned_yaml.yaml, "CBaseLoader")

    assert answer(case.text) == expected


def answer(text: str) -> object:
    try:
        return dateline_yaml.read_text(text, "bad.yaml").findings
    except ChronologyError as error:
        return str(error)
