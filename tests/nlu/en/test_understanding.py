"""English beyond templates."""

import pytest

from myna.nlu.registry import understanding_of

ENGLISH = understanding_of("en-gb")


@pytest.mark.parametrize(
    ("text", "is_order"),
    [
        ("clean the windows", True),
        ("could you please open the door", True),
        ("tell me about horses", False),
        ("set theory is what", False),
        ("why is the sky blue", False),
        ("stop", False),
        ("", False),
    ],
)
def test_an_order_begins_with_a_verb_that_words_cannot_do(text: str, is_order: bool) -> None:
    assert ENGLISH.is_order(text) is is_order


def test_the_likeliest_skill_comes_first_and_what_is_unsure_is_left_out() -> None:
    guesses = ENGLISH.classify("set a timer for ten minutes")
    assert guesses[0].intent == "timer.set"
    assert {guess.skill for guess in guesses} == {"timer"}


def test_behind_a_question_about_the_world_only_what_is_exact_is_tried() -> None:
    guesses = ENGLISH.classify("who wrote faust")
    assert guesses[0].skill == "knowledge"
    assert [guess.intent for guess in guesses if guess.skill != "knowledge"] == ["units.convert", "spelling.count"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("how do I set a timer", True),
        ("tell me how to snooze an alarm", True),
        ("how do you do", False),
        ("is there a way to set a timer", False),
        ("set a timer", False),
    ],
)
def test_how_something_is_done_is_asked_with_how(text: str, asks: bool) -> None:
    assert ENGLISH.asks_how(text) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("does my shopping list include corn", True),
        ("is milk on the list", True),
        ("tell me if milk is on the list", False),
        ("did you add milk to the list", False),
        ("why are you adding milk", False),
    ],
)
def test_what_there_is_is_asked_in_the_present(text: str, asks: bool) -> None:
    assert ENGLISH.asks_what_is(text) is asks


@pytest.mark.parametrize("text", ["what is his name", "who made their clothes", "who are you rooting for"])
def test_somebody_else_is_not_asked_about(text: str) -> None:
    assert "about" not in {guess.skill for guess in ENGLISH.classify(text)}


@pytest.mark.parametrize(
    "text", ["resume the brothers karamazov", "get rid of tuesday's dinner", "forward to four twenty"]
)
def test_what_is_said_of_no_timer_and_no_alarm_is_for_neither(text: str) -> None:
    assert {"timer", "alarm"}.isdisjoint(guess.skill for guess in ENGLISH.classify(text))


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("what do people find funny about cats", "joke"),
        ("how does the dictionary spell rhythm", "spelling"),
        ("can i ask you about anything", "about"),
    ],
)
def test_words_of_its_own_confirm_a_skill_where_a_question_sounds_like_one_about_the_world(
    text: str, skill: str
) -> None:
    assert skill in {guess.skill for guess in ENGLISH.classify(text)}


def test_what_somebody_else_said_is_not_repeated() -> None:
    assert "repeat" not in {guess.skill for guess in ENGLISH.classify("what was the last thing my mother said")}


@pytest.mark.parametrize(
    ("text", "is_order"),
    [
        ("make the lamp in the hall green", True),
        ("change the color please", True),
        ("can you name four colours", False),
        ("list some colors", False),
        ("which colours make orange", False),
        ("i want to paint my bedroom yellow", False),
    ],
)
def test_a_colour_is_ordered_for_a_light(text: str, is_order: bool) -> None:
    guesses = ENGLISH.classify(text)
    assert any(guess.intent == "home.colour" for guess in guesses) == is_order


def test_words_that_nobody_knows_are_nothing_unless_they_look_like_a_greeting() -> None:
    assert not ENGLISH.classify("zzz qqq")
    assert [guess.skill for guess in ENGLISH.classify("helloooo")] == ["about"]


@pytest.mark.parametrize(
    "text",
    [
        "shut the door granny you're letting the heat out",
        "er what i wanted was oh it's gone",
        "i might set a timer later we'll see",
    ],
)
def test_what_only_sounds_like_a_courtesy_is_none(text: str) -> None:
    assert not any(guess.skill == "about" for guess in ENGLISH.classify(text))


def test_what_was_guessed_of_a_sentence_is_kept() -> None:
    assert ENGLISH.classify("set a timer") is ENGLISH.classify("set a timer")


def test_parts_come_with_what_guards_them() -> None:
    parts = ENGLISH.parts("don't set an alarm, set a timer for ten minutes")[0]
    assert list(parts.texts) == ["don't set an alarm", "set a timer for ten minutes"]
    assert list(parts.guards) == ["negation", ""]


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("who sings walking on sunshine", "music"),
        ("who wrote the theme song for the summer games", "music"),
        ("when was the last time it snowed in wales on christmas day", "clock"),
        ("where is the castle in call me by your name", "about"),
        ("how long have people been celebrating new year's day", "about"),
    ],
)
def test_what_certainly_asks_for_a_fact_is_for_no_skill_that_knows_none(text: str, skill: str) -> None:
    assert skill not in {guess.skill for guess in ENGLISH.classify(text)}


@pytest.mark.parametrize(("text", "skill"), [("who sings this song", "music"), ("what do people call you", "about")])
def test_what_is_at_hand_is_still_for_its_skill(text: str, skill: str) -> None:
    assert ENGLISH.classify(text)[0].skill == skill


@pytest.mark.parametrize("end", ["she told me", "that's what he said", "or rather don't"])
def test_what_guards_a_sentence_at_its_end_guards_all_its_parts(end: str) -> None:
    both = "turn off the lights and set a timer for ten minutes"
    assert ENGLISH.parts(both)
    assert not ENGLISH.parts(f"{both}, {end}")
