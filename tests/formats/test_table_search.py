"""What a search looks through of a table: lines of folded text in blocks, found by any word."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.formats.table_search import BLOCKS_KEPT, Search, SearchText

LINES = st.lists(st.text("abё .", max_size=12), min_size=1, max_size=40)


class Memory:
    """Bytes that count how often they were read."""

    def __init__(self, data):
        self.data, self.reads = data, 0

    def read(self, start, size):
        self.reads += 1
        return self.data[start : start + size]


def search_of(lines, per_block, rows=None):
    """A search over lines, so many of them in a block; `rows` says which lines are rows."""
    starts = list(range(0, len(lines), per_block))
    blocks = ["".join(f"{line}\n" for line in lines[start : start + per_block]).encode() for start in starts]
    offsets = np.cumsum([0, *map(len, blocks)])
    text = SearchText(offsets, np.array([*starts, len(lines)]), np.array(rows or [], np.int32))
    store = Memory(b"".join(blocks))
    return Search(text, store), store


@given(LINES, st.text("abё.", min_size=1, max_size=4), st.integers(1, 9), st.data())
def test_a_word_is_found_in_the_lines_that_hold_it(lines, word, per_block, data):
    search, _ = search_of(lines, per_block)
    start = data.draw(st.integers(0, len(lines)))
    stop = data.draw(st.integers(start, len(lines)))

    found = search.holding(word, start, stop)

    assert found.tolist() == [word in line for line in lines[start:stop]]


@pytest.mark.parametrize("word", ["a", "ab", "abc"])
def test_lines_that_are_no_rows_are_left_out(word):
    search, _ = search_of(["abc", "abc", "x", "abc"], 2, rows=[0, 2, 3])

    assert search.holding(word, 0, 3).tolist() == [True, False, True]


def test_a_word_longer_than_a_block_is_in_none_of_its_lines():
    search, _ = search_of(["a", "b"], 1)

    assert search.holding("a long word", 0, 2).tolist() == [False, False]


def test_the_words_of_one_search_read_a_block_once():
    search, store = search_of([f"line {number}" for number in range(BLOCKS_KEPT)], 1)

    for word in ("line", "none", "7"):
        search.holding(word, 0, BLOCKS_KEPT)

    assert store.reads == BLOCKS_KEPT


def test_line_ends_are_looked_for_only_where_a_word_stands():
    search, _ = search_of(["common", "common", "rare", "common"], 1)

    search.holding("rare", 0, 4)

    assert list(search._ends) == [2]
