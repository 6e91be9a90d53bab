"""A muted Myna has no microphone open, whichever way it was muted, and stays so over a restart; on virtual time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from fakes import FakeLanguageModel
from myna.app.runtime_settings import RuntimeSettings, settings_file
from myna.audio import cues
from myna.config import Config
from myna.core.errors import AudioError
from myna.core.events import Event
from myna.session.assistant import TICK_AFTER_SECONDS, Assistant
from myna.session.options import SessionOptions
from myna.skills.registry import build_all_skills
from myna.timers.manager import TimerManager
from scene import ENGLISH, QUESTION, Scene, pause, say

SOUNDS = SessionOptions(ENGLISH, lasting=True, state_sounds=True)


@dataclass
class Adjusted:
    """The microphone of an assistant, as the settings have it."""

    assistant: Assistant
    last_said: str = ""
    model: str = ""

    def set_volume(self, percent: int) -> None: ...

    def set_speed(self, percent: int) -> None: ...

    async def set_muted(self, muted: bool) -> None:
        await (self.assistant.mute() if muted else self.assistant.unmute())


@pytest.fixture(autouse=True)
def _on_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    async def inline(work: Callable[..., object], *arguments: object) -> object:
        return work(*arguments)

    monkeypatch.setattr(asyncio, "to_thread", inline)


def told(_: Event) -> None:
    """Nobody follows."""


class House:
    """Settings that are kept, and the skills of a whole Myna."""

    def __init__(self, folder: Path) -> None:
        kept = settings_file(folder)
        kept.load()
        self.settings = RuntimeSettings(kept, told)

    def scene(self, *script: list[str], doing: Callable[[Scene], Awaitable[None]]) -> Scene:
        async def adjusted(scene: Scene) -> None:
            async with self.settings.adjusting(Adjusted(scene.assistant)):
                await doing(scene)

        kept = partial(build_all_skills, Config(), self.settings, TimerManager(None, told))
        return Scene(*script, kept=kept, doing=adjusted, muted=self.settings.settings.muted)


async def nothing(scene: Scene, settings: RuntimeSettings) -> None:
    """It is said."""


async def by_the_service(scene: Scene, settings: RuntimeSettings) -> None:
    """The socket, the page and the button: each calls ``Service.mute``, and that does this."""
    await settings.mute(True)


async def asleep(scene: Scene, settings: RuntimeSettings) -> None:
    await settings.sleep(datetime.now() + timedelta(days=1))


@pytest.mark.parametrize(
    ("sentence", "act"), [("please mute the microphone now", nothing), ("", by_the_service), ("", asleep)],
    ids=["by voice", "by the service", "asleep"],
)  # fmt: skip
def test_muted_no_stream_is_open_and_a_restart_opens_none(
    tmp_path: Path, sentence: str, act: Callable[[Scene, RuntimeSettings], Awaitable[None]]
) -> None:
    house, streams = House(tmp_path), []

    async def mute(scene: Scene) -> None:
        await asyncio.sleep(2)
        await act(scene, house.settings)
        await scene.until(lambda: scene.assistant.state.name == "muted" or not scene.microphone.streams)
        await asyncio.sleep(60)
        streams.append(scene.microphone.streams)
        await house.settings.turn_volume(30)  # what else is set does not open it
        streams.append(scene.microphone.streams)
        await house.settings.mute(False)
        await asyncio.sleep(0.1)
        streams.append(scene.microphone.streams)
        await house.settings.mute(True)

    spoken = [say("computer"), sentence.split()] if sentence else []
    first = house.scene(*spoken, pause(6), doing=_stopping(mute))
    assert streams == [0, 0, 1]
    assert len(first.opened) == 3  # at the start, and each time that it was unmuted

    again = House(tmp_path)
    assert again.settings.settings.muted

    async def look(scene: Scene) -> None:
        await asyncio.sleep(600)
        assert (scene.opened, scene.assistant.state.name) == ([], "muted")
        assert scene.assistant.ready.is_set()
        await again.settings.mute(False)

    assert len(again.scene(pause(1), doing=look).opened) == 1


def _stopping(doing: Callable[[Scene], Awaitable[None]]) -> Callable[[Scene], Awaitable[None]]:
    """Let the scene end: a muted one waits for ever."""

    async def then(scene: Scene) -> None:
        await doing(scene)
        await scene.assistant.unmute()

    return then


def sounded(scene: Scene) -> list[bytes]:
    return [chunk.pcm for _, _, chunk in scene.speaker.sounded]


def test_sounds_tell_what_a_light_would() -> None:
    async def mute(scene: Scene) -> None:
        await asyncio.sleep(1)
        await scene.assistant.mute()
        await asyncio.sleep(1)
        await scene.assistant.mute()  # it is
        await asyncio.sleep(1)
        with pytest.raises(AudioError, match="muted"):
            await scene.assistant.listen()
        await asyncio.sleep(1)
        await scene.assistant.unmute()
        await scene.assistant.unmute()

    expected = [cues.muted().pcm, cues.muted().pcm, cues.unmuted().pcm]
    assert sounded(Scene(pause(3), options=SOUNDS, doing=mute)) == expected
    plain = Scene(pause(3), options=SessionOptions(ENGLISH, lasting=True), doing=mute)
    assert sounded(plain) == []


@pytest.mark.parametrize(("seconds", "ticks"), [(0.0, 0), (TICK_AFTER_SECONDS + 1.0, 1)])
def test_an_answer_that_takes_a_while_is_told_by_a_sound(seconds: float, ticks: int) -> None:
    llm = FakeLanguageModel(["Noon."], seconds=seconds)
    scene = Scene(say("computer"), QUESTION, pause(6), options=SOUNDS, llm=llm)
    assert sounded(scene).count(cues.thinking().pcm) == ticks
    assert scene.history.exchanges[0].answer == "Noon."
