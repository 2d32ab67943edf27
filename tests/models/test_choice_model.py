from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from dateline.domain.claim import Certainty
from dateline.models.choice_model import ChoiceRole, certainty_model, kind_model


@pytest.fixture
def kinds(document):
    model = kind_model(document)
    model.choice_changed.connect(lambda chosen: document.set_query(replace(document.query, kinds=chosen)))
    return model


def rows(model):
    return [(model.index(row).data(), model.index(row).data(ChoiceRole.COUNT)) for row in range(model.rowCount())]


def test_kinds_that_occur_are_listed_with_their_counts(kinds):
    assert rows(kinds) == [("Combat", 1), ("Deployment", 1), ("Diplomacy", 1), ("No kind", 1), ("Strike", 1)]


def test_certainties_that_occur_come_surest_first(document):
    names = [name for name, _ in rows(certainty_model(document))]

    assert names == ["confirmed", "reported", "claimed", "disputed"]


def test_ticks_are_alternatives_and_each_keeps_its_own_count(document, kinds):
    for row in (0, 4):
        kinds.setData(kinds.index(row), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)

    assert document.query.kinds == {"combat", "strike"}
    assert len(document.answer.rows) == 2
    assert [count for _, count in rows(kinds)] == [1, 1, 1, 1, 1]


def test_unticking_takes_the_filter_off(document, kinds):
    kinds.setData(kinds.index(0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)

    kinds.setData(kinds.index(0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)

    assert document.query.kinds == frozenset()


def test_the_model_keeps_qts_contract(document, kinds):
    tester = QAbstractItemModelTester(kinds, QAbstractItemModelTester.FailureReportingMode.Fatal)

    document.set_query(replace(document.query, certainties=frozenset({Certainty.CLAIMED})))
    document.open(document.chronology)

    assert tester.model() is kinds
    assert kinds.index(0).data(ChoiceRole.KEY) == "combat"


def test_only_rows_whose_tick_or_count_changed_are_told_of(document, kinds):
    told = []
    kinds.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))

    document.set_query(replace(document.query, kinds=frozenset({"combat"})))  # its own option leaves the counts
    ticked = list(told)
    document.set_query(replace(document.query, certainties=frozenset({Certainty.CLAIMED})))

    assert ticked == [(0, 0)]
    assert told[1:] == [(0, 4)]
