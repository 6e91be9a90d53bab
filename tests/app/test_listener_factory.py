"""Listeners of one configuration, one after another, of a speech engine that is loaded once."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.toy_engines import Toys
from fakes import FakeMicrophone
from myna.app.factory import begin_speech
from myna.app.listener_factory import open_listener
from myna.config.commands import Command

LAMP = Command.model_validate({"name": "lamp", "say": ("lampp on",), "reply": "Yes."})


async def test_each_listener_gets_recognisers_of_its_own_of_one_engine(toys: Toys) -> None:
    async with open_listener(toys.config) as listeners:
        assert len(toys.wake) == 1  # what is wrong with a wake phrase shows when it is loaded
        await listeners.listener(FakeMicrophone([]))
        assert len(toys.wake) == 1
        await listeners.listener(FakeMicrophone([]))
        assert len(toys.wake) == 2
    assert len(toys.speech) == 1


async def test_a_speech_engine_of_the_same_model_is_shared(toys: Toys) -> None:
    async with open_listener(toys.config) as before, open_listener(toys.config, live=True, before=before) as after:
        assert after.speech is before.speech
    assert len(toys.speech) == 1


async def test_a_speech_engine_whose_loading_has_begun_is_taken(toys: Toys) -> None:
    begun = begin_speech(toys.config)
    assert begun is not None
    async with open_listener(toys.config, begun=begun) as listeners:
        assert listeners.speech is begun.engine.result()
    assert len(toys.speech) == 1


async def test_of_another_model_it_is_loaded_nevertheless(toys: Toys) -> None:
    begun = begin_speech(toys.config)
    assert begun is not None
    async with open_listener(toys.config, begun=replace(begun, path=Path("another"))) as listeners:
        assert listeners.speech is not begun.engine.result()


def test_where_there_is_no_speech_model_nothing_is_begun(toys: Toys, tmp_path: Path) -> None:
    assert begin_speech(toys.config.model_copy(update={"models_dir": tmp_path / "empty"})) is None
    assert toys.speech == []


async def test_without_a_wake_phrase_no_wake_engine_is_loaded(toys: Toys) -> None:
    async with open_listener(toys.config.model_copy(update={"wake_word": ()})):
        assert toys.wake == []


async def test_command_words_that_the_speech_engine_does_not_know_are_told_once(
    toys: Toys, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_listener(toys.config.model_copy(update={"commands": (LAMP,)})) as listeners:
        for _ in range(2):
            await listeners.listener(FakeMicrophone([]))
    (told,) = [record.getMessage() for record in caplog.records if record.name == "myna.app.listener_factory"]
    assert told.startswith("The speech model does not know lampp: ")


async def test_what_other_microphones_hear_has_engines_of_its_own(toys: Toys) -> None:
    async with open_listener(toys.config) as listeners:
        first, second = listeners.sentence_engines(), listeners.sentence_engines()
        assert first.transcriber is not second.transcriber
        assert first.activity is not second.activity
        assert (first.wake, first.stop) == (None, None)
        before = len(toys.wake)
        listeners.wake_stream(["computer"])
        assert [phrases for phrases, _ in toys.wake[before:]] == [["computer"]]
