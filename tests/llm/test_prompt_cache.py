"""What a model has read is kept beside it: the file itself, and SmolLM2-135M that is warmed with it."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm.llama_kit import answer, asked, evaluated
from myna.app.factory import model_selector
from myna.config import Config
from myna.llm.history import History
from myna.llm.llama import LlamaFile, LlamaModel
from myna.llm.prompt_cache import PromptCache, cache_of
from myna.llm.settings import LocalModelSettings
from myna.platform.files import part_of

Load = Callable[..., Awaitable[LlamaModel]]
STATE = bytes(range(256)) * 40


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "own.gguf"
    path.write_bytes(b"GGUF and more")
    return path


@pytest.mark.parametrize("state", [STATE, b""])
def test_what_is_kept_is_there_again(model: Path, state: bytes) -> None:
    assert PromptCache(model, "prompt").load() is None
    PromptCache(model, "prompt").save(b"older")
    PromptCache(model, "prompt").save(state)
    assert PromptCache(model, "prompt").load() == state
    assert sorted(path.name for path in model.parent.iterdir()) == ["own.gguf", "own.gguf.prompt"]


def test_it_holds_for_just_the_same_things(model: Path) -> None:
    PromptCache(model, "prompt").save(STATE)
    assert PromptCache(model, "other prompt").load() is None
    before = model.stat()
    os.utime(model, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert PromptCache(model, "prompt").load() is None
    os.utime(model, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert PromptCache(model, "prompt").load() == STATE
    model.write_bytes(b"GGUF and still more")
    os.utime(model, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert PromptCache(model, "prompt").load() is None


def test_the_cache_of_another_model_is_none(model: Path) -> None:
    other = model.with_name("other.gguf")
    other.write_bytes(b"GGUF and other things")
    PromptCache(other, "prompt").save(STATE)
    shutil.copyfile(cache_of(other), cache_of(model))
    assert PromptCache(model, "prompt").load() is None


@given(data=st.data())
def test_a_damaged_one_is_none(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    model = tmp_path_factory.getbasetemp() / "damaged.gguf"
    if not model.exists():
        model.write_bytes(b"GGUF")
    cache = PromptCache(model, "prompt")
    cache.save(STATE)
    content = bytearray(cache_of(model).read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    match data.draw(st.sampled_from(["cut", "changed", "longer"])):
        case "cut":
            del content[place:]
        case "changed":
            content[place] ^= data.draw(st.integers(1, 255))
        case "longer":
            content[place:place] = b"x"
    cache_of(model).write_bytes(content)
    assert cache.load() is None


@pytest.mark.parametrize("where", [cache_of, lambda model: part_of(cache_of(model))])
def test_what_cannot_be_written_is_not_kept_and_no_failure(model: Path, where: Callable[[Path], Path]) -> None:
    (where(model) / "in the way").mkdir(parents=True)
    PromptCache(model, "prompt").save(STATE)
    assert PromptCache(model, "prompt").load() is None
    assert [path.name for path in model.parent.glob("*.prompt*")] == [where(model).name]


@pytest.fixture
def beside(config: Config, tmp_path: Path) -> Path:
    """The real model in a folder of its own."""
    path = tmp_path / "model.gguf"
    path.symlink_to(model_selector(config).chat().path)
    return path


@pytest.fixture
async def load() -> AsyncIterator[Load]:
    async with AsyncExitStack() as stack:

        async def made(path: Path, **changes: object) -> LlamaModel:
            settings = {"threads": 2, "temperature": 0.0, "max_tokens": 24, "context_tokens": 512} | changes
            return await stack.enter_async_context(LlamaFile(path, LocalModelSettings(**settings)).loaded())

        yield made


async def warmed(llm: LlamaModel, config: Config, monkeypatch: pytest.MonkeyPatch, **prompt: str) -> int:
    """Warm a language model; how many tokens it evaluated for that more than one at a time, which is reading."""
    with monkeypatch.context() as patch:
        counts = evaluated(llm, patch)
        rate = await llm.warm(History(prompt["prompt"]).messages("") if prompt else asked(config, ""))
    assert rate is not None
    assert rate > 0
    return sum(count for count in counts if count > 1)


async def test_a_prompt_is_read_once_and_kept_beside_the_model(
    config: Config, beside: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = await load(beside)
    expected = await answer(cold, asked(config))
    assert "Paris" in expected
    first = await load(beside)
    assert await warmed(first, config, monkeypatch) > 10
    assert await answer(first, asked(config)) == expected
    assert cache_of(beside).stat().st_size > 100_000
    again = await load(beside)
    assert await warmed(again, config, monkeypatch) == 0
    counts = evaluated(again, monkeypatch)
    assert await answer(again, asked(config)) == expected
    assert counts[0] < 20  # the question alone


def cut(cache: Path) -> None:
    cache.write_bytes(cache.read_bytes()[:-1])


def garbled(cache: Path) -> None:
    content = cache.read_bytes()
    cache.write_bytes(content[: len(content) // 2] + b"!!!!" + content[len(content) // 2 + 4 :])


def foreign(cache: Path) -> None:
    cache.write_bytes(b"Nothing that anybody knows.")


@pytest.mark.parametrize("damage", [cut, garbled, foreign, Path.unlink])
async def test_a_damaged_cache_is_as_none_and_made_anew(
    config: Config, beside: Path, load: Load, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None]
) -> None:
    await warmed(await load(beside), config, monkeypatch)
    damage(cache_of(beside))
    llm = await load(beside)
    assert await warmed(llm, config, monkeypatch) > 10
    assert "Paris" in await answer(llm, asked(config))
    assert await warmed(await load(beside), config, monkeypatch) == 0


async def test_the_cache_of_another_prompt_setting_or_model_is_none(
    config: Config, tmp_path: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.gguf"
    shutil.copyfile(model_selector(config).chat().path, path)
    await warmed(await load(path), config, monkeypatch)
    assert await warmed(await load(path), config, monkeypatch) == 0
    assert await warmed(await load(path), config, monkeypatch, prompt="You are a pirate who talks of the sea.") > 5
    assert await warmed(await load(path), config, monkeypatch) > 10
    assert await warmed(await load(path, kv_type="q8_0"), config, monkeypatch) > 10
    assert await warmed(await load(path, kv_type="q8_0"), config, monkeypatch) == 0
    os.utime(path)
    llm = await load(path, kv_type="q8_0")
    assert await warmed(llm, config, monkeypatch) > 10
    assert "Paris" in await answer(llm, asked(config))


async def test_a_whole_cache_that_the_model_cannot_take_is_as_none(
    config: Config, beside: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one from a machine whose library writes it in another way."""
    await warmed(await load(beside), config, monkeypatch)
    monkeypatch.setattr(PromptCache, "load", lambda _: b"\0" * 5000)
    llm = await load(beside)
    assert await warmed(llm, config, monkeypatch) > 10
    assert "Paris" in await answer(llm, asked(config))


async def test_a_folder_that_cannot_be_written_to_is_no_failure(
    config: Config, beside: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    (part_of(cache_of(beside)) / "in the way").mkdir(parents=True)
    llm = await load(beside)
    assert await warmed(llm, config, monkeypatch) > 10
    assert not cache_of(beside).exists()
    assert "Paris" in await answer(llm, asked(config))


async def test_a_prompt_that_does_not_fit_is_no_failure_before_it_is_asked(beside: Path, load: Load) -> None:
    llm = await load(beside)
    assert await llm.warm(History("word " * 1000).messages("")) is None
    assert not cache_of(beside).exists()
    assert await answer(llm, History("").messages("Say yes."))


async def test_a_model_that_was_removed_while_it_was_loaded_is_warmed_without_a_cache(
    config: Config, beside: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    llm = await load(beside)
    await asyncio.to_thread(beside.unlink)
    assert await warmed(llm, config, monkeypatch) > 10
