"""What the commands of the control socket do."""

import resource
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import psutil

from myna import __version__
from myna.app.oneshot import nothing_asked, nothing_to_say
from myna.audio.microphone import CardMicrophone
from myna.core.errors import MynaError
from myna.interfaces.control.protocol import Arguments, Ask, Command, Say, Send, Volume
from myna.platform.heat import read_condition

if TYPE_CHECKING:
    from myna.app.daemon import Daemon

STATES = {
    "starting": "Starting.",
    "muted": "Muted.",
    "no-microphone": "Waiting for a microphone.",
    "ringing": "Ringing.",
    "answering": "Answering.",
    "hearing": "Hearing you.",
}
"""What each state is called; ``listening`` has its phrases."""


class Controls:
    """The commands of one daemon."""

    def __init__(self, daemon: "Daemon") -> None:
        self._daemon = daemon
        self._began = time.monotonic()

    def commands(self) -> dict[str, Command[Any]]:
        """Every command by its name."""
        return {
            "status": Command(Arguments, self._status),
            "ask": Command(Ask, self._ask),
            "say": Command(Say, self._say),
            "listen": Command(Arguments, self._listen),
            "mute": Command(Arguments, self._mute),
            "unmute": Command(Arguments, self._unmute),
            "stop": Command(Arguments, self._stop),
            "volume": Command(Volume, self._volume),
            "reload": Command(Arguments, self._reload),
        }

    def sentence(self) -> str:
        """What it is doing, for a person."""
        daemon = self._daemon
        if daemon.state == "no-microphone" and (lost := daemon.assistant.lost) is not None:
            return f"{STATES['no-microphone']} {lost.message}"
        phrases = " or ".join(daemon.config.wake_phrases) or "speech"
        return STATES.get(daemon.state, f"Listening for {phrases}.")

    async def _status(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return {"status": self.status()}

    def status(self) -> dict[str, object]:
        """Everything that is known of it; what is not known yet is left out."""
        daemon, config, board = self._daemon, self._daemon.config, read_condition()
        found: dict[str, object] = {
            "state": daemon.state,
            "text": self.sentence(),
            "version": __version__,
            "uptime_seconds": round(time.monotonic() - self._began, 1),
            "wake_phrases": list(config.wake_phrases),
            "language": config.language,
            "volume": daemon.runtime_settings.settings.volume,
            "muted": daemon.runtime_settings.settings.muted,
            "timers": daemon.manager.as_json(),
            "config_error": _as_json(daemon.config_error),
            "memory_bytes": psutil.virtual_memory().total,
            "resident_bytes": psutil.Process().memory_info().rss,
            "peak_resident_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
            "strained": board.sentence(),
        }
        if board.temperature_celsius is not None:
            found["temperature_celsius"] = round(board.temperature_celsius, 1)
        if daemon.now is None:
            return found
        llm, sound = daemon.engines.llm, daemon.now.sound
        microphone, speaker = sound.heard_with, sound.card_speaker
        found |= {
            "model": {"name": llm.name, "fallback_reason": llm.failure and llm.failure.message},
            "speech_model": daemon.engines.listener.path.name,
            "voice": daemon.engines.voice.path.stem,
            "turns": daemon.assistant.turns,
            "last_error": _as_json(daemon.assistant.last_error),
        }
        if isinstance(microphone, CardMicrophone):
            lost = daemon.assistant.lost
            found["microphone"] = {
                "name": microphone.device,
                "error": lost and lost.message,
                "overflows": microphone.overflows,
            }
        if speaker is not None:
            failure = speaker.failure
            found["speaker"] = {
                "name": speaker.device,
                "error": failure and failure.message,
                "underruns": speaker.underruns,
            }
        return found

    async def _ask(self, arguments: Ask, send: Send) -> Mapping[str, object]:
        if not arguments.text.strip():
            raise nothing_asked()
        pieces: list[str] = []

        def hand_on(piece: str) -> None:
            pieces.append(piece)
            send(piece)

        await self._daemon.assistant.ask(arguments.text, hand_on, aloud=arguments.aloud)
        return {"answer": "".join(pieces).strip()}

    async def _say(self, arguments: Say, _: Send) -> Mapping[str, object]:
        if not arguments.text.strip():
            raise nothing_to_say()
        await self._daemon.assistant.say(arguments.text)
        return {}

    async def _listen(self, _: Arguments, __: Send) -> Mapping[str, object]:
        await self._daemon.assistant.listen()
        return {}

    async def _stop(self, _: Arguments, __: Send) -> Mapping[str, object]:
        await self._daemon.assistant.stop()
        return {}

    async def _mute(self, _: Arguments, __: Send) -> Mapping[str, object]:
        await self._daemon.runtime_settings.mute(True)
        return {}

    async def _unmute(self, _: Arguments, __: Send) -> Mapping[str, object]:
        await self._daemon.runtime_settings.mute(False)
        return {}

    async def _volume(self, arguments: Volume, _: Send) -> Mapping[str, object]:
        volume = self._daemon.runtime_settings.settings.volume
        if arguments.level is not None:
            volume = arguments.level
        elif arguments.change is not None:
            volume = min(100, max(0, volume + arguments.change))
        await self._daemon.runtime_settings.turn_volume(volume)
        return {"volume": volume}

    async def _reload(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return {"changed": await self._daemon.reload()}


def _as_json(error: MynaError | None) -> dict[str, object] | None:
    return None if error is None else error.as_json()
