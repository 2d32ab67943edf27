"""What assistive technology finds in a page, and in dialogs, asked within the process: no bus is needed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QKeySequenceEdit, QWidget
from shiboken6 import isValid

from dateline.painting.theme import Theme
from dateline.widgets import assistive
from dateline.widgets.findings_dialog import FindingsDialog
from dateline.widgets.go_to_dialog import GoToDialog
from dateline.widgets.guide import GuideDialog
from dateline.widgets.help_dialogs import AboutDialog
from dateline.widgets.keys_dialog import KeysDialog
from dateline.widgets.page import Page
from dateline.widgets.page_parts import links_of, read_aloud
from dateline.widgets.page_view import PageView
from dateline.widgets.print_dialog import PrintDialog

Name, Description = QAccessible.Text.Name, QAccessible.Text.Description
Role = QAccessible.Role
NAMED = {Role.Button, Role.CheckBox, Role.ComboBox, Role.EditableText, Role.Heading, Role.Link, Role.List, Role.SpinBox}


@pytest.fixture
def view(qtbot, qapp):
    assistive.set_up()
    view = PageView(Theme.light())
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    return view


def write(view, *lines):
    view.start(Theme.light())
    page = Page(view.document(), Theme.light(), view.measure)
    page.heading("Claims", "two")
    for line in lines:
        page.block()
        page.sign("claimed")
        page.text(line)
        page.link("\u202f¹", "source:1", tip="A <b>source</b>")
    view.finish(page)


def parts(view):
    page = QAccessible.queryAccessibleInterface(view.viewport())
    return [page.child(place) for place in range(page.childCount())]


def test_a_page_is_its_headings_and_paragraphs_with_their_links(view):
    write(view, "One.", "Two.")

    heading, first, second = parts(view)

    assert (heading.role(), heading.text(Name)) == (Role.Heading, "Claims two")
    assert [(each.role(), each.text(Name)) for each in (first, second)] == [
        (Role.Paragraph, "One. 1"),
        (Role.Paragraph, "Two. 1"),
    ]
    link = second.child(0)
    assert (link.role(), link.text(Name), link.text(Description)) == (Role.Link, "1", "A <b>source</b>")
    assert link.parent() is second
    assert second.indexOfChild(link) == 0


def test_a_page_that_is_written_anew_has_its_new_parts_alone(view):
    write(view, "One.", "Two.")
    parts(view)

    for count in (1, 3, 2):
        write(view, *["Again."] * count)
        assert len(parts(view)) == count + 1


def test_parts_lie_where_they_are_seen(view):
    write(view, *["Words."] * 40)

    last = parts(view)[-1]
    is_below = last.state().offscreen
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())

    assert (is_below, last.state().offscreen) == (1, 0)
    seen = view.viewport().rect().translated(view.viewport().mapToGlobal(view.viewport().rect().topLeft()))
    assert seen.contains(last.child(0).rect())
    centre = last.child(0).rect().center()
    assert last.childAt(centre.x(), centre.y()) is last.child(0)


def test_the_link_that_tab_reached_has_the_focus_and_is_told(view, qtbot):
    write(view, "One.", "Two.")
    first, second = (part.child(0) for part in parts(view)[1:])
    view.activateWindow()
    view.setFocus()

    with qtbot.waitSignal(view.link_hovered) as told:
        qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Tab)

    assert told.args == ["source:1"]
    assert (first.state().focused, second.state().focused) == (0, 1)
    assert QAccessible.queryAccessibleInterface(view.viewport()).focusChild() is second


def test_a_link_that_changes_its_look_midway_is_one_link(qapp):
    document = QTextDocument()
    document.setHtml("<p><a href='x'>one <b>two</b></a> and <a href='y'>three</a></p>")

    assert [link.text for link in links_of(document.begin())] == ["one two", "three"]


@pytest.mark.parametrize(
    ("written", "read"), [("a\u00a0b\u2002\u2009c\td", "a b c d"), ("\ufffcone\u202f¹²", "one 12"), ("\ufffc", "")]
)
def test_spaces_pictures_and_superior_figures_are_read_as_words_are(written, read):
    assert read_aloud(written) == read


DIALOGS = {
    "about": AboutDialog,
    "keyboard": lambda window: KeysDialog(window.menus.key_map, window),
    "how to read": lambda window: GuideDialog(window.theme, window),
    "go to date": GoToDialog,
    "findings": lambda window: FindingsDialog(window.document.chronology, window, print),
    "print": lambda window: PrintDialog(window.document.chronology, window.document.query, window),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_says_what_it_is(name, window, qtbot):
    assistive.set_up()
    dialog = DIALOGS[name](window)
    qtbot.addWidget(dialog)
    dialog.show()
    if isinstance(dialog, PrintDialog):  # its pages are set in a thread, which must not outlive it here
        qtbot.waitUntil(lambda: dialog.printed is not None, timeout=60_000)
    QApplication.processEvents()

    shown = list(everything(QAccessible.queryAccessibleInterface(dialog)))

    named = (each for each in shown if each.role() in NAMED)
    controls = [each for each in named if not isinstance(each.parent().object(), QKeySequenceEdit)]  # which has a name
    assert controls
    assert [each.role() for each in controls if not each.text(Name).strip()] == []
    assert isinstance(dialog, QDialog)
    assert dialog.windowTitle()


def everything(part):
    """What is shown of an accessible object and of all below it."""
    if part is not None and not part.state().invisible:
        yield part
        for place in range(min(part.childCount(), 100)):
            yield from everything(part.child(place))


class Overview(QWidget):
    """Of a name that is asked for; of a class within a function, PySide6 6.12 tells the function's name too."""


def test_a_widget_that_is_gone_is_forgotten(qapp):
    assistive.set_up()
    widget = Overview()
    interface = QAccessible.queryAccessibleInterface(widget)
    role = interface.role()
    widget.deleteLater()
    QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)
    assistive.keep()

    assert role == Role.Chart
    assert not isValid(interface)
    assert all(map(isValid, assistive._kept))


def test_parts_of_pages_that_are_gone_do_not_pile_up(view):
    kept = []
    for _ in range(30):
        write(view, *["Words."] * 10)
        parts(view)
        kept.append(len(assistive._kept))

    assert kept[-1] <= kept[5]


def test_a_view_that_is_made_while_somebody_listens_has_parts_too(view, qtbot):
    QAccessible.setActive(True)
    later = PageView(Theme.light())
    qtbot.addWidget(later)
    QAccessible.setActive(False)

    write(later, "One.")

    assert [part.role() for part in parts(later)] == [Role.Heading, Role.Paragraph]
