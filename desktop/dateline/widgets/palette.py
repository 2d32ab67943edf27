"""Every command of the window in one list that narrows as one types; nothing but the keyboard is needed."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from dateline.domain.folding import fold
from dateline.widgets.keys_dialog import key_words

ACTION = Qt.ItemDataRole.UserRole
FOR_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
"""Keys that move in the list while one types."""
BELOW_TOP = 84
"""From the window's upper edge, px."""
ROW_HEIGHT = 25


class Palette(QDialog):
    """Asks for a command; `chosen` is what was chosen, to be triggered once the palette is gone."""

    def __init__(self, window: QMainWindow, further: Iterable[QAction] = ()) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Commands"))
        self.chosen: QAction | None = None
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("What to do"))
        self.line.setAccessibleName(self.tr("What to do; up and down choose, Enter does it"))
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._sift)
        self.line.returnPressed.connect(self._accept_current)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Key")])
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self._rows = [_row(action, path) for action, path in (*_in_menus(window), *((each, "") for each in further))]
        self._sift("")
        self.move(window.mapToGlobal(QPoint((window.width() - self.sizeHint().width()) // 2, BELOW_TOP)))

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def _sift(self, text: str) -> None:
        """Show what holds all the words, what begins with them first."""
        wanted = fold(text).split()
        ranked = []
        for place, row in enumerate(self._rows):
            said = fold(row.text(0))
            if all(word in said for word in wanted):
                ranked.append((not _begins(said, wanted), place, row))
        while self.list.topLevelItemCount():
            self.list.takeTopLevelItem(0)
        self.list.addTopLevelItems([row for _, _, row in sorted(ranked, key=lambda each: each[:2])])
        if ranked:
            self.list.setCurrentItem(self.list.topLevelItem(0))  # type: ignore[arg-type]  # there is one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the list have the keys that move in it while the line keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in FOR_THE_LIST:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _accept_current(self) -> None:
        item = self.list.currentItem()
        if item is not None and self.list.topLevelItemCount():
            self._take(item)

    def _take(self, item: QTreeWidgetItem) -> None:
        action = item.data(0, ACTION)
        if isinstance(action, QAction) and action.isEnabled():
            self.chosen = action
            self.accept()


def _begins(said: str, wanted: list[str]) -> bool:
    """Whether the words of a command, without its menus, begin as what is typed does."""
    own = said.rpartition("›")[2].strip()
    return bool(wanted) and own.startswith(wanted[0])


def _row(action: QAction, path: str) -> QTreeWidgetItem:
    row = QTreeWidgetItem([path + _plain(action.text()), ", ".join(key_words(keys) for keys in action.shortcuts()[:1])])
    row.setData(0, ACTION, action)
    row.setSizeHint(0, QSize(0, ROW_HEIGHT))
    if action.isCheckable():
        row.setCheckState(0, Qt.CheckState.Checked if action.isChecked() else Qt.CheckState.Unchecked)
    flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
    row.setFlags(flags if action.isEnabled() else Qt.ItemFlag.NoItemFlags)
    return row


def _in_menus(window: QMainWindow) -> Iterator[tuple[QAction, str]]:
    """The actions of the menu bar with the menus that lead to them."""
    for action in window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _of_menu(menu, "")


def _of_menu(menu: QMenu, above: str) -> Iterator[tuple[QAction, str]]:
    path = f"{above}{_plain(menu.title())} › "
    menu.aboutToShow.emit()  # so that it holds and ticks what it would show
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _of_menu(below, path)
        elif not action.isSeparator():
            yield action, path


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")
