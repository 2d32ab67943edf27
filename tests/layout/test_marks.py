import numpy as np
import pytest

from dateline.domain.calendar import DAY, instant
from dateline.domain.when import WhenFlag
from dateline.layout.compose import build
from dateline.layout.marks import Form
from dateline.layout.viewport import Viewport

WIDE = (instant(2024, 6, 1), instant(2024, 12, 31))
CLOSE = (instant(2024, 8, 6), instant(2024, 8, 7))


def scene_of(plan, stretch=WIDE):
    return build(plan, Viewport.fitted(*stretch, 900.0, margin=0.05), 500.0)


@pytest.mark.parametrize(
    ("when", "stretch", "form"),
    [
        ("2024-08-06", WIDE, Form.DOT),
        ("2024-08-06", CLOSE, Form.BRACKET),
        ("2024-08-06T05:30", CLOSE, Form.DOT),
        ("2024-08", WIDE, Form.BRACKET),
        ("2024", WIDE, Form.BRACKET),
        ("2024-08", (instant(1000), instant(3000)), Form.BRACKET),
        ("2024-08-06~", WIDE, Form.BRACKET),
        ("2024-08-06?", WIDE, Form.DOT),
        ("[2024-08-06..2024-08-09]", WIDE, Form.PARTS),
        ("[2024-08-06,2024-09-09]", WIDE, Form.PARTS),
        ("{2024-08-06,2024-08-11}", WIDE, Form.PARTS),
        ("[..2024-08-09]", WIDE, Form.BRACKET),
        ("2024-08-06/2024-08-20", WIDE, Form.BAR),
        ("2024-08-06/..", WIDE, Form.BAR),
    ],
)
def test_a_date_takes_the_form_of_its_precision(plan_of, when, stretch, form):
    marks = scene_of(plan_of([when]), stretch).marks

    if form is Form.PARTS and when.startswith("[") and ".." in when:
        assert marks.form[0] in (Form.PARTS, Form.BRACKET)
    else:
        assert marks.form[0] == form


def test_a_dot_stands_in_the_middle_of_its_day(plan_of):
    scene = scene_of(plan_of(["2024-08-06"]))

    assert scene.marks.x[0] == pytest.approx(scene.viewport.x_of(instant(2024, 8, 6, 12)))


def test_what_every_reading_covers_is_solid_and_the_rest_possible(plan_of):
    scene = scene_of(plan_of(["2024-08/2024-10"]))
    marks, x_of = scene.marks, scene.viewport.x_of

    assert marks.hull_left[0] == pytest.approx(x_of(instant(2024, 8)))
    assert marks.solid_left[0] == pytest.approx(x_of(instant(2024, 9)))
    assert marks.solid_right[0] == pytest.approx(x_of(instant(2024, 10)))
    assert marks.hull_right[0] == pytest.approx(x_of(instant(2024, 11)))


@pytest.mark.parametrize("when", ["2024-08/2024-08", "2024-08?/2024-10?", "2024-08", "2024-08-06"])
def test_nothing_is_solid_that_a_reading_leaves_out(plan_of, when):
    marks = scene_of(plan_of([when])).marks

    assert marks.solid_left[0] >= marks.solid_right[0]


@pytest.mark.parametrize(
    ("when", "flag"),
    [
        ("2024-08-06/..", WhenFlag.END_OPEN),
        ("2024-08-06/", WhenFlag.END_UNKNOWN),
        ("../2024-08-06", WhenFlag.START_OPEN),
        ("/2024-08-06", WhenFlag.START_UNKNOWN),
        ("[..2024-08-06]", WhenFlag.START_OPEN),
        ("[2024-08-06..]", WhenFlag.END_OPEN),
        ("2024-08-06~", WhenFlag.APPROXIMATE),
        ("2024-08-06?", WhenFlag.UNCERTAIN),
    ],
)
def test_a_mark_knows_what_its_ends_are(plan_of, when, flag):
    marks = scene_of(plan_of([when])).marks

    assert marks.has(flag).tolist() == [True]
    assert np.isfinite([marks.hull_left[0], marks.hull_right[0]]).all()


def test_each_member_of_a_set_is_drawn_for_itself(plan_of):
    scene = scene_of(plan_of(["{2024-08-06,2024-08-11}"]))

    xs = [part.x for part in scene.parts]
    assert xs == pytest.approx([scene.viewport.x_of(instant(2024, 8, day, 12)) for day in (6, 11)])
    assert all(part.is_dot for part in scene.parts)


def test_a_run_of_days_is_no_dot_however_short_it_is_drawn(plan_of):
    scene = scene_of(plan_of(["{2024-08-01..2024-08-31}"]), (instant(2023), instant(2026)))

    (first, last) = scene.viewport.x_of(np.array([instant(2024, 8, 1), instant(2024, 9, 1)]))
    assert [part.is_dot for part in scene.parts if part.right - part.left > 10.0] == [False]
    assert min(part.left for part in scene.parts) == pytest.approx(first)
    assert max(part.right for part in scene.parts) == pytest.approx(last)


def test_members_known_to_the_month_are_brackets(plan_of):
    scene = scene_of(plan_of(["{2024-08,2024-10}"]))

    assert [part.is_dot for part in scene.parts] == [False, False]
    assert scene.parts[0].right == pytest.approx(scene.viewport.x_of(instant(2024, 9)))


def test_neighbouring_alternatives_are_one_bracket(plan_of):
    scene = scene_of(plan_of(["[2024-08-17,2024-08-18,2024-09-01]"]))

    widths = [part.right - part.left for part in scene.parts]
    assert len(widths) == 2
    assert widths[0] == pytest.approx(2 * DAY / scene.viewport.scale)
    assert not any(part.is_dot for part in scene.parts)


def test_marks_outside_the_view_are_left_out(plan_of):
    scene = scene_of(plan_of(["1999-01-01", "2024-08-06", "2031"]))

    assert scene.marks.row.tolist() == [1]


def test_a_doubted_mark_keeps_room_for_its_question_mark(plan_of):
    doubted, sure = (scene_of(plan_of([when])).marks for when in ("2024-08-06?", "2024-08-06"))

    assert doubted.right[0] - doubted.left[0] == pytest.approx(sure.right[0] - sure.left[0] + 8)
