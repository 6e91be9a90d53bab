"""What Myna itself is saying: phrases in its own words, which the microphone hears too, do not count. Pure."""

import re

ECHO_SECONDS = 2.0
"""Seconds for which a text counts after the next one began, since a phrase is recognised after it was said."""


class OwnVoice:
    """The texts of the last seconds, in stream time. One thread may call ``say`` while another calls ``holds``."""

    def __init__(self) -> None:
        self._said: tuple[tuple[float, str], ...] = ()  # when the text began, and the text; replaced as a whole

    def say(self, text: str, at: float) -> None:
        """Note that ``text`` is said from stream time ``at`` (seconds) on; an empty text: nothing is said."""
        said = (*self._said, (at, " ".join(re.findall(r"[\w']+", text.lower()))))
        kept_from = [index for index, (began, _) in enumerate(said) if index and at - began > ECHO_SECONDS]
        self._said = said[kept_from[-1] if kept_from else 0 :]

    def holds(self, phrase: str, at: float) -> bool:
        """Whether ``phrase``, recognised at stream time ``at``, is in a text that was said then or just before."""
        said = self._said
        ends = [*(began for began, _ in said[1:]), at]
        return any(f" {phrase}" in f" {text}" for (_, text), end in zip(said, ends, strict=False)
                   if at - end <= ECHO_SECONDS)  # fmt: skip
