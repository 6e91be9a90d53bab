"""The device on which a sound server plays or records this process's stream.

PulseAudio and PipeWire move a stream whose device was unplugged to another device without telling the program: from the
only microphone to the monitor of the speaker, and from the only speaker to a dummy output. Its rules:

1. It reads and never changes anything. Without a sound server, or without its library, there is nothing to read.
2. It sleeps until the server says that something has changed.
3. A monitor of the speaker counts as a microphone only where it was chosen: where another microphone is there, or where
   another speaker is in use. The server's dummy output is no speaker.
"""

import os
from collections.abc import Iterator
from typing import Any

from myna.audio.soundcard import Kind
from myna.core.errors import AudioError

try:
    import pulsectl
except OSError:  # the library libpulse is missing
    pulsectl = None

NOWHERE = "auto_null"
"""Name of the dummy output, the sink that both servers make where there is no other."""


def routes(kind: Kind) -> Iterator[str]:
    """Yield the name of the device of this process's one stream: now and after each change; "" if it has none.

    Ends with the server, and at once where there is none. Raises AudioError when the stream is on no real device.
    """
    if pulsectl is None:
        return
    try:
        with pulsectl.Pulse("myna", connect=False) as server:
            server.connect()
            yield from _Route(server, kind).follow()
    except (pulsectl.PulseError, pulsectl.PulseDisconnected):
        return


class _Route:
    """Follows one stream on one server. Blocking."""

    def __init__(self, server: Any, kind: Kind) -> None:
        self._server = server
        self._kind = kind
        self._chosen_source: int | None = None  # that the stream was opened on, or moved to by choice
        self._changed = False

    def follow(self) -> Iterator[str]:
        self._server.event_mask_set(*(("source", "source_output") if self._kind == "input" else ("sink", "sink_input")))
        self._server.event_callback_set(self._on_event)
        look = self._source if self._kind == "input" else self._sink
        while True:
            self._changed = False
            yield look()
            while not self._changed:
                self._server.event_listen()

    def _on_event(self, _: Any) -> None:
        self._changed = True
        raise pulsectl.PulseLoopStop

    def _source(self) -> str:
        stream = self._own(self._server.source_output_list())
        sources = {source.index: source for source in self._server.source_list()}
        if stream is None or stream.source not in sources:
            return ""
        source = sources[stream.source]
        real = [other for other in sources.values() if not _is_monitor(other)]
        if _is_monitor(source) and source.index != self._chosen_source:
            if self._chosen_source is not None:
                raise _gone("microphone-lost", "The microphone was unplugged.")
            if not real and source.monitor_of_sink_name == self._server.server_info().default_sink_name:
                raise _gone("microphone-missing", "This machine has no microphone.")
        self._chosen_source = source.index
        return str(source.description)

    def _sink(self) -> str:
        stream = self._own(self._server.sink_input_list())
        sinks = {sink.index: sink for sink in self._server.sink_list()}
        if stream is None or stream.sink not in sinks:
            return ""
        if sinks[stream.sink].name == NOWHERE:
            raise _gone("speaker-missing", "This machine has no speaker.")
        return str(sinks[stream.sink].description)

    @staticmethod
    def _own(streams: list[Any]) -> Any:
        """The stream of this process; None if it has none on this server."""
        mine = str(os.getpid())
        return next((stream for stream in streams if stream.proplist.get("application.process.id") == mine), None)


def _is_monitor(source: Any) -> bool:
    return bool(source.monitor_of_sink_name)


def _gone(code: str, message: str) -> AudioError:
    return AudioError(code, message, "Plug one in, and look with: myna devices")
