"""Questions about the world, told from those about the user, the house and the moment, in English. Pure."""

import re

from myna.nlu.question_kinds import question_kinds_of

_QUESTION = re.compile(
    r"^(?:(?:so|and|okay|hey|please|tell me|do you know|can you tell me) )*(?:in [\w ,]+? )?"
    r"(?:what|who|whom|whose|when|where|why|how|which|in which|at what|in what|on what)\b"
)
_HERE_AND_NOW = re.compile(
    r"\b(?:i|i'm|i've|me|my|mine|we|we're|us|our|you|your|this|that|there|here|it|it's|playing|now|current|currently|"
    r"today|today's|tonight|tomorrow|yesterday|near|nearby|nearest|closest|around|next|latest|recent|upcoming)\b"
)
_OF_A_WORK = re.compile(
    r"\bwho(?: (?:is|was|has|all))?(?: the)? (?:sings?|sang|singing|wrote|plays?|played|recorded|voice[sd]) "
)
"""What a song or a role is named behind; its title may hold any words."""

_AT_HAND = re.compile(
    r"(?:this|that|it|these|the (?:song|track|tune|music|album|piece|record)s?)\b(?! \w+ \w)"
    r"|.*\b(?:this|that) (?:song|track|tune)\b|.*\b(?:playing|on|right now|currently|(?:playing|on) now)$"
)


def is_general(sentence: str) -> bool:
    """Whether ``sentence`` asks about the world: it begins as a question, and names no person, place or time at hand.

    "Who sings Yesterday Once More" is none, since "yesterday" may be a day; such a question is for whom its class says.
    """
    words = sentence.strip().lower()
    question = _QUESTION.match(words)
    return question is not None and _HERE_AND_NOW.search(words, question.end()) is None


def has_form_of_fact(sentence: str) -> bool:
    """Whether ``sentence`` asks in a form in which only facts are asked for."""
    return question_kinds_of("en").is_certain(sentence)


def is_certain_fact(sentence: str) -> bool:
    """Whether ``sentence`` asks about the world by its form, and of nothing at hand: "who sang you are my sunshine"."""
    words = sentence.strip(" ?.!").lower()
    if not has_form_of_fact(words):
        return False
    if (work := _OF_A_WORK.search(words)) is not None:
        return _AT_HAND.match(words, work.end()) is None
    return _HERE_AND_NOW.search(words) is None
