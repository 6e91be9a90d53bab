"""What hearing is measured with: the recordings of a folder, of which its own README says what they are, and noise."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zlib import crc32

from hear_conditions import Condition, Scene
from hear_sound import Samples, babble, music, samples
from myna.config import Config

BABBLERS = 40
"""Recordings of others that make babble."""


@dataclass(frozen=True, slots=True)
class Recordings:
    """The recordings of a folder: every ``nth`` that is in ``half``, if one is named."""

    speech: Path
    nth: int = 1
    half: str = ""

    def of(self, folder: str) -> list[Path]:
        """The chosen ones, in the order of their names."""
        files = sorted((self.speech / folder).glob("*.flac"))
        wanted = {"even": 0, "odd": 1}.get(self.half)
        return [file for file in files if wanted is None or crc32(file.name.encode()) % 2 == wanted][:: self.nth]

    def folders(self, parent: str) -> list[str]:
        """The folders in a folder."""
        return sorted(f"{parent}/{one.name}" for one in (self.speech / parent).glob("*") if one.is_dir())

    def noises(self, without: str, conditions: Sequence[Condition]) -> dict[str, Samples]:
        """What serves as noise in ``conditions``; the speech is of others than those of the folder ``without``."""
        makes = {"kitchen": self._kitchen, "music": music, "speech": partial(self._talk, without)}
        return {noise: makes[noise]() for noise in {condition.noise for condition in conditions}}

    def _kitchen(self) -> Samples:
        return samples(self.speech / "kitchen.flac")

    def _talk(self, without: str) -> Samples:
        others = [one for one in (*self.folders("wake"), "commands") if one != without]
        files = sorted(
            (file for one in others for file in (self.speech / one).glob("*.flac")), key=lambda file: file.name
        )
        return babble([samples(file) for file in files[:: max(1, len(files) // BABBLERS)]])


def phrase_of(folder: str) -> str:
    """The wake phrase that is said in the recordings of a folder."""
    return Path(folder).name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Bench:
    """What everything is measured with; ``rooms`` and ``voices`` are folders in which those are kept."""

    recordings: Recordings
    rooms: Path
    voices: Path
    sensitivity: float

    def waking(self, phrase: str) -> Config:
        """Myna with a wake phrase."""
        return Config(wake_word=(phrase,), wake_sensitivity=self.sensitivity)

    def scenes(self, phrase: str, conditions: Sequence[Condition]) -> list[Scene]:
        """One of each of ``conditions``; noise of speech is of others than those who say ``phrase``."""
        noises = self.recordings.noises(f"wake/{phrase.replace(' ', '_')}", conditions)
        return [Scene(condition, noises, self.rooms) for condition in conditions]
