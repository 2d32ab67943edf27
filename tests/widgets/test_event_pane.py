"""The detail pane: what it shows, where its links lead, and what it refuses to open."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Attribution, Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Relation
from dateline.domain.query import Query
from dateline.domain.source import Citation, Source
from dateline.models.document import Document
from dateline.painting.theme import Theme
from dateline.widgets.event_pane import EventPane
from dateline.widgets.page_view import PageView

ADDRESS = "https://example.org/report"
EVENTS = (
    Event(
        "first",
        "First <b>event</b>",
        when=parse_edtf("2024-08-06"),
        kind="combat",
        regions=("RU-KRS",),
        claims=(
            Claim(
                Attribution("Someone"), "It began.", Certainty.CLAIMED, cites=(Citation("report"), Citation("paper"))
            ),
        ),
        relates=(Link("second", Relation.CONFIRMS),),
    ),
    Event("second", "Second event", when=parse_edtf("2024-09"), kind="statement", regions=("UA",)),
    Event("third", "Third event", when=parse_edtf("2024-10-01"), kind="statement"),
)
SOURCES = (
    Source("report", container_title="Reuters", url=ADDRESS),
    Source("paper", title="Paper", url="file:///etc/x"),
)


@pytest.fixture
def document() -> Document:
    return Document(Chronology.from_events(EVENTS, sources=SOURCES, kinds=[Kind("combat"), Kind("statement")]))


@pytest.fixture
def pane(qtbot: QtBot, document: Document) -> EventPane:
    pane = EventPane(document, Theme.light())
    qtbot.addWidget(pane)
    pane.resize(360, 500)
    with qtbot.waitExposed(pane):
        pane.show()
    qtbot.waitUntil(lambda: not pane.is_waiting)
    return pane


def title(pane: EventPane) -> str:
    return pane.view.toPlainText().split("\n")[0]


def labels(pane: EventPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def place_of(view: PageView, text: str) -> QPoint:
    """The middle of the last occurrence of a text on the page, scrolled into view."""
    cursor = view.document().find(text, view.document().characterCount() - 1, view.document().FindFlag.FindBackward)
    assert not cursor.isNull(), text
    start = QTextCursor(cursor)
    start.setPosition(cursor.selectionStart())
    view.setTextCursor(start)
    view.ensureCursorVisible()
    left, right = view.cursorRect(start), view.cursorRect(cursor)
    return QPoint((left.left() + right.left()) // 2, left.center().y())


def follow(qtbot: QtBot, pane: EventPane, text: str) -> None:
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(pane.view, text))


def test_it_shows_the_current_event_its_kind_and_its_place_among_those_shown(pane: EventPane) -> None:
    assert title(pane) == "First <b>event</b>"
    assert labels(pane) == ["Combat · Kursk Oblast", "1 of 3"]
    assert pane.view.accessibleName() == "First <b>event</b>"


def test_it_follows_the_document(document: Document, pane: EventPane) -> None:
    document.select_one(2)

    assert title(pane) == "Third event"
    assert labels(pane) == ["Statement", "3 of 3"]


def test_a_filter_changes_the_count_and_not_the_page(document: Document, pane: EventPane) -> None:
    document.select_one(2)

    document.set_query(Query(kinds=frozenset({"statement"})))

    assert title(pane) == "Third event"
    assert labels(pane)[1] == "2 of 2"


def test_the_first_event_has_no_one_before(qtbot: QtBot, document: Document, pane: EventPane) -> None:
    before, after = pane.findChildren(QToolButton)
    assert (before.isEnabled(), after.isEnabled()) == (False, True)

    with qtbot.waitSignal(pane.step_requested) as step:
        after.click()

    assert step.args == [1]
    document.select_one(2)
    assert (before.isEnabled(), after.isEnabled()) == (True, False)


def test_a_related_event_is_selected_when_followed(qtbot: QtBot, document: Document, pane: EventPane) -> None:
    with qtbot.assertNotEmitted(pane.event_requested):
        follow(qtbot, pane, "Second event")

    assert document.current == 1
    assert title(pane) == "Second event"


def test_a_related_event_that_is_filtered_out_is_read_and_asked_for(
    qtbot: QtBot, document: Document, pane: EventPane
) -> None:
    document.set_query(Query(kinds=frozenset({"combat"})))

    with qtbot.waitSignal(pane.event_requested) as requested:
        follow(qtbot, pane, "Second event")

    assert requested.args == ["second"]
    assert title(pane) == "Second event"
    assert labels(pane)[1] == "not among the 1 shown"


def test_an_address_is_asked_for_only_when_followed(qtbot: QtBot, document: Document, pane: EventPane) -> None:
    with qtbot.assertNotEmitted(pane.source_requested):
        document.select_one(1)
        document.select_one(0)

    with qtbot.waitSignal(pane.source_requested) as requested:
        follow(qtbot, pane, "example.org/report")

    assert requested.args == [ADDRESS]


def test_an_address_of_another_scheme_is_shown_and_leads_nowhere(qtbot: QtBot, pane: EventPane) -> None:
    with qtbot.assertNotEmitted(pane.source_requested):
        follow(qtbot, pane, "file:///etc/x")


def test_the_whole_address_is_told_while_the_pointer_is_on_it(qtbot: QtBot, pane: EventPane) -> None:
    with qtbot.waitSignal(pane.address_hovered) as hovered:
        pane.view.highlighted.emit(QUrl("address:0"))
    assert hovered.args == [ADDRESS]

    with qtbot.waitSignal(pane.address_hovered) as left:
        pane.view.highlighted.emit(QUrl())
    assert left.args == [""]


def test_a_number_leads_to_its_source_and_lights_it_up(qtbot: QtBot, pane: EventPane) -> None:
    pane.resize(360, 160)
    qtbot.waitUntil(lambda: pane.view.verticalScrollBar().maximum() > 0)
    follow(qtbot, pane, "²")

    place = pane.view.verticalScrollBar().value()
    flashed = pane.view.flashed.toRect()

    assert place > 0
    assert flashed.height() > 0
    assert place <= flashed.center().y() <= place + pane.view.viewport().height()
    qtbot.waitUntil(lambda: pane.view.flashed.isEmpty())


def test_enter_follows_the_first_source_once_it_has_the_focus(qtbot: QtBot, pane: EventPane) -> None:
    pane.activateWindow()
    address = pane.focus_first_source()

    with qtbot.waitSignal(pane.source_requested) as requested:
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)

    assert requested.args == [address] == [ADDRESS]


def test_the_first_source_is_found_past_claims_that_cite_the_same_one(qtbot: QtBot) -> None:
    claims = tuple(Claim(text=text, cites=(Citation("report"),)) for text in ("One.", "Two."))
    pane = EventPane(Document(Chronology.from_events([Event("x", "X", claims=claims)], sources=SOURCES)), Theme.light())
    qtbot.addWidget(pane)

    pane.focus_first_source()

    assert pane.view.textCursor().charFormat().anchorHref() == "address:0"


def test_tab_walks_from_link_to_link(qtbot: QtBot, pane: EventPane) -> None:
    pane.activateWindow()
    pane.view.setFocus()
    visited = []
    for _ in range(4):
        qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
        visited.append(pane.view.textCursor().charFormat().anchorHref())

    assert visited == ["source:1", "source:2", "claim:0", "address:0"]


def test_an_event_without_an_address_has_no_first_source_to_focus(document: Document, pane: EventPane) -> None:
    document.select_one(1)

    assert pane.focus_first_source() == ""


def test_several_selected_events_are_counted_and_the_last_is_read(
    qtbot: QtBot, document: Document, pane: EventPane
) -> None:
    document.select([0, 2], 2)
    qtbot.waitUntil(lambda: not pane.is_waiting)

    assert labels(pane) == ["Statement", "3 of 3", "2 events are selected; one is read here."]
    assert title(pane) == "Third event"


def test_events_selected_while_none_is_read_are_counted(qtbot: QtBot, document: Document, pane: EventPane) -> None:
    document.select(np.empty(0, np.int64))

    document.select_all()
    qtbot.waitUntil(lambda: not pane.is_waiting)

    assert title(pane) == "3 events are selected."


def test_nothing_selected_offers_the_first_event(qtbot: QtBot, document: Document, pane: EventPane) -> None:
    document.select(np.empty(0, np.int64))
    assert title(pane) == "No event is selected."
    assert labels(pane) == ["", ""]

    follow(qtbot, pane, "Read the first event")

    assert document.current == 0


def test_no_match_offers_all_events(qtbot: QtBot, document: Document, pane: EventPane) -> None:
    document.set_query(Query(text="no such word"))
    assert title(pane) == "No event passes the filters."

    follow(qtbot, pane, "Show all 3 events")

    assert document.query == Query()


def test_an_empty_chronology_says_so(qtbot: QtBot, document: Document, pane: EventPane) -> None:
    document.open(Chronology.from_events(()))

    assert title(pane) == "This chronology has no events."


def test_a_theme_changes_the_colours_and_keeps_the_place(qtbot: QtBot, document: Document, pane: EventPane) -> None:
    pane.resize(360, 160)
    qtbot.waitUntil(lambda: pane.view.verticalScrollBar().maximum() > 0)
    pane.view.verticalScrollBar().setValue(30)

    pane.set_theme(Theme.dark())

    assert pane.view.verticalScrollBar().value() == 30
    dark = Theme.dark().surface.lower()
    qtbot.waitUntil(lambda: pane.view.grab().toImage().pixelColor(2, 2).name() == dark)


def test_copied_text_has_neither_pictures_nor_tabs(pane: EventPane) -> None:
    pane.view.selectAll()
    pane.view.copy()

    text = QGuiApplication.clipboard().text()
    assert "Someone" in text
    assert not set(text) & {"\ufffc", "\t"}
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]


@pytest.mark.parametrize("has_selection", [False, True])
def test_the_copy_key_is_the_windows_own_unless_text_is_selected(pane: EventPane, has_selection: bool) -> None:
    if has_selection:
        pane.view.selectAll()
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, "c")
    key.ignore()

    pane.view.event(key)

    assert key.isAccepted() is has_selection


def test_keys_select_and_copy_the_text_of_the_page(qtbot: QtBot, pane: EventPane) -> None:
    qtbot.keyClick(pane.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text().startswith("First <b>event</b>\nTuesday, 6 August 2024")


def test_the_menu_of_an_address_copies_the_whole_address(pane: EventPane) -> None:
    menu = pane.view.menu_at(place_of(pane.view, "example.org/report"))

    next(action for action in menu.actions() if action.text() == "Copy address").trigger()

    assert QGuiApplication.clipboard().text() == ADDRESS


@pytest.mark.qt_log_ignore(r"does not support (propagateSizeHints|raise|grabbing the keyboard)")
def test_the_menu_key_copies_the_address_of_the_link_that_has_the_focus(qtbot: QtBot, pane: EventPane) -> None:
    pane.focus_first_source()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))

    QApplication.sendEvent(pane.view.viewport(), asked)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    next(action for action in menu.actions() if action.text() == "Copy address").trigger()
    menu.close()

    assert QGuiApplication.clipboard().text() == ADDRESS


def test_a_hostile_title_in_the_kicker_is_text(qtbot: QtBot) -> None:
    document = Document(Chronology.from_events([Event("x", "X", kind="<img src='http://example.org/'>")]))
    pane = EventPane(document, Theme.light())
    qtbot.addWidget(pane)
    pane.resize(200, 300)
    with qtbot.waitExposed(pane):
        pane.show()

    kicker = pane.findChildren(QLabel)[0]
    kicker.grab()
    assert kicker.text() == kicker.accessibleName() == "<img src='http://example.org/'>"
    assert kicker.toolTip()
    assert "<img" not in kicker.toolTip()
