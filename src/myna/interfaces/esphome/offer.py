"""What Myna tells Home Assistant that it is and has, as an ESPHome device."""

from dataclasses import dataclass
from typing import Any

from myna import __version__
from myna.app.satellite import Place
from myna.interfaces.esphome.identity import device_name
from myna.interfaces.esphome.messages import API_VERSION, api

NAME = "Myna"
MODEL = "Voice satellite"

FEATURES = (
    0b000001  # a voice assistant,
    | 0b000010  # with a loudspeaker,
    | 0b000100  # whose sound comes and goes on this connection,
    | 0b001000  # that rings timers,
    | 0b010000  # says announcements,
    | 0b100000  # and begins conversations
)
"""Bits of ``voice_assistant_feature_flags``."""

PLAYER_FEATURES = (1 << 2) | (1 << 3) | (1 << 10) | (1 << 12)
"""Bits of a media player's ``feature_flags``: it has a volume, is muted, has steps of the volume, and stops."""

MUTE_KEY, PLAYER_KEY = 1, 2

SOUNDING = ("speaking", "ringing")
"""The phases in which the player is told to play."""


def hello(address: str) -> Any:
    """The answer to a client's first message."""
    major, minor = API_VERSION
    return api.HelloResponse(
        api_version_major=major,
        api_version_minor=minor,
        server_info=f"{NAME} {__version__}",
        name=device_name(address),
    )


def device_info(place: Place, address: str, *, encrypted: bool) -> Any:
    """What the device is."""
    return api.DeviceInfoResponse(
        name=device_name(address),
        friendly_name=NAME,
        mac_address=address.upper(),
        esphome_version=__version__,
        project_name=f"{NAME}.{MODEL}",
        project_version=__version__,
        manufacturer=NAME,
        model=MODEL,
        suggested_area=place.area or "",
        voice_assistant_feature_flags=FEATURES,
        api_encryption_supported=encrypted,
    )


def entities() -> list[Any]:
    """What Home Assistant shows of it, beside the satellite."""
    return [
        api.ListEntitiesSwitchResponse(object_id="mute", key=MUTE_KEY, name="Mute", icon="mdi:microphone-off"),
        api.ListEntitiesMediaPlayerResponse(
            object_id="speaker", key=PLAYER_KEY, name="Speaker", feature_flags=PLAYER_FEATURES
        ),
        api.ListEntitiesDoneResponse(),
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """What Home Assistant is shown: the phase of the session, the volume in percent, and whether it is muted."""

    phase: str
    volume: int
    muted: bool


def states(shown: Shown) -> list[Any]:
    """How those are now."""
    sounds = shown.phase in SOUNDING
    return [
        api.SwitchStateResponse(key=MUTE_KEY, state=shown.muted),
        api.MediaPlayerStateResponse(
            key=PLAYER_KEY,
            state=api.MEDIA_PLAYER_STATE_PLAYING if sounds else api.MEDIA_PLAYER_STATE_IDLE,
            volume=shown.volume / 100,
            muted=shown.volume == 0,
        ),
    ]


def wake_words(place: Place) -> Any:
    """The wake phrases, which Myna's own configuration chooses."""
    language = place.language.partition("-")[0]
    ids = [phrase.replace(" ", "_") for phrase in place.wake_phrases]
    return api.VoiceAssistantConfigurationResponse(
        available_wake_words=[
            api.VoiceAssistantWakeWord(id=id_, wake_word=phrase, trained_languages=[language])
            for id_, phrase in zip(ids, place.wake_phrases, strict=True)
        ],
        active_wake_words=ids,
        max_active_wake_words=len(ids),
    )
