"""The intent classifier: which of the intents that Myna knows a sentence most likely has. Pure but for ``load``.

Its rules:

1. It is a linear model over hashed features (words, pairs of words, and pieces of words), beside which a small
   network has its say that knows what words mean (``sentence_net.py``): their logits are added.
   ``scripts/train_intents.py`` makes both files, and uses ``features`` of this module, so that training and running
   see the same.
2. Any words are taken, none raise. A sentence without a known feature gets the intents' shares in the training data.
   Which words a text has, without what says nothing about its meaning, is the language's (``en/classifier_words.py``).
3. Hashes are CRC-32 of UTF-8, and all numbers in the file are little-endian: it means the same on every machine.
4. It guesses, and knows nothing of negation, questions about an order, or slots: whoever acts on it checks those first.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from myna.core.errors import ModelError
from myna.nlu.sentence_net import SentenceNet
from myna.nlu.word_vectors import places

MAGIC = b"MynaInt1"
"""The file's first bytes; the last character is the version of the format and of ``features``."""

SHORTEST_PIECE, LONGEST_PIECE = 2, 4
"""Characters of a piece of a word, its marks of beginning and end among them."""

_HEAD = struct.Struct("<8sIIII")  # magic, CRC-32 of the rest, bytes of the description, features, weights
_CHECKED_FROM = 12


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent such as ``alarm.set``, and how likely it is, from 0 to 1."""

    intent: str
    confidence: float

    @property
    def skill(self) -> str:
        """Whose intent it is: what stands before the point."""
        return self.intent.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Classification:
    """What a sentence may mean, the likeliest first; there is at least one guess."""

    guesses: tuple[Guess, ...]
    skills: tuple[tuple[str, float], ...]
    """Each skill among the likeliest, with the confidences of all its intents together, the likeliest first."""

    @property
    def best(self) -> Guess:
        """The likeliest intent of the likeliest skill."""
        return next(guess for guess in self.guesses if guess.skill == self.skills[0][0])

    @property
    def confidence(self) -> float:
        """How likely the likeliest skill is, whichever of its intents it is."""
        return self.skills[0][1]


class Classifier:
    """A trained model: per feature some weights for intents, in one flat list.

    ``hashes`` (features, uint32) ascend; the weights of feature ``i`` are ``weights[starts[i]:starts[i + 1]]`` (int8),
    for the intents ``columns`` (uint8) at the same places. ``bias`` (intents, float64) and ``scale`` (one step of a
    weight) are in units of the logit, with the calibration in them. ``net`` has the same intents.
    """

    def __init__(
        self,
        intents: Sequence[str],
        hashes: NDArray[np.uint32],
        starts: NDArray[np.int64],
        columns: NDArray[np.uint8],
        weights: NDArray[np.int8],
        bias: NDArray[np.float64],
        scale: float,
        net: SentenceNet,
    ) -> None:
        self.intents = tuple(intents)
        self._hashes = hashes
        self._starts = starts
        self._columns = columns
        self._weights = weights
        self._bias = bias
        self._scale = scale
        self.net = net
        owners = [intent.partition(".")[0] for intent in intents]
        self._skills = sorted(set(owners))
        self._skill_of = np.array([self._skills.index(owner) for owner in owners])

    @classmethod
    def load(cls, path: Path | Traversable, net: SentenceNet) -> "Classifier":
        """The model in the file ``path``, read once, and the network that was trained beside it.

        Raises:
            ModelError: The file is missing, damaged, or of another version.
        """
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ModelError(
                "intents-missing", f"The intent classifier {path} cannot be read: {error.strerror}.", "Install again."
            ) from error
        return cls.from_bytes(content, net, str(path))

    @classmethod
    def from_bytes(cls, content: bytes, net: SentenceNet, name: str = "") -> "Classifier":
        """The model that ``content`` is, and the ``net`` that was trained beside it; ``name`` is for the message.

        Raises:
            ModelError: It is damaged, or of another version.
        """
        hint = "Make it again with scripts/train_intents.py, or install again."
        if len(content) < _HEAD.size or not content.startswith(MAGIC):
            raise ModelError("intents-damaged", f"The file {name} is no intent classifier of this version.", hint)
        _, check, described, features, pairs = _HEAD.unpack_from(content)
        start = _HEAD.size + described
        if crc32(content[_CHECKED_FROM:]) != check or len(content) != start + 5 * features + 2 * pairs:
            raise ModelError("intents-damaged", f"The intent classifier {name} is damaged.", hint)
        hashes = np.frombuffer(content, "<u4", features, start)
        counts = np.frombuffer(content, "u1", features, start + 4 * features)
        columns = np.frombuffer(content, "u1", pairs, start + 5 * features)
        weights = np.frombuffer(content, "i1", pairs, start + 5 * features + pairs)
        starts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        try:
            description = json.loads(content[_HEAD.size : start])
            bias = np.array(description["bias"], dtype=np.float64)
            return cls(description["intents"], hashes, starts, columns, weights, bias, float(description["scale"]), net)
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError("intents-damaged", f"The intent classifier {name} is damaged.", hint) from error

    def to_bytes(self) -> bytes:
        """The file's content, the same each time."""
        description = {"intents": self.intents, "bias": self._bias.tolist(), "scale": self._scale}
        text = json.dumps(description, separators=(",", ":")).encode()
        parts = [
            text,
            self._hashes.astype("<u4").tobytes(),
            np.diff(self._starts).astype("u1").tobytes(),
            self._columns.tobytes(),
            self._weights.tobytes(),
        ]
        rest = struct.pack("<III", len(text), len(self._hashes), len(self._weights)) + b"".join(parts)
        return MAGIC + struct.pack("<I", crc32(rest)) + rest

    def classify(self, words: Sequence[str], most: int = 5) -> Classification:
        """The at most ``most`` likeliest intents and skills of a sentence of ``words``."""
        logits = self.logits(words)
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        skills = np.bincount(self._skill_of, shares, len(self._skills))
        best = np.argsort(-shares, kind="stable")[:most]
        first = np.argsort(-skills, kind="stable")[:most]
        top = max(np.flatnonzero(self._skill_of == first[0]), key=lambda i: float(shares[i]))
        guesses = dict.fromkeys([*best.tolist(), int(top)])
        return Classification(
            tuple(Guess(self.intents[i], float(shares[i])) for i in guesses),
            tuple((self._skills[i], min(1.0, float(skills[i]))) for i in first.tolist()),
        )

    def knows_any(self, words: Sequence[str]) -> bool:
        """Whether any of ``words`` stood in the training data often enough to say something."""
        return bool(len(places(self._hashes, [crc32(word.encode()) for word in words])))

    def logits(self, words: Sequence[str]) -> NDArray[np.float64]:
        """Shape (intents,): the calibrated logarithms of the confidences, but for one number added to all."""
        total: NDArray[np.float64] = self._bias + self.net.logits(words)
        for part in features(words):
            known = places(self._hashes, part)
            if len(known):
                lengths = self._starts[known + 1] - self._starts[known]
                ends = np.cumsum(lengths)
                at = np.arange(ends[-1]) + np.repeat(self._starts[known] - ends + lengths, lengths)
                sums = np.bincount(self._columns[at], self._weights[at], len(self.intents))
                total += sums * (self._scale / np.sqrt(len(known)))
        return total


def features(words: Sequence[str]) -> tuple[list[int], list[int]]:
    """The hashes of ``words`` and of the pairs of them, and those of the pieces of the words, each once.

    The two parts are weighed apart: each by the square root of how many of its features the model knows.
    """
    marked = ["^", *words, "$"]
    pairs = [crc32(f"{one} {two}".encode()) for one, two in pairwise(marked)]
    singles = [crc32(word.encode()) for word in words]
    pieces = [piece for word in words for piece in _pieces(word)]
    return list(dict.fromkeys(singles + pairs)), list(dict.fromkeys(pieces))


@lru_cache(4096)
def _pieces(word: str) -> tuple[int, ...]:
    marked = f"<{word}>"
    return tuple(
        crc32(f"/{marked[start : start + length]}".encode())
        for length in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for start in range(len(marked) - length + 1)
    )
