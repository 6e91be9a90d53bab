"""Every precondition of the assistant, each with what to do about it: ``myna check``."""

import os
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from stat import S_IROTH, S_IXOTH

from rich.filesize import decimal

from myna.app.factory import build_llm, build_remote, build_voice, model_selector, said_often
from myna.app.home import home_link
from myna.app.listener_factory import open_listener
from myna.app.microphone_test import MicrophoneTest
from myna.audio.soundcard import Kind, find_device
from myna.config import Config
from myna.config.commands import MQTT_MISSING
from myna.config.folders import SERVICE_FOLDER, is_hidden
from myna.core.errors import AudioError, ConfigError, ModelError, MynaError
from myna.core.ports import SpeechEngine
from myna.home.model import Home
from myna.knowledge.holidays import Holidays, UnknownCountryError
from myna.knowledge.note_folder import NoteFolder, NotesError
from myna.listening.diagnosis import WINDOW_SECONDS
from myna.llm import variants
from myna.models.encyclopedias import encyclopedia
from myna.models.selection import ModelSelector
from myna.models.sizing import GB
from myna.nlu.note_table import note_table_of
from myna.nlu.registry import parsers_of
from myna.platform.systemd import private_network
from myna.skills.home.spoken import SpokenHome
from myna.skills.user_commands import lint
from myna.skills.user_commands.commands import Commands

HINTED_WORDS = 3
"""Unknown words of which the nearest known ones are looked for; each takes a second or so on a Raspberry Pi."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One precondition: what it is, what was found, and what is wrong with it if it does not hold."""

    name: str
    found: str
    error: MynaError | None = None

    def as_json(self) -> dict[str, object]:
        """It as ``myna check --json`` prints it."""
        return {"name": self.name, "found": self.found, "error": self.error and self.error.as_json()}


async def check(config: Config, *, muted: bool = False) -> AsyncGenerator[Finding, None]:
    """Look at each precondition in turn; the configuration itself holds if it could be loaded.

    The microphone of a Myna that is ``muted`` stays closed.
    """
    yield Finding("configuration", "whole")
    chosen = model_selector(config)
    speech: SpeechEngine | None = None

    async def _listener(config: Config, stack: AsyncExitStack) -> str:
        nonlocal speech
        speech = (await stack.enter_async_context(open_listener(config))).speech
        phrases = ", ".join(config.wake_phrases) or "none, it always listens"
        return "; ".join((f"{speech.path.name}, {phrases}", *said_often(config, speech)))

    async with AsyncExitStack() as stack:
        looks = {"speech model and wake phrase": _listener, "language model": _llm, "voice": _voice}
        if config.server_url is not None:
            looks["language model server"] = _server
        for name, look in looks.items():
            try:
                yield Finding(name, await look(config, stack))
            except MynaError as error:
                if look is _llm and config.server_url is not None and isinstance(error, ModelError):
                    yield Finding(name, f"none here while the server is away: {error.message}")
                else:
                    yield Finding(name, "", error)
    yield _kernels()
    for finding in _commands(config, speech):
        yield finding
    if config.home_assistant.url is not None:
        async for finding in _home(config, speech):
            yield finding
    if config.place.country is not None:
        yield _holidays(config.place.country)
    for name in config.encyclopedia:
        yield _encyclopedia(name, chosen.directory)
    if config.notes_dir is not None:
        yield _notes(config.notes_dir, config.language)
    yield _memory(chosen)
    yield (microphone := _device("input", config.audio.input))
    if muted:
        yield Finding("hearing", "not looked at: Myna is muted, and its microphone stays closed")
    elif microphone.error is None:
        yield await _hearing(config)
    yield _device("output", config.audio.output)


async def _llm(config: Config, _: AsyncExitStack) -> str:
    llm = build_llm(config)
    llm.check()  # loading it would take the memory of a second one beside a running service
    return llm.path.name


def _kernels() -> Finding:
    """Which of llama.cpp's kernels run on this processor, and which were left out."""
    try:
        kernels = variants.load()
    except ModelError as error:
        return Finding("language model kernels", "", error)
    return Finding("language model kernels", "; ".join((f"for {kernels.name}", *kernels.left_out)))


async def _server(config: Config, stack: AsyncExitStack) -> str:
    remote = build_remote(config, stack)
    await remote.load()
    return f"{remote.url}, {remote.model}"


async def _voice(config: Config, stack: AsyncExitStack) -> str:
    voice = await stack.enter_async_context(build_voice(config).loaded())
    return voice.path.name


def _holidays(country: str) -> Finding:
    """Whether the holidays of ``country`` are known."""
    try:
        holidays = Holidays(country).between(date.today(), date.today() + timedelta(days=365))
    except UnknownCountryError:
        hint = "Set place.country to the code of a country, or of a part of one, such as US, GB-SCT or DE-BY."
        return Finding("holidays", "", _odd("country-unknown", f"The holidays of {country} are not known", hint))
    return Finding("holidays", f"{country}, {len(holidays)} in the next year")


def _encyclopedia(name: str, directory: Path) -> Finding:
    """Whether the encyclopedia called ``name`` is there and whole, by its header and size."""
    try:
        path = encyclopedia(name, directory)
    except ModelError as error:
        return Finding("encyclopedia", "", error)
    reach = "" if path.parent == directory or _is_for_everybody(path) else "; it is out of the service's reach"
    return Finding("encyclopedia", f"{path.name}, {decimal(path.stat().st_size)}{reach}")


def _is_for_everybody(path: Path) -> bool:
    """Whether Myna's service may read the file, which lies outside its own folders."""
    path = path.resolve()
    entered = all(folder.stat().st_mode & S_IXOTH for folder in path.parents)
    return not is_hidden(path) and entered and bool(path.stat().st_mode & S_IROTH)


def _notes(folder: Path, tag: str) -> Finding:
    """Whether notes can be read from ``folder`` and written to it, by who looks and by the service."""
    try:
        count = NoteFolder(folder).check()
    except NotesError as error:
        return Finding("notes", "", error)
    if parsers_of(tag) is None and note_table_of(tag) is None:
        hint = "Set language to one of those that understand them, such as en-us or de, or take notes_dir out."
        return Finding("notes", "", _odd("notes-language", f"Questions to notes are not understood in {tag}", hint))
    place, note = folder.resolve(), ""
    if not place.is_relative_to(SERVICE_FOLDER.parent):
        may = "sees" if is_hidden(place) else "may write to"
        note = f"; the service {may} it only with systemd/myna.service.d/notes.conf"
    return Finding("notes", f"{count} {'file' if count == 1 else 'files'} in {folder}{note}")


def _memory(chosen: ModelSelector) -> Finding:
    found = f"Myna may use {chosen.budget_bytes / GB:.1f} GB"
    try:
        plan = chosen.chat().plan
    except ModelError:
        return Finding("memory", found)  # a model that is missing or does not fit is a finding of its own
    return Finding("memory", f"{found}; with {plan.name} it takes {plan.needed_bytes / GB:.1f} GB")


def _device(kind: Kind, wanted: str) -> Finding:
    name = "microphone" if kind == "input" else "speaker"
    try:
        return Finding(name, find_device(wanted, kind)["name"])
    except AudioError as error:
        cards = Path("/dev/snd")
        if cards.is_dir() and not all(os.access(card, os.R_OK | os.W_OK) for card in cards.glob("pcm*")):
            error.hint = "You may not use the sound card. Type: sudo usermod -aG audio $USER, and log in again."
        return Finding(name, "", error)


async def _hearing(config: Config) -> Finding:
    """How the microphone sounds for 2 s. Nobody need speak: a quiet room is well."""
    test = MicrophoneTest(config)
    try:
        async with aclosing(test.readings(WINDOW_SECONDS)) as readings:
            async for _ in readings:
                pass
        return Finding("hearing", test.verdict().levels.sentence)
    except AudioError as error:
        return Finding("hearing", "", error)


def _commands(config: Config, speech: SpeechEngine | None) -> Iterator[Finding]:
    """The user's own commands, and each thing that is odd about them."""
    if not config.commands:
        return
    commands = Commands(config.commands, config.language)
    odd = [_odd("commands-clash", clash, "Say one of them differently.") for clash in lint.clashes(commands)]
    if speech is not None:
        odd += _unknown_words(commands, speech)
    for command in config.commands:
        odd += [_odd("command-unused", unused, "Use it, or take it out.") for unused in lint.never_used(command)]
        if missing := lint.program_missing(command):
            odd.append(_odd("program-missing", missing, f"Look with: ls -l {command.run[0] if command.run else ''}"))
        if lint.mqtt_missing(command):
            odd.append(_odd("mqtt-missing", f"{command.name} needs MQTT, which is not installed", MQTT_MISSING))
    for error in odd:
        yield Finding("commands", "", error)
    if not odd:
        beyond = [command.name for command in config.commands if lint.out_of_reach(command)]
        note = f"; what {', '.join(beyond)} runs is out of the service's reach" if beyond else ""
        yield Finding("commands", ", ".join(command.name for command in config.commands) + note)


async def _home(config: Config, speech: SpeechEngine | None) -> AsyncGenerator[Finding, None]:
    """Whether the home can be reached, what of its names is not heard, and whether the service has no network still."""
    link = home_link(config.home_assistant, None)
    assert link is not None, "its address is set"
    try:
        await link.connect_once()
    except MynaError as error:
        yield Finding("Home Assistant", "", error)
    else:
        home, area = link.home, config.home_assistant.area
        guessed = "" if home.exposure_known else "; which are exposed is guessed: the token is no administrator's"
        yield Finding("Home Assistant", f"{config.home_assistant.url}, {len(home.entities)} entities{guessed}")
        if area is not None and home.find_area(area) is None:
            known = ", ".join(one.names[0] for one in home.areas.values())
            yield Finding(
                "Home Assistant", "", _odd("home-area-unknown", f"The home has no area {area}", f"It has {known}.")
            )
        for finding in _home_names(config, home, speech):
            yield finding
    if (network := await private_network()) is not None:
        yield Finding("network of the service", "none" if network else "open: it is no longer the system that holds it")


def _home_names(config: Config, home: Home, speech: SpeechEngine | None) -> Iterator[Finding]:
    """Each word of a name that the speech model does not know."""
    if speech is None:
        return
    unknown = SpokenHome.of(home, config.language, None, speech.knows).unknown
    for word, name, near in _with_nearest(unknown, speech):
        other = near[0] if near else "a word that it knows"
        odd = _odd(
            "home-name-unknown",
            f"{name} has {word}, which the speech model does not know",
            f"Say it otherwise: home_assistant: {{names: {{{word}: {other}}}}}",
        )
        yield Finding("Home Assistant", "", odd)


def _with_nearest(unknown: Mapping[str, str], speech: SpeechEngine) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Each ``unknown`` word with what has it, and for the first few the known words most like it."""
    for index, (word, name) in enumerate(unknown.items()):
        yield word, name, speech.nearest(word) if index < HINTED_WORDS else ()


def _unknown_words(commands: Commands, speech: SpeechEngine) -> Iterator[ConfigError]:
    unknown = lint.unknown_words(commands, speech.knows)
    for word, name, near in _with_nearest(unknown, speech):
        hint = f"Take words that it knows, such as {', '.join(near)}." if near else "Take words that it knows."
        yield _odd("command-word-unknown", f"{name} has {word}, which the speech model does not know", hint)


def _odd(code: str, sentence: str, hint: str) -> ConfigError:
    return ConfigError(code, f"{sentence}.", hint)
