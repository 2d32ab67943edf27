"""Whose work the bundle holds and under which licence: the text of Debian's `copyright` file."""

import sysconfig
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

LIBRARY = "usr/lib/dateline"
COMMON = "/usr/share/common-licenses"


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the bundle; `distribution` names the Python package that brings its licence along."""

    name: str
    files: str
    copyright: str
    licence: str
    distribution: str = ""
    note: str = ""


COMPONENTS = (
    Component(
        "Inter",
        f"{LIBRARY}/_internal/resources/fonts/*",
        "2016 The Inter Project Authors",
        "OFL-1.1",
    ),
    Component(
        "Python",
        f"{LIBRARY}/_internal/libpython* {LIBRARY}/_internal/base_library.zip {LIBRARY}/_internal/python3*",
        "2001 Python Software Foundation; 1991-1995 Stichting Mathematisch Centrum; 1995-2001 CNRI, BeOpen.com",
        "PSF-2.0",
    ),
    Component(
        "Qt and PySide6",
        f"{LIBRARY}/_internal/PySide6/* {LIBRARY}/_internal/shiboken6/*",
        "The Qt Company Ltd. and other contributors",
        "LGPL-3",
        note="Qt stands in libraries of its own, which may be replaced by others of the same interface. The "
        "sources are at download.qt.io/official_releases. Qt holds code of others: ICU (Unicode-3.0), HarfBuzz (MIT), "
        "PCRE2 and md4c (BSD-3-Clause, MIT), libpng, zlib (Zlib), double-conversion (BSD-3-Clause), FreeType-derived "
        "rasteriser (FTL), xcb and xkb protocol code (MIT), Wayland protocols (MIT), Easing equations (BSD-3-Clause), "
        "SHA-3 (CC0), TinyCBOR (MIT); each is described at doc.qt.io/qt-6/licenses-used-in-qt.html.",
    ),
    Component(
        "NumPy",
        f"{LIBRARY}/_internal/numpy/* {LIBRARY}/_internal/numpy.libs/*",
        "2005-2026 NumPy Developers; OpenBLAS, libgfortran and libquadmath as named in the text",
        "BSD-3-Clause-and-others-NumPy",
        "numpy",
    ),
    Component(
        "Typst",
        f"{LIBRARY}/_internal/typst/*",
        "Typst developers; messense",
        "Apache-2.0",
        note="The library holds fonts: Libertinus Serif (OFL-1.1), New Computer Modern (GUST Font License), DejaVu "
        "Sans Mono (Bitstream Vera licence), and crates under Apache-2.0, MIT, BSD, ISC, Zlib, MPL-2.0, Unicode-3.0.",
    ),
    Component(
        "pypdfium2 and PDFium",
        f"{LIBRARY}/_internal/pypdfium2*",
        "2014 The PDFium Authors; geisserml",
        "BSD-3-Clause-and-others-PDFium",
        "pypdfium2",
    ),
    Component(
        "PyYAML and libyaml",
        f"{LIBRARY}/_internal/yaml/*",
        "2017-2021 Ingy döt Net; 2006-2016 Kirill Simonov",
        "Expat-PyYAML",
        "PyYAML",
    ),
    Component(
        "dateutil",
        f"{LIBRARY}/_internal/dateutil/* {LIBRARY}/_internal/python_dateutil-*",
        "2003-2011 Gustavo Niemeyer; 2012-2014 Tomi Pieviläinen; 2014-2016 Yaron de Leeuw; 2015- dateutil contributors",
        "BSD-3-Clause-and-Apache-2.0-dateutil",
        "python-dateutil",
    ),
    Component(
        "PyInstaller's start-up program",
        f"{LIBRARY}/dateline",
        "2010-2026 PyInstaller Development Team; 2005-2009 Giovanni Bajo; 2002 McMillan Enterprises",
        "GPL-2+-with-bootloader-exception",
        note="As a special exception, the start-up program may be combined with other code and the combination "
        "distributed under terms of your choice.",
    ),
)
"""Later stanzas of a copyright file go before earlier ones, so the program itself stands first."""


def copyright_text(root: Path) -> str:
    """Return the `copyright` file for what is bundled, from the checkout at `root` and this environment."""
    own = (root / "LICENSE").read_text(encoding="utf-8")
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Dateline",
        "Files: *\nCopyright: 2026 The Dateline authors\nLicense: Expat",
        *(_stanza(component) for component in COMPONENTS),
        f"License: Expat\n{_body(own)}",
        f"License: OFL-1.1\n{_body((root / 'resources/fonts/OFL.txt').read_text(encoding='utf-8'))}",
        f"License: PSF-2.0\n{_body(_python_licence())}",
        *(_common(name, file) for name, file in _COMMON_LICENCES.items()),
        *(f"License: {each.licence}\n{_body(_texts(each.distribution))}" for each in COMPONENTS if each.distribution),
    ]
    return "\n\n".join(parts) + "\n"


_COMMON_LICENCES = {"LGPL-3": "LGPL-3", "Apache-2.0": "Apache-2.0", "GPL-2+-with-bootloader-exception": "GPL-2"}


def _stanza(component: Component) -> str:
    fields = {"Files": component.files, "Copyright": component.copyright, "License": component.licence}
    note = textwrap.fill(component.note, 110, break_on_hyphens=False)
    comment = [f"Comment: {component.name}", *([_body(note)] if note else [])]
    return "\n".join([*(f"{name}: {value}" for name, value in fields.items()), *comment])


def _common(name: str, file: str) -> str:
    return f"License: {name}\n On Debian systems the full text is in {COMMON}/{file}."


def _body(text: str) -> str:
    """A text as the continuation of a field: one space before each line, a dot for an empty one."""
    return "\n".join(f" {line.rstrip()}" if line.strip() else " ." for line in text.strip().splitlines())


def _texts(distribution: str) -> str:
    return "\n\n".join(_licence_files(distribution))


def _licence_files(distribution: str) -> Iterator[str]:
    for path in metadata.files(distribution) or ():
        parts = path.parts
        if parts[0].endswith(".dist-info") and "licenses" in parts and not _is_elsewhere(path.name):
            text = _decoded(path.read_binary())
            yield f"--- {'/'.join(parts[parts.index('licenses') + 1 :])} ---\n\n{text}"


def _decoded(text: bytes) -> str:
    """Some licences still have their © in the encoding of their time."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _is_elsewhere(name: str) -> bool:
    """Whether Debian has the text among its common licences, or the file lists people and no terms."""
    return name in ("Apache-2.0.txt", "AUTHORS.md")


def _python_licence() -> str:
    """The licence of the Python that is bundled.

    Raises:
        FileNotFoundError: it is in none of the places where an installation of Python keeps it.
    """
    version = f"python{sysconfig.get_python_version()}"
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path("/usr/share/doc") / version / "copyright")
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise FileNotFoundError(f"the licence of Python is in none of {', '.join(map(str, places))}")
    return found.read_text(encoding="utf-8")
