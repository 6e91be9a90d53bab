"""Cuts a voice's network into two: one from text to frames, one from frames to sound. Pure.

Piper's voices are VITS networks (Kim, Kong, Son, 2021). Their second half, the decoder, takes most of the memory and
the time, and each of its samples depends on a few frames alone. As a network of its own it can run window by window:
the sound begins before the clause is done, a synthesis can be ended between windows, and a long clause takes no more
memory than a short one.

The file is ONNX, a Protocol Buffers message. The few fields that matter here are read, all others copied unchanged.
Source of the field numbers: onnx.proto3 of the ONNX project.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DECODER_WEIGHT = "dec.conv_pre.weight"
"""The weights of the decoder's first layer, as Piper's trainer names them."""

_GRAPH = 7  # of a ModelProto
_NODE, _INITIALIZER, _INPUT, _OUTPUT = 1, 5, 11, 12  # of a GraphProto
_NODE_INPUT, _NODE_OUTPUT, _TENSOR_NAME, _VALUE_NAME, _VALUE_TYPE = 1, 2, 8, 1, 2
_FLOATS = b"\x0a\x02\x08\x01"  # a TypeProto: a tensor of floats, of any shape

Parts = list[bytes | memoryview]
"""The bytes of a file in parts, most of them views of the file that it was cut from."""


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


@dataclass(frozen=True, slots=True)
class _Field:
    number: int
    value: memoryview
    raw: memoryview
    """The value with its tag and length."""


def halves(model: memoryview) -> Halves | None:
    """Cut the ONNX model of a voice before its decoder; None where it is damaged or has no such decoder."""
    try:
        return _halves(model)
    except (IndexError, UnicodeDecodeError):
        return None


def _halves(model: memoryview) -> Halves | None:
    head = [field for field in _fields(model) if field.number != _GRAPH]
    graph = [field for whole in _fields(model) if whole.number == _GRAPH for field in _fields(whole.value)]
    nodes = {index: _node(field.value) for index, field in enumerate(graph) if field.number == _NODE}
    weights = {
        _texts(field.value, _TENSOR_NAME)[0]: index for index, field in enumerate(graph) if field.number == _INITIALIZER
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
    inputs = {_texts(field.value, _VALUE_NAME)[0] for field in graph if field.number == _INPUT} - weights.keys()
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
        front=_model(
            head,
            (f.raw for i, f in enumerate(graph) if i not in left_out and f.number != _OUTPUT),
            (_declared(_OUTPUT, name) for name in handed),
        ),
        back=_model(
            head,
            (f.raw for i, f in enumerate(graph) if i in back or i in back_weights or f.number == _OUTPUT),
            (_declared(_INPUT, name) for name in handed),
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
    return b"".join(_field(number, [*_field(_VALUE_NAME, [name.encode()]), *_field(_VALUE_TYPE, [_FLOATS])]))


def _model(head: Iterable[_Field], *graph: Iterable[bytes | memoryview]) -> Parts:
    return [*(field.raw for field in head), *_field(_GRAPH, [part for parts in graph for part in parts])]


def _field(number: int, parts: Parts) -> Parts:
    """A field of bytes: its tag and length, then ``parts``."""
    return [_varint(number << 3 | 2) + _varint(sum(map(len, parts))), *parts]


def _node(message: memoryview) -> _Node:
    names: dict[int, list[str]] = {_NODE_INPUT: [], _NODE_OUTPUT: []}
    for field in _fields(message):
        if field.number in names:
            names[field.number].append(str(field.value, "utf-8"))
    return _Node(tuple(names[_NODE_INPUT]), tuple(names[_NODE_OUTPUT]))


def _texts(message: memoryview, number: int) -> tuple[str, ...]:
    """The values of the field ``number``, which holds text."""
    return tuple(str(field.value, "utf-8") for field in _fields(message) if field.number == number)


def _fields(message: memoryview) -> Iterator[_Field]:
    """The fields of a message, in order. Raises IndexError where it is damaged."""
    at = 0
    while at < len(message):
        begin = at
        key, at = _read_varint(message, at)
        kind, size = key & 7, 0
        if kind == 0:
            _, end = _read_varint(message, at)
        elif kind == 2:
            size, at = _read_varint(message, at)
            end = at + size
        elif kind in (1, 5):
            end = at + (8 if kind == 1 else 4)
        else:
            raise IndexError(kind)
        if end > len(message):
            raise IndexError(end)
        yield _Field(key >> 3, message[at:end], message[begin:end])
        at = end


def _read_varint(message: memoryview, at: int) -> tuple[int, int]:
    """A number, and the position behind it."""
    value = shift = 0
    while (byte := message[at]) & 0x80:
        value |= (byte & 0x7F) << shift
        shift, at = shift + 7, at + 1
    return value | byte << shift, at + 1


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
