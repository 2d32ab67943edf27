"""Pages of text that are written and never parsed: blocks, links, signs, asides and quiet boxes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextOption,
)

from dateline.domain.paragraph import visible, web_address
from dateline.domain.value import dataclass
from dateline.painting.legend import SIGN_HEIGHT
from dateline.painting.theme import Theme
from dateline.widgets.markup import escape

SMALL, BODY, LARGE, TITLE = 0.88, 1.0, 1.2, 1.52
"""The four sizes as shares of the body's: 11, 12.5, 15 and 19 px at 100 %."""
HANG = 18.0
"""Where text begins beside a sign or a number, px."""
LINE, TIGHT_LINE = 1.38, 1.22
"""Line heights as shares of the text's size; large text needs less."""
GAP = "\u2002\u2009"
"""Between a strong text and the small quiet one that goes with it."""
BOX_ABOVE, BOX_BELOW, BOX_PADDING = 12, 16, 9


class Tone(StrEnum):
    """What a text is to the reader; the value is the theme's role."""

    INK = "ink"
    SOFT = "soft_ink"
    ACCENT = "accent"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a page is set in: a font with its size in points, the same in px, and the text's width in px."""

    font: QFont
    pixels: float
    width: float


class Page:
    """Writes blocks of text, links and signs into a document with a cursor, so that no text can be markup.

    `targets` holds where links within the page lead: name -> (first, last) position. The place in `addresses` is
    what "address:N" means. `sign_colour` is the #rrggbb of signs that are given none.
    """

    def __init__(self, document: QTextDocument, theme: Theme, measure: Measure) -> None:
        self.targets: dict[str, tuple[int, int]] = {}
        self.addresses: list[str] = []
        self.sign_colour = theme.ink
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._font, self._pixels, self._width = measure.font, measure.pixels, measure.width
        small = QFont(self._font)
        small.setPointSizeF(self._font.pointSizeF() * SMALL)
        self._small = QFontMetricsF(small)
        self._cursor.beginEditBlock()  # the view lays out once, in close()
        self._is_fresh = True  # the block at the cursor is still empty and unformatted

    def close(self) -> None:
        """End the writing, which lets the document be laid out."""
        self._cursor.endEditBlock()

    def block(
        self,
        *,
        above: float = 0,
        left: float = 0,
        hang: bool = False,
        tab: float = 0,
        size: float = BODY,
        level: int = 0,
    ) -> None:
        """Begin a paragraph `above` px below the last, its lines as high as text of a size needs.

        With `hang`, its first line begins at the margin and a tab leads to `left`; else tabs lead to `tab` and its
        multiples. With a `level`, it is a heading to those who hear the page: 1 its title, 2 one of its parts.
        """
        form = QTextBlockFormat()
        form.setHeadingLevel(level)
        form.setTopMargin(above)
        form.setLeftMargin(left)
        form.setTextIndent(-left if hang else 0)
        share = TIGHT_LINE if size > BODY else LINE
        # Fixed, so that signs and superior figures do not push lines apart.
        form.setLineHeight(round(self._pixels * size * share), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if tab or hang:
            form.setTabPositions([QTextOption.Tab(n * (tab or left), QTextOption.TabType.LeftTab) for n in (1, 2, 3)])
        if self._is_fresh:
            self._cursor.setBlockFormat(form)
            self._is_fresh = False
        else:
            self._cursor.insertBlock(form)

    def text(
        self, text: str, size: float = BODY, tone: Tone = Tone.INK, *, bold: bool = False, italic: bool = False
    ) -> None:
        """Go on with a text, whatever is in it."""
        self._cursor.insertText(text, self._form(size, tone, bold, italic))

    def aside(self, text: str) -> None:
        """Go on, after a gap, with a small quiet text that stays on one line if it can."""
        if text:
            self.text(GAP + text.replace(" ", "\u00a0"), SMALL, Tone.SOFT)

    def link(self, text: str, href: str, size: float = BODY, *, tip: str = "", bold: bool = False) -> None:
        """Go on with a text that leads to `href`, which is always of this program's making."""
        form = self._form(size, Tone.ACCENT, bold, False)
        form.setAnchor(True)
        form.setAnchorHref(href)
        if tip:  # Qt reads a tip as markup where it looks like some
            form.setToolTip(f"<p>{escape(tip).replace('/', '/&#8203;')}</p>")
        self._cursor.insertText(text, form)

    def sign(self, name: str, width: float = HANG, colour: str = "") -> None:
        """Go on with the sign of a certainty's word or a LegendForm, in a #rrggbb or the page's own colour."""
        form = QTextImageFormat()
        form.setName(f"sign:{name}:{width:g}:{(colour or self.sign_colour).removeprefix('#')}")
        form.setWidth(width)
        form.setHeight(SIGN_HEIGHT)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        self._cursor.insertImage(form)

    def heading(self, text: str, note: str = "", tone: Tone = Tone.INK) -> None:
        """Begin a part of the page; `note` stands at the right edge."""
        self.block(above=18, tab=self._width - self._small.horizontalAdvance(note) - 1, level=2)
        self.text(text, tone=tone, bold=True)
        if note:
            self.text(f"\t{note}", SMALL, Tone.SOFT)

    def label(self, text: str, all_labels: Iterable[str]) -> None:
        """Begin a line of a list of two columns, whose first is small and quiet and as wide as all labels need."""
        widest = max(self._small.horizontalAdvance(each) for each in all_labels)
        self.block(above=4, left=min(widest + 12, self._width / 2), hang=True)
        self.text(f"{text}\t", SMALL, Tone.SOFT)

    def soft(self, text: str, left: float = HANG) -> None:
        """Write a small quiet paragraph."""
        self.block(left=left, size=SMALL)
        self.text(text, SMALL, Tone.SOFT)

    def address(self, url: str, left: float = HANG) -> None:
        """Write an address on a line of its own, cut at its end where it is too long; a link where it is of the web."""
        opened = web_address(url)
        shown = (opened or visible(url)).removeprefix("https://")
        line = self._small.elidedText(shown, Qt.TextElideMode.ElideRight, self._width - left - 4)
        self.block(left=left, size=SMALL)
        if not opened:
            self.text(shown, SMALL, Tone.SOFT)
            return
        self.addresses.append(opened)
        self.link(line, f"address:{len(self.addresses) - 1}", SMALL, tip=opened)

    @contextmanager
    def box(self) -> Iterator[None]:
        """Set what is written meanwhile on quiet ground, which the browser paints."""
        form = QTextFrameFormat()
        form.setTopMargin(BOX_ABOVE + BOX_PADDING - 2)
        form.setBottomMargin(BOX_PADDING + BOX_BELOW)
        frame = self._cursor.insertFrame(form)
        self._is_fresh = True
        yield
        self._cursor.setPosition(frame.lastPosition() + 1)
        self._is_fresh = True

    @contextmanager
    def target(self, name: str) -> Iterator[None]:
        """Let "name" lead to what is written meanwhile."""
        first = self._cursor.position() + 1
        yield
        self.targets[name] = (first, self._cursor.position())

    def _form(self, size: float, tone: Tone, bold: bool, italic: bool) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFontPointSize(self._font.pointSizeF() * size)
        form.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        form.setFontItalic(italic)
        form.setForeground(self._theme.colour(tone))
        return form
