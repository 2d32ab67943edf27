import faulthandler
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qDebug
from PySide6.QtWidgets import QApplication, QMessageBox

import dateline
from dateline.widgets.crash_report import CrashReports

ROOT = Path(__file__).resolve().parents[2]
CRASH = """
import faulthandler, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from dateline.widgets.crash_report import CrashReports
app = QCoreApplication([])
CrashReports(Path(sys.argv[1])).begin()
print(flush=True)
getattr(faulthandler, sys.argv[2])()
"""


@pytest.fixture
def reports(tmp_path, qapp, monkeypatch):
    """A run of the program that is watched, with a state folder of its own."""
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)  # what goes to the console is no part of this
    was_enabled = faulthandler.is_enabled()
    reports = CrashReports(tmp_path / "state")
    reports.begin()
    yield reports
    reports.end()
    for box in boxes():
        box.close()
    if was_enabled:
        faulthandler.enable(sys.__stderr__)


def boxes():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]


def written(folder):
    return sorted((folder / "state").glob("report-*.txt"))


def fail_with(message):
    raise KeyError(message)


def fail_once(qtbot, message="the user's own words"):
    QTimer.singleShot(0, lambda: fail_with(message))
    qtbot.wait(50)


def test_an_error_is_told_in_a_dialog_that_names_the_report(reports, tmp_path, qtbot):
    fail_once(qtbot)

    (path,) = written(tmp_path)
    (box,) = boxes()
    assert "KeyError at test_crash_report.py" in box.text()
    assert str(path) in box.informativeText()


def test_a_report_has_versions_and_places_and_nothing_of_the_users_data(reports, tmp_path, qtbot):
    fail_once(qtbot, "secret title")

    text = written(tmp_path)[0].read_text("utf-8")
    assert f"Dateline {dateline.__version__}" in text
    assert "KeyError" in text
    assert "fail_with" in text
    assert "secret title" not in text


def test_a_report_ends_with_the_last_lines_of_the_log_without_names(reports, tmp_path, qtbot):
    reports.end()
    reports.begin()  # after pytest-qt's own watch over messages
    qDebug('the file "/home/somebody/letters.yaml" has gone')
    fail_once(qtbot)

    text = written(tmp_path)[0].read_text("utf-8")
    assert "the file … has gone" in text


def test_the_same_error_again_is_written_and_told_once(reports, tmp_path, qtbot):
    for _ in range(3):
        fail_once(qtbot)
    boxes()[0].close()
    fail_once(qtbot)

    assert len(written(tmp_path)) == 4
    assert boxes() == []


def test_an_error_without_end_is_not_written_without_end(reports, tmp_path, qtbot):
    for _ in range(60):
        QTimer.singleShot(0, lambda: fail_with("again"))
    qtbot.wait(200)

    assert len(written(tmp_path)) == 20


def test_an_error_in_a_thread_is_told_by_the_first(reports, tmp_path, qtbot):
    thread = threading.Thread(target=fail_with, args=["in a thread"])
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: len(boxes()) == 1)
    assert len(written(tmp_path)) == 1


@pytest.mark.parametrize(
    ("how", "told"),
    [("_sigsegv", "Segmentation fault"), ("_sigabrt", "Aborted"), ("_stack_overflow", "Segmentation fault")],
)
def test_a_hard_crash_is_known_at_the_next_start_and_only_then(tmp_path, qapp, how, told):
    folder = tmp_path / "state"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop")}
    subprocess.run([sys.executable, "-c", CRASH, str(folder), how], env=environment, capture_output=True, check=False)

    found = [CrashReports(folder)._crash_before() for _ in range(2)]

    text = found[0].read_text("utf-8")
    assert f"Fatal Python error: {told}" in text
    assert f"Dateline {dateline.__version__}" in text
    assert "begins: Dateline" in text.partition("Log:")[2]
    assert str(tmp_path) not in text
    assert found[1] is None


def test_a_run_that_ends_well_leaves_nothing(tmp_path, qapp):
    was_enabled = faulthandler.is_enabled()
    reports = CrashReports(tmp_path / "state")

    assert reports.begin() is None
    reports.end()

    assert [path.name for path in (tmp_path / "state").iterdir()] == ["log.txt"]
    if was_enabled:
        faulthandler.enable(sys.__stderr__)


def test_no_place_to_write_to_keeps_nothing_from_starting(tmp_path, qapp, qtbot, monkeypatch):
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    (tmp_path / "state").write_text("a file where the folder should be")
    reports = CrashReports(tmp_path / "state")

    assert reports.begin() is None
    fail_once(qtbot)
    reports.end()

    (box,) = boxes()
    assert "could not be written" in box.informativeText()
    box.close()
