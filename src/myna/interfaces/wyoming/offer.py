"""What Myna tells Home Assistant that it can do."""

from typing import Any

from wyoming.info import (
    AsrModel,
    AsrProgram,
    Attribution,
    HandleModel,
    HandleProgram,
    Info,
    TtsProgram,
    TtsVoice,
    WakeModel,
    WakeProgram,
)

from myna import __version__
from myna.app.speech_services import Offer

NAME = "Myna"

_MYNA = Attribution(name=NAME, url="")


def info(offer: Offer) -> Info:
    """``offer`` as the answer to ``describe``; without a wake phrase there is nothing that finds one."""
    tags = languages(offer.language)
    shared: dict[str, Any] = {"attribution": _MYNA, "installed": True, "version": __version__}
    heard = AsrModel(name=offer.speech_model, description=offer.speech_model, languages=tags, **shared)
    voice = TtsVoice(name=offer.voice, description=offer.voice, languages=tags, **shared)
    skills = HandleModel(name="skills", description="Myna's skills", languages=tags, **shared)
    wake = [
        WakeModel(name=name_of(phrase), description=phrase, phrase=phrase, languages=tags, **shared)
        for phrase in offer.wake_phrases
    ]
    told: dict[str, Any] = {"name": NAME, "description": "Myna, an offline voice assistant", **shared}
    return Info(
        asr=[
            AsrProgram(
                models=[heard],
                requires_external_vad=False,  # the endpoint is Myna's own
                prefers_auto_gain_enabled=False,  # and so is the level
                prefers_noise_reduction_enabled=False,
                **told,
            )
        ],
        tts=[TtsProgram(voices=[voice], supports_synthesize_streaming=True, **told)],
        handle=[HandleProgram(models=[skills], supports_home_control=offer.controls_home, **told)],
        wake=[WakeProgram(models=wake, **told)] if wake else [],
    )


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
