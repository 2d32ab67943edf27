"""Opening and replacing files: what is not a readable regular file is told plainly, and nothing waits or is lost."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.domain.errors import ChronologyError
from dateline.formats import files
from dateline.formats.dateline_yaml import read
from dateline.formats.files import SIZE_LIMIT, read_bytes, replace_file

GOOD = "dateline: 1\ntitle: T\n"
NOBODY = 65534

as_root = pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs POSIX permissions")


def without_rights(action: str, path: Path) -> str:
    """Do something to `path` as a user who owns nothing, and return what it prints."""
    code = f"""
import os, sys
from pathlib import Path
from dateline.domain.errors import ChronologyError
from dateline.formats.files import read_bytes, replace_file
path = Path(sys.argv[1])
if os.getuid() == 0:  # after the imports: root's Python may be out of others' reach
    os.setuid({NOBODY})
try:
    {action}
except ChronologyError as error:
    print(error.message)
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", env=environment)
    assert not done.stderr, done.stderr
    return done.stdout


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that everybody may pass through."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    return tmp_path


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ChronologyError, match="there is no such file") as caught:
        read(tmp_path / "none.dateline.yaml")

    assert caught.value.where == str(tmp_path / "none.dateline.yaml")


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ChronologyError, match="this is a folder, not a file"):
        read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_without_a_writer_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.dateline.yaml")

    with pytest.raises(ChronologyError, match="this is a pipe or a device"):
        read(tmp_path / "pipe.dateline.yaml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_is_refused() -> None:
    with pytest.raises(ChronologyError, match="this is a pipe or a device"):
        read("/dev/zero")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path has to be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.dateline")

        with pytest.raises(ChronologyError, match="the file cannot be opened: "):
            read("s.dateline")


def test_a_name_that_no_file_can_have_is_told() -> None:
    with pytest.raises(ChronologyError, match="the file cannot be opened: "):
        read("a\0b.dateline.yaml")


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")

    with pytest.raises(ChronologyError, match="the file cannot be opened: "):
        read(tmp_path / "loop.yaml")


def test_a_file_beyond_the_limit_is_refused_without_reading_it(tmp_path: Path) -> None:
    huge = tmp_path / "huge.dateline.yaml"
    with huge.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)  # sparse

    with pytest.raises(ChronologyError, match="the file has 256 MB; at most 256 MB can be opened"):
        read(huge)


def test_a_file_that_hides_its_size_is_refused_when_the_limit_is_passed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * 50)

    with pytest.raises(ChronologyError, match="at most"):
        read_bytes(path, 49)

    assert read_bytes(path, 50) == b"x" * 50


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs /proc")
def test_a_file_of_no_stated_size_is_read_up_to_the_limit() -> None:
    with pytest.raises(ChronologyError, match="at most"):
        read_bytes(Path("/proc/self/maps"), 10)


def test_a_hundred_megabytes_of_nothing_are_refused_at_once(tmp_path: Path) -> None:
    zeros = tmp_path / "zeros.dateline.yaml"
    with zeros.open("wb") as file:
        file.truncate(100 * files.MEGABYTE)  # sparse

    with pytest.raises(ChronologyError, match="it holds a NUL byte"):
        read(zeros)


@as_root
def test_a_file_without_read_permission_is_told(open_folder: Path) -> None:
    path = open_folder / "secret.dateline.yaml"
    path.write_text(GOOD)
    path.chmod(0)

    told = without_rights("read_bytes(path)", path)

    assert told == "you may not read this file\n"


@as_root
def test_writing_into_a_folder_without_permission_is_told_and_leaves_the_file(open_folder: Path) -> None:
    path = open_folder / "mine.dateline.yaml"
    path.write_text(GOOD)

    told = without_rights("replace_file(path, 'new')", path)

    assert told == "the file cannot be written: permission denied\n"
    assert path.read_text() == GOOD


def test_replacing_keeps_the_permissions_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline.yaml"
    path.write_text("old")
    path.chmod(0o640)

    replace_file(path, "нове\n")

    assert path.read_bytes() == "нове\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.dateline.yaml"]


def test_a_new_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    (tmp_path / "other").touch()

    replace_file(tmp_path / "a.dateline.yaml", GOOD)

    assert (tmp_path / "a.dateline.yaml").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_replacing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("old")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real.yaml")

    replace_file(tmp_path / "link.yaml", "new")

    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "new"


def test_a_write_that_fails_half_way_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(ChronologyError, match="the file cannot be written: no space left on device"):
        replace_file(path, "new")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.yaml"]


def test_a_text_that_utf_8_cannot_hold_is_told_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")

    with pytest.raises(ChronologyError, match="the file cannot be written"):
        replace_file(path, "\ud800")

    assert path.read_text() == "old"


def test_only_a_regular_file_is_replaced(tmp_path: Path) -> None:
    with pytest.raises(ChronologyError, match="only a regular file can be written"):
        replace_file(tmp_path, "new")
