"""Bundled files are found in a wheel, a frozen bundle and a checkout."""

import sys

import pytest

from dateline import paths


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An empty package folder in an empty checkout."""
    package = tmp_path / "checkout" / "desktop" / "dateline"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "PACKAGE", package)
    return package


def put(root, *parts):
    path = root.joinpath(*parts)
    path.parent.mkdir(parents=True)
    path.write_text("bundled", encoding="utf-8")
    return path


def test_the_region_table_of_this_installation_is_found():
    assert paths.bundled("data", "regions.tsv").is_file()


def test_a_folder_is_found_like_a_file():
    assert paths.bundled("data").is_dir()


def test_a_checkout_keeps_its_files_two_folders_up(package):
    expected = put(package.parents[1], "data", "regions.tsv")

    assert paths.bundled("data", "regions.tsv") == expected


def test_a_wheel_goes_before_a_checkout(package):
    put(package.parents[1], "data", "regions.tsv")
    expected = put(package / "_bundled", "data", "regions.tsv")

    assert paths.bundled("data", "regions.tsv") == expected


def test_a_pyinstaller_bundle_goes_before_a_checkout(package, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "bundle"), raising=False)
    put(package.parents[1], "data", "regions.tsv")
    expected = put(tmp_path / "bundle", "data", "regions.tsv")

    assert paths.bundled("data", "regions.tsv") == expected


def test_being_frozen_by_something_else_changes_nothing(package, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    expected = put(package.parents[1], "data", "regions.tsv")

    assert paths.bundled("data", "regions.tsv") == expected


@pytest.mark.usefixtures("package")
def test_a_missing_file_is_named_with_the_places_looked_at():
    with pytest.raises(FileNotFoundError, match=r"“data/nowhere\.tsv” is missing .*_bundled, .*checkout"):
        paths.bundled("data", "nowhere.tsv")
