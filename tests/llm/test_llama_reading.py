"""A question is read into the language model while it is spoken: SmolLM2-135M through llama.cpp."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from llm.llama_kit import QUESTION, answer, asked, evaluated
from myna.app.factory import build_llm, model_selector, new_history
from myna.config import Config
from myna.core.errors import LlmError
from myna.llm.llama import LlamaModel


def with_brain(config: Config, **changes: float) -> Config:
    return config.model_copy(update={"brain": config.brain.model_copy(update=changes)})


@pytest.fixture
async def exact(config: Config) -> AsyncIterator[LlamaModel]:
    """One that always gives the same answer to the same conversation."""
    async with build_llm(with_brain(config, temperature=0.0, max_tokens=24)).loaded() as built:
        yield built


CLOSING = 8
"""Tokens, at most, of the last word of a question, the end of it, and the beginning of its answer."""


@pytest.mark.parametrize("spoken", [QUESTION, "what is the capital of germany", "which"])
async def test_a_question_that_was_read_while_it_was_spoken_gets_the_same_answer(
    exact: LlamaModel, config: Config, spoken: str
) -> None:
    expected = await answer(exact, asked(config))
    await answer(exact, asked(config, "How are you?"))
    words = spoken.split()
    for count in range(1, len(words) + 1):
        await exact.prefill(asked(config, " ".join(words[:count])))
    assert await answer(exact, asked(config)) == expected
    assert "Paris" in expected


async def test_of_a_question_that_was_read_hardly_anything_is_left(
    exact: LlamaModel, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = evaluated(exact, monkeypatch)
    await exact.prefill(asked(config, QUESTION))
    read = sum(counts)
    assert read > 20
    counts.clear()
    await exact.prefill(asked(config, QUESTION))
    assert counts == []
    await answer(exact, asked(config))
    assert counts[0] <= CLOSING
    counts.clear()
    await exact.prefill(asked(config, "what is the capital of germany"))  # two words are new, the rest stays read
    assert sum(counts) <= 2
    counts.clear()
    await exact.prefill(asked(config, "what is the capital of germany and of france"))
    assert sum(counts) <= 5
    counts.clear()
    await answer(exact, asked(config, "what is the capital of germany and of france"))
    assert counts[0] <= CLOSING


@pytest.mark.parametrize(
    ("whole", "goes_on"),
    [
        ("how does an aeroplane stay in the air", "how does an aeroplane stay in the"),
        ("which fruit keeps for the longest time", "which fruit keeps for the"),
        ("where do the normans come from", "where do the normans"),
        ("what is the capital of france", "what is the capital of"),
    ],
)
async def test_what_it_expects_behind_a_sentence_tells_whether_that_is_whole(
    exact: LlamaModel, config: Config, whole: str, goes_on: str
) -> None:
    told = [await exact.prefill(asked(config, words)) for words in (goes_on, whole)]
    assert told[0] is not None
    assert told[1] is not None
    assert told[0] < 0.05
    assert told[1] > max(0.1, 10 * told[0])


async def test_of_a_question_that_was_read_as_a_whole_nothing_is_left(
    exact: LlamaModel, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = await answer(exact, asked(config))
    await answer(exact, asked(config, "How are you?"))
    counts = evaluated(exact, monkeypatch)
    await exact.prefill(asked(config), whole=True)
    assert sum(counts) > 5
    counts.clear()
    await exact.prefill(asked(config), whole=True)
    await exact.prefill(asked(config))
    assert counts == []
    async with aclosing(exact.answer(asked(config))) as pieces:
        assert expected.startswith(await anext(pieces))
    assert counts == [0]


async def test_words_behind_a_question_that_was_read_as_a_whole_change_nothing(
    exact: LlamaModel, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = await answer(exact, asked(config))
    await exact.prefill(asked(config, "what is the capital"), whole=True)
    counts = evaluated(exact, monkeypatch)
    await exact.prefill(asked(config))
    assert sum(counts) <= 4
    await exact.prefill(asked(config), whole=True)
    assert await answer(exact, asked(config)) == expected
    await exact.prefill(asked(config, "what is the capital"))
    assert await answer(exact, asked(config)) == expected


async def test_the_reading_of_a_whole_question_that_is_cancelled_disturbs_nothing(
    exact: LlamaModel, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = await answer(exact, asked(config))
    begun = asyncio.Event()
    evaluated(exact, monkeypatch, begun)
    for words in ("what is", "what is the", QUESTION):
        reading = asyncio.create_task(exact.prefill(asked(config, words), whole=True))
        await begun.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        begun.clear()
    assert await answer(exact, asked(config)) == expected


async def test_a_reading_that_is_cancelled_ends_soon_and_disturbs_nothing(
    exact: LlamaModel, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = await answer(exact, asked(config))
    begun = asyncio.Event()
    counts = evaluated(exact, monkeypatch, begun)
    for _ in range(3):
        reading = asyncio.create_task(exact.prefill(asked(config, "word " * 1800)))
        await begun.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        begun.clear()
    assert 0 < sum(counts) < 1800
    assert await answer(exact, asked(config)) == expected


async def test_a_question_that_is_too_long_to_be_read_is_no_end(config: Config) -> None:
    async with build_llm(with_brain(config, context_tokens=512, max_tokens=24)).loaded() as llm:
        with pytest.raises(LlmError):
            await llm.prefill(asked(config, "word " * 800))
        with pytest.raises(LlmError, match="the context has"):
            await answer(llm, asked(config, "word " * 800))
        assert "Paris" in await answer(llm, asked(config))


async def test_what_is_dropped_of_a_long_conversation_is_dropped_while_it_is_read(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not once more when the question is there, for which all would have to be read again."""
    async with build_llm(with_brain(config, context_tokens=512, max_tokens=8, temperature=0.0)).loaded() as llm:
        counts = evaluated(llm, monkeypatch)
        history = new_history(config, model_selector(config).chat())
        reads: list[int] = []
        for number in range(24):
            counts.clear()
            await llm.prefill(history.messages(""))
            reads.append(sum(counts))
            counts.clear()
            question = f"Tell me about number {number} now, please."
            history.add(question, await answer(llm, history.messages(question)) + f" The number is {number}." * 3)
            assert counts[0] <= CLOSING + 16
        assert sorted(reads[1:])[-1] > 100  # it was dropped,
        assert sorted(reads)[12] < 60  # and seldom
