"""What is painted while a view moves: the same as if it had been painted there, and no more than what is new."""

import itertools
from collections import Counter

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from dateline import paths
from dateline.bench.generator import synthetic
from dateline.domain.calendar import instant
from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Relation
from dateline.domain.query import Query, ask
from dateline.domain.when import WhenFlag
from dateline.formats import registry
from dateline.layout.metrics import AXIS_HEIGHT, MAJOR_HEIGHT, PREFIX, Grouping, Lens, Options
from dateline.layout.plan import Plan
from dateline.layout.stretch import MovingStretch, Shown
from dateline.layout.viewport import Viewport
from dateline.painting.canvas import Canvas
from dateline.painting.ground import LEAST_COLUMN
from dateline.painting.palette import palette_of
from dateline.painting.pictures import TextPictures, picture_bytes
from dateline.painting.signs import sign_pixmap
from dateline.painting.surface import AHEAD_X, AHEAD_Y, BEHIND_X, BEHIND_Y, GRID_X, GRID_Y
from dateline.painting.text import Type, bundled_family
from dateline.painting.theme import Theme

WIDTH, HEIGHT = 700.0, 420.0
ALL_DENSE = Viewport.fitted(instant(2000), instant(2008), WIDTH)
FORMS = ("{day}", "{day}", "{day}", "{day}/{later}", "{day}~", "{day}/..", "../{day}", "{month}", "{day}?")


@pytest.fixture(scope="session")
def crowd() -> Chronology:
    """400 events of many forms in three lanes, some in dispute."""
    random = np.random.default_rng(7)
    events = []
    for number in range(400):
        day = np.datetime64("2024-08-01") + np.timedelta64(int(random.integers(400)), "D")
        form = FORMS[int(random.integers(len(FORMS)))].format(
            day=day, later=day + np.timedelta64(9, "D"), month=str(day)[:7]
        )
        events.append(
            Event(
                id=f"e{number}",
                title="What happened then and there " * int(random.integers(1, 3)) + str(number),
                when=parse_edtf(form),
                kind=("combat", "aid")[number % 2],
                regions=(("UA",), ("RU",), ("UA", "PL"))[number % 3],
                claims=(Claim(certainty=Certainty(number % 6)),),
                relates=(Link(f"e{number - 3}", Relation.DISPUTES),) if number % 40 == 7 else (),
            )
        )
    return Chronology.from_events(events)


@pytest.fixture(scope="session")
def kursk() -> Chronology:
    """The chronology that ships: bars, disputes across lanes, and up to 120 lanes of actors."""
    return registry.read(paths.bundled("data", "kursk-2024.dateline.yaml"))


@pytest.fixture(scope="session")
def plan(crowd, fonts) -> Plan:
    return Plan(crowd, ask(crowd, Query()), Options(), fonts.measure)


@pytest.fixture(scope="session")
def dense_plan(fonts) -> Plan:
    chronology = synthetic(20_000, years=8)
    return Plan(chronology, ask(chronology, Query()), Options(grouping=Grouping.KIND), fonts.measure)


@pytest.fixture
def start() -> Viewport:
    return Viewport.fitted(instant(2024, 9, 10), instant(2024, 11, 20), WIDTH, 0.0)


class Window:
    """A view of a plan, painted onto an image."""

    def __init__(self, plan: Plan, fonts, dpr: float = 1.0) -> None:
        self.plan, self.dpr = plan, dpr
        self.stretch = MovingStretch()
        self.canvas = Canvas(self.stretch, fonts)

    def shown(self, viewport: Viewport, scroll: float = 0.0, **how) -> Shown:
        return Shown(self.plan, viewport, HEIGHT, scroll, **how)

    def picture(self, viewport: Viewport, scroll: float = 0.0, theme: Theme | None = None, **how) -> QImage:
        width = int((WIDTH + self.plan.options.header) * self.dpr)
        image = QImage(width, int(HEIGHT * self.dpr), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(self.dpr)
        image.fill(QColor("#ff00ff"))
        painter = QPainter(image)
        self.canvas.paint(painter, self.shown(viewport, scroll, **how), theme or Theme.light())
        painter.end()
        return image

    def scene(self, viewport: Viewport, scroll: float = 0.0, **how):
        shown = self.shown(viewport, scroll, **how)
        low = self.stretch.x_of(shown)
        around = self.stretch.around(shown, low, low + WIDTH, scroll, scroll + HEIGHT)
        return around.seen(shown, low - around.x)


def unlike(picture: QImage, other: QImage) -> int:
    """How many pixels of two pictures one could tell apart: what is blended twice differs by some levels of 255."""
    first, second = (
        np.frombuffer(each.bits(), np.uint8).reshape(each.height(), -1, 4)[:, :, :3].astype(np.int16)
        for each in (picture, other)
    )
    return int((np.abs(first - second).max(axis=2) > 8).sum())


@pytest.mark.parametrize("dpr", [1.0, 2.0])
@pytest.mark.parametrize("steps", [(24,) * 5, (-192, -192, 30), (700, 700, -900), (3, -3, 1), (2500, -40)])
def test_a_panned_picture_is_what_a_fresh_one_would_be(plan, fonts, start, dpr, steps):
    moving, viewport = Window(plan, fonts, dpr), start
    moving.picture(viewport)

    for step in steps:
        viewport = viewport.panned(step)
        panned = moving.picture(viewport)

    assert panned == Window(plan, fonts, dpr).picture(viewport)


@pytest.mark.parametrize("dpr", [1.0, 1.5, 2.0])
def test_panned_density_is_what_fresh_density_would_be(dense_plan, fonts, dpr):
    moving, viewport = Window(dense_plan, fonts, dpr), ALL_DENSE
    moving.picture(viewport)
    assert moving.scene(viewport).columns

    for step in (24, 24, -300, 900, 36):
        viewport = viewport.panned(step)
        panned = moving.picture(viewport)

    assert panned == Window(dense_plan, fonts, dpr).picture(viewport)


@pytest.mark.parametrize("dpr", [1.0, 2.0])
def test_density_stands_in_whole_pixels_on_the_bottom_of_its_lane(dense_plan, fonts, dpr):
    moving, viewport = Window(dense_plan, fonts, dpr), ALL_DENSE
    picture, scene = moving.picture(viewport), moving.scene(viewport)
    colours = palette_of(Theme.light(), scene.inks).mix

    room = scene.tray.top - AXIS_HEIGHT
    inside = [box for box in scene.columns if box.left > 0 and box.right < WIDTH and box.bottom < room]
    assert len(inside) > 20
    for box in inside:
        x = int((scene.left + (box.left + box.right) / 2) * dpr)
        height = max((box.bottom - box.top) * box.share, LEAST_COLUMN)
        top = round((box.bottom - height) * dpr) + round(AXIS_HEIGHT * dpr)
        bottom = round(box.bottom * dpr) + round(AXIS_HEIGHT * dpr)
        assert [picture.pixelColor(x, y) in colours for y in (top - 1, top, bottom - 1, bottom)] == [0, 1, 1, 0]


@pytest.mark.parametrize("lens", [Lens.CERTAINTY, Lens.KIND])
def test_a_density_column_shows_its_inks_in_their_shares(dense_plan, fonts, lens):
    plan = Plan(dense_plan.chronology, dense_plan.answer, Options(grouping=Grouping.NONE, lens=lens), fonts.measure)
    moving = Window(plan, fonts)
    picture, scene = moving.picture(ALL_DENSE), moving.scene(ALL_DENSE)
    colours = palette_of(Theme.light(), scene.inks).mix

    inside = [box for box in scene.columns if box.left > 0 and box.right < WIDTH]
    assert len(inside) > 20
    for box in inside:
        x, bottom = int(scene.left + (box.left + box.right) / 2), round(box.bottom + AXIS_HEIGHT)
        height = round(box.bottom) - round(box.bottom - (box.bottom - box.top) * box.share)
        seen = Counter(colours.index(picture.pixelColor(x, y)) for y in range(bottom - height, bottom))
        events = Counter(plan.ink_codes[box.rows].tolist())
        assert all(abs(seen[ink] - height * events[ink] / box.count) <= 1.0 for ink in seen | events)


def test_of_too_many_inks_density_shows_none(dense_plan, fonts):
    plan = Plan(dense_plan.chronology, dense_plan.answer, Options(lens=Lens.REGION), fonts.measure)
    moving = Window(plan, fonts)
    moving.picture(ALL_DENSE)

    assert moving.scene(ALL_DENSE).columns.mix.shape[1] == 0


def test_no_tick_shows_only_the_end_of_its_label(plan, fonts, start):
    moving, viewport = Window(plan, fonts), start
    theme = Theme.light()
    grounds = {theme.colour(role).rgb() for role in ("paper", "grid", "strong_grid")}

    for _ in range(40):
        viewport = viewport.panned(7.0)
        picture = moving.picture(viewport)
        left = int(moving.scene(viewport).left)
        rows = range(int(MAJOR_HEIGHT) + 4, int(AXIS_HEIGHT) - 2)
        assert {picture.pixelColor(left, y).rgb() for y in rows} <= grounds


@pytest.mark.parametrize("scrolls", [(40, 90), (200, 10), (150, 151, 152)])
def test_scrolled_lanes_are_what_fresh_ones_would_be(plan, fonts, start, scrolls):
    moving = Window(plan, fonts)
    moving.picture(start)

    for scroll in scrolls:
        scrolled = moving.picture(start, float(scroll))

    assert scrolled == Window(plan, fonts).picture(start, float(scroll))


@pytest.mark.parametrize("dpr", [1.0, 1.25])
@pytest.mark.parametrize("grouping", [Grouping.KIND, Grouping.ACTOR, Grouping.REGION])
def test_no_picture_tells_which_way_one_came(kursk, fonts, start, grouping, dpr):
    plan = Plan(kursk, ask(kursk, Query()), Options(grouping=grouping), fonts.measure)
    moving, viewport, random = Window(plan, fonts, dpr), start, np.random.default_rng(5)
    tops = plan.octave(start.octave).tops
    moving.picture(viewport)

    for turn in range(8):
        viewport = viewport.panned(float(random.choice([-900, -410, -60, -0.5, 0.5, 33, 240, 700])))
        scroll = float(random.choice(tops[:-1]) if turn % 2 else random.integers(int(tops[-1])))
        picture = moving.picture(viewport, scroll)

        fresh = Window(plan, fonts, dpr)
        fresh.stretch.x_of(fresh.shown(start))
        assert unlike(picture, fresh.picture(viewport, scroll)) < 20


def test_selection_and_hover_come_and_go_without_a_trace(plan, fonts, start):
    moving = Window(plan, fonts)
    before = moving.picture(start)
    row = int(moving.scene(start).marks.row[5])

    marked = moving.picture(start, selected=np.array([row]), hover=row)
    painted = moving.canvas.painted
    after = moving.picture(start)

    assert painted == 0
    assert marked != before
    assert after == before


@pytest.mark.parametrize("dpr", [1.0, 1.25, 2.0])
def test_with_many_selected_and_found_a_moved_picture_is_what_a_fresh_one_would_be(plan, fonts, start, dpr):
    moving, viewport = Window(plan, fonts, dpr), start
    marked = {"selected": np.arange(0, 400, 3), "hits": plan.answer.rows[::5]}
    moving.picture(viewport)

    for step in (24, -300, 61, 800):
        viewport = viewport.panned(step)
        panned = moving.picture(viewport, 40.0, **marked)

    fresh = Window(plan, fonts, dpr)
    fresh.stretch.x_of(fresh.shown(start))
    assert unlike(panned, fresh.picture(viewport, 40.0, **marked)) < 20
    assert unlike(moving.picture(viewport, 40.0), fresh.picture(viewport, 40.0)) < 20
    assert unlike(moving.picture(viewport, 40.0), panned) > 10_000


@pytest.mark.parametrize(("grouping", "dpr"), [(Grouping.KIND, 1.0), (Grouping.REGION, 1.25), (Grouping.ACTOR, 2.0)])
def test_whatever_one_did_before_a_picture_is_what_a_fresh_one_would_be(kursk, fonts, start, grouping, dpr):
    plan = Plan(kursk, ask(kursk, Query()), Options(grouping=grouping), fonts.measure)
    moving, random, rows = Window(plan, fonts, dpr), np.random.default_rng(3), plan.answer.rows
    anchor, viewport, scroll, marked = start, start, 0.0, {}

    for _ in range(32):
        match int(random.integers(6)):
            case 0:
                viewport = viewport.panned(float(random.choice([-410, -60, 33, 500, 1500])))
            case 1:
                scroll = float(int(random.choice(plan.octave(viewport.octave).tops[:-1])) + random.integers(60))
            case 2:
                count = int(random.choice([0, 1, 24, 25, 60, 61, len(rows)]))
                marked["selected"] = np.sort(random.choice(rows, count, replace=False))
            case 3:
                marked["hits"] = rows[:: int(random.integers(1, 20))]
            case 4:
                marked["hover"] = int(random.choice(rows))
            case 5:
                anchor = viewport = viewport.zoomed(float(random.choice([0.7, 1.3])), 300.0)
        picture = moving.picture(viewport, scroll, **marked)

        fresh = Window(plan, fonts, dpr)
        fresh.stretch.x_of(fresh.shown(anchor))
        assert unlike(picture, fresh.picture(viewport, scroll, **marked)) < 20


def test_one_more_of_many_paints_its_own_ground_and_no_more(plan, fonts, start):
    moving = Window(plan, fonts)
    moving.picture(start, selected=np.arange(100))
    row = next(row for row in moving.scene(start).marks.row.tolist() if row >= 100)
    more = np.append(np.arange(100), row)

    picture = moving.picture(start, selected=more)

    assert 0 < moving.canvas.painted < 0.4 * WIDTH * HEIGHT
    assert picture == Window(plan, fonts).picture(start, selected=more)


def test_where_nothing_is_shown_singly_a_selection_paints_nothing(dense_plan, fonts):
    moving = Window(dense_plan, fonts)
    before = moving.picture(ALL_DENSE)
    assert not moving.scene(ALL_DENSE).marks

    assert moving.picture(ALL_DENSE, selected=np.arange(20_000)) == before
    assert moving.canvas.painted == 0


def test_selecting_many_and_finding_some_moves_no_title_and_lays_out_nothing(plan, fonts, start, monkeypatch):
    moving = Window(plan, fonts)
    before, titles = moving.picture(start), moving.scene(start).labels
    monkeypatch.setattr("dateline.layout.stretch.composed", None)

    selected = moving.picture(start, selected=np.arange(400))
    found = moving.picture(start, hits=plan.answer.rows)

    assert before != selected != found != before
    assert moving.scene(start, selected=np.arange(400)).labels == titles
    assert moving.scene(start, selected=np.arange(400)).is_selected.all()
    assert moving.picture(start) == before


def test_what_many_selected_lie_on_is_as_wide_as_mark_and_title_are_seen(plan, fonts, start):
    moving, viewport, seen = Window(plan, fonts), start, Counter[bool]()
    grounds = [Theme.light().colour(role) for role in ("selection", "accent")]

    for _ in range(40):
        viewport = viewport.panned(61.0)
        picture = moving.picture(viewport, selected=np.arange(400))
        low = moving.stretch.x_of(moving.shown(viewport)) - moving.stretch._stretch.x
        edges = moving.stretch._stretch.titles_at_edges(low, WIDTH)
        instead = {label.mark for label in edges.instead}
        for label in (each for each in edges.hidden if each.mark not in instead):
            left, right = max(label.left, low) + 4.0, min(label.right, low + WIDTH) - 4.0
            row, header = round(AXIS_HEIGHT + label.y) + 3, plan.options.header
            if row < HEIGHT and left < right:
                seen.update(picture.pixelColor(round(header + x - low), row) in grounds for x in (left, right))

    assert seen[False] > 20
    assert seen[True] == 0


def test_of_what_was_found_no_line_is_left_where_its_title_does_not_show(plan, fonts, start):
    moving, viewport = Window(plan, fonts), start
    before, accent, header = Window(plan, fonts), Theme.light().colour("accent"), plan.options.header

    for _ in range(20):
        viewport = viewport.panned(61.3)
        found, plain = moving.picture(viewport, hits=plan.answer.rows), before.picture(viewport)
        around = moving.stretch._stretch
        low = moving.stretch.x_of(moving.shown(viewport)) - around.x
        for label in around.titles_at_edges(low, WIDTH).hidden:
            mark, row = label.mark, round(AXIS_HEIGHT + label.y) + 8
            if row < HEIGHT and around.scene.marks.right[mark] < low - 10 and low < label.right < low + WIDTH / 2:
                end = round(header + label.right - low)
                assert all(found.pixelColor(x, row) == plain.pixelColor(x, row) for x in range(end - 5, end + 6))
    assert accent in [found.pixelColor(x, y) for x in range(int(header), 500) for y in range(60, 300)]


@pytest.mark.parametrize("mark", ["selected", "hover", "many"])
def test_an_open_end_is_seen_whatever_is_selected_or_pointed_at(plan, fonts, start, mark):
    moving, viewport = Window(plan, fonts), start.panned(400.0)
    scene = moving.scene(viewport)
    marks = scene.marks
    goes_on = marks.has(WhenFlag.START_OPEN) & (marks.hull_right > 60) & (marks.y < HEIGHT - 2 * AXIS_HEIGHT)
    assert goes_on.sum() > 2

    for place in goes_on.nonzero()[0].tolist():
        row, y = int(marks.row[place]), round(AXIS_HEIGHT + float(marks.y[place]))
        how = {"selected": np.array([row])} if mark == "selected" else {"hover": row} if mark == "hover" else {}
        picture = moving.picture(viewport, **(how or {"selected": np.arange(400)}))
        left, ink = int(plan.options.header), palette_of(Theme.light(), scene.inks).inks[marks.ink[place]]
        assert picture.pixelColor(left + 4, y) == ink
        assert picture.pixelColor(left + 8, y) != ink


def test_a_theme_is_changed_at_once_and_back(plan, fonts, start):
    moving = Window(plan, fonts)
    light = moving.picture(start)

    dark = moving.picture(start, theme=Theme.dark())

    assert dark == Window(plan, fonts).picture(start, theme=Theme.dark())
    assert moving.picture(start) == light


def test_a_step_paints_no_more_than_what_comes_into_view(plan, fonts, start):
    moving, viewport = Window(plan, fonts), start
    moving.picture(viewport)
    painted = []

    for _ in range(40):
        viewport = viewport.panned(24.0)
        moving.picture(viewport)
        painted.append(moving.canvas.painted)

    assert sum(count == 0 for count in painted) > 30
    assert max(painted) <= 512 * (HEIGHT + 128)


def test_what_is_kept_is_bounded_however_far_one_goes(plan, fonts, start):
    moving, viewport = Window(plan, fonts), start

    for step in range(60):
        viewport = viewport.panned(450.0)
        moving.picture(viewport, float(step % 7 * 30))

    most_wide, most_high = WIDTH + AHEAD_X + BEHIND_X + 2 * GRID_X, HEIGHT + AHEAD_Y + BEHIND_Y + 2 * GRID_Y
    assert moving.canvas.bytes <= most_wide * (most_high + GRID_Y) * 4


def test_going_to_and_fro_among_lanes_paints_each_once(kursk, fonts, start):
    moving = Window(Plan(kursk, ask(kursk, Query()), Options(grouping=Grouping.KIND), fonts.measure), fonts)
    for scroll in (0.0, 250.0, 500.0):
        moving.picture(start, scroll)
        assert moving.canvas.painted > 0

    for scroll in (250.0, 0.0, 500.0, 120.0, 0.0):
        moving.picture(start, scroll)
        assert moving.canvas.painted == 0


def test_headers_stand_where_their_lanes_do_at_another_zoom(kursk, fonts, start):
    plan = Plan(kursk, ask(kursk, Query()), Options(grouping=Grouping.KIND), fonts.measure)
    moving, header, other = Window(plan, fonts), int(plan.options.header), start.zoomed(1 / 64, WIDTH / 2)
    first, second = (plan.octave(each.octave).tops[1] for each in (start, other))
    assert first != second < HEIGHT - AXIS_HEIGHT
    before = moving.picture(start).copy(0, int(AXIS_HEIGHT), header, int(HEIGHT - AXIS_HEIGHT))

    after = moving.picture(other).copy(before.rect().translated(0, int(AXIS_HEIGHT)))

    assert after != before
    assert after == Window(plan, fonts).picture(other).copy(before.rect().translated(0, int(AXIS_HEIGHT)))


def test_far_from_its_anchor_a_view_takes_another(plan, fonts, start, monkeypatch):
    monkeypatch.setattr("dateline.layout.stretch.FARTHEST", 2000.0)
    moving, viewport, generations = Window(plan, fonts), start, set()

    for _ in range(12):
        viewport = viewport.panned(500.0)
        assert abs(moving.stretch.x_of(moving.shown(viewport))) < 2000.0
        generations.add(moving.stretch.generation)
        picture = moving.picture(viewport)

    assert 2 <= len(generations) <= 4
    assert unlike(picture, Window(plan, fonts).picture(viewport)) < 20


def test_a_leap_paints_and_lays_out_no_more_than_what_is_seen(kursk, fonts, start):
    plan = Plan(kursk, ask(kursk, Query()), Options(grouping=Grouping.ACTOR), fonts.measure)
    moving, fresh = Window(plan, fonts), Window(plan, fonts)
    moving.picture(start)
    moving.picture(start, 100.0)

    picture = moving.picture(start, 2000.0)

    assert picture == fresh.picture(start, 2000.0)
    assert moving.canvas.painted < fresh.canvas.painted
    assert moving.stretch._stretch.lanes == fresh.stretch._stretch.lanes


def test_while_one_goes_on_what_is_kept_stays_in_its_memory(plan, fonts, start):
    moving, viewport = Window(plan, fonts), start
    moving.picture(viewport)
    kept = []

    for _ in range(60):
        viewport = viewport.panned(90.0)
        moving.picture(viewport)
        kept.append(moving.canvas._lanes._picture)

    assert len({id(picture) for picture in kept}) <= 2
    assert moving.picture(viewport) == Window(plan, fonts).picture(viewport)


def test_pictures_of_titles_are_kept_but_not_for_ever(plan, start, monkeypatch):
    monkeypatch.setattr("dateline.painting.text.PICTURE_BYTES", 0)
    monkeypatch.setattr("dateline.painting.text.VIEWS_PICTURED", 1)
    fonts, made = Type(bundled_family()), pictures_made(monkeypatch)
    moving, viewport = Window(plan, fonts), start

    for _ in range(40):
        viewport = viewport.panned(450.0)
        moving.picture(viewport)

    room = int(WIDTH) * int(HEIGHT) * 4
    kept = sum(picture_bytes(each) for pictures in fonts._pictures.values() for each in pictures.values())
    assert sum(map(picture_bytes, made)) > 1.5 * room
    assert 0.5 * room < kept == fonts.picture_bytes <= room


@pytest.mark.parametrize("dpr", [1.0, 2.0])
def test_long_titles_of_one_view_are_pictured_once(start, dpr, monkeypatch):
    monkeypatch.setattr("dateline.painting.text.PICTURE_BYTES", 0)
    days = np.datetime64("2024-09-01") + np.arange(100)
    title = "What happened then and there by those who came from afar to see it " * 10
    events = [Event(f"e{number}", f"{number} {title}", when=parse_edtf(str(day))) for number, day in enumerate(days)]
    chronology = Chronology.from_events(events)
    fonts, made = Type(bundled_family()), pictures_made(monkeypatch)
    moving = Window(Plan(chronology, ask(chronology, Query()), Options(), fonts.measure), fonts, dpr)
    moving.picture(start)
    assert len(made) > 40
    made.clear()

    for step in range(10):
        moving.picture(start.zoomed(1.001**step, 0.0))

    assert len(made) < 10


def pictures_made(monkeypatch) -> list[QPixmap]:
    """Return a list to which each picture of a text is added when it is made."""
    made: list[QPixmap] = []
    keep = TextPictures._keep
    monkeypatch.setattr(
        TextPictures, "_keep", lambda self, text, made_now: (made.append(made_now), keep(self, text, made_now))
    )
    return made


def test_a_mark_keeps_its_title_and_its_row_while_one_pans(plan, fonts, start):
    moving, viewport = Window(plan, fonts), start
    known: dict[tuple[int, int], tuple[float, str]] = {}

    for _ in range(30):
        viewport = viewport.panned(61.0)
        scene = moving.scene(viewport)
        for label in scene.labels:
            mark = label.mark
            is_whole_in_view = scene.marks.left[mark] > 10 and label.right < WIDTH - 40 and not label.is_inside
            if is_whole_in_view and label.left > 10:
                key = int(scene.marks.row[mark]), int(scene.marks.lane[mark])
                assert known.setdefault(key, (label.y, label.text)) == (label.y, label.text)

    assert len(known) > 20


def test_titles_overlap_neither_where_stretches_meet_nor_anywhere_else(plan, fonts, start):
    moving, viewport = Window(plan, fonts), start

    for step in range(25):
        viewport = viewport.panned(97.0) if step % 5 else viewport.zoomed(1.1, 300.0)
        rows: dict[float, list[tuple[float, float]]] = {}
        for label in moving.scene(viewport).labels:
            rows.setdefault(label.y, []).append((label.left, label.right))
        for spans in rows.values():
            spans.sort()
            assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


def test_the_selected_title_is_as_whole_as_the_view_allows_and_never_over_its_own_mark(plan, fonts, start, crowd):
    moving = Window(plan, fonts)

    for row in np.unique(moving.scene(start).marks.row).tolist():
        scene = moving.scene(start, selected=np.array([row]))
        mark = int(np.flatnonzero(scene.marks.row == row)[0])
        label = scene.label_of(mark)
        assert label is not None
        assert label.role == "title-strong"
        assert label.left >= 0
        assert label.right <= WIDTH
        if label.is_inside:
            continue
        left, right = float(scene.marks.left[mark]), float(scene.marks.right[mark])
        assert label.left >= right or label.right <= left
        title = crowd.title_of(row)
        assert label.text == title or fonts.measure(title, label.role) > max(left, WIDTH - right) - PREFIX - 16.0


def test_no_event_is_looked_at_while_one_pans(plan, fonts, start, monkeypatch):
    moving, viewport = Window(plan, fonts), start
    moving.picture(viewport)
    looked_at = []
    monkeypatch.setattr(Chronology, "event", lambda _, row: looked_at.append(row))

    for _ in range(20):
        viewport = viewport.panned(80.0)
        moving.picture(viewport)

    assert looked_at == []


def test_the_ring_of_unknown_certainty_has_gaps(qapp):
    sign = sign_pixmap(Certainty.UNKNOWN, QColor("#000000"), QColor("#ffffff"), 44.0, 1.0).toImage()

    ring = [
        sign.pixelColor(round(23.0 + 21.2 * np.cos(turn)), round(23.0 + 21.2 * np.sin(turn))).lightness()
        for turn in np.linspace(0, 2 * np.pi, 360)
    ]

    assert min(ring) < 60
    assert max(ring) > 200


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 1.75, 2.0])
@pytest.mark.parametrize("scroll", [0.0, 30.0, 57.0])
def test_the_line_below_a_lane_runs_on_from_its_header(plan, fonts, start, dpr, scroll):
    moving = Window(plan, fonts, dpr)
    picture, scene = moving.picture(start, scroll), moving.scene(start, scroll)
    bottom = AXIS_HEIGHT + scene.bands[0].top + scene.bands[0].height - scroll
    hairline = Theme.light().colour("hairline")
    in_header, in_time = int((scene.left - 3.0) * dpr), int((scene.left + 1.5) * dpr)

    below = range(int((bottom - 3) * dpr), int((bottom + 4) * dpr))
    lines = [[y for y in below if picture.pixelColor(x, y) == hairline] for x in (in_header, in_time)]

    assert lines[0] == lines[1]
    assert len(lines[0]) == int(dpr)
