"""What tells each system of the program agrees with the program, and with each other."""

import plistlib
import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

import dateline
from dateline import app
from dateline.cli import arguments
from dateline.formats import registry

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources/desktop"
ID = "org.dateline.Dateline"
TYPE = "application/vnd.dateline+yaml"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture
def entry():
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(FOLDER / f"{ID}.desktop", "utf-8")
    return parser["Desktop Entry"]


@pytest.mark.parametrize(
    ("tool", "arguments", "name"),
    [
        ("desktop-file-validate", [], f"{ID}.desktop"),
        ("appstreamcli", ["validate", "--no-net"], f"{ID}.metainfo.xml"),
    ],
)
def test_the_systems_own_checker_finds_nothing_wrong(tool, arguments, name):
    if shutil.which(tool) is None:
        pytest.skip(f"needs {tool}, which is not installed")

    done = subprocess.run([tool, *arguments, FOLDER / name], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_launcher_document_type_and_metainfo_speak_of_the_same(entry):
    metainfo = ElementTree.parse(FOLDER / f"{ID}.metainfo.xml")
    mime = ElementTree.parse(FOLDER / f"{ID}.mime.xml")

    assert entry["MimeType"] == f"{TYPE};"
    assert entry["Icon"] == metainfo.findtext("id") == ID
    assert metainfo.findtext("launchable") == f"{ID}.desktop"
    assert metainfo.findtext("provides/mediatype") == TYPE
    assert metainfo.findtext("summary") == entry["Comment"]
    assert mime.find(f"{MIME}mime-type").get("type") == TYPE


def test_the_newest_release_of_the_metainfo_is_this_version():
    metainfo = ElementTree.parse(FOLDER / f"{ID}.metainfo.xml")

    assert metainfo.find("releases/release").get("version") == dateline.__version__


def test_a_name_that_only_our_format_has_is_of_our_type():
    mime = ElementTree.parse(FOLDER / f"{ID}.mime.xml")
    patterns = {glob.get("pattern") for glob in mime.iter(f"{MIME}glob")}
    suffixes = {suffix for each in registry.FORMATS for suffix in each.suffixes if "dateline" in suffix}

    assert patterns >= {f"*{suffix}" for suffix in suffixes}


def test_no_theme_shows_an_icon_of_its_own_for_our_documents():
    mime = ElementTree.parse(FOLDER / f"{ID}.mime.xml")

    names = [icon.get("name") for part in ("icon", "generic-icon") for icon in mime.iter(MIME + part)]

    assert names == 2 * [TYPE.replace("/", "-")]


def test_no_file_manager_takes_a_chronology_for_something_to_run():
    mime = ElementTree.parse(FOLDER / f"{ID}.mime.xml")

    assert list(mime.iter(f"{MIME}sub-class-of")) == []


@pytest.mark.parametrize(
    "parts", [("data", "kursk-2024.dateline.yaml"), ("resources", "templates", "new.dateline.yaml")]
)
def test_a_chronology_is_told_from_other_yaml_by_what_it_says(parts):
    mime = ElementTree.parse(FOLDER / f"{ID}.mime.xml")
    head = ROOT.joinpath(*parts).read_text("utf-8")
    matches = [(each.get("value").replace("\\n", "\n"), each.get("offset")) for each in mime.iter(f"{MIME}match")]

    ranges = [(value, *map(int, f"{offset}:{offset}".split(":")[:2])) for value, offset in matches]
    assert any(first <= len(head.partition(value)[0].encode()) <= last for value, first, last in ranges)


def test_macos_exports_the_type_that_its_documents_have():
    described = plistlib.loads((FOLDER / "Info.plist").read_bytes())
    (exported,) = described["UTExportedTypeDeclarations"]

    assert described["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert exported["UTTypeTagSpecification"]["public.filename-extension"] == ["dateline"]
    assert exported["UTTypeTagSpecification"]["public.mime-type"] == [TYPE]
    assert plistlib.loads((FOLDER / "entitlements.plist").read_bytes())


def test_windows_knows_the_suffix_and_the_program_by_the_same_id():
    script = (FOLDER / "dateline.iss").read_text("utf-8")

    assert f'#define AppUserModelID "{app.APP_ID}"' in script
    assert app.APP_ID == ID
    assert r'Subkey: "Software\Classes\.dateline"' in script
    for source in re.findall(r'^Source: "([^"*]+)"', script, re.MULTILINE):
        assert source.startswith("build\\")


def test_the_manual_page_names_every_option_and_command():
    page = (FOLDER / "dateline.1").read_text("utf-8").replace("\\-", "-")
    options = {option for action in options_of(arguments._parser()) for option in action.option_strings}

    assert {option for option in options if option not in page} == set()
    assert {command for command in arguments.COMMANDS if command not in page} == set()


def options_of(parser):
    for action in parser._actions:
        yield action
        for further in (getattr(action, "choices", None) or {}).values() if isinstance(action.choices, dict) else ():
            yield from options_of(further)


def test_the_domain_that_is_not_there_yet_stands_where_the_readme_says():
    told = (FOLDER / "README.md").read_text("utf-8")
    places = [path for folder in ("desktop", "resources", ".github") for path in (ROOT / folder).rglob("*")]
    texts = [path for path in places if path.suffix in {".py", ".xml", ".yml", ".iss", ".plist", ".desktop", ".1"}]

    found = {str(path.relative_to(ROOT)) for path in texts if "dateline.example.org" in path.read_text("utf-8")}

    assert found == {"resources/desktop/org.dateline.Dateline.metainfo.xml", "desktop/bundle/debian.py"}
    assert all(f"`{name}`" in told for name in found)
