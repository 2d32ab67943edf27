import tempfile
import threading
from pathlib import Path

import pytest

from dateline.domain.errors import ChronologyError
from dateline.formats import event_table, registry
from dateline.layout.metrics import Grouping, Lens
from dateline.models import loader
from dateline.models.document import Appearance
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


def test_a_file_is_made_ready_for_the_lanes_and_colours_it_is_shown_in(chronology, monkeypatch):
    asked = []
    monkeypatch.setattr(loader, "make_ready", lambda *how: asked.append(how))

    Loader(lambda path, progress, cancelled: chronology).start(PATH, Appearance(Grouping.ACTOR, Lens.CERTAINTY))

    assert asked == [(chronology, Grouping.ACTOR, Lens.CERTAINTY)]


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


@pytest.mark.parametrize("patience", [0.0, 10.0])
def test_a_reader_that_is_wrong_ends_the_reading_too(qtbot, monkeypatch, patience):
    monkeypatch.setattr(loader, "PATIENCE_S", patience)
    mistakes = []
    monkeypatch.setattr(threading, "excepthook", lambda hook: mistakes.append(hook.exc_type))

    def read(path, progress, cancelled):
        raise ZeroDivisionError

    reader = Loader(read)

    with qtbot.waitSignal(reader.failed) as failed:
        reader.start(PATH)

    assert str(failed.args[0]) == f"{PATH}: Dateline made a mistake while reading this file"
    assert not reader.is_reading
    qtbot.waitUntil(lambda: mistakes == [ZeroDivisionError])


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


@pytest.fixture
def big_table(tmp_path, monkeypatch) -> Path:
    """A table that is read by a worker, and a folder of its own for what that makes."""
    path = tmp_path / "big.csv"
    path.write_text("title,start\n" + "A village,2024-08-06\n" * (event_table.SMALL // 20))
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    return path


def test_a_big_table_arrives_with_its_progress(big_table, slow, qtbot):
    reader = Loader(registry.read)
    progress = []
    reader.progressed.connect(lambda done, of_all: progress.append((done, of_all)))

    with qtbot.waitSignal(reader.loaded, timeout=60_000) as loaded:
        reader.start(big_table)

    size = big_table.stat().st_size
    assert len(loaded.args[0]) == event_table.SMALL // 20
    assert progress == sorted(progress)
    assert progress[-1] == (size, size)
    assert list((big_table.parent / "scratch").iterdir()) == []


def test_a_big_table_that_is_cancelled_leaves_nothing(big_table, slow, qtbot):
    reader = Loader(registry.read)
    reader.start(big_table)

    with qtbot.waitSignal(reader.cancelled), qtbot.assertNotEmitted(reader.loaded, wait=50):
        reader.wait()

    assert list((big_table.parent / "scratch").iterdir()) == []


def test_why_a_big_table_cannot_be_read_is_told(big_table, slow, qtbot):
    big_table.write_text("name" + big_table.read_text().removeprefix("title"))
    reader = Loader(registry.read)

    with qtbot.waitSignal(reader.failed, timeout=60_000) as failed:
        reader.start(big_table)

    assert "a table of events needs a column “title”" in str(failed.args[0])
