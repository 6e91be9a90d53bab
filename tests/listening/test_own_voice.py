"""Words that Myna itself says."""

import pytest

from myna.listening.own_voice import ECHO_SECONDS, OwnVoice


@pytest.mark.parametrize(
    ("text", "phrase", "own"),
    [
        ("A computer can stop.", "computer", True),
        ("Computers do.", "computer", True),
        ("Say: Hey, computer!", "hey computer", True),
        ("A minicomputer.", "computer", False),
        ("It is noon.", "stop", False),
        ("", "stop", False),
    ],
)
def test_a_phrase_in_the_text_is_its_own(text: str, phrase: str, own: bool) -> None:
    voice = OwnVoice()
    voice.say(text, at=1.0)
    assert voice.holds(phrase, at=2.0) is own


def test_a_text_counts_until_a_little_after_the_next_one_began() -> None:
    voice = OwnVoice()
    voice.say("A computer.", at=1.0)
    assert voice.holds("computer", at=60.0)
    voice.say("It is noon.", at=61.0)
    assert voice.holds("computer", at=61.0 + ECHO_SECONDS)
    assert not voice.holds("computer", at=61.1 + ECHO_SECONDS)


def test_many_texts_are_forgotten_one_by_one() -> None:
    voice = OwnVoice()
    for second in range(1000):
        voice.say(f"Text number {second}", at=second)
    voice.say("", at=1000)
    assert voice.holds("number 999", at=1001)
    assert not voice.holds("number 990", at=1001)


def test_nothing_was_said() -> None:
    assert not OwnVoice().holds("computer", at=1.0)
