"""The language model that works here, on real models."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from llm.remote_kit import DONE, PlayedServer, answer, asked, event, reply
from myna.app import language_model as fallback
from myna.app.factory import model_selector
from myna.app.language_model import load_language_model
from myna.app.oom_guard import OutOfMemoryGuard, history_file
from myna.config import Config
from myna.core.errors import ConfigError, ModelError
from myna.models.catalogue import load_catalogue
from myna.models.store import path_of
from myna.platform.memory import Memory

SMALL, LARGE = "smollm2-135m-instruct-q4_1", "tinyllama-1.1b-chat-q4_k_m"
GB = 10**9


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as made:
        yield made


@pytest.fixture
def oom_guard(tmp_path: Path) -> OutOfMemoryGuard:
    return OutOfMemoryGuard(history_file(tmp_path / "state"), None)


@pytest.fixture
def folder(config: Config, tmp_path: Path) -> Path:
    """A models folder with the small model, and a larger one that is full of holes."""
    small = model_selector(config).chat().path
    (tmp_path / small.name).symlink_to(small)
    with path_of(load_catalogue().find(LARGE), tmp_path).open("wb") as hole:
        hole.truncate(load_catalogue().find(LARGE).size_bytes or 0)
    return tmp_path


def asking_for(config: Config, model: str, folder: Path) -> Config:
    return config.model_copy(update={"model": model, "models_dir": folder})


async def test_what_is_asked_for_is_loaded(
    config: Config, folder: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack
) -> None:
    loaded = await load_language_model(asking_for(config, SMALL, folder), oom_guard, stack)
    assert loaded.choice is not None
    assert (loaded.name, loaded.choice.name, loaded.failure, loaded.news.is_set()) == (SMALL, SMALL, None, False)
    assert loaded.component == "model"
    pieces = [piece async for piece in loaded.answer([{"role": "user", "content": "Say yes."}])]
    assert "".join(pieces).strip()


@pytest.mark.parametrize("wanted", ["auto", LARGE, "own.gguf"])
async def test_in_the_place_of_a_damaged_model_the_next_smaller_one_answers(
    config: Config, folder: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack, wanted: str
) -> None:
    (folder / "own.gguf").write_bytes(b"GGUF and nothing that makes sense")
    wanted = str(folder / wanted) if wanted.endswith(".gguf") else wanted
    loaded = await load_language_model(asking_for(config, wanted, folder), oom_guard, stack)
    assert (loaded.name, loaded.news.is_set()) == (SMALL, True)
    assert loaded.failure is not None
    assert loaded.failure.code == "chat-model-damaged"


async def test_a_model_that_is_not_there_is_replaced_too(
    config: Config, folder: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack
) -> None:
    loaded = await load_language_model(asking_for(config, "llama-2-7b-chat-q4_k_m", folder), oom_guard, stack)
    assert loaded.name == SMALL
    assert loaded.failure is not None
    assert loaded.failure.hint == "Type: myna models pull llama-2-7b-chat-q4_k_m"


async def test_a_model_that_the_memory_did_not_hold_is_not_tried_again(
    config: Config, folder: Path, tmp_path: Path, stack: AsyncExitStack
) -> None:
    state = history_file(tmp_path / "state")
    (tmp_path / "state").mkdir()
    first = OutOfMemoryGuard(state, tmp_path / "state")
    first.learn()
    with first.loading(LARGE):
        pass
    (tmp_path / "state" / "ended").write_text("oom-kill KILL\n")
    first.learn()
    loaded = await load_language_model(asking_for(config, "auto", folder), first, stack)
    assert loaded.name == SMALL
    assert loaded.failure is not None
    assert loaded.failure.code == "model-too-large"


async def test_where_nothing_works_the_reason_is_that_of_what_was_asked_for(
    config: Config, folder: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack
) -> None:
    (folder / path_of(load_catalogue().find(SMALL), folder).name).unlink()
    with pytest.raises(ModelError) as caught:
        await load_language_model(asking_for(config, LARGE, folder), oom_guard, stack)
    assert caught.value.code == "chat-model-damaged"
    assert LARGE.removesuffix("-q4_k_m") in str(caught.value.message).lower()


def with_free(monkeypatch: pytest.MonkeyPatch, free_bytes: int) -> None:
    """Other programs leave so much."""
    monkeypatch.setattr(fallback, "read_memory", lambda: Memory(16 * GB, None, free_bytes))
    monkeypatch.setattr(fallback, "resident_bytes", lambda: 0)


def with_ram(monkeypatch: pytest.MonkeyPatch, total_bytes: int) -> None:
    """The board has so much."""
    monkeypatch.setattr("myna.app.factory.read_memory", lambda: Memory(total_bytes, None, total_bytes))


@pytest.mark.parametrize("wanted", ["auto", LARGE])
async def test_what_other_programs_leave_no_memory_for_is_not_tried(
    config: Config,
    folder: Path,
    oom_guard: OutOfMemoryGuard,
    stack: AsyncExitStack,
    monkeypatch: pytest.MonkeyPatch,
    wanted: str,
) -> None:
    with_free(monkeypatch, 8 * GB // 10)
    loaded = await load_language_model(asking_for(config, wanted, folder), oom_guard, stack)
    assert loaded.name == SMALL
    assert loaded.failure is not None
    assert (loaded.failure.code, "leave 0.8 GB" in loaded.failure.message) == ("memory-taken", True)
    assert "myna models plan" in loaded.failure.hint


async def test_what_this_process_has_itself_is_not_taken_by_others(
    config: Config, folder: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_free(monkeypatch, GB // 2)
    monkeypatch.setattr(fallback, "resident_bytes", lambda: GB)
    loaded = await load_language_model(asking_for(config, LARGE, folder), oom_guard, stack)
    assert loaded.failure is not None
    assert loaded.failure.code == "chat-model-damaged"  # it was tried


@pytest.mark.parametrize("wanted", ["auto", SMALL])
async def test_without_memory_that_is_free_nothing_is_loaded(
    config: Config,
    folder: Path,
    oom_guard: OutOfMemoryGuard,
    stack: AsyncExitStack,
    monkeypatch: pytest.MonkeyPatch,
    wanted: str,
) -> None:
    path_of(load_catalogue().find(LARGE), folder).unlink()
    with_free(monkeypatch, 0)
    with pytest.raises(ModelError) as caught:
        await load_language_model(asking_for(config, wanted, folder), oom_guard, stack)
    assert caught.value.code == "memory-taken"


async def test_what_cannot_fit_is_replaced_by_what_does(
    config: Config, folder: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_ram(monkeypatch, GB)
    loaded = await load_language_model(asking_for(config, LARGE, folder), oom_guard, stack)
    assert (loaded.name, loaded.news.is_set()) == (SMALL, True)
    assert loaded.failure is not None
    assert loaded.failure.code == "memory-too-small"


async def test_where_nothing_fits_nothing_is_loaded(
    config: Config, folder: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_ram(monkeypatch, GB // 4)
    with pytest.raises(ModelError) as caught:
        await load_language_model(asking_for(config, SMALL, folder), oom_guard, stack)
    assert caught.value.code == "memory-too-small"


async def test_a_server_that_is_there_answers(
    config: Config, folder: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack, played: PlayedServer
) -> None:
    played.answers(event(content="Paris."), DONE)
    loaded = await load_language_model(asking_for(config, played.url, folder), oom_guard, stack)
    assert (loaded.name, loaded.failure, loaded.choice, loaded.component) == (played.url, None, None, "server")
    assert await answer(loaded, asked("What is the capital of France?")) == "Paris."


async def test_where_the_server_is_away_the_model_here_answers(
    config: Config, folder: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack, played: PlayedServer
) -> None:
    played.played["/v1/models"] = [reply("", "503 Service Unavailable")]
    path_of(load_catalogue().find(LARGE), folder).unlink()
    loaded = await load_language_model(asking_for(config, played.url, folder), oom_guard, stack)
    assert (loaded.name, loaded.news.is_set()) == (SMALL, True)
    assert loaded.failure is not None
    assert loaded.failure.code == "server-away"
    assert (await answer(loaded, asked("Say yes."))).strip()


async def test_without_a_model_here_a_server_does(
    config: Config, tmp_path: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack, played: PlayedServer
) -> None:
    played.answers(event(content="Yes."), DONE)
    loaded = await load_language_model(asking_for(config, played.url, tmp_path), oom_guard, stack)
    assert await answer(loaded, asked("Say yes.")) == "Yes."


async def test_the_key_of_a_server_must_be_readable(
    config: Config, tmp_path: Path, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack
) -> None:
    server = config.server.model_copy(update={"api_key_file": tmp_path / "no-such-key"})
    wanted = config.model_copy(update={"model": "http://127.0.0.1:1/v1", "server": server})
    with pytest.raises(ConfigError, match="no-such-key"):
        await load_language_model(wanted, oom_guard, stack)
