"""A fact is asked of a name that a recogniser spelled otherwise: the name is asked back."""

import pytest

from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import parsers_of, title_questions_of
from myna.skills.fact_sounds import FactSounds
from myna.skills.facts import FactsSkill


@pytest.fixture(scope="module")
def sounds() -> FactSounds:
    parsers, titles = parsers_of("en-us"), title_questions_of("en-us")
    assert parsers is not None
    assert titles is not None
    responses = load_intents("en-us").responses
    return FactSounds(FactsSkill(responses, parsers), titles.sound, responses, "en-us")


@pytest.mark.parametrize(
    ("heard", "asked", "told"),
    [
        ("what is the capital of kargus done", "Do you mean Kyrgyzstan?", "The capital of Kyrgyzstan is Bishkek."),
        (
            "which country has the capital you lan bator",
            "Do you mean Ulan Bator?",
            "Ulaanbaatar is the capital of Mongolia.",
        ),
        ("what is the capital of oh man", "Do you mean Oman?", "The capital of Oman is Muscat."),
        ("what is the capital of amman", "Do you mean Oman?", "The capital of Oman is Muscat."),
        (
            "what is the population of boots wanna",
            "Do you mean Botswana?",
            "About 2.5 million people live in Botswana, as of 2025.",
        ),
    ],
)
async def test_a_name_that_sounds_so_is_asked_back(sounds: FactSounds, heard: str, asked: str, told: str) -> None:
    async with sounds.opened():
        found = await sounds.find(heard)
    assert found is not None
    assert (found.text, found.evidence) == (asked, None)
    (choice,) = found.choices
    assert choice.found.text == told
    assert choice.found.evidence is not None
    assert choice.found.evidence.source == "tables"


async def test_of_two_names_that_sound_alike_both_are_asked_about(sounds: FactSounds) -> None:
    found = await sounds.find("which countries border es tawny")
    assert found is not None
    assert found.text == "Do you mean Estonia or Eswatini?"
    assert [choice.words for choice in found.choices] == [{"estonia"}, {"eswatini"}]


@pytest.mark.parametrize(
    "heard",
    [
        "what is the capital of atlantis",
        "what is the capital of niger",
        "what is the capital of kargus done in summer",
        "tell me about kargus done",
        "what is the capital of oh",
        "",
    ],
)
async def test_anything_else_is_not(sounds: FactSounds, heard: str) -> None:
    assert await sounds.find(heard) is None
