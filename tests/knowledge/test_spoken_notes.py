"""Notes taken by voice answer questions."""

from datetime import date, datetime

import pytest

from myna.knowledge.spoken_notes import SpokenNote, SpokenNotes
from myna.nlu.en.questions import notes
from myna.nlu.intent_catalogue import load_intents

TAKEN = [
    "the spare key is under the pot",
    "my car is on level three",
    "the guest wifi password is bluebird",
    "my car is on level five",
]


def _spoken(*taken: str, day: date = date(2026, 11, 25)) -> SpokenNotes:
    responses = load_intents("en-us").responses
    return SpokenNotes(
        lambda: [SpokenNote(text, day) for text in taken], notes, responses, lambda: datetime(2026, 11, 25, 15)
    )


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


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 25), "You noted today: i took my pills at nine."),
        (date(2026, 11, 24), "You noted yesterday: i took my pills at nine."),
        (date(2026, 11, 20), "You noted on Friday, November 20: i took my pills at nine."),
    ],
)
@pytest.mark.parametrize("question", ["did i take my pills this morning", "have i taken my pills yet"])
async def test_of_what_happened_the_day_of_the_note_is_told(question: str, day: date, told: str) -> None:
    found = await _spoken("i took my pills at nine", day=day).find(question)
    assert found is not None
    assert found.text == told


@pytest.mark.parametrize(
    ("note", "question"),
    [
        ("the bins go out on tuesday", "when is bin day"),
        ("the recycling is collected on thursdays", "what day is recycling day"),
        ("dinner is lasagne", "what's for dinner"),
        ("i lent my drill to gary", "who's got my drill"),
        ("the plumber is called dave", "who is the plumber"),
    ],
)
async def test_what_is_asked_in_other_words_is_found(note: str, question: str) -> None:
    found = await _spoken(note).find(question)
    assert found is not None
    assert found.text == f"In your notes: {note}."
