"""The process around a stream: what it does where nobody reads, and what a speaker reports."""

import socket
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from myna.audio import stream_process
from myna.audio.stream_process import HEARD, OPENED, PLAY, PLAYED, SOUND, WAITING_BLOCKS, Microphone, Outbox, Speaker


class Status(NamedTuple):
    """What PortAudio says of a block."""

    input_overflow: bool = False
    output_underflow: bool = False


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """The parent's end, and the process's."""
    parent, own = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with parent, own:
        yield parent, own


def received(parent: socket.socket) -> list[bytes]:
    parent.setblocking(False)
    messages = []
    try:
        while True:
            messages.append(parent.recv(stream_process.MESSAGE_BYTES))
    except BlockingIOError:
        return messages


def test_where_nobody_reads_the_oldest_sound_is_dropped_and_counted(ends: tuple[socket.socket, socket.socket]) -> None:
    parent, own = ends
    outbox = Outbox(own)
    outbox.open(OPENED)
    microphone = Microphone(outbox, tapped=False)
    sent = 2000
    for number in range(sent):
        microphone.callback(number.to_bytes(4, "little") * 256, 512, None, Status())
    assert received(parent)[0] == OPENED
    microphone.callback(b"last", 512, None, Status(input_overflow=True))  # takes what waited along
    blocks = received(parent)
    assert len(blocks) == WAITING_BLOCKS
    _, lost = HEARD.unpack_from(blocks[-1], len(SOUND))
    assert blocks[-1].endswith(b"last")
    assert blocks[-2].endswith((sent - 1).to_bytes(4, "little"))
    assert 0 < lost - 1 < sent - WAITING_BLOCKS


def test_blocks_that_come_before_the_device_is_known_are_kept_behind_it(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    parent, own = ends
    outbox = Outbox(own)
    outbox.post(SOUND)
    assert received(parent) == []
    outbox.open(OPENED)
    assert received(parent) == [OPENED, SOUND]


def test_a_flush_drops_what_was_not_played_and_an_underrun_counts_inside_sound_alone(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    parent, own = ends
    outbox = Outbox(own)
    outbox.open(OPENED)
    speaker = Speaker(outbox, tapped=True)
    block = bytearray(4)
    reports = []
    for message, status in [
        (PLAY + b"abcdef", Status()),
        (PLAY + b"", Status(output_underflow=True)),
        (PLAY + b"ghij", Status()),
        (stream_process.FLUSH, Status(output_underflow=True)),
    ]:
        speaker.receive(message)
        speaker.callback(block, 2, None, status)
        report = received(parent)[-1][len(SOUND) :]
        assert report[PLAYED.size :] == block
        reports.append((*PLAYED.unpack_from(report), bytes(block)))
    assert reports == [
        (0, 4, 0, b"abcd"),
        (0, 6, 1, b"ef\0\0"),
        (0, 10, 1, b"ghij"),
        (1, 0, 1, bytes(4)),
    ]
