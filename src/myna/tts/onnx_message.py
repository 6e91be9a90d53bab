"""The few fields of an ONNX file that Myna reads or writes; all others are copied unchanged. Pure.

The file is a Protocol Buffers message. Source of the field numbers: onnx.proto3 of the ONNX project.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

GRAPH = 7
"""Of a ModelProto."""

NODE, INITIALIZER, INPUT, OUTPUT = 1, 5, 11, 12
"""Of a GraphProto."""

NODE_INPUT, NODE_OUTPUT, NODE_KIND, NODE_ATTRIBUTE = 1, 2, 4, 5
"""Of a NodeProto."""

ATTRIBUTE_NAME, ATTRIBUTE_NUMBER, ATTRIBUTE_TYPE = 1, 3, 20
"""Of an AttributeProto."""

TENSOR_TYPE, TENSOR_NAME, TENSOR_BYTES = 2, 8, 9
"""Of a TensorProto."""

VALUE_NAME, VALUE_TYPE = 1, 2
"""Of a ValueInfoProto."""

FLOAT, FLOAT16 = 1, 10
"""Of the types of a tensor's numbers."""

Parts = list[bytes | memoryview]
"""The bytes of a file in parts, most of them views of the file that it was made from."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message: its number, its value, and the value with its tag and length."""

    number: int
    value: memoryview
    raw: memoryview


@dataclass(frozen=True, slots=True)
class Network:
    """The fields of an ONNX model: those of its ``graph``, in order, and in ``head`` all others."""

    head: list[Field]
    graph: list[Field]

    @classmethod
    def read(cls, model: memoryview) -> Self:
        """Raises IndexError where it is damaged."""
        head: list[Field] = []
        graph: list[Field] = []
        for field in fields(model):
            if field.number == GRAPH:
                graph += fields(field.value)
            else:
                head.append(field)
        return cls(head, graph)

    def with_graph(self, *graph: Iterable[bytes | memoryview]) -> Parts:
        """The file of this model with another graph."""
        return [*(field.raw for field in self.head), *message(GRAPH, [part for parts in graph for part in parts])]


def fields(model: memoryview) -> Iterator[Field]:
    """The fields of a message, in order. Raises IndexError where it is damaged."""
    at = 0
    while at < len(model):
        begin = at
        key, at = read_number(model, at)
        kind, size = key & 7, 0
        if kind == 0:
            _, end = read_number(model, at)
        elif kind == 2:
            size, at = read_number(model, at)
            end = at + size
        elif kind in (1, 5):
            end = at + (8 if kind == 1 else 4)
        else:
            raise IndexError(kind)
        if end > len(model):
            raise IndexError(end)
        yield Field(key >> 3, model[at:end], model[begin:end])
        at = end


def texts(model: memoryview, number: int) -> tuple[str, ...]:
    """The values of the field ``number``, which holds text. Raises UnicodeDecodeError where that is damaged."""
    return tuple(str(field.value, "utf-8") for field in fields(model) if field.number == number)


def message(number: int, parts: Parts) -> Parts:
    """A field of bytes, text or a message: its tag and length, then ``parts``."""
    return [_written(number << 3 | 2) + _written(sum(map(len, parts))), *parts]


def number_field(number: int, value: int) -> bytes:
    """A field of a whole number."""
    return _written(number << 3) + _written(value)


def read_number(model: memoryview, at: int) -> tuple[int, int]:
    """A whole number, and the position behind it. Raises IndexError where it has no end."""
    value = shift = 0
    while (byte := model[at]) & 0x80:
        value |= (byte & 0x7F) << shift
        shift, at = shift + 7, at + 1
    return value | byte << shift, at + 1


def _written(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
