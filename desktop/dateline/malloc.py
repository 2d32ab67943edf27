"""How the C library deals with large pieces of memory, for a program whose pictures and columns are megabytes each."""

import sys

LARGE = 1_000_000
"""Bytes of a piece that goes back to the system when it is free, beside few events: mostly pictures."""
LARGE_OF_MANY = 32_000_000
"""The same beside many: masks and columns of a million rows are made for each filter, and to have them from the system
anew takes as long as to fill them (24 ms instead of 13 from filter to rows, for 17 MB less)."""
MANY = 100_000
"""So many events are many."""
_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -3, -1


def suit(events: int) -> None:
    """Have glibc give large pieces back to the system when they are free, as suits so many events.

    By itself it takes the size of the largest piece that was ever freed as the bound below which it keeps pieces to use
    them again, in places that others soon share: 18 MB that nothing uses at 10,000 events.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library, which does it its way
        return
    large = LARGE if events < MANY else LARGE_OF_MANY
    mallopt(_M_MMAP_THRESHOLD, large)
    mallopt(_M_TRIM_THRESHOLD, large)  # what is free at the end of the heap goes back likewise
