"""Timers by text, in every language that has the words."""
# ruff: noqa: RUF001 -- Chinese marks are meant

from datetime import datetime

import pytest

from myna.timers.manager import MAX_TIMERS
from timers_kit import Desk

NOW = datetime(2026, 11, 25, 18, 0)


@pytest.fixture
def desk() -> Desk:
    return Desk(NOW)


@pytest.mark.parametrize(
    ("text", "seconds", "name"),
    [
        ("set a timer for five minutes and thirty seconds", 330, ""),
        ("set a timer for 5 minutes", 300, ""),
        ("could you set a timer for five minutes please", 300, ""),
        ("a ten minute egg timer", 600, "egg"),
        ("set a ten minute egg timer", 600, "egg"),
        ("set a pizza timer for ten minutes", 600, "pizza"),
        ("start a timer called pizza for ten minutes", 600, "pizza"),
        ("set a timer for the eggs for six minutes", 360, "eggs"),
        ("set a twenty minute timer for the potatoes", 1200, "potatoes"),
        ("set a timer for half an hour", 1800, ""),
        ("set a timer for an hour and a half", 5400, ""),
        ("set a timer for two and a half hours", 9000, ""),
        ("set a timer for three and a half minutes", 210, ""),
        ("set a timer for a minute", 60, ""),
        ("set a timer for a minute and thirty seconds", 90, ""),
        ("set a timer for an hour and twenty minutes", 4800, ""),
        ("set a timer for a quarter of an hour", 900, ""),
        ("set a timer for ninety minutes", 5400, ""),
        ("set a timer for one hundred twenty minutes", 7200, ""),
        ("start a thirty second timer", 30, ""),
        ("timer for two hours", 7200, ""),
        ("five minute timer", 300, ""),
        ("count down from ten seconds", 10, ""),
        ("cook the rice for twenty minutes", 1200, "rice"),
        ("the eggs need twelve minutes can you keep an eye on that", 720, "eggs"),
        ("can you keep an eye on the pasta for nine minutes", 540, "pasta"),
        ("boil some eggs for seven minutes", 420, "eggs"),
        ("simmer it for five minutes", 300, ""),
        ("let the cake cool for ten minutes", 600, "cake"),
        ("leave it to rest for ten minutes", 600, ""),
        ("the dough needs to rise for an hour", 3600, "dough"),
    ],
)
async def test_a_timer_is_set(desk: Desk, text: str, seconds: float, name: str) -> None:
    assert await desk.say(text) is not None
    (timer,) = desk.timers
    assert (timer.seconds, timer.text, timer.due) == (seconds, name, desk.time + seconds)


async def test_nothing_is_set_before_it_is_certain(desk: Desk) -> None:
    reply = desk.skills.decide("set a timer for five minutes").reply
    assert reply is not None
    assert reply.text == "5 minutes, starting now."
    assert desk.timers == []


@pytest.mark.parametrize(
    "text",
    [
        "how does an egg timer work",
        "what is the best kitchen timer",
        "who invented the timer",
        "how far does light travel in ten minutes",
        "in ten minutes turn off the light",
        "i cooked the rice for twenty minutes",
        "she told me to leave it for ten minutes",
        "don't boil the eggs for ten minutes",
        "should i let the cake cool for ten minutes",
        "what happens if you add five minutes to an hour",
        "how long does an egg take",
        "how many minutes are in an hour",
        "what is a timer",
        "how long is a football match",
        "tell me a story about a timer",
        "at what time is it noon",
    ],
)
async def test_questions_are_left_to_the_model(desk: Desk, text: str) -> None:
    await desk.say("set a timer for five minutes")
    assert await desk.say(text) is None


async def test_it_is_changed(desk: Desk) -> None:
    await desk.say("set a timer for five minutes")
    desk.wait(minutes=1)
    assert await desk.say("add five minutes") == "9 minutes left on the timer for 10 minutes."
    assert await desk.say("take two minutes off") == "7 minutes left on the timer for 8 minutes."
    assert await desk.say("one more minute") == "8 minutes left on the timer for 9 minutes."
    assert await desk.say("make it half an hour longer") == "38 minutes left on the timer for 39 minutes."
    assert await desk.say("take an hour off") == "Only 38 minutes left on the timer for 39 minutes."
    assert await desk.say("add two hundred hours") == "I can do timers up to 24 hours."
    assert desk.timers[0].due == desk.time + 38 * 60


async def test_one_of_several_is_named(desk: Desk) -> None:
    await desk.say("set a pizza timer for ten minutes")
    await desk.say("set a timer for five minutes")
    which = "Which one: the timer for 5 minutes or the pizza timer?"
    for text in ("add five minutes", "cancel the timer", "pause the timer"):
        assert await desk.say(text) == which
    assert await desk.say("add five minutes to the pizza timer") == "15 minutes left on the pizza timer."
    assert await desk.say("cancel the five minute timer") == "I cancelled the timer for 5 minutes."
    assert await desk.say("cancel the noodle timer") == "There is no noodle timer."
    assert await desk.say("cancel the timer") == "I cancelled the pizza timer."
    assert await desk.say("cancel the timer") == "There is no timer."


async def test_what_is_left_is_told(desk: Desk) -> None:
    assert await desk.say("how long is left") == "There is no timer."
    await desk.say("set a pizza timer for ten minutes")
    desk.wait(seconds=90.4)
    told = "8 minutes and 30 seconds on the pizza timer."
    assert await desk.say("how long did i set it for") == "The pizza timer was set for 10 minutes."
    assert await desk.say("how long is left") == told
    assert await desk.say("how long is left on the pizza timer") == told
    assert await desk.say("how much time is left on the pizza timer") == told
    await desk.say("set a timer for two hours")
    both = f"{told} 2 hours on the timer for 2 hours."
    assert await desk.say("how much longer") == both
    assert await desk.say("what timers are there") == both


async def test_it_is_paused_and_goes_on(desk: Desk) -> None:
    await desk.say("set a timer for five minutes")
    desk.wait(minutes=1)
    assert await desk.say("pause the timer") == "I paused the timer for 5 minutes, with 4 minutes left."
    desk.wait(hours=3)
    assert await desk.say("how long is left") == "4 minutes on the timer for 5 minutes, which is paused."
    assert await desk.say("add a minute to the timer") == "5 minutes left on the timer for 6 minutes."
    assert desk.timers[0].paused
    assert await desk.say("resume the timer") == "The timer for 6 minutes goes on, with 5 minutes left."
    assert desk.timers[0].due == desk.time + 300


async def test_all_are_cancelled(desk: Desk) -> None:
    assert await desk.say("cancel all timers") == "There is no timer."
    await desk.say("set a timer for five minutes")
    await desk.say("wake me at seven")
    await desk.say("set a timer for six minutes")
    assert await desk.say("cancel all timers") == "I cancelled 2 timers."
    assert len(desk.timers) == 1


async def test_what_cannot_be_is_said_so(desk: Desk) -> None:
    assert await desk.say("set a timer") == "For how long?"
    assert await desk.say("set a timer for zero seconds") == "A timer needs a second at least."
    assert await desk.say("set a timer for three hundred hours") == "I can do timers up to 24 hours."
    assert desk.timers == []
    for _ in range(MAX_TIMERS):
        await desk.say("set a timer for five minutes")
    assert "too many" in (await desk.say("set a timer for five minutes") or "")
    assert len(desk.timers) == MAX_TIMERS


async def test_how_many_there_may_be_is_told(desk: Desk) -> None:
    for question in ("can you do more than one timer at once", "how many timers can you run"):
        assert (await desk.say(question) or "").startswith(f"Up to {MAX_TIMERS} at once.")


async def test_programs_are_told(desk: Desk) -> None:
    await desk.say("set a pizza timer for ten minutes")
    await desk.say("add five minutes")
    await desk.say("cancel the timer")
    assert [(event["event"], event["change"], event["text"], event["left_seconds"]) for event in desk.told] == [
        ("timer", "set", "pizza", 600.0),
        ("timer", "changed", "pizza", 900.0),
        ("timer", "cancelled", "pizza", 900.0),
    ]


@pytest.mark.parametrize(
    ("tag", "talk"),
    [
        (
            "de",
            {
                "stelle einen Timer auf fünf Minuten": "5 Minuten, ab jetzt.",
                "stelle einen Pizza Timer auf zehn Minuten": "Timer Pizza, 10 Minuten, ab jetzt.",
                "verlängere den Pizza Timer um fünf Minuten": "Noch 15 Minuten, Timer Pizza.",
                "pausiere den Pizza Timer": "Timer Pizza angehalten, noch 15 Minuten.",
                "setze den Pizza Timer fort": "Timer Pizza läuft weiter, noch 15 Minuten.",
                "wie lange läuft der Pizza Timer noch": "Noch 15 Minuten, Timer Pizza.",
                "lösche den Timer": "Es gibt 2 Timer: Timer für 5 Minuten, Timer Pizza. Sage, welchen.",
                "lösche den Pizza Timer": "Gelöscht: Timer Pizza.",
                "noch eine Minute": "Noch 6 Minuten, Timer für 6 Minuten.",
                "alle Timer stoppen": "Gelöscht: Timer für 6 Minuten.",
                "stelle einen Timer auf anderthalb Stunden": "1 Stunde und 30 Minuten, ab jetzt.",
                "wie lange dauert eine Schwangerschaft": None,
                "in zehn Minuten Licht aus": None,
            },
        ),
        (
            "fr",
            {
                "minuteur de cinq minutes": "5 minutes, à partir de maintenant.",
                "crée un minuteur pizza de dix minutes": "Minuteur pizza, 10 minutes, à partir de maintenant.",
                "combien de temps reste-t-il sur le minuteur": "Encore 5 minutes, minuteur de 5 minutes. "
                "Encore 10 minutes, minuteur pizza.",
                "mets en pause le minuteur de cinq minutes": "Minuteur de 5 minutes en pause, encore 5 minutes.",
                "reprends le minuteur de cinq minutes": "Minuteur de 5 minutes reprend, encore 5 minutes.",
                "supprime tous les minuteurs": "Les 2 minuteurs sont annulés.",
                "combien reste-t-il pour noël": None,
            },
        ),
        (
            "es",
            {
                "pon un temporizador de cinco minutos": "5 minutos, desde ahora.",
                "temporizador de diez minutos para pizza": "Temporizador pizza, 10 minutos, desde ahora.",
                "cancela el temporizador de cinco minutos": "Cancelado: temporizador de 5 minutos.",
                "cuánto tiempo queda del temporizador": "Quedan 10 minutos, temporizador pizza.",
                "cancela todos los temporizadores": "Cancelado: temporizador pizza.",
                "cuánto tiempo falta para navidad": None,
            },
        ),
        (
            "zh-cn",
            {
                "设置五分钟计时器": "5分钟，现在开始。",
                "设置 五 分钟 的 计时器": "5分钟，现在开始。",
                "设置披萨计时器十分钟": "披萨计时器，10分钟，现在开始。",
                "给披萨计时器加五分钟": "披萨计时器还剩15分钟。",
                "披萨计时器还有多久": "披萨计时器还剩15分钟。",
                "取消所有计时器": "已取消全部3个计时器。",
            },
        ),
        (
            "ko",
            {
                "오 분 타이머 시작": "5분, 지금 시작합니다.",
                "타이머 얼마나 남았어": "5분 타이머, 5분 남았습니다.",
                "타이머 일시정지": "5분 타이머, 5분 남기고 멈췄습니다.",
                "타이머 취소": "5분 타이머, 취소했습니다.",
            },
        ),
    ],
    ids=["de", "fr", "es", "zh", "ko"],
)
async def test_timers_are_understood(tag: str, talk: dict[str, str | None]) -> None:
    desk = Desk(NOW, tag)
    for text, answer in talk.items():
        assert await desk.say(text) == answer, text


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("i could use a timer of about twenty minutes", {"seconds": 1200.0}),
        ("let me know when a quarter of an hour is up", {"seconds": 900.0}),
        ("the rice needs 18 minutes, time that please", {"seconds": 1080.0, "name": "rice"}),
        ("get a timer going for one hour thirty", {"seconds": 5400.0}),
        ("would you please run a ninety second timer called tea", {"seconds": 90.0, "name": "tea"}),
        ("i need a laundry timer, 45 min", {"seconds": 2700.0, "name": "laundry"}),
        ("put the timer on until half past six", {"seconds": 1800.0}),
    ],
)
async def test_a_timer_is_set_in_any_words(desk: Desk, text: str, slots: dict[str, object]) -> None:
    await desk.order("timer.set", text)
    assert desk.asked is not None
    assert desk.asked.slots == slots
    assert [(timer.seconds, timer.due) for timer in desk.timers] == [
        (slots["seconds"], desk.time + desk.timers[0].seconds)
    ]


@pytest.mark.parametrize(
    ("text", "answer", "said"),
    [
        ("set a timer", "ten minutes", "10 minutes, starting now."),
        ("set a timer", "Ten.", "10 minutes, starting now."),
        ("set a timer", "for an hour and a half please", "1 hour and 30 minutes, starting now."),
        ("start a timer for the pizza", "make it twelve minutes", "The pizza timer is set for 12 minutes."),
        ("set a timer", "ten minutes for the pizza", "The pizza timer is set for 10 minutes."),
        ("set a timer", "what's the weather like", None),
        ("set a timer", "turn the volume down in ten minutes", None),
        ("set a timer", "blue", None),
        ("set a timer", "ten people", None),
    ],
)
async def test_for_how_long_is_asked_and_the_answer_sets_it(
    desk: Desk, text: str, answer: str, said: str | None
) -> None:
    assert await desk.order("timer.set", text) == "For how long?"
    assert await desk.answer(answer) == said
    assert len(desk.timers) == (said is not None)


@pytest.mark.parametrize("text", ["how do i set a timer for ten minutes", "is the timer set for ten minutes"])
async def test_a_question_sets_no_timer(desk: Desk, text: str) -> None:
    assert await desk.order("timer.set", text) is None


async def test_a_timer_begins_anew(desk: Desk) -> None:
    await desk.say("set a pizza timer for ten minutes")
    desk.wait(minutes=4)
    assert await desk.order("timer.change", "restart the pizza timer") == "10 minutes left on the pizza timer."


async def test_two_timers_are_set_at_once(desk: Desk) -> None:
    said = "10 minutes, starting now. 20 minutes, starting now."
    assert await desk.order("timer.set", "set a timer for ten minutes and another for twenty minutes") == said
    assert [timer.seconds for timer in desk.timers] == [600, 1200]


NOT_LATER = "A timer begins at once. For later I can set an alarm or a reminder."


async def kitchen(desk: Desk) -> None:
    """Three timers: pizza and soup by name, and one without."""
    await desk.say("set a pizza timer for ten minutes")
    await desk.say("set a timer for five minutes")
    await desk.say("set a soup timer for one hour")


@pytest.mark.parametrize(
    ("intent", "text", "said"),
    [
        ("timer.cancel", "i do not need the pizza timer any longer", "I cancelled the pizza timer."),
        ("timer.cancel", "get rid of the five minute timer", "I cancelled the timer for 5 minutes."),
        ("timer.cancel", "kill every timer", "I cancelled 3 timers."),
        ("timer.cancel", "cancel all timers but the pizza one", "I cancelled 2 timers."),
        ("timer.set", "tomorrow set a timer for ten minutes", NOT_LATER),
        ("timer.set", "every day set a timer for ten minutes", NOT_LATER),
        ("timer.set", "in ten minutes set a timer for five minutes", NOT_LATER),
        (
            "timer.cancel",
            "you can drop the last timer",
            "Which one: the timer for 5 minutes, the pizza timer or the soup timer?",
        ),
        ("timer.cancel", "cancel the second timer", "I cancelled the pizza timer."),
        ("timer.cancel", "forget the noodle timer", "There is no noodle timer."),
        ("timer.query", "how much is still on the soup timer", "1 hour on the soup timer."),
        ("timer.query", "how far along is my pizza timer", "10 minutes on the pizza timer."),
        ("timer.change", "give the pizza timer two more minutes", "12 minutes left on the pizza timer."),
        ("timer.change", "extend the soup timer by half an hour", "1 hour and 30 minutes left on the soup timer."),
        ("timer.change", "the soup timer should be ten minutes shorter", "50 minutes left on the soup timer."),
        ("timer.change", "change the pizza timer to a quarter of an hour", "15 minutes left on the pizza timer."),
        ("timer.change", "add three minutes to the five minute timer", "8 minutes left on the timer for 8 minutes."),
        ("timer.change", "change the soup timer", "For how long?"),
        ("timer.change", "bump the pizza timer up by three minutes", "13 minutes left on the pizza timer."),
        ("timer.pause", "hold the pizza timer for a moment", "I paused the pizza timer, with 10 minutes left."),
    ],
)
async def test_timers_are_handled_in_any_words(desk: Desk, intent: str, text: str, said: str) -> None:
    await kitchen(desk)
    assert await desk.order(intent, text) == said


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("the pizza one", "I cancelled the pizza timer."),
        ("the second", "I cancelled the pizza timer."),
        ("the five minute one", "I cancelled the timer for 5 minutes."),
        ("all of them", "I cancelled 3 timers."),
        ("the first and the last", "I cancelled 2 timers."),
        ("none", "Okay, none of them."),
        ("how is the weather", None),
    ],
)
async def test_which_of_several_is_asked_and_answered(desk: Desk, answer: str, said: str | None) -> None:
    await kitchen(desk)
    asked = "Which one: the timer for 5 minutes, the pizza timer or the soup timer?"
    assert await desk.order("timer.cancel", "cancel my timer") == asked
    assert await desk.answer(answer) == said


async def test_what_is_done_to_one_of_several_is_done_to_both(desk: Desk) -> None:
    await desk.say("set a pizza timer for ten minutes")
    await desk.say("set a soup timer for one hour")
    assert await desk.say("pause the timer") == "Which one: the pizza timer or the soup timer?"
    both = "I paused the pizza timer, with 10 minutes left. I paused the soup timer, with 1 hour left."
    assert await desk.answer("both") == both
    assert all(timer.paused for timer in desk.timers)
    assert await desk.order("timer.resume", "let all the timers run on") == (
        "The pizza timer goes on, with 10 minutes left. The soup timer goes on, with 1 hour left."
    )
    assert await desk.order("timer.change", "change the pizza timer") == "For how long?"
    assert await desk.answer("twenty minutes") == "20 minutes left on the pizza timer."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("add two minutes to the other one", "11 minutes left on the pasta timer."),
        ("take two minutes off the other timer", "7 minutes left on the pasta timer."),
        ("give the sauce five more", "25 minutes left on the sauce timer."),
        ("give the pasta another five", "14 minutes left on the pasta timer."),
        ("cancel the sauce", "I cancelled the sauce timer."),
        ("how long's left on the pasta", "9 minutes on the pasta timer."),
        ("cancel the soup", None),
    ],
)
async def test_one_of_two_is_meant_by_its_name_or_as_the_other_one(desk: Desk, said: str, told: str | None) -> None:
    await desk.say("set a pasta timer for nine minutes")
    await desk.say("set a sauce timer for twenty minutes")
    assert await desk.say(said) == told


async def test_what_needs_more_and_has_no_timer_gets_one(desk: Desk) -> None:
    assert await desk.say("the rice needs another ten") == "The rice timer is set for 10 minutes."
    assert await desk.say("the rice needs five more") == "15 minutes left on the rice timer."
