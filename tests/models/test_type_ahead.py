"""Typing ahead reaches the next title, near or far, and never looks at all of a million in one go."""

import pytest

from dateline.bench.generator import synthetic
from dateline.models.document import Document
from dateline.models.event_model import EventModel
from dateline.models.type_ahead import SLICE, TypeAhead

MANY = 40_000
PAUSE_MS = 10_000


@pytest.fixture(scope="module")
def chronology():
    return synthetic(MANY)


@pytest.fixture
def document(chronology):
    return Document(chronology)


@pytest.fixture
def ahead(document):
    ahead = TypeAhead(document, EventModel(document))
    yield ahead
    ahead.close()


def title_at(document, place):
    return document.chronology.title_of(int(document.answer.rows[place]))


def test_a_near_title_is_reached_at_once(document, ahead, qtbot):
    wanted = title_at(document, 3)

    with qtbot.waitSignal(ahead.reached) as reached:
        ahead.type(wanted, 0, PAUSE_MS)

    assert title_at(document, reached.args[0]) == wanted
    assert reached.args[0] <= 3


def test_a_far_title_is_reached_round_the_end(document, ahead, qtbot):
    titles = [title_at(document, place) for place in range(MANY)]
    start = MANY // 2
    wanted = next(text for text in titles[:start] if text not in titles[start : start + SLICE + 2])
    places = [place for place, text in enumerate(titles) if text.startswith(wanted)]
    nearest = min(places, key=lambda place: (place - start - 1) % MANY)

    with qtbot.waitSignal(ahead.reached) as reached:
        ahead.type(wanted.upper(), start, PAUSE_MS)

    assert reached.args == [nearest]


def test_further_letters_may_still_mean_the_event_reached(document, ahead, qtbot):
    here = 7
    text = title_at(document, here)
    with qtbot.waitSignal(ahead.reached):
        ahead.type(text[0], here - 1, PAUSE_MS)

    with qtbot.waitSignal(ahead.reached) as reached:
        ahead.type(text[1:], here, PAUSE_MS)

    assert reached.args == [here]


def test_one_key_looks_at_few_titles_whatever_is_typed(document, ahead, monkeypatch):
    looked_at = []
    title_of = type(document.chronology.records).title
    monkeypatch.setattr(
        type(document.chronology.records), "title", lambda self, row: looked_at.append(row) or title_of(self, row)
    )

    ahead.type("no title begins so", 0, PAUSE_MS)

    assert len(looked_at) <= SLICE


def test_a_changed_table_ends_the_looking(document, ahead, qtbot):
    ahead.type("no title begins so", 0, PAUSE_MS)

    ahead._model.sort(0)

    assert not ahead.is_looking
