import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from dateline.widgets.single_instance import Request, SingleInstance

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from pathlib import Path
from dateline.widgets.single_instance import SingleInstance
instance = SingleInstance(Path(sys.argv[1]))
print(instance.hand_over([]), flush=True)
{then}
"""
LATER = """
import sys
from pathlib import Path
from dateline.widgets.single_instance import SingleInstance
folder, patience_s, *files = sys.argv[1:]
print(SingleInstance(Path(folder)).hand_over([Path(file) for file in files], float(patience_s)))
"""


@pytest.fixture
def running(tmp_path, qapp):
    """The program that runs: it has the lock and listens."""
    instance = SingleInstance(tmp_path)
    assert instance.hand_over([]) is False
    instance.listen()
    yield instance
    instance.close()


def later(folder, files, patience_s=5.0):
    """Start once more, in a process that prints whether the running program took its files."""
    command = [sys.executable, "-c", LATER, str(folder), str(patience_s), *map(str, files)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment())


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT / "desktop")}


def start(folder, then):
    """Another process that has the lock."""
    command = [sys.executable, "-c", HOLD.format(then=textwrap.dedent(then)), str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment())
    assert process.stdout.readline() == "False\n"
    return process


def end(process):
    process.kill()
    process.communicate()


def test_files_of_a_later_start_come_to_the_running_program(running, tmp_path, qtbot):
    files = [tmp_path / "Курск.dateline.yaml", tmp_path / "b.dateline.yaml"]

    with qtbot.waitSignal(running.asked) as asked:
        start_again = later(tmp_path, files)
    outcome = start_again.communicate()[0]

    assert asked.args[0].files == tuple(files)
    assert outcome == "True\n"


def test_the_token_that_lets_a_window_come_forward_travels_along(running, tmp_path, qtbot, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "clicked-just-now")

    with qtbot.waitSignal(running.asked) as asked:
        start_again = later(tmp_path, [])
    start_again.communicate()

    assert asked.args[0] == Request((), "clicked-just-now")


def test_after_the_program_has_ended_the_next_start_is_the_first(running, tmp_path):
    running.close()

    assert SingleInstance(tmp_path).hand_over([]) is False


@pytest.mark.skipif(os.name == "nt", reason="there the system removes the pipe itself")
def test_a_crashed_program_never_blocks_the_next_start(tmp_path, qapp, qtbot):
    process = start(tmp_path, "instance.listen(); print(flush=True); time.sleep(60)")
    process.stdout.readline()
    end(process)
    left_behind = sorted(path.name for path in tmp_path.iterdir())

    again = SingleInstance(tmp_path)
    assert again.hand_over([]) is False
    again.listen()
    with qtbot.waitSignal(again.asked):
        start_again = later(tmp_path, [])
    outcome = start_again.communicate()[0]
    again.close()

    assert len(left_behind) == 2
    assert outcome == "True\n"


def test_a_program_that_does_not_answer_is_left_alone(tmp_path, qapp):
    process = start(tmp_path, "instance.listen(); print(flush=True); time.sleep(60)")
    process.stdout.readline()

    outcome = SingleInstance(tmp_path).hand_over([], patience_s=0.5)
    end(process)

    assert outcome is False


def test_a_start_waits_for_the_one_just_before_it(running, tmp_path, qtbot):
    running.close()
    slow = SingleInstance(tmp_path)
    assert slow.hand_over([]) is False
    start_again = later(tmp_path, [tmp_path / "a.dateline.yaml"])

    with qtbot.waitSignal(slow.asked):
        qtbot.wait(200)
        slow.listen()
    outcome = start_again.communicate()[0]
    slow.close()

    assert outcome == "True\n"


def test_the_one_that_goes_alone_does_not_listen(running, tmp_path):
    alone = SingleInstance(tmp_path)

    alone.hand_over([], patience_s=0)
    alone.listen()

    assert alone._server is None


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the rights of a pipe elsewhere")
def test_nobody_else_may_write_to_the_socket(running, tmp_path):
    socket = next(path for path in tmp_path.iterdir() if path.is_socket())

    assert socket.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("line", [b"\xff\n", b"[]\n", b"{}\n", b'{"files": "a"}\n', b'{"files": [1]}\n', b"{"])
def test_what_is_no_request_is_none(line):
    assert Request.read(line) is None


def test_a_screen_has_its_own_running_program(running, tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":77")

    assert SingleInstance(tmp_path).hand_over([], patience_s=0) is False
    assert len(list(tmp_path.glob("*.lock"))) == 1  # that of the second went with it
