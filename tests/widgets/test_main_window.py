"""The window in use: filter, read, undo, find, open, and what it remembers."""

import ast
import itertools
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMenu

import dateline
from dateline.domain.chronology import Chronology
from dateline.domain.query import Query
from dateline.layout.metrics import Grouping, Lens
from dateline.models.document import Appearance
from dateline.painting.theme import Theme
from dateline.widgets import look
from dateline.widgets.commands import COMMANDS, MENUS, TABLE, TIMELINE, Reach
from dateline.widgets.side_panes import open_address

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


# filter, read, undo


def test_clicking_kursk_oblast_leaves_65_of_166(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")

    assert window.chips.count.text().startswith("65 of 166")
    assert hand.status(window).startswith("65 of 166 events")
    assert "65 of 166" in [label.text() for label in window.filters.findChildren(type(window.chips.count), "soft")]
    assert len(window.document.answer.rows) == 65


def test_a_region_that_is_clicked_shows_as_a_chip_and_as_a_tick(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")

    index = window.filters.region_model.index_of("RU-KRS")
    assert Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
    assert Qt.CheckState(index.parent().data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.PartiallyChecked
    assert [chip.text() for chip in hand.chips(window)] == ["Kursk Oblast  ×"]


def test_ctrl_z_takes_a_filter_back_and_ctrl_shift_z_sets_it_again(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")

    qtbot.keyClick(window.timeline, Qt.Key.Key_Z, CTRL)
    undone = window.chips.count.text()
    qtbot.keyClick(window.timeline, Qt.Key.Key_Z, CTRL | SHIFT)

    assert undone.startswith("166 of 166")
    assert window.chips.count.text().startswith("65 of 166")


def test_undoing_more_often_than_there_are_filters_changes_nothing_more(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")

    for _ in range(50):
        qtbot.keyClick(window.timeline, Qt.Key.Key_Z, CTRL)

    assert not window.document.query
    assert not window.menus.actions["undo_filter"].isEnabled()


def test_a_command_that_needs_an_event_is_off_where_none_is_read(window):
    needing = {each.id for each in COMMANDS if each.needs_event}

    with_one = {name for name in needing if window.menus.actions[name].isEnabled()}
    window.document.set_query(Query(text="no event says so"))
    without = {name for name in needing if window.menus.actions[name].isEnabled()}

    assert (with_one, without) == (needing, set())


def test_a_filter_with_an_ampersand_is_shown_as_it_is_and_is_no_shortcut(window, hand):
    window.document.set_query(Query(text="Q&A"))

    (chip,) = hand.chips(window)

    assert chip.text() == "“Q&&A”  ×"
    assert chip.shortcut().isEmpty()
    assert "“Q&A”" in chip.accessibleName()


def test_a_chip_takes_its_filter_off_and_leaves_the_others(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")
    hand.click_row(qtbot, window.filters.kinds, "Combat")

    region = next(chip for chip in hand.chips(window) if "Kursk" in chip.text())
    qtbot.mouseClick(region, Qt.MouseButton.LeftButton)

    assert [chip.text() for chip in hand.chips(window)] == ["Combat  ×"]
    assert window.document.query.kinds == {"combat"}
    assert not window.document.query.regions


def test_clear_all_filters_takes_region_period_and_words_off_at_once(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")
    type_into(qtbot, window.filters.period, "2024-12")
    type_into(qtbot, window.filters.text, "korean")
    window.timeline.setFocus()

    qtbot.keyClick(window.timeline, Qt.Key.Key_X, CTRL | SHIFT)

    assert not window.document.query
    assert (window.filters.period.text(), window.filters.text.text()) == ("", "")
    assert hand.chips(window) == []


def test_undo_steps_back_through_words_and_period_one_at_a_time(window, qtbot):
    type_into(qtbot, window.filters.period, "2024-12")
    type_into(qtbot, window.filters.text, "korean")
    window.timeline.setFocus()

    qtbot.keyClick(window.timeline, Qt.Key.Key_Z, CTRL)
    first = (str(window.document.query.period), window.document.query.text)
    qtbot.keyClick(window.timeline, Qt.Key.Key_Z, CTRL)

    assert first == ("2024-12", "")
    assert not window.document.query


def test_the_pane_reads_the_event_and_its_sources(window, hand):
    text = hand.read(window)

    assert text.startswith("Ukrainian troops cross into Russia's Kursk region")
    assert "Tuesday, 6 August 2024" in text
    assert "exact to the day" in text.replace("\u00a0", " ")
    assert "Al Arabiya English" in text
    assert "english.alarabiya.net" in text


def test_reading_goes_on_to_the_next_event_with_alt_down(window, hand, qtbot):
    before = hand.title_of(window)

    qtbot.keyClick(window.timeline, Qt.Key.Key_Down, ALT)

    assert hand.title_of(window) != before
    assert hand.read(window).startswith(hand.title_of(window))


def test_an_event_that_the_filter_hides_is_no_longer_read(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.kinds, "Aid")

    assert window.document.current is None or window.document.current in window.document.answer.rows
    assert "Ukrainian troops cross" not in hand.read(window)


def test_a_filter_that_nothing_passes_says_so_and_offers_all(window, hand, qtbot):
    type_into(qtbot, window.filters.text, "no such word anywhere")

    assert hand.read(window).startswith("No event passes the filters.")
    assert "Show all 166 events" in hand.read(window)
    assert window.chips.count.text().startswith("0 of 166")
    window.timeline.grab()


# view history


def test_alt_left_and_right_walk_through_what_was_seen(window, qtbot):
    whole = window.document.viewport
    qtbot.keyClick(window.timeline, Qt.Key.Key_Plus)
    close = window.document.viewport

    qtbot.keyClick(window.timeline, Qt.Key.Key_Left, ALT)
    back = window.document.viewport
    qtbot.keyClick(window.timeline, Qt.Key.Key_Right, ALT)

    assert (back.start, back.span) == (whole.start, pytest.approx(whole.span))
    assert window.document.viewport == close


# clipboard and help


def test_ctrl_c_copies_the_event_with_its_sources_as_text_and_html(window, qtbot):
    QGuiApplication.clipboard().clear()

    qtbot.keyClick(window.timeline, Qt.Key.Key_C, CTRL)

    data = QGuiApplication.clipboard().mimeData()
    assert data.hasText()
    assert data.hasHtml()
    assert "Ukrainian troops cross into Russia's Kursk region" in data.text()
    assert "https://english.alarabiya.net/" in data.text()
    assert "english.alarabiya.net" in data.html()
    assert window.messages.text == "Copied, with its sources."


# sizes and looks


@pytest.mark.parametrize("size", [(1, 1), (400, 300), (640, 480), (2560, 1440)])
def test_the_window_draws_at_any_size(window, size, qtbot):
    window.resize(*size)

    picture = window.grab()

    assert not picture.isNull()
    assert window.timeline.width() >= 360


def test_a_change_of_theme_draws_everything_anew_and_back(window):
    parts = (window.timeline, window.overview, window.details, window.filters, window.chips)
    light = [part.grab().toImage() for part in parts]

    window.set_theme(Theme.dark())
    dark = [part.grab().toImage() for part in parts]
    window.set_theme(Theme.light())

    assert all(one != other for one, other in zip(light, dark, strict=True))
    assert all(brightness(one) > 160 > 90 > brightness(other) for one, other in zip(light, dark, strict=True))
    assert [part.grab().toImage() for part in parts] == light


def test_the_systems_scheme_dresses_the_window_anew(window):
    window.set_theme(Theme.dark())

    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)

    assert window.theme is Theme.light()
    assert brightness(window.timeline.grab().toImage()) > 160


def test_the_systems_wish_for_contrast_dresses_the_window_anew(window, monkeypatch):
    style_hints = QGuiApplication.styleHints()
    hints = style_hints.accessibility()
    monkeypatch.setattr(look, "wants_contrast", lambda: True)
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    with_contrast = window.theme
    monkeypatch.setattr(look, "wants_contrast", lambda: False)
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)

    assert with_contrast is Theme.light_contrast()
    assert window.theme is Theme.light()


def test_high_contrast_can_be_chosen_where_the_system_says_nothing(window):
    themes = []
    for word in ("contrast", "dark contrast", "system"):
        window.choose_scheme(word)
        themes.append(window.theme)

    assert themes == [Theme.light_contrast(), Theme.dark_contrast(), Theme.light()]


def test_light_or_dark_is_chosen_for_all_windows(opened, kursk):
    windows = [opened(kursk), opened(kursk)]
    ticked = []

    windows[1].choose_scheme("dark")
    for window in windows:
        menu = next(each for each in window.findChildren(QMenu) if each.title() == "Light and dar&k")
        menu.aboutToShow.emit()
        ticked.append([action.text() for action in menu.actions() if action.isChecked()])

    assert [window.theme for window in windows] == [Theme.dark(), Theme.dark()]
    assert all(brightness(window.timeline.grab().toImage()) < 90 for window in windows)
    assert ticked == [["&Dark"], ["&Dark"]]


@pytest.mark.parametrize("ratio", [1.25, 2.0])
def test_the_drawing_is_as_sharp_as_the_screen(window, ratio):
    size = window.timeline.viewport().size()
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)

    painter = QPainter(image)
    window.timeline.paint_scene(painter)
    painter.end()

    corner = image.pixelColor(image.width() - 2, image.height() - 2)
    assert corner == QColor(Theme.light().paper) or corner.lightness() > 200
    assert len({image.pixel(x, image.height() // 3) for x in range(0, image.width(), 2)}) > 3


def test_every_arrangement_draws_otherwise(window):
    pictures = []
    for grouping, lens in itertools.product(Grouping, Lens):
        window.document.set_appearance(Appearance(grouping, lens, True))
        pictures.append(window.timeline.grab().toImage())

    assert all(one != other for one, other in itertools.combinations(pictures, 2))
    assert window.menus.actions["show_tags"].isChecked()


# commands


IDS = [command.id for command in COMMANDS]


def test_every_command_stands_in_a_menu_of_the_menu_bar_exactly_once(window):
    menus = [window.menuBar().findChild(QMenu, f"menu_{name}") for name in (*(name for name, _ in MENUS), TABLE)]
    found = Counter(action.objectName() for menu in menus for action in menu.actions() if action.objectName())

    assert found == Counter(command.id for command in COMMANDS if command.menu != TIMELINE)


def test_every_command_is_the_method_of_its_id_at_exactly_one_object(window):
    desks = (window.files, window.outputs, window.navigation, window.arrangement, window.tables)
    places = (window, *desks, window.menus)
    owners = {command: sum(hasattr(type(each), command) for each in places) for command in IDS}

    assert owners == dict.fromkeys(IDS, 1)


def test_no_two_commands_that_can_both_act_have_one_key(window):
    keys = Counter(
        sequence.toString()
        for action in (*window.actions(), *window.timeline.actions())
        for sequence in action.shortcuts()
        if not sequence.isEmpty()
    )

    assert {key: count for key, count in keys.items() if count > 1} == {}


def test_no_two_entries_of_a_menu_share_a_letter(window):
    for name, _ in MENUS:
        menu = window.menuBar().findChild(QMenu, f"menu_{name}")
        texts = [action.text().replace("&&", "") for action in menu.actions() if "&" in action.text().replace("&&", "")]
        letters = Counter(text[text.index("&") + 1].casefold() for text in texts)

        assert {letter: count for letter, count in letters.items() if count > 1} == {}, name


def test_single_letters_and_figures_reach_only_the_timeline(window):
    for command in COMMANDS:
        sequence = QKeySequence(command.shortcut)
        if sequence.count() and not sequence[0].keyboardModifiers() and len(sequence.toString()) == 1:
            assert command.reach is Reach.TIMELINE, command.id


HARMLESS = [command for command in IDS if command not in ("quit", "open_in_editor")]


def test_what_is_in_no_menu_has_a_key_in_the_timeline():
    for command in COMMANDS:
        if command.menu == TIMELINE:
            assert command.shortcut, command.id
            assert command.reach is Reach.TIMELINE, command.id


def test_every_command_can_be_given_with_no_event_at_all(opened, monkeypatch):
    answer_dialogs(monkeypatch)
    window = opened(Chronology.from_events([], title="Nothing"))

    for command in HARMLESS:
        window.menus.actions[command].trigger()
        window.grab()

    assert window.isVisible()


def test_every_command_can_be_given_twice(window, monkeypatch):
    answer_dialogs(monkeypatch)

    for command in HARMLESS * 2:
        window.menus.actions[command].trigger()
        window.timeline.grab()

    assert window.isVisible()


def test_what_needs_an_event_is_off_where_none_is_read(opened):
    window = opened(Chronology.from_events([], title="Nothing"))

    off = [command.id for command in COMMANDS if not window.menus.actions[command.id].isEnabled()]

    assert "copy_event" in off
    assert "undo_filter" in off
    assert "open_in_editor" in off


def test_ctrl_q_closes_the_window(opened, kursk, qtbot):
    window = opened(kursk)

    qtbot.keyClick(window.timeline, Qt.Key.Key_Q, CTRL)

    assert not window.isVisible()


def test_f6_f7_and_f8_hide_and_show_the_panes(window, qtbot):
    for key, pane in ((Qt.Key.Key_F6, window.table), (Qt.Key.Key_F7, window.filters), (Qt.Key.Key_F8, window.details)):
        before = pane.isVisible()
        qtbot.keyClick(window.timeline, key)
        assert pane.isVisible() is not before
        qtbot.keyClick(window.timeline, key)
        assert pane.isVisible() is before


def test_every_key_that_help_names_is_one_that_acts(window, monkeypatch, qtbot):
    shown = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: shown.append(dialog) or 0)

    qtbot.keyClick(window.timeline, "?")

    assert len(shown) == 1


@pytest.mark.parametrize(
    "command", ["show_guide", "show_keys", "show_palette", "show_about", "go_to_date", "print_pdf", "show_findings"]
)
def test_a_dialog_goes_once_it_is_closed(window, qtbot, command):
    def close():
        dialog = QApplication.activeModalWidget()
        shown.append(type(dialog).__name__)
        dialog.reject()

    shown, before = [], len(window.findChildren(QDialog))
    for _ in range(2):
        QTimer.singleShot(0, close)
        window.menus.actions[command].trigger()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert len(shown) == 2
    assert len(window.findChildren(QDialog)) == before


# sources and nothing else


def test_nothing_in_the_program_can_fetch_anything():
    root = Path(dateline.__file__).parent
    local = {"QLocalServer", "QLocalSocket"}  # to the program that already runs, on this machine, of this user
    forbidden = {"QtWebEngineCore", "urllib.request", "http.client", "socket", "requests", "ftplib"}
    found = []
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if module == "PySide6.QtNetwork" and {*names} <= local:
                continue
            found += [
                f"{path.name}: {name}"
                for name in (module, *names, *(f"{module}.{name}" for name in names))
                if name.removeprefix("PySide6.") in {"QtNetwork", *forbidden} or "NetworkAccess" in name
            ]

    assert found == []


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://a/b", "", "//a.b", "mailto:a"],
)
def test_only_web_addresses_are_handed_to_the_browser(monkeypatch, address):
    handed = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: handed.append(url.toString()))

    open_address(address)

    assert handed == []


def test_a_source_that_is_followed_opens_the_browser_once(window, monkeypatch):
    handed = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: handed.append(url.toString()) or True)

    window.details.view.link_followed.emit("address:0")

    assert len(handed) == 1
    assert handed[0].startswith("https://")


def test_the_address_of_a_source_stands_in_the_status_bar_while_it_is_pointed_at(window):
    window.details.view.link_hovered.emit("address:0")
    told = window.statusBar().currentMessage()
    window.details.view.link_hovered.emit("")

    assert told.startswith("https://")
    assert window.statusBar().currentMessage() == ""


def test_following_to_an_event_that_the_filter_hides_offers_to_take_it_off(window, hand, qtbot):
    chronology = window.document.chronology
    window.document.set_query(Query(kinds=frozenset(["aid"])))
    hidden = next(row for row in range(len(chronology)) if row not in window.document.answer.rows)

    window.details.event_requested.emit(chronology.id(hidden))

    assert "The filter hides" in window.messages.text


def answer_dialogs(monkeypatch):
    """Let no dialog wait for a person, and nothing leave the program."""
    monkeypatch.setattr(QDialog, "exec", lambda dialog: dialog.reject() or 0)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(f"PySide6.QtWidgets.QFileDialog.{name}", lambda *_arguments: ("", ""))


def brightness(image):
    """The middle brightness of a picture, 0 to 255."""
    small = image.scaled(40, 40).convertToFormat(QImage.Format.Format_Grayscale8)
    return sorted(QColor(small.pixel(x, y)).lightness() for x in range(40) for y in range(40))[800]


def type_into(qtbot, line, text):
    """Type over what stands in a field and press Enter."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
