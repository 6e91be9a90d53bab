"""What was just done is taken back, or done otherwise."""

import pytest

from myna.config import Config
from myna.core.reply import Reply
from myna.skills.second_thoughts import KEPT_SECONDS, Done
from skills.context_kit import FakeContext, every_skill

TEN = "set a timer for ten minutes"
MILK, OFF = "add milk to the shopping list", "Milk is off your shopping list."


async def _last(*sentences: str) -> str:
    """Do all ``sentences`` one after the other; what is said to the last one."""
    skills, said = every_skill(Config(), FakeContext(volume=40)), ""
    for sentence in sentences:
        reply = skills.decide(sentence).reply
        assert reply is not None, sentence
        said = (await reply.act() if reply.act else None) or reply.text
    return said


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        pytest.param([TEN, "cancel that"], "I cancelled the timer for 10 minutes.", id="a timer"),
        pytest.param([TEN, "no wait scratch that", "what timers do i have"], "There is no timer.", id="it is gone"),
        pytest.param([TEN, "set a timer for an hour", "undo"], "I cancelled the timer for 1 hour.", id="the newest"),
        pytest.param(
            ["add milk and eggs to the shopping list", "take that back"],
            "Milk and eggs are off your shopping list.",
            id="items",
        ),
        pytest.param(
            ["add milk", "add milk and tea", "undo that", "what is on my shopping list"],
            "On your shopping list: milk.",
            id="what was there before stays",
        ),
        pytest.param(
            ["add ten eggs to the shopping list", "make it twelve", "what is on my shopping list"],
            "On your shopping list: twelve eggs.",
            id="more of an item",
        ),
        pytest.param([MILK, "oops undo that"], OFF, id="oops"),
        pytest.param([MILK, "no the to-do list i mean"], f"{OFF} Milk is on your to-do list.", id="meant at the end"),
        pytest.param([MILK, "no the to-do list"], f"{OFF} Milk is on your to-do list.", id="only a list"),
        pytest.param(
            ["note that tom is six", "scratch that", "read my notes"], "There are no notes.", id="a note is gone"
        ),
        pytest.param([MILK, "note that tom is six", "undo that"], "The note is deleted: tom is six.", id="a note"),
        pytest.param(["louder", "undo that"], "Volume 40 percent.", id="the volume"),
        pytest.param([MILK, "no i meant honey"], f"{OFF} Honey is on your shopping list.", id="an item"),
        pytest.param([MILK, "no i wanted oat milk"], f"{OFF} Oat milk is on your shopping list.", id="two words"),
        pytest.param([MILK, "i said honey not milk"], f"{OFF} Honey is on your shopping list.", id="and not"),
        pytest.param([MILK, "no i meant the to-do list"], f"{OFF} Milk is on your to-do list.", id="a list"),
        pytest.param(
            ["add milk and eggs to the shopping list", "i meant honey instead of eggs", "what is on my shopping list"],
            "On your shopping list: milk and honey.",
            id="one of two",
        ),
        pytest.param(
            ["add milk and eggs to the shopping list", "no i meant honey"], "What shall I remove?", id="which of two"
        ),
        pytest.param(
            [MILK, "no i meant honey", "no i meant jam", "what is on my shopping list"],
            "On your shopping list: jam.",
            id="again",
        ),
        pytest.param([TEN, "make that fifteen minutes"], "15 minutes left on the timer for 15 minutes.", id="a length"),
        pytest.param([TEN, "no i said fifteen"], "15 minutes left on the timer for 15 minutes.", id="a bare number"),
        pytest.param([TEN, "actually make that eight"], "8 minutes left on the timer for 8 minutes.", id="actually"),
        pytest.param([TEN, "get rid of it"], "I cancelled the timer for 10 minutes.", id="rid of it"),
        pytest.param([MILK, "make that soy milk"], f"{OFF} Soy milk is on your shopping list.", id="make that"),
        pytest.param(
            [MILK, "is tea on it", "remove it"], "Tea is not on your shopping list.", id="it is what was asked"
        ),
        pytest.param(
            ["put tea, jam and rice on the list", "cross off the last one"],
            "Rice is off your shopping list.",
            id="place",
        ),
        pytest.param(
            ["set a soup timer for two minutes", TEN, "cancel the soup one"],
            "I cancelled the soup timer.",
            id="by name",
        ),
        pytest.param([TEN, "set a timer for an hour", "cancel both"], "I cancelled 2 timers.", id="both"),
        pytest.param([TEN, "cancel that the oven's off"], "I cancelled the timer for 10 minutes.", id="a reason"),
        pytest.param(
            [TEN, "we're out of leeks scrap that"], "I cancelled the timer for 10 minutes.", id="reason first"
        ),
        pytest.param([TEN, "turn it off"], "I cancelled the timer for 10 minutes.", id="turn it off"),
        pytest.param([TEN, "sorry twenty minutes"], "20 minutes left on the timer for 20 minutes.", id="sorry"),
    ],
)
async def test_what_was_done_is_taken_back_or_done_otherwise(sentences: list[str], said: str) -> None:
    assert await _last(*sentences) == said


@pytest.mark.parametrize(
    ("correction", "said"),
    [
        ("no i meant seven thirty", "7:30 AM tomorrow"),
        ("i said half past eight", "8:30 AM tomorrow"),
        ("make that friday", "7 AM on Friday"),
        ("make it quarter past", "7:15 AM tomorrow"),
        ("push it back an hour", "8 AM tomorrow"),
        ("move it forward by ten minutes", "6:50 AM tomorrow"),
        ("make it every weekday", "7 AM every weekday"),
        ("move that to nine", "9 AM tomorrow"),
    ],
)
async def test_an_alarm_is_moved_to_the_time_that_was_meant(correction: str, said: str) -> None:
    assert said in await _last("set an alarm for tomorrow at seven", correction)


async def test_a_reminder_is_taken_back() -> None:
    assert await _last("remind me tomorrow at nine to call mum", "forget that", "what are my reminders") == (
        "There is no reminder."
    )


@pytest.mark.parametrize("sentence", ["cancel that", "forget it", "no i said fifteen", "make it fifteen minutes"])
def test_where_nothing_was_done_nothing_is_changed(sentence: str) -> None:
    decision = every_skill(Config(), FakeContext()).decide(sentence)
    assert decision.reply is None or decision.reply.act is None


async def test_a_question_is_taken_back_and_what_was_done_before_stays() -> None:
    skills = every_skill(Config(), FakeContext())
    timer = skills.decide(TEN).reply
    assert timer is not None
    assert timer.act is not None
    await timer.act()
    asking = skills.decide("set an alarm").reply
    assert asking is not None
    assert asking.question is not None
    assert asking.question("no forget it") == Reply()
    left = skills.decide("what timers do i have").reply
    assert left is not None
    assert left.slots.get("left_seconds") is not None


@pytest.mark.parametrize("order", [TEN, "set an alarm for tomorrow at seven"])
async def test_other_words_are_no_second_thought(order: str) -> None:
    skills = every_skill(Config(), FakeContext())
    done = skills.decide(order).reply
    assert done is not None
    assert done.act is not None
    await done.act()
    for sentence in (
        *("no i said hello to my mother at five", "i said that he comes at eight", "no at nine i go to bed"),
        *("make it louder", "no thanks", "actually what time is it", "make that coffee", "no five people came"),
        *("did you cancel that", "why did you cancel that", "he told me to cancel that", "don't cancel that"),
    ):
        decision = skills.decide(sentence)
        assert decision.skill != "undo" or decision.kind == "nothing", sentence


async def test_what_was_set_before_is_taken_back_too() -> None:
    alarm = "set an alarm for tomorrow at seven"
    assert await _last(alarm, alarm, "cancel that") == "I cancelled the alarm for 7 AM tomorrow."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "nein vergiss das"),
        ("fr", "annule ça"),
        ("es", "no espera deshaz eso"),
        ("zh", "撤销"),
        ("ko", "방금 거 취소해 줘"),
    ],
)
def test_it_is_said_in_other_languages(language: str, words: str) -> None:
    decision = every_skill(Config(language=language), FakeContext()).decide(words)
    assert (decision.skill, decision.intent, decision.reply) == ("undo", "MynaTakeBack", Reply())


def test_after_a_while_that_means_nothing_any_more() -> None:
    now = 0.0
    done = Done(lambda: now)
    assert done.back() is None
    done.note(lambda: Reply("Taken back."), lambda words: Reply(words))
    assert done.back() == Reply("Taken back.")
    assert done.instead("other words") == Reply("other words")
    now = KEPT_SECONDS + 1.0
    assert done.back() is None
    assert done.instead("other words") is None


@pytest.mark.parametrize(
    "text",
    [
        "i meant it",
        "i mean really",
        "i mean it's fine",
        "i meant what i said",
        "i meant i like milk",
        "i meant honey instead of bread",
        "i said thank you",
        "no i meant six",
        "no i said stop",
        "no problem",
        "no thanks",
        "make that better please",
    ],
)
async def test_what_is_no_item_takes_no_item_s_place(text: str) -> None:
    skills = every_skill(Config(), FakeContext(volume=40))
    for sentence in (MILK, text):
        reply = skills.decide(sentence).reply
        if reply is not None and reply.act is not None:
            await reply.act()
    told = skills.decide("what is on my shopping list").reply
    assert told is not None
    assert told.text == "On your shopping list: milk."
