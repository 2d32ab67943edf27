"""The eye is led from one view to the next, and nothing waits for it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt

from dateline.layout.viewport import Viewport
from dateline.widgets.glide import DURATION_MS, FARTHEST_ZOOM, Glide, between, is_near

KEY = Qt.Key
SEEN = Viewport.fitted(0, 10**6, 1000.0, 0.0)


@pytest.fixture
def view(window, monkeypatch):
    """A view whose glides are wanted although nobody looks on."""
    monkeypatch.setattr(Glide, "is_wanted", property(lambda self: self.is_on))
    window.menus.actions["move_smoothly"].setChecked(True)
    window.timeline.glide.is_on = True
    window.timeline.glide.way.setDuration(60_000)  # so that no test depends on how fast it runs
    yield window.timeline
    window.timeline.glide.way.setDuration(DURATION_MS)
    window.timeline.glide.finish()
    window.menus.actions["move_smoothly"].setChecked(True)


@pytest.mark.parametrize("target", [SEEN.zoomed(4.0, 300.0), SEEN.zoomed(0.3, 700.0), SEEN.panned(400.0)])
def test_the_way_leads_from_one_stretch_to_the_other(target):
    ends = [between(SEEN, target, share) for share in (0.0, 1.0)]

    for end, wanted in zip(ends, (SEEN, target), strict=True):
        assert end.scale == pytest.approx(wanted.scale)
        assert end.ahead_of(wanted) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_the_instant_that_stays_at_its_x_stays_there_all_the_way(share):
    instant = SEEN.instant_at(300.0)

    seen = between(SEEN, SEEN.zoomed(8.0, 300.0), share)

    assert seen.x_of(instant) == pytest.approx(300.0, abs=0.02)


def test_a_leap_that_shares_nothing_with_what_was_seen_is_a_cut():
    assert is_near(SEEN, SEEN.zoomed(FARTHEST_ZOOM / 2, 500.0))
    assert is_near(SEEN.zoomed(4.0, 900.0), SEEN)
    assert not is_near(SEEN, SEEN.zoomed(2 * FARTHEST_ZOOM, 500.0))
    assert not is_near(SEEN, SEEN.panned(1100.0))
    assert not is_near(SEEN, replace(SEEN, width=900.0))


def test_without_a_screen_nothing_glides(window, qtbot):
    qtbot.keyClick(window.timeline, KEY.Key_Plus)

    assert not window.timeline.glide.is_under_way


def test_the_document_is_at_its_aim_at_once_and_the_picture_follows(view, window, qtbot):
    before = view.grab().toImage()
    span = window.document.viewport.span

    qtbot.keyClick(view, KEY.Key_Plus)
    view.glide.way.setCurrentTime(20_000)
    begun = view.grab().toImage()
    view.glide.way.setCurrentTime(60_000)
    assert not view.glide.is_under_way
    after = view.grab().toImage()

    assert window.document.viewport.span == pytest.approx(span / 1.5)
    assert begun != after
    assert after != before


@pytest.mark.parametrize("key", [KEY.Key_PageDown, KEY.Key_F, KEY.Key_End, KEY.Key_3])
def test_every_kind_of_leap_ends_in_the_picture_that_a_cut_shows(view, window, qtbot, key):
    document, pictures = window.document, []
    row, seen = document.current, document.viewport
    for is_on in (True, False):
        document.select_one(row)
        document.set_viewport(seen.zoomed(2.0, 0.0))
        document.set_viewport(seen)
        view.verticalScrollBar().setValue(0)
        view.grab()
        view.glide.is_on = is_on

        qtbot.keyClick(view, key)
        view.grab()
        view.glide.finish()
        pictures.append(view.grab().toImage())

    assert pictures[0] == pictures[1]


def test_the_next_input_ends_a_glide(view, window, hand, qtbot):
    qtbot.keyClick(view, KEY.Key_Plus)
    assert view.glide.is_under_way

    hand.wheel(view.viewport(), QPointF(500, 300), 1)

    assert not view.glide.is_under_way


def test_steps_faster_than_a_glide_are_not_led(view, window, qtbot):
    qtbot.keyClick(view, KEY.Key_Plus)
    qtbot.keyClick(view, KEY.Key_Plus)

    assert not view.glide.is_under_way


def test_a_change_while_gliding_is_in_the_picture_at_the_end(view, window, qtbot):
    qtbot.keyClick(view, KEY.Key_Plus)
    view.grab()
    window.document.select_all()
    view.glide.finish()
    led = view.grab().toImage()
    view.forget_plan()

    assert view.grab().toImage() == led


def test_who_wants_no_motion_gets_none_and_it_is_remembered(view, window, qtbot):
    window.menus.actions["move_smoothly"].setChecked(False)

    qtbot.keyClick(view, KEY.Key_Plus)

    assert not view.glide.is_under_way
    assert not window.settings.flag("move_smoothly", True)


@pytest.mark.parametrize("is_on", [False, True])
def test_the_next_window_moves_as_the_last_one_was_told(opened, kursk, is_on):
    opened(kursk).menus.actions["move_smoothly"].setChecked(is_on)

    later = opened(kursk)

    assert later.menus.actions["move_smoothly"].isChecked() is is_on
    assert later.timeline.glide.is_on is is_on


def test_a_glide_keeps_no_pictures_afterwards(view, qtbot):
    qtbot.keyClick(view, KEY.Key_Plus)
    view.grab()

    view.glide.finish()

    assert view.glide._before.isNull()
    assert view.glide._after.isNull()
