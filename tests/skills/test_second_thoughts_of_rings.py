"""What is said behind a timer, an alarm or a reminder that was just set."""

from datetime import datetime

import pytest

from myna.config import Config
from myna.skills.registry import build_all_skills
from myna.timers.manager import TimerManager
from myna.timers.stopwatch import Stopwatch
from skills.context_kit import FakeContext

NOW = datetime(2026, 11, 25, 10, 0)  # a Wednesday

FIVE, TEN = "set a timer for five minutes", "set a timer for ten minutes"
PIZZA = "set a pizza timer for ten minutes"
SIX_PM, SEVEN_PM = "set an alarm for six pm", "set an alarm for seven pm"
SEVEN = "set an alarm for tomorrow at seven"
BOB = "remind me tomorrow at four pm to ring bob"
WEEKDAYS = "set an alarm for six on weekdays"


async def _talk(*sentences: str) -> str:
    """All ``sentences`` one after the other, answers to questions among them; what is said to the last one."""
    at = NOW.timestamp()
    manager = TimerManager(None, lambda _: None, wall=lambda: at, steady=lambda: at)
    watch = Stopwatch(None, lambda: at)
    skills, _ = build_all_skills(Config(), FakeContext(volume=40), manager, lambda: NOW, stopwatch=watch)
    said, question = "", None
    for sentence in sentences:
        decision = skills.decide(sentence)
        reply = (question and question(sentence)) or decision.reply
        said = ""
        if reply is None:
            question = None
            continue
        if reply is decision.reply:
            skills.answered(decision)
        said = (reply.act and await reply.act()) or reply.text
        question = reply.question
    return said


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        pytest.param(["pop eight minutes on for the eggs would you"], "The eggs timer is set for 8 minutes.", id="pop"),
        pytest.param(
            ["remind me tomorrow at six to check the roast", "and the beans at seven"],
            "I will remind you tomorrow at 7 PM: the beans.",
            id="a thing with a time",
        ),
        pytest.param(
            ["remind me tomorrow at six to check the roast", "how long till the roast"],
            "There is one reminder: check the roast at 6 PM tomorrow.",
            id="how long until a reminder",
        ),
        pytest.param(
            ["set an alarm for six every day but sunday"],
            "The alarm is set for 6 AM every day but Sunday.",
            id="every day but one",
        ),
        pytest.param(
            [PIZZA, SIX_PM, "what do i have set"],
            "There is a timer with 10 minutes left, an alarm at 6 PM today.",
            id="of every kind",
        ),
        pytest.param(["bung eleven minutes on please"], "11 minutes, starting now.", id="there is none to make longer"),
        pytest.param(
            [PIZZA, "bung another five on it"], "15 minutes left on the pizza timer.", id="there is one, by a number"
        ),
        pytest.param(
            [FIVE, "chuck another five minutes on the timer"],
            "10 minutes left on the timer for 10 minutes.",
            id="another on the timer",
        ),
        pytest.param(
            ["stick the lasagne timer on for thirty five"], "The lasagne timer is set for 35 minutes.", id="no unit"
        ),
        pytest.param(
            ["three minutes for the kids to brush their teeth please"],
            "The kids timer is set for 3 minutes.",
            id="to do",
        ),
        pytest.param(
            ["pasta nine minutes", "sauce fifteen"], "The sauce timer is set for 15 minutes.", id="and a sauce"
        ),
        pytest.param(["eggs six minutes", "how are the eggs doing"], "6 minutes on the eggs timer.", id="its name"),
        pytest.param(
            ["set a timer for ten minutes and one for twenty"],
            "10 minutes, starting now. 20 minutes, starting now.",
            id="and one",
        ),
        pytest.param(
            ["set a five minute timer and a ten minute one"],
            "5 minutes, starting now. 10 minutes, starting now.",
            id="and a ten minute one",
        ),
        pytest.param(
            ["seven minutes for the pasta no wait sorry i mean nine"],
            "The pasta timer is set for 9 minutes.",
            id="i mean",
        ),
        pytest.param(
            [FIVE, "what have i got counting down at the moment"], "5 minutes on the timer for 5 minutes.", id="?"
        ),
        pytest.param([FIVE, "how long now"], "5 minutes on the timer for 5 minutes.", id="how long now"),
        pytest.param([FIVE, "how are we doing for time"], "5 minutes on the timer for 5 minutes.", id="for time"),
        pytest.param(["how long now"], "", id="how long what"),
        pytest.param(["i'm gonna need a timer"], "For how long?", id="gonna"),
        pytest.param([PIZZA, "oops wrong sorry undo that"], "I cancelled the pizza timer.", id="oops"),
        pytest.param([PIZZA, "oh no wrong one"], "I cancelled the pizza timer.", id="wrong one"),
        pytest.param([FIVE, "double it"], "10 minutes left on the timer for 10 minutes.", id="double"),
        pytest.param([TEN, "halve it"], "5 minutes left on the timer for 5 minutes.", id="halve"),
        pytest.param([FIVE, "make it twice as long"], "10 minutes left on the timer for 10 minutes.", id="twice"),
        pytest.param(
            [PIZZA, "it's actually for the pie not the pizza"],
            "10 minutes left on the pie timer.",
            id="its name was wrong",
        ),
        pytest.param([PIZZA, "i meant pie timer"], "10 minutes left on the pie timer.", id="another name was meant"),
        pytest.param(
            [SIX_PM, SEVEN_PM, "delete the first one", "what have i still got"],
            "There is one alarm: 7 PM today.",
            id="left",
        ),
        pytest.param(
            ["wake me at seven tomorrow", "quarter past would be better"],
            "The alarm is set for 7:15 AM tomorrow.",
            id="better",
        ),
        pytest.param(["wake me at nine and not before"], "The alarm is set for 9 AM tomorrow.", id="not before"),
        pytest.param(
            ["on weekends wake me at nine not earlier"], "The alarm is set for 9 AM on weekends.", id="not earlier"
        ),
        pytest.param(
            ["tomorrow i'd like to be woken at six thirty"], "The alarm is set for 6:30 AM tomorrow.", id="woken"
        ),
        pytest.param(
            ["remind me in half an hour to switch off the oven", "better make it forty"],
            "I will remind you in 40 minutes: switch off the oven.",
            id="forty",
        ),
        pytest.param(
            ["remind me in half an hour to switch off the oven", "on second thoughts an hour"],
            "I will remind you in 1 hour: switch off the oven.",
            id="second thoughts",
        ),
        pytest.param(
            ["remind me tomorrow at six pm to feed the cat", "sorry i meant the dog"],
            "I will remind you tomorrow at 6 PM: feed the dog.",
            id="the dog",
        ),
        pytest.param(
            ["remind me tomorrow at six pm to feed the cat", "i mean the dog not the cat"],
            "I will remind you tomorrow at 6 PM: feed the dog.",
            id="not the cat",
        ),
        pytest.param(
            ["remind me tomorrow at six pm to feed the cat", "an hour earlier"],
            "I will remind you tomorrow at 5 PM: feed the cat.",
            id="an hour earlier",
        ),
        pytest.param(
            ["bug me every two hours to drink some water"],
            "I will remind you every 2 hours: drink some water.",
            id="bug",
        ),
        pytest.param(
            ["i should phone my mum in forty five minutes can you remember me that"],
            "I will remind you in 45 minutes: phone my mum.",
            id="remember me",
        ),
        pytest.param(
            ["the match starts at eight tomorrow evening remind me fifteen minutes before"],
            "I will remind you tomorrow at 7:45 PM: the match starts.",
            id="before",
        ),
        pytest.param(
            ["right hen pop twelve minutes on for the tatties would you"],
            "The tatties timer is set for 12 minutes.",
            id="hen",
        ),
        pytest.param(
            ["i need one timer of eighteen minutes for rice and another of thirty five for dal"],
            "The rice timer is set for 18 minutes. The dal timer is set for 35 minutes.",
            id="one timer of",
        ),
        pytest.param(
            ["each morning at eight jog my memory about feeding the hens"],
            "I will remind you every day at 8 AM: feeding the hens.",
            id="jog my memory",
        ),
        pytest.param(["could you time my cookies for me"], "For how long?", id="time my cookies"),
        pytest.param([TEN, "actually give it two more"], "12 minutes left on the timer for 12 minutes.", id="more"),
        pytest.param([TEN, "knock three off"], "7 minutes left on the timer for 7 minutes.", id="less"),
        pytest.param([TEN, "push it back five"], "15 minutes left on the timer for 15 minutes.", id="put off"),
        pytest.param([TEN, "no fourteen one four"], "14 minutes left on the timer for 14 minutes.", id="by its digits"),
        pytest.param([TEN, "make it twelve she's late"], "12 minutes left on the timer for 12 minutes.", id="a reason"),
        pytest.param([TEN, "call it the cake timer instead"], "10 minutes left on the cake timer.", id="a name"),
        pytest.param([TEN, "pause it a sec the door's gone", "ok carry on"], "The timer for 10 minutes goes on, with 10 minutes left.", id="a break"),  # noqa: E501
        pytest.param([TEN, "pause it", "start it over"], "10 minutes left on the timer for 10 minutes.", id="over"),
        pytest.param([TEN, "and one for six", "and eight"], "8 minutes, starting now.", id="a third one"),
        pytest.param([TEN, "oh and the same again but for an hour"], "1 hour, starting now.", id="the same again"),
        pytest.param([TEN, "and another the same"], "10 minutes, starting now.", id="the same"),
        pytest.param([TEN, "and twenty five for the beans"], "The beans timer is set for 25 minutes.", id="named"),
        pytest.param([TEN, "and another five minutes after that"], "15 minutes, starting now.", id="behind it"),
        pytest.param(
            ["set timers for five ten and fifteen minutes", "stop the middle one"],
            "I cancelled the timer for 10 minutes.",
            id="the middle",
        ),
        pytest.param(
            ["set timers for five ten and fifteen minutes", "get rid of all of them but the ten"],
            "I cancelled 2 timers.",
            id="all but one",
        ),
        pytest.param([TEN, "same again", "bin the both of them"], "I cancelled 2 timers.", id="both"),
        pytest.param(
            ["timer ten minutes", "set a timer for an hour", "how long on the longest"],
            "1 hour on the timer for 1 hour.",
            id="the longest",
        ),
        pytest.param([TEN, "how long's left"], "10 minutes on the timer for 10 minutes.", id="what is left"),
        pytest.param(
            ["six minutes for the peas and four for the rice", "how're the peas doing"],
            "6 minutes on the peas timer.",
            id="how they do",
        ),
        pytest.param(
            ["six minutes for the peas and four for the rice", "which one's gonna go first"],
            "4 minutes on the rice timer.",
            id="the first",
        ),
        pytest.param(
            ["set a timer", "for the lasagne", "hang on i'll look at the packet", "okay it says forty minutes"],
            "The lasagne timer is set for 40 minutes.",
            id="what for first",
        ),
        pytest.param(["set a timer for ten", "seconds no sorry minutes"], "10 minutes, starting now.", id="the unit"),
        pytest.param([SEVEN, "in the evening i mean"], "The alarm is set for 7 PM tomorrow.", id="its half"),
        pytest.param([SEVEN, "make it the late one then"], "The alarm is set for 7 PM tomorrow.", id="the late one"),
        pytest.param([SEVEN, "and another one ten minutes after that"], "The alarm is set for 7:10 AM tomorrow.", id="an alarm later"),  # noqa: E501
        pytest.param([SEVEN, "and one for eight in case i sleep through"], "The alarm is set for 8 AM tomorrow.", id="in case"),  # noqa: E501
        pytest.param([SEVEN, "and one for nine", "move the later one to ten"], "The alarm is set for 10 AM tomorrow.", id="one is moved"),  # noqa: E501
        pytest.param([SEVEN, "and one for nine", "and drop the early one"], "I cancelled the alarm for 7 AM tomorrow.", id="one is dropped"),  # noqa: E501
        pytest.param([SEVEN, "what did you set"], "The alarm is set for 7 AM tomorrow.", id="what was set"),
        pytest.param([SEVEN, "oh the kids are off school scrap that"], "I cancelled the alarm for 7 AM tomorrow.", id="scrapped"),  # noqa: E501
        pytest.param([WEEKDAYS, "not on wednesdays i work from home"], "The alarm is set for 6 AM every Monday and Tuesday and Thursday and Friday.", id="not on wednesdays"),  # noqa: E501
        pytest.param([WEEKDAYS, "but not next week"], "I can leave out days of the week, but no single day or week.", id="one week"),  # noqa: E501
        pytest.param([BOB, "not bob it's rob"], "I will remind you tomorrow at 4 PM: ring rob.", id="another word"),
        pytest.param([BOB, "change ring to visit"], "I will remind you tomorrow at 4 PM: visit bob.", id="changed"),
        pytest.param([BOB, "move that to five he's at work"], "I will remind you tomorrow at 5 PM: ring bob.", id="moved"),  # noqa: E501
        pytest.param([BOB, "train's late make it ten past five"], "I will remind you tomorrow at 5:10 PM: ring bob.", id="late"),  # noqa: E501
        pytest.param([BOB, "never mind he's just called"], "I cancelled the reminder: ring bob.", id="never mind"),
        pytest.param([BOB, "and at six as well"], "I will remind you tomorrow at 6 PM: ring bob.", id="as well"),
        pytest.param([BOB, "and then again half an hour after that"], "I will remind you tomorrow at 4:30 PM: ring bob.", id="and again"),  # noqa: E501
        pytest.param([BOB, "when's the bob one again"], "There is one reminder: ring bob at 4 PM tomorrow.", id="the bob one"),  # noqa: E501
        pytest.param([BOB, "what have you got down for me"], "There is ring bob at 4 PM tomorrow.", id="all of it"),
        pytest.param(
            [PIZZA, "give the pizza ten more minutes"],
            "20 minutes left on the pizza timer.",
            id="give it more",
        ),
        pytest.param([TEN, "thirteen not ten"], "13 minutes left on the timer for 13 minutes.", id="swapped"),
        pytest.param([SEVEN, "eight not seven"], "The alarm is set for 8 AM tomorrow.", id="another hour"),
        pytest.param([BOB, "when's the next one"], "I will remind you tomorrow at 4 PM: ring bob.", id="the next one"),
        pytest.param([SEVEN, "no eight was right"], "The alarm is set for 8 AM tomorrow.", id="was right"),
        pytest.param([SEVEN, "evening i mean"], "The alarm is set for 7 PM tomorrow.", id="evening"),
        pytest.param([TEN, "what's it at"], "The timer for 10 minutes ends at 10:10 AM, in 10 minutes.", id="at"),
        pytest.param(["start the stopwatch", "stop it"], "Stopped at 0 seconds.", id="the stopwatch"),
    ],
)  # fmt: skip
async def test_it_goes_on(sentences: list[str], said: str) -> None:
    assert await _talk(*sentences) == said


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(TEN, "she said make it twenty", id="what somebody said"),
        pytest.param(TEN, "not bad", id="praise"),
        pytest.param(TEN, "call it a day", id="no name"),
        pytest.param(TEN, "make it snappy", id="no length"),
        pytest.param(BOB, "not now", id="not now"),
        pytest.param(BOB, "and the children", id="no time"),
        pytest.param(SEVEN, "not tomorrow though", id="no day of several"),
        pytest.param(BOB, "it's sunny not rainy", id="no word of it"),
    ],
)
async def test_other_talk_changes_nothing(first: str, second: str) -> None:
    before = await _talk(first, "what have you got down for me")
    assert await _talk(first, second, "what have you got down for me") == before
