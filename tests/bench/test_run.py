"""A whole run on the real engines, in real time."""

import json
from contextlib import AsyncExitStack, nullcontext
from pathlib import Path

import pytest

from myna.app.engines import Engines
from myna.app.oom_guard import OutOfMemoryGuard, history_file
from myna.bench.listener import PlainListener
from myna.bench.memory import QUESTION
from myna.bench.plot import draw
from myna.bench.questions import prepared, samples_of
from myna.bench.run import MAX_TOKENS, Extent, measure, measured
from myna.bench.session import conversation
from myna.bench.talk import Answers
from myna.config import Config, load_config
from myna.listening.endpoint import EndpointRules

OPTIONS = ("brain.max_tokens=8", "endpoint.silence_seconds=0.5")


async def test_two_questions_in_real_time(speech: Path, tmp_path: Path) -> None:
    config = load_config(None, OPTIONS, system_file=tmp_path / "none", user_file=tmp_path / "none")
    told: list[str] = []
    found = await measure(
        config,
        [f"--set={option}" for option in OPTIONS],
        [QUESTION, speech / "order-cappuccino.flac"],
        Extent(baseline=True, idle_seconds=1, speech_seconds=2, decode_tokens=20, turns=6),
        told.append,
    )
    assert (found.talk.questions, found.talk.unheard, found.talk.cut_off) == (2, 0, 0)
    assert found.about.model == "smollm2-135m-instruct-q4_1"
    gap, behind, plain = found.talk.gap_ms, found.talk.gap_after_endpoint_ms, found.plain_gap_ms
    assert gap is not None
    assert behind is not None
    assert plain is not None
    endpoint_ms = gap.p50 - behind.p50
    assert (
        1000 * config.endpoint.min_silence_seconds - 150 < endpoint_ms < gap.p50
    )  # the listener's end of speech is later
    assert plain.p50 > 1000 * config.endpoint.silence_seconds - 150
    assert list(found.talk.stages_ms) == ["endpoint", "final transcript", "first token", "first clause", "first sound"]
    assert found.rates.decode_share == pytest.approx(
        (found.rates.decode_tokens_per_s or 0) / (found.rates.bandwidth_limit_tokens_per_s or 1)
    )
    assert 0 < found.rates.ear_rtf < 1
    assert found.peak_rss_bytes > 300_000_000
    assert found.start_seconds > 0
    assert "Question 1 of 2: why is the sky blue" in told
    json.dumps(found.as_json())
    draw(found, tmp_path / "waterfall.png")
    assert (tmp_path / "waterfall.png").stat().st_size > 10_000


async def test_a_question_for_a_skill_is_answered_by_it_in_real_time(config: Config, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        guard = OutOfMemoryGuard(history_file(None), None)
        engines = await stack.enter_async_context(Engines.open(config, guard, lambda _: nullcontext()))
        rules = EndpointRules(**config.endpoint.model_dump())
        listener = await stack.enter_async_context(PlainListener.open(engines.listener.speech, rules))
        said = await prepared([], tmp_path, engines.voice, listener, config.language)
        async with conversation(config, engines, tmp_path / "answers.wav") as session:
            exchange = await session.ask(said.for_skills[0])
    assert exchange.utterance is not None
    assert not exchange.thought
    (gap,) = Answers(*samples_of(tmp_path / "answers.wav")).gaps_ms([exchange])
    assert gap > 0


def test_answers_are_short_unless_the_configuration_says_how_long(tmp_path: Path) -> None:
    assert measured(Config()).brain.max_tokens == MAX_TOKENS
    assert not measured(Config()).audio.chime
    assert measured(Config()).speaking.filler_seconds == 0
    own = tmp_path / "own.yaml"
    own.write_text("brain: {max_tokens: 160}\n")
    assert measured(load_config(own, system_file=tmp_path / "none")).brain.max_tokens == 160
