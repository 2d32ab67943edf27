import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QImage, QPainter

from dateline.layout.elider import Elider
from dateline.layout.metrics import TITLE_MOST, Role
from dateline.painting.pictures import BLEED, SHEET, TextPictures, picture_bytes
from dateline.painting.text import FIGURE_FAMILY, VIEWS_PICTURED, Type, bundled_family, system_family

LONG_TITLE = "The people who came from afar to see it " * 75
INK = QColor("black")


def test_the_bundled_family_is_there(qapp):
    assert bundled_family() == FIGURE_FAMILY
    assert system_family()


def test_a_view_is_written_in_the_font_of_the_systems_widgets(qapp):
    usual = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if not QFontDatabase.families():
        pytest.skip("this system has no fonts")

    assert QFontInfo(Type().fonts[Role.TITLE]).family() == QFontInfo(usual).family()


def test_every_role_has_a_font_and_strong_text_is_wider(fonts):
    assert all(fonts.measure("Some text", role) > 20 for role in Role)
    assert fonts.measure("Some text", Role.TITLE_STRONG) > fonts.measure("Some text", Role.TITLE)
    assert fonts.height(Role.HEADING) > fonts.height(Role.SMALL)


def test_figures_are_of_one_width(fonts):
    assert fonts.measure("1111", Role.AXIS) == pytest.approx(fonts.measure("8888", Role.AXIS))


def test_text_scales_with_the_view(qapp):
    small, large = Type(bundled_family()), Type(bundled_family(), scale=2.0)

    assert large.measure("Some text", Role.TITLE) == pytest.approx(2 * small.measure("Some text", Role.TITLE), rel=0.05)


def test_glyph_layouts_are_kept_but_not_for_ever(qapp, monkeypatch):
    monkeypatch.setattr("dateline.painting.text.KEPT", 3)
    fonts = Type(bundled_family())
    image = QImage(200, 40, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)

    for number in range(10):
        fonts.draw(painter, 0, 20, f"text {number}", Role.TITLE)
    painter.end()

    assert [text for text, _ in fonts._laid_out] == ["text 7", "text 8", "text 9"]


def test_pictures_of_titles_take_no_more_than_they_may_or_some_views_do(qapp, monkeypatch):
    monkeypatch.setattr("dateline.painting.text.PICTURE_BYTES", 100_000)
    fonts = Type(bundled_family())
    pictures = fonts.pictures(Role.TITLE, INK, 1.0)

    for turn, view_bytes in enumerate((0, 100_000, 0)):
        fonts.view_bytes, most = view_bytes, max(100_000, VIEWS_PICTURED * view_bytes)
        for number in range(100):
            pictures[f"title {number} of {turn}"]
        assert fonts.picture_bytes == sum(map(picture_bytes, pictures.values()))
        assert 0.8 * most < fonts.picture_bytes <= most
        assert f"title 99 of {turn}" in pictures, "the oldest go first"


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.75, 2.0])
def test_titles_that_are_pictured_together_look_as_if_each_were_pictured_alone(qapp, dpr, monkeypatch):
    texts = [f"{'word ' * (number % 5)}title {number}" for number in range(2 * SHEET)] + ["wide " * 200]
    one, many = Type(bundled_family()), Type(bundled_family())
    alone, together = one.pictures(Role.TITLE, INK, dpr), many.pictures(Role.TITLE, INK, dpr)
    sheets, drawn = [], TextPictures._drawn
    monkeypatch.setattr(TextPictures, "_drawn", lambda self, part: sheets.append(part) or drawn(self, part))
    image = QImage(100, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)

    together.draw_all(painter, np.zeros(len(texts)), np.full(len(texts), 20.0), texts)
    painter.end()

    assert [len(part) for part in sheets] == [SHEET, SHEET, 1]
    assert all(together[text].toImage() == alone[text].toImage() for text in texts)
    assert many.picture_bytes == one.picture_bytes


@pytest.mark.parametrize("text", [LONG_TITLE, "\N{WATER BUFFALO}" * 500, "i" * 3000])
def test_of_a_long_title_hardly_more_is_pictured_than_can_be_seen(qapp, text):
    fonts = Type(bundled_family())
    pictures = fonts.pictures(Role.TITLE, INK, 1.0)

    painted(pictures, text, 300.0)
    painted(pictures, text, TITLE_MOST)

    letter = fonts.measure(text[:2], Role.TITLE)
    widths = [picture.width() for shown, picture in pictures.items() if len(shown) > 1]
    assert len(widths) == 1
    assert widths[0] <= TITLE_MOST + 2 * BLEED + letter + 1
    assert fonts.picture_bytes < 50_000


def test_beginnings_of_long_titles_are_kept_but_not_for_ever(qapp, monkeypatch):
    monkeypatch.setattr("dateline.painting.pictures.BEGINNINGS_KEPT", 4)
    fonts, known = Type(bundled_family()), []
    pictures = fonts.pictures(Role.TITLE, INK, 1.0)

    for number in range(10):
        painted(pictures, f"{number} {LONG_TITLE}", 300.0)
        known.append(len(pictures._beginnings))

    assert max(known) == 4


@pytest.mark.parametrize("dpr", [1.0, 1.25, 2.0])
@pytest.mark.parametrize(
    ("letters", "width"),
    [
        (30, 60.0),
        (100, 60.0),
        (100, 519.0),
        *((3000, width) for width in (60.0, TITLE_MOST + 0.01, 535.0, 900.0, 1100.0)),
    ],
)
def test_a_cut_title_looks_as_if_all_of_it_had_been_pictured(fonts, dpr, width, letters):
    text = LONG_TITLE[:letters]
    pictures = fonts.pictures(Role.TITLE, INK, dpr)
    expected = QImage(round(1200 * dpr), round(30 * dpr), QImage.Format.Format_RGB32)
    expected.setDevicePixelRatio(dpr)
    expected.fill(QColor("white"))
    painter = QPainter(expected)
    painter.save()
    painter.scale(1 / dpr, 1 / dpr)
    painter.setClipRect(QRect(0, 0, pictures.cut_at(10.0, width), expected.height()))
    painter.scale(dpr, dpr)
    pictures.draw(painter, 10.0, 15.0, text)
    painter.restore()
    pictures.draw_ellipsis(painter, 10.0, 15.0, width)
    painter.end()

    assert painted(pictures, text, width, dpr) == expected


def painted(pictures, text: str, width: float, dpr: float = 1.0) -> QImage:
    image = QImage(round(1200 * dpr), round(30 * dpr), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    image.fill(QColor("white"))
    painter = QPainter(image)
    pictures.draw_all(painter, np.array([10.0]), np.array([15.0]), [text], np.array([width]))
    painter.end()
    return image


@pytest.mark.parametrize(
    "title", ["Troops repel the relief column", "AVATAR: Tokyo, Tyre and “Yves” — W. V. Ta", "ffi fl Привіт"]
)
def test_a_title_is_cut_between_two_letters(qapp, title):
    fonts = Type(bundled_family())
    elider = Elider(fonts.measure)
    ellipsis = fonts.measure("…", Role.TITLE)

    for room in range(20, int(fonts.measure(title, Role.TITLE)), 3):
        shown, width = elider.cut(title, float(room))
        assert width <= room
        if shown:
            assert width == pytest.approx(fonts.measure(shown.removesuffix("…"), Role.TITLE) + ellipsis, abs=0.01)
