"""The intents of a language with their sentences, and what its skills answer.

Its rules:

1. Where Home Assistant has an intent (the package ``home-assistant-intents``), its sentences are used. What it has not
   is in ``nlu/LANGUAGE/templates/``, in the same format. Both may have sentences for one intent.
2. Home Assistant's sentences for rooms and devices are left out here: they are ``home_sentences.py``'s.
3. ``responses`` of the same files are what the skills say. A skill is silent in a language that lacks its responses.
4. ``skip_words`` of both are polite words, which mean nothing. ``forms`` is what the language model is told of skills.
5. ``asks`` are the intents of sentences that lack something, in a language without a reader of answers: what is asked
   back (``say``), and the sentences (``then``) that one with the ``{answer}`` is, tried in turn.
"""

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from myna.core.tables import read_table
from myna.nlu.responses import Responses
from myna.nlu.templates import Templates

BORROWED = (
    "HassCancelAllTimers",
    "HassCancelTimer",
    "HassDecreaseTimer",
    "HassGetCurrentDate",
    "HassGetCurrentTime",
    "HassIncreaseTimer",
    "HassNevermind",
    "HassPauseTimer",
    "HassSetVolume",
    "HassSetVolumeRelative",
    "HassShoppingListAddItem",
    "HassShoppingListCompleteItem",
    "HassStartTimer",
    "HassTimerStatus",
    "HassUnpauseTimer",
)
"""The intents of Home Assistant that Myna's skills answer."""

_PLACES = re.compile("[{<](?:area|floor|name)")
"""What the names of Home Assistant's slots and rules for rooms and devices begin with."""


@dataclass(frozen=True, slots=True)
class IntentCatalogue:
    """One language's intents and responses.

    ``definitions`` are the intents, lists, rules and skip words in hassil's format. ``forms`` is empty in a language
    without forms; see ``myna.skills.forms``. ``asks`` are by their intents.
    """

    definitions: Mapping[str, Any]
    responses: Responses
    forms: Mapping[str, Any]
    asks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def intents(self) -> Iterable[str]:
        """The names of all intents."""
        return list(self.definitions["intents"])

    def templates(self, intents: Container[str]) -> Templates:
        """The templates of those of ``intents`` that the language has."""
        kept = {name: intent for name, intent in self.definitions["intents"].items() if name in intents}
        return Templates({**self.definitions, "intents": kept})


def load_intents(tag: str) -> IntentCatalogue:
    """Read the intents and responses of the language ``tag`` (``en-us``); a language may have none."""
    language = tag.partition("-")[0]
    definitions: dict[str, Any] = {
        "language": language,
        "intents": {},
        "lists": {},
        "expansion_rules": {},
        "skip_words": [],
        **_borrowed(tag),
    }
    responses: dict[str, str] = {}
    forms: Mapping[str, Any] = {}
    asks: dict[str, Mapping[str, Any]] = {}
    for table in _own(language):
        for name, intent in table.get("intents", {}).items():
            definitions["intents"].setdefault(name, {"data": []})["data"].extend(intent["data"])
        for key in ("lists", "expansion_rules"):
            definitions[key].update(table.get(key, {}))
        definitions["skip_words"] += table.get("skip_words", [])
        responses |= table.get("responses", {})
        forms = table.get("forms", forms)
        asks |= table.get("asks", {})
    return IntentCatalogue(definitions, Responses(responses), forms, asks)


def _borrowed(tag: str) -> dict[str, Any]:
    """What is used of Home Assistant's sentences, in hassil's format; nothing where it does not have the language."""
    file = home_assistant_file(tag)
    if file is None:
        return {}
    found = json.loads(file.read_text(encoding="utf-8"))
    intents = {name: {"data": _placeless(found["intents"][name])} for name in BORROWED if name in found["intents"]}
    tell_ranges_apart(found["lists"].values())
    shared = ("lists", "expansion_rules", "skip_words", "settings")
    return {"intents": intents, **{key: found[key] for key in shared if key in found}}


def home_assistant_file(tag: str) -> Traversable | None:
    """The file with Home Assistant's sentences in the language ``tag``; None where it does not have the language."""
    return next(_candidates(files("home_assistant_intents").joinpath("data"), tag), None)


def _candidates(folder: Traversable, tag: str) -> Iterator[Traversable]:
    """The files for a language, the best first: for zh-cn zh-CN.json, zh.json, then the file of another region."""
    language, _, region = tag.partition("-")
    others = sorted(file.name for file in folder.iterdir() if file.name.startswith(f"{language}-"))
    for name in (f"{language}-{region.upper()}.json", f"{language}.json", *others):
        if (file := folder.joinpath(name)).is_file():
            yield file


def _placeless(intent: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sentences of ``intent`` that name no room or device, and do not require that one is known."""
    return [
        {**part, "sentences": sentences, "requires_context": {}}
        for part in intent["data"]
        if (sentences := [sentence for sentence in part["sentences"] if not _PLACES.search(sentence)])
    ]


def tell_ranges_apart(lists: Iterable[dict[str, Any]]) -> None:
    """Change the end of ranges with a multiplier: hassil 3.12 mixes up ranges with equal ends but other multipliers."""
    for values in lists:
        if "multiplier" in values.get("range", {}):
            values["range"]["to"] += 1


def _own(language: str) -> Iterator[Mapping[str, Any]]:
    """The tables in the language's folder ``templates``, in the order of their names."""
    folder = files("myna.nlu").joinpath(language, "templates")
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            yield read_table(file)
