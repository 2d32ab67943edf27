"""Samples of the legend: each looks like what the timeline draws, and like no other."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from dateline.domain.claim import Certainty
from dateline.layout.inks import Ink
from dateline.layout.legend import LINE, Legend, LegendForm
from dateline.layout.metrics import Lens
from dateline.painting.legend import SIGN_HEIGHT, draw_form, draw_legend, sign_image
from dateline.painting.theme import Theme

THEMES = pytest.mark.parametrize("theme", [Theme.light(), Theme.dark(), Theme.on_paper()], ids=lambda one: one.name)


def pixels(image: QImage) -> bytes:
    return bytes(image.constBits())


@THEMES
def test_no_two_samples_look_the_same(qapp, theme):
    names = [certainty.word for certainty in Certainty]
    names += [form.value for form in LegendForm if form is not LegendForm.EXACT]

    images = [sign_image(name, 40, QColor(theme.ink), theme, 2.0) for name in names]

    assert all(image is not None and image.height() == 2 * SIGN_HEIGHT for image in images)
    assert len({pixels(image) for image in images if image is not None}) == len(names)


def test_there_is_no_sign_of_another_name(qapp):
    assert sign_image("http://example.org/", 18, QColor("black"), Theme.light(), 1.0) is None


@THEMES
def test_a_sample_keeps_to_its_width_and_line(qapp, theme):
    for form in LegendForm:
        image = blank(theme)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

        draw_form(painter, form, 20.0, 20.0, theme)
        painter.end()

        left, top, right, bottom = drawn_rect(image, theme.colour("paper"))
        assert 18 <= left <= 23, form
        assert 16 + form.width <= right <= 22 + form.width, form
        assert top > 20 - LINE / 2, form
        assert bottom < 20 + LINE / 2, form


def drawn_rect(image: QImage, ground: QColor) -> tuple[int, int, int, int]:
    """left, top, right and bottom of what is not ground."""
    places = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) != ground]
    xs, ys = zip(*places, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def blank(theme: Theme, width: int = 80, height: int = 40) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(theme.colour("paper"))
    return image


def test_where_colour_is_certainty_the_signs_are_drawn_in_it(qapp, fonts):
    theme = Theme.light()
    ink = Ink(Lens.CERTAINTY, "confirmed", "Confirmed", index=int(Certainty.CONFIRMED))
    image = blank(theme)
    painter = QPainter(image)

    draw_legend(painter, Legend((Certainty.CONFIRMED,), (ink,), ()), 0.0, 0.0, 300.0, theme, fonts)
    painter.end()

    assert image.pixelColor(5, 10) == theme.ink_qcolor(ink)
