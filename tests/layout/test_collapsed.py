"""Collapsed lanes and row heights: every event is still counted, and nothing is packed again that stays as it is."""

from dataclasses import replace

import numpy as np
import pytest

from dateline.domain.calendar import DAY, instant
from dateline.layout import plan as plan_module
from dateline.layout.anchors import standing
from dateline.layout.compose import build
from dateline.layout.metrics import (
    AXIS_HEIGHT,
    COLLAPSED_HEIGHT,
    ROW_HEIGHTS,
    TRIANGLE_ROOM,
    Collapsed,
    Grouping,
    Options,
)
from dateline.layout.overview import overview
from dateline.layout.scene import HitKind
from dateline.layout.viewport import REACH, Viewport

AUGUST = Viewport.fitted(instant(2024, 8, 1), instant(2024, 8, 31), 900.0, margin=0.0)
ONE = Collapsed().toggled(Grouping.REGION, "UA")
ALL = Collapsed().with_all(Grouping.REGION, True)


@pytest.fixture
def packed(monkeypatch):
    """The lanes packed, in order."""
    made = []

    class Counting(plan_module.Packing):
        def __init__(self, lane, *others):
            made.append(lane.key)
            super().__init__(lane, *others)

    monkeypatch.setattr(plan_module, "Packing", Counting)
    return made


@pytest.mark.parametrize("count", [5, 200, 2000])
@pytest.mark.parametrize("days", [40, 200, 4000])
@pytest.mark.parametrize("collapsed", [ONE, ALL])
def test_marks_blocks_and_density_still_add_up_to_each_lanes_count(plan_of, crowd, count, days, collapsed):
    plan = plan_of(crowd(count, 30), options=Options(collapsed=collapsed))
    middle = instant(2024, 8, 16)
    viewport = Viewport.fitted(middle - days * 43200, middle + days * 43200, 900.0)

    scene = build(plan, viewport, 100_000.0)

    for band in scene.bands:
        marks = int(np.count_nonzero(scene.marks.lane == band.index))
        columns = sum(box.count for box in scene.columns if box.lane == band.index)
        blocks = sum(box.count for box in scene.blocks if box.lane == band.index)
        assert marks + columns + blocks == len(plan.lanes[band.index])
        if band.is_collapsed:
            assert (marks, blocks, band.height) == (0, 0, COLLAPSED_HEIGHT)
            assert band.counted == f"{len(plan.lanes[band.index]):,}"


def test_what_began_nobody_knows_when_is_counted_where_it_ended(plan_of):
    plan = plan_of(["../2024-08-10", "2024-08-20"], options=Options(collapsed=ONE))

    scene = build(plan, AUGUST, 600.0)

    assert sorted((box.count, box.rows.tolist()) for box in scene.columns) == [(1, [0]), (1, [1])]
    assert scene.columns.left.min() == pytest.approx(AUGUST.x_of(instant(2024, 8, 11)), abs=17)


def test_a_date_without_beginning_stands_in_its_last_second_in_its_lane_and_in_the_strip(plan_of):
    end = 0  # of 1969, an edge of columns at any zoom
    plan = plan_of(["../1969-12-31", "1970-01-20"], options=Options(collapsed=ONE))
    viewport = Viewport.fitted(end - 40 * DAY, end + 40 * DAY, 900.0, margin=0.0)

    scene = build(plan, viewport, 600.0)
    strip = overview(plan.chronology, plan.answer, 900.0, np.array([0]))

    first = int(np.argmin(scene.columns.left))
    assert scene.columns.right[first] == pytest.approx(viewport.x_of(end))
    assert strip.hits.tolist() == [strip.viewport.x_of(end - 1)]
    assert standing(np.array([-REACH, -REACH, 5]), np.array([end, REACH, 9])).tolist() == [end - 1, REACH - 1, 5]


def test_many_without_beginning_are_no_crowd_at_the_beginning_of_time(plan_of):
    plan = plan_of(["../2024-08-10"] * 200, options=Options(max_rows=4))

    packing = plan.octave(AUGUST.octave).packings[0]
    scene = build(plan, AUGUST, 600.0)

    assert len(packing.dense(-REACH, REACH)) == 0
    assert packing.densest == 0
    assert len(scene.marks) == 4


def test_columns_of_a_collapsed_lane_stay_within_its_row_and_lead_to_their_events(plan_of, crowd):
    plan = plan_of(crowd(300, 30), options=Options(collapsed=ONE))
    scene = build(plan, AUGUST, 5000.0)
    band = next(band for band in scene.bands if band.is_collapsed)
    box = next(box for box in scene.columns if box.lane == band.index and box.left > 0)

    hit = scene.hit(scene.left + (box.left + box.right) / 2, AXIS_HEIGHT + box.bottom - 1)

    assert band.top < box.top < box.bottom < band.top + band.height
    assert hit.kind is HitKind.DENSITY
    assert hit.rows.tolist() == box.rows.tolist()


def test_the_triangle_is_hit_at_its_line_in_either_state_and_only_where_lanes_can_collapse(plan_of, crowd):
    for collapsed in (Collapsed(), ONE):
        options = Options(collapsed=collapsed, can_collapse=True)
        scene = build(plan_of(crowd(60, 30), options=options), AUGUST, 2000.0)
        y = AXIS_HEIGHT + scene.bands[0].top + 12

        assert scene.hit(TRIANGLE_ROOM - 4, y).kind is HitKind.TRIANGLE
        assert scene.hit(TRIANGLE_ROOM + 4, y).kind is HitKind.HEADER
    paper = build(plan_of(crowd(60, 30)), AUGUST, 2000.0)
    assert paper.hit(TRIANGLE_ROOM - 4, AXIS_HEIGHT + 12).kind is HitKind.HEADER


def test_collapsing_a_lane_packs_no_other_lane_again(plan_of, crowd, packed):
    plan = plan_of(crowd(200, 30))
    plan.octave(AUGUST.octave)
    packed.clear()

    other = plan.arranged(replace(plan.options, collapsed=ONE))
    other.octave(AUGUST.octave)
    first = list(packed)
    plan.arranged(plan.options).octave(AUGUST.octave)

    assert first == ["UA"]
    assert packed == ["UA"]


def test_another_row_height_packs_nothing_again_and_changes_only_where_rows_stand(plan_of, crowd, packed):
    plan = plan_of(crowd(200, 30))
    usual = build(plan, AUGUST, 9000.0)
    packed.clear()

    for pitch in ROW_HEIGHTS:
        airy = build(plan.arranged(replace(plan.options, pitch=pitch)), AUGUST, 9000.0)

        assert airy.marks.row.tolist() == usual.marks.row.tolist()
        assert airy.marks.x.tolist() == usual.marks.x.tolist()
        rows = np.round((airy.marks.y - airy.marks.y.min()) / pitch)
        assert len(np.unique(rows)) >= 3
        assert all(label.y == airy.marks.y[label.mark] for label in airy.labels)
    assert packed == []


def test_packings_are_kept_of_a_bounded_number_of_octaves(plan_of, crowd):
    plan = plan_of(crowd(20, 30))

    for octave in range(30):
        plan.octave(octave)
        plan.arranged(replace(plan.options, collapsed=ONE)).octave(octave)

    assert len(plan._packings) <= plan_module.OCTAVES_KEPT


def test_all_lanes_of_a_grouping_collapse_with_exceptions():
    but_one = ALL.toggled(Grouping.REGION, "RU")

    assert ALL.holds(Grouping.REGION, "UA")
    assert not ALL.holds(Grouping.KIND, "combat")
    assert but_one.holds(Grouping.REGION, "UA")
    assert not but_one.holds(Grouping.REGION, "RU")
    assert but_one.toggled(Grouping.REGION, "RU") == ALL
    assert but_one.with_all(Grouping.REGION, False) == Collapsed()
