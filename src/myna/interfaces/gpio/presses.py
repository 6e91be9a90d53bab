"""What the presses of one button mean: a press, two, or a long one. Pure: no clock, and no pin.

Its rules:

1. A press is known when it is over and no second one has followed in time; a long one while it is still held.
2. Who wants silence does not wait: where something sounds, a press counts as soon as the button goes down. What is
   pressed right behind it is haste, and no second meaning; held on, it is a long one all the same.
3. Where it rings, nothing but the first press counts, however often and long it is pressed.
"""

from dataclasses import dataclass
from enum import Enum, auto

DOUBLE_SECONDS = 0.35
"""So soon behind a press the button must go down again for the two to be one gesture."""

LONG_SECONDS = 1.0
"""A press that is held for so long is a long one."""


class Gesture(Enum):
    """What somebody did to the button."""

    PRESS = auto()
    DOUBLE = auto()
    LONG = auto()


class Sounding(Enum):
    """What can be heard of Myna while the button goes down."""

    NOTHING = auto()
    ANSWER = auto()
    RING = auto()


@dataclass(slots=True)
class Presses:
    """The gestures of one button; times are seconds of one clock that only goes forward.

    ``due`` is when ``passed`` has something to do, if nothing happens before. Without ``doubles`` a press is known as
    soon as it is over.
    """

    doubles: bool = True
    due: float | None = None
    _down: bool = False
    _count: int = 0
    _over: bool = False  # nothing but a long press comes of this gesture any more

    def edge(self, down: bool, at: float, sounding: Sounding = Sounding.NOTHING) -> list[Gesture]:
        """The button went down or up, while that was ``sounding``; what is known by that."""
        gestures = self.passed(at)
        if down is self._down:  # the edge between was lost
            return gestures
        self._down = down
        return gestures + (self._pressed(at, sounding) if down else self._released(at))

    def passed(self, at: float) -> list[Gesture]:
        """It is ``at`` now; what is known by that."""
        if self.due is None or at < self.due:
            return []
        self.due = None
        if self._down:
            self._over = True
            return [Gesture.LONG]
        gestures = [] if self._over else [Gesture.PRESS]
        self._reset()
        return gestures

    def _pressed(self, at: float, sounding: Sounding) -> list[Gesture]:
        self._count += 1
        self.due = at + LONG_SECONDS if self._count == 1 else None
        if self._count == 1 and sounding is not Sounding.NOTHING:
            self._over = True
            if sounding is Sounding.RING:
                self.due = None
            return [Gesture.PRESS]
        if self._count == 2 and not self._over:
            self._over = True
            return [Gesture.DOUBLE]
        return []

    def _released(self, at: float) -> list[Gesture]:
        if self.doubles or self._over:
            self.due = at + DOUBLE_SECONDS
            return []
        self._reset()
        return [Gesture.PRESS]

    def _reset(self) -> None:
        self.due, self._count, self._over = None, 0, False
