"""The fact that is asked of a name which a recogniser may have spelled otherwise: the name is asked back.

Its rules:

1. It is asked last of the tables: only where a sentence has the form of a question to them, and its name is unknown.
2. A name is meant whose sound is the same but for one sound at most, and whose spelling is alike; of several, the one
   that is most alike. The fact is only told behind a yes, since two names may sound the same: Niger and Nigeria.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import cached_property

from myna.knowledge.fact_tables import tables
from myna.knowledge.found import Choice, Found
from myna.nlu.plain_words import name_key
from myna.nlu.responses import Responses
from myna.nlu.sound_key import LEAST_LIKENESS, likeness
from myna.skills.facts import FactsSkill

LEAST_SOUNDS = 4
"""Sounds of the shortest name that is compared, its beginning counted as one."""

NEAR_SOUNDS, NEAR_LIKENESS = 6, 0.6
"""Sounds of names that are alike but for one sound, and how alike their spellings are: both more than else."""


class FactSounds:
    """Asks whether a name of ``facts`` is meant, where its ``sound`` is that of what was heard.

    ``language`` is a tag: "en-us".
    """

    def __init__(self, facts: FactsSkill, sound: Callable[[str], str], responses: Responses, language: str) -> None:
        self._facts = facts
        self._sound = sound
        self._responses = responses
        self._language = language

    def opened(self) -> AbstractAsyncContextManager[object]:
        """Nothing to open: the tables are read with the facts."""
        return nullcontext()

    async def find(self, question: str) -> Found | None:
        """The question whether a name of the tables is meant; None where none that the answer knows sounds so."""
        found: list[tuple[float, str, Found]] = []
        for heard in self._facts.subjects(question):
            for alike, name in self._alike(heard):
                told = self._facts.named(question, {heard: name_key(name)})
                if told is not None:
                    found.append((alike, name, Found(told[1].text, told[1].evidence)))
        if not found:
            return None
        _, name, answer = max(found, key=lambda one: (one[0], one[1]))
        text = self._responses.text("knowledge_which", names=name)
        return None if text is None else Found(text, None, choices=(Choice(frozenset(name_key(name).split()), answer),))

    def _alike(self, heard: str) -> list[tuple[float, str]]:
        """The names that sound like ``heard``, which is none itself, each with how alike they are written."""
        key = self._sound(heard)
        if len(key) < LEAST_SOUNDS or heard in self._known:
            return []
        least = {other: LEAST_LIKENESS if other == key else NEAR_LIKENESS for other in self._names if _near(key, other)}
        names = [(likeness(heard, name), name, bound) for other, bound in least.items() for name in self._names[other]]
        return [(alike, name) for alike, name, bound in names if alike >= bound]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(map(name_key, tables(self._language).names()))

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in tables(self._language).names():
            found[self._sound(name)].append(name)
        return found


def _near(key: str, other: str) -> bool:
    """Whether two keys are the same, or are long and differ by one sound that is left out, added or another."""
    if key == other:
        return True
    if min(len(key), len(other)) < NEAR_SOUNDS or abs(len(key) - len(other)) > 1:
        return False
    same = next((count for count, pair in enumerate(zip(key, other, strict=False)) if pair[0] != pair[1]), len(key))
    rests = key[same:], other[same:]
    return rests[0][1:] in (rests[1], rests[1][1:]) or rests[0] == rests[1][1:]
