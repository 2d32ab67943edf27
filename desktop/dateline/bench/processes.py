"""What only a process of its own tells: points 5 and 6, peak memory, and the way from the shell to a painted window."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median as middle
from tempfile import TemporaryDirectory

import dateline
from dateline.bench.clock import Timing
from dateline.bench.figure import Figure, figure, median

RUNS = 9
MEMORY_LIMITS = {10_000: 130.0, 1_000_000: 450.0}
EMPTY = """\
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
application.processEvents()
print("painted", flush=True)
"""
PROGRAM = """\
from dateline import cli
cli.prepare()
from dateline.cli import opening
app = opening.program()
from dateline.widgets.main_window import MainWindow
show = MainWindow.show
def painted():
    from PySide6.QtWidgets import QApplication
    print("painted", flush=True)
    QApplication.quit()
def show_and_tell(window):
    window.painted.connect(painted)
    show(window)
MainWindow.show = show_and_tell
app.run([])
"""
MEMORY = """\
from dateline import cli
cli.prepare()
from dateline.cli import opening
application = opening.program().application()
from dateline.bench.child import main
main(application)
"""


def starting() -> list[Figure]:
    """Measure point 6: an empty window and the program with its bundled chronology, by turns."""
    with TemporaryDirectory(prefix="dateline-bench-") as folder:
        environment = _environment(folder)
        for code in (EMPTY, PROGRAM):  # compiled and in the system's cache, as it is on a machine in use
            _until_painted(code, environment)
        tried = [(_until_painted(EMPTY, environment), _until_painted(PROGRAM, environment)) for _ in range(RUNS)]
    pairs = [(theirs, ours) for theirs, ours in tried if theirs is not None and ours is not None]
    if not pairs:
        return [Figure(6, "start to the first painted window", None, note="not measured: no window was painted")]
    empty = figure(0, "empty PySide6 QMainWindow", Timing.of([pair[0] for pair in pairs]), note=f"{RUNS} runs")
    whole = figure(6, "start to the first painted window", Timing.of([pair[1] for pair in pairs]), (), empty)
    ratio = middle([ours[0] / theirs[0] for theirs, ours in pairs])
    note = "bundled chronology, over an empty window, median of pairs"
    return [empty, whole, Figure(6, "start over an empty window", ratio, unit="×", limits=(median(2.0),), note=note)]


def memory(sizes: Iterable[int]) -> list[Figure]:
    """Measure point 5: the peak of a process that opens a window on so many events, moves, filters and selects."""
    with TemporaryDirectory(prefix="dateline-bench-") as folder:
        environment = _environment(folder)
        _until_painted(PROGRAM, environment)  # what a start keeps for the next one is there, as on a machine in use
        return [_peak(count, environment) for count in sizes]


def _peak(count: int, environment: dict[str, str]) -> Figure:
    told = _output([sys.executable, "-P", "-c", MEMORY, str(count)], environment).split()
    most = MEMORY_LIMITS.get(count)
    return Figure(
        5,
        "peak resident memory",
        float(told[-1]) if told else None,
        unit="MB",
        limits=(median(most),) if most else (),
        events=count,
        note="shown, panned, zoomed, filtered, selected" if told else "not measured: the child failed",
    )


def _environment(folder: str) -> dict[str, str]:
    """A child's environment: no screen, no remembered window, and compiled modules and the cache for this run only."""
    source = str(Path(dateline.__file__).resolve().parents[1])
    paths = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH", ""))))
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    own = {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": paths,
        "PYTHONPYCACHEPREFIX": folder,
        "XDG_CONFIG_HOME": folder,
        "XDG_CACHE_HOME": folder,
    }
    return kept | own


def _until_painted(code: str, environment: dict[str, str]) -> tuple[float, float] | None:
    """Return milliseconds from the start of a process until it says that its window is painted, wall and CPU.

    None where it ends without.
    """
    wall, cpu = time.perf_counter(), _children_cpu()
    command = [sys.executable, "-P", "-c", code]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        passed = (time.perf_counter() - wall) * 1e3
        process.wait()
    return (passed, (_children_cpu() - cpu) * 1e3) if said.strip() == "painted" else None


def _children_cpu() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def _output(command: Sequence[str], environment: dict[str, str]) -> str:
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout
