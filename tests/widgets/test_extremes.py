"""Chronologies of every size, with every text, at every time: the window stays in use."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Attribution, Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Relation
from dateline.domain.query import Query
from dateline.domain.source import Citation, Source
from dateline.formats import registry

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def made(count, title="Event {n}"):
    kinds = [Kind("combat", "Combat"), Kind("strike", "Strike")]
    days = [f"2024-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]
    whens = [parse_edtf(day) for day in days]
    claim = (Claim(text="It is said", certainty=Certainty.CLAIMED, cites=(Citation("paper"),)),)
    events = [
        Event(
            f"event-{n}", title.format(n=n), when=whens[n * 7919 % len(whens)], kind=kinds[n % 2].id,
            regions=(("RU-KRS", "UA-59", "RU-BEL")[n % 3],), claims=claim,
        )
        for n in range(count)
    ]  # fmt: skip
    page = Source("paper", title="A page")
    return Chronology.from_events(events, title=f"{count} events", kinds=kinds, sources=[page])


@pytest.mark.parametrize("count", [0, 1, 5, 20_000])
def test_a_chronology_of_any_size_can_be_used(opened, hand, qtbot, count):
    window = opened(made(count))
    view = window.timeline

    for key in (KEY.Key_Plus, KEY.Key_Right, KEY.Key_End, KEY.Key_Down, KEY.Key_PageUp, KEY.Key_0):
        qtbot.keyClick(view, key)
        view.grab()
    hand.wheel(view.viewport(), QPointF(400, 200), 3, CTRL)
    window.menus.actions["show_table"].setChecked(True)
    window.document.set_query(Query(kinds=frozenset(["combat"])))
    window.grab()
    qtbot.keyClick(view, KEY.Key_A, CTRL)
    window.grab()

    half = (count + 1) // 2
    assert window.chips.count.text().startswith(f"{half:,} of {count:,}")
    assert len(window.document.selection) == half


def test_every_one_of_20_000_events_is_drawn_or_counted(opened):
    window = opened(made(20_000))

    scene = window.timeline.scene
    lanes = {band.index: 0 for band in scene.bands}
    for lane in scene.marks.lane.tolist():
        lanes[lane] += 1
    for heap in (*scene.blocks, *scene.columns):
        lanes[heap.lane] += heap.count

    for index, lane in lanes.items():
        inside = window.timeline.plan.lanes[index]
        assert lane >= 0.99 * len(inside.rows)


LONG = "A very long title that goes on and on " * 280
TITLES = [
    LONG,
    "x" * 10_000,
    "\u202eright to left override\u202c and \u2066isolate",
    "حرب أوكرانيا في كورسك عام ٢٠٢٤",
    "👩\u200d👩\u200d👧 emoji 🇺🇦",
    "zero\u200bwidth\u200d\ufeffspaces\u00ad",
    "<img src=x onerror=alert(1)><script>1</script> &amp; <b>bold",
    "line\nbreak\ttab\r\nreturn",
    "\u0301\u0302\u0303combining" * 20,
    "&Save %1 {0} {title} %s",
    " ",
    "日本語の出来事 中文事件",
]


@pytest.mark.parametrize("title", TITLES, ids=range(len(TITLES)))
def test_any_title_is_drawn_read_listed_and_copied(opened, hand, title, qtbot):
    source = Source("paper", title=title, url="https://example.org/" + "a" * 500)
    claim = Claim(Attribution(title), title, certainty=Certainty.DISPUTED, cites=(Citation("paper", quote=title),))
    link = Link("other", Relation.DISPUTES)
    events = [
        Event("one", title, summary=title, when=parse_edtf("2024-08-06"), regions=("RU-KRS",), claims=(claim,),
              actors=(title,), kind="odd", stated=title, basis=title, relates=(link,)),
        Event("other", title, when=parse_edtf("2024-08-07"), regions=("RU-KRS",), claims=(claim,)),
        Event("undated", title, claims=(claim,)),
    ]  # fmt: skip
    chronology = Chronology.from_events(events, title=title, kinds=[Kind("odd", title)], sources=[source])
    window = opened(chronology, size=(900, 600))

    window.menus.actions["show_table"].setChecked(True)
    window.timeline.grab()
    qtbot.keyClick(window.timeline, KEY.Key_C, CTRL)
    window.document.set_query(Query(kinds=frozenset(["odd"])))
    window.grab()
    window.timeline.set_hover(0)
    window.timeline.grab()

    assert window.width() == 900
    assert "<script>" not in QGuiApplication.clipboard().mimeData().html()
    qtbot.waitUntil(lambda: window.details.view.document().characterCount() > 20)
    assert window.chips.count.text().startswith("1 of 3")


DEEP = """\
dateline: 1
title: Deep time
events:
  - {id: bang, title: The universe begins, when: Y-13800000000}
  - {id: earth, title: The Earth forms, when: Y-4540000000~}
  - {id: caesar, title: Caesar dies, when: -0043-03-15}
  - {id: landing, title: The Eagle lands, when: "1969-07-20T20:17:40Z"}
  - {id: one-second-later, title: One second later, when: "1969-07-20T20:17:41Z"}
  - {id: sun, title: The Sun ends, when: Y5000000000}
"""


def test_seconds_and_the_age_of_the_universe_stand_in_one_file(opened, tmp_path, qtbot):
    path = tmp_path / "deep.dateline.yaml"
    path.write_text(DEEP, encoding="utf-8")
    window = opened(registry.read(path))
    view = window.timeline
    assert window.document.chronology.findings == ()

    for ident in ("bang", "earth", "caesar", "landing", "one-second-later", "sun"):
        window.document.select_one(window.document.chronology.row_of(ident))
        for key in (KEY.Key_F, KEY.Key_F, *[KEY.Key_Plus] * 5):
            qtbot.keyClick(view, key)
            view.grab()
            window.overview.grab()
    window.document.set_viewport(window.document.fitted_to(np.array([3, 4])))
    view.grab()

    seen = window.document.viewport
    columns = window.document.chronology.columns
    apart = seen.x_of(int(columns.start_earliest[4])) - seen.x_of(int(columns.start_earliest[3]))
    assert apart == pytest.approx(1 / seen.scale)


def test_deep_time_opens_with_every_event_in_view(opened, tmp_path):
    path = tmp_path / "deep.dateline.yaml"
    path.write_text(DEEP, encoding="utf-8")

    window = opened(registry.read(path))

    seen, starts = window.document.viewport, window.document.chronology.columns.start_earliest
    assert bool(((starts >= seen.start) & (starts <= seen.end)).all())


def test_a_period_can_be_marked_on_the_ruler_anywhere_in_time(opened, tmp_path, hand):
    path = tmp_path / "deep.dateline.yaml"
    path.write_text(DEEP, encoding="utf-8")
    window = opened(registry.read(path))
    view = window.timeline

    for rows in ([0], [2], [3, 4], [5], [0, 5]):
        window.document.set_query(Query())
        window.document.set_viewport(window.document.fitted_to(np.array(rows)))
        view.grab()
        left = view.scene.left
        ends = QPointF(left + 5, 20), QPointF(left + window.document.viewport.width - 5, 20)
        hand.drag(view.viewport(), *ends, ends=False)
        view.grab()
        hand.drag(view.viewport(), *ends)
        window.grab()

        assert window.document.query.period is not None
        assert set(rows) <= set(window.document.answer.rows.tolist())


def test_only_undated_events_stand_in_the_tray(opened, hand, qtbot):
    window = opened(Chronology.from_events([Event(f"e{n}", f"Undated {n}") for n in range(40)], title="Undated"))

    for key in (KEY.Key_Right, KEY.Key_Plus, KEY.Key_0, KEY.Key_F, KEY.Key_End, KEY.Key_Up):
        qtbot.keyClick(window.timeline, key)
        window.grab()

    assert window.chips.count.text() == "40 of 40 · 40 undated"
    assert len(window.timeline.scene.tray.all_rows) == 40


def test_three_hundred_regions_can_be_searched_and_ticked(opened, kursk, hand, qtbot):
    known = sorted(kursk.regions.codes)[:300]
    events = [
        Event(f"e{n}", f"Event {n}", when=parse_edtf("2024-08-06"), regions=(code,)) for n, code in enumerate(known)
    ]
    window = opened(Chronology.from_events(events, title="Many regions"))

    name = next(hand.indexes(window.filters.regions)).data()
    hand.type(window.filters.region_search, name)
    hand.click_row(qtbot, window.filters.regions, name)
    window.grab()

    assert window.document.query.regions
    assert 1 <= len(window.document.answer.rows) < 300


def test_keys_that_are_mashed_leave_a_window_that_works(window, hand, qtbot):
    keys = [Qt.Key(KEY.Key_A + n) for n in range(26) if n not in (2,)] + [
        KEY.Key_Escape, KEY.Key_Space, KEY.Key_Tab, KEY.Key_Backspace, KEY.Key_Delete, KEY.Key_Plus,
        KEY.Key_Minus, KEY.Key_BracketLeft, KEY.Key_Down, KEY.Key_PageDown, KEY.Key_F3, KEY.Key_1,
    ]  # fmt: skip

    for turn, key in enumerate(keys * 3):
        qtbot.keyClick(window.timeline, key, (PLAIN, SHIFT)[turn % 2])
        window.resize(900 + turn % 7 * 80, 600 + turn % 5 * 60)
    window.timeline.setFocus()
    qtbot.keyClick(window.timeline, KEY.Key_Home)
    window.grab()

    assert window.chips.count.text().startswith("166 of 166")
    assert window.document.position_of(window.document.current) == 0
