"""The models folder while Myna runs: what is there, fetched and removed."""

import asyncio
import json
from contextlib import aclosing
from pathlib import Path

import pytest

from myna.app import shelf as app
from myna.app.shelf import PROGRESS, WANTED, Shelf, pull_wanted
from myna.config import Config
from myna.core.errors import ModelError

VOICE = "en_US-joe-medium"


@pytest.fixture
def empty(tmp_path: Path) -> Config:
    return Config.model_validate({"models_dir": str(tmp_path / "models")})


def test_what_there_is_and_what_is_used(config: Config) -> None:
    models = {model["name"]: model for model in Shelf(lambda: config, None).models()}
    assert (models[VOICE]["installed"], models[VOICE]["used"]) == (True, True)
    assert models["llama-2-13b-chat-q4_k_m"]["installed"] is False
    assert models["smollm2-135m-instruct-q4_1"]["fits"] is True
    assert models["smollm2-135m-instruct-q4_1"]["memory_gb"] > 0
    assert models[VOICE]["fits"] is None


def test_what_is_used_or_not_there_is_not_removed(config: Config) -> None:
    shelf = Shelf(lambda: config, None)
    for name, code in (
        (VOICE, "model-in-use"),
        ("llama-2-13b-chat-q4_k_m", "model-not-installed"),
        ("x", "model-unknown"),
    ):
        with pytest.raises(ModelError) as failure:
            shelf.remove(name)
        assert failure.value.code == code


async def test_without_a_network_the_other_service_is_asked(
    empty: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "has_network", lambda: False)
    wanted = tmp_path / WANTED / VOICE

    async def other_service() -> None:
        while not wanted.exists():  # noqa: ASYNC110 - another process would make it
            await asyncio.sleep(0.01)
        (tmp_path / PROGRESS).write_text(json.dumps({"line": "43 %"}))
        await asyncio.sleep(1.5)
        wanted.unlink()

    async with asyncio.TaskGroup() as group:
        group.create_task(other_service())
        async with aclosing(Shelf(lambda: empty, tmp_path).pull(VOICE)) as lines:
            told = [await anext(lines)]
            with pytest.raises(ModelError) as failure:
                told += [line async for line in lines]
    assert told == ["43 %"]
    assert (failure.value.code, failure.value.message) == ("model-fetch-failed", "43 %")


async def test_with_neither_network_nor_folder_it_says_so(empty: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "has_network", lambda: False)
    with pytest.raises(ModelError) as failure:
        await anext(Shelf(lambda: empty, None).pull(VOICE))
    assert failure.value.code == "model-fetch-failed"


def test_what_is_wanted_is_crossed_out_whatever_comes_of_it(
    empty: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    (tmp_path / WANTED).mkdir()
    (tmp_path / WANTED / "no-such-model").touch()
    pull_wanted(empty)
    assert list((tmp_path / WANTED).iterdir()) == []
    assert "no-such-model" in json.loads((tmp_path / PROGRESS).read_text())["line"]


async def test_a_model_that_is_there_costs_a_process_and_nothing_else(config: Config) -> None:
    async with aclosing(Shelf(lambda: config, None).pull(VOICE)) as lines:
        assert [line async for line in lines] == []
