import numpy as np
import pytest

from dateline.domain.calendar import instant
from dateline.domain.chronology import Chronology
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import Query, ask
from dateline.layout.anchors import anchors_of_rows
from dateline.layout.compose import build, composed
from dateline.layout.curves import _samples, _weights
from dateline.layout.fit import finite_stretch, first_stretch
from dateline.layout.gathering import y_of
from dateline.layout.metrics import AXIS_HEIGHT, Grouping, Options
from dateline.layout.overview import overview
from dateline.layout.scene import HitKind
from dateline.layout.stretch import MovingStretch, Shown
from dateline.layout.tray import tray_of
from dateline.layout.viewport import Viewport

AUGUST = Viewport.fitted(instant(2024, 8, 1), instant(2024, 8, 31), 900.0, margin=0.0)
ALL = Options(grouping=Grouping.NONE)


@pytest.mark.parametrize("count", [5, 200, 2000])
@pytest.mark.parametrize("days", [40, 200, 4000])
@pytest.mark.parametrize("rows", [2, 12])
def test_marks_blocks_and_density_add_up_to_each_lanes_count(plan_of, crowd, count, days, rows):
    plan = plan_of(crowd(count, 30), options=Options(max_rows=rows))
    middle = instant(2024, 8, 16)
    viewport = Viewport.fitted(middle - days * 43200, middle + days * 43200, 900.0)

    scene = build(plan, viewport, 100_000.0)

    for band in scene.bands:
        marks = int(np.count_nonzero(scene.marks.lane == band.index))
        heaps = sum(box.count for box in (*scene.blocks, *scene.columns) if box.lane == band.index)
        assert marks + heaps == len(plan.lanes[band.index])
        assert band.more == heaps


def test_each_heap_holds_the_rows_it_counts(plan_of, crowd):
    scene = build(plan_of(crowd(2000, 30), options=Options(max_rows=3)), AUGUST, 2000.0)

    assert scene.blocks or scene.columns
    assert all(len(box.rows) == box.count for box in (*scene.blocks, *scene.columns))


def test_panning_moves_marks_and_keeps_their_rows(plan_of, crowd):
    plan = plan_of(crowd(300, 60))
    scene, panned = build(plan, AUGUST, 900.0), build(plan, AUGUST.panned(37.0), 900.0)

    before = {(row, lane): (x, y) for row, lane, x, y in zip(
        scene.marks.row.tolist(), scene.marks.lane.tolist(), scene.marks.x.tolist(), scene.marks.y.tolist(),
        strict=True)}  # fmt: skip
    shared = 0
    for row, lane, x, y in zip(panned.marks.row.tolist(), panned.marks.lane.tolist(), panned.marks.x.tolist(),
                               panned.marks.y.tolist(), strict=True):  # fmt: skip
        if (row, lane) in before:
            shared += 1
            assert (x + 37.0, y) == pytest.approx(before[row, lane], abs=0.01)
    assert shared > 50


@pytest.mark.parametrize(("count", "rows"), [(60, 12), (2000, 3)])
def test_an_events_own_row_is_known_without_a_scene(plan_of, crowd, count, rows):
    plan = plan_of(crowd(count, 30), options=Options(max_rows=rows))
    scene, octave = build(plan, AUGUST, 100_000.0), plan.octave(AUGUST.octave)
    stretch = AUGUST.start, AUGUST.end

    found = zip(scene.marks.row.tolist(), scene.marks.lane.tolist(), scene.marks.y.tolist(), strict=True)
    assert all(y_of(plan, octave, lane, row, stretch) == y for row, lane, y in found)
    heaps = [(row, box.lane) for box in (*scene.blocks, *scene.columns) for row in box.rows.tolist()]
    assert bool(heaps) is (count == 2000)
    assert all(y_of(plan, octave, lane, row, stretch) is None for row, lane in heaps)


def test_a_lane_finds_its_rows_where_they_stand(plan_of, crowd):
    plan = plan_of(crowd(300, 20))
    rows = np.arange(len(plan.chronology))
    anchors = anchors_of_rows(plan.chronology.columns, rows).tolist()

    for lane in plan.lanes:
        assert [row for row in rows.tolist() if lane.holds(row, anchors[row])] == sorted(lane.rows.tolist())


def test_only_lanes_in_view_are_made(plan_of, crowd):
    plan = plan_of(crowd(60, 30))
    tops = plan.octave(AUGUST.octave).tops

    scene = build(plan, AUGUST, AXIS_HEIGHT + 30.0, scroll=float(tops[1]) + 5)

    assert [band.index for band in scene.bands] == [1]
    assert set(scene.marks.lane.tolist()) == {1}
    assert scene.content_height == plan.height(AUGUST)


def test_a_point_on_a_mark_or_its_title_is_that_event(plan_of):
    scene = build(plan_of(["2024-08-06", "2024-08-20"], options=ALL), AUGUST, 600.0)
    x, y, width, height = scene.rect_of(1)

    on_mark = scene.hit(scene.left + scene.marks.x[1], y + height / 2)
    on_title = scene.hit(x + width - 3, y + height / 2)

    assert (on_mark.kind, on_mark.rows.tolist()) == (HitKind.MARK, [1])
    assert (on_title.kind, on_title.rows.tolist()) == (HitKind.MARK, [1])


def test_points_elsewhere_say_where_they_are(plan_of):
    scene = build(plan_of(["2024-08-06", ""], options=ALL), AUGUST, 600.0)
    middle = AXIS_HEIGHT + 30

    kinds = [
        hit.kind if (hit := scene.hit(x, y)) else None
        for x, y in [(500, 10), (10, 10), (10, middle), (800, middle), (800, 400), (200, 590), (900, 590), (-1, 5)]
    ]

    assert kinds == [
        HitKind.AXIS, None, HitKind.HEADER, HitKind.LANE, HitKind.LANE, HitKind.TRAY, HitKind.TRAY, None,
    ]  # fmt: skip
    assert scene.hit(scene.left + 450, middle).instant == AUGUST.instant_at(450)


def test_blocks_density_and_the_chip_lead_to_their_events(plan_of):
    plan = plan_of(["2024-08-06"] * 60, options=Options(grouping=Grouping.NONE, max_rows=2))
    scene = build(plan, AUGUST, 600.0)
    few = build(plan_of(["2024-08-06"] * 6, options=Options(grouping=Grouping.NONE, max_rows=4)), AUGUST, 600.0)

    (column,), (block,) = scene.columns, few.blocks
    density = scene.hit(scene.left + column.left + 1, AXIS_HEIGHT + column.bottom - 1)
    blocked = few.hit(few.left + block.left + 3, AXIS_HEIGHT + block.top + 3)
    chip = few.hit(20, AXIS_HEIGHT + few.bands[0].chip_top + 4)

    assert (density.kind, len(density.rows)) == (HitKind.DENSITY, 60)
    assert (blocked.kind, len(blocked.rows)) == (HitKind.BLOCK, 2)
    assert (chip.kind, len(chip.rows)) == (HitKind.MORE, 2)
    assert few.bands[0].chip == "+2 more here"


def test_long_counts_keep_within_the_header(plan_of):
    plan = plan_of(["2024-08-06"] * 1200, options=Options(grouping=Grouping.NONE, header=90.0))

    assert build(plan, AUGUST, 600.0).bands[0].chip == "+1,200"


def test_the_tray_shows_undated_events_and_counts_the_rest(plan_of, events_of):
    undated = [events_of(number, "", f"Something undated, number {number}") for number in range(30)]
    plan = plan_of([*undated, "2024-08-06"])

    tray = build(plan, AUGUST, 600.0).tray

    assert tray.name == "No date"
    assert tray.counted == "30 events"
    assert 0 < len(tray.labels) < 30
    assert tray.more == f"+{30 - len(tray.labels)} more here"
    assert len(tray.all_rows) == 30


def test_a_title_that_may_not_be_cut_does_not_keep_others_out_of_the_tray(plan_of, events_of):
    titles = "A title as long as the tray is wide and then some, which is unconfirmed", "Short", "Other"

    tray = build(plan_of([events_of(n, "", title=title) for n, title in enumerate(titles)]), AUGUST, 600.0).tray

    assert [label.text for label in tray.labels] == ["Short", "Other"]
    assert (tray.rows, tray.more) == ((1, 2), "+1 more here")


def test_the_tray_fits_a_window_of_another_size(plan_of, events_of):
    plan = plan_of([events_of(number, "") for number in range(30)])
    few = tray_of(plan, 600.0, 400.0)

    wider, higher = tray_of(plan, 1200.0, 400.0), tray_of(plan, 600.0, 500.0)

    assert tray_of(plan, 600.0, 500.0) is higher
    assert len(few.labels) < len(wider.labels)
    assert (higher.labels[0].y, higher.top) == (few.labels[0].y + 100.0, few.top + 100.0)


def test_what_is_gathered_is_kept_but_not_for_ever(plan_of, crowd, monkeypatch):
    monkeypatch.setattr("dateline.layout.gathering.KEPT", 9)
    plan = plan_of(crowd(300, 3000))
    viewport = Viewport.fitted(instant(2024, 8, 1), instant(2024, 9, 1), 700.0)
    known = set()

    for _ in range(20):
        viewport = viewport.panned(1500.0)
        build(plan, viewport, 2000.0)
        kept = plan.octave(viewport.octave).kept
        assert len(kept) <= 9
        known |= set(kept)

    assert len(known) > 50


def test_without_undated_events_there_is_no_tray(plan_of):
    scene = build(plan_of(["2024-08-06"]), AUGUST, 600.0)

    assert (scene.tray.height, scene.tray.top) == (0.0, 600.0)


def test_a_dispute_joins_both_marks_and_goes_around_titles(plan_of, events_of):
    events = [
        events_of(0, "2024-08-05", "First"),
        events_of(1, "2024-08-06", "Between them, with a title"),
        events_of(2, "2024-08-12", "Second", disputes="e0"),
        events_of(3, "2024-08-07", "Third"),
    ]
    scene = build(plan_of(events, options=ALL), AUGUST, 600.0)

    (curve,) = scene.curves
    rows = {int(scene.marks.row[curve.first]), int(scene.marks.row[curve.second])}
    points = np.concatenate(curve.pieces)
    assert rows == {0, 2}
    for label in scene.labels:
        inside = (points[:, 0] > label.left) & (points[:, 0] < label.right) & (np.abs(points[:, 1] - label.y) < 6)
        assert not inside.any()


def test_a_dispute_within_one_row_is_an_arc_above_it(plan_of, events_of):
    events = [events_of(0, "2024-08-05", "A"), events_of(1, "2024-08-25", "B", disputes="e0")]
    scene = build(plan_of(events, options=ALL), AUGUST, 600.0)

    (curve,) = scene.curves
    assert np.concatenate(curve.pieces)[:, 1].max() < scene.marks.y[0]


def test_a_dispute_told_in_two_lanes_joins_the_same_marks_whichever_lanes_are_laid_out(plan_of, events_of):
    both = ("RU", "UA")
    events = [
        events_of(0, "2024-08-05", "A", regions=both),
        events_of(1, "2024-08-25", "B", regions=both, disputes="e0"),
    ]
    plan = plan_of(events)

    ends = []
    for lanes in (range(2), range(1), range(1, 2)):
        scene = composed(plan, AUGUST, lanes, is_endless=True)
        (curve,) = scene.curves
        ends.append((float(scene.marks.y[curve.first]), float(scene.marks.y[curve.second])))

    assert len(plan.lanes) == 2
    assert len(set(ends)) == 1


def test_a_dispute_with_something_out_of_view_is_not_drawn(plan_of, events_of):
    events = [
        events_of(0, "1999-08-05"),
        events_of(1, "2024-08-25", disputes="e0"),
        events_of(2, "2024", disputes="no"),
    ]

    assert build(plan_of(events), AUGUST, 600.0).curves == ()


def test_hits_and_hover_are_carried_along(plan_of):
    scene = build(plan_of(["2024-08-06", "2024-08-20"]), AUGUST, 600.0, hits=np.array([1]), hover=0)

    assert scene.is_hit.tolist() == [False, True]
    assert scene.hover == 0
    assert scene.rect_of(77) is None


def test_the_first_view_is_the_period_or_all_finite_bounds(events_of):
    events = [events_of(0, "2020/.."), events_of(1, "2024-08-06")]
    period = parse_edtf("2024-08/2024-09")

    with_period = Chronology.from_events(events, period=period)
    without = Chronology.from_events(events, period=parse_edtf("2024/.."))

    assert first_stretch(with_period) == (instant(2024, 8), instant(2024, 10))
    assert first_stretch(without) == (instant(2020), instant(2024, 8, 7))
    assert finite_stretch(with_period.columns, np.array([1])) == (instant(2024, 8, 6), instant(2024, 8, 7))
    assert first_stretch(Chronology.from_events([events_of(0, "")])) == (0, 365 * 86400)


def test_the_overview_counts_every_dated_event_once(plan_of, crowd):
    events = crowd(500, 400)
    plan = plan_of(["../2024-09", "2024-10/..", "", *events])
    few = ask(plan.chronology, Query(period=parse_edtf("2024-08")))

    strip = overview(plan.chronology, few, 600.0, hits=np.array([2, 5]))

    assert strip.every.sum() == 502
    assert strip.shown.sum() == len(few)
    assert (strip.shown <= strip.every).all()
    assert len(strip.hits) == 1
    assert strip.ticks


def test_nothing_dated_has_no_overview(plan_of):
    plan = plan_of([""])

    assert overview(plan.chronology, plan.answer, 600.0) is None


def test_an_empty_answer_still_has_an_axis(plan_of):
    scene = build(plan_of([]), AUGUST, 600.0)

    assert (len(scene.marks), scene.bands, scene.labels) == (0, (), ())
    assert scene.minors


def test_titles_in_the_tray_leave_room_for_the_count_of_the_others(plan_of):
    plan = plan_of([""] * 3000)

    for width in range(500, 900, 7):
        tray = build(plan, Viewport.fitted(0, 86400, float(width)), 400.0).tray
        assert tray.more == f"+{3000 - len(tray.labels):,} more here"
        assert tray.labels[-1].right + len(tray.more) * 6.0 + 12.0 <= width


@pytest.mark.parametrize("width", [1500.0, 500.0, 300.0, 120.0])
def test_no_selected_title_loses_its_hedge(plan_of, events_of, width):
    title = "Kyiv hit by missiles in the small hours of the night, many wounded, reportedly"
    plan = plan_of([events_of(0, "2024-08-06", title=title)])

    scene = build(
        plan, Viewport.fitted(instant(2024, 8, 1), instant(2024, 8, 12), width), 400.0, selected=np.array([0])
    )

    assert all(label.text == title for label in scene.labels)
    assert len(scene.labels) == (width > 1000.0)


def test_a_bar_with_its_title_beside_it_has_none_inside(plan_of, events_of):
    bar = events_of(0, "2024-08-10/2024-08-20", title="Some forty letters of what went on then.")
    plan = plan_of([bar, "2024-08-22"], options=Options(max_rows=1))
    viewport = Viewport.fitted(instant(2024, 8, 1), instant(2024, 8, 21, 4), 1600.0, 0.0)
    moving, shown = MovingStretch(), Shown(plan, viewport, 400.0)
    low = moving.x_of(shown)

    stretch = moving.around(shown, low, low + 1600.0, 0.0, 300.0)
    scene = stretch.seen(shown, low - stretch.x)

    assert [(label.mark, label.is_before) for label in scene.labels] == [(0, True)]


def test_what_curves_keep_is_bounded_however_long_they_are():
    for length in range(0, 4000, 7):
        _samples(np.array([(0.0, 0.0), (0.0, 20.0), (length, 40.0), (length, 60.0)]))

    assert _weights.cache_info().currsize <= 149
    assert _weights.cache_info().hits > 100
