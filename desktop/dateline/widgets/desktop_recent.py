"""The list of recent files that a Linux desktop keeps for all programs: recently-used.xbel in the user's data folder.

The format is that of the freedesktop.org Desktop Bookmark specification, as GTK and KDE read and write it.
"""

import contextlib
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree

NAME = "recently-used.xbel"
MOST = 10
"""Files that only Dateline has opened; the oldest give way."""
LARGEST = 8_000_000
"""Bytes; a list that has grown beyond is left alone rather than read whole."""
Tree: TypeAlias = "ElementTree.ElementTree[ElementTree.Element]"
BOOKMARK = "http://www.freedesktop.org/standards/desktop-bookmarks"
MIME = "http://www.freedesktop.org/standards/shared-mime-info"
OWNER = "http://freedesktop.org"
# %f: a path, which is what the command line takes; %u would be an address.
PROGRAM, EXEC = "Dateline", "'dateline %f'"
TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".yaml": "application/x-yaml",
    ".yml": "application/x-yaml",
}
OWN_TYPE = "application/vnd.dateline+yaml"


def remember(folder: Path, path: Path, now: datetime | None = None) -> bool:
    """Add a file to the list in `folder`, or say that it was opened again; False where the list was left as it is."""
    tree = _read(folder / NAME)
    if tree is None:
        return False
    moment = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    root, address = tree.getroot(), path.as_uri()
    bookmark = next((each for each in root.iter("bookmark") if each.get("href") == address), None)
    if bookmark is None:
        bookmark = ElementTree.SubElement(root, "bookmark", href=address, added=moment)
    bookmark.set("modified", moment)
    bookmark.set("visited", moment)
    _tell_program(_metadata(bookmark, path), moment)
    ours = sorted((each for each in root.iter("bookmark") if _is_ours_alone(each)), key=_age)
    for old in ours[: max(len(ours) - MOST, 0)]:
        root.remove(old)
    return _write(tree, folder / NAME)


def forget(folder: Path) -> bool:
    """Take Dateline out of the list; files that another program opened too stay. False where the list was left."""
    if not (folder / NAME).exists():
        return False
    tree = _read(folder / NAME)
    if tree is None:
        return False
    root = tree.getroot()
    for bookmark in list(root.iter("bookmark")):
        if _is_ours_alone(bookmark):
            root.remove(bookmark)
        else:
            for programs in bookmark.iter(f"{{{BOOKMARK}}}applications"):
                for program in [each for each in programs if each.get("name") == PROGRAM]:
                    programs.remove(program)
    return _write(tree, folder / NAME)


def _read(path: Path) -> "Tree | None":
    """The list; a new one where there is none, None where it is not what it should be."""
    try:
        if path.stat().st_size > LARGEST:
            return None
        for _, (prefix, address) in ElementTree.iterparse(path, events=["start-ns"]):
            with contextlib.suppress(ValueError):  # a prefix like ns1, which would be given anew
                ElementTree.register_namespace(prefix, address)
        tree = ElementTree.parse(path)
    except FileNotFoundError:
        tree = ElementTree.ElementTree(ElementTree.Element("xbel", version="1.0"))
    except (OSError, ElementTree.ParseError):
        return None
    ElementTree.register_namespace("bookmark", BOOKMARK)
    ElementTree.register_namespace("mime", MIME)
    return tree if tree.getroot().tag == "xbel" else None


def _metadata(bookmark: ElementTree.Element, path: Path) -> ElementTree.Element:
    """What is said of a bookmark's file, with its type."""
    info = bookmark.find("info")
    if info is None:
        info = ElementTree.SubElement(bookmark, "info")
    metadata = next((each for each in info.iter("metadata") if each.get("owner") == OWNER), None)
    if metadata is None:
        metadata = ElementTree.SubElement(info, "metadata", owner=OWNER)
    if metadata.find(f"{{{MIME}}}mime-type") is None:
        ElementTree.SubElement(metadata, f"{{{MIME}}}mime-type", type=_type(path))
    return metadata


def _tell_program(metadata: ElementTree.Element, moment: str) -> None:
    """Say that Dateline opened the file, and how often it has by now."""
    programs = metadata.find(f"{{{BOOKMARK}}}applications")
    if programs is None:
        programs = ElementTree.SubElement(metadata, f"{{{BOOKMARK}}}applications")
    program = next((each for each in programs if each.get("name") == PROGRAM), None)
    if program is None:
        program = ElementTree.SubElement(programs, f"{{{BOOKMARK}}}application", name=PROGRAM)
    program.set("exec", EXEC)
    count = program.get("count", "0")
    program.set("modified", moment)
    program.set("count", str(int(count) + 1 if count.isdecimal() else 1))


def _is_ours_alone(bookmark: ElementTree.Element) -> bool:
    return {each.get("name") for each in bookmark.iter(f"{{{BOOKMARK}}}application")} == {PROGRAM}


def _age(bookmark: ElementTree.Element) -> str:
    return bookmark.get("visited", "")


def _type(path: Path) -> str:
    is_own = ".dateline" in path.suffixes
    return OWN_TYPE if is_own else TYPES.get(path.suffix.lower(), "application/octet-stream")


def _write(tree: Tree, path: Path) -> bool:
    """Put the whole list in the place of the old one, or leave that; only the user may read it, as GTK has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # for its owner alone
    except OSError:
        return False
    try:
        with os.fdopen(number, "wb") as file:
            tree.write(file, encoding="UTF-8", xml_declaration=True)
        os.replace(name, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)
        return False
    return True
