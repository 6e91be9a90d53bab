"""The fact that is asked of a name which a recogniser may have spelled otherwise: the name is asked back.

Its rules:

1. It is asked last of the tables: only where a sentence has the form of a question to them that they do not answer.
   The name may be unknown ("kargus done"), or be another one's: nothing has Amman as its country, but Oman has a
   capital.
2. A name is meant whose sound is the same but for one sound at most, and whose spelling is alike; of several, the one
   that is most alike, and another one that is nearly so. The fact is only told behind a yes, or the name.
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

KNOWN_SOUNDS, KNOWN_LIKENESS = 3, 0.6
"""The same, and how alike the spellings are, where what was heard is a name itself: "Amman" and "Oman"."""

SHORT_LIKENESS = 0.8
"""How alike the spellings of shorter names are: "oh man" and "Oman"."""

BESIDE = 0.1
"""By how much less alike a second name may be that is asked about too."""

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
        if self._facts.tells(question) is not None:
            return None
        found: dict[str, tuple[float, str, Found]] = {}  # by what is told
        for heard in self._facts.subjects(question):
            for alike, name in self._alike(heard):
                if (told := self._facts.named(question, {heard: name_key(name)})) is not None:
                    one = (alike, name, Found(told[1].text, told[1].evidence))
                    found[one[2].text] = max(one, found.get(one[2].text, one), key=lambda one: one[:2])
        if not found:
            return None
        likely = sorted(found.values(), key=lambda one: one[:2], reverse=True)[:2]
        likely = [one for one in likely if likely[0][0] - one[0] <= BESIDE]
        names = self._responses.get("knowledge_or", " / ").join(name for _, name, _ in likely)
        text = self._responses.text("knowledge_which", names=names)
        choices = tuple(Choice(frozenset(name_key(name).split()), answer) for _, name, answer in likely)
        return None if text is None else Found(text, None, choices=choices)

    def _alike(self, heard: str) -> list[tuple[float, str]]:
        """The names that sound like ``heard``, each with how alike they are written."""
        key = self._sound(heard)
        if heard in self._known:
            return self._alike_written(heard, key, KNOWN_LIKENESS)
        if len(key) < LEAST_SOUNDS:
            return self._alike_written(heard, key, SHORT_LIKENESS)
        least = {other: LEAST_LIKENESS if other == key else NEAR_LIKENESS for other in self._names if _near(key, other)}
        names = [(likeness(heard, name), name, bound) for other, bound in least.items() for name in self._names[other]]
        return [(alike, name) for alike, name, bound in names if alike >= bound]

    def _alike_written(self, heard: str, key: str, least: float) -> list[tuple[float, str]]:
        """The names of just that sound ``key`` whose spelling is so much like ``heard``, which is another one."""
        if len(key) < KNOWN_SOUNDS:
            return []
        names = [(likeness(heard, name), name) for name in self._names.get(key, ()) if name_key(name) != heard]
        return [(alike, name) for alike, name in names if alike >= least]

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
