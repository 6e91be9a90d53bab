"""Second thoughts: what was just done is taken back ("cancel that"), or done otherwise ("no, I meant fifteen minutes").

Its rules:

1. A skill notes what it has done once that is done, and how it is taken back; the newest counts, for a little while.
2. Where nothing was done lately there is nothing to take back, which nobody needs to be told.
3. A question of Myna's own comes before what was done: "forget it" ends the question (``skill_set.py``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

from myna.core.reply import Question, Reply
from myna.nlu.templates import Intent
from myna.skills.follow_ups import BARE, MORE
from myna.skills.skill_set import TAKE_BACK, Handler, Skill

KEPT_SECONDS = 120.0
"""How long after something was done "that" is still understood to mean it."""


More = Callable[[str, bool], Reply | None]
"""Does what was done with other words too; True: the sentence says that it is another one ("and another for seven")."""


@dataclass(frozen=True, slots=True)
class _Act:
    at: float
    back: Callable[[], Reply | None]
    instead: Question
    named: Question
    away: Callable[[], Reply | None]
    more: More
    that_one: Question
    bare: Question
    told: Question
    normal: Callable[[], Reply | None]


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
        bare: Question = lambda _: None,
        told: Question = lambda _: None,
        normal: Callable[[], Reply | None] | None = None,
    ) -> None:
        """Something was done: ``back`` takes it back, and ``instead`` does what other words say in its place.

        ``named`` does so where any words may do, and the sentence says that they were meant ("no, I meant honey").
        ``away`` removes the thing that is spoken of since ("get rid of it"), ``more`` does the same with other words
        besides ("and eggs"), and ``that_one`` removes one of such things ("the six one"; no words: all of them).
        ``bare`` goes on with a sentence that nobody understands by itself ("balloons and candles" behind a new list),
        ``told`` tells what was changed as it is "now" or was "before", and ``normal`` makes it as usual.
        All give None where that is not possible any more, or the words say nothing of the kind.
        """
        self._last = _Act(self._clock(), back, instead, named, away, more, that_one, bare, told, normal or back)

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

    def bare(self, words: str) -> Reply | None:
        """What goes on with the last thing where all that was said is ``words``, which mean nothing by themselves."""
        return None if (last := self._lately()) is None else last.bare(words)

    def told(self, when: str) -> Reply | None:
        """What was changed last, as it is "now" or was "before"."""
        return None if (last := self._lately()) is None else last.told(when)

    def normal(self) -> Reply | None:
        """What makes what was changed last as it usually is."""
        return None if (last := self._lately()) is None else last.normal()

    def instead(self, words: str, *, meant: bool = False) -> Reply | None:
        """What does the last thing as ``words`` say; None where nothing was done lately that they fit.

        ``meant``: the sentence says that they were meant.
        """
        if (last := self._lately()) is None:
            return None
        return last.instead(words) or (last.named(words) if meant else None)

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
            "MynaAnother": lambda intent: self._done.more(str(intent.slots["words"]), another=True),
            "MynaItNow": lambda _: self._done.told("now"),
            "MynaItBefore": lambda _: self._done.told("before"),
            "MynaItNormal": lambda _: self._done.normal(),
            BARE: lambda intent: self._done.bare(intent.text),
            MORE: lambda intent: self._done.more(str(intent.slots["words"]), another=False),
        }

    def _instead(self, intent: Intent) -> Reply | None:
        words = intent.slots.get("words", intent.text)
        return self._done.instead(str(words), meant="meant" in intent.slots)

    def _that_one(self, intent: Intent) -> Reply | None:
        return self._done.that_one("" if "all" in intent.slots else f"the {intent.slots['words']} one")
