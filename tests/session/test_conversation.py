"""One exchange on fakes: what is said, what the history keeps, and that nothing runs on."""

import asyncio

import pytest

from fakes import FakeLanguageModel, FakeSpeaker, FakeVoice
from myna.core.errors import LlmError, MynaError
from myna.llm.history import Exchange, History
from myna.nlu.en.claims import INSTEAD
from myna.session.conversation import Clause, Conversation, Said
from myna.session.trace import STAGES
from myna.session.turn_context import TurnContext
from myna.tts.pronunciations import Pronunciations

ANSWER = ["The capital", " of France", " is Paris.", " It lies", " on the Seine."]


def conversation(llm: FakeLanguageModel, voice: FakeVoice, speaker: FakeSpeaker) -> Conversation:
    return Conversation(llm, voice, speaker, History("Be brief."), "en-us")


async def test_an_answer_is_spoken_and_remembered_whole() -> None:
    voice = FakeVoice()
    talk = conversation(FakeLanguageModel(ANSWER), voice, FakeSpeaker())
    pieces: list[str] = []
    turn = TurnContext.certain("what is the capital of france")
    await talk.speak_answer(turn, pieces.append)
    assert pieces == ANSWER
    assert " ".join(voice.said) == "The capital of France is Paris. It lies on the Seine."
    assert talk.history.exchanges == [Exchange("what is the capital of france", "".join(ANSWER))]
    assert list(turn.trace.milliseconds()) == list(STAGES[3:])


async def test_words_are_said_as_the_user_lists_them_and_shown_as_they_are() -> None:
    voice, pieces = FakeVoice(), list[str]()
    llm, listed = FakeLanguageModel(["A GIF", " moves."]), Pronunciations({"GIF": "jiff"})
    talk = Conversation(llm, voice, FakeSpeaker(), History(""), "en-us", pronunciations=listed)
    await talk.speak_answer(TurnContext.certain("what is a gif"), pieces.append)
    assert voice.said == ["A jiff moves."]
    assert pieces == ["A GIF", " moves."]


async def test_what_the_model_claims_to_have_done_is_not_said_shown_or_remembered() -> None:
    llm = FakeLanguageModel(["Sure", "! I", "'ve added", " milk to your list", ".", " Milk is white."])
    voice, pieces = FakeVoice(), list[str]()
    talk = conversation(llm, voice, FakeSpeaker())
    await talk.speak_answer(TurnContext.certain("is milk on it"), pieces.append)
    honest = f"{INSTEAD} Milk is white."
    assert " ".join(voice.said) == "".join(pieces) == honest
    assert talk.history.exchanges == [Exchange("is milk on it", honest)]


async def test_the_next_question_comes_with_the_exchange_before() -> None:
    llm = FakeLanguageModel(["Paris."])
    talk = conversation(llm, FakeVoice(), FakeSpeaker())
    await talk.speak_answer(TurnContext.certain("first"))
    await talk.speak_answer(TurnContext.certain("second"))
    assert [message["content"] for message in llm.asked[1]] == ["Be brief.", "first", "Paris.", "second"]


async def test_speech_begins_before_the_answer_is_complete() -> None:
    llm, speaker = FakeLanguageModel(ANSWER, hold=4), FakeSpeaker(0.3)
    turn = asyncio.create_task(conversation(llm, FakeVoice(), speaker).speak_answer(TurnContext.certain("question")))
    await speaker.full.wait()  # sound came although the fifth piece is still held back
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn


@pytest.mark.parametrize(
    ("heard_seconds", "kept"),
    [(0.3, "The capital of"), (0.65, "The capital of France is Paris."), (0.05, None)],
)
async def test_an_interrupted_turn_keeps_what_was_heard_and_leaves_nothing(
    heard_seconds: float, kept: str | None
) -> None:
    llm, voice, speaker = FakeLanguageModel(ANSWER), FakeVoice(), FakeSpeaker(heard_seconds)
    talk = conversation(llm, voice, speaker)
    before = asyncio.all_tasks()
    turn = asyncio.create_task(talk.speak_answer(TurnContext.certain("question")))
    await speaker.full.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    assert talk.history.exchanges == ([Exchange("question", kept)] if kept else [])
    assert speaker.flushed == 1
    assert (llm.running, voice.running) == (0, 0)
    assert asyncio.all_tasks() == before


async def test_a_turn_can_be_cancelled_at_every_step() -> None:
    """The event loop runs one more step of the turn each time, until a turn ends by itself."""
    for steps in range(1, 200):
        llm, voice, speaker = FakeLanguageModel(ANSWER), FakeVoice(), FakeSpeaker()
        talk = conversation(llm, voice, speaker)
        before = asyncio.all_tasks()
        turn = asyncio.create_task(talk.speak_answer(TurnContext.certain("question")))
        for _ in range(steps):
            await asyncio.sleep(0)
        if turn.done():
            break
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn
        assert (llm.running, voice.running) == (0, 0)
        assert asyncio.all_tasks() == before
        assert await speaker.drain() == 0.0  # nothing sounds on
        whole = "The capital of France is Paris. It lies on the Seine."
        assert all(whole.startswith(exchange.answer) for exchange in talk.history.exchanges)
    assert turn.done()
    assert steps > 10


@pytest.mark.parametrize("component", ["brain", "voice", "speaker"])
async def test_a_failing_component_ends_the_turn_with_its_own_error(component: str) -> None:
    error = MynaError("broken", f"The {component} is broken.")
    llm = FakeLanguageModel(ANSWER, error=error if component == "brain" else None)
    voice = FakeVoice(error=error if component == "voice" else None)
    speaker = FakeSpeaker(error=error if component == "speaker" else None)
    talk = conversation(llm, voice, speaker)
    with pytest.raises(MynaError) as caught:
        await talk.speak_answer(TurnContext.certain("question"))
    assert caught.value is error
    assert (llm.running, voice.running, speaker.flushed) == (0, 0, 1)


async def test_an_empty_answer_is_an_error() -> None:
    with pytest.raises(LlmError, match="no answer"):
        await conversation(FakeLanguageModel([" ", "\n"]), FakeVoice(), FakeSpeaker()).speak_answer(
            TurnContext.certain("question")
        )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, ""),
        (0.49, "one"),
        (0.5, "one two"),
        (1.0, "one two three four"),
        (1.6, "one two three four five"),
        (9, "one two three four five six"),
    ],
)
def test_the_words_heard_go_by_the_share_of_time(seconds: float, words: str) -> None:
    assert Said([(Clause("one two three four"), 1.0), (Clause("five six"), 1.0)], seconds).words() == words
