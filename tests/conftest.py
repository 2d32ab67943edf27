"""What every test stands on: Qt without a screen, no file of the user's within reach, and the few shared fixtures."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtGui import QGuiApplication

ROOT = Path(__file__).resolve().parents[1]

# A machine under load is slow, not wrong; CI tries the same examples every time.
hypothesis.settings.register_profile(
    "dateline",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("dateline")


def pytest_configure(config: pytest.Config) -> None:
    """Give Qt a platform without a screen, a UTF-8 locale, and folders of its own instead of the user's."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LC_ALL"] = "C.UTF-8"  # another encoding is a Qt warning; another language changes texts
    home = tempfile.TemporaryDirectory(prefix="dateline-tests-")
    config.add_cleanup(home.cleanup)
    for name in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
        folder = Path(home.name) / name.lower()
        folder.mkdir(mode=0o700)  # Qt refuses a runtime folder that others can read
        os.environ[f"XDG_{name}"] = str(folder)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(Path(home.name) / "config_home"))
    if not sys.platform.startswith("linux"):  # where XDG_* means nothing
        QStandardPaths.setTestModeEnabled(True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with samples and test vectors that may stand beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which is not beside this checkout")
    return folder


Begin = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Starts processes that end with the test, the last first, by force if need be: `begin(command, env=...)`."""
    with contextlib.ExitStack() as stack:

        def started(command: list[str], **options: object) -> "subprocess.Popen[bytes]":
            silent = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
            process = subprocess.Popen(command, **silent, **options)
            stack.callback(end, process)
            return process

        yield started


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a process."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def begin_screen(begin: Begin) -> Callable[..., str]:
    """Starts Xvfb with a screen of a size and further options; its display, which it tells once it answers."""

    def screen(size: str, *options: str) -> str:
        reader, writer = os.pipe()
        with os.fdopen(reader) as told:
            usual = ["-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
            begin(["Xvfb", "-displayfd", str(writer), *usual, *options], pass_fds=(writer,))
            os.close(writer)
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        return f":{number}"

    return screen


@pytest.fixture
def xvfb(begin: Begin, begin_screen: Callable[..., str]) -> dict[str, str]:
    """The environment of a process that opens real windows: a screen of 1600x1000 with a window manager."""
    missing = [tool for tool in ("Xvfb", "xdotool", "openbox") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}, which is not installed")
    display = begin_screen("1600x1000")
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    begin(["openbox"], env=environment)
    desktops = ["xdotool", "get_num_desktops"]  # what the window manager announces once it owns the screen
    until = time.monotonic() + 10
    while subprocess.run(desktops, env=environment, capture_output=True, check=False).returncode:
        assert time.monotonic() < until, "openbox did not start"
    return environment


def pytest_sessionfinish() -> None:
    """Empty the clipboard: without a screen Qt drops what Python made there only after Python has gone, and crashes."""
    if isinstance(application := QGuiApplication.instance(), QGuiApplication):
        application.clipboard().clear()
