import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QImage, QPainter

from dateline.layout.metrics import Role
from dateline.painting.text import FIGURE_FAMILY, Type, bundled_family, system_family


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
