from dataclasses import replace

import numpy as np
import pytest

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import PLACE_UNKNOWN, Query, ask
from dateline.domain.source import Source
from dateline.domain.when import When
from dateline.layout.inks import ink_codes, inks, two_letter_tags
from dateline.layout.lanes import MOST_LANES, OTHERS, lanes
from dateline.layout.metrics import Grouping, Lens, Words


@pytest.fixture
def chronology(events_of):
    return Chronology.from_events(
        [
            events_of(0, "2024-08-06", regions=("RU", "UA"), kind="combat"),
            events_of(1, "2024-08-05", regions=("UA",), kind="aid", certainty=Certainty.CLAIMED),
            events_of(2, "2024-10", regions=(), kind=""),
            events_of(3, "", regions=("PL",)),
            events_of(4, "2024-08-07", regions=("UA",), kind="combat"),
        ],
        kinds=[Kind("combat", "Combat", "#ff0000")],
    )


def test_an_event_with_two_regions_is_in_both_lanes(chronology):
    made = lanes(chronology, ask(chronology, Query()), Grouping.REGION)

    assert [(lane.name, lane.rows.tolist()) for lane in made] == [
        ("Ukraine", [1, 0, 4]),
        ("Russia", [0]),
        ("Place unknown", [2]),
    ]


def test_of_equal_beginnings_the_one_that_ends_first_comes_first_also_in_a_second_lane(events_of):
    ends = "2024-10", "2024-08", "2024-11", "2024-09"
    events = [
        events_of(number, f"../{end}", regions=("RU", "UA") if number % 2 else ("UA", "RU"))
        for number, end in enumerate(ends)
    ]
    chronology = Chronology.from_events(events)

    made = lanes(chronology, ask(chronology, Query()), Grouping.REGION)

    assert [lane.rows.tolist() for lane in made] == [[1, 3, 0, 2]] * 2  # the fewest rows suffice in this order


def test_lanes_keep_their_order_under_a_filter(chronology):
    answer = ask(chronology, Query(kinds=frozenset({"combat"})))

    assert [lane.key for lane in lanes(chronology, answer, Grouping.REGION)] == ["UA", "RU"]


def test_a_region_filter_leaves_the_lanes_of_other_regions_out(chronology):
    answer = ask(chronology, Query(regions=frozenset({"RU"})))

    assert [(lane.key, lane.rows.tolist()) for lane in lanes(chronology, answer, Grouping.REGION)] == [("RU", [0])]


def test_a_filter_by_unknown_place_leaves_its_lane_alone(chronology):
    answer = ask(chronology, Query(regions=frozenset({PLACE_UNKNOWN})))

    assert [lane.name for lane in lanes(chronology, answer, Grouping.REGION)] == ["Place unknown"]


@pytest.mark.parametrize(
    ("grouping", "names"),
    [
        (Grouping.KIND, ["Combat", "Aid", "No kind"]),
        (Grouping.CERTAINTY, ["Reported", "Claimed"]),
        (Grouping.NONE, ["All events"]),
    ],
)
def test_lanes_are_by_what_is_asked(chronology, grouping, names):
    made = lanes(chronology, ask(chronology, Query()), grouping)

    assert [lane.name for lane in made] == names
    assert sum(len(lane) for lane in made) == 4


def test_a_lane_knows_which_events_meet_the_period_only_possibly(chronology):
    period: When = parse_edtf("2024-10-05")
    answer = ask(chronology, Query(period=period))

    (lane,) = lanes(chronology, answer, Grouping.NONE)

    assert lane.rows.tolist() == [2]
    assert lane.is_possible.tolist() == [True]


def test_an_answer_without_dated_events_has_no_lanes(chronology):
    answer = ask(chronology, Query(regions=frozenset({"PL"})))

    assert len(answer) == 1
    assert lanes(chronology, answer, Grouping.REGION) == ()


def test_counts_are_words():
    assert Words().counted(1) == "1 event"
    assert Words().counted(1234) == "1,234 events"


def test_lanes_and_inks_of_certainty_have_the_words_that_layout_is_handed(chronology):
    words = replace(Words(), certainties=tuple("ABCDEF"))

    made = lanes(chronology, ask(chronology, Query()), Grouping.CERTAINTY, words)
    colours = inks(chronology, Lens.CERTAINTY, words)

    assert [lane.name for lane in made] == ["ABCDEF"[Certainty[lane.key.upper()]] for lane in made]
    assert [ink.name for ink in colours[:-1]] == list("ABCDEF")


@pytest.mark.parametrize("lens", list(Lens))
def test_every_row_has_an_ink(chronology, lens):
    made, codes = inks(chronology, lens), ink_codes(chronology, lens)

    assert len(codes) == len(chronology)
    assert codes.max() < len(made)
    assert all(ink.lens is lens for ink in made)


def test_an_ink_carries_the_files_own_colour_and_its_tag(chronology):
    made, codes = inks(chronology, Lens.KIND), ink_codes(chronology, Lens.KIND)

    assert (made[codes[0]].own, made[codes[0]].tag) == ("#ff0000", "Co")
    assert made[codes[2]].key == ""
    assert np.unique(codes).tolist() == [0, 1, 2]


def test_tags_are_distinct_even_for_like_names():
    tags = two_letter_tags(["Casualties", "Capture", "Ca", "Ca", "Ca", "№"])

    assert tags[:3] == ["Ca", "Cp", "C2"]
    assert len(set(tags)) == len(tags)


# lanes by actor and by source


def many_groups(events_of, count):
    """One event on each of `count` days, of actor n and of actor 0, but the first two, which nobody took part in."""
    made = []
    for number in range(count):
        actors = () if number < 2 else ("Zero", f"Actor {number}")
        made.append(replace(events_of(number, f"{2000 + number}-01-01"), actors=actors))
    return Chronology.from_events(made)


def test_an_event_with_two_actors_is_in_both_lanes_and_one_without_in_the_last(events_of):
    chronology = many_groups(events_of, 4)

    made = lanes(chronology, ask(chronology, Query()), Grouping.ACTOR)

    assert [(lane.name, lane.rows.tolist()) for lane in made] == [
        ("Zero", [2, 3]),
        ("Actor 2", [2]),
        ("Actor 3", [3]),
        ("No actor", [0, 1]),
    ]


def test_lanes_by_source_bear_its_title_or_else_its_id(events_of):
    event = events_of(0, "2024-08-06", sources=2)
    chronology = Chronology.from_events([event], sources=[Source("s0", title="A page")])

    made = lanes(chronology, ask(chronology, Query()), Grouping.SOURCE)

    assert [(lane.key, lane.name) for lane in made] == [("s0", "A page"), ("s1", "s1")]


def test_of_very_many_groups_the_smallest_share_a_lane_before_the_last(events_of):
    count = MOST_LANES + 50
    chronology = many_groups(events_of, count)

    made = lanes(chronology, ask(chronology, Query()), Grouping.ACTOR)

    assert len(made) == MOST_LANES + 2
    assert [lane.key for lane in (made[0], *made[-2:])] == ["Zero", OTHERS, ""]
    assert made[-2].name == f"{count - 2 + 1 - MOST_LANES} others"
    assert set(np.concatenate([lane.rows for lane in made]).tolist()) == set(range(count))
    assert len(np.unique(made[-2].rows)) == len(made[-2])


def test_a_filter_gives_lanes_to_the_groups_that_it_leaves(events_of):
    count = MOST_LANES + 50
    chronology = many_groups(events_of, count)
    last_years = ask(chronology, Query(period=parse_edtf(f"{2000 + count - 5}/{2000 + count}")))

    made = lanes(chronology, last_years, Grouping.ACTOR)

    assert [lane.name for lane in made] == ["Zero", *(f"Actor {number}" for number in range(count - 5, count))]


def test_no_name_is_asked_for_that_is_not_shown(events_of):
    chronology = many_groups(events_of, 2 * MOST_LANES)
    sources = Counted(chronology.sources)
    chronology = replace(chronology, sources=sources)

    lanes(chronology, ask(chronology, Query()), Grouping.SOURCE)

    assert sources.asked <= 2 * (MOST_LANES + 1)


def test_memberships_are_sorted_once_for_all_filters(events_of, monkeypatch):
    chronology = many_groups(events_of, 10)
    lanes(chronology, ask(chronology, Query()), Grouping.ACTOR)
    monkeypatch.setattr(np, "argsort", lambda *_, **__: pytest.fail("sorted again"))

    made = lanes(chronology, ask(chronology, Query(kinds=frozenset({"combat"}))), Grouping.ACTOR)

    assert len(made) == 10


class Counted(dict):
    """Sources that count how often one is looked up."""

    asked = 0

    def get(self, key, default=None):
        self.asked += 1
        return super().get(key, default)
