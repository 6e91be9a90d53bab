"""The language model that works here, on real models."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from myna.brain.fallback import load_brain
from myna.brain.trials import Trials
from myna.config import Config
from myna.errors import ModelError
from myna.models.catalogue import load_catalogue
from myna.models.store import path_of
from myna.organs import chooser
from myna.state import State

SMALL, LARGE = "smollm2-135m-instruct-q4_1", "tinyllama-1.1b-chat-q4_k_m"


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as made:
        yield made


@pytest.fixture
def trials(tmp_path: Path) -> Trials:
    return Trials(State(tmp_path / "state"), None)


@pytest.fixture
def folder(config: Config, tmp_path: Path) -> Path:
    """A models folder with the small model, and a larger one that is full of holes."""
    small = chooser(config).chat().path
    (tmp_path / small.name).symlink_to(small)
    with path_of(load_catalogue().find(LARGE), tmp_path).open("wb") as hole:
        hole.truncate(load_catalogue().find(LARGE).size_bytes or 0)
    return tmp_path


def asking_for(config: Config, model: str, folder: Path) -> Config:
    return config.model_copy(update={"model": model, "models_dir": folder})


async def test_what_is_asked_for_is_loaded(config: Config, folder: Path, trials: Trials, stack: AsyncExitStack) -> None:
    loaded = await load_brain(asking_for(config, SMALL, folder), trials, stack)
    assert (loaded.choice.name, loaded.failure) == (SMALL, None)
    pieces = [piece async for piece in loaded.brain.answer([{"role": "user", "content": "Say yes."}])]
    assert "".join(pieces).strip()


@pytest.mark.parametrize("wanted", ["auto", LARGE, "own.gguf"])
async def test_in_the_place_of_a_damaged_model_the_next_smaller_one_answers(
    config: Config, folder: Path, trials: Trials, stack: AsyncExitStack, wanted: str
) -> None:
    (folder / "own.gguf").write_bytes(b"GGUF and nothing that makes sense")
    wanted = str(folder / wanted) if wanted.endswith(".gguf") else wanted
    loaded = await load_brain(asking_for(config, wanted, folder), trials, stack)
    assert loaded.choice.name == SMALL
    assert loaded.failure is not None
    assert loaded.failure.code == "chat-model-damaged"


async def test_a_model_that_is_not_there_is_replaced_too(
    config: Config, folder: Path, trials: Trials, stack: AsyncExitStack
) -> None:
    loaded = await load_brain(asking_for(config, "llama-2-7b-chat-q4_k_m", folder), trials, stack)
    assert loaded.choice.name == SMALL
    assert loaded.failure is not None
    assert loaded.failure.hint == "Type: myna models pull llama-2-7b-chat-q4_k_m"


async def test_a_model_that_the_memory_did_not_hold_is_not_tried_again(
    config: Config, folder: Path, tmp_path: Path, stack: AsyncExitStack
) -> None:
    state = State(tmp_path / "state")
    (tmp_path / "state").mkdir()
    first = Trials(state, tmp_path / "state")
    first.learn()
    with first.loading(LARGE):
        pass
    (tmp_path / "state" / "ended").write_text("oom-kill KILL\n")
    first.learn()
    loaded = await load_brain(asking_for(config, "auto", folder), first, stack)
    assert loaded.choice.name == SMALL
    assert loaded.failure is not None
    assert loaded.failure.code == "model-too-large"


async def test_where_nothing_works_the_reason_is_that_of_what_was_asked_for(
    config: Config, folder: Path, trials: Trials, stack: AsyncExitStack
) -> None:
    (folder / path_of(load_catalogue().find(SMALL), folder).name).unlink()
    with pytest.raises(ModelError) as caught:
        await load_brain(asking_for(config, LARGE, folder), trials, stack)
    assert caught.value.code == "chat-model-damaged"
    assert LARGE.removesuffix("-q4_k_m") in str(caught.value.message).lower()
