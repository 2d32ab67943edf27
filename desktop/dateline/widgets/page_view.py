"""Shows a written page: nothing in it is fetched, and links only tell that they were followed."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFragment,
)
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QMenu, QTextBrowser, QVBoxLayout, QWidget

from dateline.painting.legend import sign_image
from dateline.painting.theme import Theme
from dateline.widgets.assistive import ask_again
from dateline.widgets.page import BOX_ABOVE, BOX_BELOW, BOX_PADDING, Measure, Page

if TYPE_CHECKING:
    from dateline.widgets.page_parts import PageParts

FLASH_MS = 1400
SIGNS_KEPT = 64
"""Of a page's pictures, small ones, which the next page mostly shows too."""
MARGIN = 20
"""Free at the page's left and right, px."""


class PageView(QTextBrowser):
    """Shows a page. Links only tell that they were followed; the only pictures are the program's own signs."""

    link_followed = Signal(str)  # as the page named it, e.g. "event:12"
    link_hovered = Signal(str)  # the same; empty when pointer and focus are on none
    width_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, top: int = 4) -> None:
        """Make an empty view; `top` is what stays free above the page, px."""
        super().__init__(parent)
        self._top = top
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._theme = theme
        self._page: Page | None = None
        self._parts: PageParts | None = None
        self._last_width = 0
        self._flashed = QRectF()
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(self._end_flash)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._hover)
        ask_again(self.viewport())

    def start(self, theme: Theme) -> None:
        """Empty the document for a new page in a theme."""
        self._theme = theme
        self._page, self._flashed = None, QRectF()
        if self._parts is not None:
            self._parts.forget()
        self.clear()
        self._set_margins()

    def finish(self, page: Page) -> None:
        """Show a page written into the document since `start`, from its top."""
        page.close()
        self._page = page
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        if self._parts is not None:
            self._parts.announce()

    def parts_of(self, part: QObject) -> "PageParts | None":
        """What assistive technology finds in the page, where it asks for it by the viewport."""
        if part is not self.viewport():
            return None
        from dateline.widgets.page_parts import PageParts  # only where somebody listens

        self._parts = PageParts(self)
        return self._parts

    @property
    def flashed(self) -> QRectF:
        """What is lit up at the moment, in the page's px from its top; empty for nothing."""
        return self._flashed

    @property
    def text_width(self) -> float:
        """The same with and without a scroll bar, which stands in the right margin."""
        return max(self.width() - 2 * MARGIN, 120.0)

    @property
    def measure(self) -> Measure:
        """The widget's font and room."""
        font, dpi = QFont(self.font()), self.logicalDpiY()
        if font.pointSizeF() <= 0:
            font.setPointSizeF(font.pixelSize() * 72 / dpi)
        font.setFeature(QFont.Tag("tnum"), 1)
        return Measure(font, font.pointSizeF() * dpi / 72, self.text_width)

    def go_to(self, target: str) -> None:
        """Bring a target of the page into view and light it up for a moment."""
        if self._page is None or target not in self._page.targets:
            return
        first, last = (self.document().findBlock(place) for place in self._page.targets[target])
        layout = self.document().documentLayout()
        self._flashed = layout.blockBoundingRect(first).united(layout.blockBoundingRect(last))
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if self._flashed.top() < bar.value() or self._flashed.bottom() > bar.value() + height:
            bar.setValue(round(self._flashed.top() - min(height / 4, max(height - self._flashed.height(), 0) / 2)))
        self._flash.start()
        self.viewport().update()

    def address_of(self, href: str) -> str:
        """The web address that a link of the page stands for; empty where it leads elsewhere."""
        name, _, number = href.partition(":")
        known = self._page.addresses if self._page is not None and name == "address" else []
        return known[int(number)] if known else ""

    def focus_link(self, href: str) -> None:
        """Put the focus on a link; on none where the page has no such link."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        for _ in range(self._links_up_to(href)):
            self.focusNextPrevChild(True)

    def _links_up_to(self, href: str) -> int:
        hrefs = [""]  # of the parts in their order, with "" for what stands between links
        block = self.document().begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                found = part.fragment().charFormat().anchorHref()
                if found != hrefs[-1]:
                    hrefs.append(found)
                part += 1
            hrefs.append("")
            block = block.next()
        links = [found for found in hrefs if found]
        return links.index(href) + 1 if href in links else 0

    # what Qt asks

    def loadResource(self, type_: int, name: QUrl | str) -> QImage:
        """Return a sign for a name of Page.sign, and an empty picture for anything else: nothing is ever fetched."""
        url = QUrl(name)
        parts = url.path().split(":") if url.scheme() == "sign" else []
        if type_ == QTextDocument.ResourceType.ImageResource.value and len(parts) == 3:
            sign, width, colour = parts
            image = _sign(sign, float(width), f"#{colour}", self._theme, self.devicePixelRatioF())
            if image is not None:
                return image
        nothing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        nothing.fill(Qt.GlobalColor.transparent)
        return nothing

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self._selected_text())
        return data

    def _selected_text(self) -> str:
        """What is selected, without pictures, and with whole addresses where they are cut on the page."""
        cursor, lines = self.textCursor(), []
        block = self.document().findBlock(cursor.selectionStart())
        while block.isValid() and block.position() < cursor.selectionEnd():
            line, part = "", block.begin()
            while not part.atEnd():
                line += self._selected_part(part.fragment(), cursor.selectionStart(), cursor.selectionEnd())
                part += 1
            lines.append(line)
            block = block.next()
        return "\n".join(lines).replace("\ufffc", "").replace("\t", " ").replace("\u00a0", " ")

    def _selected_part(self, part: QTextFragment, start: int, end: int) -> str:
        first, last = max(start - part.position(), 0), min(end - part.position(), part.length())
        if first >= last:
            return ""
        if last - first == part.length() and (address := self.address_of(part.charFormat().anchorHref())):
            return address
        return _in_utf16(part.text(), first, last)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.cursorRect().center() - QPoint(4, 0)  # in the last letter of the link that has the focus
        self.menu_at(place).popup(self.viewport().mapToGlobal(place))

    def menu_at(self, place: QPoint) -> QMenu:
        """Make the menu for a place of the viewport: Qt's own would copy a link's name instead of its address."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy"), self.copy).setEnabled(self.textCursor().hasSelection())
        if address := self.address_of(self.anchorAt(place)):
            menu.addAction(self.tr("Copy address")).triggered.connect(partial(_copy_text, address))
        menu.addAction(self.tr("Select all"), self.selectAll)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():  # the viewport's, which a scroll bar narrows
            self._set_margins()
        if self.width() != self._last_width:
            self._last_width = self.width()
            self.width_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(0, -self.verticalScrollBar().value())
        painter.setBrush(self._theme.colour("pane"))
        for frame in self.document().rootFrame().childFrames():
            box = self.document().documentLayout().frameBoundingRect(frame)
            painter.drawRoundedRect(box.adjusted(-BOX_PADDING, BOX_ABOVE, BOX_PADDING, -BOX_BELOW), 5, 5)
        if not self._flashed.isEmpty():
            painter.setBrush(self._theme.colour("selection"))
            painter.drawRoundedRect(self._flashed.adjusted(-BOX_PADDING, -3, BOX_PADDING, 4), 5, 5)
        painter.end()
        super().paintEvent(event)

    def _set_margins(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(MARGIN)
        form.setRightMargin(self.viewport().width() - MARGIN - self.text_width)
        form.setTopMargin(self._top)
        form.setBottomMargin(28)
        frame.setFrameFormat(form)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # The window's commands of the same keys are about events; with text selected here, they are about text.
            is_copy = event.matches(QKeySequence.StandardKey.Copy) and self.textCursor().hasSelection()
            if is_copy or event.matches(QKeySequence.StandardKey.SelectAll):
                event.accept()
                return True
        return super().event(event)

    # links

    def _follow(self, url: QUrl) -> None:
        self.link_followed.emit(url.toString())

    def _hover(self, url: QUrl) -> None:
        self.link_hovered.emit(url.toString())

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the next link, and say which: Qt tells of links under the pointer only, here as for a screen reader."""
        has_moved = super().focusNextPrevChild(next)
        if has_moved:
            self.link_hovered.emit(self.textCursor().charFormat().anchorHref())
            if self._parts is not None:
                self._parts.tell_focus()
        return has_moved

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.link_hovered.emit("")

    def _end_flash(self) -> None:
        self._flashed = QRectF()
        self.viewport().update()


class PageDialog(QDialog):
    """A dialog that is one page and a button to close it.

    `write` is handed the view to write into, when the dialog is made and whenever its width changes.
    """

    def __init__(
        self,
        title: str,
        size: QSize,
        theme: Theme,
        write: Callable[[PageView], Page],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._size, self._theme, self._write = size, theme, write
        self.view = PageView(theme, self, top=18)
        self.view.setAccessibleName(title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(0, 0, 14, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self.view)
        column.addWidget(buttons)
        self.view.width_changed.connect(self._rewrite)
        self._rewrite()

    def sizeHint(self) -> QSize:
        return self._size

    def _rewrite(self) -> None:
        self.view.start(self._theme)
        self.view.finish(self._write(self.view))


@lru_cache(maxsize=SIGNS_KEPT)
def _sign(name: str, width: float, colour: str, theme: Theme, dpr: float) -> QImage | None:
    return sign_image(name, width, QColor(colour), theme, dpr)


def _in_utf16(text: str, first: int, last: int) -> str:
    """Return the part of a text between two of Qt's places, which count UTF-16 units."""
    return text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le", "replace")


def _copy_text(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
