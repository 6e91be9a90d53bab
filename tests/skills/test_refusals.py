"""What Myna cannot do here is told in one sentence."""

import pytest

from myna.nlu.intent_catalogue import load_intents
from myna.skills.refusals import CLASSES, INTENTS, refusal_skills
from myna.skills.skill_set import Classified, Skills

REFUSED = {
    "will it rain tomorrow": "weather",
    "what is the weather like": "weather",
    "play some jazz": "music",
    "send an email to my boss": "mail",
    "call my sister": "calls",
    "how much money is in my checking account": "banking",
    "book me a taxi": "taxi",
    "set a cab up for seven am": "taxi",
    "set a cab for half past six am": "taxi",
    "turn on the lights in the bedroom": "home",
    "what is in the news": "news",
    "how is the traffic on the way to work": "traffic",
    "book a flight to boston": "booking",
    "what is the exchange rate of dollars and euros": "currency",
    "how old is joanne": "contacts",
    "what time is the party tonight": "calendar",
    "how soon is my anniversary": "calendar",
    "did i take my pills this morning": "household",
    "when do the bins go out": "household",
    "what's my blood pressure": "household",
    "can you feed the cat please": "chore",
    "water the plants": "chore",
}


@pytest.mark.parametrize(("text", "kind"), REFUSED.items())
def test_what_needs_a_network_is_refused(skills: Skills, text: str, kind: str) -> None:
    decision = skills.decide(text)
    assert (decision.kind, decision.skill, decision.step) == ("refuse", kind, "classifier")


def test_every_kind_has_an_english_sentence_and_every_class_its_refusal() -> None:
    built = {skill.name: skill for skill in refusal_skills(load_intents("en-us").responses)}
    assert set(built) == set(CLASSES)
    for kind, skill in built.items():
        for intent, answer in skill.answers().items():
            reply = answer(Classified("", intent, 1.0))
            assert intent.startswith(f"{kind}.")
            assert reply is not None
            assert reply.refuses
            assert reply.act is None
            assert reply.text.endswith(".")


def test_a_language_without_the_sentences_has_no_refusals() -> None:
    assert refusal_skills(load_intents("ja").responses) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i've fallen and i can't get up call an ambulance", "emergency"),
        ("i can't breathe", "emergency"),
        ("there's a fire call the fire brigade", "emergency"),
        ("someone's breaking in call the police", "emergency"),
        ("dial 911", "emergency"),
        ("call nine one one", "emergency"),
        ("i need an ambulance", "emergency"),
        ("there's smoke everywhere call the fire brigade", "emergency"),
        ("look up on google how to descale a kettle", "internet"),
        ("google how to descale a kettle", "internet"),
        ("search the internet for cheap flights", "internet"),
        ("find me a recipe on the internet", "internet"),
        ("can you google something for me", "internet"),
        ("open google", "internet"),
        ("show me a cat video", "screen"),
        ("show me a picture of a dog", "screen"),
        ("watch netflix", "screen"),
        ("play a video", "screen"),
        ("take a photo", "camera"),
        ("how's the m twenty five today", "traffic"),
        ("is the a one blocked", "traffic"),
        ("take a picture of this recipe", "camera"),
    ],
)
def test_what_needs_what_myna_lacks_is_refused_by_the_templates(skills: Skills, text: str, kind: str) -> None:
    decision = skills.decide(text)
    assert (decision.kind, decision.skill, decision.step) == ("refuse", kind, "templates")


@pytest.mark.parametrize(
    "text",
    [
        "he told me to call an ambulance",
        "should i call an ambulance",
        "don't call an ambulance",
        "when was the ambulance invented",
        "remind me to call the fire brigade tomorrow",
        "how do i search the internet",
        "who founded google",
        "he googled how to fix it",
        "find me a picture hook",
        "show me the time",
        "put a film on",
        "how is the a team",
    ],
)
def test_what_only_speaks_of_it_is_not_refused_by_the_templates(skills: Skills, text: str) -> None:
    decision = skills.decide(text)
    assert decision.skill not in INTENTS or decision.kind != "refuse"
