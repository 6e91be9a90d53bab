"""What a model file holds, as far as its size in memory depends on it. Pure."""

from dataclasses import dataclass
from typing import Literal

KvType = Literal["f16", "q8_0", "q8_0-f16"]
KV_BYTES: dict[KvType, float] = {"f16": 2.0, "q8_0": 34 / 32, "q8_0-f16": (34 / 32 + 2.0) / 2}
"""Bytes of one number, in the mean of keys and values. ``q8_0`` is blocks of 32 with a 16-bit scale (ggml's
block_q8_0); ``q8_0-f16`` has keys of the one kind and values of the other."""
BLOCK = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a model makes its KV cache; ``context_tokens`` is what it was trained for, None where nobody says."""

    layers: int
    kv_heads: int
    head_size: int
    context_tokens: int | None = None

    @property
    def kv_type(self) -> KvType:
        """The smallest type whose blocks fit the heads."""
        return "f16" if self.head_size % BLOCK else "q8_0"

    def kv_bytes(self, tokens: int, kv_type: KvType) -> int:
        """Keys and values of ``tokens`` tokens: 2 · layers · heads · size of a head · bytes of a number."""
        return round(2 * self.layers * self.kv_heads * self.head_size * tokens * KV_BYTES[kv_type])


@dataclass(frozen=True, slots=True)
class Weights:
    """A model to plan for: its name, the bytes of its file, and its shape."""

    name: str
    size_bytes: int
    shape: Shape
