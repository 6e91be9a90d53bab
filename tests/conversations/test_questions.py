"""Questions that Myna asks back, on virtual time: the next sentence answers them, or something else replaces them."""

import pytest

from fakes import FakeLanguageModel, FakeTranscriber
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


def typed(*sentences: str) -> list[str]:
    """What is answered in writing to ``sentences``, typed one after the other."""
    answers: list[str] = []

    async def ask(scene: Scene) -> None:
        for sentence in sentences:
            await scene.assistant.ask(sentence, answers.append, aloud=False)

    Scene(pause(3), skills=ASKS_BACK, doing=ask)
    return [answer for answer in answers if answer]


def test_what_was_asked_in_writing_is_answered_in_writing() -> None:
    assert typed(SET, TEN) == ["For how long?", "Timer set for about ten minutes."]


def test_what_is_typed_after_something_else_is_no_answer() -> None:
    assert typed(SET, "who are you", TEN) == ["For how long?", "Noon.", "Noon."]


FIFTY, FIFTEEN = "set a timer for fifty minutes", "set a timer for fifteen minutes"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["yes i did say that"], ["Did you say fifty minutes?", "Set for 50."]),
        (
            ["no i did not", "yes i did say that"],
            ["Did you say fifty minutes?", "Did you say fifteen minutes?", "Set for 15."],
        ),
        (["i said fifteen minutes"], ["Did you say fifty minutes?", "Set for 15."]),
        (
            ["no i did not", "no i did not"],
            ["Did you say fifty minutes?", "Did you say fifteen minutes?", "Please say it again."],
        ),
    ],
)
def test_what_may_have_been_misheard_is_asked_and_done_once(answers: list[str], said: list[str]) -> None:
    done: list[int] = []

    def timer(minutes: int) -> Reply:
        async def act() -> None:
            done.append(minutes)

        return Reply(f"Set for {minutes}.", act, slots={"seconds": 60 * minutes})

    script = [part for answer in answers for part in (say(answer), pause(3))]
    scene = Scene(
        *(say(f"computer {FIFTY}"), pause(3), *script, pause(3)),
        skills={FIFTY: timer(50), FIFTEEN: timer(15)},
        transcriber=FakeTranscriber(alternatives={FIFTY: (FIFTEEN,)}),
    )
    assert told(scene) == said
    assert done == [int(text[8:10]) for text in said if text.startswith("Set for")]
    assert scene.questions == []
    assert scene.is_idle
