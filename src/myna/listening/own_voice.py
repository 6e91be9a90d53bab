"""What Myna itself is saying: its own words, which the microphone hears too, are nobody's order. Pure."""

import re

ECHO_SECONDS = 2.0
"""How long words count as its own after the next ones began: recognising a phrase takes part of that."""


class OwnVoice:
    """The words of the last moments, in stream time. One thread may speak while another one asks."""

    def __init__(self) -> None:
        self._said: tuple[tuple[float, str], ...] = ()  # when the text began, and the text; replaced as a whole

    def say(self, text: str, at: float) -> None:
        """From stream time ``at`` (seconds) on ``text`` is being said; an empty one: nothing is."""
        said = (*self._said, (at, " ".join(re.findall(r"[\w']+", text.lower()))))
        pre_roll = [index for index, (began, _) in enumerate(said) if index and at - began > ECHO_SECONDS]
        self._said = said[pre_roll[-1] if pre_roll else 0 :]

    def holds(self, phrase: str, at: float) -> bool:
        """Whether ``phrase``, recognised at stream time ``at``, is in what was being said in these moments."""
        said = self._said
        ends = [*(began for began, _ in said[1:]), at]
        return any(f" {phrase}" in f" {text}" for (_, text), end in zip(said, ends, strict=False)
                   if at - end <= ECHO_SECONDS)  # fmt: skip
