"""Nothing that stands in the files of settings keeps the program from starting."""

import pytest
from PySide6.QtCore import QSettings

from dateline.formats import registry
from dateline.paths import bundled
from dateline.widgets.main_window import MainWindow
from dateline.widgets.settings import Settings, _group

KURSK = bundled("data", "kursk-2024.dateline.yaml")
DAMAGED = {
    "noise": bytes(range(256)) * 40,
    "nothing": b"",
    "half a line": b"[window]\ngeometry=@ByteArray(\\x1\\xd9\\xd0\\xcb",
    "foreign values": b"[General]\nrecent=@Invalid()\n[window]\ngeometry=7\npanes=@Variant(\\0\\0)\nscheme=@Size(3 4)",
    "broken bytes": b"[window]\ngeometry=@ByteArray(\\xff\\xff\\xff)\npanes=@ByteArray(\\0\\xff)\nrows=@ByteArray(x)",
    "foreign recent files": b"[General]\nrecent=/nowhere, \\x0, relative.yaml, 7\n[keys]\nopen_file=Nonsense+Q\n",
}
PER_FILE = {
    "start": "tomorrow",
    "length": "-1e999",
    "regions": "@Invalid()",
    "kinds": "nothing of the kind",
    "certainties": "sure",
    "period": "2024-13",
    "grouping": "by mood",
    "event": "gone",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_window_opens_with_damaged_settings(content, tmp_path, qtbot):
    path = tmp_path / "Dateline.ini"
    path.write_bytes(content)

    window = MainWindow(registry.read(KURSK), Settings(QSettings(str(path), QSettings.Format.IniFormat)))
    qtbot.addWidget(window)
    window.show()

    assert window.windowTitle() == "Kursk, August to December 2024 – Dateline"
    assert window.settings.recent == []


def test_a_file_opens_whatever_is_remembered_of_it(tmp_path, qtbot):
    store = QSettings(str(tmp_path / "Dateline.ini"), QSettings.Format.IniFormat)
    for name, value in PER_FILE.items():
        store.setValue(f"{_group(KURSK)}/{name}", value)

    window = MainWindow(registry.read(KURSK), Settings(store))
    qtbot.addWidget(window)
    window.show()

    assert len(window.document.answer.rows) >= 0
    assert window.document.viewport.span > 0


def test_settings_that_cannot_be_written_keep_nothing_from_ending(tmp_path, qtbot):
    (tmp_path / "Dateline.ini").mkdir()
    store = QSettings(str(tmp_path / "Dateline.ini"), QSettings.Format.IniFormat)

    window = MainWindow(registry.read(KURSK), Settings(store))
    qtbot.addWidget(window)
    window.show()

    assert window.close()
