"""Notes taken by voice answer questions."""

import pytest

from myna.knowledge.spoken_notes import SpokenNotes
from myna.nlu.en.questions import notes
from myna.nlu.intent_catalogue import load_intents

TAKEN = [
    "the spare key is under the pot",
    "my car is on level three",
    "the guest wifi password is bluebird",
    "my car is on level five",
]


def _spoken(*taken: str) -> SpokenNotes:
    return SpokenNotes(lambda: taken, notes, load_intents("en-us").responses)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("where is the spare key", "In your notes: the spare key is under the pot."),
        ("what is the wifi password for guests", "In your notes: the guest wifi password is bluebird."),
        ("where is my car", "In your notes: my car is on level five."),
        ("what did i note about the key", "In your notes: the spare key is under the pot."),
    ],
)
async def test_the_newest_that_fits_answers(question: str, told: str) -> None:
    async with (spoken := _spoken(*TAKEN)).opened():
        found = await spoken.find(question)
    assert found is not None
    assert found.text == told
    assert found.evidence is not None
    assert found.evidence.source == "notes"


@pytest.mark.parametrize("question", ["where is my bike", "what is the capital of peru", "tell me a story"])
async def test_what_no_note_says_is_not_answered(question: str) -> None:
    assert await _spoken(*TAKEN).find(question) is None


async def test_without_notes_nothing_is_answered() -> None:
    assert await _spoken().find("where is the spare key") is None
