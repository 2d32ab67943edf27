"""Big tables in a process of their own: the same chronology, no leftovers however it ends, little kept in memory."""

import contextlib
import gc
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from dateline import cli
from dateline.domain.claim import Claim
from dateline.domain.columns import Columns, Ragged
from dateline.domain.errors import ChronologyError
from dateline.domain.event import Event
from dateline.domain.search import find
from dateline.formats import event_table, table_pack, table_worker
from dateline.formats.files import Cancelled
from dateline.formats.table_worker import read_in_worker, serve

SOURCE = Path(table_worker.__file__).resolve().parents[2]
ROWS = 30_000


@pytest.fixture
def scratch(tmp_path, monkeypatch) -> Path:
    """The folder for temporary files, empty."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def big(tmp_path) -> Path:
    """A table of more than a megabyte, with all kinds of rows."""
    path = tmp_path / "big.csv"
    dates = ["2024-08-06", "2024-10", "", "2024-06~", "2024-13", "2024-08-06T05:30:10.5Z"]
    ends = ["2025", "", "", "", "", ""]
    regions = ["UA", "Donbas", "UA;RU"]
    lines = [
        f"e{row},Title {row},{dates[row % 6]},{ends[row % 6]},{regions[row % 3]},"
        f'"kind {row % 4}",confirmed,https://example.org/{row % 50},"ä ""b""\n{row}"'
        for row in range(ROWS)
    ]
    lines[9] = 'set,A set,"[2024-01-01,2024-01-05]",,,,,,'
    path.write_text("\n".join(["id,title,start,end,region,kind,certainty,source,summary", *lines]), encoding="utf-8")
    assert path.stat().st_size > event_table.SMALL
    return path


def test_a_worker_reads_what_is_read_here(big, scratch):
    there = event_table.read(big)

    here = event_table.read_bytes(big.read_bytes(), big)

    assert len(there) == ROWS - ROWS // 6
    for name in Columns.__dataclass_fields__:
        mine, theirs = getattr(there.columns, name), getattr(here.columns, name)
        if isinstance(mine, Ragged):
            np.testing.assert_array_equal(mine.offsets, theirs.offsets, name)
            np.testing.assert_array_equal(mine.values, theirs.values, name)
        elif isinstance(mine, np.ndarray):
            assert mine.dtype == theirs.dtype
            np.testing.assert_array_equal(mine, theirs, name)
        else:
            assert mine == theirs
    assert [there.event(row) for row in range(0, len(there), 997)] == [
        here.event(row) for row in range(0, len(here), 997)
    ]
    assert (there.findings, there.left_out, there.path) == (here.findings, here.left_out, big)
    assert (there.kinds, dict(there.sources), there.own_regions) == (here.kinds, dict(here.sources), here.own_regions)
    assert there.row_of("e29999") == here.row_of("e29999")
    np.testing.assert_array_equal(find(there, "title 2999 donbas"), find(here, "title 2999 donbas"))


def test_nothing_is_left_on_disk_while_the_table_is_shown(big, scratch):
    chronology = read_in_worker(big)

    assert chronology.event(0).title == "Title 0"
    assert list(scratch.iterdir()) == []


def test_progress_grows_and_ends_with_all(big, scratch):
    told = []

    read_in_worker(big, lambda done, of_all: told.append((done, of_all)))

    size = big.stat().st_size
    assert len(told) > 1
    assert told == sorted(told)
    assert told[-1] == (size, size)


def test_cancelling_ends_the_worker_and_leaves_nothing(big, scratch):
    before = children()

    with pytest.raises(Cancelled):
        read_in_worker(big, cancelled=lambda: True)

    assert children() == before
    assert list(scratch.iterdir()) == []


def children() -> set[str]:
    """The processes that this one started, as Linux lists them; a minimal system has no ps."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it may end meanwhile
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid() and fields[0] != "Z":
                found.add(stat.parent.name)
    return found


def test_an_error_comes_with_its_place_and_leaves_nothing(big, scratch):
    big.write_bytes(big.read_bytes() + b"\ncaf\xe9,x\n")

    with pytest.raises(ChronologyError, match="not UTF-8: byte 0xE9") as caught:
        event_table.read(big)

    assert caught.value.where.startswith(f"{big}:")
    assert list(scratch.iterdir()) == []


def test_a_missing_column_is_told_by_the_worker(tmp_path, scratch):
    path = tmp_path / "big.csv"
    path.write_text("name,start\n" + "A,2024\n" * 200_000)

    with pytest.raises(ChronologyError, match="needs a column “title”; this one has name, start"):
        event_table.read(path)


def test_a_worker_that_dies_is_told_and_leaves_nothing(big, scratch, monkeypatch):
    monkeypatch.setattr(table_worker, "_command", lambda: [sys.executable, "-c", "raise SystemExit('no room at all')"])

    with pytest.raises(ChronologyError, match="the table could not be read: no room at all"):
        read_in_worker(big)

    assert list(scratch.iterdir()) == []


def test_a_worker_that_is_killed_without_a_word_is_told(big, scratch, monkeypatch):
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    monkeypatch.setattr(table_worker, "_command", lambda: [sys.executable, "-c", code])

    with pytest.raises(ChronologyError, match="its reader was ended"):
        read_in_worker(big)


def test_a_worker_whose_reader_is_gone_ends_and_cleans_up(big, tmp_path):
    folder = tmp_path / "made"
    folder.mkdir()
    process = subprocess.Popen(
        [*table_worker._command(), str(big), str(folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    process.stdout.close()

    assert process.wait(60) == 1
    assert not folder.exists()


def test_a_file_that_changes_or_goes_afterwards_changes_no_event(big, scratch):
    chronology = read_in_worker(big)
    expected = [Event(**{name: getattr(chronology.event(7), name) for name in Event.__dataclass_fields__})]

    big.write_text("title\nother\n")
    chronology.records.event.cache_clear()
    big.unlink()

    assert [chronology.event(7)] == expected
    assert find(chronology, "title 777").size


def test_the_worker_imports_no_qt(big, tmp_path):
    folder = tmp_path / "made"
    folder.mkdir()
    script = (
        "import sys; from dateline.formats.table_worker import serve; serve(sys.argv[1:]);avoided = 'PySide6', 'typst';"
        "print(*sorted(name for name in sys.modules if name.startswith(avoided)), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, str(big), str(folder)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr.strip() == ""
    assert '"done": true' in done.stdout


def test_the_worker_takes_no_module_from_the_folder_one_is_in(big, tmp_path, monkeypatch):
    (tmp_path / "numpy.py").write_text("raise SystemExit('a stranger')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)

    assert len(read_in_worker(Path(big.name)))


def test_a_frozen_program_is_its_own_worker(big, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    program, *options = table_worker._command()

    code = cli.main([*options, str(big), str(tmp_path)])

    assert (program, code) == (sys.executable, 0)
    assert '{"done": true}' in capfd.readouterr().out
    assert len(table_pack.load(tmp_path).columns) == ROWS - ROWS // 6


def test_a_worker_that_cannot_write_says_why(big, tmp_path, capfd):
    assert serve([str(big), str(tmp_path / "nowhere")]) == 0

    assert "cannot be copied" in capfd.readouterr().out


def test_few_objects_are_made_for_many_rows(big, scratch):
    before = kept_by_python()

    chronology = read_in_worker(big)

    everything, events = (after - earlier for after, earlier in zip(kept_by_python(), before, strict=True))
    assert everything < 2000
    assert events <= 0
    assert len(chronology) > 20_000


def kept_by_python() -> tuple[int, int]:
    """How many objects there are, and how many of them are events or claims."""
    gc.collect()
    objects = gc.get_objects()
    return len(objects), sum(isinstance(each, Event | Claim) for each in objects)
