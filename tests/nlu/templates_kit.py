"""Templates, and all sentences of an automaton."""

from typing import Any

from hypothesis import strategies as st

from myna.nlu.automaton import Automaton, State
from myna.nlu.templates import Templates

LISTS = {"room": {"values": ["kitchen", "living room"]}, "state": {"values": ["on", "(off|out)"]}}


def templates(*sentences: str, **more: Any) -> Templates:
    """The templates of one command."""
    data = {"sentences": list(sentences), "lists": LISTS, **more}
    return Templates({"language": "en", "intents": {"command": {"data": [data]}}})


def sentences(automaton: Automaton) -> set[str]:
    """All of them."""
    found, waiting = set(), [(automaton.start, "")]
    while waiting:
        state, text = waiting.pop()
        if automaton.is_end(state):
            found.add(text.strip())
        waiting += [(after, f"{text} {word}") for word, after in automaton.arcs(state).items()]
    return found


def states(automaton: Automaton) -> set[State]:
    """All of them."""
    found, waiting = set(), [automaton.start]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found.add(state)
            waiting += automaton.arcs(state).values()
    return found


def grown(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger templates, made of ``parts``."""
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(
        several.map(" ".join),
        several.map(lambda items: f"({'|'.join(items)})"),
        several.map(lambda items: f"({';'.join(items)})"),
        parts.map(lambda item: f"[{item}]"),
    )


TEMPLATE = st.recursive(
    st.sampled_from(["lamp", "lamp[s]", "turn", "the", "{room}", "{state}", "(dim|bright)er"]), grown, max_leaves=5
)
