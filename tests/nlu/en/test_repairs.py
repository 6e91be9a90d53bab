"""What people correct within an English sentence, and what only looks like that."""

import pytest

from myna.nlu.en.repairs import mended


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("set a timer for five no six minutes", "set a timer for six minutes"),
        ("timer ten minutes, no, fifteen", "timer fifteen minutes"),
        ("set a ten minute, I mean fifteen minute timer", "set a fifteen minute timer"),
        ("set a timer for ten minutes no half an hour", "set a timer for half an hour"),
        ("um set a timer for uh ten actually make it twenty minutes", "set a timer for twenty minutes"),
        ("set an alarm for half past six no seven tomorrow", "set an alarm for seven tomorrow"),
        ("wake me at six tomorrow, I mean friday", "wake me at six friday"),
        ("remind me at four no five to feed the cat", "remind me at five to feed the cat"),
        ("add milk, I mean oat milk, to the shopping list", "add oat milk to the shopping list"),
        ("add milk, no, butter to the shopping list", "add butter to the shopping list"),
        ("add milk to the list no the camping list", "add milk to the camping list"),
        ("put milk on the list no oat milk no wait almond milk", "put almond milk on the list"),
        ("add oat milk and bread no almond milk to the list", "add almond milk and bread to the list"),
        ("add batteries no sorry light bulbs to the shopping list", "add light bulbs to the shopping list"),
        ("add batteries no wait light bulbs to the list", "add light bulbs to the list"),
        ("add batteries no not batteries light bulbs to the list", "add light bulbs to the list"),
        ("add milk and bread no sorry rolls to the list", "add milk and rolls to the list"),
        ("add milk bread no sorry rolls to the list", "add milk rolls to the list"),
        ("put butter actually margarine on the list", "put margarine on the list"),
        ("add apples no make that pears to the list", "add pears to the list"),
        ("add a tin of beans sorry two tins of beans to the list", "add two tins of beans to the list"),
        ("turn on, I mean turn off the lamp", "turn off the lamp"),
        ("turn on the kitchen no the bedroom lamp", "turn on the bedroom lamp"),
        ("turn the lamp on no off", "turn the lamp off"),
        ("kitchen lights fifty no forty percent", "kitchen lights forty percent"),
        ("set a timer for ten minutes no wait set an alarm for six", "set an alarm for six"),
        ("Um, twelve times uh Twelve?", "twelve times Twelve?"),
        ("set an alarm for seven no i said eleven", "set an alarm for eleven"),
        ("set a timer for one no two sorry three minutes", "set a timer for three minutes"),
        ("add milk and sugar no wait not sugar", "add milk"),
        ("what've i got on friday", "what have i got on friday"),
        (
            "the dentist's on the twelfth at three put that in my diary",
            "add the dentist on the twelfth at three to my calendar",
        ),
        ("lunch at mum's on sunday pop that in the calendar please", "add lunch at mum's on sunday to my calendar"),
        ("add milk and sugar, oh no, not the sugar", "add milk"),
        ("put eggs and bread on the shopping list oh wait not the eggs", "put bread on the shopping list"),
        ("add eggs bread and milk no wait scratch the bread", "add eggs milk"),
    ],
)
def test_what_is_corrected_takes_the_place_of_what_was_said(said: str, meant: str) -> None:
    assert mended(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "add milk no butter to the shopping list",
        "add yoghurt no fat yoghurt to the shopping list",
        "add eggs and no oat milk",
        "what is on friday put that in my diary",
        "remind me to add milk and sugar, not butter",
        "add milk and sugar not flour",
        "add sorry cards to the shopping list",
        "add no added sugar juice to the shopping list",
        "add milk actually no",
        "turn on the kitchen light no hall light",
        "there is no milk, add it to the list",
        "remind me to say no to the man",
        "wake me at six thirty, not six",
        "no, I meant twelve minutes",
        "uh huh",
        "how many mm in an inch",
        "what element has the symbol Er",
        "no wait scratch that",
        "what is no time to die",
        "is there no one here",
        "spell um",
        "um",
        "",
    ],
)
def test_what_corrects_nothing_stays(text: str) -> None:
    assert mended(text) == text
