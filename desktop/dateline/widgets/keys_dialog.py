"""All keys and what else the hand can do, with a way to give commands other keys."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dateline.domain.folding import fold
from dateline.widgets.commands import COMMANDS, MENUS, TABLE, TIMELINE, Command, translated
from dateline.widgets.key_map import KeyMap, is_allowed, is_common, is_single, usual_keys

COMMAND = Qt.ItemDataRole.UserRole
"""The command of a row; None: what it tells has no key of its own."""
GROUP_HEIGHT, ROW_HEIGHT, INDENT = 32, 23, 12
"""Of a menu's name and of what stands in it, px."""


class KeysDialog(QDialog):
    """Lists every command with its keys by menu, then the gestures; the chosen command can be given another key."""

    keys_changed = Signal()

    def __init__(self, key_map: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard"))
        self._key_map = key_map
        self._asked = QKeySequence()  # a key that another command has
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._make_parts()
        self._lay_out()
        self._fill()
        self._follow_row()

    def sizeHint(self) -> QSize:
        return QSize(560, 660)

    # the parts

    def _make_parts(self) -> None:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a command or a key"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._sift)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(self.tr("Commands and their keys"))
        self.tree.setHeaderLabels([self.tr("What it does"), self.tr("Key")])
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(INDENT)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(self._follow_row)
        self.edit = QKeySequenceEdit(self)
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(self.tr("New key of the chosen command"))
        self.edit.keySequenceChanged.connect(self._take)
        self.take = QPushButton(self.tr("Take it &anyway"), self)
        self.usual = QPushButton(self.tr("&Usual key"), self)
        self.none = QPushButton(self.tr("&No key"), self)
        self.take.clicked.connect(self._take_anyway)
        self.usual.clicked.connect(self._reset)
        self.none.clicked.connect(lambda: self._bind(QKeySequence()))
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.single = QCheckBox(self.tr("&Single letters, figures and signs give commands"), self)
        self.single.setChecked(self._key_map.has_single_keys)
        self.single.toggled.connect(self._set_single)
        for button in (self.take, self.usual, self.none):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.RestoreDefaults, self
        )
        buttons.rejected.connect(self.reject)
        restore = buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        restore.setText(self.tr("All usual &keys"))
        restore.clicked.connect(self._reset_all)
        restore.setAutoDefault(False)
        line = QHBoxLayout()
        label = QLabel(self.tr("Ne&w key:"), self)
        label.setBuddy(self.edit)
        for part in (label, self.edit, self.take, self.usual, self.none):
            line.addWidget(part, int(part is self.edit))
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addLayout(line)
        for each in (self.note, self.single, buttons):
            column.addWidget(each)

    def _fill(self) -> None:
        for menu, name in MENUS:
            self._add(
                translated(name).replace("&", ""), map(self._row, (each for each in COMMANDS if each.menu == menu))
            )
        for menu, name in ((TABLE, self.tr("Table")), (TIMELINE, self.tr("In the timeline"))):
            self._add(name, map(self._row, (each for each in COMMANDS if each.menu == menu)))
        gestures = (QTreeWidgetItem([what, gesture]) for gesture, what in timeline_gestures())
        self._add(self.tr("Mouse, wheel and fingers"), gestures)
        self.tree.expandAll()
        self._choose_first()

    def _add(self, name: str, rows: Iterable[QTreeWidgetItem]) -> None:
        group = QTreeWidgetItem(self.tree, [name])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.setSizeHint(0, QSize(0, GROUP_HEIGHT))
        self._groups.append((group, list(rows)))
        for row in self._groups[-1][1]:
            row.setSizeHint(0, QSize(0, ROW_HEIGHT))
        group.addChildren(self._groups[-1][1])

    def _row(self, command: Command) -> QTreeWidgetItem:
        row = QTreeWidgetItem([plain_text(command), self._words(command)])
        row.setData(0, COMMAND, command)
        return row

    def _words(self, command: Command) -> str:
        return ", ".join(key_words(keys) for keys in self._key_map.keys(command) if is_common(keys))

    # finding

    def _sift(self, text: str) -> None:
        """Show the rows that hold all the words, in what they do or in their key."""
        wanted = fold(text).split()
        for group, rows in self._groups:
            for row in rows:
                said = fold(f"{row.text(0)} {row.text(1)}")
                row.setHidden(not all(word in said for word in wanted))
            group.setHidden(all(row.isHidden() for row in rows))
        self._choose_first()

    def _choose_first(self) -> None:
        shown = [row for _, rows in self._groups for row in rows if not row.isHidden()]
        if shown:
            self.tree.setCurrentItem(shown[0])

    # giving keys

    @property
    def command(self) -> Command | None:
        """The chosen command."""
        item = self.tree.currentItem()
        found = item.data(0, COMMAND) if item is not None else None
        return found if isinstance(found, Command) else None

    def _follow_row(self) -> None:
        self._show("")
        command = self.command
        keys = self._key_map.keys(command) if command is not None else []
        self._set_edit(keys[0] if keys else QKeySequence())
        for part in (self.edit, self.usual, self.none):
            part.setEnabled(command is not None)
        self.usual.setEnabled(command is not None and self._key_map.is_own(command))

    def _set_edit(self, keys: QKeySequence) -> None:
        self.edit.blockSignals(True)
        self.edit.setKeySequence(keys)
        self.edit.blockSignals(False)

    def _show(self, text: str, is_conflict: bool = False) -> None:
        self.note.setText(text)
        self.take.setVisible(is_conflict)

    def _take(self, keys: QKeySequence) -> None:
        command = self.command
        if command is None or keys.isEmpty():
            return
        holder = self._key_map.holder(keys, command)
        if not is_allowed(keys):
            self._show(self.tr("{key} leads out of everything and cannot be given.").format(key=key_words(keys)))
        elif holder is not None:
            self._asked = keys
            told = self.tr("{key} is the key of “{command}”.")
            self._show(told.format(key=key_words(keys), command=plain_text(holder)), is_conflict=True)
        else:
            self._bind(keys)

    def _take_anyway(self) -> None:
        """Give the key to the chosen command; the one that had it keeps its others."""
        command = self.command
        holder = self._key_map.holder(self._asked, command) if command is not None else None
        if holder is not None:
            self._key_map.release(holder, self._asked)
        self._bind(self._asked)

    def _bind(self, keys: QKeySequence) -> None:
        if self.command is None:
            return
        self._key_map.bind(self.command, keys)
        self._follow_keys()
        if is_single(keys) and not self._key_map.has_single_keys:
            self._show(self.tr("{key} acts once single letters give commands.").format(key=key_words(keys)))
        elif self._key_map.reach(self.command) is not self.command.reach:
            told = self.tr("{key} acts in the timeline; elsewhere one types or moves with it.")
            self._show(told.format(key=key_words(keys)))

    def _reset(self) -> None:
        """Give back the usual keys, from whatever commands have them by now."""
        command = self.command
        if command is not None:
            self._key_map.reset(command)
            holders = [(self._key_map.holder(keys, command), keys) for keys in usual_keys(command)]
            for holder, keys in holders:
                if holder is not None:
                    self._key_map.release(holder, keys)
            self._follow_keys()
            bare = [holder for holder, _ in holders if holder is not None and not self._key_map.bound(holder)]
            if bare:
                self._show(self.tr("“{command}” has no key now.").format(command=plain_text(bare[0])))

    def _set_single(self, has_single_keys: bool) -> None:
        self._key_map.set_has_single_keys(has_single_keys)
        self._follow_keys()

    def _reset_all(self) -> None:
        self._key_map.reset_all()
        self.single.setChecked(True)
        self._follow_keys()

    def _follow_keys(self) -> None:
        for row in (row for _, rows in self._groups for row in rows):
            command = row.data(0, COMMAND)
            if isinstance(command, Command):
                row.setText(1, self._words(command))
        self._follow_row()
        self.keys_changed.emit()


def key_words(keys: QKeySequence) -> str:
    """A key as the system writes it."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def plain_text(command: Command) -> str:
    """What a command does, without the marks of a menu."""
    return translated(command.text).replace("&", "").removesuffix("…")


def timeline_gestures() -> tuple[tuple[str, str], ...]:
    """What mouse, wheel and fingers do in the timeline: (gesture, what it does)."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("TimelineKeys", text)

    return (
        (tr("Wheel"), tr("Rows, or time where all rows fit")),
        (tr("Shift+Wheel, sideways"), tr("Time")),
        (tr("Ctrl+Wheel, two fingers apart"), tr("Zoom at the pointer")),
        (tr("Drag"), tr("Move the view")),
        (tr("Shift+Drag"), tr("Zoom to a span")),
        (tr("Ctrl+Drag"), tr("Select what is in the frame")),
        (tr("Drag on the ruler"), tr("Filter by a period")),
        (tr("Ctrl+Click, Shift+Click"), tr("Select one more, or all up to it")),
        (tr("Double click"), tr("Fit an event or a lane; on empty ground zoom in")),
        (tr("Click on a number"), tr("Zoom until its events come apart, or list them")),
        (tr("Shift with the keys that go to an event"), tr("Select all up to it")),
        (
            tr("Ctrl+Up, Ctrl+Down, Ctrl+Space in the table"),
            tr("Go on without selecting; select one more, or no longer"),
        ),
        (tr("Esc"), tr("End a drag; back to the timeline; there, select nothing, then take the period off")),
    )
