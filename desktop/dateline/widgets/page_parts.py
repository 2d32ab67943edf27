"""What assistive technology finds in a page: its headings and paragraphs, and their links with their focus."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QTextBlock, QTextCursor
from PySide6.QtGui import QTextDocumentFragment as Fragment
from PySide6.QtWidgets import QAccessibleWidget, QTextBrowser
from shiboken6 import isValid

from dateline.widgets.assistive import keep

Role = QAccessible.Role
Event = QAccessible.Event
Interface = QAccessibleInterface
PICTURE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a document from place `start` to `end`: what it is, what is read, and what its tip says."""

    role: QAccessible.Role
    text: str
    start: int
    end: int
    tip: str = ""


class Part(QAccessibleInterface):
    """A heading or a paragraph, whose children are its links, or a link. Qt knows no object that stands for it.

    Qt's text widget tells of its text alone. A link is followed by Enter while it has the focus: PySide can say of no
    such part that it can be pressed (6.11: interface_cast ends the process).
    """

    def __init__(self, view: QTextBrowser, stretch: Stretch, parent: Interface) -> None:
        super().__init__()
        self.stretch = stretch
        self.links: list[Part] = []
        self._view, self._parent = view, parent

    def isValid(self) -> bool:
        return isValid(self._view)

    def object(self) -> QObject:
        return None  # type: ignore[return-value]  # as Qt has it for what is no object

    def parent(self) -> Interface:
        return self._parent

    def childCount(self) -> int:
        return len(self.links)

    def child(self, index: int) -> Interface:
        return self.links[index] if 0 <= index < len(self.links) else None  # type: ignore[return-value]

    def indexOfChild(self, child: Interface) -> int:
        return place_of(child, self.links)

    def childAt(self, x: int, y: int) -> Interface:
        return part_at(self.links, x, y)  # type: ignore[return-value]

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Name:
            return self.stretch.text
        return self.stretch.tip if kind is QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing: a page is only read."""

    def role(self) -> QAccessible.Role:
        return self.stretch.role

    def rect(self) -> QRect:
        place = self._place()
        return QRect(self._view.viewport().mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = True
        seen = self._view.viewport().rect()
        if not self._view.isVisible():
            state.invisible = True
        elif not self._place().intersects(seen):
            state.offscreen = True
        if self.stretch.role is Role.Link:
            state.linked = state.focusable = True
            state.focused = self.has_focus()
        return state

    def has_focus(self) -> bool:
        """Whether it is the link that Enter follows now."""
        cursor = self._view.textCursor()
        is_marked = cursor.hasSelection() and self.stretch.start <= cursor.selectionStart() < self.stretch.end
        return self.stretch.role is Role.Link and is_marked and self._view.hasFocus()

    def _place(self) -> QRect:
        """Where it is on the viewport; a link of several lines is as wide as its paragraph."""
        document = self._view.document()
        block = document.documentLayout().blockBoundingRect(document.findBlock(self.stretch.start))
        box = block.translated(0, -self._view.verticalScrollBar().value()).toAlignedRect()
        if self.stretch.role is not Role.Link:
            return box
        first, last = (self._caret(place) for place in (self.stretch.start, self.stretch.end))
        whole = first.united(last)
        return whole if first.top() == last.top() else QRect(box.left(), whole.top(), box.width(), whole.height())

    def _caret(self, place: int) -> QRect:
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(place)
        return self._view.cursorRect(cursor)


class PageParts(QAccessibleWidget):
    """The document that a view's viewport shows, in parts, made when they are first asked for."""

    def __init__(self, view: QTextBrowser) -> None:
        super().__init__(view.viewport(), Role.Document, "")
        keep(self)
        self._view = view
        view.destroyed.connect(self.forget)
        self._parts: list[Part] | None = None

    @property
    def parts(self) -> list[Part]:
        if self._parts is None:
            self._parts = [self._made(block) for block in written_blocks(self._view)]
            keep(*self._parts, *(link for part in self._parts for link in part.links))
        return self._parts

    def _made(self, block: QTextBlock) -> Part:
        role = Role.Heading if block.blockFormat().headingLevel() else Role.Paragraph
        end = block.position() + block.length() - 1
        part = Part(self._view, Stretch(role, read_aloud(block.text()), block.position(), end), self)
        part.links = [Part(self._view, link, part) for link in links_of(block)]
        return part

    def forget(self) -> None:
        """Let go of a page that is written anew; Qt tells who listens that its parts are gone."""
        for part in self._parts or ():
            for each in (*part.links, part):
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(each))
        self._parts = None

    def announce(self) -> None:
        """Tell who listens of the parts of a page that was written."""
        for part in self.parts:
            QAccessible.updateAccessibility(QAccessibleEvent(part, Event.ObjectCreated))

    def tell_focus(self) -> None:
        """Tell who listens which link has the focus now."""
        if (link := self.focusChild()) is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(link, Event.Focus))

    def text(self, kind: QAccessible.Text) -> str:
        return self._view.accessibleName() if kind is QAccessible.Text.Name else ""

    def childCount(self) -> int:
        return len(self.parts)

    def child(self, index: int) -> Interface:
        return self.parts[index] if 0 <= index < len(self.parts) else None  # type: ignore[return-value]

    def indexOfChild(self, child: Interface) -> int:
        return place_of(child, self.parts)

    def childAt(self, x: int, y: int) -> Interface:
        return part_at(self.parts, x, y)  # type: ignore[return-value]

    def focusChild(self) -> Interface:
        found = (link for part in self.parts for link in part.links if link.has_focus())
        return next(found, None)  # type: ignore[return-value]


def written_blocks(view: QTextBrowser) -> Iterator[QTextBlock]:
    """The blocks of a page in which there is something to read."""
    block = view.document().begin()
    while block.isValid():
        if read_aloud(block.text()):
            yield block
        block = block.next()


def links_of(block: QTextBlock) -> list[Stretch]:
    """The links of a block, each whole: Qt cuts a text wherever its look changes."""
    found: list[tuple[str, Stretch]] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        form, start, end = fragment.charFormat(), fragment.position(), fragment.position() + fragment.length()
        href, text = form.anchorHref(), fragment.text()
        if href and found and found[-1][0] == href and found[-1][1].end == start:
            before = found.pop()[1]
            found.append((href, Stretch(Role.Link, f"{before.text}{text}", before.start, end, before.tip)))
        elif href:
            tip = Fragment.fromHtml(form.toolTip()).toPlainText().replace("\u200b", "") if form.toolTip() else ""
            found.append((href, Stretch(Role.Link, text, start, end, tip)))
        iterator += 1
    return [replace(stretch, text=read_aloud(stretch.text)) for _, stretch in found]


def read_aloud(text: str) -> str:
    """A text as it is read: without pictures, with superior figures as figures and spaces of all widths as one."""
    return " ".join(unicodedata.normalize("NFKC", text.replace(PICTURE, "")).split())


def place_of(part: Interface, parts: Sequence[Part]) -> int:
    return next((place for place, each in enumerate(parts) if each is part), -1)


def part_at(parts: Sequence[Part], x: int, y: int) -> Part | None:
    return next((part for part in parts if part.rect().contains(QPoint(x, y))), None)
