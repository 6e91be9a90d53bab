"""Questions that only an address book, a calendar or a network could answer."""

import pytest

from myna.nlu.en.out_of_reach import classes


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
    assert classes(text) == ("contacts.contact",)


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
        "what time is my haircut on wednesday",
        "is the party on friday still on",
        "i'd like to know if there is a meeting room free at ten",
        "tell me about upcoming events",
    ],
)
def test_what_is_at_hand_is_in_a_calendar(text: str) -> None:
    assert classes(text) == ("calendar.query", "calendar.event")


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
        "what time is my alarm set for",
        "what happened in 1066",
        "who won the election of 1960",
        "what is the temperature of the sun",
        "what is the temperature in celsius",
        "is there ice on mars",
        "what is the dow jones",
        "what is a gold bar worth",
        "what can i do in an emergency",
        "how long does it take to get to mars",
        "how is everyone at home",
        "what do people think of me",
        "what are the results of five times five",
        "when should i change the baby",
        "how do i start a car",
    ],
)
def test_what_the_world_knows_is_in_reach(text: str) -> None:
    assert classes(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what was the last thing my mum said", "messages.text"),
        ("what did jeff post on facebook", "messages.text"),
        ("any updates on the strike", "news.read"),
        ("has anything happened in parliament", "news.read"),
        ("what's going on in the world today", "news.read"),
        ("what are the results of the election", "news.read"),
        ("who's winning the race right now", "news.read"),
        ("when is adele's next concert", "news.read"),
        ("what do the papers say about the new tax", "news.read"),
        ("what's the temperature in leeds right now", "weather.forecast"),
        ("are there any storms coming", "weather.forecast"),
        ("what does the forecast look like for saturday", "weather.forecast"),
        ("how much snow has vermont had so far", "weather.forecast"),
        ("is the motorway busy this morning", "traffic.report"),
        ("are there any accidents on the ring road", "traffic.report"),
        ("what's my eta if i leave now", "traffic.report"),
        ("how long does it take to get to the airport", "directions.route"),
        ("how did the ftse close at today", "shares.price"),
        ("is now a good time to sell euros", "shares.price"),
        ("how much did i earn last month", "work.pay"),
        ("how long till payday", "work.pay"),
        ("how much is the rent", "banking.bill"),
        ("what's open late near the station", "places.suggest"),
        ("how's the curry at the raj", "internet.search"),
        ("i want to hear reviews of the new pizza place", "internet.search"),
        ("please start my car", "car.state"),
        ("how long before i run out of petrol", "car.state"),
    ],
)
def test_what_changes_from_day_to_day_is_out_of_reach(text: str, found: str) -> None:
    assert classes(text)[:1] == (found,)
