"""What the tests of clauses share: a text is cut, in lengths of any kind."""

import math

from hypothesis import strategies as st

from myna.tts.clauses import ClauseSplitter, Lengths

NATURAL = Lengths()


def split(*pieces: str, lengths: Lengths = NATURAL) -> list[str]:
    splitter = ClauseSplitter(lengths)
    return [clause for piece in pieces for clause in splitter.feed(piece)] + splitter.flush()


LENGTHS = st.builds(
    Lengths,
    least=st.integers(0, 80),
    most=st.integers(0, 250),
    growth=st.one_of(st.just(math.inf), st.floats(1.01, 5)),
    unfinished=st.sampled_from([frozenset[str](), frozenset({"word", "a", "two", "three"})]),
)
