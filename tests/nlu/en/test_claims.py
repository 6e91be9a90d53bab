"""What a language model claims to have done, and what is no claim."""

import pytest

from myna.nlu.en.claims import INSTEAD, EnglishClaims

CLAIMS = EnglishClaims()


@pytest.mark.parametrize(
    "sentence",
    [
        "I've added milk to your shopping list.",
        "I have added it to your list.",
        "I have added milk to my list.",
        "I'll add it to the list.",
        "I have just set an alarm for 7 a.m.",
        "I\u2019ve set a reminder for you.",
        "I've gone ahead and booked a table for two.",
        "I have reserved a room.",
        "I've sent the message.",
        "I have now turned off the lights.",
        "I've turned it up.",
        "I have cancelled the order.",
        "I've started a timer for ten minutes.",
        "I have updated your calendar.",
        "I'll remind you at five.",
        "I will set the heating to 20 degrees.",
        "I'll add that to your list.",
        "I'm going to book a flight.",
        "I'll be sure to wake you at seven.",
        "I'll go ahead and order a pizza.",
        "I've ordered a pizza.",
        "I'm setting a timer for ten minutes.",
        "I am now sending an email.",
        "Let me set an alarm for you.",
        "Let me just turn on the lights.",
        "I added milk to your list.",
        "I set an alarm for 7.",
        "Sure, I've booked the table.",
        "Okay, I set your timer.",
        "Milk is healthy, and I have added it to your list.",
        "Your table has been booked.",
        "Your alarm has now been set for seven.",
        "The reminder has been created.",
        "A reminder has been set.",
        "Your alarm is set for 7 AM.",
        "The heating is set to 20 degrees.",
        "The lights are now on.",
        "Done!",
        "All set.",
        "Okay, done.",
        "Timer set for ten minutes.",
        "Reminder created.",
        "**I've set your alarm**.",
    ],
)
def test_a_claim_is_found(sentence: str) -> None:
    assert CLAIMS.find(sentence, first=True) is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "I can add milk to your list.",
        "I can't set an alarm.",
        "I have not set an alarm.",
        "I haven't booked anything for you.",
        "I won't turn on the lights.",
        "I'm sorry, I cannot book a table.",
        "I'm here to help you with your list.",
        "I'll do my best to assist you.",
        "I'll put it simply.",
        "I've made it short for you.",
        "Let me put it this way.",
        "I'll start with the list of facts.",
        "I'll add an example.",
        "I'm happy to help.",
        "Let me remind you that birds lay eggs.",
        "I'll cancel the common factor.",
        "Let me order the numbers.",
        "I've made a mistake.",
        "I am designed to set alarms.",
        "You can set an alarm on your phone.",
        "Set your timer for ten minutes.",
        "Add milk to your dough.",
        "The alarm clock was invented in 1787.",
        "The light is on when the switch is closed.",
        "The table was set for two.",
        "The order of the planets has been known for long.",
        "A timer is a clock that counts down.",
        "Light travels at 300,000 km per second.",
        "Heating water takes energy.",
        "Alarms are set to wake people up.",
        "Heating started with fire.",
        "Light is on the left.",
        "Okra is green, set aside for you.",
        "It has been added to the English language.",
        "He said that he had booked a table.",
        "If I set your alarm, it rings.",
        "In 1969 they sent men to the moon.",
        "I think that you added too much milk.",
        "I turned into a bird.",
        "Once I set out for the sea.",
        "Paris.",
        "",
    ],
)
def test_what_is_no_claim_is_left(sentence: str) -> None:
    assert CLAIMS.find(sentence, first=True) is None


def test_stories_are_in_the_past_tense() -> None:
    assert CLAIMS.find("I set the alarm and went to bed.", first=False) is None
    assert CLAIMS.find("I set the alarm for your mother.", first=False) is not None


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The capital", ""),
        ("The", "The"),
        ("The al", "The al"),
        ("The alarm has", "The alarm has"),
        ("The alarm clock", ""),
        ("Paris is, I", "I"),
        ("Paris is, I've ad", "I've ad"),
        ("I have a", "I have a"),
        ("I have a ", ""),
        ("In the", ""),
        ("Sure, I'll now se", "Sure, I'll now se"),
        ("I've added milk to", "I've added milk to"),
        ("I am a bird", ""),
        ("So it is", ""),
    ],
)
def test_only_what_may_become_a_claim_waits(text: str, held: str) -> None:
    assert text[CLAIMS.opening(text) :] == held


@pytest.mark.parametrize(("text", "is_one"), [("Sure!", True), ("Okay, great.", True), ("Sure of it!", False)])
def test_interjections_are_parts_of_the_next_sentence(text: str, is_one: bool) -> None:
    assert CLAIMS.is_part(text) == is_one


def test_the_sentence_in_the_place_of_a_claim_is_none_itself() -> None:
    assert CLAIMS.find(INSTEAD, first=True) is None
