"""A microphone that does not open because the Myna that runs hears with it: a sound card without a sound server."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from myna.core.errors import AudioError, MynaError
from myna.interfaces.control import client

CODES = ("microphone-busy", "microphone-missing", "microphone-unknown")
"""How such a microphone fails: PortAudio does not list what it cannot open."""

HELD = "microphone-held"
"""The code of a microphone that is well, in the hands of the Myna that runs."""


def holder(error: AudioError, wanted: str) -> AudioError:
    """``error`` of opening the microphone called ``wanted``, or that the Myna that runs holds it, where that is so."""
    if error.code not in CODES:
        return error
    name = hears_with(status_of_running())
    if name is None or (wanted != "default" and wanted.lower() not in name.lower()):
        return error
    return AudioError(
        HELD,
        f"The Myna that runs hears with the microphone {name}, and nobody else can.",
        "See how it sounds to it: myna status. To test it here type: myna mute, the same again, then: myna unmute",
    )


def status_of_running() -> Mapping[str, Any]:
    """What the Myna that runs tells of itself; nothing where none runs, or it does not answer us."""
    with suppress(MynaError), client.connected() as running:
        status = running.request("status").get("status", {})
        return status if isinstance(status, Mapping) else {}
    return {}


def hears_with(status: Mapping[str, Any]) -> str | None:
    """The microphone of the sound card that a Myna of this status has open; None where it has none."""
    microphone = status.get("microphone")
    if not isinstance(microphone, Mapping) or microphone.get("error") is not None or status.get("muted"):
        return None
    return str(microphone.get("name"))
