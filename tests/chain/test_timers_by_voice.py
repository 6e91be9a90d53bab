"""Timers, alarms and reminders by voice: Myna's own voice speaks, the real listener hears."""

import asyncio
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile

from chain.takes_kit import heard
from myna.app.listener_factory import open_listener
from myna.audio.wav import WavMicrophone
from myna.config import Config
from myna.core.events import StopHeard
from myna.listening.listener import ListeningMode
from myna.timers.manager import Due
from timers_kit import Desk

MYNA = Path(sys.executable).with_name("myna")
NOW = datetime(2026, 11, 25, 18, 0)
LOUD = 0.01


SPOKEN = {
    "Set a timer for five minutes and thirty seconds.": "5 minutes and 30 seconds, starting now.",
    "Set an alarm for half past six.": "The alarm is set for 6:30 PM today.",
    "Remind me to call my mother tomorrow at nine.": "I will remind you tomorrow at 9 AM: call my mother.",
    "Remind me to call my mother in ten minutes.": "I will remind you in 10 minutes: call my mother.",
}
SPOKEN_WHILE_IT_RINGS = {
    "Five more minutes.": "Again in 5 minutes.",
    "Thank you.": "",
}


@pytest.fixture(scope="module")
def transcripts(config: Config, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the listener hears of each sentence, in each of its takes."""
    sentences = [*SPOKEN, *SPOKEN_WHILE_IT_RINGS]
    return asyncio.run(heard(config, sentences, tmp_path_factory.mktemp("takes")))


@pytest.mark.parametrize("sentence", SPOKEN)
async def test_it_is_understood(transcripts: dict[str, list[str]], sentence: str) -> None:
    answers = [await Desk(NOW).say(text) for text in transcripts[sentence]]
    assert SPOKEN[sentence] in answers, transcripts[sentence]


@pytest.mark.parametrize("sentence", SPOKEN_WHILE_IT_RINGS)
def test_words_that_end_a_ring_are_understood(transcripts: dict[str, list[str]], sentence: str) -> None:
    alert = Desk(NOW).alerts.alert(Due([]))
    replies = [alert.reply(text) for text in transcripts[sentence]]
    assert SPOKEN_WHILE_IT_RINGS[sentence] in [reply.text for reply in replies if reply], transcripts[sentence]


async def test_a_stop_word_is_heard_inside_a_sentence(config: Config, speech: Path) -> None:
    async with open_listener(config) as engines:
        listener = await engines.listener(WavMicrophone(speech / "stop.flac", paced=False))
        listener.mode = ListeningMode.RINGING
        await listener.listen()
        events = [event async for event in listener.events()]
    assert [event for event in events if isinstance(event, StopHeard)]


def test_a_timer_is_set_rings_and_is_stopped(speech: Path, tmp_path: Path) -> None:
    question, rate_hz = soundfile.read(speech / "set-a-timer-for-four-seconds.flac")
    stop, _ = soundfile.read(speech / "stop.flac")
    room = np.zeros(12 * rate_hz)
    talk = np.concatenate([question, room, stop, room[: 5 * rate_hz]])
    soundfile.write(tmp_path / "talk.wav", talk, rate_hz)
    arguments = ["run", "--input", tmp_path / "talk.wav", "--output", tmp_path / "answer.wav", "--listen"]
    done = subprocess.run([MYNA, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "4 seconds, starting now." in done.stdout
    answer, answer_rate_hz = soundfile.read(tmp_path / "answer.wav")
    times = np.flatnonzero(np.abs(answer) > LOUD) / answer_rate_hz
    set_at, stopped_at = len(question) / rate_hz, (len(question) + len(room) + len(stop)) / rate_hz
    assert ((times > set_at + 4.5) & (times < stopped_at - 1.0)).sum() > answer_rate_hz  # it rang
    assert times.max() < stopped_at + 2.5
