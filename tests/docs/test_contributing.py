"""The examples for developers are true: each is put where its page says, and used as Myna uses its own.

The first line of a block says which file it is, or is a part of. A library that they need is ``sparrow.py``.
"""

import asyncio
import logging
import random
import re
import sys
import textwrap
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import aclosing, nullcontext
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from app.service_kit import House
from app.toy_engines import SPEECH, TALKER, put_models
from docs import sparrow
from docs.pages import ROOT, blocks
from fakes import FakeMicrophone
from llm.remote_kit import answer, asked
from myna.app import factory
from myna.app.engines import Engines
from myna.app.listener_factory import open_listener
from myna.app.oom_guard import OutOfMemoryGuard, history_file
from myna.config import Config, render, schema
from myna.core.errors import ListeningError, LlmError, ModelError, ServiceError, VoiceError
from myna.core.events import StateChanged, Utterance, WakeHeard
from myna.core.ports import Spotted
from myna.core.sound import CHUNK_BYTES
from myna.interfaces.control.front_end import control_socket
from myna.models.catalogue import Catalogue, VoiceModel
from myna.nlu import intent_catalogue
from myna.nlu.intent_catalogue import load_intents
from myna.skills.skill_set import Skills
from skills.answers import answer as answer_of_skills

PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "adding-an-engine.md"]
LANGUAGES = ("python", "toml", "yml")
SILENCE = [""] * 40
PATIENCE_SECONDS = 30.0
"""How long to wait for what must come."""
ADAPTERS = ("myna/stt/sparrow.py", "myna/wake/sparrow.py", "myna/vad/energy.py", "myna/llm/sparrow.py",
            "myna/tts/sparrow.py")  # fmt: skip
REGISTRIES = ("SPEECH_ENGINES", "WAKE_ENGINES", "VOICE_ACTIVITIES", "LANGUAGE_MODELS", "VOICES")


def examples() -> dict[str, str]:
    """The text of each example, by the file that its first line names."""
    found: dict[str, str] = {}
    for page in PAGES:
        for block in blocks(page.read_text(encoding="utf-8")):
            if block.language in LANGUAGES:
                first, _, rest = block.text.partition("\n")
                file = first.removeprefix("# ").removeprefix("src/")
                assert file not in found, f"two examples are {file}"
                found[file] = rest
    return found


EXAMPLES = examples()

Load = Callable[[str], ModuleType]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Imports an example by its file."""
    monkeypatch.setitem(sys.modules, "sparrow", sparrow)

    def import_(file: str, text: str | None = None) -> ModuleType:
        path = tmp_path / "src" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(EXAMPLES[file] if text is None else text, encoding="utf-8")
        name = file.removesuffix(".py").replace("/", ".")
        spec = spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
        return module

    return import_


def test_every_example_is_tried_here() -> None:
    own = Path(__file__).read_text(encoding="utf-8")
    assert [file for file in EXAMPLES if f'"{file}"' not in own] == []


def test_every_file_that_is_named_is_there() -> None:
    made = {Path(file).parts[-2:] for file in EXAMPLES}
    for page in PAGES:
        text = re.sub(r"(?ms)^```.*?^```$", "", page.read_text(encoding="utf-8"))
        for name in re.findall(r"`([\w/.-]+/[\w/.-]*)`", text):
            places = (ROOT / name, ROOT / "src" / "myna" / name, ROOT / "tests" / name)
            is_new = Path(name).parts[-2:] in made or name in (
                "interfaces/pedal/",
                "tests/skills/test_coin.py",
            )
            is_built = name.startswith("build/")
            assert is_new or is_built or "LANGUAGE" in name or any(place.exists() for place in places), (
                f"{page.name}: {name}"
            )


# Skills


def test_the_skill_answers_by_its_templates(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    own, templates = intent_catalogue._own, yaml.safe_load(EXAMPLES["myna/nlu/en/templates/coin.yaml"])
    monkeypatch.setattr(intent_catalogue, "_own", lambda language: [*own(language), templates])
    catalogue = load_intents("en-us")
    coin = load("myna/skills/coin.py").CoinSkill(catalogue.responses, random.Random(1))
    skills = Skills(catalogue, [coin])
    assert {answer_of_skills(skills, "Toss a coin!") for _ in range(20)} == {"Heads.", "Tails."}
    assert answer_of_skills(skills, "what is a coin") is None


# Engines


@pytest.fixture
def config(load: Load, config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """A configuration that asks for the examples' engines, all of which are in the registries."""
    for file in ADAPTERS:
        load(file)
    lines = dict(vars(factory))
    exec(compile(EXAMPLES["myna/app/factory.py"], "factory.py", "exec"), lines)
    for registry in REGISTRIES:
        assert set(vars(factory)[registry]) < set(lines[registry]), f"the page has not all of {registry}"
        monkeypatch.setattr(factory, registry, lines[registry])
    voice = VoiceModel.model_validate(yaml.safe_load(EXAMPLES["myna/models/catalogue.yaml"])[0])
    known = [model.model_copy(update={"engine": "sparrow"}) for model in (SPEECH, TALKER)]
    monkeypatch.setattr(factory, "load_catalogue", lambda: Catalogue(models=(*known, voice)))
    put_models(tmp_path)
    (tmp_path / voice.files[0].path).write_bytes(b"tune")
    return config.model_copy(update={"models_dir": tmp_path, "wake_engine": "sparrow"})


async def test_a_sentence_is_heard_by_the_engines_of_the_examples(config: Config) -> None:
    sounds = ["computer", "what", "time", "is", "it", *SILENCE]
    async with open_listener(config) as listeners:
        listener = await listeners.listener(FakeMicrophone(sounds))
        async with aclosing(listener.events()) as events:
            heard = [event async for event in events if isinstance(event, WakeHeard | Utterance)]
        spotter = listeners.speech.recognisers().spotter(["stop"])
        found = [spotter.accept(word.encode().ljust(CHUNK_BYTES, b"\0")) for word in ("do", "stop")]
    assert found == [None, Spotted("stop", 0.0)]
    assert isinstance(heard[0], WakeHeard)
    assert [event.text for event in heard if isinstance(event, Utterance)] == ["what time is it"]


async def test_a_wake_phrase_that_the_example_does_not_know_is_refused_in_a_sentence(config: Config) -> None:
    with pytest.raises(ListeningError) as caught:
        async with open_listener(config.model_copy(update={"wake_word": ("magpie",)})):
            pass
    assert caught.value.message == "Sparrow does not know magpie."


async def test_a_sentence_is_answered_and_said_by_the_engines_of_the_examples(config: Config) -> None:
    guard = OutOfMemoryGuard(history_file(None), None)
    async with Engines.open(config, guard, lambda _: nullcontext()) as engines:
        assert (engines.llm.name, engines.llm.failure) == (TALKER.name, None)
        assert await answer(engines.llm, asked("Is it noon?")) == "You said: Is it noon?"
        said = [chunk async for chunk in engines.voice.say("It is noon.")]
        assert [(len(chunk.pcm), chunk.rate_hz) for chunk in said] == [(4, 1000), (4, 1000), (10, 1000)]
        with pytest.raises(LlmError):
            await answer(engines.llm, asked(""))
        with pytest.raises(VoiceError):
            [chunk async for chunk in engines.voice.say("Noon, é.")]


def test_damaged_models_are_refused_in_a_sentence(config: Config, tmp_path: Path) -> None:
    (tmp_path / TALKER.files[0].path).write_bytes(sparrow.BROKEN[:4])
    with pytest.raises(ModelError) as caught:
        factory.SPEECH_ENGINES["sparrow"](tmp_path / "nothing")
    assert caught.value.code == "model-damaged"
    for build in (factory.build_llm, factory.build_voice):
        built = build(config)
        built.path.write_bytes(sparrow.BROKEN)
        with pytest.raises(ModelError) as caught:
            asyncio.run(opened(built))
        assert caught.value.code == "model-damaged"


async def opened(loadable: Any) -> None:
    async with loadable.loaded():
        pass


def test_the_import_contract_has_the_adapters_of_the_examples() -> None:
    (contract,) = tomllib.loads(EXAMPLES["pyproject.toml"])["tool"]["importlinter"]["contracts"]
    importing = [file for file, text in EXAMPLES.items() if re.search(r"(?m)^import sparrow$", text)]
    assert contract.pop("ignore_imports") == [f"{file[:-3].replace('/', '.')} -> sparrow" for file in importing]
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    vosk = next(contract for contract in own if contract.get("forbidden_modules") == ["vosk"])
    assert {**contract, "name": "", "forbidden_modules": []} == {
        **{key: value for key, value in vosk.items() if key != "ignore_imports"},
        "name": "",
        "forbidden_modules": [],
    }


# The configuration


def test_the_key_is_one_of_the_configuration_by_its_line_alone(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    key = EXAMPLES["myna/config/schema.py, in class Speaking"]
    module = load(
        "myna/config/longer.py",
        "from typing import Annotated\nfrom myna.config import schema\nfrom myna.config.section import between\n\n"
        f"class Speaking(schema.Speaking):\n    '''The voice.'''\n{key}\n"
        "class Config(schema.Config):\n    '''All.'''\n    speaking: Speaking = Speaking()\n",
    )
    monkeypatch.setattr(render, "Config", module.Config)
    name, _, default = re.search(r"(\w+): (.*) = (.*)", key).groups()  # type: ignore[union-attr]
    lines = render.render_default().splitlines()
    assert f"  {name}: {default}" in lines
    described = module.Speaking.model_fields[name].description
    assert described == " ".join(textwrap.dedent(key).split('"""')[1].split())
    comment = " ".join(line.strip(" #") for line in lines)
    assert f"{described} From 0 to 5. {name}: {default}" in comment
    assert module.Config.model_validate(module.Config().model_dump()) == module.Config()
    assert module.Config.model_validate({"speaking": {name: 5}}).speaking.model_dump()[name] == 5
    with pytest.raises(ValueError, match="less than or equal to 5"):
        module.Config.model_validate({"speaking": {name: 6}})
    assert name not in schema.Speaking.model_fields


# Ways in


class Board:
    """A lamp and a pedal; ``lit`` has what the lamp showed."""

    def __init__(self) -> None:
        self.lit: list[bool] = []
        self.when_pressed: Callable[[], object] = lambda: None

    @property
    def lamp(self) -> bool:
        return self.lit[-1]

    @lamp.setter
    def lamp(self, on: bool) -> None:
        self.lit.append(on)


class Told(logging.Handler):
    """Keeps what is logged; ``some`` is set when something is."""

    def __init__(self) -> None:
        super().__init__()
        self.some = asyncio.Event()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
        self.some.set()


@pytest.fixture
def told() -> Iterator[Told]:
    """What the front end of the example logs."""
    handler, log = Told(), logging.getLogger("myna.interfaces.pedal.front_end")
    log.addHandler(handler)
    yield handler
    log.removeHandler(handler)


async def test_the_front_end_gets_a_snapshot_first_and_then_every_change(load: Load, told: Told) -> None:
    house, board = House(), Board()
    front_end = partial(load("myna/interfaces/pedal/front_end.py").pedal_and_lamp, board)
    async with front_end(house.service):
        assert board.lit == [False]
        house.hub.publish(StateChanged("hearing", "hearing"))
        assert board.lit == [False, True]
        press = threading.Thread(target=board.when_pressed)
        press.start()
        await asyncio.wait_for(told.some.wait(), PATIENCE_SECONDS)
        press.join()
    house.hub.publish(StateChanged("listening", "idle"))
    assert board.lit == [False, True]
    (line,) = told.lines
    assert line.startswith("The pedal did nothing: ")  # as the assistant has not been built


async def test_the_client_of_the_socket_gets_a_snapshot_first_and_then_every_change(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, path = House(), tmp_path / "control.sock"
    monkeypatch.setenv("MYNA_CONTROL_SOCKET", str(path))
    async with control_socket(path, house.service):
        phases = load("light.py").phases()
        assert await asyncio.wait_for(asyncio.to_thread(next, phases), PATIENCE_SECONDS) == "idle"
        house.hub.publish(StateChanged("answering", "speaking"))
        assert await asyncio.wait_for(asyncio.to_thread(next, phases), PATIENCE_SECONDS) == "speaking"
        await asyncio.to_thread(phases.close)
    with pytest.raises(ServiceError):
        await asyncio.to_thread(next, load("light.py").phases())
