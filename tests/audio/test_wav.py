"""Sound files as microphone and speaker."""

import asyncio
import math
import os
import resource
import signal
from pathlib import Path

import numpy as np
import pytest
import soundfile

import virtual_time
from myna.audio.wav import MAX_PAUSE_SECONDS, WavMicrophone, WavSpeaker, read_chunks, wav_file
from myna.core.errors import AudioError
from myna.core.sound import CHUNK_BYTES, RATE_HZ, AudioChunk


def tone(seconds: float, rate_hz: int, frequency_hz: float = 440.0) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * frequency_hz * np.arange(round(seconds * rate_hz)) / rate_hz)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def pcm(path: Path) -> np.ndarray:
    return np.frombuffer(b"".join(read_chunks(path)), dtype="<i2")


def test_16_khz_mono_comes_through_bit_for_bit(tmp_path: Path) -> None:
    samples = np.random.default_rng(1).integers(-32768, 32768, 5000).astype(np.int16)
    soundfile.write(tmp_path / "a.wav", samples, RATE_HZ)
    read = pcm(tmp_path / "a.wav")
    assert np.array_equal(read[:5000], samples)
    assert not read[5000:].any()
    assert read.nbytes % CHUNK_BYTES == 0


@pytest.mark.parametrize("rate_hz", [8000, 11025, 22050, 44100, 48000, 96000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_any_rate_and_channel_count_becomes_the_same_tone(tmp_path: Path, rate_hz: int, channels: int) -> None:
    soundfile.write(tmp_path / "a.flac", np.tile(tone(1.0, rate_hz)[:, None], channels), rate_hz)
    read = pcm(tmp_path / "a.flac")[:RATE_HZ].astype(float)
    spectrum = np.abs(np.fft.rfft(read[4000:12000]))
    assert spectrum.argmax() * RATE_HZ / 8000 == pytest.approx(440, abs=2)
    assert np.abs(read[4000:12000]).max() / 32768 == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("subtype", ["PCM_24", "FLOAT", "ULAW", "IMA_ADPCM"])
def test_other_encodings_are_read_too(tmp_path: Path, subtype: str) -> None:
    soundfile.write(tmp_path / "a.wav", tone(0.5, RATE_HZ), RATE_HZ, subtype=subtype)
    assert np.abs(pcm(tmp_path / "a.wav")).max() / 32768 == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "sound-missing"), (b"", "sound-unreadable"), (b"RIFF no sound at all", "sound-unreadable"),
     (b"\xff" * 5000, "sound-unreadable")],
)  # fmt: skip
def test_what_is_no_sound_is_told_in_a_sentence(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "a.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AudioError) as caught:
        list(read_chunks(path))
    assert caught.value.code == code
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_folder_is_no_sound(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="folder"):
        list(read_chunks(tmp_path))


def test_a_recording_without_samples_is_empty(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(0, dtype=np.int16), RATE_HZ)
    with pytest.raises(AudioError, match="holds no sound"):
        list(read_chunks(tmp_path / "a.wav"))


async def test_a_paced_microphone_keeps_time_and_goes_on_in_silence_until_closed(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(0.2, RATE_HZ), RATE_HZ)
    microphone = WavMicrophone(tmp_path / "a.wav")
    loop = asyncio.get_running_loop()
    early: list[float] = []
    silent = 0
    async for chunk in microphone.chunks():
        early.append(microphone.origin + chunk.at - loop.time())
        silent = silent + 1 if not any(chunk.pcm) else 0
        if silent == 5:
            await microphone.close()
    assert max(early) <= 0.002  # no chunk comes before its sound is over
    assert silent == 5
    assert not microphone.ended.is_set()


async def test_what_is_played_stands_in_the_file_at_its_time(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    speaker = WavSpeaker.start(tmp_path / "a.wav", rate_hz=RATE_HZ)
    begin = loop.time()
    await asyncio.sleep(0.2)
    played_at = loop.time() - begin
    await speaker.play(AudioChunk(np.full(RATE_HZ // 2, 1000, dtype="<i2").tobytes()))
    assert await speaker.drain() == pytest.approx(0.5, abs=1e-4)
    await speaker.close()
    sound = np.flatnonzero(pcm(tmp_path / "a.wav") == 1000)
    assert len(sound) == RATE_HZ // 2
    assert sound[0] / RATE_HZ == pytest.approx(played_at, abs=0.01)
    assert np.array_equal(np.diff(sound), np.ones(len(sound) - 1))


async def test_flush_is_silence_at_once_and_tells_what_was_heard(tmp_path: Path) -> None:
    speaker = WavSpeaker.start(tmp_path / "a.wav", rate_hz=RATE_HZ)
    playing = asyncio.create_task(speaker.play(AudioChunk(np.full(5 * RATE_HZ, 1000, dtype="<i2").tobytes())))
    await asyncio.sleep(0.3)
    playing.cancel()
    heard = await speaker.flush()
    await asyncio.sleep(0.1)
    assert await speaker.flush() == 0
    await speaker.close()
    assert 0 < heard < 5
    assert np.count_nonzero(pcm(tmp_path / "a.wav") == 1000) == pytest.approx(heard * RATE_HZ, abs=1)


def test_a_gap_inside_sound_is_counted_and_a_pause_behind_it_is_not(tmp_path: Path) -> None:
    half_a_second = AudioChunk(np.full(RATE_HZ // 2, 1000, dtype="<i2").tobytes())

    async def main() -> list[int]:
        speaker = WavSpeaker.start(tmp_path / "a.wav", rate_hz=RATE_HZ)
        await asyncio.sleep(1)
        counts = []
        for pause_seconds in (0.1, 0.0, 0.25, 5.0):
            await speaker.play(half_a_second)
            await asyncio.sleep(pause_seconds)  # 0.3 s of sound are still to come
            counts.append(speaker.underruns)
        await speaker.play(half_a_second)  # too late
        counts.append(speaker.underruns)
        await speaker.drain()
        await asyncio.sleep(1)
        await speaker.play(half_a_second)
        await asyncio.sleep(1)
        await speaker.flush()
        await asyncio.sleep(1)
        await speaker.play(half_a_second)
        await speaker.drain()
        counts.append(speaker.underruns)
        await speaker.close()
        return counts

    assert virtual_time.run(main()) == [0, 0, 0, 0, 1, 1]


def test_the_time_of_the_file_is_that_of_its_origin(tmp_path: Path) -> None:
    """Also behind a pause of minutes, if it may be that long."""

    async def main() -> float:
        await asyncio.sleep(3)
        speaker = WavSpeaker.start(tmp_path / "a.wav", rate_hz=RATE_HZ, max_pause_seconds=math.inf)
        await asyncio.sleep(2 * MAX_PAUSE_SECONDS)
        played_at = asyncio.get_running_loop().time()
        await speaker.play(AudioChunk(np.full(RATE_HZ // 2, 1000, dtype="<i2").tobytes()))
        await speaker.drain()
        await speaker.close()
        return played_at - speaker.origin

    at = virtual_time.run(main())
    assert at == pytest.approx(2 * MAX_PAUSE_SECONDS)
    assert np.flatnonzero(pcm(tmp_path / "a.wav"))[0] / RATE_HZ == pytest.approx(at, abs=1e-4)


async def test_another_rate_is_resampled(tmp_path: Path) -> None:
    speaker = WavSpeaker.start(tmp_path / "a.wav", rate_hz=22_050)
    await speaker.play(AudioChunk(bytes(2 * 4800), rate_hz=48_000))
    assert await speaker.drain() == pytest.approx(0.1, abs=1e-3)
    await speaker.close()
    assert soundfile.info(tmp_path / "a.wav").samplerate == 22_050


async def test_an_unwritable_output_is_told_before_anything_is_said(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="cannot be written") as caught:
        WavSpeaker.start(tmp_path / "nowhere" / "a.wav")
    assert caught.value.hint


@pytest.mark.parametrize("name", ["", "folder", "/", "pipe"])
def test_only_a_regular_file_is_an_output(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(AudioError, match="not a regular file"), wav_file(tmp_path / name, RATE_HZ):
        pass
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "pipe").is_fifo()


async def test_a_full_disk_is_told_once_and_leaves_nothing(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk."""
    speaker = WavSpeaker.start(tmp_path / "a.wav", rate_hz=RATE_HZ)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(AudioError, match="cannot be written"):
            await speaker.play(AudioChunk(bytes(2 * RATE_HZ)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert await speaker.flush() >= 0
    await speaker.close()
    assert names(tmp_path) == []


async def test_a_pause_of_hours_is_written_as_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speaker = WavSpeaker.start(tmp_path / "a.wav", rate_hz=RATE_HZ)
    loop = asyncio.get_running_loop()
    later = loop.time() + 36_000
    monkeypatch.setattr(loop, "time", lambda: later)
    await speaker.flush()
    await speaker.close()
    assert soundfile.info(tmp_path / "a.wav").duration == pytest.approx(MAX_PAUSE_SECONDS)


def test_a_file_that_was_not_finished_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"before")

    def write_and_fail() -> None:
        with wav_file(path, RATE_HZ) as writer:
            writer.write(bytes(1000))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
