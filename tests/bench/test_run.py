"""`dateline bench` from the command line, with the slow parts left to those who run it."""

import json

import pytest

from dateline.bench import asking, clock, moving, processes, seeking, stage, tables
from dateline.bench.figure import Figure, median
from dateline.bench.generator import synthetic
from dateline.cli import main
from dateline.domain.when import Precision, WhenFlag

# Qt's platform without a screen says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def quick(monkeypatch, qapp):
    """Few steps, no processes of their own, and a figure that falls short."""
    for module in (clock, asking, moving):
        monkeypatch.setattr(module, "STEPS", 2)
    monkeypatch.setattr(clock.timed, "__defaults__", (2, None))
    monkeypatch.setattr(moving, "FEW", 500)
    monkeypatch.setattr(seeking, "ROUNDS", 1)
    monkeypatch.setattr(processes, "starting", lambda: [Figure(6, "start", 900.0, limits=(median(2.0),))])
    monkeypatch.setattr(processes, "memory", lambda sizes: [])


def test_a_run_prints_its_figures_and_ends_well_though_some_fall_short(quick, capsys, tmp_path):
    out = tmp_path / "bench.json"

    code = main(["bench", "--events", "500", "--json", str(out)])

    assert code == 0
    told = capsys.readouterr().out
    for name in ("pan step, marks shown singly", "first show-all", "filter to new rows", "search: first hits", "start"):
        assert name in told
    assert "short" in told
    content = json.loads(out.read_text(encoding="utf-8"))
    assert content["machine"]["cores"] >= 1
    assert {figure["point"] for figure in content["figures"]} >= {0, 1, 2, 4, 6, 7}


@pytest.mark.parametrize("number", ["0", "-5", "many", "1e6", "99999999"])
def test_a_number_of_events_that_is_none_is_told_in_a_line(number, capsys):
    assert main(["bench", "--events", number]) == 2

    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_folder_that_is_not_there_is_told_before_anything_is_measured(capsys, tmp_path):
    assert main(["bench", "--json", str(tmp_path / "no" / "bench.json")]) == 2

    assert "no such folder" in capsys.readouterr().err


def test_a_window_on_the_stage_remembers_nothing(qapp, tmp_path):
    with stage.staged(synthetic(300, years=1), "show_filters") as first:
        first.look_at(30.0)
        shown = first.visible()

        assert 0 < shown < 300
        assert not first.window.table.isVisible()
        assert first.window.filters.isVisible()


def test_a_synthetic_table_is_read_as_it_was_written(tmp_path):
    chronology = synthetic(400, years=1)
    path = tmp_path / "events.csv"
    tables.write(chronology, path)

    figures, read = tables.reading(path, 400)

    assert len(read) == 400
    assert read.left_out == 0
    assert [read.title_of(row) for row in range(5)] == [chronology.title_of(row) for row in range(5)]
    plain = (chronology.columns.flags == WhenFlag.DATED) & (chronology.columns.precision == Precision.DAY)
    for name in ("start_earliest", "end_latest", "certainty"):
        assert getattr(read.columns, name)[plain].tolist() == getattr(chronology.columns, name)[plain].tolist()
    assert figures[0].name == "csv.reader alone"
