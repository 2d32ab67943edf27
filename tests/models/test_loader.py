import threading
from pathlib import Path

import pytest

from dateline.domain.errors import ChronologyError
from dateline.models import loader
from dateline.models.loader import Loader

PATH = Path("some.dateline.yaml")


@pytest.fixture
def slow(monkeypatch):
    monkeypatch.setattr(loader, "PATIENCE_S", 0.0)


def test_a_quick_file_is_loaded_before_start_returns(chronology, qtbot):
    reader = Loader(lambda path, progress, cancelled: chronology)

    with qtbot.waitSignal(reader.loaded) as loaded, qtbot.assertNotEmitted(reader.begun):
        reader.start(PATH)

    assert loaded.args == [chronology]
    assert not reader.is_reading


def test_a_slow_file_tells_its_progress_and_then_arrives(chronology, slow, qtbot):
    go_on = threading.Event()

    def read(path, progress, cancelled):
        go_on.wait(10)
        progress(10**12, 2 * 10**12)
        return chronology

    reader = Loader(read)
    progress = []
    reader.progressed.connect(lambda done, of_all: progress.append((done, of_all)))

    with qtbot.waitSignal(reader.begun):
        reader.start(PATH)
    with qtbot.waitSignal(reader.loaded):
        go_on.set()

    assert progress == [(10**12, 2 * 10**12)]


def test_what_cannot_be_read_is_told_as_an_error(qtbot):
    def read(path, progress, cancelled):
        raise ChronologyError("this is not a chronology", where="some.dateline.yaml:1")

    reader = Loader(read)

    with qtbot.waitSignal(reader.failed) as failed:
        reader.start(PATH)

    assert str(failed.args[0]) == "some.dateline.yaml:1: this is not a chronology"


def test_a_cancelled_reading_never_arrives(chronology, slow, qtbot):
    seen = []

    def read(path, progress, cancelled):
        while not cancelled():
            pass
        seen.append("stopped")
        return chronology

    reader = Loader(read)
    reader.start(PATH)

    with qtbot.waitSignal(reader.cancelled), qtbot.assertNotEmitted(reader.loaded, wait=50):
        reader.wait()

    assert seen == ["stopped"]
    assert not reader.is_reading


def test_a_second_start_takes_the_place_of_the_first(chronology, slow, qtbot):
    def read(path, progress, cancelled):
        while path == PATH and not cancelled():
            pass
        return chronology

    reader = Loader(read)
    reader.start(PATH)
    loaded = []
    reader.loaded.connect(loaded.append)

    with qtbot.waitSignal(reader.loaded):
        reader.start(Path("other.dateline.yaml"))

    assert loaded == [chronology]
