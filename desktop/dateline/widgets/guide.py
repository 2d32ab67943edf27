"""How to read a chronology: one page on what shapes, colours, brackets, counts and numbers mean."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QWidget

from dateline.domain.claim import Certainty
from dateline.layout.legend import LegendForm
from dateline.models.event_model import certainty_word
from dateline.painting.theme import KINDS_LIGHT, Theme
from dateline.widgets.page import HANG, TITLE, Page
from dateline.widgets.page_view import PageDialog, PageView

WIDE = 58.0
"""Where text begins beside a wide sign, px; the sign itself is narrower."""


class GuidePage(Page):
    """The guide's text, with signs by the painter that also draws the timeline."""

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("Guide", text)

    def write(self) -> None:
        """Write the whole page."""
        self.block(size=TITLE, level=1)
        self.text(self.tr("How to read this"), TITLE, bold=True)
        self.say(
            self.tr("Every event rests on sources, and nothing is shown as more certain or more exact than they are."),
            8,
        )
        self._shapes()
        self._colours()
        self._dates()
        self._counts()
        self._lanes()
        self._ways()

    def say(self, text: str, above: float = 4) -> None:
        """Write a paragraph."""
        self.block(above=above)
        self.text(text)

    def _shapes(self) -> None:
        self.heading(self.tr("Shape: how sure it is"))
        for certainty in reversed(Certainty):
            self.block(above=5, left=HANG, hang=True)
            self.sign(certainty.word)
            self.text(certainty_word(certainty), bold=True)
            self.text(f" – {self._meaning(certainty)}")
        self.say(self.tr("Where people claim different things, the event bears the sign of the weakest claim."), 6)

    def _meaning(self, certainty: Certainty) -> str:
        match certainty:
            case Certainty.CONFIRMED:
                return self.tr("uncontested, or agreed by both sides")
            case Certainty.REPORTED:
                return self.tr("told by a third party or a medium, not checked independently")
            case Certainty.CLAIMED:
                return self.tr("said by someone with a part in it; the pane names who")
            case Certainty.UNKNOWN:
                return self.tr("nobody says how sure it is")
            case Certainty.RETRACTED:
                return self.tr("taken back by those who said it")
            case _:
                return self.tr("contradicted by another source")

    def _colours(self) -> None:
        self.heading(self.tr("Colour: what kind it is"))
        for place, kind in enumerate(KINDS_LIGHT):
            if place % 3 == 0:
                self.block(above=5, tab=self._width // 3)
            self.sign(Certainty.CONFIRMED.word, HANG, self._theme.kind_colour(kind))
            self.text(f"{self._kind(kind)}\t")
        self.say(
            self.tr(
                "A file may name other kinds and colours. Nothing is told by colour alone: "
                "View > Two-letter tags puts the kind before the title."
            ),
            6,
        )

    def _kind(self, kind: str) -> str:
        names = {
            "combat": self.tr("combat"),
            "territory": self.tr("territory"),
            "deployment": self.tr("deployment"),
            "statement": self.tr("statement"),
            "diplomacy": self.tr("diplomacy"),
            "strike": self.tr("strike"),
            "casualties": self.tr("casualties"),
            "aid": self.tr("aid"),
        }
        return names.get(kind, self.tr("other"))

    def _dates(self) -> None:
        self.heading(self.tr("Form: how exactly the date is known"))
        for form, text in (
            (LegendForm.EXACT, self.tr("A sign: the date is exact.")),
            (
                LegendForm.BRACKET,
                self.tr("It happened once, at some time between the brackets; on which day is not known."),
            ),
            (LegendForm.LASTED, self.tr("It lasted from one end to the other.")),
            (LegendForm.PARTLY, self.tr("It surely lasted where the bar is solid, and perhaps where it is hatched.")),
            (LegendForm.GOES_ON, self.tr("It goes on, or had begun before.")),
            (LegendForm.ONE_BOUND, self.tr("It happened once, at some time before a date, or after one.")),
            (LegendForm.END_UNKNOWN, self.tr("It began or ended, but nobody says when.")),
            (LegendForm.ABOUT, self.tr("“About” this time.")),
            (LegendForm.DOUBTED, self.tr("The date itself is doubted.")),
            (LegendForm.SEVERAL, self.tr("It happened on each of these dates.")),
            (LegendForm.ONE_OF, self.tr("It happened on one of these dates; on which is not known.")),
        ):
            self._row(form, text)
        self.say(
            self.tr(
                "An inexact date is never put on a day that somebody made up: not in the drawing, the order, "
                "the filters or in print. A date without a clock time is not shifted by a time zone."
            ),
            6,
        )

    def _row(self, form: LegendForm, text: str) -> None:
        self.block(above=5, left=WIDE, hang=True)
        self.sign(form.value, WIDE - 10)
        self.text(f"\t{text}")

    def _counts(self) -> None:
        self.heading(self.tr("Counts: surely and possibly"))
        self.say(
            self.tr(
                "Asked for October, an event of “autumn” may belong there or not. Both counts are shown: "
                "events that surely lie in the period and events that possibly do. The latter are drawn faint."
            )
        )
        self._row(LegendForm.POSSIBLE, self.tr("Possibly in the period."))
        self.heading(self.tr("No date, two places, little room"))
        self.say(self.tr("Events without a date wait in the tray at the edge; they are counted apart."))
        self.say(self.tr("An event that concerns two regions stands in both lanes. The total counts it once."))
        self.say(
            self.tr(
                "Where there is no room for all, a block with a number stands for so many events, and “+4 more here” "
                "leads to those below. Zoom in and they come apart."
            )
        )

    def _lanes(self) -> None:
        self.heading(self.tr("Lanes"))
        self.say(
            self.tr(
                "View > Lanes groups events by region, kind, certainty, actor or source. The triangle before its name "
                "collapses a lane to one row: the higher a column, the more events, in their colours; the number "
                "tells how many in all."
            )
        )
        self.say(
            self.tr(
                "Of very many actors or sources those with the most events have lanes; the others share one, "
                "in which each event stands once."
            )
        )

    def _ways(self) -> None:
        self.heading(self.tr("Disputes"))
        self._row(
            LegendForm.DISPUTE,
            self.tr("One event contradicts the other. The pane lists them under “Against it”."),
        )
        self.heading(self.tr("From a claim to its source"))
        self.say(
            self.tr(
                "Choose an event and read the pane: who claims it, when they said so, and small raised numbers. "
                "A number leads to the source below, with its paragraph or page; the source's own number leads back. "
                "The address is always shown and opens in the browser only when you follow it."
            )
        )
        self.say(
            self.tr("A source that republishes another is not independent of it, and is not counted as such."),
        )


class GuideDialog(PageDialog):
    """Shows the guide."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("Guide", "How to read this")
        super().__init__(title, QSize(560, 680), theme, partial(_written, theme), parent)


def _written(theme: Theme, view: PageView) -> Page:
    page = GuidePage(view.document(), theme, view.measure)
    page.write()
    return page
