"""Icons in every form a system asks for, made from the SVG files with Qt's own renderer."""

import struct
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Pixels of the sizes that a hicolor theme holds."""

ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS_TYPES = {
    "icp4": 16,
    "icp5": 32,
    "ic07": 128,
    "ic08": 256,
    "ic09": 512,
    "ic10": 1024,
    "ic11": 32,
    "ic12": 64,
    "ic13": 256,
    "ic14": 512,
}
"""Apple's names of pictures in PNG, and their pixels; from ic10 on for screens of two pixels to a point."""


def png(svg: Path, size: int) -> bytes:
    """Return a square picture of `size` pixels.

    Raises:
        ValueError: the file is not SVG.
    """
    renderer = QSvgRenderer(str(svg))
    if not renderer.isValid():
        raise ValueError(f"{svg} is not SVG")
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, PySide wants str
    return bytes(buffer.data().data())


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Return a Windows icon of PNG pictures by their pixels, at most 256."""
    offset = 6 + 16 * len(pictures)
    entries, bodies = b"", b""
    for size, body in sorted(pictures.items()):
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(body), offset + len(bodies))
        bodies += body
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + bodies


def icns(pictures: Mapping[str, bytes]) -> bytes:
    """Return a macOS icon of PNG pictures by Apple's names of their types."""
    blocks = b"".join(kind.encode("ascii") + struct.pack(">I", len(body) + 8) + body for kind, body in pictures.items())
    return b"icns" + struct.pack(">I", len(blocks) + 8) + blocks


def write_containers(sources: Path, target: Path) -> None:
    """Write NAME.ico and NAME.icns for the program and its documents from the SVG files in `sources`."""
    target.mkdir(parents=True, exist_ok=True)
    for name in ("dateline", "document"):
        svg = sources / f"{name}.svg"
        (target / f"{name}.ico").write_bytes(ico({size: png(svg, size) for size in ICO_SIZES}))
        (target / f"{name}.icns").write_bytes(icns({kind: png(svg, size) for kind, size in ICNS_TYPES.items()}))


def write_hicolor(svg: Path, theme: Path, context: str, name: str) -> None:
    """Write an icon into a hicolor theme: the drawing itself and every size of it."""
    pictures = {f"{size}x{size}": png(svg, size) for size in SIZES}
    for folder, body, suffix in [
        ("scalable", svg.read_bytes(), ".svg"),
        *((folder, body, ".png") for folder, body in pictures.items()),
    ]:
        path = theme / folder / context / (name + suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
