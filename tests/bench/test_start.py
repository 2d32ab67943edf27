"""What a start does without: modules that only some commands need, and work that nobody sees yet."""

import os
import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "desktop"
SHOW = """
import sys
from dateline import qt_support
from dateline.cli import opening
opening.program()
from dateline.app import application
from dateline.formats import registry
from dateline.paths import bundled
from dateline.widgets.main_window import MainWindow
from dateline.formats.kept import KeptRecords
from dateline.layout import stretch
from dateline.painting.canvas import Canvas
from dateline.widgets.crash_report import CrashReports
from dateline.widgets.settings import Settings
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QTimer
COUNTS = {"scenes laid out": 0, "timelines painted": 0, "events made": 0, "settings written": 0}
def count(owner, name, what):
    inner = getattr(owner, name)
    def counted(*arguments, **named):
        COUNTS[what] += 1
        return inner(*arguments, **named)
    setattr(owner, name, counted)
count(stretch, "composed", "scenes laid out")
count(Canvas, "paint", "timelines painted")
count(KeptRecords, "event", "events made")
for name in ("set_flag", "set_text", "set_bytes", "set_file_state"):
    count(Settings, name, "settings written")
app = application()
reports = CrashReports()
reports.begin()
window = MainWindow(registry.read(bundled("data", "kursk-2024.dateline.yaml")))
def first_picture():
    print(*sys.modules)
    print(*(name for library in (QtCore, QtGui, QtWidgets) for name in vars(library)))
    print(COUNTS)
    app.stands = window.timeline.geometry()
    later()
def later():
    if all(place.isHidden() or place.layout().count() for place in window.sides.places.values()):
        QTimer.singleShot(50, all_there)
    else:
        QTimer.singleShot(0, later)
def all_there():
    print(COUNTS)
    print(window.timeline.geometry() == app.stands)
    app.quit()
window.painted.connect(first_picture)
window.show()
app.exec()
reports.end()
qt_support.keep()
"""
NOT_NEEDED = (
    "argparse",
    "difflib",
    "logging",
    "dateutil",
    "typst",
    "pypdfium2",
    "PySide6.QtPrintSupport",
    "numpy.ma",
    "hashlib",
    "html",
    "subprocess",
    "json",
    "yaml",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "dateline.printing",
    "dateline.cli.commands",
    "dateline.domain.rows",
    "dateline.domain.check",
    "dateline.formats.event_csv",
    "dateline.formats.dateline_yaml",
    "dateline.formats.schema",
    "dateline.widgets.print_dialog",
    "dateline.widgets.help_dialogs",
    "dateline.widgets.guide",
    "dateline.widgets.findings_dialog",
    "dateline.widgets.go_to_dialog",
    "dateline.widgets.event_pane",
    "dateline.widgets.event_page",
    "dateline.widgets.event_table",
    "dateline.widgets.filter_pane",
    "dateline.widgets.legend_bar",
    "dateline.domain.paragraph",
    "dateline.layout.legend",
    "dateline.bench",
)
NOT_MADE = ("QIcon", "QEasingCurve", "QStyle", "QAccessible", "QHelpEvent", "QTouchEvent", "QGraphicsSceneEvent")
"""Classes of Qt with many enums, and those of events, which it makes together once Python is handed one."""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a process tells of its first picture and of the moment when all panes are there.

    It is not the first on this machine: what a start keeps for the next one is there.
    """
    folder = str(tmp_path_factory.mktemp("home"))
    own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(SOURCE)}
    own |= {"XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder}
    command, environment = [sys.executable, "-P", "-c", SHOW], {**os.environ, **own}
    subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    modules, classes, first, later, stands = done.stdout.splitlines()
    return set(modules.split()), literal_eval(first), literal_eval(later), stands, set(classes.split())


@pytest.mark.parametrize("module", NOT_NEEDED)
def test_the_first_window_is_painted_without(module, told):
    assert "dateline.widgets.main_window" in told[0]
    assert module not in told[0]


@pytest.mark.parametrize("name", NOT_MADE)
def test_the_first_window_is_painted_before_pyside_makes(name, told):
    assert "QMainWindow" in told[4]
    assert name not in told[4]


def test_the_first_picture_is_laid_out_and_painted_once_without_an_event_or_a_word_to_the_disk(told):
    assert told[1] == {"scenes laid out": 1, "timelines painted": 1, "events made": 0, "settings written": 0}


def test_nothing_moves_when_the_panes_come_in(told):
    assert told[2]["scenes laid out"] == 1
    assert told[3] == "True"


def test_the_command_line_itself_needs_neither_qt_nor_numpy():
    code = "import sys; from dateline.cli import main; main(['--version']); print(*sys.modules)"

    told = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert not {"numpy", "PySide6", "yaml"} & set(told)
