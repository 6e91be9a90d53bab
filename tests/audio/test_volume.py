"""The volume of a speaker."""

import numpy as np
import pytest

from fakes import FakeSpeaker
from myna.audio.volume import VolumeSpeaker
from myna.core.sound import AudioChunk


class KeepingSpeaker(FakeSpeaker):
    """Keeps what was played."""

    def __init__(self) -> None:
        super().__init__()
        self.chunks: list[AudioChunk] = []

    async def play(self, chunk: AudioChunk) -> None:
        self.chunks.append(chunk)
        await super().play(chunk)


LOUD = np.array([32767, -32768, 1000, 0], dtype="<i2")


@pytest.mark.parametrize(("percent", "amplitude"), [(100, 1.0), (50, 0.25), (10, 0.01), (0, 0.0)])
async def test_the_amplitude_is_the_square_of_the_volume(percent: int, amplitude: float) -> None:
    inner = KeepingSpeaker()
    await VolumeSpeaker(inner, percent).play(AudioChunk(LOUD.tobytes(), rate_hz=22_050))
    (heard,) = inner.chunks
    assert heard.rate_hz == 22_050
    assert np.frombuffer(heard.pcm, dtype="<i2") == pytest.approx(LOUD * amplitude, abs=1)


async def test_a_change_is_heard_from_the_next_chunk_on_and_time_is_counted_all_the_same() -> None:
    inner = KeepingSpeaker()
    speaker = VolumeSpeaker(inner)
    chunk = AudioChunk(LOUD.tobytes(), rate_hz=1000)
    await speaker.play(chunk)
    speaker.percent = 0
    await speaker.play(chunk)
    assert inner.chunks == [chunk, AudioChunk(bytes(len(chunk.pcm)), rate_hz=1000)]
    assert await speaker.drain() == pytest.approx(2 * chunk.seconds)
    await speaker.play(chunk)
    assert await speaker.flush() == pytest.approx(chunk.seconds)
    assert inner.flushed == 1
