"""The caption below the timeline: what occurs, in two lines at most, and keys only where no pane shows them."""

from dataclasses import fields

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from dateline.domain.calendar import DAY
from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.query import Query, ask
from dateline.layout.legend import LINE, LegendForm, LegendWords
from dateline.layout.metrics import Lens, Options, Words
from dateline.layout.plan import Plan
from dateline.models.document import Appearance, Document
from dateline.painting.text import Type, bundled_family
from dateline.painting.theme import Theme
from dateline.widgets import view_options
from dateline.widgets.legend_bar import EDGE, LegendBar, legend_words
from dateline.widgets.main_window import MainWindow

TWO = ("2024-08-06", "2024-10")


@pytest.fixture
def bar_of(qtbot: QtBot):
    """Make a document of EDTF texts and its bar, 900 px wide."""

    def make(*dates: str) -> tuple[Document, LegendBar]:
        claims = (Claim(certainty=Certainty.CLAIMED),)
        events = [Event(f"e{n}", "E", when=parse_edtf(date), kind="aid", claims=claims) for n, date in enumerate(dates)]
        document = Document(Chronology.from_events(events))
        fonts = Type(bundled_family())

        def plan() -> Plan:
            return Plan(document.chronology, document.answer, Options(lens=document.appearance.lens), fonts.measure)

        bar = LegendBar(document, plan, Theme.light(), fonts)
        qtbot.addWidget(bar)
        bar.resize(900, 40)
        bar.show()
        document.resize(900)
        bar.follow()
        return document, bar

    return make


def test_it_follows_what_passes_the_filter(bar_of, qtbot: QtBot) -> None:
    document, bar = bar_of(*TWO)
    bar.set_has_filters(True)
    qtbot.waitUntil(lambda: bar.entries == ("exact date", "some time within"))

    document.set_query(Query(period=parse_edtf("2024-10-01")))

    qtbot.waitUntil(lambda: bar.entries == ("some time within", "possibly in the period"))
    assert bar.accessibleName() == "Legend"
    assert bar.accessibleDescription() == "some time within, possibly in the period"


def test_signs_and_colours_have_their_key_where_no_filter_pane_shows_them(bar_of, qtbot: QtBot) -> None:
    document, bar = bar_of(*TWO)
    assert bar.entries == ("claimed", "Aid", "exact date", "some time within")

    bar.set_has_filters(True)
    qtbot.waitUntil(lambda: bar.entries == ("exact date", "some time within"))

    document.set_appearance(Appearance(lens=Lens.CERTAINTY))
    qtbot.waitUntil(lambda: bar.entries == ("claimed", "exact date", "some time within"))


def test_a_zoom_at_which_days_become_extents_is_explained(bar_of, qtbot: QtBot) -> None:
    document, bar = bar_of("2024-08-06", "2024-09-20")
    bar.set_has_filters(True)
    qtbot.waitUntil(lambda: bar.entries == ())

    document.set_viewport(document.viewport.zoomed(document.viewport.span / DAY, 450.0))

    qtbot.waitUntil(lambda: bar.entries == ("some time within",))


def test_it_is_as_high_as_its_lines_and_says_what_found_no_room(bar_of) -> None:
    _, bar = bar_of("2024-08-06", "2024-10", "2024-10-08/2024-10-13", "2024-12-15~", "2024-08/..", "2024-08-06?")
    one_line = LINE + 2 * EDGE + 1
    bar.resize(3000, 20)
    assert (bar.height(), bar.toolTip()) == (one_line, "")

    bar.resize(400, 20)

    assert bar.height() == one_line + LINE
    assert bar.toolTip().endswith("goes on, or began before</p>")


def test_a_name_of_the_file_is_no_markup(qtbot: QtBot) -> None:
    event = Event("e", "E", when=parse_edtf("2024-10"), kind="evil")
    document = Document(Chronology.from_events([event], kinds=[Kind("evil", "<img src=x>")]))
    fonts = Type(bundled_family())
    plan = Plan(document.chronology, document.answer, Options(), fonts.measure)
    bar = LegendBar(document, lambda: plan, Theme.light(), fonts)
    qtbot.addWidget(bar)
    bar.show()
    bar.resize(30, 20)

    bar.follow()

    assert "&lt;img src=x&gt;" in bar.toolTip()


def test_with_nothing_to_explain_it_takes_no_room(bar_of, qtbot: QtBot) -> None:
    document, bar = bar_of(*TWO)

    document.set_query(Query(text="nothing has this"))

    qtbot.waitUntil(lambda: bar.height() == 0)
    assert bar.accessibleDescription() == ""


@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark()], ids=["light", "dark"])
def test_it_stands_on_the_themes_paper(bar_of, theme: Theme) -> None:
    _, bar = bar_of(*TWO)

    bar.set_theme(theme)

    image = bar.grab().toImage()
    assert image.pixelColor(4, image.height() - 2) == theme.colour("paper")
    assert image.pixelColor(4, 0) == theme.colour("hairline")


def test_the_words_are_those_of_print_where_nothing_is_translated(qapp) -> None:
    words, english = legend_words(), LegendWords()

    assert (dict(words.forms), dict(words.signs), words.more) == (
        dict(english.forms),
        dict(english.signs),
        english.more,
    )
    assert set(words.forms) == set(LegendForm)


def test_the_words_of_the_drawing_are_those_of_print_where_nothing_is_translated(qapp) -> None:
    assert view_options.words() == Words()


def test_the_words_of_the_drawing_are_all_translated(qapp, monkeypatch) -> None:
    monkeypatch.setattr(QCoreApplication, "translate", lambda _, text: f"«{text}»")

    words = view_options.words()

    for field in fields(Words):
        text = getattr(words, field.name)
        assert all(each.startswith("«") for each in (text if isinstance(text, tuple) else (text,)))


def test_the_window_shows_it_below_the_timeline_and_takes_it_off_by_the_menu(window: MainWindow) -> None:
    place = window.sides.places["legend"]
    below = place.geometry().top() - window.timeline.geometry().bottom()
    assert window.legend.isVisible()
    assert window.legend.geometry() == place.rect()
    assert below == 1

    window.menus.actions["show_legend"].setChecked(False)
    assert not window.legend.isVisible()

    window.menus.actions["show_legend"].setChecked(True)
    assert window.legend.isVisible()


def test_hiding_the_filters_brings_their_keys_below_the_timeline(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "confirmed" not in window.legend.entries)

    window.menus.actions["show_filters"].setChecked(False)

    qtbot.waitUntil(lambda: {"confirmed", "Territory"} <= set(window.legend.entries))


def test_while_hidden_it_looks_at_nothing(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "dispute" in window.legend.entries)
    window.menus.actions["show_legend"].setChecked(False)

    window.document.set_query(Query(text="nothing has this"))
    assert len(ask(window.document.chronology, window.document.query).rows) == 0
    window.legend.follow()
    assert "dispute" in window.legend.entries

    window.menus.actions["show_legend"].setChecked(True)
    qtbot.waitUntil(lambda: window.legend.entries == ())
