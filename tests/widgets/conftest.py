"""A real window without a screen, and the hand that uses it: mouse, wheel and keys as Qt delivers them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolButton, QWidget

from dateline import paths
from dateline.app import application
from dateline.domain.chronology import Chronology
from dateline.formats import registry
from dateline.models.document import Appearance
from dateline.painting.theme import Theme
from dateline.widgets import look
from dateline.widgets.main_window import MainWindow
from dateline.widgets.settings import Settings

HERE = Path(__file__).parent
KURSK = paths.bundled("data", "kursk-2024.dateline.yaml")
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier

FIVE = """\
dateline: 1
title: Five events
period: 2024-08/2024-12
sources:
  - {id: paper, type: article-newspaper, title: A page, container-title: A paper, URL: https://example.org/a}
events:
  - {id: crossing, title: Troops cross the border, when: 2024-08-06, kind: combat, regions: [RU-KRS, UA-59],
     claims: [{certainty: confirmed, cites: [{source: paper, page: 3}]}]}
  - {id: bridge, title: A bridge is struck, when: 2024-08-18, kind: strike, regions: [RU-KRS],
     claims: [{certainty: reported, cites: [{source: paper}]}]}
  - {id: october, title: First units seen, when: 2024-10, kind: deployment, regions: [RU],
     claims: [{certainty: claimed, cites: [{source: paper}]}]}
  - {id: meeting, title: Ministers meet in Moscow, when: 2024-12-19, kind: diplomacy, regions: [RU-MOW],
     claims: [{certainty: confirmed, cites: [{source: paper}]}]}
  - {id: rumour, title: A rumour without a day, claims: [{certainty: disputed, cites: [{source: paper}]}]}
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Excuse the one warning that Qt's platform without a screen gives for every window of a fixed or least size."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise)\(\)"))


class Hand:
    """Uses widgets as a person does: every event goes the way that Qt sends it."""

    def click_row(self, qtbot, view: QAbstractItemView, name: str) -> None:
        """Click the row of a tree or list that is called `name`, on its name."""
        index = next(each for each in self.indexes(view) if each.data() == name)
        view.scrollTo(index)
        qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())

    def indexes(self, view: QAbstractItemView):
        """Every index of a view's model, from the top."""
        model, waiting = view.model(), [view.rootIndex()]
        while waiting:
            parent = waiting.pop(0)
            children = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
            yield from children
            waiting += children

    def __init__(self) -> None:
        self._clock_ms = 0

    def wheel(
        self,
        view: QWidget,
        at: QPointF,
        notches: float = 1,
        modifiers: Qt.KeyboardModifier = PLAIN,
        *,
        after_ms: int = 1000,
    ) -> None:
        """Turn the wheel by so many notches, up for more than 0, so long after it was turned last."""
        event = QWheelEvent(
            at, view.mapToGlobal(at), QPoint(), QPoint(0, round(120 * notches)), Qt.MouseButton.NoButton, modifiers,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        self._clock_ms += after_ms
        event.setTimestamp(self._clock_ms)
        QApplication.sendEvent(view, event)

    def drag(
        self, view: QWidget, start: QPointF, end: QPointF, modifiers: Qt.KeyboardModifier = PLAIN, *, ends: bool = True
    ) -> None:
        """Press, move in steps and, unless the drag is to go on, release."""
        self.mouse(view, QEvent.Type.MouseButtonPress, start, modifiers)
        for step in range(1, 9):
            self.mouse(view, QEvent.Type.MouseMove, start + (end - start) * step / 8, modifiers)
        if ends:
            self.mouse(view, QEvent.Type.MouseButtonRelease, end, modifiers)

    def mouse(self, view: QWidget, kind: QEvent.Type, at: QPointF, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """One mouse event with the left button."""
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        QApplication.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), button, buttons, modifiers))

    def type(self, field: QWidget, text: str) -> None:
        """Type over what stands in a field, in any script; QTest's own keys are Latin only."""
        field.setFocus()
        field.selectAll()
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_unknown, PLAIN, sign))

    def chips(self, window: MainWindow) -> list[QToolButton]:
        """The chips that stand above the timeline."""
        return [chip for chip in window.chips.findChildren(QToolButton, "chip") if not chip.isHidden()]

    def status(self, window: MainWindow) -> str:
        """All that the status bar says."""
        return " ".join(label.text() for label in window.statusBar().findChildren(QWidget, "soft"))

    def read(self, window: MainWindow) -> str:
        """The text of the detail pane."""
        return window.details.view.toPlainText()

    def mark(self, window: MainWindow, ident: str) -> QPoint:
        """Where the mark of an event stands in the timeline."""
        row = window.document.chronology.row_of(ident)
        scene = window.timeline.scene
        place = scene.marks.row.tolist().index(row)
        x, y = float(scene.marks.x[place]), float(scene.marks.y[place])
        return QPointF(x + scene.left, y + scene.top - scene.scroll).toPoint()

    def ground(self, window: MainWindow) -> QPointF:
        """A point of the timeline with nothing on it."""
        view = window.timeline
        for y in range(int(view.scene.top) + 4, view.viewport().height() - 40, 6):
            for x in range(view.viewport().width() - 20, int(view.scene.left) + 40, -12):
                hit = view.hit(QPoint(x, y))
                if hit is not None and hit.kind == "lane":
                    return QPointF(x, y)
        raise AssertionError("no free ground")

    def title_of(self, window: MainWindow) -> str:
        """The title of the event that is read; empty for none."""
        current = window.document.current
        return "" if current is None else window.document.chronology.title_of(current)


@pytest.fixture(scope="session")
def hand() -> Hand:
    return Hand()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The program's application."""
    return application()


@pytest.fixture(scope="session")
def kursk() -> Chronology:
    """The chronology that ships."""
    return registry.read(KURSK)


@pytest.fixture
def five_path(tmp_path: Path) -> Path:
    """A file with five events: two regions in one, a month, no date, no place."""
    path = tmp_path / "five.dateline.yaml"
    path.write_text(FIVE, encoding="utf-8")
    return path


@pytest.fixture
def ini(tmp_path: Path) -> Path:
    """Where a test's settings stand."""
    return tmp_path / "settings.ini"


@pytest.fixture
def settings(ini: Path) -> Settings:
    return Settings(QSettings(str(ini), QSettings.Format.IniFormat))


Opened = Callable[..., MainWindow]


@pytest.fixture
def opened(dressed: QApplication, ini: Path, qtbot) -> Iterator[Opened]:
    """Opens windows of a test's own: `opened(chronology)`; all share one settings file, read anew by each."""
    windows: list[MainWindow] = []

    def open_window(chronology: Chronology, size: tuple[int, int] | None = (1440, 900)) -> MainWindow:
        made = MainWindow(chronology, Settings(QSettings(str(ini), QSettings.Format.IniFormat)))
        windows.append(made)
        if size is not None:
            made.resize(*size)
        show(made, qtbot)
        return made

    yield open_window
    for made in windows:
        made.close()
        made.deleteLater()
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="module")
def lasting(dressed: QApplication, kursk: Chronology, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """One window for a module; a test takes `window`, which is this one put back to its beginning."""
    path = tmp_path_factory.mktemp("settings") / "settings.ini"
    made = MainWindow(kursk, Settings(QSettings(str(path), QSettings.Format.IniFormat)))
    made.show()
    yield made
    made.close()
    made.deleteLater()
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(lasting: MainWindow, kursk: Chronology, qtbot) -> MainWindow:
    """The bundled chronology in a window of 1440x900, unfiltered, with the focus on the timeline."""
    lasting.resize(1440, 900)
    lasting.find_field.line.clear()
    lasting.filters.region_search.clear()
    lasting.timeline.setFocus()
    for name, is_shown in (("show_filters", True), ("show_details", True), ("show_table", False)):
        lasting.menus.actions[name].setChecked(is_shown)
    lasting.document.set_appearance(Appearance())
    lasting.document.open(kursk)
    lasting.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    lasting.messages.clear()
    lasting.filters.verticalScrollBar().setValue(0)
    lasting.timeline.verticalScrollBar().setValue(0)
    if lasting.theme != Theme.light():
        lasting.set_theme(Theme.light())
    show(lasting, qtbot)
    lasting.document.set_viewport(lasting.document.fitted_to_file(), is_step=False)
    return lasting


def show(window: MainWindow, qtbot) -> None:
    """Show a window and wait until it has the keyboard."""
    with qtbot.waitActive(window, timeout=5000):
        window.show()
        window.activateWindow()
    window.sides.fill()  # as the event loop does after the first picture
    window.timeline.setFocus()
    qtbot.waitUntil(window.timeline.hasFocus)
    window.timeline.grab()  # painting fits the scroll bar


@pytest.fixture
def shown_rects() -> Callable[[QWidget], QRect]:
    """The part of a widget that its window shows."""
    return lambda widget: widget.visibleRegion().boundingRect()


@pytest.fixture(autouse=True)
def _light(dressed: QApplication) -> None:
    """Whatever a test dressed the program in, the next one begins in light."""
    if dressed.palette().window().color().name() != look.palette(Theme.light()).window().color().name():
        look.apply(dressed, Theme.light())
