"""What the light shows: colours and rhythms of each state, as functions of time. Pure: no clock, and no pin.

Its rules:

1. Red means that Myna does not hear, or that something is wrong, and nothing else is red.
2. While the microphone is closed on purpose, the light is red whatever else Myna does; only a ring blinks over it.
3. A light without colours tells the states apart by rhythm alone.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255 each."""

BLACK: Colour = (0, 0, 0)
RED: Colour = (255, 0, 0)
BLUE: Colour = (0, 60, 255)
GREEN: Colour = (0, 255, 60)
AMBER: Colour = (255, 120, 0)
WHITE: Colour = (255, 255, 255)

FRAME_SECONDS = 1 / 20
"""Between two frames of what moves smoothly: the eye sees no more steps, and the processor has better things to do."""

NEVER = math.inf


class Shown(Enum):
    """What the light tells."""

    OFF = "off"
    """It waits for the wake phrase, and all is well."""
    STARTING = "starting"
    LISTENING = "listening"
    THINKING = "thinking"
    SPEAKING = "speaking"
    RINGING = "ringing"
    MUTED = "muted"
    NO_MICROPHONE = "no microphone"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown, and whether the microphone is closed on purpose meanwhile."""

    shown: Shown = Shown.OFF
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Fixture:
    """The light that there is: ``count`` coloured ones, or, if they are ``plain``, one, or one and a red one."""

    count: int
    plain: bool = False


class Still:
    """On, and nothing moves."""

    def level(self, seconds: float, place: float) -> float:
        """How bright it is, 0 to 1, after so many seconds at ``place``, 0 to 1 along the lights."""
        return 1.0

    def next(self, seconds: float) -> float:
        """When it looks otherwise, in seconds."""
        return NEVER


class Blink(Still):
    """On and off for so many seconds each, again and again."""

    def __init__(self, *seconds: float) -> None:
        self._edges = tuple(accumulate(seconds))

    def level(self, seconds: float, place: float) -> float:
        """1 or 0."""
        return float(self._phase(seconds) % 2 == 0)

    def next(self, seconds: float) -> float:
        """The next time that it goes on or off."""
        period = self._edges[-1]
        return (seconds // period) * period + self._edges[self._phase(seconds)]

    def _phase(self, seconds: float) -> int:
        rest = seconds % self._edges[-1]
        return next((number for number, edge in enumerate(self._edges) if rest < edge), 0)


class Pulse(Still):
    """Brighter and darker, once in ``period_seconds``."""

    def __init__(self, period_seconds: float) -> None:
        self._period_seconds = period_seconds

    def level(self, seconds: float, place: float) -> float:
        """Between a tenth and all of it; it begins bright."""
        return 0.55 + 0.45 * math.cos(2 * math.pi * seconds / self._period_seconds)

    def next(self, seconds: float) -> float:
        """A frame later."""
        return seconds + FRAME_SECONDS


class Turn(Pulse):
    """A brightness that goes round the lights."""

    def level(self, seconds: float, place: float) -> float:
        """Brightest where it is, and a trail behind it."""
        return (1.0 - (seconds / self._period_seconds - place) % 1.0) ** 2


@dataclass(frozen=True, slots=True)
class Pattern:
    """A colour and its rhythm."""

    colour: Colour
    rhythm: Still = Still()  # noqa: RUF009 - has no state


COLOURED: Mapping[Shown, Pattern] = {
    Shown.OFF: Pattern(BLACK),
    Shown.STARTING: Pattern(WHITE, Pulse(3.0)),
    Shown.LISTENING: Pattern(BLUE),
    Shown.THINKING: Pattern(BLUE, Turn(0.9)),
    Shown.SPEAKING: Pattern(GREEN, Pulse(1.4)),
    Shown.RINGING: Pattern(AMBER, Blink(0.3, 0.3)),
    Shown.MUTED: Pattern(RED),
    Shown.NO_MICROPHONE: Pattern(RED, Blink(0.2, 1.8)),
    Shown.ERROR: Pattern(RED, Blink(0.15, 0.15)),
}
"""For lights with colours, and for a pair of which one is red."""

PAIR: Mapping[Shown, Pattern] = {
    **COLOURED,
    Shown.STARTING: Pattern(WHITE, Blink(0.1, 2.9)),
    Shown.THINKING: Pattern(BLUE, Blink(0.25, 0.25)),
    Shown.SPEAKING: Pattern(GREEN, Blink(0.9, 0.5)),
}
"""For a plain light beside a red one."""

SINGLE: Mapping[Shown, Pattern] = {
    **PAIR,
    Shown.RINGING: Pattern(AMBER, Blink(0.1, 0.1)),
    Shown.MUTED: Pattern(RED, Blink(0.1, 0.2, 0.1, 1.6)),
    Shown.ERROR: Pattern(RED, Blink(0.05, 0.1)),
}
"""For a plain light alone."""


def frame(look: Look, seconds: float, fixture: Fixture) -> tuple[Colour, ...]:
    """The colour of each light of ``fixture``, when ``look`` has been shown for so many seconds."""
    pattern = _pattern(look, fixture)
    if fixture.plain and fixture.count > 1:
        on = pattern.rhythm.level(seconds, 0.0) > 0
        red = pattern.colour == RED
        main = WHITE if on and not red and pattern.colour != BLACK else BLACK
        return main, RED if (on and red) or look.muted else BLACK
    behind = RED if look.muted and not fixture.plain else BLACK
    places = [number / fixture.count for number in range(fixture.count)]
    return tuple(_scaled(pattern.colour, pattern.rhythm.level(seconds, place), behind) for place in places)


def changes_at(look: Look, seconds: float, fixture: Fixture) -> float:
    """When the frame of now, ``seconds``, is over; ``NEVER`` where nothing moves."""
    return _pattern(look, fixture).rhythm.next(seconds)


def _pattern(look: Look, fixture: Fixture) -> Pattern:
    patterns = COLOURED if not fixture.plain else PAIR if fixture.count > 1 else SINGLE
    shown = Shown.MUTED if look.muted and look.shown is not Shown.RINGING else look.shown
    return patterns[shown]


def _scaled(colour: Colour, level: float, behind: Colour) -> Colour:
    if level <= 0:
        return behind
    red, green, blue = (round(part * level) for part in colour)
    return red, green, blue
