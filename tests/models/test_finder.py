import threading

import numpy as np
import pytest

from dateline.domain import search
from dateline.domain.query import Query
from dateline.models import seeker
from dateline.models.finder import Finder

CROSSING, BRIDGE, OCTOBER, MEETING, RUMOUR = range(5)


@pytest.fixture
def finder(document):
    return Finder(document)


def test_every_word_must_occur_in_titles_claims_or_names(finder):
    finder.set_text("said kursk")

    assert finder.hits.tolist() == [CROSSING, BRIDGE]


def test_blank_text_finds_nothing(finder):
    finder.set_text("  ")

    assert len(finder.hits) == 0


def test_hits_that_the_filter_hides_are_counted(document, finder):
    document.set_query(Query(kinds=frozenset({"strike"})))

    finder.set_text("kursk")

    assert finder.hits.tolist() == [BRIDGE]
    assert finder.hidden == 1


def test_hits_follow_the_filter(document, finder):
    finder.set_text("kursk")

    document.set_query(Query(kinds=frozenset({"combat"})))

    assert finder.hits.tolist() == [CROSSING]


def test_steps_go_from_the_current_event_and_round_at_the_ends(document, finder):
    finder.set_text("said")
    document.select_one(OCTOBER)

    finder.step(1)
    assert document.current == MEETING
    finder.step(1)
    finder.step(1)
    assert document.current == CROSSING
    finder.step(-1)
    assert document.current == RUMOUR
    assert finder.place == 4


def test_stepping_without_hits_changes_nothing(document, finder):
    document.select_one(BRIDGE)

    finder.step(1)

    assert document.current == BRIDGE


@pytest.fixture
def threaded(monkeypatch):
    """Every search in a thread, two events at a time."""
    monkeypatch.setattr(seeker, "AT_ONCE", 0)
    monkeypatch.setattr(search, "BLOCK", 2)


def test_among_many_events_hits_come_bit_by_bit(finder, threaded, qtbot):
    counts = []
    finder.hits_changed.connect(lambda: counts.append(len(finder.hits)))

    with qtbot.waitSignal(finder.hits_changed, check_params_cb=lambda: not finder.is_searching):
        finder.set_text("said")

    assert finder.hits.tolist() == [CROSSING, BRIDGE, OCTOBER, MEETING, RUMOUR]
    assert counts == sorted(counts)
    assert not finder.is_searching


def test_another_text_ends_the_search_before_it(document, finder, threaded, qtbot, monkeypatch):
    go_on = threading.Event()
    looked_at = []

    def holding(word, start, stop):
        looked_at.append((word, start))
        if word == "said":
            go_on.wait(10)
        return np.ones(stop - start, np.bool_)

    monkeypatch.setattr(document.chronology.records, "holding", holding)
    finder.set_text("said")
    qtbot.waitUntil(lambda: ("said", 0) in looked_at)
    finder.set_text("kursk")
    go_on.set()

    qtbot.waitUntil(lambda: not finder.is_searching)

    assert [start for word, start in looked_at if word == "said"] == [0]
    assert len(finder.hits) == 5


def test_a_search_is_not_repeated_for_another_filter(document, finder, threaded, qtbot, monkeypatch):
    with qtbot.waitSignal(finder.hits_changed, check_params_cb=lambda: not finder.is_searching):
        finder.set_text("kursk")
    monkeypatch.setattr(document.chronology.records, "holding", None)

    document.set_query(Query(kinds=frozenset({"strike"})))

    assert finder.hits.tolist() == [BRIDGE]
    assert finder.hidden == 1


def test_a_text_taken_back_while_it_is_sought_finds_nothing(finder, threaded, qtbot):
    finder.set_text("said")
    finder.set_text("")
    qtbot.wait(20)

    assert len(finder.hits) == 0
    assert not finder.is_searching
