"""What Myna tells Home Assistant that it can do."""

from collections.abc import Sequence
from typing import Any

from wyoming.audio import AudioFormat
from wyoming.info import (
    AsrModel,
    AsrProgram,
    Attribution,
    HandleModel,
    HandleProgram,
    Info,
    MicProgram,
    Satellite,
    SndProgram,
    TtsProgram,
    TtsVoice,
    WakeModel,
    WakeProgram,
)

from myna import __version__
from myna.app.satellite import Place
from myna.app.speech_services import Offer
from myna.core.sound import RATE_HZ, SAMPLE_BYTES

NAME = "Myna"

_SHARED: dict[str, Any] = {"attribution": Attribution(name=NAME, url=""), "installed": True, "version": __version__}
_TOLD: dict[str, Any] = {"name": NAME, "description": "Myna, an offline voice assistant", **_SHARED}

SAID_HZ = 22_050
"""The rate at which a server says something, where it may choose."""


def info(offer: Offer) -> Info:
    """``offer`` as the answer to ``describe``; without a wake phrase there is nothing that finds one."""
    tags = languages(offer.language)
    heard = AsrModel(name=offer.speech_model, description=offer.speech_model, languages=tags, **_SHARED)
    voice = TtsVoice(name=offer.voice, description=offer.voice, languages=tags, **_SHARED)
    skills = HandleModel(name="skills", description="Myna's skills", languages=tags, **_SHARED)
    return Info(
        asr=[
            AsrProgram(
                models=[heard],
                requires_external_vad=False,  # the endpoint is Myna's own
                prefers_auto_gain_enabled=False,  # and so is the level
                prefers_noise_reduction_enabled=False,
                **_TOLD,
            )
        ],
        tts=[TtsProgram(voices=[voice], supports_synthesize_streaming=True, **_TOLD)],
        handle=[HandleProgram(models=[skills], supports_home_control=offer.controls_home, **_TOLD)],
        wake=_wake(offer.wake_phrases, tags),
    )


def satellite_info(place: Place) -> Info:
    """Myna as a satellite, as the answer to ``describe``: its microphone and loudspeaker, and its own wake phrases."""
    names = list(map(name_of, place.wake_phrases))
    return Info(
        satellite=Satellite(
            area=place.area,
            has_vad=True,  # the endpoint is Myna's own
            active_wake_words=names,
            max_active_wake_words=len(names),
            supports_trigger=False,
            **_TOLD,
        ),
        wake=_wake(place.wake_phrases, languages(place.language)),
        mic=[MicProgram(mic_format=AudioFormat(RATE_HZ, SAMPLE_BYTES, 1), **_TOLD)],
        snd=[SndProgram(snd_format=AudioFormat(SAID_HZ, SAMPLE_BYTES, 1), **_TOLD)],
    )


def _wake(phrases: Sequence[str], tags: list[str]) -> list[WakeProgram]:
    models = [
        WakeModel(name=name_of(phrase), description=phrase, phrase=phrase, languages=tags, **_SHARED)
        for phrase in phrases
    ]
    return [WakeProgram(models=models, **_TOLD)] if models else []


def languages(tag: str) -> list[str]:
    """A language of the configuration as Home Assistant writes it, and without its region: ``en`` and ``en-US``."""
    code, _, region = tag.partition("-")
    return [code, f"{code}-{region.upper()}"] if region else [code]


def speaks(tag: str, asked: str | None) -> bool:
    """Whether the language ``tag`` is that which is ``asked`` for, whatever the region."""
    return not asked or asked.lower().replace("_", "-").partition("-")[0] == tag.partition("-")[0]


def name_of(phrase: str) -> str:
    """The name by which a wake phrase is asked for."""
    return phrase.replace(" ", "_")
