"""Keeps the weights of a network in half precision, which halves their memory. Pure.

Each number is made whole again where it is used, for as long as that takes: a cast before the layer. That is cheap
where a network runs once for a sentence, and needs a runtime that does not do it once and for all when it loads.
"""

import numpy as np

from myna.tts.onnx_message import (
    ATTRIBUTE_NAME,
    ATTRIBUTE_NUMBER,
    ATTRIBUTE_TYPE,
    FLOAT,
    FLOAT16,
    INITIALIZER,
    NODE,
    NODE_ATTRIBUTE,
    NODE_INPUT,
    NODE_KIND,
    NODE_OUTPUT,
    TENSOR_BYTES,
    TENSOR_NAME,
    TENSOR_TYPE,
    Field,
    Network,
    Parts,
    fields,
    message,
    number_field,
    read_number,
)

LEAST_BYTES = 65_536
"""Smaller weights stay as they are: a cast of each costs more than it saves."""

LARGEST = np.finfo(np.float16).max
"""Weights with a larger number stay as they are."""

_INT = 2  # of the types of an attribute


def halved(model: Parts) -> Parts:
    """The ONNX file ``model``, its large weights in half precision. Raises IndexError where it is damaged."""
    network = Network.read(memoryview(b"".join(model)))
    casts: Parts = []
    others: Parts = []
    for field in network.graph:
        weights = _halved(field) if field.number == INITIALIZER else None
        if weights is None:
            others.append(field.raw)
        else:
            name, tensor = weights
            others += tensor
            casts += _cast(name)
    return network.with_graph(casts, others)


def _halved(weights: Field) -> tuple[str, Parts] | None:
    """The name of ``weights``, and a field with them in half precision; None where they stay as they are."""
    tensor = list(fields(weights.value))
    of = {field.number: field for field in tensor}
    if not {TENSOR_TYPE, TENSOR_NAME, TENSOR_BYTES} <= of.keys() or len(of[TENSOR_BYTES].value) < LEAST_BYTES:
        return None
    if read_number(of[TENSOR_TYPE].value, 0)[0] != FLOAT:
        return None
    numbers = np.frombuffer(of[TENSOR_BYTES].value, dtype="<f4")
    if not np.abs(numbers).max() <= LARGEST:
        return None
    name = str(of[TENSOR_NAME].value, "utf-8")
    kept = [field.raw for field in tensor if field.number not in (TENSOR_TYPE, TENSOR_NAME, TENSOR_BYTES)]
    return name, message(
        INITIALIZER,
        [
            *kept,
            number_field(TENSOR_TYPE, FLOAT16),
            *message(TENSOR_NAME, [_half_name(name)]),
            *message(TENSOR_BYTES, [numbers.astype("<f2").tobytes()]),
        ],
    )


def _cast(name: str) -> Parts:
    """A field with the node that makes the weights ``name`` whole."""
    to = [
        *message(ATTRIBUTE_NAME, [b"to"]),
        number_field(ATTRIBUTE_NUMBER, FLOAT),
        number_field(ATTRIBUTE_TYPE, _INT),
    ]
    return message(
        NODE,
        [
            *message(NODE_INPUT, [_half_name(name)]),
            *message(NODE_OUTPUT, [name.encode()]),
            *message(NODE_KIND, [b"Cast"]),
            *message(NODE_ATTRIBUTE, to),
        ],
    )


def _half_name(name: str) -> bytes:
    return f"{name}.half".encode()
