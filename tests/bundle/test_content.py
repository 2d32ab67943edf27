import pytest

from bundle.content import PLUGINS, RECOMMENDED, is_wanted, plugin_of, wanted

QT = "PySide6/Qt"
LINKS = {
    "QtWidgets.abi3.so": ["libQt6Widgets.so.6", "libc.so.6"],
    "libQt6Widgets.so.6": ["libQt6Gui.so.6"],
    "libqxcb.so": ["libQt6XcbQpa.so.6"],
    "libQt6XcbQpa.so.6": ["libQt6Gui.so.6"],
    "libqvnc.so": ["libQt6Network.so.6"],
}


def row(destination, origin=None, kind="BINARY"):
    return destination, origin or f"/site-packages/{destination}", kind


def imports(origin):
    return LINKS.get(origin.rpartition("/")[2], [])


@pytest.mark.parametrize(
    ("destination", "plugin"),
    [
        (f"{QT}/plugins/platforms/libqxcb.so", "platforms/qxcb"),
        ("PySide6\\plugins\\platforms\\qwindows.dll", "platforms/qwindows"),
        (f"{QT}/plugins/platforms/libqcocoa.dylib", "platforms/qcocoa"),
        (f"{QT}/lib/libQt6Core.so.6", None),
    ],
)
def test_a_plug_in_has_one_name_on_every_system(destination, plugin):
    assert plugin_of(destination) == plugin


def test_libraries_that_nothing_wanted_is_linked_to_stay_out():
    libraries = [row(f"{QT}/lib/libQt6{name}.so.6") for name in ("Widgets", "Gui", "XcbQpa", "Network")]
    loaders = [row("PySide6/QtWidgets.abi3.so", kind="EXTENSION"), row(f"{QT}/plugins/platforms/libqxcb.so")]
    vnc = row(f"{QT}/plugins/platforms/libqvnc.so")

    kept = wanted([*libraries, *loaders, vnc], imports)

    assert kept == [*libraries[:3], *loaders]


def test_a_link_goes_with_the_library_that_it_names():
    library = row(f"{QT}/lib/libQt6Widgets.so.6")
    loader = row("PySide6/QtWidgets.abi3.so", kind="EXTENSION")
    link = ("libQt6Widgets.so.6", f"{QT}/lib/libQt6Widgets.so.6", "SYMLINK")
    dangling = ("libQt6Qml.so.6", f"{QT}/lib/libQt6Qml.so.6", "SYMLINK")

    assert wanted([library, loader, link, dangling], imports) == [library, loader, link]


@pytest.mark.parametrize(
    ("origin", "is_in"),
    [
        ("/lib/x86_64-linux-gnu/libX11.so.6", False),
        ("/usr/lib/x86_64-linux-gnu/libglib-2.0.so.0", False),
        ("/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", True),
        ("/home/somebody/.venv/lib/python3.11/site-packages/numpy.libs/libopenblas.so", True),
    ],
)
def test_libraries_of_the_system_are_left_to_its_packages(origin, is_in):
    assert is_wanted(row(origin.rpartition("/")[2], origin)) is is_in


def test_of_qts_translations_only_those_of_its_own_widgets_are_wanted():
    names = ("qtbase_de.qm", "qt_de.qm", "designer_de.qm")

    kept = [name for name in names if is_wanted(row(f"{QT}/translations/{name}", kind="DATA"))]

    assert kept == ["qtbase_de.qm"]


def test_what_can_be_done_without_is_bundled_all_the_same():
    assert set(RECOMMENDED) <= PLUGINS
