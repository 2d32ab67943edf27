"""Trackpads and fingers: pixel-exact, one axis at a time, and nothing zooms that was not meant to."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
PHASE = Qt.ScrollPhase


@pytest.fixture
def view(window):
    window.resize(1440, 420)
    window.timeline.grab()
    assert window.timeline.verticalScrollBar().maximum() > 0
    return window.timeline


class Trackpad:
    """Sends what a trackpad sends, with a clock of its own."""

    clock_ms = 10**9

    def __init__(self, view):
        self._view = view

    def push(self, dx, dy, modifiers=PLAIN, phase=PHASE.ScrollUpdate, after_ms=16):
        at = QPointF(700, 200)
        Trackpad.clock_ms += after_ms
        event = QWheelEvent(at, self._view.viewport().mapToGlobal(at), QPoint(dx, dy), QPoint(dx * 8, dy * 8),
                            Qt.MouseButton.NoButton, modifiers, phase, False)  # fmt: skip
        event.setTimestamp(Trackpad.clock_ms)
        QApplication.sendEvent(self._view.viewport(), event)


@pytest.fixture
def trackpad(view):
    return Trackpad(view)


def test_sideways_time_moves_by_the_very_pixels(view, window, trackpad):
    before = window.document.viewport

    trackpad.push(-37, 0, after_ms=1000)

    assert window.document.viewport.ahead_of(before) == pytest.approx(37.0, abs=1e-6)


def test_up_and_down_rows_move_by_the_very_pixels(view, window, trackpad):
    trackpad.push(0, -23, after_ms=1000)

    assert view.verticalScrollBar().value() == 23


def test_the_axis_of_the_first_turn_holds_until_a_pause(view, window, trackpad):
    before = window.document.viewport

    trackpad.push(1, -20, after_ms=1000)
    trackpad.push(-30, -2)
    held = window.document.viewport
    trackpad.push(-30, -2, after_ms=200)

    assert held == before
    assert view.verticalScrollBar().value() == 22
    assert window.document.viewport.ahead_of(before) == pytest.approx(30.0, abs=1e-6)


def test_ctrl_that_is_pressed_in_a_run_does_not_turn_it_into_a_zoom(view, window, trackpad):
    span = window.document.viewport.span

    trackpad.push(0, -20, after_ms=1000)
    trackpad.push(0, -20, CTRL)

    assert window.document.viewport.span == span


def test_momentum_never_zooms_not_even_after_a_pause(view, window, trackpad):
    span = window.document.viewport.span

    trackpad.push(0, -20, after_ms=1000)
    trackpad.push(0, -20, CTRL, PHASE.ScrollMomentum, after_ms=400)

    assert window.document.viewport.span == span


@pytest.mark.parametrize("value", [0.25, -0.2, -5.0])
def test_a_trackpads_pinch_zooms_at_the_pointer(view, window, value):
    seen = window.document.viewport
    at = QPointF(view.scene.left + 300, 200)
    instant = seen.origin + seen.offset + 300 * seen.scale
    for kind, amount in (
        (Qt.NativeGestureType.BeginNativeGesture, 0.0),
        (Qt.NativeGestureType.ZoomNativeGesture, value),
    ):
        event = QNativeGestureEvent(kind, QPointingDevice.primaryPointingDevice(), 2, at, at, at, amount, QPointF(), 1)
        QApplication.sendEvent(view.viewport(), event)

    after = window.document.viewport
    assert after.span == pytest.approx(seen.span / max(1 + value, 0.2))
    assert (instant - after.origin - after.offset) / after.scale == pytest.approx(300.0, abs=1.0)


def test_two_fingers_on_the_screen_zoom_and_are_one_step_of_the_history(view, window):
    seen, device, port = window.document.viewport, QTest.createTouchDevice(), window.windowHandle()
    middle = view.viewport().mapTo(window, QPoint(600, 90))
    x = 600 - view.scene.left

    def touch(act, reach):
        fingers = QTest.touchEvent(port, device)
        getattr(fingers, act)(1, middle - QPoint(reach, 0), port)
        getattr(fingers, act)(2, middle + QPoint(reach, 0), port)
        fingers.commit()

    touch("press", 50)
    for reach in range(60, 201, 20):
        touch("move", reach)
    closer = window.document.viewport
    touch("release", 200)
    window.navigation.go_back()

    assert closer.span < 0.6 * seen.span
    assert closer.x_of(seen.instant_at(x)) == pytest.approx(x, abs=5)
    assert window.document.viewport.span == pytest.approx(seen.span)
