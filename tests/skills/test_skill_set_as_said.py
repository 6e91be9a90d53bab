"""What people say as they speak: politeness, second thoughts and statements around an order, and what is no order."""

import pytest

from myna.config import Config
from skills.answers import talked
from skills.context_kit import FakeContext, every_skill

FIVE, TEN = "set a timer for five minutes", "set a timer for ten minutes"
SIX, SEVEN = "set an alarm for six pm", "set an alarm for seven pm"
MILK = "add milk to the shopping list"
PIZZA, EGG = "set a pizza timer for ten minutes", "set an egg timer for six minutes"


async def _last(*sentences: str) -> str | None:
    """What is said to the last of ``sentences``, each of which answers a question before it; None: nothing is."""
    *_, last = said = await talked(every_skill(Config(), FakeContext(volume=40)), sentences)
    return None if last is None or None in said else last.text


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        pytest.param([TEN, "actually cancel that"], "I cancelled the timer for 10 minutes.", id="filler before it"),
        pytest.param([TEN, "pause it", "carry on", "how long is left"], None, id="goes on"),
        pytest.param([PIZZA, EGG, "cancel the eggs"], "I cancelled the egg timer.", id="by its name alone"),
        pytest.param([SIX, SEVEN, "okay cancel the six please"], "I cancelled the alarm for 6 PM {day}.", id="a time"),
        pytest.param(
            [SIX, SEVEN, "cancel every alarm but the seven o'clock"], "I cancelled the alarm for 6 PM {day}.", id="but"
        ),
        pytest.param([SIX, SEVEN, "cancel all alarms except the six am one"], "There is no such alarm.", id="no such"),
        pytest.param([FIVE, PIZZA, "stop every timer but the five minute one"], "I cancelled the pizza timer.", id="5"),
        pytest.param(
            [FIVE, PIZZA, "cancel all timers except the pizza one"], "I cancelled the timer for 5 minutes.", id="pizza"
        ),
        pytest.param(["take a note", "never mind"], "", id="no note"),
        pytest.param(["add something to my list", "actually nothing"], "", id="no item"),
        pytest.param(["volume to forty", "a bit less"], "Volume 35 percent.", id="less"),
        pytest.param(["turn it down", "more"], "Volume 30 percent.", id="more of it"),
        pytest.param(["volume to forty", "no sixty"], "Volume 60 percent.", id="another number"),
        pytest.param(["turn it up to eleven"], "How loud, from zero to ten?", id="the other way"),
        pytest.param(["volume ten percent louder"], "Volume 50 percent.", id="by ten"),
        pytest.param(["set volume of speaker to thirty"], "Volume 30 percent.", id="a level is no silence"),
        pytest.param([MILK, "no take it off again"], "Milk is off your shopping list.", id="off again"),
        pytest.param([MILK, "what else is on it"], "On your shopping list: milk.", id="what else"),
        pytest.param(["louder", "no that's too much"], "Volume 30 percent.", id="too much"),
        pytest.param(["louder", "not enough"], "Volume 50 percent.", id="not enough"),
        pytest.param(
            [MILK, "what's the capital of spain", "no i mean portugal"],
            "The capital of Portugal is Lisbon.",
            id="meant",
        ),
        pytest.param(
            ["can i get two timers one for five minutes and one for ten"],
            "5 minutes, starting now. 10 minutes, starting now.",
            id="the unit before",
        ),
        pytest.param(
            ["set a timer for five minutes for the green beans and eight minutes for the corn"],
            "The green beans timer is set for 5 minutes. The corn timer is set for 8 minutes.",
            id="each its name",
        ),
        pytest.param(["gimme a six minute egg timer would you"], "The egg timer is set for 6 minutes.", id="no name"),
        pytest.param(["why don't you set a timer for ten minutes"], "10 minutes, starting now.", id="why don't you"),
        pytest.param(["i'm tired of this set a timer for ten minutes"], "10 minutes, starting now.", id="a statement"),
        pytest.param(["talk slower please my english not so good"], "I will speak more slowly.", id="slower"),
        pytest.param(["i want that you put rice on list"], "Rice is on your shopping list.", id="that you"),
        pytest.param(["i need to buy soap put it on the list"], "Soap is on your shopping list.", id="put it on"),
        pytest.param(
            ["create a packing list and put socks and toothbrush on it"],
            "There is a packing list now. Socks and toothbrush are on your packing list.",
            id="on it",
        ),
        pytest.param(
            ["what have i got on my shopping list", "right well put flour and sugar on it"],
            "Flour and sugar are on your shopping list.",
            id="on what was read",
        ),
        pytest.param(
            [MILK, "put dentist on my to-do list", "what's on my shopping list", "add tea to that one"],
            "Tea is on your shopping list.",
            id="on the list named last",
        ),
        pytest.param(
            ["make a list for the barbecue", "sausages buns and charcoal go on that", "what's on the barbecue list"],
            "On your barbecue list: sausages, buns and charcoal.",
            id="go on that",
        ),
        pytest.param(
            ["to do list paint the fence", "fix the gate too", "how many things have i got on there"],
            "2 on your to-do list: paint the fence and fix the gate.",
            id="how many",
        ),
        pytest.param(
            ["to do ring the plumber about that flipping boiler"],
            "Ring the plumber about that flipping boiler is on your to-do list.",
            id="to do",
        ),
        pytest.param(
            ["add something to my list", "what's on the shopping list"], "Your shopping list is empty.", id="?"
        ),
        pytest.param(["take a note", "set a timer for ten minutes"], "10 minutes, starting now.", id="an order"),
        pytest.param(["take a note", "call the plumber at ten"], "Noted: call the plumber at ten.", id="a note"),
        pytest.param(["take a note", "the time is ten past four"], "Noted: the time is ten past four.", id="a fact"),
        pytest.param(
            ["add something to my to-do list", "set the table"], "Set the table is on your to-do list.", id="set"
        ),
        pytest.param(
            ["add something to my list", "put dentist on my to-do list"], "Dentist is on your to-do list.", id="other"
        ),
        pytest.param(
            ["set a reminder", "what's the capital of spain"], "The capital of Spain is Madrid.", id="no text"
        ),
        pytest.param(["read out my notes"], "There are no notes.", id="read out"),
        pytest.param(
            ["note that tom's allergic to peanuts", "delete that note"],
            "Shall I delete this note: tom's allergic to peanuts?",
            id="that note",
        ),
        pytest.param(
            ["note that tom's allergic to peanuts", "delete that note", "yes", "read my notes"],
            "There are no notes.",
            id="and it is gone",
        ),
        pytest.param(
            ["take a note bike lock code is four seven one nine", "read it back to me"],
            "Your note: bike lock code is four seven one nine.",
            id="read it back",
        ),
        pytest.param([MILK, "read it to me"], "On your shopping list: milk.", id="read it to me"),
        pytest.param(["note to self buy a mop"], "Noted: buy a mop.", id="to self"),
        pytest.param(
            ["add a pint of cream a bag of sugar and some sponges to the shopping list"],
            "A pint of cream, a bag of sugar and sponges are on your shopping list.",
            id="amounts",
        ),
        pytest.param(
            ["put soap and er what was it oh yes candles on the shopping list"],
            "Soap and candles are on your shopping list.",
            id="while thinking",
        ),
        pytest.param(
            ["add fish and chips and a lemon"], "Fish and chips and lemon are on your shopping list.", id="no list"
        ),
        pytest.param(
            ["create a gift list with a scarf and perfume"],
            "There is a gift list now. Scarf and perfume are on your gift list.",
            id="with items",
        ),
        pytest.param(
            ["start a new list for the picnic", "plates forks and a rug"],
            "Plates, forks and rug are on your picnic list.",
            id="a fresh list",
        ),
        pytest.param(["start a new list for the picnic", "brilliant thanks"], "You are welcome.", id="no item of it"),
        pytest.param([MILK, "scrap the milk"], "Milk is off your shopping list.", id="scrap it"),
        pytest.param([MILK, "oh we've got milk take it off"], "Milk is off your shopping list.", id="we have got it"),
        pytest.param(
            ["put wash the car and phone gran on my to do list", "i've washed the car", "what's left"],
            "On your to-do list: phone gran.",
            id="it is done",
        ),
        pytest.param(
            ["add plums and figs to the shopping list", "not figs dates", "what's on it"],
            "On your shopping list: plums and dates.",
            id="not those",
        ),
        pytest.param(
            [MILK, "make that three pints", "what's on it"], "On your shopping list: three pints of milk.", id="3"
        ),
        pytest.param(
            ["add rice and peas to the shopping list", "do we have rice on there", "make it two bags", "what's on it"],
            "On your shopping list: peas and two bags of rice.",
            id="the one that was asked for",
        ),
        pytest.param([MILK, "how many is that"], "1 on your shopping list: milk.", id="how many"),
        pytest.param([MILK, "clear the lot"], "Shall I clear your shopping list?", id="the lot"),
        pytest.param([MILK, "clear the lot", "yes", "put it back"], "Milk is on your shopping list.", id="and back"),
        pytest.param(
            [MILK, "shift the milk to the cafe list"],
            "Milk is off your shopping list. Milk is on your cafe list.",
            id="moved",
        ),
        pytest.param([MILK, "which list is that on"], "Milk is on your shopping list.", id="which list"),
        pytest.param(["which list is that on"], "That is on no list.", id="no list at all"),
        pytest.param([MILK, "what's the first thing on there"], "Milk.", id="the first"),
        pytest.param([MILK, "i said add milk to the shopping list"], "Milk is on your shopping list.", id="said again"),
        pytest.param(
            ["remove something from my list", "what's left on it"], "Your shopping list is empty.", id="no item either"
        ),
        pytest.param(
            ["take a note the drill is in the loft", "where did i say the drill was"],
            "Your note: the drill is in the loft.",
            id="where it is",
        ),
        pytest.param(
            ["take a note lunch with joan", "it's june not joan", "read my notes"],
            "Your notes: lunch with june.",
            id="june",
        ),
        pytest.param(["volume to sixty", "what's it at now"], "The volume is 40 percent.", id="what it is at"),
        pytest.param(["volume to sixty", "what was it before"], "It was 40 percent.", id="what it was"),
        pytest.param(["speak faster", "no go back to normal"], "I speak at my normal speed.", id="normal"),
        pytest.param(
            ["make a list called shed", "put a rake on it", "so what's on shed"], "On your shed list: rake.", id="shed"
        ),
        pytest.param(["louder i've got the fan on"], "Volume 50 percent.", id="why"),
        pytest.param(["sorry have you got the time i can't find my watch", "what did you say"], None, id="the time"),
        pytest.param(["in an hour tell me to ring mom"], "I will remind you in 1 hour: ring mom.", id="tell me to"),
    ],
)
async def test_it_is_understood(sentences: list[str], said: str | None) -> None:
    answer = await _last(*sentences)
    assert answer is not None
    if said is not None and "{day}" in said:
        assert answer in (said.format(day="today"), said.format(day="tomorrow"))
    elif said is not None:
        assert answer == said


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        pytest.param([FIVE, TEN, "cancel them all"], "I cancelled 2 timers.", id="them all"),
        pytest.param([FIVE, TEN, "right cancel the lot"], "I cancelled 2 timers.", id="the lot"),
        pytest.param([FIVE, PIZZA, "cancel the five and the pizza"], "I cancelled 2 timers.", id="two of them"),
        pytest.param([PIZZA, EGG, "pause the egg one"], "I paused the egg timer, with 6 minutes left.", id="pause one"),
        pytest.param([PIZZA, EGG, "which one's done first"], None, id="which first"),
        pytest.param([PIZZA, "start it again from the beginning"], None, id="from the beginning"),
        pytest.param(
            [PIZZA, "and one for the sauce twenty minutes"], "The sauce timer is set for 20 minutes.", id="and one"
        ),
        pytest.param(
            ["egg timer four and a half minutes"], "The egg timer is set for 4 minutes and 30 seconds.", id="egg"
        ),
        pytest.param(
            ["two hour timer and call it slow cooker"], "The slow cooker timer is set for 2 hours.", id="name"
        ),
        pytest.param(["i need an hour on the clock"], "1 hour, starting now.", id="on the clock"),
        pytest.param(["time me five minutes for brushing my teeth"], "5 minutes, starting now.", id="time me"),
        pytest.param(["set a bloody timer for like twelve minutes"], "12 minutes, starting now.", id="curse"),
        pytest.param(["set a timer for five minutes then"], "5 minutes, starting now.", id="then"),
        pytest.param(
            ["my recipe says bake for forty minutes can you set a timer"], "40 minutes, starting now.", id="recipe"
        ),
        pytest.param([SIX, "get rid of it i'm not going"], "I cancelled the alarm for 6 PM {day}.", id="with a reason"),
        pytest.param(["set an alarm for the thirtieth of february at eight"], "There is no such day.", id="no day"),
        pytest.param(
            ["remind me in ten minutes to eat", "no make it twenty"], "I will remind you in 20 minutes: eat.", id="20"
        ),
        pytest.param(["tell me to stand up in an hour"], "I will remind you in 1 hour: stand up.", id="tell me"),
        pytest.param(["volume to twenty", "put it back to where it was"], "Volume 40 percent.", id="back"),
        pytest.param(["make it louder", "bit more"], "Volume 50 percent.", id="bit more"),
        pytest.param(
            ["could you talk a bit slower i'm not as quick as i was"], "I will speak more slowly.", id="slower"
        ),
        pytest.param(["start the stopwatch", "how long's it been"], None, id="been"),
        pytest.param(["count up from zero on the stopwatch"], "Go.", id="count up"),
        pytest.param(["start the stopwatch", "reset it"], "The stopwatch is back at zero.", id="reset it"),
        pytest.param(["twelve times twelve", "divide that by nine"], "144 divided by 9 is 16.", id="divide that"),
        pytest.param(["what's twenty percent of ninety", "and thirty percent"], "30 percent of 90 is 27.", id="of 90"),
        pytest.param(["is seven times eight fifty six"], "7 times 8 is 56.", id="asks about a result"),
        pytest.param(["is three plus four eight"], "3 plus 4 is 7.", id="asks about a wrong one"),
        pytest.param(["it's eighty quid with thirty percent off"], "30 percent off 80 is 56 pounds.", id="quid"),
        pytest.param(["change the timer to ten minutes"], "There is no timer.", id="no timer to change"),
        pytest.param([PIZZA, EGG, "bin both of them"], "I cancelled 2 timers.", id="both"),
        pytest.param([PIZZA, EGG, "kill the longer one"], "I cancelled the pizza timer.", id="longer"),
        pytest.param([FIVE, "and a half hour one too"], "30 minutes, starting now.", id="and a half hour one"),
        pytest.param([PIZZA, "start another one for twelve"], "12 minutes, starting now.", id="another one"),
        pytest.param(
            ["put leeks, jam and rice on the shopping list", "oh we've got rice take that off"],
            "Rice is off your shopping list.",
            id="it is what the reason names",
        ),
        pytest.param(
            ["put leeks, jam and rice on the shopping list", "take that off we've got jam"],
            "Jam is off your shopping list.",
            id="it is what the reason behind it names",
        ),
        pytest.param(
            ["add leeks and then read me the list"],
            "Leeks are on your shopping list. On your shopping list: leeks.",
            id="told when it is done",
        ),
        pytest.param(
            ["give me six minutes for the porridge"], "The porridge timer is set for 6 minutes.", id="give me"
        ),
        pytest.param([MILK, "and eggs obviously"], "Eggs are on your shopping list.", id="obviously"),
        pytest.param(["add batteries to shopping"], "Batteries are on your shopping list.", id="to shopping"),
        pytest.param(["six times six", "and take away ten"], "36 minus 10 is 26.", id="take away"),
        pytest.param(["spell tree", "and what does it mean"], None, id="mean"),
        pytest.param(["define ephemeral", "can you spell it"], "Ephemeral: E, P, H, E, M, E, R, A, L.", id="spell it"),
        pytest.param(["how many mils in a litre"], "A litre is 1,000 mils.", id="mils"),
        pytest.param(
            [MILK, "no not milk bread"], "Milk is off your shopping list. Bread is on your shopping list.", id="not"
        ),
    ],
)
async def test_what_newcomers_said(sentences: list[str], said: str | None) -> None:
    answer = await _last(*sentences)
    assert (answer or "").replace(" today", " {day}").replace(" tomorrow", " {day}") == said or (
        said is None and answer is not None
    )


@pytest.mark.parametrize(
    ("sentences", "things"),
    [
        (["remind me at noon to call mum", "and at one to call dad"], ["call dad", "1 PM"]),
        (["remind me tomorrow at noon to call mum", "and at one to call dad"], ["tomorrow at 1 PM: call dad"]),
        (["remind me in an hour to call mum", "and tomorrow at noon to call dad"], ["tomorrow at noon: call dad"]),
        (["please remember me to take the pills at nine this evening"], ["take the pills", "9 PM"]),
        (["i mustn't forget to call mum tomorrow at nine"], ["call mum", "tomorrow at 9 AM"]),
        (["set an alarm for six thirty am tomorrow", "and one at six forty five as well"], ["6:45 AM tomorrow"]),
        (["set an alarm for six am tomorrow", "another for nine on saturday morning"], ["9 AM"]),
        (["be quiet until three o'clock"], ["I listen again", "3"]),
        (["leave me in peace for half an hour"], ["I listen again"]),
    ],
)
async def test_what_newcomers_said_holds(sentences: list[str], things: list[str]) -> None:
    answer = await _last(*sentences)
    assert answer is not None
    assert all(thing in answer for thing in things), answer


@pytest.mark.parametrize(
    "order",
    [
        "remind me at five to pick up the kids no at four thirty",
        "remind me at four thirty pm to pick up the kids",
    ],
)
async def test_a_time_is_corrected_over_what_stands_between(order: str) -> None:
    answer = await _last(order)
    assert answer is not None
    assert "4:30 " in answer
    assert answer.endswith(": pick up the kids.")


@pytest.mark.parametrize(
    ("order", "things"),
    [
        ("remind me to feed the cat at six and the fish at seven", ["6 PM: feed the cat", "7 PM: feed the fish"]),
        ("remind me to feed the cat at six and walk the dog at seven", ["6 PM: feed the cat", "7 PM: walk the dog"]),
        ("remind me to call mom at six and to call dad at seven", ["6 PM: call mom", "7 PM: call dad"]),
    ],
)
async def test_two_reminders_are_set_each_at_its_time(order: str, things: list[str]) -> None:
    answer = await _last(order)
    assert answer is not None
    assert all(thing in answer or thing.replace("PM", "AM") in answer for thing in things), answer


@pytest.mark.parametrize(("part", "hour"), [("i mean at night", "7 PM"), ("in the morning", "7 AM"), ("pm", "7 PM")])
async def test_a_part_of_the_day_keeps_the_hour(part: str, hour: str) -> None:
    answer = await _last("set an alarm for seven", part)
    assert answer is not None
    assert hour in answer


@pytest.mark.parametrize(
    "text",
    [
        "set sail for spain at six",
        "my volume of shakespeare is missing",
        "dinner in ten minutes",
        "the girl in the story sets a timer",
        "quote set a timer for ten minutes unquote",
        "add milk to the batter and stir",
        "my mother told me to set a timer for ten minutes",
        "could you not set a timer please",
        "carry on",
        "what's the opposite of five",
        "put your shoes on",
        "tell your sister dinner is at six",
        "grandpa had an alarm clock that played the trumpet at half six",
        "on the box it says set timer to nine minutes and stir",
        "i timed him with a stopwatch and he did it in twelve seconds",
        "and in the kitchen the chefs have just thirty minutes left on the timer",
        "i set a timer for ten minutes yesterday and clean forgot about it",
        "last night the alarm went off at three in the morning and i nearly died",
        "set your alarm clocks folks because the sale starts at six a m on friday",
        "he rolled two dice and lost the house can you believe it",
        "the thing with the alarm is that it",
        "round it up",
        "do you think we should set an alarm dave",
        "me too",
        "what's on telly",
        "can you hear that or shall i turn it louder",
        "nana reminded us of it every easter till she moved away",
        "i said be quiet for two minutes and they laughed",
        "firefighters say the alarm was raised shortly after four in the morning",
        "and then the little one says be quiet nana",
        "one two three o'clock it is time to rock",
        "i haven't got two hours to wait for a bus",
        "i'm not going to roll a dice over that",
        "my uncle told that joke at every party and nobody laughed",
        "i overslept through two alarms on tuesday",
        "this silly alarm goes off every time i fry an egg",
        "remove it from the heat and leave it for ten minutes",
    ],
)
def test_nothing_is_done(text: str) -> None:
    reply = every_skill(Config(), FakeContext(volume=40)).decide(text).reply
    assert reply is None or (reply.act is None and reply.question is None), reply


@pytest.mark.parametrize(
    "sentences",
    [
        [MILK, "i've had a lovely day"],
        [MILK, "not now"],
        [MILK, "i've found the keys"],
        ["we should really make a list one of these days"],
        ["uncle used to toss a coin for it"],
        ["tell the boys to be quiet for an hour"],
    ],
)
async def test_nobody_asked_for_anything(sentences: list[str]) -> None:
    skills = every_skill(Config(), FakeContext(volume=40))
    for sentence in sentences:
        decision = skills.decide(sentence)
        skills.answered(decision)
        if decision.reply is not None and decision.reply.act is not None and sentence == MILK:
            await decision.reply.act()
    assert decision.reply is None or (decision.reply.act is None and decision.reply.question is None)


PASTA, SAUCE = "nine minutes for the pasta", "twenty minutes for the sauce"


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        pytest.param([PASTA, SAUCE, "pasta's done you can drop that one"], "I cancelled the pasta timer.", id="named"),
        pytest.param(
            [PASTA, SAUCE, "scrap that one we're having pasta"],
            "I cancelled the sauce timer.",
            id="what there is instead",
        ),
        pytest.param(
            ["we're out of milk and eggs oh and bread"], "Milk, eggs and bread are on your shopping list.", id="oh"
        ),
        pytest.param(
            ["put milk on the list no not milk oat milk"], "Oat milk is on your shopping list.", id="not milk"
        ),
        pytest.param([SIX, SEVEN, "scrap them both"], "I cancelled 2 alarms.", id="both"),
        pytest.param(["how long's left on the chicken"], "There is no timer.", id="no chicken"),
        pytest.param(["gimme a shout in twenty minutes when the bake's done"], "20 minutes, starting now.", id="when"),
        pytest.param([SAUCE, "cancel the sauce"], "I cancelled the sauce timer.", id="by its name"),
        pytest.param(
            ["remind me tomorrow at ten to pay the milkman", "oh no cancel that i paid him already"],
            "I cancelled the reminder: pay the milkman.",
            id="done already",
        ),
        pytest.param([MILK, "and butter and jam", "no not jam"], "Jam is off your shopping list.", id="not that one"),
        pytest.param([MILK, "what have i got on me list"], "On your shopping list: milk.", id="me for my"),
        pytest.param([MILK, "did i put milk on"], "Milk is on your shopping list.", id="put on"),
        pytest.param(
            ["could you pop toilet roll and cat food on there for the shop"],
            "Toilet roll and cat food are on your shopping list.",
            id="for the shop",
        ),
        pytest.param(
            ["take a note the boiler man comes on tuesday", "what did i just tell you"],
            "Your note: the boiler man comes on tuesday.",
            id="just told",
        ),
        pytest.param(["start the stopwatch", "lap"], "The stopwatch has been running for 0 seconds.", id="lap"),
        pytest.param(["start the stopwatch", "stop the clock"], "Stopped at 0 seconds.", id="the clock"),
    ],
)
async def test_what_a_stranger_said_is_understood(sentences: list[str], said: str) -> None:
    assert await _last(*sentences) == said


@pytest.mark.parametrize(
    ("sentence", "begins"),
    [
        ("six twenty alarm", "The alarm is set for 6:20 "),
        ("put dinner on the twelfth in my diary", "I will remind you "),
        ("is there anything in the diary tomorrow", "I have no reminder and no alarm tomorrow"),
        ("what've i got on in the diary tomorrow", "I have no reminder and no alarm tomorrow"),
        ("wake me up at seven actually make it quarter past", "The alarm is set for 7:15 AM "),
        ("i have to be out of bed by ten past four tomorrow for the airport", "The alarm is set for 4:10 AM tomorrow"),
        ("tomorrow morning i must not forget my pills can you remind me", "I will remind you tomorrow at 9 AM"),
        ("what time d'you make it", "It is "),
        ("how many days between the first of june and the twentieth of august", "There are 80 days between "),
        ("who goes first tom or tom", "Tom"),
    ],
)
async def test_what_a_stranger_asked_is_answered(sentence: str, begins: str) -> None:
    said = await _last(sentence)
    assert said is not None
    assert said.lower().startswith(begins.lower())


async def test_a_time_for_the_children_is_no_timer() -> None:
    assert await _last("ten minutes kids then it's bedtime") is None
