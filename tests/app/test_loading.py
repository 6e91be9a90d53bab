"""A language model and a voice that are not loaded yet, in the hands of who asks them already."""

import asyncio
import concurrent.futures
from contextlib import AsyncExitStack, aclosing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from app.failover_kit import CHOICE
from fakes import FakeLanguageModel, FakeTranscriber, FakeVoice
from llm.remote_kit import answer, asked
from models.kit import chat_model
from myna.app.active_model import ActiveLanguageModel, LoadedModel
from myna.app.loading import LoadingModel, LoadingTranscriber, LoadingVoice, Part
from myna.core.errors import ModelError
from myna.core.ports import Message, Transcriber, Voice
from myna.core.sound import CHUNK_BYTES

T = TypeVar("T")


def part(engine: T) -> Part[T]:
    return Part(engine, None, AsyncExitStack())


def coming() -> "asyncio.Future[Part[T]]":
    return asyncio.get_running_loop().create_future()


async def test_who_asks_waits_for_the_model_and_who_prefills_does_not() -> None:
    loading: asyncio.Future[Part[ActiveLanguageModel]] = coming()
    llm: ActiveLanguageModel = LoadingModel("here.gguf", CHOICE, loading)
    loaded = FakeLanguageModel(["From ", "here."], form="{}")
    async with asyncio.TaskGroup() as group:
        answering = group.create_task(answer(llm, asked("Where are you?")))
        filling = group.create_task(llm.fill(asked("Where"), "root ::= [a-z]"))
        await llm.prefill(asked("Where"))
        assert (llm.name, llm.parameters, llm.failure) == ("here.gguf", None, None)
        assert not answering.done()
        loading.set_result(part(LoadedModel(loaded, CHOICE, None)))
    assert (answering.result(), filling.result()) == ("From here.", "{}")
    assert loaded.read == []
    await llm.prefill(asked("Where"))
    assert loaded.read == [asked("Where")]
    assert llm.parameters == loaded.parameters


async def test_another_model_than_was_expected_gets_the_prompt_that_suits_it() -> None:
    loading: asyncio.Future[Part[ActiveLanguageModel]] = coming()
    brief = chat_model(b"GGUF", "https://example.org/").model_copy(update={"system_prompt": "Be short."})
    other = replace(CHOICE, model=brief)
    loaded = FakeLanguageModel(["Yes."])
    loading.set_result(part(LoadedModel(loaded, other, None)))
    llm = LoadingModel("here.gguf", CHOICE, loading)
    question: Message = {"role": "user", "content": "Yes?"}
    for prompt, suited in ((CHOICE.system_prompt, "Be short."), ("My own.", "My own.")):
        assert await answer(llm, [{"role": "system", "content": prompt}, question]) == "Yes."
        assert loaded.asked[-1] == [{"role": "system", "content": suited}, question]


async def test_who_stops_waiting_does_not_end_the_load() -> None:
    loading: asyncio.Future[Part[ActiveLanguageModel]] = coming()
    llm = LoadingModel("here.gguf", CHOICE, loading)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await answer(llm, asked("Where are you?"))
    assert not loading.cancelled()


async def test_a_load_that_fails_is_told_to_who_waits() -> None:
    loading: asyncio.Future[Part[ActiveLanguageModel]] = coming()
    llm = LoadingModel("here.gguf", CHOICE, loading)
    loading.set_exception(ModelError("model-unknown", "There is no such model."))
    with pytest.raises(ModelError, match="no such"):
        await answer(llm, asked("Where are you?"))


async def test_a_voice_speaks_when_it_is_there_and_as_fast_as_it_was_told_before() -> None:
    loading: asyncio.Future[Part[Voice]] = coming()
    loaded = FakeVoice()
    voice: Voice = LoadingVoice(Path("lark.onnx"), FakeVoice.rate_hz, loading)
    voice.speed = 1.5

    async def said() -> int:
        async with aclosing(voice.say("Good morning.")) as chunks:
            return len([chunk async for chunk in chunks])

    async with asyncio.TaskGroup() as group:
        saying = group.create_task(said())
        await asyncio.sleep(0)
        assert loaded.said == []
        loading.set_result(part(loaded))
    assert saying.result() == 2
    assert (loaded.said, loaded.speed) == (["Good morning."], 1.5)
    voice.speed = 0.5
    assert loaded.speed == 0.5


def sound(*words: str) -> bytes:
    return b"".join(word.encode().ljust(CHUNK_BYTES, b"\0") for word in words)


def test_what_is_said_before_the_transcriber_is_there_is_heard_when_it_is() -> None:
    loading: concurrent.futures.Future[Transcriber] = concurrent.futures.Future()
    transcriber: Transcriber = LoadingTranscriber(loading)
    transcriber.begin()
    assert transcriber.accept(sound("never", "mind")) == ""
    transcriber.begin("computer", 1.0)
    assert transcriber.accept(sound("computer", "what")) == ""
    loading.set_result(FakeTranscriber())
    assert transcriber.accept(sound("time")) == "what time"
    assert transcriber.finish().text == "what time"
    transcriber.rewind()
    assert transcriber.accept(sound("computer", "what", "time", "is")) == "what time is"
    transcriber.begin()
    assert transcriber.accept(sound("it")) == "it"


def test_the_final_transcript_waits_for_the_transcriber() -> None:
    loading: concurrent.futures.Future[Transcriber] = concurrent.futures.Future()
    transcriber = LoadingTranscriber(loading)
    transcriber.begin()
    transcriber.accept(sound("what", "time"))
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        finishing = pool.submit(transcriber.finish)
        loading.set_result(FakeTranscriber())
        assert finishing.result().text == "what time"


def test_what_a_transcriber_cannot_be_loaded_for_is_raised() -> None:
    loading: concurrent.futures.Future[Transcriber] = concurrent.futures.Future()
    loading.set_exception(ModelError("speech-model-damaged", "The speech model is damaged."))
    with pytest.raises(ModelError, match="damaged"):
        LoadingTranscriber(loading).begin()
