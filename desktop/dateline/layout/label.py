"""A title as it is shown, and where titles come from."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.domain.value import dataclass
from dateline.layout.elider import Elider
from dateline.layout.marks import Form, Marks
from dateline.layout.metrics import PREFIX, TAG, Role

LASTING = int(Form.BRACKET), int(Form.BAR)
"""As numbers: to look up members of an enumeration takes a microsecond each."""


class Label(NamedTuple):
    """A title as shown: `text` begins at `x` and is `width` wide, on the row whose middle is `y`.

    `mark` is its index in the scene's marks. `sign` is the certainty to draw between mark and title (-1: none, the mark
    shows it), PREFIX wide, and `tag` what to put before it, TAG wide. `is_inside`: it stands on its own bar, on a patch
    of ground; `is_before`: left of its mark, so that the sign follows the title. `whole` is the title of which `text`
    is the beginning (empty: all of it is shown). A named tuple, as it is made in a quarter of a dataclass's time.
    """

    mark: int
    x: float
    y: float
    width: float
    text: str
    role: Role = Role.TITLE
    sign: int = -1
    tag: str = ""
    is_inside: bool = False
    is_before: bool = False
    whole: str = ""

    @property
    def left(self) -> float:
        """Where it begins, sign and tag included."""
        return self.x - (PREFIX if self.sign >= 0 and not self.is_before else 0.0) - (TAG if self.tag else 0.0)

    @property
    def right(self) -> float:
        """Where it ends, sign included."""
        return self.x + self.width + (PREFIX if self.sign >= 0 and self.is_before else 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Titles:
    """Where titles come from: of a chronology's row, cut by an elider, with a tag per mark (or none at all)."""

    of: Callable[[int], str]
    elider: Elider
    tags: Sequence[str] = ()


def spans_of(labels: Sequence[Label]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where each label begins and ends, signs and tags included."""
    if not labels:
        return np.empty(0), np.empty(0)
    _, xs, _, widths, _, _, signs, tags, _, befores, _ = zip(*labels, strict=True)
    x, is_before = np.array(xs), np.array(befores)
    prefix = np.where(np.array(signs) >= 0, PREFIX, 0.0)
    left = x - np.where(is_before, 0.0, prefix) - np.where([bool(tag) for tag in tags], TAG, 0.0)
    return left, x + widths + np.where(is_before, prefix, 0.0)


def with_titles(marks: Marks, labels: Sequence[Label]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where each mark begins and ends with its title, where that is among the labels."""
    left, right = marks.left.copy(), marks.right.copy()
    if labels:
        own, (begin, end) = np.array([label.mark for label in labels]), spans_of(labels)
        left[own], right[own] = np.minimum(left[own], begin), np.maximum(right[own], end)
    return left, right
