"""`python -m bundle`: freezes the program and packs it as the system it runs on installs programs."""

import os
import subprocess
import sys
import time
from pathlib import Path

from bundle import debian, icons, systems
from dateline import __version__

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Build the package of this system and say where it is and how large."""
    build, dist = ROOT / "build", ROOT / "dist"
    icons.write_containers(ROOT / "resources/icons", build / "icons")
    frozen = freeze(build)
    if sys.platform == "win32":
        package = systems.installer(ROOT, __version__, dist)
    elif sys.platform == "darwin":
        package = systems.disk_image(frozen.parent / "Dateline.app", __version__, dist)
    else:
        package = debian.package(ROOT, frozen, __version__, moment(), dist)
    print(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.1f} MB")


def freeze(build: Path) -> Path:
    """Let PyInstaller collect the program, its Python and its libraries, and return the folder that they are in."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(build / "frozen"), "--workpath", str(build / "pyinstaller")]
    # Strings are hashed alike in every run, so that the same checkout gives the same bytes.
    environment = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(moment())}
    spec = str(Path(__file__).with_name("dateline.spec"))
    subprocess.run([*command, *places, spec], check=True, cwd=ROOT, env=environment)
    return build / "frozen" / "dateline"


def moment() -> int:
    """The time of the package: what SOURCE_DATE_EPOCH says, else that of the last commit, else now."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(git, check=True, capture_output=True, text=True).stdout)
    except (OSError, subprocess.CalledProcessError):  # no git here, or no checkout of it
        return int(time.time())


if __name__ == "__main__":
    main()
