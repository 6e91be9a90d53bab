"""What is said of what rings, and the words that stop it or put it off."""

from datetime import datetime, time

import pytest

from myna.core.reply import Reply
from myna.skills.alarm import SNOOZE_SECONDS
from myna.skills.alerts import TimerAlert
from myna.timers.manager import Due
from myna.timers.timer import Kind, Timer
from timers_kit import Desk

NOW = datetime(2026, 11, 25, 18, 0)
PIZZA = Timer(Kind.TIMER, NOW.timestamp(), "pizza", 600.0)
WORK = Timer(Kind.ALARM, NOW.timestamp(), clock=time(18), days=(0, 1, 2, 3, 4))
CALL = Timer(Kind.REMINDER, NOW.timestamp(), "call my mother")


@pytest.fixture
def desk() -> Desk:
    return Desk(NOW)


async def ringing(desk: Desk, *timers: Timer) -> TimerAlert:
    """The alert for ``timers``, which are due now."""
    for timer in timers:
        await desk.manager.put(timer)
    return await desk.alerts.due()


@pytest.mark.parametrize(
    ("timer", "rings", "missed"),
    [
        (PIZZA, "The pizza timer is over.", "You missed the pizza timer."),
        (WORK, "It is 6 PM.", "You missed the alarm for 6 PM every weekday."),
    ],
)
def test_what_is_said(desk: Desk, timer: Timer, rings: str, missed: str) -> None:
    assert desk.alerts.alert(Due([timer])).text == rings
    assert desk.alerts.alert(Due([timer], missed=True)).text == missed


def test_a_reminder_says_its_text_and_several_are_said_one_behind_the_other(desk: Desk) -> None:
    assert "call my mother" in desk.alerts.alert(Due([CALL])).text
    both = desk.alerts.alert(Due([PIZZA, WORK]))
    assert both.text == "The pizza timer is over. It is 6 PM."
    assert not both.missed


def test_a_language_without_the_response_says_the_timer_s_own_text() -> None:
    assert Desk(NOW, "de").alerts.alert(Due([CALL])).text == "call my mother"


@pytest.mark.parametrize("words", ["stop", "Okay!", "thank you", "alarm off", "the stop", "uh stop it"])
async def test_it_is_stopped(desk: Desk, words: str) -> None:
    alert = await ringing(desk, PIZZA)
    reply = alert.reply(words)
    assert reply is not None
    assert reply.text == ""
    assert reply.act is not None
    assert len(desk.manager.timers) == 0
    assert await desk.alerts.due() == alert  # nothing was done yet
    await reply.act()
    assert desk.told[-1]["change"] == "stopped"


@pytest.mark.parametrize("words", ["", "what is the weather", "we should stop at the next light", "set a timer"])
async def test_other_words_are_not_for_it(desk: Desk, words: str) -> None:
    assert (await ringing(desk, PIZZA)).reply(words) is None


@pytest.mark.parametrize(
    ("words", "seconds", "said"),
    [
        ("snooze", SNOOZE_SECONDS, "Again in 10 minutes."),
        ("snooze for five minutes", 300, "Again in 5 minutes."),
        ("five more minutes", 300, "Again in 5 minutes."),
        ("not now", SNOOZE_SECONDS, "Again in 10 minutes."),
    ],
)
async def test_it_is_put_off(desk: Desk, words: str, seconds: float, said: str) -> None:
    reply = (await ringing(desk, PIZZA)).reply(words)
    assert reply is not None
    assert reply.text == said
    assert reply.act is not None
    await reply.act()
    assert [(timer.text, timer.due - desk.time) for timer in desk.timers] == [("pizza", seconds)]


async def test_what_has_just_rung_is_put_off_by_a_sentence(desk: Desk) -> None:
    assert await desk.say("snooze") == "Nothing has rung just now."
    await (await ringing(desk, PIZZA)).end()
    desk.wait(minutes=1)
    assert await desk.say("snooze") == "Again in 10 minutes."
    assert desk.dues == [datetime(2026, 11, 25, 18, 11)]


async def test_what_nobody_heard_is_missed(desk: Desk) -> None:
    await (await ringing(desk, PIZZA)).end(missed=True)
    assert desk.told[-1]["change"] == "missed"
    assert desk.skills.decide("snooze").reply != Reply("Nothing has rung just now.")


@pytest.mark.parametrize(
    ("tag", "stops", "longer", "other"),
    [
        ("de", ["stopp", "danke", "mach aus"], "noch fünf Minuten", "wie wird das wetter"),
        ("fr", ["stop", "merci", "arrête le réveil"], "encore cinq minutes", "quel temps fait-il"),
        ("es", ["para", "gracias", "apaga la alarma"], "cinco minutos más", "qué tiempo hace hoy"),
        ("zh-cn", ["停", "好的", "关掉闹钟"], "再 五 分钟", "今天天气怎么样"),
        ("ko", ["그만", "고마워", "알람 꺼 줘"], "오 분만 더", "오늘 날씨 어때"),
    ],
)
def test_a_ring_is_ended(tag: str, stops: list[str], longer: str, other: str) -> None:
    alert = Desk(NOW, tag).alerts.alert(Due([]))
    assert [reply.text for words in stops if (reply := alert.reply(words))] == [""] * len(stops)
    put_off = alert.reply(longer)
    assert put_off is not None
    assert "5" in put_off.text
    assert alert.reply(other) is None
