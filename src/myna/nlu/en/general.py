"""Questions about the world, told from those about the user, the house and the moment, in English. Pure."""

import re

_QUESTION = re.compile(
    r"^(?:(?:so|and|okay|hey|please|tell me|do you know|can you tell me) )*(?:in [\w ,]+? )?"
    r"(?:what|who|whom|whose|when|where|why|how|which|in which|at what|in what|on what)\b"
)
_HERE_AND_NOW = re.compile(
    r"\b(?:i|i'm|i've|me|my|mine|we|we're|us|our|you|your|this|that|there|here|it|it's|playing|now|current|currently|"
    r"today|today's|tonight|tomorrow|yesterday|near|nearby|nearest|closest|around|next|latest|recent|upcoming)\b"
)


def is_general(sentence: str) -> bool:
    """Whether ``sentence`` asks about the world: it begins as a question, and names no person, place or time at hand.

    "Who sings Yesterday Once More" is none, since "yesterday" may be a day; such a question is for whom its class says.
    """
    words = sentence.strip().lower()
    question = _QUESTION.match(words)
    return question is not None and _HERE_AND_NOW.search(words, question.end()) is None
