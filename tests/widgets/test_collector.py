import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from dateline.widgets.collector import Collector


class Knot(QObject):
    """One that holds itself, so that only the collector can end it."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


@pytest.fixture
def collector(qapp):
    collector = Collector()
    collector.begin()
    yield collector
    collector.end()
    assert gc.isenabled()


def knot(ends: list[int]) -> None:
    weakref.finalize(Knot(), lambda: ends.append(threading.get_ident()))


def test_what_holds_itself_ends_in_the_guis_thread_however_busy_another_is(collector, qtbot):
    ends: list[int] = []
    knot(ends)

    made: list[object] = []
    worker = threading.Thread(target=lambda: made.extend([{}] for _ in range(200_000)))
    worker.start()
    worker.join()
    before = list(ends)
    qtbot.waitUntil(lambda: bool(ends), timeout=5000)

    assert before == []
    assert ends == [threading.get_ident()]


def test_nothing_is_looked_through_while_there_is_little_to_find(collector, monkeypatch):
    looked = []
    gc.collect()
    monkeypatch.setattr(gc, "collect", looked.append)

    collector.collect()

    assert looked == []
