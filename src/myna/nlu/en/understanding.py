"""English sentences beyond templates: the guards, the trained classifier, and where two orders are divided."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from myna.nlu.classifier import Classifier, Guess
from myna.nlu.en import guards
from myna.nlu.en.clauses import guarded, splits
from myna.nlu.en.general import is_general
from myna.nlu.en.normalise import normalise
from myna.nlu.en.order_verbs import ORDERS
from myna.nlu.en.words import word_set
from myna.nlu.understanding import Parts

LEAST_CONFIDENCE = 0.3
"""Of the likeliest skill; what is less sure may be anything. Of requests to be refused that a classifier trained on
half of CLINC150 had not seen, 98.5 % were refused at 0.3, and 96.7 % at 0.5; of questions 6.8 % and 6.2 % were too."""

_LEAST = dict.fromkeys(["about", "joke", "repeat", "rest", "speech", "spelling", "stop"], 0.9)
"""Of skills that read no slot which could confirm it."""

_GENERAL = 0.7
"""Of a question about the world."""

_AT_HAND = word_set("""
    about alarm answer audiobook banking booking calendar calls car contacts games home insurance list location mail
    messages music none phone podcast radio reminder repeat rest settings shopping social speech stop takeaway talk taxi
    volume work
    """)
"""What is the user's own or is to be done: a question about the world is about none of these."""

_NOT_DONE = frozenset(
    ["define", "describe", "explain", "find", "name", "recite", "say", "show", "sing", "tell", "write"]
)
"""Verbs of orders that a language model can carry out by its words."""

_DONE = ORDERS - _NOT_DONE

_ASKS = frozenset(["how", "mean", "meaning", "means", "what", "when", "who", "why"])
"""Words of a question, in a sentence that begins with a verb: "set theory is what"."""


class EnglishUnderstanding:
    """All that there is for English; reads nothing before ``load`` or the first sentence."""

    def load(self) -> None:
        """Read the guards and the classifier. Raises ModelError."""
        guards.load()
        _classifier()

    def guard(self, text: str) -> str:
        """Why ``text`` only mentions an order; empty where it may be one."""
        found = guards.guard(text)
        return found.kind if found else ""

    def classify(self, text: str) -> Sequence[Guess]:
        """The likeliest skill's intents, with its confidence, where that is enough. Raises ModelError."""
        found = _classifier().classify(text)
        skill = found.best.skill
        general = is_general(text)
        least = max(_LEAST.get(skill, LEAST_CONFIDENCE), _GENERAL if general else 0.0)
        if found.confidence < least or (general and skill in _AT_HAND):
            return ()
        return [Guess(guess.intent, found.confidence) for guess in found.guesses if guess.skill == skill]

    def parts(self, text: str) -> Sequence[Parts]:
        """How ``text`` may be divided into several orders, the likeliest first."""
        return [
            Parts(split.parts, [found.kind if found else "" for found in guarded(split)], split.clear)
            for split in splits(text)
        ]

    def is_order(self, text: str) -> bool:
        """Whether ``text`` begins with a verb that wants something done which words cannot do."""
        words = [word.text for word in normalise(text).words]
        return len(words) > 1 and words[0] in _DONE and _ASKS.isdisjoint(words)


@cache
def _classifier() -> Classifier:
    """The classifier, read once: 1 MB. Raises ModelError."""
    return Classifier.load(files("myna.nlu.en").joinpath("intents.bin"))
