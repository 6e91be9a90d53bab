"""What the light has to show of what happens in Myna. Pure."""

from dataclasses import dataclass

from myna.app.snapshot import Snapshot
from myna.core.events import Event, Failed, MuteChanged, StateChanged
from myna.interfaces.gpio.patterns import Look, Shown
from myna.interfaces.gpio.presses import Sounding

ERROR_SECONDS = 2.0
"""So long a failure is shown."""

_BY_PHASE = {
    "hearing": Shown.LISTENING,
    "asking": Shown.LISTENING,
    "thinking": Shown.THINKING,
    "speaking": Shown.SPEAKING,
    "ringing": Shown.RINGING,
}
_BY_STATE = {"starting": Shown.STARTING, "no-microphone": Shown.NO_MICROPHONE}


@dataclass(slots=True)
class Looks:
    """What is known of Myna from its snapshot and its events; ``failed_at`` is when something failed last."""

    state: str = "starting"
    phase: str = "idle"
    muted: bool = False
    failed_at: float | None = None

    def take(self, what: Snapshot | Event, at: float) -> None:
        """Take what happened, ``at`` in seconds."""
        match what:
            case Snapshot(state=state, phase=phase, muted=muted):
                self.state, self.phase, self.muted = state, phase, muted
            case StateChanged(state=state, phase=phase):
                self.state, self.phase = state, phase
            case MuteChanged(muted=muted):
                self.muted = muted
            case Failed():
                self.failed_at = at
            case _:
                pass

    def look(self, at: float) -> Look:
        """What is shown ``at`` that time."""
        if self.failed_at is not None and at - self.failed_at < ERROR_SECONDS:
            return Look(Shown.ERROR, self.muted)
        return Look(_BY_PHASE.get(self.phase) or _BY_STATE.get(self.state) or Shown.OFF, self.muted)

    @property
    def sounding(self) -> Sounding:
        """What can be heard of it, or is about to."""
        if self.phase == "ringing":
            return Sounding.RING
        return Sounding.ANSWER if self.phase in ("thinking", "speaking") else Sounding.NOTHING
