"""Questions of another assistant, on virtual time: the next sentence is for that one alone, with its sound."""

from fakes import FakeOther
from myna.core.ports import OtherAnswer
from myna.core.reply import Reply
from scene import Scene, pause, say

LIGHT = "turn on the light"
WHICH = "the one on the left"
ASKS = {LIGHT: OtherAnswer("Which one?", asks=True), WHICH: OtherAnswer("It is on.")}
SKILLS = {WHICH: Reply("That is Myna's own.")}


def told(scene: Scene) -> list[str]:
    return [piece for _, piece in scene.pieces if piece]


def heard_by(other: FakeOther) -> list[tuple[str, bool]]:
    """What it was asked, and whether it got the sound."""
    return [(words, spoken is not None and bool(spoken.pcm)) for words, spoken in other.asked]


def test_what_its_answer_asks_is_answered_without_the_wake_phrase_and_by_its_sound() -> None:
    other = FakeOther(ASKS)
    scene = Scene(say(f"computer {LIGHT}"), pause(3), say(WHICH), pause(4), skills=SKILLS, other=other)
    assert heard_by(other) == [(LIGHT, True), (WHICH, True)]
    assert told(scene) == ["Which one?", "It is on."]


async def ask(scene: Scene) -> None:
    await scene.until(lambda: scene.opened)
    await scene.assistant.say("Shall I light the left one?", asks=True)


def test_what_it_asks_by_itself_is_for_it_even_where_myna_is_preferred() -> None:
    other = FakeOther(ASKS, first=False)
    scene = Scene(pause(2), say(WHICH), pause(4), skills=SKILLS, other=other, doing=ask)
    assert heard_by(other) == [(WHICH, True)]
    assert told(scene) == ["It is on."]


def test_what_it_does_not_understand_then_does_nothing() -> None:
    other = FakeOther({}, first=False)
    scene = Scene(pause(2), say(WHICH), pause(4), skills=SKILLS, other=other, doing=ask)
    assert heard_by(other) == [(WHICH, True)]
    assert told(scene) == []
    assert scene.is_idle


def test_who_says_nothing_is_let_go_and_the_next_sentence_needs_the_wake_phrase() -> None:
    other = FakeOther(ASKS, first=False)
    script = pause(8), say(WHICH), pause(4), say(f"computer {WHICH}"), pause(4)
    scene = Scene(*script, skills=SKILLS, other=other, doing=ask)
    assert heard_by(other) == []
    assert told(scene) == ["That is Myna's own."]


def test_who_is_muted_is_told_and_not_asked() -> None:
    asking: list[bool] = []

    async def ask_muted(scene: Scene) -> None:
        await scene.until(lambda: scene.opened)
        await scene.assistant.mute()
        await scene.assistant.say("Shall I light the left one?", asks=True)
        asking.append(scene.assistant.state.question is not None)
        await scene.assistant.unmute()

    scene = Scene(pause(4), say(WHICH), pause(2), skills=SKILLS, other=FakeOther(ASKS, first=False), doing=ask_muted)
    assert "Shall I light the left one?" in scene.spoken
    assert (asking, told(scene)) == ([False], [])
