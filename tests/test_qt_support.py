"""Each start is a process of its own: only there is PySide6 imported anew."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "desktop"
START = """
from dateline import qt_support
qt_support.use()
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("shown")
try:
    label.setText(5.5)
except TypeError as error:
    assert "supported signatures" in str(error).lower(), error
import shiboken6, sys
print(sys.modules["shibokensupport.feature"].__file__)
print(shiboken6.__file__)
qt_support.keep()
"""


@pytest.fixture
def start(tmp_path):
    """Start with a cache of one's own; gives the files of PySide6's Python part and of shiboken6."""

    def started(code: str = START) -> list[str]:
        own = {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(SOURCE)}
        command = [sys.executable, "-P", "-c", code]
        done = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.split("\n")[:2]

    if not sys.platform.startswith("linux"):
        pytest.skip("the cache is elsewhere on this system")
    return started


def test_the_second_start_takes_from_the_cache_what_the_first_left_there(start, tmp_path):
    first, second = start(), start()

    assert not first[0].startswith("/")
    assert second[0].startswith(str(tmp_path))
    assert first[1] == second[1]


def test_no_source_of_ours_is_read_while_the_program_is_imported(start):
    code = """
import linecache
from dateline.cli import opening
opening.program()
print(sum("/dateline/" in name for name in linecache.cache))
from PySide6.QtCore import QObject
print(hasattr(QObject, "objectName") and not hasattr(QObject, "object_name"))
"""

    assert start(code) == ["0", "True"]


def test_what_only_writes_stubs_is_left_out_of_the_cache(start):
    start()
    code = """
from dateline import qt_support
qt_support.use()
import sys
from PySide6 import QtCore
print(sys.modules["shibokensupport.feature"].__file__.startswith("/"))
print(not {"logging", "argparse"} & set(sys.modules))
"""

    assert start(code) == ["True", "True"]


def test_errors_read_the_same_from_the_cache(start, tmp_path):
    start()

    again = start()  # fails where a wrong call is told otherwise

    assert again[0].startswith(str(tmp_path))


@pytest.mark.parametrize("damage", ["cut short", "a file less", "no seal", "all gone"])
def test_a_damaged_cache_is_not_used_and_made_anew(start, tmp_path, damage):
    start()
    folder = next((tmp_path / "Dateline" / "pyside").iterdir())
    victim = folder / "files.dir" / "shibokensupport" / "signature" / "parser.py"
    match damage:
        case "cut short":
            victim.write_bytes(victim.read_bytes()[:100])
        case "a file less":
            victim.unlink()
        case "no seal":
            (folder / "seal.txt").unlink()
        case "all gone":
            victim.unlink()
            (folder / "seal.txt").write_text("", encoding="ascii")

    damaged, after = start(), start()

    assert not damaged[0].startswith("/")
    assert after[0].startswith(str(tmp_path))


def test_what_could_not_be_kept_leaves_nothing_behind(start, tmp_path):
    code = """
import os
from dateline import qt_support
qt_support.use()
from PySide6 import QtCore
def fail(*_):
    raise OSError("no room")
os.replace = fail
qt_support.keep()
print(os.listdir(os.environ["XDG_CACHE_HOME"] + "/Dateline/pyside"))
"""

    assert start(code) == ["[]", ""]


def test_the_parts_of_the_last_few_installations_stay(start, tmp_path):
    folder = tmp_path / "Dateline" / "pyside"
    for age in range(5):
        (folder / f"old{age}").mkdir(parents=True, mode=0o700)
        os.utime(folder / f"old{age}", (10**9 - age, 10**9 - age))
    for place in (folder, folder.parent):
        place.chmod(0o700)

    start()

    stay = sorted(each.name for each in folder.iterdir())
    assert len(stay) == 3
    assert stay[1:] == ["old0", "old1"]
    assert start()[0].startswith(str(tmp_path))


def test_a_cache_that_cannot_be_written_costs_no_start(start, tmp_path):
    (tmp_path / "Dateline").write_text("a file where the folder should be", encoding="utf-8")

    assert not start()[0].startswith("/")
    assert not start()[0].startswith("/")


@pytest.mark.parametrize("place", ["Dateline", "Dateline/pyside"])
def test_code_that_others_could_have_put_there_is_not_run(start, tmp_path, place):
    start()
    (tmp_path / place).chmod(0o777)

    assert not start()[0].startswith(str(tmp_path))
