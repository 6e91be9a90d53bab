"""Timers, alarms and reminders in a conversation, on virtual time: set, rung, stopped, put off, missed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from fakes import FakeLanguageModel, FakeVoice
from myna.audio import cues
from myna.core.errors import AudioError
from myna.core.events import Utterance, WakeHeard, as_json
from myna.core.ports import Alerts as RingsPort
from myna.core.ports import Skills as SkillsPort
from myna.nlu.intent_catalogue import load_intents
from myna.session.options import SessionOptions
from myna.session.ringer import RING_SECONDS, TURN_SECONDS
from myna.skills.alerts import TimerAlerts
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager
from myna.timers.timer import Kind, Timer
from scene import ENGLISH, QUESTION, Scene, pause, say

CATALOGUE = load_intents("en-us")
BEGIN = datetime(2026, 11, 25, 6, 0).timestamp()
PIZZA = Timer(Kind.TIMER, 2.0, "pizza", 2.0)
CALL = Timer(Kind.REMINDER, 2.0, "call my mother")
SOUNDS = {cues.ring(times).pcm for times in range(400)}


class Kept:
    """An agenda on a scene's time, in which ``entries`` are set; their ``due`` counts from the beginning."""

    def __init__(self, *timers: Timer, jump: Callable[[float], float] = lambda _: 0.0) -> None:
        self._timers = timers
        self._jump = jump
        self.told: list[tuple[float, Mapping[str, object]]] = []

    def __call__(self) -> tuple[SkillsPort, RingsPort]:
        clock = asyncio.get_running_loop().time
        self.manager = TimerManager(
            None,
            lambda event: self.told.append((clock(), as_json(event))),
            wall=lambda: BEGIN + clock() + self._jump(clock()),
            steady=clock,
        )
        alerts = TimerAlerts(CATALOGUE, self.manager)
        return Skills(CATALOGUE, alerts.skills()), alerts

    async def set(self, _: Scene) -> None:
        for timer in self._timers:
            await self.manager.put(replace(timer, due=BEGIN + timer.due))

    def then(self, more: Callable[[Scene], Awaitable[None]]) -> Callable[[Scene], Awaitable[None]]:
        async def doing(scene: Scene) -> None:
            await self.set(scene)
            await more(scene)

        return doing

    def changes(self, change: str) -> list[str]:
        """What was told of as ``change``, by its text."""
        return [str(event["text"]) for _, event in self.told if event["change"] == change]

    def moments(self, change: str) -> list[float]:
        return [when for when, event in self.told if event["change"] == change]


def short(words: str) -> list[str]:
    """A chunk a word, and a little more of the last one: no speech is as short as a chunk."""
    return [*say(words), *["noise"] * 4]


def rings(scene: Scene) -> list[float]:
    """When it sounded."""
    return [begin for begin, _, chunk in scene.speaker.sounded if chunk.pcm in SOUNDS]


def test_what_was_set_by_voice_rings_and_is_stopped_without_the_wake_phrase() -> None:
    kept = Kept()
    script = [say("computer set a timer for five seconds"), pause(16), short("stop"), pause(6)]
    scene = Scene(*script, kept=kept)
    assert scene.voice.said[0] == "five seconds, starting now."
    (stopped,) = kept.moments("stopped")
    assert rings(scene)[0] == pytest.approx(kept.moments("set")[0] + 5.0, abs=0.1)
    assert rings(scene)[-1] < stopped
    assert len(rings(scene)) > 2
    assert scene.assistant.turns == 1
    assert scene.is_idle


@pytest.mark.parametrize("words", ["okay", "thank you", "the stop", "turn it off", "okay okay stop it"])
def test_other_words_stop_it_too(words: str) -> None:
    kept = Kept(PIZZA)
    scene = Scene(pause(6), short(words), pause(8), kept=kept, doing=kept.set)
    assert kept.changes("stopped") == ["pizza"]
    assert rings(scene)[-1] < 8.0


def test_what_is_said_behind_the_word_that_stopped_it_is_for_nobody() -> None:
    kept = Kept(PIZZA)
    script = [pause(6), short("thank you"), pause(0.9), say("that was loud"), pause(4)]
    scene = Scene(*script, kept=kept, doing=kept.set)
    assert kept.changes("stopped") == ["pizza"]
    assert scene.questions == []


def test_other_talk_does_not_stop_it() -> None:
    kept = Kept(PIZZA)
    talk = [say("did you see the match last night okay i thought they would never thank you"), pause(3)]
    scene = Scene(pause(6), *talk, *talk, short("thanks"), pause(4), kept=kept, doing=kept.set)
    heard = scene.times(Utterance)
    assert len(heard) == 2
    assert kept.moments("stopped")[0] > heard[-1] + 2.0
    assert scene.questions == []


def test_who_speaks_is_not_rung_over() -> None:
    kept = Kept(PIZZA)
    scene = Scene(pause(6), say("no " * 120), pause(3), short("stop"), pause(3), kept=kept, doing=kept.set)
    quiet = [when for when in rings(scene) if 6.1 < when < 9.5]
    assert quiet == []
    assert kept.changes("stopped") == ["pizza"]


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("snooze", 600), ("five more minutes", 300), ("snooze for twenty minutes", 1200), ("later", 600)],
)
def test_it_is_put_off(words: str, seconds: float) -> None:
    kept = Kept(PIZZA)
    script = [pause(6), short(words), pause(seconds + 10), short("stop"), pause(3)]
    scene = Scene(*script, kept=kept, doing=kept.set)
    (put_off,), (first, second) = kept.moments("snoozed"), kept.moments("ringing")
    assert second == pytest.approx(put_off + seconds, abs=0.1)
    assert f"Again in {words_of(seconds)}." in scene.voice.said
    assert not [when for when in rings(scene) if put_off < when < second]
    assert first == pytest.approx(2.0)
    assert kept.changes("stopped") == ["pizza"]


def words_of(seconds: float) -> str:
    return {300: "five minutes", 600: "ten minutes", 1200: "twenty minutes"}[round(seconds)]


def test_the_wake_phrase_silences_it_and_is_listened_behind() -> None:
    kept = Kept(PIZZA)
    scene = Scene(pause(6), say("computer"), QUESTION, pause(4), kept=kept, doing=kept.set)
    assert kept.changes("stopped") == ["pizza"]
    assert max(rings(scene)) < scene.times(WakeHeard)[0]
    assert scene.questions == ["what time is it"]


def test_what_the_wake_phrase_silenced_can_still_be_put_off() -> None:
    kept = Kept(PIZZA)
    Scene(pause(6), say("computer snooze for ten minutes"), pause(4), kept=kept, doing=kept.set)
    assert [(timer.text, timer.seconds) for timer in kept.manager.timers] == [("pizza", 600.0)]


def test_a_stop_word_stops_it_in_any_sentence() -> None:
    kept = Kept(PIZZA)
    Scene(pause(6), say("oh no please stop that terrible noise"), pause(4), kept=kept, doing=kept.set)
    assert kept.changes("stopped") == ["pizza"]


def test_it_waits_for_the_end_of_an_answer() -> None:
    kept = Kept(replace(PIZZA, due=1.0))
    llm = FakeLanguageModel(["It is noon, as far as I can tell from here, dear."])
    scene = Scene(say("computer"), QUESTION, pause(8), short("stop"), pause(3), kept=kept, llm=llm, doing=kept.set)
    words = "It is noon, as far as I can tell from here, dear."
    ended = scene.times(Utterance)[0] + 0.1 * len(words.split())
    assert ended > 1.5
    assert rings(scene)[0] == pytest.approx(ended, abs=0.1)
    assert scene.history.exchanges[0].answer == words
    assert kept.changes("stopped") == ["pizza"]


def test_it_waits_for_who_speaks_but_not_for_ever() -> None:
    kept = Kept(PIZZA)
    llm = FakeLanguageModel(["Noon."], hold=0)
    scene = Scene(
        say("computer"),
        QUESTION,
        pause(TURN_SECONDS + 10),
        short("stop"),
        pause(3),
        kept=kept,
        llm=llm,
        doing=kept.set,
    )
    assert rings(scene)[0] == pytest.approx(2.0 + TURN_SECONDS, abs=0.1)


def test_muted_it_rings_until_the_button_stops_it() -> None:
    kept = Kept(PIZZA)

    async def press(scene: Scene) -> None:
        await scene.until(lambda: len(rings(scene)) > 3)
        assert scene.assistant.state.name == "ringing"
        await scene.assistant.stop()
        await asyncio.sleep(10)
        assert scene.assistant.state.name == "muted"
        await scene.assistant.unmute()

    scene = Scene(pause(1), kept=kept, doing=kept.then(press), muted=True)
    assert len(rings(scene)) == 4
    assert kept.changes("stopped") == ["pizza"]


def test_it_rings_without_a_microphone_and_is_heard_when_that_is_back() -> None:
    kept = Kept(PIZZA)
    gone = AudioError("microphone-gone", "The microphone was unplugged.")
    scene = Scene(pause(1), [gone, gone, gone, gone], pause(2), short("stop"), pause(3), kept=kept, doing=kept.set)
    assert rings(scene)[0] == pytest.approx(2.0, abs=1.5)
    assert kept.changes("stopped") == ["pizza"]


def test_a_reminder_says_its_text_and_is_not_stopped_by_it() -> None:
    kept = Kept(replace(CALL, text="stop the oven"))
    scene = Scene(pause(8), short("thanks"), pause(3), kept=kept, doing=kept.set)
    assert " ".join(scene.voice.said) == "Here is your reminder: stop the oven."
    assert kept.moments("stopped")[0] > 8.0


def test_two_at_once_ring_together() -> None:
    kept = Kept(PIZZA, CALL)
    scene = Scene(pause(8), short("stop"), pause(8), kept=kept, doing=kept.set)
    assert sorted(kept.changes("stopped")) == ["call my mother", "pizza"]
    assert "The pizza timer is over." in scene.voice.said
    assert "Here is your reminder: call my mother." in scene.voice.said


def test_one_that_is_due_while_another_rings_rings_behind_it() -> None:
    kept = Kept(PIZZA, replace(CALL, due=5.0))
    Scene(pause(8), short("stop"), pause(6), short("stop"), pause(4), kept=kept, doing=kept.set)
    assert kept.changes("ringing") == ["pizza", "call my mother"]
    assert kept.changes("stopped") == ["pizza", "call my mother"]
    assert kept.manager.timers == []


def test_it_ends_by_itself_as_missed() -> None:
    kept = Kept(PIZZA)
    scene = Scene(pause(RING_SECONDS + 30), kept=kept, doing=kept.set)
    assert kept.changes("missed") == ["pizza"]
    assert max(rings(scene)) < RING_SECONDS + 5
    assert scene.is_idle


def test_what_was_missed_is_told_once_and_what_comes_again_goes_on() -> None:
    clock = datetime(2026, 11, 25, 5, 0).time()
    daily = Timer(Kind.ALARM, -3600.0, clock=clock, days=tuple(range(7)))
    kept = Kept(replace(PIZZA, due=-100.0), daily)
    scene = Scene(pause(20), kept=kept, doing=kept.set)
    assert scene.voice.said == ["You missed the alarm for five a m every day.", "You missed the pizza timer."]
    assert rings(scene) == []
    (again,) = kept.manager.timers
    assert datetime.fromtimestamp(again.due) == datetime(2026, 11, 26, 5, 0)


def test_a_typed_question_only_interrupts_a_ring() -> None:
    kept, typed = Kept(PIZZA), list[str]()

    async def ask(scene: Scene) -> None:
        await scene.until(lambda: rings(scene))
        await scene.assistant.ask("what time is it", typed.append, aloud=True)

    scene = Scene(pause(20), short("stop"), pause(3), kept=kept, doing=kept.then(ask))
    assert typed == ["Noon."]
    assert max(rings(scene)) > 10
    assert kept.changes("stopped") == ["pizza"]


def test_a_broken_voice_does_not_keep_it_from_ringing() -> None:
    kept = Kept(PIZZA)
    voice = FakeVoice(error=AudioError("broken", "No voice."))
    scene = Scene(pause(10), short("stop"), pause(3), kept=kept, doing=kept.set, voice=voice)
    assert len(rings(scene)) > 2
    assert [failure.code for failure in scene.failures] == ["broken"]
    assert kept.changes("stopped") == ["pizza"]


def test_a_timer_runs_on_though_the_clock_is_set() -> None:
    kept = Kept(replace(PIZZA, due=60.0, seconds=60.0), jump=lambda now: 7200.0 if now > 20 else 0.0)
    scene = Scene(pause(70), short("stop"), pause(3), kept=kept, doing=kept.set)
    assert rings(scene)[0] == pytest.approx(60.0, abs=0.1)


def test_an_alarm_follows_the_clock() -> None:
    alarm = Timer(Kind.ALARM, 7205.0)
    kept = Kept(alarm, jump=lambda now: 7100.0 if now > 20 else 0.0)
    scene = Scene(pause(120), short("stop"), pause(3), kept=kept, doing=kept.set)
    assert rings(scene)[0] == pytest.approx(105.0, abs=0.1)


def test_without_a_wake_phrase_it_listens_again_when_the_ring_is_over() -> None:
    kept = Kept(PIZZA)
    options = SessionOptions(ENGLISH, always_listen=True)
    scene = Scene(pause(6), short("stop"), pause(3), QUESTION, pause(3), kept=kept, doing=kept.set, options=options)
    assert scene.questions == ["what time is it"]
