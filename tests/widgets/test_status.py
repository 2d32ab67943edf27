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
