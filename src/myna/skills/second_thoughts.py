"""Second thoughts: what was just done is taken back ("cancel that"), or done otherwise ("no, I meant fifteen minutes").

Its rules:

1. A skill notes what it has done once that is done, and how it is taken back; the newest counts, for a little while.
2. Where nothing was done lately there is nothing to take back, which nobody needs to be told.
3. A question of Myna's own comes before what was done: "forget it" ends the question (``skill_set.py``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from types import MappingProxyType

from myna.core.reply import Question, Reply
from myna.nlu.templates import Intent
from myna.skills.follow_ups import BARE, MORE
from myna.skills.skill_set import TAKE_BACK, Handler, Skill

KEPT_SECONDS = 120.0
"""How long after something was done "that" is still understood to mean it."""


OTHERS = {
    "MynaToldOfIt": (),
    "MynaCallIt": ("words",),
    "MynaWithout": ("words",),
    "MynaMoveOne": ("which", "words"),
    "MynaSwap": ("old", "words"),
    "MynaTimesIt": ("factor",),
    "MynaTheRest": (),
    "MynaItNow": (),
    "MynaItBefore": (),
    "MynaItNormal": (),
}
"""What else may be done with what was done, by intent, and the slots that it takes: tell of it once more, call it
something, leave days out of it, change another one of its kind, say one word of it otherwise, make it so many times as
long, tell what else there is of its kind, what it is now and was before, make it as usual. ``BARE`` takes a sentence
that nobody understands by itself."""

More = Callable[[str, bool], Reply | None]
"""Does what was done with other words too; True: the sentence says that it is another one ("and another for seven")."""

Other = Callable[..., Reply | None]
"""Does something else with what was done, as the words that it takes say."""


@dataclass(frozen=True, slots=True)
class _Act:
    at: float
    back: Callable[[], Reply | None]
    instead: Question
    named: Question
    away: Callable[[], Reply | None]
    more: More
    that_one: Question
    others: Mapping[str, Other]


class Done:
    """What was done last; ``clock`` gives seconds that only go forward."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._last: _Act | None = None

    def note(
        self,
        back: Callable[[], Reply | None],
        instead: Question = lambda _: None,
        named: Question = lambda _: None,
        away: Callable[[], Reply | None] = lambda: None,
        more: More = lambda *_: None,
        that_one: Question = lambda _: None,
        others: Mapping[str, Other] = MappingProxyType({}),
    ) -> None:
        """Something was done: ``back`` takes it back, and ``instead`` does what other words say in its place.

        ``named`` does so where any words may do, and the sentence says that they were meant ("no, I meant honey").
        ``away`` removes the thing that is spoken of since ("get rid of it"), ``more`` does the same with other words
        besides ("and eggs"), and ``that_one`` removes one of such things ("the six one"; no words: all of them).
        ``others``, by the names of ``OTHERS``, do what only some things allow. All give None where that is not possible
        any more, or the words say nothing of the kind.
        """
        self._last = _Act(self._clock(), back, instead, named, away, more, that_one, others)

    def back(self) -> Reply | None:
        """What takes the last thing back; None where nothing was done lately."""
        return None if (last := self._lately()) is None else last.back()

    def away(self) -> Reply | None:
        """What removes the thing that was last set or put somewhere; None where there is none lately."""
        return None if (last := self._lately()) is None else last.away()

    def that_one(self, words: str) -> Reply | None:
        """What removes the thing that ``words`` tell from others of its kind, or all of them without any words."""
        return None if (last := self._lately()) is None else last.that_one(words)

    def more(self, words: str, *, another: bool) -> Reply | None:
        """What does the last thing with ``words`` too; None where nothing was done lately that they fit."""
        return None if (last := self._lately()) is None else last.more(words, another)

    def instead(self, words: str, *, meant: bool = False) -> Reply | None:
        """What does the last thing as ``words`` say; None where nothing was done lately that they fit.

        ``meant``: the sentence says that they were meant.
        """
        if (last := self._lately()) is None:
            return None
        return last.instead(words) or (last.named(words) if meant else None)

    def other(self, way: str, *words: str) -> Reply | None:
        """What does ``way``, of ``OTHERS``, with the last thing; None where that does not allow it."""
        found = None if (last := self._lately()) is None else last.others.get(way)
        return None if found is None else found(*words)

    def _lately(self) -> _Act | None:
        last = self._last
        return last if last is not None and self._clock() - last.at <= KEPT_SECONDS else None


class SecondThoughtsSkill(Skill):
    """Takes back what is ``done``, or changes it."""

    name = "undo"

    def __init__(self, done: Done) -> None:
        self._done = done

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {
            TAKE_BACK: lambda _: self._done.back() or Reply(),
            "MynaTakeAway": lambda _: self._done.away(),
            "MynaInstead": self._instead,
            "MynaThatOne": self._that_one,
            BARE: lambda intent: self._done.other(BARE, intent.text),
            "MynaAnother": lambda intent: self._done.more(str(intent.slots.get("words", "")), another=True),
            MORE: lambda intent: self._done.more(str(intent.slots["words"]), another=False),
            **dict.fromkeys(OTHERS, self._other),
        }

    def _instead(self, intent: Intent) -> Reply | None:
        words = intent.slots.get("words", intent.text)
        return self._done.instead(str(words), meant="meant" in intent.slots)

    def _other(self, intent: Intent) -> Reply | None:
        return self._done.other(intent.name, *(str(intent.slots[slot]) for slot in OTHERS[intent.name]))

    def _that_one(self, intent: Intent) -> Reply | None:
        if "all" in intent.slots:
            return self._done.that_one(f"all but {intent.slots['words']}" if "words" in intent.slots else "")
        return self._done.that_one(f"the {intent.slots['words']} one")
