import pytest

from myna.nlu.en.note_answers import Fit
from myna.nlu.en.questions.notes import asked


def fit(question: str, line: str, above: str) -> Fit | None:
    """How well a line below the names and headings ``above``, a > between them, answers a question."""
    found = asked(question)
    return None if found is None else found.fits(line, above.split(" > "))


@pytest.mark.parametrize(
    ("question", "line", "above"),
    [
        ("when did i last change the bed sheets", "Bed sheets changed on 12 November", "stuff"),
        ("when is the window cleaner coming", "The window cleaner comes every second Friday", "stuff"),
        ("when does mia take her medicine", "Medicine: 5 ml, morning and evening", "family > Mia"),
        ("what's tom's locker number", "Locker: 117", "tom"),
        ("who do i call when the lift is stuck", "Lift stuck: call 0171 555 000", "stuff"),
        ("how heavy is the cat", "weighs 4.2 kg", "cat"),
        ("how often does the monstera need water", "the monstera gets water once a week", "notes"),
        ("what is the wifi password for guests", "The wifi password for guests is blue whale 42.", "house"),
        ("what is the wifi password for guests", "Wifi password: blue whale 42", "house > Guests"),
        ("what is the wifi password for guests", "Password: blue whale 42", "house > Wi-Fi > Guests"),
        ("what is the wi fi password", "Wi-Fi password: blue whale 42", "house"),
        ("what is the wifi password", "blue whale 42", "house > Wifi password"),
        ("what's the guest wifi password", "Guests: blue whale 42", "house > Wifi passwords"),
        ("tell me the wifi password", "The wifi password for guests is blue whale 42.", "house"),
        ("how long does the dishwasher eco program run", "Program Eco, Time: 3 h 30 min", "house > Dishwasher"),
        (
            "how long does the dishwasher eco program run",
            "The dishwasher's eco program runs for three and a half hours.",
            "house",
        ),
        ("how long does the dishwasher eco program run", "Dishwasher eco program: 3 hours 30 minutes", "house"),
        (
            "where did I put the christmas lights",
            "I put the christmas lights in the attic, behind the suitcases.",
            "notes",
        ),
        ("where did I put the christmas lights", "Christmas lights: attic, box 3", "notes"),
        ("where are the christmas lights", "The Christmas lights are stored in the attic", "notes"),
        ("when is the bin collected", "The bin is collected on Tuesday", "notes"),
        ("when is the bin collected", "Bins: Tuesday evening", "notes"),
        ("when is the bin collected", "Rubbish collection: every second Wednesday", "notes"),
        ("when is the bin collected", "on tuesday the bin is collected", "notes"),
        ("when is the next bin collection", "Bin collection is on Thursdays", "notes"),
        ("which day is recycling", "Recycling: Wednesday", "notes"),
        ("who is our plumber", "The plumber is Joe Miller, 555 1234", "notes"),
        ("who is our plumber", "Joe Miller is our plumber", "notes"),
        ("who is our plumber", "Plumber: Joe Miller", "notes"),
        ("who is our plumber", "the plumber is joe miller", "notes"),
        ("who is our plumber", "Joe Miller", "notes > Plumber"),
        ("what's the plumber's number", "Plumber: Joe Miller, 555 1234", "notes"),
        ("what's the plumber's phone number", "The plumber's number is 555-1234", "notes"),
        ("what is grandma's phone number", "Grandma: 0171 555 123", "phone numbers"),
        ("where is the spare key", "the spare key is under the third pot", "notes"),
        ("where is the spare key", "Spare key: third pot on the left", "notes"),
        ("when was the boiler serviced", "Boiler serviced on 3 May 2024 by Mr Smith", "house"),
        ("when was the boiler serviced", "Serviced: 2024-05-03", "house > Boiler"),
        ("how old is the boiler", "Boiler: installed in 2012", "house"),
        ("what do i feed the cat", "Feed the cat half a tin twice a day", "pets"),
        ("what filter does the vacuum take", "The vacuum takes a type G filter", "house"),
        ("which bulbs does the kitchen lamp need", "Kitchen lamp: E27 bulbs", "house"),
        ("how do I reset the router", "Reset the router: hold the button for ten seconds", "house"),
        ("how do I reset the router", "To reset the router, hold the button for ten seconds", "house"),
        ("what's the alarm code", "Alarm code: 4711", "house"),
        ("do we have a spare key", "the spare key is under the third pot", "notes"),
        ("what time does the school start", "School starts at 8:30", "kids"),
        ("what time does school start", "school starts at half past eight", "kids"),
        ("when does the bakery open", "Bakery opens at 7, closed on Mondays", "town"),
        ("what temperature do i bake the bread at", "Bake the bread for 40 minutes at 220 °C", "recipes"),
        ("how many eggs do i need for pancakes", "Pancakes: 3 eggs, 200 g flour, half a litre of milk", "recipes"),
        ("how many eggs for the pancakes", "3 eggs", "recipes > Pancakes"),
        ("how long do i cook eggs", "Eggs: cook for 7 minutes", "recipes"),
        ("when is grandma's birthday", "Grandma: born on 4 May 1941", "family"),
        ("when is grandma's birthday", "Grandma: 4 May", "family > Birthdays"),
        ("what size are the kids shoes", "Kids' shoes: size 32", "family"),
        ("what is in box 3", "Box 3: fairy lights, extension lead", "attic"),
        ("what is in box three", "Box 3: fairy lights, extension lead", "attic"),
        ("what's for dinner on friday", "Friday: lasagne", "meals > Dinner"),
        ("did we pay the electricity bill", "Paid the electricity bill on 3 May", "notes"),
        ("when did we buy the washing machine", "Bought the washing machine in May 2022", "notes"),
        ("who has the spare key", "Anna has the spare key", "notes"),
        ("who has the spare key", "I gave the spare key to Anna", "notes"),
        ("when is my dentist's appointment", "Dentist appointment: 3 December at 10:15", "notes"),
        ("how much is the rent", "Rent: 950 euros, due on the 1st", "house"),
        ("how wide is the fridge", "Fridge: 60 cm wide", "house"),
        ("what is the code of the garage door", "Garage door code: 2580", "house"),
        ("how often do i water the monstera", "Water the monstera once a week", "plants"),
        ("do you know where the passports are", "Passports: top drawer of the desk", "notes"),
        ("is tom allergic to nuts", "Tom is allergic to nuts and eggs", "kids"),
        ("why is the side gate locked", "Side gate locked because the hinge is broken", "house"),
        ("what are the neighbours called", "Neighbours: Sam and Lucy, number 14", "people"),
        ("when does nursery start", "Nursery starts at 9", "kids > Mia"),
        ("when is the paper collected", "Paper: first Monday of the month", "house > Bins"),
        ("what's joe miller's number", "Plumber: Joe Miller, 0171 555 123", "people"),
        ("is tom allergic to anything", "Allergic to peanuts", "kids > Tom"),
        ("what is tom allergic to", "Allergic to peanuts", "kids > Tom"),
        ("how much water goes in the sourdough bread", "500 g flour, 350 g water, 10 g salt", "sourdough bread"),
        ("who has the spare car key", "the spare car key is with sam", "notes"),
        ("when is the rent due", "Rent: 950 euros, due on the first", "dates"),
        ("what do my notes say about the boiler", "Boiler: installed in 2012", "house"),
    ],
)
def test_a_line_answers(question: str, line: str, above: str) -> None:
    assert fit(question, line, above) is not None


@pytest.mark.parametrize(
    ("question", "line", "above"),
    [
        ("what is the wifi password of the neighbours", "Wifi password for guests: blue whale 42", "house"),
        ("what is tom's wifi password", "Wifi password for guests: blue whale 42", "house"),
        ("what is your wifi password", "Wifi password: blue whale 42", "house"),
        ("what is the wifi password", "The sticker with the wifi password is on the fridge", "house"),
        ("what is the wifi password", "Change the wifi password for the guests!", "house"),
        ("who is our plumber", "Call the plumber on Monday", "todo"),
        ("who is our plumber", "The plumber is late again", "todo"),
        ("who is our plumber", "Plumber: 555 1234", "todo"),
        ("when is the bin collected", "The bin is in the yard", "todo"),
        ("when is the bin collected", "Bins: behind the shed", "todo"),
        ("when was the boiler repaired", "Boiler: installed in 2012", "house"),
        ("when do I take the pills", "Pills: ordered on Monday", "todo"),
        ("where is the spare key", "Spare key: cut on Tuesday", "notes"),
        ("where is the spare key", "The spare key costs 12 euros", "notes"),
        ("where did i put the christmas lights", "Christmas lights: 200 LEDs, bought in 2019", "notes"),
        ("where are the christmas lights", "The christmas lights need new bulbs in the living room", "notes"),
        ("how long does the dishwasher run", "Salt: refill every 30 days", "dishwasher"),
        ("how long does the dishwasher run", "Eco: 3 h", "dishwasher"),
        ("what is my blood type", "Tom's blood type: B", "family"),
        ("what is her phone number", "Anna's phone number: 555 1234", "family"),
        ("what is a dishwasher", "Dishwasher: Bosch SMV4", "house"),
        ("how old is tom", "Tom owes me 5 euros", "x"),
        ("how old is tom", "Tom: 5 euros", "x"),
        ("where is the shed", "Key for the shed: kitchen drawer", "x"),
        ("who has the spare key", "Copy the spare key", "x"),
        ("did the plumber call", "Call the plumber on Monday", "x"),
        ("when is the party", "Buy balloons for the party on Friday", "x"),
        ("call grandma", "Call grandma on Sunday", "x"),
        ("tell me a joke", "Joke: ha ha", "x"),
        ("set an alarm for three", "set an alarm for 3", "x"),
        ("how do i reset the router", "The router was reset in May after the storm", "x"),
        ("how do i turn on the heating", "To turn off the heating, press the red button", "x"),
        ("how tall is the kitchen table", "Kitchen table: 1.8 m long", "x"),
        ("how much does the plumber cost", "Plumber: Joe, 555 1234", "x"),
        ("how many people live in france", "People who live in France drink wine", "x"),
        ("what is the capital of france", "France: trip in May, capital fun", "x"),
        ("when was the second world war", "Second world war book is due on Tuesday", "x"),
        ("what's the plumber's number", "Plumber: Joe Miller", "x"),
        ("where is tom", "Tom: vegetarian", "x"),
        ("what is the wifi password", "Wifi password: ", "x"),
        ("what is tom's phone number", "Tom: 12 July 2015", "people"),
        ("who is tom", "Swimming on Monday at five", "kids > Tom"),
        ("what is mia's blood type", "Blood type: B positive", "kids > Tom"),
        ("how many alarms do i have", "set an alarm for 3", "dates"),
        ("when is the next boiler service", "The next service is due in March 2027", "house"),
        ("when is the plumber coming", "Call the plumber on Monday", "todo"),
        ("when is the next boiler service", "Serviced: 2024-05-03", "house > Boiler"),
        ("how much water does the monstera need", "Water the monstera once a week", "plants"),
        ("what is the guest wifi called", "Guests: blue whale 42", "house > Wifi passwords"),
        ("what time does my flight get in", "Flight to Lisbon leaves on 22 December at 6:40", "dates"),
        ("do not care", "the spare car key is with sam", "notes"),
    ],
)
def test_a_line_that_has_the_words_does_not_answer(question: str, line: str, above: str) -> None:
    assert fit(question, line, above) is None


def test_what_a_line_is_narrower_about_is_counted() -> None:
    asked_for = "what is the wifi password"
    assert fit(asked_for, "Wifi password: red fox", "house") == Fit((0, 0), frozenset({"red", "fox"}))
    own, above = (
        fit(asked_for, "Guest wifi password: owl", "house"),
        fit(asked_for, "Wifi password: owl", "house > Guests"),
    )
    assert own is not None
    assert above is not None
    assert (own.extra, above.extra) == ((1, 0), (0, 1))


def test_what_is_not_so_comes_last() -> None:
    eats, denied = (
        fit("what does the cat eat", line, "cat") for line in ("eats dry food at night", "must not eat tuna")
    )
    assert eats is not None
    assert denied is not None
    assert eats.extra < denied.extra


def test_what_only_probably_answers_is_told() -> None:
    whole = fit("what filter does the vacuum take", "The vacuum takes a type G filter", "house")
    assert whole is not None
    assert whole.loose
