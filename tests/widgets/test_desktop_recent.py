"""The desktop's own list of recent files, as GTK writes it."""

import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QStandardPaths

from dateline.widgets import desktop_recent
from dateline.widgets.desktop_recent import BOOKMARK, MIME, MOST, NAME, forget, remember

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
GTK = """<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0"
      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info"
>
  <bookmark href="file:///home/a/letter%20one.odt" added="2026-01-02T03:04:05Z" modified="2026-01-02T03:04:05Z" visited="2026-01-02T03:04:05Z">
    <title>Letter</title>
    <info>
      <metadata owner="http://freedesktop.org">
        <mime:mime-type type="application/vnd.oasis.opendocument.text"/>
        <bookmark:groups>
          <bookmark:group>Office</bookmark:group>
        </bookmark:groups>
        <bookmark:applications>
          <bookmark:application name="Writer" exec="&apos;writer %u&apos;" modified="2026-01-02T03:04:05Z" count="3"/>
        </bookmark:applications>
      </metadata>
      <metadata owner="http://elsewhere.example"><own:note xmlns:own="http://elsewhere.example/ns">kept</own:note></metadata>
    </info>
  </bookmark>
</xbel>
"""  # noqa: E501 (as it is written)


def bookmarks(folder):
    return {each.get("href"): each for each in ElementTree.parse(folder / NAME).getroot().iter("bookmark")}


def programs(bookmark):
    return {each.get("name"): each.get("count") for each in bookmark.iter(f"{{{BOOKMARK}}}application")}


def test_the_first_file_makes_a_list_that_only_the_user_may_read(tmp_path):
    assert remember(tmp_path / "share", Path("/home/a/Über uns.dateline.yaml"), NOON)

    ((address, bookmark),) = bookmarks(tmp_path / "share").items()
    assert address == "file:///home/a/%C3%9Cber%20uns.dateline.yaml"
    assert bookmark.get("added") == bookmark.get("visited") == "2026-11-25T12:00:00.000000Z"
    assert programs(bookmark) == {"Dateline": "1"}
    assert bookmark.find(f"info/metadata/{{{MIME}}}mime-type").get("type") == "application/vnd.dateline+yaml"
    if sys.platform.startswith("linux"):
        assert stat.S_IMODE((tmp_path / "share" / NAME).stat().st_mode) == 0o600


def test_what_other_programs_wrote_stays(tmp_path):
    (tmp_path / NAME).write_text(GTK, "utf-8")

    remember(tmp_path, Path("/x/a.csv"), NOON)

    text = (tmp_path / NAME).read_text("utf-8")
    letter = bookmarks(tmp_path)["file:///home/a/letter%20one.odt"]
    assert programs(letter) == {"Writer": "3"}
    assert letter.findtext("title") == "Letter"
    assert "<bookmark:group>Office</bookmark:group>" in text
    assert ">kept</own:note>" in text


def test_a_file_that_is_opened_again_is_counted_and_not_listed_twice(tmp_path):
    for day in range(3):
        remember(tmp_path, Path("/x/a.csv"), NOON + timedelta(days=day))

    (bookmark,) = bookmarks(tmp_path).values()
    assert programs(bookmark) == {"Dateline": "3"}
    assert (bookmark.get("added")[:10], bookmark.get("visited")[:10]) == ("2026-11-25", "2026-11-27")


def test_a_file_that_another_program_knows_gets_dateline_beside_it(tmp_path):
    (tmp_path / NAME).write_text(GTK, "utf-8")

    remember(tmp_path, Path("/home/a/letter one.odt"), NOON)
    both = programs(*bookmarks(tmp_path).values())
    forget(tmp_path)

    assert both == {"Writer": "3", "Dateline": "1"}
    assert programs(*bookmarks(tmp_path).values()) == {"Writer": "3"}


def test_of_our_files_the_oldest_give_way_and_no_others(tmp_path):
    (tmp_path / NAME).write_text(GTK, "utf-8")

    for number in range(MOST + 5):
        remember(tmp_path, Path(f"/x/{number}.csv"), NOON + timedelta(minutes=number))

    kept = list(bookmarks(tmp_path))
    assert kept == ["file:///home/a/letter%20one.odt", *(f"file:///x/{n}.csv" for n in range(5, MOST + 5))]


def test_a_program_that_opens_a_file_from_the_list_hands_over_a_path(tmp_path):
    remember(tmp_path, Path("/x/a.csv"), NOON)
    before = (tmp_path / NAME).read_text("utf-8")
    (tmp_path / NAME).write_text(before.replace("%f", "%u"), "utf-8")  # as it was written once

    remember(tmp_path, Path("/x/a.csv"), NOON)

    assert "exec=\"'dateline %f'\"" in before
    assert (tmp_path / NAME).read_text("utf-8").count("exec=\"'dateline %f'\"") == 1


def test_forgetting_takes_out_what_is_ours_alone(tmp_path):
    (tmp_path / NAME).write_text(GTK, "utf-8")
    remember(tmp_path, Path("/x/a.csv"), NOON)

    assert forget(tmp_path)

    assert list(bookmarks(tmp_path)) == ["file:///home/a/letter%20one.odt"]


@pytest.mark.parametrize(
    "damage", ["<xbel", "", "no markup at all", "<html/>", GTK[: len(GTK) // 2], GTK.replace("bookmark:group>", "x:y>")]
)
def test_a_damaged_list_is_left_as_it_is(tmp_path, damage):
    (tmp_path / NAME).write_text(damage, "utf-8")

    assert not remember(tmp_path, Path("/x/a.csv"), NOON)
    assert not forget(tmp_path)

    assert (tmp_path / NAME).read_text("utf-8") == damage
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_list_beyond_all_measure_is_left_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(desktop_recent, "LARGEST", 100)
    (tmp_path / NAME).write_text(GTK, "utf-8")

    assert not remember(tmp_path, Path("/x/a.csv"), NOON)


def test_nothing_is_made_where_there_is_nothing_to_forget(tmp_path):
    assert not forget(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to_is_no_error(tmp_path):
    (tmp_path / "share").write_text("a file where the folder should be")

    assert not remember(tmp_path / "share", Path("/x/a.csv"), NOON)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows and macOS keep lists of their own")
def test_a_file_that_a_window_opened_is_in_the_desktops_list_until_it_is_forgotten(window, tmp_path, qtbot):
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation))
    path = tmp_path / "mine.dateline.yaml"
    path.write_text("dateline: 1\ntitle: Mine\nevents:\n  - {id: a, title: A day, when: 2024-09-01}\n", "utf-8")

    window.files.open(path)
    qtbot.waitUntil(lambda: (folder / NAME).exists() and path.as_uri() in bookmarks(folder))
    window.files.forget_recent()

    assert path.as_uri() not in bookmarks(folder)


def test_a_file_that_the_desktop_was_not_told_of_yet_is_forgotten_too(window, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(desktop_recent, "remember", lambda *_: pytest.fail("told after all"))
    path = tmp_path / "mine.dateline.yaml"
    path.write_text("dateline: 1\ntitle: Mine\nevents:\n  - {id: a, title: A day, when: 2024-09-01}\n", "utf-8")
    with qtbot.waitSignal(window.document.chronology_changed):
        window.files.open(path)

    window.files.forget_recent()

    with qtbot.waitSignal(window.files._telling.timeout):
        window.files._telling.start(0)
