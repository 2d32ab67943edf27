"""What assistive technology is told of widgets that Qt knows nothing of: the parts of a page, painted pictures."""

# Types stay text: to make QAccessible and its kin for them takes 15 ms of a start.
from __future__ import annotations

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

ROLES = {
    "ChipBar": "Grouping",
    "EventPane": "Grouping",
    "FilterPane": "Grouping",
    "FindField": "Grouping",
    "LegendBar": "Graphic",
    "MessageBar": "Notification",
    "Overview": "Chart",
}
"""Class of a widget of ours -> what it is to those who do not see it; its accessible name says the rest."""

_kept: list[QtGui.QAccessibleInterface] = []
"""Qt deletes an interface with its widget, and so would Python with the last name for it, which must not come first."""
_is_set_up = False
"""Nothing here touches QAccessible before: it takes PySide6 7 ms to make, which the first picture need not wait for."""


def set_up() -> None:
    """Have Qt ask here first, from now on and once more for the widgets that there are."""
    global _is_set_up
    if not _is_set_up:
        _is_set_up = True
        QtGui.QAccessible.installFactory(interface_of)
        for widget in QApplication.allWidgets():
            if type(widget).__name__ in ROLES:
                ask_again(widget)


def is_heard() -> bool:
    """Whether somebody listens."""
    return _is_set_up and QtGui.QAccessible.isActive()


def interface_of(name: str, thing: QObject) -> QtGui.QAccessibleInterface | None:
    """Qt's question what a thing is to assistive technology, once for each class that it is of; None: as Qt has it."""
    if name == "QWidget":
        parts = getattr(thing.parent(), "parts_of", None)
        return parts(thing) if parts is not None else None
    role = ROLES.get(name)
    if role is None or not isinstance(thing, QWidget):
        return None
    made = QtWidgets.QAccessibleWidget(thing, QtGui.QAccessible.Role[role], "")
    keep(made)
    return made


def ask_again(widget: QWidget) -> None:
    """Have Qt ask once more what a widget is: while somebody listens it asks first when the widget is half made."""
    if is_heard():
        known = QtGui.QAccessible.queryAccessibleInterface(widget)
        QtGui.QAccessible.deleteAccessibleInterface(QtGui.QAccessible.uniqueId(known))


def keep(*interfaces: QtGui.QAccessibleInterface) -> None:
    """Hold interfaces until Qt deletes them; those that it has deleted are let go."""
    _kept[:] = [*filter(isValid, _kept), *interfaces]


def add_clear_button(line: QtWidgets.QLineEdit, name: str) -> None:
    """Give a line the button that empties it, which Qt leaves without a name."""
    line.setClearButtonEnabled(True)
    name_button(line, "", name)


def name_button(widget: QWidget, object_name: str, name: str, sign: str = "") -> None:
    """Name a button that Qt made within a widget, by its object name where there are several; show a sign of ours."""
    for button in widget.findChildren(QtWidgets.QToolButton, object_name):
        button.setAccessibleName(name)
        if sign:
            button.setToolTip(name)
            button.setText(sign)
            button.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonTextOnly)


def tell_focus(view: QtWidgets.QListView, place: int) -> None:
    """Tell who listens that the row at a place has the focus; Qt tells of the list itself where it laid out no rows."""
    if is_heard() and place >= 0:
        _tell(view, place, QtGui.QAccessible.Event.Focus)


def tell_selection(view: QtWidgets.QListView, place: int, is_selected: bool) -> None:
    """Tell who listens that the row at a place is selected, or no longer."""
    if is_heard() and place >= 0:
        events = QtGui.QAccessible.Event
        _tell(view, place, events.Selection if is_selected else events.SelectionRemove)


def _tell(view: QtWidgets.QListView, place: int, what: QtGui.QAccessible.Event) -> None:
    event = QtGui.QAccessibleEvent(view, what)
    event.setChild(place)
    QtGui.QAccessible.updateAccessibility(event)


def announce(widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Have a text read aloud where somebody listens."""
    if not is_heard():
        return
    event = QtGui.QAccessibleAnnouncementEvent(widget, text)
    if is_urgent:
        event.setPoliteness(QtGui.QAccessible.AnnouncementPoliteness.Assertive)
    QtGui.QAccessible.updateAccessibility(event)
