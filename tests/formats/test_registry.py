"""The registry: a suffix decides what reads and writes a file, and an unknown one is told with what is read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.domain.errors import ChronologyError
from dateline.formats import registry

GOOD = "dateline: 1\ntitle: T\nevents:\n  - {id: a, title: A}\n"


@pytest.mark.parametrize("name", ["a.dateline.yaml", "a.dateline", "a.yaml", "a.yml", "A.DATELINE.YAML"])
def test_each_suffix_of_a_chronology_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(GOOD)

    chronology = registry.read(tmp_path / name)

    assert (len(chronology), chronology.path) == (1, tmp_path / name)


@pytest.mark.parametrize("name", ["a.csv", "A.TSV"])
def test_each_suffix_of_a_table_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("title;start\nA;2024\n")

    chronology = registry.read(tmp_path / name)

    assert (len(chronology), chronology.path) == (1, tmp_path / name)


def test_what_reads_tables_is_imported_for_one_only() -> None:
    script = "import sys, dateline.formats.registry; print(*(name for name in sys.modules if 'table' in name))"
    environment = {**os.environ, "PYTHONPATH": str(Path(registry.__file__).parents[2])}

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)

    assert "dateline" not in done.stdout


def test_progress_and_cancel_reach_the_reader(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    calls: list[tuple[int, int]] = []

    registry.read(tmp_path / "a.yaml", lambda done, total: calls.append((done, total)), lambda: False)

    assert calls[-1] == (len(GOOD), len(GOOD))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.docx", "“.docx” files are not read; Dateline reads NAME.dateline.yaml or NAME.dateline"),
        ("README", "files without a suffix are not read"),
    ],
)
def test_an_unknown_suffix_is_told_with_what_is_read(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(GOOD)

    with pytest.raises(ChronologyError, match=message) as caught:
        registry.read(tmp_path / name)

    assert caught.value.where == str(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (".", "a folder"),
        ("none.docx", "no such file"),
        ("a\0b", "no such file"),
        ("x" * 300, "name of a file"),
    ],
)
def test_what_is_no_file_is_told_before_its_suffix(name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ChronologyError, match=message):
        registry.read(tmp_path / name)


def test_writing_follows_the_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    chronology = registry.read(tmp_path / "a.yaml")

    registry.write(chronology, tmp_path / "b.dateline")

    assert registry.read(tmp_path / "b.dateline").title_of(0) == "A"


def test_a_suffix_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    chronology = registry.read(tmp_path / "a.yaml")

    with pytest.raises(ChronologyError, match=r"“.docx” files cannot be written; name it NAME.dateline.yaml"):
        registry.write(chronology, tmp_path / "b.docx")
