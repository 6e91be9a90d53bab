"""Myna as a satellite, as a server meets it on a real socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Describe, Info
from wyoming.ping import Ping, Pong
from wyoming.pipeline import PipelineStage, RunPipeline
from wyoming.satellite import PauseSatellite, RunSatellite
from wyoming.snd import Played
from wyoming.timer import TimerCancelled, TimerFinished, TimerStarted, TimerUpdated
from wyoming.tts import Synthesize
from wyoming.vad import VoiceStopped
from wyoming.wake import Detection

from app.service_kit import House
from interfaces.satellite_kit import SAID, SPOKEN, asking, sound_of
from interfaces.wyoming.wyoming_kit import Served, closed, satellite
from myna.interfaces.serving import talk
from wyoming_client import SAID_SHAPE, Client


@asynccontextmanager
async def running(house: House) -> AsyncIterator[tuple[Served, Client]]:
    """A server that runs the satellite."""
    async with satellite(house) as served, served.client() as client:
        await client.send(RunSatellite(), Ping("there"))
        assert Pong.from_event(await client.told()).text == "there"
        assert house.service.satellite.has_server
        yield served, client


async def sentence(client: Client) -> tuple[list[Event], bytes]:
    """A sentence as it comes: the events, and their sound."""
    events = [await client.told()]
    while not AudioStop.is_type(events[-1].type):
        events.append(await client.told())
    return events, b"".join(event.payload or b"" for event in events)


async def say(client: Client) -> None:
    await client.send(AudioStart(**SAID_SHAPE))
    await client.sound(SAID, rate_hz=22_050)
    await client.send(AudioStop())


async def is_silent(client: Client) -> bool:
    """Whether nothing waits to be read but the answer to this question."""
    await client.send(Ping("silent"))
    return Pong.is_type((await client.told()).type)


async def test_it_tells_that_it_is_a_satellite_with_its_own_wake_phrase(house: House) -> None:
    async with satellite(house) as served, served.client() as client:
        await client.send(Describe())
        info = Info.from_event(await client.told())
    assert info.satellite is not None
    assert (info.satellite.name, info.satellite.active_wake_words) == ("Myna", ["computer"])
    assert [model.phrase for model in info.wake[0].models] == ["computer"]
    assert (info.mic[0].mic_format.rate, info.snd[0].snd_format.rate) == (16_000, 22_050)
    assert [info.asr, info.tts, info.handle] == [[], [], []]


async def test_who_only_looks_or_has_paused_gets_no_sentence(house: House) -> None:
    async with satellite(house) as served, served.client() as client:
        await client.send(Describe())
        await client.told()
        assert await house.service.satellite.answer(SPOKEN) is None
        assert await is_silent(client)
        await client.send(RunSatellite(), PauseSatellite())
        assert await is_silent(client)
        assert await house.service.satellite.answer(SPOKEN) is None
        assert await is_silent(client)


async def test_a_sentence_goes_out_whole_and_its_answer_comes_back_as_sound(house: House) -> None:
    async with running(house) as (_, client):
        asked = asking(house)
        events, sound = await sentence(client)
        assert [event.type for event in events[:3]] == ["detection", "run-pipeline", "audio-start"]
        assert Detection.from_event(events[0]).name == "computer"
        run = RunPipeline.from_event(events[1])
        assert (run.start_stage, run.end_stage) == (PipelineStage.ASR, PipelineStage.TTS)
        assert not run.restart_on_end
        assert sound == SPOKEN.pcm
        await client.send(Transcribe(), VoiceStopped(), Transcript("turn on the light"), Synthesize("It is on."))
        await say(client)
        answer = await asked
        assert answer is not None
        assert (answer.text, await sound_of(answer)) == ("It is on.", SAID)
        assert house.service.satellite.is_saying
        assert await is_silent(client)
        answer.played()
        assert Played.is_type((await client.told()).type)
        assert not house.service.satellite.is_saying


@pytest.mark.parametrize(
    "told",
    [
        [Transcript("turn on the moon"), Synthesize("Sorry, I couldn't understand that")],
        [Transcript("turn on the moon"), Synthesize("Sorry, I am not aware of any device called moon")],
        [Transcript(" ")],
        [Error("No text recognized", "stt-no-text-recognized")],
    ],
)
async def test_what_the_server_does_not_understand_has_no_answer(
    house: House, told: list[Transcript | Synthesize | Error]
) -> None:
    async with running(house) as (_, client):
        asked = asking(house)
        await sentence(client)
        await client.send(*told)
        assert await asked is None
        assert not house.service.satellite.is_saying


async def test_where_another_satellite_answers_nobody_answers_here(house: House) -> None:
    async with running(house) as (_, client):
        asked = asking(house)
        await sentence(client)
        await client.send(Error("Duplicate", "duplicate_wake_up_detected"))
        answer = await asked
        assert answer is not None
        assert (answer.text, answer.sound) == ("", None)


async def test_an_answer_that_is_too_late_is_dropped_and_the_next_sentence_has_its_own(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(house) as (_, client):
        monkeypatch.setattr(talk, "SIGN_SECONDS", 0.05)
        assert await asking(house) is None
        await sentence(client)
        monkeypatch.undo()
        asked = asking(house)
        await sentence(client)
        await client.send(Synthesize("Too late."))
        await say(client)
        await client.send(Transcript("what now"), Synthesize("In time."))
        await say(client)
        answer = await asked
        assert answer is not None
        assert (answer.text, await sound_of(answer)) == ("In time.", SAID)
        assert await is_silent(client)  # what came too late was no announcement


async def test_a_server_that_goes_or_talks_nonsense_has_no_answer(house: House) -> None:
    async with running(house) as (served, client):
        asked = asking(house)
        await sentence(client)
        _, writer = await served.raw(b'{"type": "audio-chunk"}\n')
        writer.close()
        await client.send(Transcribe())
        await client._client.write_event(Event("transcript", {"text": 7}))
        assert await asked is None
    async with running(house) as (_, client):
        asked = asking(house)
        await sentence(client)
    assert await asked is None
    assert not house.service.satellite.has_server


async def test_the_last_server_that_came_has_the_satellite(house: House) -> None:
    async with running(house) as (served, first), served.client() as second:
        await second.send(RunSatellite())
        assert await is_silent(second)
        asked = asking(house)
        await sentence(second)
        assert await is_silent(first)
        await second.send(Error("no", "intent-failed"))
        assert await asked is None


async def test_an_announcement_that_cannot_be_said_is_told_as_over(house: House) -> None:
    async with running(house) as (_, client):
        await say(client)  # Myna still starts
        assert Played.is_type((await client.told()).type)


async def test_its_timers_ring_with_their_names_when_it_says_so(house: House) -> None:
    async with running(house) as (_, client):
        await client.send(
            TimerStarted("one", 300, name="pasta"),
            TimerStarted("two", 600),
            TimerUpdated("one", is_active=True, total_seconds=200),
            TimerCancelled("two"),
        )
        assert await is_silent(client)
        assert house.timers.timers == []
        await client.send(TimerFinished("one"), Ping())
        await client.told()
        due = await house.timers.due()
    assert [(timer.text, timer.seconds) for timer in due.timers] == [("pasta", 300)]


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense\n",
        b'{"type": "timer-started", "data": {"id": "one", "total_seconds": "many"}}\n',
        b'{"type": "timer-started", "data": {"id": 1, "total_seconds": 1}}\n',
        b'{"type": "audio-chunk", "data": {"rate": 1, "width": 2, "channels": 1}}\n',
    ],
)
async def test_what_is_no_event_ends_the_connection(house: House, line: bytes) -> None:
    async with satellite(house) as served:
        reader, writer = await served.raw(line)
        assert await closed(reader)
        writer.close()
