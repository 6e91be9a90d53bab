"""Measures how orders for a home are heard: ``make hear-home [NOISE=FILE]`` prints a table.

The orders of ``home_orders.yaml`` are spoken by synthetic voices in noise, to a Myna that knows the recorded demo home
(``tests/data/home.json``). An order is right where the same things are done as for the written sentence; what is
asked back ("Did you say ...?", "Shall I ...?") is counted apart. Sentences that ask for nothing must not be done; what
nobody understood, and the server's own agent is the judge of, is not done by Myna.
``--extra`` adds names to the home, as many as a large one has. Memory and time to make the recogniser are printed too.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import psutil
import yaml

from hear_sound import samples
from hear_voices import unusable
from myna.app import oneshot
from myna.app.listener_factory import ListenerFactory, open_listener
from myna.app.understand import NoAssistant
from myna.config import Config
from myna.core.decision import Decision
from myna.core.events import Utterance
from myna.home.model import Home
from myna.platform.memory import give_back
from myna.skills.doubts import DOUBTED
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager
from understand_home import FixedHome
from understand_spoken import executed, spoken

ROOT = Path(__file__).parent.parent
MB = 1_000_000
COLOURS = ("amber", "black", "blue", "brown", "copper", "green", "grey", "orange", "purple", "red", "silver", "white")
THINGS = ("lamp", "spotlight", "lantern", "heater", "radio", "pump", "blind", "curtain", "shelf light", "mirror light")
PLACES = ("attic", "balcony", "cellar", "garden", "nursery", "pantry", "porch", "study", "terrace", "workshop")


def large(answers: dict[str, Any], count: int) -> dict[str, Any]:
    """The home of the server's ``answers`` with ``count`` more entities."""
    names = [f"{place} {colour} {thing}" for thing in THINGS for colour in COLOURS for place in PLACES][:count]
    for number, name in enumerate(names):
        domain = "cover" if "blind" in name or "curtain" in name else "switch" if number % 4 == 0 else "light"
        entity = f"{domain}.extra_{number}"
        answers["get_states"].append({"entity_id": entity, "state": "off", "attributes": {"friendly_name": name}})
        answers["homeassistant/expose_entity/list"]["exposed_entities"][entity] = {"conversation": True}
    return answers


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("noise", type=Path)
    parser.add_argument("--voices", default="slt,rms,awb")
    parser.add_argument("--snr", type=float, default=12.0, metavar="DB")
    parser.add_argument("--extra", type=int, default=0, metavar="COUNT")
    parser.add_argument("--every", type=int, default=1, help="only every so-manieth sentence")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    voices = options.voices.split(",")
    if problem := unusable(voices):
        parser.error(problem)
    answers = json.loads((ROOT / "tests" / "data" / "home.json").read_text(encoding="utf-8"))
    home = Home.read(large(answers, options.extra))
    asyncio.run(measure(home, voices, options))


async def measure(home: Home, voices: Sequence[str], options: argparse.Namespace) -> None:
    """Print the table."""
    config = Config.model_validate({"home_assistant": {"area": "Kitchen", "allow_disarm": True}})
    before = await _memory(config, None)
    began = time.perf_counter()
    server = _Home(home)
    skills, _ = build_all_skills(config, NoAssistant(), TimerManager(), home=server)
    skills.load()
    skills.decide("turn on the kitchen lights")
    decided = time.perf_counter()
    async with AsyncExitStack() as stack:
        factory = await stack.enter_async_context(open_listener(config, home=home))
        await factory.listener(_Nothing())
        await factory.whole()
        made = time.perf_counter()
        print(f"{len(home.entities)} entities: sentences made in {decided - began:.1f} s, all that hears in", end=" ")
        print(f"{made - decided:.1f} s; memory {(_used() - before) / MB:.1f} MB more than without a home")
        kinds = yaml.safe_load((ROOT / "scripts" / "home_orders.yaml").read_text(encoding="utf-8"))
        noise = samples(options.noise)
        for name, wants in (("asked", True), ("not asked", False)):
            sentences = [text for kind, cases in kinds.items() if (kind != "not asked") is wants for text in cases][
                :: options.every
            ]
            for voice in voices:
                counts = {"right": 0, "asked": 0, "executed": 0}
                for text in sentences:
                    heard, decision = await _heard(factory, skills, text, voice, noise, options.snr)
                    meant = skills.decide(text)
                    same = (decision.intent, decision.slots) == (meant.intent, meant.slots)
                    confirms = decision.reply is not None and decision.reply.confirms and not same
                    asked = decision.reason == DOUBTED or confirms
                    done = not same and not asked and await server.does(decision)
                    counts["asked"] += asked
                    counts["right"] += same and not asked
                    counts["executed"] += done
                    if options.show and (asked or done or (wants and not same)):
                        print(f"{voice}: {text!r} heard {heard!r} {decision.intent} {dict(decision.slots)}")
                print(f"{name:10} {voice:5} {len(sentences):4} right {counts['right']:4} asked back", end=" ")
                print(f"{counts['asked']:3} something else done {counts['executed']:3}", flush=True)


async def _heard(
    factory: ListenerFactory, skills: Skills, text: str, voice: str, noise: Any, snr_db: float
) -> tuple[str, Decision]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "said.wav"
        spoken(text, voice, noise, snr_db, file)
        said = await oneshot.sentence(factory, file)
    if not isinstance(said, Utterance) or not said.text:
        return "", Decision("", "nothing")
    decision = skills.decide(said.text)
    return said.text, skills.doubt(decision, map(skills.decide, said.alternatives))


async def _memory(config: Config, home: Home | None) -> int:
    """What is used with everything that hears in memory, and then let go, in bytes."""
    skills, _ = build_all_skills(config, NoAssistant(), TimerManager())
    skills.load()
    skills.decide("turn on the kitchen lights")
    async with open_listener(config, home=home) as factory:
        await factory.listener(_Nothing())
        await factory.whole()
        return _used()


def _used() -> int:
    give_back()
    return int(psutil.Process().memory_info().rss)


class _Home(FixedHome):
    """A server that knows whether one of its services was called."""

    called = False

    async def call(self, service: str, entities: Sequence[str], data: Mapping[str, Any] | None = None) -> None:
        """Nothing but that it was called."""
        self.called = True

    async def does(self, decision: Decision) -> bool:
        """Whether ``decision`` does something, or asks for what it lacks."""
        reply = decision.reply
        if reply is None or reply.act is None or {*decision.skill.split(",")} != {"home"}:
            return executed(decision)
        self.called = False
        await reply.act()
        return self.called


class _Nothing:
    """A microphone without sound."""

    origin = 0.0

    async def close(self) -> None:
        """Nothing."""


if __name__ == "__main__":
    main()
