"""The report: aligned, honest about what falls short or was not measured, and whole as JSON."""

import json

import pytest

from dateline.bench.clock import Timing, timed
from dateline.bench.figure import Figure, Limit, Of, cpu, figure, median, p95
from dateline.bench.report import lines, write_json
from dateline.domain.errors import ChronologyError

QUICK = Figure(1, "pan step", 2.0, 9.0, 1.5, limits=(cpu(3.0), p95(16.7)), floor_name="moved surface", floor=0.5)
SLOW = Figure(4, "filter", 80.0, 99.0, 70.0, limits=(median(60.0),), events=1_000_000, note="wide and narrow")
UNKNOWN = Figure(7, "a table", None, note="not measured: this version reads no tables")
FACTS = {"cores": 2, "qt": "6"}


@pytest.mark.parametrize(
    ("limits", "verdict"),
    [((median(2.0),), "reached"), ((median(1.9),), "short"), ((median(5.0), p95(8.9)), "short"), ((), "")],
)
def test_a_figure_is_short_when_one_of_its_limits_is_not_kept(limits, verdict):
    assert Figure(1, "step", 2.0, 9.0, 1.0, limits=limits).verdict == verdict


def test_a_limit_on_what_was_not_measured_is_no_success():
    assert Figure(1, "step", 2.0, limits=(Limit(Of.P95, 10.0),)).verdict == "short"
    assert Figure(1, "step", None, limits=(median(10.0),)).verdict == ""


def test_the_report_names_every_figure_its_promise_and_its_floor():
    text = list(lines([QUICK, SLOW, UNKNOWN], FACTS))

    row = next(line for line in text if "pan step" in line)
    assert all(part in row for part in ("2.00", "9.00", "1.50", "CPU ≤ 3, p95 ≤ 16.7", "reached", "0.50 moved surface"))
    assert any("filter" in line and "1,000,000" in line and "short" in line for line in text)
    assert "  · not measured: this version reads no tables" in text
    assert text[-1] == "1 of 2 promises reached."


def test_the_figures_stand_in_columns():
    text = [line for line in lines([QUICK, SLOW], FACTS) if "≤" in line]

    assert len({line.index("ms") for line in text}) == 1


def test_all_figures_are_in_the_json(tmp_path):
    path = tmp_path / "bench.json"

    write_json([QUICK, SLOW, UNKNOWN], FACTS, path)

    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["machine"] == FACTS
    assert [each["verdict"] for each in content["figures"]] == ["reached", "short", ""]
    assert content["figures"][0]["limits"] == {"CPU": 3.0, "p95": 16.7}


def test_a_json_that_cannot_be_written_is_one_sentence(tmp_path):
    with pytest.raises(ChronologyError, match="cannot be written"):
        write_json([], FACTS, tmp_path / "no" / "bench.json")


def test_each_step_is_timed_by_itself():
    done = []

    timing = timed(done.append, steps=5, between=lambda: done.append("between"))

    assert done == [0, "between", 1, "between", 2, "between", 3, "between", 4, "between"]
    assert len(timing.wall) == len(timing.cpu) == 5
    assert figure(1, "step", timing).p95 >= figure(1, "step", timing).median


def test_medians_and_percentiles_are_of_the_wall():
    timing = Timing.of((float(step), 0.5) for step in range(101))

    assert (timing.median, timing.p95, timing.cpu_median) == (50.0, 95.0, 0.5)
