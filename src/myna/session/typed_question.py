"""What Myna asked back behind a typed sentence: the next typed one may answer it, as the next spoken one does."""

from collections.abc import Callable
from time import monotonic

from myna.core.reply import Question

KEPT_SECONDS = 120.0
"""How long an answer is waited for; who types takes longer than who speaks."""


class TypedQuestion:
    """The question that is open, if one is; ``clock`` gives seconds that only go forward."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._open: tuple[float, Question] | None = None

    def note(self, question: Question | None) -> None:
        """The last typed sentence was answered by ``question``, or by none."""
        self._open = None if question is None else (self._clock(), question)

    def taken(self) -> Question | None:
        """The question that the sentence which is typed now may answer; then it is open no more."""
        asked, self._open = self._open, None
        return asked[1] if asked is not None and self._clock() - asked[0] <= KEPT_SECONDS else None
