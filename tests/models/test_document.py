import numpy as np
import pytest

from dateline.domain.calendar import instant
from dateline.domain.chronology import Chronology
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import Query
from dateline.models.document import Appearance, Document

CROSSING, BRIDGE, OCTOBER, MEETING, RUMOUR = range(5)


def test_a_fresh_document_shows_everything_in_times_order_with_the_undated_last(document):
    assert document.answer.rows.tolist() == [CROSSING, BRIDGE, OCTOBER, MEETING, RUMOUR]
    assert document.answer.undated == 1


def test_the_first_event_of_the_files_period_is_read_at_first(chronology):
    within = Chronology.from_events([chronology.event(row) for row in range(5)], period=parse_edtf("2024-09/2024-12"))

    assert Document(within).current == OCTOBER


def test_filtering_tells_once_and_narrows_the_rows(document, qtbot):
    with qtbot.waitSignal(document.rows_changed):
        document.set_query(Query(regions=frozenset({"RU-KRS"})))

    assert document.answer.rows.tolist() == [CROSSING, BRIDGE]


def test_an_equal_filter_is_no_change(document, qtbot):
    with qtbot.assertNotEmitted(document.rows_changed):
        document.set_query(Query())

    assert not document.can_undo


def test_undo_and_redo_walk_over_filters(document):
    document.set_query(Query(kinds=frozenset({"strike"})))
    document.set_query(Query(kinds=frozenset({"combat"})))

    document.undo()
    assert document.answer.rows.tolist() == [BRIDGE]
    document.undo()
    assert len(document.answer.rows) == 5
    document.redo()
    assert document.query == Query(kinds=frozenset({"strike"}))


def test_a_filter_takes_what_it_hides_out_of_the_selection(document):
    document.select([CROSSING, MEETING], MEETING)

    document.set_query(Query(regions=frozenset({"RU-KRS"})))

    assert document.selection.tolist() == [CROSSING]
    assert document.current is None


def test_toggling_adds_and_takes_away(document):
    document.select_one(BRIDGE)

    document.toggle(MEETING)
    assert document.selection.tolist() == [BRIDGE, MEETING]
    document.toggle(MEETING)
    assert document.selection.tolist() == [BRIDGE]
    assert document.current == BRIDGE


def test_extending_takes_everything_between_in_times_order(document):
    document.select_one(MEETING)

    document.extend_to(BRIDGE)

    assert document.selection.tolist() == [BRIDGE, OCTOBER, MEETING]
    assert document.current == BRIDGE


@pytest.mark.parametrize(
    ("current", "step", "expected"),
    [(CROSSING, 1, BRIDGE), (CROSSING, -1, CROSSING), (RUMOUR, 1, RUMOUR), (None, 1, CROSSING), (None, -1, RUMOUR)],
)
def test_neighbours_follow_time_and_stop_at_the_ends(document, current, step, expected):
    document.select([], current)

    assert document.neighbour(step) == expected


def test_nothing_shown_has_no_neighbour(document):
    document.set_query(Query(text="no such words"))

    assert document.neighbour(1) is None


def test_the_files_period_decides_what_is_first_seen(chronology):
    within = Chronology.from_events([chronology.event(0)], period=parse_edtf("2024"))

    viewport = Document(within).viewport

    assert viewport.x_of(instant(2024)) == pytest.approx(viewport.width * 0.05 / 1.1, rel=0.01)
    assert viewport.x_of(instant(2025)) == pytest.approx(viewport.width * 1.05 / 1.1, rel=0.01)


def test_without_a_period_all_finite_bounds_are_seen(document):
    viewport = document.viewport

    assert 0 < viewport.x_of(instant(2024, 8, 6)) < viewport.x_of(instant(2024, 12, 20)) < viewport.width


def test_a_chronology_without_any_date_still_opens(chronology):
    document = Document(Chronology.from_events([chronology.event(RUMOUR)]))

    assert document.viewport.span > 0
    assert document.current == 0


def test_the_view_history_goes_back_over_whole_gestures(document):
    first = document.viewport
    document.set_viewport(first.panned(10))
    document.set_viewport(first.panned(20), is_step=False)

    document.go_back()

    assert document.viewport == first
    document.go_forward()
    assert document.viewport == first.panned(20)


def test_a_resized_view_shows_the_same_stretch_of_time(document):
    span = document.viewport.span

    document.resize(420)

    assert document.viewport.width == 420
    assert document.viewport.span == pytest.approx(span)
    assert not document.can_go_back


def test_going_back_keeps_the_present_width(document):
    document.set_viewport(document.viewport.zoomed(2, 100))
    document.resize(333)

    document.go_back()

    assert document.viewport.width == 333


def test_an_appearance_is_told_once(document, qtbot):
    with qtbot.waitSignal(document.appearance_changed):
        document.set_appearance(Appearance(grouping="kind"))
    with qtbot.assertNotEmitted(document.appearance_changed):
        document.set_appearance(Appearance(grouping="kind"))


def test_opening_another_chronology_forgets_filter_and_selection(document, chronology):
    document.set_query(Query(text="bridge"))

    document.open(Chronology.from_events([chronology.event(MEETING)]))

    assert document.query == Query()
    assert document.answer.rows.tolist() == [0]
    assert np.array_equal(document.selection, [0])


def test_extending_again_starts_from_where_the_selection_began(document):
    document.select_one(BRIDGE)

    document.extend_to(OCTOBER)
    document.extend_to(MEETING)

    assert document.selection.tolist() == [BRIDGE, OCTOBER, MEETING]
    document.extend_to(CROSSING)
    assert document.selection.tolist() == [CROSSING, BRIDGE]


def test_a_recalled_filter_is_no_step_to_undo_and_drops_what_the_file_has_no_more(document):
    document.recall(Query(kinds=frozenset({"strike", "gone"}), regions=frozenset({"RU-KRS", "XX-1"})))

    assert document.query == Query(kinds=frozenset({"strike"}), regions=frozenset({"RU-KRS"}))
    assert not document.can_undo


def test_a_stretch_to_begin_at_has_no_history(document):
    document.set_viewport(document.viewport.panned(50))

    document.begin_at(document.fitted_to_file())

    assert not document.can_go_back


def test_another_chronology_is_told_of_before_anything_moves(document, chronology):
    told = []
    document.current_changed.connect(lambda _: told.append(("current", document.is_opening)))
    document.viewport_changed.connect(lambda _: told.append(("viewport", document.is_opening)))

    document.open(chronology)

    assert told == [("current", True), ("viewport", False)]
    assert document.viewport == document.fitted_to_file()
