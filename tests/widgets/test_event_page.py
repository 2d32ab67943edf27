"""An event as a page: what it says, and that nothing in a file can be more than text."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument, QTextFormat
from pytestqt.qtbot import QtBot

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Attribution, Certainty, Claim, Figure
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Place, Relation
from dateline.domain.source import Citation, Name, Source
from dateline.painting import colour
from dateline.painting.theme import Theme
from dateline.widgets.event_page import EventPage
from dateline.widgets.page import Tone
from dateline.widgets.page_view import PageView

HOSTILE = (
    "<img src='http://example.org/a.png'>",
    "<a href='http://example.org/'>x</a>",
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "<style>*{background:url(file:///etc/passwd)}</style>",
    "\ufdd0\ufdd1\ufffc\u2029\x00",
    "\u202eevil\u202c",
)

SOURCES = (
    Source(
        "report",
        title="Heavy casualties in Kursk",
        container_title="Mahalsa",
        author=(Name(family="Doe", given="Jane"),),
        issued=parse_edtf("[2024-12-19..2024-12-22]"),
        accessed=parse_edtf("2026-11-22"),
        url="https://mahalsa.co.uk/report",
        note="Original outlet not identified.",
        further=(("volume", "7"),),
    ),
    Source("agency", container_title="Reuters", issued=parse_edtf("2024-12-17"), url="ftp://example.org/x"),
    Source("copy", container_title="The Straits Times", republishes="agency", url="https://example.org/copy"),
)

MAIN = Event(
    "main",
    "Syrskyi reports intensified attacks",
    summary="Russian forces stepped up their attacks.",
    when=parse_edtf("2024-12-17"),
    stated="on Tuesday",
    basis="Two pages dated 17 December carry it.",
    kind="statement",
    regions=("RU-KRS", "UA"),
    place=Place("Sudzha", 51.19, 35.27),
    actors=("Oleksandr Syrskyi", "Armed Forces of Ukraine"),
    claims=(
        Claim(
            Attribution("Oleksandr Syrskyi", parse_edtf("2024-12-17")),
            "North Korean units took part.",
            Certainty.CLAIMED,
            (
                Figure("North Korean troops", Decimal(11000), unit="people", qualifier="about"),
                Figure("losses", low=Decimal(8000), high=Decimal(12000)),
            ),
            (Citation("report", (("paragraph", "9"),), quote="They fight."), Citation("agency")),
        ),
        Claim(text="Heavy losses.", certainty=Certainty.REPORTED, cites=(Citation("copy"),)),
    ),
    relates=(Link("denial", Relation.DISPUTES), Link("before", Relation.UPDATES), Link("lost", Relation.CONFIRMS)),
    further=(("weather", "snow"),),
)
DISPUTES_MAIN = Link("main", Relation.DISPUTES)
OTHERS = (
    Event(
        "denial", "Moscow: attack repelled", when=parse_edtf("2024-12-16"), relates=(Link("main", Relation.DISPUTES),)
    ),
    Event("before", "North Korean units in combat", when=parse_edtf("2024-12-09/2024-12-15")),
    Event("after", "White House: front-line role", relates=(Link("main", Relation.UPDATES),)),
    Event("effect", "Reserves move", relates=(Link("main", Relation.CAUSED_BY),)),
)


def written(qtbot: QtBot, event: Event, *others: Event, sources: tuple[Source, ...] = SOURCES) -> PageView:
    chronology = Chronology.from_events((event, *others), sources=sources, kinds=[Kind("statement", "Statement")])
    view = PageView(Theme.light())
    qtbot.addWidget(view)
    view.resize(340, 600)
    view.start(Theme.light())
    page = EventPage(view.document(), Theme.light(), view.measure, chronology)
    page.write(event)
    view.finish(page)
    return view


def lines(view: PageView) -> list[str]:
    text = view.toPlainText().replace("\ufffc", "").replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", "")
    return [line.replace("\u2002", "  ").replace("\t", " ") for line in text.split("\n")]


def formats(document: QTextDocument) -> Iterator[tuple[str, QTextFormat]]:
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            yield part.fragment().text(), part.fragment().charFormat()
            part += 1
        block = block.next()


def links(view: PageView) -> list[tuple[str, str]]:
    return [
        (text.strip("\u202f"), form.toCharFormat().anchorHref())
        for text, form in formats(view.document())
        if form.toCharFormat().isAnchor()
    ]


def test_the_page_says_everything_in_order(qtbot: QtBot) -> None:
    view = written(qtbot, MAIN, *OTHERS)

    assert lines(view) == [
        "Syrskyi reports intensified attacks",
        "Tuesday, 17 December 2024  exact to the day",
        "Sudzha  51.19° N, 35.27° E",
        "Kursk Oblast, Russia; Ukraine",
        "Stated as “on Tuesday”",
        "Two pages dated 17 December carry it.",
        "Russian forces stepped up their attacks.",
        "What is claimed 3 sources, 2 independent",
        "Oleksandr Syrskyi  claimed, 17 Dec 2024",
        "North Korean units took part. ¹ ²",
        "North Korean troops: about 11,000 people",
        "losses: 8,000–12,000",
        "The sources themselves  reported",
        "Heavy losses. ³",
        "Against it",
        "Moscow: attack repelled  16 Dec 2024, disputed by this",
        "Moscow: attack repelled  16 Dec 2024, disputes this",
        "Sources",
        "1 Mahalsa, within 19–22 Dec 2024, para. 9",
        "Jane Doe, “Heavy casualties in Kursk”",
        "“They fight.”",
        "volume: 7 · Original outlet not identified. · accessed Sunday, 22 November 2026",
        "mahalsa.co.uk/report",
        "2 Reuters, 17 Dec 2024",
        "ftp://example.org/x",
        "3 The Straits Times, no date",
        "via 2, not independent",
        "example.org/copy",
        "Related",
        "updates North Korean units in combat  9–15 Dec 2024",
        "confirms lost  not in this file",
        "updated by White House: front-line role  no date",
        "led to Reserves move  no date",
        "Involved",
        "Armed Forces of Ukraine",
        "Also in the file",
        "weather snow",
    ]


def test_a_single_claim_without_text_says_the_summary(qtbot: QtBot) -> None:
    event = Event(
        "x", "X", summary="It happened.", claims=(Claim(Attribution("Someone"), cites=(Citation("agency"),)),)
    )

    view = written(qtbot, event)

    assert lines(view)[3:6] == ["What is claimed 1 source", "Someone  unknown", "It happened. ¹"]


def test_the_shortest_event_is_a_page(qtbot: QtBot) -> None:
    view = written(qtbot, Event("x", "X"))

    assert lines(view) == ["X", "No date", "Place unknown"]


def test_a_source_without_an_outlet_is_named_by_its_title_or_else_its_id(qtbot: QtBot) -> None:
    sources = (Source("a", title="Minutes", url="https://example.org/a"), Source("b"))

    view = written(qtbot, Event("x", "X", claims=(Claim(cites=(Citation("a"), Citation("b"))),)), sources=sources)

    assert lines(view)[-3:] == ["1 “Minutes”, no date", "example.org/a", "2 b, no date"]


def test_a_place_that_is_the_region_is_named_once(qtbot: QtBot) -> None:
    event = Event("x", "X", regions=("RU-KRS",), place=Place("Kursk Oblast", 51.73, 36.19))

    view = written(qtbot, event)

    assert lines(view)[2:] == ["Kursk Oblast, Russia  51.73° N, 36.19° E"]


def test_numbers_name_the_place_where_a_source_is_cited_at_several(qtbot: QtBot) -> None:
    cites = (Citation("report", (("paragraph", "1"),)), Citation("report", (("paragraph", "4"),)))

    view = written(qtbot, Event("x", "X", claims=(Claim(text="A claim.", cites=cites),)))

    assert "A claim. ¹ para. 1  ¹ para. 4 " in lines(view)
    assert "1 Mahalsa, within 19–22 Dec 2024, para. 1, para. 4" in lines(view)


def test_links_lead_to_rows_numbers_and_places_never_to_what_a_file_says(qtbot: QtBot) -> None:
    view = written(qtbot, MAIN, *OTHERS)

    assert links(view) == [
        ("¹", "source:1"),
        ("²", "source:2"),
        ("³", "source:3"),
        ("Moscow: attack repelled", "event:1"),
        ("Moscow: attack repelled", "event:1"),
        ("1", "claim:0"),
        ("mahalsa.co.uk/report", "address:0"),
        ("2", "claim:0"),
        ("3", "claim:1"),
        ("example.org/copy", "address:1"),
        ("North Korean units in combat", "event:2"),
        ("White House: front-line role", "event:3"),
        ("Reserves move", "event:4"),
    ]
    assert [view.address_of(f"address:{n}") for n in (0, 1)] == [
        "https://mahalsa.co.uk/report",
        "https://example.org/copy",
    ]


def test_the_signs_are_those_of_the_claims(qtbot: QtBot) -> None:
    view = written(qtbot, MAIN, *OTHERS)

    names = [form.toImageFormat().name().split(":")[1] for _, form in formats(view.document()) if form.isImageFormat()]

    assert names == ["claimed", "reported", "dispute", "dispute"]


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_stays_text_everywhere(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, evil: str) -> None:
    asked: list[str] = []
    original = PageView.loadResource

    def watched(self: PageView, type_: int, name: QUrl | str) -> object:
        asked.append(QUrl(name).toString())
        return original(self, type_, name)

    monkeypatch.setattr(PageView, "loadResource", watched)
    source = Source(
        "s",
        title=evil,
        container_title=evil,
        author=(Name(literal=evil),),
        url=f"http://example.org/{evil}",
        note=evil,
        republishes=evil,
        further=((evil, evil),),
    )
    event = Event(
        "x",
        evil,
        summary=evil,
        stated=evil,
        basis=evil,
        kind=evil,
        place=Place(evil),
        actors=(evil,),
        claims=(
            Claim(Attribution(evil), evil, Certainty.CLAIMED, (Figure(evil, unit=evil, qualifier=evil),)),
            Claim(Attribution(evil), evil, cites=(Citation("s", ((evil, evil),), evil),)),
        ),
        relates=(Link(evil, Relation.DISPUTES), Link("y", Relation.UPDATES)),
        further=((evil, evil),),
    )

    view = written(qtbot, event, Event("y", evil), sources=(source,))
    view.grab()

    assert all(name.startswith("sign:") for name in asked)
    assert {href.partition(":")[0] for _, href in links(view)} <= {"source", "claim", "event", "address"}
    assert not set(view.toPlainText()) & set("\u202e\ufdd0\ufdd1\x00")
    assert view.document().rootFrame().childFrames()[0].childFrames() == []
    if "<" in evil or "&" in evil:
        assert view.toPlainText().startswith(evil)


def test_an_address_is_written_as_its_host_and_cut_at_its_end(qtbot: QtBot) -> None:
    source = Source("s", container_title="A", url="https://example.org/" + "long-" * 40)

    view = written(qtbot, Event("x", "X", claims=(Claim(cites=(Citation("s"),)),)), sources=(source,))

    shown, href = next((text, href) for text, href in links(view) if href.startswith("address:"))
    assert shown.startswith("example.org/long-")
    assert shown.endswith("…")
    assert view.address_of(href) == source.url
    tip = next(
        form.toCharFormat().toolTip()
        for _, form in formats(view.document())
        if form.toCharFormat().anchorHref() == href
    )
    assert tip.replace("&#8203;", "") == f"<p>{source.url}</p>"


def test_a_cut_address_is_copied_whole(qtbot: QtBot) -> None:
    source = Source("s", container_title="Outlet 𝔄", url="https://example.org/" + "long-" * 40)
    view = written(qtbot, Event("x", "X", claims=(Claim(cites=(Citation("s"),)),)), sources=(source,))

    view.selectAll()

    assert view.createMimeDataFromSelection().text().endswith(f"Sources\n1 Outlet 𝔄, no date\n{source.url}")


def test_part_of_a_line_is_copied_as_it_is_selected(qtbot: QtBot) -> None:
    view = written(qtbot, Event("x", "A 𝔄bc title"))
    cursor = view.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(6, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)

    assert view.createMimeDataFromSelection().text() == "bc"


@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark()], ids=["light", "dark"])
@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("ground", ["surface", "pane", "selection"])
def test_every_text_can_be_read_on_every_ground_of_the_page(theme: Theme, tone: Tone, ground: str) -> None:
    text, behind = (colour.parsed(getattr(theme, role)) for role in (tone.value, ground))

    assert colour.contrast(text, behind) >= 4.5
