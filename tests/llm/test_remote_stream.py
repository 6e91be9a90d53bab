"""What language model servers send, well and ill, from one that plays bytes."""

import asyncio
from contextlib import aclosing

import pytest

from llm.remote_kit import DONE, HEAD, HOLD, QUESTION, Brains, PlayedServer, answer, asked, event, failure
from myna.llm.remote import RemoteSettings

CHUNK = '{"choices": [{"index": 0, "delta": {"content": "%s"}}]}'
STREAMS = {
    "plain": [event(role="assistant", content=""), event(content="Par"), event(content="is"), event("stop"), DONE],
    "role alone": [event(role="assistant"), event(content="Paris"), DONE],
    "null content": [event(role="assistant", content=None), event(content="Paris"), DONE],
    "null delta": [b'data: {"choices": [{"delta": null}]}\n\n', event(content="Paris"), DONE],
    "usage": [event(content="Paris"), b'data: {"choices": [], "usage": {"total_tokens": 3}}\n\n', DONE],
    "comments": [b": ping - 2026-01-01\r\n\r\n:\n\n", event(content="Paris"), DONE],
    "other fields": [b"event: message\nid: 1\nretry: 3\n", event(content="Paris"), DONE],
    "carriage returns": [event(content="Paris").replace(b"\n", b"\r\n"), DONE.replace(b"\n", b"\r\n")],
    "no space": [event(content="Paris").replace(b"data: ", b"data:"), b"data:[DONE]\n\n"],
    "one byte a block": [bytes([byte]) for byte in event(content="Par") + event(content="is") + DONE],
    "all in one block": [event(content="Par") + event(content="is") + DONE],
    "no mark at the end": [event(content="Paris"), event("stop")],
    "the last words with the end": [event(content="Par"), event("length", content="is"), HOLD],
    "no end of line": [event(content="Paris"), DONE.strip()],
    "reasoning": [event(reasoning_content="France?"), event(reasoning="Hm."), event(content="Paris"), DONE],
    "thoughts": [event(content=text) for text in ("<thi", "nk>Fran", "ce? London</th", "ink>\n\n", "Paris")] + [DONE],
    "error: null": [b'data: {"error": null, ' + (CHUNK % "Paris").encode()[1:] + b"\n\n", DONE],
}


@pytest.mark.parametrize("name", STREAMS)
async def test_what_servers_send_is_understood(played: PlayedServer, brains: Brains, name: str) -> None:
    played.answers(*STREAMS[name])
    assert await answer(brains(played.url), asked(QUESTION)) == "Paris"


async def test_unusual_characters_arrive_whole(played: PlayedServer, brains: Brains) -> None:
    """A line separator of Unicode ends no line of the stream, and half a surrogate pair can be sent to nobody."""
    long = "Straße 北京 " * 5000
    played.answers(f"data: {CHUNK % (long + chr(0x2028) + chr(0x85))}\n\n".encode(), event(content="\ud83d"), DONE)
    assert await answer(brains(played.url), asked("What \udcff?")) == f"{long}\u2028\x85?"
    assert played.requests[-1].body["messages"][-1]["content"] == "What ??"


OUT_OF_MEMORY = {
    "vLLM, llama.cpp": b'data: {"error": {"message": "out of memory", "type": "server_error", "code": 500}}\n\n',
    "older vLLM": b'data: {"object": "error", "message": "out of memory", "code": 500}\n\n',
    "older llama.cpp": b'error: {"code": 500, "message": "out of memory", "type": "server_error"}\n\n',
    "Ollama": b'data: {"error": "out of memory"}\n\n',
}


@pytest.mark.parametrize("name", OUT_OF_MEMORY)
async def test_a_failure_in_the_stream_is_told_with_the_servers_words(
    played: PlayedServer, brains: Brains, name: str
) -> None:
    played.answers(event(content="Par"), OUT_OF_MEMORY[name], DONE)
    error = await failure(brains(played.url))
    assert (error.code, error.message.endswith("failed: out of memory.")) == ("server-failed", True)


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
CUTS = {
    "before the answer": [],
    "before the stream": [HEAD],
    "between two events": [HEAD, event(content="Par")],
    "in an event": [HEAD, event(content="Par"), event(content="is")[:20]],
    "in a chunk": [CHUNKED, b"99\r\n" + event(content="Par")],
    "in an error": [b"HTTP/1.1 500 Error\r\nContent-Length: 99\r\n\r\n{"],
}


@pytest.mark.parametrize("name", CUTS)
async def test_a_server_that_breaks_off_is_away(played: PlayedServer, brains: Brains, name: str) -> None:
    played.plays(*CUTS[name])
    assert (await failure(brains(played.url))).code == "server-away"


SILENCES = {
    "nothing": [HOLD],
    "headers": [HEAD, HOLD],
    "half an answer": [HEAD, event(content="Par"), HOLD],
    "half an error": [b"HTTP/1.1 500 Error\r\nContent-Length: 99\r\n\r\n{", HOLD],
    "comments alone": [HEAD, *[0.1, b": ping\n\n"] * 20, event(content="Paris"), DONE],
    "events about nothing": [HEAD, *[0.1, event(role="assistant")] * 20, event(content="Paris"), DONE],
}


@pytest.mark.parametrize("name", SILENCES)
async def test_a_silent_server_is_left(played: PlayedServer, brains: Brains, name: str) -> None:
    played.plays(*SILENCES[name])
    error = await failure(brains(played.url, RemoteSettings(silence_seconds=0.4)))
    assert (error.code, "nothing for 0.4 seconds" in error.message) == ("server-silent", True)
    await asyncio.wait_for(played.left.wait(), 10)


async def test_a_slow_server_is_not_a_silent_one(played: PlayedServer, brains: Brains) -> None:
    """Together the pieces, thoughts among them, take longer than any silence may."""
    slow = [0.3, event(reasoning_content="France?"), 0.3, event(content="Par"), 0.3, event(content="is"), 0.3, DONE]
    played.answers(*slow)
    assert await answer(brains(played.url, RemoteSettings(silence_seconds=0.9)), asked(QUESTION)) == "Paris"


async def test_a_slow_listener_is_not_a_silent_server(played: PlayedServer, brains: Brains) -> None:
    played.answers(event(content="Par"), 0.2, event(content="is"), DONE)
    async with aclosing(brains(played.url, RemoteSettings(silence_seconds=0.4)).answer(asked(QUESTION))) as pieces:
        assert await anext(pieces) == "Par"
        await asyncio.sleep(0.5)
        assert [piece async for piece in pieces] == ["is"]
