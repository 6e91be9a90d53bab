"""One client, well-behaved or not."""

import asyncio
from pathlib import Path

import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.handle import Handled, NotHandled
from wyoming.info import Describe, Info
from wyoming.ping import Ping, Pong
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeStopped
from wyoming.wake import Detect, Detection, NotDetected

import fakes
from app.toy_engines import Toys
from fakes import FakeVoice
from interfaces.wyoming import wyoming_kit
from interfaces.wyoming.wyoming_kit import Served, closed
from myna.core.errors import VoiceError
from myna.core.reply import Reply
from myna.core.sound import RATE_HZ
from myna.interfaces.wyoming import connection, wire

SHAPE = {"rate": RATE_HZ, "width": 2, "channels": 1}


def sounds(words: str, silence: int = 0) -> list[AudioChunk]:
    """What the toys hear as ``words``."""
    return [AudioChunk(audio=fakes._pcm(word), **SHAPE) for word in ["", *words.split(), *[""] * silence]]


async def test_while_myna_starts_that_is_told_and_the_connection_stays() -> None:
    async with wyoming_kit.starting() as served, served.client() as client:
        for asked in (Describe(), Transcribe(), Detect(), Synthesize("Hello.")):
            await client.send(asked)
            assert Error.from_event(await client.told()).code == "starting"
        await client.send(Transcript("what time is it"))
        assert NotHandled.from_event(await client.told()).text == "Myna is still starting."
        await client.send(Ping("a"))
        assert Pong.from_event(await client.told()).text == "a"


async def test_a_sentence_is_heard_to_its_end_or_to_the_end_of_the_sound(toys: Toys, tmp_path: Path) -> None:
    async with wyoming_kit.served(toys, tmp_path) as served, served.client() as client:
        await client.send(Transcribe(language="en"), AudioStart(**SHAPE), *sounds("what time is it", 40))
        assert Transcript.from_event(await client.told()) == Transcript("what time is it", language="en")
        await client.send(*sounds("and what else", 40), AudioStop())  # nobody listens any more
        await client.send(Transcribe(), AudioStart(**SHAPE), *sounds("what is it"), AudioStop())
        assert Transcript.from_event(await client.told()).text == "what is it"
        await client.send(Transcribe(), AudioStart(**SHAPE), AudioStop())
        assert Transcript.from_event(await client.told()).text == ""
        await client.send(Transcribe(language="de"))
        assert Error.from_event(await client.told()).code == "language-unsupported"


async def test_a_new_request_takes_the_place_of_the_one_before(toys: Toys, tmp_path: Path) -> None:
    async with wyoming_kit.served(toys, tmp_path) as served, served.client() as client:
        await client.send(Transcribe(), *sounds("what"), Transcribe(), *sounds("time is it"), AudioStop())
        assert Transcript.from_event(await client.told()).text == "time is it"


async def test_wake_phrases_are_found(toys: Toys, tmp_path: Path) -> None:
    async with wyoming_kit.served(toys, tmp_path) as served, served.client() as client:
        await client.send(Detect(["computer"]), AudioStart(**SHAPE, timestamp=1000), *sounds("so computer", 5))
        found = Detection.from_event(await client.told())
        assert (found.name, found.timestamp) == ("computer", 1000 + 96)
        await client.send(AudioStop())
        await client.send(Detect(), AudioStart(**SHAPE), *sounds("what time is it"), AudioStop())
        assert NotDetected.is_type((await client.told()).type)
        await client.send(Detect(["alexa"]))
        assert Error.from_event(await client.told()).code == "wake-word-unknown"


async def collected(client: wyoming_kit.Client) -> list[Event]:
    events = [await client.told()]
    while not AudioStop.is_type(events[-1].type):
        events.append(await client.told())
    return events


async def test_text_is_spoken_whole_or_piece_by_piece(toys: Toys, tmp_path: Path) -> None:
    async with wyoming_kit.served(toys, tmp_path) as served, served.client() as client:
        await client.send(Synthesize("Hello there, you two."))
        events = await collected(client)
        assert AudioStart.from_event(events[0]).rate == 1000
        assert [event.type for event in events[1:-1]] == ["audio-chunk"] * 4
        pieces = [SynthesizeChunk("One two. Thr"), SynthesizeChunk("ee four"), Synthesize("One two. Three four")]
        await client.send(SynthesizeStart(), *pieces, SynthesizeStop())
        assert [event.type for event in (await collected(client))[1:-1]] == ["audio-chunk"] * 4
        assert SynthesizeStopped.is_type((await client.told()).type)
        await client.send(Synthesize(" ... "))  # nothing to say is no failure
        assert [event.type for event in await collected(client)] == ["audio-stop"]


async def test_a_failure_is_told_and_the_connection_goes_on(toys: Toys, tmp_path: Path) -> None:
    toys.voice.engine = FakeVoice(error=VoiceError("synthesis-failed", "It broke.", "Try again."))
    async with wyoming_kit.served(toys, tmp_path) as served, served.client() as client:
        await client.send(Synthesize("Hello."))
        assert Error.from_event(await client.told()) == Error("It broke. Try again.", "synthesis-failed")
        await client.send(Describe())
        assert Info.is_type((await client.told()).type)


async def test_skills_answer(toys: Toys, tmp_path: Path) -> None:
    async def act() -> str:
        return "Done."

    async with wyoming_kit.served(toys, tmp_path) as served, served.client() as client:
        assert served.running is not None
        served.running.skills._replies.update(  # type: ignore[attr-defined]
            {"do it": Reply(act=act), "no": Reply("I may not.", refuses=True)}
        )
        await client.send(Transcript("do it", language="en"))
        assert Handled.from_event(await client.told()).text == "Done."
        await client.send(Transcript("no"))
        assert NotHandled.from_event(await client.told()).text == "I may not."
        await client.send(Transcript("who is that"))
        assert NotHandled.is_type((await client.told()).type)
        await client.send(Transcript("do it", language="fr"))
        assert NotHandled.is_type((await client.told()).type)
        await client.send(Transcript("a " * 300))
        assert "too long" in str(NotHandled.from_event(await client.told()).text)


async def test_a_mistake_of_mynas_own_is_logged_and_the_client_is_not_left_waiting(
    toys: Toys, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    toys.voice.engine = FakeVoice(error=ZeroDivisionError("a mistake"))  # type: ignore[arg-type]
    async with wyoming_kit.served(toys, tmp_path) as served, served.client() as client:
        await client.send(Synthesize("Hello."))
        assert Error.from_event(await client.told()).code == "failed"
        await client.send(Ping())
        assert Pong.is_type((await client.told()).type)
    assert "ZeroDivisionError: a mistake" in caplog.text


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"x" * 10_000_000,
        b'{"type": "transcript"}\n',
        b'{"type": "transcript", "data": {"text": 5}}\n',
        b'{"type": "synthesize", "data": {"text": null}}\n',
        b'{"type": "synthesize", "data": {"text": "a", "voice": 5}}\n',
        b'{"type": "detect", "data": {"names": "computer"}}\n',
        b'{"type": "detect", "data": {"names": [1]}}\n',
        b'{"type": "transcribe", "data": {"language": 5}}\n',
        b'{"type": "transcribe"}\n{"type": "audio-chunk"}\n',
        b'{"type": "transcribe"}\n{"type": "audio-chunk", "data": {"rate": 0, "width": 2, "channels": 1}}\n',
        b'{"type": "transcribe"}\n{"type": "audio-chunk", "data": {"rate": 16000, "width": 4, "channels": 1}}\n',
        b'{"type": "transcribe"}\n{"type": "audio-chunk", "data": {"rate": 16000, "width": 2, "channels": 0}}\n',
        b'{"type": "transcribe"}\n{"type": "audio-chunk", "data": {"rate": "a", "width": 2, "channels": 1}}\n',
    ],
)
async def test_who_sends_what_is_no_event_is_cut_off_and_nobody_else_is(
    toys: Toys, tmp_path: Path, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with wyoming_kit.served(toys, tmp_path) as served:
        reader, writer = await served.raw(sent)
        await closed(reader)
        writer.close()
        await still_serves(served)
    assert [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


async def still_serves(served: Served) -> None:
    async with served.client() as client:
        await client.send(Transcribe(), *sounds("what time is it"), AudioStop())
        assert Transcript.from_event(await client.told()).text == "what time is it"


async def test_who_is_silent_is_sent_away_and_the_next_one_is_heard(
    toys: Toys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SOUND_SECONDS", 0.1)
    monkeypatch.setattr(connection, "IDLE_SECONDS", 0.3)
    async with wyoming_kit.served(toys, tmp_path) as served:
        slow = [
            await served.raw(),
            await served.raw(b'{"type": "transcribe"}\n'),
            await served.raw(b'{"type": "transcribe"}\n{"type": "audio-chunk", "payload_length": 1000}\nabc'),
            await served.raw(b'{"type": "detect"}\n'),
            await served.raw(b'{"type": "synthesize-start"}\n'),
        ]
        for reader, writer in slow:
            assert await closed(reader)
            writer.close()
        await still_serves(served)


async def test_who_does_not_read_what_is_spoken_is_cut_off(
    toys: Toys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "WRITE_SECONDS", 0.1)

    class Endless(FakeVoice):
        async def say(self, text: str):  # type: ignore[no-untyped-def]
            while True:
                async for sound in super().say("a" * 10):
                    yield type(sound)(bytes(100_000), rate_hz=1000)

    toys.voice.engine = Endless()
    async with wyoming_kit.served(toys, tmp_path) as served:
        _, writer = await served.raw(b'{"type": "synthesize", "data": {"text": "Hello."}}\n')
        async with asyncio.timeout(60):
            while not toys.voice.engine.said or toys.voice.engine.running:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        writer.close()
        await still_serves(served)


async def test_who_goes_ends_what_was_asked_for(toys: Toys, tmp_path: Path) -> None:
    toys.voice.engine = FakeVoice(seconds=30)
    async with wyoming_kit.served(toys, tmp_path) as served, served.client() as client:
        await client.send(Synthesize("Hello."), Describe())
        assert Info.is_type((await client.told()).type)
        async with asyncio.timeout(60):
            while not toys.voice.engine.running:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await client.send(Transcribe())
        await client.send(Ping())
        await client.told()
        assert not toys.voice.engine.running
