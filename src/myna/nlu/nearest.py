"""The sentence of some templates that is most like what was heard, should a word be missing or mistaken. Pure.

Its rules:

1. A change costs the letters that it adds or drops, so that as much of what was heard is kept as can be.
2. What would have to be changed by more than ``MOST_CHANGED`` is no sentence of theirs.
"""

from functools import lru_cache
from heapq import heappop, heappush
from itertools import count

from myna.nlu.automaton import Automaton, State

MOST_CHANGED = 0.4
"""Letters added and dropped, as a share of those that were heard."""

MOST_STEPS = 10_000
"""Steps after which the search is given up, among hundreds of templates: a tenth of a second on a desktop computer."""


def nearest(automaton: Automaton, text: str) -> str | None:
    """The nearest sentence to ``text`` (words in lower case), itself if it is one; None where none is near."""
    heard = text.split()
    most = MOST_CHANGED * sum(map(len, heard))
    order = count()
    waiting: list[tuple[int, int, int, State | None, tuple[str, ...]]] = [(0, 0, 0, automaton.start, ())]
    seen: set[tuple[int, State]] = set()

    def change(cost: int, at: int, state: State | None, words: tuple[str, ...]) -> None:
        """Come to ``state`` with ``words``, having used the first ``at`` of the words that were heard."""
        if cost <= most:
            heappush(waiting, (cost, -at, next(order), state, words))

    for _ in range(MOST_STEPS):
        if not waiting:
            return None
        cost, negative_at, _, state, words = heappop(waiting)
        at = -negative_at
        if state is None:
            return " ".join(words)
        if (at, state) in seen:
            continue
        seen.add((at, state))
        if at < len(heard):
            change(cost + len(heard[at]), at + 1, state, words)
        elif automaton.is_end(state):
            change(cost, at, None, words)
        for word, after in automaton.arcs(state).items():
            change(cost + len(word), at, after, (*words, word))
            if at < len(heard):
                change(cost + changed(heard[at], word), at + 1, after, (*words, word))
    return None


@lru_cache(maxsize=20_000)
def changed(one: str, other: str) -> int:
    """How many letters must be dropped and added to make the ``other`` word of ``one``."""
    if one == other:
        return 0
    row = list(range(len(other) + 1))
    for before, letter in enumerate(one):
        left, row = row, [before + 1]
        for i, wanted in enumerate(other):
            row.append(left[i] if letter == wanted else 1 + min(left[i + 1], row[i]))
    return row[-1]
