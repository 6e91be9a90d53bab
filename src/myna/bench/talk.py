"""The measurement of a conversation: questions, an interruption, and waiting; all gaps are read from the recordings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from myna.app.engines import Engines
from myna.bench.gaps import Samples, Spread, sounding, spread
from myna.bench.questions import Recording, Said, samples_of
from myna.bench.session import Exchange, Session, conversation
from myna.config import Config
from myna.core.errors import ListeningError
from myna.session.trace import STAGES

TRIES = 3
"""Answers that are interrupted until one was: a short one may be over before the stop word is."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What a conversation showed.

    ``gap_ms``: from the end of the speech in the recording of a question to the first sound in the recording of the
    answer; ``gap_after_endpoint_ms``: from the endpoint on, so without the silence that it took to be sure.
    ``skill_gap_after_endpoint_ms``: the same of questions that need no language model, of which ``skills_answered``
    were answered without one. ``cut_off``: questions that were answered before they were over; ``unheard``: questions
    that were not heard at all; neither has a gap. ``stages_ms``: from the end of speech, as the listener found it.
    ``interruption_ms``: from the recognised stop word to the last sound. ``overflows``: chunks of the microphone that
    were lost; ``underruns``: gaps inside sound; ``ear_lag_ms``: the longest that a chunk waited for the listener. The
    processor's times are those of the whole process, in percent of one core: in silence, and with speech in the room
    that is none of its business.
    """

    questions: int
    unheard: int
    cut_off: int
    gap_ms: Spread | None
    gap_after_endpoint_ms: Spread | None
    skill_gap_after_endpoint_ms: Spread | None
    skills_answered: int
    stages_ms: dict[str, Spread]
    interruption_ms: float | None
    overflows: int
    underruns: int
    ear_lag_ms: float
    idle_cpu_percent: float | None
    speech_cpu_percent: float | None


async def talk(
    config: Config,
    engines: Engines,
    said: Said,
    output: Path,
    *,
    idle_seconds: float,
    speech_seconds: float,
    tell: Callable[[str], None],
) -> Talk:
    """Have the conversation; ``output`` is the recording of the answers. Raises MynaError."""
    asked = []
    async with conversation(config, engines, output) as session:
        for number, question in enumerate(said.questions, start=1):
            tell(f"Question {number} of {len(said.questions)}: {question.text}")
            asked.append(await session.ask(question))
        if all(exchange.utterance is None for exchange in asked):
            raise ListeningError(
                "nothing-heard",
                "No question was heard in the recordings.",
                "Look what is heard with: myna hear --listen FILE",
            )
        by_skills = []
        for number, question in enumerate(said.for_skills, start=1):
            tell(f"Question {number} of {len(said.for_skills)} without the language model: {question.text}")
            by_skills.append(await session.ask(question))
        tell("An interruption")
        interrupted = await _interrupted(session, said.long, said.stop) if said.stop else None
        tell(f"Waiting for {idle_seconds + 2 * speech_seconds:.0f} s, without and with speech in the room")
        idle = await session.cpu_percent(idle_seconds, [])
        speech = await session.cpu_percent(speech_seconds, said.questions)
        room, speaker = session.room, session.speaker
    answers = Answers(*samples_of(output))
    good = answers.good(asked)
    skilled = [one for one in answers.good(by_skills) if not one.thought]
    return Talk(
        questions=len(asked),
        unheard=sum(one.utterance is None for one in asked),
        cut_off=sum(answers.cut_off(one) for one in asked),
        gap_ms=spread(answers.gaps_ms(good)),
        gap_after_endpoint_ms=spread(answers.gaps_ms(good, after_endpoint=True)),
        skill_gap_after_endpoint_ms=spread(answers.gaps_ms(skilled, after_endpoint=True)),
        skills_answered=len(skilled),
        stages_ms=_stages(good),
        interruption_ms=answers.interruption_ms(interrupted) if interrupted else None,
        overflows=room.overflows,
        underruns=speaker.underruns,
        ear_lag_ms=1000 * session.lag_seconds,
        idle_cpu_percent=idle,
        speech_cpu_percent=speech,
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """The recording of the answers: int16 of shape (samples,)."""

    samples: Samples
    rate_hz: int

    def good(self, asked: Sequence[Exchange]) -> list[Exchange]:
        """Those that were heard to the end."""
        return [one for one in asked if one.utterance is not None and not self.cut_off(one)]

    def gaps_ms(self, asked: Sequence[Exchange], *, after_endpoint: bool = False) -> list[float]:
        """The gaps of those that were answered with a sound, from the end of speech or from the endpoint on."""
        gaps = [(one, gap) for one in asked if (gap := self.gap_seconds(one)) is not None]
        return [1000 * (gap - (one.endpoint_seconds if after_endpoint else 0.0)) for one, gap in gaps]

    def gap_seconds(self, one: Exchange) -> float | None:
        """From the end of the question's speech to the first sound behind it; None where none came."""
        span = sounding(self.samples, self.rate_hz, one.speech_end, one.over)
        return None if span is None else span.start - one.speech_end

    def cut_off(self, one: Exchange) -> bool:
        """Whether a question was answered before it was over."""
        return one.cut_off or sounding(self.samples, self.rate_hz, one.start, one.speech_end) is not None

    def interruption_ms(self, one: Exchange) -> float | None:
        """From the recognised stop word to the last sound; 0 where there was a pause just then."""
        span = sounding(self.samples, self.rate_hz, one.speech_end, one.over)
        if span is None or one.stopped_at is None:
            return None
        return max(0.0, 1000 * (span.end - one.stopped_at))


def _stages(asked: Sequence[Exchange]) -> dict[str, Spread]:
    """Each stage that was reached, in the order in which they happen."""
    turns = [one.turns[-1] for one in asked if one.turns]
    found = {stage: spread([turn[stage] for turn in turns if stage in turn]) for stage in STAGES[1:]}
    return {stage: one for stage, one in found.items() if one is not None}


async def _interrupted(session: Session, long: Recording, stop: Recording) -> Exchange | None:
    """An exchange in which the stop word was recognised; None if there was none in a few tries."""
    for _ in range(TRIES):
        exchange = await session.ask(long, stop)
        if exchange.stopped_at is not None:
            return exchange
    return None
