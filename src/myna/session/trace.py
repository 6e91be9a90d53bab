"""When each stage of one turn happened, as a waterfall from the end of the user's speech."""

from collections.abc import Callable

STAGES = (
    "end of speech",
    "endpoint",
    "final transcript",
    "first token",
    "first clause",
    "first sound",
)
"""The stages in the order in which they happen."""


class Trace:
    """The moments of one turn; each is marked once, the first time counts. ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.moments: dict[str, float] = {}

    def mark(self, stage: str, when: float | None = None) -> None:
        """Note that ``stage`` happens now, or happened at ``when`` (the clock's seconds)."""
        assert stage in STAGES, stage
        self.moments.setdefault(stage, self._clock() if when is None else when)

    def heard(self, speech_end: float, endpoint: float) -> None:
        """The transcript is final, of speech that ended then and was over then (the clock's seconds)."""
        self.mark("end of speech", speech_end)
        self.mark("endpoint", endpoint)
        self.mark("final transcript")

    def milliseconds(self) -> dict[str, float]:
        """Each stage reached, in milliseconds from the first one that was marked, in order."""
        reached = [stage for stage in STAGES if stage in self.moments]
        if not reached:
            return {}
        start = self.moments[reached[0]]
        return {stage: 1000 * (self.moments[stage] - start) for stage in reached}

    def waterfall(self) -> str:
        """A line a stage, for a person."""
        return "\n".join(f"{value:7.0f} ms  {stage}" for stage, value in self.milliseconds().items())
