"""What a step costs: wall and CPU milliseconds of many of them, as medians and 95th percentiles."""

import time
from collections.abc import Callable, Iterable
from typing import Self

import numpy as np

from dateline.domain.value import dataclass

STEPS = 64
"""How many steps are taken of what can be repeated at will."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of each step: on the wall, and of this process's CPU."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, float]]) -> Self:
        """Take (wall, CPU) pairs."""
        wall, cpu = zip(*pairs, strict=True)
        return cls(tuple(wall), tuple(cpu))

    @property
    def median(self) -> float:
        return float(np.median(self.wall))

    @property
    def p95(self) -> float:
        return float(np.percentile(self.wall, 95))

    @property
    def cpu_median(self) -> float:
        return float(np.median(self.cpu))


def once(step: Callable[[], object]) -> tuple[float, float]:
    """Return the wall and CPU milliseconds of one step."""
    cpu, wall = time.process_time(), time.perf_counter()
    step()
    return (time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3


def timed(step: Callable[[int], object], steps: int = STEPS, between: Callable[[], object] | None = None) -> Timing:
    """Time `step(0)`, `step(1)`… one by one; `between` runs untimed after each."""
    pairs = []
    for number in range(steps):
        pairs.append(once(lambda number=number: step(number)))  # type: ignore[misc]
        if between is not None:
            between()
    return Timing.of(pairs)
