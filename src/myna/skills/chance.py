"""Chance: coins, dice, a number between two, one of several things."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from myna.core.decision import Decision
from myna.core.reply import Reply, amended
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.skill_set import Answer, Classified, Handler, Skill

USUAL_NUMBERS = (1, 100)
"""A random number is one of these, or between them, where none are named."""


class ChanceSkill(Skill):
    """Draws with ``random``."""

    name = "chance"
    draws = ("another", "again")

    def __init__(self, responses: Responses, parsers: Parsers, random: Random) -> None:
        self._responses = responses
        self._questions = parsers.questions.settings
        self._random = random

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaNumberDrawn": self._number, "MynaThingDrawn": lambda intent: self._drawn(intent.text)}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {"chance.coin": self._coin, "chance.dice": self._dice}

    def goes_on(self, text: str, before: Decision) -> Reply | str | None:
        """Another draw: of the things without one of them ("not soup"), of so many dice or coins ("two this time")."""
        things, slots = before.slots.get("of"), before.slots
        if isinstance(things, list) and (out := self._questions.left_out(text)):
            left = [thing for thing in things if thing.removeprefix("the ") != out]
            return self._thing_of(left) if left and len(left) < len(things) else None
        if "results" not in slots or (count := self._questions.count_this_time(text)) is None:
            return None
        return str(self._questions.throw(count, slots.get("sides")))

    def _reply(self, key: str, slots: Mapping[str, Any], **values: object) -> Reply | None:
        return amended(self._responses.reply(key, **values), slots=slots)

    def _coin(self, classified: Classified) -> Reply | None:
        if (drawn := self._drawn(classified.text)) is not None:
            return drawn
        return self._flipped(self._questions.coins(classified.text), self._questions.coin_call(classified.text))

    def _flipped(self, count: int, call: str = "") -> Reply | None:
        results = [self._random.choice(("heads", "tails")) for _ in range(count)]
        slots = {"results": results}
        if len(results) == 1 and call:
            return self._reply("coin_won" if results[0] == call else "coin_lost", slots, side=results[0])
        return self._reply("coin", slots, side=", ".join(results))

    def _dice(self, classified: Classified) -> Reply | None:
        if (drawn := self._drawn(classified.text)) is not None:
            return drawn
        return self._rolled(self._questions.dice(classified.text))

    def _rolled(self, dice: Any) -> Reply | None:
        results = [self._random.randint(1, dice.sides) for _ in range(dice.count)]
        slots = {"results": results, "sides": dice.sides, "total": sum(results)}
        if len(results) == 1:
            return self._reply("die", slots, result=results[0])
        return self._reply("dice", slots, results=", ".join(map(str, results)), total=sum(results))

    def _number(self, intent: Intent) -> Reply | None:
        """A number between those that are named, or else of ``USUAL_NUMBERS``."""
        return self._drawn(intent.text) if "words" in intent.slots else self._number_of(USUAL_NUMBERS)

    def _number_of(self, ends: tuple[int, int]) -> Reply | None:
        number = self._random.randint(*ends)
        return self._reply("chance_number", {"result": number, "from": ends[0], "to": ends[1]}, number=number)

    def _drawn(self, text: str) -> Reply | None:
        """A number between two, or one of several things, where ``text`` asks for that."""
        if (ends := self._questions.between(text)) is not None:
            return self._number_of(ends)
        if things := self._questions.choices(text):
            return self._thing_of(things)
        return None

    def _thing_of(self, things: Sequence[str]) -> Reply | None:
        thing = self._random.choice(things)
        return self._reply("chance_thing", {"result": thing, "of": list(things)}, thing=thing)
