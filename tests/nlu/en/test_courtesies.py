"""The words of greetings, thanks and goodbyes."""

import pytest

from myna.nlu.en.courtesies import lacks_word


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("thanks", "thank you so much"),
        ("thanks", "ta"),
        ("thanks", "you're a star"),
        ("greeting", "Hellooo there"),
        ("greeting", "morning"),
        ("goodbye", "see you later"),
        ("goodbye", "good night"),
    ],
)
def test_what_has_a_word_of_its_kind(kind: str, text: str) -> None:
    assert not lacks_word(f"about.{kind}", text)


@pytest.mark.parametrize("kind", ["thanks", "goodbye"])
@pytest.mark.parametrize(
    "text",
    [
        "shut the door granny you're letting the heat out",
        "er what i wanted was oh it's gone",
        "i might set a timer later we'll see",
    ],
)
def test_what_has_none(kind: str, text: str) -> None:
    assert lacks_word(f"about.{kind}", text)


def test_other_classes_need_no_word() -> None:
    assert not lacks_word("timer.set", "shut the door")
