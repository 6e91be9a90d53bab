"""What the box tells of itself, and what it does not do."""

import pytest

from myna.nlu.intent_catalogue import load_intents
from myna.platform.heat import Condition
from myna.platform.memory import Memory
from myna.skills.device import DeviceSkill
from myna.skills.skill_set import Skills
from skills.answers import answer


@pytest.fixture
def warm() -> Skills:
    return _board(58.4)


def _board(celsius: float | None) -> Skills:
    catalogue = load_intents("en-us")
    condition = Condition(temperature_celsius=celsius, under_voltage=False, throttled=False)
    memory = Memory(total_bytes=4_000_000_000, limit_bytes=None, available_bytes=2_500_000_000)
    return Skills(catalogue, [DeviceSkill(catalogue.responses, lambda: condition, lambda: memory, lambda: 530_000_000)])


@pytest.mark.parametrize(
    "text", ["how hot are you", "what's your cpu temperature", "what is the temperature of the pi"]
)
def test_how_warm_it_is(warm: Skills, text: str) -> None:
    assert answer(warm, text) == "My processor has 58 degrees celsius."


def test_a_board_without_a_thermometer_says_so() -> None:
    assert answer(_board(None), "how warm is your processor") == "This board does not tell how warm it is."


@pytest.mark.parametrize("text", ["how much memory is free", "how much ram do you have", "how much memory do you use"])
def test_its_memory(warm: Skills, text: str) -> None:
    assert answer(warm, text) == "I take 0.5 of 4.0 gigabytes of memory, and 2.5 are free."


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("what's your ip address", "MynaAddress"),
        ("reboot", "MynaPower"),
        ("restart yourself", "MynaPower"),
        ("turn yourself off", "MynaPower"),
        ("shut down the raspberry pi", "MynaPower"),
    ],
)
def test_what_it_cannot_do_it_refuses(warm: Skills, text: str, intent: str) -> None:
    decision = warm.decide(text)
    assert (decision.kind, decision.intent) == ("refuse", intent)


@pytest.mark.parametrize("text", ["turn off the lights", "how hot is it outside", "restart the timer"])
def test_other_things_are_for_others(warm: Skills, text: str) -> None:
    assert warm.decide(text).skill != "device"
