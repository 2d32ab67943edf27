"""Print to PDF: the pages as they will be, paper and orientation, and where they go."""

import threading

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dateline.domain.chronology import Chronology
from dateline.domain.errors import ChronologyError
from dateline.domain.query import Query
from dateline.painting.text import bundled_family
from dateline.printing.paper import Pages
from dateline.printing.press import Printed, print_pdf
from dateline.printing.typesetter import Paper

PREVIEW_WIDTH = 560
PAGES_A_TURN = 2
"""Pages drawn before the window may answer again."""


class _Job(threading.Thread):
    """One setting of the pages; `outcome` is there once it has ended. The dialog may forget it."""

    def __init__(self, chronology: Chronology, query: Query, paper: Paper, is_landscape: bool) -> None:
        super().__init__(name="dateline-press")  # no daemon: the program ends after it, or Qt would go from under it
        self.outcome: Printed | ChronologyError | None = None
        self._chronology, self._query, self._paper, self._is_landscape = chronology, query, paper, is_landscape

    def run(self) -> None:
        try:
            self.outcome = print_pdf(self._chronology, self._query, self._paper, is_landscape=self._is_landscape)
        except ChronologyError as error:
            self.outcome = error


class PrintDialog(QDialog):
    """Sets the pages off the GUI thread and shows them. After `exec`, `printed` is what was accepted."""

    def __init__(self, chronology: Chronology, query: Query, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print to PDF"))
        bundled_family()  # fonts are registered in the GUI thread, once
        self.printed: Printed | None = None
        self.wants_paper = False
        self._chronology, self._query = chronology, query
        self._to_draw: list[int] = []
        self._pages: Pages | None = None
        self._make_parts()
        self._lay_out()
        self.resize(QSize(900, 800).boundedTo(self.screen().availableSize() * 0.9))
        self._drawing = QTimer(self, interval=0)
        self._drawing.timeout.connect(self._draw_some)
        self._waiting = QTimer(self, interval=30)
        self._waiting.timeout.connect(self._take)
        self.paper.currentTextChanged.connect(self._set_pages)
        self.landscape.toggled.connect(self._set_pages)
        self._set_pages()

    def _make_parts(self) -> None:
        self.paper = QComboBox(self)
        self.paper.addItems([paper.value for paper in Paper])
        self.landscape = QCheckBox(self.tr("&Landscape"), self)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setObjectName("soft")
        self.told.setMinimumWidth(230)
        self.preview = QListWidget(self)
        self.preview.setIconSize(QSize(PREVIEW_WIDTH, PREVIEW_WIDTH * 3 // 2))
        self.preview.setSpacing(10)
        self.preview.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.preview.verticalScrollBar().setSingleStep(40)
        self.preview.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.preview.setAccessibleName(self.tr("Preview of the pages"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = self._buttons.addButton(self.tr("&Save PDF…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.on_paper = self._buttons.addButton(self.tr("&On paper…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setDefault(True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.on_paper.clicked.connect(self._accept_paper)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Paper"), self.paper)
        form.addRow("", self.landscape)
        left = QVBoxLayout()
        left.addLayout(form)
        left.addWidget(self.told)
        left.addStretch(1)
        across = QHBoxLayout()
        across.addLayout(left)
        across.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.addLayout(across, 1)
        column.addWidget(self._buttons)

    # setting the pages

    def _set_pages(self) -> None:
        """Set the pages as chosen; what was begun for an earlier choice is forgotten."""
        self.printed = None
        self._enable(False)
        self.told.setText(self.tr("Setting the pages…"))
        paper = Paper(self.paper.currentText())
        self._job = _Job(self._chronology, self._query, paper, self.landscape.isChecked())
        self._job.start()
        self._waiting.start()

    def _take(self) -> None:
        if self._job.is_alive():
            return
        self._waiting.stop()
        outcome = self._job.outcome
        if isinstance(outcome, Printed):
            self.printed = outcome
            self._show(outcome)
        else:
            self.told.setText(str(outcome))

    def _show(self, printed: Printed) -> None:
        self._let_go()
        self._pages = Pages(printed.pdf)
        self._to_draw = list(range(self._pages.count))
        self.preview.clear()
        facts = [
            self.tr("{shown:,} of {total:,} events").format(shown=len(printed.answer.rows), total=printed.answer.total),
            self.tr("{count} pages, {size:,} kB").format(count=self._pages.count, size=len(printed.pdf) // 1024),
        ]
        self.told.setText("\n".join([*facts, *printed.warnings]))
        self._enable(True)
        self._drawing.start()

    def _draw_some(self) -> None:
        if not self._to_draw or self._pages is None:
            self._drawing.stop()
            return
        ratio = self.devicePixelRatioF()
        for number in self._to_draw[:PAGES_A_TURN]:
            size = self._pages.size(number)
            pixmap = QPixmap.fromImage(self._pages.image(number, PREVIEW_WIDTH * ratio * 72 / size.width()))
            pixmap.setDevicePixelRatio(ratio)
            item = QListWidgetItem(self.preview)
            item.setSizeHint(QSize(PREVIEW_WIDTH + 16, int(PREVIEW_WIDTH * size.height() / size.width()) + 14))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("Page {number}").format(number=number + 1))
            label = QLabel(self.preview)
            label.setPixmap(pixmap)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.preview.setItemWidget(item, label)
        del self._to_draw[:PAGES_A_TURN]

    def _enable(self, is_ready: bool) -> None:
        self.save.setEnabled(is_ready)
        self.on_paper.setEnabled(is_ready)

    # ending

    def _accept_paper(self) -> None:
        self.wants_paper = True
        self.accept()

    def done(self, result: int) -> None:
        self._drawing.stop()
        self._waiting.stop()
        self._let_go()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()

    def _let_go(self) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None
