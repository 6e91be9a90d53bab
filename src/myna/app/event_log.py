"""What the log and the programs on the control socket are told of the running assistant.

Its rules:

1. One line an event. What was heard and said is told above DEBUG only where ``privacy.log_transcripts`` is on.
2. Programs get everything: they are as near to the microphone as Myna itself.
"""

import logging
from collections.abc import Callable, Mapping

from myna.core.errors import MynaError
from myna.core.events import ListeningEvent, ListeningFailed, MicrophoneReady, StopHeard, Utterance, WakeHeard, as_json
from myna.session.trace import Trace

log = logging.getLogger(__name__)


class Reporter:
    """An observer; ``publish`` hands an event to the programs, ``log_transcripts`` lets the log have the words."""

    def __init__(self, publish: Callable[[Mapping[str, object]], None], *, log_transcripts: bool) -> None:
        self._publish = publish
        self._answer = ""
        self.log_transcripts = log_transcripts

    def on_event(self, event: ListeningEvent) -> None:
        """The listener said something."""
        match event:
            case WakeHeard(phrase=phrase):
                log.info("Heard the wake phrase, %s.", phrase)
            case StopHeard(phrase=phrase):
                log.info("Heard a stop word, %s.", phrase)
            case Utterance(text=text):
                self._log_words("You: %s", text)
            case MicrophoneReady() | ListeningFailed():
                return  # the assistant tells its failures itself, and each only once
        self._publish(as_json(event))

    def on_answer(self, piece: str) -> None:
        """The next piece of the answer's text; an empty one ends it."""
        if piece:
            self._answer += piece
            self._publish({"event": "piece", "text": piece})
            return
        answer, self._answer = self._answer.strip(), ""
        if answer:
            self._log_words("Myna: %s", " ".join(answer.split()))
            self._publish({"event": "answer", "text": answer})

    def on_failure(self, error: MynaError) -> None:
        """A turn failed, or the microphone; the assistant goes on."""
        log.error("%s %s", error.message, error.hint)
        self._publish({"event": "fault", **error.as_json()})

    def on_turn_end(self, trace: Trace) -> None:
        """A turn is over."""
        milliseconds = {stage: round(value) for stage, value in trace.milliseconds().items()}
        if "end of speech" in milliseconds:
            sound = milliseconds.get("first sound")
            log.info("The turn is over; %s.", "it was silent" if sound is None else f"it began after {sound} ms")
        self._publish({"event": "turn", "milliseconds": milliseconds})

    def _log_words(self, line: str, words: str) -> None:
        log.log(logging.INFO if self.log_transcripts else logging.DEBUG, line, words)
