"""What the log keeps, and what it never holds."""

import pytest

from dateline.widgets.log_file import LARGEST, NAME, OLDER, LogFile, without_names


@pytest.fixture
def log(tmp_path):
    return LogFile(tmp_path, kept=3)


def test_lines_are_added_to_those_of_earlier_runs(log, tmp_path):
    log.write("one")

    LogFile(tmp_path, kept=3).write("two")

    told = (tmp_path / NAME).read_text("utf-8").splitlines()
    assert [line.split()[-1] for line in told] == ["one", "two"]


def test_the_files_never_grow_beyond_their_bound(log, tmp_path):
    for number in range(3000):
        log.write(f"{number} {'words ' * 20}")

    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert set(sizes) == {NAME, OLDER}
    assert max(sizes.values()) <= LARGEST
    assert " 2999 " in log.last_of_earlier_runs()[-1]


def test_a_report_gets_the_last_lines_of_this_run_and_at_a_crash_of_the_one_before(log, tmp_path):
    for word in ("one", "two", "three", "four"):
        log.write(word)

    later = LogFile(tmp_path, kept=2)
    later.write("five")

    assert [line.split()[-1] for line in log.last()] == ["two", "three", "four"]
    assert [line.split()[-1] for line in later.last()] == ["five"]
    assert [line.split()[-1] for line in later.last_of_earlier_runs()] == ["four", "five"]


def test_a_message_is_one_line_of_bounded_length(log):
    log.write("first\nsecond " + "x" * 10_000)

    (line,) = log.last()
    assert "first second" in line
    assert len(line) < 600


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00 no text", b""])
def test_a_damaged_log_is_written_on(log, tmp_path, damage):
    (tmp_path / NAME).write_bytes(damage)

    log.write("on")

    assert log.last_of_earlier_runs()[-1].endswith("on")


@pytest.mark.parametrize("in_the_way", [NAME, OLDER])
def test_a_log_that_cannot_be_written_stays_in_memory(log, tmp_path, in_the_way):
    (tmp_path / in_the_way).mkdir()
    (tmp_path / in_the_way / "full").touch()

    for number in range(800):
        log.write(f"{number} {'words ' * 30}")

    assert " 799 " in log.last()[-1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('File "/home/a/x/dateline/widgets/menus.py", line 3', "File ‹dateline/widgets/menus.py›, line 3"),
        ('cannot open "my letters.yaml"', "cannot open …"),
        ("cannot open 'my letters.yaml': no such file", "cannot open …: no such file"),
        ("/home/somebody/letters.yaml is gone", "…"),
        ("cannot open /home/a/my secret letters.yaml: no such file", "cannot open …"),
        ("cannot open /my secrets/old letters: no such file", "cannot open …"),
        ("cannot open my secret letters.yaml: no such file", "…"),
        ("cannot open my secret letters.PDF", "…"),
        ("QFile: //server/my share/x", "QFile: …"),
        ("first\ncannot open my letters.yaml\nlast", "first\n…\nlast"),
        ("no such file: /media/disk/secret/letters.yaml", "no such file: …"),
        ("C:\\Users\\some body\\letters.yaml: locked", "…"),
        ("file:///srv/x/letters.yaml, line 3", "…"),
        ("qt.qpa.plugin: libxcb-cursor.so.0 is needed", "qt.qpa.plugin: libxcb-cursor.so.0 is needed"),
        ("error: dateline/widgets/menus.py:3 KeyError", "error: dateline/widgets/menus.py:3 KeyError"),
        ("“The title” has no date", "… has no date"),
        ("2 of 3 and/or 4 fonts", "2 of 3 and/or 4 fonts"),
    ],
)
def test_names_of_the_users_files_are_left_out(text, told):
    assert without_names(text) == told
