"""Two orders in one English sentence, one order that looks like two, and guards that hold for more than their part."""

import pytest

from myna.nlu.en.clauses import guarded, splits

TWO = {
    "turn the volume up and set a timer for ten minutes": ("turn the volume up", "set a timer for ten minutes"),
    "set an alarm for six and remind me to call mum": ("set an alarm for six", "remind me to call mum"),
    "what time is it and how is the weather": ("what time is it", "how is the weather"),
    "What time is it, and how's the weather?": ("What time is it", "how's the weather?"),
    "turn on the lamp, then play some jazz": ("turn on the lamp", "play some jazz"),
    "turn on the lamp and then play some jazz": ("turn on the lamp", "play some jazz"),
    "turn on the lamp. What time is it?": ("turn on the lamp", "What time is it?"),
    "set a timer for 1,000 seconds, turn off the lamp": ("set a timer for 1,000 seconds", "turn off the lamp"),
    "set a timer for ten minutes and an alarm for six": ("set a timer for ten minutes", "set an alarm for six"),
    "wake me at nine on weekends and half six on weekdays": (
        "wake me at nine on weekends",
        "wake me at half six on weekdays",
    ),
    "please stop and then set a timer": ("please stop", "set a timer"),
    "set a timer and please can you turn the lamp off": ("set a timer", "can you turn the lamp off"),
    "what's five plus five and then turn off the light": ("what's five plus five", "turn off the light"),
    "turn on the lamp but don't turn on the radio": ("turn on the lamp", "don't turn on the radio"),
    "add leeks to my shopping list set a timer for nine minutes": (
        "add leeks to my shopping list",
        "set a timer for nine minutes",
    ),
    "what's the date wake me at seven": ("what's the date", "wake me at seven"),
    "Remind me to call Mary and set an alarm for six": ("Remind me to call Mary", "set an alarm for six"),
}

ONE = """on my shopping list, add milk
did we already add bananas to the list

    add milk and eggs to the list
    add milk, eggs and bread to the list
    set a timer for one hour and thirty minutes
    set an alarm for monday and tuesday
    what is five and six
    turn on the lamp and the radio
    okay, set a timer
    please, and thank you, set a timer
    remind me to buy salt and pepper
    turn on the lamp
    what's the weather like, then
    take a note to add leeks to my shopping list
    remind me at noon to set a timer for the leeks
    see if i've set an alarm for six
    i want you to set an alarm for six
    get me a ticket and i don't care what time
    email jo subject rain body what is the weather like
    and set a timer

"""


@pytest.mark.parametrize("sentence", TWO)
def test_two_orders_are_divided(sentence: str) -> None:
    assert splits(sentence)[0].parts == TWO[sentence]


@pytest.mark.parametrize("sentence", ONE.splitlines())
def test_one_order_is_not_divided(sentence: str) -> None:
    assert splits(sentence) == []


def test_what_goes_on_it_goes_onto_the_list_of_the_part_before() -> None:
    first = splits("create a packing list and put socks and a toothbrush on it")[0]
    assert first.parts == ("create a packing list", "put socks and a toothbrush on my packing list")
    assert splits("turn on the lamp and put a plate on it")[0].parts[-1] == "put a plate on it"


def test_three_orders_are_divided_in_three_and_then_in_two() -> None:
    found = splits("turn down the volume, set an alarm for six and tell me a joke")
    assert [split.parts for split in found] == [
        ("turn down the volume", "set an alarm for six", "tell me a joke"),
        ("turn down the volume", "set an alarm for six and tell me a joke"),
        ("turn down the volume, set an alarm for six", "tell me a joke"),
    ]


@pytest.mark.parametrize(
    ("sentence", "clear"),
    [
        ("remind me to feed the cat and set an alarm for six", True),
        ("remind me to feed the cat and tell mum", False),
        ("remind me to call mum and buy milk", False),
        ("add bread and play dough to the list", False),
    ],
)
def test_a_split_is_clear_where_no_text_would_go_on_like_this(sentence: str, clear: bool) -> None:
    assert splits(sentence)[0].clear is clear


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("turn on the lamp and set a timer", [None, None]),
        ("don't turn on the lamp and set an alarm", ["negation", "negation"]),
        ("don't turn on the lamp, turn on the radio", ["negation", None]),
        ("turn on the lamp but don't turn on the radio", [None, "negation"]),
        ("if it rains set an alarm and turn on the lamp", ["condition", "condition"]),
        ("set an alarm and turn on the lamp if it rains", ["condition", "condition"]),
        ("he said set an alarm and turn on the lamp", ["report", "report"]),
        ("imagine you set an alarm, turn on the lamp", ["hypothetical", "hypothetical"]),
        ("did you set an alarm and turn off the lamp", ["question", "question"]),
        ("who set the alarm and turn off the lamp", ["question", "question"]),
        ("what's the time and set a timer for ten minutes", ["question", None]),
        ("set a timer and turn on the lamp no never mind", ["retraction", "retraction"]),
    ],
)
def test_what_guards_each_part(sentence: str, kinds: list[str | None]) -> None:
    assert [found and found.kind for found in guarded(splits(sentence)[0])] == kinds
