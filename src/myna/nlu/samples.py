"""Draws sample sentences from an automaton, as training text for a recogniser. Pure, and the same each time.

Its rules:

1. Wherever a sentence can go on in several ways (templates, values of a slot, optional parts), each way is taken once
   before any is taken again. So some hundred samples stand for millions of sentences, all equally likely.
2. A product of long lists is never enumerated: the automaton is walked through at most ``MOST_WALKS`` times.
"""

from collections import Counter
from random import Random

from myna.nlu.automaton import Automaton

ENOUGH_WALKS = 1000
"""The walks that are enough if every way was taken in them: more make no recogniser better."""

MOST_WALKS = 3000
"""The most walks, where ``ENOUGH_WALKS`` did not take every way."""

MOST_REPEATS = 100
"""The walks in a row without a new sentence after which there are taken to be no more."""


def samples(automaton: Automaton, walks: int = MOST_WALKS) -> list[str]:
    """The different sentences that at most ``walks`` walks through ``automaton`` find."""
    random = Random(1)
    ways: dict[int, list[tuple[str, int]]] = {}  # the ways that are still to be taken, by the place
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
                break  # a slot for any words, which cannot be listed
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
