"""A bounded history of states with a place in it: back, forward, and a new state drops what lay ahead."""

from typing import Generic, TypeVar

T = TypeVar("T")
STEPS = 100
"""So far one can go back."""


class History(Generic[T]):
    """States in the order they were taken, at most `limit` of them, and which one is the present one."""

    def __init__(self, first: T, limit: int = STEPS + 1) -> None:
        self._states = [first]
        self._at = 0
        self._limit = limit

    @property
    def present(self) -> T:
        return self._states[self._at]

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at < len(self._states) - 1

    def push(self, state: T) -> None:
        """Make `state` the present one; an equal one changes nothing."""
        if state == self.present:
            return
        del self._states[self._at + 1 :]
        self._states.append(state)
        del self._states[: max(0, len(self._states) - self._limit)]
        self._at = len(self._states) - 1

    def replace(self, state: T) -> None:
        """Change the present state without a step of its own; what is as before its last step takes that step back."""
        if self._at and self._states[self._at - 1] == state:
            del self._states[self._at :]
            self._at -= 1
        else:
            self._states[self._at] = state

    def back(self) -> T:
        """Step back and return the state there; at the oldest one stay."""
        self._at = max(0, self._at - 1)
        return self.present

    def forward(self) -> T:
        """Step forward and return the state there; at the newest one stay."""
        self._at = min(len(self._states) - 1, self._at + 1)
        return self.present
