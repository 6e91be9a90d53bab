"""All the sentences of some templates as one automaton: states, and the words that lead from one to the next. Pure.

Its rules:

1. It is built of pieces of text, as templates have them (``lamp`` and ``s``), and read word by word.
2. Sentences are never enumerated: a state's words are worked out when they are first asked for, and kept.
3. Places in the pieces that the same words reach are one state, so that templates that go on alike share their states.
4. A word that is not allowed is left out with all sentences that need it, and remembered.
"""

from collections.abc import Callable, Sequence

State = frozenset[int]
"""The places between pieces that the same words lead to."""

MOST_PIECES = 20_000
"""The most steps from place to place for the words of one state: lists that are not apart ("{a}{b}") multiply."""

SPACE = " "
NOTHING = ""


class Automaton:
    """A set of sentences, which begin at ``start``. ``allowed`` says whether a word, in lower case, may be in them."""

    def __init__(self, allowed: Callable[[str], bool] = lambda _: True) -> None:
        self._allowed = allowed
        self._known: dict[str, bool] = {}
        self._pieces: list[list[tuple[str, int]]] = []
        self._arcs: dict[State, dict[str, State]] = {}
        self.first = self.place()
        self.last = self.place()

    def place(self) -> int:
        """A new place between pieces."""
        self._pieces.append([])
        return len(self._pieces) - 1

    def link(self, before: int, after: int, piece: str = NOTHING) -> None:
        """Lead from one place to another by ``piece``: a part of a word in lower case, ``SPACE`` or ``NOTHING``."""
        self._pieces[before].append((piece, after))

    @property
    def start(self) -> State:
        """The state in which every sentence begins."""
        return self._between_words(frozenset([self.first]))

    def is_end(self, state: State) -> bool:
        """Whether a sentence may end here."""
        return self.last in state

    def arcs(self, state: State) -> dict[str, State]:
        """The words that may come next, each with the state that it leads to."""
        if state not in self._arcs:
            found: dict[str, set[int]] = {}
            for word, place in self._words(state):
                found.setdefault(word, set()).add(place)
            self._arcs[state] = {
                word: self._between_words(frozenset(found[word])) for word in sorted(found) if self.is_allowed(word)
            }
        return self._arcs[state]

    def links(self, place: int) -> Sequence[tuple[str, int]]:
        """The pieces that may come next, each with the place that it leads to."""
        return self._pieces[place]

    def is_allowed(self, word: str) -> bool:
        """Whether ``word`` may be in a sentence."""
        if word not in self._known:
            self._known[word] = self._allowed(word)
        return self._known[word]

    @property
    def unknown(self) -> list[str]:
        """The words met so far that are not allowed, in alphabetical order."""
        return sorted(word for word, known in self._known.items() if not known)

    def accepts(self, text: str) -> bool:
        """Whether ``text``, words in lower case, is one of the sentences."""
        state: State | None = self.start
        for word in text.split():
            state = self.arcs(state).get(word) if state is not None else None
        return state is not None and self.is_end(state)

    def _words(self, state: State) -> set[tuple[str, int]]:
        """The whole words that begin in ``state``, each with the place behind it."""
        found: set[tuple[str, int]] = set()
        seen: set[tuple[int, str]] = set()
        waiting = [(place, NOTHING) for place in sorted(state)]
        while waiting and len(seen) < MOST_PIECES:
            place, word = waiting.pop()
            if (place, word) in seen:
                continue
            seen.add((place, word))
            if word and place == self.last:
                found.add((word, place))
            for piece, after in self._pieces[place]:
                if piece != SPACE:
                    waiting.append((after, word + piece))
                elif word:
                    found.add((word, after))
        return found

    def _between_words(self, places: State) -> State:
        """The places at which a word begins or a sentence ends, among those that follow ``places`` without a word."""
        seen: set[int] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                waiting += [after for piece, after in self._pieces[place] if piece in (SPACE, NOTHING)]
        return frozenset(
            place
            for place in seen
            if place == self.last or any(piece not in (SPACE, NOTHING) for piece, _ in self._pieces[place])
        )
