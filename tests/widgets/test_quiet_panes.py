"""What a step costs in the panes, held without a clock: each is refreshed once, and only where something changed."""

import threading
from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from dateline.bench.generator import synthetic
from dateline.domain.query import Query
from dateline.models.event_model import EventModel
from dateline.widgets.event_pane import EventPane
from dateline.widgets.row_painter import RowPainter

MANY = 30_000
PANES = ("show_filters", "show_details", "show_table", "show_legend")


@pytest.fixture(scope="module")
def chronology():
    return synthetic(MANY)


@pytest.fixture
def cells(monkeypatch):
    """The roles that models of events were asked for; before there is a window, as Qt looks a method up only once."""
    asked, inner = [], EventModel.data
    monkeypatch.setattr(
        EventModel, "data", lambda model, index, role=0: asked.append(role) or inner(model, index, role)
    )
    return asked


@pytest.fixture
def busy(opened, chronology, cells):
    """A window on many events with every pane."""
    window = opened(chronology)
    for name in PANES:
        window.menus.actions[name].setChecked(True)
    window.sides.fill()
    settle()
    return window


@pytest.fixture
def counted(monkeypatch):
    """Count the calls of methods: `counted(Class, "method")`, read as `counted.calls["method"]`."""

    class Counting:
        def __init__(self):
            self.calls = Counter()

        def __call__(self, owner, *names):
            for name in names:
                monkeypatch.setattr(owner, name, self._counting(name, getattr(owner, name)))

        def _counting(self, name, inner):
            def method(*args, **named):
                self.calls[name] += 1
                return inner(*args, **named)

            return method

    return Counting()


class Painted(QObject):
    """Which widgets were painted, by what they are."""

    def __init__(self, window):
        super().__init__(window)
        self.widgets = Counter()
        names = {
            "timeline": window.timeline.viewport(), "page": window.details.view.viewport(), "chips": window.chips,
            "table": window.table.viewport(), "overview": window.overview, "kinds": window.filters.kinds.viewport(),
            "regions": window.filters.regions.viewport(), "legend": window.legend,
            "certainties": window.filters.certainties.viewport(),
        }  # fmt: skip
        self._names = {id(widget): name for name, widget in names.items()}
        self._kept = tuple(names.values())
        for widget in self._kept:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.widgets[self._names[id(watched)]] += 1
        return False


def neighbours(window, count):
    rows = window.document.answer.rows
    return rows[:count].tolist()


def settle():
    for _ in range(3):
        QApplication.processEvents()


def test_another_event_is_written_once_and_draws_two_rows_of_the_table(busy, counted, cells):
    first, second = neighbours(busy, 2)
    busy.document.select_one(first)
    settle()
    counted(EventPane, "_write")
    counted(RowPainter, "draw")
    assert busy.table.model().index(0, 0).data()
    assert cells  # it does count
    cells.clear()

    busy.document.select_one(second)
    settle()

    assert counted.calls == {"_write": 1, "draw": 2}
    assert not cells


def test_going_on_below_what_the_table_shows_moves_its_rows_and_draws_the_new_ones(busy, counted):
    rows = neighbours(busy, 40)
    for row in rows[:20]:
        busy.document.select_one(row)
        settle()
    counted(RowPainter, "draw")

    for row in rows[20:]:
        busy.document.select_one(row)
        settle()

    assert busy.table.verticalScrollBar().value() > 20
    assert counted.calls["draw"] <= 3 * 20


def test_selecting_all_writes_no_page_and_asks_no_cell(busy, counted, cells):
    busy.document.select_one(neighbours(busy, 1)[0])
    settle()
    counted(EventPane, "_write")
    counted(RowPainter, "draw")
    cells.clear()

    busy.select_all()
    settle()

    assert len(busy.document.selection) == MANY
    assert counted.calls["_write"] == 0
    assert not cells
    assert 0 < counted.calls["draw"] <= busy.table.viewport().height() / busy.table.rowHeight(0) + 1


def test_hidden_panes_are_asked_nothing(busy, counted):
    busy.menus.actions["show_table"].setChecked(False)
    busy.menus.actions["show_details"].setChecked(False)
    settle()
    counted(EventPane, "_write")
    counted(RowPainter, "draw")
    last = neighbours(busy, 9)[-1]

    busy.document.select_one(last)
    settle()
    hidden = counted.calls.total()
    busy.menus.actions["show_table"].setChecked(True)
    busy.menus.actions["show_details"].setChecked(True)
    settle()

    assert hidden == 0
    assert counted.calls["_write"] == 1
    assert busy.table.model().row_at(busy.table.currentIndex().row()) == last
    assert busy.document.chronology.title_of(last) in busy.details.view.toPlainText()


def test_a_selection_paints_neither_filters_nor_overview_nor_legend(busy):
    rows = neighbours(busy, 3)
    busy.document.select(rows[:2], rows[0])
    settle()
    painted = Painted(busy)

    busy.document.select(rows, rows[0])
    settle()

    assert set(painted.widgets) == {"timeline", "table"}


def test_a_pan_paints_the_timeline_and_the_frame_only(busy):
    busy.timeline.zoom(8.0)
    settle()
    painted = Painted(busy)

    busy.timeline.pan(24.0)
    settle()

    assert set(painted.widgets) == {"timeline", "overview"}


def test_a_filter_that_keeps_the_event_keeps_its_page_and_texts(busy, counted):
    kind = busy.document.chronology.event(busy.document.answer.rows[0]).kind
    busy.document.select_one(int(busy.document.answer.rows[0]))
    settle()
    counted(EventPane, "_write")

    busy.document.set_query(Query(kinds=frozenset({kind})))
    settle()

    assert counted.calls["_write"] == 0


def test_chips_are_made_once_per_option(busy, hand):
    kinds = [kind.id for kind in busy.document.chronology.kinds.values()][:3]
    busy.document.set_query(Query(kinds=frozenset(kinds[:1])))
    first = hand.chips(busy)
    names = [first[0].text()]

    busy.document.set_query(Query(kinds=frozenset(kinds[1:2]), text="bridge"))
    second = hand.chips(busy)
    names.append(second[0].text())
    busy.document.set_query(Query())

    assert second[0] is first[0]
    assert names[0] != names[1]
    assert not hand.chips(busy)


def test_words_filter_many_events_off_the_gui_thread_and_once(busy, hand, qtbot, monkeypatch):
    sought, inner = [], type(busy.document.chronology.records).holding

    def holding(records, word, start, stop):
        sought.append((word, start, threading.current_thread() is threading.main_thread()))
        return inner(records, word, start, stop)

    monkeypatch.setattr(type(busy.document.chronology.records), "holding", holding)
    asked = []
    busy.document.rows_changed.connect(lambda: asked.append(busy.document.query.text))

    hand.type(busy.filters.text, "bridge")
    qtbot.waitUntil(lambda: asked == ["bridge"])

    assert len(sought) == len(set(sought))
    assert not any(is_main for *_, is_main in sought)
    assert 0 < len(busy.document.answer) < MANY
    assert busy.filters.text.text() == "bridge"


def test_the_next_key_ends_the_search_for_words(busy, hand, qtbot):
    asked = []
    busy.document.rows_changed.connect(lambda: asked.append(busy.document.query.text))

    hand.type(busy.filters.text, "bridge")
    qtbot.waitUntil(lambda: busy.filters._sought == "bridge" or bool(asked))
    hand.type(busy.filters.text, "refinery")

    qtbot.waitUntil(lambda: "refinery" in asked)
    assert busy.document.query.text == "refinery"


def test_filters_taken_off_take_the_words_to_come_along(busy, hand, qtbot):
    kinds = frozenset(list(busy.document.chronology.kinds)[:1])
    busy.document.set_query(Query(kinds=kinds))
    busy.filters.text.setText("bridge")
    busy.filters._take_typed()
    assert busy.filters._sought == "bridge"

    busy.clear_filters()
    qtbot.waitUntil(lambda: not busy.filters._seeker.is_seeking)
    settle()

    assert busy.document.query == Query()
    assert busy.filters.text.text() == ""
