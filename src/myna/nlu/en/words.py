"""Words as the tables and readers of English take them. Pure."""


def word_set(words: str) -> frozenset[str]:
    """The set of ``words``, which have blanks between them."""
    return frozenset(words.split())


def lowered(text: str) -> str:
    """``text`` in lower case, its apostrophes straight."""
    return text.lower().replace("\u2019", "'")
