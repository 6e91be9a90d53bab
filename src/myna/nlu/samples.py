"""Sample sentences of templates, few and even: what a recogniser is to expect. Pure, and the same each time.

Its rules:

1. Wherever a sentence can go on in several ways (templates, values of a slot, what is optional), each comes once before
   any comes again. So some hundred sentences hold what millions say, and expect the one as much as the other.
2. A product of long lists is never enumerated: it is walked through, at the most ``MOST_WALKS`` times.
"""

from collections import Counter
from random import Random

from myna.nlu.automaton import Automaton

ENOUGH_WALKS = 1000
"""More of them make no recogniser better, once every way was gone."""

MOST_WALKS = 3000
"""And so many at the most, if there are more ways than that; looked at every ``ENOUGH_WALKS``."""

MOST_REPEATS = 100
"""Walks in a row that find no new sentence: there are no more of them."""


def samples(automaton: Automaton, walks: int = MOST_WALKS) -> list[str]:
    """Distinct sentences of at most ``walks``, in which the words follow each other as they may."""
    random = Random(1)
    ways: dict[int, list[tuple[str, int]]] = {}  # what is still to come, by the place
    rounds: Counter[int] = Counter()
    sentences: dict[str, None] = {}
    repeats = 0
    for walk in range(walks):
        whole = walk % ENOUGH_WALKS == 0 and all(rounds[place] > 1 or not left for place, left in ways.items())
        if repeats == MOST_REPEATS or (walk and whole):
            break
        place, text = automaton.first, ""
        while place != automaton.last:
            links = automaton.links(place)
            if not links:
                break  # any words would follow, and nobody can list them
            left = ways.setdefault(place, [])
            if not left:
                rounds[place] += 1
                left += random.sample(links, len(links))
            piece, place = left.pop()
            text += piece
        words = text.split()
        if place == automaton.last and words and all(map(automaton.is_allowed, words)):
            repeats = repeats + 1 if (sentence := " ".join(words)) in sentences else 0
            sentences[sentence] = None
        else:
            repeats += 1
    return list(sentences)
