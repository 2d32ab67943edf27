import sys

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import Query
from dateline.layout.overview import overview
from dateline.painting.overview import paint_overview
from dateline.painting.painter import paint
from dateline.painting.signs import sign_pixmap
from dateline.painting.theme import Theme


def drawn(scene, fonts, theme=None, dpr=1.0) -> QImage:
    image = QImage(int(scene.width * dpr), int(scene.height * dpr), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(dpr)
    image.fill(QColor("#ff00ff"))
    painter = QPainter(image)
    paint(painter, scene, theme or Theme.light(), fonts)
    painter.end()
    return image


def pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4).copy()


@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark(), Theme.on_paper()], ids=lambda theme: theme.name)
@pytest.mark.parametrize("dpr", [1.0, 1.5, 2.0])
def test_every_form_is_painted_on_every_ground(scene_of, fonts, theme, dpr):
    scene = scene_of()

    seen = pixels(drawn(scene, fonts, theme, dpr))

    magenta = (seen[:, :, 0] == 255) & (seen[:, :, 1] == 0) & (seen[:, :, 2] == 255)
    assert not magenta.any()
    assert scene.blocks
    assert scene.columns
    assert scene.curves
    assert scene.parts
    assert scene.tray.labels


def test_each_mark_is_where_the_scene_says(scene_of, fonts):
    scene = scene_of()
    image = drawn(scene, fonts)

    for mark in np.flatnonzero(scene.marks.form == 0).tolist():
        if scene.marks.sign[mark] != Certainty.CONFIRMED:
            continue
        x, y = scene.left + scene.marks.x[mark], scene.top + scene.marks.y[mark]
        ink = Theme.light().ink_qcolor(scene.inks[scene.marks.ink[mark]])
        assert image.pixelColor(round(x), round(y)) == ink


def test_the_same_scene_makes_the_same_picture(scene_of, fonts):
    assert drawn(scene_of(), fonts) == drawn(scene_of(), fonts)


def test_selection_hover_and_hits_are_seen(scene_of, fonts):
    plain, chosen = drawn(scene_of(), fonts), drawn(scene_of(selected=np.array([0])), fonts)
    hovered, found = drawn(scene_of(hover=0), fonts), drawn(scene_of(hits=np.array([0])), fonts)

    assert len({image.cacheKey() for image in (plain, chosen, hovered, found)}) == 4
    assert plain != chosen
    assert plain != hovered
    assert plain != found


def test_possible_matches_are_lighter_than_sure_ones(scene_of, fonts):
    scene = scene_of(Query(period=parse_edtf("2024-08-06T12:00/2024-08-30T13:00")))

    assert scene.marks.is_possible.any()
    assert not scene.marks.is_possible.all()
    assert drawn(scene, fonts) != drawn(scene_of(), fonts)


def test_a_clip_confines_the_painting(scene_of, fonts):
    scene = scene_of()
    image = QImage(int(scene.width), int(scene.height), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#ff00ff"))
    painter = QPainter(image)
    painter.setClipRect(300, 0, 100, int(scene.height))

    paint(painter, scene, Theme.light(), fonts)
    painter.end()

    assert image.pixelColor(299, 100) == QColor("#ff00ff")
    assert image.pixelColor(305, 100) != QColor("#ff00ff")


def test_a_strip_painted_alone_equals_the_same_part_of_the_whole(scene_of, fonts):
    scene = scene_of(selected=np.array([0]))
    whole = drawn(scene, fonts)
    image = QImage(whole.size(), QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setClipRect(400, 0, 60, int(scene.height))

    paint(painter, scene, Theme.light(), fonts)
    painter.end()

    assert image.copy(401, 0, 58, int(scene.height)) == whole.copy(401, 0, 58, int(scene.height))


def test_scrolled_lanes_stay_below_the_axis(scene_of, fonts):
    scrolled = drawn(scene_of(scroll=60.0), fonts)
    still = drawn(scene_of(), fonts)

    assert scrolled.copy(0, 0, scrolled.width(), 56) == still.copy(0, 0, still.width(), 56)


def test_each_certainty_has_its_own_sign(qapp):
    ink, paper = QColor("#000000"), QColor("#ffffff")

    images = [sign_pixmap(one, ink, paper, dpr=2.0).toImage() for one in Certainty]

    assert all(first != second for n, first in enumerate(images) for second in images[n + 1 :])
    assert images[0].width() == 28


def test_the_overview_is_painted(every_form, scene_of, fonts):
    from dateline.domain.query import ask

    strip = overview(every_form, ask(every_form, Query(kinds=frozenset({"aid"}))), 600.0, np.array([0]))
    image = QImage(600, 48, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)

    paint_overview(painter, strip, 48.0, Theme.light(), fonts)
    painter.end()

    assert len(np.unique(pixels(image).reshape(-1, 4), axis=0)) > 8


def test_painting_leaks_no_references(scene_of, fonts):
    scene = scene_of(height=200.0)
    image = drawn(scene, fonts)
    before = sys.getrefcount(None)

    painter = QPainter(image)
    for _ in range(30):
        paint(painter, scene, Theme.light(), fonts)
    painter.end()

    assert abs(sys.getrefcount(None) - before) < 200
