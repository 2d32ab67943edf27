import struct

import pytest
from PySide6.QtGui import QImage

from bundle import icons
from dateline.paths import bundled


def test_a_picture_has_the_asked_size_a_drawing_and_a_clear_corner():
    image = QImage.fromData(icons.png(bundled("resources", "icons", "document.svg"), 48))

    assert (image.width(), image.height()) == (48, 48)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(24, 20).alpha() == 255


@pytest.mark.qt_log_ignore("Cannot read file")
def test_what_is_no_drawing_is_refused(tmp_path):
    (tmp_path / "no.svg").write_text("no drawing")

    with pytest.raises(ValueError, match=r"no\.svg is not SVG"):
        icons.png(tmp_path / "no.svg", 16)


def test_every_picture_of_a_windows_icon_lies_where_its_entry_says():
    pictures = {size: icons.png(bundled("resources", "icons", "dateline.svg"), size) for size in (16, 256)}

    icon = icons.ico(pictures)

    assert struct.unpack_from("<HHH", icon) == (0, 1, 2)
    for number, size in enumerate((16, 256)):
        width, _, _, _, _, depth, length, offset = struct.unpack_from("<BBBBHHII", icon, 6 + 16 * number)
        assert (width, depth) == (size % 256, 32)
        assert icon[offset : offset + length] == pictures[size]


def test_the_blocks_of_a_macos_icon_fill_it_to_its_end():
    pictures = {"icp4": b"one", "ic07": b"other"}

    icon = icons.icns(pictures)

    assert icon[:4] == b"icns"
    assert struct.unpack_from(">I", icon, 4) == (len(icon),)
    found, at = {}, 8
    while at < len(icon):
        kind, length = icon[at : at + 4].decode(), struct.unpack_from(">I", icon, at + 4)[0]
        found[kind] = icon[at + 8 : at + length]
        at += length
    assert found == pictures


def test_a_theme_has_the_drawing_and_every_size(tmp_path):
    icons.write_hicolor(bundled("resources", "icons", "dateline.svg"), tmp_path, "apps", "org.dateline.Dateline")

    found = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("org.dateline.Dateline.*")}
    assert found == {"scalable", *(f"{size}x{size}" for size in icons.SIZES)}
