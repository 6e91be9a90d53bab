"""Cuts a voice's network into two: one from text to frames, one from frames to sound. Pure.

Piper's voices are VITS networks (Kim, Kong, Son, 2021). Their second half, the decoder, takes most of the memory and
the time, and each of its samples depends on a few frames alone. As a network of its own it can run window by window:
the sound begins before the clause is done, a synthesis can be ended between windows, and a long clause takes no more
memory than a short one.
"""

from dataclasses import dataclass

from myna.tts.onnx_message import (
    INITIALIZER,
    INPUT,
    NODE,
    NODE_INPUT,
    NODE_OUTPUT,
    OUTPUT,
    TENSOR_NAME,
    VALUE_NAME,
    VALUE_TYPE,
    Network,
    Parts,
    fields,
    message,
    texts,
)

DECODER_WEIGHT = "dec.conv_pre.weight"
"""The weights of the decoder's first layer, as Piper's trainer names them."""

_FLOATS = b"\x0a\x02\x08\x01"  # a TypeProto: a tensor of floats, of any shape


@dataclass(frozen=True, slots=True)
class Halves:
    """Two ONNX models. ``handed`` names the outputs of ``front`` that are the inputs of ``back``, the frames first.

    Frames have the shape (1, channels, frames).
    """

    front: Parts
    back: Parts
    handed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def halves(model: memoryview) -> Halves | None:
    """Cut the ONNX model of a voice before its decoder; None where it is damaged or has no such decoder."""
    try:
        return _halves(model)
    except (IndexError, UnicodeDecodeError):
        return None


def _halves(model: memoryview) -> Halves | None:
    network = Network.read(model)
    graph = network.graph
    nodes = {index: _node(field.value) for index, field in enumerate(graph) if field.number == NODE}
    weights = {
        texts(field.value, TENSOR_NAME)[0]: index for index, field in enumerate(graph) if field.number == INITIALIZER
    }
    first = next((index for index, node in nodes.items() if DECODER_WEIGHT in node.inputs), None)
    if first is None:
        return None
    frames = nodes[first].inputs[0]
    decoder = _downstream(nodes, {frames})
    made = {name for index in decoder for name in nodes[index].outputs}
    asked = dict.fromkeys(
        name for index in sorted(decoder) for name in nodes[index].inputs if name and name not in made
    )
    inputs = {texts(field.value, VALUE_NAME)[0] for field in graph if field.number == INPUT} - weights.keys()
    varying = inputs | {name for index in _downstream(nodes, inputs) for name in nodes[index].outputs}
    handed = (frames, *(name for name in asked if name in varying and name != frames))
    constant = _upstream(nodes, {name for name in asked if name not in varying})
    back = decoder | constant
    back_weights = {weights[name] for index in back for name in nodes[index].inputs if name in weights}
    front_weights = {
        weights[name] for index in nodes.keys() - decoder for name in nodes[index].inputs if name in weights
    }
    left_out = decoder | (back_weights - front_weights)
    return Halves(
        front=network.with_graph(
            (f.raw for i, f in enumerate(graph) if i not in left_out and f.number != OUTPUT),
            (_declared(OUTPUT, name) for name in handed),
        ),
        back=network.with_graph(
            (f.raw for i, f in enumerate(graph) if i in back or i in back_weights or f.number == OUTPUT),
            (_declared(INPUT, name) for name in handed),
        ),
        handed=handed,
    )


def _downstream(nodes: dict[int, _Node], names: set[str]) -> set[int]:
    """Indices of the nodes that depend on ``names``; ONNX demands that nodes are in the order of computation."""
    reached, found = set(names), set()
    for index, node in nodes.items():
        if not reached.isdisjoint(node.inputs):
            reached.update(node.outputs)
            found.add(index)
    return found


def _upstream(nodes: dict[int, _Node], names: set[str]) -> set[int]:
    """Indices of the nodes that ``names`` depend on."""
    needed, found = set(names), set()
    for index, node in reversed(nodes.items()):
        if not needed.isdisjoint(node.outputs):
            needed.update(node.inputs)
            found.add(index)
    return found


def _declared(number: int, name: str) -> bytes:
    """A field of a graph that declares the input or output ``name``, a tensor of floats."""
    return b"".join(message(number, [*message(VALUE_NAME, [name.encode()]), *message(VALUE_TYPE, [_FLOATS])]))


def _node(node: memoryview) -> _Node:
    names: dict[int, list[str]] = {NODE_INPUT: [], NODE_OUTPUT: []}
    for field in fields(node):
        if field.number in names:
            names[field.number].append(str(field.value, "utf-8"))
    return _Node(tuple(names[NODE_INPUT]), tuple(names[NODE_OUTPUT]))
