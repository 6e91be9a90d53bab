"""A real Myna, asked over its Wyoming port by the client that Home Assistant has, while it listens to its own room."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.handle import Handled, NotHandled
from wyoming.info import Describe, Info
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeStopped
from wyoming.wake import Detect, Detection, NotDetected

from chain.daemon_kit import Owner, myna_at_home
from myna.audio.wav import read_chunks
from myna.core.sound import RATE_HZ
from wyoming_client import SHAPE, connected, free_port

TIME = "what time is it"
QUIET = bytes(2 * RATE_HZ)  # a second


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def owner(port: int) -> Iterator[Owner]:
    """A Myna that runs."""
    with myna_at_home(
        f"wake_word: computer\nwyoming: {{listen: '127.0.0.1:{port}'}}\nprivacy: {{log_transcripts: true}}\n"
    ) as owner:
        yield owner


def sound_of(recording: Path) -> bytes:
    return b"".join(read_chunks(recording))


async def transcript(port: int, pcm: bytes, rate_hz: int = RATE_HZ) -> str:
    async with connected(port) as client:
        shape = {**SHAPE, "rate": rate_hz}
        await client.send(Transcribe(language="en"), AudioStart(**shape))
        for start in range(0, len(pcm), 2048):
            await client.send(AudioChunk(audio=pcm[start : start + 2048], **shape))
        await client.send(AudioStop())
        event = await client.told()
    if Error.is_type(event.type) and Error.from_event(event).code == "busy":  # those before it are gone, and not yet
        await asyncio.sleep(0.5)
        return await transcript(port, pcm, rate_hz)
    assert Transcript.is_type(event.type), event
    return Transcript.from_event(event).text


async def test_it_tells_what_it_has(owner: Owner, port: int) -> None:
    async with connected(port) as client:
        await client.send(Describe())
        info = Info.from_event(await client.told())
    assert [model.name for model in info.asr[0].models] == ["vosk-model-small-en-us-0.15"]
    assert info.asr[0].models[0].languages == ["en", "en-US"]
    assert not info.asr[0].requires_external_vad
    assert [voice.name for voice in info.tts[0].voices] == ["en_US-joe-medium"]
    assert info.tts[0].supports_synthesize_streaming
    assert [model.phrase for model in info.wake[0].models] == ["computer"]
    assert not info.handle[0].supports_home_control


async def test_recorded_speech_is_transcribed(owner: Owner, port: int, speech: Path) -> None:
    assert await transcript(port, sound_of(speech / "computer-what-time-is-it.flac")) == TIME
    assert await transcript(port, sound_of(speech / "computer-capital-of-france.flac")) == (
        "what is the capital of france"
    )
    assert await transcript(port, QUIET) == ""


async def test_the_sentence_ends_where_mynas_own_endpoint_is(owner: Owner, port: int, speech: Path) -> None:
    """The sound goes on, as that of a microphone does, and the transcript comes all the same."""
    async with connected(port) as client:
        await client.send(Transcribe(), AudioStart(**SHAPE))
        await client.sound(sound_of(speech / "computer-what-time-is-it.flac"))
        going_on = asyncio.create_task(client.sound(QUIET * 30, paced=True))
        event = await client.told()
        assert not going_on.done()
        going_on.cancel()
        assert Transcript.from_event(event).text == TIME


async def test_text_is_spoken_and_the_recogniser_understands_it(owner: Owner, port: int) -> None:
    async with connected(port) as client:
        await client.send(Synthesize("Set a timer for ten minutes."))
        pcm = await client.said()
    assert await transcript(port, bytes(22_050) + pcm + bytes(22_050), 22_050) == "set a timer for ten minutes"


async def test_text_is_spoken_while_it_still_comes(owner: Owner, port: int) -> None:
    async with connected(port) as client:
        await client.send(SynthesizeStart(), SynthesizeChunk("Turn on the kitchen light. What is"))
        first = await client.told()
        assert AudioStart.is_type(first.type)  # before the text is whole
        pieces = [SynthesizeChunk(" the capital"), SynthesizeChunk(" of France?")]
        await client.send(*pieces, Synthesize("Turn on the kitchen light. What is the capital of France?"))
        await client.send(SynthesizeStop())
        pcm = await client.said()
        assert SynthesizeStopped.is_type((await client.told()).type)
        await client.send(Synthesize("Turn on the kitchen light. What is the capital of France?"))
        whole = await client.said()
    assert abs(len(pcm) - len(whole)) < 0.1 * len(whole)  # the same words once, and not twice
    samples = np.frombuffer(pcm, dtype="<i2")
    assert abs(samples).max() > 3000
    heard = await transcript(port, pcm + bytes(22_050), 22_050)
    assert "kitchen light" in heard


async def test_its_skills_answer_a_text(owner: Owner, port: int) -> None:
    async with connected(port) as client:
        await client.send(Transcript("what is seven times eight", language="en"))
        handled = await client.told()
        assert Handled.is_type(handled.type)
        assert "56" in str(Handled.from_event(handled).text)
        await client.send(Transcript("why do birds sing so early in the morning"))
        assert NotHandled.is_type((await client.told()).type)
        await client.send(Transcript("wie spät ist es", language="de"))
        refused = await client.told()
        assert NotHandled.is_type(refused.type)
        assert "en-us" in str(NotHandled.from_event(refused).text)


async def test_a_question_back_is_answered_in_the_same_conversation_alone(owner: Owner, port: int) -> None:
    async def answer(text: str, conversation: str) -> Event:
        async with connected(port) as client:
            await client.send(Transcript(text, context={"conversation_id": conversation}))
            return await client.told()

    asked = await answer("add to the shopping list", "one")
    assert Handled.from_event(asked).text == "What shall I add?"
    assert not Handled.is_type((await answer("paper towels", "two")).type)
    assert "Paper towels are on" in str(Handled.from_event(await answer("paper towels", "one")).text)
    assert not Handled.is_type((await answer("a length of rope", "one")).type)  # it is answered once
    assert "paper towels" in owner.myna("lists")


async def test_the_wake_phrase_is_found_each_time(owner: Owner, port: int, speech: Path) -> None:
    async with connected(port) as client:
        await client.send(Detect(["computer"]), AudioStart(**SHAPE, timestamp=5000))
        for _ in range(2):
            await client.sound(QUIET + sound_of(speech / "computer.flac") + QUIET + QUIET)
        found = [Detection.from_event(await client.told()) for _ in range(2)]
        await client.send(AudioStop())
    assert [one.name for one in found] == ["computer", "computer"]
    first, second = (one.timestamp for one in found)
    assert first is not None
    assert second is not None
    assert 6000 < first < second


async def test_where_no_wake_phrase_is_that_is_told(owner: Owner, port: int, speech: Path) -> None:
    async with connected(port) as client:
        await client.send(Detect(), AudioStart(**SHAPE))
        await client.sound(QUIET + sound_of(speech / "smart-mirror.flac") + QUIET)
        await client.send(AudioStop())
        assert NotDetected.is_type((await client.told()).type)
        await client.send(Detect(["alexa"]), AudioStart(**SHAPE))
        error = Error.from_event(await client.told())
    assert (error.code, "computer" in error.text) == ("wake-word-unknown", True)


async def test_sound_that_is_faster_than_speech_keeps_nobody_from_being_heard(
    owner: Owner, port: int, speech: Path
) -> None:
    """Many send all that they can, and a question in the room is heard and answered meanwhile."""
    sentence = sound_of(speech / "computer-capital-of-france.flac")

    async def flood(number: int) -> None:
        while True:
            async with connected(port) as client:
                await client.send(*([Transcribe()] if number % 2 else [Detect()]), AudioStart(**SHAPE))
                await client.sound(sentence * 20)
                await client.send(AudioStop())

    async def ignoring_errors(number: int) -> None:
        while True:
            try:
                await flood(number)
            except (OSError, ConnectionError):
                await asyncio.sleep(0.01)

    before = owner.status()["turns"]
    floods = [asyncio.create_task(ignoring_errors(number)) for number in range(10)]
    try:
        await asyncio.sleep(1)
        await asyncio.to_thread(owner.room.say, speech / "computer-what-time-is-it.flac")
        await asyncio.to_thread(owner.until, f"You: {TIME}")
    finally:
        for one in floods:
            one.cancel()
        await asyncio.wait(floods)
    status = owner.status()
    assert status["turns"] == before + 1
    assert status["microphone"]["overflows"] == 0
    async with asyncio.timeout(60):
        while True:  # those who hung up hold their places for a moment
            with suppress(OSError):
                assert await transcript(port, sound_of(speech / "computer-what-time-is-it.flac")) == TIME
                break
            await asyncio.sleep(0.2)
