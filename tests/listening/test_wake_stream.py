"""A stream of sound is looked through for wake phrases, one after another."""

from fakes import FakeActivity, FakeSpotter
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk
from myna.listening.wake_stream import WakeStream


def chunk(number: int, sound: str) -> AudioChunk:
    return AudioChunk(sound.encode().ljust(CHUNK_BYTES, b"\0"), number * CHUNK_SECONDS)


def test_each_phrase_is_found_with_the_time_of_its_end() -> None:
    stream = WakeStream(FakeSpotter("computer", "jarvis"), FakeActivity(), 0.5)
    sounds = ["", "so", "computer", *[""] * 40, "jarvis", "what"]
    found = [one for number, sound in enumerate(sounds, 1) for one in stream.hear(chunk(number, sound))]
    assert found == [("computer", 3 * CHUNK_SECONDS), ("jarvis", 44 * CHUNK_SECONDS)]
    assert stream.end(1.0) == []


def test_a_phrase_at_the_very_end_is_found_when_the_end_is_told() -> None:
    class Late(FakeSpotter):
        def accept(self, pcm: bytes):  # type: ignore[no-untyped-def]
            before, self.accepted = self.accepted, self.accepted + 1
            return super().accept(b"computer".ljust(CHUNK_BYTES, b"\0")) if before == 3 else None

    stream = WakeStream(Late("computer"), FakeActivity(), 0.5)
    assert stream.hear(chunk(1, "com")) == []
    assert stream.hear(chunk(2, "puter")) == []
    assert stream.end(2 * CHUNK_SECONDS) == [("computer", 2 * CHUNK_SECONDS)]
