"""What moving the timeline costs: points 1 to 3, panning and zooming, sparse and dense, near and all."""

from collections.abc import Iterable
from dataclasses import replace

from dateline.bench.clock import STEPS, Timing, once, timed
from dateline.bench.figure import Figure, cpu, figure, median, p95
from dateline.bench.floors import Floors
from dateline.bench.generator import synthetic
from dateline.bench.stage import Stage, staged
from dateline.domain.chronology import Chronology
from dateline.layout.readiness import make_ready

SPARSE_A_YEAR = 5000
FEW = 10_000
SINGLY_DAYS = 60.0
"""A stretch of the sparse chronologies in which marks are shown singly: some 1,000 of them."""
PAN = 24.0
FACTOR = 1.2
"""A notch of the wheel."""
RUN = 5
FIRSTS = 9


def sparse(count: int) -> Chronology:
    """Return a chronology of which a stretch holds as many events whatever its size."""
    return synthetic(count, years=count / SPARSE_A_YEAR)


def moving(sizes: Iterable[int], floors: Floors) -> list[Figure]:
    """Measure points 1 to 3 at some sizes."""
    singly = {count: _singly(count, floors) for count in sorted({FEW, *sizes})}
    found = [each for count in sizes for each in (*singly[count], *_dense(count, floors))]
    return found + [each for count in sizes if count > FEW for each in _ratios(singly[FEW], singly[count], count)]


def pan(stage: Stage) -> Timing:
    """Pan on and on, into what was not seen before."""
    return timed(lambda _: stage.step(lambda: stage.timeline.pan(PAN, is_step=False)))


def zoom(stage: Stage) -> Timing:
    """Zoom in and out over more than an octave."""
    return timed(lambda step: stage.step(lambda: stage.timeline.zoom(_factor(step), is_step=False)))


def _factor(step: int) -> float:
    return FACTOR if step // RUN % 2 == 0 else 1 / FACTOR


def _singly(count: int, floors: Floors) -> tuple[Figure, Figure]:
    with staged(sparse(count)) as stage:
        stage.look_at(SINGLY_DAYS)
        scene = stage.timeline.scene
        seen = f"{stage.visible():,} events in view, {len(scene.labels):,} titles, {len(scene.blocks):,} blocks"
        panned = pan(stage)
        stage.look_at(SINGLY_DAYS)
        zoomed = zoom(stage)
    return (
        figure(1, "pan step, marks shown singly", panned, (cpu(3.0), p95(16.7)), floors.moved, count, seen),
        figure(1, "zoom step, marks shown singly", zoomed, (median(8.0), p95(16.7)), floors.titles, count, seen),
    )


def _dense(count: int, floors: Floors) -> list[Figure]:
    chronology = synthetic(count)
    with staged(chronology) as stage:
        tried = [_first(stage, chronology) for _ in range(FIRSTS)]
        stage.window.navigation.fit_file()
        stage.settle()
        note = f"all {count:,} in view"
        panned = pan(stage)
        stage.window.navigation.fit_file()
        zoomed = zoom(stage)
    limits = (median(5.0), p95(16.7))
    return [
        figure(2, "pan step, dense", panned, limits, floors.moved, count, note),
        figure(2, "zoom step, dense", zoomed, limits, floors.edges, count, note),
        figure(
            2,
            "first show-all",
            Timing.of([shown for _, shown in tried]),
            (median(15.0),),
            floors.filled,
            count,
            f"first show-all: median of {FIRSTS}, of a chronology that the reading thread has made ready",
        ),
        figure(2, "making it ready", Timing.of([ready for ready, _ in tried]), (), None, count),
    ]


def _first(stage: Stage, chronology: Chronology) -> tuple[tuple[float, float], tuple[float, float]]:
    """Make ready and show a chronology that nothing is known of yet, until it is painted."""
    fresh = replace(chronology)

    def show() -> None:
        stage.document.open(fresh)
        stage.paint()

    ready = once(lambda: make_ready(fresh))
    found = once(show)
    stage.settle()
    return ready, found


def _ratios(few: tuple[Figure, Figure], many: tuple[Figure, Figure], count: int) -> list[Figure]:
    most = 1.5 if count <= 10**6 else 2.0
    found = []
    for name, one, other in zip(("pan", "zoom"), few, many, strict=True):
        if one.cpu and other.cpu is not None:
            ratio = other.cpu / one.cpu
            text = f"{name} step over that at {FEW:,}"
            note = f"CPU, {STEPS} steps each, as many events in view"
            found.append(Figure(3, text, ratio, unit="×", limits=(median(most),), events=count, note=note))
    return found
