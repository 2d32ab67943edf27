"""What goes out: a PDF, paper, a picture, a table of the rows, an event on the clipboard."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QWidget

from dateline.models.document import Document
from dateline.widgets.file_desk import FileDesk
from dateline.widgets.messages import MessageBar
from dateline.widgets.modal import run
from dateline.widgets.timeline_view import TimelineView

PICTURE_SCALE = 2.0
"""A saved picture has so many pixels per layout unit, so that it is sharp where it is used."""


class OutputDesk(QObject):
    """Hands out what the document shows; names and problems go by the file desk and the message bar."""

    def __init__(
        self, document: Document, timeline: TimelineView, files: FileDesk, messages: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document, self._timeline, self._files = document, timeline, files
        self._messages, self._window = messages, window

    def print_pdf(self) -> None:
        """Show the pages, then save them or send them to a printer."""
        from dateline.widgets.print_dialog import PrintDialog  # Typst and pdfium load only where one prints

        dialog = PrintDialog(self._document.chronology, self._document.query, self._window)
        if not run(dialog) or dialog.printed is None:
            return
        if dialog.wants_paper:
            self._print_on_paper(dialog.printed.pdf)
            return
        path = self._files.save(dialog.printed.pdf, self.tr("Save as PDF"), ".pdf", self.tr("PDF (*.pdf)"))
        if path is not None:
            self._files.tell_saved(path)

    def _print_on_paper(self, pdf: bytes) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from dateline.printing.paper import print_to

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if run(QPrintDialog(printer, self._window)):
            try:
                print_to(printer, pdf)
            except OSError as error:
                self._messages.show_error(str(error))

    def save_png(self) -> None:
        """Save what the timeline shows, at twice its size in pixels."""
        path = self._files.save(
            png(self._timeline), self.tr("Save the picture"), ".png", self.tr("PNG picture (*.png)")
        )
        if path is not None:
            self._files.tell_saved(path)

    def save_csv(self) -> None:
        """Save the rows shown as a table."""
        from dateline.formats import event_csv

        content = event_csv.dumps(self._document.chronology, self._document.answer).encode("utf-8-sig")
        path = self._files.save(content, self.tr("Save the rows"), ".csv", self.tr("Table (*.csv)"))
        if path is not None:
            self._files.tell_saved(path)

    def copy_event(self) -> None:
        """Put the event that is read on the clipboard, as a paragraph with its citations."""
        from dateline.domain.paragraph import paragraph, paragraph_html

        current, chronology = self._document.current, self._document.chronology
        if current is None:
            return
        data = QMimeData()
        data.setText(paragraph(chronology, current))
        data.setHtml(paragraph_html(chronology, current))
        QGuiApplication.clipboard().setMimeData(data)
        self._messages.show_note(self.tr("Copied, with its sources."))


def png(timeline: TimelineView) -> bytes:
    """The timeline as it stands, drawn by the painter that draws the window."""
    size = timeline.viewport().size()
    image = QImage(size * PICTURE_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PICTURE_SCALE)
    painter = QPainter(image)
    timeline.paint_scene(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, which Qt refuses
    return bytes(content.data())
