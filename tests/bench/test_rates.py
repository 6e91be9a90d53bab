"""How fast each engine is alone, on engines that answer what they are told to."""

from pathlib import Path

import pytest

from app.failover_kit import PLAN
from app.toy_engines import Toys, spoken_file
from fakes import FakeLanguageModel, FakeVoice
from myna.app.engines import Engines
from myna.bench import rates
from myna.bench.listener import PlainListener
from myna.bench.questions import recorded
from myna.core.errors import LlmError
from myna.llm.history import Exchange, History

READ = 1e9
"""Bytes a second of a memory, each time it is measured."""

QUESTIONS = ["One?", "Two?"]


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "read_bandwidth", lambda _: READ)


@pytest.mark.usefixtures("memory")
async def test_a_rate_is_taken_from_as_many_answers_as_have_enough_tokens() -> None:
    llm = FakeLanguageModel(["a", "b", "c", "d"])
    rate, limit = await rates.decoding(llm, PLAN, History(""), "Tell me.", tokens=7)
    assert len(llm.asked) == 3  # the first token of each is the prompt's
    assert rate > 0
    assert limit == READ / PLAN.file_bytes


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("pieces", [[], ["a"]])
async def test_of_answers_without_a_second_token_there_is_no_rate(pieces: list[str]) -> None:
    llm = FakeLanguageModel(pieces)
    with pytest.raises(LlmError, match="gives no answers"):
        await rates.decoding(llm, PLAN, History(""), "Tell me.", tokens=7)
    assert len(llm.asked) == rates.ANSWERS


async def test_a_conversation_is_read_before_it_is_answered_and_remembered() -> None:
    llm, history = FakeLanguageModel(["word "] * (rates.TURN_TOKENS + 5)), History("")
    first = await rates.first_tokens(llm, history, QUESTIONS, turns=10)
    answer = ("word " * rates.TURN_TOKENS).strip()
    assert history.exchanges == [Exchange(question, answer) for question in QUESTIONS * 5]
    assert [work.words for work in llm.closings] == [messages[-1]["content"] for messages in llm.asked]
    counting = rates.AROUND + 1 + rates.AROUND  # the first turn is begun as often, and counts for nothing
    assert len(llm.asked) == 10 + counting * rates.TRIES
    assert first.second > 0
    assert first.last > 0


async def test_a_model_that_does_not_answer_has_no_first_token() -> None:
    with pytest.raises(LlmError, match="gives no answers"):
        await rates.first_tokens(FakeLanguageModel([]), History(""), QUESTIONS, turns=10)


async def test_the_listener_hears_everything_once_before_it_counts(
    toys: Toys, engines: Engines, listener: PlainListener, tmp_path: Path
) -> None:
    recording = await recorded(spoken_file(tmp_path / "time.wav", "what time is it"), listener)
    assert await rates.listener_rtf(engines.listener, [recording]) > 0


async def test_the_voice_speaks_each_text_once() -> None:
    voice = FakeVoice()
    assert await rates.voice_rtf(voice, ["It is 5 km.", "Noon."], "en-us") > 0
    assert voice.said == ["It is five kilometers.", "Noon."]
