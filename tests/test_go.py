import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).resolve().parents[1]
QT_LIBRARIES = {  # what Qt 6.11's files name on Linux, and its package in Debian 12 and 13
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
LDD_OUTPUT = """
/somewhere/QtWidgets.abi3.so:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibxkbcommon.so.0 => not found
\tlibEGL.so.1 => not found
\tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f00)
/somewhere/libqxcb.so: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.99' not found (required by libqxcb.so)
\tlibEGL.so.1 => not found
"""


@pytest.fixture
def go(monkeypatch, tmp_path):
    """The launcher as a module, on a checkout of its own with an environment that only looks made."""
    spec = importlib.util.spec_from_file_location("go", ROOT / "desktop" / "go.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv/bin/python")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / "interpreter").touch()
    (tmp_path / ".venv/bin/python").symlink_to(tmp_path / "interpreter")
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    monkeypatch.chdir(tmp_path)
    return module


@pytest.fixture
def steps(go, monkeypatch):
    """The names of the set-up's steps that were taken, none of which does anything."""
    taken = []
    for name in ("ensure_environment", "install_packages", "ensure_libraries", "ensure_test_tools"):
        monkeypatch.setattr(go, name, lambda *_, name=name: taken.append(name))
    return taken


@pytest.fixture
def commands(monkeypatch):
    """Every command line that was started, where each succeeds; apt-get is there and nothing else."""
    started = []

    def run(command, **_):
        started.append(list(map(str, command)))
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(shutil, "which", lambda tool: f"/usr/bin/{tool}" if tool == "apt-get" else None)
    return started


@pytest.fixture
def handed_over(monkeypatch):
    """The command lines and environments that replaced the launcher."""
    calls = []
    monkeypatch.setattr(os, "execve", lambda _, command, environment: calls.append((command, environment)))
    return calls


@pytest.mark.parametrize(("soname", "package"), QT_LIBRARIES.items())
def test_a_library_of_qt_is_found_in_its_debian_package(go, soname, package):
    assert go.debian_package(soname) == package


@pytest.mark.skipif(not (shutil.which("dpkg-query") and shutil.which("ldd")), reason="needs a Debian system")
def test_every_library_that_qt_loads_here_is_in_the_package_that_go_names(go):
    files = [Path(PySide6.__file__).parent / name for name in go.QT_FILES]
    listing = subprocess.run(["ldd", *files], capture_output=True, text=True, check=True).stdout
    found = dict(re.findall(r"^\s*(\S+) => (/(?:usr/)?lib/\S+)", listing, re.MULTILINE))

    named = {soname: go.debian_package(soname) for soname in found}

    assert set(found) >= {"libEGL.so.1", "libxcb-cursor.so.0"}
    owners = owners_of(found.values())
    assert named == {soname: owners.get(path.removeprefix("/usr")) for soname, path in found.items()}


def owners_of(paths):
    """Return the Debian package of each file without /usr, where it may be listed or not, by its name without t64."""
    places = [place for path in paths for place in (path, f"/usr{path}")]
    query = subprocess.run(["dpkg-query", "--search", *places], capture_output=True, text=True, check=False)
    rows = (line.split(": ") for line in query.stdout.splitlines() if ": /" in line)
    return {path.removeprefix("/usr"): re.sub(r"(?<=\d)t64$", "", owner.split(":")[0]) for owner, path in rows}


def test_only_libraries_that_are_not_found_are_missing(go):
    assert go.sonames_not_found(LDD_OUTPUT) == ["libEGL.so.1", "libxkbcommon.so.0"]


def test_root_installs_packages_once_each_without_a_question(go, commands, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    refusal = go.install_system_packages(["libgl1", "libegl1", "libgl1"])

    assert refusal is None
    assert commands[-1][0] == "apt-get"
    assert commands[-1][-4:] == ["--yes", "--no-install-recommends", "libegl1", "libgl1"]


def test_a_user_with_free_sudo_installs_through_it(go, commands, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda tool: f"/usr/bin/{tool}")

    refusal = go.install_system_packages(["libgl1"])

    assert refusal is None
    assert commands[-1][:3] == ["sudo", "-n", "apt-get"]


def test_without_the_right_to_install_qts_libraries_go_stops_with_the_one_command(go, commands, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(go, "missing_libraries", lambda: ["libEGL.so.1", "libxcb-cursor.so.0"])

    with pytest.raises(SystemExit) as stopped:
        go.ensure_libraries()

    assert "lacks: libEGL.so.1, libxcb-cursor.so.0\n" in stopped.value.code
    assert "    sudo apt-get install fonts-dejavu-core libegl1 libxcb-cursor0\n" in stopped.value.code
    assert commands == []


def test_an_installation_that_fails_says_why_and_gives_the_command(go, monkeypatch, capsys):
    complaint = "import sys; sys.exit('E: Unable to locate package libgl1')"
    monkeypatch.setattr(go, "allowed_apt_get", lambda: [sys.executable, "-c", complaint])
    monkeypatch.setattr(shutil, "which", lambda tool: tool)

    refusal = go.install_system_packages(["libgl1"])

    assert "    sudo apt-get install libgl1\n" in refusal
    assert "Unable to locate package libgl1" in capsys.readouterr().err


def test_a_user_without_venv_and_rights_gets_one_command_for_it_and_for_what_qt_often_lacks(go, commands, monkeypatch):
    (go.ROOT / "interpreter").unlink()
    (go.VENV / "pyvenv.cfg").touch()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    with pytest.raises(SystemExit) as stopped:
        go.ensure_environment()

    venv = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert "    sudo apt-get install libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 " in stopped.value.code
    assert venv in stopped.value.code
    assert commands == []


def test_a_system_without_apt_get_is_told_what_to_look_for(go, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)

    refusal = go.install_system_packages(["xvfb"])

    assert refusal.startswith("Install them with your package manager")
    assert refusal.endswith("xvfb")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the tools are for X11")
def test_tests_go_on_without_their_tools_when_these_may_not_be_installed(go, commands, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    go.ensure_test_tools()

    message = capsys.readouterr().err
    assert (
        "some tests will be skipped for want of xvfb, xdotool, openbox, poppler-utils, qpdf, pcmanfm, dbus" in message
    )
    assert commands == []


def test_the_first_start_takes_every_step_and_opens_the_program(go, steps, handed_over):
    go.main(["check", "kursk.dateline.yaml"])

    assert steps == ["ensure_environment", "install_packages", "ensure_libraries"]
    command, _ = handed_over[0]
    assert command == [str(go.PYTHON), "-P", "-m", "dateline", "check", "kursk.dateline.yaml"]


def test_the_second_start_takes_no_step_and_starts_no_process(go, steps, handed_over, commands):
    go.main([])
    steps.clear()

    go.main([])

    assert steps == []
    assert commands == []
    assert len(handed_over) == 2


def test_the_program_starts_where_the_user_is_with_the_users_own_platform(go, steps, handed_over, monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    folder = go.ROOT / "elsewhere"
    folder.mkdir()
    os.chdir(folder)

    go.main([])

    assert Path.cwd() == folder
    assert "QT_QPA_PLATFORM" not in handed_over[0][1]


def test_a_set_up_for_tests_is_enough_for_the_program_but_not_the_other_way_round(go, steps, handed_over):
    go.main(["test"])
    assert go.is_set_up(testing=False)

    go.set_up(testing=False)

    assert not go.is_set_up(testing=True)


@pytest.mark.parametrize("change", ["package list", "interpreter", "place"])
def test_a_change_that_matters_asks_for_a_new_set_up(go, steps, monkeypatch, tmp_path, change):
    go.set_up(testing=False)
    assert go.is_set_up(testing=False)

    if change == "package list":
        (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["numpy"]\n')
    elif change == "interpreter":
        (tmp_path / "interpreter").unlink()
    else:
        shutil.copytree(tmp_path, tmp_path / "moved", ignore=lambda *_: ["moved"], symlinks=True)
        monkeypatch.setattr(go, "ROOT", tmp_path / "moved")

    assert not go.is_set_up(testing=False)


def test_a_set_up_that_breaks_off_is_taken_up_again(go, steps, monkeypatch):
    go.set_up(testing=True)

    def break_off():
        raise KeyboardInterrupt

    monkeypatch.setattr(go, "ensure_libraries", break_off)
    with pytest.raises(KeyboardInterrupt):
        go.set_up(testing=False)

    assert not go.is_set_up(testing=False)


def test_all_tests_run_from_the_checkout_with_the_bound_on_coverage(go, steps, handed_over, monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM")

    go.main(["test"])

    command, environment = handed_over[0]
    assert command[1:3] == ["-m", "pytest"]
    assert "--cov-fail-under=95" in command
    assert environment["QT_QPA_PLATFORM"] == "offscreen"
    assert Path.cwd() == go.ROOT


def test_chosen_tests_run_as_asked_and_without_the_bound_on_coverage(go, steps, handed_over):
    go.main(["test", "tests/test_go.py", "-x"])

    assert handed_over[0][0][1:] == ["-m", "pytest", "tests/test_go.py", "-x"]


def test_a_package_is_built_by_the_environment_once_that_has_what_it_takes(go, steps, handed_over, monkeypatch):
    monkeypatch.setattr(go, "ensure_packaging", lambda: steps.append("ensure_packaging"))

    go.main(["package"])

    assert steps[-2:] == ["ensure_libraries", "ensure_packaging"]
    assert handed_over[0][0] == [str(go.PYTHON), "-P", "-m", "bundle"]


def test_a_file_called_package_among_others_is_opened(go, steps, handed_over):
    go.main(["package", "kursk.dateline.yaml"])

    assert handed_over[0][0][-2:] == ["package", "kursk.dateline.yaml"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the tools are Debian's")
def test_what_building_a_package_lacks_is_named_in_one_command(go, steps, monkeypatch, commands):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(go, "missing_libraries", lambda _: ["libwayland-client.so.0"])
    monkeypatch.setattr(go, "missing_python_library", lambda: ["libpython3.11"])

    with pytest.raises(SystemExit) as stopped:
        go.ensure_packaging()

    assert "    sudo apt-get install binutils chrpath dpkg-dev libpython3.11 libwayland-client0\n" in stopped.value.code
    assert steps == ["install_packages"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the tools are Debian's")
def test_what_building_a_package_needs_is_looked_for_once(go, steps, monkeypatch):
    monkeypatch.setattr(go, "missing_libraries", lambda _: [])
    monkeypatch.setattr(go, "missing_python_library", list)
    monkeypatch.setattr(shutil, "which", lambda tool: f"/usr/bin/{tool}")

    go.ensure_packaging()
    go.ensure_packaging()

    assert steps == ["install_packages"]


def test_an_older_python_is_told_which_one_is_needed(go, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))

    with pytest.raises(SystemExit, match=re.escape("needs Python 3.11 or newer, and this is 3.10.4")):
        go.main([])


def test_the_launcher_and_the_package_ask_for_the_same_python(go):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["requires-python"] == f">={go.dotted(go.OLDEST_PYTHON)}"


def test_a_folder_with_other_files_is_never_cleared_for_the_environment(go, monkeypatch):
    (go.VENV / "bin/python").unlink()
    (go.VENV / "letters.txt").write_text("not an environment")

    with pytest.raises(SystemExit, match="is in the way"):
        go.ensure_environment()

    assert (go.VENV / "letters.txt").exists()
