"""The program as it is started: a real window under a real mouse and keyboard, and what it does without a screen."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QSettings
from PySide6.QtWidgets import QApplication
from tests.system.session import PATIENCE_S, PROGRAM, environment, until

from dateline import paths
from dateline.app import application
from dateline.formats import registry
from dateline.widgets.main_window import FIRST_SIZE, MainWindow
from dateline.widgets.settings import Settings

NAME = "Kursk, August to December 2024"


def text_of(path: Path) -> str:
    """All words of a PDF."""
    document = pypdfium2.PdfDocument(str(path))
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


def until_or_empty(look: Callable[[], str]) -> str:
    """What `look` finds within some seconds, or nothing."""
    end = time.monotonic() + 4
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.1)
    return ""


class Screen:
    """A running program on a screen of its own, and the hands that use it."""

    def __init__(self, env: dict[str, str], folder: Path, *arguments: str) -> None:
        self._env = env
        self.program = subprocess.Popen([*PROGRAM, *arguments], env=env, cwd=folder, stderr=subprocess.PIPE, text=True)

    def do(self, *words: str) -> str:
        """Run xdotool; what it prints, empty where it found nothing."""
        return subprocess.run(
            ["xdotool", *words], env=self._env, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        ).stdout.strip()

    def window(self, name: str) -> str:
        """The number of the visible window whose title holds `name`, once it is there."""
        found = until(lambda: self.do("search", "--onlyvisible", "--name", name), f"a window called {name}")
        return str(found).splitlines()[-1]

    def activate(self, window: str) -> None:
        """Give a window the keyboard."""
        self.do("windowactivate", "--sync", window)

    def rest(self) -> None:
        """Wait until the program has nothing left to do: panes come after the first picture."""

        def is_at_rest() -> bool:
            before = self._ticks()
            time.sleep(0.5)
            return self._ticks() - before <= 1

        until(is_at_rest, "a program at rest")

    def _ticks(self) -> int:
        """The CPU time the program has taken, in hundredths of a second."""
        fields = Path(f"/proc/{self.program.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def end(self) -> tuple[int, str]:
        """The exit code and standard error of the program, which was told to quit."""
        error = self.program.communicate(timeout=PATIENCE_S)[1]
        return self.program.returncode, error


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def screen(xvfb: dict[str, str], home: Path, tmp_path: Path) -> Iterator[Callable[..., Screen]]:
    """Starts the program on a screen: `screen(*arguments)`."""
    started: list[Screen] = []

    def start(*arguments: str) -> Screen:
        started.append(Screen(environment(home, DISPLAY=xvfb["DISPLAY"]), tmp_path, *arguments))
        return started[-1]

    yield start
    for each in started:
        if each.program.poll() is None:
            each.program.kill()
            each.program.communicate()


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
def test_kursk_oblast_is_ticked_printed_and_remembered(
    screen: Callable[..., Screen], home: Path, tmp_path: Path, qapp: QApplication
) -> None:
    program = screen()
    window = program.window(NAME)
    program.activate(window)
    program.rest()
    target = place_of_row("Kursk Oblast", tmp_path)
    program.do("mousemove", "--window", window, str(target.x()), str(target.y()), "click", "1")

    program.do("key", "ctrl+p")
    program.activate(program.window("Print to PDF"))
    save = until(lambda: pressed_enter(program), "the dialog that asks for a name")
    program.activate(str(save))
    program.do("key", "ctrl+a")
    program.do("type", "--delay", "1", str(tmp_path / "oblast.pdf"))
    program.do("key", "Return")
    until(lambda: (tmp_path / "oblast.pdf").exists(), "the PDF")
    program.activate(window)
    program.do("key", "ctrl+q")

    assert program.end() == (0, "")
    text = text_of(tmp_path / "oblast.pdf")
    assert "65 of 166" in text
    assert "Kursk Oblast" in text
    remembered = next((home / ".config").rglob("*.ini"))
    assert "RU-KRS" in remembered.read_text("utf-8")


def pressed_enter(program: Screen) -> str:
    """Press Enter, which saves once the pages are set; the number of the dialog that then asks for a name.

    Enter is pressed again only where it did nothing: pressed once too often it would answer that dialog.
    """
    program.do("key", "Return")
    return until_or_empty(lambda: program.do("search", "--onlyvisible", "--name", "Save as PDF"))


def place_of_row(name: str, folder: Path) -> QPoint:
    """Where a region's row stands in a window of the first size: asked of one that no screen shows."""
    application()
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    window = MainWindow(registry.read(paths.bundled("data", "kursk-2024.dateline.yaml")), settings)
    window.resize(FIRST_SIZE)  # the small screen that none sees would have the filters give way
    window.show()
    window.sides.fill()  # as the event loop does after the first picture
    QApplication.processEvents()
    tree, model = window.filters.regions, window.filters.region_model
    index = next(index for index in (model.index_of(code) for code in ("RU-KRS",)) if index.data() == name)
    place = tree.viewport().mapTo(window, tree.visualRect(index).center())
    window.close()
    window.deleteLater()
    return place


def test_a_file_with_a_bad_event_opens_and_quits_cleanly(screen: Callable[..., Screen], tmp_path: Path) -> None:
    path = tmp_path / "bad.dateline.yaml"
    path.write_text(
        "dateline: 1\ntitle: One bad event\nevents:\n  - {id: good, title: Good, when: 2024-08-06}\n"
        "  - {id: bad, title: Bad, when: 2024-13}\n",
        encoding="utf-8",
    )
    program = screen(str(path))

    window = program.window("One bad event")
    program.activate(window)
    for key in ("Right", "plus", "F7", "F7", "f", "1", "End", "ctrl+f", "x", "Escape", "ctrl+z"):
        program.do("key", key)
    program.do("key", "ctrl+q")

    code, error = program.end()
    assert (code, "Traceback" in error) == (0, False), error


def run(env: dict[str, str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    command = [*PROGRAM, *arguments]
    return subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, timeout=PATIENCE_S, check=False)


@pytest.fixture
def no_screen(home: Path) -> dict[str, str]:
    return environment(home)


def test_without_a_screen_it_prints_to_a_free_name_and_says_so_in_one_line(
    no_screen: dict[str, str], tmp_path: Path
) -> None:
    first = run(no_screen, tmp_path)
    second = run(no_screen, tmp_path)

    printed = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert "kursk-2024.pdf" in printed
    assert len(printed) == 2
    for done in (first, second):
        assert done.returncode == 0
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
    assert "kursk-2024.pdf" in first.stderr
    assert "166 of 166" in text_of(tmp_path / "kursk-2024.pdf")


@pytest.mark.parametrize("name", ["gone.dateline.yaml", "."])
def test_a_file_that_cannot_be_opened_is_one_line_and_exit_code_2(
    no_screen: dict[str, str], tmp_path: Path, name: str
) -> None:
    done = run(no_screen, tmp_path, name)

    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr


def test_a_broken_file_is_told_before_any_window_opens(xvfb: dict[str, str], home: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.dateline.yaml").write_text("a: [b\nc: }", encoding="utf-8")

    done = run(environment(home, DISPLAY=xvfb["DISPLAY"]), tmp_path, "broken.dateline.yaml")

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "broken.dateline.yaml" in done.stderr
