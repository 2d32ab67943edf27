"""All keys in one list; each can be changed, no two commands get the same one, and single letters can be off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QTreeWidgetItemIterator

from dateline.domain.claim import Certainty
from dateline.domain.query import Query
from dateline.widgets.commands import COMMANDS, Reach
from dateline.widgets.key_map import KeyMap, is_allowed, is_common, is_single, usual_keys
from dateline.widgets.keys_dialog import COMMAND, KeysDialog, plain_text

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BY_ID = {command.id: command for command in COMMANDS}


@pytest.fixture
def key_map(settings):
    return KeyMap(settings)


@pytest.fixture
def dialog(key_map, dressed, qtbot):
    made = KeysDialog(key_map)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def rows(dialog):
    """The rows shown, as (what, key)."""
    found, each = [], QTreeWidgetItemIterator(dialog.tree, QTreeWidgetItemIterator.IteratorFlag.NotHidden)
    while each.value():
        found.append((each.value().text(0), each.value().text(1)))
        each += 1
    return found


def choose(dialog, name):
    each = QTreeWidgetItemIterator(dialog.tree)
    while each.value():
        command = each.value().data(0, COMMAND)
        if command is not None and command.id == name:
            dialog.tree.setCurrentItem(each.value())
        each += 1
    assert dialog.command.id == name


def test_every_command_stands_in_the_list_with_its_keys(dialog, key_map):
    found = rows(dialog)

    for command in COMMANDS:
        own = [each for each in key_map.keys(command) if is_common(each)]
        keys = ", ".join(each.toString(QKeySequence.SequenceFormat.NativeText) for each in own)
        assert (plain_text(command), keys) in found
        assert bool(own) is bool(key_map.keys(command))
    assert ("Zoom to a span", "Shift+Drag") in found


def test_words_find_rows_by_what_they_do_or_by_key(dialog, qtbot):
    qtbot.keyClicks(dialog.search, "go date")
    by_name = [what for what, key in rows(dialog) if key]
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "ctrl+g")

    assert by_name == ["Go to date"]
    assert [what for what, key in rows(dialog) if key] == ["Go to date"]
    assert dialog.command.id == "go_to_date"


def test_a_key_typed_is_the_commands_own_and_is_remembered(dialog, key_map, settings, qtbot):
    choose(dialog, "go_to_date")

    with qtbot.waitSignal(dialog.keys_changed):
        qtbot.keyClick(dialog.edit, KEY.Key_J, CTRL)

    assert ("Go to date", "Ctrl+J") in rows(dialog)
    assert KeyMap(settings).keys(BY_ID["go_to_date"]) == [QKeySequence("Ctrl+J")]


def test_a_key_that_another_command_has_is_said_and_not_taken(dialog, key_map, qtbot):
    choose(dialog, "go_to_date")

    qtbot.keyClick(dialog.edit, KEY.Key_F, CTRL)

    assert "“Find”" in dialog.note.text()
    assert dialog.take.isVisible()
    assert key_map.keys(BY_ID["go_to_date"]) == [QKeySequence("Ctrl+G")]


def test_a_key_that_is_taken_anyway_leaves_the_other_command_without(dialog, key_map, qtbot):
    choose(dialog, "go_to_date")
    qtbot.keyClick(dialog.edit, KEY.Key_F, CTRL)

    qtbot.mouseClick(dialog.take, LEFT)

    assert key_map.keys(BY_ID["go_to_date"]) == [QKeySequence("Ctrl+F")]
    assert not any(is_common(each) for each in key_map.keys(BY_ID["find_text"]))
    assert not dialog.take.isVisible()


@pytest.mark.parametrize(
    ("command", "key", "modifier", "kept"),
    [("to_earlier", KEY.Key_Left, SHIFT, "Left"), ("copy_event", KEY.Key_Insert, CTRL, "Ctrl+C")],
)
def test_only_the_key_that_is_taken_leaves_the_other_command(
    dialog, key_map, settings, qtbot, command, key, modifier, kept
):
    choose(dialog, "go_to_date")
    qtbot.keyClick(dialog.edit, key, modifier)
    taken = dialog.edit.keySequence()

    qtbot.mouseClick(dialog.take, LEFT)

    for each in (key_map, KeyMap(settings)):
        assert each.keys(BY_ID["go_to_date"]) == [taken]
        assert QKeySequence(kept) in each.keys(BY_ID[command])
        assert taken not in each.keys(BY_ID[command])
        assert each.holder(taken, BY_ID["find_text"]) is BY_ID["go_to_date"]


@pytest.mark.parametrize("key", [KEY.Key_K, KEY.Key_Down])
def test_a_key_that_one_types_or_moves_with_acts_in_the_timeline_alone(opened, kursk, qtbot, key):
    window = opened(kursk)
    window.menus.actions["show_table"].setChecked(True)
    for command, keys in ((BY_ID["to_lane_below"], QKeySequence()), (BY_ID["clear_filters"], QKeySequence(key))):
        window.menus.key_map.bind(command, keys)
    window.menus.follow_keys()
    query = Query(certainties=frozenset([Certainty.CONFIRMED]))
    left = []
    for part in (window.table, window.find_field.line, window.timeline):
        window.document.set_query(query)
        part.setFocus()
        qtbot.keyClick(part, key)
        left.append(window.document.query)
    window.menus.key_map.reset(BY_ID["clear_filters"])
    window.menus.follow_keys()
    window.document.set_query(query)
    window.table.setFocus()
    qtbot.keyClick(window.table, KEY.Key_X, CTRL | SHIFT)

    assert left == [query, query, Query()]
    assert not window.document.query


def test_the_key_that_extends_the_selection_is_not_free_either(dialog, qtbot):
    choose(dialog, "go_to_date")

    qtbot.keyClick(dialog.edit, KEY.Key_Left, SHIFT)

    assert "“Event before”" in dialog.note.text()


def test_a_command_can_be_without_a_key_and_get_its_usual_one_back(dialog, key_map, qtbot):
    choose(dialog, "find_text")

    qtbot.mouseClick(dialog.none, LEFT)
    without = key_map.keys(BY_ID["find_text"])
    qtbot.mouseClick(dialog.usual, LEFT)

    assert without == []
    assert key_map.keys(BY_ID["find_text"]) == usual_keys(BY_ID["find_text"])
    assert not dialog.usual.isEnabled()


def test_a_usual_key_comes_back_from_whoever_had_taken_it(dialog, key_map, qtbot):
    choose(dialog, "go_to_date")
    qtbot.keyClick(dialog.edit, KEY.Key_F, CTRL)
    qtbot.mouseClick(dialog.take, LEFT)

    choose(dialog, "find_text")
    qtbot.mouseClick(dialog.usual, LEFT)

    assert key_map.keys(BY_ID["go_to_date"]) == []
    assert "“Go to date” has no key now." in dialog.note.text()


def test_all_keys_can_be_made_usual_again(dialog, key_map, qtbot):
    choose(dialog, "go_to_date")
    qtbot.keyClick(dialog.edit, KEY.Key_J, CTRL)
    dialog.single.click()

    box = dialog.findChild(QDialogButtonBox)
    qtbot.mouseClick(box.button(QDialogButtonBox.StandardButton.RestoreDefaults), LEFT)

    assert all(key_map.keys(command) == usual_keys(command) for command in COMMANDS)
    assert dialog.single.isChecked()


def test_single_letters_can_be_switched_off_without_the_other_keys(dialog, key_map):
    dialog.single.click()

    keys = [keys for command in COMMANDS for keys in key_map.keys(command)]
    assert not any(is_single(each) for each in keys)
    assert QKeySequence("Left") in keys
    assert QKeySequence("Ctrl+G") in keys


def test_a_letter_that_is_off_is_not_free(dialog, key_map, qtbot):
    key_map.bind(BY_ID["to_later"], QKeySequence("J"))
    dialog.single.click()
    choose(dialog, "centre_event")

    qtbot.keyClick(dialog.edit, KEY.Key_J)
    told = dialog.note.text()
    dialog.single.click()

    assert "“Event after”" in told
    assert [each.id for each in COMMANDS if QKeySequence("J") in key_map.keys(each)] == ["to_later"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("F", True), ("?", True), ("1", True), ("+", True), ("[", True), ("Shift+A", True), ("Ж", True)]
    + [(keys, False) for keys in ("Space", "Left", "F3", "Ctrl+F", "Alt+1", "Return", "Home")],
)
def test_single_keys_are_those_that_write_a_character(keys, expected):
    assert is_single(QKeySequence(keys)) is expected


def test_esc_and_tab_can_be_nobodys_key():
    assert not is_allowed(QKeySequence("Esc"))
    assert not is_allowed(QKeySequence("Tab"))
    assert is_allowed(QKeySequence("Ctrl+Tab"))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("Ctrl+N", True), ("F5", True), ("F", True), ("Space", True), ("Refresh", False), ("F16", False), ("Copy", False)],
)
def test_keys_that_few_keyboards_have_are_not_listed(keys, expected):
    assert is_common(QKeySequence(keys)) is expected


def test_no_two_commands_have_one_usual_key():
    taken = [keys for command in COMMANDS for keys in usual_keys(command)]

    assert len({keys.toString() for keys in taken}) == len(taken)


def test_the_program_acts_by_the_new_key_at_once_in_every_window(opened, kursk, qtbot, monkeypatch):
    first, second = opened(kursk), opened(kursk)
    monkeypatch.setattr(KeysDialog, "exec", lambda self: (self._key_map.bind(BY_ID["to_later"], QKeySequence("J")),
                                                          self.keys_changed.emit()))  # fmt: skip
    first.menus.actions["show_keys"].trigger()

    for window in (first, second):
        window.activateWindow()
        window.timeline.setFocus()
        qtbot.waitUntil(window.timeline.hasFocus)
        before = window.document.position_of(window.document.current)
        qtbot.keyClick(window.timeline, KEY.Key_J)
        qtbot.keyClick(window.timeline, KEY.Key_Right)
        qtbot.keyClick(window.timeline, KEY.Key_J, SHIFT)
        assert window.document.position_of(window.document.current) == before + 2
        assert len(window.document.selection) == 2


def test_a_letter_that_is_switched_off_does_nothing_and_its_command_stays_in_the_menu(opened, kursk, qtbot):
    window = opened(kursk)
    window.menus.key_map.set_has_single_keys(False)
    window.menus.follow_keys()
    before = window.document.viewport

    for key in "f+-0123456":
        qtbot.keyClick(window.timeline, key)
    still = window.document.viewport
    window.menus.actions["zoom_in"].trigger()

    assert still == before
    assert window.document.viewport.span < before.span
    for command in COMMANDS:
        assert command.reach is Reach.WINDOW or window.menus.actions[command.id].isEnabled()
