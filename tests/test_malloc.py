import ctypes
import sys
from types import SimpleNamespace

import pytest

from dateline import malloc


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's")
@pytest.mark.parametrize(("events", "large"), [(10, malloc.LARGE), (1_000_000, malloc.LARGE_OF_MANY)])
def test_many_events_keep_the_memory_of_their_masks_and_few_give_it_back(monkeypatch, events, large):
    asked = {}
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(mallopt=asked.__setitem__))

    malloc.suit(events)

    assert asked == {-3: large, -1: large}


def test_another_c_library_is_left_alone(monkeypatch):
    asked = []
    monkeypatch.setattr(ctypes, "CDLL", lambda name: asked.append(name) or SimpleNamespace())

    malloc.suit(1_000_000)

    assert asked == ([None] if sys.platform.startswith("linux") else [])
