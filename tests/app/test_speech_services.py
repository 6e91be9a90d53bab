"""Other machines are heard, spoken to and answered by engines that are not in the way of Myna's own."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import fakes
from app.assembly_kit import built
from app.service_kit import House
from app.toy_engines import Toys, spoken_file
from fakes import FakeVoice
from myna.app import speech_services
from myna.app.assembly import Running
from myna.app.devices import Files
from myna.app.speech_services import MAX_QUESTIONS, MAX_WAITING, MAX_WAKE_STREAMS, Answer, Found, SpeechServices
from myna.audio.fed import FedMicrophone
from myna.config.schema import Wyoming
from myna.core.decision import Decision
from myna.core.errors import ListeningError, MynaError, ServiceError
from myna.core.reply import Reply
from myna.core.sound import AudioChunk


class Services:
    """Services that serve with toy engines; ``now`` is their time, and ``running`` has the engines."""

    def __init__(self, running: Running) -> None:
        self.now = 0.0
        self.running = running
        self.satellite = House().service.satellite
        self.speech = SpeechServices(self.satellite, lambda: self.now)

    def replies(self, **replies: Reply) -> None:
        self.running.skills._replies.update(replies)  # type: ignore[attr-defined]


@asynccontextmanager
async def services(toys: Toys, folder: Path) -> AsyncIterator[Services]:
    files = Files(spoken_file(folder / "room.wav", ""), folder / "answers.wav")
    async with built(toys, files, lambda _: None) as running:
        made = Services(running)
        async with made.speech.serving(running, toys.config):
            yield made


async def sound(words: str, *, ends: bool = True) -> FedMicrophone:
    made = FedMicrophone()
    for word in ["", *words.split()]:
        await made.feed(AudioChunk(fakes._pcm(word)))
    if ends:
        made.end()
    return made


async def pieces(*texts: str) -> AsyncIterator[str]:
    for text in texts:
        yield text


async def code(work: object) -> str:
    with pytest.raises(MynaError) as raised:
        await work  # type: ignore[misc]
    return raised.value.code


async def nothing(_: object) -> None: ...


async def test_while_myna_starts_nothing_is_served(toys: Toys, tmp_path: Path) -> None:
    async with services(toys, tmp_path) as served:
        assert served.speech.offer().wake_phrases == ("computer",)
    for work in (
        served.speech.transcribe(FedMicrophone()),
        served.speech.detect(FedMicrophone(), [], nothing),
        served.speech.synthesise(pieces("Hello."), nothing),
        served.speech.answer("hello"),
    ):
        assert await code(work) == "starting"


async def test_sentences_are_heard_one_at_a_time_by_engines_of_their_own(toys: Toys, tmp_path: Path) -> None:
    async with services(toys, tmp_path) as served:
        first, second = await sound("what time", ends=False), await sound("what is it")
        hearing = asyncio.create_task(served.speech.transcribe(first))
        waiting = asyncio.create_task(served.speech.transcribe(second))
        await asyncio.wait([hearing, waiting], timeout=0.2)
        assert not waiting.done()
        first.end()
        assert (await hearing, await waiting) == ("what time", "what is it")
        assert served.running.listener.heard_chunks == 0


async def test_of_too_many_sentences_the_last_one_is_refused(toys: Toys, tmp_path: Path) -> None:
    async with services(toys, tmp_path) as served:
        waiting = [
            asyncio.create_task(served.speech.transcribe(await sound("what", ends=False)))
            for _ in range(MAX_WAITING + 1)
        ]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert await code(served.speech.transcribe(await sound("what"))) == "busy"
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting)
        assert await served.speech.transcribe(await sound("what is it")) == "what is it"


async def test_a_sentence_that_comes_too_slowly_makes_room_for_the_next(
    toys: Toys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_services, "SENTENCE_SECONDS", 0.05)
    async with services(toys, tmp_path) as served:
        slow = await sound("what", ends=False)
        assert await code(served.speech.transcribe(slow)) == "too-slow"
        await slow.feed(AudioChunk(bytes(1_000_000)))  # who still sends is not kept waiting
        monkeypatch.undo()
        assert await served.speech.transcribe(await sound("what is it")) == "what is it"


async def test_there_are_only_so_many_who_wait_for_a_wake_phrase(toys: Toys, tmp_path: Path) -> None:
    found: list[Found] = []

    async def take(one: Found) -> None:
        found.append(one)

    async with services(toys, tmp_path) as served:
        streams = [await sound("so", ends=False) for _ in range(MAX_WAKE_STREAMS)]
        waiting = [asyncio.create_task(served.speech.detect(stream, [], take)) for stream in streams]
        await asyncio.wait(waiting, timeout=0.2)
        assert await code(served.speech.detect(FedMicrophone(), [], take)) == "busy"
        for stream in streams:
            await stream.feed(AudioChunk(fakes._pcm("computer")))
            stream.end()
        await asyncio.gather(*waiting)
        assert [phrase for phrase, _ in found] == ["computer"] * MAX_WAKE_STREAMS
        assert await code(served.speech.detect(FedMicrophone(), ["alexa"], take)) == "wake-word-unknown"
        await served.speech.detect(await sound("computer"), ["computer"], take)
        assert len(found) == MAX_WAKE_STREAMS + 1


async def test_a_text_is_spoken_as_it_comes_and_as_it_is_read(toys: Toys, tmp_path: Path) -> None:
    voice = toys.voice.engine
    heard: list[AudioChunk] = []

    async def play(one: AudioChunk) -> None:
        heard.append(one)

    async with services(toys, tmp_path) as served:
        await served.speech.synthesise(pieces("It is 5 ", "o'clock. **Good", " night.**"), play)
        await served.speech.synthesise(pieces("", " ... "), play)
    assert voice.said == ["It is five o'clock.", "Good night."]
    assert len(heard) == 6


async def test_a_long_text_loses_no_word(toys: Toys, tmp_path: Path) -> None:
    words = [f"word{chr(97 + number % 26)}" for number in range(1000)]
    async with services(toys, tmp_path) as served:
        await served.speech.synthesise(pieces(" ".join(words)), nothing)
    assert " ".join(toys.voice.engine.said).split() == words


async def test_mynas_own_voice_comes_first(toys: Toys, tmp_path: Path) -> None:
    voice = toys.voice.engine = FakeVoice(seconds=0.05)
    async with services(toys, tmp_path) as served:
        own = asyncio.create_task(served.running.assistant.say("Dinner is ready now."))
        async with asyncio.timeout(60):
            while not voice.running:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
        await served.speech.synthesise(pieces("Hello."), nothing)
        assert own.done()
        assert voice.said == ["Dinner is ready now.", "Hello."]


async def test_skills_answer_and_what_they_do_is_done_to_its_end(toys: Toys, tmp_path: Path) -> None:
    begun, may_end, done = asyncio.Event(), asyncio.Event(), []

    async def act() -> str:
        begun.set()
        await may_end.wait()
        done.append("done")
        return "It is done."

    async with services(toys, tmp_path) as served:
        served.replies(do=Reply("Doing.", act=act), no=Reply("I may not.", refuses=True), say=Reply("Said."))
        assert await served.speech.answer("say") == Answer("Said.", handled=True)
        assert await served.speech.answer("no") == Answer("I may not.", handled=False)
        assert not (await served.speech.answer("who")).handled
        assert not (await served.speech.answer("  ")).handled
        assert await code(served.speech.answer("a" * 501)) == "too-long"
        asking = asyncio.create_task(served.speech.answer("do"))
        await begun.wait()
        asking.cancel()
        await asyncio.wait([asking])
        may_end.set()
    assert done == ["done"]


async def test_texts_that_come_one_upon_another_wait(toys: Toys, tmp_path: Path) -> None:
    clock = asyncio.get_running_loop().time
    decided: list[tuple[float, float]] = []

    async with services(toys, tmp_path) as served:
        skills = served.running.skills

        class Slow:
            """Skills that take their time."""

            looked_up = skills.looked_up

            def decide(self, text: str) -> Decision:
                begun = clock()
                time.sleep(0.02)
                decided.append((begun, clock()))
                return skills.decide(text)

        served.speech._now._running = replace(served.running, skills=Slow())  # type: ignore[arg-type]
        await asyncio.gather(*(served.speech.answer(f"{number}") for number in range(4)))
    gaps = [after - before for (_, before), (after, _) in pairwise(decided)]
    assert min(gaps) > 0.9 * speech_services.REST * 0.02


async def test_a_question_back_waits_a_while_for_its_conversation(toys: Toys, tmp_path: Path) -> None:
    def to(text: str) -> Reply | None:
        return Reply(f"{text} it is.") if text == "tea" else None

    async with services(toys, tmp_path) as served:
        served.replies(drink=Reply("Which?", question=to), say=Reply("Said."))
        answer = served.speech.answer
        await answer("drink", "one")
        assert not (await answer("tea", "two")).handled
        assert not (await answer("tea")).handled
        assert await answer("tea", "one") == Answer("tea it is.", handled=True)
        assert not (await answer("tea", "one")).handled
        await answer("drink", "one")
        assert await answer("say", "one") == Answer("Said.", handled=True)  # something else: it is asked no more
        assert not (await answer("tea", "one")).handled
        await answer("drink", "one")
        served.now += speech_services.QUESTION_SECONDS
        assert not (await answer("tea", "one")).handled
        for number in range(MAX_QUESTIONS + 1):
            await answer("drink", f"{number}")
        assert not (await answer("tea", "0")).handled
        assert (await answer("tea", "1")).handled


async def test_its_end_ends_what_runs(toys: Toys, tmp_path: Path) -> None:
    toys.voice.engine = FakeVoice(seconds=30)
    async with services(toys, tmp_path) as served:
        runs = [
            asyncio.create_task(served.speech.transcribe(await sound("what", ends=False))),
            asyncio.create_task(served.speech.detect(await sound("what", ends=False), [], nothing)),
            asyncio.create_task(served.speech.synthesise(pieces("Hello."), nothing)),
        ]
        await asyncio.wait(runs, timeout=0.2)
    for run in runs:
        with pytest.raises(ServiceError, match="anew"):
            await run


async def test_switched_on_the_engines_are_there_before_the_first_sentence(
    toys: Toys, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    toys.config = toys.config.model_copy(update={"wyoming": Wyoming(listen=("127.0.0.1:10300",))})
    async with services(toys, tmp_path) as served:
        async with asyncio.timeout(60):
            while (made := served.speech._now._sentence_engines) is None:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert await served.speech.transcribe(await sound("what is it")) == "what is it"
        assert served.speech._now._sentence_engines is made
    assert caplog.records == []


async def test_what_cannot_be_made_is_told(
    toys: Toys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise ListeningError("broken", "It is broken.", "Mend it.")

    monkeypatch.setattr("myna.app.listener_factory.ListenerFactory.sentence_engines", broken)
    async with services(toys, tmp_path) as served:
        await served.speech._now.prepare()
        assert await code(served.speech.transcribe(await sound("what"))) == "broken"
    assert "It is broken. Mend it." in caplog.text
