"""Words that are spoken otherwise than they are written, as the user lists them. Pure."""

import re
from collections.abc import Mapping


class Pronunciations:
    """What is said for each of ``words``, which may be phrases, where they stand by themselves.

    One that is written with capitals alone ("GIF") is meant just so; any other in any case.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._said = {_plain(word): said for word, said in words.items()}
        patterns = [_pattern(word) for word in sorted(words, key=len, reverse=True)]
        self._words = re.compile(rf"(?<![^\W_])(?:{'|'.join(patterns)})(?![^\W_])") if patterns else None

    def applied(self, text: str) -> str:
        """``text`` with what is said in the place of the words."""
        if self._words is None:
            return text
        return self._words.sub(lambda found: self._of(found[0]), text)

    def _of(self, word: str) -> str:
        written = " ".join(word.split())
        return self._said.get(written) or self._said.get(written.casefold(), word)


def _plain(word: str) -> str:
    """The word as it is looked up: with single spaces, and in lower case unless it is written with capitals alone."""
    written = " ".join(word.split())
    return written if written.isupper() else written.casefold()


def _pattern(word: str) -> str:
    pattern = r"\s+".join(map(re.escape, word.split()))
    return pattern if word.isupper() else f"(?i:{pattern})"
