import pytest

from dateline.domain.calendar import instant
from dateline.widgets.status import PAUSE, stretch_words

DAY = 86400


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (instant(2024, 8, 1), instant(2024, 8, 2), "1 Aug 2024"),
        (instant(2024, 8, 1), instant(2025, 1, 1), "1 Aug – 31 Dec 2024"),
        (instant(2019), instant(2024), "Jan 2019 – Dec 2023"),
        (instant(1990), instant(2024), "1990–2023"),
        (instant(-6475), instant(12345), "6476 BCE – 12,344 CE"),
        (instant(9999), instant(10001), "9999–10,000 CE"),
        (instant(-13_800_000_000), instant(-13_800_000_000) + DAY, "13,800,000,001 BCE"),
    ],
)
def test_a_stretch_is_told_no_finer_than_its_length_asks_for(start, end, words):
    assert stretch_words(start, end) == words


def test_a_stretch_that_moves_is_told_at_once_and_then_once_a_pause(window, hand, qtbot):
    def moved() -> str:
        window.timeline.pan(400.0, is_step=False)
        return stretch_words(window.document.viewport.start, window.document.viewport.end)

    pause = window.statusBar()._pause
    qtbot.waitUntil(lambda: not pause.isActive())
    pause.setInterval(60_000)

    first, *_, last = (moved() for _ in range(20))
    assert first in hand.status(window)
    pause.setInterval(0)
    qtbot.waitUntil(lambda: last in hand.status(window))
    pause.setInterval(PAUSE)


def test_a_pause_that_is_over_is_not_waited_for(window, hand, qtbot):
    pause = window.statusBar()._pause
    pause.setInterval(0)

    for _ in range(3):  # no event is handled meanwhile, and so no timer's
        window.timeline.pan(400.0, is_step=False)
        viewport = window.document.viewport
        assert stretch_words(viewport.start, viewport.end) in hand.status(window)
    pause.setInterval(PAUSE)
