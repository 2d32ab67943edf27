"""How the C library deals with large pieces of memory, for a program whose pictures and columns are megabytes each."""

import sys

LARGE = 1_000_000
"""Bytes. Masks of a million rows are that large; what is smaller is asked for too often to go to the system."""
_M_MMAP_THRESHOLD = -3


def give_back_large_pieces() -> None:
    """Have glibc give each large piece back to the system when it is free.

    By itself it takes the size of the largest piece that was ever freed as the bound below which it keeps pieces to use
    them again, in places that others soon share: 18 MB that nothing uses at 10,000 events, 70 at a million.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library, which does it its way
        return
    mallopt(_M_MMAP_THRESHOLD, LARGE)
