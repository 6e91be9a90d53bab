"""Loudness, speed, chance, spelling and rest in people's words."""

from datetime import datetime

import pytest

from myna.nlu.en.questions import settings
from myna.nlu.en.questions.settings import Dice, Loudness, Rest, Spelling

NOW = datetime(2026, 11, 25, 15, 10)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("volume five", Loudness(0, 50)),
        ("volume three out of ten", Loudness(0, 30)),
        ("set the volume to 5 out of 100", Loudness(0, 5)),
        ("set the volume to 40 percent", Loudness(0, 40)),
        ("turn it up a lot", Loudness(1, size="lot")),
        ("a bit quieter please", Loudness(-1, size="bit")),
        ("turn it down by twenty percent", Loudness(-1, step=-20)),
        ("raise the volume three notches", Loudness(1, step=30)),
        ("lower the volume by two steps", Loudness(-1, step=-20)),
        ("set the volume to level three", Loudness(0, 30)),
        ("maximum volume", Loudness(1, most=True)),
        ("that's too loud", Loudness(-1)),
        ("do not talk so loudly", Loudness(-1)),
        ("talk louder", Loudness(1)),
        ("i can't hear you", Loudness(1)),
        ("change the volume", Loudness()),
    ],
)
def test_loudness(text: str, wanted: Loudness) -> None:
    assert settings.loudness(text) == wanted


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("is it one c or two in accommodate", Spelling("accommodate", "c")),
        ("does parallel have one l or two", Spelling("parallel", "l")),
        ("is necessary spelt with two c's or one", Spelling("necessary", "c")),
        ("how many p's are in apple", Spelling("apple", "p")),
        ("how many p's are in apple pie with custard", None),
        ("is it one egg or two in the cake", None),
    ],
)
def test_the_letter_that_may_be_double(text: str, asked: Spelling | None) -> None:
    assert settings.letter_asked(text) == asked


@pytest.mark.parametrize(
    ("text", "is_about"),
    [
        ("speak up", True),
        ("make it louder", True),
        ("the music is too loud", True),
        ("my new radio is too loud", True),
        ("speak arabic", False),
        ("turn down the offer", False),
        ("the heat pump is very loud", False),
        ("the ceiling fan is too loud", False),
    ],
)
def test_what_speaks_of_sound(text: str, is_about: bool) -> None:
    assert settings.is_about_loudness(text) is is_about


def test_what_else_is_turned_down() -> None:
    assert settings.turns_something_else("turn down the offer politely")
    assert settings.turns_something_else("the kitchen door making noise")
    assert not settings.turns_something_else("turn down the sound")


@pytest.mark.parametrize(
    ("text", "is_about"), [("unmute yourself", True), ("you may talk again", True), ("night mode", False)]
)
def test_what_speaks_of_silence(text: str, is_about: bool) -> None:
    assert settings.is_about_silence(text) is is_about


@pytest.mark.parametrize(
    ("text", "speed"),
    [
        ("please speak slower", "slower"),
        ("you talk too fast", "slower"),
        ("don't talk so slow", "faster"),
        ("speed up", "faster"),
        ("at your normal pace", "normal"),
        ("change your voice", ""),
    ],
)
def test_speed(text: str, speed: str) -> None:
    assert settings.speed(text) == speed


@pytest.mark.parametrize(
    ("text", "dice"),
    [
        ("roll a die", Dice(1, 6)),
        ("roll a pair of dice", Dice(2, 6)),
        ("roll a twenty sided die", Dice(1, 20)),
        ("roll three 8-sided dice", Dice(3, 8)),
        ("2d10", Dice(2, 10)),
    ],
)
def test_dice(text: str, dice: Dice) -> None:
    assert settings.dice(text) == dice


def test_other_chances() -> None:
    assert settings.between("a number between one and ten") == (1, 10)
    assert settings.choices("pick one of red, green or blue") == ["red", "green", "blue"]
    assert settings.coin_call("flip a coin, i call tails") == "tails"
    assert settings.coins("flip three coins") == 3
    assert settings.coins("flip a coin twice") == 2


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("how do you spell necessary", Spelling("necessary")),
        ("how is rhythm spelled", Spelling("rhythm")),
        ("how many p's are in apple", Spelling("apple", "p")),
        ("spell that", None),
    ],
)
def test_spelling(text: str, asked: Spelling | None) -> None:
    assert settings.spelling(text) == asked


def test_rest() -> None:
    assert settings.rest("stop listening", NOW) == Rest(True)
    assert settings.rest("stop listening for an hour", NOW) == Rest(True, datetime(2026, 11, 25, 16, 10))
    assert settings.rest("switch the microphone on", NOW) == Rest(False)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("would you start the stopwatch", "start"),
        ("go on with the stop watch", "start"),
        ("time me", "start"),
        ("please stop the stopwatch", "stop"),
        ("the stopwatch can be paused so pause it", "stop"),
        ("reset the stopwatch to zero", "reset"),
        ("start the stopwatch over", "restart"),
        ("how long has the stopwatch been on", "read"),
        ("set a timer for ten minutes", ""),
        ("what time is it", ""),
    ],
)
def test_the_stopwatch(text: str, act: str) -> None:
    assert settings.stopwatch(text) == act
