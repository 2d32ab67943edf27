"""A hand that does hundreds of things without a plan: whatever it does, the parts of the window agree."""

import random
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from dateline.bench.generator import synthetic
from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import Query, ask
from dateline.layout.compose import composed
from dateline.layout.metrics import ROW_HEIGHTS, Grouping, Lens
from dateline.widgets.commands import COMMANDS, Reach

MODIFIERS = [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier]
PERIODS = [None, "2024-08", "2024-08-06", "2003/2005", "../2024-09", "Y-13000000000"]
SIZES = [(1, 1), (400, 300), (1300, 800), (2200, 500), (700, 1400)]


class Monkey:
    """Does one thing after the other to a window, by a seed."""

    def __init__(self, window, hand, chronologies, seed):
        self.window, self.hand, self.chronologies = window, hand, chronologies
        self.random = random.Random(seed)
        self.keys = [
            sequence[0]
            for command in COMMANDS
            if command.reach is Reach.TIMELINE and command.id != "show_keys"
            for sequence in window.menus.actions[command.id].shortcuts()
        ]
        self.deeds = [self.key] * 8 + [self.wheel] * 5 + [self.drag] * 3 + [self.filter, self.arrange] * 2
        self.deeds += [self.click] * 3 + [self.resize, self.search, self.undo, self.open]

    def do(self):
        self.random.choice(self.deeds)()

    def point(self):
        view = self.window.timeline.viewport()
        return QPointF(self.random.randrange(view.width()), self.random.randrange(view.height()))

    def key(self):
        combination = self.random.choice(self.keys)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, combination.key(), combination.keyboardModifiers())
            QApplication.sendEvent(self.window.timeline, event)

    def wheel(self):
        notches = self.random.choice([1, -1, 5, -5, 30, -30])
        self.hand.wheel(self.window.timeline.viewport(), self.point(), notches, self.random.choice(MODIFIERS))

    def drag(self):
        ends = self.random.random() < 0.8
        view = self.window.timeline.viewport()
        self.hand.drag(view, self.point(), self.point(), self.random.choice(MODIFIERS), ends=ends)

    def click(self):
        view, at, modifiers = self.window.timeline.viewport(), self.point(), self.random.choice(MODIFIERS)
        for kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            self.hand.mouse(view, kind, at, modifiers)

    def filter(self):
        period = self.random.choice(PERIODS)
        certainties = self.random.sample(list(Certainty), self.random.randrange(3))
        query = Query(period=parse_edtf(period) if period else None, certainties=frozenset(certainties))
        self.window.document.set_query(replace(query, text=self.random.choice(["", "", "the", "nothing like it"])))

    def undo(self):
        self.random.choice([self.window.undo_filter, self.window.redo_filter, self.window.clear_filters])()

    def arrange(self):
        lanes = len(self.window.timeline.plan.lanes)
        if lanes and self.random.random() < 0.4:
            self.window.arrangement.toggle(self.random.randrange(lanes))
            return
        looks = {"grouping": list(Grouping), "lens": list(Lens), "row_height": ROW_HEIGHTS, "has_tags": [False, True]}
        field = self.random.choice(list(looks))
        appearance = replace(self.window.document.appearance, **{field: self.random.choice(looks[field])})
        self.window.document.set_appearance(appearance)

    def resize(self):
        self.window.resize(*self.random.choice(SIZES))

    def search(self):
        self.window.find_field.line.setText(self.random.choice(["", "the", "a", "bridge"]))
        self.window.find_next()

    def open(self):
        self.window.document.open(self.random.choice(self.chronologies))


def assert_parts_agree(window):
    document, timeline = window.document, window.timeline
    rows = set(document.answer.rows.tolist())
    assert np.array_equal(document.answer.rows, ask(document.chronology, document.query).rows)
    assert set(document.selection.tolist()) <= rows
    assert document.current is None or document.current in rows
    assert set(window.finder.hits.tolist()) <= rows
    assert timeline.model().rowCount() == len(rows)
    assert window.chips.count.text().startswith(f"{len(rows):,} of {len(document.chronology):,}")
    timeline.grab()
    seen, octave = document.viewport, timeline.plan.octave(document.viewport.octave)
    scene = composed(timeline.plan, seen, range(len(timeline.plan.lanes)))
    for number, packing in enumerate(octave.packings):
        heaps = [*scene.blocks.of_lane(number), *scene.columns.of_lane(number)]
        drawn = np.concatenate([scene.marks.row[scene.marks.lane == number], *heaps])
        assert len(np.unique(drawn)) == len(drawn)
        anchors = packing.lane.anchor
        is_inside = (anchors > seen.start + 2 * seen.scale) & (anchors < seen.end - 2 * seen.scale)
        assert np.isin(packing.lane.rows[is_inside], drawn).all()


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_a_hand_does_the_parts_of_the_window_agree(opened, kursk, hand, seed):
    window = opened(kursk, size=(1300, 800))
    monkey = Monkey(window, hand, [kursk, synthetic(3000)], seed)

    for turn in range(240):
        monkey.do()
        if turn % 6 == 0:
            assert_parts_agree(window)
