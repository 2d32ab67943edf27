"""The detail pane: the event that is read, its place among those shown, and the ways that lead on from it."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from dateline.domain.event import Event
from dateline.domain.query import Query
from dateline.models.document import Document
from dateline.painting import colour
from dateline.painting.theme import TEXT_CONTRAST, Theme
from dateline.widgets.event_page import EventPage
from dateline.widgets.page import LARGE, Page, Tone
from dateline.widgets.page_view import MARGIN, PageView


class EventPane(QWidget):
    """Reads the document's current event like a page. It asks for what lies outside it by its signals."""

    event_requested = Signal(str)  # id of an event that was followed to and is filtered out
    source_requested = Signal(str)  # plain http or https address that was followed; nothing else is ever asked for
    address_hovered = Signal(str)  # the whole address under pointer or focus; empty for none
    step_requested = Signal(int)  # -1 or 1: to the event before or after

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("event_pane")
        self._document = document
        self._theme = theme
        self._shown: tuple[object, int | None] = (None, None)
        self._kicker = ElidedLabel(self)
        self._position = QLabel(self)
        self._position.setObjectName("soft")
        self._previous = self._step_button("‹", self.tr("Previous event"), -1)
        self._next = self._step_button("›", self.tr("Next event"), 1)
        self.view = PageView(theme, self)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        return QSize(360, 600)

    def set_theme(self, theme: Theme) -> None:
        """Show the same in the colours of a theme."""
        self._theme = theme
        palette = QPalette(self.palette())
        for role, name in (("Window", "surface"), ("Base", "surface"), ("Text", "ink"), ("WindowText", "ink")):
            palette.setColor(QPalette.ColorRole[role], theme.colour(name))
        palette.setColor(QPalette.ColorRole.ButtonText, theme.colour("accent"))
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("accent"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("surface"))
        # One by one: with a style sheet on the application, a palette does not reach the children.
        for part in (self, self.view, self.view.viewport(), self._previous, self._next):
            part.setPalette(palette)
        self.render_event()

    def focus_first_source(self) -> str:
        """Put the focus on the first source's address, so that Enter opens it; return it, empty where there is none."""
        self.view.focus_link("address:0")
        return self.view.address_of("address:0")

    # parts

    def _step_button(self, sign: str, name: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAutoRaise(True)
        button.setFixedSize(22, 24)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setProperty("step", step)
        button.clicked.connect(self._step)
        return button

    def _lay_out(self) -> None:
        self.setAutoFillBackground(True)
        for label in (self._kicker, self._position):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._kicker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 14, MARGIN - 7, 2)
        head.setSpacing(0)
        head.addWidget(self._kicker, 1)
        head.addSpacing(12)
        for part in (self._position, self._previous, self._next):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self._document.current_changed.connect(self._follow)
        self._document.chronology_changed.connect(self._later.start)
        self._document.selection_changed.connect(self._later.start)
        self._document.rows_changed.connect(self._follow_rows)
        self._later.timeout.connect(self.render_event)
        self.view.width_changed.connect(self._later.start)
        self.view.link_followed.connect(self._follow_link)
        self.view.link_hovered.connect(self._hover_link)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange, QEvent.Type.DevicePixelRatioChange):
            self._later.start()

    # what is shown

    def _follow(self, _row: object) -> None:
        self.render_event()

    def _follow_rows(self) -> None:
        if self._document.current is None:
            self.render_event()
        else:
            self._show_position()

    def render_event(self) -> None:
        """Write the page anew; the same event keeps its place on the screen."""
        self._later.stop()
        bar, shown = self.view.verticalScrollBar(), (self._document.chronology, self._document.current)
        scrolled = bar.value() if shown == self._shown else 0
        self._shown = shown
        self.view.start(self._theme)
        page = self._nothing() if self._document.current is None else self._event(self._document.current)
        self.view.finish(page)
        bar.setValue(scrolled)
        self._show_position()

    def _event(self, row: int) -> Page:
        view, chronology = self.view, self._document.chronology
        event = chronology.event(row)
        page = EventPage(view.document(), self._theme, view.measure, chronology)
        page.sign_colour = self._kind_colour(event)
        if (count := len(self._document.selection)) > 1:
            page.soft(self.tr("{count:,} events are selected; this is the last of them.").format(count=count), left=0)
        page.write(event)
        view.setAccessibleName(event.title)
        ground = (colour.parsed(self._theme.surface),)
        readable = colour.with_contrast(colour.parsed(page.sign_colour), ground, TEXT_CONTRAST)
        self._kicker.setStyleSheet(f"color: {colour.written(readable)}; font-weight: 600")
        self._kicker.set_whole_text(page.kicker(event))
        return page

    def _kind_colour(self, event: Event) -> str:
        chronology = self._document.chronology
        kind = chronology.kinds.get(event.kind)
        if kind is None:
            return self._theme.kind_colour("")
        return self._theme.kind_colour(kind.id, kind.colour, chronology.columns.kinds.index(kind.id))

    def _nothing(self) -> Page:
        view, document = self.view, self._document
        page = Page(view.document(), self._theme, view.measure)
        self._kicker.set_whole_text("")
        if not len(document.chronology):
            sentence, hint, link, href = self.tr("This chronology has no events."), "", "", ""
        elif not len(document.answer.rows):
            sentence, hint = self.tr("No event passes the filters."), ""
            link = self.tr("Show all {count:,} events").format(count=len(document.chronology))
            href = "all:"
        else:
            sentence = self.tr("No event is selected.")
            hint = self.tr("Choose a mark on the timeline to read what is known of it, who says so, and where.")
            link, href = self.tr("Read the first event"), "first:"
        page.block(above=24, size=LARGE)
        page.text(sentence, LARGE, bold=True)
        if hint:
            page.block(above=6)
            page.text(hint, tone=Tone.SOFT)
        if link:
            page.block(above=10)
            page.link(link, href)
        view.setAccessibleName(sentence)
        return page

    def _show_position(self) -> None:
        document = self._document
        row, count = document.current, len(document.answer.rows)
        position = -1 if row is None else document.position_of(row)
        if row is None:
            text = ""
        elif position < 0:
            text = self.tr("not among the {count:,} shown").format(count=count)
        else:
            text = self.tr("{position:,} of {count:,}").format(position=position + 1, count=count)
        self._position.setText(text)
        self._previous.setVisible(row is not None)
        self._next.setVisible(row is not None)
        self._previous.setEnabled(count > 0 and position != 0)
        self._next.setEnabled(count > 0 and position != count - 1)

    # what leads on

    def _step(self) -> None:
        self.step_requested.emit(int(self.sender().property("step")))

    def _follow_link(self, href: str) -> None:
        name, _, rest = href.partition(":")
        match name:
            case "event":
                self._follow_event(int(rest))
            case "source" | "claim":
                self.view.go_to(href)
            case "address":
                self.source_requested.emit(self.view.address_of(href))
            case "all":
                self._document.set_query(Query())
            case "first" if (row := self._document.neighbour(1)) is not None:
                self._document.select_one(row)

    def _follow_event(self, row: int) -> None:
        is_shown = self._document.position_of(row) >= 0
        self._document.select_one(row)
        if not is_shown:
            self.event_requested.emit(self._document.chronology.id(row))

    def _hover_link(self, href: str) -> None:
        self.address_hovered.emit(self.view.address_of(href))


class ElidedLabel(QLabel):
    """One line of text, cut at its end where it is too long; the whole is its tool tip and what is read aloud."""

    def set_whole_text(self, text: str) -> None:
        self.setAccessibleName(text)
        self.setToolTip(f"<p>{escape(text)}</p>" if text else "")  # Qt reads a tip as markup where it looks like some
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self.accessibleName(), Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
