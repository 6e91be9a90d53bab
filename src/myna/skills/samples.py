"""Sample sentences of templates, few and even: what a recogniser is to expect. Pure, and the same each time.

Its rules:

1. At every state that word comes next which came least often, so that some hundred sentences hold what millions say.
2. A product of long lists is never enumerated: it is walked through, at the most ``MOST_SENTENCES`` times.
"""

from random import Random

from myna.skills.automaton import Automaton, State

MOST_SENTENCES = 1000
"""More of them make no recogniser better (orders of coffee, of which there are 10 million), and it is made slower."""

VISITS = 10
"""How often each word of each state must have come, for fewer sentences to be enough."""

MOST_WORDS = 60
"""Longer sentences are left out: nobody says them in one breath."""

END = ""
"""What comes next where a sentence ends."""


def samples(automaton: Automaton) -> list[str]:
    """Distinct sentences, in which the words follow each other as they may; none where there is none."""
    random = Random(1)
    visits: dict[State, dict[str, int]] = {}
    wanting = 0  # words of the states met so far that have not come often enough
    sentences: dict[str, None] = {}
    for _ in range(MOST_SENTENCES):
        state, words = automaton.start, list[str]()
        while len(words) <= MOST_WORDS:
            arcs = automaton.arcs(state)
            if state not in visits:
                choices = [*arcs, END] if automaton.is_end(state) else [*arcs]
                visits[state] = dict.fromkeys(random.sample(choices, len(choices)), 0)
                wanting += len(choices)
            came = visits[state]
            if not came:
                break  # what should follow may not come
            word = min(came, key=came.__getitem__)
            came[word] += 1
            wanting -= came[word] == VISITS
            if word == END:
                sentences[" ".join(words)] = None
                break
            words.append(word)
            state = arcs[word]
        if not wanting:
            break
    sentences.pop("", None)
    return list(sentences)
