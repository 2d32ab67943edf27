import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import Query
from dateline.domain.when import Meeting
from dateline.models.event_model import EventColumn, EventModel, EventRole

CROSSING, BRIDGE, OCTOBER, MEETING, RUMOUR = range(5)


@pytest.fixture
def model(document):
    return EventModel(document)


def titles(model):
    return [model.index(place, EventColumn.TITLE).data() for place in range(model.rowCount())]


def test_the_model_keeps_qts_contract_while_filters_change(document, model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    document.set_query(Query(regions=frozenset({"RU-KRS"})))
    document.set_query(Query())
    model.sort(EventColumn.TITLE, Qt.SortOrder.DescendingOrder)

    assert tester.model() is model
    assert model.rowCount() == 5


def test_columns_hold_the_plain_words_of_an_event(model):
    texts = [str(model.index(0, column).data()) for column in EventColumn]

    assert texts == ["6 Aug 2024", "Troops cross the border", "Combat", "Kursk Oblast, Sumy Oblast", "confirmed", "1"]


def test_an_undated_event_says_so(model):
    assert model.index(4, EventColumn.WHEN).data() == "undated"


def test_every_column_has_a_heading(model):
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in EventColumn]

    assert headings == ["When", "Event", "Kind", "Region", "Certainty", "Sources"]


def test_roles_give_the_event_and_its_bounds(model):
    index = model.index(2, EventColumn.TITLE)

    assert index.data(EventRole.ID) == "october"
    assert index.data(EventRole.EVENT).title == "First units seen"
    assert index.data(EventRole.LATEST) - index.data(EventRole.EARLIEST) == 31 * 86400
    assert index.data(EventRole.CERTAINTY) is Certainty.CLAIMED
    assert index.data(EventRole.KIND) == "deployment"


def test_a_possible_meeting_with_the_period_is_told(document, model):
    document.set_query(Query(period=parse_edtf("2024-10-01/2024-12-31")))
    assert [model.index(place, 1).data(EventRole.MEETING) for place in (0, 1)] == [Meeting.SURELY, Meeting.SURELY]

    document.set_query(Query(period=parse_edtf("2024-10-05")))
    assert model.index(0, 1).data(EventRole.MEETING) is Meeting.POSSIBLY


def test_assistive_technology_hears_name_date_certainty_and_position(model):
    spoken = model.index(1, EventColumn.TITLE).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken.startswith("A bridge is struck, ")
    assert "18 August 2024" in spoken
    assert spoken.endswith("reported, 2 of 5")


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [
        (EventColumn.WHEN, Qt.SortOrder.DescendingOrder, [RUMOUR, MEETING, OCTOBER, BRIDGE, CROSSING]),
        (EventColumn.TITLE, Qt.SortOrder.AscendingOrder, [BRIDGE, RUMOUR, OCTOBER, MEETING, CROSSING]),
        (EventColumn.KIND, Qt.SortOrder.AscendingOrder, [CROSSING, OCTOBER, MEETING, BRIDGE, RUMOUR]),
        (EventColumn.CERTAINTY, Qt.SortOrder.AscendingOrder, [RUMOUR, OCTOBER, BRIDGE, CROSSING, MEETING]),
        (EventColumn.SOURCES, Qt.SortOrder.AscendingOrder, [CROSSING, BRIDGE, OCTOBER, MEETING, RUMOUR]),
    ],
)
def test_rows_sort_by_any_column(model, column, order, expected):
    model.sort(column, order)

    assert [model.row_at(place) for place in range(5)] == expected


def test_sorting_survives_a_filter(document, model):
    model.sort(EventColumn.TITLE, Qt.SortOrder.DescendingOrder)

    document.set_query(Query(regions=frozenset({"RU"})))

    assert titles(model) == sorted(titles(model), reverse=True)


def test_a_row_knows_its_place_and_hidden_rows_have_none(document, model):
    document.set_query(Query(kinds=frozenset({"strike"})))

    assert model.place_of(BRIDGE) == 0
    assert model.place_of(MEETING) == -1
    assert model.place_of(999) == -1


def test_a_reset_at_a_hundred_thousand_rows_makes_no_event(chronology, qtbot):
    """Rule 2: a reset costs a bounded number of calls into Python, however many rows there are."""
    from dateline.domain.chronology import Chronology
    from dateline.models.document import Document

    many = Chronology.from_events([chronology.event(row % 5) for row in range(100_000)])
    looked_at = []
    many.records.event = lambda row: looked_at.append(row)
    document = Document(many)
    model = EventModel(document)

    document.set_query(Query(regions=frozenset({"RU-KRS"})))

    assert model.rowCount() == 40_000
    assert looked_at == []
