import pytest

from home_kit import recorded_home
from myna.home.model import Home
from myna.nlu.home_sentences import HomeSentences
from myna.skills.home.questions import HomeQuestions
from myna.skills.home.skill import home_names, home_responses


@pytest.fixture(scope="module")
def sentences() -> HomeSentences:
    return HomeSentences("en-us", home_names(recorded_home()))


def told(home: Home, sentences: HomeSentences, text: str, here: str | None = None) -> str | None:
    responses = home_responses("en-us")
    assert responses is not None
    questions = HomeQuestions(responses)
    answers = (questions.answer(home, intent, here) for intent in sentences.matches(text, here))
    return next((answer for answer in answers if answer is not None), None)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("is the front door locked", "Yes. The front door is locked."),
        ("is the kitchen door locked", "No. The kitchen door is unlocked."),
        ("did i lock the front door", "Yes. The front door is locked."),
        ("are the decorative lights on", "Yes. The decorative lights are on."),
        ("is the garage door open", "No. The garage door is closed."),
        ("which doors are unlocked", "The kitchen door and the poorly installed door."),
        ("are all the doors locked", "No, the kitchen door and the poorly installed door are not locked."),
        ("is anybody home", "No, nobody is at home."),
        ("who is home", "Nobody is at home."),
        ("what is the outside temperature", "The outside temperature is 15.6 degrees."),
        ("what is the outside humidity", "The outside humidity is 54%."),
        ("how many lights are on", "5 of 6."),
        ("how warm is it in the office", "It is 22 degrees in the office."),
        (
            "what is the temperature of the heat pump",
            "The heatpump measures 25 degrees. The heatpump is set to 20 degrees.",
        ),
        ("what is the weather like", "It is sunny and 21.6 degrees."),
        ("is there any motion in the garage", "Yes, the movement backyard."),
        ("are any fans on", "No, none of the fans are on."),
    ],
)
def test_a_question_is_answered(sentences: HomeSentences, question: str, answer: str) -> None:
    assert told(recorded_home(), sentences, question) == answer


def test_somebody_is_at_home(sentences: HomeSentences) -> None:
    home = recorded_home().changed("person.demo", "home", {})
    assert told(home, sentences, "is anybody home") == "Yes: Demo."
    assert told(home, sentences, "where is demo") == "Demo is at home."


def test_it_is_warm_here(sentences: HomeSentences) -> None:
    assert told(recorded_home(), sentences, "how warm is it", "office") == "It is 22 degrees in the office."
    assert told(recorded_home(), sentences, "how warm is it") is None


def test_of_an_area_without_a_thermometer_nothing_is_known(sentences: HomeSentences) -> None:
    assert told(recorded_home(), sentences, "how warm is it in the hall") == "I know no temperature there."


def test_what_is_no_question_is_not_answered(sentences: HomeSentences) -> None:
    assert told(recorded_home(), sentences, "turn on the bed light") is None
