"""The program is started as people start it: by the mouse, from the desktop and from a folder.

It stands in the home of a user of the test's own, as a pip install would put it there; with DATELINE_DEB=FILE it is
what is in that package, and with DATELINE_INSTALLED=1 the package that is installed on this machine.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from tests.system.session import IS_INSTALLED, ROOT, SOURCE, Begin, session_bus, until
from tests.system.session import environment as user

from bundle import icons

RESOURCES = ROOT / "resources"
ID = "org.dateline.Dateline"
DEB = os.environ.get("DATELINE_DEB", "")
TOOLS = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus",
    "openbox": "openbox",
    "pcmanfm": "pcmanfm",
    "update-desktop-database": "desktop-file-utils",
    "update-mime-database": "shared-mime-info",
    "xdotool": "xdotool",
}
SIZE = (1280, 800)
LAUNCHER = (145, 115)
"""Where the icon of the launcher is, whose upper left corner the file manager is told."""
BLUE = (0x1D, 0x4E, 0x89)
"""The blue of the document's icon."""
KURSK, OWN = "Kursk, August to December 2024 – Dateline", r"My own \(mine.dateline.yaml\) – Dateline"

missing = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}, which is not installed")


class Desktop:
    """A screen with a window manager and a file manager, and the hand at its mouse."""

    def __init__(self, home: Path, environment: dict[str, str], framebuffer: Path) -> None:
        self.home, self.environment, self._framebuffer = home, environment, framebuffer

    def do(self, *words: str) -> list[str]:
        """The words that xdotool prints; none where it found nothing."""
        command = ["xdotool", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.split()

    def has_window_manager(self) -> bool:
        """Whether it has announced itself, without which a file manager's desktop would stay hidden."""
        command = ["xdotool", "get_num_desktops"]
        return subprocess.run(command, env=self.environment, capture_output=True, check=False).returncode == 0

    def windows(self, title: str) -> list[str]:
        """The numbers of the visible windows with exactly this title; none when another window goes meanwhile."""
        return self.do("search", "--onlyvisible", "--name", f"^{title}$")

    def window(self, title: str) -> str:
        """The number of a window, once it is there."""
        return until(lambda: self.windows(title), f"a window called {title}")[0]

    def is_active(self, window: str) -> bool:
        return self.do("getactivewindow") == [window]

    def pixels(self) -> npt.NDArray[np.uint8]:
        """The screen: rows, columns, and red, green, blue."""
        width, height = SIZE
        told = np.fromfile(self._framebuffer, np.uint8)  # an XWD file: a header, a table of colours, then BGRX
        return told[-4 * width * height :].reshape(height, width, 4)[:, :, 2::-1]

    def settle(self) -> None:
        """Wait until the picture stops changing: the one reliable sign that icons are drawn where they stay."""

        def is_still() -> bool:
            before = self.pixels().copy()
            time.sleep(0.4)
            return bool(np.array_equal(before, self.pixels()))

        until(is_still, "a picture that stands still")

    def double_click(self, place: tuple[int, int]) -> float:
        """Click twice, as fast as people do; the time of the second click, s."""
        self.do("mousemove", *map(str, place))
        time.sleep(0.2)
        self.do("click", "--repeat", "2", "--delay", "90", "1")
        return time.monotonic()

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag from one place to another, as slowly as a hand that lets both programs answer."""
        self.do("mousemove", *map(str, start), "mousedown", "1")
        for step in range(1, 21):
            between = (round(a + (b - a) * step / 20) for a, b in zip(start, end, strict=True))
            self.do("mousemove", *map(str, between))
            time.sleep(0.04)
        time.sleep(0.4)
        self.do("mouseup", "1")

    def folder(self, begin: Begin) -> tuple[str, tuple[int, int]]:
        """Open the folder of documents; its window, and where the one document's icon is."""
        begin(["pcmanfm", str(self.home / "Documents")], env=self.environment)
        window = self.window("Documents")
        self.do("windowactivate", window, "windowmove", window, "560", "380")
        self.settle()
        rows, columns = np.nonzero((self.pixels()[420:, 600:] == BLUE).all(axis=2))
        assert len(rows), "the document has no icon of its own"
        return window, (600 + int(np.median(columns)), 420 + int(np.median(rows)))


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """What is in the package that was named, if one was."""
    if not DEB:
        return None
    folder = tmp_path_factory.mktemp("deb")
    subprocess.run(["dpkg-deb", "--extract", ROOT / DEB, folder], check=True)
    return folder / "usr"


@pytest.fixture
def home(unpacked: Path | None) -> Iterator[Path]:
    """The home of a new user: the launcher on the desktop, one document in a folder; a short path, as sockets need."""
    with tempfile.TemporaryDirectory(prefix="dl-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        entry = (RESOURCES / f"desktop/{ID}.desktop").read_text("utf-8")
        if not IS_INSTALLED:
            entry = entry.replace("Exec=dateline", f"Exec={home}/bin/dateline")
            install(home, entry) if unpacked is None else install_unpacked(home, entry, unpacked)
        write(home / f"Desktop/{ID}.desktop", entry).chmod(0o755)
        write(
            home / "Documents/mine.dateline.yaml",
            "dateline: 1\ntitle: My own\nevents:\n  - {id: a, title: A day, when: 2024-09-01}\n",
        )
        write(home / ".config/user-dirs.dirs", 'XDG_DESKTOP_DIR="$HOME/Desktop"\n')
        # quick_exec: the launcher starts without a question whether it may.
        write(home / ".config/libfm/libfm.conf", "[config]\nsingle_click=0\nquick_exec=1\n[ui]\nbig_icon_size=64\n")
        write(
            home / ".config/pcmanfm/default/desktop-items-0.conf",
            f"[*]\nwallpaper_mode=color\ndesktop_bg=#808080\nshow_trash=0\nshow_mounts=0\n\n[{ID}.desktop]\nx=100\ny=80\n",
        )
        write(home / ".config/pcmanfm/default/pcmanfm.conf", "[ui]\nwin_width=600\nwin_height=360\nview_mode=icon\n")
        yield home


def install_unpacked(home: Path, entry: str, usr: Path) -> None:
    """Lead from a user's home to what was in a package."""
    share = home / ".local/share"
    write(home / "bin/dateline", f'#!/bin/sh\nexec {usr}/bin/dateline "$@"\n').chmod(0o755)
    for folder in ("icons", "mime"):
        shutil.copytree(usr / "share" / folder, share / folder)
    write(share / f"applications/{ID}.desktop", entry)
    refresh(share)


def install(home: Path, entry: str) -> None:
    """Put the program of this checkout into a user's home, as a package puts it into /usr."""
    share = home / ".local/share"
    program = f'#!/bin/sh\nPYTHONPATH={SOURCE["PYTHONPATH"]} exec {sys.executable} -m dateline "$@"\n'
    write(home / "bin/dateline", program).chmod(0o755)
    write(share / f"applications/{ID}.desktop", entry)
    write(share / f"mime/packages/{ID}.xml", (RESOURCES / f"desktop/{ID}.mime.xml").read_text("utf-8"))
    theme = share / "icons/hicolor"
    icons.write_hicolor(RESOURCES / "icons/dateline.svg", theme, "apps", ID)
    icons.write_hicolor(RESOURCES / "icons/document.svg", theme, "mimetypes", "application-vnd.dateline+yaml")
    refresh(share)


def refresh(share: Path) -> None:
    """Have the desktop read what was put there, as the package's triggers do."""
    subprocess.run(["update-mime-database", share / "mime"], check=True, capture_output=True)
    subprocess.run(["update-desktop-database", share / "applications"], check=True)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def desktop(home: Path, begin: Begin, begin_screen: Callable[..., str]) -> Iterator[Desktop]:
    """The user has logged in, and the desktop is drawn."""
    # A file manager of GTK would wait for a screen reader.
    environment = session_bus(begin, user(home, XDG_CURRENT_DESKTOP="LXDE", NO_AT_BRIDGE="1"))
    environment["DISPLAY"] = begin_screen("x".join(map(str, SIZE)), "-fbdir", str(home))
    desktop = Desktop(home, environment, home / "Xvfb_screen0")
    begin(["openbox"], env=environment)
    until(desktop.has_window_manager, "the window manager")
    begin(["pcmanfm", "--desktop"], env=environment)
    until(lambda: desktop.do("search", "--onlyvisible", "--class", "pcmanfm"), "the desktop")
    desktop.settle()
    yield desktop
    end_programs(desktop)


def end_programs(desktop: Desktop) -> None:
    """Close the windows of the program, which the file manager started and nobody else would end."""
    for window in desktop.do("search", "--onlyvisible", "--class", "Dateline"):
        for process in desktop.do("getwindowpid", window):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(process), 15)


def test_a_double_click_on_the_launcher_opens_the_chronology_that_ships(desktop: Desktop) -> None:
    clicked = desktop.double_click(LAUNCHER)

    window = desktop.window(KURSK)

    print(f"launcher: {time.monotonic() - clicked:.2f} s")
    until(lambda: desktop.is_active(window), "the window to have the keyboard")
    assert desktop.windows(KURSK) == [window]


def test_a_double_click_on_a_document_opens_it_and_a_second_one_brings_its_window_forward(
    desktop: Desktop, begin: Begin
) -> None:
    folder, place = desktop.folder(begin)

    clicked = desktop.double_click(place)
    window = desktop.window(OWN)
    print(f"document: {time.monotonic() - clicked:.2f} s")
    until(lambda: desktop.is_active(window), "the window to have the keyboard")
    desktop.settle()
    desktop.do("windowactivate", folder)
    until(lambda: desktop.is_active(folder), "the folder to come forward")
    clicked = desktop.double_click(place)
    until(lambda: desktop.is_active(window), "the same window to come forward")
    print(f"again: {time.monotonic() - clicked:.2f} s")

    assert until(lambda: desktop.windows(OWN), "a list of windows") == [window]


def test_a_document_opens_in_the_program_that_runs(desktop: Desktop, begin: Begin) -> None:
    desktop.double_click(LAUNCHER)
    first = desktop.window(KURSK)
    desktop.settle()
    _, place = desktop.folder(begin)

    desktop.double_click(place)
    second = desktop.window(OWN)

    assert desktop.do("getwindowpid", first) == desktop.do("getwindowpid", second)
    assert until(lambda: desktop.windows(KURSK), "a list of windows") == [first]


def test_a_document_that_is_dragged_onto_the_window_opens_there(desktop: Desktop, begin: Begin) -> None:
    desktop.double_click(LAUNCHER)
    window = desktop.window(KURSK)
    desktop.do("windowsize", window, "500", "700", "windowmove", window, "20", "40")
    desktop.settle()
    _, place = desktop.folder(begin)

    desktop.drag(place, (300, 400))

    until(lambda: desktop.windows(OWN), "the document in the window")
    assert desktop.windows(OWN) == [window]
    assert desktop.windows(KURSK) == []
