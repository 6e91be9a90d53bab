"""The sentences that the skills of a language understand, and what they answer with.

Its rules:

1. Where Home Assistant has an intent (``home-assistant-intents``), its sentences are used; what it has not is in
   ``sentences/LANGUAGE/SKILL.yaml``, in the same format. Both may have sentences for one intent.
2. Of Home Assistant's sentences those for rooms and devices are left out: Myna is one box, and knows none.
3. ``responses`` of the same files are what the skills say. A skill is silent in a language that lacks its words.
4. ``skip_words`` of both are polite words, which mean nothing. ``forms`` is what the language model is told of skills.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from myna.core.tables import read_table

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
    "HassStartTimer",
    "HassTimerStatus",
    "HassUnpauseTimer",
)
"""Intents of Home Assistant that Myna's skills answer."""

_PLACES = re.compile("[{<](?:area|floor|name)")
"""Home Assistant's slots and rules for rooms and devices."""


class IntentCatalogue:
    """One language's sentences and responses; ``tag`` is the language's (``en-us``)."""

    def __init__(self, tag: str) -> None:
        self.language = tag.partition("-")[0]
        self.description: dict[str, Any] = {
            "language": self.language,
            "intents": {},
            "lists": {},
            "expansion_rules": {},
            "skip_words": [],
            **_borrowed(tag),
        }
        self.responses: dict[str, str] = {}
        self.forms: Mapping[str, Any] = {}
        for part in _own(self.language):
            self._add(part)

    def _add(self, part: Mapping[str, Any]) -> None:
        for name, intent in part.get("intents", {}).items():
            self.description["intents"].setdefault(name, {"data": []})["data"].extend(intent["data"])
        for key in ("lists", "expansion_rules"):
            self.description[key].update(part.get(key, {}))
        self.description["skip_words"] += part.get("skip_words", [])
        self.responses.update(part.get("responses", {}))
        self.forms = part.get("forms", self.forms)


def _borrowed(tag: str) -> dict[str, Any]:
    """Home Assistant's part, as hassil takes it."""
    for file in _candidates(files("home_assistant_intents").joinpath("data"), tag):
        found = json.loads(file.read_text(encoding="utf-8"))
        intents = {name: {"data": _placeless(found["intents"][name])} for name in BORROWED if name in found["intents"]}
        _tell_ranges_apart(found["lists"].values())
        shared = ("lists", "expansion_rules", "skip_words", "settings")
        return {"intents": intents, **{key: found[key] for key in shared if key in found}}
    return {}


def _candidates(folder: Traversable, tag: str) -> Iterator[Traversable]:
    """The files for a language, the nearest first: of zh-cn zh-CN.json, zh.json, then that of another region."""
    language, _, region = tag.partition("-")
    others = sorted(file.name for file in folder.iterdir() if file.name.startswith(f"{language}-"))
    for name in (f"{language}-{region.upper()}.json", f"{language}.json", *others):
        if (file := folder.joinpath(name)).is_file():
            yield file


def _placeless(intent: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sentences of ``intent`` that name no place, and want none to be known."""
    return [
        {**part, "sentences": sentences, "requires_context": {}}
        for part in intent["data"]
        if (sentences := [sentence for sentence in part["sentences"] if not _PLACES.search(sentence)])
    ]


def _tell_ranges_apart(lists: Iterable[dict[str, Any]]) -> None:
    """Give ranges that are multiplied another end: hassil 3.12 takes equal ones for each other, whatever the factor."""
    for values in lists:
        if "multiplier" in values.get("range", {}):
            values["range"]["to"] += 1


def _own(language: str) -> Iterator[Mapping[str, Any]]:
    folder = files("myna.nlu").joinpath(language, "templates")
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            yield read_table(file)
