"""Who watches the assistant: the terminal, the log, the programs on the control socket."""

from collections.abc import Sequence
from typing import Protocol

from myna.core.errors import MynaError
from myna.core.events import ListeningEvent
from myna.platform.memory import give_back
from myna.session.trace import Trace


class Observer(Protocol):
    """Somebody who watches the assistant, and has no say."""

    def on_event(self, event: ListeningEvent) -> None:
        """The listener said something."""
        ...

    def on_answer(self, piece: str) -> None:
        """The next piece of the answer's text; an empty one ends it."""
        ...

    def on_failure(self, error: MynaError) -> None:
        """A turn failed, or the microphone; the assistant goes on."""
        ...

    def on_turn_end(self, trace: Trace) -> None:
        """A turn is over, by itself, by a failure or by an interruption."""
        ...


class Observers:
    """Several observers as one; each is told in turn."""

    def __init__(self, observers: Sequence[Observer]) -> None:
        self._observers = observers

    def on_event(self, event: ListeningEvent) -> None:
        """The listener said something."""
        for observer in self._observers:
            observer.on_event(event)

    def on_answer(self, piece: str) -> None:
        """The next piece of the answer's text; an empty one ends it."""
        for observer in self._observers:
            observer.on_answer(piece)

    def on_failure(self, error: MynaError) -> None:
        """A turn failed, or the microphone; the assistant goes on."""
        for observer in self._observers:
            observer.on_failure(error)

    def on_turn_end(self, trace: Trace) -> None:
        """A turn is over."""
        for observer in self._observers:
            observer.on_turn_end(trace)


class Tidier:
    """Hands the memory that a turn has freed back to the system: about 20 MB, in a millisecond."""

    def on_event(self, event: ListeningEvent) -> None:
        """Nothing to do."""

    def on_answer(self, piece: str) -> None:
        """Nothing to do."""

    def on_failure(self, error: MynaError) -> None:
        """Nothing to do."""

    def on_turn_end(self, trace: Trace) -> None:
        """A turn is over."""
        give_back()
