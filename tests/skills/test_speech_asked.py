"""The speed, a repetition, the microphone and Myna itself in people's words, as the classifier hands them on."""

from datetime import datetime

import pytest

from myna.skills.about import AboutSkill
from myna.skills.calculator import CalculatorSkill
from myna.skills.repeat import RepeatSkill
from myna.skills.speech import SpeechSkill
from myna.skills.stop import StopSkill
from myna.skills.units import UnitsSkill
from skills.asked import asked, english
from skills.context_kit import FakeContext

NOW = datetime(2026, 11, 25, 15, 10)


def test_the_speed() -> None:
    responses, parsers = english()
    skill = SpeechSkill(responses, FakeContext(), parsers)
    assert asked(skill, "speech.rate", "could you talk a little slower").slots == {"speed": "slower"}
    reply = asked(skill, "speech.rate", "change your voice")
    assert reply.question is not None
    answered = reply.question("faster")
    assert answered is not None
    assert answered.slots == {"speed": "faster"}


def test_the_last_answer_comes_again() -> None:
    responses, _ = english()
    assert asked(RepeatSkill(responses, FakeContext(last_said="Yes.")), "repeat.again", "i missed that").text == "Yes."
    assert asked(RepeatSkill(responses, FakeContext()), "repeat.again", "what").text == "I have not said anything yet."


def test_the_microphone_rests() -> None:
    responses, parsers = english()
    skill = StopSkill(responses, FakeContext(), lambda: NOW, parsers)
    assert asked(skill, "rest.microphone", "stop listening").slots == {"muted": True}
    assert asked(skill, "rest.microphone", "sleep for an hour").slots == {"until": "2026-11-25T16:10"}


@pytest.mark.parametrize(
    "about",
    [
        "greeting",
        "thanks",
        "goodbye",
        "help",
        "name",
        "model",
        "age",
        "robot",
        "pets",
        "origin",
        "maker",
        "life",
        "hobbies",
        "work",
        "user",
    ],
)
def test_it_speaks_of_itself_in_a_sentence(about: str) -> None:
    responses, _ = english()
    skill = AboutSkill(responses, FakeContext(), ["hey myna"])
    assert asked(skill, f"about.{about}", "").text.endswith(".") or about == "greeting"


def test_sums_and_units_are_values() -> None:
    responses, parsers = english()
    calculator, units = CalculatorSkill(responses, parsers, parsers.questions.sums), UnitsSkill(responses, parsers)
    assert asked(calculator, "calculator.compute", "add ten percent to sixty").slots["result"] == 66
    asks = asked(calculator, "calculator.compute", "help me with math")
    assert asks.question is not None
    answered = asks.question("two plus two")
    assert answered is not None
    assert answered.slots["result"] == 4
    assert asked(units, "units.convert", "how many cups in a gallon").slots["result"] == 16
    assert asked(units, "units.convert", "convert 5 feet 11 to cm").slots["result"] == pytest.approx(180.34)
    assert asked(units, "units.convert", "90 kilos in stone and pounds").text.startswith(
        "90 kilos is about 14 stone and"
    )
