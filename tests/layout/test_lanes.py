import numpy as np
import pytest

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import PLACE_UNKNOWN, Query, ask
from dateline.domain.when import When
from dateline.layout.inks import ink_codes, inks, two_letter_tags
from dateline.layout.lanes import lanes
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
