"""What the tests of the running program share: a user of a test's own, the bus of a session, and patience."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
Begin = Callable[..., "subprocess.Popen[bytes]"]
"""Starts a process that ends with the test: the fixture `begin`."""
ROOT = Path(__file__).resolve().parents[2]
IS_INSTALLED = os.environ.get("DATELINE_INSTALLED") == "1"
"""Whether the program that is installed on this machine is tested in place of this checkout's."""
SOURCE = {"PYTHONPATH": str(ROOT / "desktop")}
PROGRAM = ["dateline"] if IS_INSTALLED else [sys.executable, "-m", "dateline"]
OTHERS = ("COV_", "DBUS_", "DESKTOP_", "DISPLAY", "LANG", "LC_", "QT_", "WAYLAND_", "XDG_")
"""How names begin that a session gives to its programs, and whoever runs the tests may have."""
PATIENCE_S = 40


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a program of the user's is told, whose files all lie below `home`; without a display, unless `more` has one.

    Nothing of the session of whoever runs the tests is told. The bus needs a `home` of a short path.
    """
    (home / "run").mkdir(mode=0o700, exist_ok=True)  # Qt refuses one that others can read
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OTHERS)}
    own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run"), "LANG": "C.UTF-8"}
    return {**kept, **own, **SOURCE, **more}


def session_bus(begin: Begin, env: dict[str, str]) -> dict[str, str]:
    """Start the bus of a user's session; the environment of what takes part in it."""
    path = Path(env["XDG_RUNTIME_DIR"]) / "bus"
    begin(["dbus-daemon", "--session", "--nofork", f"--address=unix:path={path}"], env=env)
    until(lambda: _answers(path), "the session's bus")
    return {**env, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={path}"}


def _answers(path: Path) -> bool:
    """Whether somebody listens at a socket, which is there a moment before."""
    with socket.socket(socket.AF_UNIX) as tried:
        return tried.connect_ex(str(path)) == 0


def until(look: Callable[[], T], what: str, patience_s: float = PATIENCE_S) -> T:
    """Wait until there is something to find; what it is."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")
