"""Keeps a language model from claiming acts: it sets, adds, books and sends nothing, whatever it says. Pure.

Its rules:

1. A sentence that says that something was done for the user, or is going to be ("I've added milk to your list"),
   becomes the language's sentence that it was not; another such sentence of the same answer is left out.
2. Only what begins like a claim waits for the end of its sentence; all other text passes as it comes.
3. Quoted speech is no claim.
"""

import re
from typing import Protocol

_END = re.compile(r"(?<![ap]\.m)(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)[.!?…]+(?=[\s\"'”*)])|\n", re.IGNORECASE)
_LONGEST_PART = 60
"""Characters of interjections in front of a sentence; more of them are sentences."""

_LONGEST = 400
"""Characters of a sentence; a longer one is cut, so that nothing waits for ever and the time stays in proportion."""

_QUOTES = re.compile('["“”]')


class Claims(Protocol):
    """How a language claims acts."""

    @property
    def instead(self) -> str:
        """The sentence in the place of a claim."""
        ...

    def is_part(self, text: str) -> bool:
        """Whether ``text`` is no sentence of its own, but a word in front of one: "Sure!"."""
        ...

    def opening(self, text: str) -> int:
        """From which character on ``text``, the beginning of a sentence, may become a claim; its length: nowhere."""
        ...

    def find(self, sentence: str, *, first: bool) -> int | None:
        """Where the claim in ``sentence`` begins, which may be the ``first`` of the answer; None where it has none."""
        ...


class ClaimFilter:
    """One answer of a language model, in pieces, without claims; without ``claims`` it stays as it is."""

    def __init__(self, claims: Claims | None) -> None:
        self._claims = claims
        self._sentence = ""  # what has come of the sentence at hand
        self._passed = 0  # characters of it that were returned
        self._is_first = True
        self._quoted = False
        self._said = False

    def feed(self, piece: str) -> str:
        """Take the next piece; what may be said by now, often all of it."""
        if self._claims is None:
            return piece
        self._sentence += piece
        said = ""
        while (end := self._end()) is not None:
            said += self._finished(end)
        opening = self._claims.opening(self._sentence)
        said += self._sentence[self._passed : opening]
        self._passed = max(self._passed, opening)
        return said

    def flush(self) -> str:
        """End the answer; what is left of it."""
        return self._finished(len(self._sentence)) if self._claims is not None and self._sentence else ""

    def _end(self) -> int | None:
        """The end of the sentence at hand; None while it is unknown."""
        assert self._claims is not None
        for found in _END.finditer(self._sentence, 0, _LONGEST):
            end = found.end()
            if end > _LONGEST_PART or not self._claims.is_part(self._sentence[:end]):
                return end
        return _LONGEST if len(self._sentence) > _LONGEST else None

    def _finished(self, end: int) -> str:
        """What is said of the sentence that ends there, and has not been said yet."""
        assert self._claims is not None
        sentence, self._sentence = self._sentence[:end], self._sentence[end:]
        passed, self._passed = self._passed, 0
        at = self._claims.find(sentence, first=self._is_first)
        quotes = len(_QUOTES.findall(sentence if at is None else sentence[:at]))
        if at is None or self._quoted != bool(quotes % 2):
            self._quoted ^= bool(len(_QUOTES.findall(sentence)) % 2)
            self._is_first = self._is_first and not sentence.strip()
            return sentence[passed:]
        self._is_first = False
        before = sentence[passed : max(at, passed)]
        if self._said:
            return before
        self._said = True
        claim = sentence[at:]
        return f"{before}{claim[: len(claim) - len(claim.lstrip())]}{self._claims.instead}"
