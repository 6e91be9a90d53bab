"""Questions that Myna asks back, on virtual time: the next sentence answers them, or something else replaces them."""

from fakes import FakeLanguageModel
from myna.core.events import NothingHeard
from myna.core.reply import Reply
from scene import Scene, pause, say

SET = "please set a new timer"
TEN = "for about ten minutes"


def length(words: str) -> Reply | None:
    """Takes a length of time alone."""
    return Reply(f"Timer set {words}.") if words.endswith("minutes") else None


ASKS_BACK = {SET: Reply("For how long?", question=length)}


def told(scene: Scene) -> list[str]:
    return [piece for _, piece in scene.pieces if piece]


def test_the_next_sentence_answers_it_without_the_wake_phrase() -> None:
    scene = Scene(say(f"computer {SET}"), pause(2), say(TEN), pause(4), skills=ASKS_BACK)
    assert told(scene) == ["For how long?", "Timer set for about ten minutes."]
    assert [change.state for change in scene.states if change.state != "answering"] == [
        "hearing",
        "asking",
        "hearing",
        "listening",
    ]
    assert scene.questions == []


def test_a_sentence_that_is_clearly_something_else_replaces_it() -> None:
    skills = {**ASKS_BACK, "what time is it": Reply("It is noon.")}
    scene = Scene(say(f"computer {SET}"), pause(2), say("what time is it"), pause(2), say(TEN), pause(4), skills=skills)
    assert told(scene) == ["For how long?", "It is noon."]


def test_silence_lets_it_go() -> None:
    scene = Scene(say(f"computer {SET}"), pause(12), say(TEN), pause(4), skills=ASKS_BACK)
    assert told(scene) == ["For how long?"]
    assert len(scene.times(NothingHeard)) == 1
    assert scene.is_idle


def test_a_stop_word_and_the_wake_phrase_end_it() -> None:
    for word in ("stop", "computer"):
        scene = Scene(say(f"computer {SET}"), pause(4), say(word), pause(12), say(TEN), pause(4), skills=ASKS_BACK)
        assert told(scene) == ["For how long?"]


def test_an_answer_in_two_breaths_is_still_the_answer() -> None:
    breaths = say("let us say um"), pause(1), say("or rather five minutes")
    scene = Scene(say(f"computer {SET}"), pause(2), *breaths, pause(4), skills=ASKS_BACK)
    assert told(scene)[-1] == "Timer set let us say um or rather five minutes."


def test_a_sentence_is_matched_once_however_often_it_is_looked_at() -> None:
    matched: list[str] = []

    class Counting(dict[str, Reply]):
        def get(self, text: str, default: Reply | None = None) -> Reply | None:  # type: ignore[override]
            matched.append(text)
            return super().get(text, default)

    skills = Counting({"what time is it": Reply("It is noon.")})
    scene = Scene(say("computer what time is it"), pause(4), skills=skills, llm=FakeLanguageModel(["Noon."]))
    assert told(scene) == ["It is noon."]
    assert matched.count("what time is it") == 1
    assert len(matched) == len(set(matched))
