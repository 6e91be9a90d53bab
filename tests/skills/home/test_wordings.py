import pytest

from home_kit import recorded_home
from myna.nlu.home_sentences import HomeSentences, home_table
from myna.skills.home.skill import home_names
from myna.skills.home.wordings import Wordings


@pytest.fixture(scope="module")
def wordings() -> Wordings:
    sentences = HomeSentences("en-us", home_names(recorded_home()))
    return Wordings(home_table("en-us")["heard"], sentences, ["dinner is ready"], lambda word: word != "unmute", "the")


@pytest.mark.parametrize(
    "text",
    [
        "turn on the bed light",
        "open orchard valve",
        "switch off kitchen lights",
        "turn off the bed light and the ceiling lights",
        "dim the bed light to thirty five percent",
        "close the hall window",
        "are the kitchen lights on",
        "turn off all lights except the bed light",
        "turn off all the lights",
        "set the temperature in the office to twenty degrees",
        "movie night",
        "dinner is ready",
    ],
)
def test_what_people_mostly_say_is_usual(wordings: Wordings, text: str) -> None:
    assert wordings.is_usual(text)


@pytest.mark.parametrize(
    "text",
    [
        "what is the hall window",
        "turn off our lights",
        "my bed light purple",
        "open the kitchen window up",
        "turn off hall lights except the bed light",
        "dim the bed light to ninety eight point five percent",
        "the walkman",
        "",
    ],
)
def test_what_hardly_anybody_says_is_not(wordings: Wordings, text: str) -> None:
    assert not wordings.is_usual(text)


def test_all_that_is_said_about_a_thing_has_its_name_and_the_value(wordings: Wordings) -> None:
    assert {"mute the walkman", "pause the walkman"} <= set(wordings.about("leave the walkman"))
    about = wordings.about("the bed light to forty percent")
    assert "dim the bed light to forty percent" in about
    assert all("bed light" in text for text in about)
    assert not any("percent" in text for text in wordings.about("the bed light"))
    assert wordings.about("good morning") == ()


def test_a_wording_has_known_words_alone(wordings: Wordings) -> None:
    assert not any("unmute" in text for text in wordings.about("leave the walkman"))
