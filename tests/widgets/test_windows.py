import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from dateline.formats import registry
from dateline.paths import bundled
from dateline.widgets.single_instance import Request
from dateline.widgets.windows import STEP, Windows

TEXT = "dateline: 1\ntitle: {}\nevents:\n  - {{id: a, title: A day, when: 2024-08-06}}\n"


@pytest.fixture
def windows(qapp, qtbot):
    """No window yet."""
    windows = Windows()
    yield windows
    for window in windows.all:
        window.close()
    qtbot.waitUntil(lambda: windows.all == [])


@pytest.fixture
def files(tmp_path):
    """Two chronologies, One and Two."""
    for title in ("One", "Two"):
        (tmp_path / f"{title}.dateline.yaml").write_text(TEXT.format(title))
    return [tmp_path / f"{title}.dateline.yaml" for title in ("One", "Two")]


def test_a_file_opens_in_a_window_of_its_own_beside_the_one_before(windows, files, qtbot):
    first, second = (windows.open(path) for path in files)

    qtbot.waitUntil(
        lambda: (
            [each.windowTitle() for each in windows.all]
            == ["One (One.dateline.yaml) – Dateline", "Two (Two.dateline.yaml) – Dateline"]
        )
    )
    assert second.pos() - first.pos() == STEP


def test_the_window_that_shows_a_file_comes_forward_instead_of_another(windows, files, tmp_path, monkeypatch):
    first = windows.open(files[0])
    windows.open(files[1])
    first.showMinimized()
    (tmp_path / "link").symlink_to(files[0])

    assert windows.open(tmp_path / "link") is first

    assert len(windows.all) == 2
    assert not first.isMinimized()


def test_a_file_that_could_not_be_read_is_read_again_in_the_same_window(windows, tmp_path):
    path = tmp_path / "late.dateline.yaml"
    window = windows.open(path)
    told = window.messages.text
    path.write_text(TEXT.format("Late"))

    assert windows.open(path) is window

    assert "late.dateline.yaml" in told
    assert window.windowTitle() == "Late (late.dateline.yaml) – Dateline"


def test_a_closed_window_is_forgotten_and_its_file_opens_anew(windows, files, qtbot):
    first = windows.open(files[0])

    first.close()
    qtbot.waitUntil(lambda: windows.all == [])
    windows.open(files[0])

    assert len(windows.all) == 1


def test_a_later_start_without_a_file_brings_a_window_forward(windows, files, monkeypatch):
    window = windows.open(files[0])
    window.showMinimized()

    windows.answer(Request())

    assert windows.all == [window]
    assert not window.isMinimized()


def test_a_later_start_opens_each_of_its_files(windows, files):
    windows.answer(Request(tuple(files)))

    assert [window.document.path for window in windows.all] == files


def test_a_file_handed_over_at_the_start_takes_the_place_of_the_chronology_that_ships(windows, files):
    path = bundled("data", "kursk-2024.dateline.yaml")
    window = windows.show(registry.read(path), path)

    windows.open_instead(files[0])
    windows.open_instead(files[1])

    assert [each.document.path for each in windows.all] == files
    assert windows.all[0] is window


def test_of_several_dropped_files_the_first_is_shown_here_and_the_others_beside(windows, files, tmp_path, qtbot):
    third = tmp_path / "Three.dateline.yaml"
    third.write_text(TEXT.format("Three"))
    window = windows.open(third)
    qtbot.waitUntil(lambda: window.windowTitle() == "Three (Three.dateline.yaml) – Dateline")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))

    qtbot.waitUntil(
        lambda: (
            [each.windowTitle() for each in windows.all]
            == ["One (One.dateline.yaml) – Dateline", "Two (Two.dateline.yaml) – Dateline"]
        )
    )
