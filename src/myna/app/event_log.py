"""What the log is told of the running assistant.

Its rule: one line an event. What was heard and said is told above DEBUG only where ``privacy.log_transcripts`` is on.
"""

import logging
from collections.abc import Callable

from myna.app.snapshot import Snapshot
from myna.core.events import Answered, Event, Failed, StopHeard, TurnEnded, Utterance, WakeHeard

log = logging.getLogger(__name__)


class EventLog:
    """A subscriber; ``log_transcripts`` says whether the log may have the words."""

    def __init__(self, log_transcripts: Callable[[], bool]) -> None:
        self._log_transcripts = log_transcripts

    def __call__(self, event: Snapshot | Event) -> None:
        """Log ``event``, if it is worth a line."""
        match event:
            case WakeHeard(phrase=phrase):
                log.info("Heard the wake phrase, %s.", phrase)
            case StopHeard(phrase=phrase):
                log.info("Heard a stop word, %s.", phrase)
            case Utterance(text=text):
                self._log_words("You: %s", text)
            case Answered(text=text):
                self._log_words("Myna: %s", " ".join(text.split()))
            case Failed(error=error):
                for line in f"{error.message} {error.hint}".strip().splitlines():
                    log.error("%s", line)
            case TurnEnded(milliseconds=milliseconds) if "end of speech" in milliseconds:
                sound = milliseconds.get("first sound")
                begun = "it was silent" if sound is None else f"it began after {round(sound)} ms"
                log.info("The turn is over; %s.", begun)

    def _log_words(self, line: str, words: str) -> None:
        log.log(logging.INFO if self._log_transcripts() else logging.DEBUG, line, words)
