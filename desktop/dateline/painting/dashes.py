"""The dashes of a line, as a path of its own: Qt's are a bit elsewhere whenever another part of the line is drawn."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

Points = NDArray[np.float64]


def dashed(points: Points, start: float, drawn: float, left_out: float, clip: QRectF) -> QPainterPath:
    """Return the dashes of a polyline that are in the clip.

    Args:
        points: of shape (n, 2).
        start: how far along a longer line, from which dashes are counted, this one begins.
        drawn: how long a dash is.
        left_out: how long a gap is.
    """
    path = QPainterPath()
    along = np.append(0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))) + start
    period = drawn + left_out
    numbers = np.arange(np.floor(along[0] / period), np.ceil(along[-1] / period))
    begins, ends = np.maximum(numbers * period, along[0]), np.minimum(numbers * period + drawn, along[-1])
    kept = (begins < ends).nonzero()[0]
    begins, ends = begins[kept], ends[kept]
    first, last = _at(begins, along, points), _at(ends, along, points)
    low, high = np.minimum(first, last), np.maximum(first, last)
    is_near = (high[:, 0] >= clip.left() - drawn) & (low[:, 0] <= clip.right() + drawn)
    is_near &= (high[:, 1] >= clip.top() - drawn) & (low[:, 1] <= clip.bottom() + drawn)
    bends = np.searchsorted(along, begins, side="right"), np.searchsorted(along, ends)
    for dash in is_near.nonzero()[0].tolist():
        path.moveTo(*first[dash].tolist())
        for bend in points[bends[0][dash] : bends[1][dash]].tolist():
            path.lineTo(*bend)
        path.lineTo(*last[dash].tolist())
    return path


def _at(distances: Points, along: Points, points: Points) -> Points:
    return np.column_stack([np.interp(distances, along, points[:, axis]) for axis in (0, 1)])
