"""Vosk as a speech engine, with the real model: what it knows, and what it makes."""

import pytest

from myna.app.factory import model_selector
from myna.config import Config
from myna.nlu.templates import Templates
from myna.skills.user_commands.sentences import Sentences
from myna.stt.vosk.command_transcriber import CommandTranscriber
from myna.stt.vosk.engine import VoskEngine
from myna.stt.vosk.transcriber import VoskTranscriber


@pytest.fixture(scope="module")
def engine(config: Config) -> VoskEngine:
    return VoskEngine.load(model_selector(config).speech().path)


def test_it_knows_words_and_those_that_are_near_another(engine: VoskEngine, config: Config) -> None:
    assert engine.path == model_selector(config).speech().path
    assert engine.knows("kitchen")
    assert not engine.knows("kitchn")
    assert "kitchen" in engine.nearest("kitchn")


def test_commands_are_expected_only_where_there_are_some(engine: VoskEngine) -> None:
    recognisers = engine.recognisers()
    assert recognisers.speech is engine
    assert isinstance(recognisers.transcriber(), VoskTranscriber)
    door = Templates({"language": "en", "intents": {"door": {"data": [{"sentences": ["open the door"]}]}}})
    commands = Sentences.within(door, engine.knows)
    assert isinstance(recognisers.transcriber(commands, wake_phrases=["computer"]), CommandTranscriber)
