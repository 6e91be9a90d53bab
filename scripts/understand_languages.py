"""Measures how other languages are understood: ``make understand-languages INTENTS=FOLDER`` prints a table.

The folder is a copy of Home Assistant's intents project (https://github.com/home-assistant/intents), whose test
sentences native speakers wrote: ``tests/LANGUAGE/*.yaml``. Counted are timers, lists, volume, clock, cancelling and
weather. Left out, and counted apart, are sentences that name a room or a device, which no skill here knows, and those
that want a command done later. Each sentence is understood alone. Two timers, and the lists and the named timers that
the sentences name, are there already.

A sentence is right where the skill and what it would do are: a timer's seconds and name, an item and its list, the
percent of the volume; of the weather that Myna says honestly that it cannot tell it.
"""

import argparse
import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from myna.app.understand import NoAssistant
from myna.config import Config
from myna.core.decision import Decision
from myna.lists.manager import ListManager
from myna.nlu.registry import basics_of
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager
from myna.timers.timer import Kind, Timer

GROUPS = {
    "Timer": "timers",
    "List": "lists",
    "Volume": "volume",
    "Current": "clock",
    "Never": "cancelling",
    "Weather": "weather",
}
"""What an intent's name contains, and its group."""

LANGUAGES = ("de", "fr", "es", "zh-cn", "ko")

SECONDS = {"hours": 3600, "minutes": 60, "seconds": 1}


@dataclass(frozen=True, slots=True)
class Case:
    """A ``sentence`` that has the ``intent`` with these ``slots``."""

    sentence: str
    intent: str
    slots: Mapping[str, Any] = field(hash=False)

    @property
    def group(self) -> str:
        """The group of the intent; empty where it is not counted."""
        return next((group for part, group in GROUPS.items() if part in self.intent), "")

    @property
    def elsewhere(self) -> bool:
        """Whether it names a room or a device, or is a command for later."""
        named = [str(self.slots.get(slot, "")).casefold() for slot in ("area", "floor", "preferred_area_id")]
        device = "name" in self.slots and self.group == "volume"
        later = "conversation_command" in self.slots
        return device or later or any(name and _is_in(name, self.sentence.casefold()) for name in named)


def _is_in(name: str, sentence: str) -> bool:
    """Whether ``sentence`` names the room, be it with an ending or a capital letter of its own."""
    return name in sentence or name[:4] in sentence.split()[-1]


def read_cases(folder: Path) -> Iterator[Case]:
    """The test sentences of one language."""
    for path in sorted(folder.glob("*_Hass*.yaml")):
        for test in yaml.safe_load(path.read_text(encoding="utf-8")).get("tests", ()):
            intent = test["intent"]
            for sentence in test["sentences"]:
                yield Case(sentence, intent["name"], intent.get("slots", {}))


def is_right(case: Case, decision: Decision, list_name: str) -> bool:
    """Whether ``decision`` is what the sentence means, which is about the list ``list_name`` if about any."""
    slots = decision.slots
    match case.group:
        case "weather":
            return (decision.kind, decision.skill) == ("refuse", "weather")
        case "cancelling":
            return decision.kind == "act" and decision.skill == "stop"
        case "clock":
            return decision.intent == case.intent
        case "volume":
            level = case.slots.get("volume_level")
            return decision.skill == "volume" and (level is None or slots.get("percent") == level)
        case "lists":
            items = [item.casefold() for item in slots.get("items", ())]
            there = slots.get("list") == list_name
            return decision.skill == "list" and items == [str(case.slots["item"]).casefold()] and there
    if decision.skill != "timer" or decision.kind == "refuse":
        return False
    if "StartTimer" not in case.intent:
        return decision.intent == case.intent
    seconds = sum(float(case.slots.get(unit, 0)) * length for unit, length in SECONDS.items())
    return slots.get("seconds") == seconds and str(slots.get("name", "")).casefold() == _name(case).casefold()


def _name(case: Case) -> str:
    """The name of a timer or a list that the sentence has; the project may allow several forms of it."""
    name = case.slots.get("name", "")
    return str(name[0] if isinstance(name, list) else name).strip()


async def skills_of(language: str, lists: Iterable[str], named: Iterable[str]) -> Skills:
    """All skills, with two timers of no name and those that are ``named``, and these ``lists``."""
    timers, kept = TimerManager(), ListManager()
    for name, seconds in [("", 300.0), ("", 3600.0), *((name, 600.0) for name in named)]:
        await timers.put(Timer(Kind.TIMER, timers.now + seconds, name, seconds))
    for name in (*lists, "shopping"):  # the last one is the one that a sentence without a list means
        await kept.create(name)
    skills, _ = build_all_skills(Config(language=language), NoAssistant(), timers, lists=kept)
    skills.load()
    return skills


def measure(folder: Path, language: str, *, failures: bool) -> dict[str, Counter[str]]:
    """How many sentences of each intent there are, and how many are right."""
    cases = [case for case in read_cases(folder / "tests" / language) if case.group]
    words = basics_of(language)
    assert words is not None, language
    lists = {
        case: words.lists.called(_name(case)) if _name(case) else "shopping" for case in cases if case.group == "lists"
    }
    named = {_name(case) for case in cases if case.group == "timers" and "StartTimer" not in case.intent}
    skills = asyncio.run(skills_of(language, sorted(set(lists.values())), sorted(filter(None, named))))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        if case.elsewhere:
            counts[case.group]["elsewhere"] += 1
            continue
        decision = skills.decide(case.sentence)
        right = is_right(case, decision, lists.get(case, ""))
        counts[case.group]["right" if right else "wrong"] += 1
        if failures and not right:
            found = f"{decision.kind}\t{decision.skill}.{decision.intent}\t{dict(decision.slots)}\t{decision.reason}"
            print(f"{language}\t{case.intent}\t{case.sentence}\t{dict(case.slots)}\t{found}")
    return counts


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("intents", type=Path, help="a copy of Home Assistant's intents project")
    parser.add_argument("--language", action="append", help="measure only this one, such as de; may be given again")
    parser.add_argument("--failures", action="store_true", help="list what went wrong")
    arguments = parser.parse_args()
    if not (arguments.intents / "tests").is_dir():
        parser.error(
            f"There is no folder tests in {arguments.intents}. Get the project: "
            "git clone https://github.com/home-assistant/intents, and name its folder."
        )
    print("| language | what | sentences | right | share | left out |\n|---|---|---|---|---|---|")
    for language in arguments.language or LANGUAGES:
        counts = measure(arguments.intents, language, failures=arguments.failures)
        for group, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
            total = count["right"] + count["wrong"]
            share = f"{count['right'] / total:.1%}" if total else "-"
            print(f"| {language} | {group} | {total} | {count['right']} | {share} | {count['elsewhere']} |")


if __name__ == "__main__":
    main()
