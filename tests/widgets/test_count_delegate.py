"""The rows of the filter pane: whole names beside their counts, drawn from what was kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.models.choice_model import ChoiceModel, ChoiceRole
from dateline.painting.theme import Theme
from dateline.widgets import look
from dateline.widgets.count_delegate import _draw_box
from dateline.widgets.kept_lines import KEPT, KeptLines


@pytest.fixture
def tree(window):
    window.filters.regions.expandAll()
    window.filters.regions.grab()
    return window.filters.regions


def test_no_region_of_the_bundled_chronology_is_cut_in_the_pane(tree):
    lines = tree.itemDelegate()._lines

    cut = [text for text, room in lines._laid_out if lines.metrics.horizontalAdvance(text) > room]

    assert len(lines) > 10
    assert not cut


def test_boxes_and_signs_are_drawn_once_for_a_palette(window, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "dateline.widgets.count_delegate._draw_box", lambda *args: drawn.append(args[0]) or _draw_box(*args)
    )
    view = window.filters.certainties
    view.grab()
    drawn.clear()

    view.grab()
    same = len(drawn)
    look.apply(QApplication.instance(), Theme.dark())
    view.grab()

    assert same == 0
    assert len(drawn) == 1


def test_a_kind_has_the_colour_of_the_file_that_is_open(opened):
    def talks(colour):
        talk = Event("a", "A talk", when=parse_edtf("2024"), kind="talk")
        return Chronology.from_events([talk], kinds=[Kind("talk", "Talk", colour)])

    def has(colour):
        view = window.filters.kinds
        drawn = view.grab().toImage()
        return QColor(colour) in [drawn.pixelColor(x, drawn.height() // 2) for x in range(drawn.width() // 2)]

    window = opened(talks("#cc0000"))
    before = has("#cc0000")
    window.document.open(talks("#0044cc"))

    assert before
    assert has("#0044cc")
    assert not has("#cc0000")


def test_a_row_is_drawn_by_one_question_to_the_model(opened, kursk, monkeypatch):
    asked, inner = [], ChoiceModel.data  # before there is a window: Qt looks a method up only once
    monkeypatch.setattr(
        ChoiceModel, "data", lambda model, index, role=0: asked.append(role) or inner(model, index, role)
    )
    view = opened(kursk).filters.certainties
    asked.clear()

    view.grab()

    assert asked.count(ChoiceRole.TALLY) == view.model().rowCount() > 0
    assert not {ChoiceRole.COUNT, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.CheckStateRole} & set(asked)


def test_lines_are_kept_up_to_a_bound(window):
    lines = KeptLines(window.font())

    for number in range(KEPT + 50):
        lines.cut(f"line {number}", 200)

    assert len(lines) == KEPT
    assert lines.cut("line 60", 200)[0] is lines.cut("line 60", 200)[0]
