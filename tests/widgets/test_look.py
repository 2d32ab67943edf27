"""How widgets are dressed: what the eye must find at their edges."""

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from dateline.painting import colour
from dateline.painting.theme import Theme
from dateline.widgets import look


@pytest.fixture(params=["light_contrast", "dark_contrast"])
def theme(request, dressed):
    theme = getattr(Theme, request.param)()
    look.apply(dressed, theme)
    return theme


def against(theme, name):
    """How a colour stands out from the ground of a theme."""
    return colour.contrast(colour.parsed(name), colour.parsed(theme.pane))


@pytest.fixture
def shown(qtbot):
    """Shows a widget on a ground of its own; the picture of it."""
    place = QWidget()
    qtbot.addWidget(place)

    def show(widget):
        widget.setParent(place)
        widget.move(10, 10)
        widget.adjustSize()
        with qtbot.waitExposed(place):
            place.show()
        place.setFocus()
        return widget.grab().toImage()

    return show


@pytest.mark.parametrize("is_enabled", [True, False])
def test_a_button_has_an_outline_where_contrast_is_asked_for(theme, shown, is_enabled):
    button = QPushButton("Usual key")
    button.setEnabled(is_enabled)

    picture = shown(button)

    edge = [picture.pixelColor(x, 0).name() for x in range(picture.width() // 4, picture.width() // 2)]
    assert max(against(theme, each) for each in edge) >= 3


def test_a_box_to_tick_has_an_outline_and_is_filled_when_it_is_ticked(theme, shown):
    box = QCheckBox("Landscape")
    empty = shown(box)
    box.setChecked(True)
    ticked = box.grab().toImage()

    middle = empty.height() // 2
    row = [empty.pixelColor(x, middle).name() for x in range(16)]
    at = len(row) // 2 - 2
    assert max(against(theme, each) for each in row[:3]) >= 3
    assert empty.pixelColor(at, middle).name() == theme.pane.lower()
    assert against(theme, ticked.pixelColor(at, middle).name()) >= 3
