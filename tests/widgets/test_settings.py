"""What is remembered comes back, and no damaged settings file keeps the window from opening."""

import pytest
from PySide6.QtCore import QSettings, Qt

from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import Query
from dateline.formats import registry
from dateline.layout.metrics import Grouping, Lens
from dateline.models.document import Appearance
from dateline.widgets.settings import RECENT_LIMIT, FileState, Settings

FULL = FileState(
    Query(
        regions=frozenset(["RU-KRS", "unknown"]),
        regions_alone=frozenset(["RU"]),
        kinds=frozenset(["combat", ""]),
        certainties=frozenset([Certainty.CLAIMED, Certainty.DISPUTED]),
        period=parse_edtf("2024-08-06/2024-12"),
        text="a, b; “c” = %41 \\ Курск",
    ),
    (-13_800_000_000 * 31_556_952, 12345.678),
    Appearance(Grouping.KIND, Lens.CERTAINTY, True),
    "crossing",
)


def again(path):
    return Settings(QSettings(str(path), QSettings.Format.IniFormat))


def written(settings):
    settings._store.sync()


# values


@pytest.mark.parametrize("state", [FileState(), FULL, FileState(Query(kinds=frozenset([""])))])
def test_a_files_state_comes_back_from_disk_as_it_was(settings, ini, five_path, state):
    settings.set_file_state(five_path, state)
    written(settings)

    assert again(ini).file_state(five_path) == state


def test_each_file_has_its_own_state(settings, tmp_path):
    settings.set_file_state(tmp_path / "a.dateline.yaml", FULL)

    assert settings.file_state(tmp_path / "b.dateline.yaml") == FileState()


def test_recent_files_are_newest_first_without_those_that_are_gone(settings, ini, tmp_path):
    paths = [tmp_path / f"{number}.dateline.yaml" for number in range(RECENT_LIMIT + 3)]
    for path in paths:
        path.touch()
        settings.remember_opened(path)
    paths[-1].unlink()
    written(settings)

    assert again(ini).recent == list(reversed(paths[3:-1]))


def test_a_file_that_is_opened_again_stands_once(settings, tmp_path):
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    for path in (one, two):
        path.touch()
    for path in (one, two, one):
        settings.remember_opened(path)

    assert settings.recent == [one, two]


def test_names_with_commas_and_other_scripts_are_kept(settings, ini, tmp_path):
    path = tmp_path / "a, b = “Курск” 100%.dateline.yaml"
    path.touch()
    settings.remember_opened(path)
    written(settings)

    assert again(ini).recent == [path]


# the window


def test_a_file_is_shown_again_as_it_was_left(opened, five_path, qtbot):
    first = opened(registry.read(five_path))
    first.document.set_query(Query(regions=frozenset(["RU-KRS"])))
    first.document.select_one(first.document.chronology.row_of("bridge"))
    first.document.set_appearance(Appearance(Grouping.CERTAINTY, Lens.REGION, True))
    first.timeline.zoom(3.0, 200.0)
    left = first.document.viewport
    first.close()

    second = opened(registry.read(five_path))

    seen = second.document.viewport
    assert second.document.query == Query(regions=frozenset(["RU-KRS"]))
    assert second.document.chronology.id(second.document.current) == "bridge"
    assert second.document.appearance == Appearance(Grouping.CERTAINTY, Lens.REGION, True)
    assert seen.start == pytest.approx(left.start, abs=2 * left.scale)
    assert seen.span == pytest.approx(left.span, rel=1e-6)


def test_forgetting_the_files_leaves_no_trace_also_of_those_that_are_open(opened, settings, ini, five_path, tmp_path):
    other = tmp_path / "other.dateline.yaml"
    other.write_text(five_path.read_text("utf-8"), "utf-8")
    earlier = opened(registry.read(other))
    earlier.document.set_query(Query(text="informant"))
    earlier.close()
    windows = [opened(registry.read(path)) for path in (five_path, other)]
    for window in windows:
        window.files.tell_opened(window.document.chronology)
        window.document.set_query(Query(text="moscow"))
    windows[0].settings._store.sync()
    before = ini.read_text("utf-8")

    windows[0].files.forget_recent()
    for window in windows:
        window.close()
        window.settings._store.sync()

    after = ini.read_text("utf-8")
    for trace in (str(other), "informant"):
        assert trace in before
    for trace in (str(tmp_path), "informant", "moscow", "[files]"):
        assert trace not in after
    assert "geometry" in after


def test_a_file_that_is_opened_again_is_remembered_again(opened, ini, five_path):
    window = opened(registry.read(five_path))
    window.files.forget_recent()

    window.files.tell_opened(window.document.chronology)
    window.document.set_query(Query(text="moscow"))
    window.close()

    assert again(ini).file_state(five_path).query == Query(text="moscow")


def test_leaving_a_file_for_another_keeps_its_filter_for_the_way_back(opened, five_path, kursk, qtbot):
    window = opened(kursk)
    window.document.set_query(Query(regions=frozenset(["RU-KRS"])))

    with qtbot.waitSignal(window.document.chronology_changed):
        window.files.open(five_path)
    between = window.document.query
    with qtbot.waitSignal(window.document.chronology_changed):
        window.open_bundled() if hasattr(window, "open_bundled") else window.files.open_bundled()

    assert not between
    assert window.document.query == Query(regions=frozenset(["RU-KRS"]))


def test_a_filter_on_regions_that_the_file_no_longer_has_is_dropped(opened, settings, five_path):
    settings.set_file_state(five_path, FileState(Query(regions=frozenset(["XX-GONE"]), kinds=frozenset(["gone"]))))
    written(settings)

    window = opened(registry.read(five_path))

    assert not window.document.query
    assert len(window.document.answer.rows) == 5


def test_panes_that_were_closed_stay_closed(opened, kursk):
    first = opened(kursk)
    first.menus.actions["show_filters"].setChecked(False)
    first.menus.actions["show_table"].setChecked(True)
    first.close()

    second = opened(kursk)

    assert not second.filters.isVisible()
    assert second.table.isVisible()
    assert second.details.isVisible()


def test_the_window_has_its_size_again(opened, kursk, qtbot):
    first = opened(kursk, size=(700, 500))
    size = first.size()
    first.close()

    second = opened(kursk, size=None)

    assert second.size() == size


DAMAGED = [
    b"",
    b"\x00\xff\xfe garbage \x80\x81" * 50,
    b"[window]\ngeometry=@ByteArray(nonsense)\npanes=@ByteArray(\\0\\x1)\nrows=17\nfilters=perhaps\n",
    b"[window]\ngeometry=@Rect(1 2 3 4)\npanes=@Size(0 0)\ndetails=@Invalid()\n",
    b"recent=17\n[General]\nrecent=@Size(1 2)\n",
    b"[keys]\nopen_file=@Invalid()\nquit=not a key at all\nzoom_in=\nprint_pdf=1, 2, 3\n",
]


@pytest.mark.parametrize("content", DAMAGED)
def test_no_damaged_settings_file_keeps_the_window_from_opening(opened, ini, kursk, content):
    ini.write_bytes(content)

    window = opened(kursk)

    assert window.isVisible()
    assert window.chips.count.text().startswith("166 of 166")


@pytest.mark.parametrize(
    "values",
    [
        {"start": "never", "length": "-1"},
        {"start": "0", "length": "nan"},
        {"start": "0", "length": "inf"},
        {"start": "0", "length": "1e300"},
        {"start": "9" * 40, "length": "10"},
        {"start": "-" + "9" * 30, "length": "1e-9"},
        {"regions": 17, "kinds": "@Invalid()", "certainties": "sure"},
        {"period": "2024-13", "grouping": "sideways", "lens": "rose", "tags": "perhaps"},
        {"period": "2024-12-01/..", "text": "\x00\x01", "event": "../../etc"},
        {"event": ["a", "list"], "grouping": ["kind"], "text": {"a": 1}},
    ],
)
def test_no_damaged_state_of_a_file_keeps_it_from_opening(opened, settings, ini, five_path, values):
    settings.set_file_state(five_path, FULL)
    group = next(key.rpartition("/")[0] for key in settings._store.allKeys() if key.startswith("files/"))
    for key, value in values.items():
        settings._store.setValue(f"{group}/{key}", value)
    written(settings)

    window = opened(registry.read(five_path))
    picture = window.grab()

    assert not picture.isNull()
    assert window.document.chronology.title == "Five events"


def test_a_settings_file_that_cannot_be_written_is_no_error(opened, ini, kursk):
    ini.mkdir()

    window = opened(kursk)
    window.close()

    assert window.chips.count.text().startswith("166 of 166")


# rebound keys


def test_a_rebound_key_is_the_one_that_acts(opened, settings, kursk, qtbot):
    settings._store.setValue("keys/show_table", "Ctrl+T")
    written(settings)
    window = opened(kursk)

    qtbot.keyClick(window.timeline, Qt.Key.Key_F6)
    before = window.table.isVisible()
    qtbot.keyClick(window.timeline, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    assert not before
    assert window.table.isVisible()


def test_a_single_letter_key_can_be_switched_off(opened, settings, kursk, qtbot):
    settings._store.setValue("keys/zoom_in", "")
    written(settings)
    window = opened(kursk)
    before = window.document.viewport

    qtbot.keyClick(window.timeline, Qt.Key.Key_Plus)

    assert window.document.viewport == before
