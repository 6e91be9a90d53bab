"""The size and shape of a language model, on which its memory depends. Pure."""

from dataclasses import dataclass
from typing import Literal

KvType = Literal["f16", "q8_0", "q8_0-f16"]
"""The number type of a KV cache; ``q8_0-f16`` has keys of the first and values of the second type."""

KV_BYTES: dict[KvType, float] = {"f16": 2.0, "q8_0": 34 / 32, "q8_0-f16": (34 / 32 + 2.0) / 2}
"""Bytes of one number, in the mean of keys and values. ``q8_0`` has blocks of 32 with a 16-bit scale; source: ggml's
block_q8_0."""

BLOCK = 32
"""Numbers in a block of ``q8_0``."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The dimensions that the size of a KV cache depends on.

    ``context_tokens`` is the longest context that the model was trained for, None where it is unknown.
    """

    layers: int
    kv_heads: int
    head_size: int
    context_tokens: int | None = None

    @property
    def kv_type(self) -> KvType:
        """The smallest type whose blocks fit the size of a head."""
        return "f16" if self.head_size % BLOCK else "q8_0"

    def kv_bytes(self, tokens: int, kv_type: KvType) -> int:
        """Bytes of the KV cache of ``tokens`` tokens: 2 · layers · heads · size of a head · bytes of a number."""
        return round(2 * self.layers * self.kv_heads * self.head_size * tokens * KV_BYTES[kv_type])


@dataclass(frozen=True, slots=True)
class Weights:
    """A model that a plan is made for: its name, the bytes of its file, and its shape."""

    name: str
    size_bytes: int
    shape: Shape
