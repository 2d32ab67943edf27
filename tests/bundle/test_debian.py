import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import dateline
from bundle import debian
from bundle.licences import COMPONENTS, copyright_text

ROOT = Path(__file__).resolve().parents[2]
NOON = 1_795_348_800  # 2026-11-22T12:00:00Z
README = """\
## Changes

### 0.2.0

- Opens a file
  in the program that runs.
- Prints.

### 0.1.0

- Begins.
"""


@pytest.fixture
def tree(tmp_path):
    """A package's tree with a program that is only a file."""
    frozen = tmp_path / "frozen"
    (frozen / "_internal").mkdir(parents=True)
    (frozen / "dateline").write_text("program")
    debian.lay_out(ROOT, frozen, tmp_path / "tree", dateline.__version__, NOON)
    return tmp_path / "tree"


def test_everything_that_a_desktop_looks_for_is_at_its_place(tree):
    share = tree / "usr/share"
    for place in (
        "applications/org.dateline.Dateline.desktop",
        "metainfo/org.dateline.Dateline.metainfo.xml",
        "mime/packages/org.dateline.Dateline.xml",
        "icons/hicolor/scalable/apps/org.dateline.Dateline.svg",
        "icons/hicolor/48x48/apps/org.dateline.Dateline.png",
        "icons/hicolor/48x48/mimetypes/application-vnd.dateline+yaml.png",
        "man/man1/dateline.1.gz",
        "doc/dateline/copyright",
        "doc/dateline/changelog.gz",
        "lintian/overrides/dateline",
    ):
        assert (share / place).is_file(), place
    assert (tree / "usr/bin/dateline").resolve() == tree / "usr/lib/dateline/dateline"


def test_the_manual_page_names_the_version_and_the_day(tree):
    page = gzip.decompress((tree / "usr/share/man/man1/dateline.1.gz").read_bytes()).decode()

    assert f'.TH DATELINE 1 "22 Nov 2026" "Dateline {dateline.__version__}"' in page


def test_a_changelog_is_the_section_of_the_readme():
    text = debian.changelog(README, "0.2.0", NOON)

    assert text.splitlines() == [
        "dateline (0.2.0) unstable; urgency=medium",
        "",
        "  * Opens a file in the program that runs.",
        "  * Prints.",
        "",
        f" -- {debian.MAINTAINER}  Sun, 22 Nov 2026 12:00:00 -0000",
    ]


def test_a_version_without_a_word_in_the_readme_is_not_packed():
    with pytest.raises(ValueError, match=r"says nothing of the changes in 0\.3\.0"):
        debian.changelog(README, "0.3.0", NOON)


def test_the_readme_tells_the_changes_of_this_version():
    assert debian.changelog((ROOT / "README.md").read_text("utf-8"), dateline.__version__, NOON)


def test_dependencies_stand_sorted_with_what_is_not_linked():
    text = debian.control("1.0", "amd64", 7, ["libx11-6", "libc6 (>= 2.36)"])

    assert "\nDepends: hicolor-icon-theme, libc6 (>= 2.36), libx11-6, shared-mime-info\n" in text
    assert "\nInstalled-Size: 7\n" in text


@pytest.mark.skipif(shutil.which("dpkg-shlibdeps") is None, reason="needs dpkg-shlibdeps, which is not installed")
def test_a_program_depends_on_the_package_of_the_library_that_it_is_linked_to(tmp_path):
    (tmp_path / "tree").mkdir()
    shutil.copy("/bin/true", tmp_path / "tree/true")

    found = debian.dependencies(tmp_path / "tree", tmp_path)

    assert [re.sub(r" .*", "", each) for each in found] == ["libc6"]


def test_every_licence_that_a_component_has_is_given_once():
    text = copyright_text(ROOT)

    named = {component.licence for component in COMPONENTS} | {"Expat"}
    given = re.findall(r"^License: (\S+)\n ", text, re.MULTILINE)
    assert sorted(given) == sorted(named)
    assert all(line.startswith((" ", "#")) or ": " in line or not line for line in text.splitlines())


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb, which is not installed")
def test_the_package_that_was_built_is_small_enough():
    packages = sorted((ROOT / "dist").glob("dateline_*.deb"))
    if not packages:
        pytest.skip("needs the package: python3 desktop/go.py package")
    fields = subprocess.run(
        ["dpkg-deb", "--field", packages[-1], "Installed-Size"], capture_output=True, text=True, check=True
    )

    assert packages[-1].stat().st_size <= 90_000_000
    assert int(fields.stdout.partition(": ")[2] or fields.stdout) * 1024 <= 280_000_000
