import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from dateline.domain.chronology import Chronology
from dateline.domain.query import PLACE_UNKNOWN, Query
from dateline.models.document import Document
from dateline.models.region_model import RegionModel, RegionRole

CHECKED, UNCHECKED, PARTIAL = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


@pytest.fixture
def model(document):
    model = RegionModel(document)
    model.choice_changed.connect(lambda regions, alone: document.set_query(Query(regions=regions, regions_alone=alone)))
    return model


def tick(model, code, state=CHECKED):
    assert model.setData(model.index_of(code), state, Qt.ItemDataRole.CheckStateRole)


def state(model, code):
    return Qt.CheckState(model.index_of(code).data(Qt.ItemDataRole.CheckStateRole))


def names(model, parent=QModelIndex()):
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def test_the_model_keeps_qts_contract_while_ticks_change(document, model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    tick(model, "RU")
    document.undo()
    document.open(document.chronology)

    assert tester.model() is model
    assert model.rowCount() == 3


def test_countries_come_by_number_of_events_and_the_unknown_place_last(model):
    assert names(model) == ["Russia", "Ukraine", "Place unknown"]
    assert names(model, model.index_of("RU")) == ["Kursk Oblast", "Moscow"]


def test_counts_include_what_lies_below_and_count_each_event_once(model):
    counts = {code: model.index_of(code).data(RegionRole.COUNT) for code in ("RU", "RU-KRS", "UA", PLACE_UNKNOWN)}

    assert counts == {"RU": 4, "RU-KRS": 2, "UA": 1, PLACE_UNKNOWN: 1}


def test_counts_follow_the_other_filters(document, model):
    document.set_query(Query(kinds=frozenset({"strike"})))

    assert model.index_of("RU").data(RegionRole.COUNT) == 1
    assert model.index_of("UA").data(RegionRole.COUNT) == 0


def test_ticking_a_country_ticks_its_subdivisions(document, model):
    tick(model, "RU")

    assert [state(model, code) for code in ("RU", "RU-KRS", "RU-MOW", "UA")] == [CHECKED, CHECKED, CHECKED, UNCHECKED]
    assert document.query.regions == {"RU"}
    assert len(document.answer.rows) == 4


def test_unticking_one_subdivision_keeps_the_others_and_the_country_itself(document, model):
    tick(model, "RU")

    tick(model, "RU-KRS", UNCHECKED)

    assert state(model, "RU") is PARTIAL
    assert document.query == Query(regions=frozenset({"RU-MOW"}), regions_alone=frozenset({"RU"}))
    assert [document.chronology.id(row) for row in document.answer.rows] == ["october", "meeting"]


def test_ticking_the_unknown_place_shows_what_has_none(document, model):
    tick(model, PLACE_UNKNOWN)

    assert [document.chronology.id(row) for row in document.answer.rows] == ["rumour"]


def test_ticks_follow_a_filter_that_is_undone(document, model):
    tick(model, "UA")

    document.undo()

    assert state(model, "UA") is UNCHECKED


@pytest.mark.parametrize("typed", ["Kursk", "Курская", "kursk region", "RU-KRS"])
def test_any_spelling_finds_a_region_with_its_country(model, typed):
    assert {"RU", "RU-KRS"} <= model.matching(typed)
    assert "RU-MOW" not in model.matching(typed)


def test_a_search_without_a_match_shows_nothing(model):
    assert model.matching("zzzz") == frozenset()


def test_other_spellings_stand_in_the_tool_tip(model):
    assert "Курская область" in model.index_of("RU-KRS").data(Qt.ItemDataRole.ToolTipRole)


def test_letters_of_the_unknown_place_find_nothing_where_every_place_is_known(chronology):
    known = RegionModel(Document(Chronology.from_events([chronology.event(row) for row in range(4)])))

    assert PLACE_UNKNOWN not in known.matching("k")
    assert "RU-KRS" in known.matching("k")
