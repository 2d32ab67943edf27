"""The way that Tab takes through a window: as one reads it, whatever was made first."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_through(parts: Sequence[QWidget]) -> None:
    """Have Tab stop in one part after the other, and in each as its widgets were put in."""
    for before, after in pairwise(stop for part in parts for stop in stops(part)):
        QWidget.setTabOrder(before, after)


def stops(part: QWidget) -> Iterator[QWidget]:
    """The widgets of a part that Tab stops at; one that hands its focus on is no stop."""
    for widget in (part, *part.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget
