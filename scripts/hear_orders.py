"""How many orders of coffee, with up to six details each, are heard with every detail by the commands of one's own."""

import json
from collections import defaultdict
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

import yaml

from hear_conditions import Condition, Scene
from hear_listener import Ear
from hear_recordings import Bench
from hear_sound import Samples, samples
from hear_table import Row
from myna.app.listener_factory import open_listener
from myna.app.understand import understanding_skills
from myna.config import Config
from myna.config.commands import Command
from myna.skills.doubts import DOUBTED
from myna.skills.skill_set import Skills


def ordering(grammar: Mapping[str, Any]) -> Config:
    """The configuration of somebody who orders what ``grammar.yaml`` says."""
    any_order = ";".join(f"[{{{slot}}}]" for slot in ("size", "roast", "numberOfShots"))
    sides = "({milkAmount}|{sugarAmount}|{milkAmount} and {sugarAmount}|{sugarAmount} and {milkAmount})"
    say = f"({'|'.join(grammar['openings'])}) [a|an] ({any_order}) {{coffeeDrink}} [with <sides>]"
    command = Command(
        name=grammar["name"],
        say=(say,),
        slots={name: tuple(values) for name, values in grammar["slots"].items()},
        rules={"sides": sides},
        run=("true",),
        reply="Done.",
    )
    return Config(commands=(command,))


async def orders(bench: Bench, conditions: Sequence[Condition]) -> AsyncGenerator[Row, None]:
    """How many orders are wholly right, asked back ("did you say") or carried out wrongly: three rows a condition."""
    folder, files = bench.recordings.speech / "commands", bench.recordings.of("commands")
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    own = ordering(yaml.safe_load((folder / "grammar.yaml").read_text(encoding="utf-8")))
    skills, noises = understanding_skills(own), bench.recordings.noises("commands", conditions)
    async with open_listener(own) as factory:
        ear = await Ear.of(factory)
        for condition in conditions if files else ():
            scene = Scene(condition, noises, bench.rooms)
            names = defaultdict[str, dict[str, str]](dict)
            for file in files:
                sound = scene.microphone(samples(file), file.name)
                outcome, words = await ordered(ear, skills, sound, labels[file.name])
                names[outcome][file.name] = words
            not_right = {**names["wrong"], **names["nothing"]}
            right = len(files) - len(not_right)
            yield Row("orders: right", condition.name, len(files), right, not_right)
            for what, found in (("asked back, and right", names["asked"]), ("carried out wrongly", names["wrong"])):
                yield Row(f"orders: {what}", condition.name, len(files), len(found), found)


async def ordered(ear: Ear, skills: Skills, sound: Samples, label: Mapping[str, Any]) -> tuple[str, str]:
    """What comes of an order (right, asked, wrong, nothing), and the words that were heard. Raises MynaError."""
    heard = await ear.sentence(sound)
    if heard is None or not heard.text:
        return "nothing", ""
    decision = skills.doubt(skills.decide(heard.text), map(skills.decide, heard.alternatives))
    wanted = {slot: value.strip() for slot, value in label["slots"].items()}
    slots = {slot: value for slot, value in decision.slots.items() if value}
    doubted = decision.reason == DOUBTED
    if (decision.intent, slots) == (label["intent"], wanted):
        return ("asked" if doubted else "right"), heard.text
    acts = decision.reply is not None and decision.reply.act is not None
    return ("wrong" if acts and not doubted else "nothing"), heard.text
