"""Go to a date: EDTF or a few words, with its reading shown before Enter."""

import re

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import DateError
from dateline.domain.when import When
from dateline.domain.wording import words
from dateline.widgets.assistive import announce

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
DAY_FIRST = re.compile(r"(?:(\d{1,2})\s+)?([a-z]{3,9})\.?,?\s+(-?\d{1,5})")
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(-?\d{1,5})")


def read_date(text: str) -> When:
    """The date that a typed text means: EDTF, or day, month and year in English words.

    Raises:
        DateError: it is neither.
    """
    plain = " ".join(text.lower().split()).removeprefix("in ")
    if found := DAY_FIRST.fullmatch(plain):
        day, month, year = found[1], _month(found[2]), int(found[3])
    elif found := MONTH_FIRST.fullmatch(plain):
        day, month, year = found[2], _month(found[1]), int(found[3])
    else:
        return parse_edtf(text.strip())
    if not month:
        return parse_edtf(text.strip())
    sign = "-" if year < 0 else ""
    return parse_edtf(f"{sign}{abs(year):04d}-{month:02d}" + (f"-{int(day):02d}" if day else ""))


def _month(word: str) -> int:
    matches = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
    return matches[0] if len(matches) == 1 or word in MONTHS else 0


class GoToDialog(QDialog):
    """Asks for a date; `when` is what was read, None until something was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Go to date"))
        self.when: When | None = None
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("17 December 2024, 2024-10, 2024-12-1X …"))
        self.line.setAccessibleName(self.tr("Date"))
        self.line.setMinimumWidth(360)
        self.reading = QLabel(self.tr("A date in EDTF or in words"), self)
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setWordWrap(True)
        self.reading.setObjectName("soft")
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Go"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (self.line, self.reading, self._buttons):
            column.addWidget(part)
        self.line.textChanged.connect(self._read)
        self._read("")

    def _read(self, text: str) -> None:
        self.when = None
        if text.strip():
            try:
                self.when = read_date(text)
                self.reading.setText(words(self.when))
            except DateError as error:
                self.reading.setText(error.message)
        else:
            self.reading.setText(QCoreApplication.translate("GoToDialog", "A date in EDTF or in words"))
        announce(self.line, self.reading.text())  # before Enter, for those too who do not see it
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.when is not None)
