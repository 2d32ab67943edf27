import itertools

import numpy as np
import pytest

from dateline.domain.calendar import instant
from dateline.domain.claim import Certainty
from dateline.layout.compose import build
from dateline.layout.elider import ELLIPSIS, HEDGES, Elider
from dateline.layout.marks import Form
from dateline.layout.metrics import Grouping, Options
from dateline.layout.viewport import Viewport


def six(text: str, role: str) -> float:
    return len(text) * 6.0


def window(days: float, width: float = 900.0) -> Viewport:
    return Viewport.fitted(instant(2024, 8, 1), instant(2024, 8, 1) + int(days * 86400), width, margin=0.02)


@pytest.mark.parametrize("days", [3, 20, 60, 150, 900])
@pytest.mark.parametrize("count", [8, 120, 700])
@pytest.mark.parametrize("width", [400.0, 900.0])
def test_titles_overlap_neither_each_other_nor_any_mark(plan_of, crowd, days, count, width):
    plan = plan_of(crowd(count, 150))
    scene = build(plan, window(days, width), 3000.0)
    marks = scene.marks

    by_row: dict[float, list[tuple[float, float]]] = {}
    for label in scene.labels:
        by_row.setdefault(label.y, []).append((label.left, label.right))
        own = label.mark
        others = (marks.y == label.y) & (np.arange(len(marks)) != own)
        covered = others & (marks.left < label.right - 0.1) & (marks.right > label.left + 0.1)
        assert not covered.any()
        if not label.is_inside:
            assert label.left >= marks.right[own] or label.right <= marks.left[own]
    for spans in by_row.values():
        spans.sort()
        assert all(first[1] < second[0] for first, second in itertools.pairwise(spans))


@pytest.mark.parametrize("days", [3, 20, 150])
def test_titles_stay_in_the_view_and_each_mark_has_one_at_most(plan_of, crowd, days):
    scene = build(plan_of(crowd(150, 150)), window(days), 3000.0)

    assert scene.labels
    assert all(label.left >= 0 and label.right <= 900 for label in scene.labels)
    assert len({label.mark for label in scene.labels}) == len(scene.labels)


def test_a_title_is_cut_only_at_its_end():
    elider = Elider(six)

    assert elider.elided("Ukrainian troops cross the border", 80.0) == "Ukrainian tr" + ELLIPSIS
    assert elider.elided("Short", 80.0) == "Short"
    assert elider.elided("Anything", 3.0) == ""


@pytest.mark.parametrize(
    ("title", "room", "shown"),
    [
        ("Kyiv hit by missiles, reportedly", 120.0, ""),
        ("Moscow claims the capture of a village", 120.0, "Moscow claims the c…"),
        ("Losses of about 30 men in two villages", 120.0, "Losses of about 30…"),
        ("Losses of about 30 men in two villages", 90.0, ""),
        ("Потери: примерно тридцать человек за день", 130.0, "Потери: примерно три…"),
    ],
)
def test_a_hedge_is_never_cut_off(title, room, shown):
    assert Elider(six).elided(title, room) == shown


def test_hedges_are_found_as_whole_words():
    assert not HEDGES.search("Aboutness of Somerset overland")
    assert HEDGES.search("CLAIMED by both")


def test_names_are_cut_plainly():
    elider = Elider(six)

    assert elider.elided_plainly("Somewhere about here", 60.0, "lane") == "Somewhere…"
    assert elider.elided_plainly("Here", 60.0, "lane") == "Here"


def test_a_very_long_name_is_cut_without_measuring_each_of_its_beginnings():
    measured: list[str] = []

    def measure(text: str, role: str) -> float:
        measured.append(text)
        return 6.0 * len(text)

    cut = Elider(measure).elided_plainly("x" * 10_000, 120.0, "lane")

    assert cut == "x" * 19 + "…"
    assert len(measured) < 20


def test_the_caches_stay_bounded(monkeypatch):
    monkeypatch.setattr("dateline.layout.elider.CACHE_SIZE", 4)
    elider = Elider(six)

    for number in range(100):
        elider.elided(f"A long title number {number}", 60.0)

    assert len(elider._ends) <= 4
    assert sum(map(len, elider._widths.values())) <= 16


def scene_of(plan, days=10.0, **options):
    return build(plan, window(days), 600.0, **options)


def test_the_selected_title_comes_first_and_is_strong(plan_of):
    plan = plan_of(["2024-08-03", "2024-08-04"], options=Options(grouping=Grouping.NONE, max_rows=1))

    scene = scene_of(plan, 30.0, selected=np.array([1]))

    chosen = scene.label_of(int(np.flatnonzero(scene.marks.row == 1)[0]))
    assert chosen is not None
    assert chosen.role == "title-strong"
    assert scene.is_selected.tolist() == [False, True]


def test_a_cut_title_moves_to_the_free_side_of_its_mark(plan_of, events_of):
    plan = plan_of([events_of(0, "2024-08-10", "An event with quite a long title")])

    (label,) = scene_of(plan).labels

    assert label.is_before
    assert label.text == "An event with quite a long title"


def test_a_bracket_has_its_certainty_between_mark_and_title(plan_of, events_of):
    plan = plan_of([events_of(0, "2024-08", "In August", certainty=Certainty.CLAIMED)])

    (label,) = scene_of(plan, 90.0).labels

    assert label.sign == Certainty.CLAIMED
    assert label.left < label.x


def test_a_long_bar_carries_its_title_inside_where_it_is_seen(plan_of, events_of):
    plan = plan_of([events_of(0, "2020/..", "The long war")])

    scene = scene_of(plan)

    (label,) = scene.labels
    assert scene.marks.form[0] == Form.BAR
    assert label.is_inside
    assert 0 < label.left < label.right < 900


def test_tags_stand_before_titles_where_they_are_wanted(plan_of, events_of):
    plan = plan_of([events_of(0, "2024-08", "An event")], options=Options(has_tags=True))

    (label,) = scene_of(plan, 90.0).labels

    assert label.tag == "Co"
    assert label.left == label.x - 20 - 14


def test_density_keeps_titles_away(plan_of, events_of):
    crowd = [events_of(number, "2024-08-15") for number in range(200)]
    plan = plan_of(
        [*crowd, events_of(900, "2024-08-14", "A title")], options=Options(grouping=Grouping.NONE, max_rows=4)
    )

    scene = scene_of(plan, 200.0)

    assert scene.columns
    left, right = min(box.left for box in scene.columns), max(box.right for box in scene.columns)
    assert all(label.right <= left or label.left >= right for label in scene.labels)
