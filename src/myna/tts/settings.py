"""How a voice speaks, and how much of the machine it takes for that."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """``rate`` is the speed of speech, 1 as recorded, 2 twice as fast; ``volume`` is 0 to 1."""

    threads: int
    rate: float = 1.0
    volume: float = 1.0
