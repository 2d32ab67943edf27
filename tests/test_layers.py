import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "desktop"


def qt_modules_imported_by(layer: str) -> set[str]:
    """Return the modules of PySide6 that a layer's files import, wherever in a file they do."""
    files = [path for path in (SOURCE / "dateline" / layer, SOURCE / "dateline" / f"{layer}.py") if path.exists()]
    modules: set[str] = set()
    for path in [file for entry in files for file in ([entry] if entry.is_file() else entry.rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module == "PySide6":
                modules |= {f"PySide6.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module)
    return {name for name in modules if name.startswith("PySide6")}


def test_no_module_imports_from_a_layer_above_its_own(capsys):
    exit_code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert exit_code == 0, capsys.readouterr().out


# import-linter sees PySide6 as one module, so what is allowed within it is counted here.
@pytest.mark.parametrize(
    ("layer", "allowed"),
    [("models", {"QtCore"}), ("painting", {"QtCore", "QtGui", "QtSvg"})],
)
def test_a_layer_imports_no_more_of_qt_than_it_is_about(layer, allowed):
    imported = qt_modules_imported_by(layer)

    assert imported, f"found no import of PySide6 in dateline.{layer}"
    assert imported <= {f"PySide6.{name}" for name in allowed}


def test_the_command_line_starts_without_widgets():
    script = "import sys, dateline.cli; print(*(name for name in sys.modules if name.startswith('PySide6.QtW')))"

    result = subprocess.run(
        [sys.executable, "-P", "-c", script],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.stdout.strip(), result.stderr) == ("", "")
