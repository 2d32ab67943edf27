"""Which formats there are: a file name's suffix to what reads and what writes it."""

from collections.abc import Callable, Iterable
from pathlib import Path

from dateline.domain.chronology import Chronology
from dateline.domain.errors import ChronologyError
from dateline.domain.value import dataclass
from dateline.formats import kept
from dateline.formats.files import read_bytes
from dateline.paths import is_bundled

Progress = Callable[[int, int], None]
Reader = Callable[[Path, Progress | None, Callable[[], bool] | None], Chronology]
Writer = Callable[[Chronology, Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Attributes:
        name: as a file dialog shows it.
        suffixes: what its files end with, the usual one first; a file dialog offers these.
        also: suffixes that are read when a file is named, and not offered.
        read: takes the path, `progress` and `cancelled` as `dateline_yaml.read` does.
        write: takes the chronology and the path; None: the format is only read.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    write: Writer | None = None
    also: tuple[str, ...] = ()


def _read_chronology(path: Path, progress: Progress | None, cancelled: Callable[[], bool] | None) -> Chronology:
    data = read_bytes(path)
    may_be_kept = is_bundled(path)
    known = kept.load(path, data) if may_be_kept else None
    if known is not None:
        return known
    # Only now, as with the others: a format's modules and libraries take a share of the program's start.
    from dateline.formats import dateline_yaml

    chronology = dateline_yaml.read_data(data, path, progress, cancelled)
    if may_be_kept:
        kept.keep(path, data, chronology)
    return chronology


def _write_chronology(chronology: Chronology, path: Path) -> None:
    from dateline.formats import dateline_yaml

    dateline_yaml.write(chronology, path)


def _read_table(path: Path, progress: Progress | None, cancelled: Callable[[], bool] | None) -> Chronology:
    from dateline.formats import event_table

    return event_table.read(path, progress, cancelled)


FORMATS: tuple[Format, ...] = (
    Format(
        "Dateline chronology",
        (".dateline.yaml", ".dateline"),
        _read_chronology,
        _write_chronology,
        also=(".yaml", ".yml"),
    ),
    Format("Table of events", (".csv", ".tsv"), _read_table),
)


def read(path: Path | str, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Chronology:
    """Return the chronology in a file, whatever its format.

    Args:
        path: the file; its suffix says the format.
        progress: called now and then with (done, in all) in the format's own unit.
        cancelled: asked as often whether to stop.

    Raises:
        ChronologyError: no format has the suffix, or nothing can be opened.
    """
    path = Path(path)
    found = format_of(path)
    if found is None:
        raise ChronologyError(_why_unknown(path), str(path))
    return found.read(path, progress, cancelled)


def write(chronology: Chronology, path: Path | str) -> None:
    """Write a chronology in the format that the path's suffix says.

    Raises:
        ChronologyError: no format that can be written has the suffix, or the file cannot be written.
    """
    path = Path(path)
    found = format_of(path)
    if found is None or found.write is None:
        names = _suffixes(entry for entry in FORMATS if entry.write)
        raise ChronologyError(f"“{path.suffix}” files cannot be written; name it {names}", str(path))
    found.write(chronology, path)


def format_of(path: Path) -> Format | None:
    """Return the format of a path's suffix, upper or lower case, or None."""
    name = path.name.lower()
    return next((entry for entry in FORMATS if name.endswith(entry.suffixes + entry.also)), None)


def _why_unknown(path: Path) -> str:
    try:
        if path.is_dir():
            return "this is a folder, not a file"
        if not path.exists():
            return "there is no such file"
    except (OSError, ValueError):
        return "this is not the name of a file"
    what = f"“{path.suffix}” files" if path.suffix else "files without a suffix"
    return f"{what} are not read; Dateline reads {_suffixes(FORMATS)}"


def _suffixes(formats: Iterable[Format]) -> str:
    return " or ".join(f"NAME{suffix}" for entry in formats for suffix in (*entry.suffixes, *entry.also))
