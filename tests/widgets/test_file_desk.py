"""Files in and out of the window: opened, dropped, read again, found faulty, saved, copied."""

import csv
import io
import os
import warnings
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QToolButton

from dateline import paths
from dateline.domain.query import Query
from dateline.formats import registry
from dateline.layout.metrics import Grouping, Lens
from dateline.widgets.file_desk import editor_command

CTRL = Qt.KeyboardModifier.ControlModifier
BAD_DATE = """\
dateline: 1
title: One bad event
events:
  - {id: good, title: A good one, when: 2024-08-06}
  - {id: bad, title: A bad one, when: 2024-13-45}
"""


@pytest.fixture
def own(opened, five_path):
    """A window of the test's own on the five events."""
    return opened(registry.read(five_path))


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8") if isinstance(text, str) else path.write_bytes(text)
    return path


def answer(monkeypatch, kind, path):
    """Let the file dialog be answered with a path; the arguments it was asked with."""
    asked = []

    def ask(*arguments, **named):
        asked.append(arguments)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, kind, ask)
    return asked


def act(window):
    """The button of the message bar."""
    return next(each for each in window.messages.findChildren(QPushButton) if each.isVisibleTo(window.messages))


# opening


def test_a_file_is_made_ready_for_the_lanes_it_was_last_shown_in(own, tmp_path, monkeypatch):
    path = write(tmp_path, "other.dateline.yaml", "dateline: 1\ntitle: Other\nevents: []\n")
    own.files.open(path)
    own.document.set_appearance(replace(own.document.appearance, grouping=Grouping.ACTOR))
    own.files.open_bundled()
    asked = []
    monkeypatch.setattr("dateline.models.loader.make_ready", lambda _, *how: asked.append(how))

    own.files.open(path)

    assert asked == [(Grouping.ACTOR, Lens.KIND)]


def test_a_file_chosen_in_the_dialog_is_shown(own, tmp_path, monkeypatch, hand, qtbot):
    answer(
        monkeypatch,
        "getOpenFileName",
        write(tmp_path, "other.dateline.yaml", "dateline: 1\ntitle: Other\nevents: []\n"),
    )

    with qtbot.waitSignal(own.document.chronology_changed):
        qtbot.keyClick(own.timeline, Qt.Key.Key_O, CTRL)

    assert own.windowTitle() == "Other (other.dateline.yaml) – Dateline"
    assert own.chips.count.text().startswith("0 of 0")
    assert hand.read(own).startswith("This chronology has no events.")


def test_a_file_that_is_opened_later_begins_on_its_own_period(own, qtbot):
    with qtbot.waitSignal(own.document.chronology_changed):
        own.files.open_bundled()

    assert own.document.viewport == own.document.fitted_to_file()
    assert not own.document.can_go_back


def test_a_cancelled_dialog_changes_nothing(own, monkeypatch, qtbot):
    answer(monkeypatch, "getOpenFileName", "")

    with qtbot.assertNotEmitted(own.document.chronology_changed):
        own.files.open_file()

    assert own.messages.text == ""


def dropped(window, *urls):
    data = QMimeData()
    data.setUrls(list(urls))
    options = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    with warnings.catch_warnings():  # Qt 6.12 has another way to make one, Qt 6.10 only this
        warnings.simplefilter("ignore", DeprecationWarning)
        entered = QDragEnterEvent(QPoint(300, 300), *options)
    QApplication.sendEvent(window, entered)
    if entered.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), *options))
    return entered.isAccepted()


def test_a_file_that_is_dropped_on_the_window_is_shown(own, tmp_path, qtbot):
    path = write(tmp_path, "a b, Курск.dateline.yaml", "dateline: 1\ntitle: Dropped\nevents: []\n")

    with qtbot.waitSignal(own.document.chronology_changed):
        is_taken = dropped(own, QUrl.fromLocalFile(str(path)))

    assert is_taken
    assert own.windowTitle() == "Dropped (a b, Курск.dateline.yaml) – Dateline"


def test_an_address_that_is_dropped_is_refused(own):
    assert not dropped(own, QUrl("https://example.org/a.dateline.yaml"))
    assert own.windowTitle() == "Five events (five.dateline.yaml) – Dateline"


def test_opening_a_file_makes_it_recent_and_the_menu_opens_it_again(own, five_path, tmp_path, qtbot):
    other = write(tmp_path, "other & one.dateline.yaml", "dateline: 1\ntitle: Other\nevents: []\n")
    for path in (five_path, other):
        with qtbot.waitSignal(own.document.chronology_changed):
            own.files.open(path)

    recent = next(menu for menu in own.findChildren(QMenu) if menu.title().replace("&", "") == "Open recent")
    recent.aboutToShow.emit()
    names = [action.text().replace("&&", "&") for action in recent.actions()]
    with qtbot.waitSignal(own.document.chronology_changed):
        recent.actions()[1].trigger()

    assert names[0].startswith("other & one.dateline.yaml")
    assert own.windowTitle() == "Five events (five.dateline.yaml) – Dateline"


def test_the_bundled_chronology_is_no_recent_file(own, qtbot):
    with qtbot.waitSignal(own.document.chronology_changed):
        own.files.open_bundled()

    assert paths.is_bundled(own.document.path)
    assert own.settings.recent == []
    assert own.menus.actions["open_in_editor"].isEnabled()


def test_forgetting_the_recent_files_empties_the_menu(own, five_path, qtbot):
    own.settings.remember_opened(five_path)
    recent = next(menu for menu in own.findChildren(QMenu) if menu.title().replace("&", "") == "Open recent")
    recent.aboutToShow.emit()

    recent.actions()[-1].trigger()
    recent.aboutToShow.emit()

    assert [action.isEnabled() for action in recent.actions()] == [False]


# faults


def test_a_file_with_a_bad_event_opens_and_says_what_is_left_out(own, tmp_path, hand, qtbot):
    with qtbot.waitSignal(own.document.chronology_changed):
        own.files.open(write(tmp_path, "bad.dateline.yaml", BAD_DATE))

    assert own.chips.count.text().startswith("1 of 1")
    assert own.messages.property("tone") == "warning"
    assert "bad.dateline.yaml:5:" in own.messages.text
    assert "2024-13-45" in own.messages.text
    assert act(own).text() == "Show all…"
    assert "1 problem" in hand.status(own)


def test_the_findings_are_listed_with_their_lines(own, tmp_path, monkeypatch, qtbot):
    with qtbot.waitSignal(own.document.chronology_changed):
        own.files.open(write(tmp_path, "bad.dateline.yaml", BAD_DATE))
    shown = []
    monkeypatch.setattr("dateline.widgets.findings_dialog.FindingsDialog.exec", lambda dialog: shown.append(dialog))

    qtbot.mouseClick(act(own), Qt.MouseButton.LeftButton)

    table = shown[0].table
    rows = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    assert any(line == "5" and level == "error" and "2024-13-45" in what for line, level, what in rows)


UNREADABLE = {
    "not YAML": b"a: [b\nc: }",
    "not UTF-8": b"dateline: 1\ntitle: \xff\xfe\n",
    "not a chronology": b"- 1\n- 2\n",
    "another version": b"dateline: 99\ntitle: Later\nevents: []\n",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
    "nothing": b"",
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_cannot_be_read_leaves_the_one_before_shown(own, tmp_path, content, hand, qtbot):
    own.files.open(write(tmp_path, "broken.dateline.yaml", content))
    qtbot.waitUntil(lambda: own.messages.property("tone") == "error")

    assert own.windowTitle() == "Five events (five.dateline.yaml) – Dateline"
    assert own.chips.count.text().startswith("5 of 5")
    assert "broken.dateline.yaml" in own.messages.text
    assert "Traceback" not in own.messages.text


def test_a_missing_file_a_folder_and_an_unknown_suffix_are_each_told(own, tmp_path, qtbot):
    for path in (tmp_path / "gone.dateline.yaml", tmp_path, write(tmp_path, "song.mp3", b"ID3")):
        own.messages.clear()
        own.files.open(path)
        qtbot.waitUntil(lambda: own.messages.property("tone") == "error" and bool(own.messages.text))

        assert path.name in own.messages.text
        assert own.windowTitle() == "Five events (five.dateline.yaml) – Dateline"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_told(own, tmp_path, qtbot):
    path = write(tmp_path, "mine.dateline.yaml", BAD_DATE)
    path.chmod(0)

    own.files.open(path)
    qtbot.waitUntil(lambda: own.messages.property("tone") == "error")

    assert "mine.dateline.yaml" in own.messages.text


# a file that others change


def test_a_file_that_another_program_changes_is_told_and_read_again(own, five_path, qtbot):
    with qtbot.waitSignal(own.document.chronology_changed):
        own.files.open(five_path)
    own.document.set_query(Query(regions=frozenset(["RU-KRS"])))

    five_path.write_text(five_path.read_text("utf-8").replace("A bridge is struck", "Two bridges are struck"), "utf-8")
    qtbot.waitUntil(lambda: "was changed by another program" in own.messages.text)
    title = own.windowTitle()
    with qtbot.waitSignal(own.document.chronology_changed):
        qtbot.mouseClick(act(own), Qt.MouseButton.LeftButton)

    assert title == "Five events (five.dateline.yaml) [changed on disk] – Dateline"
    assert own.windowTitle() == "Five events (five.dateline.yaml) – Dateline"
    titles = [own.document.chronology.title_of(row) for row in own.document.answer.rows]
    assert "Two bridges are struck" in titles
    assert own.document.query == Query(regions=frozenset(["RU-KRS"]))


def test_a_file_that_an_editor_replaces_is_still_watched(own, five_path, tmp_path, qtbot):
    with qtbot.waitSignal(own.document.chronology_changed):
        own.files.open(five_path)
    for count in (1, 2):
        own.messages.clear()
        text = five_path.read_text("utf-8").replace("Five events", f"Five events {count}")
        os.replace(write(tmp_path, "five.tmp", text), five_path)
        qtbot.waitUntil(lambda: "was changed by another program" in own.messages.text)
        with qtbot.waitSignal(own.document.chronology_changed):
            qtbot.mouseClick(act(own), Qt.MouseButton.LeftButton)

    assert own.windowTitle() == "Five events 2 1 (five.dateline.yaml) – Dateline"


def test_the_file_that_the_window_began_with_is_watched_too(own, five_path, qtbot):
    five_path.write_text(five_path.read_text("utf-8").replace("Five events", "Changed"), "utf-8")

    qtbot.waitUntil(lambda: "was changed by another program" in own.messages.text)
    assert own.windowTitle() == "Five events (five.dateline.yaml) [changed on disk] – Dateline"


def test_a_file_that_is_removed_stays_shown_and_is_told(own, five_path, qtbot):
    with qtbot.waitSignal(own.document.chronology_changed):
        own.files.open(five_path)

    five_path.unlink()

    qtbot.waitUntil(lambda: "was moved or removed" in own.messages.text)
    assert own.chips.count.text().startswith("5 of 5")


def test_reading_again_keeps_the_event_that_is_read(own, hand, qtbot):
    own.document.select_one(own.document.chronology.row_of("meeting"))

    with qtbot.waitSignal(own.document.chronology_changed):
        qtbot.keyClick(own.timeline, Qt.Key.Key_F5)

    assert hand.title_of(own) == "Ministers meet in Moscow"


# saving


def test_the_picture_is_written_at_twice_its_size(own, tmp_path, monkeypatch, qtbot):
    path = tmp_path / "picture.png"
    answer(monkeypatch, "getSaveFileName", path)
    size = own.timeline.viewport().size()

    qtbot.keyClick(own.timeline, Qt.Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)

    image = QImage(str(path))
    assert image.size() == size * 2
    assert len({image.pixel(x, image.height() // 2) for x in range(0, image.width(), 3)}) > 1
    assert str(path) in own.messages.text


def test_the_rows_are_written_as_a_table_that_reads_back(own, tmp_path, monkeypatch, hand):
    path = tmp_path / "rows.csv"
    answer(monkeypatch, "getSaveFileName", path)
    own.document.set_query(Query(regions=frozenset(["RU-KRS"])))

    own.menus.actions["save_csv"].trigger()

    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert [row["title"] for row in rows] == ["Troops cross the border", "A bridge is struck"]
    assert [row["when"] for row in rows] == ["2024-08-06", "2024-08-18"]


def test_a_name_without_a_suffix_gets_one(own, tmp_path, monkeypatch):
    answer(monkeypatch, "getSaveFileName", tmp_path / "rows")

    own.menus.actions["save_csv"].trigger()

    assert (tmp_path / "rows.csv").exists()


def test_a_cancelled_save_writes_nothing(own, tmp_path, monkeypatch):
    before = sorted(tmp_path.iterdir())
    answer(monkeypatch, "getSaveFileName", "")

    own.menus.actions["save_png"].trigger()
    own.menus.actions["save_csv"].trigger()

    assert [path for path in sorted(tmp_path.iterdir()) if path.suffix in (".png", ".csv")] == []
    assert before
    assert own.messages.text == ""


def test_a_place_that_cannot_be_written_is_told(own, tmp_path, monkeypatch):
    answer(monkeypatch, "getSaveFileName", tmp_path / "no" / "such" / "folder.csv")

    own.menus.actions["save_csv"].trigger()

    assert own.messages.property("tone") == "error"
    assert "could not be written" in own.messages.text


def test_a_new_file_is_written_opened_and_has_nothing_to_mend(own, tmp_path, monkeypatch, qtbot):
    answer(monkeypatch, "getSaveFileName", tmp_path / "mine")

    with qtbot.waitSignal(own.document.chronology_changed):
        qtbot.keyClick(own.timeline, Qt.Key.Key_N, CTRL)

    assert own.document.path == tmp_path / "mine.dateline.yaml"
    assert len(own.document.chronology) > 0
    assert own.document.chronology.findings == ()
    assert "mine.dateline.yaml" in own.messages.text
    assert act(own).text() == "Open in editor"


def test_csv_of_the_bundled_chronology_has_a_row_for_every_event(window, tmp_path, monkeypatch):
    path = tmp_path / "kursk.csv"
    answer(monkeypatch, "getSaveFileName", path)

    window.menus.actions["save_csv"].trigger()

    assert len(list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))) == 167


# editors


def test_the_editor_of_the_users_choice_is_told_the_line(tmp_path, monkeypatch):
    for name in ("code", "kate"):
        write(tmp_path, name, "#!/bin/sh\n").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("VISUAL", "/usr/bin/kate")

    command = editor_command(tmp_path / "a b.dateline.yaml", 41)

    assert command == [str(tmp_path / "kate"), "--line", "41", str(tmp_path / "a b.dateline.yaml")]


def test_an_editor_that_needs_a_terminal_is_not_started(tmp_path, monkeypatch):
    write(tmp_path, "vim", "#!/bin/sh\n").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("VISUAL", "vim")

    assert editor_command(tmp_path / "a.dateline.yaml", 1) is None


def test_the_message_can_be_closed(own, qtbot):
    own.messages.show_note("A note")

    qtbot.mouseClick(own.messages.findChild(QToolButton), Qt.MouseButton.LeftButton)

    assert own.messages.text == ""
    assert not own.messages.isVisible()
