"""The filter pane: what is ticked and typed asks, what others change shows."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dateline.bench.generator import synthetic
from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import PLACE_UNKNOWN, Query
from dateline.formats import registry
from dateline.models.region_model import RegionRole
from dateline.models.seeker import AT_ONCE

ENTER = Qt.Key.Key_Return
CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def pane(window):
    return window.filters


def state(index):
    return Qt.CheckState(index.data(CHECK))


# regions


def test_clicking_a_region_twice_takes_it_off_again(pane, window, hand, qtbot):
    hand.click_row(qtbot, pane.regions, "Kursk Oblast")
    hand.click_row(qtbot, pane.regions, "Kursk Oblast")

    assert not window.document.query


def test_a_country_ticks_all_that_lies_in_it(pane, window, hand, qtbot):
    hand.click_row(qtbot, pane.regions, "Russia")

    assert window.document.query.regions == {"RU"}
    assert state(pane.region_model.index_of("RU-KRS")) == Qt.CheckState.Checked


def test_one_region_taken_out_of_a_country_leaves_the_others_and_the_country_itself(pane, window, hand, qtbot):
    hand.click_row(qtbot, pane.regions, "Russia")
    hand.click_row(qtbot, pane.regions, "Kursk Oblast")

    query = window.document.query
    assert query.regions_alone == {"RU"}
    assert "RU-KRS" not in query.regions
    assert "RU-BEL" in query.regions


def test_two_regions_are_alternatives(pane, window, hand, qtbot):
    hand.click_row(qtbot, pane.regions, "Kursk Oblast")
    one = len(window.document.answer.rows)
    hand.click_row(qtbot, pane.regions, "Sumy Oblast")

    assert window.document.query.regions == {"RU-KRS", "UA-59"}
    assert len(window.document.answer.rows) > one


def test_place_unknown_can_be_ticked_where_it_occurs(window, five_path, hand, qtbot):
    window.document.open(registry.read(five_path))

    hand.click_row(qtbot, window.filters.regions, "Place unknown")

    assert window.document.query.regions == {PLACE_UNKNOWN}
    assert hand.chips(window)[0].text() == "Place unknown  ×"
    assert [window.document.chronology.id(row) for row in window.document.answer.rows] == ["rumour"]


def test_place_unknown_is_found_by_its_name(window, five_path, hand, qtbot):
    window.document.open(registry.read(five_path))
    pane = window.filters

    hand.type(pane.region_search, "unknown")

    assert [each.data() for each in hand.indexes(pane.regions) if not hidden(pane.regions, each)] == ["Place unknown"]


def test_a_count_says_how_many_events_the_tick_gives(pane, window, hand, qtbot):
    index = pane.region_model.index_of("RU-KRS")
    promised = index.data(RegionRole.COUNT)

    hand.click_row(qtbot, pane.regions, "Kursk Oblast")

    assert len(window.document.answer.rows) == promised == 65


def test_counts_follow_the_other_filters(pane, window, hand, qtbot):
    hand.click_row(qtbot, pane.kinds, "Combat")
    promised = pane.region_model.index_of("RU-KRS").data(RegionRole.COUNT)

    hand.click_row(qtbot, pane.regions, "Kursk Oblast")

    assert len(window.document.answer.rows) == promised < 65


@pytest.mark.parametrize("typed", ["kursk", "Курск", "KURSK oblast", "RU-KRS"])
def test_a_region_is_found_in_any_spelling(pane, hand, qtbot, typed):
    hand.type(pane.region_search, typed)

    shown = [index.data() for index in hand.indexes(pane.regions) if not hidden(pane.regions, index)]
    assert "Kursk Oblast" in shown
    assert "Russia" in shown
    assert "Sumy Oblast" not in shown


def test_a_region_that_is_not_there_hides_all_and_clearing_shows_all(pane, hand, qtbot):
    hand.type(pane.region_search, "Atlantis")
    none = [index.data() for index in hand.indexes(pane.regions) if not hidden(pane.regions, index)]
    pane.region_search.clear()

    assert none == []
    assert not any(hidden(pane.regions, index) for index in hand.indexes(pane.regions))


def test_space_ticks_the_region_that_has_the_focus(pane, window, qtbot):
    pane.regions.setFocus()
    pane.regions.setCurrentIndex(pane.region_model.index_of("RU-KRS"))

    qtbot.keyClick(pane.regions, Qt.Key.Key_Space)

    assert window.document.query.regions == {"RU-KRS"}


# certainty and kind


def test_certainties_and_kinds_are_asked_together(pane, window, hand, qtbot):
    hand.click_row(qtbot, pane.certainties, "claimed")
    hand.click_row(qtbot, pane.kinds, "Statement")

    assert window.document.query == Query(certainties=frozenset([Certainty.CLAIMED]), kinds=frozenset(["statement"]))
    assert 0 < len(window.document.answer.rows) < 166


def test_a_click_scrolls_into_view_what_lies_below_the_pane(pane, window, hand, qtbot, shown_rects):
    pane.ensureWidgetVisible(pane.kinds)
    hand.click_row(qtbot, pane.kinds, "Aid")

    assert window.document.query.kinds == {"aid"}
    assert not shown_rects(pane.kinds).isEmpty()


# period and words


def test_a_period_asks_as_one_types_and_is_read_back_in_words(pane, window, hand, qtbot):
    hand.type(pane.period, "2024-10")

    qtbot.waitUntil(lambda: window.document.query.period is not None)

    assert str(window.document.query.period) == "2024-10"
    assert any("October 2024" in label.text() for label in pane.findChildren(QLabel, "soft"))
    counts = window.chips.count.text()
    assert "surely" in counts
    assert "possibly" in counts


def test_a_period_that_is_no_date_says_what_is_wrong_and_keeps_the_filter_before(pane, window, hand, qtbot):
    hand.type(pane.period, "2024-10")
    qtbot.keyClick(pane.period, ENTER)
    hand.type(pane.period, "2024-13")
    qtbot.keyClick(pane.period, ENTER)

    said = " ".join(label.text() for label in pane.findChildren(QLabel, "soft") if label.isVisible())
    assert "2024-13" in said
    assert str(window.document.query.period) == "2024-10"


def test_words_ask_as_one_types(pane, window, hand, qtbot):
    hand.type(pane.text, "korean")

    qtbot.waitUntil(lambda: window.document.query.text == "korean")

    assert 0 < len(window.document.answer.rows) < 166


def test_the_fields_show_what_is_asked_by_others(pane, window):
    window.document.set_query(Query(text="korean", period=parse_edtf("2024-12")))

    assert (pane.text.text(), pane.period.text()) == ("korean", "2024-12")


def test_following_another_filter_asks_nothing_itself(pane, window):
    asked = Query(text="korean", period=parse_edtf("2024-12"))
    window.document.set_query(asked)

    window.document.undo()
    is_empty = not window.document.query
    window.document.redo()

    assert is_empty
    assert window.document.query == asked


def test_one_undo_brings_back_all_that_clear_took_off(pane, window):
    asked = Query(text="korean", period=parse_edtf("2024-12"))
    window.document.set_query(asked)
    window.clear_filters()

    window.document.undo()

    assert window.document.query == asked


def test_words_whose_chip_is_taken_off_do_not_come_back_with_the_next_click(pane, window, hand, qtbot):
    hand.type(pane.text, "korean")
    qtbot.keyClick(pane.text, ENTER)
    qtbot.mouseClick(hand.chips(window)[0], Qt.MouseButton.LeftButton)

    window.timeline.setFocus()

    assert window.document.query.text == ""
    assert pane.text.text() == ""


def test_undo_of_words_while_the_field_has_the_focus_does_not_bring_them_back(pane, window, hand, qtbot):
    hand.type(pane.text, "korean")
    qtbot.keyClick(pane.text, ENTER)
    window.menus.actions["undo_filter"].trigger()

    window.timeline.setFocus()

    assert not window.document.query


def test_the_clear_button_of_the_words_takes_the_filter_off(pane, window, hand, qtbot):
    hand.type(pane.text, "korean")
    qtbot.keyClick(pane.text, ENTER)

    pane.text.clear()

    assert not window.document.query


def test_typing_in_one_field_keeps_the_other_filters(pane, window, hand, qtbot):
    hand.click_row(qtbot, pane.regions, "Kursk Oblast")
    hand.type(pane.text, "korean")
    qtbot.keyClick(pane.text, ENTER)

    assert window.document.query == replace(Query(text="korean"), regions=frozenset(["RU-KRS"]))


def test_a_region_ticked_while_words_are_being_typed_keeps_both(pane, window, hand, qtbot):
    hand.type(pane.text, "korean")
    hand.click_row(qtbot, pane.regions, "Kursk Oblast")
    qtbot.waitUntil(lambda: window.document.query.text == "korean")

    assert window.document.query.regions == {"RU-KRS"}
    assert pane.text.text() == "korean"


@pytest.fixture
def many(window):
    """More events than are looked through at once: what is typed is searched for first."""
    window.document.open(synthetic(AT_ONCE + 1000))
    return window


def test_words_that_are_deleted_while_they_are_searched_for_leave_no_search(pane, many, hand, qtbot):
    before = pane._count.text()
    hand.type(pane.text, "bridge")
    qtbot.keyClick(pane.text, ENTER)
    meanwhile = pane._count.text()

    pane.text.clear()

    assert meanwhile == "searching…"
    assert pane._count.text() == before == "3,000 of 3,000"


def test_words_that_are_searched_for_are_not_those_of_a_file_opened_meanwhile(pane, many, kursk, hand, qtbot):
    hand.type(pane.text, "bridge")
    qtbot.keyClick(pane.text, ENTER)
    assert pane._count.text() == "searching…"

    many.document.open(kursk)

    assert pane.text.text() == ""
    assert pane._count.text() == f"{len(kursk)} of {len(kursk)}"


def test_what_is_just_being_typed_does_not_filter_a_file_opened_meanwhile(pane, window, five_path, hand):
    hand.type(pane.text, "the")
    hand.type(pane.period, "2024-1")
    assert pane._typing.isActive()

    window.document.open(registry.read(five_path))

    assert not pane._typing.isActive()
    assert (pane.text.text(), pane.period.text()) == ("", "")
    assert not window.document.query


def test_the_filter_that_a_file_was_left_with_is_shown_when_it_is_opened(pane, window, kursk):
    query = Query(text="korean", period=parse_edtf("2024-10"))
    window.document.open(kursk)

    window.document.recall(query)

    assert (pane.text.text(), pane.period.text()) == ("korean", "2024-10")


def hidden(tree, index):
    while index.isValid():
        if tree.isRowHidden(index.row(), index.parent()):
            return True
        index = index.parent()
    return False
