"""The speaker on a real sound server: it plays, falls silent, is lost, and comes back."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from myna.audio import stream
from myna.audio.speaker import CardSpeaker
from myna.core.errors import AudioError
from myna.core.sound import AudioChunk
from virtual_sound import MICROPHONE, SPEAKER, SoundServer, stream_process

RATE_HZ = 22_050
LOUD = 0.1

Action = Callable[[SoundServer], None]


@pytest.fixture
async def speaker(sound: SoundServer) -> AsyncIterator[CardSpeaker]:
    made = CardSpeaker()
    await made.open(RATE_HZ)
    yield made
    await made.close()


@pytest.fixture
async def kept(own_sound: SoundServer, caplog: pytest.LogCaptureFixture) -> AsyncIterator[CardSpeaker]:
    """A speaker that is kept open, whatever comes; the server is not started."""
    caplog.set_level(logging.INFO, logger="myna")
    made = CardSpeaker()
    keeping = asyncio.create_task(made.keep(RATE_HZ))
    await asyncio.sleep(0)
    yield made
    keeping.cancel()
    await asyncio.wait([keeping])
    await made.close()


@pytest.fixture
def short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first try to open a device fails, for it is too short."""
    monkeypatch.setattr(stream, "OPEN_SECONDS", (0.01, 30.0))


def tone(seconds: float) -> AudioChunk:
    samples = np.sin(2 * np.pi * 440 * np.arange(int(seconds * RATE_HZ)) / RATE_HZ)
    return AudioChunk((samples * 16_000).astype("<i2").tobytes(), rate_hz=RATE_HZ)


def loud_seconds(recording: Path) -> float:
    """From the first to the last loud sample."""
    samples, rate_hz = soundfile.read(recording)
    loud: npt.NDArray[np.intp] = np.nonzero(np.abs(samples[:, 0]) > LOUD)[0]
    return float(loud[-1] - loud[0]) / rate_hz if len(loud) else 0.0


async def until_played(speaker: CardSpeaker) -> None:
    """Try until sound was heard."""
    async with asyncio.timeout(20):
        while True:
            try:
                await speaker.play(tone(0.1))
                assert await speaker.drain() == pytest.approx(0.1, abs=0.001)
                return
            except AudioError:
                await asyncio.sleep(0.05)


async def until_logged(caplog: pytest.LogCaptureFixture, text: str) -> None:
    async with asyncio.timeout(20):
        while True:
            if text in caplog.text:
                return
            await asyncio.sleep(0.02)


async def play_on(speaker: CardSpeaker, seconds: float) -> None:
    """Play chunks of this length until it fails."""
    while True:
        await speaker.play(tone(seconds))
        await asyncio.sleep(0.02)


async def test_it_plays_and_counts_what_was_heard(sound: SoundServer, speaker: CardSpeaker, tmp_path: Path) -> None:
    recording = tmp_path / "heard.wav"
    with sound.recording(recording):
        await speaker.play(tone(1.0))
        assert await speaker.drain() == pytest.approx(1.0, abs=0.001)
        assert await speaker.drain() == 0.0
    assert loud_seconds(recording) == pytest.approx(1.0, abs=0.1)
    assert speaker.underruns == 0


async def test_flush_silences_it_and_the_rest_is_never_heard(
    sound: SoundServer, speaker: CardSpeaker, tmp_path: Path
) -> None:
    recording = tmp_path / "heard.wav"
    loop = asyncio.get_running_loop()
    with sound.recording(recording):
        begin = loop.time()
        playing = asyncio.create_task(speaker.play(tone(10.0)))
        async with asyncio.timeout(5):
            await asyncio.wait([playing], timeout=0.7)
            heard = await speaker.flush()
            flushed = loop.time() - begin
            await playing
            assert await speaker.drain() == 0.0
            await speaker.play(tone(0.2))
            assert await speaker.drain() == pytest.approx(0.2, abs=0.001)
    assert 0.0 < heard <= flushed
    assert loud_seconds(recording) < 2.0


async def test_the_tap_gets_what_is_played_and_the_silence_around_it(sound: SoundServer) -> None:
    blocks: list[bytes] = []
    shapes: set[tuple[int, int]] = set()

    def tap(block: bytes, rate_hz: int, channels: int) -> None:
        blocks.append(block)
        shapes.add((rate_hz, channels))

    speaker = CardSpeaker()
    speaker.tap = tap
    await speaker.open(RATE_HZ)
    played = tone(0.5)
    await speaker.play(played)
    await speaker.drain()
    await speaker.close()
    assert shapes == {(RATE_HZ, 1)}
    tapped = b"".join(blocks)
    assert played.pcm in tapped
    assert not any(tapped.split(played.pcm)[0])


@pytest.mark.parametrize(
    ("lose", "give_back", "code"),
    [
        (lambda sound: sound.freeze(), lambda sound: sound.freeze(False), "speaker-silent"),
        (lambda sound: sound.stop(), lambda sound: sound.start(), "speaker-lost"),
    ],
    ids=["server frozen", "server killed"],
)
@pytest.mark.parametrize("sounding", [True, False], ids=["sounding", "idle"])
async def test_a_lost_speaker_fails_at_once_and_plays_again_when_it_is_back(
    sound: SoundServer,
    kept: CardSpeaker,
    caplog: pytest.LogCaptureFixture,
    lose: Action,
    give_back: Action,
    code: str,
    sounding: bool,
) -> None:
    await until_played(kept)
    lose(sound)
    async with asyncio.timeout(20):
        with pytest.raises(AudioError) as raised:
            await play_on(kept, 30.0 if sounding else 0.001)
        assert raised.value.code == code
        with suppress(AudioError):
            await kept.drain()
        assert await kept.flush() >= 0.0
    give_back(sound)
    await until_played(kept)
    assert raised.value.message in caplog.text
    assert "There is a speaker again: Box." in caplog.text


async def test_a_speaker_that_is_missing_at_the_start_is_found_later(
    own_sound: SoundServer, kept: CardSpeaker, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(AudioError):
        await kept.play(tone(0.1))
    await until_logged(caplog, "This machine has no speaker.")
    own_sound.start()
    await until_played(kept)
    assert "There is a speaker again: Box." in caplog.text


@pytest.mark.usefixtures("short_limit", "sound")
async def test_a_speaker_that_opens_slowly_gets_more_time(kept: CardSpeaker, caplog: pytest.LogCaptureFixture) -> None:
    await until_logged(caplog, "The speaker default did not open in 0.01 s.")
    await until_played(kept)
    assert "There is a speaker again: Box." in caplog.text


async def test_open_says_what_is_wrong(own_sound: SoundServer) -> None:
    with pytest.raises(AudioError, match="This machine has no speaker"):
        await CardSpeaker().open()
    own_sound.start()
    with pytest.raises(AudioError, match=r"no speaker called loudspeaker; there are: .*default"):
        await CardSpeaker("loudspeaker").open()


async def test_the_servers_dummy_output_is_no_speaker(own_sound: SoundServer, kept: CardSpeaker) -> None:
    own_sound.start("module-null-sink sink_name=auto_null")
    own_sound.control("set-default-sink", "auto_null")
    with pytest.raises(AudioError, match="This machine has no speaker"):
        await CardSpeaker().open()
    own_sound.plug(SPEAKER)
    await until_played(kept)
    stream = own_sound.control("list", "short", "sink-inputs").split()[0]
    own_sound.control("move-sink-input", stream, "auto_null")
    with pytest.raises(AudioError, match="This machine has no speaker"):
        await kept.play(tone(30.0))


async def test_where_another_speaker_is_left_the_sound_goes_there(
    sound: SoundServer, kept: CardSpeaker, caplog: pytest.LogCaptureFixture
) -> None:
    await until_played(kept)
    sound.unplug(MICROPHONE)
    sound.unplug(SPEAKER)
    await until_played(kept)
    sound.plug(SPEAKER)
    await until_logged(caplog, "moved the speaker to Box.")
    await until_played(kept)


async def test_a_device_by_its_name_is_used_again(headset: SoundServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="myna")
    speaker = CardSpeaker("headset")
    keeping = asyncio.create_task(speaker.keep(RATE_HZ))
    await until_played(speaker)
    headset.stop()
    await until_logged(caplog, "no speaker called headset")
    headset.start()
    await until_played(speaker)
    assert "There is a speaker again: headset." in caplog.text
    keeping.cancel()
    await asyncio.wait([keeping])
    await speaker.close()


async def test_gaps_inside_sound_are_counted(sound: SoundServer, speaker: CardSpeaker) -> None:
    playing = asyncio.create_task(speaker.play(tone(30.0)))
    process = stream_process("output")
    async with asyncio.timeout(20):
        while not speaker.underruns:
            process.suspend()
            await asyncio.sleep(0.5)  # longer than the device's buffer
            process.resume()
            await asyncio.sleep(0.1)
    await speaker.flush()
    await playing
    assert speaker.underruns > 0
