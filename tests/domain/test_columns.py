"""Columns: bounds, order and codes of events, and rows with several values."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.claim import Attribution, Certainty, Claim
from dateline.domain.columns import Columns, Ragged, Vocabulary, chosen
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.source import Citation
from dateline.domain.when import FUTURE, PAST

DAY = 86400
AUGUST_6 = 19941 * DAY
DATES = (
    "2024-08-06",
    "2024-08",
    "2024-08-06/..",
    "../2024-11-05",
    "{2024-11-09,2024-11-11}",
    "2024-12-24?",
    "-0043",
    "",
)


def dated(*texts: str) -> list[Event]:
    return [Event(f"event-{n}", "An event", when=parse_edtf(text) if text else None) for n, text in enumerate(texts)]


def test_bounds_of_a_day_are_its_first_instant_and_the_next_days() -> None:
    columns = Columns.from_events(dated("2024-08-06"))

    assert columns.start_earliest.tolist() == columns.end_earliest.tolist() == [AUGUST_6]
    assert columns.start_latest.tolist() == columns.end_latest.tolist() == [AUGUST_6 + DAY]
    assert columns.is_dated.tolist() == [True]


def test_an_undated_event_holds_future_in_every_bound_and_is_not_dated() -> None:
    columns = Columns.from_events(dated(""))

    bounds = (columns.start_earliest, columns.start_latest, columns.end_earliest, columns.end_latest)
    assert [bound.tolist() for bound in bounds] == [[FUTURE]] * 4
    assert columns.is_dated.tolist() == [False]


def test_open_ends_are_past_and_future() -> None:
    columns = Columns.from_events(dated("../2024-11-05", "2024-08-06/.."))

    assert columns.start_earliest[0] == PAST
    assert columns.end_latest[1] == FUTURE


def test_no_events_make_empty_columns() -> None:
    columns = Columns.from_events([])

    assert len(columns) == 0
    assert columns.order.tolist() == []
    assert len(columns.region) == 0


def test_order_is_by_earliest_then_latest_then_place_with_undated_last() -> None:
    columns = Columns.from_events(dated("", "2024-08", "2024-08-01", "2024-08-06/..", "2024-08-06", "2024-08-01"))

    assert columns.order.tolist() == [2, 5, 1, 4, 3, 0]
    assert columns.rank.tolist() == [5, 2, 0, 4, 3, 1]


def test_a_fraction_of_a_second_orders_what_the_second_leaves_equal() -> None:
    texts = ("2024-08-06T05:30:00.5Z", "2024-08-06T05:30:00.25Z", "2024-08-06T05:30:00Z", "2024-08-06T05:30:00.50Z")

    columns = Columns.from_events(dated(*texts))

    assert columns.order.tolist() == [2, 1, 0, 3]


@given(st.lists(st.sampled_from(DATES), max_size=12))
def test_order_is_a_total_order_that_follows_the_bounds(texts: list[str]) -> None:
    columns = Columns.from_events(dated(*texts))

    keys = [
        (not columns.is_dated[row], columns.start_earliest[row], columns.end_latest[row], row) for row in columns.order
    ]
    assert sorted(columns.order.tolist()) == list(range(len(texts)))
    assert all(one < other for one, other in itertools.pairwise(keys))
    assert columns.order[columns.rank].tolist() == list(range(len(texts)))


@given(st.lists(st.booleans(), max_size=40))
def test_rows_of_a_mask_come_in_chronological_order(mask: list[bool]) -> None:
    columns = Columns.from_events(dated(*itertools.islice(itertools.cycle(DATES), len(mask))))

    rows = columns.rows(np.array(mask, np.bool_)).tolist()

    assert rows == [row for row in columns.order.tolist() if mask[row]]


def test_codes_follow_the_given_words_and_then_the_first_use() -> None:
    events = [Event("a", "A", kind="strike", regions=("UA", "RU", "UA")), Event("b", "B", kind="aid", actors=("X",))]

    columns = Columns.from_events([*events, Event("c", "C")], kinds=["combat", "aid"])

    assert columns.kinds == ("combat", "aid", "strike")
    assert columns.kind.tolist() == [2, 1, -1]
    assert columns.region_codes == ("UA", "RU")
    assert [columns.region.of(row).tolist() for row in range(3)] == [[0, 1], [], []]
    assert columns.actors == ("X",)


def test_certainty_is_the_weakest_claim_and_certainties_has_every_one() -> None:
    claims = (
        Claim(Attribution("A"), certainty=Certainty.REPORTED, cites=(Citation("s"),)),
        Claim(Attribution("B"), certainty=Certainty.DISPUTED, cites=(Citation("s"), Citation("t"))),
    )

    columns = Columns.from_events([Event("a", "A", claims=claims), Event("b", "B")], source_ids=["t"])

    assert columns.certainty.tolist() == [Certainty.DISPUTED, Certainty.UNKNOWN]
    assert columns.certainties.tolist() == [
        (1 << Certainty.REPORTED) | (1 << Certainty.DISPUTED),
        1 << Certainty.UNKNOWN,
    ]
    assert columns.source_ids == ("t", "s")
    assert columns.source.of(0).tolist() == [1, 0]
    assert columns.speakers == ("A", "B")


def test_only_dates_of_several_spans_are_kept_as_dates() -> None:
    events = dated("2024-08-06", "{2024-11-09,2024-11-11}", "")

    columns = Columns.from_events(events)

    assert dict(columns.several) == {1: events[1].when}


def test_columns_are_read_only() -> None:
    columns = Columns.from_events(dated("2024-08-06"))

    with pytest.raises(ValueError, match="read-only"):
        columns.start_earliest[0] = 0


@given(
    st.lists(st.lists(st.integers(0, 11), max_size=4), max_size=20), st.lists(st.booleans(), min_size=12, max_size=12)
)
def test_any_of_equals_the_naive_loop(rows: list[list[int]], wanted: list[bool]) -> None:
    ragged = Ragged.from_lists(rows)

    found = ragged.any_of(np.array(wanted, np.bool_))

    assert found.tolist() == [any(wanted[code] for code in codes) for codes in rows]
    assert [ragged.of(row).tolist() for row in range(len(ragged))] == rows
    assert ragged.counts.tolist() == [len(codes) for codes in rows]


@given(st.lists(st.integers(-1, 9), max_size=20), st.lists(st.booleans(), min_size=10, max_size=10))
def test_chosen_never_takes_the_code_for_none(codes: list[int], wanted: list[bool]) -> None:
    found = chosen(np.array(codes, np.int16), np.array(wanted, np.bool_))

    assert found.tolist() == [code >= 0 and wanted[code] for code in codes]


def test_a_vocabulary_keeps_the_code_of_a_known_word() -> None:
    vocabulary = Vocabulary(["a", "b", "a"])

    assert [vocabulary.code(word) for word in ("b", "c", "a", "c")] == [1, 2, 0, 2]
    assert vocabulary.words == ("a", "b", "c")
