"""Print to PDF: the pages are set off the GUI thread, shown, saved, and read back from disk."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from dateline.domain.errors import ChronologyError
from dateline.domain.query import Query
from dateline.formats import registry
from dateline.widgets.print_dialog import PrintDialog

PATIENCE_MS = 60_000


@pytest.fixture
def five(five_path):
    return registry.read(five_path)


def ready(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.printed is not None, timeout=PATIENCE_MS)


def text_of(path):
    document = pypdfium2.PdfDocument(str(path))
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def pages_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document.get_page_size(number) for number in range(len(document))]
    finally:
        document.close()


@pytest.fixture
def dialog(dressed, five, qtbot):
    made = PrintDialog(five, Query())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_nothing_can_be_saved_before_the_pages_are_set(dialog, qtbot):
    is_early = dialog.printed is None and dialog.save.isEnabled()
    ready(qtbot, dialog)

    assert not is_early
    assert dialog.save.isEnabled()
    assert "5 of 5 events" in dialog.told.text()


def test_every_page_is_shown(dialog, qtbot):
    ready(qtbot, dialog)

    count = len(pages_of(dialog.printed.pdf))
    qtbot.waitUntil(lambda: dialog.preview.count() == count, timeout=PATIENCE_MS)

    assert count >= 1
    assert str(count) in dialog.told.text()


def test_paper_and_orientation_set_the_pages_anew(dialog, qtbot):
    ready(qtbot, dialog)
    upright = pages_of(dialog.printed.pdf)[0]

    dialog.landscape.setChecked(True)
    ready(qtbot, dialog)
    across = pages_of(dialog.printed.pdf)[0]
    dialog.paper.setCurrentText("Letter")
    ready(qtbot, dialog)

    assert upright == pytest.approx((595.3, 841.9), abs=1)
    assert across == pytest.approx((841.9, 595.3), abs=1)
    assert pages_of(dialog.printed.pdf)[0] == pytest.approx((792, 612), abs=1)


def test_the_last_of_many_quick_choices_is_what_is_set(dialog, qtbot):
    for paper in ("A3", "Letter", "A4", "A3"):
        dialog.paper.setCurrentText(paper)
        dialog.landscape.toggle()
    dialog.landscape.setChecked(False)

    ready(qtbot, dialog)

    assert pages_of(dialog.printed.pdf)[0] == pytest.approx((841.9, 1190.6), abs=1)


def test_it_can_be_closed_while_the_pages_are_being_set(dressed, five, qtbot):
    made = PrintDialog(five, Query())
    qtbot.addWidget(made)
    made.show()

    qtbot.keyClick(made, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not made.isVisible())

    assert made.printed is None
    assert made.result() == 0


def test_it_can_be_closed_while_pages_are_being_drawn(dialog, qtbot):
    ready(qtbot, dialog)

    dialog.reject()
    drawn = dialog.preview.count()
    QApplication.processEvents()

    assert dialog.preview.count() == drawn


def test_what_cannot_be_printed_is_told_and_cannot_be_saved(dressed, five, monkeypatch, qtbot):
    def fail(*_arguments, **_named):
        raise ChronologyError("the pages cannot be set")

    monkeypatch.setattr("dateline.widgets.print_dialog.print_pdf", fail)
    made = PrintDialog(five, Query())
    qtbot.addWidget(made)
    made.show()

    qtbot.waitUntil(lambda: "the pages cannot be set" in made.told.text())

    assert not made.save.isEnabled()
    made.close()


def test_a_filter_that_leaves_nothing_is_no_crash(dressed, five, qtbot):
    made = PrintDialog(five, Query(text="nothing at all"))
    qtbot.addWidget(made)
    made.show()

    qtbot.waitUntil(
        lambda: made.printed is not None or made.told.text() not in ("", "Setting the pages…"), timeout=PATIENCE_MS
    )

    assert "0 of 5" in made.told.text()
    made.close()


def test_ctrl_p_and_enter_write_a_pdf_that_says_how_many_of_how_many(window, tmp_path, monkeypatch, hand, qtbot):
    path = tmp_path / "kursk-oblast.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(path), ""))

    def run(dialog):
        dialog.show()
        ready(qtbot, dialog)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(PrintDialog, "exec", run)
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")

    qtbot.keyClick(window.timeline, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    text = " ".join(text_of(path).split())
    assert "65 of 166" in text
    assert "Kursk Oblast" in text
    assert "Ukrainian troops cross into Russia" in text
    assert str(path) in window.messages.text


def test_a_cancelled_dialog_writes_nothing(window, tmp_path, monkeypatch, qtbot):
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: asked.append(1) or ("", ""))

    def run(dialog):
        dialog.show()
        dialog.reject()
        return dialog.result()

    monkeypatch.setattr(PrintDialog, "exec", run)

    window.menus.actions["print_pdf"].trigger()

    assert asked == []
    assert window.messages.text == ""
