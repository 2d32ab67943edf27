import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QImage, QPainter

from dateline.layout.metrics import Role
from dateline.painting.text import FIGURE_FAMILY, SHEET_WIDTH, Type, bundled_family, picture_bytes, system_family


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


def test_pictures_of_titles_take_no_more_than_they_may_or_the_view_itself(qapp, monkeypatch):
    monkeypatch.setattr("dateline.painting.text.PICTURE_BYTES", 100_000)
    fonts = Type(bundled_family())
    pictures = fonts.pictures(Role.TITLE, QColor("black"), 1.0)

    for turn, view_bytes in enumerate((0, 300_000, 0)):
        fonts.view_bytes = view_bytes
        for number in range(100):
            pictures[f"title {number} of {turn}"]
        assert fonts.picture_bytes == sum(map(picture_bytes, pictures.values()))
        assert 0.8 * max(100_000, view_bytes) < fonts.picture_bytes <= max(100_000, view_bytes)


@pytest.mark.parametrize("dpr", [1.0, 1.25, 2.0])
def test_a_title_wider_than_the_sheet_is_whole(qapp, dpr):
    fonts = Type(bundled_family())
    pictures = fonts.pictures(Role.TITLE, QColor("black"), dpr)
    short, long = pictures["end"], pictures["word " * 300 + "end"]

    end = long.copy(long.width() - short.width(), 0, short.width(), short.height()).toImage()

    assert long.width() > 2 * SHEET_WIDTH * dpr
    assert any(end.pixelColor(x, y).alpha() for x in range(end.width()) for y in range(end.height()))
