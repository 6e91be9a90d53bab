"""Engines that a changed configuration changes one by one, on real models."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, aclosing, nullcontext
from pathlib import Path

import pytest

from llm.remote_kit import DONE, PlayedServer, asked, event, reply
from myna.app.engines import Engines
from myna.app.factory import model_selector
from myna.app.oom_guard import OutOfMemoryGuard, history_file
from myna.config import Config
from myna.core.errors import ConfigError, LlmError, ModelError


def opened(config: Config) -> AbstractAsyncContextManager[Engines]:
    return Engines.open(config, OutOfMemoryGuard(history_file(None), None), lambda _: nullcontext())


@pytest.fixture
async def engines(config: Config) -> AsyncIterator[Engines]:
    async with opened(config) as made:
        yield made


@pytest.fixture
async def played() -> AsyncIterator[PlayedServer]:
    async with PlayedServer() as server:
        yield server


async def test_the_listener_is_there_before_the_others(config: Config) -> None:
    guard = OutOfMemoryGuard(history_file(None), None)
    async with Engines.open(config, guard, lambda _: nullcontext(), early=True) as engines:
        assert engines.is_loading
        expected = engines.llm.name, engines.voice.path
        await engines.whole()
        assert not engines.is_loading
        assert (engines.llm.name, engines.voice.path) == expected


async def test_nothing_changes_for_the_same_configuration(engines: Engines, config: Config) -> None:
    before = engines.listener, engines.llm, engines.voice
    assert await engines.prepare(config) == []
    await engines.adopt(config)
    assert (engines.listener, engines.llm, engines.voice) == before


async def test_a_wake_phrase_changes_the_listener_alone_and_shares_the_speech_model(
    engines: Engines, config: Config
) -> None:
    listener, llm, voice = engines.listener, engines.llm, engines.voice
    changed = config.model_copy(update={"wake_word": ("good morning",)})
    assert await engines.prepare(changed) == ["listener"]
    assert engines.listener is listener
    await engines.adopt(changed)
    assert engines.listener is not listener
    assert engines.listener.speech is listener.speech
    assert (engines.llm, engines.voice) == (llm, voice)


async def test_what_cannot_be_had_changes_nothing(engines: Engines, config: Config, tmp_path: Path) -> None:
    before = engines.listener, engines.llm, engines.voice
    with pytest.raises(ConfigError):
        await engines.prepare(config.model_copy(update={"wake_word": ("xyzzyplugh",)}))
    with pytest.raises(ConfigError):
        await engines.prepare(config.model_copy(update={"model": "tinylama"}))
    with pytest.raises(ModelError):
        await engines.prepare(config.model_copy(update={"model": "llama-2-13b-chat-q4_k_m"}))
    with pytest.raises(ModelError):
        await engines.prepare(config.model_copy(update={"voice": "/nonexistent/voice.onnx"}))
    own = tmp_path / "own.gguf"
    own.write_bytes(b"no model")
    with pytest.raises(ModelError):
        await engines.prepare(config.model_copy(update={"model": str(own), "wake_word": ("good morning",)}))
    assert (engines.listener, engines.llm, engines.voice) == before
    await engines.adopt(config)
    assert (engines.listener, engines.llm, engines.voice) == before  # nothing of what was refused is left
    assert await engines.prepare(config) == []


async def test_voice_and_language_model_change_with_their_settings(engines: Engines, config: Config) -> None:
    listener = engines.listener
    changed = config.model_copy(
        update={
            "speaking": config.speaking.model_copy(update={"rate": 1.5}),
            "brain": config.brain.model_copy(update={"context_tokens": 512}),
        }
    )
    assert await engines.prepare(changed) == ["model", "voice"]
    await engines.adopt(changed)
    assert engines.listener is listener
    pieces = [piece async for piece in engines.llm.answer([{"role": "user", "content": "Say yes."}])]
    assert "".join(pieces).strip()
    assert [chunk async for chunk in engines.voice.say("Yes.")]


async def test_how_words_are_said_needs_no_other_voice(engines: Engines, config: Config) -> None:
    speaking = config.speaking.model_copy(update={"pronounce": {"GIF": "jiff"}, "filler_seconds": 0.0})
    assert await engines.prepare(config.model_copy(update={"speaking": speaking})) == []


async def test_a_model_that_was_mended_is_taken_by_the_next_reload(config: Config, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF and nothing that makes sense")
    wanted = config.model_copy(update={"model": str(own)})
    async with opened(wanted) as engines:
        assert engines.llm.failure is not None
        own.unlink()
        own.symlink_to(model_selector(config).chat().path)
        assert await engines.prepare(wanted) == ["model"]
        await engines.adopt(wanted)
        assert engines.llm.failure is None
        assert engines.llm.choice is not None
        assert engines.llm.choice.path == own
        assert await engines.prepare(wanted) == []


def asking_server(config: Config, url: str, key_file: Path | None = None) -> Config:
    server = config.server.model_copy(update={"api_key_file": key_file})
    return config.model_copy(update={"model": url, "server": server})


async def answer(engines: Engines) -> str:
    async with aclosing(engines.llm.answer(asked("Say yes."))) as pieces:
        return "".join([piece async for piece in pieces])


async def test_from_the_model_here_to_a_server_and_back(engines: Engines, config: Config, played: PlayedServer) -> None:
    listener, voice = engines.listener, engines.voice
    played.answers(event(content="Yes, from there."), DONE)
    there = asking_server(config, played.url)
    assert await engines.prepare(there) == ["model"]
    assert played.requests == []  # it is looked for when it is its turn: it need not be there
    await engines.adopt(there)
    assert (engines.llm.name, engines.llm.failure) == (played.url, None)
    assert await answer(engines) == "Yes, from there."
    assert await engines.prepare(there) == []
    assert await engines.prepare(config) == ["model"]
    await engines.adopt(config)
    assert engines.llm.name == model_selector(config).chat().name
    assert await answer(engines)
    assert (engines.listener, engines.voice) == (listener, voice)


async def test_a_server_that_is_away_is_no_obstacle_to_a_reload(
    engines: Engines, config: Config, played: PlayedServer
) -> None:
    played.played["/v1/models"] = [reply("", "503 Service Unavailable")]
    there = asking_server(config, played.url)
    await engines.prepare(there)
    await engines.adopt(there)
    assert engines.llm.name == model_selector(config).chat().name
    assert engines.llm.failure is not None
    assert await answer(engines)
    assert await engines.prepare(there) == []  # it is looked for without that


async def test_an_api_key_that_cannot_be_read_refuses_the_reload(
    engines: Engines, config: Config, tmp_path: Path, played: PlayedServer
) -> None:
    before = engines.listener, engines.llm, engines.voice
    (tmp_path / "two-lines").write_text("sk-one\nsk-two\n")
    for name, code in (("missing", "api-key-unreadable"), ("two-lines", "api-key-wrong")):
        wrong = asking_server(config, played.url, tmp_path / name)
        with pytest.raises(ConfigError) as caught:
            await engines.prepare(wrong.model_copy(update={"wake_word": ("good morning",)}))
        assert caught.value.code == code
    await engines.adopt(config)
    assert (engines.listener, engines.llm, engines.voice) == before
    assert await engines.prepare(config) == []
    assert played.requests == []


async def test_another_key_in_the_same_file_is_taken_by_the_next_reload(
    engines: Engines, config: Config, tmp_path: Path, played: PlayedServer
) -> None:
    key = tmp_path / "key"
    for text in ("sk-old", "sk-new"):
        key.write_text(f"{text}\n")
        there = asking_server(config, played.url, key)
        assert await engines.prepare(there) == ["model"]
        await engines.adopt(there)
        assert played.requests[-1].headers["authorization"] == f"bearer {text}"
    assert await engines.prepare(there) == []


async def test_without_a_server_its_section_is_no_matter(engines: Engines, config: Config, tmp_path: Path) -> None:
    assert await engines.prepare(asking_server(config, config.model, tmp_path / "missing")) == []


async def test_without_a_language_model_there_are_listener_and_a_voice_until_one_is_pulled(
    config: Config, tmp_path: Path
) -> None:
    speech, chat, voice = (
        model_selector(config).speech().path,
        model_selector(config).chat().path,
        model_selector(config).voice().path,
    )
    for path in (speech, voice, voice.with_name(voice.name + ".json")):
        (tmp_path / path.name).symlink_to(path)
    bare = config.model_copy(update={"models_dir": tmp_path})
    async with opened(bare) as made:
        assert (made.llm.name, made.llm.choice) == ("none", None)
        assert made.llm.failure is not None
        assert (made.llm.failure.code, made.llm.component) == ("model-missing", "no-model")
        with pytest.raises(LlmError, match="no language model"):
            await anext(made.llm.answer([{"role": "user", "content": "Say yes."}]))
        assert await made.prepare(bare) == []
        (tmp_path / chat.name).symlink_to(chat)
        assert await made.prepare(bare) == ["model"]
        await made.adopt(bare)
        assert made.llm.failure is None
