"""What is shown of each state and event."""

from dataclasses import replace

import pytest

from app.service_kit import House
from myna.core.errors import AudioError
from myna.core.events import Failed, MuteChanged, Ready, StateChanged
from myna.interfaces.gpio.looks import ERROR_SECONDS, Looks
from myna.interfaces.gpio.patterns import Look, Shown
from myna.interfaces.gpio.presses import Sounding


@pytest.mark.parametrize(
    ("state", "phase", "shown", "sounding"),
    [
        ("starting", "idle", Shown.STARTING, Sounding.NOTHING),
        ("listening", "idle", Shown.OFF, Sounding.NOTHING),
        ("hearing", "hearing", Shown.LISTENING, Sounding.NOTHING),
        ("asking", "asking", Shown.LISTENING, Sounding.NOTHING),
        ("answering", "thinking", Shown.THINKING, Sounding.ANSWER),
        ("answering", "speaking", Shown.SPEAKING, Sounding.ANSWER),
        ("ringing", "ringing", Shown.RINGING, Sounding.RING),
        ("no-microphone", "idle", Shown.NO_MICROPHONE, Sounding.NOTHING),
        ("muted", "idle", Shown.OFF, Sounding.NOTHING),
        ("muted", "speaking", Shown.SPEAKING, Sounding.ANSWER),
    ],
)
def test_every_state_is_shown(state: str, phase: str, shown: Shown, sounding: Sounding) -> None:
    looks = Looks()
    looks.take(StateChanged(state, phase), 1.0)
    assert (looks.look(1.0), looks.sounding) == (Look(shown), sounding)


def test_a_snapshot_says_all_of_it_also_that_a_restarted_myna_is_muted() -> None:
    looks = Looks()
    looks.take(replace(House().service.snapshot(), muted=True), 1.0)
    assert looks.look(1.0) == Look(Shown.STARTING, muted=True)
    looks.take(MuteChanged(False), 2.0)
    looks.take(Ready(), 2.0)
    assert looks.look(2.0) == Look(Shown.STARTING)


def test_a_failure_is_shown_for_a_while() -> None:
    looks = Looks("listening")
    looks.take(Failed(AudioError("speaker-lost", "It is gone.")), 10.0)
    assert looks.look(10.0 + ERROR_SECONDS - 0.1) == Look(Shown.ERROR)
    assert looks.look(10.0 + ERROR_SECONDS) == Look(Shown.OFF)
