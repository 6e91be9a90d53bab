"""A home's server that has Myna as its ESPHome device, by the client that Home Assistant has."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aioesphomeapi import APIClient, VoiceAssistantEventType, VoiceAssistantTimerEventType

EVENT = VoiceAssistantEventType
TIMER = VoiceAssistantTimerEventType
PIECE_BYTES = 1024


class Client:
    """Waits a minute at the most for anything; ``api`` is the client itself."""

    def __init__(self, api: APIClient) -> None:
        self.api = api
        self._told: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self._unsubscribe: Callable[[], None] | None = None

    async def told(self, kind: str) -> Any:
        """The value of the next thing that Myna tells: "start", "audio", "stop" (whether aborted), "finished"."""
        found, value = await asyncio.wait_for(self._told.get(), 60)
        assert found == kind, (found, value)
        return value

    async def sentence(self) -> tuple[str | None, bytes]:
        """A whole sentence, as it comes: its wake phrase, and its sound."""
        phrase, sound = await self.told("start"), b""
        while True:
            found, value = await asyncio.wait_for(self._told.get(), 60)
            if found == "stop":
                assert value is False
                return phrase, sound
            assert found == "audio"
            sound += value

    def have(self) -> None:
        """Have Myna as a satellite."""

        def note(kind: str, value: Any) -> None:
            self._told.put_nowait((kind, value))

        async def start(_: str, flags: int, __: object, phrase: str | None) -> int:
            assert flags == 0
            note("start", phrase)
            return 0

        async def stop(aborted: bool) -> None:
            note("stop", aborted)

        async def hear(data: bytes, *_: object) -> None:
            note("audio", data)

        async def finished(told: Any) -> None:
            note("finished", told.success)

        self._unsubscribe = self.api.subscribe_voice_assistant(
            handle_start=start, handle_stop=stop, handle_audio=hear, handle_announcement_finished=finished
        )

    def let_go(self) -> None:
        """Have Myna as a satellite no more."""
        assert self._unsubscribe is not None
        self._unsubscribe()

    def tell(self, *events: tuple[EVENT, dict[str, str]] | EVENT) -> None:
        """Tell how the answer gets on."""
        for event in events:
            kind, data = (event, {}) if isinstance(event, EVENT) else event
            self.api.send_voice_assistant_event(kind, data)

    def begin(self, heard: str, said: str, *, asks: bool = False) -> None:
        """An answer, up to its sound."""
        self.tell(
            EVENT.VOICE_ASSISTANT_RUN_START,
            EVENT.VOICE_ASSISTANT_STT_START,
            (EVENT.VOICE_ASSISTANT_STT_END, {"text": heard}),
            EVENT.VOICE_ASSISTANT_INTENT_START,
            (
                EVENT.VOICE_ASSISTANT_INTENT_END,
                {"conversation_id": "1", "continue_conversation": str(int(asks))},
            ),
            (EVENT.VOICE_ASSISTANT_TTS_START, {"text": said}),
        )

    def say(self, pcm: bytes) -> None:
        """The sound of an answer, to its end."""
        self.tell((EVENT.VOICE_ASSISTANT_TTS_END, {"url": "http://home/a.wav"}), EVENT.VOICE_ASSISTANT_RUN_END)
        self.tell(EVENT.VOICE_ASSISTANT_TTS_STREAM_START)
        for start in range(0, len(pcm), PIECE_BYTES):
            self.api.send_voice_assistant_audio(pcm[start : start + PIECE_BYTES])
        self.tell(EVENT.VOICE_ASSISTANT_TTS_STREAM_END)

    async def is_silent(self) -> bool:
        """Whether Myna has told nothing when it has answered this question."""
        await self.api.device_info()
        return self._told.empty()


@asynccontextmanager
async def connected(port: int, key: str | None = None) -> AsyncIterator[Client]:
    api = APIClient("127.0.0.1", port, "", noise_psk=key)
    await api.connect(login=True)
    try:
        yield Client(api)
    finally:
        await api.disconnect()
