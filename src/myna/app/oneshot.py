"""One component, once: the language model for a question, the voice for a text, the listener for recordings."""

from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from myna.app.active_model import LoadedModel
from myna.app.factory import build_llm, build_voice, model_selector, new_history, open_speaker
from myna.app.language_model import with_failover
from myna.app.listener_factory import ExpectedRequests, ListenerFactory, open_listener
from myna.audio.wav import WavMicrophone, wav_file
from myna.config import Config
from myna.core import events
from myna.core.errors import LlmError, MynaError, VoiceError
from myna.core.events import ListeningEvent, ListeningFailed, MicrophoneReady, Utterance
from myna.core.ports import Voice
from myna.core.sound import AudioChunk
from myna.session.conversation import Conversation, honest_answer, require_answer
from myna.session.turn_context import TurnContext
from myna.skills.registry import build_skills
from myna.tts.clauses import ClauseSplitter
from myna.tts.pronunciations import Pronunciations
from myna.tts.spoken import spoken

RECORDINGS = (".wav", ".flac")
"""What ends so is a file, and anything else a sentence."""


def nothing_asked() -> LlmError:
    """The failure of a question without words."""
    return LlmError("nothing-asked", "There is no question in this text.", 'Type words: myna ask "Who are you?"')


def nothing_to_say() -> VoiceError:
    """The failure of a text without words."""
    return VoiceError("nothing-to-say", "There is nothing to say in this text.", 'Type words: myna say "Hello."')


async def ask(config: Config, question: str, on_text: Callable[[str], None], *, aloud: bool) -> None:
    """One turn without a microphone: the answer's pieces go to ``on_text``, and to the speaker if ``aloud``.

    What a skill can answer by itself loads no language model. Raises MynaError.
    """
    if not question.strip():
        raise nothing_asked()
    skills = build_skills(config)
    async with skills.opened():
        decision = await skills.looked_up(skills.decide(question))
    if (reply := decision.reply) is not None:
        text = (await reply.act() if reply.act else None) or reply.text
        on_text(text)
        if aloud and text:
            await say(config, text, None)
        return
    async with AsyncExitStack() as stack:
        llm = await with_failover(config, stack, partial(_load_here, config))
        history = new_history(config, llm.choice)
        if aloud:
            voice = await stack.enter_async_context(build_voice(config).loaded())
            speaker = await open_speaker(config, None, voice.rate_hz, stack)
            pronunciations = Pronunciations(config.speaking.pronounce)
            talk = Conversation(llm, voice, speaker, history, config.language, pronunciations=pronunciations)
            turn = TurnContext.certain(question)
            turn.decision = decision
            await talk.speak_answer(turn, on_text)
        else:
            honest = honest_answer(llm, history.messages(question), config.language, hedged=decision.hedged)
            pieces = await stack.enter_async_context(aclosing(honest))
            answer = ""
            async for piece in pieces:
                answer += piece
                on_text(piece)
            require_answer(answer)


async def _load_here(config: Config, stack: AsyncExitStack) -> LoadedModel:
    """The language model on this machine. Raises ModelError."""
    choice = model_selector(config).chat()
    llm = await stack.enter_async_context(build_llm(config, choice).loaded())
    return LoadedModel(llm, choice, None)


async def say(config: Config, text: str, output: Path | None) -> None:
    """Speak ``text`` to the speaker, or into a WAV file as fast as the machine can. Raises MynaError."""
    splitter, pronunciations = ClauseSplitter(), Pronunciations(config.speaking.pronounce)
    written = (*splitter.feed(text), *splitter.flush())
    clauses = [spoken(clause, config.language, pronunciations) for clause in written]
    if not any(clauses):
        raise nothing_to_say()
    async with AsyncExitStack() as stack:
        voice = await stack.enter_async_context(build_voice(config).loaded())
        if output is None:
            speaker = await open_speaker(config, None, voice.rate_hz, stack)
            async with aclosing(_sounds(voice, clauses)) as sounds:
                async for sound in sounds:
                    await speaker.play(sound)
            await speaker.drain()
        else:
            file = stack.enter_context(wav_file(output, voice.rate_hz))
            async with aclosing(_sounds(voice, clauses)) as sounds:
                async for sound in sounds:
                    file.write(sound.pcm)


async def _sounds(voice: Voice, clauses: Sequence[str]) -> AsyncGenerator[AudioChunk, None]:
    for clause in filter(None, clauses):
        async with aclosing(voice.say(clause)) as sounds:
            async for sound in sounds:
                yield sound


async def hear(
    config: Config, files: Sequence[Path], *, listen: bool
) -> AsyncGenerator[tuple[Path, ListeningEvent], None]:
    """The listener's events of each recording, as fast as the machine can.

    ``listen`` begins each as if the wake phrase had just been heard. A recording that cannot be read gives an
    ``ListeningFailed``, and the next one goes on. Raises MynaError where the listener's models are missing.
    """
    async with open_listener(config) as factory:
        for file in files:
            async with aclosing(_events(factory, file, listen=listen)) as heard:
                async for event in heard:
                    yield file, event


@dataclass(frozen=True, slots=True)
class Said:
    """The ``words`` of an ``input``, empty where nothing was heard; ``confidence`` is the recogniser's, 0 to 1.

    ``alternatives`` are what may have been said instead, nearly as likely.
    """

    input: str
    words: str
    confidence: float
    alternatives: tuple[str, ...] = ()


def is_recording(text: str) -> bool:
    """Whether an input is the name of a recording, and not a sentence."""
    return text.lower().endswith(RECORDINGS)


async def said(
    config: Config, inputs: Iterable[str], expected: ExpectedRequests | None = None
) -> AsyncGenerator[Said | MynaError, None]:
    """What each of ``inputs`` says, in their order: a sentence itself, or what is heard first in a recording.

    ``inputs`` may be as many as one likes. A recording that cannot be read gives the reason. The listener is loaded at
    the first recording; raises MynaError where its models are missing. ``expected`` replaces the language's requests.
    """
    async with AsyncExitStack() as stack:
        factory: ListenerFactory | None = None
        for text in inputs:
            if not is_recording(text):
                yield Said(text, text, 1.0)
                continue
            if factory is None:
                factory = await stack.enter_async_context(open_listener(config, expected=expected))
            heard = await sentence(factory, Path(text))
            if isinstance(heard, ListeningFailed):
                yield heard.error
            else:
                yield Said(text, heard.text, heard.confidence, heard.alternatives) if heard else Said(text, "", 0.0)


async def sentence(factory: ListenerFactory, file: Path) -> Utterance | ListeningFailed | None:
    """The sentence of a recording; None where there is none, and why where it cannot be read."""
    said: Utterance | ListeningFailed | None = None
    async with aclosing(_events(factory, file, listen=True)) as heard:
        async for event in heard:
            if isinstance(event, ListeningFailed) or (isinstance(event, Utterance) and (not said or event.continued)):
                said = event
    return said


async def _events(factory: ListenerFactory, file: Path, *, listen: bool) -> AsyncGenerator[ListeningEvent, None]:
    """What the listener hears in a recording."""
    listener = await factory.listener(WavMicrophone(file, paced=False))
    if listen:
        await listener.listen()
    async with aclosing(listener.events()) as heard:
        async for event in heard:
            if not isinstance(event, MicrophoneReady):
                yield event


def as_json(file: Path, event: ListeningEvent) -> dict[str, Any]:
    """One event as ``myna hear`` prints it."""
    return {"file": str(file), **events.as_json(event)}
