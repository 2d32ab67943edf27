"""Every command is found by its words and given by Enter."""

import pytest
from PySide6.QtCore import Qt

from dateline.widgets.commands import COMMANDS, TIMELINE
from dateline.widgets.palette import ACTION, Palette

KEY = Qt.Key


@pytest.fixture
def palette(window, qtbot):
    made = Palette(window, [window.menus.actions[each.id] for each in COMMANDS if each.menu == TIMELINE])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    return made


def shown(palette):
    return [palette.list.topLevelItem(place) for place in range(palette.list.topLevelItemCount())]


def names(palette):
    return [item.text(0) for item in shown(palette)]


def test_every_command_is_there_with_its_key(palette, window):
    found = {item.data(0, ACTION).objectName(): item.text(1) for item in shown(palette)}

    assert {command.id for command in COMMANDS} <= set(found)
    assert found["go_to_date"] == "Ctrl+G"
    assert found["to_later"] == "Right"


def test_choices_of_submenus_are_there_and_say_which_holds(palette):
    ticked = {item.text(0) for item in shown(palette) if item.checkState(0) is Qt.CheckState.Checked}

    assert "View › Lanes › Source" in names(palette)
    assert {"View › Lanes › Region", "View › Colour › Kind", "View › Row height › Usual"} <= ticked


def test_words_narrow_the_list_and_beginnings_come_first(palette, qtbot):
    qtbot.keyClicks(palette.line, "go date")
    both = names(palette)
    palette.line.clear()
    qtbot.keyClicks(palette.line, "fit")

    assert "Go › Go to date" in both
    assert all("date" in name.casefold() for name in both)
    assert names(palette)[0].rpartition("› ")[2].startswith("Fit")


def test_down_and_enter_choose_while_one_types(palette, qtbot):
    qtbot.keyClicks(palette.line, "zoom")
    second = shown(palette)[1].data(0, ACTION)

    qtbot.keyClick(palette.line, KEY.Key_Down)
    assert palette.line.hasFocus()
    qtbot.keyClick(palette.line, KEY.Key_Return)

    assert palette.chosen is second
    assert not palette.isVisible()


def test_enter_does_nothing_where_nothing_is_found(palette, qtbot):
    qtbot.keyClicks(palette.line, "no such command")
    qtbot.keyClick(palette.line, KEY.Key_Return)

    assert names(palette) == []
    assert palette.chosen is None
    assert palette.isVisible()


def test_a_command_that_is_off_is_shown_and_not_given(palette, window, qtbot):
    assert not window.menus.actions["undo_filter"].isEnabled()

    qtbot.keyClicks(palette.line, "undo filter")
    qtbot.keyClick(palette.line, KEY.Key_Return)

    assert names(palette) == ["Edit › Undo filter"]
    assert palette.chosen is None


def test_esc_leaves_without_a_command(palette, qtbot):
    qtbot.keyClick(palette.line, KEY.Key_Escape)

    assert palette.chosen is None
    assert not palette.isVisible()


def test_the_chosen_command_is_given_once_the_palette_is_gone(window, monkeypatch):
    def choose(palette):
        palette.chosen = window.menus.actions["zoom_in"]
        return 1

    monkeypatch.setattr(Palette, "exec", choose)
    span = window.document.viewport.span

    window.menus.actions["show_palette"].trigger()

    assert window.document.viewport.span == pytest.approx(span / 1.5)
