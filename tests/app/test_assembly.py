"""The assistant of one configuration, on engines of the tests' own."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import soundfile

from app.assembly_kit import built, loaded
from app.toy_engines import TALKER, Toys, spoken_file
from fakes import FakeMicrophone, FakeSpeaker
from myna.app.assembly import Assembled, assemble
from myna.app.devices import Files
from myna.audio import wav
from myna.core.errors import ListeningError
from myna.core.events import Answered, Event, StateChanged
from myna.llm.history import Exchange, History
from myna.llm.prompt import DEFAULT_SYSTEM_PROMPT

SOUNDS = ["computer", "what", "time", "is", "it", *[""] * 60]
ASKED = Exchange("what time is it", "Noon.")


async def answered(toys: Toys, before: History | None) -> tuple[Assembled, list[Event]]:
    """An assistant that goes on with the conversation of ``before``, after one question, and what it told."""
    told: list[Event] = []
    async with loaded(toys) as engines, AsyncExitStack() as stack:
        made = await assemble(
            toys.config,
            engines,
            FakeMicrophone(SOUNDS),
            FakeSpeaker(),
            None,
            None,
            before,
            told.append,
            stack,
            lasting=False,
        )
        await made.assistant.run()
        await made.assistant.until_idle()
    return made, told


async def test_it_hears_answers_and_goes_on_with_a_conversation_that_began_the_same(toys: Toys) -> None:
    first, told = await answered(toys, None)
    assert first.history.exchanges == [ASKED]
    assert Answered("Noon.") in told
    second, _ = await answered(toys, first.history)
    assert second.history is first.history
    assert second.history.exchanges == [ASKED, ASKED]


async def test_a_conversation_that_began_with_another_prompt_is_not_gone_on_with(toys: Toys) -> None:
    made, _ = await answered(toys, History("You are a parrot." + DEFAULT_SYSTEM_PROMPT))
    assert made.history.exchanges == [ASKED]
    assert "parrot" not in str(made.history.messages("Who are you?"))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """A recorded question, and where the answer goes; the recording counts as over soon."""
    monkeypatch.setattr(wav, "AFTER_SECONDS", 0.1)
    question = spoken_file(tmp_path / "question.wav", "computer what time is it")
    return Files(question, tmp_path / "answer.wav")


async def test_it_lives_until_a_recording_is_answered_into_the_file(toys: Toys, files: Files) -> None:
    async with built(toys, files, lambda _: None, muted=True) as running:  # a recording is heard in any case
        assert running.state == StateChanged("listening", "idle")
        assert (running.model, running.last_said) == (TALKER.name, "")
        await running.live()
        assert running.last_said == "Noon."
        assert running.history.exchanges == [ASKED]
    assert files.output is not None
    assert soundfile.info(files.output).duration > 0.1


async def test_a_recording_in_which_nothing_was_asked_is_told(toys: Toys, files: Files, tmp_path: Path) -> None:
    silent = Files(spoken_file(tmp_path / "silent.wav", "it is"), files.output)
    with pytest.raises(ListeningError) as caught:
        async with built(toys, silent, lambda _: None) as running:
            await running.live()
    assert caught.value.code == "nothing-heard"
    assert files.output is not None
    assert not files.output.exists()


async def test_what_is_said_again_and_again_is_voiced_once_everything_is_there(toys: Toys, files: Files) -> None:
    async with built(toys, files, lambda _: None):
        async with asyncio.timeout(60):
            while not toys.rehearsals:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await asyncio.sleep(0)
        assert toys.rehearsals == 1


async def test_loudness_and_speed_are_set_from_the_next_clause_on(toys: Toys, files: Files) -> None:
    async with built(toys, files, lambda _: None) as running:
        running.set_volume(40)
        running.set_speed(150)
        assert running.speaker.percent == 40
        assert running.engines.voice.speed == 1.5
        await running.set_muted(True)
        assert running.state == StateChanged("listening", "idle")
