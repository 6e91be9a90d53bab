"""The language model itself: SmolLM2-135M through llama.cpp."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import gguf
import llama_cpp
import pytest

from llm.llama_kit import QUESTION, answer, asked
from myna.app.factory import build_llm, model_selector, new_history
from myna.config import Config
from myna.core.errors import LlmError, ModelError
from myna.llm.gguf import weights_of
from myna.llm.llama import LlamaFile, LlamaModel
from myna.llm.settings import LocalModelSettings
from myna.llm.weights import KvType
from myna.platform.heat import Condition


@pytest.fixture
async def llm(config: Config) -> AsyncIterator[LlamaModel]:
    async with build_llm(config).loaded() as built:
        yield built


async def test_it_knows_the_capital_of_france(llm: LlamaModel, config: Config) -> None:
    assert "Paris" in await answer(llm, asked(config))


async def test_the_answer_comes_in_pieces(llm: LlamaModel, config: Config) -> None:
    async with aclosing(llm.answer(asked(config))) as pieces:
        assert len([piece async for piece in pieces]) > 3


async def test_an_answer_left_early_does_not_disturb_the_next(llm: LlamaModel, config: Config) -> None:
    async with aclosing(llm.answer(asked(config, "Tell me a long story."))) as pieces:
        async for _ in pieces:
            break
    assert "Paris" in await answer(llm, asked(config))


async def test_a_cancelled_answer_ends_while_the_prompt_is_read(config: Config) -> None:
    """The prompt fills the context, so a cancellation lands long before the first token."""
    short = config.brain.model_copy(update={"max_tokens": 8})
    async with build_llm(config.model_copy(update={"brain": short})).loaded() as llm:
        pieces: list[str] = []

        async def consume() -> None:
            async with aclosing(llm.answer(asked(config, "word " * 1900))) as stream:
                async for piece in stream:
                    pieces.append(piece)

        task = asyncio.create_task(consume())
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert pieces == []
        assert "Paris" in await answer(llm, asked(config))


async def test_a_conversation_longer_than_the_context_goes_on(config: Config) -> None:
    small = config.brain.model_copy(update={"context_tokens": 512, "max_tokens": 32})
    async with build_llm(config.model_copy(update={"brain": small})).loaded() as llm:
        history = new_history(config, model_selector(config).chat())
        for number in range(30):
            history.add(f"Question {number}: tell me about the number {number}.", f"The number is {number}. " * 4)
        assert "Paris" in await answer(llm, history.messages(QUESTION))


async def test_a_question_longer_than_the_context_is_refused(llm: LlamaModel, config: Config) -> None:
    with pytest.raises(LlmError, match="the context has") as caught:
        await answer(llm, asked(config, "word " * 5000))
    assert caught.value.code == "question-too-long"
    assert "Paris" in await answer(llm, asked(config))


async def test_an_answer_is_no_longer_than_asked_for(config: Config) -> None:
    short = config.brain.model_copy(update={"max_tokens": 8})
    async with (
        build_llm(config.model_copy(update={"brain": short})).loaded() as llm,
        aclosing(llm.answer(asked(config, "Tell me a long story about a dragon."))) as pieces,
    ):
        assert len([piece async for piece in pieces]) <= 8


async def test_a_board_that_is_too_hot_answers_in_fewer_words_with_fewer_threads(config: Config) -> None:
    conditions = iter([Condition(under_voltage=True), Condition()])
    settings = LocalModelSettings(threads=2, max_tokens=128, temperature=0.0)
    async with LlamaFile(model_selector(config).chat().path, settings, conditions.__next__).loaded() as llm:
        lengths, threads = [], []
        for _ in range(2):
            async with aclosing(llm.answer(asked(config, "Tell me a very long story about a dragon."))) as pieces:
                lengths.append(len([piece async for piece in pieces]))
            threads.append(llama_cpp.llama_n_threads(llm._llm.ctx))
        assert lengths[0] <= 64 < lengths[1]
        assert threads == [1, 2]


@pytest.mark.parametrize("kv_type", ["f16", "q8_0"])
async def test_a_quantised_cache_answers_too(config: Config, kv_type: KvType) -> None:
    settings = LocalModelSettings(threads=2, kv_type=kv_type, temperature=0.0)
    async with LlamaFile(model_selector(config).chat().path, settings).loaded() as llm:
        assert "Paris" in await answer(llm, asked(config))


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"tokenizer.chat_template", b"tokenizer.chat_xxxxxxxx", "chat-template-missing"),
        (b"{% for message in messages %}", b"{% for message on messages %}", "chat-template-broken"),
    ],
)
def test_a_model_without_a_template_that_works_is_told_before_it_is_loaded(
    config: Config, tmp_path: Path, before: bytes, after: bytes, code: str
) -> None:
    content = model_selector(config).chat().path.read_bytes()
    (tmp_path / "own.gguf").write_bytes(content.replace(before, after))
    assert content.count(before) == 1
    with pytest.raises(ModelError) as caught:
        weights_of(tmp_path / "own.gguf")
    assert caught.value.code == code
    with pytest.raises(ModelError):
        asyncio.run(load(tmp_path / "own.gguf"))


async def load(path: Path) -> None:
    async with LlamaFile(path, LocalModelSettings(threads=1)).loaded():
        pass


async def test_a_damaged_model_is_told_in_a_sentence(config: Config, tmp_path: Path) -> None:
    whole = model_selector(config).chat().path.read_bytes()
    (tmp_path / "cut.gguf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "other.gguf").write_bytes(b"not a model")
    for name in ("cut.gguf", "other.gguf"):
        with pytest.raises(ModelError, match="damaged"):
            await load(tmp_path / name)
    with pytest.raises(ModelError, match="cannot be read"):
        await load(tmp_path / "missing.gguf")


async def test_a_model_without_a_chat_template_is_told_in_a_sentence(config: Config, tmp_path: Path) -> None:
    """The starter model under another key: gguf files are patched in place, so the name keeps its length."""
    path = tmp_path / "base.gguf"
    content = model_selector(config).chat().path.read_bytes()
    assert content.count(gguf.Keys.Tokenizer.CHAT_TEMPLATE.encode()) == 1
    path.write_bytes(content.replace(b"tokenizer.chat_template", b"tokenizer.chat_xxxxxxxx"))
    with pytest.raises(ModelError, match="no chat template"):
        await load(path)
