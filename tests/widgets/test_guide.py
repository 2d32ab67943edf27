"""The Help menu's pages: complete and made of real signs."""

import platform

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

import dateline
from dateline.domain.claim import Certainty
from dateline.layout.legend import LegendForm
from dateline.painting.theme import Theme
from dateline.widgets.guide import GuideDialog
from dateline.widgets.help_dialogs import AboutDialog
from dateline.widgets.page_view import PageView

IMAGE = QTextDocument.ResourceType.ImageResource.value


def signs(view: PageView) -> set[str]:
    found = set()
    block = view.document().begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            if part.fragment().charFormat().isImageFormat():
                found.add(part.fragment().charFormat().toImageFormat().name().split(":")[1])
            part += 1
        block = block.next()
    return found


def test_the_guide_explains_every_sign(qtbot: QtBot) -> None:
    dialog = GuideDialog(Theme.light())
    qtbot.addWidget(dialog)

    assert signs(dialog.view) == {certainty.word for certainty in Certainty} | {form.value for form in LegendForm}
    for word in ("confirmed", "retracted", "possibly", "tray", "both lanes", "republishes"):
        assert word in dialog.view.toPlainText()


def test_a_page_loads_its_own_signs_and_nothing_else(qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory) -> None:
    picture = tmp_path_factory.mktemp("pictures") / "x.png"
    QImage(9, 9, QImage.Format.Format_RGB32).save(str(picture))
    view = PageView(Theme.light())
    qtbot.addWidget(view)

    sign = view.loadResource(IMAGE, QUrl("sign:claimed:18:22262b"))
    others = [
        "http://example.org/x.png",
        QUrl.fromLocalFile(str(picture)).toString(),
        "data:image/png;base64,AAAA",
        "sign:x",
    ]

    assert sign.size().width() >= 18
    assert {view.loadResource(IMAGE, QUrl(name)).size().toTuple() for name in others} == {(1, 1)}


def test_about_names_versions_and_licences(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)

    text = dialog.view.toPlainText()
    assert f"Dateline {dateline.__version__}" in text
    assert "MIT licence" in text
    assert f"Python {platform.python_version()}\tPSF-2.0" in text
    for name in ("Qt 6.", "PySide6 6.", "NumPy ", "PyYAML ", "dateutil ", "Typst ", "pypdfium2 ", "Inter"):
        assert name in text
