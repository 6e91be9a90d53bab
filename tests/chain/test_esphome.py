"""A real Myna as an ESPHome device: Home Assistant's own client on a real socket, a room with people, a loudspeaker."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aioesphomeapi import SwitchState

from chain.daemon_kit import Owner, myna_at_home
from chain.satellite_kit import heard, idle, loudest_hz, say, sine, until_state
from esphome_client import EVENT, TIMER, Client, connected
from myna.audio.wav import read_chunks
from myna.core.sound import RATE_HZ
from wyoming_client import free_port

TIME = "what time is it"
ORDER = "set a timer for four seconds"
KEY = "QRTIErOb/fcE9Ukd/5qA3RGYMn0Y+p06U58SCtOXvPc="


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    """Of ears and voice by Wyoming, and of the ESPHome device."""
    return free_port(), free_port()


@pytest.fixture(scope="module")
def owner(ports: tuple[int, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Owner]:
    """A Myna that runs, with a key, and whose owner prefers the server."""
    key_file = tmp_path_factory.mktemp("esphome") / "key"
    key_file.write_text(KEY)
    with myna_at_home(
        f"wake_word: computer\nfollow_up_seconds: 0\nwyoming: {{listen: '127.0.0.1:{ports[0]}'}}\n"
        f"esphome: {{listen: '127.0.0.1:{ports[1]}', key_file: '{key_file}'}}\n"
        "home_assistant: {prefer: server}\nprivacy: {log_transcripts: true}\n"
    ) as owner:
        yield owner


@asynccontextmanager
async def server(port: int) -> AsyncIterator[Client]:
    """A server that has the satellite."""
    async with connected(port, KEY) as client:
        client.have()
        assert await client.is_silent()
        yield client


async def test_only_the_sentence_behind_the_wake_phrase_leaves_and_the_answer_is_played(
    owner: Owner, ports: tuple[int, int], speech: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said.wav"
    async with server(ports[1]) as client:
        await say(owner, speech / "smart-mirror.flac")  # nobody is spoken to
        assert await client.is_silent()
        with owner.room.recording(said):
            await say(owner, speech / "computer-what-time-is-it.flac")
            phrase, sound = await client.sentence()
            client.begin(TIME, "It is noon.")
            client.say(sine(880, 1.0, RATE_HZ))
            assert await client.told("finished")
            await idle(owner)
        await say(owner, speech / "smart-mirror.flac")
        assert await client.is_silent()  # no sound behind the turn
    assert phrase == "computer"
    assert loudest_hz(said) == pytest.approx(880, abs=5)
    assert "Myna: It is noon." in owner.log()
    assert await heard(ports[0], sound) == TIME  # and not the wake phrase before it
    assert len(sound) < 2 * RATE_HZ * 6


async def test_an_answer_without_sound_is_spoken_by_mynas_own_voice(
    owner: Owner, ports: tuple[int, int], speech: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said.wav"
    async with server(ports[1]) as client:
        with owner.room.recording(said):
            await say(owner, speech / "computer-what-time-is-it.flac")
            await client.sentence()
            client.begin(TIME, "It is half past seven.")
            client.say(b"")
            assert await client.told("finished")
            await idle(owner)
    spoken = await heard(ports[0], b"".join(read_chunks(said)))
    assert "half past seven" in spoken


async def test_what_the_server_does_not_understand_is_answered_by_myna(
    owner: Owner, ports: tuple[int, int], speech: Path
) -> None:
    before = owner.log().count("Myna: ")
    async with server(ports[1]) as client:
        await say(owner, speech / "computer-what-time-is-it.flac")
        await client.sentence()
        client.begin(TIME, "Sorry, I couldn't understand that")
        assert await client.told("stop") is True
        await asyncio.to_thread(owner.until, "Myna: ", before + 1)
        await idle(owner)


def announced(client: Client, text: str, *, asks: bool = False) -> "asyncio.Task[Any]":
    """Something that the server has to say by itself."""
    saying = client.api.send_voice_assistant_announcement_await_response(
        "http://home/a.mp3", 60, text, start_conversation=asks, preannounce_media_id="http://home/chime.mp3"
    )
    return asyncio.create_task(saying)


async def test_an_announcement_is_said_in_words_and_ends_at_a_stop_word(
    owner: Owner, ports: tuple[int, int], speech: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said.wav"
    async with server(ports[1]) as client:
        with owner.room.recording(said):
            assert (await announced(client, "Dinner is ready.")).success
            assert await client.told("finished")
        assert "dinner is ready" in await heard(ports[0], b"".join(read_chunks(said)))
        await idle(owner)
        saying = announced(client, "This is a very long story that nobody wants to hear. " * 20)
        await until_state(owner, "answering")
        await say(owner, speech / "stop.flac")
        assert not (await saying).success
        assert not await client.told("finished")
        await idle(owner)


async def test_a_conversation_that_the_server_begins_needs_no_wake_phrase(
    owner: Owner, ports: tuple[int, int], speech: Path
) -> None:
    async with server(ports[1]) as client:
        assert (await announced(client, "What would you like?", asks=True)).success
        assert await client.told("finished")
        await say(owner, speech / "set-a-timer-for-four-seconds.flac")
        phrase, sound = await client.sentence()
        assert phrase is None
        client.tell(  # it wanted to know the words, and says nothing
            EVENT.VOICE_ASSISTANT_RUN_START,
            (EVENT.VOICE_ASSISTANT_STT_END, {"text": ORDER}),
            EVENT.VOICE_ASSISTANT_RUN_END,
        )
        assert await client.told("finished")
        await idle(owner)
        assert (await asyncio.to_thread(owner.status))["timers"] == []  # which Myna would have understood
        assert await heard(ports[0], sound) == ORDER

        assert (await announced(client, "Is anybody there?", asks=True)).success  # and nobody answers
        assert await client.told("finished")
        assert await client.sentence() == (None, b"")
        await idle(owner)


async def test_a_timer_of_the_server_rings_until_it_is_stopped(owner: Owner, ports: tuple[int, int]) -> None:
    async with server(ports[1]) as client:
        client.api.send_voice_assistant_timer_event(TIMER.VOICE_ASSISTANT_TIMER_FINISHED, "1", "pasta", 180, 0, False)
        await until_state(owner, "ringing")
        await asyncio.to_thread(owner.myna, "stop")
        await idle(owner)


async def test_its_switch_closes_the_microphone(owner: Owner, ports: tuple[int, int]) -> None:
    states: asyncio.Queue[bool] = asyncio.Queue()

    def show(state: object) -> None:
        if isinstance(state, SwitchState):
            states.put_nowait(state.state)

    async def until(muted: bool) -> None:
        async with asyncio.timeout(60):
            while await states.get() is not muted:
                pass

    async with server(ports[1]) as client:
        mute, _ = (await client.api.list_entities_services())[0]
        client.api.subscribe_states(show)
        client.api.switch_command(mute.key, True)
        await until(True)
        await until_state(owner, "muted")
        await asyncio.to_thread(owner.myna, "unmute")
        await until(False)
        await idle(owner)
