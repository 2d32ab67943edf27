"""What a file's reader and the check have to say, as a list that leads to each line."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dateline.domain.check import check
from dateline.domain.chronology import Chronology
from dateline.domain.finding import Finding, Level

LINE_ROLE = Qt.ItemDataRole.UserRole


class FindingsDialog(QDialog):
    """Findings in the order of the file; a double click or Enter opens the editor at the line."""

    def __init__(self, chronology: Chronology, parent: QWidget | None, open_line: Callable[[int], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Check of the file"))
        self._open_line = open_line
        findings = check(chronology, _text(chronology))
        summary = QLabel(self._summary(findings), self)
        summary.setObjectName("heading")
        self.table = self._table(findings)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (summary, self.table, buttons):
            column.addWidget(part)

    def sizeHint(self) -> QSize:
        return QSize(860, 480)

    def _summary(self, findings: list[Finding]) -> str:
        if not findings:
            return self.tr("Nothing to mend.")
        counts = {level: sum(finding.level is level for finding in findings) for level in Level}
        return self.tr("{errors} errors, {warnings} warnings, {notes} notes").format(
            errors=counts[Level.ERROR], warnings=counts[Level.WARNING], notes=counts[Level.NOTE]
        )

    def _table(self, findings: list[Finding]) -> QTableWidget:
        table = QTableWidget(len(findings), 3, self)
        table.setHorizontalHeaderLabels([self.tr("Line"), self.tr("Level"), self.tr("What")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        table.setWordWrap(True)
        for row, finding in enumerate(findings):
            for column, text in enumerate((str(finding.line or ""), self._level(finding.level), finding.message)):
                item = QTableWidgetItem(text)
                item.setData(LINE_ROLE, finding.line)
                table.setItem(row, column, item)
        table.setColumnWidth(0, 60)
        table.setColumnWidth(1, 90)
        table.resizeRowsToContents()
        table.itemActivated.connect(self._go)
        return table

    def _level(self, level: Level) -> str:
        match level:
            case Level.ERROR:
                return self.tr("error")
            case Level.WARNING:
                return self.tr("warning")
            case Level.NOTE:
                return self.tr("note")

    def _go(self, item: QTableWidgetItem) -> None:
        self._open_line(item.data(LINE_ROLE))


def _text(chronology: Chronology) -> str | None:
    """The file's text, in which warnings may be justified; None where it cannot be read any more."""
    try:
        return chronology.path.read_text("utf-8") if chronology.path is not None else None
    except (OSError, UnicodeDecodeError):
        return None
