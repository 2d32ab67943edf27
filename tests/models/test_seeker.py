"""A search of many events goes on beside the GUI: first hits first, all in the end, none after the next question."""

import gc
from weakref import ref

import numpy as np
import pytest

from dateline.bench.generator import synthetic
from dateline.domain.search import BLOCK, find
from dateline.models.seeker import Seeker

MANY = 3 * BLOCK


@pytest.fixture(scope="module")
def chronology():
    return synthetic(MANY)


@pytest.fixture
def seeker():
    seeker = Seeker()
    yield seeker
    seeker.wait()


@pytest.fixture
def told(seeker):
    told = []
    seeker.found.connect(told.append)
    return told


def test_all_hits_are_what_a_search_finds(chronology, seeker, told, qtbot):
    seeker.seek(chronology, "bridge hold", chronology.columns.order)

    qtbot.waitUntil(lambda: not seeker.is_seeking)

    np.testing.assert_array_equal(told[-1].hits, find(chronology, "bridge hold"))
    assert told[-1].is_all


def test_first_hits_come_before_all_rows_were_looked_at(chronology, seeker, told, qtbot):
    seeker.seek(chronology, "bridge", chronology.columns.order)

    qtbot.waitUntil(lambda: not seeker.is_seeking)

    assert not told[0].is_all
    assert 0 < len(told[0].hits) < len(told[-1].hits)
    assert len(told) <= 4


def test_rows_that_are_not_allowed_are_counted(chronology, seeker, told, qtbot):
    every = find(chronology, "bridge")

    seeker.seek(chronology, "bridge", every[:5])
    qtbot.waitUntil(lambda: not seeker.is_seeking)

    assert set(told[-1].hits.tolist()) == set(every[:5].tolist())
    assert told[-1].hidden == len(every) - 5


def test_the_next_question_silences_the_one_before(chronology, seeker, told, qtbot):
    seeker.seek(chronology, "bridge", chronology.columns.order)
    first = seeker._search.thread
    seeker.seek(chronology, "refinery", chronology.columns.order)

    qtbot.waitUntil(lambda: not seeker.is_seeking and not first.is_alive())

    np.testing.assert_array_equal(told[-1].hits, find(chronology, "refinery"))
    assert all("refinery" in chronology.title_of(int(row)).lower() for row in told[0].hits)


def test_nothing_comes_after_a_cancel(chronology, seeker, told, qtbot):
    seeker.seek(chronology, "bridge", chronology.columns.order)
    thread = seeker._search.thread

    seeker.cancel()

    qtbot.waitUntil(lambda: not thread.is_alive())
    qtbot.wait(1)
    assert told == []


def test_a_search_makes_no_event(chronology, seeker, qtbot):
    before = chronology.records.made

    seeker.seek(chronology, "bridge", chronology.columns.order)
    qtbot.waitUntil(lambda: not seeker.is_seeking)

    assert chronology.records.made == before


def test_another_filter_does_not_repeat_the_search(chronology, seeker, told, qtbot, monkeypatch):
    seeker.seek(chronology, "bridge", chronology.columns.order)
    qtbot.waitUntil(lambda: not seeker.is_seeking)
    every = told[-1].hits
    monkeypatch.setattr(type(chronology.records), "holding", lambda *_: pytest.fail("searched again"))

    seeker.seek(chronology, " Bridge", every[:5])
    qtbot.waitUntil(lambda: not seeker.is_seeking)

    assert told[-1].hits.tolist() == every[:5].tolist()


def test_what_was_searched_last_is_not_kept_for_that(seeker, told, qtbot):
    searched = synthetic(MANY)
    seeker.seek(searched, "bridge", searched.columns.order)
    qtbot.waitUntil(lambda: not seeker.is_seeking)
    told.clear()
    alive = ref(searched)

    del searched
    gc.collect()

    assert alive() is None
