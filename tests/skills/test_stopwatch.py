"""The stopwatch, in people's words."""

import pytest

from myna.config import Config
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.skills.stopwatch import StopwatchSkill
from myna.timers.manager import TimerManager
from myna.timers.stopwatch import Stopwatch
from skills.asked import asked, english
from skills.context_kit import FakeContext


class Watch:
    """All skills with a stopwatch, whose time the test sets."""

    def __init__(self) -> None:
        self.now = 0.0
        self.skills: Skills = build_all_skills(
            Config(), FakeContext(), TimerManager(), stopwatch=Stopwatch(None, lambda: self.now)
        )[0]

    async def told(self, text: str) -> str | None:
        reply = self.skills.decide(text).reply
        assert reply is not None
        return (await reply.act() if reply.act else None) or reply.text


@pytest.fixture(scope="module")
def built() -> Watch:
    return Watch()


@pytest.fixture
async def watch(built: Watch) -> Watch:
    await built.told("reset the stopwatch")
    return built


async def test_a_whole_run(watch: Watch) -> None:
    assert await watch.told("how long has the stopwatch been running") == (
        "The stopwatch is not running. Say: start the stopwatch."
    )
    assert await watch.told("start the stopwatch") == "Go."
    watch.now += 83
    assert await watch.told("what does the stopwatch say") == (
        "The stopwatch has been running for 1 minute and 23 seconds."
    )
    assert await watch.told("start a stopwatch") == "The stopwatch has been running for 1 minute and 23 seconds."
    watch.now += 1
    assert await watch.told("stop the stopwatch") == "Stopped at 1 minute and 24 seconds."
    watch.now += 60
    assert await watch.told("stop the stopwatch") == "The stopwatch is stopped at 1 minute and 24 seconds."
    assert await watch.told("resume the stopwatch") == "The stopwatch goes on at 1 minute and 24 seconds."
    watch.now += 1
    assert await watch.told("restart the stopwatch") == "Go."
    watch.now += 2
    assert await watch.told("how much time is on the stopwatch") == "The stopwatch has been running for 2 seconds."
    assert await watch.told("reset the stopwatch") == "The stopwatch is back at zero."


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("start the stop watch please", "MynaStopwatchStart"),
        ("can you start a stopwatch", "MynaStopwatchStart"),
        ("time me", "MynaStopwatchStart"),
        ("stopwatch", "MynaStopwatchStart"),
        ("i want you to start the stopwatch now", "MynaStopwatchStart"),
        ("get the stopwatch going for my run", "timer.stopwatch"),
        ("pause my stopwatch", "MynaStopwatchStop"),
        ("clear the stopwatch", "MynaStopwatchReset"),
        ("check the stopwatch", "MynaStopwatchRead"),
        ("what's on the stopwatch", "MynaStopwatchRead"),
    ],
)
def test_ways_of_asking(watch: Watch, text: str, intent: str) -> None:
    decided = watch.skills.decide(text)
    assert (decided.kind, decided.skill, decided.intent) == ("act", "timer", intent)


@pytest.mark.parametrize(
    "text", ["don't start the stopwatch", "should i start the stopwatch", "if it rains start the stopwatch"]
)
def test_what_only_mentions_it_does_nothing(watch: Watch, text: str) -> None:
    decided = watch.skills.decide(text)
    assert decided.reply is None


def test_what_a_stopwatch_is_is_no_order(watch: Watch) -> None:
    reply = watch.skills.decide("what is a stopwatch").reply
    assert reply is None or reply.act is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("please put the stopwatch on", "Go."),
        ("the stopwatch must be set back and reset", "The stopwatch is back at zero."),
    ],
)
def test_free_words(text: str, told: str) -> None:
    skill = StopwatchSkill(*english(), Stopwatch(None))
    assert asked(skill, "timer.stopwatch", text).text == told
