"""PySide6 6.12.0 on Python 3.11 and older loses a reference to None with every call that returns nothing.

The program then aborts after some thousand paints (`Fatal Python error: none_dealloc`); pyproject.toml keeps that
version out, and this test keeps any other like it out.
"""

import sys

import pytest
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from dateline.domain.chronology import Chronology
from dateline.domain.query import Query, ask
from dateline.layout.compose import build
from dateline.layout.metrics import Options
from dateline.layout.plan import Plan
from dateline.layout.scene import Scene
from dateline.layout.viewport import Viewport
from dateline.painting.painter import paint
from dateline.painting.text import Type
from dateline.painting.theme import Theme

PAINTS = 20_000
TOLERANCE = 1_000
"""References that come and go by themselves; the fault loses at least one with each of some ten calls a paint."""


@pytest.fixture
def fonts(qapp: QGuiApplication) -> Type:
    return Type()


@pytest.fixture
def scene(fonts: Type) -> Scene:
    chronology = Chronology.from_events([], title="Ground and axis are calls enough")
    plan = Plan(chronology, ask(chronology, Query()), Options(header=8.0), fonts.measure)
    return build(plan, Viewport.fitted(0, 86_400, 24.0), 80.0)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: it has no count to lose")
def test_painting_20_000_times_loses_no_reference_to_none(scene: Scene, fonts: Type) -> None:
    image = QImage(4, 4, QImage.Format.Format_ARGB32_Premultiplied)
    theme = Theme.light()
    paint_times(1, image, scene, theme, fonts)
    before = sys.getrefcount(None)

    paint_times(PAINTS, image, scene, theme, fonts)

    assert abs(sys.getrefcount(None) - before) < TOLERANCE


def paint_times(count: int, image: QImage, scene: Scene, theme: Theme, fonts: Type) -> None:
    for _ in range(count):
        painter = QPainter(image)
        paint(painter, scene, theme, fonts)
        painter.end()
