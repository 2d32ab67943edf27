import pytest

from dateline.domain.calendar import instant
from dateline.widgets.status import stretch_words

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


def test_a_stretch_that_moves_is_told_when_it_has_come_to_rest(window, hand, qtbot):
    before = hand.status(window)
    for _ in range(20):
        window.timeline.pan(400.0, is_step=False)
    assert hand.status(window) == before, "written once a pause, not once a step"
    viewport = window.document.viewport
    qtbot.waitUntil(lambda: stretch_words(viewport.start, viewport.end) in hand.status(window))
