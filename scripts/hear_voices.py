"""Sentences that synthetic voices say: those of Debian (flite, espeak-ng), which no rule was made from, and Piper's."""

import shutil
import subprocess
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from hashlib import sha256
from pathlib import Path

import numpy as np
import soundfile

from hear_sound import Samples, samples
from myna.app.factory import build_voice
from myna.config import Config
from myna.tts.spoken import spoken

VOICES: Mapping[str, Sequence[str]] = {
    **{name: ("flite", "-voice", name, "-o", "{file}", "-t", "{text}") for name in ("slt", "rms", "awb", "kal")},
    "espeak": ("espeak-ng", "-v", "en-us", "-s", "150", "-w", "{file}", "{text}"),
}
"""What makes the file of a text, by the voice's name."""

PIPER = "joe"
"""The voice of Myna that the tests have: en_US-joe-medium."""


def unusable(voices: Sequence[str]) -> str:
    """Why one of ``voices`` cannot speak, and what to type; empty where all can."""
    for voice in voices:
        if voice not in VOICES:
            return f"There is no voice {voice}. Choose from: {', '.join(VOICES)}"
        if shutil.which(VOICES[voice][0]) is None:
            return f"{VOICES[voice][0]} is not installed. Type: sudo apt-get install {VOICES[voice][0]}"
    return ""


def speak(text: str, voice: str, file: Path) -> None:
    """Write ``text`` by one of ``VOICES`` to ``file``, a WAV file. Raises CalledProcessError."""
    command = [part.format(file=file, text=text) for part in VOICES[voice]]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def kept(text: str, voice: str, folder: Path) -> Path:
    """The file of ``text`` by ``voice`` in ``folder``, of all that was ever said."""
    return folder / voice / f"{sha256(text.encode()).hexdigest()[:16]}.wav"


async def said(texts: Iterable[tuple[str, str]], folder: Path) -> AsyncGenerator[Samples, None]:
    """The sound of each text by its voice, one of ``VOICES`` or ``PIPER``; kept in ``folder`` for the next time.

    Raises CalledProcessError, MynaError.
    """
    async with build_voice(Config(voice="en_US-joe-medium")).loaded() as piper:
        for text, voice in texts:
            file = kept(text, voice, folder)
            if not file.is_file():
                file.parent.mkdir(parents=True, exist_ok=True)
                part = file.with_suffix(".part.wav")
                if voice == PIPER:
                    async with aclosing(piper.say(spoken(text))) as chunks:
                        pcm = b"".join([chunk.pcm async for chunk in chunks])
                    soundfile.write(part, np.frombuffer(pcm, dtype="<i2"), piper.rate_hz)
                else:
                    speak(text, voice, part)
                part.replace(file)
            yield samples(file)
