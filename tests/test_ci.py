"""What runs in CI tells which of its steps failed, and tests no package but the one that it built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "run"
TOOLS = ("ruff", "mypy", "lint-imports")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is for bash")


@pytest.fixture
def checkout(tmp_path):
    """A checkout without the right to install; its tools write down how they were called."""
    for name in (".ci", "bin", "dist", ".venv/bin"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(SCRIPT, tmp_path / ".ci" / "run")
    for name in ("bash", "dirname", "id"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    set_tool(tmp_path / "bin" / "python3", 0)
    for name in TOOLS:
        set_tool(tmp_path / ".venv" / "bin" / name, 0)
    return tmp_path


def set_tool(path, code):
    path.write_text(f'#!/usr/bin/env bash\necho "${{0##*/}} $*" >>calls\nexit {code}\n')
    path.chmod(0o755)


def run(checkout):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE")}
    command = [checkout / ".ci" / "run"]
    return subprocess.run(
        command, env={**environment, "PATH": str(checkout / "bin")}, capture_output=True, text=True, check=False
    )


def test_each_step_that_failed_is_named(checkout):
    set_tool(checkout / ".venv" / "bin" / "ruff", 1)
    set_tool(checkout / ".venv" / "bin" / "mypy", 1)

    done = run(checkout)

    assert done.returncode == 1
    assert done.stderr.strip() == "failed: format rules types"


def test_all_is_well_where_nothing_failed(checkout):
    done = run(checkout)

    assert (done.returncode, done.stderr) == (0, "")
    assert "left out: the package" in done.stdout


def test_a_package_of_an_earlier_run_is_not_tested(checkout):
    (checkout / "dist" / "dateline.deb").touch()

    run(checkout)

    calls = (checkout / "calls").read_text().splitlines()
    assert "python3 desktop/go.py test" in calls
    assert not any("double_click" in call for call in calls)
