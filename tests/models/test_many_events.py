"""What a million events must not cost, held without a clock: calls into Python, events made, arrays looked through."""

import sys
from collections import Counter

import numpy as np
import pytest

from dateline.bench.generator import synthetic
from dateline.domain.edtf import parse_edtf
from dateline.domain.facets import facets
from dateline.domain.interval_index import IntervalIndex
from dateline.domain.query import Query
from dateline.layout.compose import among, among_hits
from dateline.layout.fit import finite_stretch
from dateline.layout.overview import overview
from dateline.models.choice_model import ChoiceRole, certainty_model, kind_model
from dateline.models.document import AT_ONCE, Document
from dateline.models.event_model import EventColumn, EventModel
from dateline.models.region_model import RegionModel, RegionRole, facet_codes

MANY = 60_000
CALLS = 2000
"""Calls into Python that one action may cause, at any size."""


@pytest.fixture(scope="module")
def chronology():
    return synthetic(MANY)


@pytest.fixture
def document(chronology, qapp):
    return Document(chronology)


@pytest.fixture
def calls():
    """Count the calls of Python functions while an action runs."""

    def counted(action):
        found = Counter()
        sys.setprofile(lambda frame, what, _: found.update([what]) if what in ("call", "c_call") else None)
        try:
            action()
        finally:
            sys.setprofile(None)
        return found.total()

    return counted


@pytest.mark.parametrize(
    "action",
    [
        lambda document: document.select_all(),
        lambda document: document.select_one(int(document.answer.rows[-5])),
        lambda document: document.extend_to(int(document.answer.rows[MANY // 2])),
        lambda document: document.toggle(int(document.answer.rows[MANY // 3])),
        lambda document: document.neighbour(1),
        lambda document: document.position_of(int(document.answer.rows[MANY // 3])),
        lambda document: document.set_query(Query(kinds=frozenset({"strike"}))),
        lambda document: document.fitted_to_file(),
    ],
)
def test_an_action_costs_few_calls_and_makes_no_event(action, document, calls):
    model = EventModel(document)
    made = document.chronology.records.made

    count = calls(lambda: action(document))

    assert 0 < count < CALLS
    assert document.chronology.records.made == made
    assert model.rowCount() == len(document.answer)


def test_every_place_is_found_where_the_rows_have_it(document):
    document.set_query(Query(kinds=frozenset({"strike", "aid"})))
    rows = document.answer.rows

    places = [document.position_of(int(row)) for row in rows[:: len(rows) // 200]]

    assert places == list(range(0, len(rows), len(rows) // 200))
    hidden = np.setdiff1d(np.arange(MANY), rows)[:50]
    assert [document.position_of(int(row)) for row in hidden] == [-1] * 50
    assert document.position_of(MANY) == -1


@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize("column", [EventColumn.WHEN, EventColumn.KIND])
def test_a_models_places_are_its_rows_in_any_order(column, order, document, qtbot):
    from PySide6.QtCore import Qt

    model = EventModel(document)
    model.sort(column, (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)[order])

    places = [model.place_of(model.row_at(place)) for place in range(0, MANY, 997)]

    assert places == list(range(0, MANY, 997))


def test_selected_rows_are_known_without_a_look_at_all(document):
    rows = document.answer.rows[10:5000:7]

    document.select(rows, int(rows[0]))

    assert all(document.is_selected(row) for row in rows.tolist())
    assert not any(document.is_selected(row) for row in document.answer.rows[11:5000:7].tolist())
    assert (np.diff(document.selection) > 0).all()


@pytest.mark.parametrize("kinds", [(), ("strike", "aid")])
def test_all_that_is_shown_is_selected_in_the_files_order(kinds, document):
    document.set_query(Query(kinds=frozenset(kinds)))

    document.select_all()

    assert document.selection.tolist() == sorted(document.answer.rows.tolist())
    assert document.are_selected(document.answer.rows).all()


def test_marks_among_many_selected_are_found_without_a_look_at_all(monkeypatch):
    monkeypatch.setattr(np, "isin", None)  # it goes through all that are chosen
    chosen = np.arange(0, MANY, 2)

    assert among(np.array([1, 2, MANY - 1]), chosen).tolist() == [False, True, False]
    assert not len(among(np.empty(0, np.int64), chosen))


@pytest.mark.parametrize("count", [65, 100, 127, 128, 129, 20_000, MANY])
def test_marks_among_many_hits_are_found_in_the_order_of_time(count, document, monkeypatch):
    rank, every = document.chronology.columns.rank, document.answer.rows
    hits = every[np.sort(np.random.default_rng(count).choice(MANY, count, replace=False))]
    rows = np.concatenate([np.arange(0, MANY, 7), every[:3], every[-3:], hits[:2], hits[-2:]])
    expected = np.isin(rows, hits)
    monkeypatch.setattr(np, "isin", None)  # it goes through all that are chosen

    found = among_hits(rows, hits, rank)

    assert found.tolist() == expected.tolist()
    assert not len(among_hits(np.empty(0, np.int64), hits, rank))


def test_many_hits_are_as_many_marks_of_the_strip_as_it_has_columns(document):
    few = overview(document.chronology, document.answer, 600.0, document.answer.rows[:5])
    many = overview(document.chronology, document.answer, 600.0, document.answer.rows)

    assert len(few.hits) == 5
    assert len(many.hits) == np.count_nonzero(many.every)


def test_counts_of_choices_come_after_the_picture(document, qtbot):
    assert MANY > AT_ONCE
    model = RegionModel(document)
    told = []
    document.rows_changed.connect(lambda: told.append("rows"))
    document.facets_changed.connect(lambda: told.append("counts"))
    before = model.data(model.index_of("RU"), 0)

    with qtbot.waitSignal(document.facets_changed):
        document.set_query(Query(kinds=frozenset({"strike"})))
        assert told == ["rows"]

    assert told == ["rows", "counts"]
    assert model.data(model.index_of("RU"), 0) == before
    assert model._counts == dict(document.facets.regions)


@pytest.mark.parametrize("kinds", [(), ("strike",)])
def test_counts_are_right_in_a_model_made_long_after_the_picture(kinds, document, qtbot):
    document.recall(Query(kinds=frozenset(kinds)))
    qtbot.waitUntil(lambda: document.counts_are_known)

    regions, choices, signs = RegionModel(document), kind_model(document), certainty_model(document)

    counted = document.facets
    assert {code: regions.index_of(code).data(RegionRole.COUNT) for code in facet_codes(document)} == {
        code: counted.regions.get(code, 0) for code in facet_codes(document)
    }
    for model, expected in ((choices, counted.kinds), (signs, counted.certainties)):
        rows = [model.index(row) for row in range(model.rowCount())]
        found = {index.data(ChoiceRole.KEY): index.data(ChoiceRole.COUNT) for index in rows}
        assert found == {key: count for key, count in expected.items() if key in found}
        assert sum(found.values()) > 0


def test_counts_are_not_known_while_the_rows_are_new(document, qtbot):
    known = []
    qtbot.waitUntil(lambda: document.counts_are_known)
    document.rows_changed.connect(lambda: known.append(document.counts_are_known))
    document.chronology_changed.connect(lambda: known.append(document.counts_are_known))

    document.set_query(Query(kinds=frozenset({"strike"})))
    document.open(document.chronology)

    assert known == [False, False, False]


def test_a_filter_is_put_to_the_rows_once_for_answer_and_counts(document, monkeypatch):
    asked = []
    inner = IntervalIndex.meeting
    monkeypatch.setattr(IntervalIndex, "meeting", lambda self, period: asked.append(period) or inner(self, period))

    document.set_query(Query(kinds=frozenset({"strike"}), period=parse_edtf("2010")))
    counted = document.facets

    assert len(asked) == 1
    assert counted == facets(document.chronology, document.query)


def test_the_extent_is_that_of_every_bound_that_is_an_instant(chronology):
    columns = chronology.columns
    bounds = np.concatenate([columns.start_earliest, columns.start_latest, columns.end_earliest, columns.end_latest])
    finite = bounds[(bounds > -(2**63)) & (bounds < 2**63 - 1)]

    assert finite_stretch(columns) == (finite.min(), finite.max())
    assert finite_stretch(columns, np.empty(0, np.int64)) is None


def test_a_painted_cell_looks_its_event_up_once(document, monkeypatch):
    model = EventModel(document)
    made = document.chronology.records.made

    for role in range(20):
        for column in range(model.columnCount()):
            model.data(model.index(5, column), role)

    assert document.chronology.records.made - made <= 1
