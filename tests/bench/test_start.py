"""What a start does without: modules that only some commands need, and work that nobody sees yet."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "desktop"
SHOW = """
import sys
from dateline.cli import commands
commands.program()
from dateline.app import application
from dateline.formats import registry
from dateline.paths import bundled
from dateline.widgets.main_window import MainWindow
app = application()
window = MainWindow(registry.read(bundled("data", "kursk-2024.dateline.yaml")))
window.painted.connect(app.quit)
window.show()
app.exec()
print(*sys.modules)
"""
NOT_NEEDED = (
    "dateutil",
    "typst",
    "pypdfium2",
    "PySide6.QtPrintSupport",
    "numpy.ma",
    "hashlib",
    "html",
    "json",
    "yaml",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "dateline.printing",
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


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """The modules of a process that has painted its first window, not for the first time on this machine."""
    folder = str(tmp_path_factory.mktemp("home"))
    own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(SOURCE)}
    own |= {"XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
    command, environment = [sys.executable, "-P", "-c", SHOW], {**os.environ, **own}
    subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", NOT_NEEDED)
def test_the_first_window_is_painted_without(module, imported):
    assert "dateline.widgets.main_window" in imported
    assert module not in imported


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
