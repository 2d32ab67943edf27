import pytest

from dateline.domain.query import Query
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
