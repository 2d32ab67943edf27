"""Rows and cells of a table as places in its bytes: the same cells as the standard library's, and what is not read."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.errors import ChronologyError
from dateline.formats import table_text
from dateline.formats.table_text import Grid, Window, cell_text, row_texts

CELLS = st.text(st.sampled_from('ab"",;\n\r\té '), max_size=6)
TABLES = st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), max_size=12))


def windows(data: bytes, width: int, delimiter: bytes = b",") -> list[Window]:
    return list(Grid(delimiter, width, "t.csv").windows(io.BytesIO(data)))


def rows(data: bytes, width: int, delimiter: bytes = b",") -> list[tuple[str, ...]]:
    """The texts of all rows that are read."""
    found = []
    for window in windows(data, width, delimiter):
        columns = [window.cells(column) for column in range(width)]
        for row in range(len(window)):
            found.append(tuple(cell_text(window.data[starts[row] : ends[row]]) for starts, ends in columns))
    return found


def strays(data: bytes, width: int) -> list[tuple[int, str]]:
    return [stray for window in windows(data, width) for stray in window.strays]


@pytest.fixture(params=[7, 64, table_text.WINDOW])
def window(request, monkeypatch) -> int:
    """Windows so small that rows and quotes lie across them, and the usual ones."""
    monkeypatch.setattr(table_text, "WINDOW", request.param)
    return request.param


@given(
    table=TABLES,
    delimiter=st.sampled_from(",;\t"),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    size=st.integers(1, 90),
)
def test_what_csv_writes_is_read_cell_by_cell(table, delimiter, ending, size):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(table)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_text, "WINDOW", size)
        found = rows(out.getvalue().encode(), len(table[0]) if table else 1, delimiter.encode())

    assert found == table


@given(lines=st.lists(st.text(st.sampled_from('ab",x '), max_size=9), max_size=12), size=st.integers(1, 60))
def test_cells_are_those_of_the_standard_library_wherever_it_is_strict(lines, size):
    text = "\n".join(lines)
    try:
        expected = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except csv.Error:
        return

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_text, "WINDOW", size)
        found = rows(text.encode(), 2)

    assert found == [row for row in expected if len(row) == 2]


def test_offsets_lead_back_to_the_bytes_of_each_row(window):
    data = b'1,"a\nb"\n\n2,c\r\n3,\xc3\xa9'

    found = [
        data[start + each.offset : end + each.offset]
        for each in windows(data, 2)
        for start, end in zip(each.row_starts.tolist(), each.row_ends.tolist(), strict=True)
    ]

    assert found == [b'1,"a\nb"', b"2,c", b"3,\xc3\xa9"]


def test_lines_count_the_breaks_inside_of_quotes_and_blank_lines(window):
    data = b'1,"a\n\nb"\n\n2,c\r\n3,d\n'

    found = [line for each in windows(data, 2) for line in each.lines.tolist()]

    assert found == [1, 5, 6]


@pytest.mark.parametrize(
    ("data", "read", "line", "why"),
    [
        (b"1,a\n2\n3,c\n", ["1", "3"], 2, "it has 1 cell where the header has 2"),
        (b"1,a\n2,b,c\n3,c\n", ["1", "3"], 2, "3 cells .* a cell with “,” in it needs quotes"),
        (b'1,a\n2,"b"c\n3,c\n', ["1", "3"], 2, "text follows a closing quote"),
        (b'1,a\n2,"b\n3,c\n', ["1", "3"], 2, "never closed"),
        (b'1,a\n2,"b\n3,"c"\n', ["1", "3"], 2, "text follows a closing quote"),
        (b"1,a\n2,b\0\n3,c\n", ["1", "3"], 2, "NUL"),
        (b'1,a\n3,c\n4,"', ["1", "3"], 3, "never closed"),
    ],
)
def test_a_row_that_cannot_be_read_costs_its_line_alone(data, read, line, why, window):
    assert [row[0] for row in rows(data, 2)] == read
    ((found, message),) = strays(data, 2)
    assert found == line
    assert re.search(why, message)


@pytest.mark.parametrize("data", [b"1,a\n", b"\n\n1,a", b"1,a\r", b'"1","a"\r\n\r\n'])
def test_blank_lines_and_any_line_ends_cost_nothing(data, window):
    assert rows(data, 2) == [("1", "a")]
    assert strays(data, 2) == []


def test_a_quote_inside_a_cell_is_a_letter(window):
    assert rows(b'5" gun,a""b\nx,y\n', 2) == [('5" gun', 'a""b'), ("x", "y")]


def test_a_byte_that_is_not_utf_8_is_told_with_its_place(window):
    with pytest.raises(ChronologyError, match="not UTF-8: byte 0xE9") as caught:
        rows(b"1,a\n2,caf\xe9\n", 2)

    assert caught.value.where == "t.csv:2:6"


def test_a_line_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(table_text, "WINDOW", 64)
    monkeypatch.setattr(table_text, "ROW_LIMIT", 1024)

    with pytest.raises(ChronologyError, match="no table of events"):
        rows(b"1,a\n" + b"x" * 5000, 2)


def test_a_quote_that_never_closes_does_not_swallow_the_file(monkeypatch):
    monkeypatch.setattr(table_text, "WINDOW", 256)
    monkeypatch.setattr(table_text, "ROW_LIMIT", 1024)
    data = b'0,"a\n' + b"".join(b"%d,b\n" % number for number in range(1, 2000))

    assert [int(row[0]) for row in rows(data, 2)] == list(range(1, 2000))
    assert [line for line, _ in strays(data, 2)] == [1]


def test_the_texts_of_one_row_are_its_cells():
    assert row_texts(Grid(b";", 3), b'a;"b;""c""\n";') == ["a", 'b;"c"\n', ""]
