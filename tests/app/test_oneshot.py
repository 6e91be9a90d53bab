"""One component, once: what is asked, said and heard without a running assistant."""

from pathlib import Path

import pytest

from app.toy_engines import Toys, spoken_file
from myna.app.oneshot import Said, ask, hear, is_recording, said, say
from myna.config import Config
from myna.core.errors import LlmError, MynaError, VoiceError
from myna.core.events import ListeningFailed, WakeHeard

SUM = "What is twelve times seven?"


async def test_a_question_for_a_skill_needs_no_model(tmp_path: Path) -> None:
    pieces: list[str] = []
    await ask(Config(models_dir=tmp_path), SUM, pieces.append, aloud=False)
    assert pieces == ["12 times 7 is 84."]


async def test_another_question_is_for_the_language_model(toys: Toys) -> None:
    pieces: list[str] = []
    await ask(toys.config, "What do you think of herons?", pieces.append, aloud=False)
    assert "".join(pieces) == "Noon."
    assert not toys.llm.is_loaded


@pytest.mark.parametrize("model_facts", ["yes", "hedged", "no"])
async def test_a_fact_without_a_source_is_told_as_the_configuration_says(toys: Toys, model_facts: str) -> None:
    pieces: list[str] = []
    config = toys.config.model_copy(update={"model_facts": model_facts})
    await ask(config, "Why is the sky blue?", pieces.append, aloud=False)
    told = {"yes": "Noon.", "hedged": "I'm not sure, but Noon.", "no": "I don't know."}
    assert "".join(pieces) == told[model_facts]


@pytest.mark.parametrize("text", ["", "   ", "***"])
async def test_what_has_no_words_is_not_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(VoiceError, match="nothing to say"):  # no model is looked for either
        await say(Config(models_dir=tmp_path), text, tmp_path / "said.wav")


async def test_what_has_no_words_is_not_asked(tmp_path: Path) -> None:
    with pytest.raises(LlmError, match="no question"):
        await ask(Config(models_dir=tmp_path), " ", pytest.fail, aloud=False)


async def test_a_file_is_heard_the_same_wherever_it_stands(config: Config, speech: Path) -> None:
    file, missing = speech / "computer.flac", speech / "missing.flac"
    files = [file, missing, speech / "order-cappuccino.flac", file, file]
    events = [heard async for heard in hear(config, files, listen=False)]
    wakes = [event for path, event in events if path == file and isinstance(event, WakeHeard)]
    assert len(wakes) == 3
    assert len({(wake.at, wake.phrase, wake.level_db) for wake in wakes}) == 1
    scores = [wake.score for wake in wakes if wake.score is not None]
    assert scores == pytest.approx([scores[0]] * 3, abs=0.05)  # Vosk dithers
    (failed,) = [event for path, event in events if path == missing]
    assert isinstance(failed, ListeningFailed)


async def test_a_sentence_says_itself_and_a_recording_what_is_heard_first_in_it(toys: Toys, tmp_path: Path) -> None:
    recording, missing = spoken_file(tmp_path / "time.wav", "what time is it"), tmp_path / "missing.wav"
    silent = spoken_file(tmp_path / "silent.wav", "")
    inputs = ["Hello.", str(recording), str(missing), str(silent)]
    sentence, heard, failed, nothing = [one async for one in said(toys.config, inputs)]
    assert sentence == Said("Hello.", "Hello.", 1.0)
    assert heard == Said(str(recording), "what time is it", 0.9)
    assert isinstance(failed, MynaError)
    assert str(missing) in failed.message
    assert nothing == Said(str(silent), "", 0.0)
    assert len(toys.speech) == 1


async def test_without_a_recording_no_listener_is_loaded(toys: Toys) -> None:
    assert [one async for one in said(toys.config, ["Hello."])] == [Said("Hello.", "Hello.", 1.0)]
    assert toys.speech == []


@pytest.mark.parametrize(("text", "recording"), [("a.wav", True), ("A.FLAC", True), ("what is a wav", False)])
def test_what_ends_as_a_sound_file_is_one(text: str, recording: bool) -> None:
    assert is_recording(text) is recording
