"""Pages of a PDF as images, for the print preview and for paper: one layout for file, screen and printer."""

import contextlib
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import pypdfium2
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

POINTS_PER_INCH = 72
PRINT_DPI_AT_MOST = 600
"""More than this costs memory and shows on no paper: an A4 page at 600 dpi already takes 139 MB."""


class Pages:
    """The pages of a PDF, drawn when they are asked for; close it, or use it as a context manager."""

    def __init__(self, pdf: bytes) -> None:
        """Open a document.

        Raises:
            ValueError: the bytes are not a PDF.
        """
        try:
            self._document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError("this is not a PDF that can be read") from error

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._document)

    def size(self, number: int) -> QSizeF:
        """Width and height of a page (counted from 0), in points of 1/72 inch."""
        with self._page(number) as page:
            return QSizeF(*page.get_size())

    def image(self, number: int, dpi: float) -> QImage:
        """Draw a page, counted from 0, on white; the image owns its pixels.

        Raises:
            IndexError: there is no such page.
        """
        with self._page(number) as page:
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=False, prefer_bgrx=True)
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            image = QImage(bytes(bitmap.buffer), width, height, stride, QImage.Format.Format_RGB32).copy()
            bitmap.close()
        image.setDotsPerMeterX(round(dpi / 0.0254))
        image.setDotsPerMeterY(round(dpi / 0.0254))
        return image

    def close(self) -> None:
        """Let go of the document."""
        self._document.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def _page(self, number: int) -> Iterator[pypdfium2.PdfPage]:
        if not 0 <= number < self.count:
            raise IndexError(f"page {number} of {self.count}")
        page = self._document[number]
        try:
            yield page
        finally:
            page.close()


def print_to(printer: QPrinter, pdf: bytes) -> None:
    """Print a PDF on a printer or into its preview, the pages that it is set to print, each as large as it fits.

    Raises:
        ValueError: the bytes are not a PDF.
        OSError: the printer does not take it.
    """
    with Pages(pdf) as pages:
        numbers = _chosen(printer, pages.count)
        _set_page(printer, pages.size(numbers[0]))
        painter = QPainter()
        if not painter.begin(printer):
            raise OSError("the printer does not start")
        try:
            for place, number in enumerate(numbers):
                if place and not printer.newPage():
                    raise OSError(f"the printer stopped before page {number + 1}")
                _draw(painter, pages, number, printer)
        finally:
            painter.end()


def _chosen(printer: QPrinter, count: int) -> list[int]:
    first, last = printer.fromPage() or 1, printer.toPage() or count
    chosen = range(max(first, 1) - 1, min(last, count)) or range(count)
    is_reversed = printer.pageOrder() == QPrinter.PageOrder.LastPageFirst
    return list(reversed(chosen) if is_reversed else chosen)


def _set_page(printer: QPrinter, size: QSizeF) -> None:
    is_landscape = size.width() > size.height()
    portrait = size.transposed() if is_landscape else size
    printer.setPageSize(QPageSize(portrait, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    turned = QPageLayout.Orientation.Landscape if is_landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
    printer.setFullPage(True)


def _draw(painter: QPainter, pages: Pages, number: int, printer: QPrinter) -> None:
    room = printer.paperRect(QPrinter.Unit.DevicePixel)
    size = pages.size(number).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(0, 0, size.width(), size.height())
    target.moveCenter(QRectF(0, 0, room.width(), room.height()).center())
    painter.drawImage(target, pages.image(number, min(printer.resolution(), PRINT_DPI_AT_MOST)))
