"""Fields of an ONNX file are read and written."""

import pytest

from myna.tts.onnx_message import GRAPH, NODE, Network, fields, message, number_field, read_number, texts


def test_fields_are_read_as_they_were_written() -> None:
    written = number_field(1, 300) + b"".join(message(2, [b"a", b"bc"])) + b"\x1d" + bytes(4) + b"\x21" + bytes(8)
    first, second, *fixed = fields(memoryview(written))
    assert (first.number, read_number(first.value, 0)) == (1, (300, 2))
    assert (second.number, bytes(second.value)) == (2, b"abc")
    assert [(field.number, len(field.value)) for field in fixed] == [(3, 4), (4, 8)]
    assert b"".join(field.raw for field in (first, second, *fixed)) == written
    assert texts(memoryview(written), 2) == ("abc",)


def test_a_graph_takes_the_place_of_another() -> None:
    node = b"".join(message(NODE, [b"x"]))
    model = number_field(1, 8) + b"".join(message(GRAPH, [node, node]))
    network = Network.read(memoryview(model))
    assert [field.number for field in network.head] == [1]
    assert [bytes(field.value) for field in network.graph] == [b"x", b"x"]
    assert b"".join(network.with_graph([node], [node])) == model


@pytest.mark.parametrize("damaged", [b"\x0a\x05ab", b"\x08", b"\x0b", b"\x1d\x00", b"\x80"])
def test_what_is_damaged_is_told(damaged: bytes) -> None:
    with pytest.raises(IndexError):
        list(fields(memoryview(damaged)))
