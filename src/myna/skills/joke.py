"""Jokes and facts from a short stock, none of which comes again before all have been told.

Who wants a fact about something is told that there is none about it, and another one: a source may know better.
"""

from collections.abc import Callable, Mapping
from functools import partial
from random import Random

from myna.core.reply import Reply, amended
from myna.nlu.responses import Responses
from myna.skills.skill_set import Answer, Classified, Skill


class JokeSkill(Skill):
    """Tells those responses that are named ``joke_...`` and ``fact_...``, in an order that ``random`` chooses.

    ``is_about`` says whether a sentence names what it wants to hear about.
    """

    name = "joke"
    draws = ("another",)

    def __init__(self, responses: Responses, random: Random, is_about: Callable[[str], bool] = lambda _: False) -> None:
        self._responses = responses
        self._is_about = is_about
        self._random = random
        self._left: dict[str, list[str]] = {"joke": [], "fact": []}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {f"joke.{kind}": partial(self._tell, kind) for kind in self._left}

    def _tell(self, kind: str, classified: Classified) -> Reply | None:
        if not self._left[kind]:
            self._left[kind] = sorted(key for key in self._responses if key.startswith(f"{kind}_"))
            self._random.shuffle(self._left[kind])
        told = self._responses.reply(self._left[kind].pop()) if self._left[kind] else None
        if told is not None and kind == "fact" and self._is_about(classified.text):
            return amended(self._responses.reply("other_fact", fact=told.text), empty=True)
        return told
