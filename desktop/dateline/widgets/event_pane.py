"""The detail pane: the event that is read, its place among those shown, and the ways that lead on from it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dateline.domain.event import Event
from dateline.domain.query import Query
from dateline.models.document import Document
from dateline.painting import colour
from dateline.painting.theme import TEXT_CONTRAST, Theme
from dateline.widgets.event_page import EventPage
from dateline.widgets.page import LARGE, Page, Tone
from dateline.widgets.page_view import MARGIN, PageView
from dateline.widgets.still_label import StillLabel


class EventPane(QWidget):
    """Reads the document's current event like a page. It asks for what lies outside it by its signals.

    A page is written once: as long as the event, the theme and the width are the same, and while the pane is hidden,
    no change of filter or selection writes it anew.
    """

    event_requested = Signal(str)  # id of an event that was followed to and is filtered out
    source_requested = Signal(str)  # plain http or https address that was followed; nothing else is ever asked for
    address_hovered = Signal(str)  # the whole address under pointer or focus; empty for none
    step_requested = Signal(int)  # -1 or 1: to the event before or after
    _refresh_wanted = Signal()  # queued: it comes after what lays out the window, and before painting

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("event_pane")
        self._document = document
        self._theme = theme
        self._shown: tuple[object, ...] = ()  # what the page was written from
        self._kicker = StillLabel(self, takes_rest=True)
        self._position = StillLabel(self)
        self._selected = StillLabel(self, takes_rest=True)
        for label in (self._position, self._selected):
            label.setObjectName("soft")
        self.view = PageView(theme, self)  # first: Tab comes to the pane by it, and to the steps from it
        self._previous = self._step_button("‹", self.tr("Previous event"), -1)
        self._next = self._step_button("›", self.tr("Next event"), 1)
        self._is_waiting = False
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
        self._follow()

    def focus_first_source(self) -> str:
        """Put the focus on the first source's address, so that Enter opens it; return it, empty where there is none."""
        self._show()
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
        self._kicker.setStyleSheet("font-weight: 600")
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
        self._selected.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.addWidget(self._selected)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self._document.current_changed.connect(self._follow)
        self._document.chronology_changed.connect(self._follow_soon)
        self._document.selection_changed.connect(self._follow_selection)
        self._document.rows_changed.connect(self._follow_rows)
        self._refresh_wanted.connect(self._follow, Qt.ConnectionType.QueuedConnection)
        self.view.width_changed.connect(self._follow_soon)
        self.view.link_followed.connect(self._follow_link)
        self.view.link_hovered.connect(self._hover_link)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange, QEvent.Type.DevicePixelRatioChange):
            self._shown = ()
            self._follow_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_soon()

    # what is shown

    @property
    def is_waiting(self) -> bool:
        """Whether the page is to be written anew as soon as the window is laid out."""
        return self._is_waiting

    def _follow_soon(self) -> None:
        if not self._is_waiting:
            self._is_waiting = True
            self._refresh_wanted.emit()

    def _follow(self) -> None:
        """Show the event that is read, and how it stands among the others."""
        self._is_waiting = False
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        document, view = self._document, self.view
        written: tuple[object, ...] = (document.chronology, document.current, self._theme, view.text_width)
        if document.current is None:
            written += (len(document.answer.rows) > 0, len(document.selection))
        if written != self._shown:
            self._write(is_same_event=written[:2] == self._shown[:2])
            self._shown = written
        self._show_position()
        self._show_selected()

    def _follow_selection(self) -> None:
        if self._document.current is None:
            self._follow_soon()
        self._show_selected()

    def _follow_rows(self) -> None:
        if self._document.current is None:
            self._follow()
        else:
            self._show_position()

    def _write(self, *, is_same_event: bool) -> None:
        """Write the page anew; the same event keeps its place on the screen."""
        bar = self.view.verticalScrollBar()
        scrolled = bar.value() if is_same_event else 0
        self.view.start(self._theme)
        page = self._nothing() if self._document.current is None else self._event(self._document.current)
        self.view.finish(page)
        bar.setValue(scrolled)

    def _event(self, row: int) -> Page:
        view, chronology = self.view, self._document.chronology
        event = chronology.event(row)
        page = EventPage(view.document(), self._theme, view.measure, chronology)
        page.sign_colour = self._kind_colour(event)
        page.write(event)
        view.setAccessibleName(event.title)
        ground = (colour.parsed(self._theme.surface),)
        readable = colour.with_contrast(colour.parsed(page.sign_colour), ground, TEXT_CONTRAST)
        self._kicker.set_colour(QColor(colour.written(readable)))
        self._kicker.setText(page.kicker(event))
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
        self._kicker.setText("")
        if not len(document.chronology):
            sentence, hint, link, href = self.tr("This chronology has no events."), "", "", ""
        elif not len(document.answer.rows):
            sentence, hint = self.tr("No event passes the filters."), ""
            link = self.tr("Show all {count:,} events").format(count=len(document.chronology))
            href = "all:"
        elif count := len(document.selection):
            sentence = self.tr("{count:,} events are selected.").format(count=count)
            hint = self.tr("Choose one of them to read what is known of it, who says so, and where.")
            link, href = self.tr("Read the first event"), "first:"
        else:
            sentence = self.tr("No event is selected.")
            hint = self.tr("Choose a mark on the timeline to read what is known of it, who says so, and where.")
            link, href = self.tr("Read the first event"), "first:"
        page.block(above=24, size=LARGE, level=1)
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

    def _show_selected(self) -> None:
        """Say that more than the event that is read is selected."""
        count = len(self._document.selection)
        is_told = count > 1 and self._document.current is not None
        self._selected.setVisible(is_told)
        if is_told:
            self._selected.setText(self.tr("{count:,} events are selected; one is read here.").format(count=count))

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
