"""The cells of a table's column as texts: what counts of each, ids for rows without one, numbers of degrees."""

import numpy as np
from numpy.typing import NDArray

from dateline.formats.table_text import PADDING, Places, Window
from dateline.formats.table_words import Hashes, cell_hashes

DEGREES = {"lat": 90, "lon": 180}
"""The columns that give degrees, with their limits."""
SPACES = " \t\r\n"
"""What does not count around an id or a title."""

_NUMBER_LENGTH = 24
_SPACES = tuple(SPACES.encode())


def inner(window: Window, column: int) -> tuple[Places, Places]:
    """Return where each row's text of a column starts and ends, without quotes around it and spaces around that."""
    codes = np.frombuffer(window.data, np.uint8)
    starts, ends = (places.copy() for places in window.cells(column))
    is_quoted = (codes[starts] == ord('"')) & (ends > starts + 1)
    starts += is_quoted
    ends -= is_quoted
    while (blank := (ends > starts) & np.isin(codes[starts], _SPACES)).any():
        starts += blank
    while (blank := (ends > starts) & np.isin(codes[ends - 1], _SPACES)).any():
        ends -= blank
    return starts, ends


def row_id(line: int) -> str:
    """Return the id of an event that is given none."""
    return f"row-{line}"


def row_id_hashes(lines: Places) -> Hashes:
    """Return the hashes of the ids that rows without one have."""
    texts = [row_id(line).encode() for line in lines.tolist()]
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    starts = np.concatenate(([0], ends[:-1]))
    return cell_hashes(b"".join(texts) + PADDING, starts, ends)


def degrees(text: str, limit: int) -> float | None:
    """Return a number of degrees, or None where the text is none between -limit and limit."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if -limit <= value <= limit else None


def degree_states(window: Window, column: int | None, limit: int) -> NDArray[np.int8]:
    """Return for each row 1 where a cell has degrees, 0 where it is empty, -1 where it has something else."""
    states = np.zeros(len(window), np.int8)
    if column is None:
        return states
    starts, ends = inner(window, column)
    given = np.flatnonzero(ends > starts)
    if not len(given):
        return states
    starts, lengths = starts[given], (ends - starts)[given]
    width = min(int(lengths.max()), _NUMBER_LENGTH)
    codes = np.frombuffer(window.data + bytes(width), np.uint8)
    matrix = codes[starts[:, None] + np.arange(width)] * (np.arange(width) < lengths[:, None])
    try:
        values = matrix.astype(np.uint8).view(f"S{width}")[:, 0].astype(np.float64)
        states[given] = np.where((np.abs(values) <= limit) & (lengths <= _NUMBER_LENGTH), 1, -1)
    except ValueError:
        cells = [
            window.data[start : start + count] for start, count in zip(starts.tolist(), lengths.tolist(), strict=True)
        ]
        states[given] = [1 if degrees(cell.decode(), limit) is not None else -1 for cell in cells]
    return states


def why_no_place(states: list[int]) -> str:
    for (role, limit), state in zip(DEGREES.items(), states, strict=True):
        if state < 0:
            return f"the place is not used: “{role}” is no number of degrees from -{limit} to {limit}"
    return "the place is not used: “lat” and “lon” go together; give both or neither"
