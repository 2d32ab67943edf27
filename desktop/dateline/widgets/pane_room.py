"""Which side panes a window has room for: in a narrow one they give way to the timeline, and come back with room."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dateline.widgets.pane_splitter import PaneSplitter

TIMELINE_LEAST = 360
LEAST = {"details": 240, "filters": 200}
"""Narrower than so many px they cannot be read; the first is the last to give way."""


class PaneRoom(QObject):
    """Hides what a splitter cannot show beside the timeline; what was asked for last is shown in any case."""

    def __init__(self, splitter: PaneSplitter, places: Mapping[str, QWidget], is_wanted: Callable[[str], bool]) -> None:
        super().__init__(splitter)
        self._splitter, self._places, self._is_wanted = splitter, places, is_wanted
        self._asked = ""
        for name, least in LEAST.items():
            places[name].setMinimumWidth(least)
        splitter.setMinimumWidth(TIMELINE_LEAST)  # else the window would stay as wide as all parts together
        splitter.room_changed.connect(self.fit)

    def ask(self, name: str) -> None:
        """Show a pane that someone wants to use now; where there is no room for all, another gives way."""
        if name in LEAST:
            self._asked = name
            self.fit()

    def fit(self) -> None:
        """Show the wanted panes that there is room for."""
        room = self._splitter.width() - TIMELINE_LEAST
        if room >= sum(LEAST.values()):
            self._asked = ""  # nothing gives way, nor will it because of what was asked before
        for name in sorted(LEAST, key=lambda name: name != self._asked):
            is_wanted = self._is_wanted(name)
            is_shown = is_wanted and (room >= LEAST[name] or name == self._asked)
            room -= LEAST[name] if is_wanted else 0  # also where it gives way: the next has less need to be there
            if self._places[name].isHidden() is is_shown:
                self._places[name].setVisible(is_shown)
