"""Skills in a conversation, on virtual time: when they answer, when they act, and what an interruption leaves."""

import asyncio
from dataclasses import replace

import pytest

from fakes import FakeLanguageModel, FakeVoice
from myna.core.errors import LlmError, MynaError, VoiceError
from myna.core.events import Utterance
from myna.core.reply import Reply
from myna.nlu.asking import asking
from myna.session.options import SessionOptions
from scene import ASKED, ENGLISH, QUESTION, SHORT, Scene, at, pause, say

ON = "turn the lamp on"


class Deed:
    """What a skill does, in ``seconds``; ``begun`` and ``done`` are times of the loop."""

    def __init__(self, result: str | MynaError | None = None, *, seconds: float = 0.0) -> None:
        self._result = result
        self._seconds = seconds
        self.begun: list[float] = []
        self.done: list[float] = []

    async def __call__(self) -> str | None:
        clock = asyncio.get_running_loop().time
        self.begun.append(clock())
        await asyncio.sleep(self._seconds)
        self.done.append(clock())
        if isinstance(self._result, MynaError):
            raise self._result
        return self._result


def spoken(scene: Scene) -> list[str]:
    return [piece for _, piece in scene.pieces if piece]


def test_a_skill_answers_in_the_model_s_place() -> None:
    scene = Scene(say("computer"), QUESTION, pause(3), skills={ASKED: Reply("It is noon.")})
    assert spoken(scene) == ["It is noon."] == scene.voice.said
    assert scene.questions == []
    assert scene.history.exchanges == []
    assert scene.spoken == ["", "It is noon.", ""]


def test_its_sound_is_made_before_the_sentence_is_certain() -> None:
    scene = Scene(say("computer"), QUESTION, pause(3), skills={ASKED: Reply("It is noon.")})
    (ended,) = scene.times(Utterance)
    assert scene.speaker.sounded[0][0] == pytest.approx(ended)


def test_it_acts_once_and_only_when_the_sentence_is_over() -> None:
    deed = Deed()
    scene = Scene(say("computer turn the lamp on"), pause(3), skills={ON: Reply("It is on.", deed)})
    assert deed.begun == scene.times(Utterance)
    assert spoken(scene) == ["It is on."]


def test_it_does_nothing_for_words_that_were_not_all() -> None:
    short, whole = Deed(), Deed()
    skills = {ON: Reply("On.", short), f"{ON} later this evening": Reply("Later.", whole)}
    scene = Scene(say("computer turn the lamp on"), pause(SHORT), say("later this evening"), pause(3), skills=skills)
    assert (len(short.begun), len(whole.begun)) == (0, 1)
    assert spoken(scene) == ["Later."]


def test_what_an_act_returns_is_said_instead() -> None:
    scene = Scene(say("computer turn the lamp on"), pause(3), skills={ON: Reply("It is on.", Deed("It is broken."))})
    assert spoken(scene) == ["It is broken."]
    assert scene.spoken == ["", "It is broken.", ""]


def test_an_act_without_words_is_silent() -> None:
    deed = Deed()
    scene = Scene(say("computer turn the lamp on"), pause(3), skills={ON: Reply(act=deed)})
    assert len(deed.done) == 1
    assert (scene.voice.said, scene.failures) == ([], [])


def test_an_act_that_is_interrupted_goes_on_to_its_end() -> None:
    deed = Deed("Done.", seconds=2.0)
    scene = Scene(
        say("computer turn the lamp on"), pause(1), say("computer"), QUESTION, pause(4), skills={ON: Reply(act=deed)}
    )
    assert len(deed.done) == 1
    assert spoken(scene) == ["Noon."]


def test_an_act_that_fails_is_told() -> None:
    failure = LlmError("broken", "It broke.")
    scene = Scene(say("computer turn the lamp on"), pause(3), skills={ON: Reply("It is on.", Deed(failure))})
    assert scene.failures == [failure]
    assert "It is on." not in scene.spoken


def test_it_acts_even_where_the_voice_is_broken() -> None:
    failure, deed = VoiceError("broken", "No voice."), Deed()
    voice = FakeVoice(error=failure)
    scene = Scene(say("computer turn the lamp on"), pause(3), voice=voice, skills={ON: Reply("It is on.", deed)})
    assert len(deed.done) == 1
    assert scene.failures == [failure]


def test_it_does_not_wait_for_what_the_model_reads() -> None:
    llm = FakeLanguageModel(["Noon."], read_seconds=60.0)
    scene = Scene(say("computer"), QUESTION, pause(3), llm=llm, skills={ASKED: Reply("It is noon.")})
    (ended,) = scene.times(Utterance)
    assert scene.speaker.sounded[0][0] == pytest.approx(ended)


def test_what_was_said_last_is_known() -> None:
    said = list[str]()

    async def note(scene: Scene) -> None:
        for count in (1, 2):
            await scene.until(lambda count=count: len(scene.turns) == count)  # type: ignore[misc]
            said.append(scene.assistant.last_said)

    script = [say("computer"), QUESTION, pause(3), say("computer"), say(ON), pause(3)]
    Scene(*script, skills={ASKED: Reply("It is noon.")}, answers=["It ", "is on."], doing=note)
    assert said == ["It is noon.", "It is on."]


def test_a_typed_question_is_answered_by_a_skill_too() -> None:
    deed, typed = Deed("It is on."), list[str]()

    async def ask(scene: Scene) -> None:
        await scene.assistant.ask(ON, typed.append, aloud=False)

    scene = Scene(say("noise"), pause(1), doing=ask, skills={ON: Reply(act=deed)})
    assert typed == ["It is on."]
    assert (len(deed.done), scene.voice.said) == (1, [])


def test_after_a_skill_s_answer_the_next_question_needs_no_wake_phrase() -> None:
    options = SessionOptions(ENGLISH, follow_up_seconds=4.0)
    script = [say("computer"), QUESTION, pause(2), say(ON), pause(3)]
    scene = Scene(*script, options=options, skills={ASKED: Reply("It is noon."), ON: Reply("It is on.")})
    assert spoken(scene) == ["It is noon.", "It is on."]


WARY = SessionOptions(ENGLISH, follow_up_seconds=4.0, chime=True, asks=asking("en-us"))


@pytest.mark.parametrize("talk", ["they went home and never came back", "where have you been all night"])
def test_what_people_say_behind_an_answer_is_let_go_unnoticed(talk: str) -> None:
    script = [say("computer"), QUESTION, pause(2), say(talk), pause(3), say(ON), pause(3)]
    scene = Scene(*script, options=WARY, skills={ASKED: Reply("It is noon."), ON: Reply("It is on.")})
    assert spoken(scene) == ["It is noon."]
    assert (scene.history.exchanges, scene.failures, len(scene.turns), scene.is_idle) == ([], [], 1, True)
    assert len(scene.chimes) <= 1, "nothing is heard of it"


def test_talk_that_goes_on_behind_a_pause_is_let_go_too_and_the_wake_phrase_counts_again() -> None:
    script = [say("computer"), QUESTION, pause(2), say("they all went home"), pause(1),
              say("and slept until noon"), pause(1), say("computer"), say(ON), pause(3)]  # fmt: skip
    scene = Scene(*script, options=WARY, skills={ASKED: Reply("It is noon."), ON: Reply("It is on.")})
    assert spoken(scene) == ["It is noon.", "It is on."]
    assert scene.history.exchanges == []


@pytest.mark.parametrize("wary", [True, False])
def test_a_follow_up_that_asks_is_answered_and_anything_is_where_it_is_not_wary(wary: bool) -> None:
    options = replace(WARY, wary=wary)
    for words, answered in (("and what about tomorrow", True), ("they all went home", not wary)):
        scene = Scene(say("computer"), QUESTION, pause(2), say(words), pause(3), options=options,
                      skills={ASKED: Reply("It is noon.")})  # fmt: skip
        assert [exchange.question for exchange in scene.history.exchanges] == [words] * answered


def test_the_answer_to_a_question_counts_whatever_it_is() -> None:
    answer = "they all went home"
    script = [say("computer"), QUESTION, pause(2), say(answer), pause(3)]
    asking_back = Reply("For how long?", question=lambda words: Reply("It is on.") if words == answer else None)
    assert spoken(Scene(*script, options=WARY, skills={ASKED: asking_back})) == ["For how long?", "It is on."]


def test_interrupted_it_falls_silent() -> None:
    long = Reply("One two three four five six seven eight nine ten.")
    doing = at(Utterance, lambda scene: scene.assistant.stop())
    scene = Scene(say("computer"), QUESTION, pause(4), skills={ASKED: long}, doing=doing)
    assert sum(end - begin for begin, end, _ in scene.speaker.sounded) < 0.5
