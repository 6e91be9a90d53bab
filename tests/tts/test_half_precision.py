"""A voice whose weights are in half precision sounds the same."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import numpy as np
import pytest

from myna.app.factory import model_selector
from myna.config import Config
from myna.tts import piper
from myna.tts.decoder_windows import halves
from myna.tts.half_precision import LEAST_BYTES, halved
from myna.tts.onnx_message import (
    FLOAT,
    FLOAT16,
    INITIALIZER,
    NODE,
    TENSOR_BYTES,
    TENSOR_NAME,
    TENSOR_TYPE,
    Network,
    fields,
    message,
    number_field,
)
from voice_kit import said, samples, steady

INT64 = 7
HEAD = b"\x08\x08"  # the version of the format


@pytest.fixture
def voice(config: Config) -> Path:
    return model_selector(config).voice().path


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


def model(values: np.ndarray, kind: int) -> bytes:
    """An ONNX model of nothing but weights."""
    tensor = [
        number_field(1, values.size),
        number_field(TENSOR_TYPE, kind),
        *message(TENSOR_NAME, [b"w"]),
        *message(TENSOR_BYTES, [values.tobytes()]),
    ]
    return HEAD + b"".join(message(7, message(INITIALIZER, tensor)))


async def test_it_says_the_same_as_the_whole_weights(
    voice: Path, tmp_path: Path, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, text = steady(voice, tmp_path, "steady"), "The timer is set for ten minutes."
    half = samples(await said(path, stack, text))
    monkeypatch.setattr(piper, "halved", lambda parts: parts)
    whole = samples(await said(path, stack, text))
    assert half.size == pytest.approx(whole.size, rel=0.02)
    begin = slice(0, 6000)  # behind it a sound may be one frame longer, and all others are moved
    assert 0.99 < np.corrcoef(half[begin], whole[begin])[0, 1] < 1.0
    assert np.std(half) == pytest.approx(np.std(whole), rel=0.02)


def test_the_file_is_half_as_large(voice: Path) -> None:
    cut = halves(memoryview(voice.read_bytes()))
    assert cut is not None
    assert sum(map(len, halved(cut.front))) < 0.52 * sum(map(len, cut.front))


def test_large_weights_get_a_cast() -> None:
    values = np.linspace(-3, 3, LEAST_BYTES // 4, dtype="<f4")
    graph = Network.read(memoryview(b"".join(halved([model(values, FLOAT)])))).graph
    assert [field.number for field in graph] == [NODE, INITIALIZER]
    tensor = {field.number: bytes(field.value) for field in fields(graph[1].value)}
    assert tensor[TENSOR_TYPE] == bytes([FLOAT16])
    assert np.frombuffer(tensor[TENSOR_BYTES], dtype="<f2") == pytest.approx(values, abs=0.002)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (np.ones(LEAST_BYTES // 4 - 1, dtype="<f4"), FLOAT),
        (np.full(LEAST_BYTES // 4, 70_000, dtype="<f4"), FLOAT),
        (np.full(LEAST_BYTES // 4, np.nan, dtype="<f4"), FLOAT),
        (np.ones(LEAST_BYTES // 4, dtype="<i8"), INT64),
    ],
    ids=["small", "too large a number", "no number", "whole numbers"],
)
def test_others_stay_as_they_are(values: np.ndarray, kind: int) -> None:
    given = model(values, kind)
    assert b"".join(halved([given])) == given


def test_a_damaged_file_is_told() -> None:
    with pytest.raises(IndexError):
        halved([model(np.ones(LEAST_BYTES // 4, dtype="<f4"), FLOAT)[:-1]])
