"""Finding as one types, and stepping through the hits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from dateline.domain.query import Query

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def field(window):
    return window.find_field


def hits(window):
    return window.finder.hits.tolist()


def find(qtbot, window, text):
    qtbot.keyClick(window.timeline, KEY.Key_F, CTRL)
    with qtbot.waitSignal(window.finder.hits_changed):
        qtbot.keyClicks(window.find_field.line, text)
        qtbot.waitUntil(lambda: window.finder.text == text)


def test_ctrl_f_takes_the_focus(window, field, qtbot):
    qtbot.keyClick(window.timeline, KEY.Key_F, CTRL)

    assert field.line.hasFocus()


def test_hits_are_counted_as_one_types(window, field, qtbot):
    find(qtbot, window, "korean")

    assert len(hits(window)) > 5
    assert field.count.isVisibleTo(window)
    assert field.count.text() == f"{len(hits(window))} found"


def test_finding_does_not_filter(window, field, qtbot):
    find(qtbot, window, "korean")

    assert window.chips.count.text().startswith("166 of 166")


def test_f3_goes_through_the_hits_in_the_order_of_time_and_round(window, field, qtbot):
    find(qtbot, window, "korean")
    seen = []

    for _ in range(len(hits(window)) + 1):
        qtbot.keyClick(field.line, KEY.Key_F3)
        seen.append(window.document.current)

    ranks = window.document.chronology.columns.rank
    assert sorted(seen[:-1], key=lambda row: ranks[row]) == seen[:-1]
    assert set(seen) == set(hits(window))
    assert seen[-1] == seen[0]


def test_shift_f3_and_shift_enter_go_back(window, field, qtbot):
    find(qtbot, window, "korean")
    qtbot.keyClick(field.line, KEY.Key_Return)
    first = window.document.current
    qtbot.keyClick(field.line, KEY.Key_Return)
    qtbot.keyClick(field.line, KEY.Key_F3, SHIFT)
    back = window.document.current
    qtbot.keyClick(field.line, KEY.Key_Return, SHIFT)

    assert back == first
    assert window.document.current == hits(window)[-1] or window.document.current in hits(window)


def test_the_count_says_which_hit_one_is_at(window, field, qtbot):
    find(qtbot, window, "korean")

    qtbot.keyClick(field.line, KEY.Key_F3)
    qtbot.keyClick(field.line, KEY.Key_F3)

    place = hits(window).index(window.document.current) + 1
    assert field.count.text() == f"{place} of {len(hits(window))}"


def test_f3_searches_what_was_typed_at_once(window, field, qtbot):
    qtbot.keyClick(window.timeline, KEY.Key_F, CTRL)
    qtbot.keyClicks(field.line, "korean")

    qtbot.keyClick(field.line, KEY.Key_F3)

    assert window.document.current in hits(window)


def test_f3_works_from_the_timeline(window, field, qtbot):
    find(qtbot, window, "korean")
    window.timeline.setFocus()

    qtbot.keyClick(window.timeline, KEY.Key_F3)

    assert window.document.current in hits(window)


def test_f3_with_nothing_typed_begins_a_search(window, field, qtbot):
    qtbot.keyClick(window.timeline, KEY.Key_F3)

    assert field.line.hasFocus()


def test_nothing_found_is_said_and_f3_stays(window, field, qtbot):
    find(qtbot, window, "zzzz")
    before = window.document.current

    qtbot.keyClick(field.line, KEY.Key_F3)

    assert field.count.text() == "none found"
    assert window.document.current == before
    assert not any(button.isEnabled() for button in field.findChildren(QToolButton) if button.text() in ("‹", "›"))


def test_hits_that_the_filter_hides_are_counted_apart(window, field, qtbot):
    find(qtbot, window, "korean")
    every = len(hits(window))

    window.document.set_query(Query(kinds=frozenset(["casualties"])))

    assert len(hits(window)) < every
    assert f"{every - len(hits(window))} more filtered out" in field.count.text()


def test_esc_ends_the_search(window, field, qtbot):
    find(qtbot, window, "korean")

    qtbot.keyClick(field.line, KEY.Key_Escape)

    assert field.line.text() == ""
    assert hits(window) == []
    assert not field.count.isVisibleTo(window)


@pytest.mark.parametrize("text", ["KOREAN", "  korean  ", "korean troops"])
def test_case_and_order_of_words_do_not_matter(window, field, qtbot, text):
    find(qtbot, window, text)

    assert len(hits(window)) > 0


def test_odd_texts_find_something_or_nothing_and_never_fail(window, field, hand, qtbot):
    for text in ("%", "*", "(", "\\", "'", '"', "[a", "<b>", "\u200b", "\u202e", "🙂", "Курск", " "):
        hand.type(field.line, text)
        qtbot.waitUntil(lambda text=text: window.finder.text == text)

        qtbot.keyClick(field.line, KEY.Key_F3)
        window.timeline.grab()
        window.overview.grab()

        assert len(hits(window)) <= 166
        window.timeline.setFocus()


def test_the_hits_are_marked_in_the_drawing(window, field, qtbot):
    plain = window.timeline.grab().toImage()
    strip = window.overview.grab().toImage()

    find(qtbot, window, "korean")

    assert window.timeline.scene.is_hit.any()
    assert window.timeline.grab().toImage() != plain
    assert window.overview.grab().toImage() != strip


def test_esc_clears_the_words_and_then_leads_back_to_the_timeline(window, qtbot):
    window.find_text()
    qtbot.keyClicks(window.find_field.line, "Sudzha")

    qtbot.keyClick(window.find_field.line, Qt.Key.Key_Escape)
    assert (window.find_field.line.text(), window.find_field.line.hasFocus()) == ("", True)

    qtbot.keyClick(window.find_field.line, Qt.Key.Key_Escape)
    assert window.timeline.hasFocus()
