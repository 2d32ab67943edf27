import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView

from dateline.domain.chronology import Chronology
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.query import Query
from dateline.models.document import Document
from dateline.widgets.empty_note import EmptyNote

ONE = (Event("one", "A day", when=parse_edtf("2024-08-06")),)


class View(QListView):
    resized = Signal()

    def resizeEvent(self, event):
        super().resizeEvent(event)
        self.resized.emit()


@pytest.fixture
def view(qtbot):
    view = View()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    return view


def test_nothing_is_said_while_there_is_something_to_see(view):
    assert EmptyNote(Document(Chronology.from_events(ONE)), view).isHidden()


def test_a_note_that_is_hidden_is_laid_out_neither_at_first_nor_by_another_size(view, monkeypatch):
    laid_out = []
    monkeypatch.setattr(EmptyNote, "adjustSize", lambda note: laid_out.append(note))
    note = EmptyNote(Document(Chronology.from_events(ONE)), view)

    view.resize(900, 700)
    view.resize(500, 300)

    assert note.isHidden()
    assert laid_out == []


def test_an_empty_file_leads_to_opening_another(view, qtbot):
    note = EmptyNote(Document(Chronology.from_events(())), view)

    assert note.sentence.text() == "There are no events here yet."
    with qtbot.waitSignal(note.open_requested):
        qtbot.mouseClick(note.button, Qt.MouseButton.LeftButton)


def test_an_empty_window_says_what_is_being_read_for_it(view):
    note = EmptyNote(Document(Chronology.from_events(())), view)

    note.set_reading("events.csv")
    while_reading = note.sentence.text(), note.button.isHidden()
    note.set_reading("")

    assert while_reading == ("Reading events.csv…", True)
    assert (note.sentence.text(), note.button.isHidden()) == ("There are no events here yet.", False)


def test_a_filter_that_nothing_passes_leads_out_of_it(view, qtbot):
    document = Document(Chronology.from_events(ONE))
    note = EmptyNote(document, view)

    document.set_query(Query(text="nowhere"))

    assert note.sentence.text() == "No event passes this filter."
    with qtbot.waitSignal(note.unfilter_requested):
        qtbot.mouseClick(note.button, Qt.MouseButton.LeftButton)
    document.set_query(Query())
    assert note.isHidden()


def test_undated_events_alone_are_pointed_to(view):
    note = EmptyNote(Document(Chronology.from_events([Event("one", "Some day")])), view)

    assert "no date" in note.sentence.text()
    assert note.button.isHidden()


def test_the_note_keeps_to_the_middle(view, qtbot):
    note = EmptyNote(Document(Chronology.from_events(())), view)

    view.resize(900, 700)

    middle = note.mapTo(view.viewport(), note.rect().center())
    assert (middle - view.viewport().rect().center()).manhattanLength() <= 2
