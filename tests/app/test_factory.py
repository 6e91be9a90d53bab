"""The registries: another engine is an adapter, a line and a catalogue entry; an unknown one is a sentence."""

from contextlib import aclosing, nullcontext
from pathlib import Path

import pytest

from app.toy_engines import SPEECH, TALKER, VOICE, Toys
from fakes import FakeMicrophone
from llm.remote_kit import answer, asked
from myna.app import factory
from myna.app.engines import Engines
from myna.app.factory import build_llm, build_voice, model_selector, speech_engine, wake_engine
from myna.app.listener_factory import open_listener
from myna.app.oom_guard import OutOfMemoryGuard, history_file
from myna.core.errors import ConfigError, ModelError
from myna.core.events import Utterance, WakeHeard
from myna.models.store import path_of

SILENCE = [""] * 40


async def test_another_speech_engine_and_wake_engine_hear_a_sentence(toys: Toys, tmp_path: Path) -> None:
    async with open_listener(toys.config) as listeners:
        assert listeners.path == path_of(SPEECH, tmp_path)
        listener = await listeners.listener(FakeMicrophone(["computer", "what", "time", "is", "it", *SILENCE]))
        async with aclosing(listener.events()) as events:
            heard = [event async for event in events if isinstance(event, WakeHeard | Utterance)]
    assert isinstance(heard[0], WakeHeard)
    assert [event.text for event in heard if isinstance(event, Utterance)] == ["what time is it"]
    assert toys.wake == [(toys.config.wake_phrases, toys.config.wake_sensitivity)]


async def test_all_the_engines_may_be_others(toys: Toys) -> None:
    async with Engines.open(
        toys.config, OutOfMemoryGuard(history_file(None), None), lambda _: nullcontext()
    ) as engines:
        assert (engines.llm.name, engines.llm.failure) == (TALKER.name, None)
        assert await answer(engines.llm, asked("What time is it?")) == "Noon."
        assert [chunk.rate_hz async for chunk in engines.voice.say("Noon.")] == [engines.voice.rate_hz]
        assert (toys.llm.is_loaded, toys.voice.is_loaded) == (True, True)
    assert (toys.llm.is_loaded, toys.voice.is_loaded) == (False, False)


def test_a_model_of_an_engine_that_is_not_there_is_refused_in_a_sentence(
    toys: Toys, monkeypatch: pytest.MonkeyPatch
) -> None:
    for registry in (factory.SPEECH_ENGINES, factory.LANGUAGE_MODELS, factory.VOICES):
        monkeypatch.delitem(registry, "toy")
    for build, model, other in (
        (lambda: speech_engine(model_selector(toys.config).speech()), SPEECH, "vosk"),
        (lambda: build_llm(toys.config), TALKER, "llama.cpp"),
        (lambda: build_voice(toys.config), VOICE, "piper"),
    ):
        with pytest.raises(ModelError) as caught:
            build()
        assert caught.value.code == "engine-unknown"
        assert caught.value.message == f"{model.name} is a model for the engine toy, which this Myna does not have."
        assert caught.value.hint == f"Choose one for {other}: myna models list --kind {model.kind}"


async def test_an_unknown_wake_engine_is_refused_with_those_that_there_are(toys: Toys) -> None:
    with pytest.raises(ConfigError) as caught:
        wake_engine("ears")
    assert caught.value.code == "wake-engine-unknown"
    assert caught.value.hint == "Set wake_engine to one of these: vosk, microwakeword, toy."
    with pytest.raises(ConfigError):
        async with open_listener(toys.config.model_copy(update={"wake_engine": "ears"})):
            pass
    assert toys.speech == []  # it is refused before anything is loaded
