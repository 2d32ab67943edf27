"""The garbage collector, kept to the GUI's thread.

Python collects wherever an object happens to be made, also in a thread that reads, searches or sets pages. A cycle that
holds a widget would then be destroyed there, and Qt crashes where a widget ends in another thread than its own.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 500


class Collector(QObject):
    """Collects what has become garbage, every now and then, by the thresholds that Python itself goes by."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._thaw = QTimer(self, singleShot=True, interval=0)
        self._thaw.timeout.connect(self._collect_all)

    def begin(self) -> None:
        """Collect from now on; what there is already is looked through no more until `collect_all`."""
        if not self._timer.isActive():
            gc.disable()
            gc.freeze()
            self._timer.start()

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        self._thaw.stop()
        gc.unfreeze()
        gc.enable()

    def collect_all(self) -> None:
        """Look through everything once, as soon as the present event is over: a window has gone, and its file."""
        if self._timer.isActive():
            self._thaw.start()

    def _collect_all(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def collect(self) -> None:
        """Look for garbage in the oldest generation that is due, if any is."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, threshold) in enumerate(counts) if count > threshold]
        if due:
            gc.collect(max(due))
