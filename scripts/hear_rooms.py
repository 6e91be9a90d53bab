"""Rooms that are simulated: what a microphone gets of somebody who speaks, and of noise from another corner.

Its rules:

1. A box with a talker at standing height, a microphone on a table and noise in a corner, all drawn by a fixed seed.
2. Reflections are images of the source, slightly displaced (``pyroomacoustics``), until they have lost 30 dB. What the
   walls absorb is adapted until the reverberation, measured in the response, is the wanted one.
3. A response is computed once and kept in a folder; the same room gives the same bytes.
"""

from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from hear_sound import Samples
from myna.core.sound import RATE_HZ

SIZES_M = ((2.0, 6.0), (3.0, 8.0))
"""The least and the largest width and length of a room whose size is not given."""

HEIGHTS_M = (2.4, 2.9)
TALKER_M = 1.6
MICROPHONE_M = 1.0

WALL_M = 0.3
"""The least distance of everything to a wall."""

APART_M = 1.0
"""The least distance of the noise from the talker and from the microphone."""

MOST_IMAGES = 60
"""The largest order of reflections: more takes minutes."""

DISPLACED_M = 0.05
"""What no wall of a real room is built to: without it a box rings."""

SOUND_M_PER_S = 343.0

CLOSE_SECONDS = 0.02
"""How near the reverberation must come to the wanted one."""

VERSION = 1
"""Of what is kept: raise it with every change of how a room is computed."""


class RoomError(Exception):
    """No such room: its message says why."""


@dataclass(frozen=True, slots=True)
class RoomSpec:
    """A room: ``distance_m`` between talker and microphone, its reverberation, its floor (None: drawn), a number."""

    distance_m: float
    t60_seconds: float
    size_m: tuple[float, float] | None
    number: int

    @property
    def seed(self) -> int:
        """Of everything that is drawn."""
        return int(sha256(repr((VERSION, *astuple(self))).encode()).hexdigest()[:8], 16)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything stands, in metres."""

    room: Samples
    talker: Samples
    microphone: Samples
    noise: Samples


@dataclass(frozen=True, slots=True)
class Responses:
    """What the microphone gets of an impulse from the talker, and from the noise."""

    talker: Samples
    noise: Samples

    def __iter__(self):  # type: ignore[no-untyped-def]
        yield from (self.talker, self.noise)


def planned(spec: RoomSpec) -> Plan:
    """A room drawn by the seed of ``spec``. Raises RoomError where nothing fits."""
    random = np.random.default_rng(spec.seed)
    for _ in range(10_000):
        floor = spec.size_m or [random.uniform(*span) for span in SIZES_M]
        room = np.array([*floor, random.uniform(*HEIGHTS_M)])
        low, high = np.full(2, WALL_M), room[:2] - WALL_M
        microphone = np.array([*random.uniform(low, high), MICROPHONE_M])
        angle, rise = random.uniform(0, 2 * np.pi), TALKER_M - MICROPHONE_M
        across = np.sqrt(max(spec.distance_m**2 - rise**2, 0.0))
        talker = microphone + np.array([across * np.cos(angle), across * np.sin(angle), rise])
        corner = np.array([*np.where(random.integers(2, size=2), low, high), random.uniform(0.5, 1.5)])
        fits = (talker[:2] >= low).all() and (talker[:2] <= high).all()
        if fits and min(np.linalg.norm(corner - talker), np.linalg.norm(corner - microphone)) >= APART_M:
            return Plan(room, talker, microphone, corner)
    size = f"of {spec.size_m[0]:g}x{spec.size_m[1]:g} m " if spec.size_m else ""
    raise RoomError(f"No room {size}has {spec.distance_m:g} m between talker and microphone.")


def responses(spec: RoomSpec, kept: Path) -> Responses:
    """The impulse responses of a room, from the folder ``kept`` if they are there. Raises RoomError."""
    file = kept / f"{spec.distance_m:g}m-{spec.t60_seconds:g}s-{spec.seed:08x}.npz"
    if not file.is_file():
        found = computed(planned(spec), spec)
        kept.mkdir(parents=True, exist_ok=True)
        whole = file.with_name(f"{file.stem}.part.npz")
        np.savez_compressed(whole, talker=found.talker.astype(np.float32), noise=found.noise.astype(np.float32))
        whole.replace(file)
    return _read(file)


@cache
def _read(file: Path) -> Responses:
    with np.load(file) as stored:
        return Responses(stored["talker"].astype(float), stored["noise"].astype(float))


def computed(plan: Plan, spec: RoomSpec) -> Responses:
    """The impulse responses of a room. Raises RoomError where its reverberation cannot be so short."""
    import pyroomacoustics as rooms

    try:
        absorption, _ = rooms.inverse_sabine(spec.t60_seconds, plan.room)
    except ValueError as error:
        raise RoomError(f"No room of this size has only {spec.t60_seconds:g} s of reverberation.") from error
    order = min(MOST_IMAGES, round(SOUND_M_PER_S * spec.t60_seconds / 2 / plan.room.min()))
    for _ in range(6):
        rooms.random.seed(spec.seed)
        room = rooms.ShoeBox(
            plan.room,
            fs=RATE_HZ,
            materials=rooms.Material(min(absorption, 0.99)),
            max_order=order,
            air_absorption=True,
            use_rand_ism=True,
            max_rand_disp=DISPLACED_M,
        )
        room.add_source(plan.talker)
        room.add_source(plan.noise)
        room.add_microphone(plan.microphone)
        room.compute_rir()
        talker, noise = room.rir[0]
        reverberation = float(rooms.experimental.measure_rt60(talker, fs=RATE_HZ, decay_db=30))
        if abs(reverberation - spec.t60_seconds) <= CLOSE_SECONDS:
            break
        absorption *= reverberation / spec.t60_seconds
    return Responses(talker, noise)


def reverberated(sound: Samples, response: Samples) -> Samples:
    """All of ``sound`` that comes through a room: so much longer as the response is."""
    length = len(sound) + len(response) - 1
    size = 1 << (length - 1).bit_length()
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)[:length]
