"""A library that the documentation's examples need and that does not exist: the sound that it hears is text.

What it hears is a chunk like those of ``fakes.FakeMicrophone``; what it sings is one chunk a word.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from fakes import FakeSpotter, FakeTranscriber

PHRASES = ("computer",)
BROKEN = b"broken"
"""The content of a file that is no model."""


class Error(Exception):
    """Whatever goes wrong."""


def is_model(path: str) -> bool:
    return Path(path).is_file() and Path(path).read_bytes() != BROKEN


class Model:
    words = ("computer", "what", "time", "is", "it", "stop", "cancel")

    def __init__(self, path: str) -> None:
        if not Path(path).is_dir():
            raise Error("there is no folder")

    def stream(self) -> "Stream":
        return Stream()


class Stream:
    """What was said since it was cleared."""

    def __init__(self) -> None:
        self._transcriber = FakeTranscriber()

    def accept(self, pcm: bytes) -> str:
        return self._transcriber.accept(pcm)

    def clear(self) -> None:
        self._transcriber.begin()


class Detector:
    def __init__(self, phrases: Sequence[str], threshold: float) -> None:
        if unknown := [phrase for phrase in phrases if phrase not in PHRASES]:
            raise Error(f"Sparrow does not know {', '.join(unknown)}")
        self.threshold = threshold
        self._spotter = FakeSpotter(*phrases)

    def accept(self, pcm: bytes) -> str:
        found = self._spotter.accept(pcm)
        return "" if found is None else found.phrase

    def clear(self) -> None:
        self._spotter.reset()


class Chat:
    def __init__(self, path: str, threads: int) -> None:
        self.path = path
        self.threads = threads

    def stream(self, messages: Sequence[Mapping[str, object]]) -> Iterator[str]:
        yield "You said: "
        if messages[-1]["content"] == "":
            raise Error("nothing to answer")
        yield f"{messages[-1]['content']}"


class Singer:
    rate_hz = 1000

    def __init__(self, path: str) -> None:
        self.path = path

    def sing(self, text: str, speed: float, volume: float) -> Iterator[bytes]:
        for word in text.split():
            if not word.isascii():
                raise Error(f"{word} cannot be sung")
            yield bytes(round(len(word) / speed) * 2)
