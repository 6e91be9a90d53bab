"""A real Myna as a satellite: a server on a real socket, a room with people, and a loudspeaker."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event
from wyoming.info import Describe, Info
from wyoming.ping import Ping, Pong
from wyoming.pipeline import RunPipeline
from wyoming.satellite import RunSatellite
from wyoming.snd import Played
from wyoming.timer import TimerFinished, TimerStarted
from wyoming.tts import Synthesize
from wyoming.wake import Detection

from chain.daemon_kit import Owner, myna_at_home
from chain.satellite_kit import heard, idle, loudest_hz, say, sine, until_state
from myna.core.sound import RATE_HZ
from wyoming_client import SAID_SHAPE, Client, connected, free_port

TIME = "what time is it"


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    """Of ears and voice, and of the satellite."""
    return free_port(), free_port()


@pytest.fixture(scope="module")
def owner(ports: tuple[int, int]) -> Iterator[Owner]:
    """A Myna that runs, and whose owner prefers the server."""
    with myna_at_home(
        f"wake_word: computer\nfollow_up_seconds: 0\nhome_assistant: {{prefer: server}}\n"
        f"wyoming: {{listen: '127.0.0.1:{ports[0]}', satellite: '127.0.0.1:{ports[1]}'}}\n"
        "privacy: {log_transcripts: true}\n"
    ) as owner:
        yield owner


@asynccontextmanager
async def server(port: int) -> AsyncIterator[Client]:
    """A server that runs the satellite."""
    async with connected(port) as client:
        await client.send(RunSatellite(), Ping("there"))
        assert Pong.is_type((await client.told()).type)
        yield client


async def sentence(client: Client) -> tuple[list[Event], bytes]:
    events = [await client.told()]
    while not AudioStop.is_type(events[-1].type):
        events.append(await client.told())
    return events, b"".join(event.payload or b"" for event in events)


async def tone(client: Client, hz: float, seconds: float) -> None:
    await client.send(AudioStart(**SAID_SHAPE))
    await client.sound(sine(hz, seconds, 22_050), rate_hz=22_050)
    await client.send(AudioStop())


async def is_silent(client: Client) -> bool:
    """Whether nothing was sent but the answer to this question."""
    await client.send(Ping("silent"))
    return Pong.is_type((await client.told()).type)


async def test_the_ear_and_the_satellite_are_two_ports(owner: Owner, ports: tuple[int, int]) -> None:
    for port, is_satellite in zip(ports, (False, True), strict=True):
        async with connected(port) as client:
            await client.send(Describe())
            info = Info.from_event(await client.told())
        assert (info.satellite is not None, bool(info.asr)) == (is_satellite, not is_satellite)


async def test_only_the_sentence_behind_the_wake_phrase_leaves_and_the_answer_is_played(
    owner: Owner, ports: tuple[int, int], speech: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said.wav"
    async with server(ports[1]) as client:
        await say(owner, speech / "smart-mirror.flac")  # nobody is spoken to
        assert await is_silent(client)
        with owner.room.recording(said):
            await say(owner, speech / "computer-what-time-is-it.flac")
            events, sound = await sentence(client)
            assert [event.type for event in events[:3]] == ["detection", "run-pipeline", "audio-start"]
            assert Detection.from_event(events[0]).name == "computer"
            assert RunPipeline.is_type(events[1].type)
            await client.send(Transcribe(), Transcript(TIME), Synthesize("It is noon."))
            await tone(client, 880, 1.0)
            assert Played.is_type((await client.told()).type)
            await idle(owner)
        assert await is_silent(client)  # no sound behind the turn
        await say(owner, speech / "smart-mirror.flac")
        assert await is_silent(client)
    assert loudest_hz(said) == pytest.approx(880, abs=5)
    assert "Myna: It is noon." in owner.log()
    assert await heard(ports[0], sound) == TIME  # and not the wake phrase before it
    assert len(sound) < 2 * RATE_HZ * 6


async def test_what_the_server_does_not_understand_is_answered_by_myna(
    owner: Owner, ports: tuple[int, int], speech: Path
) -> None:
    before = owner.log().count("Myna: ")
    async with server(ports[1]) as client:
        await say(owner, speech / "computer-what-time-is-it.flac")
        await sentence(client)
        await client.send(Transcript(TIME), Synthesize("Sorry, I couldn't understand that"))
        await tone(client, 880, 0.5)
        await asyncio.to_thread(owner.until, "Myna: ", before + 1)
        await idle(owner)
        assert await is_silent(client)
    before = owner.log().count("Myna: ")
    await say(owner, speech / "computer-what-time-is-it.flac")  # and where nobody is there
    await asyncio.to_thread(owner.until, "Myna: ", before + 1)
    await idle(owner)


async def test_an_answer_in_mynas_own_voice_does_not_wait_for_myna(
    owner: Owner, ports: tuple[int, int], speech: Path
) -> None:
    """As where the server's assistant speaks by Myna's text-to-speech: the voice is asked while Myna waits for it."""
    async with server(ports[1]) as client, connected(ports[0]) as voice:
        await say(owner, speech / "computer-what-time-is-it.flac")
        await sentence(client)
        await client.send(Transcript(TIME), Synthesize("It is noon. And it is a fine day."))
        await voice.send(Synthesize("It is noon. And it is a fine day."))
        begun = AudioStart.from_event(await voice.told())
        await client.send(begun)
        while not AudioStop.is_type((event := await voice.told()).type):
            await client.send(AudioChunk.from_event(event))
        await client.send(AudioStop())
        assert Played.is_type((await client.told()).type)
        await idle(owner)


async def test_an_announcement_is_said_and_ends_at_a_stop_word_or_the_wake_phrase(
    owner: Owner, ports: tuple[int, int], speech: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said.wav"
    async with server(ports[1]) as client:
        with owner.room.recording(said):
            await tone(client, 660, 1.0)
            assert Played.is_type((await client.told()).type)
        assert loudest_hz(said) == pytest.approx(660, abs=5)
        for ending in ("stop.flac", "computer.flac"):
            await tone(client, 660, 120.0)
            await until_state(owner, "answering")
            await say(owner, speech / ending)
            assert Played.is_type((await client.told()).type)  # it waits for a minute
            await idle(owner)


async def test_a_timer_of_the_server_rings_until_it_is_stopped(owner: Owner, ports: tuple[int, int]) -> None:
    async with server(ports[1]) as client:
        await client.send(TimerStarted("1", 180, name="pasta"), TimerFinished("1"), Ping())
        await client.told()
        await until_state(owner, "ringing")
        await asyncio.to_thread(owner.myna, "stop")
        await idle(owner)
