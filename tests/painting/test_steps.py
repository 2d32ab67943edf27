"""What a step of a moving view does, counted: what has not changed is neither laid out nor drawn again."""

from collections import Counter

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from dateline.bench.generator import synthetic
from dateline.domain.calendar import instant
from dateline.domain.query import Query, ask
from dateline.layout import compose, ticks
from dateline.layout.inner_titles import INNER_LEAST
from dateline.layout.marks import Form
from dateline.layout.metrics import Options
from dateline.layout.plan import Plan
from dateline.layout.stretch import MovingStretch, Shown, Stretch
from dateline.layout.viewport import Viewport
from dateline.painting.canvas import Canvas
from dateline.painting.surface import GRID_X
from dateline.painting.theme import Theme
from dateline.painting.titles import TitlePainter

WIDTH, HEIGHT = 1400.0, 800.0
STEP = 24.0


class CountingPainter(QPainter):
    """Counts what is drawn through it."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.drawn: Counter[str] = Counter()


def _counted(name):
    def method(self, *args):
        self.drawn[name] += 1
        return getattr(QPainter, name)(self, *args)

    return method


for _name in (
    *("drawPixmap", "drawImage", "drawText", "drawStaticText", "drawLines", "drawRects", "drawRoundedRect", "fillRect"),
    *("drawPath", "drawPolyline", "drawEllipse", "drawTiledPixmap", "setClipRegion"),
):
    setattr(CountingPainter, _name, _counted(_name))


class Moving:
    """A view that moves; `paint` returns what was drawn onto the view itself, not into kept pictures."""

    def __init__(self, plan: Plan, fonts) -> None:
        self.plan, self.stretch = plan, MovingStretch()
        self.canvas = Canvas(self.stretch, fonts)
        self.image = QImage(int(WIDTH + plan.options.header), int(HEIGHT), QImage.Format.Format_RGB32)
        self.image.fill(QColor("white"))

    def paint(self, viewport: Viewport) -> Counter[str]:
        painter = CountingPainter(self.image)
        self.canvas.paint(painter, Shown(self.plan, viewport, HEIGHT), Theme.light())
        painter.end()
        return painter.drawn

    def seen(self, viewport: Viewport):
        shown = Shown(self.plan, viewport, HEIGHT)
        low = self.stretch.x_of(shown)
        around = self.stretch.around(shown, low, low + WIDTH, 0.0, HEIGHT)
        return around.seen(shown, low - around.x), around.titles_at_edges(low - around.x, WIDTH)


def plan_of(count: int, fonts) -> Plan:
    chronology = synthetic(count, years=2.0)
    return Plan(chronology, ask(chronology, Query()), Options(), fonts.measure)


@pytest.fixture
def moving(fonts) -> Moving:
    return Moving(plan_of(6000, fonts), fonts)


@pytest.fixture
def start() -> Viewport:
    return Viewport.fitted(instant(2001, 2), instant(2001, 4), WIDTH, 0.0)


def after_a_strip(moving: Moving, viewport: Viewport) -> Viewport:
    """Move until a strip has been painted, so that the next step needs none."""
    for _ in range(40):
        viewport = viewport.panned(STEP)
        moving.paint(viewport)
        if moving.canvas.painted:
            return viewport
    raise AssertionError("nothing new came into view")


def test_painting_the_same_again_lays_out_nothing_and_paints_nothing_anew(moving, start, monkeypatch):
    moving.paint(start)
    for name in ("labels", "marks_of", "ticks", "bands_of"):
        monkeypatch.setattr(compose, name, None)
    monkeypatch.setattr("dateline.painting.sides.bands_of", None)
    monkeypatch.setattr(ticks, "major_words", None)

    moving.paint(start)

    assert moving.canvas.painted == 0


def test_a_step_draws_what_is_at_the_edges_and_copies_the_rest(moving, start):
    moving.paint(start)
    viewport = after_a_strip(moving, start).panned(STEP)

    drawn = moving.paint(viewport)

    scene, edges = moving.seen(viewport)
    assert moving.canvas.painted == 0
    assert len(scene.labels) > 60
    assert drawn["drawImage"] <= 2 + len(edges.hidden) + len(edges.shortened)
    assert drawn["drawPixmap"] <= 2 + len(edges.shortened) + 3 * len(edges.instead) + len(scene.majors) + len(
        scene.bands
    )
    assert drawn["drawStaticText"] == drawn["drawLines"] - 1 == drawn["setClipRegion"] == drawn["drawRoundedRect"] == 0


def test_a_step_costs_the_same_calls_whatever_is_in_the_middle(fonts, start):
    drawn = []
    for count in (2000, 20_000):
        moving = Moving(plan_of(count, fonts), fonts)
        moving.paint(start)
        viewport = after_a_strip(moving, start).panned(STEP)
        calls = moving.paint(viewport)
        _, edges = moving.seen(viewport)
        drawn.append(sum(calls.values()) - 4 * sum(len(part) for part in edges))

    assert max(drawn) < 40


def test_a_strip_draws_only_the_titles_that_reach_into_it(moving, start, monkeypatch):
    moving.paint(start)
    titles = []
    draw = TitlePainter.draw
    monkeypatch.setattr(TitlePainter, "draw", lambda self, labels: (titles.append(labels), draw(self, labels)))
    strips: list[QRect] = []
    paint = Canvas._paint_lanes
    monkeypatch.setattr(
        Canvas, "_paint_lanes", lambda self, *args: (strips.append(args[-2]), titles.clear(), paint(self, *args))
    )

    after_a_strip(moving, start)

    strip = strips[-1]
    low = strip.left() - moving.stretch._stretch.x
    assert strip.width() <= 2 * GRID_X
    assert titles[0]

    assert all(label.right > low - 10 and label.left < low + strip.width() + 10 for label in titles[0])


def test_words_of_ticks_are_kept_but_not_for_ever(start, monkeypatch):
    monkeypatch.setattr(ticks, "KEPT", 50)

    for number in range(30):
        majors, minors = ticks.ticks(start.panned(number * 900.0))
        assert len(majors) >= 2
        assert len(minors) > 20

    words = ticks._texts_of(ticks.suitable_rung(start.scale))
    assert len(words.minors) <= 50
    assert len(words.majors) <= 50


def test_bars_too_short_for_a_title_are_not_looked_at_one_by_one(moving, start, monkeypatch):
    moving.paint(start)
    asked = []
    inner = Stretch._inner
    monkeypatch.setattr(Stretch, "_inner", lambda self, *how: (asked.append(how), inner(self, *how))[1])

    moving.paint(start.panned(STEP))

    scene, _ = moving.seen(start.panned(STEP))
    bars = scene.marks.form != Form.DOT
    assert bars.sum() > 20
    assert len(asked) <= (bars & (scene.marks.right - scene.marks.left >= INNER_LEAST)).sum()


def test_a_stretch_is_laid_out_once_for_the_strip_and_the_view(moving, start, monkeypatch):
    made = []
    make = MovingStretch._made
    monkeypatch.setattr(MovingStretch, "_made", lambda self, *args: (made.append(1), make(self, *args))[1])
    moving.paint(start)
    viewport, counts = start, []

    for _ in range(80):
        viewport = viewport.panned(STEP)
        made.clear()
        moving.paint(viewport)
        counts.append(len(made))
    for _ in range(5):
        made.clear()
        moving.paint(viewport.panned(-STEP))
        moving.paint(viewport)
        counts.append(len(made))

    assert max(counts) == 1
    assert sum(counts) <= 1 + 80 * STEP / (WIDTH / 2)
