"""Writing: what is written reads back as the same chronology, in the format's order, as a person would write it."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.strategies import whens

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Attribution, Certainty, Claim, Figure
from dateline.domain.errors import ChronologyError
from dateline.domain.event import Event, Link, Place, Relation
from dateline.domain.region import Region
from dateline.domain.source import Citation, Name, Source
from dateline.formats import csl, fields, yaml_text
from dateline.formats.dateline_yaml import dumps, read, read_text, write

SOURCE_IDS = ("second-page", "1")
EVENT_IDS = ("a-second", "null")
CODES = ("UA", "RU-KRS", "NO", "QX-1")

texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.lists(st.sampled_from(["a", "word", "-", "#", ":", "b:", "no", "'", '"', "\n", "  ", "…", "x" * 40]), min_size=1)
    .map(" ".join)
    .filter(bool),
)
short = st.sampled_from(["", "x", "no", "a: b", "Ж, [y]"])
names = st.one_of(
    st.builds(Name, literal=texts), st.builds(Name, family=texts, given=texts), st.builds(Name, family=texts)
)
numbers = st.decimals(-(10**12), 10**12, allow_nan=False, places=3) | st.integers(0, 10**30).map(Decimal)
figures = st.one_of(
    st.builds(Figure, texts, value=st.none() | numbers, unit=short, qualifier=short),
    st.tuples(numbers, numbers).map(lambda pair: Figure("losses", low=min(pair), high=max(pair))),
    st.builds(Figure, texts, low=numbers),
)
locators = st.lists(
    st.tuples(st.sampled_from(csl.LOCATORS), texts), unique_by=lambda locator: locator[0], max_size=2
).map(tuple)
citations = st.builds(Citation, st.sampled_from(SOURCE_IDS), locators, quote=short | texts)
claims = st.builds(
    Claim,
    st.builds(Attribution, short | texts, st.none() | whens()),
    short | texts,
    st.sampled_from(Certainty),
    st.lists(figures, max_size=2).map(tuple),
    st.lists(citations, max_size=2).map(tuple),
)
places = st.one_of(st.builds(Place, texts), st.builds(Place, texts, st.floats(-90, 90), st.floats(-180, 180)))
strangers = st.lists(
    st.tuples(st.text(st.characters(exclude_categories=["Cs"])), texts), unique_by=lambda pair: pair[0], max_size=2
)
events = st.builds(
    Event,
    id=st.just("x"),
    title=texts,
    summary=short | texts,
    when=st.none() | whens(),
    stated=short,
    basis=short,
    kind=st.sampled_from(["", "combat", "no", "2"]),
    regions=st.lists(st.sampled_from(CODES), max_size=3).map(tuple),
    place=st.none() | places,
    actors=st.lists(texts, max_size=3).map(tuple),
    claims=st.lists(claims, max_size=2).map(tuple),
    relates=st.lists(st.builds(Link, st.sampled_from(EVENT_IDS), st.sampled_from(Relation)), max_size=2).map(tuple),
    further=strangers.map(
        lambda pairs: tuple(
            pair for pair in pairs if pair[0] not in {"<<", *(entry.key for entry in fields.EVENT_RECORD.fields)}
        )
    ),
)
names_as_text = st.lists(
    st.dictionaries(st.sampled_from(["family", "literal"]), texts, min_size=1), min_size=1, max_size=2
).map(lambda value: json.dumps(value, ensure_ascii=False))
sources = st.builds(
    Source,
    id=st.just("x"),
    type=st.sampled_from(["", "article", "book"]),
    title=short | texts,
    container_title=short,
    publisher=short,
    author=st.lists(names, max_size=2).map(tuple),
    issued=st.none() | whens(),
    accessed=st.none() | whens(),
    url=short | texts,
    language=st.sampled_from(["", "en", "no", "pt-BR"]),
    note=short | texts,
    republishes=st.sampled_from(["", *SOURCE_IDS]),
    further=st.one_of(
        st.just(()),
        st.tuples(st.tuples(st.sampled_from(["DOI", "event-date", "stranger", "editor"]), texts)),
        st.tuples(st.tuples(st.just("editor"), names_as_text)),
    ),
)
kinds = st.builds(Kind, st.just("combat"), short, st.sampled_from(["", "#4477aa"]))


@st.composite
def chronologies(draw: st.DrawFn) -> Chronology:
    return Chronology.from_events(
        [replace(draw(events), id=event_id) for event_id in EVENT_IDS],
        title=draw(texts),
        description=draw(short | texts),
        language=draw(st.sampled_from(["", "en", "no"])),
        period=draw(st.none() | whens()),
        kinds=draw(st.lists(kinds, max_size=1)),
        sources=[replace(draw(sources), id=source_id) for source_id in SOURCE_IDS],
        own_regions=[Region("QX-1", draw(texts.filter(str.strip)), "UA", tuple(draw(st.lists(texts, max_size=2))))],
    )


def content(chronology: Chronology) -> object:
    """All that a chronology says, without where it stood."""
    return (
        chronology.title,
        chronology.description,
        chronology.language,
        chronology.period,
        list(chronology.kinds.values()),
        list(chronology.sources.values()),
        chronology.own_regions,
        [replace(chronology.event(row), line=0) for row in range(len(chronology))],
    )


@settings(max_examples=40)
@given(chronologies())
def test_what_is_written_reads_back_as_the_same(chronology: Chronology) -> None:
    text = dumps(chronology)

    again = read_text(text)

    assert content(again) == content(chronology)
    assert dumps(again) == text


@given(texts)
@example("a" + " word" * 60)
@example("a long text: " + "with a colon " * 20)
@example("lines\n\nof\n  text\n")
@example("trailing\n\n")
@example("\n")
@example(" leading")
@example("tab\tinside")
@example("next\x85line")
@example("\u2028")
@example("\ufeffmark")
@example("NUL \0 and \x1b")
@example("😀 " * 80 + "x")
@example("word " * 25 + "- dash and # hash ... " * 5 + "end")
@example("---")
@example("... and")
@example("- item")
@example("? key")
@example("*alias")
@example("&anchor")
@example("!tag")
@example("%directive")
@example("@at")
@example("~")
@example("null")
@example("=")
@example("<<")
@example("a #b")
@example("a# b")
@example("key:")
@example("-")
@example("--- x")
@example("\\" * 200)
@example("\\ " * 100 + "x")
def test_a_text_comes_back_from_a_list_and_a_mapping_in_one_line_and_in_several(text: str) -> None:
    tree = {"key": text, text: "value", "list": [text, text], "flow": yaml_text.Flow(key=text, list=[text])}

    written = "\n".join(yaml_text.block(tree, 0)) + "\n"

    assert yaml.load(written, Loader=yaml.CBaseLoader) == tree
    assert yaml.load(written, Loader=yaml.BaseLoader) == tree


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024-12-17", "2024-12-17"),
        ("../2024-11-05", "../2024-11-05"),
        ("-0043-03-15", "-0043-03-15"),
        ("[2024-12-19..2024-12-22]", '"[2024-12-19..2024-12-22]"'),
        ("no", "no"),
        ("Kursk: the incursion", '"Kursk: the incursion"'),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("“Quoted” words", "“Quoted” words"),
        ('He said "no"', 'He said "no"'),
        ("Курська область", "Курська область"),
        ("C:\\Temp", "C:\\Temp"),
        ("a\nb", '"a\\nb"'),
        ("soft\xadhyphen", "soft\xadhyphen"),
        ("zero\u200bwidth", "zero\u200bwidth"),
        ("no\xa0break", "no\xa0break"),
        ("", '""'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, written: str) -> None:
    assert yaml_text.scalar(text) == written


def test_long_texts_are_wrapped_at_words_and_lines_of_a_text_stay_lines() -> None:
    event = Event("a", "A", summary="word " * 40 + "end", basis="first line\nsecond line")

    lines = dumps(Chronology.from_events([event], title="T")).splitlines()

    assert max(map(len, lines)) <= yaml_text.WIDTH
    assert lines[-3:] == ["    basis: |-", "      first line", "      second line"]


def test_keys_stand_in_the_order_of_the_format() -> None:
    event = Event("a", "A", kind="x", regions=("UA",), place=Place("P", 1.0, 2.5), further=(("strange", "kept"),))
    chronology = Chronology.from_events([event], title="T", language="en", sources=[Source("s", "book", url="u")])

    written = dumps(chronology)

    assert written == (
        "dateline: 1\ntitle: T\nlanguage: en\n\n"
        "sources:\n  - id: s\n    type: book\n    URL: u\n\n"
        "events:\n  - id: a\n    title: A\n    kind: x\n    regions: [UA]\n"
        "    place: {name: P, lat: 1.0, lon: 2.5}\n    strange: kept\n"
    )


def test_an_empty_chronology_is_its_header() -> None:
    assert dumps(Chronology.from_events([], title="T")) == "dateline: 1\ntitle: T\n"


def test_a_small_degree_is_written_in_digits() -> None:
    event = Event("a", "A", place=Place("P", 1e-7, -1e-9))

    again = read_text(dumps(Chronology.from_events([event], title="T")))

    assert again.event(0).place == Place("P", 1e-7, -1e-9)


def test_kinds_without_a_name_are_written_only_where_they_do_not_follow_from_the_events() -> None:
    followed = Chronology.from_events([Event("a", "A", kind="x")], title="T")
    unused = Chronology.from_events([Event("a", "A", kind="x")], title="T", kinds=[Kind("y")])

    assert "kinds" not in dumps(followed)
    assert list(read_text(dumps(unused)).kinds) == ["y", "x"]


def test_a_further_field_that_the_format_has_itself_cannot_be_written() -> None:
    chronology = Chronology.from_events([Event("a", "A", further=(("title", "B"),))], title="T")

    with pytest.raises(ChronologyError, match="an event has two values for “title”"):
        dumps(chronology)


def test_names_of_csl_are_kept_as_a_list() -> None:
    text = "dateline: 1\ntitle: T\n\nsources:\n  - id: s\n    editor:\n      - {family: Doe, given: Jane}\n"

    chronology = read_text(text)

    assert chronology.findings == ()
    assert dumps(chronology) == text


@pytest.mark.parametrize("given", ["[1, 2]", "[broken", '[{"family":"x"}]', "[[[1]]]", "[true]"])
def test_a_text_that_only_looks_like_a_list_stays_a_text(given: str) -> None:
    source = Source("s", further=(("editor", given),))

    again = read_text(dumps(Chronology.from_events([], title="T", sources=[source])))

    assert again.sources["s"] == source


def test_writing_replaces_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline.yaml"
    path.write_text("dateline: 1\ntitle: Old\n")
    chronology = read(path)

    write(replace(chronology, title="New"), path)

    assert read(path).title == "New"


@pytest.mark.parametrize("events", ["- {id: a}", "- {id: a, title: A, strange: x}"])
def test_a_file_with_errors_is_not_replaced_by_what_could_be_read_of_it(events: str, tmp_path: Path) -> None:
    path = tmp_path / "a.dateline.yaml"
    path.write_text(f"dateline: 1\ntitle: T\nevents:\n  {events}\n")
    before = path.read_bytes()
    chronology = read(path)

    with pytest.raises(ChronologyError, match="writing would lose what could not be read"):
        write(chronology, path)

    assert path.read_bytes() == before


def test_it_may_be_written_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("dateline: 1\ntitle: T\nevents:\n  - {id: a}\n  - {id: b, title: B}\n")

    write(read(tmp_path / "a.yaml"), tmp_path / "b.yaml")

    assert len(read(tmp_path / "b.yaml")) == 1
