"""The bytes of the KV caches of published models."""

import pytest

from myna.llm.weights import KvType, Shape

LLAMA_2_7B = Shape(layers=32, kv_heads=32, head_size=128)
TINYLLAMA = Shape(layers=22, kv_heads=4, head_size=64)


@pytest.mark.parametrize(
    ("shape", "tokens", "kv_type", "mib"),
    [
        (LLAMA_2_7B, 2048, "f16", 1024.0),
        (LLAMA_2_7B, 512, "f16", 256.0),
        (TINYLLAMA, 2048, "f16", 44.0),
        (TINYLLAMA, 2048, "q8_0", 23.375),
        (TINYLLAMA, 2048, "q8_0-f16", (44.0 + 23.375) / 2),
    ],
)
def test_the_bytes_of_a_cache(shape: Shape, tokens: int, kv_type: KvType, mib: float) -> None:
    assert shape.kv_bytes(tokens, kv_type) == mib * 2**20


@pytest.mark.parametrize(("head_size", "kv_type"), [(64, "q8_0"), (32, "q8_0"), (48, "f16"), (100, "f16")])
def test_a_cache_has_8_bits_where_its_blocks_fit_the_heads(head_size: int, kv_type: KvType) -> None:
    assert Shape(layers=1, kv_heads=1, head_size=head_size).kv_type == kv_type
