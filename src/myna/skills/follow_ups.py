"""Follow-ups: "and in Tokyo" behind "what time is it in London" is the question with other words in one place. Pure.

Its rules:

1. A follow-up says so ("and", "what about"), and is not understood by itself. The question before it was answered, or
   refused, a little while ago.
2. Its words take the place of some of that question's: those that end in the same word ("and thirty percent"), a number
   that of the number nearest to it, else the last ones first and few before many; where they have none, they stand
   behind it. What the skill that answered understands in the same way, and answers otherwise, is meant.
3. What goes on with a result ("times two") is a sum that begins with it.
4. Behind what is drawn ("flip a coin", a joke) "another one" draws once more; "again" does where nothing is told.
5. A follow-up of a question only asks. Behind what was done "and" means more of it: see ``second_thoughts.py``.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import inf, log
from time import monotonic

from myna.core.decision import Decision
from myna.nlu.templates import Intent

FOLLOW_UP, GOES_ON, MORE = "MynaFollowUp", "MynaGoesOn", "MynaMore"
"""The intents of a follow-up: its slot ``words`` are those that change, or the number that the ``operator`` takes. What
a follow-up with a slot ``more`` ("and") means behind something that was done is ``MORE``."""

BARE = "MynaBare"
"""The intent of what goes on with what was done, and means nothing by itself; no sentence of the templates has it."""

ANEW, DOUBTED = "MynaAnew", "MynaDoubted"
"""The intents of what wants the question before it answered anew, its slot ``how`` being "another" or "again", and of
what doubts that answer ("are you sure")."""

OF_THAT = "MynaOfThat"
"""The intent of what asks of the ``word`` that was spoken of: its slot ``asks`` is that question, with a place for it.
"""

Reads = Callable[[str], Fraction | None]
"""Reads the number that the whole of a text is."""

INTENTS = (GOES_ON, FOLLOW_UP)

ANSWERED_SECONDS = 60.0
"""How long after an answer something still goes on with it."""

MOST_WORDS = 4
"""Of a follow-up, and of what its words take the place of."""

LONGEST_QUESTION = 14
"""Words of a question that is followed up; behind a longer one too much would have to be tried."""


class FollowUps:
    """What was answered last; ``clock`` gives seconds that only go forward."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._last: tuple[float, Decision] | None = None

    def note(self, decision: Decision) -> None:
        """``decision`` was carried out, and is what a follow-up goes on with, unless it only says that again."""
        if decision.skill == "repeat":
            return
        one = decision.kind in ("act", "refuse") and decision.reply is not None and "," not in decision.skill
        self._last = (self._clock(), decision) if one and decision.skill else None

    def before(self) -> Decision | None:
        """What was answered last; None where nothing was lately."""
        if self._last is None or self._clock() - self._last[0] > ANSWERED_SECONDS:
            return None
        return self._last[1]


def questions(before: Decision, intent: Intent, reads: Reads = lambda _: None) -> Iterator[str]:
    """What the follow-up ``intent`` may ask behind ``before``, the likeliest first; ``reads`` reads a number."""
    new, words = str(intent.slots["words"]), before.text.strip(" .?!").split()
    if "into" in intent.slots:
        new = f"{intent.slots['into']} {new}"
    if intent.name == GOES_ON:
        if (result := before.slots.get("result")) is not None:
            yield f"{result} {intent.slots['operator']} {new}"
        return
    if len(words) > LONGEST_QUESTION or len(new.split()) > MOST_WORDS:
        return
    *before_last, last = new.lower().split()
    for end in range(len(words), len(before_last), -1) if before_last else ():
        if words[end - 1].lower() == last:
            yield " ".join([*words[: end - len(before_last) - 1], new, *words[end:]])
    if (number := reads(new)) is not None and (runs := _numbers(words, reads)):
        runs.reverse()  # of two as near the later one
        for start, end, _ in sorted(runs, key=lambda run: _distance(run[2], number)):
            yield " ".join([*words[:start], new, *words[end:]])
        return
    for size in range(1, min(MOST_WORDS, len(words) - 1) + 1):
        for start in range(len(words) - size, -1, -1):
            if start and words[start - 1].lower() == new.partition(" ")[0].lower():
                continue  # "in in a cup"
            yield " ".join([*words[:start], new, *words[start + size :]])
    yield " ".join([*words, new])


def _distance(one: Fraction | None, other: Fraction) -> float:
    """How far two numbers are apart, by their ratio: twenty is rather said for fifteen than for eighty."""
    return abs(log(one / other)) if one and one > 0 and other > 0 else inf


def _numbers(words: Sequence[str], reads: Reads) -> list[tuple[int, int, Fraction | None]]:
    """Where numbers begin and end in ``words``, and what they are; None for two side by side ("half five")."""
    runs: list[tuple[int, int, Fraction | None]] = []
    at = 0
    while at < len(words):
        end = next((end for end in range(len(words), at, -1) if reads(" ".join(words[at:end])) is not None), at)
        if end == at:
            at += 1
            continue
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], end, None)
        else:
            runs.append((at, end, reads(" ".join(words[at:end]))))
        at = end
    return runs
