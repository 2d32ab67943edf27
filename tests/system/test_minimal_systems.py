"""The package in the smallest Debian there is: it installs, works, is upgraded, and goes without a trace.

Needs root, debootstrap, a built package (`python3 desktop/go.py package`) and DATELINE_MINIMAL=1, since it fetches some
hundred megabytes. The root file systems stay in DATELINE_ROOTS, or the folder for temporary files, for the next run.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted((ROOT / "dist").glob("dateline_*.deb"))
DOCUMENT = "dateline: 1\ntitle: My own\nevents:\n  - {id: a, title: A day, when: 2024-09-01}\n"
NOT_OURS = ("var/lib/dpkg", "var/cache", "var/log", "var/lib/apt", "proc", "sys", "dev", "tmp", "root/dist")
"""Where Debian keeps books of what it installs, and what is no part of a system's files."""
PATIENCE_S = 60

pytestmark = [
    pytest.mark.skipif(os.environ.get("DATELINE_MINIMAL") != "1", reason="needs DATELINE_MINIMAL=1: it fetches much"),
    pytest.mark.skipif(not PACKAGES, reason="needs the package: python3 desktop/go.py package"),
    pytest.mark.skipif(shutil.which("debootstrap") is None, reason="needs debootstrap, which is not installed"),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, for chroot"),
]


class System:
    """A minimal Debian below a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *words: str, **more: str) -> str:
        """What a command in it prints."""
        clean = {"HOME": "/root", "LANG": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **more}
        clean |= {"DEBIAN_FRONTEND": "noninteractive"}
        command = ["chroot", str(self.root), *words]
        done = subprocess.run(command, env=clean, capture_output=True, text=True, check=False, timeout=900)
        assert done.returncode == 0, f"{words}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done.stdout

    def files(self) -> set[str]:
        """All files in it, without the books of its package manager."""
        found = set()
        for folder, folders, names in os.walk(self.root):
            here = os.path.relpath(folder, self.root)
            folders[:] = [name for name in folders if os.path.normpath(f"{here}/{name}") not in NOT_OURS]
            found |= {os.path.normpath(f"{here}/{name}") for name in names}
        return found


def made(suite: str) -> Path:
    """The root file system of a new, minimal installation, made once."""
    clean = Path(os.environ.get("DATELINE_ROOTS", tempfile.gettempdir())) / f"dateline-{suite}"
    if not (clean / "etc/os-release").exists():
        mirror = next(iter(re.findall(r"^URIs: *(\S+)", sources(), re.MULTILINE)), "http://deb.debian.org/debian")
        command = ["debootstrap", "--variant=minbase", "--include=ca-certificates", suite, str(clean), mirror]
        subprocess.run(command, check=True, capture_output=True)
        for place in ("etc/apt/apt.conf.d", "usr/local/share/ca-certificates"):  # this machine's way to the archive
            shutil.copytree(f"/{place}", clean / place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*docker*"))
        System(clean).run("update-ca-certificates")
        System(clean).run("apt-get", "update", "-qq")
    return clean


def sources() -> str:
    """This machine's list of archives, in the newer form; empty where it has the older one."""
    path = Path("/etc/apt/sources.list.d/debian.sources")
    return path.read_text("utf-8") if path.exists() else ""


@pytest.fixture(params=["bookworm", "trixie"])
def system(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[System]:
    """A copy of a minimal installation."""
    root = tmp_path / "root"
    subprocess.run(["cp", "-a", str(made(request.param)), str(root)], check=True)
    for name in ("resolv.conf", "hosts"):
        shutil.copy(f"/etc/{name}", root / "etc" / name)
    subprocess.run(["mount", "-t", "proc", "proc", str(root / "proc")], check=True)
    yield System(root)
    subprocess.run(["umount", str(root / "proc")], check=False)


def newer(package: Path, folder: Path) -> Path:
    """The same package under a higher version, packed in no time."""
    tree, made = folder / "newer", folder / "newer.deb"
    subprocess.run(["dpkg-deb", "--raw-extract", package, tree], check=True)
    control = tree / "DEBIAN/control"
    control.write_text(re.sub(r"^Version: (.*)$", r"Version: \1+1", control.read_text("utf-8"), flags=re.MULTILINE))
    command = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(made)]
    subprocess.run(command, check=True, capture_output=True)
    shutil.rmtree(tree)
    return made


def test_it_installs_works_is_upgraded_and_goes_without_a_trace(
    system: System, xvfb: dict[str, str], tmp_path: Path
) -> None:
    (system.root / "root/dist").mkdir()
    shutil.copy(PACKAGES[-1], system.root / "root/dist/dateline.deb")
    shutil.copy(newer(PACKAGES[-1], tmp_path), system.root / "root/dist/newer.deb")
    (system.root / "root/mine.dateline.yaml").write_text(DOCUMENT, "utf-8")
    before = system.files()
    install = ("apt-get", "install", "-qq", "--yes", "--no-install-recommends")

    system.run(*install, "/root/dist/dateline.deb")
    version = system.run("dateline", "--version")
    listed = system.run("dateline", "list", "/root/mine.dateline.yaml")
    system.run("dateline", "print", "/root/mine.dateline.yaml", "-o", "/root/mine.pdf")
    code = opened_and_quit(system, xvfb)
    system.run(*install, "/root/dist/newer.deb")
    upgraded = system.run("dpkg-query", "-W", "-f", "${Version}", "dateline")
    system.run("dateline", "--version")
    system.run("apt-get", "purge", "-qq", "--yes", "dateline")
    system.run("apt-get", "autoremove", "-qq", "--purge", "--yes")

    assert version.split()[-1] + "+1" == upgraded
    assert "A day" in listed
    assert (system.root / "root/mine.pdf").read_bytes().startswith(b"%PDF-")
    assert code == 0
    left = {path for path in system.files() - before if "dateline" in path.lower()}
    assert {path for path in left if not path.startswith("root/")} == set()
    assert {path.split("/")[1] for path in left} <= {".config", ".local", ".cache"}  # the user's own
    assert "root/mine.dateline.yaml" in system.files()


def opened_and_quit(system: System, xvfb: dict[str, str]) -> int:
    """Open a window on the screen of this machine, which a socket of no folder leads to, and quit; the exit code."""
    where = {"HOME": "/root", "DISPLAY": xvfb["DISPLAY"], "LANG": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/bin"}
    command = ["chroot", str(system.root), "dateline", "/root/mine.dateline.yaml"]
    program = subprocess.Popen(command, env=where)
    find = ["xdotool", "search", "--onlyvisible", "--name", r"^My own \(mine.dateline.yaml\) – Dateline$"]
    end = time.monotonic() + PATIENCE_S
    while not (found := subprocess.run(find, env=xvfb, capture_output=True, text=True, check=False).stdout.split()):
        assert time.monotonic() < end, "no window"
        assert program.poll() is None, "it ended"
        time.sleep(0.2)
    subprocess.run(["xdotool", "windowactivate", "--sync", found[0], "key", "ctrl+q"], env=xvfb, check=True)
    return program.wait(PATIENCE_S)
