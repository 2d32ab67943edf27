"""The caption below the timeline: what its forms mean, of those that occur among the events shown."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dateline.domain.claim import Certainty
from dateline.layout.legend import Caption, Legend, LegendForm, LegendWords, groups_of, in_flow, legend
from dateline.layout.metrics import Lens
from dateline.layout.plan import Plan
from dateline.models.document import Document
from dateline.models.event_model import certainty_word
from dateline.painting.legend import draw_caption
from dateline.painting.text import Type
from dateline.painting.theme import Theme
from dateline.widgets.markup import tip

MOST_LINES = 2
SIDE, EDGE = 14, 5
"""Free at left and right, and above and below the lines, px."""
NOTHING = Legend((), (), ())
PAUSE_MS = 200
MANY = 100_000
"""Of more events than these, a change is explained when the hand rests, as a zoom always is: a million take 70 ms."""


class LegendBar(QWidget):
    """One or two lines on forms and disputes; on certainties and colours too where no filter pane shows them.

    It follows the document a moment later than the drawing, which it must not delay; `plan` gives the one drawn.
    """

    def __init__(
        self, document: Document, plan: Callable[[], Plan], theme: Theme, fonts: Type, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("legend_bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Legend"))
        self._document, self._plan, self._theme, self._fonts = document, plan, theme, fonts
        self._words = legend_words()
        self._has_filters = False
        self._octave = document.viewport.octave
        self._legend = NOTHING
        self._caption = Caption((), 0.0)
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self.follow)
        for changed in (document.rows_changed, document.chronology_changed, document.appearance_changed):
            changed.connect(self._follow_soon)
        document.viewport_changed.connect(self._follow_zoom)
        self._set_out()

    @property
    def entries(self) -> tuple[str, ...]:
        """What it explains, also what finds no room."""
        signs, inks, forms = groups_of(self._legend, self._words)
        return tuple(entry.text for entry in (*signs, *inks, *forms))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_has_filters(self, has_filters: bool) -> None:
        """Tell whether the filter pane is shown, which is a key to signs and kinds itself."""
        self._has_filters = has_filters
        self._follow_soon()

    def follow(self) -> None:
        """Explain what occurs now; nothing is looked at while the bar is not on the screen."""
        if not self.isVisible():
            return
        self._octave = self._document.viewport.octave
        lens = self._document.appearance.lens
        explained = legend(self._plan(), 2.0**self._octave)
        if self._has_filters and lens is not Lens.CERTAINTY:
            explained = replace(explained, signs=())
        if self._has_filters and lens is Lens.KIND:
            explained = replace(explained, inks=())
        self._legend = explained
        self.setAccessibleDescription(", ".join(self.entries))
        self._set_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._set_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("paper"))
        painter.setPen(QPen(self._theme.colour("hairline"), 1.0))
        painter.drawLine(0, 0, self.width(), 0)
        draw_caption(painter, self._caption, SIDE, EDGE + 1.0, self._theme, self._fonts)
        painter.end()

    def _follow_soon(self) -> None:
        self._waiting.start(PAUSE_MS if len(self._document.answer.rows) > MANY else 0)

    def _follow_zoom(self) -> None:
        if self._document.viewport.octave != self._octave:  # only then a day becomes an extent, or a dot again
            self._waiting.start(PAUSE_MS)

    def _set_out(self) -> None:
        """Fit the lines to the width, and the height to the lines."""
        width = max(self.width() - 2.0 * SIDE, 1.0)
        self._caption = in_flow(self._legend, self._words, width, self._fonts.measure, MOST_LINES)
        self.setToolTip(tip(", ".join(self._caption.left_out)))
        self.setFixedHeight(round(self._caption.height) + 2 * EDGE + 1 if self._caption.entries else 0)
        self.update()


def legend_words() -> LegendWords:
    """The words of a legend in the user's language."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("LegendBar", text)

    forms = {
        LegendForm.EXACT: tr("exact date"),
        LegendForm.BRACKET: tr("some time within"),
        LegendForm.LASTED: tr("lasted"),
        LegendForm.PARTLY: tr("surely solid, perhaps hatched"),
        LegendForm.POSSIBLE: tr("possibly in the period"),
        LegendForm.DISPUTE: tr("dispute"),
        LegendForm.DOUBTED: tr("date doubted"),
        LegendForm.ABOUT: tr("about then"),
        LegendForm.GOES_ON: tr("goes on, or began before"),
        LegendForm.ONE_BOUND: tr("some time before, or after"),
        LegendForm.END_UNKNOWN: tr("how far is not known"),
        LegendForm.SEVERAL: tr("on each date"),
        LegendForm.ONE_OF: tr("on one of the dates"),
    }
    signs = {certainty: certainty_word(certainty) for certainty in Certainty}
    return LegendWords(signs, forms, tr("+{n} more"))
