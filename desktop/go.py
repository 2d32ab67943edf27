#!/usr/bin/env python3
"""Starts Dateline from a checkout: makes its private environment where that is missing, then hands over.

    python3 desktop/go.py [ARGUMENT ...]        open the program, which gets every argument
    python3 desktop/go.py test [ARGUMENT ...]   run all tests, or pytest with these arguments
    python3 desktop/go.py package               build what this system installs, such as dist/dateline_0.1.0_amd64.deb

Needs nothing but Python's standard library. DATELINE_VENV names another folder for the environment than .venv.
"""

from __future__ import annotations  # lets an older Python come as far as the sentence that says it is too old

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NoReturn

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parents[1]
VENV = Path(os.environ.get("DATELINE_VENV") or ROOT / ".venv").absolute()
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What the program loads from PySide6 that needs libraries of the system; the rest needs no more than these.
QT_FILES = (
    "QtWidgets.abi3.so",
    "QtSvg.abi3.so",
    "QtPrintSupport.abi3.so",
    "QtNetwork.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
)

# What else a package holds, so that its dependencies can be told: nobody needs these to run from a checkout.
PACKAGED_QT_FILES = (
    "Qt/plugins/platforms/libqwayland.so",
    "Qt/plugins/wayland-decoration-client/libadwaita.so",
    "Qt/plugins/wayland-shell-integration/libxdg-shell.so",
)

# Debian packages that Debian Policy 8.1's rule (see debian_package) does not give. Debian 13 renamed some, as
# libglib2.0-0t64, and lets the new package provide the old name.
PACKAGE_OF = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libGLdispatch.so.0": "libglvnd0",
    "libz.so.1": "zlib1g",
    **dict.fromkeys(("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "libresolv.so.2"), "libc6"),
}
# Asked for together with Python's own package, so that a user who has to type the command types one, not two.
OFTEN_MISSING = ("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxkbcommon-x11-0")
WIDE_FONT = "fonts-dejavu-core"  # a minimal system has no font at all, or only one without Cyrillic

# What window and print tests call, and the package it comes in.
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "pcmanfm": "pcmanfm",
    "dbus-daemon": "dbus-daemon",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "update-desktop-database": "desktop-file-utils",
    "update-mime-database": "shared-mime-info",
}

# What building a package calls, and the package it comes in.
PACKAGE_TOOLS = {"objdump": "binutils", "dpkg-shlibdeps": "dpkg-dev", "chrpath": "chrpath"}

# Coverage can only be asked of all tests together, so this is no setting of pytest's.
FULL_TEST_RUN = (
    "-n=2",
    "-rs",  # what was skipped, and for want of what
    "--cov=dateline.domain",
    "--cov=dateline.formats",
    "--cov=dateline.layout",
    "--cov-report=term:skip-covered",
    "--cov-fail-under=95",
)


def main(arguments: list[str]) -> None:
    """Set up what is missing and replace this process by the program, the tests or the making of a package."""
    if sys.version_info < OLDEST_PYTHON:
        stop(f"needs Python {dotted(OLDEST_PYTHON)} or newer, and this is {dotted(sys.version_info[:3])}")
    testing = arguments[:1] == ["test"]
    if not is_set_up(testing):
        set_up(testing)
    if testing:
        ensure_test_tools()
        os.chdir(ROOT)
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        hand_over([str(PYTHON), "-m", "pytest", *(arguments[1:] or FULL_TEST_RUN)], environment)
    elif arguments == ["package"]:
        ensure_packaging()
        hand_over([str(PYTHON), "-P", "-m", "bundle"], dict(os.environ))
    else:
        # -P: a numpy.py in the folder where the user happens to be is not the program's.
        hand_over([str(PYTHON), "-P", "-m", "dateline", *arguments], dict(os.environ))


def hand_over(command: list[str], environment: dict[str, str]) -> None:
    """Replace this process by `command`; on Windows, where the console would not wait, run it and end with its code."""
    if os.name == "nt":
        sys.exit(subprocess.call(command, env=environment))
    os.execve(command[0], command, environment)


def is_set_up(testing: bool) -> bool:
    """Tell whether a set-up that is enough for this start has finished with what the checkout asks for today."""
    written = [stamp.read_text(encoding="utf-8") for stamp in stamps(testing) if stamp.exists()]
    return PYTHON.exists() and recipe() in written  # a link to an interpreter that is gone does not exist


def stamps(testing: bool) -> list[Path]:
    """Return the stamps that allow a start, the one to write first: what is enough for the tests is for the program."""
    names = ["set-up-for-tests"] if testing else ["set-up-for-use", "set-up-for-tests"]
    return [VENV / name for name in names]


def recipe() -> str:
    """Return all that a set-up depends on: another place, interpreter, system release or list of packages."""
    release = Path("/etc/os-release")
    parts = [str(ROOT), os.path.realpath(PYTHON), release.read_text(encoding="utf-8") if release.exists() else ""]
    return "\n".join([*parts, (ROOT / "pyproject.toml").read_text(encoding="utf-8")])


def set_up(testing: bool) -> None:
    """Make the environment, fill it and see to the system's libraries; a stamp says that all of it came to its end."""
    for stamp in stamps(testing):
        stamp.unlink(missing_ok=True)
    ensure_environment()
    install_packages("test" if testing else None)
    ensure_libraries()
    stamps(testing)[0].write_text(recipe(), encoding="utf-8")


def ensure_environment() -> None:
    """Make the virtual environment unless there is one whose Python is new enough and has pip."""
    probe = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0:
        return
    if VENV.exists() and any(VENV.iterdir()) and not (VENV / "pyvenv.cfg").exists():
        stop(f"{VENV} is in the way: it holds something else than an environment; set DATELINE_VENV to another folder")
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        refusal = install_system_packages([f"python{dotted(sys.version_info[:2])}-venv", *OFTEN_MISSING])
        if refusal:
            stop(refusal)
    say(f"making a private environment in {VENV}")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)], stdout=sys.stderr):
        stop(f"could not make {VENV}; set DATELINE_VENV to a folder that you may write to")


def install_packages(extra: str | None) -> None:
    """Install what pyproject.toml lists, with an extra, and let the environment's Python find this checkout."""
    import tomllib  # not in a Python that is too old

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else [])]
    say("installing Python packages, which takes about half a minute")
    # Without a wheel, PyYAML would be built without the C parser that the program reads files with.
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    if subprocess.call([*pip, "--only-binary=:all:", *wanted], stdout=sys.stderr):
        stop("could not install the Python packages; what pip says about it stands above")
    # Python before 3.13 reads .pth files in the locale's encoding, later ones fall back to it.
    (site_packages() / "dateline.pth").write_text(f"{ROOT / 'desktop'}\n", encoding="locale")


def site_packages() -> Path:
    """Return the folder that the environment's packages are in."""
    return next(path for pattern in ("lib/python3*", "Lib") for path in VENV.glob(f"{pattern}/site-packages"))


def ensure_libraries() -> None:
    """Install the system's libraries that Qt needs and that are not there, or stop and say how."""
    missing = missing_libraries()
    if not missing:
        return
    refusal = install_system_packages([*map(debian_package, missing), WIDE_FONT])
    if refusal:
        stop(f"Qt needs libraries that this system lacks: {', '.join(missing)}\n{refusal}")
    still_missing = missing_libraries()
    if still_missing:
        stop(f"Qt still lacks libraries: {', '.join(still_missing)}; install them with your package manager")


def missing_libraries(names: tuple[str, ...] = QT_FILES) -> list[str]:
    """Return the sonames that Qt's files name and the dynamic linker does not find; only Linux has such gaps."""
    if not sys.platform.startswith("linux") or not shutil.which("ldd"):
        return []
    files = [site_packages() / "PySide6" / name for name in names]
    plain = {**os.environ, "LC_ALL": "C"}
    listing = subprocess.run(["ldd", *files], capture_output=True, text=True, env=plain, check=False)
    return sonames_not_found(listing.stdout)


def sonames_not_found(ldd_output: str) -> list[str]:
    """Return, sorted and once each, the libraries that a listing of ldd's calls not found."""
    return sorted(set(re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE)))


def debian_package(soname: str) -> str:
    """Return the Debian package of a library, such as libxcb-cursor0 for libxcb-cursor.so.0.

    Debian Policy 8.1: the name and the version of the soname in lower case, with a hyphen between two digits.
    """
    if soname in PACKAGE_OF:
        return PACKAGE_OF[soname]
    name, _, version = soname.lower().replace("_", "-").partition(".so.")
    return f"{name}-{version}" if name[-1].isdigit() else name + version


def ensure_test_tools() -> None:
    """Install what window and print tests call where that is allowed; without it these tests are skipped."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for tool, package in TEST_TOOLS.items() if not shutil.which(tool)]
    if missing:
        refusal = install_system_packages([*missing, WIDE_FONT])
        if refusal:
            say(f"some tests will be skipped for want of {', '.join(missing)}\n{refusal}")


def ensure_packaging() -> None:
    """Install what building a package needs besides what the program does, or stop and say how."""
    stamp = VENV / "set-up-for-packaging"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == recipe():
        return
    install_packages("package")
    if sys.platform.startswith("linux"):
        tools = [package for tool, package in PACKAGE_TOOLS.items() if not shutil.which(tool)]
        libraries = [debian_package(soname) for soname in missing_libraries(PACKAGED_QT_FILES)]
        missing = [*tools, *libraries, *missing_python_library()]
        if missing and (refusal := install_system_packages(missing)):
            stop(refusal)
    stamp.write_text(recipe(), encoding="utf-8")


def missing_python_library() -> list[str]:
    """Return Debian's package of Python as a library, which a bundle takes along, where this Python lacks it."""
    folder, name = sysconfig.get_config_vars("LIBDIR", "INSTSONAME")
    if not name or ".so" not in name or (Path(folder) / name).exists():
        return []
    return [f"libpython{dotted(sys.version_info[:2])}"]


def install_system_packages(packages: list[str]) -> str | None:
    """Install Debian packages as root or with a sudo that asks for no password.

    Returns:
        None when they are installed, else what the user can do.
    """
    names = sorted(set(packages))
    by_hand = f"Type this once, then start again:\n\n    sudo apt-get install {' '.join(names)}\n"
    if not shutil.which("apt-get"):
        return f"Install them with your package manager, then start again. Debian calls the packages: {' '.join(names)}"
    apt_get = allowed_apt_get()
    if apt_get is None:
        return by_hand
    say(f"installing system packages: {' '.join(names)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # An update that fails for one archive may still be enough, so only the second step counts.
    for step in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", *names]):
        command = [*apt_get, "-o", "DPkg::Lock::Timeout=120", *step]
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False)
    if run.returncode:
        sys.stderr.write(run.stderr.decode(errors="replace"))
        return by_hand
    return None


def allowed_apt_get() -> list[str] | None:
    """Return the words that call apt-get with the right to install, or None when this user has no such right."""
    if os.geteuid() == 0:
        return ["apt-get"]
    sudo = ["sudo", "-n", "apt-get"]
    if shutil.which("sudo") and subprocess.run([*sudo, "--version"], capture_output=True, check=False).returncode == 0:
        return sudo
    return None


def dotted(version: tuple[int, ...]) -> str:
    """Return a version as it is written, such as 3.11."""
    return ".".join(map(str, version))


def say(text: str) -> None:
    """Tell the user what goes on, apart from what the program itself may print."""
    print(f"Dateline: {text}", file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    """End with a sentence for the user."""
    sys.exit(f"Dateline: {text}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
