"""English sentences beyond templates: the guards, the trained classifier, and where two orders are divided."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from myna.nlu.classifier import Classification, Classifier, Guess
from myna.nlu.en import courtesies, guards, household, out_of_reach
from myna.nlu.en.classifier_words import classifier_words
from myna.nlu.en.clauses import ending, guarded, points_back, splits
from myna.nlu.en.general import has_form_of_fact, is_certain_fact, is_general
from myna.nlu.en.normalise import normalise
from myna.nlu.en.order_verbs import ORDERS
from myna.nlu.en.reasons import gone_on, reason_before, reason_behind, taken_back, with_named
from myna.nlu.en.repairs import mended
from myna.nlu.en.words import lowered
from myna.nlu.politeness import plainer
from myna.nlu.sentence_net import SentenceNet
from myna.nlu.understanding import Parts, Reasoned
from myna.nlu.word_vectors import WordVectors

LEAST_CONFIDENCE, _LEAST_GENERAL = 0.2, 0.6
"""Of a skill, and of one that is asked about the world; what is less sure may be anything. Of requests to be refused
that a classifier trained on the other half of CLINC150 had not seen, 98.9 % are; of 739 questions of SQuAD 2 %."""

_LEAST = {"about": 0.4, "joke": 0.4, "repeat": 0.5, "rest": 0.95, "speech": 0.65, "spelling": 0.4, "stop": 0.4}
_LEAST_ABOUT_ITSELF = 0.75
"""The same of skills that read no slot which could confirm it."""

_LEAST_WITHOUT_WORD = 0.9
"""The same of a greeting, of thanks and of a goodbye without a word of the kind: much that is said sounds like one."""

_CONFIRMING = {
    "joke": re.compile(r"\b(?:jok\w+|puns?|one[- ]liners?|funny|funniest|laugh\w*|facts?|tidbits?|trivia)\b"),
    "repeat": re.compile(r"\b(?:again|once more|one more time|another time|repeat\w*)\b"),
    "speech": re.compile(r"\b(?:speech|speak\w*|talk\w*|speed)\b"),
    "spelling": re.compile(r"\b(?:spel\w+|letters?|[a-z]'?s (?:are|is|in|does))\b"),
}
"""Words that confirm such a skill where a sentence else sounds like a question about the world."""

_LEAST_BY_LETTERS = 0.5
"""The same of a sentence without a word that is known, which may be a greeting by its letters: "hellooo"."""

_ABOUT_OTHERS = re.compile(
    r"\b(?:his|hers?|their|theirs|about (?!me\b|us\b|this\b|you\b|your|yourself\b|\w+thing\b)\w+|who are you \w+ing)\b"
    r"|\w (?:meaning|definition)\W*$|\bhow old (?:am|was|will|would|were) (?!you\b)"
)
"""Who somebody else is, and what there is to tell of something, Myna is not asked about itself."""

_DOES_ANEW = re.compile(
    r"(?:and |now |okay |ok |then )*(?:start|set|turn|roll|put|switch|run|open|close)\b(?! (?:over|again|from)\b)"
)
"""What is to be done again, and not said."""

_SAID_BY_OTHERS = re.compile(r"\b(?:(?:my|his|her|our|their) \w+|he|she|they) (?:just )?(?:said|says?|told)\b")
"""What somebody else has said Myna does not repeat."""

_OF_WHAT_IS_SET = ["alarm.change", "alarm.remove", "timer.cancel", "timer.change", "timer.pause", "timer.resume"]
_SET = re.compile(
    r"\b(?:timers?|alarms?|countdowns?|clocks?|wake\w*|waking|snooze|it|that|them|this|those|both|everything|minutes?"
    r"|seconds?|hours?|o'clock|[ap]\.?m)\b|\d[ap]m\b"
)
"""What an order about a timer or an alarm that is set speaks of: "resume the last book" is none."""

_TIMER, _ALARM = (re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in ("timers?", "alarms?|wake|clock"))
_OF_TIMERS = {
    "alarm.change": "timer.change", "alarm.query": "timer.query", "alarm.remove": "timer.cancel",
    "alarm.set": "timer.set",
}  # fmt: skip
"""What is meant of a timer where the sentence speaks of one, and of no alarm."""

_LIT = re.compile(
    r"^(?!(?:which|what|why|how|who)\b|.*\b(?:paint|dye|draw|mix|wear)).*\b(?:light\w*|lamps?|bulbs?|leds?|strips?|hue|mood"
    r"|ambian\w+|rooms?|it|them|those|these|that|this|chang\w+|turn|switch|set|make|put|shift|alter|adjust|want|show)\b"
)
"""An order for a colour speaks of such things, or begins with such a verb: "name three colours" is none."""

_RINGS = re.compile(
    r"^(?=.*\b(?:alarms?|w[ao]k\w+|remind\w*|ring\w*|buzz\w*|beep\w*|alert\w*|(?:get me|get|be) up)\b"
    r"|(?!.*\b(?:taxi|cab|uber|lyft|reservation)\b))"
    r"(?:(?!.*\bat\b)|.*(?:\b(?:alarms?|w[ao]k\w+|awake\w*|up|ring\w*|clock|call|alert|buzz\w*|sleep|rise|nap|bed|snooze"
    r"|timer|beep\w*|remind\w*|notif\w+|get me|one|another|[ap]\.?m)\b|\d[ap]m\b))"
)
"""What an order for an alarm at some time speaks of: "set sail at six" is none, nor is "set a cab up for seven am"."""

_NO_ADVICE = re.compile(
    r"^(?!.*\b(?:do|would) you (?:think|reckon|suppose)\b.*\b(?:should|ought|need|better)\b"
    r"|(?:so |and )*(?:is|would) it (?:be )?(?:bad|good|normal|okay|ok|healthy|weird|safe|wrong|strange|rude|legal)\b)"
)
"""Who asks somebody whether something should be set, or whether it is good to, does not ask what is set."""

_NOTHING_NAMED = re.compile(
    r"^(?!.*\bmean(?:s|ing)?\b|(?:please |can you |could you |i (?:want|need) to )*(?:cancel|delete|remove)"
    r" (?:my|the|our|[a-z]+'s)"
    r" (?!(?:last|whole|current|previous|next one|first|other|action|operation|task|process|search|conversation|thing"
    r"|input|requests?|commands?|orders?|instructions?|questions?|same|most|recent|one|ones|program|list)\b)[a-z])"
)
"""Who names what is to be cancelled does not only want Myna to stop: "cancel sam's party"."""

_SPEAKS_OF = {
    "alarm.set": _RINGS,
    **dict.fromkeys(_OF_WHAT_IS_SET, _SET),
    **dict.fromkeys(["alarm.query", "calendar.query", "reminder.query", "timer.query"], _NO_ADVICE),
    "home.colour": _LIT,
    "places.suggest": re.compile(r"^(?!.*\b(?:diary|calendar|planner|agenda)\b)"),
    "home.climate": re.compile(r"^(?!\w+(?: \w+)? degrees in \w+$)"),
    "clock.until": re.compile(r"^(?!.*\bwhy\b)"),
    "stop.stop": _NOTHING_NAMED,
    "chance.coin": re.compile(
        r"\b(?:coins?|heads?|tails?|toss\w*|penny|quarter|dime|nickel|cent|flip(?! \w+ \w+ o))\b"
    ),
}
"""What has to be in a sentence of these intents, or must not be."""

_TALKED_ABOUT = frozenset(["answer", "knowledge", "none", "talk"])
"""The classes of what is no order: behind one of them no other guess counts."""

_TELLING_FACTS = frozenset(
    """
    alarm calculator calendar car chance currency dictionary holiday list reminder spelling stopwatch sun timer
    translate units world_clock
    """.split()  # noqa: SIM905
)
"""The skills that what is certainly a question of fact may still be for: they know some, or what the user has set."""

_OF_ITSELF_AND_NOW = frozenset(["about", "clock"])
"""The skills that tell of Myna and of this moment: they are never asked in the form of a question of fact, whatever
words at hand are in it, such as those of a title."""

_EXACT = [Guess("units.convert", 0.5), Guess("spelling.count", 0.5)]
"""What is tried though the classifier thinks otherwise: it acts on nothing but two units that belong together, or a
letter and the word that it is counted in."""

_SURE_OF_BEYOND = 0.5
"""The confidence of what is out of reach, which is only refused, or told where the speaker has set the like."""

_ON_THE_BOARD = frozenset(["calendar.query", "contacts.contact"])
"""What is out of reach in such questions, and may be known from what is set: a reminder, a note."""

_SURE_OF_HOUSEHOLD = 0.6
"""The same of a household matter."""

_NOT_DONE = frozenset(
    ["define", "describe", "explain", "find", "name", "recite", "say", "show", "sing", "tell", "write"]
)
"""Verbs of orders that a language model can carry out by its words."""

_DONE = ORDERS - _NOT_DONE

_TOLD = 0.5
"""The least confidence of a question about the world that begins as an order does."""

_HOW = re.compile(
    r"(?:so |and |okay |hey |please )*(?:tell me |show me )?how (?:do|can|could|would|should|to)\b(?! you\b)"
)

_WHAT_IS = re.compile(
    r"(?:so |and |okay |hey |please |tell me |do you know |can you tell me )*(?:if |whether )?"
    r"(?:does|do (?:i|we)|is|are|what|what's|which|how many|how much)\b(?! you\b)"
)

_KEPT = 16
"""Sentences whose guard and guesses are kept: one is asked for them several times on its way."""

_ASKS = frozenset(["how", "mean", "meaning", "means", "what", "when", "who", "why"])
"""Words of a question, in a sentence that begins with a verb: "set theory is what"."""


class EnglishUnderstanding:
    """All that there is for English; reads nothing before ``load`` or the first sentence.

    ``classifier`` gives the trained classifier, the one that is shipped unless another is to be tried.
    """

    def __init__(self, classifier: Callable[[], Classifier] | None = None) -> None:
        self._classifier = classifier or shipped_classifier
        self._guard = lru_cache(_KEPT)(_guard)
        self._guesses = lru_cache(_KEPT)(self._guess)

    def load(self) -> None:
        """Read the guards and the classifier. Raises ModelError."""
        guards.load()
        out_of_reach.load()
        household.load()
        self._classifier()

    def mended(self, text: str) -> str:
        """``text`` as it was meant, where its speaker hesitates or corrects something in it."""
        return mended(text)

    def plain(self, text: str) -> str:
        """``text`` without the politeness and the filler around it."""
        return next(plainer("en")(text), text)

    def guard(self, text: str) -> str:
        """Why ``text`` only mentions an order; empty where it may be one."""
        return self._guard(text)

    def is_elsewhere(self, text: str) -> bool:
        """Whether ``text`` is an order for another device ("on my phone")."""
        return guards.is_elsewhere(text)

    def classify(self, text: str) -> Sequence[Guess]:
        """The intents of the skills that are likely enough, each with its skill's confidence. Raises ModelError."""
        return self._guesses(text)

    def _guess(self, text: str) -> tuple[Guess, ...]:
        words, classifier = classifier_words(text), self._classifier()
        guesses: list[Guess] = []
        found, general, certain = classifier.classify(words), is_general(text), is_certain_fact(text)
        asks_fact = has_form_of_fact(text)
        if found.best.intent in _OF_TIMERS and _TIMER.search(text) and not _ALARM.search(text):
            found = _of_timers(found)
        if not classifier.knows_any(words):
            greets = found.best.skill == "about" and found.confidence >= _LEAST_BY_LETTERS
            return (Guess(found.best.intent, found.confidence),) if greets else ()
        for skill, confidence in found.skills:
            if confidence < LEAST_CONFIDENCE or (guesses and skill in _TALKED_ABOUT):
                break
            if (certain and skill not in _TELLING_FACTS and skill not in _TALKED_ABOUT) or (
                asks_fact and skill in _OF_ITSELF_AND_NOW
            ):
                continue
            best = next((one.intent for one in found.guesses if one.skill == skill), "")
            if confidence < _LEAST_WITHOUT_WORD and courtesies.lacks_word(best, text):
                continue
            if confidence >= _least(skill, text, general=general):
                guesses += [Guess(one.intent, confidence) for one in found.guesses if _may_be(one, skill, text)]
        if not guesses or guesses[0].skill in _TALKED_ABOUT:
            guesses += _EXACT
        if matter := household.matter(text):
            known = [one for one in guesses if one.skill == "home"] if matter == household.QUESTION else []
            guesses = [*known, Guess(matter, _SURE_OF_HOUSEHOLD)]
        if beyond := out_of_reach.classes(text):
            kept = not _ON_THE_BOARD.isdisjoint(beyond)
            guesses = [one for one in guesses if one.skill == "home" or (kept and one.skill != "about")]
            guesses += [Guess(intent, _SURE_OF_BEYOND) for intent in beyond]
        return tuple(guesses)

    def asks_how(self, text: str) -> bool:
        """Whether ``text`` asks how something is done."""
        return _HOW.match(lowered(text).strip()) is not None

    def asks_what_is(self, text: str) -> bool:
        """Whether ``text`` asks what there is now."""
        return _WHAT_IS.match(lowered(text).strip()) is not None

    def parts(self, text: str) -> Sequence[Parts]:
        """How ``text`` may be divided into several orders, the likeliest first; not where its end guards it all."""
        if _ends_guarded(text):
            return []
        return [
            Parts(split.parts, [found.kind if found else "" for found in guarded(split)], split.clear)
            for split in splits(text)
            if not points_back(split)
        ]

    def ending(self, text: str) -> str:
        """The order that ``text`` ends with, behind a statement, where nobody else is told it; "" for none."""
        return ending(text)

    def without_reason(self, text: str, things: Sequence[str]) -> Iterator[Reasoned]:
        """The orders that ``text`` may be, without the reason for it; "it" may be one of several ``things``."""
        for order, behind in self._reasoned(text):
            named = with_named(order, text, things)
            yield Reasoned(named, behind, named != order)

    def _reasoned(self, text: str) -> Iterator[tuple[str, bool]]:
        """The orders that ``text`` may be; whether the reason stands in front of each."""
        guard = self.guard(text)
        if guard in ("", "question") or (guard == "negation" and lowered(text).startswith("not ")):
            yield from ((order, False) for order in reason_behind(text))
        if taken_back(text):
            yield "cancel that", True
        for order in (*gone_on(text), *reason_before(text)):
            if guard in ("", "report", "withdrawal") and not self.guard(order):
                yield order, True

    def is_order(self, text: str) -> bool:
        """Whether ``text`` begins with a verb that wants something done which words cannot do.

        "Give me a recipe" wants something told: it is about what the classifier knows as a question about the world.
        """
        words = [word.text for word in normalise(text).words]
        if len(words) < 2 or words[0] not in _DONE or not _ASKS.isdisjoint(words):
            return False
        guesses = self.classify(text)
        return not guesses or guesses[0].skill != "knowledge" or guesses[0].confidence < _TOLD


def _guard(text: str) -> str:
    found = guards.guard(text)
    return found.kind if found else ""


def _of_timers(found: Classification) -> Classification:
    """The same, with what was taken for an alarm as a timer."""
    shares = dict[str, float]()
    for skill, share in found.skills:
        meant = "timer" if skill == "alarm" else skill
        shares[meant] = shares.get(meant, 0.0) + share
    guesses = (replace(one, intent=_OF_TIMERS.get(one.intent, one.intent)) for one in found.guesses)
    return Classification(tuple(guesses), tuple(sorted(shares.items(), key=lambda pair: -pair[1])))


def _ends_guarded(text: str) -> bool:
    """Whether all of ``text`` is taken back at its end, or told: "..., he told me"."""
    found = guards.guard(text)
    if found is None:
        return False
    told = found.kind == "report" and lowered(text).rstrip(" .,!?").endswith(found.words)
    return told or found.kind == "retraction"


def _may_be(guess: Guess, skill: str, text: str) -> bool:
    """Whether ``guess`` is one of ``skill``, and ``text`` speaks of what it is about where it has to."""
    spoken_of = _SPEAKS_OF.get(guess.intent)
    return guess.skill == skill and (spoken_of is None or spoken_of.search(text.lower()) is not None)


def _least(skill: str, text: str, *, general: bool) -> float:
    """The least confidence with which ``text`` may be for ``skill``; ``general``: it is a question about the world."""
    general = general and not (skill in _CONFIRMING and _CONFIRMING[skill].search(text.lower()))
    if (skill == "about" and _ABOUT_OTHERS.search(text.lower())) or (
        skill == "repeat" and (general or _SAID_BY_OTHERS.search(text.lower()) or _DOES_ANEW.match(text.lower()))
    ):
        return 1.0
    if skill in _LEAST:
        return _LEAST_ABOUT_ITSELF if general else _LEAST[skill]
    return _LEAST_GENERAL if general else LEAST_CONFIDENCE


@cache
def shipped_classifier() -> Classifier:
    """The classifier, read once: 2 MB, and 5 MB of word vectors that stay on the disk. Raises ModelError."""
    here = files("myna.nlu.en")
    net = SentenceNet.load(here.joinpath("sentence_net.npz"), shipped_vectors())
    return Classifier.load(here.joinpath("intents.bin"), net)


@cache
def shipped_vectors() -> WordVectors:
    """The word vectors, read once. Raises ModelError."""
    return WordVectors.load(files("myna.nlu.en"))
