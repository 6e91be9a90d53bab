"""Measures the end of turn: ``make turns [VOICES=...]`` prints how many people are cut off, and how long they wait.

Sentences are spoken by Myna's own voice and by those of Debian's flite. Where one has a "|", so much soft noise is put
between its words as somebody hesitates, 0.3 to 1.5 seconds; the words' times are the recogniser's, which is told the
sentence. Recordings of people (``--recordings FOLDER``) are heard as they are, with the pauses that they made
themselves, and once more with a pause at one of their words' ends. The language model reads along, as in a turn, as if
it took no time; ``--without-model`` leaves it out.

1. **Cut off**: the sentences with a pause whose utterance came before they went on.
2. **The wait**: seconds of sound from the end of the last word to the last utterance, for all that were heard whole.
"""

import argparse
import asyncio
import json
import subprocess
import tempfile
import wave
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from myna.app.factory import build_llm, build_voice, model_selector, new_history
from myna.app.listener_factory import open_listener
from myna.audio.wav import WavMicrophone, read_chunks, wav_file
from myna.bench.gaps import sounding, spread
from myna.bench.questions import speech
from myna.config import Config
from myna.core.events import ListeningEvent, Partial, Utterance
from myna.core.ports import LanguageModel, Voice
from myna.core.sound import RATE_HZ
from myna.listening.listener import Listener
from myna.stt.vosk.model import VoskModel

SENTENCES = Path(__file__).with_name("turn_sentences.txt")

OWN = "own"
"""The name of Myna's own voice; the others are flite's."""

PAUSE_SECONDS = (0.3, 1.5)
BEFORE_SECONDS, BEHIND_SECONDS = 0.6, 2.8
NOISE_DB = -62.0
"""Of full scale: a quiet room."""

Samples = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Turn:
    """A recording of a sentence: where it goes on behind its pause, if it has one, and where its last word ends, in s.

    ``kind`` is the row of the table that it counts for.
    """

    file: Path
    kind: str
    text: str
    resumes: float | None
    end: float


@dataclass(frozen=True, slots=True)
class Heard:
    """When the utterances of a turn came, in seconds, and the words of the last one."""

    turn: Turn
    at: Sequence[float]
    text: str

    @property
    def cut_off(self) -> bool:
        """Whether the first came inside of the pause, or before the last word where that is not known."""
        return bool(self.at) and self.at[0] < (self.turn.end if self.turn.resumes is None else self.turn.resumes)

    @property
    def wait_seconds(self) -> float | None:
        """None where the end was not heard."""
        wait = self.at[-1] - self.turn.end if self.at else -1.0
        return wait if 0 <= wait < BEHIND_SECONDS - 0.1 else None


def word_times(model: VoskModel, samples: Samples, text: str) -> list[tuple[float, float]]:
    """Where each word of ``text`` begins and ends in ``samples``; empty where it was not made out."""
    recogniser = model.recogniser([text])
    recogniser.SetWords(True)
    recogniser.AcceptWaveform(samples.tobytes() + bytes(RATE_HZ))
    found = json.loads(recogniser.FinalResult()).get("result", [])
    return [(word["start"], word["end"]) for word in found] if len(found) == len(text.split()) else []


def quietest(samples: Samples, since: float, until: float) -> int:
    """The middle of the softest 20 ms between two moments, as a sample's number."""
    frame = RATE_HZ // 50
    starts = range(max(0, round(since * RATE_HZ)), max(1, round(until * RATE_HZ) - frame), frame // 4)
    energies = {start: float(np.square(samples[start : start + frame].astype(float)).sum()) for start in starts}
    return min(energies, key=lambda start: energies[start], default=round(since * RATE_HZ)) + frame // 2


def recorded(file: Path, kind: str, text: str, samples: Samples, cut: int | None, pause: float) -> Turn:
    """Write ``samples`` in a quiet room to ``file``, with ``pause`` seconds behind the sample ``cut``."""
    span = sounding(samples, RATE_HZ)
    assert span is not None, text
    parts = [samples[:cut], np.zeros(round(pause * RATE_HZ), np.int16), samples[cut:]] if cut else [samples]
    silence = [np.zeros(round(seconds * RATE_HZ), np.int16) for seconds in (BEFORE_SECONDS, BEHIND_SECONDS)]
    whole = np.concatenate([silence[0], *parts, silence[1]])
    noise = np.random.default_rng(len(whole)).normal(0, 32768 * 10 ** (NOISE_DB / 20), len(whole))
    with wave.open(str(file), "wb") as output:
        output.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        output.writeframes(np.clip(whole + noise, -32768, 32767).astype("<i2").tobytes())
    end = BEFORE_SECONDS + span.end + (pause if cut else 0.0)
    return Turn(file, kind, text, BEFORE_SECONDS + cut / RATE_HZ + pause if cut else None, end)


async def spoken(text: str, voice: str, own: Voice, file: Path) -> Samples:
    """``text`` by ``voice``, at 16 kHz; ``file`` is written on the way."""
    if voice == OWN:
        with wav_file(file, own.rate_hz) as output:
            async with aclosing(speech(text, own, "en-us")) as sounds:
                async for sound in sounds:
                    output.write(sound.pcm)
    else:
        command = ("flite", "-voice", voice, "-o", str(file), "-t", text)
        await asyncio.to_thread(subprocess.run, command, check=True, stdout=subprocess.DEVNULL)
    return samples_of(file)


def samples_of(file: Path) -> Samples:
    """A sound file at 16 kHz, without the silence around it."""
    samples = np.frombuffer(b"".join(read_chunks(file)), dtype="<i2")
    span = sounding(samples, RATE_HZ)
    return samples if span is None else samples[round(span.start * RATE_HZ) : round(span.end * RATE_HZ) + RATE_HZ // 50]


async def turns_of_voices(
    lines: Sequence[str], voices: Sequence[str], config: Config, model: VoskModel, folder: Path
) -> AsyncGenerator[Turn, None]:
    """Each sentence by each voice; one whose words are not made out is left out."""
    async with build_voice(config).loaded() as own:
        for number, line in enumerate(lines):
            first, bar, second = (part.strip() for part in line.partition("|"))
            text = f"{first} {second}".strip()
            for voice in voices:
                name = f"{number:03} {voice}"
                samples = await spoken(text, voice, own, folder / f"{name} whole.wav")
                if not bar:
                    yield recorded(folder / f"{name}.wav", "voices", text, samples, None, 0.0)
                elif times := word_times(model, samples, text):
                    place = len(first.split())
                    cut = quietest(samples, times[place - 1][1] - 0.06, times[place][0] + 0.06)
                    pause = Random(f"{voice} {line}").uniform(*PAUSE_SECONDS)
                    yield recorded(folder / f"{name}.wav", "voices", line, samples, cut, pause)


def turns_of_people(recordings: Path, model: VoskModel, folder: Path) -> list[Turn]:
    """Each recording as it is, and with a pause behind one of its words."""
    found = []
    for file in sorted(recordings.glob("*.flac")):
        samples, random = samples_of(file), Random(file.name)
        found.append(recorded(folder / f"{file.stem}.wav", "people, their own pauses", "", samples, None, 0.0))
        recogniser = model.recogniser()
        recogniser.SetWords(True)
        recogniser.AcceptWaveform(samples.tobytes() + bytes(RATE_HZ))
        words = json.loads(recogniser.FinalResult()).get("result", [])
        if len(words) > 4:
            place = random.randrange(3, len(words))
            cut = quietest(samples, words[place - 1]["end"] - 0.06, words[place]["start"] + 0.06)
            text = " ".join(("| " if number == place else "") + word["word"] for number, word in enumerate(words))
            pause = random.uniform(*PAUSE_SECONDS)
            found.append(recorded(folder / f"{file.stem} p.wav", "people, a pause put in", text, samples, cut, pause))
    return found


async def hear(config: Config, turns: Sequence[Turn], with_model: bool) -> list[Heard]:
    """What the listener makes of each turn."""
    async with AsyncExitStack() as stack:
        factory = await stack.enter_async_context(open_listener(config))
        llm = await stack.enter_async_context(build_llm(config).loaded()) if with_model else None
        return [
            await heard_by(await factory.listener(WavMicrophone(turn.file, paced=False)), turn, config, llm)
            for turn in turns
        ]


async def heard_by(listener: Listener, turn: Turn, config: Config, llm: LanguageModel | None) -> Heard:
    """What a listener makes of a turn."""
    await listener.listen()
    events = listener.events() if llm is None else read_along(listener, llm, config)
    async with aclosing(events):
        said = [event async for event in events if isinstance(event, Utterance)]
    return Heard(turn, [one.at for one in said], said[-1].text if said else "")


async def read_along(listener: Listener, llm: LanguageModel, config: Config) -> AsyncGenerator[ListeningEvent, None]:
    """A listener's events; the language model reads the words so far, and tells it how likely they are whole."""
    history = new_history(config, model_selector(config).chat())
    async with aclosing(listener.events()) as events:
        async for event in events:
            yield event
            if isinstance(event, Partial):
                probability = await llm.prefill(history.messages(event.text))
                if probability is not None:
                    listener.expect_end(event.text, probability)


def row(name: str, heard: Sequence[Heard]) -> str:
    """One row of the table."""
    paused = [one for one in heard if one.turn.resumes is not None or one.turn.kind == "people, their own pauses"]
    cut = sum(one.cut_off for one in paused)
    share = f"{cut} of {len(paused)} ({100 * cut / len(paused):.0f} %)" if paused else "-"
    waits = [one.wait_seconds for one in heard if one.wait_seconds is not None]
    wait = spread(waits)
    figures = f"{1000 * wait.p50:.0f} ({1000 * wait.p95:.0f}) ms" if wait else "-"
    return f"| {name} | {len(heard)} | {share} | {figures} |"


def table(heard: Sequence[Heard]) -> str:
    """The two figures of each kind of turn."""
    rows = ["| what is said | turns | cut off at the pause | the wait, p50 (p95) |", "|---|---|---|---|"]
    for kind in dict.fromkeys(one.turn.kind for one in heard):
        of_kind = [one for one in heard if one.turn.kind == kind]
        pausing = [one for one in of_kind if one.turn.resumes is not None]
        if pausing and len(pausing) < len(of_kind):
            rows.append(row(f"{kind}, without a pause", [one for one in of_kind if one.turn.resumes is None]))
            rows.append(row(f"{kind}, with a pause", pausing))
        else:
            rows.append(row(kind, of_kind))
    return "\n".join([*rows, row("all", heard)])


async def measure(arguments: argparse.Namespace, folder: Path) -> list[Heard]:
    """Make the recordings in ``folder``, and hear them."""
    config = Config(wake_word=())
    model = VoskModel.load(model_selector(config).speech().path)
    lines = [line for line in arguments.sentences.read_text("utf-8").splitlines() if line and line[0] != "#"]
    voices = arguments.voices.split(",")
    turns = [turn async for turn in turns_of_voices(lines, voices, config, model, folder)]
    if arguments.recordings:
        turns += turns_of_people(arguments.recordings, model, folder)
    return await hear(config, turns, not arguments.without_model)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--sentences", type=Path, default=SENTENCES, help='one a line, "|" for a pause')
    parser.add_argument("--voices", default=f"{OWN},slt,rms", help="own, or flite's; %(default)s if not given")
    parser.add_argument("--recordings", type=Path, help="a folder of people's recordings (FLAC)")
    parser.add_argument("--without-model", action="store_true", help="no language model reads along")
    parser.add_argument("--list", action="store_true", help="list who was cut off, and who waited longest")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        heard = asyncio.run(measure(arguments, Path(name)))
    if arguments.list:
        for one in heard:
            if one.cut_off:
                print(f"cut off: {one.turn.text}  [{one.turn.file.stem}] {one.text}")
            elif one.wait_seconds is None or one.wait_seconds > 0.7:
                print(f"waited {one.wait_seconds}: {one.turn.text}  [{one.turn.file.stem}] {one.text}")
    print(table(heard))


if __name__ == "__main__":
    main()
