"""How a recording comes to the microphone: noise, a room, a level. A condition is typed as ``4m/.6s/5dB/music``."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self
from zlib import crc32

import numpy as np

from hear_rooms import RoomSpec, responses, reverberated
from hear_sound import Samples, at_peak, mixed, part
from myna.core.sound import RATE_HZ

LEAD_SECONDS = 1.0
"""Noise before a recording: nobody begins to speak when the listener does."""

TAIL_SECONDS = 1.0

ROOMS = 8
"""Rooms of each kind; the name of a recording says which it is played in."""

ROOM_PEAK_DB = -20.0
"""The level at which a microphone across a room delivers, in dBFS: what is measured there is the room alone."""

NOISES = ("kitchen", "speech", "music")


class ConditionError(ValueError):
    """A condition that is none: its message says what is wrong and what to type."""


@dataclass(frozen=True, slots=True)
class Condition:
    """``snr_db`` None: no noise is added. ``distance_m`` None: no room. ``peak_db`` None: as recorded, without a room.

    ``size_m`` None: rooms of all sizes from 2x3 to 6x8 m that have the distance.
    """

    name: str
    snr_db: float | None = None
    noise: str = "kitchen"
    distance_m: float | None = None
    t60_seconds: float = 0.5
    size_m: tuple[float, float] | None = None
    peak_db: float | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """``far``, ``far/music`` or ``6x8/5m/.9s/10dB/speech/-30dBFS``: a preset, and what differs from it.

        Raises ConditionError.
        """
        first, *others = text.split("/")
        found = PRESETS.get(first)
        for one in others if found else (first, *others):
            found = _with(found or cls(text), one)
        assert found is not None
        return replace(found, name=text)  # type: ignore[return-value]


def _with(condition: Condition, text: str) -> Condition:
    if text in NOISES:
        return replace(condition, noise=text)
    number = r"(-?\d*\.?\d+)"
    makes: Mapping[str, Callable[..., Condition]] = {
        f"{number}dB": lambda db: replace(condition, snr_db=float(db)),
        f"{number}dBFS": lambda db: replace(condition, peak_db=float(db)),
        f"{number}m": lambda metres: replace(condition, distance_m=float(metres)),
        f"{number}s": lambda seconds: replace(condition, t60_seconds=float(seconds)),
        f"{number}x{number}": lambda width, length: replace(condition, size_m=(float(width), float(length))),
    }
    for pattern, make in makes.items():
        if match := re.fullmatch(pattern, text):
            return make(*match.groups())
    raise ConditionError(
        f"There is no condition {text!r}. Type one of {', '.join(PRESETS)}, or parts such as "
        f"4m/.6s/6x8/5dB/-20dBFS and {', '.join(NOISES)}, joined by slashes: far/music"
    )


PRESETS: Mapping[str, Condition] = {
    one.name: one
    for one in (
        Condition("recorded"),
        Condition("near", snr_db=10),
        Condition("far", snr_db=5, distance_m=4, t60_seconds=0.6),
        Condition("orders-far", snr_db=10, distance_m=3, t60_seconds=0.5),
    )
}
"""Conditions that have a name; those that targets are set for."""

EVERYWHERE = tuple(
    f"{room}/{reverberation}s/10dB"
    for room in ("2x3/1m", "2x3/2m", "4x5/3m", "6x8/4m", "6x8/5m")
    for reverberation in (".3", ".6", ".9")
)
"""What ``rooms`` stands for: from a small room to a hall."""


def parsed(text: str) -> list[Condition]:
    """Conditions joined by commas; ``rooms`` are many. Raises ConditionError."""
    names = [name for one in text.split(",") for name in (EVERYWHERE if one == "rooms" else (one,))]
    return [Condition.parse(name) for name in names]


@dataclass(frozen=True, slots=True)
class Scene:
    """Plays recordings into a condition; ``noises`` are by name, ``kept`` is the folder of computed rooms."""

    condition: Condition
    noises: Mapping[str, Samples]
    kept: Path

    def microphone(self, speech: Samples, name: str) -> Samples:
        """What the microphone gets of ``speech``, of which ``name`` draws the room and the part of the noise.

        Raises RoomError.
        """
        drawn = crc32(name.encode())
        sound = np.concatenate([np.zeros(_count(LEAD_SECONDS)), speech, np.zeros(_count(TAIL_SECONDS))])
        condition = self.condition
        beside = None
        if condition.distance_m is not None:
            spec = RoomSpec(condition.distance_m, condition.t60_seconds, condition.size_m, drawn % ROOMS)
            room = responses(spec, self.kept)
            sound = reverberated(sound, room.talker)
            if condition.snr_db is not None:
                before = len(room.noise)  # what sounded before still hangs in the air
                dry = part(self.noises[condition.noise], drawn, before + len(sound))
                beside = reverberated(dry, room.noise)[before : before + len(sound)]
        elif condition.snr_db is not None:
            beside = part(self.noises[condition.noise], drawn, len(sound))
        if beside is not None:
            sound = mixed(sound, beside, condition.snr_db or 0.0)
        peak_db = condition.peak_db
        if peak_db is None and condition.distance_m is not None:
            peak_db = ROOM_PEAK_DB
        return sound if peak_db is None else at_peak(sound, peak_db)


def _count(seconds: float) -> int:
    return round(seconds * RATE_HZ)
