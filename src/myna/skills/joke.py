"""Jokes and facts from a short stock, none of which comes again before all have been told."""

from collections.abc import Mapping
from functools import partial
from random import Random

from myna.core.reply import Reply
from myna.nlu.responses import Responses
from myna.skills.skill_set import Answer, Classified, Skill


class JokeSkill(Skill):
    """Tells those responses that are named ``joke_...`` and ``fact_...``, in an order that ``random`` chooses."""

    name = "joke"

    def __init__(self, responses: Responses, random: Random) -> None:
        self._responses = responses
        self._random = random
        self._left: dict[str, list[str]] = {"joke": [], "fact": []}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {f"joke.{kind}": partial(self._tell, kind) for kind in self._left}

    def _tell(self, kind: str, _: Classified) -> Reply | None:
        if not self._left[kind]:
            self._left[kind] = sorted(key for key in self._responses if key.startswith(f"{kind}_"))
            self._random.shuffle(self._left[kind])
        return self._responses.reply(self._left[kind].pop()) if self._left[kind] else None
