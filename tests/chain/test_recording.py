"""A recording in the place of the microphone, on a machine that is slower than the sound. On real engines."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import soundfile

from myna.app import daemon
from myna.app.devices import Files
from myna.audio.wav import AFTER_SECONDS
from myna.config import Config
from myna.core.errors import ListeningError, MynaError
from myna.core.events import ListeningEvent, Utterance, WakeHeard
from myna.session.trace import Trace
from myna.stt.vosk.phrase_spotter import SecondLook
from myna.stt.vosk.transcriber import VoskTranscriber


class Notes:
    """An observer that keeps what is heard and answered; ``is_hearing`` is set with the first event."""

    def __init__(self) -> None:
        self.is_hearing = threading.Event()
        self.events: list[ListeningEvent] = []
        self.answer = ""

    def on_event(self, event: ListeningEvent) -> None:
        self.is_hearing.set()
        self.events.append(event)

    def on_answer(self, piece: str) -> None:
        self.answer += piece

    def on_failure(self, error: MynaError) -> None:
        raise error

    def on_turn_end(self, trace: Trace) -> None:
        pass


@pytest.fixture
def answer(config: Config, tmp_path: Path) -> Callable[[Path, Notes], Any]:
    """Answers a recording, as ``myna run --input`` does."""
    output = tmp_path / "answer.wav"
    return lambda path, notes: daemon.run(config, Files(path, output), notes, read_config=lambda: config)


@pytest.mark.parametrize(
    ("engine", "method"), [(SecondLook, "margin"), (VoskTranscriber, "accept")], ids=["second look", "transcriber"]
)
async def test_a_recording_is_not_over_before_all_of_it_is_decided(
    answer: Callable[[Path, Notes], Any],
    speech: Path,
    monkeypatch: pytest.MonkeyPatch,
    engine: type[Any],
    method: str,
) -> None:
    recording = speech / "computer-what-time-is-it.flac"
    notes, is_at_work, may_go_on = Notes(), asyncio.Event(), threading.Event()
    loop, real = asyncio.get_running_loop(), getattr(engine, method)

    def late(self: Any, *arguments: Any) -> Any:
        if notes.is_hearing.is_set():
            loop.call_soon_threadsafe(is_at_work.set)
            may_go_on.wait(30)
        return real(self, *arguments)

    monkeypatch.setattr(engine, method, late)
    answering = asyncio.create_task(answer(recording, notes))
    await is_at_work.wait()
    passing = asyncio.create_task(asyncio.sleep(soundfile.info(recording).duration + AFTER_SECONDS + 1))
    await asyncio.wait([answering, passing], return_when=asyncio.FIRST_COMPLETED)
    passing.cancel()
    assert not answering.done()
    may_go_on.set()
    await answering
    assert any(isinstance(event, WakeHeard) for event in notes.events)
    assert [event.text for event in notes.events if isinstance(event, Utterance)] == ["what time is it"]
    assert notes.answer.startswith("It is")


async def test_a_recording_in_which_nobody_speaks_to_it_ends_by_itself(
    answer: Callable[[Path, Notes], Any], speech: Path
) -> None:
    with pytest.raises(ListeningError) as raised:
        await answer(speech / "stop.flac", Notes())
    assert (raised.value.code, raised.value.exit_status) == ("nothing-heard", 65)
