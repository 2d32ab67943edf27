"""A dialog that is answered before anything else goes on."""

from PySide6.QtWidgets import QDialog


def run(dialog: QDialog) -> bool:
    """Show a dialog until it is closed, and say whether it was accepted; it goes then, with all that it holds.

    One that is part of a circle, as by a lambda, would else stay as long as its window. Its answers stay.
    """
    dialog.finished.connect(dialog.deleteLater)
    return bool(dialog.exec())
