"""What is said to an assistant, told from what people say to one another."""

import pytest

from myna.nlu.asking import asking


def asks(sentence: str) -> bool:
    english = asking("en-us")
    assert english is not None
    return english(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "And tomorrow?",
        "what about Paris",
        "why is that",
        "tell me more",
        "okay so explain it more simply",
        "who was she",
        "how do I get stains out of wool",
        "should I take an umbrella",
        "can you say that in French",
        "do you know any songs",
        "what do you mean",
        "what would you do",
        "another one",
        "I want to know how old he is",
        "is the moon bigger than Mars",
    ],
)
def test_a_question_a_wish_and_what_belongs_to_an_answer_ask(sentence: str) -> None:
    assert asks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "I told you he would never come back",
        "She left the keys on the table and went out",
        "where have you been all night",
        "did you lock the back door",
        "what are we going to do now",
        "why didn't you tell me",
        "don't you remember me",
        "can you believe what she paid for that dress",
        "have you seen my glasses anywhere",
        "get your hands off me",
    ],
)
def test_what_people_tell_and_ask_one_another_asks_nothing(sentence: str) -> None:
    assert not asks(sentence)


def test_a_language_without_a_table_cannot_tell() -> None:
    assert asking("nl") is None
