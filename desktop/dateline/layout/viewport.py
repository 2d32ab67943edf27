"""The visible stretch of time: instants to x and back, zoom, pan and fit."""

import math
from dataclasses import replace
from typing import overload

import numpy as np
from numpy.typing import NDArray

from dateline.domain.value import dataclass

YEAR_SECONDS = 31_556_952
BEGINNING = -14_000_000_000 * YEAR_SECONDS
"""How far back a viewport's centre may go: the age of the universe and a bit."""
END = 14_000_000_000 * YEAR_SECONDS
FINEST_SCALE = 1 / 32
COARSEST_SCALE = 2.0**50
REACH = 2**59
"""Instants are clipped to this many seconds before arithmetic, so that no difference overflows int64."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A stretch of time `width` layout units wide that begins at `origin + offset` seconds.

    `origin` carries the whole seconds as an exact integer and `offset` the remainder as a float, so that x keeps its
    precision in deep time; `scale` is seconds per layout unit. x is 0 at the left edge and grows with time.
    """

    origin: int
    offset: float
    scale: float
    width: float

    @classmethod
    def fitted(cls, earliest: int, latest: int, width: float, margin: float = 0.05) -> "Viewport":
        """Show [earliest, latest) with `margin` of its length free on each side; less than a minute gets an hour."""
        low, high = max(earliest, BEGINNING), min(latest, END)
        length = high - low if high - low >= 60 else 3600
        centre = low + (high - low) // 2
        scale = _clamped_scale(length * (1 + 2 * margin) / max(width, 1.0), width)
        return cls(centre, -scale * width / 2, scale, width)._settled()

    @property
    def octave(self) -> int:
        """The zoom octave: the least k with 2**k >= scale."""
        return math.ceil(math.log2(self.scale) - 1e-12)

    @property
    def stretch(self) -> float:
        """How many layout units one unit of the octave's own scale takes here, in [1, 2)."""
        return float(2.0**self.octave / self.scale)

    @property
    def start(self) -> int:
        """The whole second at or before the left edge."""
        return self.origin + math.floor(self.offset)

    @property
    def end(self) -> int:
        """The whole second at or after the right edge."""
        return self.origin + math.ceil(self.offset + self.scale * self.width)

    @property
    def span(self) -> float:
        """The length of the stretch in seconds."""
        return self.scale * self.width

    @overload
    def x_of(self, instants: int) -> float: ...
    @overload
    def x_of(self, instants: NDArray[np.int64]) -> NDArray[np.float64]: ...

    def x_of(self, instants: int | NDArray[np.int64]) -> float | NDArray[np.float64]:
        """Where instants stand; integers are subtracted before anything is rounded."""
        if isinstance(instants, np.ndarray):
            near = np.minimum(np.maximum(instants, -REACH), REACH) - np.int64(self.origin)  # np.clip: 3 us more
            return (near.astype(np.float64) - self.offset) / self.scale
        return (min(max(int(instants), -REACH), REACH) - self.origin - self.offset) / self.scale

    def instant_at(self, x: float) -> int:
        """The whole second at `x`, rounded down."""
        return self.origin + math.floor(self.offset + x * self.scale)

    def seconds_between(self, low: float, high: float) -> tuple[int, int]:
        """The stretch of whole seconds [first, after) that holds what is between two x."""
        return self.instant_at(low), self.origin + math.ceil(self.offset + high * self.scale)

    def zoomed(self, factor: float, anchor_x: float) -> "Viewport":
        """Magnify by `factor` (above 1: closer); the instant under `anchor_x` stays there."""
        scale = _clamped_scale(self.scale / factor, self.width)
        offset = self.offset + anchor_x * (self.scale - scale)
        return replace(self, offset=offset, scale=scale)._settled()

    def panned(self, dx: float) -> "Viewport":
        """Show what lies `dx` layout units later (earlier where negative)."""
        return replace(self, offset=self.offset + dx * self.scale)._settled()

    def centred(self, instant: int) -> "Viewport":
        """Bring an instant to the middle, at the same zoom."""
        return replace(self, origin=instant, offset=-self.scale * self.width / 2)._settled()

    def beside(self, dx: float, width: float) -> "Viewport":
        """The stretch `width` wide that begins `dx` layout units later, even beyond the ends of time."""
        offset = self.offset + dx * self.scale
        whole = math.floor(offset)
        return replace(self, origin=self.origin + whole, offset=offset - whole, width=width)

    def ahead_of(self, other: "Viewport") -> float:
        """How many layout units this viewport begins later than another of the same scale."""
        return ((self.origin - other.origin) + (self.offset - other.offset)) / self.scale

    def _settled(self) -> "Viewport":
        whole = math.floor(self.offset)
        origin, offset = self.origin + whole, self.offset - whole
        half = self.scale * self.width / 2
        if origin + half < BEGINNING:
            origin, offset = BEGINNING - math.floor(half), 0.0
        elif origin + half > END:
            origin, offset = END - math.floor(half), 0.0
        return replace(self, origin=origin, offset=offset)


def _clamped_scale(scale: float, width: float) -> float:
    """Within what the ladder of ticks knows; a narrow view may go further, up to all of time."""
    return min(max(scale, FINEST_SCALE), max(COARSEST_SCALE, 1.1 * (END - BEGINNING) / max(width, 1.0)))
