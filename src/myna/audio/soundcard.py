"""PortAudio: the sound devices, the formats that they take, and streams on them.

Its rules:

1. This is the only module that imports PortAudio, and only when it is first needed: it takes 20 MB. PortAudio lists the
   devices once, at that moment. A current list, or a stream that can be given up, needs a new process (``stream.py``).
2. Devices are found by their name, by a part of it, or as ``default``.
3. Any rate and any number of channels that a device has will do; the callers convert the sound.
4. One process lists the devices at a time. PortAudio opens each of them for that, and leaves out one that another
   process has open just then: the next best card would be the default one.
"""

import fcntl
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

from myna.core.errors import AudioError

Kind = Literal["input", "output"]

LATENCY_SECONDS = {"input": 0.1, "output": 0.05}
"""Length of the device's buffer. A microphone's block comes as soon as it is full, so a large buffer costs nothing. A
shorter buffer of the speaker ran dry on a busy machine; a longer one delays sound and silence."""

TURN_SECONDS = 2.0
"""The longest wait for another process that lists the devices, and may hang in it."""

RATES_HZ = (48_000, 44_100, 32_000, 96_000, 16_000, 8_000)
"""Rates of sound devices, tried in this order after the preferred one and the device's own."""


@dataclass(frozen=True, slots=True)
class Device:
    """One sound device as PortAudio lists it, with its numbers of channels; ``default`` is the system's choice."""

    name: str
    inputs: int
    outputs: int
    rate_hz: float
    default: bool


def device_role(kind: Kind) -> str:
    """``microphone`` or ``speaker``, as messages and error codes call a device of ``kind``."""
    return "microphone" if kind == "input" else "speaker"


def devices() -> list[Device]:
    """Every sound device of the machine. Raises AudioError where PortAudio is missing."""
    portaudio = _portaudio()
    defaults = set(portaudio.default.device)
    infos = portaudio.query_devices()
    channels = [(info["max_input_channels"], info["max_output_channels"]) for info in infos]
    return [
        Device(info["name"], inputs, outputs, info["default_samplerate"], info["index"] in defaults)
        for info, (inputs, outputs) in zip(infos, channels, strict=True)
    ]


def find_device(wanted: str, kind: Kind) -> dict[str, Any]:
    """PortAudio's record of the device called ``wanted``, or whose name holds it; ``default`` is the system's.

    Raises AudioError where there is none, with the names that there are.
    """
    portaudio = _portaudio()
    names = [info["name"] for info in portaudio.query_devices() if info[f"max_{kind}_channels"] > 0]
    if not names:
        raise AudioError(
            f"{device_role(kind)}-missing",
            f"This machine has no {device_role(kind)}.",
            "Plug one in, and look with: myna devices",
        )
    try:
        return dict(portaudio.query_devices(None if wanted == "default" else wanted, kind))
    except (ValueError, portaudio.PortAudioError):
        matches = [name for name in names if wanted.lower() in name.lower()]
        if matches:  # PortAudio refuses a part that several names have; the first of them is taken
            return dict(portaudio.query_devices(matches[0], kind))
        raise AudioError(
            f"{device_role(kind)}-unknown",
            f"There is no {device_role(kind)} called {wanted}; there are: {', '.join(names)}.",
            f"Plug it in, close the program that holds it, or set audio.{kind} to one of these names, or to default.",
        ) from None


def usable(device: dict[str, Any], kind: Kind, preferred_rate_hz: int) -> tuple[int, int]:
    """Rate in Hz and number of channels that the device takes, as near to mono at the preferred rate as possible.

    Raises AudioError where it takes none, as when another program holds it.
    """
    portaudio = _portaudio()
    check = portaudio.check_input_settings if kind == "input" else portaudio.check_output_settings
    most = device[f"max_{kind}_channels"]
    for rate_hz in dict.fromkeys((preferred_rate_hz, int(device["default_samplerate"]), *RATES_HZ)):
        for channels in sorted({1, min(2, most), most}):
            try:
                check(device=device["index"], channels=channels, dtype="int16", samplerate=rate_hz)
            except portaudio.PortAudioError:
                continue
            return rate_hz, channels
    raise _busy(device, kind)


def open_stream(
    device: dict[str, Any],
    kind: Kind,
    rate_hz: int,
    channels: int,
    *,
    block_frames: int,
    callback: Callable[[Any, int, Any, Any], None],
    finished: Callable[[], None],
) -> Any:
    """A started int16 stream; with ``block_frames`` 0 PortAudio chooses the length of blocks. Raises AudioError."""
    portaudio = _portaudio()
    made = portaudio.RawInputStream if kind == "input" else portaudio.RawOutputStream
    try:
        stream = made(
            device=device["index"],
            samplerate=rate_hz,
            channels=channels,
            dtype="int16",
            blocksize=block_frames,
            latency=LATENCY_SECONDS[kind],
            callback=callback,
            finished_callback=finished,
        )
        stream.start()
    except portaudio.PortAudioError as error:
        raise _busy(device, kind) from error
    return stream


def _busy(device: dict[str, Any], kind: Kind) -> AudioError:
    return AudioError(
        f"{device_role(kind)}-busy",
        f"The {device_role(kind)} {device['name']} does not open; another program may hold it.",
        "Close the other program, or name another device; the list: myna devices",
    )


def _portaudio() -> Any:
    try:
        with nullcontext() if "sounddevice" in sys.modules else _turn():
            import sounddevice
    except (ImportError, OSError) as error:  # OSError: the library libportaudio2 is missing
        raise AudioError(
            "portaudio-missing",
            "The PortAudio library is not installed, so there is no way to a microphone or speaker.",
            "Type: sudo apt-get install libportaudio2",
        ) from error
    return sounddevice


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until no other process lists the devices, and keep others from it meanwhile; go on where one hangs."""
    last = time.monotonic() + TURN_SECONDS
    with Path(__file__).open("rb") as own:  # a file that all of them can lock; the end of a process unlocks it
        with suppress(OSError):  # a disk without locks
            while not _locked(own) and time.monotonic() < last:
                time.sleep(0.01)
        yield


def _locked(file: BinaryIO) -> bool:
    """Lock a file unless another process has. Raises OSError."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
