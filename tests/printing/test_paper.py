import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter

from dateline.domain.query import Query, ask
from dateline.printing.paper import Pages, print_to
from dateline.printing.report import report
from dateline.printing.typesetter import Paper, typeset


@pytest.fixture
def pdf(chronology) -> bytes:
    return typeset(report(chronology, ask(chronology, Query()), Query()), paper=Paper.A4).pdf


def ink(image: QImage) -> int:
    """How many of some pixels spread over an image are dark."""
    points = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return sum(image.pixelColor(x, y).lightness() < 100 for x, y in points)


def test_a_page_is_drawn_at_the_asked_resolution_on_white(pdf):
    with Pages(pdf) as pages:
        image = pages.image(0, 72)
        count = pages.count

    assert count > 1
    assert (image.width(), image.height()) == (596, 842)
    assert image.pixelColor(3, 3) == QColor("white")
    assert ink(image) > 300


def test_an_image_outlives_its_document(pdf):
    pages = Pages(pdf)
    image = pages.image(0, 30)
    pages.close()

    assert ink(image.copy()) > 10


def test_a_page_that_is_not_there_and_bytes_that_are_no_pdf_are_errors(pdf):
    with Pages(pdf) as pages, pytest.raises(IndexError, match="page 99"):
        pages.image(99, 72)
    with pytest.raises(ValueError, match="not a PDF"):
        Pages(b"this is not a PDF")


def test_a_printer_gets_every_page_at_its_size(pdf, qapp, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    print_to(printer, pdf)

    with Pages(pdf) as sent, Pages((tmp_path / "printed.pdf").read_bytes()) as printed:
        assert printed.count == sent.count
        assert printed.size(0).toSize() == sent.size(0).toSize()
        assert ink(printed.image(0, 72)) > 300


def test_a_printer_gets_only_the_pages_it_is_set_to_print(pdf, qapp, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)

    print_to(printer, pdf)

    with Pages((tmp_path / "printed.pdf").read_bytes()) as printed:
        assert printed.count == 1


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_start_is_an_error(pdf, qapp, tmp_path, capfd):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "absent" / "printed.pdf"))

    with pytest.raises(OSError, match="does not start"):
        print_to(printer, pdf)
