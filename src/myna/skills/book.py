"""The sentences that the skills of a language understand, and what they answer with.

Its rules:

1. Where Home Assistant has an intent (``home-assistant-intents``), its sentences are used; what it has not is in
   ``sentences/LANGUAGE/SKILL.yaml``, in the same format. Both may have sentences for one intent.
2. Of Home Assistant's sentences those for rooms and devices are left out: Myna is one box, and knows none.
3. ``responses`` of the same files are what the skills say. A skill is silent in a language that lacks its words.
"""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

BORROWED = (
    "HassCancelAllTimers",
    "HassCancelTimer",
    "HassDecreaseTimer",
    "HassGetCurrentDate",
    "HassGetCurrentTime",
    "HassIncreaseTimer",
    "HassPauseTimer",
    "HassStartTimer",
    "HassTimerStatus",
    "HassUnpauseTimer",
)
"""Intents of Home Assistant that Myna's skills answer."""

_PLACES = ("area", "floor", "name")
"""Home Assistant's slots for rooms and devices."""


class Book:
    """One language's sentences and responses; ``tag`` is the language's (``en-us``)."""

    def __init__(self, tag: str) -> None:
        self.language = tag.partition("-")[0]
        self.description: dict[str, Any] = _borrowed(tag)
        self.responses: dict[str, str] = {}
        for part in _own(self.language):
            self._add(part)

    def _add(self, part: Mapping[str, Any]) -> None:
        for name, intent in part.get("intents", {}).items():
            self.description["intents"].setdefault(name, {"data": []})["data"].extend(intent["data"])
        for key in ("lists", "expansion_rules"):
            self.description[key].update(part.get(key, {}))
        self.responses.update(part.get("responses", {}))


def _borrowed(tag: str) -> dict[str, Any]:
    """Home Assistant's part, as hassil takes it."""
    for file in _candidates(files("home_assistant_intents").joinpath("data"), tag):
        found = json.loads(file.read_text(encoding="utf-8"))
        intents = {name: found["intents"][name] for name in BORROWED if name in found["intents"]}
        for intent in intents.values():
            intent["data"] = [part for part in intent["data"] if not _names_a_place(part)]
        return {
            "language": tag.partition("-")[0],
            "intents": intents,
            "lists": found["lists"],
            "expansion_rules": found["expansion_rules"],
            "settings": found.get("settings", {}),
        }
    return {"language": tag.partition("-")[0], "intents": {}, "lists": {}, "expansion_rules": {}}


def _candidates(folder: Traversable, tag: str) -> Iterator[Traversable]:
    """The files for a language, the nearest first: of zh-cn zh-CN.json, then zh.json."""
    language, _, region = tag.partition("-")
    for name in dict.fromkeys((f"{language}-{region.upper()}.json", f"{language}.json")):
        if (file := folder.joinpath(name)).is_file():
            yield file


def _names_a_place(part: Mapping[str, Any]) -> bool:
    return any(f"{{{place}" in sentence for sentence in part["sentences"] for place in _PLACES)


def _own(language: str) -> Iterator[Mapping[str, Any]]:
    folder = files("myna").joinpath("skills", "sentences", language)
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            yield yaml.safe_load(file.read_text(encoding="utf-8"))
