"""microWakeWord: a small neural network for each of a few fixed phrases, instead of the speech model's two looks.

Its rules:

1. It knows only the phrases that it was trained on; ``PHRASES`` lists them.
2. One front end makes the features of the sound, and the network of each phrase reads them.
3. A network remembers what it has heard: a reset loads it anew, a matter of a millisecond or two.
"""

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
from pymicro_wakeword import MicroWakeWord, MicroWakeWordFeatures, Model

from myna.core.errors import ListeningError
from myna.core.ports import Spotted

PHRASES = {model.value.replace("_", " "): model for model in Model}
"""The phrases that there is a network for, in lower case."""

STRICTEST_CUTOFF = 0.99
"""Mean probability that is asked for at sensitivity 0; the networks' own step is 1/256."""

LOOSEST_CUTOFF = 0.5
"""Mean probability that is asked for at sensitivity 1."""

LAG_SECONDS = 0.2
"""About how long after the phrase its network is sure."""


class MicroSpotter:
    """Finds the wake phrases by a network each, which read what one front end makes of the sound."""

    undecided = False  # a chunk is decided when it is accepted

    def __init__(self, features: MicroWakeWordFeatures, networks: Mapping[str, MicroWakeWord]) -> None:
        self._features = features
        self._networks = networks

    @classmethod
    def load(cls, phrases: Sequence[str], sensitivity: float = 0.5) -> Self:
        """Read the networks. Raises ListeningError for a phrase without one, and where the library does not load.

        ``sensitivity`` is 0 to 1: at 0.5 the probability that a network asks for is the one its maker chose (0.85 to
        0.97), towards 0 it rises to 0.99, towards 1 it falls to 0.5, in straight lines.
        """
        check_phrases(phrases)
        try:
            features = MicroWakeWordFeatures()
            networks = {phrase.lower(): MicroWakeWord.from_builtin(PHRASES[phrase.lower()]) for phrase in phrases}
        except (OSError, RuntimeError, ValueError) as error:  # no library for this machine, or a broken file
            raise ListeningError(
                "wake-engine-broken",
                f"The wake engine microwakeword does not load: {error}.",
                "Set wake_engine to vosk, or install it again with: pip install --force-reinstall pymicro-wakeword",
            ) from error
        for network in networks.values():
            network.probability_cutoff = cutoff(network.probability_cutoff, sensitivity)
        return cls(features, networks)

    def accept(self, pcm: bytes) -> Spotted | None:
        """Take int16 mono sound at 16 kHz; the phrase that was just recognised, if any."""
        found = None
        for features in self._features.process_streaming(pcm):
            for phrase, network in self._networks.items():
                if network.process_streaming(features):
                    found = phrase
        if found is not None:
            self.reset()  # it stays sure for half a second, and the phrase was said once
        return Spotted(found, LAG_SECONDS) if found is not None else None

    def reset(self) -> None:
        """Forget the sound so far."""
        self._features.reset()
        for network in self._networks.values():
            network.reset()


def check_phrases(phrases: Sequence[str]) -> None:
    """Raises ListeningError for the phrases that there is no network for."""
    if unknown := [phrase for phrase in phrases if phrase.lower() not in PHRASES]:
        raise ListeningError(
            "wake-word-unknown",
            f"The wake engine microwakeword does not know {', '.join(unknown)}; it knows {', '.join(sorted(PHRASES))}.",
            "Set wake_word to one of these, or wake_engine to vosk, which takes any phrase.",
        )


def cutoff(own: float, sensitivity: float) -> float:
    """The mean probability to ask for, where a network's own is ``own``."""
    return float(np.interp(sensitivity, (0.0, 0.5, 1.0), (STRICTEST_CUTOFF, own, LOOSEST_CUTOFF)))
