"""Installers for Windows and macOS: the one command of each system that packs the frozen program."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def installer(root: Path, version: str, dist: Path) -> Path:
    """Pack the program with Inno Setup; ends the run with a sentence where that is not installed."""
    folders = [Path(os.environ[name]) for name in ("PROGRAMFILES(X86)", "PROGRAMFILES") if name in os.environ]
    usual = [path for folder in folders for path in sorted(folder.glob("Inno Setup */ISCC.exe"))]  # 6, or 7
    compiler = shutil.which("iscc") or (str(usual[0]) if usual else None)
    if compiler is None:
        sys.exit("Dateline: the installer is made by Inno Setup, which is not here; the program is in build\\frozen")
    script = root / "resources" / "desktop" / "dateline.iss"
    subprocess.run([compiler, "/Q", f"/DVersion={version}", str(script)], check=True)
    return dist / f"dateline-{version}-setup.exe"


def disk_image(application: Path, version: str, dist: Path) -> Path:
    """Pack the application into a disk image with the system's own tool."""
    dist.mkdir(parents=True, exist_ok=True)
    image = dist / f"Dateline-{version}.dmg"
    source = ["-volname", "Dateline", "-srcfolder", str(application)]
    subprocess.run(["hdiutil", "create", "-quiet", *source, "-ov", "-format", "UDZO", str(image)], check=True)
    return image
