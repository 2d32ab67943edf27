import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

import dateline
from dateline.cli import main
from dateline.paths import bundled

KURSK = str(bundled("data", "kursk-2024.dateline.yaml"))
GOOD = """\
dateline: 1
title: A small chronology
language: en
kinds:
  - {id: strike, name: Strike}
sources:
  - {id: paper, title: A report, URL: "https://example.org/report"}
  - {id: other, title: Another report, URL: "https://example.org/other"}
events:
  - id: first
    title: First strike — Курск
    when: 2024-08-06
    kind: strike
    regions: [RU-KRS]
    claims:
      - {certainty: reported, cites: [{source: paper}, {source: other}]}
  - id: second
    title: Second event
    when: 2024-09
    regions: [UA]
    claims:
      - {by: Kyiv, certainty: claimed, cites: [{source: other}]}
  - id: nowhere
    title: Nobody knows where
    claims:
      - {certainty: reported, cites: [{source: paper}]}
"""
BAD_EVENT = """\
  - id: third
    title: Third
    when: 2024-13
    claims:
      - {certainty: reported, cites: [{source: paper}]}
"""

BAD_LINE = 1 + (GOOD + BAD_EVENT).splitlines().index("    when: 2024-13")


@pytest.fixture
def good(tmp_path) -> str:
    path = tmp_path / "good.dateline.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


@pytest.fixture
def bad(tmp_path) -> str:
    path = tmp_path / "bad.dateline.yaml"
    path.write_text(GOOD + BAD_EVENT, encoding="utf-8")
    return str(path)


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The ids that `dateline list --json` gives."""
    assert main(["list", "--json", *arguments]) == 0
    return [row["id"] for row in json.loads(capsys.readouterr().out)]


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that a command which cannot be done says; it says nothing else."""
    assert main(list(arguments)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err.rstrip("\n")


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a shell does, without a screen."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    source_root = str(Path(dateline.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-m", "dateline", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        env=inherited | {"PYTHONPATH": source_root} | environment,
        timeout=120,
    )


def test_list_prints_a_row_for_each_event_in_the_order_of_time(good, capsys):
    assert main(["list", good]) == 0

    rows = capsys.readouterr().out.splitlines()
    assert [row.split("  ")[0] for row in rows] == ["6 Aug 2024", "Sep 2024", "undated"]
    assert "First strike — Курск" in rows[0]


def test_list_gives_json_with_all_that_a_program_needs(good, capsys):
    assert main(["list", good, "--json", "--period", "2024-09-05"]) == 0

    assert json.loads(capsys.readouterr().out) == [
        {
            "id": "second",
            "title": "Second event",
            "when": "2024-09",
            "earliest": "2024-09-01",
            "latest": "2024-09-30",
            "match": "possibly",
            "kind": None,
            "regions": ["UA"],
            "certainty": "claimed",
            "sources": ["other"],
        }
    ]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ([], ["first", "second", "nowhere"]),
        (["--region", "RU"], ["first"]),
        (["--region", "Ukraine", "--region", "RU-KRS"], ["first", "second"]),
        (["--region", "unknown"], ["nowhere"]),
        (["--kind", "strike"], ["first"]),
        (["--certainty", "claimed"], ["second"]),
        (["--certainty", "Reported", "--certainty", "claimed"], ["first", "second", "nowhere"]),
        (["--text", "курск first"], ["first"]),
        (["--period", "2024-08"], ["first"]),
        (["--region", "UA", "--kind", "strike"], []),
    ],
)
def test_filters_of_one_option_are_alternatives_and_all_options_hold(good, capsys, filters, ids):
    assert listed(capsys, good, *filters) == ids


def test_list_says_on_standard_error_how_many_of_how_many(good, capsys):
    main(["list", good, "--period", "2024-09-05"])

    assert capsys.readouterr().err == "1 of 3 events, 1 of them possibly\n"


def test_list_and_print_go_on_with_the_good_part_and_say_what_was_left_out(bad, capsys, tmp_path, qapp):
    out = tmp_path / "out.pdf"

    assert main(["list", bad]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 3
    assert f"dateline: {bad}: 1 event was left out because of errors:" in said.err
    assert f"{bad}:{BAD_LINE}:" in said.err

    assert main(["print", bad, "-o", str(out)]) == 1
    assert "1 event was left out" in capsys.readouterr().err
    assert out.read_bytes().startswith(b"%PDF")


def test_check_finds_nothing_wrong_with_a_good_file(good, capsys):
    assert main(["check", good]) == 0

    assert all(": error:" not in line for line in capsys.readouterr().out.splitlines())


def test_check_says_where_and_exits_1_with_an_error(bad, capsys):
    assert main(["check", bad]) == 1

    assert any(line.startswith(f"{bad}:{BAD_LINE}:11: error: ") for line in capsys.readouterr().out.splitlines())


def test_check_exits_0_on_warnings_alone(tmp_path, capsys):
    path = tmp_path / "warned.dateline.yaml"
    path.write_text(GOOD.replace("sources:\n", "sources:\n  - {id: idle, title: Never cited}\n"), encoding="utf-8")

    assert main(["check", str(path)]) == 0
    assert "source “idle” is never cited" in capsys.readouterr().out


def test_check_gives_json_with_a_file_and_a_place_for_each_finding(bad, capsys):
    assert main(["check", "--json", bad]) == 1

    (error,) = [found for found in json.loads(capsys.readouterr().out) if found["level"] == "error"]
    assert error.keys() == {"file", "line", "column", "level", "message", "check", "event"}
    assert (error["file"], error["line"]) == (bad, BAD_LINE)


def test_check_goes_through_all_files_and_exits_2_if_one_cannot_be_read(bad, tmp_path, capsys):
    broken = tmp_path / "broken.dateline.yaml"
    broken.write_text("dateline: 1\nevents: [", encoding="utf-8")

    assert main(["check", str(broken), bad]) == 2

    said = capsys.readouterr()
    assert said.err.startswith(f"dateline: {broken}:")
    assert f"{bad}:{BAD_LINE}:" in said.out


def test_print_writes_what_the_filters_give(good, capsys, tmp_path, qapp):
    out = tmp_path / "out.pdf"
    out.write_bytes(b"what was here before")

    assert main(["print", good, "-o", str(out), "--region", "RU", "--paper", "letter", "--landscape"]) == 0

    with pypdfium2.PdfDocument(out) as document:
        assert [round(side) for side in document[0].get_size()] == [792, 612]
        assert [mark.get_title() for mark in document.get_toc()] == ["August 2024", "First strike — Курск", "Sources"]
    assert sorted(os.listdir(tmp_path)) == ["good.dateline.yaml", "out.pdf"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "absent.dateline.yaml"], "dateline: absent.dateline.yaml: there is no such file"),
        (["check", "absent.dateline.yaml"], "dateline: absent.dateline.yaml: there is no such file"),
        (["absent.dateline.yaml"], "dateline: absent.dateline.yaml: there is no such file"),
        (["."], "dateline: .: this is a folder, not a file"),
        (["prnit"], "dateline: prnit: there is no such file; did you mean the command “print”?"),
        (["list", KURSK, "--region", "RU-KRX"], "dateline: “RU-KRX” is not a known region; did you mean RU-K"),
        (["list", KURSK, "--kind", "strikes"], "dateline: “strikes” is not a kind of this chronology; did you mean"),
        (["list", KURSK, "--period", "2024-13"], "dateline: --period: “2024-13”"),
        (["list", KURSK, "--certainty", "claimd"], "“claimd” is not a certainty; did you mean “claimed”?"),
        (["print", KURSK, "-o", "out.pdf", "--paper", "A5"], "“A5” is not a paper size; write A4, Letter or A3"),
        (["print", KURSK], "the following arguments are required: -o/--output"),
        (["print", KURSK, "-o", KURSK], "this is the chronology itself; name another file after -o"),
        (["list"], "the following arguments are required: FILE"),
        (["list", KURSK, "--nonsense"], "unrecognized arguments: --nonsense"),
    ],
)
def test_what_a_user_can_do_wrong_is_told_in_one_line(arguments, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert said in complaint(capsys, *arguments)


def test_a_folder_that_cannot_be_written_to_is_told_in_one_line(good, capsys, tmp_path, qapp):
    out = tmp_path / "absent" / "out.pdf"

    assert complaint(capsys, "print", good, "-o", str(out)) == (
        f"dateline: {out}: the PDF cannot be written: there is no folder “{out.parent}”"
    )


def test_the_version_and_the_help_are_told_on_standard_output(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"Dateline {dateline.__version__}\n"
    for arguments in (["--help"], ["list", "--help"], ["print", "-h"], ["check", "--help"]):
        assert main(arguments) == 0
        said = capsys.readouterr()
        assert said.out.startswith("usage") or "dateline list FILE" in said.out
        assert said.err == ""


def test_files_open_in_the_window_where_there_is_a_screen(good, monkeypatch):
    app = pytest.importorskip("dateline.app", reason="the window is not written yet")
    opened = []
    monkeypatch.setattr("dateline.cli.opening.has_screen", lambda: True)
    monkeypatch.setattr(app, "run", lambda paths: opened.append(paths) or 0)

    assert [main([good]), main(["open", good]), main([])] == [0, 0, 0]
    assert opened == [[good], [good], []]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
    ],
)
def test_a_screen_is_a_display_or_a_platform_that_is_one(monkeypatch, environment, expected):
    from dateline.cli.opening import has_screen

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert has_screen() is expected


def test_without_a_screen_garbage_is_collected_while_printing(good, monkeypatch):
    collecting = []
    monkeypatch.setattr("dateline.cli.opening.has_screen", lambda: False)
    monkeypatch.setattr("dateline.cli.commands.print_here", lambda path: collecting.append(gc.isenabled()) or 0)
    try:
        code = main([str(good)])
    finally:
        gc.enable()

    assert (code, collecting) == (0, [True])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_the_bare_command_prints_to_a_free_name(tmp_path):
    (tmp_path / "kursk-2024.pdf").write_bytes(b"mine")

    done = run(cwd=tmp_path, LC_ALL="C", LANG="C")

    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert said == (
        "dateline: there is no screen here, so the chronology was printed to ./kursk-2024-2.pdf instead of shown\n"
    )
    assert (tmp_path / "kursk-2024.pdf").read_bytes() == b"mine"
    with pypdfium2.PdfDocument(tmp_path / "kursk-2024-2.pdf") as document:
        events = [mark for mark in document.get_toc() if mark.level == 1]
    assert len(events) == 166


def test_print_to_standard_output_gives_the_same_bytes_in_any_zone_and_locale(good, tmp_path):
    one = run("print", good, "-o", "-", cwd=tmp_path, TZ="Asia/Tokyo", LC_ALL="C")
    other = run("print", os.path.basename(good), "-o", "-", cwd=tmp_path, TZ="America/Lima", LC_ALL="C.UTF-8")

    assert (one.returncode, one.stderr) == (0, b"")
    assert one.stdout.startswith(b"%PDF")
    assert one.stdout == other.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_told_in_one_line(good, tmp_path):
    environment = os.environ | {"PYTHONPATH": str(Path(dateline.__file__).parents[1])}

    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "dateline", "list", good]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)

    assert done.returncode == 2
    said = done.stderr.decode().splitlines()
    assert said[-1] == "dateline: standard output cannot be written: No space left on device"
    assert "Traceback" not in said[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path, capsys):
    os.mkfifo(tmp_path / "pipe")

    assert complaint(capsys, str(tmp_path / "pipe")).endswith("this is a pipe or a device, not a file")


def test_a_library_that_qt_lacks_is_named_in_one_line(good, capsys, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtGui", None)

    said = complaint(capsys, "print", good, "-o", str(tmp_path / "out.pdf"))

    assert said.startswith("dateline: a library is missing that Qt or the press needs: ")


def test_a_closed_pipe_ends_the_program_quietly(tmp_path):
    command = f"{sys.executable} -m dateline list {KURSK} --json | head -n 1"
    environment = os.environ | {"PYTHONPATH": str(Path(dateline.__file__).parents[1])}

    done = subprocess.run(command, shell=True, capture_output=True, cwd=tmp_path, env=environment, check=False)

    assert done.stdout == b"[\n"
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.parametrize(
    ("command", "heavy"),
    [("list", "PySide6 typst pypdfium2 dateutil"), ("check", "PySide6 typst pypdfium2")],
)
def test_listing_and_checking_import_only_what_they_need(good, command, heavy):
    program = (
        "import sys; from dateline.cli import main; main(sys.argv[1:3]);"
        "found = set(sys.argv[3].split()) & set(sys.modules); sys.exit(str(found) if found else 0)"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(dateline.__file__).parents[1])}
    command_line = [sys.executable, "-c", program, command, good, heavy]

    done = subprocess.run(command_line, capture_output=True, env=environment, check=False)

    assert done.returncode == 0, done.stderr.decode()
