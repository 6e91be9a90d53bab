"""Finds the sentence that is most like what was heard, should a word be missing or mistaken. Pure.

Its rules:

1. A change costs the letters that it adds or drops, so that as much as possible of what was heard is kept.
2. A text that would have to be changed by more than ``MOST_CHANGED`` is near no sentence.
"""

from functools import lru_cache
from heapq import heappop, heappush
from itertools import count

from myna.nlu.automaton import Automaton, State

MOST_CHANGED = 0.4
"""The most letters that may be added and dropped, as a share of the letters that were heard."""

MOST_STEPS = 10_000
"""The most steps of a search: a tenth of a second on a desktop computer with hundreds of templates."""


def nearest(automaton: Automaton, text: str) -> str | None:
    """The sentence of ``automaton`` that is nearest to ``text``, words in lower case; None where none is near."""
    heard = text.split()
    most = MOST_CHANGED * sum(map(len, heard))
    order = count()
    waiting: list[tuple[int, int, int, State | None, tuple[str, ...]]] = [(0, 0, 0, automaton.start, ())]
    seen: set[tuple[int, State]] = set()

    def change(cost: int, at: int, state: State | None, words: tuple[str, ...]) -> None:
        """Note that ``state`` is reached by saying ``words`` for the first ``at`` of the words that were heard."""
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
    """The number of letters that are dropped from the word ``one`` and added to make the word ``other``."""
    if one == other:
        return 0
    row = list(range(len(other) + 1))
    for before, letter in enumerate(one):
        left, row = row, [before + 1]
        for i, wanted in enumerate(other):
            row.append(left[i] if letter == wanted else 1 + min(left[i + 1], row[i]))
    return row[-1]
