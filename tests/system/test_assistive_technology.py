"""What a screen reader is told of the running window, asked as one asks: through AT-SPI on its own bus."""

import contextlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jeepney
import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, Message, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from tests.system.session import PATIENCE_S, PROGRAM, Begin, environment, session_bus, until

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
TOOLS = {LAUNCHER: "at-spi2-core", "dbus-daemon": "dbus-daemon"}
AT_SPI = "org.a11y.atspi"
FOCUSED, CHECKED, ENABLED, FOCUSABLE, SELECTED, SHOWING = 12, 4, 8, 11, 23, 25
"""Numbers of AT-SPI's states."""
CONTROLS = {
    *("button menu", "chart", "check box", "column header", "combo box", "frame", "graphic", "grip", "heading", "link"),
    *("list", "list item", "menu item", "push button", "spin button", "table", "text", "tree", "tree item"),
}
"""Roles of what can be used or read, and so has to say what it is."""
PARTS = {"cell", "link", "list item", "tree item"}
"""Reached by arrow keys or by Tab within what they are parts of."""
FIRST = "Ukrainian troops cross into Russia's Kursk region, Tuesday, 6 August 2024, confirmed, 5 of 166"
NEXT = "Kursk's acting governor says the border breach was prevented, Tuesday, 6 August 2024, disputed, 6 of 166"

missing = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}, which is not installed")


@dataclass(frozen=True)
class Node:
    """One accessible object of a program."""

    bus: DBusConnection
    owner: str
    path: str

    def ask(self, interface: str, member: str, signature: str | None = None, body: tuple[object, ...] = ()) -> Any:
        place = DBusAddress(self.path, self.owner, f"{AT_SPI}.{interface}")
        return answer(self.bus, new_method_call(place, member, signature, body))

    def told(self, name: str) -> Any:
        place = DBusAddress(self.path, self.owner, f"{AT_SPI}.Accessible")
        return answer(self.bus, jeepney.Properties(place).get(name))[1]

    @property
    def name(self) -> str:
        return str(self.told("Name"))

    @property
    def description(self) -> str:
        return str(self.told("Description"))

    @property
    def role(self) -> str:
        return str(self.ask("Accessible", "GetRoleName"))

    @property
    def states(self) -> set[int]:
        low, high = self.ask("Accessible", "GetState")
        return {bit for bit in range(64) if (low | high << 32) >> bit & 1}

    @property
    def count(self) -> int:
        return int(self.told("ChildCount"))

    def child(self, place: int) -> "Node":
        return Node(self.bus, *self.ask("Accessible", "GetChildAtIndex", "i", (place,)))

    def all(self) -> Iterator["Node"]:
        """This object and all below it that is shown."""
        if SHOWING in self.states:
            yield self
            for place in range(self.count):
                yield from self.child(place).all()

    def find(self, role: str, name: str = "") -> "Node":
        """The shown object below this one of a role, and of a name, once it is there: panes come after the timeline."""
        return until(lambda: next((node for node in self.all() if node.role == role and name in node.name), None), role)


class Listener:
    """A window of the program, the keys pressed in it, and what a screen reader hears."""

    def __init__(
        self, bus: DBusConnection, env: dict[str, str], window: Node, program: subprocess.Popen[bytes]
    ) -> None:
        self.bus, self.window, self.program, self._env = bus, window, program, env
        registry = DBusAddress("/org/a11y/atspi/registry", f"{AT_SPI}.Registry", f"{AT_SPI}.Registry")
        for event in ("object:state-changed:focused", "object:announcement"):
            answer(bus, new_method_call(registry, "RegisterEvent", "sass", (event, [], "")))
        self._rule = MatchRule(type="signal", interface=f"{AT_SPI}.Event.Object")
        answer(bus, message_bus.AddMatch(self._rule))

    def press(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", *keys], env=self._env, check=True)

    def heard(self, keys: tuple[str, ...], meant: Callable[[Message], bool]) -> Message:
        """Press keys and wait for a signal that is meant."""
        with self.bus.filter(self._rule, bufsize=10_000) as signals:
            self.press(*keys)
            end = time.monotonic() + PATIENCE_S
            while True:
                told = self.bus.recv_until_filtered(signals, timeout=max(end - time.monotonic(), 0.001))
                if meant(told):
                    return told

    def focused_by(self, *keys: str) -> Node:
        """Press keys; what has the focus then."""
        return self.node(self.heard(keys, is_focus))

    def all_focused_by(self, *keys: str) -> list[Node]:
        """Press keys; what is told to have the focus until nothing more is told: of some lists a row, then the list."""
        found = []
        with self.bus.filter(self._rule, bufsize=10_000) as signals, contextlib.suppress(TimeoutError):
            self.press(*keys)
            while True:
                told = self.bus.recv_until_filtered(signals, timeout=0.25 if found else 2)
                found += [self.node(told)] if is_focus(told) else []
        return found

    def node(self, told: Message) -> Node:
        """The object that a signal is about."""
        return Node(self.bus, told.header.fields[HeaderFields.sender], told.header.fields[HeaderFields.path])

    def announced_by(self, *keys: str) -> str:
        """Press keys; what is read aloud then."""
        told = self.heard(keys, lambda each: each.header.fields[HeaderFields.member] == "Announcement")
        return str(told.body[3][1])


def is_focus(told: Message) -> bool:
    return bool(told.body[:2] == ("focused", 1))


def answer(bus: DBusConnection, call: Message) -> Any:
    """Send a call and return the one value of its answer."""
    got = bus.send_and_get_reply(call, timeout=PATIENCE_S)
    assert got.header.message_type is jeepney.MessageType.method_return, got.body
    return got.body[0] if got.body else None


@pytest.fixture
def home() -> Iterator[Path]:
    """The home of a new user; a short path, as the bus needs."""
    with tempfile.TemporaryDirectory(prefix="dl-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@pytest.fixture
def session(home: Path, xvfb: dict[str, str], begin: Begin) -> dict[str, str]:
    """The environment of a user's session: a screen, a bus, and somebody who listens."""
    is_heard = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    env = session_bus(begin, environment(home, DISPLAY=xvfb["DISPLAY"], **is_heard))
    begin([LAUNCHER, "--launch-immediately"], env=env)
    return env


@pytest.fixture
def listen(session: dict[str, str], begin: Begin) -> Iterator[Callable[..., Listener]]:
    """Starts the program and listens to its window: `listen(*arguments)`."""
    with contextlib.ExitStack() as stack:

        def start(*arguments: str) -> Listener:
            bus = stack.enter_context(accessibility_bus(session["DBUS_SESSION_BUS_ADDRESS"]))
            program = begin([*PROGRAM, *arguments], env=session)
            desktop = Node(bus, f"{AT_SPI}.Registry", "/org/a11y/atspi/accessible/root")
            until(lambda: desktop.count == 1 and desktop.child(0).count, "the program among those that can be read")
            listener = Listener(bus, session, desktop.child(0).child(0), program)
            until(lambda: SHOWING in listener.window.states, "the window")
            until(lambda: FOCUSED in listener.window.find("list", "Timeline").states, "the focus")
            return listener

        yield start


@contextlib.contextmanager
def accessibility_bus(session: str) -> Iterator[DBusConnection]:
    """The bus that programs tell assistive technology on, whose address is asked of the session's bus."""
    with open_dbus_connection(session) as bus:
        asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
        address = until(lambda: bus.send_and_get_reply(asked).body[0], "the bus of assistive technology")
    with open_dbus_connection(address) as bus:
        yield bus


def test_every_control_says_what_it_is_in_plain_words(listen: Callable[..., Listener]) -> None:
    window = listen().window
    window.find("document")

    nodes = list(window.all())

    controls = [node for node in nodes if node.role in CONTROLS]
    assert len(controls) > 120
    assert [(node.role, node.path) for node in controls if not node.name.strip()] == []
    assert [node.description for node in nodes if re.search(r"</?\w+>", node.description + node.name)] == []
    unknown = [node for node in nodes if FOCUSABLE in node.states and node.role in ("filler", "unknown", "panel")]
    assert [(node.role, node.name) for node in unknown] == []


def test_events_are_rows_with_name_date_in_words_position_and_description(listen: Callable[..., Listener]) -> None:
    timeline = listen().window.find("list", "Timeline")

    assert timeline.count == 166
    first, open_ended = timeline.child(4), timeline.child(3)
    assert first.role == "list item"
    assert first.name == FIRST
    assert first.description.startswith("Ukrainian forces attacked across the border from Sumy")
    assert "since 2022, going on, reported, 4 of 166" in open_ended.name


def test_a_key_moves_focus_and_selection_and_is_told(listen: Callable[..., Listener]) -> None:
    listener = listen()

    reached = listener.focused_by("Right")

    timeline = listener.window.find("list", "Timeline")
    assert (reached.role, reached.name) == ("list item", NEXT)
    assert {FOCUSED, SELECTED} <= timeline.child(5).states
    assert not {FOCUSED, SELECTED} & timeline.child(4).states


def test_the_pane_is_a_page_with_headings_and_links_that_tab_walks(listen: Callable[..., Listener]) -> None:
    listener = listen()
    page = listener.window.find("document")

    headings = [page.child(place) for place in range(page.count) if page.child(place).role == "heading"]
    view = listener.focused_by("Return")
    link = listener.focused_by("Tab")

    assert headings[0].name == FIRST.split(",")[0]
    assert [each.name for each in headings[1:]] == [
        *("What is claimed 7 sources", "Against it", "Sources", "Related", "Involved"),
    ]
    assert view.name == headings[0].name
    assert (link.role, link.name) == ("link", "1")
    assert link.description == "Mahalsa, within 19–22 Dec 2024, para. 2"
    assert FOCUSED in link.states


def test_tab_reaches_every_control(listen: Callable[..., Listener]) -> None:
    listener = listen()
    listener.focused_by("F6", "ctrl+f")
    listener.window.find("table")
    listener.press("S", "u", "d")  # steps through hits are offered only where there are some
    until(lambda: any("Next hit" in node.name for node in listener.window.all()), "the hits")

    wanted = {
        (node.role, node.name)
        for node in listener.window.all()
        if FOCUSABLE in node.states and ENABLED in node.states and node.role not in PARTS
    }
    reached = {("text", "Search")}
    for _ in range(120):
        reached |= {(node.role, node.name) for node in listener.all_focused_by("Tab")}
        if wanted <= reached:
            break

    assert {role for role, _ in wanted} >= {"push button", "text", "list", "tree", "table", "chart", "grip"}
    assert wanted - reached == set()


def test_the_table_is_sorted_without_a_mouse_and_says_so(listen: Callable[..., Listener]) -> None:
    listener = listen()
    listener.press("F6")
    listener.window.find("table")
    while listener.all_focused_by("Tab")[-1].role not in ("table", "cell"):
        assert FOCUSED not in listener.window.find("list", "Timeline").states, "Tab came round without the table"

    told = listener.announced_by("Menu", "t")

    assert told == "Sorted by Event"


def test_moving_the_overview_and_what_goes_wrong_are_read_aloud(
    listen: Callable[..., Listener], tmp_path: Path
) -> None:
    path = tmp_path / "mine.dateline.yaml"
    path.write_text("dateline: 1\ntitle: Mine\nevents:\n  - {id: a, title: A day, when: 2024-09-01}\n", "utf-8")
    listener = listen(str(path))
    overview = listener.focused_by("shift+Tab")

    moved = listener.announced_by("Right")
    path.write_text("dateline: [", "utf-8")
    failed = listener.announced_by("F5")

    assert overview.role == "chart"
    assert re.search(r"2024", moved)
    assert "mine.dateline.yaml" in failed


def test_a_program_that_was_read_in_full_quits_cleanly(listen: Callable[..., Listener]) -> None:
    listener = listen()
    for key in ("Right", "Right", "Left"):
        listener.focused_by(key)
        assert sum(1 for _ in listener.window.find("document").all()) > 10

    listener.press("ctrl+q")

    assert listener.program.wait(PATIENCE_S) == 0


def test_a_program_that_was_killed_by_the_system_says_so_when_it_starts_again(
    listen: Callable[..., Listener], session: dict[str, str]
) -> None:
    crashed = listen().program
    crashed.send_signal(signal.SIGSEGV)
    crashed.wait(PATIENCE_S)

    told = listen().window.find("label", "Dateline crashed when it last ran")

    (report,) = Path(session["HOME"]).rglob("report-*.txt")
    text = report.read_text("utf-8")
    assert str(report) in told.name
    assert "Segmentation fault" in text
    assert "begins: Dateline" in text
    assert session["HOME"] not in text
