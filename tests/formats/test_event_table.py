"""Tables of events: what each column gives, what a defect costs, and that what is saved as CSV comes back."""

import csv
import io
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Attribution, Certainty, Claim
from dateline.domain.columns import Columns
from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import ChronologyError
from dateline.domain.event import Event, Place
from dateline.domain.finding import Level
from dateline.domain.query import Query, ask
from dateline.domain.search import find
from dateline.domain.source import Citation, Source
from dateline.domain.when import WhenFlag
from dateline.formats import event_csv, event_table, registry, table_vocabulary
from dateline.formats.files import Cancelled

FULL = '''\
ID,Title,Start,End,Region,Kind,Certainty,Source,Summary,Speaker,Actors,Stated,Basis,Place,Lat,Lon,Weather
b-1,"Crossing, ""at last""",2024-08-06,2024-08-13,Kursk Oblast; UA-59,Ground Combat,Confirmed,\
https://www.example.org/a;b?c=1; Kyiv Post,"First
second",Kyiv; Moscow,Oleksandr Syrskyi,on Tuesday,From the week.,Sudzha,51.19,35.27,dry
,Only a title,,,,,,,,,,,,,,,
'''


def table(text: str | bytes, tmp_path: Path, name: str = "events.csv") -> Chronology:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return registry.read(path)


def told(chronology: Chronology) -> list[tuple[int, Level, str]]:
    return [(finding.line, finding.level, finding.message) for finding in chronology.findings]


def test_each_column_gives_its_part_of_an_event(tmp_path):
    chronology = table(FULL, tmp_path)

    cites = (Citation("www-example-org-a-b-c-1"), Citation("kyiv-post"))
    assert chronology.event(0) == Event(
        "b-1",
        'Crossing, "at last"',
        "First\nsecond",
        parse_edtf("2024-08-06/2024-08-13"),
        "on Tuesday",
        "From the week.",
        "ground-combat",
        ("RU-KRS", "UA-59"),
        Place("Sudzha", 51.19, 35.27),
        ("Oleksandr Syrskyi",),
        tuple(Claim(Attribution(by), certainty=Certainty.CONFIRMED, cites=cites) for by in ("Kyiv", "Moscow")),
        line=2,
        further=(("Weather", "dry"),),
    )
    assert chronology.event(1) == Event("row-4", "Only a title", claims=(Claim(),), line=4)
    assert told(chronology) == []
    assert (chronology.title, chronology.left_out, len(chronology)) == ("events", 0, 2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_header_may_be_quoted_whatever_parts_its_cells(delimiter, mark, tmp_path):
    rows = ['"id"', '"title"', '"when"'], ['"a"', '"It happens; then, there"', '"2024-08-06"']
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)

    chronology = table(mark + text.encode(), tmp_path)

    assert chronology.event(0).title == "It happens; then, there"
    assert chronology.event(0).when == parse_edtf("2024-08-06")
    assert told(chronology) == []


def test_kinds_and_sources_keep_their_words(tmp_path):
    chronology = table(FULL, tmp_path)

    assert [(kind.id, kind.label) for kind in chronology.kinds.values()] == [("ground-combat", "Ground Combat")]
    assert list(chronology.sources.values()) == [
        Source("www-example-org-a-b-c-1", "webpage", url="https://www.example.org/a;b?c=1"),
        Source("kyiv-post", title="Kyiv Post"),
    ]


def test_columns_are_those_of_the_events(tmp_path):
    chronology = table(FULL, tmp_path)
    events = [chronology.event(row) for row in range(len(chronology))]

    assert_same_columns(chronology.columns, Columns.from_events(events))


def assert_same_columns(found: Columns, expected: Columns) -> None:
    for name in Columns.__dataclass_fields__:
        mine, theirs = getattr(found, name), getattr(expected, name)
        if name in ("region", "source", "speaker", "actor"):
            np.testing.assert_array_equal(mine.offsets, theirs.offsets, name)
            np.testing.assert_array_equal(mine.values, theirs.values, name)
        elif isinstance(mine, np.ndarray):
            assert mine.dtype == theirs.dtype, name
            np.testing.assert_array_equal(mine, theirs, name)
        else:
            assert mine == theirs, name


@pytest.mark.parametrize(
    ("start", "end", "when"),
    [
        ("2024-08-06", "", "2024-08-06"),
        ("2024-08-06", "2024-08-13", "2024-08-06/2024-08-13"),
        ("2024-08-06", "2024-08-06", "2024-08-06/2024-08-06"),
        ("2024-08", "2024-10", "2024-08/2024-10"),
        ("2024-08-06", "2024-08-XX", "2024-08-06/2024-08-XX"),
        ("2024-08-06", "..", "2024-08-06/.."),
        ("2024-08-06/..", "", "2024-08-06/.."),
        ("", "2024-11-05", "/2024-11-05"),
        ("..", "2024-11-05", "../2024-11-05"),
        ("2024-12-15~", "2024-12-20?", "2024-12-15~/2024-12-20?"),
        ("2024-12-24?", "2025", "2024-12-24?/2025"),
        ("[2024-12-19..2024-12-22]", "", "[2024-12-19..2024-12-22]"),
        ("2024-12-1X", "", "2024-12-1X"),
        ("-0043-03-15", "", "-0043-03-15"),
        ("0000-02-29", "", "0000-02-29"),
        ("Y-13800000000", "", "Y-13800000000"),
        ("2024-08-06T05:30", "", "2024-08-06T05:30"),
        ("2024-08-06 05:30:10", "", "2024-08-06T05:30:10"),
        ("2024-08-06T05:30:10Z", "2024-08-06T06:00:00Z", "2024-08-06T05:30:10Z/2024-08-06T06:00:00Z"),
        (" 2024-08-06 ", "", "2024-08-06"),
        ("2024-21", "2024-22", "2024-21/2024-22"),
        ("2024-08-06T05:30:10+02:00", "", "2024-08-06T05:30:10+02:00"),
        ("2024-08-06T05:30:10-00:30", "2024-08-07", "2024-08-06T05:30:10-00:30/2024-08-07"),
    ],
)
def test_a_start_and_an_end_make_the_date_that_edtf_makes_of_them(start, end, when, tmp_path):
    chronology = table(f'title,start,end\nA,"{start}","{end}"\n', tmp_path)

    expected = Columns.from_events([Event("row-2", "A", when=parse_edtf(when), claims=(Claim(),), line=2)])
    assert_same_columns(chronology.columns, expected)
    assert str(chronology.event(0).when) == when


DATES = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")),
    st.sampled_from(["2024", "2024-10", "2024-02-30", "0000-01-01", "2024-13-01", "20240806", "2024-12-2X", "soon"]),
    st.builds(
        "2024-03-01T{:02}:00:59{}{:02}:{:02}".format,
        st.integers(0, 23),
        st.sampled_from("+-"),
        st.integers(0, 15),
        st.sampled_from([0, 30, 59, 60]),
    ),
    st.sampled_from(["2024-08-06T24:00:00", "2024-08-06T23:59:60Z", "2024-08-06T05:30:10Z", "2024-22", "2024~", ".."]),
)


@given(st.lists(st.tuples(DATES, st.just("") | DATES), min_size=1, max_size=30))
def test_dates_in_bulk_are_the_dates_one_by_one(pairs):
    rows = "".join(f"A,{start},{end}\n" for start, end in pairs)
    chronology = read_text(f"title,start,end\n{rows}")

    expected, lines = [], []
    for line, (start, end) in enumerate(pairs, 2):
        try:
            expected.append(parse_edtf(f"{start}/{end}" if end else start))
            lines.append(line)
        except ChronologyError:
            continue
    events = [
        Event(f"row-{line}", "A", when=when, claims=(Claim(),), line=line)
        for line, when in zip(lines, expected, strict=True)
    ]
    assert_same_columns(chronology.columns, Columns.from_events(events))
    assert [chronology.event(row) for row in range(len(chronology))] == events
    assert chronology.left_out == len(pairs) - len(events)


def read_text(text: str) -> Chronology:
    """The chronology in a table of few rows, without a file."""
    return event_table.read_bytes(text.encode(), Path("events.csv"))


def test_undated_rows_come_last_and_are_told_only_without_a_date_column(tmp_path):
    dated = table("title,start\nA,\nB,2024\n", tmp_path)
    undated = table("title\nA\nB\n", tmp_path, "undated.csv")

    assert dated.columns.order.tolist() == [1, 0]
    assert not dated.columns.flags[0] & WhenFlag.DATED
    assert told(dated) == []
    assert told(undated) == [(1, Level.WARNING, undated.findings[0].message)]
    assert "all events are undated" in undated.findings[0].message


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiter_byte_order_mark_and_line_ends_make_no_difference(delimiter, mark, ending, tmp_path):
    lines = [f"title{delimiter}start", f"Ä{delimiter}2024", f"B{delimiter}2023"]

    chronology = table(mark + ending.join(lines).encode(), tmp_path)

    assert [chronology.title_of(row) for row in range(2)] == ["Ä", "B"]
    assert [chronology.event(row).line for row in range(2)] == [2, 3]
    assert told(chronology) == []


def test_nameless_columns_are_named_by_their_place(tmp_path):
    chronology = table("title,start,,\nA,2024,,x\nB,2024,,\n", tmp_path)

    assert [chronology.event(row).further for row in range(2)] == [(("column 4", "x"),), ()]
    assert told(chronology) == []


def test_a_tab_separated_file_may_be_named_tsv(tmp_path):
    assert table("title\tstart\nA\t2024\n", tmp_path, "EVENTS.TSV").title_of(0) == "A"


@pytest.mark.parametrize("name", ["start", "When", "DATE"])
def test_the_date_may_stand_under_several_names(name, tmp_path):
    assert str(table(f"{name},title\n2024,A\n", tmp_path).event(0).when) == "2024"


def test_a_second_column_for_the_same_is_a_further_field_and_told(tmp_path):
    chronology = table("title,when,start\nA,2023,2024\n", tmp_path)

    assert str(chronology.event(0).when) == "2024"
    assert chronology.event(0).further == (("when", "2023"),)
    assert told(chronology) == [
        (1, Level.WARNING, "the column “when” is kept as a further field, since “start” gives the same")
    ]


def test_ids_lead_to_rows_and_back(tmp_path):
    chronology = table('id,title\n"a ""b""",A\n c ,B\n,C\n', tmp_path)

    ids = [chronology.id(row) for row in range(3)]

    assert ids == ['a "b"', "c", "row-4"]
    assert [chronology.row_of(each) for each in ids] == [0, 1, 2]
    assert chronology.row_of("row-2") is None
    assert chronology.row_of("nothing") is None
    assert chronology.incoming("c") == ()


def test_rows_without_ids_are_found_by_their_lines(tmp_path):
    chronology = table('title,summary\nA,"x\ny"\nB,z\n', tmp_path)

    assert [chronology.id(row) for row in range(2)] == ["row-2", "row-4"]
    assert [chronology.row_of(each) for each in ("row-4", "row-3", "row-04", "A")] == [1, None, None, None]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("bridge", [1]),
        ("kursk", [2]),
        ("SUDZHA village", [0]),
        ("putin", [1]),
        ("kyïv", [2]),
        ('"quoted"', [0]),
        ('say "', [0]),
        ("confirmed", []),
        ("weather", []),
        ("cite", []),
        ("a", [0, 1, 2]),
        ("", [0, 1, 2]),
    ],
)
def test_a_search_looks_through_what_is_said_and_where(text, rows, tmp_path):
    chronology = table(
        "id,title,summary,actor,place,region,certainty,source,weather\n"
        '1,A village,"They\nsay ""quoted"" words",,Sudzha,,confirmed,cite,weather\n'
        "2,Bridge at a river,,Vladimir Putin,,,confirmed,cite,weather\n"
        "3,Report,from Kiïv and Kyiv a day,,,RU-KRS,confirmed,cite,weather\n",
        tmp_path,
    )

    assert find(chronology, text).tolist() == rows


def test_a_search_passes_over_rows_that_are_left_out(tmp_path):
    chronology = table("title,start\nA bridge,2024-13\nB bridge,2024\nC,2023\nD bridge,2022\n", tmp_path)

    assert find(chronology, "bridge").tolist() == [2, 0]


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        ("UA", ("UA",)),
        ("ukraine", ("UA",)),
        ("Kiev; RU-KRS;UA", ("UA-30", "RU-KRS", "UA")),
        ("UA;UA", ("UA",)),
        ("", ()),
    ],
)
def test_regions_are_known_by_code_and_by_any_spelling(region, codes, tmp_path):
    chronology = table(f'title,start,region\nA,,"{region}"\n', tmp_path)

    assert chronology.event(0).regions == codes
    assert told(chronology) == []


def test_an_unknown_region_stands_as_the_tables_own_and_is_told_once(tmp_path):
    chronology = table("start,title,region\n,A,UA\n,B,Donbas\n,C,donbas\n,D,Ukrane\n", tmp_path)

    assert [chronology.event(row).regions for row in range(4)] == [("UA",), ("X-DONBAS",), ("X-DONBAS",), ("X-UKRANE",)]
    assert chronology.regions["X-DONBAS"].name == "Donbas"
    assert [line for line, _, _ in told(chronology)] == [3, 5]
    assert "“Donbas” is not a known region" in chronology.findings[0].message
    assert "did you mean “UA”" in chronology.findings[1].message
    assert ask(chronology, Query(regions=frozenset(["X-DONBAS"]))).rows.tolist() == [1, 2]


@pytest.mark.parametrize("role", ["kind", "region"])
def test_a_column_of_too_many_choices_is_a_further_field(role, tmp_path, monkeypatch):
    monkeypatch.setattr(table_vocabulary, "CHOICES", 3)
    rows = "".join(f"A,,word {number}\n" for number in range(5))

    chronology = table(f"title,start,{role}\n{rows}", tmp_path)

    assert chronology.event(4).further == ((role, "word 4"),)
    assert (chronology.event(4).kind, chronology.event(4).regions) == ("", ())
    assert "more than 3" in chronology.findings[0].message


BROKEN = [
    # (name, the rows below "id,title,start,end,region,kind,certainty,source,summary,lat,lon", message, rows shown)
    ("month", "x,Bad,2024-13,,,,,,,,", "no thirteenth month|2024-13", 1),
    ("day", "x,Bad,2024-02-30,,,,,,,,", "2024-02-30", 1),
    ("words", "x,Bad,last Tuesday,,,,,,,,", "“last” is where a year is expected", 1),
    ("slashes", "x,Bad,06/08/2024,,,,,,,,", "06/08/2024", 1),
    ("small x", "x,Bad,2024-12-1x,,,,,,,,", "2024-12-1x", 1),
    ("clock", "x,Bad,2024-08-06T25:00:00,,,,,,,,", "25", 1),
    ("end", "x,Bad,2024-08-06,never,,,,,,,", "never", 1),
    ("end before start", "x,Bad,2024-08-06,2024-08-05,,,,,,,", "lies before", 1),
    ("end begun before", "x,Bad,2024-08-16,2024-08,,,,,,,", "had begun before", 1),
    ("two intervals", "x,Bad,2024/2025,2026,,,,,,,", "slashes", 1),
    ("set as end", 'x,Bad,2024,"[2025,2026]",,,,,,,', "cannot be the end", 1),
    ("certainty", "x,Bad,,,,,confirmd,,,,", "“confirmd” is not a certainty; did you mean “confirmed”", 1),
    ("certainty far off", "x,Bad,,,,,100%,,,,", "“100%” is not a certainty; allowed are confirmed", 1),
    ("no title", "x,,2024,,,,,,,,", "the title is empty", 1),
    ("blank title", 'x,"  ",2024,,,,,,,,', "the title is empty", 1),
    ("id twice", "good,Bad,2024,,,,,,,,", "the id “good” is already used in line 2", 1),
    ("id twice, quoted", '"good",Bad,2024,,,,,,,,', "the id “good” is already used in line 2", 1),
    ("id of a row without one", "row-3,Bad,,,,,,,,,", None, 2),
    ("cell too few", "x,Bad,2024", "3 cells where the header has 11", 1),
    ("cell too many", "x,Bad,2024,,,,,,one, two,,", "12 cells where the header has 11; a cell with “,”", 1),
    ("quote not closed", 'x,"Bad,2024,,,,,,,,', "never closed", 1),
    ("text behind a quote", 'x,"Bad" news,2024,,,,,,,,', "text follows a closing quote", 1),
    ("NUL", "x,Bad\0,2024,,,,,,,,", "NUL", 1),
    ("latitude", "x,Bad,,,,,,,,91,0", "“lat” is no number of degrees from -90 to 90", 2),
    ("longitude", "x,Bad,,,,,,,,0,far", "“lon” is no number of degrees from -180 to 180", 2),
    ("not a number", "x,Bad,,,,,,,,nan,0", "“lat” is no number", 2),
    ("latitude alone", "x,Bad,,,,,,,,51.1,", "“lat” and “lon” go together", 2),
    ("region", "x,Bad,,,Atlantis,,,,,,", "“Atlantis” is not a known region", 2),
    ("letters that are none", "x,Bad\ud800,,,,,,,,,", "not UTF-8", None),
]


@pytest.mark.parametrize(("rows", "message", "shown"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_row_is_told_with_its_line_and_the_rest_is_shown(rows, message, shown, tmp_path):
    header = "id,title,start,end,region,kind,certainty,source,summary,lat,lon\ngood,Good,2024,,,,,,,,\n"
    text = f"{header}{rows}\n".encode(errors="surrogatepass")

    if shown is None:
        with pytest.raises(ChronologyError, match=message) as caught:
            table(text, tmp_path)
        assert caught.value.where == f"{tmp_path / 'events.csv'}:3:6"
        return
    chronology = table(text, tmp_path)

    assert (len(chronology), chronology.left_out) == (shown, 2 - shown)
    assert chronology.title_of(0) == "Good"
    if message is None:
        assert told(chronology) == []
        return
    ((line, level, found),) = told(chronology)
    assert (line, level) == (3, Level.ERROR if shown == 1 else Level.WARNING)
    assert found.startswith("this row is left out: ") == (shown == 1)
    assert re.search(message, found), found


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\n\n", "the file is empty"),
        ("title,start\nA,2024\n".encode("utf-16"), "the file is UTF-16"),
        ("title,start\nA,2024\n".encode("utf-16-le"), "looks like UTF-16"),
        ("title,start\nA,2024\n".encode("utf-32"), "the file is UTF-32"),
        (bytes(500), "is not text"),
        ("title,caf\u00e9\n".encode("latin-1"), "not UTF-8"),
        ("title\ncaf\u00e9\n".encode("latin-1"), "not UTF-8: byte 0xE9"),
        (b"name,when\nA,2024\n", "needs a column “title”; this one has name, when"),
        (b"2024-01-01,Something\n", "needs a column “title”"),
        (b'"title,start\nA,2024\n', "the header cannot be read"),
    ],
)
def test_what_is_no_table_of_events_is_refused_in_one_sentence(data, message, tmp_path):
    with pytest.raises(ChronologyError, match=message) as caught:
        table(data, tmp_path)

    assert caught.value.where.startswith(str(tmp_path / "events.csv"))


@pytest.mark.parametrize("name", ["conflict/oryx-abandoned.csv", "timelinejs/women_in_computing.csv"])
def test_a_real_table_of_something_else_says_which_column_it_lacks(name, shared):
    with pytest.raises(ChronologyError, match="needs a column “title”; this one has"):
        registry.read(shared / "samples" / name)


def test_a_real_table_opens_once_its_column_has_the_name(shared, tmp_path):
    text = (shared / "samples/conflict/oryx-abandoned.csv").read_text(encoding="utf-8")
    head = "country,origin,system,status,url,date_recorded"
    assert text.startswith(head)

    chronology = table("region,origin,title,status,source,start" + text.removeprefix(head), tmp_path)

    rows = list(csv.DictReader(io.StringIO(text)))
    assert (len(chronology), chronology.left_out, told(chronology)) == (len(rows), 0, [])
    assert [chronology.title_of(row) for row in range(0, 1500, 100)] == [row["system"].strip() for row in rows[::100]]
    assert len(chronology.sources) == len({row["url"].strip() for row in rows if row["url"].strip()})


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cn"))
TEXTS = st.text(LETTERS, min_size=1, max_size=12)
WORDS = TEXTS.filter(lambda text: ";" not in text and "://" not in text)
IDS = st.from_regex(r"\A[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3})?\Z")


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    """Events of which a table can say all, with distinct ids."""
    made = []
    for event_id in draw(st.lists(IDS, unique=True, max_size=8)):
        certainty = draw(st.sampled_from(Certainty))
        cites = tuple(Citation(source) for source in draw(st.lists(IDS, unique=True, max_size=3)))
        speakers = draw(st.lists(WORDS, unique=True, max_size=2)) or [""]
        date = draw(st.sampled_from(["", "2024-08-06", "2024-10", "2024/..", "[2024-01-01,2024-01-05]", "2024?"]))
        made.append(
            Event(
                event_id,
                draw(TEXTS),
                draw(st.just("") | TEXTS),
                parse_edtf(date) if date else None,
                draw(st.just("") | TEXTS),
                kind=draw(st.just("") | IDS),
                regions=tuple(draw(st.lists(st.sampled_from(["UA", "RU-KRS", "UA-30"]), unique=True))),
                claims=tuple(Claim(Attribution(by), certainty=certainty, cites=cites) for by in speakers),
            )
        )
    return made


@given(events())
def test_rows_saved_as_csv_are_read_again(given_events):
    sources = dict.fromkeys(source for event in given_events for source in event.sources)
    saved = Chronology.from_events(given_events, sources=[Source(source, title=source) for source in sources])

    chronology = read_text(event_csv.dumps(saved, ask(saved, Query())))

    assert chronology.findings == ()
    order = saved.columns.order.tolist()
    found = [chronology.event(row) for row in range(len(chronology))]
    assert [known(event) for event in found] == [known(given_events[row]) for row in order]
    assert_same_columns(chronology.columns, Columns.from_events(found))


def known(event: Event) -> tuple[object, ...]:
    """What saved rows hold of an event."""
    parts = (event.id, event.title, event.summary, event.when, event.stated, event.kind, event.regions)
    return (*parts, tuple((claim.by, claim.certainty, claim.cites) for claim in event.claims))


def test_progress_grows_and_ends_with_all(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("title,start\n" + "A,2024\n" * 1000)
    told_to = []

    event_table.read(path, lambda done, of_all: told_to.append((done, of_all)), lambda: False)

    size = path.stat().st_size
    assert [done for done, _ in told_to] == sorted(done for done, _ in told_to)
    assert told_to[-1] == (size, size)


def test_reading_stops_when_cancelled(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("title\nA\n")

    with pytest.raises(Cancelled):
        event_table.read(path, None, lambda: True)


def test_an_event_is_made_once_while_it_is_looked_at(tmp_path):
    chronology = table("title\nA\n", tmp_path)

    assert chronology.event(0) is chronology.event(0)


def test_a_file_that_changes_afterwards_changes_no_event(tmp_path):
    chronology = table("title,start\nA,2024\n", tmp_path)

    (tmp_path / "events.csv").write_text("start,title\n1999,Other\n")

    assert (chronology.event(0).title, str(chronology.event(0).when)) == ("A", "2024")
