"""Questions that only one's own calendar or address book could answer."""

import pytest

from myna.nlu.en.private_matters import CALENDAR, CONTACTS, classes


@pytest.mark.parametrize(
    "text",
    [
        "how old is joanne",
        "how old is my mum",
        "where does joe live",
        "what's the address for alex",
        "what is john's last name",
        "what's dave's phone number",
        "does peter have a brother",
    ],
)
def test_people_whom_the_speaker_knows_are_in_an_address_book(text: str) -> None:
    assert classes(text) == CONTACTS


@pytest.mark.parametrize(
    "text",
    [
        "when is dale's birthday",
        "how soon is my anniversary",
        "what time is the party tonight",
        "what time does thor start",
        "what time does the show start tonight",
        "do the knicks have a game tonight",
        "are there meeting rooms available between 11 and 12",
        "is anybody coming over tonight",
        "what time does dad get home",
    ],
)
def test_what_is_at_hand_is_in_a_calendar(text: str) -> None:
    assert classes(text) == CALENDAR


@pytest.mark.parametrize(
    "text",
    [
        "how old is madonna",
        "how old is the queen",
        "how old is rome",
        "how old are you",
        "when is christmas",
        "when is shakespeare's birthday",
        "when is mother's day",
        "where does the amazon start",
        "where does harry potter live",
        "where do penguins live",
        "what is cher's last name",
        "what time does ramadan start",
        "what time does the sun set tonight",
        "how soon is christmas",
        "do the knicks play in new york",
        "who was joanne",
    ],
)
def test_what_the_world_knows_is_not_private(text: str) -> None:
    assert classes(text) == ()
