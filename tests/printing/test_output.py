import os
import stat
import sys

import pytest

from dateline.domain.errors import ChronologyError
from dateline.printing.output import stem, write_free, write_pdf


def test_a_pdf_replaces_what_was_there_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "out.pdf"
    path.write_bytes(b"old")

    write_pdf(path, b"new")

    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_replaced_file_keeps_its_permissions_and_a_new_one_has_the_usual(tmp_path):
    old, new = tmp_path / "old.pdf", tmp_path / "new.pdf"
    old.touch()
    old.chmod(0o640)
    mask = os.umask(0o027)

    try:
        write_pdf(old, b"pdf")
        write_pdf(new, b"pdf")
    finally:
        os.umask(mask)

    assert [stat.S_IMODE(path.stat().st_mode) for path in (old, new)] == [0o640, 0o640]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "target.pdf", tmp_path / "link.pdf"
    link.symlink_to(target)

    write_pdf(link, b"pdf")

    assert link.is_symlink()
    assert target.read_bytes() == b"pdf"


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "out.pdf"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)

    with pytest.raises(ChronologyError, match="the PDF cannot be written: no space left on device"):
        write_pdf(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.pdf"]


def test_a_missing_folder_and_a_folder_are_named(tmp_path):
    with pytest.raises(ChronologyError, match="there is no folder"):
        write_pdf(tmp_path / "absent" / "out.pdf", b"pdf")
    with pytest.raises(ChronologyError, match="this is a folder"):
        write_pdf(tmp_path, b"pdf")


def test_a_free_name_is_never_one_that_something_has(tmp_path):
    (tmp_path / "kursk.pdf").write_bytes(b"mine")
    (tmp_path / "kursk-2.pdf").mkdir()

    written = write_free(tmp_path, "kursk", b"pdf")

    assert written == tmp_path / "kursk-3.pdf"
    assert written.read_bytes() == b"pdf"
    assert (tmp_path / "kursk.pdf").read_bytes() == b"mine"


def test_a_free_name_in_no_folder_is_an_error(tmp_path):
    with pytest.raises(ChronologyError, match="there is no folder"):
        write_free(tmp_path / "absent", "kursk", b"pdf")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("kursk-2024.dateline.yaml", "kursk-2024"), ("a.dateline", "a"), ("b.v2.yml", "b.v2"), ("plain", "plain")],
)
def test_a_pdf_is_named_after_its_chronology(name, expected):
    assert stem(name) == expected
