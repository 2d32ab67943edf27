import functools
import operator
import xml.etree.ElementTree as ElementTree

import pytest
from PySide6.QtGui import QImage, QPainter

from dateline.domain.edtf import parse_edtf
from dateline.domain.query import Query, ask
from dateline.layout.legend import legend
from dateline.layout.metrics import Options
from dateline.layout.plan import Plan
from dateline.painting import export
from dateline.painting.legend import draw_legend, legend_height
from dateline.painting.theme import Theme

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def made(every_form, qapp):
    return export.figure(every_form, ask(every_form, Query()), Query(), 180.0)


def test_a_figure_is_as_wide_as_asked_and_shows_every_event(made, every_form):
    rows = set(made.scene.marks.row.tolist()) | set(made.scene.tray.all_rows.tolist())
    heaps = sum(box.count for box in (*made.scene.blocks, *made.scene.columns))

    assert made.width == pytest.approx(180 / 25.4 * 96)
    assert len(rows) + heaps == len(every_form)


def test_an_svg_is_well_formed_and_holds_its_text_as_text(made):
    tree = ElementTree.fromstring(export.svg(made, title="Every form", description="All of them"))

    texts = [element.text for element in tree.iter(f"{SVG}text")]
    families = {element.get("font-family") for element in tree.iter() if element.get("font-family")}
    assert tree.get("version") == "1.1"
    assert tree.findtext(f"{SVG}title") == "Every form"
    assert any("Place unknown" in (text or "") for text in texts)
    assert "Inter" in families


def test_an_svg_is_the_same_each_time(made):
    assert export.svg(made) == export.svg(made)


def test_a_pdf_has_one_page_of_the_figures_size(made):
    import pypdfium2

    document = pypdfium2.PdfDocument(export.pdf(made, "Every form"))

    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((made.width * 0.75, made.height * 0.75), abs=1.5)


def test_a_png_has_as_many_pixels_as_asked(made):
    image = QImage.fromData(export.png(made, scale=1.5))

    assert image.width() == round(made.width * 1.5)
    assert image.height() == round(made.height * 1.5)


def test_the_period_asked_for_is_the_stretch_shown(every_form, qapp):
    query = Query(period=parse_edtf("2024-08-10/2024-08-19"))

    made = export.figure(every_form, ask(every_form, query), query, 180.0, has_legend=False)

    viewport = made.scene.viewport
    assert viewport.x_of(query.period.earliest) == pytest.approx(viewport.width * 0.02 / 1.04, abs=1)
    assert made.height == made.scene.height


def test_figures_divide_between_lanes_and_lose_none(every_form, qapp):
    answer = ask(every_form, Query())

    pieces = export.figures(every_form, answer, Query(), 180.0, 120.0)

    keys = [[band.key for band in piece.scene.bands] for piece in pieces]
    assert len(pieces) > 1
    assert sorted(functools.reduce(operator.iadd, keys, [])) == sorted({key for part in keys for key in part})
    assert [piece.legend is not None for piece in pieces] == [False] * (len(pieces) - 1) + [True]


def test_a_figure_of_nothing_is_still_a_figure(every_form, qapp):
    query = Query(text="nothing of the kind")

    pieces = export.figures(every_form, ask(every_form, query), query, 180.0, 120.0)

    assert len(pieces) == 1
    assert b"<svg" in export.svg(pieces[0])


def test_a_legend_takes_the_height_it_says(every_form, fonts):
    plan = Plan(every_form, ask(every_form, Query(period=parse_edtf("2024-08-06"))), Options(), fonts.measure)
    explained = legend(plan)
    image = QImage(400, 400, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)

    height = draw_legend(painter, explained, 5.0, 5.0, 390.0, Theme.light(), fonts)
    painter.end()

    assert height == legend_height(explained, 390.0, Theme.light(), fonts)
    assert legend_height(explained, 150.0, Theme.light(), fonts) > height
    assert image.copy(0, int(height) + 12, 400, 100) == image.copy(0, 280, 400, 100)
