"""Timers that are asked for by what they are for."""

import pytest

from myna.nlu.en.timer_plans import answered, timers


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("beans three minutes go", [("beans", 180)]),
        ("right, the pie twelve minutes, start it please", [("pie", 720)]),
        ("seven minutes for the dumplings and nine for the noodles", [("dumplings", 420), ("noodles", 540)]),
        ("one for the broccoli at five minutes and one for the salmon at twelve", [("broccoli", 300), ("salmon", 720)]),
        (
            "i need two timers one for the leeks at nine minutes and one for the ham at forty",
            [("leeks", 540), ("ham", 2400)],
        ),
        ("the bacon needs eight minutes and the sausages need fifteen start both", [("bacon", 480), ("sausages", 900)]),
        ("an hour for the beef oh and twenty for the sprouts", [("beef", 3600), ("sprouts", 1200)]),
        ("three minutes for steeping the tea", [("tea", 180)]),
        ("chicken's in it needs an hour and ten give me a shout when it's done", [("chicken", 4200)]),
        ("the dough's resting it'll want two hours or so tell me when", [("dough", 7200)]),
        ("same as always fifty seconds in the microwave ping me", [("", 50)]),
        ("stick ten minutes on the clock", [("", 600)]),
        ("put five minutes on and eight minutes for the rice", [("", 300), ("rice", 480)]),
        ("put five minutes on the clock and eight for the rice", [("", 300), ("rice", 480)]),
        ("put six minutes on the timer for the rice and five for the egg", [("rice", 360), ("egg", 300)]),
        ("put me down for a half hour nap", [("nap", 1800)]),
        ("i'm going for a forty minute nap get me up after", [("nap", 2400)]),
        ("kids you have got five more minutes of telly starting now put that on the timer", [("telly", 300)]),
        ("i want one for the muffins it's anna here eighteen minutes", [("muffins", 1080)]),
        ("the stew timer ninety minutes thank you", [("stew", 5400)]),
    ],
)
def test_what_is_for_something_is_timed(text: str, plan: list[tuple[str, float]]) -> None:
    assert list(timers(text)) == plan


@pytest.mark.parametrize(
    "text",
    [
        "the roast wants an hour and the potatoes want fifty minutes",
        "it took six minutes for the eggs and four for the toast",
        "he takes ten minutes for the shower and five for his hair",
        "wait ten minutes then go",
        "heat ten minutes go",
        "i've got five minutes let's go",
        "i'll give you five minutes and then it's bath time",
        "that's ten minutes you will never get back",
        "it takes an hour to get there so let's go",
        "we need two minutes for the photo",
        "i'm having a twenty minute nap",
        "give me five minutes and i'll be there go",
        "set a timer for ten minutes",
        "two timers ten minutes",
        "beans go",
        "",
    ],
)
def test_what_is_told_is_not(text: str) -> None:
    assert timers(text) == ()


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("an hour and ten and one for the beans at twenty", [("", 4200), ("beans", 1200)]),
        ("the eggs six minutes", [("eggs", 360)]),
        ("for the lasagne forty", [("lasagne", 2400)]),
        ("twenty", [("", 1200)]),
        ("make it five", []),
        ("no idea", []),
    ],
)
def test_an_answer_names_them_too(text: str, plan: list[tuple[str, float]]) -> None:
    assert list(answered(text)) == plan
