import subprocess
import sys
from weakref import ref

import pytest
from PySide6.QtWidgets import QApplication

from dateline import app
from dateline.widgets.collector import Collector
from dateline.widgets.main_window import MainWindow
from dateline.widgets.settings import Settings

# Qt's platform without a screen says so of every window with a least size, and of one that comes forward.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def opened(monkeypatch, qapp):
    """Run the program without its event loop; give the windows it showed."""
    windows = []

    def stop_at_once():
        windows.extend(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())
        return 0

    monkeypatch.setattr(QApplication, "exec", staticmethod(stop_at_once))
    yield windows
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Whatever other tests opened, the program begins here as if it had opened nothing."""
    Settings().forget_recent()


def test_without_a_file_the_bundled_chronology_opens(opened, qapp):
    assert app.run([]) == 0

    assert opened[0].windowTitle() == "Kursk, August to December 2024 – Dateline"
    assert opened[0].settings.recent == []


def test_a_named_file_opens_and_is_remembered(opened, tmp_path, qapp):
    path = tmp_path / "mine.dateline.yaml"
    path.write_text("dateline: 1\ntitle: Mine\nevents:\n  - {id: a, title: A day, when: 2024-08-06}\n")

    assert app.run([str(path)]) == 0

    assert opened[0].windowTitle() == "Mine (mine.dateline.yaml) – Dateline"
    assert opened[0].settings.recent == [path]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"title: no version\n", b"[1, 2"])
def test_a_file_that_cannot_be_read_is_one_line_and_no_window(content, opened, tmp_path, capsys, qapp):
    path = tmp_path / "bad.dateline.yaml"
    if content is not None:
        path.write_bytes(content)

    assert app.run([str(path)]) == 2

    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert opened == []


def test_a_large_file_is_read_under_the_users_eyes(opened, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(app, "LARGE", 10)
    path = tmp_path / "large.dateline.yaml"
    path.write_text("dateline: 1\ntitle: Large\nevents:\n  - {id: a, title: A day, when: 2024-08-06}\n")

    assert app.run([str(path)]) == 0

    qtbot.waitUntil(lambda: opened[0].windowTitle() == "Large (large.dateline.yaml) – Dateline")


def test_several_files_open_in_a_window_each(opened, tmp_path, qapp):
    paths = [tmp_path / f"{name}.dateline.yaml" for name in ("first", "second")]
    for path in paths:
        path.write_text(f"dateline: 1\ntitle: {path.stem}\nevents:\n  - {{id: a, title: A day, when: 2024-08-06}}\n")

    assert app.run([str(path) for path in paths]) == 0

    assert {window.document.path for window in opened} == set(paths)


def test_a_start_while_the_program_runs_hands_its_file_over(opened, tmp_path, monkeypatch, qapp):
    handed_over = []
    monkeypatch.setattr(app.SingleInstance, "hand_over", lambda _, files: handed_over.extend(files) or True)

    assert app.run([str(tmp_path / "mine.dateline.yaml")]) == 0

    assert handed_over == [tmp_path / "mine.dateline.yaml"]
    assert opened == []


FINDER = """
import sys
sys.platform = "darwin"
from PySide6.QtGui import QFileOpenEvent
from dateline.app import application
app = application()
app.file_asked.connect(lambda path: print(repr(str(path))))
app.sendEvent(app, QFileOpenEvent(sys.argv[1]))
"""


def test_a_file_that_the_finder_hands_over_is_asked_for(tmp_path):
    path = tmp_path / "mine.dateline"

    told = subprocess.run([sys.executable, "-c", FINDER, path], capture_output=True, text=True, check=True)

    assert told.stdout.startswith(repr(str(path)))


def test_a_file_goes_with_its_window_also_the_first_one(monkeypatch, tmp_path, qapp, qtbot):
    for title in ("One", "Two"):
        (tmp_path / f"{title}.yaml").write_text(f"dateline: 1\ntitle: {title}\nevents: [{{id: a, title: A day}}]\n")
    alive = []

    def close_the_first():
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        first, second = sorted(shown, key=MainWindow.windowTitle)
        shown.clear()
        qtbot.waitUntil(qapp.findChildren(Collector)[-1]._timer.isActive)
        alive.append(ref(first.document.chronology))
        first.close()
        del first
        qtbot.waitUntil(lambda: alive[0]() is None)
        second.close()
        return 0

    monkeypatch.setattr(QApplication, "exec", staticmethod(close_the_first))

    assert app.run([str(tmp_path / "One.yaml"), str(tmp_path / "Two.yaml")]) == 0
